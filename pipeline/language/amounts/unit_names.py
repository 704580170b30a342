"""Which units a text names at all, with a number or without: "week 20", "once a day", "daily".

A unit is taken as named rather too often than too seldom: what follows from it is said only where a
text names it nowhere. Beside the spellings of `units`, words of data/unit-names/<language>.txt.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from pipeline.language import inline
from pipeline.language.amounts.figures import Figures
from pipeline.language.amounts.numerals import NumberKind
from pipeline.language.amounts.units import UNSEEN, unit_at, unit_spellings
from pipeline.language.cldr import separates_particles, separates_words
from pipeline.language.tables import rows, rows_for
from pipeline.model import Language

__all__ = [
    "Amount",
    "amounts",
    "changed_turn",
    "counts_one",
    "turns",
    "dimensions",
    "lost_amounts",
    "units_for_one",
    "units_named",
    "units_of",
]

_CHANGED = "@"  # the row of words like "a", "per", "each"
_WHOLE = 3  # a shorter spelling is a word by itself; a longer one may be a word's beginning
_ALPHABETS_END = (
    "\u0600"  # Latin, Greek, Cyrillic, Armenian, Hebrew; from here on two letters say more
)


class Amount(NamedTuple):
    """A unit of which the text says how much: "six weeks", "a day", "each kilogram"."""

    start: int  # 0-based code points, half-open
    end: int
    unit: str
    value: Decimal  # 1 of "a day"


@cache
def dimensions() -> Mapping[str, str]:
    """Unit → what it measures; units that nothing is mistaken for are left out."""
    return MappingProxyType(
        {unit: name for name, units in rows("unit-dimensions.tsv") for unit in units.split(" ")}
    )


def units_of(facts: Figures) -> frozenset[str]:
    """The units that a text names: beside its numbers, in its words, by a clock."""
    named = set(units_named(facts.text, facts.language))
    for figure in facts.figures:
        named.add(figure.unit)
        if figure.half or figure.number.kind is NumberKind.TIME:
            named.add("hour")
    if facts.words:
        visible, spellings = inline.blank(facts.text), unit_spellings(facts.language)
        counted = (unit_at(visible, word.end, spellings) for word in facts.words)
        named.update(found[0] for found in counted if found is not None)
    return frozenset(named)


@cache
def counts_one(language: Language) -> bool:
    """Whether the language says 1 where others have an article or nothing; counted-ones.tsv."""
    return any(tag == language.base for (tag,) in rows("counted-ones.tsv"))


@lru_cache(maxsize=1024)
def units_named(text: str, language: Language) -> frozenset[str]:
    """The units that the words of `text` (inline Markdown) name, known by data/unit-dimensions."""
    pattern, units = _names(language)
    found = {match[match.lastgroup or 0] for match in pattern.finditer(_folded(text))}
    return frozenset(unit for word in found for unit in units[word])


def _folded(text: str) -> str:
    return UNSEEN.sub("", unicodedata.normalize("NFKC", inline.blank(text)).casefold())


@cache
def _names(language: Language, only: str = "") -> tuple[re.Pattern[str], Mapping[str, set[str]]]:
    """The words that name units, or only one unit, and what they name."""
    units: dict[str, set[str]] = {}
    for word, unit in _words(language):
        if unit in dimensions() and only in ("", unit):
            units.setdefault(word, set()).add(unit)
    spaced = separates_words(language)
    shortest = _WHOLE if separates_particles(language) else 2
    begins: list[str] = []
    whole: list[str] = []
    after_stroke: list[str] = []
    inside = [word[1:] for word in units if word[0] == "*"]
    for word in units:
        if not spaced and not word.isascii():
            begins.append(word)
        elif word < _ALPHABETS_END and len(word) <= _WHOLE:
            (whole if len(word) > 1 else after_stroke).append(word)
        else:
            (begins if len(word) >= shortest else whole).append(word)
    units.update((word, units[f"*{word}"]) for word in inside)
    edge = rf"(?<!\w)(?:{_clitics(language)})?" if spaced else ""
    # Korean writes its particles to the unit: 15mg/kg이며
    letter = r"[^\W\d_]" if separates_particles(language) else "[a-z]"
    pattern = re.compile(
        rf"{edge}(?P<b>{_any_of(begins)})|(?<!{letter})(?P<w>{_any_of(whole)})(?!{letter})"
        rf"|(?<=/)[ ]?(?P<s>{_any_of(after_stroke)})(?!{letter})|(?P<i>{_any_of(inside)})"
    )
    return pattern, MappingProxyType(units)


def _any_of(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"


def _clitics(language: Language) -> str:
    return _any_of(
        [each for tag, row in rows("clitics.tsv") if tag == language.base for each in row.split()]
    )


def _words(language: Language) -> Iterator[tuple[str, str]]:
    yield from unit_spellings(language).after.items()
    for unit, words in rows_for("unit-names", language):
        if unit != _CHANGED:
            yield from ((word.casefold(), unit) for word in words.split(", "))


@cache
def names_all(unit: str, language: Language) -> bool:
    """Whether we know all words by which the language names the unit: its table is rich."""
    known = dimensions()
    names = {name for name, _ in rows_for("unit-names", language)}
    is_rich = any(known.get(name) == "time" for name in names)
    return unit in names or (is_rich and known[unit] != "time")


# ----------------------------------------------------------------------------------------- amounts
_NO_AMOUNT = frozenset({"second"})  # "a second dose"
_NO_RATE = frozenset({"minute"})  # "in a minute" is soon
_MANY = 2
_HALF = Decimal("0.5")


def amounts(facts: Figures) -> tuple[Amount, ...]:
    """The units of time, mass and volume of which the text says how much, in its words too.

    A year is left out where it may be somebody's age: "Children aged 6 to 11".
    """
    found = [
        Amount(figure.number.start, figure.end, figure.unit, figure.number.readings[0])
        for figure in facts.figures
        if figure.unit not in ("", "year") and not figure.half and figure.number.readings
    ]
    found += _in_words(facts)
    found += _for_weight(facts)
    known = dimensions()
    return tuple(
        each
        for each in found
        if known.get(each.unit) in ("time", "mass", "volume") and each.unit not in _NO_AMOUNT
    )


def _in_words(facts: Figures) -> Iterator[Amount]:
    """ "Six weeks", "a day", "half an hour"."""
    visible = inline.blank(facts.text)
    if not units_named(facts.text, facts.language):
        return
    spellings = unit_spellings(facts.language)
    pattern = _each(facts.language)
    half = 0
    for start, end, _, readings, *_ in facts.words:
        unit = unit_at(visible, end, spellings) if readings[0] >= _MANY else None
        half = end if readings[0] == _HALF else half
        if unit is not None and unit[1] > end + 1:
            yield Amount(start, unit[1], unit[0], readings[0])
    for match in pattern.finditer(visible) if pattern else ():
        start, end = match.span()
        unit = unit_at(visible, end, spellings)
        if unit is not None and unit[0] not in _NO_RATE and not _goes_on(visible, end, unit[1]):
            value = _HALF if 0 < start - half <= _MANY else Decimal(1)
            yield Amount(start, unit[1], unit[0], value)


def _for_weight(facts: Figures) -> Iterator[Amount]:
    """The kilogram of "15 mg/kg": without it a dose is for a body of one kilogram."""
    visible = inline.blank(facts.text)
    spellings = unit_spellings(facts.language)
    for match in _STROKE.finditer(visible):
        unit = unit_at(visible, match.end(), spellings)
        if unit is not None and unit[0] == "kilogram":
            yield Amount(match.start(), unit[1], unit[0], Decimal(1))


_STROKE = re.compile(
    r"(?<=[^\W\d_])[ ]?/"
)  # "mg/", from its end: a word of any length is passed once


def units_for_one(facts: Figures) -> Iterator[tuple[int, str]]:
    """(start, unit) where a text says one of it without a number: "a day", "per week"."""
    pattern = _each(facts.language)
    visible = inline.blank(facts.text)
    spellings = unit_spellings(facts.language)
    for match in pattern.finditer(visible) if pattern else ():
        unit = unit_at(visible, match.end(), spellings)
        if unit is not None and not _goes_on(visible, match.end(), unit[1]):
            yield match.start(), unit[0]


def _goes_on(visible: str, start: int, end: int) -> bool:
    """Whether the unit is of a phrase that says no amount: "a day to day task"."""
    unit = visible[start:end].strip()
    return re.compile(rf"[ -]\w{{1,4}}[ -]{re.escape(unit)}(?!\w)").match(visible, end) is not None


@cache
def _each(language: Language) -> re.Pattern[str] | None:
    words = [
        word
        for key, entry in rows_for("unit-names", language)
        if key == _CHANGED
        for word in entry.split(", ")
    ]
    return re.compile(rf"(?<!\w)(?:{_any_of(words)})(?= )", re.IGNORECASE) if words else None


def lost_amounts(source: Figures, told: tuple[Amount, ...], target: Figures) -> tuple[Amount, ...]:
    """Those of `told`, the amounts of `source`, whose unit `target` names nowhere.

    Nothing is said where the target has another unit of time instead ("two weeks", "15 jours"), and
    of units for which we don't know all words.
    """
    beside = {figure.unit for figure in target.figures}
    language = target.language
    open_ones = [
        each for each in told if each.unit not in beside and names_all(each.unit, language)
    ]
    if not open_ones:
        return ()
    folded = _folded(target.text)
    if all(_names(language, each.unit)[0].search(folded) for each in open_ones):
        return ()  # nearly always
    named = units_of(target)
    known = dimensions()
    others = {unit for unit in named - units_of(source) if known.get(unit) == "time"}
    return tuple(
        each
        for each in open_ones
        if each.unit not in named and not (known[each.unit] == "time" and others)
    )


def turns(told: Iterable[Amount]) -> tuple[Amount, ...]:
    """One of a unit of time among these amounts: "a month"."""
    known = dimensions()
    return tuple(each for each in told if each.value == 1 and known.get(each.unit) == "time")


def changed_turn(
    source: Figures, ours: tuple[Amount, ...], target: Figures
) -> tuple[Amount, Amount] | None:
    """One of a unit of time in the source, and one of another in the target: "a month", 一年.

    `ours`: the `turns` of the source. Whoever converts a time changes the number with the unit, so
    this is another time.
    """
    there = units_of(target)
    gone = [each for each in ours if each.unit not in there]
    if len(gone) != 1:
        return None
    here = units_of(source)
    come = [each for each in turns(_ones(target)) if each.unit not in here]
    return (gone[0], come[0]) if len(come) == 1 else None


def _ones(facts: Figures) -> Iterator[Amount]:
    """One of a unit, in words: "one week", 一年."""
    visible = inline.blank(facts.text)
    spellings = unit_spellings(facts.language)
    for start, end, _, readings, *_ in facts.words:
        unit = unit_at(visible, end, spellings) if readings[0] == 1 else None
        if unit is not None:
            yield Amount(start, unit[1], unit[0], Decimal(1))
