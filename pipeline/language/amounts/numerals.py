"""Numbers in prose, by value: "1.500" in German is 1500, "٠٫٥" is 0.5, "½" too.

Finds numerals and identifiers (L4, COVID-19); gives every reading that a numeral can have, the
language's own first. Numbers in words are `number_words`; compares nothing (`quantities`), knows no
units (`units`). Texts are scanned from digit to digit, for most of a text has none.
Source: Unicode CLDR number symbols; digits of every script fold to ASCII (general category Nd).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.language import forms, inline
from pipeline.language.cldr import (
    Separators,
    number_symbols,
    scale_words,
    separates_particles,
    separates_words,
    system_of,
)
from pipeline.language.tables import rows, words_of
from pipeline.language.unit_signs import any_sign
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


def _moments(kind: str) -> str:
    """A pattern for the forms of data/moments.tsv, longest first."""
    forms = sorted((form for row, form in rows("moments.tsv") if row == kind), key=len)
    return "|".join(_moment(form) for form in reversed(forms))


def _moment(form: str) -> str:
    pattern = re.escape(form).replace(r"\ ", f"{forms.SPACE}?").replace(r"\{y\}", "[0-9]{4}")
    pattern = re.sub(r"\\{[mdhn]\\}", "[0-9]{1,2}", pattern)
    return f"{pattern}{_no_dose()}" if form.endswith("}") else pattern


class DateForm(NamedTuple):
    """A date with words between its figures, as data/moments.tsv has it."""

    words: tuple[str, ...]  # between the figures and behind them, in order
    day: int  # which of the figures, 0-based
    month: int

    def is_of(self, raw: str) -> bool:
        """Whether a date, as written, has these words."""
        position = 0
        for word in self.words:
            position = raw.find(word, position) + len(word)
            if position < len(word):
                return False
        return True


@cache
def date_forms() -> tuple[DateForm, ...]:
    """The forms that name a day and a month, those with the most words first."""
    forms = []
    for kind, form in rows("moments.tsv"):
        figures = _PLACES.findall(form)
        if kind == "date" and {"d", "m"} <= set(figures):
            words = tuple(word for each in _PLACES.split(form)[::2] if (word := each.strip(" ,")))
            forms.append(DateForm(words, figures.index("d"), figures.index("m")))
    return tuple(sorted(forms, key=lambda form: -len(form.words)))


_PLACES = re.compile(r"\{([ymdhn])\}")


def _no_dose() -> str:
    """What can't follow the minutes of a time: "um 17 Uhr 10 mg" takes a dose at five."""
    units = rf"(?:[mkµμ]?g|mcg|m?[lL]|[mc]m|I[EU]|UI|{any_sign()})\b"
    return rf"(?![0-9]|[.,][0-9]|[ \u00a0\u202f]?(?:%|{units}))"


