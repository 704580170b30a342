"""Times, dates and spans of years that are written otherwise: 15:30 for 3:30 p.m., 5月12日.

Also what a clock that counts from sunrise makes of an hour. Whether an hour is in the other half of
the day is told by `unit_differences`.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from pipeline.language import inline
from pipeline.language.amounts.day_parts import counts_from_sunrise, tells_part_of_day
from pipeline.language.amounts.decades import is_century, is_decade
from pipeline.language.amounts.equivalents import says_time
from pipeline.language.amounts.hours import SUNRISE
from pipeline.language.amounts.number_words import months_named
from pipeline.language.amounts.numerals import Number, NumberKind, part_of_one
from pipeline.language.amounts.pairing.sides import DAY, HALF_DAY, HOUR, Side
from pipeline.language.amounts.pairing.values import means_same
from pipeline.language.amounts.weekdays import are_numbered, weekdays
from pipeline.language.tables import words_of

__all__ = [
    "HALF_HOUR",
    "forget_lone_months",
    "is_said_from_sunrise",
    "pair_all_hours",
    "pair_decades",
    "pair_lengths",
    "pair_months",
    "pair_numbered_days",
    "pair_numbered_months",
    "pair_parts",
]

_HALF, HALF_HOUR = Decimal("0.5"), 30


# ------------------------------------------------------------------------------------------ months
def pair_months(left: Side, right: Side) -> list[tuple[Number, Number]]:
    """A month by name and one by number: 12 May, 5月12日."""
    pairs: list[tuple[Number, Number]] = []
    if not left.facts.months and not right.facts.months:
        return pairs
    for number in list(left.open):
        partner = next(
            (
                other
                for other in right.open
                if left.is_month(number) != right.is_month(other) and means_same(number, other)
            ),
            None,
        )
        if partner is not None:
            pairs.append((number, partner))
            left.open.remove(number)
            right.open.remove(partner)
    return pairs


def pair_numbered_months(side: Side, other: Side) -> None:
    """ "Tháng 9" with "September", which is no number without a day or a year beside it."""
    words = words_of("numbered-months.tsv", side.facts.language)
    if not words or not side.open:
        return
    named = Counter(months_named(other.facts.text, other.facts.language))
    for number in tuple(side.open):
        value = number.readings[:1]
        if number.kind is not NumberKind.NUMERAL or not value or not named[value[0]]:
            continue
        if side.facts.text[: number.start].rstrip().lower().endswith(words):
            named[value[0]] -= 1
            side.open.remove(number)


def pair_numbered_days(side: Side, other: Side) -> None:
    """ "Thứ 2", the second of seven days, with "Monday"."""
    if not side.open or not are_numbered(side.facts.language):
        return
    days = weekdays(inline.blank(side.facts.text), side.facts.language)
    numbered = [(day, n) for day in days for n in side.open if day.start <= n.start < day.end]
    if not numbered:
        return
    visible = inline.blank(other.facts.text)
    named = {day.number for day in weekdays(visible, other.facts.language)}
    gone = {number.start for day, number in numbered if day.number in named}
    side.open = [number for number in side.open if number.start not in gone]


def forget_lone_months(left: Side, right: Side) -> None:
    """A name that only one side has says nothing: "may", or a form that we don't know."""
    for side, other in ((left, right), (right, left)):
        if not other.open:
            side.open = [number for number in side.open if not side.is_month(number)]


# ------------------------------------------------------------------------------------ times, dates
def pair_parts(left: Side, right: Side) -> None:
    """Times, dates and lists: with each other, or with the numbers that they are made of."""
    shift = SUNRISE if _is_from_sunrise(left) != _is_from_sunrise(right) else 0
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
    shift = SUNRISE if _is_from_sunrise(side) != _is_from_sunrise(other) else 0
    hours = {time.parts[0] % HALF_DAY, (time.parts[0] + shift) % HALF_DAY}
    for number in other.open:
        is_hour = other.unit(number) in ("", "hour") and number.kind is NumberKind.NUMERAL
        values = number.readings[: number.legal]
        if is_hour and any(value <= DAY and value % HALF_DAY in hours for value in values):
            other.open.remove(number)
            return True
    return False


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


# ----------------------------------------------------------------------------------------- sunrise
def _is_from_sunrise(side: Side) -> bool:
    """Whether the clocks of the text may count from sunrise: "saa 2:30 asubuhi" is 8:30."""
    language = side.facts.language
    return counts_from_sunrise(language) and tells_part_of_day(side.facts.text, language)


def is_said_from_sunrise(number: Number, side: Side, other: Side) -> bool:
    """Whether the other text has the hour in words, counted from sunrise: "saa nane" for 2 p.m."""
    if _is_from_sunrise(side) or not _is_from_sunrise(other):
        return False
    if not side.half(number) and number.kind is not NumberKind.TIME:
        return False
    hour, *rest = number.parts or number.readings[:1]
    if hour != int(hour) or hour > DAY:
        return False
    minutes = {part for part in rest if part}
    wanted = {_HALF} if minutes == {HALF_HOUR} else minutes
    said = {word.readings[0] for word in other.words()}
    return wanted <= said and any(
        value == int(value) and (int(value) + SUNRISE - int(hour)) % HALF_DAY == 0 for value in said
    )


# ----------------------------------------------------------------------------------------- lengths
_ALL_HOURS = frozenset({"24/7", "7/24"})
_OF_ALL_HOURS = frozenset((Decimal(value),) for value in (24, 7, 365))


def pair_all_hours(side: Side, other: Side) -> None:
    """ "24/7" with "rund um die Uhr", "24 ore su 24, 7 giorni su 7", 24時間365日."""
    for number in tuple(side.open):
        if number.raw in _ALL_HOURS and says_time(Decimal(24), "hour", other.facts):
            side.open.remove(number)
            other.open[:] = (each for each in other.open if each.readings not in _OF_ALL_HOURS)


def pair_lengths(side: Side, other: Side) -> None:
    """ "1½ hours" with "1 h 30"."""
    for number in tuple(side.open):
        # "12/24 h" has a unit and no value.
        value = number.readings[0] if number.readings else Decimal(0)
        if side.unit(number) != "hour" or not part_of_one(value):
            continue
        for each in other.open:
            if each.kind is NumberKind.TIME and len(each.parts) == 2 and not other.half(each):
                hours, minutes = each.parts
                if hours + minutes / HOUR in number.readings[: number.legal]:
                    other.open.remove(each)
                    side.open.remove(number)
                    break


# ----------------------------------------------------------------------------------------- decades
_LAST_OF_TEN = 9


def pair_decades(left: Side, right: Side) -> None:
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
