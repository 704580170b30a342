"""The words of a text where they stand, as every list of words is compared with them.

Owns what a word is in scripts with spaces and without; knows no language's words. What they mean
is decided by `cues` and by the checks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate, chain, count
from operator import add
from typing import NamedTuple
from unicodedata import is_normalized, normalize

from pipeline.language import cldr, scripts
from pipeline.model import Language

__all__ = ["Word", "WordPlaces", "folded_words", "words_in"]

# ASCII apostrophes and typographic ones are one inside a word, so that "don't" is a word.
_WORDS = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_TYPED_WORDS = re.compile(r"[^\W_]+(?:['’ʼ‘][^\W_]+)*")
# \w knows no vowel signs: in Indic and Arabic scripts a word is letters with their marks.
_PLAIN_SCRIPTS = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Geor", "Hang", "Kore"})
_APOSTROPHES = "’ʼ‘"
_PIECE = re.compile(r"\S+")
_KNOWN_PIECES = 1 << 16  # of a language


class Word(NamedTuple):
    """A word where it stands."""

    start: int  # 0-based code points, half-open, in the text
    end: int
    folded: str  # lower case, apostrophes as "'", NFC: what word lists are compared with


def words_in(visible: str, language: Language) -> list[Word]:
    """The words in order; in scripts without spaces every run of letters is one.

    `visible` is a text without markup, see `inline.blank`.
    """
    pieces = _pieces(language)
    if pieces is None:
        return _find(visible, is_plain=False)
    # What NamedTuple generates to make a Word takes twice as long.
    return [
        _new(Word, (start + first, start + last, folded))
        for start, piece in _placed(visible)
        for first, last, folded in pieces[piece]
    ]


def _placed(visible: str) -> Iterable[tuple[int, str]]:
    """What stands between white space, each with its start."""
    pieces = visible.split()
    return zip(_starts(visible, pieces), pieces, strict=False)


def _starts(visible: str, pieces: Sequence[str]) -> Iterable[int]:
    """Where what stands between white space begins."""
    if " ".join(pieces) != visible:
        return [match.start() for match in _PIECE.finditer(visible)]
    # nearly always: one space behind each of those before, which takes half the time
    return map(add, accumulate(map(len, pieces), initial=0), count())


def folded_words(visible: str, language: Language, pieces: list[str] | None = None) -> list[str]:
    """The words alone, as `Word.folded` has them: all that most questions need.

    `pieces`: what stands between the white space, where that is known already.
    """
    known = _pieces(language)
    if known is None:
        return [folded for _, _, folded in _find(visible, is_plain=False)]
    if pieces is None:
        pieces = visible.split()
    return list(chain.from_iterable(map(known.folded.__getitem__, pieces)))


class WordPlaces:
    """Where the words of a text stand, each found when it is asked for.

    For a language with spaces between words. Who asks about three words of a text waits a fifth of
    the time that `words_in` takes for all of them.
    """

    __slots__ = ("_counts", "_found", "_starts")

    def __init__(self, visible: str, language: Language, pieces: Sequence[str]) -> None:
        """`pieces`: what stands between the white space of `visible`."""
        known = _pieces(language)
        assert known is not None, f"{language.tag} has no spaces between its words"
        self._found = list(map(known.__getitem__, pieces))
        self._counts = list(accumulate(map(len, self._found)))  # of words, up to each piece's last
        self._starts = list(_starts(visible, pieces))

    def __getitem__(self, number: int) -> Word:
        """The word of this number, from 0; IndexError where there are no more."""
        piece = bisect_right(self._counts, number)
        start = self._starts[piece]
        # counted from the last word of the piece
        first, last, folded = self._found[piece][number - self._counts[piece]]
        return _new(Word, (start + first, start + last, folded))


class _Pieces(dict[str, tuple[Word, ...]]):
    """What stands between white space → the words in it, found when it is first met.

    No word goes across white space, and a language has the same words again and again: looking
    them up takes a quarter of the time of finding them.
    """

    def __init__(self, *, is_plain: bool) -> None:
        super().__init__()
        self._is_plain = is_plain
        self.folded = _Folded(self)

    def __missing__(self, piece: str) -> tuple[Word, ...]:
        if len(self) >= _KNOWN_PIECES:
            self.clear()
        found = self[piece] = tuple(_find(piece, is_plain=self._is_plain))
        return found


class _Folded(dict[str, tuple[str, ...]]):
    """The same without their places."""

    def __init__(self, pieces: _Pieces) -> None:
        super().__init__()
        self._pieces = pieces

    def __missing__(self, piece: str) -> tuple[str, ...]:
        if len(self) >= _KNOWN_PIECES:
            self.clear()
        found = self[piece] = tuple(word.folded for word in self._pieces[piece])
        return found


@cache
def _pieces(language: Language) -> _Pieces | None:
    """None for a language without spaces: there what stands between them seldom comes again."""
    if not cldr.separates_words(language):
        return None
    return _Pieces(is_plain=cldr.default_script(language) in _PLAIN_SCRIPTS)


def _find(visible: str, *, is_plain: bool) -> list[Word]:
    lowered = _fold(visible)
    if len(lowered) != len(visible):  # "İ" has a lower case of two characters
        matches = _TYPED_WORDS.finditer(visible)
        spans = [match.span() for match in matches] if is_plain else scripts.words(visible)
        return [Word(start, end, _fold(visible[start:end])) for start, end in spans]
    if not is_plain:
        found = [_new(Word, (*span, lowered[slice(*span)])) for span in scripts.words(visible)]
        # "য়" is one character on most keyboards, and two in the normal form, as word lists have it
        return found if is_normalized("NFC", lowered) else list(map(_normal, found))
    return [_new(Word, (*match.span(), match[0])) for match in _WORDS.finditer(lowered)]


def _normal(word: Word) -> Word:
    return word._replace(folded=normalize("NFC", word.folded))


def _fold(text: str) -> str:
    lowered = text.lower()
    for apostrophe in _APOSTROPHES:  # str.translate takes longer than all the rest
        if apostrophe in lowered:
            lowered = lowered.replace(apostrophe, "'")
    return lowered


_new = tuple.__new__
