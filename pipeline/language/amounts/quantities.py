"""Numbers, units and doses in prose, compared by value: is the dose the same?

The tokenizer is `numerals`, the words are `number_words`, the units `units`, what a text says in
figures `figures`, the runs to isolate in right-to-left text `isolation`; all of it is offered here,
so that checks, merging and export ask one module. Compares two texts as multisets, in any order;
judges nothing about their words.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from pipeline.language.amounts.clocks import lost_halves
from pipeline.language.amounts.conversions import are_near, is_said_again
from pipeline.language.amounts.day_parts import (
    counts_from_sunrise,
    says_meridiem,
    tells_part_of_day,
)
from pipeline.language.amounts.decades import is_century, is_decade
from pipeline.language.amounts.equivalents import (
    fractions,
    is_said_otherwise,
    says_time,
    says_value,
)
from pipeline.language.amounts.figures import Figure, Figures, Quantity, figures, quantities
from pipeline.language.amounts.number_words import may_go_unsaid, months_named, spelled
from pipeline.language.amounts.numerals import (
    Identifier,
    Number,
    NumberKind,
    identifiers,
    numbers,
    part_of_one,
    visible_digits,
)
from pipeline.language.amounts.sides import DAY, HALF_DAY, HOUR, Side, is_code
from pipeline.language.amounts.turns import turns
from pipeline.language.amounts.unit_names import dimensions, units_of
from pipeline.language.amounts.units import denominator_at, has_words_for, normalize, unit_spellings
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


@lru_cache(maxsize=64)  # the same pair is asked about by each check of numbers
def compare_figures(source: Figures, target: Figures) -> tuple[Difference, ...]:
    """`compare`, for who has the figures of both texts already."""
    if source.key == target.key and source.key is not None:
        if not source.figures:
            return ()
        return (*_rates(source, target), *_turned(source, target))
    left, right = Side.of(source), Side.of(target)
    pairs = _pair_by_legal_reading(left, right)
    differences: list[Difference] = []
    if left.open or right.open or left.names or right.names:
        pairs += _pair_months(left, right)
        _pair_all_hours(left, right)
        _pair_all_hours(right, left)
        _pair_lengths(left, right)
        _pair_lengths(right, left)
        _pair_decades(left, right)
        _pair_hundreds(left, right, pairs)
        _pair_parts(left, right)
        differences += _pair_by_other_reading(left, right)
        differences += _pair_names(left, right)
        differences += _pair_words(left, right, pairs)
        _pair_fractions(left, right)
        _pair_fractions(right, left)
        _forget_lone_months(left, right)
        differences += _alone(left, right)
    differences += _unit_differences(left, right, pairs)
    differences += _unnamed_units(left, right, differences)
    differences += _lost_halves(left, right, differences)
    differences += _turned(source, target)
    return tuple(sorted(differences, key=_place))


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


def _alone(left: Side, right: Side) -> list[Difference]:
    """The numbers that have found no partner."""
    lost, extra = (frozenset(each.start for each in side.open) for side in (left, right))
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
        and not is_said_again(number.start, left.facts, lost)
        and not _is_said_from_sunrise(number, left, right)
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
        and not is_said_again(number.start, right.facts, extra)
        and not left.says(right.code_spelled(number))
    ]


_ONE, _TWELVE = (Decimal(1),), (Decimal(12),)


def _place(difference: Difference) -> tuple[bool, tuple[int, int]]:
    span = difference.span or difference.source_span or (0, 0)
    return difference.span is None, span


def _trusted(number: Number) -> tuple[Decimal, ...]:
    """What a number of the source means: its language's readings, or the only ones it has."""
    return number.readings[: max(number.legal, 1)]


