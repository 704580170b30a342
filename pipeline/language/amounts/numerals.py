"""Numbers in prose, by value: "1.500" in German is 1500, "٠٫٥" is 0.5, "½" too.

Finds numerals and identifiers (L4, COVID-19); gives every reading that a numeral can have, the
language's own first. Numbers in words are `number_words`; compares nothing (`quantities`), knows no
units (`units`). Texts are scanned from digit to digit, for most of a text has none.
Source: Unicode CLDR number symbols; digits of every script fold to ASCII (general category Nd).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.language import forms, inline
from pipeline.language.amounts.moment_forms import first_letters, moment_pattern
from pipeline.language.amounts.number_marks import NumberMarks, number_marks
from pipeline.language.amounts.readings import readings_of
from pipeline.language.cldr import system_of
from pipeline.language.tables import rows
from pipeline.model import Language


class NumberKind(StrEnum):
    """How a number is written."""

    NUMERAL = "numeral"
    FRACTION = "fraction"  # ½, 1/2, 1 ½
    TIME = "time"  # 10:30, 10h30, 10時30分
    DATE = "date"  # 2024-10-31, 31.10.2024
    PHONE = "phone"  # +44 20 7946 0018, 0800 123 456
    WORD = "word"  # two, zwei, 两; a possible reading only


class Number(NamedTuple):
    """A number as it stands in a text.

    `readings[:legal]` are what its writing means in the language; the rest is what it would mean
    elsewhere ("0.5" in German is no number but reads 0.5). `parts` are the numbers that it is made
    of, where it is not one value: hours and minutes, day and month and year, the groups of a
    telephone number, a list without spaces.
    """

    start: int  # 0-based code points, half-open
    end: int
    raw: str
    readings: tuple[Decimal, ...]
    legal: int
    kind: NumberKind
    parts: tuple[Decimal, ...] = ()


class Identifier(NamedTuple):
    """A code with letters and digits; `names` are the things it names: ("L4", "L5") of "L4–L5"."""

    start: int  # 0-based code points, half-open
    end: int
    raw: str
    names: tuple[str, ...]


# ----------------------------------------------------------------------------------------- digits
# Digits of any other script, lowered ones (B₁₂), and full-width forms but the comma: in
# "服用5，10天后" it parts clauses, never the digits of a number.
# One class of characters comes first: a search for two takes twice as long.
_FOREIGN = re.compile(r"[\d！-＋－-～\u2080-\u2089](?<![0-9])")


def fold(text: str) -> str:
    """`text` with digits of every script and full-width forms in ASCII; of equal length."""
    return text if text.isascii() else _FOREIGN.sub(_folded, text)


def _folded(match: re.Match[str]) -> str:
    if match[0] == _DEVANAGARI_ZERO and _abbreviates(match.string, match.start()):
        return "॰"
    return _ascii_of(match[0])


_DEVANAGARI_ZERO = "\u0966"


def _abbreviates(text: str, zero: int) -> bool:
    """Whether the zero is typed for the sign of abbreviation behind letters: "मि०ग्रा०"."""
    before, behind = text[zero - 1 : zero], text[zero + 1 : zero + 2]
    return "\u0904" <= before <= "\u0963" and not behind.isdigit()


@cache
def _ascii_of(character: str) -> str:
    value = unicodedata.digit(character, None)
    return chr(ord(character) - 0xFEE0) if value is None else str(value)


@lru_cache(maxsize=256)
def visible_digits(text: str) -> str:
    """What a reader sees of `text` (inline Markdown), folded; of equal length."""
    return fold(inline.blank(text))


# ---------------------------------------------------------------------------------------- grammar
@cache
def _identifier_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"""
        (?<!{forms.LETTER})(?<![0-9])
        (?!x[0-9])  # x2: twice
        (?!(?<=[0-9][ \u00a0\u202f])[APap][Mm][{forms.DASHES}])  # 8 am–6 pm
        {forms.CODE}
        """,
        re.VERBOSE,
    )


@cache
def _power_pattern() -> re.Pattern[str]:
    return re.compile(r"(?<![A-Za-z])[kcdmµ]?m[23](?![A-Za-z0-9])")  # m2, cm3 for m², cm³


# A dash before a number is a minus sign where none can join it to what stands before: behind a
# space, a bracket, a quotation mark or a clause's mark, and behind a letter of a script without
# spaces: 请在-20℃保存. There it may also join (新冠-19, 3天-5天): see `_joins`.
_RUN_ON = "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af"
_MARKS_OF_DIRECTION = r"\u061c\u200e\u200f\u2066-\u2069"
_SIGN = (
    rf"(?<![^\s{_MARKS_OF_DIRECTION}(\[«„“”\"‘':、，。；！？「『《〈【・{_RUN_ON}])"
    r"(?<![0-9][ ])[-−]"
    r"|(?<=[\u05be\u1200-\u135a])−"  # behind a prefix, which no minus sign joins: ከ−18 °C
)


@cache
def _degrees() -> re.Pattern[str]:
    listed = (words.split(", ") for _, words in rows("degree-words.tsv"))
    words = "|".join(re.escape(word) for each in listed for word in each)
    return re.compile(rf"[ \u00a0\u202f]?(?:[°℃℉]|{words})")


def _parts_of() -> str:
    """Of so many parts so many, 3分の1: Japanese, Chinese and Korean name the whole first."""
    listed = (words for _, first, words in rows("parts-of.tsv") if first == "whole")
    words = "|".join(re.escape(word) for words in listed for word in words.split(", "))
    return rf"[0-9]{{1,2}}(?:{words})[ ]?[0-9]{{1,2}}(?![0-9.,])"


@cache
def _number_pattern() -> re.Pattern[str]:
    # This runs at each number: an alternative that can't be it must fail soon.
    return re.compile(
        rf"""
        (?P<date>  {forms.YEAR_FIRST} | {forms.DAY_FIRST} | {moment_pattern("date")} )
      | (?P<phone> {forms.PHONE} )
      | (?P<time>  {forms.CLOCK} | {moment_pattern("time")} )
      | (?P<fraction> {forms.MIXED}
                 | (?:[0-9]+[ \u00a0])?[0-9]{{1,3}}[/⁄][0-9]{{1,3}}(?![0-9/])
                 | {_parts_of()} )
      | (?P<numeral> (?P<sign>(?:{_SIGN})(?=[0-9.]))?
                 (?: {forms.NUMERAL} | (?<![\w.])\.[0-9]+ | [{forms.RAISED}]+ ) )
        """,
        re.VERBOSE,
    )


@cache
def _spaced_groups() -> re.Pattern[str]:
    return re.compile(rf"(?<![0-9.,]){forms.SPACED_GROUPS}")


_THOUSANDS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?: 000)+(?![0-9])")


@cache
def _plain_pattern() -> re.Pattern[str]:
    """What nearly every number is: the large pattern would find the same, in thrice the time.

    No letter with which a date, a time or a fraction goes on may follow.
    """
    goes_on = "".join(sorted(_after_first_figure()))
    letters = "a-zа-яёא-תء-ي毫微克公升片天次周週个個小人岁"
    return re.compile(rf"[1-9][0-9]{{0,3}}(?=[ ]?(?![{re.escape(goes_on)}])[%°{letters}])")


def _after_first_figure() -> set[str]:
    """The letters behind the first of several figures with words between them: 年 of 2026年3月."""
    fractions = {word[0] for _, first, word in rows("parts-of.tsv") if first == "whole"}
    return fractions | first_letters()


_DIGIT = re.compile(rf"[0-9{forms.VULGAR}]|(?<=[0-9])[{forms.RAISED}]")
_BEGINS_NUMBER = frozenset("+-−.(")
_LATIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_LONGEST_CODE = 9  # code points before the first digit of an identifier


def numbers(text: str, language: Language) -> tuple[Number, ...]:
    """The numbers that `text` (inline Markdown) writes with digits, in order.

    Not read: code, addresses, link targets, tags, footnote marks, and the digits of identifiers.
    Native digits, grouping (Indian too), decimal marks by the digits used, fractions, times, dates,
    ranges (each end for itself) and multipliers ("2 million", "200万") are understood.
    """
    return scan(text, language)[0] if has_digits(text) else ()


def scan(text: str, language: Language) -> tuple[tuple[Number, ...], tuple[Identifier, ...]]:
    """The numbers and the identifiers of `text`, both in order; see `numbers`, `identifiers`."""
    marks = number_marks(language)
    visible = visible_digits(text)
    if marks.groups_with_space and " " in visible:
        visible = _spaced_groups().sub(lambda match: match[0].replace(" ", "\u00a0"), visible)
    elif " 000" in visible:  # no number by itself: "10 000" is one in every language
        visible = _THOUSANDS.sub(lambda match: match[0].replace(" ", "\u00a0"), visible)
    found: list[Number] = []
    codes: list[Identifier] = []
    plain = _plain_pattern()
    for match in _matches(visible):
        if match.re is plain:
            found.append(_plain_number(match, text, visible, marks))
        elif match.re is _identifier_pattern():
            names = _names(match.group())
            codes.append(Identifier(*match.span(), text[slice(*match.span())], names))
        else:
            found.append(_number(match, text, visible, marks))
    if len(found) > 1 and marks.scale and any(not each.raw[-1].isdigit() for each in found[:-1]):
        found = _summed(found, text, marks)
    if marks.minus is not None and found:
        ends = {match.end() for match in marks.minus.finditer(visible)}
        found = [_either_sign(each) if each.start in ends else each for each in found]
    if "–" in visible and found:
        found = [_either_sign(each) if _is_behind_dash(each, visible) else each for each in found]
    if marks.half is not None and found:
        starts = {match.start() for match in marks.half.finditer(visible)}
        found = [_or_a_half_more(each) if each.end in starts else each for each in found]
    return tuple(found), tuple(codes)


def _is_behind_dash(number: Number, visible: str) -> bool:
    """Whether a dash stands before the number as a sign does, for which many type it: "–18 °C"."""
    before = visible[: number.start]
    return before[-1:] == "–" and before[-2:-1] in _BEFORE_SIGN and not before[-3:-2].isdigit()


_BEFORE_SIGN = frozenset(("", " ", "(", "\u00a0"))


def _or_a_half_more(number: Number) -> Number:
    """The number before a word for "and a half", which may belong to what follows."""
    legal, others = number.readings[: number.legal], number.readings[number.legal :]
    either = legal + tuple(value + _A_HALF for value in legal)
    return number._replace(readings=either + others, legal=len(either))


_A_HALF = Decimal("0.5")


def part_of_one(value: Decimal) -> Decimal:
    """What a number has behind its whole: 0.5 of 2.5, however many digits it has.

    A remainder (`value % 1`) is refused for a number of more digits than decimals count with.
    """
    return value - value.to_integral_value(ROUND_DOWN)


def _either_sign(number: Number) -> Number:
    """The number behind a word for minus, which may have another meaning: "al menos 20"."""
    legal, others = number.readings[: number.legal], number.readings[number.legal :]
    either = legal + tuple(-value for value in legal)
    return number._replace(readings=either + others, legal=len(either))


def _summed(found: list[Number], text: str, marks: NumberMarks) -> list[Number]:
    """The numbers with those joined that are one: 1万5000, 2억 8천만, "1 लाख 50 हज़ार"."""
    joined: list[Number] = []
    for number in found:
        before = joined[-1] if joined else None
        if before is not None and _goes_on(before, number, text, marks):
            value = before.readings[0] + number.readings[0]
            raw = text[before.start : number.end]
            joined[-1] = before._replace(end=number.end, raw=raw, readings=(value,), legal=1)
        else:
            joined.append(number)
    return joined


def _goes_on(before: Number, number: Number, text: str, marks: NumberMarks) -> bool:
    """Whether a number is the rest of the one before it, which ends in a greater scale."""
    if not before.readings or not number.readings or before.kind is not number.kind:
        return False
    between = text[before.end : number.start]
    if between and (between != " " or not _scale_of(number, marks)):
        return False
    return number.readings[0] < _scale_of(before, marks)


def _scale_of(number: Number, marks: NumberMarks) -> int:
    """What the word at the end of a number multiplies it by; 0 where there is none."""
    ends = (word for word in marks.scales if number.raw.endswith(word))
    return marks.scales.get(max(ends, key=len, default=""), 0)


def _matches(visible: str) -> Iterator[re.Match[str]]:
    """Matches of the patterns for identifiers and numbers; m2, cm3 and the 3 of 3-D are neither."""
    position, plain = 0, _plain_pattern()
    while (digit := _DIGIT.search(visible, position)) is not None:
        start = digit.start()
        match = _code_at(visible, start, position) if start else None
        follows = start > position and visible[start - 1] in _BEGINS_NUMBER
        if match is None and not follows:
            match = plain.match(visible, start)
        if match is None:
            pattern = _number_pattern()
            if follows:
                match = pattern.match(visible, start - 1)
            match = match or pattern.match(visible, start)
        if match is None:
            position = digit.end()
            continue
        position = match.end()
        if match.re is not _power_pattern() and not _DIMENSION.match(visible, match.start()):
            yield match


def _code_at(visible: str, digit: int, limit: int) -> re.Match[str] | None:
    """The identifier, or the power of a metre, whose first digit stands at `digit`."""
    start = digit
    if visible[start - 1] in forms.DASHES:
        start -= 1
    first_letter = start
    while first_letter > max(limit, digit - _LONGEST_CODE) and visible[first_letter - 1] in _LATIN:
        first_letter -= 1
    if first_letter == start:
        return None
    power = _power_pattern().match(visible, first_letter) if digit == start else None
    return power or _identifier_pattern().match(visible, first_letter)


def has_digits(text: str) -> bool:
    """Whether there is any digit or vulgar fraction; most texts have none."""
    return _ANY_DIGIT.search(text) is not None


_DIMENSION = re.compile(rf"(?<![^\W{_RUN_ON}])[234][-\u2011]?[DД](?![^\W{_RUN_ON}])")
_ANY_DIGIT = re.compile(rf"[\d{forms.VULGAR}\u2080-\u2089]")


def identifiers(text: str) -> tuple[Identifier, ...]:
    """Codes of letters and digits in `text` (inline Markdown), in order: L4–L5, B12, COVID-19."""
    if not has_digits(text):
        return ()
    return tuple(
        Identifier(*match.span(), text[slice(*match.span())], _names(match.group()))
        for match in _matches(visible_digits(text))
        if match.re is _identifier_pattern()
    )


def _names(code: str) -> tuple[str, ...]:
    """ "C5-6" → C5, C6; "COVID-19" → COVID19; letters count once for all that follow them."""
    names, letters = [], ""
    for part in re.split(rf"[{forms.DASHES}/]", code.upper()):
        if not re.search(r"[0-9]", part):
            letters = part
        elif part.isdigit():
            names.append(letters + part)
        else:
            names.append(part)
            letters = re.match(r"[A-Z]*", part)[0]  # type: ignore[index]
    return tuple(names)


def _number(match: re.Match[str], text: str, visible: str, marks: NumberMarks) -> Number:
    start, end = match.span()
    token, raw = match.group(), text[start:end]
    if match["numeral"] is None:
        kind = NumberKind(match.lastgroup or "")
        readings, parts = _compound(token, kind)
        return Number(start, end, raw, readings, len(readings), kind, parts)
    parts, joined = (), False
    if token.isdecimal():
        readings, legal = (Decimal(token),), 1
        readings = _in_eras(readings, start, end, visible, marks)
        legal = len(readings)
    elif token.isdigit():  # 10⁹: a number of its own, however it is raised
        readings, legal = (Decimal(unicodedata.normalize("NFKC", token)),), 1
    else:
        digits = token.lstrip("-−")
        own = marks.by_system.get(system_of(text[end - 1]), marks.latin)
        readings, legal = readings_of(digits, own, marks.latin, marks.also)
        parts = () if legal else tuple(Decimal(part) for part in _DIGITS.findall(digits))
        if match["sign"]:
            joined = _joins(start, end, visible)
            readings = readings if joined else tuple(-value for value in readings)
    start, end, factor = _scaled(start, end, visible, marks)
    if factor != 1:
        readings = tuple(value * factor for value in readings)
    number = Number(start, end, text[start:end], readings, legal, NumberKind.NUMERAL, parts)
    return _either_sign(number) if joined else number


def _joins(start: int, end: int, visible: str) -> bool:
    """Whether the dash at `start` may join a number to the letter before it: 新冠-19, 3天-5天."""
    if not start or _RUNNING_ON.match(visible, start - 1) is None:
        return False
    near = visible[max(0, start - _FAR) : start]
    return _degrees().match(visible, end) is None or _DIGITS.search(near) is not None


_FAR = 4  # code points, from a number over its unit to a dash: 3日間-5日間
_RUNNING_ON = re.compile(f"[{_RUN_ON}]")


def _scaled(start: int, end: int, visible: str, marks: NumberMarks) -> tuple[int, int, int]:
    """Where a number begins and ends with the word that multiplies it, and by what."""
    after = marks.scale.match(visible, end) if marks.scale else None
    if after is not None:
        return start, after.end(), marks.scales[after[1]]
    if marks.scale_before is not None:
        before = marks.scale_before.search(visible, max(0, start - _LONGEST_SCALE), start)
        if before is not None:
            return before.start(), end, marks.scales[before[1].lower()]
    return start, end, 1


_LONGEST_SCALE = 16  # code points, of a word before its number, with the space


def _plain_number(match: re.Match[str], text: str, visible: str, marks: NumberMarks) -> Number:
    """A few digits and nothing else: `_number` would find the same, in twice the time."""
    start, end = match.span()
    readings = _whole(match.group())
    readings = _in_eras(readings, start, end, visible, marks)
    legal = len(readings)
    start, end, factor = _scaled(start, end, visible, marks)
    if factor != 1:
        readings = tuple(value * factor for value in readings)
    return Number(start, end, text[start:end], readings, legal, NumberKind.NUMERAL)


def _in_eras(
    readings: tuple[Decimal, ...], start: int, end: int, visible: str, marks: NumberMarks
) -> tuple[Decimal, ...]:
    """What a whole number may be if it is a year of a calendar of the language."""
    if marks.eras and end - start == _YEAR:
        return (readings[0], *(readings[0] - years for years in marks.eras))
    for name, years in marks.named_eras.items():
        if visible.endswith(name, 0, start):
            return (readings[0] - years,)
    return readings


@lru_cache(maxsize=4096)
def _whole(digits: str) -> tuple[Decimal, ...]:
    return (Decimal(digits),)


_YEAR = 4  # digits
_DIGITS = re.compile("[0-9]+")


def _compound(token: str, kind: NumberKind) -> tuple[tuple[Decimal, ...], tuple[Decimal, ...]]:
    parts = tuple(Decimal(part) for part in _DIGITS.findall(token))
    if kind is NumberKind.TIME and not token[-1].isdigit() and len(parts) == 1:
        return (), (*parts, Decimal(30))  # 2点半
    if kind is NumberKind.PHONE:
        return (Decimal("".join(_DIGITS.findall(token))),), parts
    if kind is not NumberKind.FRACTION:
        return (), parts
    if token[-1] in forms.VULGAR:
        numerator, denominator = unicodedata.normalize("NFKC", token[-1]).split("⁄")
        value = Decimal(numerator) / Decimal(denominator)
        return (sum(parts, value),), ()
    *whole, above, below = parts if token.isascii() or "⁄" in token else reversed(parts)
    if not above < below <= 12:  # 120/80 is no fraction
        return (), parts
    return (sum(whole, above / below),), parts
