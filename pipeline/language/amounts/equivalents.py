"""Numbers said in another way: 30 minutes as half an hour, 14 days as two weeks, 25 % as a quarter.

A good translator says an amount as the language says it, and nothing changes for the patient: what
counts as the same is the same to the minute, to the month or to the per cent. Asked only of numbers
that have found no partner, so that a text in which all numbers agree pays nothing for it; and what
a text says anyway ("a day" in both) answers for no number that was lost. Phrases that are more than
a number and a unit ("полчаса", "noon", "fortnight"): data/said-otherwise.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from itertools import combinations
from math import prod
from types import MappingProxyType
from typing import NamedTuple

from pipeline.language import inline
from pipeline.language.amounts.figures import Figure, Figures
from pipeline.language.amounts.halves import has_half, says_half
from pipeline.language.amounts.number_marks import half_words, number_marks
from pipeline.language.amounts.number_words import attached, unit_within
from pipeline.language.amounts.numerals import Number, NumberKind, part_of_one
from pipeline.language.amounts.unit_names import units_for_one
from pipeline.language.amounts.units import unit_ahead, unit_at, unit_spellings
from pipeline.language.cldr import separates_words
from pipeline.language.letters import lowered
from pipeline.language.meaning.cues import names_of_cues
from pipeline.language.patterns import any_of, by_first
from pipeline.language.tables import rows
from pipeline.model import Language

__all__ = [
    "Said",
    "changed_noon",
    "fractions",
    "Noons",
    "is_said_otherwise",
    "lengths",
    "noons",
    "phrase_spans",
    "says_length",
    "says_loosely",
    "says_phrase_of",
    "says_time",
]

_MINUTES: Mapping[str, int] = MappingProxyType(
    {"minute": 1, "hour": 60, "day": 24 * 60, "week": 7 * 24 * 60}
)
_MONTHS: Mapping[str, int] = MappingProxyType({"month": 1, "year": 12})
_CLOCK, _NUMBER = "clock", "number"  # the units of noon and of "lakh" in the data
_LOOSE = frozenset({"upward", "daily"})  # of "more than once" and of "7 days a week": no amounts
_HALF, _ONE = Decimal("0.5"), Decimal(1)
_LARGE = 1000  # from here on words multiply: "hundred thousand"
_LARGE_WHOLES = (20, 25, 50, 100, 200, 500, 1000)  # "one in twenty" … "one in a thousand"
_WHOLES = range(2, 11)  # "one in two" … "nine in ten"

_ONE_DAY = (_ONE, "day")

_Time = tuple[str, Decimal]  # ("minute", 90), ("month", 6), ("clock", 12), ("number", 1000)

_TURN: _Time = ("minute", Decimal(24 * 60))
_LENGTHS = frozenset({"minute", "month"})  # what `_time` counts in


class _Place(NamedTuple):
    """Where a text says a time, and the numbers that it says it with: 2 in "two weeks"."""

    start: int
    values: frozenset[Decimal]


class _Phrase(NamedTuple):
    """A phrase of the data where it stands in a text."""

    start: int
    end: int
    times: tuple[_Time, ...]


def is_said_otherwise(number: Number, here: Figures, there: Figures) -> bool:
    """Whether `there` says a number of `here` in another way.

    Another way is another unit of time, a phrase for that time, a word for a half behind what is
    counted, a large number in words, or a fraction in one.
    """
    figure = next((each for each in here.figures if each.number.start == number.start), None)
    if figure is None:
        return False
    return (
        any(_is_said(value, figure, here, there) for value in number.readings[: number.legal])
        or _is_in_phrase(number, here, there)
        or _is_of_fraction(figure, here, there)
        or _is_part_in_words(number, here, there)
    )


# What a part is called in data/parity/; a half is asked of `has_half`.
_PARTS = {
    (1, 3): "third-part",
    (2, 3): "two-thirds",
    (1, 4): "quarter-part",
    (3, 4): "three-quarters",
}


def _is_part_in_words(number: Number, here: Figures, there: Figures) -> bool:
    """Whether only `there` says in words the part that stands in digits here: 1/3, 3分の1."""
    if number.kind is not NumberKind.FRACTION or len(number.parts) != 2:
        return False
    if number.readings[:1] == (_HALF,):
        return has_half(there) and not has_half(here)
    name = _PARTS.get((int(min(number.parts)), int(max(number.parts))))
    return name is not None and name in names_of_cues(there.text, there.language)


@cache
def _part_of(language: Language) -> re.Pattern[str]:
    """What stands between the 1 and the number that it is a part of: "1 out of every 4"."""
    listed = (
        words
        for tag, first, words in rows("parts-of.tsv")
        if tag == language.base and first == "part"
    )
    longest_first = sorted((word for words in listed for word in words.split(", ")), key=len)[::-1]
    return re.compile(rf"\s(?:{any_of(longest_first)})\s")


def _is_of_fraction(figure: Figure, here: Figures, there: Figures) -> bool:
    """Whether it is the 1 of "1 in 3", and a word of `there` says the fraction: "треть", 三分之一.

    In digits the other number does not: "of every 3 people" has lost its 1.
    """
    if figure.unit or figure.number.readings[:1] != (_ONE,):
        return False
    joint = _part_of(here.language).match(here.text, figure.number.end)
    if joint is None:
        return False
    whole = next((each.number for each in here.figures if each.number.start == joint.end()), None)
    if whole is None:
        return False
    return any(word.readings[:1] == whole.readings[:1] for word in there.words)


def _is_said(value: Decimal, figure: Figure, here: Figures, there: Figures) -> bool:
    time = _time(value, figure.unit)
    if time is not None and len(_otherwise(value, time, there)) >= len(_places(time, here)):
        return True
    if figure.unit in ("", "hour") and _is_noon(value, figure, here, there):
        return True
    if time is None and figure.unit and _places((figure.unit, value), there):
        return True  # 500 ml for "half a litre": a phrase of the language, and no other number
    if part_of_one(value) == _HALF and _says_amount(value, figure.unit, there):
        return True  # 1.5 litres for "one and a half litres"
    if figure.unit not in ("", "year"):
        return False  # what a dose comes to is said by its own number
    if _places((_NUMBER, value), there):
        return True
    if figure.unit:
        return False
    return says_half(value, here, there) or (value >= _LARGE and value in _products(there))


def says_time(value: Decimal, unit: str, there: Figures) -> bool:
    """Whether a text says so much time in any way, as "24 hours" say "a day".

    Or so much of anything by a phrase: 250 ml by "quarter of a litre".
    """
    times = [_time(value, unit), (unit, value), _TURN if (value, unit) == _ONE_DAY else None]
    return any(time is not None and bool(_places(time, there)) for time in times)


def phrase_spans(facts: Figures) -> list[tuple[int, int]]:
    """Where a text says a time or a number by a phrase of its own: "noon", "полчаса"."""
    return [
        (phrase.start, phrase.end)
        for phrase in _phrases(facts)
        if not any(unit in _LOOSE for unit, _ in phrase.times)
    ]


def says_loosely(start: int, end: int, here: Figures, there: Figures) -> bool:
    """Whether what stands here is of "more than once" and `there` says "twice or more".

    Or of "7 days a week" where `there` says "daily".
    """
    return any(
        phrase.start < end and start < phrase.end and _places(time, there)
        for phrase in _phrases(here)
        for time in phrase.times
        if time[0] in _LOOSE
    )


def says_phrase_of(start: int, here: Figures, there: Figures) -> bool:
    """Whether a number of `there` says the phrase that stands here: 500 ml "half a litre"."""
    amounts = {
        (figure.unit, value)
        for figure in there.figures
        for value in figure.number.readings[: figure.number.legal]
    }
    return any(
        phrase.start <= start < phrase.end and not amounts.isdisjoint(phrase.times)
        for phrase in _phrases(here)
    )


def lengths(facts: Figures) -> Mapping[Said, tuple[tuple[str, Decimal], ...]]:
    """The lengths of time that a text says by a phrase of its own, and what each may be.

    But a day: "around the clock" is no length.
    """
    return {
        Said(phrase.start, phrase.end): phrase.times
        for phrase in _phrases(facts)
        if all(unit in _LENGTHS and (unit, value) != _TURN for unit, value in phrase.times)
    }


def says_length(value: Decimal, unit: str, there: Figures) -> bool:
    """Whether a text says so much time in any way, by this very number too."""
    return bool(_places(_time(value, unit) or (unit, value), there))


def _says_amount(value: Decimal, unit: str, facts: Figures) -> bool:
    return bool(unit) and any(each[1:] == (value, unit) for each in _amounts(facts))


def _time(value: Decimal, unit: str) -> _Time | None:
    if (value, unit) == _ONE_DAY:
        return unit, value  # it may end tonight: "24 hours" do not
    if unit in _MINUTES:
        return "minute", value * _MINUTES[unit]
    if unit in _MONTHS:
        return "month", value * _MONTHS[unit]
    return None


def _otherwise(value: Decimal, time: _Time, facts: Figures) -> list[_Place]:
    """Where a text says a time, but by this very number: those have been paired, or are wrong."""
    return [place for place in _places(time, facts) if value not in place.values]


def _places(time: _Time, facts: Figures) -> tuple[_Place, ...]:
    return _times(facts).get(time, ())


@lru_cache(maxsize=64)  # each open number of a pair asks
def _times(facts: Figures) -> Mapping[_Time, tuple[_Place, ...]]:
    """The times that a text says, in digits, in words and by its phrases, and where."""
    found: dict[_Time, dict[int, set[Decimal]]] = {}
    for start, end, times in _phrases(facts):
        within = {word.readings[0] for word in facts.words if start <= word.start < end}
        for time in times:
            found.setdefault(time, {}).setdefault(start, set()).update(within)
    for start, value, unit in _amounts(facts):
        amount = _time(value, unit)
        if amount is not None:
            found.setdefault(amount, {}).setdefault(start, set()).add(value)
    for start, unit, value in _bare_units(facts):
        found.setdefault(_time(value, unit) or (unit, value), {}).setdefault(start, set())
    return MappingProxyType(
        {
            time: tuple(_Place(start, frozenset(values)) for start, values in places.items())
            for time, places in found.items()
        }
    )


def _amounts(facts: Figures) -> Iterator[tuple[int, Decimal, str]]:
    """ "14 days", "two weeks", "half a year", "a day"; and "an hour and a half"."""
    visible = inline.blank(facts.text)
    spellings = unit_spellings(facts.language)
    half = _half_behind(facts.language)
    for figure in facts.figures:
        for value in figure.number.readings[: figure.number.legal]:
            yield figure.number.start, value, figure.unit
    for word in facts.words:
        value = word.readings[0]
        within = unit_within(word.raw, facts.language)
        if within:
            yield word.start, value, within
            continue
        after = unit_at(visible, word.end, spellings)
        if after is None:
            with_half = half.match(visible, word.end) if half is not None else None
            behind = unit_at(visible, with_half.end(), spellings) if with_half else None
            if behind is not None:
                yield word.start, value + _HALF, behind[0]
                continue
            yield word.start, value, unit_ahead(visible, word.start, spellings) or ""
            continue
        yield word.start, value, after[0]
        if half is not None and half.match(visible, after[1]):
            yield word.start, value + _HALF, after[0]
    for start, unit in units_for_one(facts):
        yield start, _ONE, unit


def _bare_units(facts: Figures) -> Iterator[tuple[int, str, Decimal]]:
    """(start, unit, value) where a text names a unit in the singular and no number.

    "Подождите час" is 1, "ליטר וחצי" 1.5 as well.
    """
    pattern, units = _singulars(facts.language)
    if pattern is None:
        return
    counted = [figure.number.end for figure in facts.figures] + [word.end for word in facts.words]
    half = _half_behind(facts.language)
    visible = lowered(inline.blank(facts.text))
    for match in pattern.finditer(visible):
        start, unit = match.start(), units[match["unit"]]
        if not any(0 <= start - end <= _BESIDE for end in counted):
            yield start, unit, _ONE
            if half is not None and half.match(visible, match.end()):
                yield start, unit, _ONE + _HALF


_BESIDE = 2  # code points between a number and what it counts


@cache
def _singulars(language: Language) -> tuple[re.Pattern[str] | None, Mapping[str, str]]:
    """What the language calls one of a unit by the noun alone, and which unit that is."""
    units = {
        form: unit
        for tag, unit, entry in rows("bare-units.tsv")
        if tag == language.base
        for form in entry.split(", ")
    }
    if not units:
        return None, units
    longest_first = "|".join(map(re.escape, sorted(units, key=len, reverse=True)))
    pattern = rf"(?<!\w){attached(language)}(?P<unit>{longest_first})(?!\w)"
    return re.compile(pattern), MappingProxyType(units)


@cache
def _half_behind(language: Language) -> re.Pattern[str] | None:
    words = half_words(language)
    return re.compile(rf"\s*(?:{words})(?!\w)", re.IGNORECASE) if words else None


# ----------------------------------------------------------------------------------------- phrases
@lru_cache(maxsize=64)
def _phrases(facts: Figures) -> tuple[_Phrase, ...]:
    pattern, meant = _said(facts.language)
    folded = lowered(inline.blank(facts.text)).replace("’", "'")
    return tuple(
        phrase
        for match in pattern.finditer(folded)
        for phrase in [_Phrase(*match.span(), meant[match.lastgroup or ""])]
        if not (_is_length_with_half(phrase) and _is_counted(phrase, facts))
    )


def _is_length_with_half(phrase: _Phrase) -> bool:
    """Whether it says an hour and a half, a year and a half: Vietnamese "tiếng rưỡi"."""
    return phrase.times in ((("minute", Decimal(90)),), (("month", Decimal(18)),))


def _is_counted(phrase: _Phrase, facts: Figures) -> bool:
    """Whether a number of two or more stands right before it: "hai tiếng rưỡi" is 2½ hours."""
    numbers = (*(each.number for each in facts.figures), *facts.words)
    return any(
        each.readings[:1] >= (_TWO,) and facts.text[each.end : phrase.start] in _SIDE_BY_SIDE
        for each in numbers
        if each.end <= phrase.start
    )


_TWO = Decimal(2)
_SIDE_BY_SIDE = frozenset(("", " ", "\u00a0"))


@cache
def _said(language: Language) -> tuple[re.Pattern[str], Mapping[str, tuple[_Time, ...]]]:
    """The phrases of a language, the longest first, and what each group of them means."""
    entries = [
        (phrase.lower(), amounts)
        for tag, amounts, phrases in rows("said-otherwise.tsv")
        if tag == language.base
        for phrase in phrases.split(", ")
    ]
    entries.sort(key=lambda entry: len(entry[0]), reverse=True)
    spaced = separates_words(language)
    before, after = (attached(language), r"(?!\w)") if spaced else ("", "")
    # An empty group behind each tells which it is.
    forms = [
        (
            phrase,
            re.escape(phrase[1:].rstrip("*"))
            + ("" if phrase.endswith("*") else after)
            + f"(?P<g{number}>)",
        )
        for number, (phrase, _) in enumerate(entries)
    ]
    meant = {f"g{number}": _meant(amounts) for number, (_, amounts) in enumerate(entries)}
    not_behind = r"[\w-]" if spaced else ""  # "après-midi" is no "midi"
    pattern = (
        rf"(?<!{not_behind}){before}(?:{by_first(forms)})"
        if before
        else by_first(forms, not_behind=not_behind)
    )
    return re.compile(pattern), MappingProxyType(meant)


def _meant(amounts: str) -> tuple[_Time, ...]:
    """ "30 minute", "0|24 clock" as lengths or times."""
    values, unit = amounts.split(" ")
    each = [Decimal(value) for value in values.split("|")]
    return tuple(_time(value, unit) or (unit, value) for value in each)


def _is_noon(value: Decimal, figure: Figure, here: Figures, there: Figures) -> bool:
    """Whether a number is the 12 of "12 noon", "las 12 de la noche" for "midnight".

    Not the 12 of "12 drops at midday": the number itself must be a time of day.
    """
    time = (_CLOCK, value)
    if not _places(time, there):
        return False
    return bool(figure.half) or figure.number.kind is NumberKind.TIME or _is_beside(figure, here)


def _is_beside(figure: Figure, facts: Figures) -> bool:
    """Whether a word for noon or midnight stands right beside the number."""
    return any(
        time[0] == _CLOCK
        and min(abs(figure.number.start - phrase.end), abs(phrase.start - figure.end)) <= 1
        for phrase in _phrases(facts)
        for time in phrase.times
    )


def _is_in_phrase(number: Number, here: Figures, there: Figures) -> bool:
    """Whether the number is a part of a phrase that the other text answers: "24 heures sur 24"."""
    clocks = {phrase.times for phrase in _phrases(there) if _is_clock(phrase)}
    return any(
        phrase.start <= number.start < phrase.end
        and any(_places(time, there) for time in phrase.times)
        and not (_is_clock(phrase) and clocks and phrase.times not in clocks)  # noon, midnight
        for phrase in _phrases(here)
    )


def _is_clock(phrase: _Phrase) -> bool:
    return all(unit == _CLOCK for unit, _ in phrase.times)


class Said(NamedTuple):
    """A phrase where it stands in a text."""

    start: int  # 0-based code points, half-open
    end: int


Noons = Mapping[frozenset[Decimal], Said]  # by the numbers that either may be


def changed_noon(here: Noons, target: Figures) -> tuple[Said, Said] | None:
    """Noon in the source and midnight in the target, or the other way round, and not both in one.

    `here`: the `noons` of the source.

    Nothing where a number of the target may say the hour: "las 12 de la noche".
    """
    there = noons(target)
    if len(here) != 1 or len(there) != 1 or here.keys() == there.keys():
        return None
    values = {value for figure in target.figures for value in figure.number.readings}
    if not values.isdisjoint(frozenset().union(*here, *there)):
        return None
    return next(iter(here.values())), next(iter(there.values()))


def noons(facts: Figures) -> Noons:
    """What the text says for noon and midnight."""
    found: dict[frozenset[Decimal], Said] = {}
    for start, end, times in _phrases(facts):
        values = frozenset(value for unit, value in times if unit == _CLOCK)
        if values:
            found.setdefault(values, Said(start, end))
    return found


# ---------------------------------------------------------------------------------- other numbers
@lru_cache(maxsize=64)
def _products(facts: Figures) -> frozenset[Decimal]:
    """What the numbers of a text come to where one multiplies another: "cien mil", "एक लाख"."""
    spans = [(figure.number.start, figure.number.end) for figure in facts.figures]
    values = {value for figure in facts.figures for value in figure.number.readings}
    values |= {
        word.readings[0]
        for word in facts.words
        if not any(start <= word.start < end for start, end in spans)  # the "million" of 2 million
    }
    spans = [(each.start, each.end) for each in facts.words]
    said = (
        time
        for phrase in _phrases(facts)
        for time in phrase.times
        # the "thousand" of "two thousand" counts no other number
        if not any(a <= phrase.start and phrase.end <= b and (a, b) != phrase[:2] for a, b in spans)
    )
    values |= {value for unit, value in said if unit == _NUMBER}
    factors = sorted(value for value in values if value > 1)
    chosen = (some for size in (1, 2, 3) for some in combinations(factors, size))
    return frozenset(prod(some, start=_ONE) for some in chosen).union(_with_scale(facts))


def _with_scale(facts: Figures) -> Iterator[Decimal]:
    """What a number in words and the word that multiplies it come to: "dos millones"."""
    marks = number_marks(facts.language)
    for word in facts.words:
        after = marks.scale.match(facts.text, word.end) if marks.scale else None
        if after is not None:
            yield word.readings[0] * marks.scales[after[1]]
        if marks.scale_before is not None:
            before = marks.scale_before.search(facts.text, 0, word.start)
            if before is not None:
                yield word.readings[0] * marks.scales[before[1].lower()]
    yield from _with_scale_and_half(facts)


def _with_scale_and_half(facts: Figures) -> Iterator[Decimal]:
    """ "Un millón y medio", "מיליון וחצי"; not where digits stand before it."""
    scale, half = number_marks(facts.language).scale, _half_behind(facts.language)
    if scale is None or half is None:
        return
    in_digits = {figure.number.end for figure in facts.figures}
    wholes = {word.end: word.readings[0] for word in facts.words}
    for match in scale.finditer(facts.text):
        if match.end() not in in_digits and half.match(facts.text, match.end()):
            whole = wholes.get(match.start(), _ONE)
            yield (whole + _HALF) * number_marks(facts.language).scales[match[1]]


def fractions(percent: Decimal) -> Iterator[tuple[Decimal, Decimal]]:
    """(part, whole) that come to so many per cent: (1, 4) for 25, (2, 3) for 67, (3, 100) for 3.

    Up to ten they may be rounded; of larger wholes they are exact.
    """
    for whole in _WHOLES:
        for part in range(1, whole):
            if abs(percent - Decimal(100 * part) / whole) < _ONE / 2:
                yield Decimal(part), Decimal(whole)
    for each in _LARGE_WHOLES:
        exact = percent * each / 100
        if exact == exact.to_integral_value() and 0 < exact < each:
            yield exact, Decimal(each)
