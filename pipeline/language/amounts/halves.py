"""Halves in words: of one, "medio comprimido", and so many and a half, "un comprimido y medio".

The same word says both in many languages: 半片 and 一片半. Data: data/and-a-half.tsv, and the words
of 0.5 among the number words. Judges nothing.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from pipeline.language.amounts.counts import counts
from pipeline.language.amounts.figures import Figures
from pipeline.language.amounts.frequencies import frequencies
from pipeline.language.amounts.number_marks import half_words
from pipeline.language.amounts.numerals import part_of_one
from pipeline.language.cldr import separates_words

__all__ = ["halves_behind", "has_half", "is_half_alone", "says_half", "says_value"]

_HALF, _ONE = Decimal("0.5"), Decimal(1)


def has_half(facts: Figures) -> bool:
    """Whether a text says a half in words, of whatever it is."""
    words = half_words(facts.language)
    if words and re.search(words, facts.text, re.IGNORECASE):
        return True
    return any(word.readings[0] == _HALF for word in facts.words)


def is_half_alone(facts: Figures) -> bool:
    """Whether a text says a half of one, and neither "and a half" nor any one that it may go with.

    The one of "eine halbe Tablette" and of نصف قرص stands beside the half, and that of "once a day"
    says how often.
    """
    halves = [word for word in facts.words if word.readings[0] == _HALF]
    if len(halves) != 1 or _joins_half(facts):
        return False
    [half] = halves
    # 일주일 반 is a week and a half
    if any(each.end <= half.start <= each.end + 1 for each in counts(facts, ()).counts):
        return False
    ones = [(word.start, word.end) for word in facts.words if word.readings[0] == _ONE]
    ones += [(f.number.start, f.number.end) for f in facts.figures if _ONE in f.number.readings]
    spans = [(start, end) for start, end in ones if not _touches(half.start, half.end, start, end)]
    if not spans:
        return True
    often = frequencies(facts.text, facts.language)
    return all(any(f.start <= start and end <= f.end for f in often) for start, end in spans)


def _touches(start: int, end: int, first: int, last: int) -> bool:
    return 0 <= start - last <= 1 or 0 <= first - end <= 1


def _joins_half(facts: Figures) -> bool:
    """Whether a text has a word that only ever adds a half: "y medio", and not 半."""
    words = half_words(facts.language)
    if not words:
        return False
    if separates_words(facts.language):
        words = rf"(?<!\w)(?:{words})"  # not the end of "tome meio"
    plain = [facts.text[word.start : word.end] for word in facts.words]
    found = re.finditer(words, facts.text, re.IGNORECASE)
    return any(not any(match[0] in each for each in plain) for match in found)


def says_half(value: Decimal, here: Figures, there: Figures) -> bool:
    """Whether `there` alone says `value`, so many and a half, in words: "un comprimido y medio"."""
    if part_of_one(value) != _HALF or has_half(here):
        return False
    whole = value - _HALF
    if not has_half(there):
        return False
    wholes = _before_half(there)
    if wholes:
        return whole in wholes
    return not is_half_alone(there) if whole == _ONE else says_value(whole, there)


@lru_cache(maxsize=64)
def _before_half(facts: Figures) -> frozenset[Decimal]:
    """What stands before "and a half" in a text, with at most one word between: 2 of 两片半."""
    words = half_words(facts.language)
    if not words:
        return frozenset()
    numbers = [(each.number.end, each.number.readings[:1]) for each in facts.figures]
    numbers += [(word.end, word.readings[:1]) for word in facts.words if word.readings[0] >= 1]
    joined = [word for word in facts.words if word.readings[0] >= 1]
    found: set[Decimal] = set()
    for match in re.finditer(words, facts.text, re.IGNORECASE):
        place = match.start()
        # "iki buçuk" is one number in the data
        found.update(w.readings[0] - _HALF for w in joined if w.start < place < w.end)
        for end, values in numbers:
            if end <= place and _BEFORE_HALF.fullmatch(facts.text, end, place):
                found.update(values)
    return frozenset(found)


_BEFORE_HALF = re.compile(r"[*_]*[ \u00a0]?(?:[^\W\d]+[ \u00a0]?)?[*_]*")


def halves_behind(facts: Figures) -> tuple[tuple[int, int], ...]:
    """Where a text says a number and a half in words, in order: "one and a half", "anderthalb"."""
    found = [
        (word.start, word.end)
        for word in facts.words
        if word.readings[0] > _ONE and part_of_one(word.readings[0]) == _HALF
    ]
    words = half_words(facts.language)
    wholes = {word.end: word.start for word in facts.words if word.readings[0] >= _ONE}
    if words and wholes:
        for match in re.finditer(rf"(?P<gap>[ \u00a0]?)(?:{words})", facts.text, re.IGNORECASE):
            if match.start() in wholes:
                found.append((wholes[match.start()], match.end()))
    return tuple(sorted(found))


def says_value(value: Decimal, facts: Figures) -> bool:
    """Whether any number of a text, in digits or words, may mean this."""
    return value in _values(facts)


def _values(facts: Figures) -> set[Decimal]:
    found = {value for figure in facts.figures for value in figure.number.readings}
    return found | {word.readings[0] for word in facts.words}
