"""The page that lists all leaflets."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pipeline.leaflets.index import IndexEntry, export_index, index_entry
from pipeline.leaflets.theme import default_theme
from pipeline.leaflets.words import Words
from pipeline.model import Coverage, Language, Leaflet

EN = Language("en")


def test_entry_says_what_the_leaflet_is(leaflets: Mapping[str, Leaflet]) -> None:
    assert index_entry(leaflets["ar"], formats=("html", "pdf")) == IndexEntry(
        slug="ankle",
        language=Language("ar"),
        title="التواء الكاحل",
        title_language=Language("ar"),
        summary="ما يفيد في المنزل",
        coverage=Coverage(22, 21, 1, 0),
        is_source=False,
        is_draft=True,
        formats=("html", "pdf"),
    )


def test_every_language_lists_its_leaflets_in_its_own_words(
    leaflets: Mapping[str, Leaflet], words: Callable[[Language], Words]
) -> None:
    entries = tuple(index_entry(leaflet, formats=("html",)) for leaflet in leaflets.values())
    page = export_index(
        entries,
        language=EN,
        words={leaflet.language: words(leaflet.language) for leaflet in leaflets.values()},
        theme=default_theme(),
        title="Riverside <Health>",
    ).decode()
    assert re.findall(r'<section id="(.*?)" lang="(.*?)" dir="(.*?)"', page) == [
        ("en", "en", "ltr"),
        ("ar", "ar", "rtl"),
        ("ja", "ja", "ltr"),
    ]
    assert re.findall(r'<h3><a href="(.*?)"[^>]*>(.*?)</a>', page) == [
        ("en/ankle.html", "A sprained ankle"),
        ("ar/ankle.html", "التواء الكاحل"),
        ("ja/ankle.html", "足首をひねったときの手当て"),
    ]
    assert re.findall(r'<span class="badge">(.*?)</span>', page) == ["Draft", "مسودة", "下書き"]
    assert "تُرجم 95%" in page
    assert "<script" not in page
    assert "ankle.pdf" not in page
    assert "Riverside &lt;Health&gt;" in page


def test_empty_project_has_an_index_too(words: Callable[[Language], Words]) -> None:
    page = export_index((), language=EN, words={EN: words(EN)}, theme=default_theme(), title="")
    assert b"<h1>Patient leaflets</h1>" in page
