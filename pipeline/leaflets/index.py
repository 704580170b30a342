"""The page that lists all leaflets, by language, with how far each of them is.

Shares look and templates with the leaflets' pages (`html`); every language speaks its own words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.language import cldr
from pipeline.leaflets import tree
from pipeline.leaflets.html import (
    LanguageLink,
    environment,
    language_links,
    style_variables,
    stylesheet,
    word_functions,
)
from pipeline.leaflets.theme import Theme
from pipeline.leaflets.words import Words
from pipeline.model import Coverage, Language, Leaflet


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What the index says of one leaflet; small enough to be kept with finished work."""

    slug: str
    language: Language
    title: str
    title_language: Language  # the source's where the title is not translated
    summary: str
    coverage: Coverage
    is_source: bool  # whether the leaflet is in the language that it was written in
    is_draft: bool
    formats: tuple[str, ...]  # "html", "pdf"

    @property
    def title_dir(self) -> str:
        """Which way the title runs."""
        return cldr.direction(self.title_language)


@dataclass(frozen=True, slots=True)
class _Section:
    link: LanguageLink
    style: str
    word: Callable[..., object]
    entries: tuple[IndexEntry, ...]


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
    )


def export_index(
    entries: tuple[IndexEntry, ...],
    *,
    language: Language,
    words: Mapping[Language, Words],
    theme: Theme,
    title: str,
    contact: str = "",
) -> bytes:
    """The index page, UTF-8; languages in the order in which `entries` first have them.

    `language` is the page's own, and `words` has it and every language of the entries; `title` is
    the name of the publisher or the project, as it is.
    """
    languages = tuple(dict.fromkeys(entry.language for entry in entries))
    sections = [
        _Section(
            link,
            style_variables(listed),
            word_functions(words[listed])["word"],
            tuple(entry for entry in entries if entry.language == listed),
        )
        for listed, link in zip(languages, language_links(languages), strict=True)
    ]
    css = stylesheet(theme, language, "leaflet.css", "index.css")
    page = (
        environment()
        .get_template("index.html.j2")
        .render(
            language=language,
            dir=cldr.direction(language),
            title=title,
            contact=contact,
            theme=theme,
            sections=sections,
            css=css,
            **word_functions(words[language]),
        )
    )
    return page.encode("utf-8")
