"""Numbers in words: "two", "zweimal", "الثاني", 二十五, Stage II: what a numeral may stand for.

Possible readings only, never certain: a word list can't know "second" from "the second". Data:
data/number-words/<language>.txt, number-compounds.tsv, CLDR's month names; Han and Roman numerals
by rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.language import inline
from pipeline.language.amounts.large_numbers import large_numbers
from pipeline.language.amounts.numerals import Number, NumberKind, has_digits
from pipeline.language.amounts.roman import roman_numerals
from pipeline.language.cldr import month_names, separates_words
from pipeline.language.letters import lowered
from pipeline.language.patterns import by_first
from pipeline.language.tables import rows, rows_for, words_of
from pipeline.model import Language

__all__ = [
    "attached",
    "clitics",
    "is_hour_half_past",
    "is_ordinal_one",
    "may_go_unsaid",
    "months_named",
    "range_words",
    "spelled",
    "unit_within",
    "value_of",
]

_HAN_NUMERAL = re.compile(
    r"[零〇一二两兩三四五六七八九十百千][零〇一二两兩三四五六七八九十百千万萬]*"
)
_HAN_VALUES = {c: v for v, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_HAN_TENS = {"十": 10, "百": 100, "千": 1000}
_HAN_MYRIADS = frozenset("万萬")
_LETTER = r"[\w\u0900-\u0963\u0966-\u0DFF]"  # \w knows no Indic vowel signs
_NEAR_DIGITS = 6  # code points: a month's name counts as a number beside its day or year only


def spelled(text: str, language: Language) -> tuple[Number, ...]:
    """Numbers in words in `text` (inline Markdown), in order: possible readings, never certain.

    From data/number-words, Han numerals by rule, months by name ("October" beside a digit is 10).
    """
    visible = inline.blank(text)
    words, pattern = _number_words(language)
    matches = list(pattern.finditer(lowered(visible)))
    found = [
        _word(*match.span("word"), text, value)
        for match in matches
        if (value := words[match["word"]]) is not None
    ]
    if len(found) > 1:
        found += _sums(found, visible, _NEAR if separates_words(language) else 0)
    if not separates_words(language):
        taken = [match.span() for match in matches]
        found += _han_numerals(visible, text, taken, _no_scales(language))
    for start, end, value in large_numbers(visible, language):
        if value >= _HUNDRED:  # "ciento cincuenta" is no 50
            found = [word for word in found if word.end <= start or word.start >= end]
        found.append(_word(start, end, text, value))
    found += [_word(start, end, text, value) for start, end, value in roman_numerals(visible)]
    if has_digits(text):
        found += _months(visible, text, language)
    return tuple(sorted(found)) if len(found) > 1 else tuple(found)


def value_of(word: str, language: Language) -> Decimal | None:
    """What one number in words means; None for any other word."""
    value = _number_words(language)[0].get(lowered(word))
    if value is None:  # who compares without regard to case writes "τρεισ" and "dreissig"
        value = _caseless(language).get(word.casefold())
    if value is None and not separates_words(language) and _HAN_NUMERAL.fullmatch(word):
        return _han_value(word)
    return value


def range_words(language: Language) -> frozenset[str]:
    """Words between the two ends of a range, in small letters: "to", "bis", "至"."""
    return frozenset(
        word.lower()
        for key, words in rows_for("number-words", language)
        if key == "~"
        for word in words.split(", ")
    )


def is_ordinal_one(word: str, language: Language) -> bool:
    """Whether the word for 1 is "first", which no article is."""
    return lowered(word).startswith(words_of("ordinal-one.tsv", language))


def is_hour_half_past(text: str, start: int, language: Language) -> bool:
    """Whether the hour at `start` is past by half: other languages name the next one."""
    return text[:start].rstrip().lower().endswith(words_of("half-past.tsv", language))


@cache
def _number_words(language: Language) -> tuple[dict[str, Decimal | None], re.Pattern[str]]:
    words: dict[str, Decimal | None] = {}
    for key, entries in rows_for("number-words", language):
        for entry in entries.split(", ") if key[0] not in _OTHER else ():
            words[lowered(entry)] = None if key == "-" else Decimal(key.rstrip(_UNSURE))
    endings = {word[1:]: words.pop(word) for word in list(words) if word[0] == "*"}
    forms = [(word, re.escape(word[1:])) for word in _longest_first(words)]
    compounds = _compounds(language)
    if compounds.beginnings:
        forms += compounds.forms
        words = _ByBeginning(words, compounds.beginnings)
    ending = ""
    if endings:
        ending = rf"\w\w+(?:{'|'.join(endings)})"
        words = _ByEnding(words, endings)
    before = attached(language)
    if not separates_words(language):
        pattern = f"(?P<word>{by_first(forms)})"
    elif before or ending:
        alternatives = "|".join(filter(None, (by_first(forms), ending)))
        pattern = f"(?<!{_LETTER}){before}(?P<word>{alternatives})(?!{_LETTER})"
    else:
        pattern = f"(?P<word>{by_first(forms, not_behind=_LETTER)})(?!{_LETTER})"
    return words, re.compile(pattern)


_OTHER = "~M"  # the keys of rows that hold no numbers in words
_UNSURE = "?"  # behind the key of a row: those that `may_go_unsaid`


class _Compounds(NamedTuple):
    """Words that a number makes with what it counts."""

    beginnings: Mapping[str, Decimal]  # "drei", "τριήμερ": the longest first
    forms: Sequence[tuple[str, str]]  # for `by_first`
    units: Mapping[str, str]  # what says which unit, the longest first: "týdenní" no "denní"


@cache
def _compounds(language: Language) -> _Compounds:
    joined: dict[str, Decimal] = {}  # "drei", before "tägig"
    free: dict[str, Decimal] = {}
    tails: list[str] = []
    units: dict[str, str] = {}
    for tag, meaning, row in rows("number-compounds.tsv"):
        if tag != language.base:
            continue
        value, _, unit = meaning.partition(" ")
        each_form = row.replace("*", "").split(", ")
        if unit:
            units.update(dict.fromkeys(each_form, unit))
        if value == "+":
            tails += each_form
        else:
            (free if "*" in row else joined).update(dict.fromkeys(each_form, Decimal(value)))
    forms = [(each, rf"{each[1:]}\w{{0,4}}") for each in _longest_first(free)]
    behind = rf"(?:{'|'.join(_longest_first(tails))})\w{{0,4}}"
    forms += [(each, f"{each[1:]}{behind}") for each in _longest_first(joined)]
    beginnings = {each: (joined | free)[each] for each in _longest_first(joined | free)}
    units = {each: units[each] for each in _longest_first(units)}
    return _Compounds(beginnings, forms, units)


@cache
def _compound_pattern(language: Language) -> re.Pattern[str]:
    return re.compile(by_first(_compounds(language).forms))


def unit_within(word: str, language: Language) -> str:
    """The unit that a number in words has inside: "day" of "dreitägige"; "" where it has none."""
    beginnings, _, units = _compounds(language)
    word = lowered(word)
    if not beginnings or _compound_pattern(language).fullmatch(word) is None:
        return ""
    return next((unit for each, unit in units.items() if each in word), "")


@cache
def may_go_unsaid(language: Language) -> frozenset[str]:
    """Numbers in words that a translation often has no number for: "a pair of glasses"."""
    return frozenset(
        lowered(entry)
        for key, entries in rows_for("number-words", language)
        if key.endswith(_UNSURE)
        for entry in entries.split(", ")
    )


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)


@cache
def _caseless(language: Language) -> dict[str, Decimal | None]:
    words = _number_words(language)[0]
    return {word.casefold(): value for word, value in words.items()}


class _ByEnding(dict[str, Decimal | None]):
    """Words by themselves, others by their ending: an Arabic dual says "two" of anything."""

    def __init__(
        self, words: dict[str, Decimal | None], endings: dict[str, Decimal | None]
    ) -> None:
        super().__init__(words)
        self._endings = endings

    def __missing__(self, word: str) -> Decimal | None:
        return next(value for end, value in self._endings.items() if word.endswith(end))


class _ByBeginning(dict[str, Decimal | None]):
    """Words by themselves, others by the longest of their beginnings: "dreitägiger" is 3."""

    def __init__(self, words: dict[str, Decimal | None], beginnings: Mapping[str, Decimal]) -> None:
        super().__init__(words)
        self._beginnings = beginnings

    def __missing__(self, word: str) -> Decimal | None:
        return next(value for start, value in self._beginnings.items() if word.startswith(start))


def attached(language: Language) -> str:
    """A pattern for what the language writes together with the next word."""
    pieces = clitics(language)
    return f"(?:{'|'.join(pieces)})?" if pieces else ""


def clitics(language: Language) -> list[str]:
    """What the language writes together with the next word, the longest first."""
    pieces = [
        each for tag, row in rows("clitics.tsv") if tag == language.base for each in row.split()
    ]
    return sorted(pieces, key=len, reverse=True)


def _word(start: int, end: int, text: str, value: Decimal) -> Number:
    return Number(start, end, text[start:end], (value,), 1, NumberKind.WORD)


@cache
def _no_scales(language: Language) -> frozenset[str]:
    """Words for a scale with what makes a unit of them: 千 before 克."""
    listed = (row for row in rows("scale-words.tsv") if row[0] == language.base and len(row) > 3)
    return frozenset(row[1] + unit for row in listed for unit in row[3])


def _han_numerals(
    visible: str, text: str, taken: list[tuple[int, int]], units: frozenset[str]
) -> Iterator[Number]:
    following = 0  # of `taken`, which is in order: the first that ends behind the numeral's start
    for match in _HAN_NUMERAL.finditer(visible):
        start, end = match.span()
        while following < len(taken) and taken[following][1] <= start:
            following += 1
        is_taken = following < len(taken) and (
            taken[following][0] <= start or taken[following][1] < end
        )
        if not is_taken and visible[start : end + 1] not in units:
            yield _word(start, end, text, _han_value(match.group()))


def _han_value(numeral: str) -> Decimal:
    """二十五 → 25, 一百零五 → 105, 二〇二四 → 2024, 两万五千 → 25000."""
    if numeral[-1] in _HAN_MYRIADS:
        return _han_value(numeral[:-1]) * _MYRIAD
    parts = _MYRIADS.split(numeral, maxsplit=1)
    if len(parts) > 1:
        return _han_value(parts[0]) * _MYRIAD + _han_value(parts[1])
    if not any(character in _HAN_TENS for character in numeral):
        return Decimal("".join(str(_HAN_VALUES[character]) for character in numeral))
    total, digit = 0, 0
    for character in numeral:
        if character in _HAN_TENS:
            total += max(digit, 1) * _HAN_TENS[character]
            digit = 0
        else:
            digit = _HAN_VALUES[character]
    return Decimal(total + digit)


_MYRIAD = 10_000
_MYRIADS = re.compile("[万萬]")


def _sums(found: list[Number], visible: str, nearest: int) -> Iterator[Number]:
    """ "Twenty-four" is 24 too, beside 20 and 4."""
    for tens, ones in pairwise(found):
        value = tens.readings[0]
        between = visible[tens.end : ones.start]
        if (
            value in _TENS
            and 0 < ones.readings[0] < _TEN
            and len(between) <= nearest
            and not any(mark in between for mark in ",.;")
        ):
            yield _word(tens.start, ones.end, visible, value + ones.readings[0])


_TEN, _HUNDRED = 10, 100
_NEAR = 4  # code points: "-", " y ", " és "
_TENS = frozenset(map(Decimal, range(20, 100, 10)))


def months_named(text: str, language: Language) -> Iterator[Decimal]:
    """The months that `text` (inline Markdown) names, with or without a day beside them."""
    for match in _month_pattern(language).finditer(inline.blank(text)):
        yield Decimal(month_names(language)[match["name"]])


def _months(visible: str, text: str, language: Language) -> Iterator[Number]:
    for match in _month_pattern(language).finditer(visible):
        start, end = match.span("name")
        around = visible[max(0, start - _NEAR_DIGITS) : end + _NEAR_DIGITS]
        if has_digits(around):
            yield _word(start, end, text, Decimal(month_names(language)[match["name"]]))


@cache
def _month_pattern(language: Language) -> re.Pattern[str]:
    longest_first = sorted(month_names(language), key=len, reverse=True)
    alternatives = "|".join(map(re.escape, longest_first)) or "(?!)"
    return re.compile(rf"(?<!\w){attached(language)}(?P<name>{alternatives})(?!\w)")
