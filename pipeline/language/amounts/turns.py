"""The same numbers the other way round: 90/140 for 140/90, ≤ for ≥, the third of April for 4 March.

Nothing is missing and nothing is new, so that no multiset of numbers tells; and a patient comes a
month late. Told only where both texts leave no doubt. Judges nothing about words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from pipeline.language.amounts.figures import Figure, Figures
from pipeline.language.amounts.moment_forms import date_forms
from pipeline.language.amounts.numerals import Number, NumberKind
from pipeline.language.cldr import direction, has_day_first
from pipeline.language.style import has_ambiguous_dates

__all__ = ["Turn", "turns"]


class Turn(NamedTuple):
    """Where both texts say it."""

    source: tuple[int, int]  # 0-based code points, half-open
    target: tuple[int, int]


def turns(source: Figures, target: Figures) -> Iterator[Turn]:
    """Signs, pairs and dates of the source that the translation has the other way round."""
    yield from _turned_signs(source, target)
    yield from _turned_pairs(source, target)
    yield from _turned_dates(source, target)


# ------------------------------------------------------------------------------------------- signs
_UP, _DOWN = "up", "down"
_DIRECTIONS = dict.fromkeys(">≥≧⩾＞", _UP) | dict.fromkeys("<≤≦⩽＜", _DOWN)
_SIGN = re.compile(r"(?:&[lg]t;|[<>≤≥≦≧⩽⩾＜＞])=?[ \u00a0\u202f*_\u200e\u200f]*\Z")
_ENTITIES = {"&gt;": _UP, "&lt;": _DOWN}
_ANY_SIGN = re.compile("[<>≤≥≦≧⩽⩾＜＞]|&[lg]t;")
_LONGEST_SIGN = 8  # code points, with what stands between it and its number


def _turned_signs(source: Figures, target: Figures) -> Iterator[Turn]:
    """ "≤ 6.5" for "≥ 6.5", beside a number that both texts have once."""
    if not _ANY_SIGN.search(source.text) or not _ANY_SIGN.search(target.text):
        return
    ours, theirs = _signs(source), _signs(target)
    for value, (way, place) in ours.items():
        other = theirs.get(value)
        if other is not None and way and other[0] and way != other[0]:
            yield Turn(place, other[1])


def _signs(facts: Figures) -> Mapping[Decimal, tuple[str, tuple[int, int]]]:
    found: dict[Decimal, tuple[str, tuple[int, int]]] = {}
    for figure in facts.figures:
        number = figure.number
        if not number.readings:
            continue
        value = number.readings[0]
        start = max(0, number.start - _LONGEST_SIGN)
        match = _SIGN.search(facts.text[start : number.start])
        place = start + match.start() if match else number.start
        if value in found:
            found[value] = "", (0, 0)  # which of the two is meant nobody knows
        elif match:
            way = _ENTITIES.get(match[0][:4]) or _DIRECTIONS[match[0][0]]
            found[value] = way, (place, max(number.end, figure.end))
    return found


# ------------------------------------------------------------------------------------------- pairs
_PRESSURE = "millimeter-of-mercury"
_LOWEST, _HIGHEST = 40, 260  # of a blood pressure


def _turned_pairs(source: Figures, target: Figures) -> Iterator[Turn]:
    """90/140 for 140/90: a blood pressure names the higher number first.

    But where texts run from right to left, and many type it so that it looks right.
    """
    if direction(target.language) == "rtl":
        return
    ours = [figure for figure in source.figures if _is_pressure(figure)]
    if not ours:
        return
    theirs = {figure.number.parts: figure for figure in target.figures if figure.number.parts}
    for figure in ours:
        parts = figure.number.parts
        other = theirs.get(parts[::-1])
        if other is not None and parts not in theirs:
            yield Turn(_place(figure), _place(other))


def _is_pressure(figure: Figure) -> bool:
    number = figure.number
    return (
        number.kind is NumberKind.FRACTION
        and len(number.parts) == 2
        and number.parts[0] > number.parts[1]
        and all(_LOWEST <= part <= _HIGHEST for part in number.parts)
        and figure.unit in ("", _PRESSURE)
    )


def _place(figure: Figure) -> tuple[int, int]:
    return figure.number.start, max(figure.number.end, figure.end)


# ------------------------------------------------------------------------------------------- dates
class _Date(NamedTuple):
    day: Decimal
    month: Decimal
    place: tuple[int, int]


_FIRST_YEAR = 1000


def _turned_dates(source: Figures, target: Figures) -> Iterator[Turn]:
    """ "3/4/2026" for 4 March, in a language that writes the day first."""
    ours = _date(source)
    theirs = _date(target) if ours is not None else None
    if ours is None or theirs is None or ours.day == ours.month:
        return
    if (ours.day, ours.month) == (theirs.month, theirs.day):
        yield Turn(ours.place, theirs.place)


def _date(facts: Figures) -> _Date | None:
    """The one date of a text whose day and month are certain; None where there are more."""
    found = [
        date
        for figure in facts.figures
        if figure.number.kind is NumberKind.DATE
        and (date := _in_figures(figure.number, facts)) is not None
    ]
    if facts.months:
        days = [
            figure.number
            for figure in facts.figures
            if figure.of_date and figure.number.readings[0] < _FIRST_YEAR
        ]
        if len(facts.months) != 1 or not days:
            return None
        (month,) = facts.months
        nearest = sorted(days, key=lambda day: _distance(day, month))
        day = nearest[0]
        if any(_distance(each, month) == _distance(day, month) for each in nearest[1:]):
            return None
        place = min(day.start, month.start), max(day.end, month.end)
        found.append(_Date(day.readings[0], month.readings[0], place))
    return found[0] if len(found) == 1 else None


def _distance(day: Number, month: Number) -> int:
    return max(day.start - month.end, month.start - day.end)


def _in_figures(number: Number, facts: Figures) -> _Date | None:
    place = (number.start, number.end)
    parts = number.parts
    named = next((form for form in date_forms() if form.is_of(number.raw)), None)
    if named is not None and len(parts) > max(named.day, named.month):
        return _Date(parts[named.day], parts[named.month], place)
    if len(parts) != 3:
        return None
    if parts[0] >= _FIRST_YEAR:
        return _Date(parts[2], parts[1], place)
    if has_ambiguous_dates(facts.language) or not has_day_first(facts.language):
        return None
    return _Date(parts[0], parts[1], place)
