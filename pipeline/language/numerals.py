"""Numbers in prose, by value: "1.500" in German is 1500, "٠٫٥" is 0.5, "½" too.

Finds numerals, identifiers (L4, COVID-19) and numbers in words; gives every reading that a numeral
can have, the language's own first. Compares nothing (`quantities`) and knows no units (`units`).
Source: Unicode CLDR number symbols; digits of every script fold to ASCII (general category Nd).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.language import inline
from pipeline.language.cldr import (
    Separators,
    month_names,
    number_symbols,
    scale_words,
    separates_words,
    system_of,
)
from pipeline.language.tables import rows_for
from pipeline.model import Language


class NumberKind(StrEnum):
    """How a number is written."""

    NUMERAL = "numeral"
    FRACTION = "fraction"  # ½, 1/2, 1 ½
    TIME = "time"  # 10:30
    DATE = "date"  # 2024-10-31, 31.10.2024
    PHONE = "phone"  # +44 20 7946 0018
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
class _Fold(dict[int, int]):
    """Translation table, filled as characters turn up: any digit → ASCII, full-width → ASCII.

    The full-width comma stays: in "服用5，10天后" it parts clauses, never the digits of a number.
    """

    def __missing__(self, code: int) -> int:
        value = unicodedata.decimal(chr(code), None)
        if value is not None:
            folded = ord("0") + int(value)
        elif 0xFF01 <= code <= 0xFF5E and code != 0xFF0C:
            folded = code - 0xFEE0
        else:
            folded = code
        self[code] = folded
        return folded


_FOLD = _Fold()


def fold(text: str) -> str:
    """`text` with digits of every script and full-width forms in ASCII; of equal length."""
    return text if text.isascii() else text.translate(_FOLD)


@lru_cache(maxsize=256)
def visible_digits(text: str) -> str:
    """What a reader sees of `text` (inline Markdown), folded; of equal length."""
    return fold(inline.blank(text))


# ---------------------------------------------------------------------------------------- grammar
_SPACES = "\u00a0\u202f\u2009\u2007"
_APOSTROPHES = "'’"
_LETTER = r"[A-Za-z\u00C0-\u024F\u0370-\u052F\u1E00-\u1FFF]"
_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_DASH = "-‐‑–"

_IDENTIFIER = re.compile(
    rf"""
    (?<!{_LETTER})(?<![0-9])
    (?!x[0-9])  # x2: twice
    [A-Za-z]{{1,8}}[{_DASH}]?[0-9][A-Za-z0-9]*
    (?:[{_DASH}/][A-Za-z]{{0,6}}[0-9]+(?![0-9A-Za-z]|[.,][0-9]))*
    (?![.,][0-9])
    """,
    re.VERBOSE,
)

_POWER = re.compile(r"(?<![A-Za-z])[kcdmµ]?m[23](?![A-Za-z0-9])")  # m², cm³ without superscript

_NUMBER = re.compile(
    rf"""
    (?P<phone> \+[0-9][0-9 \u00a0().-]{{5,}}[0-9] )
  | (?P<date>  (?<![0-9])[0-9]{{4}}(?P<d1>[-/.])[0-9]{{1,2}}(?P=d1)[0-9]{{1,2}}(?![0-9])
             | (?<![0-9])[0-9]{{1,2}}(?P<d2>[-/.])[0-9]{{1,2}}(?P=d2)(?:[0-9]{{2}}){{1,2}}(?![0-9])
             )
  | (?P<time>  (?<![0-9])[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?![0-9]) )
  | (?P<fraction> (?:[0-9]+[ \u00a0\u202f\u2064]?)?[{_VULGAR}]
             | (?<![0-9/])(?:[0-9]+[ \u00a0])?[0-9]{{1,3}}[/⁄][0-9]{{1,3}}(?![0-9/]) )
  | (?P<numeral> (?P<sign>(?<![^\s(\[])[-−](?=[0-9.]))?
               (?: [0-9]+(?:[.,٫٬،·{_APOSTROPHES}{_SPACES}][0-9]+)* | (?<![\w.])\.[0-9]+ ) )
    """,
    re.VERBOSE,
)
_SPACED_GROUPS = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?: [0-9]{3})+(?![0-9])")
_SEPARATOR = re.compile(rf"[^0-9{_SPACES}{_APOSTROPHES} -]")
_HALF_DAY = re.compile(r"[ \u00a0\u202f]?(?:([ap])\.?m\.?)(?![A-Za-z])", re.IGNORECASE)


def numbers(text: str, language: Language) -> tuple[Number, ...]:
    """The numbers that `text` (inline Markdown) writes with digits, in order.

    Not read: code, addresses, link targets, tags, footnote marks, and the digits of identifiers.
    Native digits, grouping (Indian too), decimal marks by the digits used, fractions, times, dates,
    ranges (each end for itself) and multipliers ("2 million", "200万") are understood.
    """
    if not has_digits(text):
        return ()
    visible = _without_identifiers(visible_digits(text))
    visible = _close_groups(visible, language)
    found = (_number(match, text, visible, language) for match in _NUMBER.finditer(visible))
    return tuple(found)


def has_digits(text: str) -> bool:
    """Whether there is any digit or vulgar fraction; most texts have none."""
    return _ANY_DIGIT.search(text) is not None


_ANY_DIGIT = re.compile(rf"[\d{_VULGAR}]")


def identifiers(text: str) -> tuple[Identifier, ...]:
    """Codes of letters and digits in `text` (inline Markdown), in order: L4–L5, B12, COVID-19."""
    if not has_digits(text):
        return ()
    visible = _POWER.sub(lambda match: "x" * len(match.group()), visible_digits(text))
    return tuple(
        Identifier(match.start(), match.end(), text[slice(*match.span())], _names(match.group()))
        for match in _IDENTIFIER.finditer(visible)
    )


def _names(code: str) -> tuple[str, ...]:
    """ "C5-6" → C5, C6; "COVID-19" → COVID19; letters count once for all that follow them."""
    names, letters = [], ""
    for part in re.split(rf"[{_DASH}/]", code.upper()):
        if not re.search(r"[0-9]", part):
            letters = part
        elif part.isdigit():
            names.append(letters + part)
        else:
            names.append(part)
            letters = re.match(r"[A-Z]*", part)[0]  # type: ignore[index]
    return tuple(names)


def _without_identifiers(visible: str) -> str:
    hidden = _POWER.sub(lambda match: "x" * len(match.group()), visible)
    return _IDENTIFIER.sub(lambda match: "x" * len(match.group()), hidden)


def _close_groups(visible: str, language: Language) -> str:
    """Plain spaces between groups of three become no-break ones where the language groups so."""
    group = _separators(language, "latn").group
    if not group.isspace():
        return visible
    return _SPACED_GROUPS.sub(lambda match: match.group().replace(" ", "\u00a0"), visible)


# --------------------------------------------------------------------------------------- readings
def _number(match: re.Match[str], text: str, visible: str, language: Language) -> Number:
    start, end = match.span()
    token, raw = match.group(), text[start:end]
    if match["numeral"] is None:
        kind = NumberKind(match.lastgroup or "")
        readings, parts = _compound(token, kind)
        return Number(start, end, raw, readings, len(readings), kind, parts)
    digits = token.lstrip("-−")
    last = text[end - 1]
    readings, legal = _readings(digits, _separators(language, system_of(last)), language)
    parts = () if legal else tuple(Decimal(part) for part in re.findall("[0-9]+", digits))
    if match["sign"]:
        readings = tuple(-value for value in readings)
    scale, end = _scale(visible, end, language)
    readings = tuple(value * scale for value in readings)
    return _half_day(
        Number(start, end, text[start:end], readings, legal, NumberKind.NUMERAL, parts), visible
    )


def _compound(token: str, kind: NumberKind) -> tuple[tuple[Decimal, ...], tuple[Decimal, ...]]:
    parts = tuple(Decimal(part) for part in re.findall("[0-9]+", token))
    if kind is NumberKind.PHONE:
        return (Decimal(re.sub("[^0-9]", "", token)),), parts
    if kind is not NumberKind.FRACTION:
        return (), parts
    if token[-1] in _VULGAR:
        numerator, denominator = unicodedata.normalize("NFKC", token[-1]).split("⁄")
        value = Decimal(numerator) / Decimal(denominator)
        return (sum(parts, value),), ()
    *whole, above, below = parts
    if not above < below <= 12:  # 120/80 is no fraction
        return (), parts
    return (sum(whole, above / below),), parts


def _readings(
    token: str, separators: Separators, language: Language
) -> tuple[tuple[Decimal, ...], int]:
    """All values that `token` can have, and how many of them the language allows."""
    if token.isdigit():
        return (Decimal(token),), 1
    own = [separators, _separators(language, "latn")]
    legal = [value for pair in own if (value := _read(token, pair)) is not None]
    if "·" in token:  # the British decimal point, as in The Lancet
        legal = [value for value in (_read(token, Separators("·", ",")),) if value is not None]
    foreign = [value for pair in _ELSEWHERE if (value := _read(token, pair)) is not None]
    values = tuple(dict.fromkeys(legal + foreign))
    return values, len(set(legal))


_ELSEWHERE = tuple(Separators(*pair) for pair in (".,", ",.", "٫٬", "،٬"))


def _read(token: str, separators: Separators) -> Decimal | None:
    """The value with these separators, or None where it would be no number."""
    whole, mark, decimals = token.partition(separators.decimal)
    if mark and not decimals.isdigit():
        return None
    groups = re.split(f"[{re.escape(separators.group)}{_SPACES}{_APOSTROPHES}]", whole)
    if whole == "" and mark:
        groups = ["0"]
    if not all(group.isdigit() for group in groups):
        return None
    if len(groups) > 1 and not _is_grouped(groups):
        return None
    return Decimal("".join(groups) + (f".{decimals}" if mark else ""))


def _is_grouped(groups: list[str]) -> bool:
    """By thousands (1,500,000), or the Indian way (15,00,000)."""
    first, *middle, last = groups
    if len(last) != 3 or not 1 <= len(first) <= 3 or first == "0":
        return False
    by_thousands = all(len(group) == 3 for group in middle)
    return by_thousands or (len(first) <= 2 and all(len(group) == 2 for group in middle))


@cache
def _separators(language: Language, system: str) -> Separators:
    """CLDR's marks for these digits in this language, else for the script, else for Latin ones."""
    symbols = number_symbols(language)
    if system in symbols:
        return symbols[system]
    if system in ("arab", "arabext"):
        return Separators("٫", "٬")
    return symbols.get("latn", Separators(".", ","))


def _scale(visible: str, end: int, language: Language) -> tuple[int, int]:
    """(factor, end) with the multiplier that follows: "2 million", "200万"."""
    match = _scale_pattern(language).match(visible, end)
    if match is None:
        return 1, end
    return scale_words(language)[match[1]], match.end()


@cache
def _scale_pattern(language: Language) -> re.Pattern[str]:
    longest_first = sorted(scale_words(language), key=len, reverse=True)
    alternatives = "|".join(map(re.escape, longest_first)) or "(?!)"
    edge = r"(?!\w)" if separates_words(language) else ""
    return re.compile(rf"[ \u00a0\u202f]?({alternatives}){edge}")


def _half_day(number: Number, visible: str) -> Number:
    """With "8 p.m." read as 20 too; both are what it means."""
    match = _HALF_DAY.match(visible, number.end)
    value = number.readings[0] if number.readings else None
    if match is None or value is None or not 0 < value <= 12:
        return number
    hour = value % 12 + (12 if match[1].lower() == "p" else 0)
    return number._replace(readings=(value, hour), legal=2)


# ------------------------------------------------------------------------------------------ words
_HAN_NUMERAL = re.compile(r"[零〇一二两兩三四五六七八九十百千]+")
_HAN_VALUES = {c: v for v, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_HAN_TENS = {"十": 10, "百": 100, "千": 1000}
_NEAR_DIGITS = 6  # code points: a month's name counts as a number beside its day or year only


def spelled(text: str, language: Language) -> tuple[Number, ...]:
    """Numbers in words in `text` (inline Markdown), in order: possible readings, never certain.

    From data/number-words, Han numerals by rule, months by name ("October" beside a digit is 10).
    """
    visible = inline.blank(text)
    words, pattern = _number_words(language)
    found = [
        _word(match.start(), match.end(), text, value)
        for match in pattern.finditer(visible)
        if (value := words[match.group().casefold()]) is not None
    ]
    if not separates_words(language):
        taken = [match.span() for match in pattern.finditer(visible)]
        found += _han_numerals(visible, text, taken)
    found += _months(visible, text, language)
    return tuple(sorted(found))


def range_words(language: Language) -> frozenset[str]:
    """Words between the two ends of a range: "to", "bis", "至"."""
    return frozenset(
        word
        for key, words in rows_for("number-words", language)
        if key == "~"
        for word in words.split(", ")
    )


@cache
def _number_words(language: Language) -> tuple[dict[str, Decimal | None], re.Pattern[str]]:
    words: dict[str, Decimal | None] = {}
    for key, entries in rows_for("number-words", language):
        for entry in entries.split(", ") if key != "~" else ():
            words[entry.casefold()] = None if key == "-" else Decimal(key)
    longest_first = sorted(words, key=len, reverse=True)
    alternatives = "|".join(map(re.escape, longest_first)) or "(?!)"
    if separates_words(language):
        # \w knows no Indic vowel signs; a word must not go on with one
        alternatives = rf"(?<![\w\u0900-\u0DFF])(?:{alternatives})(?![\w\u0900-\u0DFF])"
    return words, re.compile(alternatives, re.IGNORECASE)


def _word(start: int, end: int, text: str, value: Decimal) -> Number:
    return Number(start, end, text[start:end], (value,), 1, NumberKind.WORD)


def _han_numerals(visible: str, text: str, taken: list[tuple[int, int]]) -> Iterator[Number]:
    for match in _HAN_NUMERAL.finditer(visible):
        start, end = match.span()
        if not any(a < end and start < b for a, b in taken):
            yield _word(start, end, text, Decimal(_han_value(match.group())))


def _han_value(numeral: str) -> int:
    """二十五 → 25, 一百零五 → 105, 二〇二四 → 2024."""
    if not any(character in _HAN_TENS for character in numeral):
        return int("".join(str(_HAN_VALUES[character]) for character in numeral))
    total, digit = 0, 0
    for character in numeral:
        if character in _HAN_TENS:
            total += max(digit, 1) * _HAN_TENS[character]
            digit = 0
        else:
            digit = _HAN_VALUES[character]
    return total + digit


def _months(visible: str, text: str, language: Language) -> Iterator[Number]:
    for match in _month_pattern(language).finditer(visible):
        start, end = match.span()
        around = visible[max(0, start - _NEAR_DIGITS) : end + _NEAR_DIGITS]
        if has_digits(around):
            yield _word(start, end, text, Decimal(month_names(language)[match.group()]))


@cache
def _month_pattern(language: Language) -> re.Pattern[str]:
    longest_first = sorted(month_names(language), key=len, reverse=True)
    alternatives = "|".join(map(re.escape, longest_first)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")