def _pair_by_legal_reading(left: Side, right: Side) -> list[tuple[Number, Number]]:
    """Numbers of one value: first those with one unit, then those that have no unit to differ."""
    pairs: list[tuple[Number, Number]] = []
    for agree in (_same_unit, _no_unit, _any_unit):
        for number in [each for each in left.open if each.readings]:
            unit, is_month = left.unit(number), left.is_month(number)
            for other in right.open:
                if (
                    _means_same(number, other)
                    and agree(unit, right.unit(other))
                    and is_month == right.is_month(other)
                ):
                    pairs.append((number, other))
                    left.open.remove(number)
                    right.open.remove(other)
                    break
        if not left.open or not right.open:
            break
    return pairs


def _same_unit(one: str, other: str) -> bool:
    return one == other


def _no_unit(one: str, other: str) -> bool:
    return not one or not other


def _any_unit(_one: str, _other: str) -> bool:
    return True


def _means_same(number: Number, other: Number) -> bool:
    if number.readings[:1] == other.readings[:1] and number.legal and other.legal:
        return bool(number.readings)
    if number.legal == other.legal == 1:
        return False
    legal = other.readings[: other.legal]
    return any(value in legal for value in _trusted(number))


def _pair_months(left: Side, right: Side) -> list[tuple[Number, Number]]:
    """A month by name and one by number: 12 May, 5月12日."""
    pairs: list[tuple[Number, Number]] = []
    if not left.facts.months and not right.facts.months:
        return pairs
    for number in list(left.open):
        partner = next(
            (
                other
                for other in right.open
                if left.is_month(number) != right.is_month(other) and _means_same(number, other)
            ),
            None,
        )
        if partner is not None:
            pairs.append((number, partner))
            left.open.remove(number)
            right.open.remove(partner)
    return pairs


def _forget_lone_months(left: Side, right: Side) -> None:
    """A name that only one side has says nothing: "may", or a form that we don't know."""
    for side, other in ((left, right), (right, left)):
        if not other.open:
            side.open = [number for number in side.open if not side.is_month(number)]


def _pair_by_other_reading(left: Side, right: Side) -> list[Difference]:
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


def _pair_parts(left: Side, right: Side) -> None:
    """Times, dates and lists: with each other, or with the numbers that they are made of."""
    shift = _SUNRISE if _is_from_sunrise(left) != _is_from_sunrise(right) else 0
    for number in [number for number in left.open if number.parts]:
        partner = next(
            (
                other
                for other in right.open
                if _same_parts(number, other, shift)
                and left.is_clock(number) == right.is_clock(other)
            ),
            None,
        )
        if partner is not None:
            right.open.remove(partner)
            left.open.remove(number)
        elif _take_parts(number, left, right):
            left.open.remove(number)
    for number in [number for number in right.open if number.parts]:
        if _take_parts(number, right, left):
            right.open.remove(number)


def _take_parts(number: Number, side: Side, other: Side) -> bool:
    """Whether the other side has the parts of `number` as numbers of their own."""
    if number.kind is NumberKind.DATE:
        return other.take_all(number.parts)
    if number.kind is NumberKind.PHONE:
        return False
    return other.take_run(number.parts) or _take_hour(number, side, other)


def _take_hour(time: Number, side: Side, other: Side) -> bool:
    """Whether the full hour "15:00" stands on the other side as "3 p.m.", "15 Uhr", 下午3点."""
    if not side.is_clock(time) or any(time.parts[1:]):
        return False
    shift = _SUNRISE if _is_from_sunrise(side) != _is_from_sunrise(other) else 0
    hours = {time.parts[0] % HALF_DAY, (time.parts[0] + shift) % HALF_DAY}
    for number in other.open:
        is_hour = other.unit(number) in ("", "hour") and number.kind is NumberKind.NUMERAL
        values = number.readings[: number.legal]
        if is_hour and any(value <= DAY and value % HALF_DAY in hours for value in values):
            other.open.remove(number)
            return True
    return False


def _is_from_sunrise(side: Side) -> bool:
    """Whether the clocks of the text may count from sunrise: "saa 2:30 asubuhi" is 8:30."""
    language = side.facts.language
    return counts_from_sunrise(language) and tells_part_of_day(side.facts.text, language)


