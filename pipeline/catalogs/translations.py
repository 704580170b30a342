"""What a catalog says to a reader: its translations by their texts, and nothing else of it.

Building a leaflet asks no more. Read from a file at a glance where that is possible.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Self

from pipeline.catalogs import po, review
from pipeline.catalogs.po.glance import Entries, glance
from pipeline.model import Catalog, State

__all__ = ["NO_TRANSLATIONS", "Text", "Translations", "is_visible"]

Text = tuple[str | None, str]  # as `Key`, which equals it


class Translations(NamedTuple):
    """The translations of one catalog."""

    published: Mapping[Text, str]  # what may reach a reader
    fuzzy: frozenset[Text]  # texts whose translation may not, for now
    is_approved: bool  # by a reviewer, as it stands

    @classmethod
    def read(cls, data: bytes, path: str) -> Self:
        """Those of a PO file. Raises CatalogError as `po.parse` does."""
        entries = glance(data, path)
        return cls.of(po.parse(data, path)) if entries is None else cls.of_entries(entries)

    @classmethod
    def of(cls, catalog: Catalog) -> Self:
        """Those of a catalog."""
        states = [(unit, unit.state) for unit in catalog.units]
        return cls(
            {
                unit.key: unit.msgstr
                for unit, state in states
                if state is State.TRANSLATED and is_visible(unit.msgstr)
            },
            frozenset(unit.key for unit, state in states if state is State.FUZZY),
            review.is_approved(catalog),
        )

    @classmethod
    def of_entries(cls, entries: Entries) -> Self:
        """Those of a file that was read at a glance."""
        rows = zip(entries.keys, entries.msgstrs, strict=True)
        approved = review.is_approved_at_a_glance(entries)
        if entries.is_translated:
            return cls({key: text for key, text in rows if is_visible(text)}, frozenset(), approved)
        states = list(zip(rows, entries.states, strict=True))
        return cls(
            {
                key: text
                for (key, text), state in states
                if state is State.TRANSLATED and is_visible(text)
            },
            frozenset(key for (key, _), state in states if state is State.FUZZY),
            approved,
        )


def is_visible(text: str) -> bool:
    """Whether a reader sees anything of a text; a sentence that none sees would be lost.

    A check tells of a translation that is nothing but invisible characters (`blank-translation`).
    """
    return text[:1].isalnum() or any(char.isprintable() and char != " " for char in text)


NO_TRANSLATIONS = Translations({}, frozenset(), is_approved=False)  # of an empty catalog
