"""Ranges whose ends have changed places: "5–10 mg" that a translation has as "10–5 mg".

Every number is there, and compared by value nothing is wrong. Words between the two ends come from
data/range-words.tsv.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.language.amounts.figures import DASHES, Figures
from pipeline.language.amounts.numerals import Number, NumberKind
from pipeline.language.cldr import direction
from pipeline.language.tables import words_of
from pipeline.model import Language

__all__ = ["Range", "ranges", "turned"]

_VALUES = frozenset({NumberKind.NUMERAL, NumberKind.FRACTION, NumberKind.WORD})


class Range(NamedTuple):
    """Two numbers with "to" or a dash between them."""

    first: Decimal
    last: Decimal
    start: int  # 0-based code points, half-open; from the first number to the last one's unit
    end: int


def ranges(text: Figures) -> tuple[Range, ...]:
    """The ranges of a text, each end in figures or in words; "5 or 10" is none.

    Right-to-left text is often typed backwards with a dash, so that it looks right where nothing
    isolates it: there only ranges with a word between the ends are told.
    """
    ends = {each.number.start: each.end for each in text.figures}  # with the unit
    said = (word for word in text.words if word.raw.lower() not in _words(text.language))
    numbers = sorted((*(each.number for each in text.figures), *said))  # Tamil "to" is "first" too
    joined = [
        _is_value(one)
        and _is_value(other)
        and _is_told(text.text[ends.get(one.start, one.end) : other.start], text.language)
        for one, other in pairwise(numbers)
    ]
    alone = [False, *joined, False]
    return tuple(
        Range(one.readings[0], other.readings[0], one.start, ends.get(other.start, other.end))
        for place, (one, other) in enumerate(pairwise(numbers), start=1)
        if alone[place - 1 : place + 2] == [False, True, False]  # "1-2-3" is a row of steps
    )


def _is_value(number: Number) -> bool:
    return number.kind in _VALUES and bool(number.readings)


def _is_told(between: str, language: Language) -> bool:
    if DASHES.fullmatch(between):
        return direction(language) == "ltr"
    return between.strip().lower() in _words(language)


@cache
def _words(language: Language) -> frozenset[str]:
    """Those that say where a range ends."""
    return frozenset(words_of("range-words.tsv", language))


def turned(ours: Sequence[Range], theirs: Sequence[Range]) -> tuple[Range, Range] | None:
    """(a range that rises, the same from its end to its beginning), if there is any."""
    there = {(each.first, each.last): each for each in theirs}
    for each in ours:
        if each.first < each.last and (each.first, each.last) not in there:
            backwards = there.get((each.last, each.first))
            if backwards is not None:
                return each, backwards
    return None
