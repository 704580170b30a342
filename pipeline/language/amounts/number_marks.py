"""How a language writes numbers: its marks, and the words that multiply, negate or add a half.

From CLDR, and from data/scale-words.tsv, minus-words.tsv, and-a-half.tsv, decimal-marks.tsv and
eras.tsv. Which numbers a text has is found by `numerals`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from pipeline.language import forms
from pipeline.language.cldr import (
    Separators,
    number_symbols,
    scale_words,
    separates_particles,
    separates_words,
)
from pipeline.language.tables import rows, words_of
from pipeline.model import Language

__all__ = ["NumberMarks", "half_words", "number_marks"]


class NumberMarks(NamedTuple):
    """How a language writes numbers: all that is asked of it for each of them."""

    by_system: Mapping[str, Separators]  # numbering system → its marks in the language
    latin: Separators
    also: str  # a decimal mark that is as right as CLDR's, where no group can be meant: 1,5 in Bern
    groups_with_space: bool
    scale: re.Pattern[str] | None
    scale_before: re.Pattern[str] | None  # Swahili "milioni 2.5"
    scales: Mapping[str, int]
    eras: tuple[int, ...]  # what its calendars add to the year: 543 in Thai
    named_eras: Mapping[str, int]  # what they add to a year right behind a name: -2018 for 令和
    minus: re.Pattern[str] | None  # before a number that may be negative: "minus 20"
    half: re.Pattern[str] | None  # behind one that may be a half more: "1時間半"


@cache
def number_marks(language: Language) -> NumberMarks:
    """All that is asked of the language; of one that we don't know what CLDR says of any."""
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
    return NumberMarks(
        {**_ARABIC_MARKS, **symbols},
        latin,
        next((mark for tag, mark in rows("decimal-marks.tsv") if tag == language.tag), ""),
        latin.group.isspace(),
        re.compile(rf"{forms.SPACE}?({alternatives}){edge}") if longest_first else None,
        re.compile(rf"(?<!\w)({'|'.join(leading)}){forms.SPACE}$", re.I) if leading else None,
        {**scales, **leading},
        tuple(int(row[1]) for row in rows("eras.tsv") if row[0] == language.base and len(row) < 3),
        {row[2]: int(row[1]) for row in rows("eras.tsv") if row[0] == language.base and row[2:]},
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
    unit = rf"{forms.SPACE}?(?:[^\W\d_]|{_VOWEL_SIGN}){{0,12}}?{forms.SPACE}?"
    return re.compile(rf"(?<=[0-9]){unit}(?:{words}){edge}", re.I) if words else None


_VOWEL_SIGN = r"[\u0900-\u0d7f\u102b-\u103e\u17b6-\u17d3]"  # \w knows none: နာရီ


def half_words(language: Language) -> str:
    """A pattern for what adds a half to the number and unit before it: data/and-a-half.tsv."""
    return "|".join(map(re.escape, words_of("and-a-half.tsv", language)))


_ARABIC_MARKS: Mapping[str, Separators] = {
    "arab": Separators("٫", "٬"),
    "arabext": Separators("٫", "٬"),
}
