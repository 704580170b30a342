"""The old cut of an article beside the new one: where the same text stands in both.

Asked of the texts, and of which of them have a translation. The catalogs of an article's languages
seldom differ in that, so what was found for one serves the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from pipeline.catalogs.recut.regrouping import OPENING, Stretch, Texts, begins, mixed, tiles

__all__ = ["Cuts", "Old", "compared"]

BLANK_COSTS = 1_000  # a tiling through an untranslated part only where there is no other


class Old(NamedTuple):
    """A text of the catalog."""

    text: str
    is_obsolete: bool
    is_translated: bool


@lru_cache(maxsize=8)  # those of the article at hand
def compared(new: tuple[str, ...], held: tuple[Old, ...]) -> Cuts:
    """The texts of a template and those of a catalog, both in their order."""
    return Cuts(new, held)


class Cuts:
    """Which stretches concern a text of the template that has no translation, or comes back."""

    def __init__(self, new: Sequence[str], held: Sequence[Old]) -> None:
        self.new = new
        self.held = {old.text: old for old in held}
        self.wanted = frozenset(new)
        self.unknown = frozenset(text for text in new if not self.is_translated(text))
        self.returning = frozenset(
            text for text in self.wanted - self.unknown if self.held[text].is_obsolete
        )
        self._former: dict[frozenset[str], tuple[Stretch, ...]] = {}

    def is_translated(self, text: str) -> bool:
        """Whether the catalog has a translation of the text."""
        return text in self.held and self.held[text].is_translated

    @cached_property
    def present(self) -> tuple[Stretch, ...]:
        """The stretches of what is in use until now."""
        translated = [
            old.text for old in self.held.values() if old.is_translated and not old.is_obsolete
        ]
        asked = self.unknown | self.returning
        return tuple(self._stretches(asked, translated, self.returning)) if asked else ()

    def former(self, unknown: frozenset[str]) -> tuple[Stretch, ...]:
        """Those of every cut that there ever was, for texts that are still unknown."""
        if unknown == self.unknown and all(
            old.is_translated and not old.is_obsolete for old in self.held.values()
        ):
            return self.present  # there never was another one
        if unknown not in self._former:
            present = [old.text for old in self.held.values() if not old.is_obsolete]
            gone = [old.text for old in self.held.values() if old.is_obsolete]
            found = self._stretches(unknown, [*present, *reversed(gone)], frozenset())
            self._former[unknown] = tuple(found)
        return self._former[unknown]

    def _stretches(
        self, wanted: frozenset[str], old: Sequence[str], returning: frozenset[str]
    ) -> Iterator[Stretch]:
        """The stretches of the old texts and the template that concern what is asked for.

        For a text that is `returning`, with a translation of its own, only what goes now counts.
        """
        goes = [text for text in old if text not in self.wanted and self.is_translated(text)]
        going = set(goes)
        asked = set(wanted)
        for stretch in self._joined(asked, old):
            ((text, _),) = stretch.new
            parts = [part for part, _ in stretch.old]
            if text in returning and not going.intersection(parts):
                continue
            if all(self.is_translated(part) for part in parts):
                asked.discard(text)
            yield stretch
        parted: set[str] = set()
        for stretch in self._parted(asked, goes):
            parted.update(text for text, _ in stretch.new)
            yield stretch
        yield from self._mixed(asked - parted, goes)

    def _joined(self, asked: set[str], old: Sequence[str]) -> Iterator[Stretch]:
        """Several old texts are a new one.

        A text that an update left empty is not put together from others that stand in the article
        today: each update would then find what the one before it filled.
        """
        may_be = [text for text in self.new if text in asked and begins(text, old)]
        if not may_be:
            return  # nearly always
        texts = Texts({text: self._cost(text) for text in old})
        gone = Texts({text: self._cost(text) for text in old if text not in self.wanted})
        for text in may_be:
            is_left_empty = text in self.held and not self.is_translated(text)
            atoms = tiles(text, gone if is_left_empty else texts)
            if any(self.is_translated(atom.text) for atom in atoms):
                yield Stretch(atoms, tuple((atom.text, 1) for atom in atoms), ((text, len(atoms)),))

    def _cost(self, text: str) -> int:
        if not self.is_translated(text):
            return BLANK_COSTS
        return 1 if self.held[text].is_obsolete else 0

    def _parted(self, asked: set[str], goes: Sequence[str]) -> Iterator[Stretch]:
        """An old text is several new ones."""
        may_be = [text for text in goes if begins(text, self.new)] if asked else []
        texts = Texts(dict.fromkeys(self.wanted, 0) if may_be else {})
        for text in may_be:
            atoms = tiles(text, texts)
            if any(atom.text in asked for atom in atoms):
                yield Stretch(atoms, ((text, len(atoms)),), tuple((atom.text, 1) for atom in atoms))

    def _mixed(self, asked: set[str], goes: Sequence[str]) -> Iterator[Stretch]:
        """Neither: the borders have moved, or only some of them are gone."""
        going = set(goes)
        order = [text for text in self.held if text in going]
        openings: dict[str, list[int]] = {}
        for place, text in enumerate(order):
            openings.setdefault(text[:OPENING], []).append(place)
        done: set[str] = set()
        for new_place, text in enumerate(self.new):
            if text not in asked or text in done:
                continue
            for place in openings.get(text[:OPENING], ()):
                stretch = mixed(order, place, self.new, new_place)
                if stretch is not None:
                    done.update(each for each, _ in stretch.new)
                    yield stretch
                    break
