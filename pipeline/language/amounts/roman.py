"""Roman numerals: stage IV, factor VIII, type II. One letter alone is a numeral behind a word only.

By rule and not by language, but for the words that they stand behind (data/numbered-kinds.tsv).
What a translation has instead of them is told by `roman_changes`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from pipeline.language.patterns import lazy
from pipeline.language.tables import words_of
from pipeline.model import Language

__all__ = ["Roman", "all_roman_numerals", "is_of_a_kind", "roman_numerals"]

_VALUES = {"I": 1, "V": 5, "X": 10}
# II and above up to XXIX: no leaflet counts further so. "Stage IIIa" has a part of that stage.
_SURE = lazy(
    r"(?<![A-Za-z0-9])(?=[IVX]{2})(X{0,2}(?:IX|IV|V?I{0,3}))(?=(?:[a-c]|(?<=I[IV])[A-C])?(?![A-Za-z0-9]))"
)
_BEHIND_A_NAME = lazy(r"\b[A-Z][a-z]{2,} ([VX])(?![A-Za-z0-9])")
_BEHIND_A_WORD = lazy(r"[^\W\d_]{3}[ \u00a0]([IVX])(?![\w'’.-])")
_OWN_LETTERS = lazy("[\u2160-\u216b]")  # Ⅰ to Ⅻ, as Japanese, Korean and Chinese texts have them
_CYRILLIC = str.maketrans("ІХ", "IX")  # as keyboards of those languages write them


class Roman(NamedTuple):
    """A numeral where it stands."""

    start: int  # 0-based code points, half-open
    end: int
    value: Decimal


def roman_numerals(visible: str) -> Iterator[Roman]:
    """II and above; V and X behind a capitalised word: "Grade V". See `inline.blank`."""
    if "I" not in visible and "X" not in visible and "V" not in visible:
        return
    for match in _BEHIND_A_NAME.finditer(visible):
        yield Roman(*match.span(1), Decimal(_VALUES[match[1]]))
    for match in _SURE.finditer(visible):
        yield Roman(*match.span(), _value(match[0]))


def all_roman_numerals(visible: str) -> tuple[Roman, ...]:
    """The same in order, with Ⅳ, Cyrillic "ІІ", and what may be a word: "type I", but also "can I".

    For who compares two texts: a pronoun has no other numeral standing against it.
    """
    visible = visible.translate(_CYRILLIC)
    found = {each.start: each for each in roman_numerals(visible)}
    for match in _BEHIND_A_WORD.finditer(visible):
        start, end = match.span(1)
        found.setdefault(start, Roman(start, end, Decimal(_VALUES[match[1]])))
    for match in _OWN_LETTERS.finditer(visible):
        found[match.start()] = Roman(*match.span(), Decimal(int(unicodedata.numeric(match[0]))))
    return tuple(found[start] for start in sorted(found))


def is_of_a_kind(visible: str, start: int, language: Language) -> bool:
    """Whether the numeral at `start` tells one kind from another: "type II"."""
    words = words_of("numbered-kinds.tsv", language)
    before = visible[:start]
    without = before.rstrip(_BETWEEN)
    return without != before and without.lower().endswith(words)


_BETWEEN = " \u00a0*_"


def _value(numeral: str) -> Decimal:
    values = [_VALUES[letter] for letter in numeral]
    following = [*values[1:], 0]
    return Decimal(sum(-v if v < w else v for v, w in zip(values, following, strict=True)))
