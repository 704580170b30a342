"""Small questions and changes that concern one catalog: coverage, header fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace

from pipeline.model import Catalog, Coverage, Key, State

__all__ = ["coverage", "coverage_of", "with_header"]


def coverage(catalog: Catalog) -> Coverage:
    """How far the catalog is translated. Obsolete units don't count, nor does the header."""
    states = Counter(unit.state for unit in catalog.units)
    return Coverage(
        total=len(catalog.units) - states[State.OBSOLETE],
        translated=states[State.TRANSLATED],
        fuzzy=states[State.FUZZY],
        untranslated=states[State.UNTRANSLATED],
    )


def coverage_of(keys: Collection[Key], catalog: Catalog | None) -> Coverage:
    """How far these keys are translated in the catalog; one that it does not have is not."""
    states = Counter(unit.state for unit in (catalog.units if catalog else ()) if unit.key in keys)
    translated, fuzzy = states[State.TRANSLATED], states[State.FUZZY]
    return Coverage(len(keys), translated, fuzzy, len(keys) - translated - fuzzy)


def with_header(catalog: Catalog, values: Mapping[str, str]) -> Catalog:
    """The catalog with these header fields set: in place where it has them, else at the end."""
    wanted = {name.lower(): (name, value) for name, value in values.items()}
    header = [
        (name, wanted.pop(name.lower())[1]) if name.lower() in wanted else (name, value)
        for name, value in catalog.header
    ]
    return replace(catalog, header=(*header, *wanted.values()))