# A dash before a number is a minus sign where none can join it to what stands before: behind a
# space, a bracket, a quotation mark or a clause's mark, and behind a letter of a script without
# spaces: 请在-20℃保存. There it may also join (新冠-19, 3天-5天): see `_joins`.
_RUN_ON = "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af"
_MARKS_OF_DIRECTION = r"\u061c\u200e\u200f\u2066-\u2069"
_SIGN = (
    rf"(?<![^\s{_MARKS_OF_DIRECTION}(\[«„“”\"‘':、，。；！？「『《〈【・{_RUN_ON}])"
    r"(?<![0-9][ ])[-−]"
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
        (?P<date>  {forms.YEAR_FIRST} | {forms.DAY_FIRST} | {_moments("date")} )
      | (?P<phone> {forms.PHONE} )
      | (?P<time>  {forms.CLOCK} | {_moments("time")} )
      | (?P<fraction> {forms.MIXED}
                 | (?:[0-9]+[ \u00a0])?[0-9]{{1,3}}[/⁄][0-9]{{1,3}}(?![0-9/])
                 | {_parts_of()} )
      | (?P<numeral> (?P<sign>{_SIGN}(?=[0-9.]))?
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
    words = [_PLACES.split(form)[2].lstrip(" ") for _, form in rows("moments.tsv")]
    words += [word for _, first, word in rows("parts-of.tsv") if first == "whole"]
    return {word[0] for word in words if word}


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
    marks = _marks(language)
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


def _summed(found: list[Number], text: str, marks: _Marks) -> list[Number]:
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


def _goes_on(before: Number, number: Number, text: str, marks: _Marks) -> bool:
    """Whether a number is the rest of the one before it, which ends in a greater scale."""
    if not before.readings or not number.readings or before.kind is not number.kind:
        return False
    between = text[before.end : number.start]
    if between and (between != " " or not _scale_of(number, marks)):
        return False
    return number.readings[0] < _scale_of(before, marks)


def _scale_of(number: Number, marks: _Marks) -> int:
    """What the word at the end of a number multiplies it by; 0 where there is none."""
    ends = (word for word in marks.scales if number.raw.endswith(word))
    return marks.scales.get(max(ends, key=len, default=""), 0)


def _matches(visible: str) -> Iterator[re.Match[str]]:
    """Matches of the patterns for identifiers and numbers; m2, cm3 and the 3 of 3D are neither."""
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


_DIMENSION = re.compile(r"(?<!\w)[234][DД](?!\w)")
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


# --------------------------------------------------------------------------------------- readings
class _Marks(NamedTuple):
    """How a language writes numbers: all that is asked of it for each of them."""

    by_system: Mapping[str, Separators]  # numbering system → its marks in the language
    latin: Separators
    also: str  # a decimal mark that is as right as CLDR's, where no group can be meant: 1,5 in Bern
    groups_with_space: bool
    scale: re.Pattern[str] | None
    scale_before: re.Pattern[str] | None  # Swahili "milioni 2.5"
    scales: Mapping[str, int]
    eras: tuple[int, ...]  # what its calendars add to the year: 543 in Thai
    minus: re.Pattern[str] | None  # before a number that may be negative: "minus 20"
    half: re.Pattern[str] | None  # behind one that may be a half more: "1時間半"


@cache
def _marks(language: Language) -> _Marks:
    symbols = number_symbols(language)
    latin = symbols.get("latn", Separators(".", ","))
    own = [row for row in rows("scale-words.tsv") if row[0] == language.base]
    leading = {row[1][1:]: int(row[2]) for row in own if row[1][0] == "^"}
    own = [row for row in own if row[1][0] != "^"]
    scales = {**scale_words(language), **{row[1]: int(row[2]) for row in own}}
    longest_first = sorted(scales, key=len, reverse=True)
    # Korean joins the number to what is counted: 1만보
    edge = r"(?!\w)" if separates_particles(language) else ""
    no_scale = {row[1]: f"(?![{row[3]}])" for row in own if len(row) > 3}
    alternatives = "|".join(re.escape(word) + no_scale.get(word, "") for word in longest_first)
    return _Marks(
        {**_ARABIC_MARKS, **symbols},
        latin,
        next((mark for tag, mark in rows("decimal-marks.tsv") if tag == language.tag), ""),
        latin.group.isspace(),
        re.compile(rf"{forms.SPACE}?({alternatives}){edge}") if longest_first else None,
        re.compile(rf"(?<!\w)({'|'.join(leading)}){forms.SPACE}$", re.I) if leading else None,
        {**scales, **leading},
        tuple(int(years) for tag, years in rows("eras.tsv") if tag == language.base),
        _minus(language),
        _half(language),
    )


def _minus(language: Language) -> re.Pattern[str] | None:
    row = next((row for row in rows("minus-words.tsv") if row[0] == language.base), None)
    if row is None:
        return None
    edge = r"(?<!\w)" if separates_words(language) else ""
    before = (re.escape(word) for words in row[2:] for word in words.split(", "))
    unlike = "".join(rf"(?<!\b{word}{forms.SPACE})" for word in before)  # "al menos 20"
    words = "|".join(map(re.escape, row[1].split(", ")))
    return re.compile(rf"{edge}{unlike}(?:{words}){forms.SPACE}?(?=[0-9])", re.I)


def _half(language: Language) -> re.Pattern[str] | None:
    """From the digits on: at most a unit in between."""
    words = half_words(language)
    edge = r"(?!\w)" if separates_words(language) else ""
    unit = rf"{forms.SPACE}?[^\W\d_]{{0,12}}?{forms.SPACE}?"
    return re.compile(rf"(?<=[0-9]){unit}(?:{words}){edge}", re.I) if words else None


def half_words(language: Language) -> str:
    """A pattern for what adds a half to the number and unit before it: data/and-a-half.tsv."""
    return "|".join(map(re.escape, words_of("and-a-half.tsv", language)))


_ARABIC_MARKS: Mapping[str, Separators] = {
    "arab": Separators("٫", "٬"),
    "arabext": Separators("٫", "٬"),
}


def _number(match: re.Match[str], text: str, visible: str, marks: _Marks) -> Number:
    start, end = match.span()
    token, raw = match.group(), text[start:end]
    if match["numeral"] is None:
        kind = NumberKind(match.lastgroup or "")
        readings, parts = _compound(token, kind)
        return Number(start, end, raw, readings, len(readings), kind, parts)
    parts, joined = (), False
    if token.isdecimal():
        readings, legal = (Decimal(token),), 1
        if marks.eras and len(token) == _YEAR:
            readings = (readings[0], *(readings[0] - years for years in marks.eras))
            legal = len(readings)
    elif token.isdigit():  # 10⁹: a number of its own, however it is raised
        readings, legal = (Decimal(unicodedata.normalize("NFKC", token)),), 1
    else:
        digits = token.lstrip("-−")
        own = marks.by_system.get(system_of(text[end - 1]), marks.latin)
        readings, legal = _readings(digits, own, marks.latin, marks.also)
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


def _scaled(start: int, end: int, visible: str, marks: _Marks) -> tuple[int, int, int]:
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


def _plain_number(match: re.Match[str], text: str, visible: str, marks: _Marks) -> Number:
    """A few digits and nothing else: `_number` would find the same, in twice the time."""
    start, end = match.span()
    readings = _whole(match.group())
    if marks.eras and end - start == _YEAR:
        readings = (readings[0], *(readings[0] - years for years in marks.eras))
    legal = len(readings)
    start, end, factor = _scaled(start, end, visible, marks)
    if factor != 1:
        readings = tuple(value * factor for value in readings)
    return Number(start, end, text[start:end], readings, legal, NumberKind.NUMERAL)


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


def _readings(
    token: str, separators: Separators, latin: Separators, also: str
) -> tuple[tuple[Decimal, ...], int]:
    """All values that `token` can have, and how many of them the language allows."""
    if token.isdigit():
        return (Decimal(token),), 1
    legal = [v for pair in (separators, latin) if (v := _read(token, pair)) is not None]
    if "·" in token:  # the British decimal point, as in The Lancet
        legal = [value for value in (_read(token, Separators("·", ",")),) if value is not None]
    if also and not legal and (value := _read(token, Separators(also, "’"))) is not None:
        legal = [value]
    if "،" in token and not legal and (value := _read(token, _COMMA_GROUPS)) is not None:
        legal = [value]
    foreign = [value for pair in _ELSEWHERE if (value := _read(token, pair)) is not None]
    values = tuple(dict.fromkeys(legal + foreign))
    return values, len(set(legal))


_COMMA_GROUPS = Separators("٫", "،")  # "١٠٠،٠٠٠" is typed where no keyboard has "٬"
_ELSEWHERE = tuple(Separators(*pair) for pair in (".,", ",.", "٫٬", "،٬"))


def _read(token: str, separators: Separators) -> Decimal | None:
    """The value with these separators, or None where it would be no number."""
    whole, mark, decimals = token.partition(separators.decimal)
    if mark and not decimals.isdigit():
        return None
    groups = _group_mark(separators.group).split(whole)
    if whole == "" and mark:
        groups = ["0"]
    if not all(group.isdigit() for group in groups):
        return None
    if len(groups) > 1 and not _is_grouped(groups):
        return None
    return Decimal("".join(groups) + (f".{decimals}" if mark else ""))


@cache
def _group_mark(group: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(group)}{forms.NARROW_SPACES}{forms.APOSTROPHES}]")


def _is_grouped(groups: list[str]) -> bool:
    """By thousands (1,500,000), or the Indian way (15,00,000)."""
    first, *middle, last = groups
    if len(last) != 3 or not 1 <= len(first) <= 3 or first == "0":
        return False
    by_thousands = all(len(group) == 3 for group in middle)
    return by_thousands or (len(first) <= 2 and all(len(group) == 2 for group in middle))
