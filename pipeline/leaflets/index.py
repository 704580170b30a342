"""The page that lists all leaflets, by language, with how far each of them is.

Shares look and templates with the leaflets' pages (`html`); every language speaks its own words.
The one page with a script, templates/index.js: it searches and filters. Without it the page is a
list by language, and a language's link shows that language alone.
"""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import NamedTuple

from pipeline.language import cldr
from pipeline.leaflets.downloads import Download
from pipeline.leaflets.entry import IndexEntry
from pipeline.leaflets.html import (
    LanguageLink,
    contact_line,
    file_label,
    in_order,
    language_links,
    style_variables,
    stylesheet,
    word_functions,
)
from pipeline.leaflets.pages import render_long, sheet
from pipeline.leaflets.theme import Theme, theme_beside
from pipeline.leaflets.words import Words
from pipeline.model import Language

KEPT_WORDS = 256  # of a language: every entry says the same, but for its percentage


class _Section(NamedTuple):
    link: LanguageLink
    style: str
    word: Callable[..., object]
    file_label: Callable[[Download], object]
    entries: tuple[IndexEntry, ...]


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
    theme = theme_beside(title, theme)
    languages = tuple(dict.fromkeys(entry.language for entry in entries))
    sections = [
        _Section(
            link,
            style_variables(listed),
            lru_cache(KEPT_WORDS)(word_functions(words[listed])["word"]),
            partial(file_label, words[listed]),
            tuple(sorted((each for each in entries if each.language == listed), key=_order)),
        )
        for listed, link in zip(languages, language_links(languages), strict=True)
    ]
    script = sheet("index.js", theme)
    return render_long(
        "index.html.j2",
        theme,
        language=language,
        dir=cldr.direction(language),
        title=title,
        contact=contact_line(contact),
        in_order=in_order,
        sections=sections,
        topics=_topics(entries, language),
        css=stylesheet(theme, language, "leaflet.css", "index.css"),
        script=script,
        script_hash=_hash(script),
        **word_functions(words[language]),
    )


def _order(entry: IndexEntry) -> tuple[bool, str, str, str]:
    """By title, letters before accents and case, titles that are not translated last.

    The script sorts anew, as CLDR has it for each language: browsers carry the whole of it.
    """
    letters = (
        char
        for char in unicodedata.normalize("NFKD", entry.title.casefold())
        if not unicodedata.combining(char)
    )
    is_foreign = entry.title_language != entry.language
    return (is_foreign, "".join(letters), entry.title, entry.slug)


def _topics(entries: tuple[IndexEntry, ...], language: Language) -> tuple[tuple[str, str], ...]:
    """Every topic once, as the page's language calls it, in the order of the names."""
    names: dict[str, str] = {}
    for entry in entries:
        for topic, shown in entry.topics:
            if entry.language == language:
                names[topic] = shown
            else:
                names.setdefault(topic, topic)
    return tuple(sorted(names.items(), key=lambda pair: (pair[1].casefold(), pair)))


def _hash(script: str) -> str:
    """The script as the page's policy names it (CSP 3): no other script may run."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
