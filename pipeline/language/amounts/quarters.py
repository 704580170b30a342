"""A quarter before or past an hour in words: "Viertel vor fünf" for 4:45.

Asked only of clocks that have found no partner. The phrases are data/quarters.tsv.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from pipeline.language import inline
from pipeline.language.amounts.figures import Figures
from pipeline.language.amounts.numerals import Number, NumberKind
from pipeline.language.tables import rows
from pipeline.model import Language

__all__ = ["is_hour_of_quarter", "is_said_by_quarter"]

_BEFORE, _PAST = 45, 15
_PAST_THE_LAST = -45  # "четверть шестого", a quarter of the sixth hour, is 5:15
_HALF_DAY = 12
_GAP = 1  # code points between the phrase and its hour


def is_said_by_quarter(number: Number, there: Figures) -> bool:
    """Whether `number` is a clock in digits, and `there` says its time by a quarter in words."""
    return _is_clock(number) and any(_fits(number, quarter) for quarter in _quarters(there))


def is_hour_of_quarter(number: Number, here: Figures, there: Figures) -> bool:
    """Whether `number` is the 5 of "Viertel vor 5" in `here`, and `there` has 4:45."""
    own = [quarter for quarter in _quarters(here) if quarter.start == number.start]
    return any(
        _is_clock(figure.number) and _fits(figure.number, quarter)
        for quarter in own
        for figure in there.figures
    )


class _Quarter(NamedTuple):
    """A quarter of an hour that a text says."""

    minutes: int
    hour: Decimal  # that it names
    start: int  # of the hour


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
                overlaps = start < first < end <= last if leads else first < start < last < end
                if (0 <= gap <= _GAP or overlaps) and hour.readings:
                    yield _Quarter(minutes, hour.readings[0], first)
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
