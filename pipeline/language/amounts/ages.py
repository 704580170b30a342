"""Ages without a unit: "children under 2", of which a translation makes "under 2 months".

A number without a unit may be of anything, so that it is compared with any unit elsewhere; behind
these words it can only be years. Data: data/ages.tsv. Judges nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.language.amounts.figures import Figure, Figures
from pipeline.language.amounts.number_words import range_words
from pipeline.language.amounts.numerals import NumberKind
from pipeline.language.amounts.unit_names import dimensions
from pipeline.language.patterns import any_of
from pipeline.language.tables import words_of
from pipeline.model import Language

__all__ = ["ages", "changed_age"]

_YEAR = "year"
_LONGEST = 120  # code points of what may stand before an age: "between the ages of 2 and"


def ages(text: Figures) -> tuple[Figure, ...]:
    """The numbers of a text that are ages and have no unit."""
    before = _before(text.language) if text.figures else None
    if before is None:
        return ()
    return tuple(
        each
        for each in text.figures
        if not each.unit
        and each.number.kind is NumberKind.NUMERAL
        and before.search(text.text, max(0, each.number.start - _LONGEST), each.number.start)
    )


def changed_age(ours: Sequence[Figure], target: Figures) -> tuple[Figure, Figure] | None:
    """(one of the `ages` of a source, the same number of months, weeks or days), or None."""
    for age in ours:
        there = [each for each in target.figures if each.number.readings == age.number.readings]
        if there and all(_is_shorter(each.unit) for each in there):
            return age, there[0]
    return None


def _is_shorter(unit: str) -> bool:
    return unit != _YEAR and dimensions().get(unit) == "time"


@cache
def _before(language: Language) -> re.Pattern[str] | None:
    """Of what stands there, up to the number: the words, or the words and a first number."""
    phrases = words_of("ages.tsv", language)
    if not phrases:
        return None
    listed = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
    joints = any_of(["-", "–", *sorted(range_words(language))])
    return re.compile(rf"(?<!\w)(?:{listed})\s+(?:\d+\s*(?:{joints})\s*)?\Z", re.IGNORECASE)
