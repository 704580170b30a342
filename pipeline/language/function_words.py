"""The small words of a language, by which it is told from another: "the", "de", "und", "не".

Data: data/function_words.tsv. Compares words that are lower case already; reads no text itself.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from pipeline.language.tables import rows

__all__ = [
    "all_function_words",
    "foreign_words",
    "function_words",
    "likeliest_rival",
    "rivals",
]

_NONE: frozenset[str] = frozenset()


@cache
def all_function_words() -> Mapping[str, frozenset[str]]:
    """Base language → its small words, lower case."""
    found: dict[str, frozenset[str]] = {}
    for base, words in rows("function_words.tsv"):
        found[base] = found.get(base, _NONE) | frozenset(words.split())
    return MappingProxyType(found)


def function_words(base: str) -> frozenset[str]:
    """The small words of this base language; none where they are not known."""
    return all_function_words().get(base, _NONE)


@cache
def foreign_words(base: str) -> frozenset[str]:
    """The small words of all other languages that this one does not have, in whatever script."""
    return frozenset().union(*all_function_words().values()) - function_words(base)


@cache
def rivals(base: str) -> Mapping[str, tuple[str, ...]]:
    """Small word of other languages that this one does not have, in its script → those languages.

    Empty for a language whose own small words are not known: nothing could be held against it.
    """
    own = function_words(base)
    alphabets = {_alphabet(word[0]) for word in own}
    found: dict[str, tuple[str, ...]] = {}
    for other, words in all_function_words().items():
        for word in words - own:
            if _alphabet(word[0]) in alphabets:
                found[word] = (*found.get(word, ()), other)
    return MappingProxyType(found)


@cache
def _alphabet(letter: str) -> str:
    """LATIN, CYRILLIC, ARABIC …: how the Unicode name of a letter begins."""
    return unicodedata.name(letter, "").partition(" ")[0]


def likeliest_rival(base: str, words: Iterable[str]) -> tuple[str, int, int]:
    """(language, its words, words of `base` that it does not have) of the strongest rival.

    Counted are only small words that tell the two apart, each once; of the rival's none of one
    letter, which may be a symbol. ("", 0, 0) where there is no rival.
    """
    telling, own = rivals(base), function_words(base)
    listed = set(words)
    counts: dict[str, int] = {}
    for word in listed:
        for other in telling.get(word, ()) if len(word) > 1 else ():
            counts[other] = counts.get(other, 0) + 1
    if not counts:
        return "", 0, 0
    best = max(sorted(counts), key=counts.__getitem__)
    theirs = function_words(best)
    return best, counts[best], sum(word in own and word not in theirs for word in listed)
