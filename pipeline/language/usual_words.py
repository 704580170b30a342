"""Words that tell a language from its neighbours: its small words, and what leaflets say most.

"Mantenga la herida seca y limpia." has no small word that Portuguese lacks but "la"; that it is
Spanish, "mantenga", "herida" and "limpia" say. Data: data/usual-words.tsv, data/function_words.tsv,
data/own-letters.tsv. Compares words that are lower case already; reads no text itself.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from pipeline.language.function_words import all_function_words, function_words
from pipeline.language.tables import rows

__all__ = ["Likeness", "foreign_words", "has_usual_words", "known_words", "likeliest"]

# As many usual words as a language has of its own, its rivals may have: who knows fifty words of
# Danish and six hundred of German takes Danish for German.
ENOUGH = 300
_NONE: frozenset[str] = frozenset()


class Likeness(NamedTuple):
    """How much a text is like one in another language than its own."""

    base: str  # of that language
    theirs: int  # words that it has, or may have, and the text's own language has not
    own: int  # words that the text's own language has and it has not
    all: int  # words that it has, also those that both have


@cache
def _usual_words() -> Mapping[str, frozenset[str]]:
    """Base language → its usual words, without the small ones."""
    found: dict[str, frozenset[str]] = {}
    for base, words in rows("usual-words.tsv"):
        found[base] = found.get(base, _NONE) | frozenset(words.split())
    return MappingProxyType(found)


@cache
def has_usual_words(base: str) -> bool:
    """Whether so many words of this language are known that its own texts are seen by them."""
    return len(_usual_words().get(base, _NONE)) >= ENOUGH


@cache
def _all_words(base: str) -> frozenset[str]:
    """Small and usual words of this language, however few."""
    return function_words(base) | _usual_words().get(base, _NONE)


@cache
def known_words(base: str) -> frozenset[str]:
    """What is known of this language where its texts are judged; empty where nothing is."""
    return _all_words(base) if has_usual_words(base) else function_words(base)


@cache
def _rivals(base: str) -> Mapping[str, frozenset[str]]:
    """Base of each language in the same script → its words, as many as are known of this one."""
    words_of = _all_words if has_usual_words(base) else function_words
    bases = all_function_words().keys() | _usual_words().keys()
    return MappingProxyType(
        {
            other: words_of(other)
            for other in (sorted(bases) if function_words(base) else ())
            if other != base and _alphabet(other) == _alphabet(base)
        }
    )


@cache
def foreign_words(base: str) -> frozenset[str]:
    """The words of more than one letter that languages in its script have and this one has not.

    A letter alone may be a symbol.
    """
    foreign = _NONE.union(*_rivals(base).values()) - known_words(base)
    return foreign - _letters_alone()


@cache
def _letters_alone() -> frozenset[str]:
    """All words of one letter: only small words are so short."""
    small = _NONE.union(*all_function_words().values())
    return frozenset(word for word in small if len(word) == 1)


def likeliest(base: str, words: Collection[str], strange: Collection[str] = ()) -> Likeness | None:
    """The language that most of the words are of which `base` has not; None where none has any.

    Each word counts once. One with letters that only `base` is written with is its own; `strange`
    are those with letters that it is not written with, and may be of any other language.
    """
    listed, known, odd = frozenset(words), known_words(base), frozenset(strange)
    unknown = listed & foreign_words(base)
    best: Likeness | None = None
    for other, theirs in _rivals(base).items():
        if not unknown.isdisjoint(theirs):
            count = len(unknown & theirs | odd)
            if best is None or count > best.theirs:
                mine = (listed & known) - theirs
                lettered = sum(not _own_letters(base).isdisjoint(word) for word in listed - mine)
                best = Likeness(other, count, len(mine) + lettered, len(listed & theirs | odd))
    return best


@cache
def _alphabet(base: str) -> str:
    """LATIN, CYRILLIC, ARABIC …: how the Unicode names of its letters begin."""
    return unicodedata.name(min(_all_words(base))[0], "").partition(" ")[0]


@cache
def _own_letters(base: str) -> frozenset[str]:
    return frozenset(next((letters for tag, letters in rows("own-letters.tsv") if tag == base), ""))
