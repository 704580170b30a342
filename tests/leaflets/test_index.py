"""The page that lists all leaflets."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping

from pipeline.leaflets.entry import IndexEntry, index_entry
from pipeline.leaflets.index import export_index
from pipeline.leaflets.words import Words
from pipeline.model import Coverage, Language, Leaflet
from tests.builders import default_theme

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
        topics=(("ankle", "كاحل"), ("sprain", "التواء")),
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
    assert "ankle.pdf" not in page
    assert "Riverside &lt;Health&gt;" in page


def test_empty_project_has_an_index_too(words: Callable[[Language], Words]) -> None:
    page = export_index((), language=EN, words={EN: words(EN)}, theme=default_theme(), title="")
    assert b"<h1>Patient leaflets</h1>" in page


def make_entry(title: str, **changes: object) -> IndexEntry:
    entry = IndexEntry(
        slug=title.lower(),
        language=EN,
        title=title,
        title_language=EN,
        summary="",
        coverage=Coverage(1, 1),
        is_source=True,
        is_draft=False,
        formats=("html",),
    )
    return entry._replace(**changes)  # type: ignore[arg-type]


def page_of(*entries: IndexEntry, words: Callable[[Language], Words]) -> str:
    spoken = {EN, *(entry.language for entry in entries)}
    return export_index(
        entries,
        language=EN,
        words={language: words(language) for language in spoken},
        theme=default_theme(),
        title="",
    ).decode()


def test_titles_stand_in_the_order_of_the_alphabet_and_foreign_ones_last(
    words: Callable[[Language], Words],
) -> None:
    french = Language("fr")
    titles = ("Zona", "Épaule", "eczéma", "Entorse")
    entries = [make_entry(title, language=french, title_language=french) for title in titles]
    page = page_of(make_entry("Ankle", language=french), *entries, words=words)
    shown = re.findall(r"<h3><a [^>]*>(.*?)</a>", page)
    assert shown == ["eczéma", "Entorse", "Épaule", "Zona", "Ankle"]


def test_no_line_of_a_title_ends_within_an_amount(words: Callable[[Language], Words]) -> None:
    page = page_of(make_entry("Tablets 500 mg", summary="Up to 2 g"), words=words)
    assert '>Tablets <span class="whole">500 mg</span></a>' in page
    assert '<p>Up to <span class="whole">2 g</span></p>' in page


def test_every_file_of_a_leaflet_is_offered_and_named_for_those_who_can_not_see(
    words: Callable[[Language], Words],
) -> None:
    formats = ("html", "epub", "pdf", "large-print", "docx", "braille")
    page = page_of(make_entry("Ankle", formats=formats), words=words)
    assert re.findall(r'<a href="en/(ankle\.[^"]*)"[^>]*aria-label="(.*?)">(.*?)</a>', page) == [
        ("ankle.pdf", "PDF: Ankle", "PDF"),
        ("ankle.large-print.pdf", "Large print: Ankle", "Large print"),
        ("ankle.epub", "EPUB: Ankle", "EPUB"),
        ("ankle.docx", "DOCX: Ankle", "DOCX"),
        ("ankle.braille", "BRAILLE: Ankle", "BRAILLE"),
    ]


def test_leaflet_without_a_page_is_listed_without_a_link_to_one(
    words: Callable[[Language], Words],
) -> None:
    page = page_of(make_entry("Ankle", formats=("pdf",)), words=words)
    assert "ankle.html" not in page
    assert "<h3><span>Ankle</span></h3>" in page


def test_topics_are_offered_once_in_the_words_of_the_page(
    words: Callable[[Language], Words],
) -> None:
    spanish = Language("es")
    page = page_of(
        make_entry("Ankle", topics=(("sprain", "sprain"), ("ankle", "ankle"))),
        make_entry("Tobillo", language=spanish, topics=(("sprain", "esguince"),)),
        words=words,
    )
    assert re.findall(r'<option value="(\w+)">(.*?)</option>', page) == [
        ("ankle", "ankle"),
        ("sprain", "sprain"),
    ]
    assert '<li data-topic="sprain">esguince</li>' in page


def test_policy_allows_the_one_script_of_the_page(words: Callable[[Language], Words]) -> None:
    page = page_of(make_entry("Ankle"), words=words)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src &#39;sha256-{digest}&#39;" in page or (
        f"script-src 'sha256-{digest}'" in page
    )
    assert re.findall(r'\son\w+="', page) == []


def test_numbers_between_right_to_left_words_stay_in_order(
    leaflets: Mapping[str, Leaflet], words: Callable[[Language], Words]
) -> None:
    entry = index_entry(leaflets["ar"], formats=("html",))._replace(
        title="أول 2–3 أيام",
        summary="من 200–400 mg فقط",
        topics=(("dose", "جرعة 5–10 mg"),),
    )
    page = export_index(
        (entry,),
        language=EN,
        words={language: words(language) for language in (EN, Language("ar"))},
        theme=default_theme(),
        title="Riverside",
        contact="اتصل على 600 123 456",
    ).decode()
    for shown in (
        '>أول <bdi dir="ltr">2–3</bdi> أيام</a>',
        '<p>من <bdi dir="ltr">200–400 mg</bdi> فقط</p>',
        '>جرعة <bdi dir="ltr">5–10 mg</bdi></li>',
        '<p><bdi>اتصل على <bdi dir="ltr">600 123 456</bdi></bdi></p>',
    ):
        assert shown in page


def test_how_much_is_translated_has_the_digits_of_its_language(
    words: Callable[[Language], Words],
) -> None:
    """As the date and the numbers of pages have them; where the words are missing, in English."""
    tags = ("fa", "bn", "hi", "ar", "ro")
    languages = [EN, *map(Language, tags)]
    entries = tuple(
        make_entry(
            "Fever", language=each, coverage=Coverage(20, 12), is_source=False, is_draft=True
        )
        for each in languages[1:]
    )
    page = export_index(
        entries,
        language=EN,
        words={each: words(each) for each in languages},
        theme=default_theme(),
        title="Riverside",
    ).decode()
    shown = re.findall(r"</i></span>(.*?)</span>", page)
    assert [re.sub(r"[^\d%٪]", "", re.sub("<[^>]*>", "", each)) for each in shown] == [
        "۶۰٪",
        "৬০%",
        "60%",
        "60%",
        "60%",
    ]