_SUNRISE = 6


def _is_said_from_sunrise(number: Number, side: Side, other: Side) -> bool:
    """Whether the other text has the hour in words, counted from sunrise: "saa nane" for 2 p.m."""
    if _is_from_sunrise(side) or not _is_from_sunrise(other):
        return False
    if not side.half(number) and number.kind is not NumberKind.TIME:
        return False
    hour, *rest = number.parts or number.readings[:1]
    if hour != int(hour) or hour > DAY:
        return False
    minutes = {part for part in rest if part}
    wanted = {_HALF} if minutes == {_HALF_HOUR} else minutes
    said = {word.readings[0] for word in other.words()}
    return wanted <= said and any(
        value == int(value) and (int(value) + _SUNRISE - int(hour)) % HALF_DAY == 0
        for value in said
    )


def _same_parts(one: Number, other: Number, shift: int) -> bool:
    if not other.parts:
        return False
    if one.parts == other.parts:
        return True
    if NumberKind.TIME in (one.kind, other.kind):
        # 3:30 p.m. is 15:30
        # As integers: the remainder of a decimal has its sign, -6 for 2 - 8.
        hours_agree = max(one.parts[0], other.parts[0]) <= DAY and (
            int(one.parts[0]) - int(other.parts[0])
        ) % HALF_DAY in (0, shift)
        return hours_agree and _minutes(one) == _minutes(other)
    if NumberKind.DATE in (one.kind, other.kind):
        return sorted(map(_short_year, one.parts)) == sorted(map(_short_year, other.parts))
    return sorted(one.parts) == sorted(other.parts)


def _minutes(time: Number) -> tuple[Decimal, ...]:
    rest = time.parts[1:]
    return rest if any(rest) else ()


def _short_year(part: Decimal) -> Decimal:
    return part % 100 if 1000 <= part < 10_000 else part


def _pair_names(left: Side, right: Side) -> list[Difference]:
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


def _pair_words(left: Side, right: Side, pairs: list[tuple[Number, Number]]) -> list[Difference]:
    """Numerals whose partner is a word, "two" for 2; the differences are those of their units.

    A word that has a word of the same value on the other side is spoken for; but a 1 may be any
    article, and the two need not have as many of them.
    """
    if not left.open and not right.open:
        return []
    left_words, right_words = left.words(), right.words()
    _pair_amounts_in_words(left, right, right_words, left_words)
    _pair_amounts_in_words(right, left, left_words, right_words)
    left_free = _unpaired_words(left_words, _surely_said(right_words, right))
    right_free = _unpaired_words(right_words, _surely_said(left_words, left))
    differences = []
    for number, word in _pair_with_words(left, right, right_free):
        unit = right.unit_of_word(word)
        if left.unit(number) and unit and unit != left.unit(number):
            if any(
                a.readings[:1] == number.readings[:1]
                and left.unit(a) in ("", unit)
                and right.unit(b) in ("", left.unit(number))
                for a, b in pairs
            ):
                continue  # exchanged with another pair of the value, all units agree
            differences.append(
                Difference(
                    DifferenceKind.UNIT,
                    f"{word.raw} {unit}",
                    (word.start, word.end),
                    (number.start, number.end),
                    _with_unit(left, number),
                )
            )
    for number, word in _pair_with_words(right, left, left_free):
        unit = left.unit_of_word(word)
        if right.unit(number) and unit and unit != right.unit(number):
            if any(
                b.readings[:1] == number.readings[:1]
                and right.unit(b) in ("", unit)
                and left.unit(a) in ("", right.unit(number))
                for a, b in pairs
            ):
                continue
            differences.append(
                Difference(
                    DifferenceKind.UNIT,
                    _with_unit(right, number),
                    (number.start, number.end),
                    (word.start, word.end),
                    f"{word.raw} {unit}",
                )
            )
    return differences


