"""Emergency numbers of the countries in which a language is read, and words that say "call".

The one kind of number that a translation may change: 999 for 112, 911 for 120. Whether it should is
for a person to say.
"""

from __future__ import annotations

from functools import cache

from pipeline.language.amounts.numerals import fold
from pipeline.language.tables import rows, words_of
from pipeline.model import Language

__all__ = ["is_localised", "says_to_call"]


def is_localised(number: str, instead: str, language: Language) -> bool:
    """Whether both are emergency numbers, and `instead` is one where `language` is read."""
    known = emergency_numbers(language)
    return fold(instead) in known and fold(number) in _all_emergency_numbers()


@cache
def emergency_numbers(language: Language) -> frozenset[str]:
    """The emergency numbers of the countries where leaflets are read in this language."""
    return frozenset(
        number
        for _, tags, numbers in rows("emergency-numbers.tsv")
        if language.base in tags.split(" ")
        for number in numbers.split(" ")
    )


@cache
def _all_emergency_numbers() -> frozenset[str]:
    return frozenset(
        number for *_, numbers in rows("emergency-numbers.tsv") for number in numbers.split(" ")
    )


def says_to_call(text: str, language: Language) -> bool:
    """Whether `text` tells somebody to dial; False for a language whose words we don't know."""
    folded = text.casefold()
    return any(word in folded for word in words_of("call-words.tsv", language))
