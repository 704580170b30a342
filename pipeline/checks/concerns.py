"""Which checks a text may concern, by what it has: characters, pieces, white space.

Most checks need what most texts lack. Every check has a bit; each character, and each piece of a
text between white space, the bits of the checks that it concerns. Pieces come again and again in a
language, so that a text's checks are found by joining numbers that are known. Asks no check.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import reduce
from itertools import product
from operator import or_
from typing import TypeVar

from pipeline.checks.check import Check
from pipeline.checks.reading import Reading
from pipeline.language.cldr import separates_words
from pipeline.language.inline import may_hide
from pipeline.model import Language

__all__ = ["Concerns", "Topics", "by_need"]

_KNOWN_PIECES = 1 << 16  # of a language
_KNOWN_SHARED = 1 << 12
_TOPICS = 128  # the first bit that is a topic's and not a check's: as many checks there may be
_ANY_TOPIC = -1 << _TOPICS

N = TypeVar("N", bound=Hashable)
_Test = Callable[[str], object]


class Topics:
    """What both texts of a pair may be about, each with a bit of its own above those of checks.

    See `Check.needs_topic`. One object for source texts and for all languages: a topic has the
    same bit in all of them.
    """

    def __init__(self) -> None:
        self._bits: dict[tuple[int, str], int] = {}  # of a check's bit and a topic
        self._checks: dict[int, int] = {}  # the reverse: which check a topic's bit is of
        self._every = 0  # the checks that have any topic
        self._shared: dict[int, int] = {}
        self._joint: dict[tuple[tuple[int, ...], frozenset[str]], int] = {}

    def bits(self, checks: tuple[int, ...], topics: frozenset[str]) -> int:
        """The bits of these topics for the checks with these bits."""
        if not topics:
            return 0
        known = self._joint.get((checks, topics))  # a set knows its hash once it was asked for
        if known is not None:
            return known
        if len(self._joint) >= _KNOWN_SHARED:
            self._joint.clear()
        mask = 0
        for key in product(checks, topics):
            bit = self._bits.get(key)
            if bit is None:
                bit = self._bits[key] = 1 << _TOPICS + len(self._bits)
                self._checks[bit] = key[0]
                self._every |= key[0]
            mask |= bit
        self._joint[checks, topics] = mask
        return mask

    def joined(self, source: int, target: int) -> int:
        """The bits of the checks that a source and its translation concern, alone or together."""
        shared = (source & target) >> _TOPICS
        if not shared:
            return source | target
        if shared < 0:  # both may be about anything: topics that come up later, too
            return source | target | self._every
        checks = self._shared.get(shared)
        if checks is None:
            if len(self._shared) >= _KNOWN_SHARED:
                self._shared.clear()
            checks = 0
            for bit, check in self._checks.items():
                if bit >> _TOPICS & shared:
                    checks |= check
            self._shared[shared] = checks
        return source | target | checks


def by_need(needs: Iterable[tuple[N | None, int]]) -> Mapping[N, int]:
    """What checks need → their bits: what several of them need is looked for once."""
    found: dict[N, int] = {}
    for need, bit in needs:
        if need is not None:
            found[need] = found.get(need, 0) | bit
    return found


class Concerns:
    """Which checks a text concerns; see `Check.needs` and the fields behind it."""

    def __init__(self, checks: Sequence[Check], language: Language | None, topics: Topics) -> None:
        """For translations into this language, or for source texts; a check's bit is its number."""
        if len(checks) > _TOPICS:
            raise ValueError(f"{len(checks)} checks: their bits would be those of topics")
        numbered = [(check, 1 << number) for number, check in enumerate(checks)]
        self._topics = topics
        self._starts = by_need((check.needs_start, bit) for check, bit in numbered)
        self._spaces = by_need((check.needs_spaces, bit) for check, bit in numbered)
        self._parts = by_need((check.needs_piece, bit) for check, bit in numbered)
        characters = [(each, bit) for check, bit in numbered for each in check.needs]
        self._sources: Mapping[Callable[[Reading], object], int] = {}
        self._source_topics: Sequence[tuple[Callable[[Reading], frozenset[str]], int]] = ()
        self._seen: Mapping[_Test, int] = {}
        self._seen_topics: Mapping[Callable[[str], frozenset[str]], tuple[int, ...]] = {}
        if language is None:
            self._sources = by_need((check.needs_source, bit) for check, bit in numbered)
            self._source_topics = [
                (check.needs_topic, bit) for check, bit in numbered if check.needs_topic is not None
            ]
        else:
            seen = by_need((check.needs_visible_in, bit) for check, bit in numbered)
            self._seen = {test_in(language): bits for test_in, bits in seen.items()}
            told = by_need((check.needs_topic_in, bit) for check, bit in numbered)
            self._seen_topics = {
                topics_in(language): tuple([bit for _, bit in numbered if bit & bits])
                for topics_in, bits in told.items()
            }
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
        """The bits of the checks that this text concerns by itself, and of its topics."""
        text, pieces = reading.text, reading.pieces
        mask = self._of_starts[text[:1]]
        if separates_words(reading.language):
            mask = reduce(or_, set(map(self._of_pieces.__getitem__, pieces)), mask)
        else:  # there a piece is a sentence, which does not come again
            for piece in pieces:
                mask |= self._of_piece(piece)
        if " ".join(pieces) != text:
            mask |= self._of_spaces(text)
        for concerns, bits in self._sources.items():
            if concerns(reading):
                mask |= bits
        for topics_of, bit in self._source_topics:
            mask |= self._topics.bits((bit,), topics_of(reading))
        return mask

    def _of_start(self, character: str) -> int:
        return _passed(self._starts, character)

    def _of_piece(self, piece: str) -> int:
        mask = self._of_characters(piece) | _passed(self._parts, piece)
        if may_hide(piece):  # what is seen of it may be anything
            mask |= _ANY_TOPIC
            for bits in self._seen.values():
                mask |= bits
            return mask
        for topics_of, checks in self._seen_topics.items():
            mask |= self._topics.bits(checks, topics_of(piece))
        return mask | _passed(self._seen, piece)

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
