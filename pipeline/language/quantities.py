"""Numbers, units and doses in prose, compared by value: is the dose the same?

The tokenizer is `numerals`, the units `units`, the runs to isolate in right-to-left text
`isolation`; all of it is offered here, so that checks, merging and export ask one module.
Compares two texts as multisets, in any order; judges nothing about their words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from pipeline.language.isolation import ltr_runs
from pipeline.language.numerals import (
    Identifier,
    Number,
    NumberKind,
    has_digits,
    identifiers,
    numbers,
    range_words,
    spelled,
    visible_digits,
)
from pipeline.language.units import unit_after, unit_before, unit_spellings
from pipeline.model import Language

__all__ = [
    "Difference",
    "DifferenceKind",
    "Identifier",
    "Number",
    "NumberKind",
    "Quantity",
    "compare",
    "identifiers",
    "ltr_runs",
    "numbers",
    "quantities",
    "spelled",
    "unit_spellings",
]


class Quantity(NamedTuple):
    """A number with its unit."""

    value: Decimal  # the language's own reading
    unit: str  # our canonical name: "milligram", "percent"; see data/units.tsv
    start: int  # 0-based code points, half-open; number and unit
    end: int


class DifferenceKind(StrEnum):
    """How the numbers of two texts differ."""

    MISSING = "missing"  # the source has it, the target does not
    EXTRA = "extra"  # the target has it, the source does not
    SEPARATOR = "separator"  # the right digits, with marks that mean something else in the target
    UNIT = "unit"  # the same number with another unit


class Difference(NamedTuple):
    """One number, identifier or unit that source and target do not share."""

    kind: DifferenceKind
    text: str  # as written: in the source for MISSING, in the target for the others
    span: tuple[int, int] | None  # in the target; None for MISSING
    source_span: tuple[int, int] | None = None  # None for EXTRA
    expected: str = ""  # SEPARATOR: the source's number; UNIT: the source's number and unit


# ------------------------------------------------------------------------------------- quantities
_DASHES = re.compile(r"\s*[-‐‑–—~～〜〰]\s*")


def quantities(text: str, language: Language) -> tuple[Quantity, ...]:
    """The numbers of `text` (inline Markdown) that have a unit, in order.

    Both ends of a range have the unit that follows its second end: "2–3 mm" is 2 mm and 3 mm.
    """
    found = numbers(text, language)
    units = _units(text, found, language)
    return tuple(
        Quantity(number.readings[0], unit, number.start, max(number.end, end))
        for number, (unit, end) in zip(found, units, strict=True)
        if unit and number.readings
    )


def _units(text: str, found: tuple[Number, ...], language: Language) -> list[tuple[str, int]]:
    """(unit or "", its end) for each number, ranges included."""
    if not found:
        return []
    visible = visible_digits(text)
    result: list[tuple[str, int]] = []
    following: Number | None = None
    for number in reversed(found):
        unit = unit_after(visible, number.end, language)
        before = unit_before(visible, number.start, language)
        if unit is not None:
            result.append(unit)
        elif before is not None:
            result.append((before, number.end))
        elif following and _is_range(visible[number.end : following.start], language):
            result.append((result[-1][0], number.end))
        else:
            result.append(("", number.end))
        following = number
    return result[::-1]


def _is_range(between: str, language: Language) -> bool:
    return bool(_DASHES.fullmatch(between)) or between.strip().casefold() in range_words(language)


# ---------------------------------------------------------------------------------------- compare
@dataclass(slots=True)
class _Side:
    """The numbers of one text that have found no partner yet, with their units."""

    language: Language
    text: str
    open: list[Number]
    units: dict[int, str]  # by the start of the number; "" where none is known
    names: list[tuple[str, Identifier]] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, language: Language) -> _Side:
        found = numbers(text, language)
        units = _units(text, found, language)
        names = [(name, code) for code in identifiers(text) for name in code.names]
        return cls(
            language,
            text,
            list(found),
            {n.start: unit for n, (unit, _) in zip(found, units, strict=True)},
            names,
        )

    def take(self, value: Decimal) -> bool:
        """Whether an open number can mean `value`; it is then open no more."""
        for number in self.open:
            if value in number.readings:
                self.open.remove(number)
                return True
        return False

    def take_all(self, values: Iterable[Decimal]) -> bool:
        """Whether the open numbers hold all of `values`; they are then open no more."""
        wanted = Counter(values)
        chosen = []
        for number in self.open:
            value = next((v for v in number.readings[: number.legal] if wanted[v] > 0), None)
            if value is not None:
                wanted[value] -= 1
                chosen.append(number)
        if +wanted:
            return False
        self.open = [number for number in self.open if number not in chosen]
        return True


def compare(
    source: str, source_language: Language, target: str, target_language: Language
) -> tuple[Difference, ...]:
    """Where the numbers of `target` differ from those of `source` (both inline Markdown).

    By value and in any order, every number as often as in the source, both ways; units where both
    are known. Numbers in words and the digits of a transliterated code (维生素B1, विटामिन बी1)
    may stand for a numeral of the other text, but are never asked for. Differences are ordered by
    their place: those in the target first.
    """
    if not has_digits(source) and not has_digits(target):
        return ()
    left, right = _Side.of(source, source_language), _Side.of(target, target_language)
    pairs = _pair_by_legal_reading(left, right)
    differences = _pair_by_other_reading(left, right)
    _pair_parts(left, right)
    differences += _pair_names(left, right)
    _pair_words(left, right)
    differences += [
        Difference(DifferenceKind.MISSING, number.raw, None, (number.start, number.end))
        for number in left.open
    ]
    differences += [
        Difference(DifferenceKind.EXTRA, number.raw, (number.start, number.end))
        for number in right.open
    ]
    differences += _unit_differences(left, right, pairs)
    return tuple(sorted(differences, key=_place))


def _place(difference: Difference) -> tuple[bool, tuple[int, int]]:
    span = difference.span or difference.source_span or (0, 0)
    return difference.span is None, span


def _trusted(number: Number) -> tuple[Decimal, ...]:
    """What a number of the source means: its language's readings, or the only ones it has."""
    return number.readings[: max(number.legal, 1)]


