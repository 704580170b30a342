"""What a text says in figures: its numbers with their units, its codes, the months of its dates.

Found once for a text and compared with as many others as one likes (`quantities.compare`). Knows
which unit belongs to which number; which hour a clock means is `hours`. Compares nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from pipeline.language.amounts.day_parts import counts_from_sunrise, later_hours, tells_part_of_day
from pipeline.language.amounts.hours import (
    SUNRISE,
    Halves,
    halves_of,
    in_half,
    on_clock,
    so_much_later,
)
from pipeline.language.amounts.number_words import clitics, range_words, spelled
from pipeline.language.amounts.numerals import (
    Identifier,
    Number,
    NumberKind,
    has_digits,
    scan,
    visible_digits,
)
from pipeline.language.amounts.units import (
    Spellings,
    normalize,
    unit_ahead,
    unit_at,
    unit_spellings,
)
from pipeline.language.cldr import month_names
from pipeline.language.tables import rows_for, words_of
from pipeline.model import Language

__all__ = ["DASHES", "Figure", "Figures", "Quantity", "figures", "quantities"]


class Quantity(NamedTuple):
    """A number with its unit."""

    value: Decimal  # the language's own reading
    unit: str  # our canonical name: "milligram", "percent"; see data/units.tsv
    start: int  # 0-based code points, half-open; number and unit
    end: int


class Figure(NamedTuple):
    """A number and what stands beside it."""

    number: Number
    unit: str  # canonical; "" where none is known
    end: int  # of the number with its unit
    half: str = ""  # of the day, for a clock: "am", "pm"
    of_date: bool = False  # stands beside the name of a month
    is_sure: bool = False  # the word for the half is said of no hour of the other: "p.m."


@dataclass(slots=True, eq=False)
class Figures:
    """All that `compare` asks of a text; one object is equal to itself only."""

    language: Language
    text: str
    figures: tuple[Figure, ...] = ()
    codes: tuple[Identifier, ...] = ()
    months: tuple[Number, ...] = ()  # "May" of "12 May 2026", as the number 5
    key: tuple[object, ...] | None = ()
    # Of a text whose numbers are all single values: texts with one key say the same. Else None.
    _words: tuple[Number, ...] | None = None

    @property
    def words(self) -> tuple[Number, ...]:
        """The numbers in words, found when they are first asked for: see `spelled`.

        Without those that only say a numeral again: "2 (two) tablets".
        """
        if self._words is None:
            words = spelled(self.text, self.language)
            if words and self.figures and not _BRACKETS.isdisjoint(self.text):
                said = [each.number for each in self.figures]
                words = tuple(word for word in words if not _says_again(word, said, self.text))
            self._words = words
        return self._words


_BRACKETS = frozenset("(（")


def _says_again(word: Number, numbers: list[Number], text: str) -> bool:
    """Whether the word stands in brackets behind a numeral of its value."""
    before = text[: word.start].rstrip("*_")
    if before[-1:] not in _BRACKETS:
        return False
    end = len(before[:-1].rstrip())
    return any(each.end == end and each.readings[:1] == word.readings for each in numbers)


class _Rules(NamedTuple):
    """What is true of the language, looked up once for a text."""

    language: Language
    spellings: Spellings
    months: Mapping[str, int]  # lower case
    long_months: Mapping[str, int]  # of several words, as written: "tháng Ba"
    halves: Halves | None
    ranges: frozenset[str]
    ordinal: re.Pattern[str]  # behind the number
    from_sunrise: bool
    later: tuple[tuple[str, int], ...]  # see `day_parts.later_hours`


@cache
def _rules(language: Language) -> _Rules:
    months = {name.casefold(): number for name, number in month_names(language).items()}
    others = {
        word: int(key[1:])
        for key, words in rows_for("number-words", language)
        if key.startswith("M")
        for word in words.split(", ")
    }
    months.update((name.casefold(), number) for name, number in others.items() if " " not in name)
    # Hebrew "ביוני" is "in June".
    prefixed = (
        (piece + name, number) for piece in clitics(language) for name, number in months.items()
    )
    months = dict(prefixed) | months
    return _Rules(
        language,
        unit_spellings(language),
        months,
        {name: number for name, number in others.items() if " " in name},
        halves_of(language),
        range_words(language),
        _ordinal(language),
        counts_from_sunrise(language),
        later_hours(language),
    )


def figures(text: str, language: Language) -> Figures:
    """The numbers of `text` (inline Markdown) with their units, its codes and months."""
    if not has_digits(text):
        return Figures(language, text)
    found, codes = scan(text, language)
    if not found and not codes:
        return Figures(language, text)
    rules = _rules(language)
    visible = visible_digits(text)
    result = _with_units(found, visible, rules)
    if rules.from_sunrise and tells_part_of_day(visible, language):
        result = tuple(_later(figure, SUNRISE) for figure in result)
    for word, hours in rules.later:
        if word in visible:
            result = tuple(
                _later(figure, hours)
                if visible.startswith((word, f" {word}"), figure.number.end)
                else figure
                for figure in result
            )
    months, days = _months(result, visible, rules)
    if days:
        result = tuple(
            figure._replace(of_date=True) if figure.number.start in days else figure
            for figure in result
        )
    return Figures(language, text, result, codes, months, _key(result, codes, months))


def quantities(text: str, language: Language) -> tuple[Quantity, ...]:
    """The numbers of `text` (inline Markdown) that have a unit, in order.

    Both ends of a range have the unit that follows its second end: "2–3 mm" is 2 mm and 3 mm.
    """
    return tuple(
        Quantity(each.number.readings[0], each.unit, each.number.start, each.end)
        for each in figures(text, language).figures
        if each.unit and each.number.readings
    )


def _later(figure: Figure, hours: int) -> Figure:
    return figure._replace(number=so_much_later(figure.number, figure.unit, hours))


_UNITLESS = frozenset({NumberKind.DATE, NumberKind.TIME, NumberKind.PHONE})
DASHES = re.compile(r"\s*[-‐‑–—~～〜〰]\s*")


def _with_units(found: tuple[Number, ...], visible: str, rules: _Rules) -> tuple[Figure, ...]:
    result: list[Figure] = []
    following: Figure | None = None
    for number in reversed(found):
        unit, end = "", number.end
        if number.kind not in _UNITLESS:
            after = unit_at(visible, number.end, rules.spellings)
            if after is not None and not (
                _is_year(number, visible[number.end : after[1]], rules)
                or _is_name(visible, number.end, after, rules)
            ):
                unit, end = after
            else:
                unit = unit_ahead(visible, number.start, rules.spellings) or ""
                if not unit and after is None:
                    unit = _unit_behind_ordinal(visible, number.end, rules)
            if not unit and following is not None and following.unit:
                between = visible[number.end : following.number.start]
                if _is_range(between, rules.ranges):
                    unit = following.unit
        read, half, is_sure = on_clock(number, unit, visible, rules.halves)
        if half and unit == _DAY:
            unit, end = "", number.end
        if following is not None and following.half and not half and not unit:
            between = visible[number.end : following.number.start]
            if _is_range(between, rules.ranges):
                read, half = in_half(read, following.half), ""
        following = Figure(read, unit, end, half, is_sure=is_sure)
        result.append(following)
    return tuple(result[::-1])


def _ordinal(language: Language) -> re.Pattern[str]:
    """What makes an ordinal of a number: "3rd week", "с 3-го месяца", "3.ª semana", "3. Woche"."""
    endings = map(re.escape, words_of("ordinal-endings.tsv", language))
    signs = r"\.?[ªº°](?=[ \u00a0][^\W\d_]{3})|\.(?=[ \u00a0][^\W\d_])"
    return re.compile("|".join([*(rf"{ending}(?=[ \u00a0])" for ending in endings), signs]))


_OF_ORDINALS = frozenset({"day", "week", "month"})


def _unit_behind_ordinal(visible: str, position: int, rules: _Rules) -> str:
    """The span of time that an ordinal counts."""
    ordinal = rules.ordinal.match(visible, position)
    if ordinal is None or _is_of_clock(visible, position, rules):
        return ""
    found = unit_at(visible, ordinal.end(), rules.spellings)
    if found is None or found[0] not in _OF_ORDINALS:
        return ""
    return "" if _is_name(visible, ordinal.end(), found, rules) else found[0]


def _is_of_clock(visible: str, position: int, rules: _Rules) -> bool:
    """Whether a half of the day stands behind the dash of the ordinal: "о 2-й дня" is 2 p.m."""
    if rules.halves is None or visible[position : position + 1] not in _DASH:
        return False
    return rules.halves.words.match(visible.lower(), position + 1) is not None


_DASH = frozenset("-\u2010\u2011")


def _is_year(number: Number, unit: str, rules: _Rules) -> bool:
    """Whether "г." after 2026 says that it is a year, and not how many grams."""
    years = rules.spellings.years
    if not years or len(number.raw) != _YEAR_DIGITS or normalize(unit) not in years:
        return False
    return _OLDEST_YEAR <= number.readings[0] < _FIRST_OF_NO_YEAR


def _is_name(visible: str, position: int, unit: tuple[str, int], rules: _Rules) -> bool:
    """Whether the unit begins the name of a month: "14 ខែមីនា" is the 14th of March.

    "ม." is a metre and "มก." a milligram in Thai, but in "4 มกราคม" neither is meant.
    """
    if _long_month(visible, position, rules) is not None:
        return True
    if unit[0] == _MONTH:
        match = _NAME.match(visible[position:].lstrip())
        return match is not None and match[0].casefold() in rules.months
    if not rules.spellings.lengths:
        return False
    following = visible[position : unit[1] + _LONGEST_MONTH].lstrip()
    length = len(visible[position : unit[1]].lstrip())
    return any(following.startswith(name) for name in rules.months if len(name) > length)


def _long_month(visible: str, position: int, rules: _Rules) -> str | None:
    """The name of a month in several words right behind a number: "14 tháng Ba"."""
    following = visible[position : position + _FAR].lstrip()
    names = [name for name in rules.long_months if following.startswith(name)]
    return max(names, key=len, default=None)


_DAY, _MONTH = "day", "month"
_LONGEST_MONTH = 16  # code points, of its name
_YEAR_DIGITS = 4
_OLDEST_YEAR, _FIRST_OF_NO_YEAR = 1800, 2100  # "2500 г." are grams
_LONGEST_RANGE_WORD = 12  # code points


def _is_range(between: str, words: frozenset[str]) -> bool:
    if len(between) > _LONGEST_RANGE_WORD:
        return False
    return bool(DASHES.fullmatch(between)) or between.strip().lower() in words


# ------------------------------------------------------------------------------------------ months
_WORD = re.compile(r"[^\s\d,;:،؛۔、፣။()\[\]\"*_/'’–-]+")
_NAME = re.compile(r"[^\s\d,;:،؛۔、፣။()\[\]\"*_/'’.–-]+")  # as _WORD, without a stop
_LAST_DAY = 31
_FIRST_YEAR, _LAST_YEAR = 1000, 2999
_FAR = 18  # code points between a day and its month: "12 de septiembre", "12-го сентября"
_WORDS_BETWEEN = 3


def _months(
    found: tuple[Figure, ...], visible: str, rules: _Rules
) -> tuple[tuple[Number, ...], set[int]]:
    """Names of months beside a number that may be their day or year, and where that begins."""
    result: dict[int, Number] = {}
    days: set[int] = set()
    for figure in found:
        number = figure.number
        if figure.unit or number.kind is not NumberKind.NUMERAL or not number.legal:
            continue
        value = number.readings[0]
        if not (1 <= value <= _LAST_DAY or _FIRST_YEAR <= value <= _LAST_YEAR):
            continue
        name = _long_month(visible, number.end, rules)
        if name is not None:
            start = visible.index(name, number.end)
            values = (Decimal(rules.long_months[name]),)
            days.add(number.start)
            result[start] = Number(start, start + len(name), name, values, 1, NumberKind.DATE)
            continue
        around = visible[max(0, number.start - _FAR) : number.end + _FAR].casefold()
        if rules.months.keys().isdisjoint(_NAME.findall(around)):
            continue
        after = list(_WORD.finditer(visible, number.end, number.end + _FAR))
        before = list(_WORD.finditer(visible, max(0, number.start - _FAR), number.start))
        for word in (*after[:_WORDS_BETWEEN], *before[-_WORDS_BETWEEN:]):
            name = word.group().rstrip(".")
            month = rules.months.get(name.casefold())
            if month is None:
                continue
            days.add(number.start)
            if word.start() not in result:
                start = word.start()
                end = start + len(name)
                values = (Decimal(month),)
                result[start] = Number(start, end, name, values, 1, NumberKind.DATE)
    return tuple(result[start] for start in sorted(result)), days


# --------------------------------------------------------------------------------------------- key
def _key(
    found: tuple[Figure, ...], codes: tuple[Identifier, ...], months: tuple[Number, ...]
) -> tuple[object, ...] | None:
    values = []
    for number, unit, _, half, of_date, _ in found:
        if number.legal != 1 or number.parts or half or of_date:
            return None
        values.append((number.readings[0], unit))
    if len(values) > 1:
        values.sort()
    if not codes and not months:
        return tuple(values)
    names = [name for code in codes for name in code.names]
    return (values, sorted(names), sorted(month.readings[0] for month in months))
