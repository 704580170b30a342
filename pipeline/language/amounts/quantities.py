"""Numbers, units and doses in prose, compared by value: is the dose the same?

What a text says in figures is `figures`, which numbers of two texts are one is `pairing`, what a
difference is `differences`. Numbers, figures and the runs to isolate in right-to-left text are
offered here, so that checks, merging and export ask one module. Compares two texts as multisets,
in any order; judges nothing about their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.language.amounts.conversions import said_again
from pipeline.language.amounts.differences import Difference, DifferenceKind
from pipeline.language.amounts.dimensions import is_of_dimensions
from pipeline.language.amounts.equivalents import is_said_otherwise
from pipeline.language.amounts.figures import Figures, Quantity, figures, quantities
from pipeline.language.amounts.number_words import spelled
from pipeline.language.amounts.numerals import Identifier, Number, NumberKind, identifiers, numbers
from pipeline.language.amounts.pairing.moments import (
    forget_lone_months,
    is_said_from_sunrise,
    pair_all_hours,
    pair_decades,
    pair_lengths,
    pair_months,
    pair_numbered_days,
    pair_numbered_months,
    pair_parts,
)
from pipeline.language.amounts.pairing.shares import pair_fractions, pair_hundreds
from pipeline.language.amounts.pairing.sides import Side
from pipeline.language.amounts.pairing.values import (
    pair_by_legal_reading,
    pair_by_other_reading,
    pair_names,
)
from pipeline.language.amounts.pairing.words import pair_words
from pipeline.language.amounts.quarters import is_hour_of_quarter, is_said_by_quarter
from pipeline.language.amounts.telephones import scrambled
from pipeline.language.amounts.turns import turns
from pipeline.language.amounts.unit_differences import (
    lost_half_days,
    rates,
    unit_differences,
    unnamed_units,
)
from pipeline.language.amounts.units import unit_spellings
from pipeline.language.isolation import ltr_runs, needs_override
from pipeline.model import Language

__all__ = [
    "Difference",
    "DifferenceKind",
    "Figures",
    "Identifier",
    "Number",
    "NumberKind",
    "Quantity",
    "compare",
    "compare_figures",
    "figures",
    "identifiers",
    "ltr_runs",
    "needs_override",
    "numbers",
    "quantities",
    "spelled",
    "unit_spellings",
]


def compare(
    source: str, source_language: Language, target: str, target_language: Language
) -> tuple[Difference, ...]:
    """Where the numbers of `target` differ from those of `source` (both inline Markdown).

    By value and in any order, every number as often as in the source, both ways; units where both
    are known. Numbers in words and the digits of a transliterated code (维生素B1, विटामिन बी1)
    may stand for a numeral of the other text, but are never asked for. Differences are ordered by
    their place: those in the target first.
    """
    return compare_figures(figures(source, source_language), figures(target, target_language))


# A number to dial or of a document, in groups: 116 117, 1300 123 456, 8 800 555-35-35. Not 2 500.
_GROUPS = re.compile(
    r"(?<![\w.,-])(?:[0-9]{3,5}(?:[ \u00a0][0-9]{3,4})+|[0-9](?:[ \u00a0-][0-9]{2,4}){3,4})"
    r"(?![\w-]|[.,:/][0-9])"
)


@lru_cache(maxsize=64)  # the same pair is asked about by each check of numbers
def compare_figures(source: Figures, target: Figures) -> tuple[Difference, ...]:
    """`compare`, for who has the figures of both texts already."""
    if source.key == target.key and source.key is not None:
        if not source.figures:
            return ()
        found = [*rates(source, target), *_turned(source, target)]
        return (*found, *_scrambled(source, target, found))
    left, right = Side.of(source), Side.of(target)
    pair_numbered_days(left, right)
    pair_numbered_days(right, left)
    pairs = pair_by_legal_reading(left, right)
    differences: list[Difference] = []
    if left.open or right.open or left.names or right.names:
        pairs += pair_months(left, right)
        pair_numbered_months(left, right)
        pair_numbered_months(right, left)
        pair_all_hours(left, right)
        pair_all_hours(right, left)
        pair_lengths(left, right)
        pair_lengths(right, left)
        pair_decades(left, right)
        pair_hundreds(left, right, pairs)
        pair_parts(left, right)
        differences += pair_by_other_reading(left, right)
        differences += pair_names(left, right)
        differences += pair_words(left, right, pairs)
        pair_fractions(left, right)
        pair_fractions(right, left)
        forget_lone_months(left, right)
        differences += _alone(left, right)
    differences += unit_differences(left, right, pairs)
    differences += unnamed_units(left, right, differences)
    differences += lost_half_days(left, right, differences)
    differences += _turned(source, target)
    if differences:
        differences = _without_copied(differences, source, target)
    differences += _scrambled(source, target, differences)
    return tuple(sorted(differences, key=_place))


def _scrambled(
    source: Figures, target: Figures, differences: list[Difference]
) -> Iterator[Difference]:
    """The telephone numbers whose groups stand in another order, if they are not told already."""
    for (start, end), there in scrambled(source, target):
        if any(each.source_span and start <= each.source_span[0] < end for each in differences):
            continue
        if there is not None:
            text = target.text[slice(*there)]
            yield Difference(DifferenceKind.EXTRA, text, there, number=NumberKind.PHONE)
        text = source.text[start:end]
        yield Difference(DifferenceKind.MISSING, text, None, (start, end), number=NumberKind.PHONE)


def _without_copied(
    differences: list[Difference], source: Figures, target: Figures
) -> list[Difference]:
    """Those that are not within a number in groups that both texts have, figure by figure.

    "116 117" is one number in Russian, two in English, and the same telephone; as is "116117".
    """
    copied = [
        *_same_figures(source.text, target.text),
        *((here, there) for there, here in _same_figures(target.text, source.text)),
    ]
    measured = [
        {each.number.start for each in text.figures if each.unit} for text in (source, target)
    ]
    return [
        each
        for each in differences
        if not any(
            _lies_within(each.source_span, here, measured[0])
            and _lies_within(each.span, there, measured[1])
            for here, there in copied
        )
    ]


_Span = tuple[int, int]
_GAP = r"[ \u00a0-]?"


def _same_figures(one: str, other: str) -> Iterator[tuple[_Span, _Span]]:
    """Where `one` has a number in groups, and `other` the same figures, in groups or without."""
    for match in _GROUPS.finditer(one):
        if one.count(match[0]) > 1:
            continue
        figures_again = _GAP.join(filter(str.isdigit, match[0]))
        again = list(re.finditer(rf"(?<!\d){figures_again}(?!\d)", other))
        if len(again) == 1:
            yield match.span(), again[0].span()


def _lies_within(span: _Span | None, within: _Span, measured: set[int]) -> bool:
    """Whether nothing of it is outside the number that is there, and no unit belongs to it."""
    start, end = within
    is_inside = span is None or (start <= span[0] and span[1] <= end)
    return is_inside and not any(start <= each < end for each in measured)


def _alone(left: Side, right: Side) -> list[Difference]:
    """The numbers that have found no partner."""
    again, right_again = (said_again(side.facts, side.open) for side in (left, right))
    return [
        Difference(
            DifferenceKind.MISSING,
            number.raw,
            None,
            (number.start, number.end),
            number=number.kind,
        )
        for number in left.open
        if not is_said_otherwise(number, left.facts, right.facts)
        and (_is_changed(number, left, right) or number.start not in again)
        and not is_said_from_sunrise(number, left, right)
        and not is_said_by_quarter(number, right.facts)
        and not is_hour_of_quarter(number, left.facts, right.facts)
        and not is_of_dimensions(number, left.facts, right.facts)
    ] + [
        Difference(
            DifferenceKind.EXTRA,
            number.raw,
            (number.start, number.end),
            number=number.kind,
            code=right.code_spelled(number),
        )
        for number in right.open
        if not is_said_otherwise(number, right.facts, left.facts)
        and (_is_changed(number, right, left) or number.start not in right_again)
        and not left.says(right.code_spelled(number))
        and not is_said_by_quarter(number, left.facts)
        and not is_hour_of_quarter(number, right.facts, left.facts)
        and not is_of_dimensions(number, right.facts, left.facts)
    ]


def _is_changed(number: Number, side: Side, other: Side) -> bool:
    """Whether the other text has another number of this unit in its place.

    "38.5 °C (101.3 °F)" may lose the one or the other, and neither may become 38.6 °C.
    """
    unit = side.unit(number)
    return bool(unit) and any(other.unit(each) == unit for each in other.open)


def _turned(source: Figures, target: Figures) -> list[Difference]:
    """What has the same numbers the other way round, see `turns`."""
    return [
        Difference(
            DifferenceKind.TURNED,
            target.text[slice(*turn.target)],
            turn.target,
            turn.source,
            source.text[slice(*turn.source)],
        )
        for turn in turns(source, target)
    ]


def _place(difference: Difference) -> tuple[bool, tuple[int, int]]:
    span = difference.span or difference.source_span or (0, 0)
    return difference.span is None, span
