"""Words that tell a part of the day: "abends", 下午, "p.m."; and clocks that count from sunrise.

A text with any of them may say in words which half of the day its clock means. Data:
data/day-parts.tsv, and the names of the periods of the day in CLDR.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.language.cldr import day_periods
from pipeline.language.function_words import function_words
from pipeline.language.tables import rows, words_of
from pipeline.model import Language

__all__ = ["counts_from_sunrise", "later_hours", "says_meridiem", "tells_part_of_day"]

_FROM_SUNRISE = "@"  # the row of languages
_LATER = "+"  # begins the rows of words that count on from an hour
_MERIDIEM = re.compile(r"(?<![^\W\d_])[ap]\.?[ \u00a0\u202f]?m\b", re.IGNORECASE)
# Where "am" is a word, as in "um 5 am Montag": with stops, in capitals, or joined to the number.
_PLAIN_MERIDIEM = re.compile(
    r"(?<![^\W\d_])(?:[APap]\.[ \u00a0\u202f]?[Mm]\b|[AP]M\b)|(?<=\d)[ap]m\b", re.ASCII
)


def tells_part_of_day(text: str, language: Language) -> bool:
    """Whether any word of `text` may say which part of the day is meant."""
    folded = text.casefold()
    return any(word in folded for word in _words(language)) or (says_meridiem(text, language))


def says_meridiem(text: str, language: Language) -> bool:
    """Whether the text has "a.m." or "p.m.", which at twelve says what no other word does."""
    is_word = "am" in function_words(language.base)
    return (_PLAIN_MERIDIEM if is_word else _MERIDIEM).search(text) is not None


@cache
def later_hours(language: Language) -> tuple[tuple[str, int], ...]:
    """Words that make the number before them an hour so much later: ("ทุ่ม", 18)."""
    return tuple(
        (word, int(key))
        for key, entry in rows("day-parts.tsv")
        if key[0] == _LATER
        for tag, word in [entry.split("=")]
        if tag == language.base
    )


@cache
def _words(language: Language) -> tuple[str, ...]:
    words = {*words_of("day-parts.tsv", language), *day_periods(language)}
    return tuple(sorted({word.casefold() for word in words}))


@cache
def counts_from_sunrise(language: Language) -> bool:
    """Whether the language may count the hours of a clock from sunrise: 5 p.m. as 11."""
    return any(
        language.base in tags.split(", ")
        for key, tags in rows("day-parts.tsv")
        if key == _FROM_SUNRISE
    )
