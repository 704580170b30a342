"""A quarter before or past an hour in words: "Viertel vor fünf" for 4:45.

Asked only of clocks that have found no partner. The phrases are data/quarters.tsv.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from pipeline.language import inline
from pipeline.language.amounts.figures import Figures
from pipeline.language.amounts.numerals import Number, NumberKind
from pipeline.language.tables import rows
from pipeline.model import Language

__all__ = ["is_said_by_quarter"]

_BEFORE, _PAST = 45, 15
_HALF_DAY = 12
_GAP = 1  # code points between the phrase and its hour


def is_said_by_quarter(number: Number, there: Figures) -> bool:
    """Whether `number` is a clock in digits, and `there` says its time by a quarter in words."""
    if number.kind is not NumberKind.TIME and number.kind is not NumberKind.NUMERAL:
        return False
    if len(number.parts) != 2 or number.parts[1] not in (_BEFORE, _PAST):
        return False
    hour = int(number.parts[0]) + (number.parts[1] == _BEFORE)
    return any(
        minutes == number.parts[1] and (int(value) - hour) % _HALF_DAY == 0
        for minutes, value in _quarters(there)
    )


def _quarters(facts: Figures) -> Iterator[tuple[int, Decimal]]:
    """The quarters of an hour that a text says, and the hour that it names with each."""
    visible = inline.blank(facts.text).lower()
    hours = [(each.number.start, each.number.end, each.number) for each in facts.figures]
    hours += [(word.start, word.end, word) for word in facts.words]
    for minutes, phrase, leads in _phrases(facts.language):
        start = visible.find(phrase)
        while start >= 0:
            end = start + len(phrase)
            for first, last, hour in hours:
                gap = first - end if leads else start - last
                if 0 <= gap <= _GAP and hour.readings:
                    yield minutes, hour.readings[0]
            start = visible.find(phrase, end)


@cache
def _phrases(language: Language) -> tuple[tuple[int, str, bool], ...]:
    """(minutes, phrase, whether the hour stands behind it)."""
    return tuple(
        (int(minutes), phrase.replace("#", "").strip().lower(), phrase.endswith("#"))
        for tag, minutes, phrases in rows("quarters.tsv")
        if tag == language.base
        for phrase in phrases.split(", ")
    )