def _pair_amounts_in_words(
    side: Side, other: Side, words: list[Number], rivals: list[Number]
) -> None:
    """Numerals whose unit a word of the other text has too, and no word of their own text.

    "Two hours" is 2시간, whatever 이 ("this", "two") says elsewhere in the sentence.
    """
    for number in tuple(side.open):
        unit = side.unit(number)
        if not unit or number.parts:
            continue
        word = _word_of(number, unit, other, words)
        if word is not None and _word_of(number, unit, side, rivals) is None:
            words.remove(word)
            side.open.remove(number)


def _word_of(number: Number, unit: str, side: Side, words: list[Number]) -> Number | None:
    """The word among `words`, those of `side`, that says this amount."""
    value = number.readings[:1]
    return next(
        (word for word in words if word.readings[:1] == value and side.unit_of_word(word) == unit),
        None,
    )


def _pair_fractions(side: Side, other: Side) -> None:
    """Per cent with their fraction: 25 % is 4人に1人, "one in four", "ein Viertel"."""
    for number in tuple(side.open):
        if side.unit(number) != "percent" or not number.legal:
            continue
        values = {word.readings[0] for word in other.words()} | set(_ONE)
        for part, whole in fractions(number.readings[0]):
            if says_value(whole, side.facts):
                continue  # "four times" is no "one in four" where both texts have it
            if {part, whole} <= values or other.take_all((part, whole)):
                side.open.remove(number)
                break


def _pair_hundreds(left: Side, right: Side, pairs: list[tuple[Number, Number]]) -> None:
    """ "3 in 100" with "3 %": the 3 has found its partner, and 100 is in the sign."""
    for pair in tuple(pairs):
        one, two = pair
        for side, number, other, share in ((left, one, right, two), (right, two, left, one)):
            if other.unit(share) != "percent" or side.unit(number) == "percent":
                continue
            for each in side.open:
                near = abs(each.start - number.start) <= _BESIDE_HUNDRED
                if near and each.readings[:1] == _HUNDRED and not side.unit(each):
                    side.open.remove(each)
                    pairs.remove(pair)
                    break


_HUNDRED = (Decimal(100),)
_BESIDE_HUNDRED = 30  # code points: "3 out of every 100", 100人のうち3人
_ALL_HOURS = frozenset({"24/7", "7/24"})
_OF_ALL_HOURS = frozenset((Decimal(value),) for value in (24, 7, 365))


def _pair_all_hours(side: Side, other: Side) -> None:
    """ "24/7" with "rund um die Uhr", "24 ore su 24, 7 giorni su 7", 24時間365日."""
    for number in tuple(side.open):
        if number.raw in _ALL_HOURS and says_time(Decimal(24), "hour", other.facts):
            side.open.remove(number)
            other.open[:] = (each for each in other.open if each.readings not in _OF_ALL_HOURS)


def _pair_lengths(side: Side, other: Side) -> None:
    """ "1½ hours" with "1 h 30"."""
    for number in tuple(side.open):
        if side.unit(number) != "hour" or not part_of_one(number.readings[0]):
            continue
        for each in other.open:
            if each.kind is NumberKind.TIME and len(each.parts) == 2 and not other.half(each):
                hours, minutes = each.parts
                if hours + minutes / HOUR in number.readings[: number.legal]:
                    other.open.remove(each)
                    side.open.remove(number)
                    break


def _pair_decades(left: Side, right: Side) -> None:
    """ "The 1990s" with "los años noventa", 20世纪90年代; "in their 50s" with "50 a 59"."""
    for number in (figure.number for figure in left.facts.figures):
        if not is_decade(number, left.facts):
            continue
        value = number.readings[0]
        within = value % 100
        if number not in left.open:
            if right.open:
                right.take(value + _LAST_OF_TEN)
        elif value > within and (
            any(word.readings[0] == within for word in right.words()) or right.take(within)
        ):
            left.open.remove(number)
            for each in right.open:
                is_named = is_century(each, right.facts)
                if is_named and each.readings[:1] == ((value - within) / 100 + 1,):
                    right.open.remove(each)
                    break


