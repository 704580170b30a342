"""Letters: those that a language lacks although its script has them, and what looks like what.

Owns the reading of `data/letters` and of the two tables beside it. Judges no text: whether a
strange letter is a mistake is for the checks to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from pipeline.language import cldr
from pipeline.language.tables import rows, rows_for
from pipeline.model import Language

CERTAIN = "fix"


def lowered(text: str) -> str:
    """`text` in small letters, of equal length, so that every offset stays true.

    Of all letters only the Turkish İ has a small one of two code points: an i, and its dot again.
    """
    return text.replace("İ", "i").lower()


@cache
def letter_habits(language: Language) -> Mapping[str, tuple[str, ...]]:
    """What the base language does with letters where others see a slip: habit → its values."""
    return MappingProxyType(
        {
            habit: tuple(values.split())
            for tag, habit, values in rows("letter_habits.tsv")
            if tag == language.base
        }
    )


class Strange(NamedTuple):
    """What is known about a letter that a language does not have."""

    instead: str  # what stands there instead; "" where that depends on the word
    is_certain: bool  # whether it may be replaced unread


@cache
def strange_letters(language: Language) -> Mapping[str, Strange]:
    """Letter → what stands there instead; of Chinese by the variant that the text is written in."""
    variant = cldr.han_variant(language)
    table = Language(f"{language.base}-{variant}") if variant else language
    return MappingProxyType(
        {
            pair[0]: Strange(pair[1:], certainty == CERTAIN)
            for certainty, pairs in rows_for("letters", table)
            for pair in pairs.split()
        }
    )


@cache
def strange_characters(language: Language) -> frozenset[str]:
    """The letters of `strange_letters`, to be compared with the characters of a text."""
    return frozenset(strange_letters(language))


@cache
def look_alikes(language: Language) -> Mapping[str, str]:
    """Latin letter → the letter of the language's script that looks like it; mostly empty."""
    return _pairs("script", cldr.default_script(language))


@cache
def look_alike_of(letter: str, language: Language) -> str:
    """The letter of the language's own alphabet that looks like one of another; "" if none does."""
    if cldr.default_script(language) != "Latn":
        return look_alikes(language).get(letter, "")
    return next(
        (
            pair[0]
            for kind, _, pairs in rows("look-alikes.tsv")
            if kind == "script"
            for pair in pairs.split()
            if pair[1] == letter
        ),
        "",
    )


@cache
def look_alike_words(language: Language) -> Mapping[str, str]:
    """Latin letter → the one-letter word of the language that looks like it."""
    return _pairs("word", language.base) if look_alikes(language) else MappingProxyType({})


@cache
def digits_for_letters(language: Language) -> Mapping[str, str]:
    """Digit of the language → the letter that looks like it, for which many type it."""
    return _pairs("digit", language.base)


def _pairs(kind: str, key: str) -> Mapping[str, str]:
    return MappingProxyType(
        {
            pair[0]: pair[1]
            for found, name, pairs in rows("look-alikes.tsv")
            if found == kind and name == key
            for pair in pairs.split()
        }
    )


@cache
def needed_invisibles(language: Language) -> frozenset[str]:
    """The invisible characters that the language's script can't do without."""
    script = cldr.default_script(language)
    return frozenset(
        chr(int(code, 16))
        for name, codes in rows("invisible.tsv")
        if name == script
        for code in codes.split()
    )
