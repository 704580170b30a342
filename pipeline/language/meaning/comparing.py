"""Whether an edit changed what a sentence says: what merging asks before it offers a translation.

Looks at what harms when it is wrong: numbers by value, units, negations, conditions, limits, names
of medicines, terms, and the order in which they stand. Not a judgement of style or of truth: CLOSE
only means that nothing of all this differs. Data: data/cues/<language>.txt, data/drug_names.txt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from pipeline.language.amounts.number_words import spelled
from pipeline.language.amounts.numerals import Number, identifiers, numbers, visible_digits
from pipeline.language.amounts.quantities import quantities
from pipeline.language.amounts.units import unit_after
from pipeline.language.cldr import default_script
from pipeline.language.meaning.cues import Cue, cues, cues_for_edits, has_cues, has_parity
from pipeline.language.medicines import medicines_named
from pipeline.language.terms import find_term
from pipeline.model import Language

__all__ = ["Comparison", "Cue", "Fact", "Judge", "Meaning", "cues", "has_cues", "without_looks"]


class Meaning(StrEnum):
    """What an edit means for the translation of the old text."""

    SAME = "same"  # only its looks changed: the translation stands
    CLOSE = "close"  # words changed, and nothing that we know to be dangerous
    CHANGED = "changed"  # a number, a negation, a term differs, or nobody can tell


@dataclass(frozen=True, slots=True)
class Comparison:
    """The judgement of one edit, and what differs, or is not sure, for a person to read."""

    meaning: Meaning
    reasons: tuple[str, ...] = ()  # "number: 5 milligram → 10 milligram", "negation: not → nothing"
    is_sure: bool = True  # False for CLOSE where we may not know all negations of the language


class Fact(NamedTuple):
    """One thing that a sentence says and that must not differ."""

    start: int
    kind: str  # "number", "code", "medicine", "term", or the kind of a cue
    value: str  # compares by what it means: "5 milligram", "not"


# ------------------------------------------------------------------------------------------- facts
def _number_facts(text: str, language: Language) -> Iterator[tuple[Fact, int]]:
    """Numbers in digits and in words, with their units; and where number and unit end."""
    units = {each.start: each for each in quantities(text, language)}
    for number in numbers(text, language):
        quantity = units.get(number.start)
        unit, end = (quantity.unit, quantity.end) if quantity else ("", number.end)
        yield Fact(number.start, "number", f"{_value(number)} {unit}".strip()), end
    visible = visible_digits(text)
    for number in spelled(text, language):
        unit, end = unit_after(visible, number.end, language) or ("", number.end)
        yield Fact(number.start, "number", f"{_value(number)} {unit}".strip()), end


def _value(number: Number) -> str:
    if number.parts:
        return "/".join(f"{part.normalize():f}" for part in number.parts)
    return f"{number.readings[0].normalize():f}" if number.readings else number.raw


def _cue_facts(text: str, language: Language, taken: Iterable[tuple[int, int]]) -> Iterator[Fact]:
    """The cues as facts; a measure that belongs to a number has been counted with it."""
    spans = tuple(taken)
    for cue in cues_for_edits(text, language):
        if cue.kind == "measure" and any(a <= cue.start < b for a, b in spans):
            continue
        yield Fact(cue.start, cue.kind, cue.name)


# ------------------------------------------------------------------------------------------- looks
_SPACES = re.compile(r"[^\S\n]+")
_AROUND_BREAK = re.compile(r" ?\n ?")
_PAUSE = re.compile(r"[^\S\n]*[—―][^\S\n]*|[^\S\n]+[‒–][^\S\n]*|[‒–][^\S\n]+")
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–−", "-"))
_DRESSED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ`´", "'"),
        **dict.fromkeys("“”„‟«»", '"'),
        "…": "...",
        "\u00ad": "",  # soft hyphen
        "\ufeff": "",  # zero width no-break space
        "\u2060": "",  # word joiner
    }
)
_MARKUP = re.compile(r"[`<>\[\]{}\\]")
_WORDS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=256)  # an old text is compared with several new ones, and by its looks
def without_looks(text: str) -> str:
    """The text without what only its looks hang on: spaces, and the shape of quotes and dashes.

    A line break stays (it is a hard one), and so does all markup: a translation has to match it.
    """
    if "`" in text:  # inside code every character counts
        return text
    plain = _PAUSE.sub(" - ", text.translate(_DRESSED)).translate(_HYPHENS)
    return _AROUND_BREAK.sub("\n", _SPACES.sub(" ", plain)).strip()


def _is_same_heading(old: str, new: str) -> bool:
    """Whether two folded texts differ in the case of words that are no acronyms (AIDS, aids)."""
    if old.casefold() != new.casefold() or _MARKUP.search(old + new):
        return False
    if old.isupper() or new.isupper():
        return True
    pairs = zip(_WORDS.findall(old), _WORDS.findall(new), strict=True)
    return all(a == b or (_is_plain(a) and _is_plain(b)) for a, b in pairs)


def _is_plain(word: str) -> bool:
    return word.islower() or word.istitle()


# ------------------------------------------------------------------------------------------- judge
_BEGINNING = 2  # letters of a Latin word that no inflection changes


class Judge:
    """Compares texts in one language; what it finds out about a text it finds out once."""

    def __init__(self, language: Language, *, terms: Iterable[str] = ()) -> None:
        self.language = language
        by_beginning = default_script(language) == "Latn"
        self._terms = tuple(
            (term, term.casefold()[:_BEGINNING] if by_beginning else "")
            for term in dict.fromkeys(terms)
        )
        self._facts: dict[str, tuple[Fact, ...]] = {}

    def facts(self, text: str) -> tuple[Fact, ...]:
        """What `text` (inline Markdown) says that must not differ, in order."""
        if text not in self._facts:
            self._facts[text] = tuple(sorted(self._find(text)))
        return self._facts[text]

    def _find(self, text: str) -> Iterator[Fact]:
        found = tuple(_number_facts(text, self.language))
        yield from (fact for fact, _ in found)
        yield from _cue_facts(text, self.language, [(fact.start, end) for fact, end in found])
        for code in identifiers(text):
            yield Fact(code.start, "code", "/".join(code.names))
        for start, name in medicines_named(text, self.language):
            yield Fact(start, "medicine", name)
        folded = text.casefold()
        for term, beginning in self._terms:
            if beginning in folded:
                for start, _ in find_term(text, term, self.language):
                    yield Fact(start, "term", term)

    def compare(self, old: str, new: str, *, heading: bool = False) -> Comparison:
        """What the edit from `old` to `new` means; `heading`: its case is a matter of looks.

        In a language of which we know no negations everything but looks is CHANGED; where we may
        not know them all, CLOSE is not sure.
        """
        before, after = self.facts(old), self.facts(new)
        reasons = _reasons(before, after)
        if reasons:
            return Comparison(Meaning.CHANGED, reasons)
        left, right = without_looks(old), without_looks(new)
        if left == right or (heading and _is_same_heading(left, right)):
            return Comparison(Meaning.SAME)
        if has_cues(self.language):
            return Comparison(Meaning.CLOSE)
        if has_parity(self.language):
            reason = f"not all negations of '{self.language}' may be known here"
            return Comparison(Meaning.CLOSE, (reason,), is_sure=False)
        reason = f"the negations of '{self.language}' are not known here"
        return Comparison(Meaning.CHANGED, (reason,))


def _reasons(old: tuple[Fact, ...], new: tuple[Fact, ...]) -> tuple[str, ...]:
    """What differs between the facts of two texts, kind by kind; empty where nothing does."""
    before = [(fact.kind, fact.value) for fact in old]
    after = [(fact.kind, fact.value) for fact in new]
    if before == after:
        return ()
    gone, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
    kinds = dict.fromkeys(kind for kind, _ in (*before, *after))
    reasons = [
        f"{kind}: {_listed(gone, kind)} → {_listed(come, kind)}"
        for kind in kinds
        if _listed(gone, kind) != _listed(come, kind)
    ]
    return tuple(reasons) or (f"order: {_in_order(before)} → {_in_order(after)}",)


def _listed(facts: Counter[tuple[str, str]], kind: str) -> str:
    return ", ".join(value for fact, value in facts.elements() if fact == kind) or "none"


def _in_order(facts: list[tuple[str, str]]) -> str:
    return ", ".join(value for _, value in facts)
