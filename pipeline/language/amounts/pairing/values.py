"""Numbers of one value, and codes of one name.

A number is first what its own language reads in it; what another language would read tells that the
marks inside it were not translated: 0.5 for 0,5.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from pipeline.language.amounts.differences import Difference, DifferenceKind
from pipeline.language.amounts.numerals import Number
from pipeline.language.amounts.pairing.sides import Side, is_code

__all__ = ["means_same", "pair_by_legal_reading", "pair_by_other_reading", "pair_names"]


def pair_by_legal_reading(left: Side, right: Side) -> list[tuple[Number, Number]]:
    """Numbers of one value: first those with one unit, then those that have no unit to differ."""
    pairs: list[tuple[Number, Number]] = []
    place = {other: number for number, other in enumerate(right.open)}
    by_value: defaultdict[Decimal, list[Number]] = defaultdict(list)  # not all with all
    for other in right.open:
        for value in dict.fromkeys(_trusted(other)):
            by_value[value].append(other)
    for agree in (_same_unit, _no_unit, _any_unit):
        for number in [each for each in left.open if each.readings]:
            unit, is_month = left.unit(number), left.is_month(number)
            partner = next(
                (
                    other
                    for other in _alike(number, by_value, place)
                    if means_same(number, other)
                    and agree(unit, right.unit(other))
                    and is_month == right.is_month(other)
                ),
                None,
            )
            if partner is not None:
                pairs.append((number, partner))
                left.open.remove(number)
                right.open.remove(partner)
                for value in dict.fromkeys(_trusted(partner)):
                    by_value[value].remove(partner)
        if not left.open or not right.open:
            break
    return pairs


def _alike(
    number: Number, by_value: Mapping[Decimal, list[Number]], place: Mapping[Number, int]
) -> list[Number]:
    """The numbers that may have a value in common with this one, in order."""
    near = [by_value[value] for value in _trusted(number) if value in by_value]
    return near[0] if len(near) == 1 else sorted(set().union(*near), key=place.__getitem__)


def _same_unit(one: str, other: str) -> bool:
    return one == other


def _no_unit(one: str, other: str) -> bool:
    return not one or not other


def _any_unit(_one: str, _other: str) -> bool:
    return True


def means_same(number: Number, other: Number) -> bool:
    """Whether both have one value where each is read as its own language does."""
    if number.readings[:1] == other.readings[:1] and number.legal and other.legal:
        return bool(number.readings)
    if number.legal == other.legal == 1:
        return False
    legal = other.readings[: other.legal]
    return any(value in legal for value in _trusted(number))


def _trusted(number: Number) -> tuple[Decimal, ...]:
    """What a number of the source means: its language's readings, or the only ones it has."""
    return number.readings[: max(number.legal, 1)]


def pair_by_other_reading(left: Side, right: Side) -> list[Difference]:
    """Numbers that would be the same if the target's language were another: 0.5 for 0,5."""
    differences = []
    for number in list(left.open):
        values = set(_trusted(number))
        partner = next((other for other in right.open if values & set(other.readings)), None)
        if partner is None:
            continue
        left.open.remove(number)
        right.open.remove(partner)
        if partner.raw == number.raw and left.is_version(number):
            continue
        differences.append(
            Difference(
                DifferenceKind.SEPARATOR,
                partner.raw,
                (partner.start, partner.end),
                (number.start, number.end),
                number.raw,
                partner.kind,
            )
        )
    return differences


def pair_names(left: Side, right: Side) -> list[Difference]:
    """Codes: L4 and L5 of "L4–L5" each for itself; else the digits must be on the other side.

    Or a word for the code, as 新冠 is for COVID-19, where no other code stands in its stead, or the
    code with an ending, "covidem-19".
    """
    missing, extra = list(left.names), []
    for name, code in right.names:
        partner = next((pair for pair in missing if is_code(name, pair[0])), None)
        if partner is None:
            extra.append((name, code))
        else:
            missing.remove(partner)
    if not missing:  # "L4 … it" may be "L4 … L4"
        extra = [each for each in extra if not any(is_code(each[0], n) for n, _ in left.names)]
    differences = []
    for name, code in missing:
        if not right.take(_digits(name)) and (extra or not right.says(name)):
            span = (code.start, code.end)
            differences.append(Difference(DifferenceKind.MISSING, code.raw, None, span))
    for name, code in extra:
        if not left.take(_digits(name)) and (missing or not left.says(name)):
            span = (code.start, code.end)
            differences.append(Difference(DifferenceKind.EXTRA, code.raw, span, code=name))
    return differences


def _digits(name: str) -> Decimal:
    return Decimal(re.findall("[0-9]+", name)[-1])
