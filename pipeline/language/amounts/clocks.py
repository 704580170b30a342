"""The time of day that a clock shows: whether 5 p.m. is still in the afternoon in the other text.

An hour by itself is one of two in a day. Where the source says which, and the translation has only
the same hour without a word for it ("5 Uhr"), twelve hours are lost or won. Says nothing where any
word of the translation may tell the part of the day: see `day_parts`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.language.amounts.day_parts import tells_part_of_day
from pipeline.language.amounts.figures import Figure, Figures
from pipeline.language.amounts.numerals import NumberKind
from pipeline.language.letters import lowered

__all__ = ["LostHalf", "lost_halves"]

_HALF_DAY, _DAY, _HOUR = 12, 24, 60
_LATE = 4  # from this hour on no language says "night" of both halves; "morning" none ever does
_EXACT = re.compile(r"\s?[ap]\.?\s?m\b")  # of noon and midnight nothing else is
_HALF = {"am": 0, "pm": _HALF_DAY}


class LostHalf(NamedTuple):
    """A clock in the source, and the clock for it that shows another time or may do so."""

    source: Figure
    target: Figure
    is_other: bool  # another time for certain; else the half of the day is not said


class _Clock(NamedTuple):
    """A figure that may be a time of the day."""

    figure: Figure
    hour: int
    minutes: tuple[int, ...]
    is_written_so: bool  # with minutes or with the word for an hour


def lost_halves(source: Figures, target: Figures) -> tuple[LostHalf, ...]:
    """The clocks of `source` whose half of the day `target` does not say, or says wrong."""
    known = [
        (clock, hours)
        for clock in map(_clock, source.figures)
        if clock is not None and (hours := _hours(clock, source))
    ]
    if not known:
        return ()
    candidates = [clock for clock in map(_clock, target.figures) if clock is not None]
    clocks = {clock.figure.number.start for clock, _ in known}
    others = [each for each in source.figures if each.number.start not in clocks]
    instead: dict[tuple[int, tuple[int, ...], frozenset[int]], _Clock | None] = {}
    found = []
    for clock, hours in known:
        key = (clock.hour, clock.minutes, hours)
        if key not in instead:  # a text of a thousand clocks has a few dozen of them
            instead[key] = _instead(*key, candidates, others, target)
        first = instead[key]
        if first is not None:
            is_other = bool(first.figure.half) or first.hour not in range(1, _HALF_DAY + 1)
            found.append(LostHalf(clock.figure, first.figure, is_other))
    return tuple(found)


def _instead(
    hour: int,
    minutes: tuple[int, ...],
    hours: frozenset[int],
    candidates: list[_Clock],
    others: list[Figure],
    target: Figures,
) -> _Clock | None:
    """The first clock of the translation where all that may stand for this one show other hours.

    None where one of them may show these, or any; or where a word does.
    """
    alike = [
        other
        for other in candidates
        if (other.hour - hour) % _HALF_DAY == 0 and other.minutes == minutes
    ]
    if sum(not other.is_written_so for other in alike) <= _counted(hour, others):
        alike = [other for other in alike if other.is_written_so]
    is_vague = tells_part_of_day(target.text, target.language)
    shown = [_shown(other, is_vague=is_vague) for other in alike]
    is_lost = bool(shown) and all(each and each.isdisjoint(hours) for each in shown)
    if is_lost and not any(word.readings[0] in hours for word in target.words):
        return alike[0]
    return None


def _clock(figure: Figure) -> _Clock | None:
    number = figure.number
    if figure.unit not in ("", "hour"):
        return None
    if number.kind is NumberKind.TIME or (
        number.kind is NumberKind.NUMERAL and len(number.parts) > 1
    ):
        hour, *rest = map(int, number.parts)
        if hour > _DAY or max(rest, default=0) >= _HOUR:
            return None
        return _Clock(figure, hour, tuple(rest) if any(rest) else (), is_written_so=True)
    if number.kind is not NumberKind.NUMERAL or not number.legal:
        return None
    value = number.readings[0]
    if value != int(value) or not 0 <= value <= _DAY:
        return None
    return _Clock(figure, int(value), (), is_written_so=bool(figure.unit))


def _hours(clock: _Clock, source: Figures) -> frozenset[int]:
    """The hours of 24 that a clock of the source can mean; none where it does not say."""
    half, hour = clock.figure.half, clock.hour
    if not half:
        is_clock = clock.figure.number.kind is NumberKind.TIME
        return frozenset({hour}) if is_clock and hour > _HALF_DAY else frozenset()
    if not 0 < hour <= _HALF_DAY:
        return frozenset()
    if hour == _HALF_DAY and not _EXACT.match(lowered(source.text), clock.figure.number.end):
        return frozenset()
    return _with_midnight(hour % _HALF_DAY + _HALF[half])


def _shown(clock: _Clock, *, is_vague: bool) -> frozenset[int]:
    """The hours of 24 that a clock of the translation can mean; none where it may be any."""
    half, hour = clock.figure.half, clock.hour
    if half:
        is_sure = clock.figure.is_sure or ((hour >= _LATE or half == "am") and hour < _HALF_DAY)
        return frozenset({hour % _HALF_DAY + _HALF[half]}) if is_sure else frozenset()
    if is_vague and 0 < hour <= _HALF_DAY:
        return frozenset()
    return _with_midnight(hour)


def _with_midnight(hour: int) -> frozenset[int]:
    return frozenset({0, _DAY}) if hour % _DAY == 0 else frozenset({hour})


def _counted(hour: int, others: list[Figure]) -> int:
    """How often the source has the number elsewhere: five tablets at 5 p.m."""
    return sum(hour in figure.number.readings for figure in others)