_LAST_OF_TEN = 9


def _unpaired_words(words: list[Number], others: list[Number]) -> list[Number]:
    if not words or not others:
        return words
    spoken_for = Counter(word.readings[0] for word in others if word.readings[0] != 1)
    free = []
    for word in words:
        if spoken_for[word.readings[0]] > 0:
            spoken_for[word.readings[0]] -= 1
        else:
            free.append(word)
    return free


def _surely_said(words: list[Number], side: Side) -> list[Number]:
    """Without those that the other text may have no word for: "both", "a pair of glasses"."""
    unsure = may_go_unsaid(side.facts.language)
    return [word for word in words if word.raw.lower() not in unsure] if unsure else words


def _pair_with_words(side: Side, other: Side, words: list[Number]) -> list[tuple[Number, Number]]:
    """The pairs of a single number and the word that stands for it."""
    pairs = []
    for number in list(side.open):
        if not number.parts and not _may_be_said(number, other, words):
            continue
        wanted = Counter(_wanted(number))
        if number.kind is NumberKind.DATE and number.parts:
            wanted -= Counter(months_named(other.facts.text, other.facts.language))
        if _is_one_dose(number, side, other):
            continue  # an article somewhere is no "1 %"
        known = Counter(word.readings[0] for word in words)
        if not (number.parts or wanted) or wanted - (known + _values(other)):
            continue
        other.take_all((wanted - known).elements())
        side.open.remove(number)
        for value in wanted:
            word = _word_for(value, side.unit(number), other, words)
            if word is not None:
                words.remove(word)
                pairs += [(number, word)] if not number.parts else []
    return pairs


def _may_be_said(number: Number, other: Side, words: list[Number]) -> bool:
    """Whether there is a word, or an open number, of the single value of `number`."""
    value = number.readings[:1]
    return any(word.readings[:1] == value for word in (*words, *other.open))


def _is_one_dose(number: Number, side: Side, other: Side) -> bool:
    """Whether the number is the 1 of a dose whose unit the other text does not name."""
    unit = side.unit(number)
    return number.readings[:1] == _ONE and _lost(unit, "", other)


def _word_for(value: Decimal, unit: str, side: Side, words: list[Number]) -> Number | None:
    """The word of this value that has this unit, or else none, or else another."""
    fitting = [word for word in words if word.readings[0] == value]
    if not unit:
        return fitting[0] if fitting else None
    rank = {unit: 0, "": 1}
    return min(fitting, key=lambda word: rank.get(side.unit_of_word(word), 2), default=None)


def _wanted(number: Number) -> tuple[Decimal, ...]:
    """The values that words must have to stand for it; a half may stand for 30 minutes."""
    if number.kind is NumberKind.TIME and len(number.parts) == 2:
        hour, minutes = number.parts
        return (hour, _HALF) if minutes == _HALF_HOUR else (hour, minutes)
    return number.parts or number.readings[:1]


_HALF, _HALF_HOUR = Decimal("0.5"), 30


def _values(side: Side) -> Counter[Decimal]:
    return Counter(n.readings[0] for n in side.open if n.legal and not n.parts)


# ------------------------------------------------------------------------------------------- units
_DOSES = frozenset(
    {
        "gram",
        "international-unit",
        "kilogram",
        "liter",
        "microgram",
        "milligram",
        "milliliter",
        "millimole",
        "nanogram",
        "percent",
    }
)  # what no translation can leave unsaid


_CALORIES = frozenset({"calorie", "kilocalorie"})


