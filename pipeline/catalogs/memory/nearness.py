"""Which known texts are near enough to one to be compared with it: an index of what they share.

Finds candidates only; how near each really is, is `catalogs.similar`'s to say.
"""

from __future__ import annotations

import heapq
import sqlite3
import zlib
from collections.abc import Mapping
from itertools import pairwise

__all__ = ["candidates", "runs"]

COMMON = 2_000  # a run of words that more sources have tells nothing
CANDIDATES = 100  # sources that are really compared
SHORT = 4  # words: texts with fewer are looked up by characters too
WORD_LENGTH = 15  # longer on average: a script without spaces, taken by characters


def runs(text: str) -> set[int]:
    """Digests of what a text shares with those near to it: pairs of neighbouring words.

    Two texts that are similar enough to be offered share a pair. Very short ones need not, and
    scripts without spaces have none: these are taken by three characters as well.
    """
    words = text.casefold().split()
    pieces = {f"{one} {other}" for one, other in pairwise(words)}
    if len(words) < SHORT or len(text) > WORD_LENGTH * len(words):
        characters = "".join(words)
        pieces |= {characters[at : at + 3] for at in range(max(1, len(characters) - 2))}
    return {zlib.crc32(piece.encode()) for piece in pieces}


def candidates(source: str, connection: sqlite3.Connection) -> tuple[str, ...]:
    """The known texts that share most with this one, the rarer the better; ties by their text."""
    weights: dict[int, float] = {}
    for run in sorted(runs(source)):
        query = "SELECT source FROM run WHERE run = ? LIMIT ?"
        found = [number for (number,) in connection.execute(query, (run, COMMON + 1))]
        if len(found) <= COMMON:
            for number in found:
                weights[number] = weights.get(number, 0.0) + 1.0 / len(found)
    texts = [
        (-weights[number], text)
        for number in _heaviest(weights)
        for (text,) in connection.execute("SELECT text FROM source WHERE id = ?", (number,))
    ]
    return tuple(text for _, text in sorted(texts)[:CANDIDATES])


def _heaviest(weights: Mapping[int, float]) -> list[int]:
    """CANDIDATES numbers or more, never some of equal ones: which would depend on their order.

    Where the least of them are very many, none of these: fewer numbers, if there are any then.
    """
    if len(weights) <= CANDIDATES:
        return list(weights)
    least = heapq.nlargest(CANDIDATES, weights.values())[-1]
    heavier = [number for number, weight in weights.items() if weight > least]
    equal = [number for number, weight in weights.items() if weight == least]
    return heavier if heavier and len(equal) > 4 * CANDIDATES else heavier + equal
