"""Which catalogs of a language can concern the checks that see all of them at once.

Those checks compare entries that have the source or the translation in common. Keeping every
entry of a library until its last article is read would cost gigabytes; here an entry is two marks
of 32 bits, which go on record with what was found in its catalog, and only the catalogs that hold
something to compare are read again. No I/O, no opinion.

Equal texts have equal marks, so that nothing to compare is overlooked but where two different
translations of one sentence share one.
"""

from __future__ import annotations

import base64
import sys
import zlib
from array import array
from collections.abc import Iterable, Mapping
from typing import TypeVar

__all__ = ["Entry", "marks_of", "places_to_compare"]

Entry = tuple[str | None, str, str]  # of a translated unit: its context, source and translation
Place = TypeVar("Place")


def marks_of(entries: Iterable[Entry]) -> str:
    """What to remember of a catalog, as a text that JSON can hold."""
    marks = array("I")
    for context, source, target in entries:
        marks.append(zlib.crc32(f"{context or ''}\4{source}".encode()))
        marks.append(zlib.crc32(target.encode()))
    return base64.b64encode(_little_endian(marks).tobytes()).decode()


def _little_endian(marks: array[int]) -> array[int]:
    if sys.byteorder == "big":
        marks.byteswap()
    return marks


def places_to_compare(marks: Mapping[Place, str]) -> frozenset[Place]:
    """The places with an entry that another one contradicts, by what `marks_of` made of each.

    One sentence has two translations there, or two sentences have one.
    """
    noted = {place: _unpacked(each) for place, each in marks.items()}
    contested = _contested((s, t) for each in noted.values() for s, t in zip(*each, strict=True))
    shared = _contested((t, s) for each in noted.values() for s, t in zip(*each, strict=True))
    return frozenset(
        place
        for place, (sources, targets) in noted.items()
        if not (contested.isdisjoint(sources) and shared.isdisjoint(targets))
    )


def _unpacked(marks: str) -> tuple[array[int], array[int]]:
    both = _little_endian(array("I", base64.b64decode(marks)))
    return both[::2], both[1::2]


def _contested(pairs: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The first numbers that stand beside two different second ones."""
    first: dict[int, int] = {}
    return frozenset(one for one, other in pairs if first.setdefault(one, other) != other)
