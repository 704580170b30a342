"""The same number with another unit, or with none, and an hour in the other half of the day.

Asked of numbers that are paired already (`pairing`), and of units that the source does not name.
"""

from __future__ import annotations

from decimal import Decimal

from pipeline.language.amounts.clocks import lost_halves
from pipeline.language.amounts.conversions import are_near
from pipeline.language.amounts.day_parts import says_meridiem
from pipeline.language.amounts.differences import Difference, DifferenceKind, difference_of_pair
from pipeline.language.amounts.equivalents import is_said_otherwise
from pipeline.language.amounts.figures import Figure, Figures
from pipeline.language.amounts.numerals import Number, visible_digits
from pipeline.language.amounts.pairing.sides import Side
from pipeline.language.amounts.pairing.values import pair_by_legal_reading
from pipeline.language.amounts.unit_names import dimensions, units_of
from pipeline.language.amounts.units import denominator_at, has_words_for, normalize, unit_spellings

__all__ = ["is_dose_without_unit", "lost_half_days", "rates", "unit_differences", "unnamed_units"]

_ONE, _TWELVE = (Decimal(1),), (Decimal(12),)
# What no translation can leave unsaid.
_DOSES = frozenset(
    {"gram", "kilogram", "milligram", "microgram", "nanogram", "liter", "milliliter"}
    | {"millimole", "international-unit", "percent"}
)
_CALORIES = frozenset({"calorie", "kilocalorie"})


def unit_differences(
    left: Side, right: Side, pairs: list[tuple[Number, Number]]
) -> list[Difference]:
    """Pairs of one value with another unit, or in another half of the day."""
    differences = []
    for number, other in pairs:
        here, there = left.figures.get(number.start), right.figures.get(other.start)
        one, two = here.unit if here else "", there.unit if there else ""
        if one == two and here and there and not (here.half and there.half):
            differences += _rate(here, there, left, right) if one else []
        elif {one, two} == _CALORIES:
            continue  # food is counted in "calories" that are kilocalories
        elif (
            (one and two and one != two)
            or is_dose_without_unit(one, two, right)
            or is_dose_without_unit(two, one, left)
            or two not in left.units_of_moment(number, two)
            or one not in right.units_of_moment(other, one)
        ):
            differences.append(difference_of_pair(DifferenceKind.UNIT, number, other, left, right))
        elif {left.half(number), right.half(other)} == {"am", "pm"} and _is_sure_half(other, right):
            differences.append(
                difference_of_pair(DifferenceKind.HALF_DAY, number, other, left, right)
            )
    return differences or _crossed(left, right, pairs)


def _is_sure_half(number: Number, side: Side) -> bool:
    """Not at twelve: "las 12 de la noche" are midnight, and 5 in the night is before noon."""
    return number.readings[:1] != _TWELVE or says_meridiem(side.facts.text, side.facts.language)


def _crossed(left: Side, right: Side, pairs: list[tuple[Number, Number]]) -> list[Difference]:
    """A dose and a bare number in each other's place: 2 tablets of 500 mg, 500 tablets of 2 mg."""
    doses = [(n, o, left.unit(n), right.unit(o)) for n, o in pairs]
    lost = [each for each in doses if each[2] in _DOSES and not each[3]]
    gained = [each for each in doses if each[3] in _DOSES and not each[2]]
    return [
        difference_of_pair(DifferenceKind.UNIT, number, instead, left, right)
        for number, _, unit, _ in lost
        for _, instead, _, other in gained
        if unit == other
    ]


def is_dose_without_unit(unit: str, instead: str, side: Side) -> bool:
    """Whether a dose has lost its unit: nowhere on the other side, whose units we know."""
    if instead or unit not in _DOSES or side.has_unit(unit):
        return False
    language = side.facts.language
    spellings = unit_spellings(language)
    if not has_words_for(unit, language) or (unit == "gram" and spellings.years):
        return False  # "2000 г." may be a year
    text = normalize(side.facts.text)
    return not any(
        spelling in text
        for spelling, known in (*spellings.after.items(), *spellings.before.items())
        if known == unit and len(spelling) > 1
    ) and not (unit == "percent" and "%" in text)


