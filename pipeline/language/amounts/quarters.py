"""A quarter or a half before or past an hour in words: "Viertel vor fünf" for 4:45, "halb zehn".

Asked only of clocks that have found no partner. The phrases are data/quarters.tsv.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from pipeline.language import inline
from pipeline.language.amounts.day_parts import counts_from_sunrise
from pipeline.language.amounts.figures import Figures
from pipeline.language.amounts.hours import SUNRISE
from pipeline.language.amounts.numerals import Number, NumberKind
from pipeline.language.tables import rows
from pipeline.model import Language

__all__ = [
    "QuarterHour",
    "changed_quarter",
    "is_hour_of_quarter",
    "is_said_by_quarter",
    "names_next_hour",
    "quarter_hours",
]

_BEFORE, _HALF_PAST, _PAST = 45, 30, 15
# What names the next hour: "четверть шестого", a quarter of the sixth, is 5:15, "halb sechs" 5:30.
_OF_THE_NEXT = {-45: _PAST, -30: _HALF_PAST, _BEFORE: _BEFORE}
_HALF_DAY, _MINUTES = 12, 60
_GAP = 1  # code points between the phrase and its hour


def is_said_by_quarter(number: Number, there: Figures) -> bool:
    """Whether `number` is a clock in digits, and `there` says its time by a quarter in words."""
    shifts = _shifts(there)
    return _is_clock(number) and any(_fits(number, each, shifts) for each in _quarters(there))


def is_hour_of_quarter(number: Number, here: Figures, there: Figures) -> bool:
    """Whether `number` is the 5 of "Viertel vor 5" in `here`, and `there` has 4:45."""
    own = [quarter for quarter in _quarters(here) if quarter.at == number.start]
    shifts = _shifts(here)
    return any(
        _is_clock(figure.number) and _fits(figure.number, quarter, shifts)
        for quarter in own
        for figure in there.figures
    )


@cache
def names_next_hour(language: Language) -> bool:
    """Whether half past an hour is said by the next one: "halb zehn" for 9:30."""
    return any(minutes == -_HALF_PAST for minutes, _, _ in _phrases(language))


class QuarterHour(NamedTuple):
    """A time that a text says by a quarter or a half of an hour, in words."""

    start: int  # 0-based code points, half-open; phrase and hour
    end: int
    time: int  # minutes of the half of a day


def quarter_hours(facts: Figures) -> tuple[QuarterHour, ...]:
    """The times that a text says so, one for each phrase, in the order of the data.

    None of a language that counts from sunrise: which hours it means is not told here.
    """
    if counts_from_sunrise(facts.language):
        return ()
    found: dict[int, QuarterHour] = {}
    for minutes, hour, _, start, end in _quarters(facts):
        last = int(hour) - (minutes in _OF_THE_NEXT)
        past = _OF_THE_NEXT.get(minutes, minutes)
        time = (last * _MINUTES + past) % (_HALF_DAY * _MINUTES)
        found.setdefault(start, QuarterHour(start, end, time))
    return tuple(found.values())


def changed_quarter(
    here: Sequence[QuarterHour], there: Sequence[QuarterHour]
) -> tuple[QuarterHour, QuarterHour] | None:
    """A time of one text and the other that stands for it: "Viertel nach" for "quarter to".

    Only where both say as many times so.
    """
    if len(here) != len(there):
        return None
    ours, theirs = Counter(each.time for each in here), Counter(each.time for each in there)
    gone, come = ours - theirs, theirs - ours
    if not gone:
        return None
    said = next(each for each in here if each.time in gone)
    return said, next(each for each in there if each.time in come)


class _Quarter(NamedTuple):
    """A quarter of an hour that a text says."""

    minutes: int
    hour: Decimal  # that it names
    at: int  # where the hour begins
    start: int  # of phrase and hour
    end: int


def _is_clock(number: Number) -> bool:
    if number.kind is not NumberKind.TIME and number.kind is not NumberKind.NUMERAL:
        return False
    return len(number.parts) == 2 and number.parts[1] in (_BEFORE, _HALF_PAST, _PAST)


def _shifts(facts: Figures) -> tuple[int, ...]:
    """By how many hours those that a text names may differ from those of other languages."""
    return (0, SUNRISE) if counts_from_sunrise(facts.language) else (0,)


def _fits(clock: Number, quarter: _Quarter, shifts: tuple[int, ...]) -> bool:
    hour = int(clock.parts[0]) + (quarter.minutes in _OF_THE_NEXT)
    minutes = _OF_THE_NEXT.get(quarter.minutes, quarter.minutes)
    return minutes == clock.parts[1] and (int(quarter.hour) - hour) % _HALF_DAY in shifts


def _quarters(facts: Figures) -> Iterator[_Quarter]:
    """The quarters of an hour that a text says, and the hour that it names with each."""
    phrases = _phrases(facts.language)
    if not phrases:
        return
    visible = inline.blank(facts.text).lower()
    hours = [(each.number.start, each.number.end, each.number) for each in facts.figures]
    hours += [(word.start, word.end, word) for word in facts.words]
    for minutes, phrase, leads in phrases:
        start = visible.find(phrase)
        while start >= 0:
            end = start + len(phrase)
            within = phrase[0] < _HEBREW and visible[start - 1 : start].isalpha() and leads
            for first, last, hour in hours:
                gap = first - end if leads else start - last
                # "ona çeyrek", "четверти час" are one word of the data: "ona", "час" say more
                overlaps = start < first < end < last if leads else first < start < last < end
                if (0 <= gap <= _GAP or overlaps) and _is_whole(hour) and not within:
                    yield _Quarter(
                        minutes, hour.readings[0], first, min(first, start), max(last, end)
                    )
            start = visible.find(phrase, end)


_HEBREW = "\u0590"  # a preposition may be written together with the phrase from here on: ברבע


def _is_whole(hour: Number) -> bool:
    return bool(hour.readings) and hour.readings[0] == int(hour.readings[0])


@cache
def _phrases(language: Language) -> tuple[tuple[int, str, bool], ...]:
    """(minutes, phrase, whether the hour stands behind it)."""
    return tuple(
        (int(minutes), phrase.replace("#", "").strip().lower(), phrase.endswith("#"))
        for tag, minutes, phrases in rows("quarters.tsv")
        if tag == language.base
        for phrase in phrases.split(", ")
    )
