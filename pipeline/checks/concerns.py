"""Which checks a text may concern, by what it has: characters, pieces, white space.

Most checks need what most texts lack. Every check has a bit; each character, and each piece of a
text between white space, the bits of the checks that it concerns. Pieces come again and again in a
language, so that a text's checks are found by joining numbers that are known. Asks no check.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from pipeline.checks.check import Check
from pipeline.checks.reading import Reading
from pipeline.language.cldr import separates_words
from pipeline.language.inline import may_hide
from pipeline.model import Language

__all__ = ["Concerns", "by_need", "joined"]

_KNOWN_PIECES = 1 << 16  # of a language
# How far the bit of a check with `needs_both` is moved to the left: it counts where both texts
# have it.
_BOTH = 128

N = TypeVar("N", bound=Hashable)
_Test = Callable[[str], object]


def joined(source: int, target: int) -> int:
    """The bits of the checks that a source and its translation concern, each by itself or both."""
    return source | target | (source & target) >> _BOTH


def by_need(needs: Iterable[tuple[N | None, int]]) -> Mapping[N, int]:
    """What checks need → their bits: what several of them need is looked for once."""
    found: dict[N, int] = {}
    for need, bit in needs:
        if need is not None:
            found[need] = found.get(need, 0) | bit
    return found


class Concerns:
    """Which checks a text concerns; see `Check.needs` and the fields behind it."""

    def __init__(self, checks: Sequence[Check], language: Language | None) -> None:
        """For translations into this language, or for source texts; a check's bit is its number."""
        numbered = [(check, 1 << number) for number, check in enumerate(checks)]
        either = [(check, bit << _BOTH if check.needs_both else bit) for check, bit in numbered]
        self._starts = by_need((check.needs_start, bit) for check, bit in numbered)
        self._spaces = by_need((check.needs_spaces, bit) for check, bit in numbered)
        self._parts = by_need((check.needs_piece, bit) for check, bit in numbered)
        characters = [(each, bit) for check, bit in numbered for each in check.needs]
        self._sources: Mapping[Callable[[Reading], object], int] = {}
        self._seen: Mapping[_Test, int] = {}
        if language is None:
            self._sources = by_need((check.needs_source, bit) for check, bit in either)
        else:
            seen = by_need((check.needs_visible_in, bit) for check, bit in either)
            self._seen = {test_in(language): bits for test_in, bits in seen.items()}
            characters += [
                (each, bit)
                for check, bit in numbered
                if check.needs_in is not None
                for each in check.needs_in(language)
            ]
        self._characters = by_need(characters)
        self._of_pieces = _Known(self._of_piece)
        self._of_starts = _Known(self._of_start)

    def of(self, reading: Reading) -> int:
        """The bits of the checks that this text concerns by itself; see `joined`."""
        text, pieces = reading.text, reading.pieces
        mask = self._of_starts[text[:1]]
        if separates_words(reading.language):
            for bits in set(map(self._of_pieces.__getitem__, pieces)):
                mask |= bits
        else:  # there a piece is a sentence, which does not come again
            for piece in pieces:
                mask |= self._of_piece(piece)
        if " ".join(pieces) != text:
            mask |= self._of_spaces(text)
        for concerns, bits in self._sources.items():
            if concerns(reading):
                mask |= bits
        return mask

    def _of_start(self, character: str) -> int:
        return _passed(self._starts, character)

    def _of_piece(self, piece: str) -> int:
        mask = self._of_characters(piece) | _passed(self._parts, piece)
        if not may_hide(piece):
            return mask | _passed(self._seen, piece)
        for bits in self._seen.values():
            mask |= bits
        return mask

    def _of_spaces(self, text: str) -> int:
        """What white space adds, where it is not one space between each two pieces."""
        return self._of_characters(text) | _passed(self._spaces, text)

    def _of_characters(self, text: str) -> int:
        mask = 0
        for character in self._characters.keys() & frozenset(text):
            mask |= self._characters[character]
        return mask


def _passed(tests: Mapping[_Test, int], text: str) -> int:
    mask = 0
    for passes, bits in tests.items():
        if passes(text):
            mask |= bits
    return mask


class _Known(dict[str, int]):
    """What a function says of a piece, found out when it is first met."""

    def __init__(self, find: Callable[[str], int]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, piece: str) -> int:
        if len(self) >= _KNOWN_PIECES:
            self.clear()
        found = self[piece] = self._find(piece)
        return found