# ----------------------------------------------------------------------------------- denominators
def rates(source: Figures, target: Figures) -> tuple[Difference, ...]:
    """Doses of one value and unit whose denominators differ: mg/kg, mg/g."""
    if "/" not in source.text or "/" not in target.text:
        return ()
    left, right = Side.of(source), Side.of(target)
    pairs = pair_by_legal_reading(left, right)
    return tuple(unit_differences(left, right, pairs))


def _rate(one: Figure, other: Figure, left: Side, right: Side) -> list[Difference]:
    if "/" not in left.facts.text or "/" not in right.facts.text:
        return []
    below, instead = (
        denominator_at(
            visible_digits(side.facts.text), figure.end, unit_spellings(side.facts.language)
        )
        for figure, side in ((one, left), (other, right))
    )
    if not below or not instead or below == instead:
        return []
    return [
        Difference(
            DifferenceKind.UNIT,
            f"{other.number.raw} {other.unit}/{instead}",
            (other.number.start, other.end),
            (one.number.start, one.end),
            f"{one.number.raw} {one.unit}/{below}",
            other.number.kind,
        )
    ]


# ------------------------------------------------------------------------------------------- clocks
def lost_half_days(left: Side, right: Side, found: list[Difference]) -> list[Difference]:
    """Clocks that show another time, or may do so, where nothing else tells of them."""
    if not any(figure.half or figure.number.parts for figure in left.facts.figures):
        return []
    told = {each.span for each in found} | {each.source_span for each in found}
    differences = []
    for lost in lost_halves(left.facts, right.facts):
        number, other = lost.source.number, lost.target.number
        kind = DifferenceKind.HALF_DAY if lost.is_other else DifferenceKind.HALF_LOST
        difference = difference_of_pair(kind, number, other, left, right)
        if told.isdisjoint({difference.span, difference.source_span}):
            differences.append(difference)
    return differences


# ----------------------------------------------------------------------------------- unnamed units
def unnamed_units(left: Side, right: Side, found: list[Difference]) -> list[Difference]:
    """Amounts in a unit of which the source says nothing, where it names another.

    Who reads 1週間1回 for "once a day" takes a seventh. A 1 too many is no mistake, its unit is.
    """
    known = dimensions()
    ours = {figure.unit for figure in left.facts.figures}
    suspects = [
        figure for figure in right.facts.figures if figure.unit in known and figure.unit not in ours
    ]
    if not suspects:
        return []
    named = units_of(left.facts)
    gone = named - units_of(right.facts)
    if _ORDINAL in gone and not _is_counted(_ORDINAL, left):
        gone -= {_ORDINAL}
    told = {each.span[0] for each in found if each.span and not _is_extra_one(each, right)}
    differences = []
    for figure in suspects:
        number, unit, end, *_ = figure
        instead = [each for each in sorted(gone) if known.get(each) == known[unit]]
        if unit in named or not instead or number.start in told:
            continue
        if any(are_near(figure, each) for each in left.facts.figures):
            continue  # 1 m for 3 feet: not the same number, and told as such
        if not is_said_otherwise(number, right.facts, left.facts):
            span = (number.start, end)
            text = right.facts.text[slice(*span)]
            expected = " and ".join(instead)
            differences.append(Difference(DifferenceKind.UNNAMED, text, span, None, expected))
    return differences


_ORDINAL = "second"  # "the second floor" names no unit


def _is_counted(unit: str, side: Side) -> bool:
    """Whether a number of the text, in digits or words, is of this unit."""
    return side.has_unit(unit) or any(side.unit_of_word(word) == unit for word in side.facts.words)


def _is_extra_one(difference: Difference, side: Side) -> bool:
    """Whether it tells of a 1 too many, as of an article."""
    if difference.kind is not DifferenceKind.EXTRA or difference.span is None:
        return False
    figure = side.figures.get(difference.span[0])
    return figure is not None and figure.number.readings[:1] == _ONE
