"""What of a sentence survives its translation: numbers, terms, names, markup, related words.

Reads one text at a time and weighs what two have in common; pairs nothing. Numbers count by value
and terms by the termbase, so "1.5 mg" in English meets "1,5 mg" in German and "١٫٥" in Arabic.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from pipeline.language import inline
from pipeline.language.amounts.number_words import spelled
from pipeline.language.amounts.numerals import NumberKind
from pipeline.language.amounts.quantities import numbers
from pipeline.language.meaning.comparing import cues, has_cues
from pipeline.language.terms import find_term
from pipeline.model import Language, Termbase, TermRule
from pipeline.source.signature import Kind as MarkupKind
from pipeline.source.signature import signature

__all__ = ["Anchor", "AnchorKind", "Reader", "Weigher"]


class AnchorKind(StrEnum):
    """What an anchor is. The comment says what its `value` holds."""

    NUMBER = "number"  # its value
    TERM = "term"  # the row of the termbase
    NAME = "name"  # a code or name in Latin letters: "mri", "l4"
    ADDRESS = "address"  # of a link or picture
    MARKUP = "markup"  # the kind of markup
    QUESTION = "question"  # nothing
    COGNATE = "cognate"  # the beginning of a word that both languages may share
    CUE = "cue"  # a word like "if", "after", "only": its name; every negation is "negation"
    COUNT = "count"  # a number in digits or in words: its value


class Anchor(NamedTuple):
    """One thing that a sentence and its translation should both have."""

    kind: AnchorKind
    value: str = ""


class _Weight(NamedTuple):
    shared: float  # for an anchor on both sides, times how rare it is
    missing: float  # nats, where the source has it and the target has not
    extra: float  # nats, where only the target has it


_ONE = Anchor(AnchorKind.NUMBER, "1")  # "once a day" is "1日1回": a 1 too many says nothing

# Set by hand so that a rare shared number outweighs any length, and tuned no further than that the
# gold cases under tests/catalogs/alignment come out right.
_WEIGHTS: Mapping[AnchorKind, _Weight] = MappingProxyType(
    {
        AnchorKind.NUMBER: _Weight(1.0, 1.5, 1.5),
        AnchorKind.TERM: _Weight(0.8, 0.5, 0.5),
        AnchorKind.NAME: _Weight(0.8, 0.3, 0.3),
        AnchorKind.ADDRESS: _Weight(1.0, 0.1, 0.3),  # text files have no links
        AnchorKind.MARKUP: _Weight(0.2, 0.1, 0.2),
        AnchorKind.QUESTION: _Weight(0.7, 1.0, 1.0),
        AnchorKind.COGNATE: _Weight(0.5, 0.0, 0.0),
        AnchorKind.CUE: _Weight(0.6, 0.3, 0.3),
        AnchorKind.COUNT: _Weight(0.4, 0.0, 0.0),
    }
)
_RAREST = 3.5  # nats: as rare as an anchor can count
_MOST = 10.0  # nats: what any number of anchors can bring

_QUESTION = re.compile(r"[?？؟;]\W*$")
_LATIN_CODE = re.compile(r"(?<![A-Za-z])(?:[A-Z]{2,}[0-9]*|[A-Z][a-z]*[0-9]+)(?![A-Za-z])")
_WORD = re.compile(r"[^\W\d_]{5,}")
_COGNATE_LETTERS = 5
_NO_NEGATION = frozenset({"start", "rarely"})
_CUES = frozenset({"negation", "condition", "limit", "measure"})  # duty is said in too many ways
_ADDRESSES = frozenset({MarkupKind.LINK, MarkupKind.IMAGE, MarkupKind.CODE, MarkupKind.FOOTNOTE})
_MARKUP = frozenset({MarkupKind.STRONG, MarkupKind.EMPHASIS, MarkupKind.LINE_BREAK})


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the anchors of texts in one language of a pair; both sides need one."""

    language: Language
    pair: tuple[Language, Language]  # of the article, of the translation
    termbase: Termbase
    _wordings: tuple[tuple[str, tuple[str, ...]], ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_wordings", tuple(self._terms()))

    def _terms(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """(the term's name among anchors, its wordings in this reader's language)."""
        for number, term in enumerate(self.termbase.terms):
            if term.rule not in (TermRule.USE, TermRule.KEEP):
                continue
            if term.language != self.pair[0]:
                continue
            if self.language == term.language or term.rule is TermRule.KEEP:
                yield str(number), (term.term,)
            elif term.readings.get(self.language.tag):
                yield str(number), term.readings[self.language.tag]

    def anchors(self, text: str) -> frozenset[Anchor]:
        """What in `text` (inline Markdown) its translation, or its source, should have too."""
        visible = inline.blank(text)
        found = set(self._numbers(text)) | set(self._cues(text))
        found |= {
            Anchor(AnchorKind.TERM, name)
            for name, wordings in self._wordings
            if any(find_term(text, wording, self.language) for wording in wordings)
        }
        found |= set(_names(visible))
        found |= set(_markup(text))
        if _QUESTION.search(visible.strip()):
            found.add(Anchor(AnchorKind.QUESTION))
        return frozenset(found)

    def _numbers(self, text: str) -> Iterator[Anchor]:
        for number in (*numbers(text, self.language), *spelled(text, self.language)):
            for value in number.parts or number.readings[:1]:
                shown = format(value.normalize(), "f")
                yield Anchor(AnchorKind.COUNT, shown)
                if number.kind is not NumberKind.WORD:
                    yield Anchor(AnchorKind.NUMBER, shown)

    def _cues(self, text: str) -> Iterator[Anchor]:
        """Cues, where those of both languages are known: else they would seem lost."""
        if not all(has_cues(language) for language in self.pair):
            return
        for cue in cues(text, self.language):
            if cue.kind == "negation" and cue.name not in _NO_NEGATION:
                yield Anchor(AnchorKind.CUE, cue.kind)
            elif cue.kind in _CUES:
                yield Anchor(AnchorKind.CUE, cue.name)


def _names(visible: str) -> Iterator[Anchor]:
    for match in _LATIN_CODE.finditer(visible):
        yield Anchor(AnchorKind.NAME, match[0].casefold())
    for match in _WORD.finditer(_folded(visible)):
        if match[0].isascii():
            yield Anchor(AnchorKind.COGNATE, match[0][:_COGNATE_LETTERS])


def _folded(text: str) -> str:
    """`text` without case and accents: "Médecin" → "medecin"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _markup(text: str) -> Iterator[Anchor]:
    for feature in signature(text):
        if feature.kind in _ADDRESSES:
            yield Anchor(AnchorKind.ADDRESS, feature.detail)
        elif feature.kind in _MARKUP:
            yield Anchor(AnchorKind.MARKUP, feature.kind)


class Weigher:
    """Weighs common anchors by how rare each one is among the texts that it was made from."""

    def __init__(self, texts: Iterable[frozenset[Anchor]]) -> None:
        self._missing: dict[frozenset[Anchor], float] = {}
        self._extra: dict[frozenset[Anchor], float] = {}
        counts: Counter[Anchor] = Counter()
        total = 0
        for anchors in texts:
            counts.update(anchors)
            total += 1
        self._rarity = {
            anchor: min(_RAREST, max(0.0, math.log((total + 1) / (count + 0.5))))
            for anchor, count in counts.items()
        }

    def cost(self, one: frozenset[Anchor], other: frozenset[Anchor]) -> float:
        """What the anchors say for (below 0) or against taking one text for the other, in nats."""
        against = self._total(one, is_source=True) + self._total(other, is_source=False)
        shared = 0.0
        for anchor in one & other:
            weight = _WEIGHTS[anchor.kind]
            against -= weight.missing + (0.0 if anchor == _ONE else weight.extra)
            shared += weight.shared * self._rarity.get(anchor, _RAREST)
        return against - min(_MOST, shared)

    def _total(self, anchors: frozenset[Anchor], *, is_source: bool) -> float:
        """What it would cost if the other text had none of them; asked for the same sets often."""
        known = self._missing if is_source else self._extra
        if anchors not in known:
            weights = [_WEIGHTS[anchor.kind] for anchor in anchors]
            extra = sum(weight.extra for weight in weights)
            if _ONE in anchors:
                extra -= _WEIGHTS[_ONE.kind].extra
            known[anchors] = sum(weight.missing for weight in weights) if is_source else extra
        return known[anchors]
