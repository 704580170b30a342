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
    """Whether both are emergency numbers, and `instead` is one where `language` is read.

    A line for advice is none in the place of one for an ambulance: in the Netherlands 113 is for
    who thinks of suicide.
    """
    known, number, instead = emergency_numbers(language), fold(number), fold(instead)
    if number not in _all_numbers() or instead not in known:
        return False
    return instead not in _advice(language) or number in _all_advice()


@cache
def emergency_numbers(language: Language) -> frozenset[str]:
    """The emergency numbers of the countries where leaflets are read in this language."""
    return frozenset(number for number, _ in _listed(language))


@cache
def _advice(language: Language) -> frozenset[str]:
    """Those that are for advice alone, in every country where the language is read."""
    listed = _listed(language)
    return frozenset(n for n, is_advice in listed if is_advice and (n, False) not in listed)


@cache
def _all_numbers() -> frozenset[str]:
    return frozenset(number for number, _ in _listed(None))


@cache
def _all_advice() -> frozenset[str]:
    return frozenset(number for number, is_advice in _listed(None) if is_advice)


@cache
def _listed(language: Language | None) -> frozenset[tuple[str, bool]]:
    """(number, whether it is for advice alone), of all countries for None."""
    return frozenset(
        (number.rstrip(_ADVICE), number.endswith(_ADVICE))
        for _, tags, numbers in rows("emergency-numbers.tsv")
        if language is None or language.base in tags.split(" ")
        for number in numbers.split(" ")
    )


_ADVICE = "!"


def says_to_call(text: str, language: Language) -> bool:
    """Whether `text` tells somebody to dial; False for a language whose words we don't know."""
    folded = text.casefold()
    return any(word in folded for word in words_of("call-words.tsv", language))
