"""Which words of a language may stand twice in a row: "had had", "die die", "धीरे धीरे".

Data: data/repeated-words.tsv. Finds none in a text, see `checks.doubling`.
"""

from __future__ import annotations

from functools import cache

from pipeline.language.function_words import function_words
from pipeline.language.tables import rows
from pipeline.model import Language

__all__ = ["may_stand_twice"]

_ANY_WORD = "*"


def may_stand_twice(word: str, language: Language) -> bool:
    """Whether the word (as `Word.folded`) is doubled on purpose, alone or as many of its kind."""
    words, any_word = _listed(language)
    return word in words or (any_word and word not in function_words(language.base))


@cache
def _listed(language: Language) -> tuple[frozenset[str], bool]:
    """The words with a place in the list, and whether any but small words may be doubled."""
    listed = frozenset(
        word
        for base, words in rows("repeated-words.tsv")
        if base == language.base
        for word in words.split()
    )
    return listed - {_ANY_WORD}, _ANY_WORD in listed