def _unit_differences(
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
            or _lost(one, two, right)
            or _lost(two, one, left)
            or two not in left.units_of_moment(number, two)
            or one not in right.units_of_moment(other, one)
        ):
            differences.append(_other(DifferenceKind.UNIT, number, other, left, right))
        elif {left.half(number), right.half(other)} == {"am", "pm"} and _is_sure_half(other, right):
            differences.append(_other(DifferenceKind.HALF_DAY, number, other, left, right))
    return differences or _crossed(left, right, pairs)


def _is_sure_half(number: Number, side: Side) -> bool:
    """Not at twelve: "las 12 de la noche" are midnight, and 5 in the night is before noon."""
    return number.readings[:1] != _TWELVE or says_meridiem(side.facts.text, side.facts.language)


def _lost_halves(left: Side, right: Side, found: list[Difference]) -> list[Difference]:
    """Clocks that show another time, or may do so, where nothing else tells of them."""
    if not any(figure.half or figure.number.parts for figure in left.facts.figures):
        return []
    told = {each.span for each in found} | {each.source_span for each in found}
    differences = []
    for lost in lost_halves(left.facts, right.facts):
        number, other = lost.source.number, lost.target.number
        kind = DifferenceKind.HALF_DAY if lost.is_other else DifferenceKind.HALF_LOST
        difference = _other(kind, number, other, left, right)
        if told.isdisjoint({difference.span, difference.source_span}):
            differences.append(difference)
    return differences


def _crossed(left: Side, right: Side, pairs: list[tuple[Number, Number]]) -> list[Difference]:
    """A dose and a bare number in each other's place: 2 tablets of 500 mg, 500 tablets of 2 mg."""
    doses = [(n, o, left.unit(n), right.unit(o)) for n, o in pairs]
    lost = [each for each in doses if each[2] in _DOSES and not each[3]]
    gained = [each for each in doses if each[3] in _DOSES and not each[2]]
    return [
        _other(DifferenceKind.UNIT, number, instead, left, right)
        for number, _, unit, _ in lost
        for _, instead, _, other in gained
        if unit == other
    ]


def _other(
    kind: DifferenceKind, number: Number, other: Number, left: Side, right: Side
) -> Difference:
    return Difference(
        kind,
        _with_unit(right, other),
        (other.start, other.end),
        (number.start, number.end),
        _with_unit(left, number),
        other.kind,
    )


def _unnamed_units(left: Side, right: Side, found: list[Difference]) -> list[Difference]:
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
    told = {each.span[0] for each in found if each.span and not _is_extra_one(each, right)}
    differences = []
    for figure in suspects:
        number, unit, end, *_ = figure
        if any(are_near(figure, each) for each in left.facts.figures):
            continue  # 1 m for 3 feet: not the same number, and told as such
        instead = [each for each in sorted(gone) if known.get(each) == known[unit]]
        if unit in named or not instead or number.start in told:
            continue
        if not is_said_otherwise(number, right.facts, left.facts):
            span = (number.start, end)
            text = right.facts.text[slice(*span)]
            expected = " and ".join(instead)
            differences.append(Difference(DifferenceKind.UNNAMED, text, span, None, expected))
    return differences


def _is_extra_one(difference: Difference, side: Side) -> bool:
    """Whether it tells of a 1 too many, as of an article."""
    if difference.kind is not DifferenceKind.EXTRA or difference.span is None:
        return False
    figure = side.figures.get(difference.span[0])
    return figure is not None and figure.number.readings[:1] == _ONE


def _lost(unit: str, instead: str, side: Side) -> bool:
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


def _rates(source: Figures, target: Figures) -> tuple[Difference, ...]:
    """Doses of one value and unit whose denominators differ: mg/kg, mg/g."""
    if "/" not in source.text or "/" not in target.text:
        return ()
    left, right = Side.of(source), Side.of(target)
    pairs = _pair_by_legal_reading(left, right)
    return tuple(_unit_differences(left, right, pairs))


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


def _with_unit(side: Side, number: Number) -> str:
    return f"{number.raw} {side.unit(number)}"
