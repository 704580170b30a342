"""Which files a leaflet is made as: in all formats and layouts asked for but those omitted.

Knows names of files; makes none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pipeline.leaflets.layouts import LAYOUTS
from pipeline.model import Language
from pipeline.settings import FORMATS

LAYOUT_OF = {layout.suffix.removeprefix("."): name for name, layout in LAYOUTS.items()}
"""Layout by what stands after "<slug>." in the name of its file."""


class Offer(NamedTuple):
    """The files of every leaflet, as what stands after "<slug>." in their names."""

    names: tuple[str, ...]  # of all, but
    omitted: Mapping[str, frozenset[str]]  # these of "knee", or of "ta/knee": one language of it

    def of(self, slug: str, language: Language) -> tuple[str, ...]:
        """Those of one leaflet, in the order of `names`."""
        gone = self.withheld(slug, language)
        return tuple(name for name in self.names if name not in gone) if gone else self.names

    def withheld(self, slug: str, language: Language) -> frozenset[str]:
        """Those that a leaflet must not have, whatever is asked for."""
        if not self.omitted:
            return _NONE
        return self.omitted.get(slug, _NONE) | self.omitted.get(f"{language.tag}/{slug}", _NONE)


_NONE: frozenset[str] = frozenset()


def offer(
    formats: Iterable[str], layouts: Iterable[str], omit: Mapping[str, Iterable[str]]
) -> Offer:
    """What is made in these formats and layouts; `omit`: `Settings.omit`."""
    omitted: dict[str, set[str]] = {}
    for layout, leaflets in omit.items():
        for leaflet in leaflets:
            omitted.setdefault(leaflet, set()).update(file_names(("pdf",), (layout,)))
    gone = {leaflet: frozenset(names) for leaflet, names in omitted.items()}
    return Offer(file_names(formats, layouts), gone)


def file_names(formats: Iterable[str], layouts: Iterable[str]) -> tuple[str, ...]:
    """Each layout of a PDF is a file of its own; the leaflet's usual layout is plain "pdf"."""
    wanted = tuple(layouts)
    printed = tuple(name for name, layout in LAYOUT_OF.items() if layout in wanted)
    return tuple(name for each in formats for name in (printed if each == "pdf" else (each,)))


ALL_NAMES = file_names(FORMATS, LAYOUTS)  # of files that a build may ever have made
