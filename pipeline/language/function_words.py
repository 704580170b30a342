"""The small words of a language, by which it is told from another: "the", "de", "und", "не".

Data: data/function_words.tsv. Compares words that are lower case already; reads no text itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pipeline.language.tables import rows

__all__ = [
    "all_function_words",
    "foreign_words",
    "function_words",
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
