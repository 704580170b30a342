"""The report for people: everything that was found, marked, escaped, in its own direction."""

from __future__ import annotations

from pipeline.reports import html
from tests.builders import make_finding

ARABIC = make_finding(
    path="locales/ar/LC_MESSAGES/back-pain.po",
    locale="ar",
    message="the translation has <b>",
    msgid="Take 5 mg & rest.",
    msgstr="تناول ٥٠ مغ.",
    span=(6, 11),
)
INVISIBLE = make_finding("zero-width", msgstr="Tome\u200b 5 mg.", span=(4, 5))


def test_place_is_marked_and_text_has_its_language_and_direction() -> None:
    page = html.render([ARABIC])
    assert '<p class="target" lang="ar" dir="rtl">تناول <mark>٥٠ مغ</mark>.</p>' in page
    assert "العربية (ar)" in page


def test_nothing_of_the_content_is_read_as_html() -> None:
    page = html.render([ARABIC])
    assert "the translation has &lt;b&gt;" in page
    assert "Take 5 mg &amp; rest." in page


def test_what_cannot_be_seen_is_named() -> None:
    assert "Tome<mark><i>U+200B</i></mark> 5 mg." in html.render([INVISIBLE])


def test_every_finding_links_to_its_file_and_its_check() -> None:
    page = html.render([ARABIC, INVISIBLE])
    assert page.count('href="locales/ar/LC_MESSAGES/back-pain.po"') == 1
    assert 'href="docs/checks.md#zero-width"' in page


def test_page_loads_nothing() -> None:
    page = html.render([ARABIC])
    assert "http" not in page
    assert "src=" not in page


def test_clean_run_says_so() -> None:
    assert "Nothing was found." in html.render([])
