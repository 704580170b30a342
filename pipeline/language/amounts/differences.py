"""What two texts can differ in, where their numbers are compared: see `quantities`."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from pipeline.language.amounts.numerals import Number, NumberKind
from pipeline.language.amounts.pairing.sides import Side

__all__ = ["Difference", "DifferenceKind", "difference_of_pair", "with_unit"]


class DifferenceKind(StrEnum):
    """How the numbers of two texts differ."""

    MISSING = "missing"  # the source has it, the target does not
    EXTRA = "extra"  # the target has it, the source does not
    SEPARATOR = "separator"  # the right digits, with marks that mean something else in the target
    UNIT = "unit"  # the same number with another unit
    UNNAMED = "unnamed"  # a unit that the source names nowhere, in place of one that it names
    HALF_DAY = "half-day"  # the same hour in the other half of the day
    HALF_LOST = "half-lost"  # the same hour, and not in which half of the day
    TURNED = "turned"  # the same numbers, the other way round: 90/140, "≤ 6" for "≥ 6", 3/4 for 4/3


class Difference(NamedTuple):
    """One number, identifier or unit that source and target do not share."""

    kind: DifferenceKind
    text: str  # as written: in the source for MISSING, in the target for the others
    span: tuple[int, int] | None  # in the target; None for MISSING
    source_span: tuple[int, int] | None = None  # None for EXTRA
    expected: str = ""  # SEPARATOR: the source's number; UNIT: the source's number and unit
    number: NumberKind = NumberKind.NUMERAL  # how the number is written
    code: str = ""  # EXTRA: the code that it is, or is the digits of: "COVID19"


def difference_of_pair(
    kind: DifferenceKind, number: Number, other: Number, left: Side, right: Side
) -> Difference:
    """That `other`, on the right, is not the same as `number`, on the left, which it stands for."""
    return Difference(
        kind,
        with_unit(right, other),
        (other.start, other.end),
        (number.start, number.end),
        with_unit(left, number),
        other.kind,
    )


def with_unit(side: Side, number: Number) -> str:
    """The number as it is written, with our name for its unit."""
    return f"{number.raw} {side.unit(number)}"
