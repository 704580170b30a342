"""What the index says of a leaflet; kept with finished work, so that no leaflet is made for it.

How the index looks is `index`'s.
"""

from __future__ import annotations

from typing import NamedTuple

from pipeline.language import cldr
from pipeline.leaflets import tree
from pipeline.leaflets.downloads import PAGE, Download, downloads
from pipeline.model import Coverage, Language, Leaflet


class IndexEntry(NamedTuple):
    """What the index says of one leaflet; small enough to be kept with finished work."""

    slug: str
    language: Language
    title: str
    title_language: Language  # the source's where the title is not translated
    summary: str
    coverage: Coverage
    is_source: bool  # whether the leaflet is in the language that it was written in
    is_draft: bool
    formats: tuple[str, ...]  # "html", "pdf": those whose files lie in the folder
    topics: tuple[tuple[str, str], ...] = ()  # keywords: in the source language, as shown

    @property
    def has_page(self) -> bool:
        """Whether there is a web page to link to."""
        return PAGE in self.formats

    @property
    def files(self) -> tuple[Download, ...]:
        """What lies beside the page."""
        return downloads(self.formats)

    @property
    def title_dir(self) -> str:
        """Which way the title runs."""
        return cldr.direction(self.title_language)


def index_entry(leaflet: Leaflet, *, formats: tuple[str, ...]) -> IndexEntry:
    """The leaflet as the index lists it."""
    return IndexEntry(
        slug=leaflet.slug,
        language=leaflet.language,
        title=tree.plain_text(leaflet.title.children),
        title_language=leaflet.title.language,
        summary=tree.plain_text(leaflet.summary.children) if leaflet.summary else "",
        coverage=leaflet.coverage,
        is_source=leaflet.language == leaflet.source_language,
        is_draft=leaflet.is_draft,
        formats=formats,
        topics=tuple(zip(leaflet.metadata.keywords, leaflet.keywords, strict=False)),
    )
