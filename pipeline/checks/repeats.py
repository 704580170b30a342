"""Which entries of a language can concern the checks that see all its catalogs at once.

Those checks compare entries that have the source or the translation in common. Keeping every
entry of a library until its last article is read would cost gigabytes; here an entry is two hashes,
and only the catalogs that hold something to compare are read again. No I/O, no opinion.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Hashable, Iterable, Sequence

__all__ = ["Entry", "Repeats"]

Entry = tuple[str | None, str, str]  # of a translated unit: its context, source and translation

MAX_ENTRIES = 10_000_000  # of 16 bytes; more are not noted, and their catalogs are read again


class Repeats:
    """The translated entries of many catalogs, each known by the hashes of its two texts.

    Equal texts have equal hashes, so that nothing to compare is overlooked but where two different
    translations of one sentence have the same 64 bits.
    """

    def __init__(self) -> None:
        self._noted: dict[Hashable, tuple[array[int], array[int]]] = {}
        self._sources: array[int] = array("q")
        self._entries = 0

    def note(self, place: Hashable, entries: Sequence[Entry]) -> None:
        """Remember what the catalog at this place says."""
        if self._entries + len(entries) > MAX_ENTRIES:
            return
        sources = array("q", [hash(entry[:2]) for entry in entries])
        if sources == self._sources:
            sources = self._sources  # one for all languages of an article
        self._sources = sources
        self._noted[place] = (sources, array("q", [hash(entry[2]) for entry in entries]))
        self._entries += len(entries)

    def places_to_compare(self, places: Collection[Hashable]) -> frozenset[Hashable] | None:
        """The places with an entry that another one contradicts; None where some were not noted.

        One sentence has two translations there, or two sentences have one.
        """
        if any(place not in self._noted for place in places):
            return None
        noted = [self._noted[place] for place in places]
        contested = _contested((s, t) for pair in noted for s, t in zip(*pair, strict=True))
        shared = _contested((t, s) for pair in noted for s, t in zip(*pair, strict=True))
        return frozenset(
            place
            for place, (sources, targets) in zip(places, noted, strict=True)
            if not (contested.isdisjoint(sources) and shared.isdisjoint(targets))
        )


def _contested(pairs: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The first numbers that stand beside two different second ones."""
    first: dict[int, int] = {}
    return frozenset(one for one, other in pairs if first.setdefault(one, other) != other)