def _pair_by_legal_reading(left: _Side, right: _Side) -> list[tuple[Number, Number]]:
    pairs = []
    for number in list(left.open):
        values = _trusted(number)
        partners = [
            other for other in right.open if set(values) & set(other.readings[: other.legal])
        ]
        if partners:
            unit = left.units[number.start]
            partner = next((p for p in partners if right.units[p.start] == unit), partners[0])
            pairs.append((number, partner))
            left.open.remove(number)
            right.open.remove(partner)
    return pairs


def _pair_by_other_reading(left: _Side, right: _Side) -> list[Difference]:
    """Numbers that would be the same if the target's language were another: 0.5 for 0,5."""
    differences = []
    for number in list(left.open):
        values = set(_trusted(number))
        partner = next((other for other in right.open if values & set(other.readings)), None)
        if partner is None:
            continue
        left.open.remove(number)
        right.open.remove(partner)
        differences.append(
            Difference(
                DifferenceKind.SEPARATOR,
                partner.raw,
                (partner.start, partner.end),
                (number.start, number.end),
                number.raw,
            )
        )
    return differences


def _pair_parts(left: _Side, right: _Side) -> None:
    """Times, dates and lists: with each other, or with the numbers that they are made of."""
    for number in [number for number in left.open if number.parts]:
        partner = next((other for other in right.open if _same_parts(number, other)), None)
        if partner is not None:
            right.open.remove(partner)
            left.open.remove(number)
        elif right.take_all(number.parts):
            left.open.remove(number)
    for number in [number for number in right.open if number.parts]:
        if left.take_all(number.parts):
            right.open.remove(number)


def _same_parts(one: Number, other: Number) -> bool:
    if not other.parts:
        return False
    if NumberKind.TIME in (one.kind, other.kind) and len(one.parts) == len(other.parts):
        # 3:30 p.m. is 15:30
        hours_agree = one.parts[0] % 12 == other.parts[0] % 12
        return hours_agree and one.parts[1:] == other.parts[1:]
    return sorted(one.parts) == sorted(other.parts)


def _pair_names(left: _Side, right: _Side) -> list[Difference]:
    """Codes: L4 and L5 of "L4–L5" each for itself; else the digits must be on the other side."""
    missing, extra = list(left.names), []
    for name, code in right.names:
        partner = next((pair for pair in missing if pair[0] == name), None)
        if partner is None:
            extra.append((name, code))
        else:
            missing.remove(partner)
    differences = []
    for name, code in missing:
        if not right.take(_digits(name)):
            span = (code.start, code.end)
            differences.append(Difference(DifferenceKind.MISSING, code.raw, None, span))
    for name, code in extra:
        if not left.take(_digits(name)):
            span = (code.start, code.end)
            differences.append(Difference(DifferenceKind.EXTRA, code.raw, span))
    return differences


def _digits(name: str) -> Decimal:
    return Decimal(re.findall("[0-9]+", name)[-1])


def _pair_words(left: _Side, right: _Side) -> None:
    """Numerals whose partner is a word: "two" for 2."""
    for side, other in ((left, right), (right, left)):
        if side.open:
            words = [word.readings[0] for word in spelled(other.text, other.language)]
            for number in list(side.open):
                wanted = number.parts or number.readings[:1]
                if wanted and all(words.count(value) >= wanted.count(value) for value in wanted):
                    for value in wanted:
                        words.remove(value)
                    side.open.remove(number)


def _unit_differences(
    left: _Side, right: _Side, pairs: list[tuple[Number, Number]]
) -> list[Difference]:
    """Pairs of one value whose units are both known and not the same."""
    return [
        Difference(
            DifferenceKind.UNIT,
            _with_unit(right, other),
            (other.start, other.end),
            (number.start, number.end),
            _with_unit(left, number),
        )
        for number, other in pairs
        if left.units[number.start]
        and right.units[other.start]
        and left.units[number.start] != right.units[other.start]
    ]


def _with_unit(side: _Side, number: Number) -> str:
    return f"{number.raw} {side.units[number.start]}"
