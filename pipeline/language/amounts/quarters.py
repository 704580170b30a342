"""A quarter before or past an hour in words: "Viertel vor fünf" for 4:45.

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
from pipeline.language.amounts.numerals import Number, NumberKind
from pipeline.language.tables import rows
from pipeline.model import Language

__all__ = [
    "QuarterHour",
    "changed_quarter",
    "is_hour_of_quarter",
    "is_said_by_quarter",
    "quarter_hours",
]

_BEFORE, _PAST = 45, 15
_PAST_THE_LAST = -45  # "четверть шестого", a quarter of the sixth hour, is 5:15
_HALF_DAY, _MINUTES = 12, 60
_GAP = 1  # code points between the phrase and its hour


def is_said_by_quarter(number: Number, there: Figures) -> bool:
    """Whether `number` is a clock in digits, and `there` says its time by a quarter in words."""
    return _is_clock(number) and any(_fits(number, quarter) for quarter in _quarters(there))


def is_hour_of_quarter(number: Number, here: Figures, there: Figures) -> bool:
    """Whether `number` is the 5 of "Viertel vor 5" in `here`, and `there` has 4:45."""
    own = [quarter for quarter in _quarters(here) if quarter.at == number.start]
    return any(
        _is_clock(figure.number) and _fits(figure.number, quarter)
        for quarter in own
        for figure in there.figures
    )


class QuarterHour(NamedTuple):
    """A time that a text says by a quarter of an hour, in words."""

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
        last = int(hour) - (minutes != _PAST)
        past = _BEFORE if minutes == _BEFORE else _PAST
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
    return len(number.parts) == 2 and number.parts[1] in (_BEFORE, _PAST)


def _fits(clock: Number, quarter: _Quarter) -> bool:
    names_next = quarter.minutes != _PAST
    minutes = _PAST if quarter.minutes == _PAST_THE_LAST else quarter.minutes
    hour = int(clock.parts[0]) + names_next
    return minutes == clock.parts[1] and (int(quarter.hour) - hour) % _HALF_DAY == 0


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
            for first, last, hour in hours:
                gap = first - end if leads else start - last
                # "ona çeyrek", "четверти час" are one word of the data: "ona", "час" say more
                overlaps = start < first < end < last if leads else first < start < last < end
                if (0 <= gap <= _GAP or overlaps) and hour.readings:
                    yield _Quarter(
                        minutes, hour.readings[0], first, min(first, start), max(last, end)
                    )
            start = visible.find(phrase, end)


@cache
def _phrases(language: Language) -> tuple[tuple[int, str, bool], ...]:
    """(minutes, phrase, whether the hour stands behind it)."""
    return tuple(
        (int(minutes), phrase.replace("#", "").strip().lower(), phrase.endswith("#"))
        for tag, minutes, phrases in rows("quarters.tsv")
        if tag == language.base
        for phrase in phrases.split(", ")
    )
