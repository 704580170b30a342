"""Cutting prose into sentences, losslessly, and never in doubt: the one door to sentencex.

sentencex proposes (by language, in Rust); what stands here disposes: markup is masked so that no
cut falls inside it, and a cut after an abbreviation, an ordinal or an initial is taken back.
Abbreviations are data: data/abbreviations/<language>.txt. Joining sentences again is not done here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pipeline.language import inline
from pipeline.language.cldr import separates_words
from pipeline.language.patterns import lazy
from pipeline.language.tables import rows_for
from pipeline.model import Language

_TERMINATOR = lazy(f"[{re.escape(inline.TERMINATORS)}]")
_FULL_WIDTH_TERMINATORS = "。！？｡"
_HARD_BREAK = re.compile(r"[ \t]*(?: {2}|\\)\n")
_FIRST_VISIBLE = re.compile(r"[^\W_]")
_BEHIND_STOP = "\"'”’»)]*_} \t\n\r\u00a0\u202f\u3000"  # what may close a sentence after its stop
_WORD_EDGE = lazy(r"""[\s(\["'“„«‘‚*_/–—]""")
_STOP_AND_SPACE = re.compile(r"""\.["'”’»)\]]*\s+""")
_STOP_AND_DIGIT = lazy(f"[{_FULL_WIDTH_TERMINATORS}]+(?=[0-9])")
_TAIL = 48  # code points: longer than any abbreviation
_ENUMERATOR = re.compile(r"\s*[(\[]?(?:\d{1,3}|[^\W\d_])[.)\]]+\s*$")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}$")
_CLOSED_EAST_ASIAN_QUOTE = lazy(r"[。！？｡.!?…][」』”’》]+\s*$")
_FIRST_IDEOGRAPH = "\u2e80"  # from here on a single letter is a word, not an initial


class Abbreviations(NamedTuple):
    """What data/abbreviations/<language>.txt says; entries without their final stop."""

    inside: frozenset[str]  # never at the end of a sentence: "Dr", "e.g"
    anywhere: frozenset[str]  # may end one, before a capital: "etc", "a.m"
    has_ordinals: bool  # "3." may be "third"
    is_whole: bool  # the language marks no sentence ends: paragraphs stay whole

    def has(self, word: str) -> bool:
        """Whether `word`, which had a stop behind it, never ends a sentence."""
        return word in self.inside or word.casefold() in self.inside

    def may_end(self, word: str) -> bool:
        """Whether `word` is an abbreviation that may stand at the end of a sentence."""
        return word in self.anywhere or word.casefold() in self.anywhere


def split(
    text: str, language: Language, *, extra_abbreviations: frozenset[str] = frozenset()
) -> tuple[tuple[str, str], ...]:
    """Sentences of `text` (inline Markdown), each with the white space that precedes it.

    Lossless: "".join(lead + sentence) == text. When in doubt it does not split: a joined pair is a
    nuisance, a cut sentence is an error. Never splits inside inline code, links, images, emphasis,
    HTML tags, footnote marks, addresses, entities or placeholders, after an abbreviation or after
    an initial. A hard line break is always a boundary and belongs to the next lead.
    `extra_abbreviations` (with or without the final stop) never end a sentence.
    """
    if text.isspace() or not _may_split(text):
        return (_lead_and_sentence(text),)
    known = abbreviations(language, extra_abbreviations)
    masked = inline.mask(text, known.has)
    cuts = list(_hard_breaks(masked))
    if not known.is_whole:
        cuts += _sentence_ends(masked, language, known)
    if inline.has_markup(text):
        regions = inline.unbalanced_regions(text, masked)
        cuts = [cut for cut in cuts if not any(a <= cut[0] <= b for a, b in regions)]
    # A hard break comes before a sentence end at the same place: it reaches further.
    cuts.sort(key=lambda cut: (cut[0], -cut[1]))
    return tuple(_pieces(text, cuts))


def _may_split(text: str) -> bool:
    """Whether there can be a boundary at all: most headings, cells and list items have none."""
    if "\n" in text:
        return True
    first = _TERMINATOR.search(text)
    if first is None or first.end() == len(text):
        return False
    rest = text[first.end() :]
    return (
        " " in rest
        or any(mark in text for mark in _FULL_WIDTH_TERMINATORS)
        or any(character.isspace() for character in rest)
    )


@lru_cache(maxsize=256)
def abbreviations(language: Language, extra: frozenset[str] = frozenset()) -> Abbreviations:
    """The abbreviations of a language, with those of the project.

    An entry with a capital counts only with that capital ("Sun" is a day, "sun" is not).
    """
    inside, anywhere, directives = set(), set(), set()
    for entry, *_ in rows_for("abbreviations", language):
        if entry.startswith("!"):
            directives.add(entry[1:])
        elif entry.endswith(" *"):
            anywhere.add(entry[:-2].rstrip("."))
        else:
            inside.add(entry.rstrip("."))
    inside |= {entry.strip().rstrip(".") for entry in extra}
    return Abbreviations(
        frozenset(inside),
        frozenset(anywhere - inside),
        "ordinals" in directives,
        "whole" in directives,
    )


# ------------------------------------------------------------------------------------------- cuts
def _hard_breaks(masked: str) -> Iterator[tuple[int, int]]:
    """(end of the sentence before, start of the one after) for each hard line break."""
    for match in _HARD_BREAK.finditer(masked) if "\n" in masked else ():
        yield match.start(), match.end()


def _sentence_ends(
    masked: str, language: Language, known: Abbreviations
) -> Iterator[tuple[int, int]]:
    start = 0
    for cut in sorted(set(_proposals(masked, language, known))):
        if _is_boundary(masked[start:cut], masked[cut:], language, known):
            yield cut, cut
            start = cut


def _proposals(masked: str, language: Language, known: Abbreviations) -> Iterator[int]:
    import sentencex  # for prose of several sentences alone

    found = {
        boundary["end_index"]
        for boundary in sentencex.get_sentence_boundaries(language.base, masked)[:-1]
    }
    yield from found
    for match in _STOP_AND_DIGIT.finditer(masked):  # sentencex takes "。1" for "3.1"
        yield match.end()
    if not known.anywhere:
        return
    for match in _STOP_AND_SPACE.finditer(masked):  # sentencex never cuts after "etc."
        if match.end() in found:
            continue
        word = _word_before_stop(masked[max(0, match.start() - _TAIL) : match.start() + 1])
        if known.may_end(word) and masked[match.end() : match.end() + 1].isupper():
            yield match.end()


def _is_boundary(left: str, right: str, language: Language, known: Abbreviations) -> bool:
    following = _FIRST_VISIBLE.search(right)
    if following is None or following.group().islower() or _ENUMERATOR.fullmatch(left):
        return False
    tail = left[-_TAIL:]
    if not separates_words(language) and _CLOSED_EAST_ASIAN_QUOTE.search(tail):
        return False  # 「痛い。」と言った: the sentence goes on
    if _TERMINATOR.search(tail) is None and not left.endswith("\n"):
        return False
    word = _word_before_stop(tail)
    return not word or _ends_sentence(word, following.group(), known)


def _word_before_stop(left: str) -> str:
    """The word that `left` ends with, before a full stop; "" where it ends otherwise."""
    tail = left[-_TAIL:].rstrip(_BEHIND_STOP)
    if not tail.endswith(".") or tail[:-1][-1:].isspace():
        return ""
    words = tail[:-1].rsplit(None, 1)  # most edges are spaces: the rest need not be searched
    return _WORD_EDGE.split(words[-1])[-1] if words else ""


def _ends_sentence(word: str, following: str, known: Abbreviations) -> bool:
    """Whether the stop after `word` ends a sentence that is followed by `following`."""
    if known.has(word):
        return False
    if known.may_end(word):
        return not following.isdigit()
    if len(word) == 1 and word.isalpha():
        return word >= _FIRST_IDEOGRAPH
    if _DOTTED.match(word):
        return False
    return not (known.has_ordinals and word.isdigit() and len(word) <= 2)


# ----------------------------------------------------------------------------------------- pieces
def _pieces(text: str, cuts: list[tuple[int, int]]) -> Iterator[tuple[str, str]]:
    """The text cut at `cuts`; a piece without letter or digit stays with its neighbour."""
    previous_end, start = 0, len(text) - len(text.lstrip())
    for end, restart in cuts:
        sentence = text[start:end].rstrip()
        if _FIRST_VISIBLE.search(sentence) and _FIRST_VISIBLE.search(text, restart):
            yield text[previous_end:start], sentence
            previous_end = start + len(sentence)
            start = len(text) - len(text[restart:].lstrip())
    yield text[previous_end:start], text[start:]


def _lead_and_sentence(text: str) -> tuple[str, str]:
    sentence = text.lstrip()
    return (text[: len(text) - len(sentence)], sentence) if sentence else ("", text)
