"""Numbers that stand for ten or for a hundred years: "the 1990s", "in their 50s", 20世纪.

Data: data/decades.tsv. What another text has for them is found by `pairing.moments`.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.language.amounts.figures import Figures
from pipeline.language.amounts.numerals import Number, NumberKind
from pipeline.language.cldr import separates_words
from pipeline.language.tables import rows
from pipeline.model import Language

__all__ = ["is_century", "is_decade"]

_DECADE, _CENTURY = "10", "100"  # years
_LAST_YEAR = 2100


def is_decade(number: Number, facts: Figures) -> bool:
    """Whether the number is that of ten years: "the 1990s", "in their 50s"."""
    if number.kind is not NumberKind.NUMERAL or not number.readings:
        return False
    value = number.readings[0]
    if not 0 < value < _LAST_YEAR or value % 10:
        return False
    behind = _behind_decade(facts.language)
    return behind is not None and behind.match(facts.text, number.end) is not None


def is_century(number: Number, facts: Figures) -> bool:
    """Whether the number counts centuries: 20世紀."""
    behind = _behind_century(facts.language)
    return behind is not None and behind.match(facts.text, number.end) is not None


@cache
def _behind_decade(language: Language) -> re.Pattern[str] | None:
    words = _words(language, _DECADE)
    edge = r"(?!\w)" if separates_words(language) else ""
    return re.compile(f"(?:{words}){edge}") if words else None


@cache
def _behind_century(language: Language) -> re.Pattern[str] | None:
    words = _words(language, _CENTURY)
    return re.compile(rf"\s?(?:{words})") if words else None


def _words(language: Language, years: str) -> str:
    """A pattern for what says so behind a number; "" where nothing does."""
    listed = (
        words for tag, many, words in rows("decades.tsv") if tag == language.base and many == years
    )
    return "|".join(re.escape(word) for words in listed for word in words.split(", "))
