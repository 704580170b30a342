"""A measure that a text says again in another system: "6 feet (about 2 metres)".

Translators add in brackets what their readers count in, and leave out what only the readers of the
source count in. Nothing changes for the patient as long as one of the two is what the other text
says, and the two agree. A measure that stands in the place of another is none of this, and someone
has to look whether it is right: `are_near` says whether it may be.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.language import inline
from pipeline.language.amounts.figures import Figure, Figures
from pipeline.language.amounts.numerals import Number
from pipeline.language.tables import rows

__all__ = ["are_near", "said_again"]

_BETWEEN = re.compile(r"[^\d()（）]{0,12}[(（/][^\d()（）]{0,16}\Z")
_APART = re.compile(r"[,.;:()（）]")  # what does not stand within a range: "5 to 10", "5–10"
_PART = "part"


class _Conversion(NamedTuple):
    added: Decimal
    times: Decimal
    near: Decimal
    of_value: bool  # `near` is a part of the value

    def agrees(self, value: Decimal, other: Decimal) -> bool:
        exact = (value + self.added) * self.times
        return abs(exact - other) <= self.near * (abs(exact) if self.of_value else 1)


def said_again(facts: Figures, unpaired: Collection[Number]) -> frozenset[int]:
    """Where those of the unpaired numbers of a text stand that another one says, which is paired.

    Each says the measure of the one beside it in another system.
    """
    open_at = {number.start for number in unpaired}
    if not open_at:
        return frozenset()
    return frozenset(
        start
        for pair in _said_again(facts)
        for start, other in (pair, pair[::-1])
        if start in open_at and other not in open_at
    )


def are_near(one: Figure, other: Figure) -> bool:
    """Whether the two are a measure in two systems: 2 feet and 60 cm, 38 °C and 100 °F."""
    return _agree(one, other) or _agree(other, one)


def _said_again(facts: Figures) -> Iterator[tuple[int, int]]:
    for one, other in pairwise(facts.figures):
        if are_near(one, other) or _is_same_year(one, other):
            visible = inline.blank(facts.text)
            if _BETWEEN.match(visible[one.end : other.number.start]):
                yield one.number.start, other.number.start
    yield from _ranges_said_again(facts)


def _is_same_year(one: Figure, other: Figure) -> bool:
    """Whether the two are one year in two calendars: 2025年（令和7年）."""
    is_year = one.unit == other.unit == "year"
    return is_year and one.number.readings[:1] == other.number.readings[:1]


def _ranges_said_again(facts: Figures) -> Iterator[tuple[int, int]]:
    """ "2–3 inches (5–7.5 cm)": each end by that of the other range."""
    each = facts.figures
    for low, high, other_low, other_high in zip(each, each[1:], each[2:], each[3:], strict=False):
        if (_agree(low, other_low) and _agree(high, other_high)) or (
            _agree(other_low, low) and _agree(other_high, high)
        ):
            visible = inline.blank(facts.text)
            gap = visible[high.end : other_low.number.start]
            ranges = (
                visible[low.end : high.number.start],
                visible[other_low.end : other_high.number.start],
            )
            if _BETWEEN.match(gap) and not any(map(_APART.search, ranges)):
                yield low.number.start, other_low.number.start
                yield high.number.start, other_high.number.start


def _agree(one: Figure, other: Figure) -> bool:
    return any(
        conversion.agrees(one.number.readings[0], other.number.readings[0])
        for conversion in _conversions().get((one.unit, other.unit), ())
    )


@cache
def _conversions() -> Mapping[tuple[str, str], tuple[_Conversion, ...]]:
    """What is known of two units, by their names."""
    found: dict[tuple[str, str], tuple[_Conversion, ...]] = {}
    for unit, other, added, times, tolerance in rows("conversions.tsv"):
        near, kind = tolerance.split(" ")
        known = _Conversion(Decimal(added), Decimal(times), Decimal(near), kind == _PART)
        found[unit, other] = (*found.get((unit, other), ()), known)
    return found
