"""The page that a patient reads: whole pages against reviewed golden files, and what must not slip."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ExportError
from pipeline.leaflets.html import export_html
from pipeline.leaflets.html_tree import article_nodes, isolate_numbers
from pipeline.leaflets.images import Image, read_image
from pipeline.leaflets.localize import localize
from pipeline.leaflets.markup import to_html
from pipeline.leaflets.page_text import page_text
from pipeline.leaflets.theme import Theme, make_theme
from pipeline.leaflets.web import qr_rows
from pipeline.leaflets.words import Words
from pipeline.model import (
    AdaptedFrom,
    Article,
    Catalog,
    Document,
    Element,
    Inline,
    Key,
    Language,
    Leaflet,
    Metadata,
    Segmentation,
    Unit,
)
from pipeline.source.document import parse
from pipeline.source.tags import escape
from tests.builders import CHECKLISTS, default_theme

GOLDEN = Path(__file__).with_name("golden")
UPDATE = bool(os.environ.get("LEAFLETS_UPDATE_GOLDEN"))
LANGUAGES = tuple(Language(tag) for tag in ("en", "ar", "ja"))
EN = LANGUAGES[0]
BASE_URL = "https://example.org/leaflets"
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
MAIN = re.compile(r'<main id="article"[^>]*>\n(.*)\n</main>', re.DOTALL)


@pytest.fixture
def export(images: Path, words: Callable[[Language], Words]) -> Callable[[Leaflet], str]:
    def run(leaflet: Leaflet) -> str:
        return export_html(
            leaflet,
            words=words(leaflet.language),
            theme=default_theme(),
            languages=LANGUAGES,
            image_root=images,
            formats=("html", "pdf"),
            contact="Questions? +44 20 7946 0018",
        ).decode()

    return run


def test_an_address_does_not_stand_twice_on_paper(
    make_document: Callable[..., Document], export: Callable[[Leaflet], str]
) -> None:
    """The style for paper sets the address of a link behind it, but for those of this class."""
    body = "See <https://example.org/a?b=1&c=2>, [us](https://example.org/b).\n"
    page = export(localize(make_document(body), None, language=EN))
    assert re.findall(r"<a ([^>]*example.org[^>]*)>", MAIN.search(page)[1]) == [
        'href="https://example.org/a?b=1&amp;c=2" class="address"',
        'href="https://example.org/b"',
    ]
    assert "main a[href^=http]:not(.address)::after" in page


@pytest.mark.parametrize(
    ("tag", "start", "end"),
    [
        pytest.param("en", "", "", id="en"),
        pytest.param("ar", '<bdi dir="ltr" class="long">', "</bdi>", id="ar"),
    ],
)
def test_an_address_may_be_broken_after_its_marks(
    make_document: Callable[..., Document],
    make_catalog: Callable[..., Catalog],
    images: Path,
    words: Callable[[Language], Words],
    tag: str,
    start: str,
    end: str,
) -> None:
    """On a phone an address ended with "or" and the next line was "g"; in Arabic it stays in order."""
    body = "At <https://example.org/for-you/a_b>, <help.desk@example.org>, [us](https://x.org).\n"
    catalog = make_catalog({body.strip(): body.strip().replace("At", "في")})
    translated = None if tag == "en" else catalog
    leaflet = localize(make_document(body), translated, language=Language(tag))
    nodes = article_nodes(
        leaflet,
        words=words(leaflet.language),
        read_image=lambda source: read_image(source, root=images, slug="ankle"),
    )
    page = to_html(nodes, language=leaflet.language)
    shown = re.findall(r"<a [^>]*>(.*?)</a>", page)
    assert [each.replace(" />", ">") for each in shown] == [
        f"{start}https://example.org/<wbr>for-you/<wbr>a_<wbr>b{end}",
        f"{start}help.<wbr>desk@<wbr>example.org{end}",
        "us",
    ]


@pytest.mark.parametrize("tag", ["en", "ar", "ja"])
def test_page_is_the_one_that_was_reviewed(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], str], tag: str
) -> None:
    page = STYLE.sub("<style></style>", export(leaflets[tag]))
    golden = GOLDEN / f"ankle.{tag}.html"
    if UPDATE:
        golden.write_text(page, encoding="utf-8")
    assert page == golden.read_text(encoding="utf-8")


def test_page_needs_nothing_but_itself(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], str]
) -> None:
    page = export(leaflets["ar"])
    assert "<script" not in page
    assert set(re.findall(r'\bsrc="([^:]*:[^,]*),', page)) == {"data:image/svg+xml;base64"}
    assert re.findall(r"url\(|@import|<link rel=\"stylesheet", page) == []


def test_main_holds_the_article_and_nothing_else(
    make_document: Callable[..., Document], export: Callable[[Leaflet], str]
) -> None:
    leaflet = localize(
        make_document("Rest the foot.\n\n## Later\n\nWalk."), None, language=LANGUAGES[0]
    )
    found = MAIN.search(export(leaflet))
    assert found is not None
    assert found[1] == '<p>Rest the foot.</p>\n<h2 id="later">Later</h2>\n<p>Walk.</p>'


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("Take 20–30 mg at 38.5 °C.", '<p>Take {20–30 mg} at {38.5 °C}.</p>'),
        ("Take **5 ml** or *½ l*.", "<p>Take <strong>{5 ml}</strong> or <em>{½ l}</em>.</p>"),
        ("From 200～400mg to 2 kg", "<p>From {200～400mg} to {2 kg}</p>"),
        ("Type `5 mg` & 3 m", "<p>Type <code>5 mg</code> &amp; {3 m}</p>"),
    ],
)  # fmt: skip
def test_no_line_of_a_page_ends_within_an_amount(
    make_document: Callable[..., Document], export: Callable[[Leaflet], str], body: str, shown: str
) -> None:
    page = export(localize(make_document(body), None, language=Language("en")))
    expected = shown.replace("{", '<span class="whole">').replace("}", "</span>")
    assert expected in page
    assert ".whole,.count{white-space:nowrap}" in page


def test_no_line_ends_between_a_number_and_its_unit_explained(
    make_document: Callable[..., Document], export: Callable[[Leaflet], str]
) -> None:
    """On a phone "(2.5 mL)" ended a line with 2.5, where the article says what mL is."""
    body = "Take 60 mg (2.5 mL). In 2 GP visits.\n\n*[mL]: millilitre\n*[GP]: doctor\n"
    page = export(localize(make_document(body), None, language=Language("en")))
    assert '2.5\u00a0<abbr title="millilitre">mL</abbr>)' in page
    assert '2 <abbr title="doctor">GP</abbr> visits' in page


def test_the_mark_of_a_footnote_begins_no_line(
    make_document: Callable[..., Document], export: Callable[[Leaflet], str]
) -> None:
    """Behind a Japanese stop it did: "1" before "30 minutes" in the next line."""
    page = export(
        localize(make_document("Rest.[^1]\n\n[^1]: Now.\n"), None, language=Language("en"))
    )
    assert "sup[id^=fnref]::before{content:" in page
    assert '<sup id="fnref:1"><a class="footnote-ref"' in page


def test_a_number_and_what_it_counts_are_parted_in_a_table_only(
    make_document: Callable[..., Document], export: Callable[[Leaflet], str]
) -> None:
    page = export(localize(make_document("2–3 weeks, **5 mg**"), None, language=Language("en")))
    whole = '<span class="count"><span class="whole">2–3</span> weeks</span>'
    assert f'{whole}, <strong><span class="whole">5 mg</span></strong>' in page
    assert "\n:is(td,th) .count{white-space:inherit}\n" in page


@given(
    st.lists(st.sampled_from([*"5 –-½,<&'和次日गm", "mg", " 3 days", "2 दिन", "週間"])).map(
        "".join
    ),
    st.sampled_from(["en", "ja", "hi", "ar"]),
)
def test_what_is_kept_on_one_line_changes_no_word(text: str, tag: str) -> None:
    marked = page_text(text, Language(tag))
    for start in ("whole", "count"):
        marked = marked.replace(f'<span class="{start}">', "")
    assert marked.replace("</span>", "") == escape(text)


def test_block_that_falls_back_is_marked_whole(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], str]
) -> None:
    page = export(leaflets["ar"])
    assert (
        '<p class="untranslated" data-note="لم يُترجَم هذا الجزء بعد." dir="ltr" lang="en">'
        'Take Ibuprofen <span class="whole">200–400 mg</span> with food.<sup'
    ) in page
    assert page.count("untranslated") == STYLE.search(page)[0].count("untranslated") + 1  # type: ignore[index]


def test_only_the_first_of_a_run_of_untranslated_blocks_says_so(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], str]
) -> None:
    page = STYLE.sub("", export(leaflets["ja"]))
    blocks = re.findall(r'class="untranslated"( data-note)?', page)
    assert blocks.count(" data-note") < len(blocks)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "تناول 200–400 mg يوميًا",
            'تناول <bdi dir="ltr">200–400 mg</bdi> يوميًا',
            id="dose-range",
        ),
        pytest.param(
            "تناول Ibuprofen 400 mg الآن",
            'تناول <bdi dir="ltr">Ibuprofen 400 mg</bdi> الآن',
            id="drug-name-goes-with-its-dose",
        ),
        pytest.param(
            "اتصل بالرقم +44 20 7946 0018.",
            'اتصل بالرقم <bdi dir="ltr">+44 20 7946 0018</bdi>.',
            id="telephone",
        ),
        pytest.param("خلال 6 فقط", "خلال 6 فقط", id="single-number"),
        pytest.param(
            "خلال 6 أسابيع أو 2–3 أيام",
            'خلال <span class="count">6 أسابيع</span> أو '
            '<span class="count"><bdi dir="ltr">2–3</bdi> أيام</span>',
            id="counted",
        ),
        pytest.param(
            "تناول 200–400 ملغ يوميًا",
            'تناول <span class="whole"><bdi dir="ltr">200–400</bdi> ملغ</span> يوميًا',
            id="unit-in-letters-of-the-language",
        ),
        pytest.param(
            "تناول Ibuprofen 400 ملغ الآن",
            'تناول <span class="whole"><bdi dir="ltr">Ibuprofen 400</bdi> ملغ</span> الآن',
            id="drug-name-dose-and-unit",
        ),
        pytest.param(
            "عند 38.5–40°م أو 5 مل",
            'عند <span class="whole"><bdi dir="ltr">38.5–40</bdi>°م</span> أو '
            '<span class="whole">5 مل</span>',
            id="degree",
        ),
        pytest.param(
            "اتصل بالرقم +44 20 7946 0018 مجانًا",
            'اتصل بالرقم <bdi dir="ltr">+44 20 7946 0018</bdi> مجانًا',
            id="no-unit",
        ),
    ],
)
def test_numbers_keep_their_order_in_arabic(text: str, expected: str) -> None:
    arabic = Language("ar")
    nodes = (Element("p", (), (Inline(0, arabic, (text,)),)),)
    assert to_html(isolate_numbers(nodes, arabic), language=arabic) == f"<p>{expected}</p>"


def test_english_in_an_arabic_leaflet_and_code_are_not_isolated() -> None:
    nodes = (
        Element("p", (), (Inline(0, Language("en"), ("Take 200–400 mg.",)),)),
        Element("code", (), ("200–400 mg",)),
    )
    assert isolate_numbers(nodes, Language("ar")) == nodes


def test_table_headers_have_a_scope_and_empty_ones_are_cells(
    make_document: Callable[..., Document], export: Callable[[Leaflet], str]
) -> None:
    body = "|   | Dose |\n| --- | --- |\n| Adults | 400 mg |\n"
    page = export(localize(make_document(body), None, language=LANGUAGES[0]))
    assert '<div class="table" role="region" aria-label="Table 1" tabindex="0"><table>' in page
    assert '<th scope="col">Dose</th>' in page
    assert page.count("<th") - page.count("<thead") == 1


@pytest.mark.parametrize(("body", "lists"), CHECKLISTS)
def test_a_list_of_boxes_to_tick_has_no_bullets(
    make_document: Callable[..., Document],
    export: Callable[[Leaflet], str],
    body: str,
    lists: int,
) -> None:
    shown = export(localize(make_document(body), None, language=LANGUAGES[0]))
    assert shown.count('<ul class="checklist">') == lists


def test_headings_start_below_the_title_and_skip_no_level(
    make_document: Callable[..., Document], export: Callable[[Leaflet], str]
) -> None:
    body = "# One\n\n#### Two\n\n## Three\n\n###### Four\n"
    page = export(localize(make_document(body), None, language=LANGUAGES[0]))
    assert re.findall(r"<h(\d)", page) == ["1", "2", "3", "3", "4"]


def test_the_title_of_a_box_is_a_heading_that_no_other_skips_a_level_behind(
    make_document: Callable[..., Document], export: Callable[[Leaflet], str]
) -> None:
    box = '!!! note "Box"\n    Text.\n\n'
    body = f"{box}## One\n\n### Two\n\n{box}#### Three\n\n{box}{box}##### Four\n\n{box}"
    page = export(localize(make_document(body), None, language=LANGUAGES[0]))
    found = re.findall(r'<h([1-6])|aria-level="(\d)"', page)
    assert [heading or f"box {box}" for heading, box in found] == [
        "1", "box 2", "2", "3", "box 3", "4", "box 3", "box 4", "5", "box 2",
    ]  # fmt: skip


def test_markup_in_the_front_matter_is_text(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], str]
) -> None:
    leaflet = leaflets["en"]
    title = leaflet.title._replace(children=("</title><b>5 < 6 & 7</b>",))
    page = export(replace(leaflet, title=title))
    assert "<title>&lt;/title&gt;&lt;b&gt;5 &lt; 6 &amp; 7&lt;/b&gt;</title>" in page
    assert "<b>5 <" not in page


def test_a_word_of_ours_that_is_not_translated_is_marked_as_what_it_is(
    images: Path, leaflets: Mapping[str, Leaflet]
) -> None:
    arabic = LANGUAGES[1]
    catalog = Catalog("leaflet", arabic, (), (Unit(Key(None, "All leaflets"), "كل النشرات"),))
    page = export_html(
        leaflets["ar"],
        words=Words(catalog, arabic),
        theme=default_theme(),
        languages=LANGUAGES,
        image_root=images,
    ).decode()
    for shown in (
        "Draft: not yet approved for patients",
        'Published on <time datetime="2024-10-31">October 31, 2024</time>',
    ):
        assert f'<span lang="en" dir="ltr">{shown}</span>' in page
    assert ">كل النشرات<" in page
    assert "All leaflets" not in page


def test_raw_html_picture_is_put_inside_too(
    make_document: Callable[..., Document], export: Callable[[Leaflet], str]
) -> None:
    body = 'Text.\n\n<div class="x"><img src="images/ankle.svg" alt="An ankle"></div>\n'
    page = export(localize(make_document(body), None, language=LANGUAGES[0]))
    assert 'src="images/' not in page
    assert page.count("data:image/svg+xml;base64,") == 1


def test_a_picture_offers_no_other_files_than_the_one_inside(
    make_document: Callable[..., Document], export: Callable[[Leaflet], str]
) -> None:
    body = '<p><img src="images/ankle.svg" srcset="images/big.png 2x" sizes="9em" alt=""></p>'
    page = export(localize(make_document(body), None, language=LANGUAGES[0]))
    assert "data:image/svg+xml;base64," in page
    assert "srcset" not in page
    assert "sizes" not in page


@pytest.mark.parametrize(
    "body",
    [
        '<video src="ankle.mp4"></video>',
        '<div><audio controls><source src="ankle.ogg"></audio></div>',
        '<picture><source srcset="big.png"><img src="images/ankle.svg"></picture>',
        '<div><object data="ankle.svg"></object></div>',
        'Look: <iframe src="https://example.org"></iframe>',
        '<svg><image href="ankle.png"/></svg>',
        '<div markdown="1"><input type="image" src="go.png"></div>',
        '<link rel="stylesheet" href="https://example.org/a.css">',
        '<table background="wood.png"><tr><td>Rest</td></tr></table>',
    ],
)
def test_what_would_load_another_file_is_refused(
    make_document: Callable[..., Document], export: Callable[[Leaflet], str], body: str
) -> None:
    leaflet = localize(make_document(f"Rest.\n\n{body}\n"), None, language=LANGUAGES[0])
    with pytest.raises(ExportError, match="would load"):
        export(leaflet)


def no_picture(source: str) -> Image:
    raise AssertionError(source)


def test_raw_html_in_an_arabic_leaflet_has_its_numbers_isolated_and_its_style_left_alone() -> None:
    style = "<style>\np { margin: 5px 6px }\n</style>"
    drawing = "<svg><text>3–4</text></svg>"
    body = f"<p>تناول 200–400 mg مرتين</p>\n\n{style}\n\nراجع <b>5–6 mg</b> {drawing}."
    arabic = LANGUAGES[1]
    article = Article("dose", "source/dose.md", Metadata("جرعة"), body, 1)
    document = parse(article, language=arabic, segmentation=Segmentation.SENTENCE)
    leaflet = localize(document, None, language=arabic)
    nodes = article_nodes(leaflet, words=Words(None, arabic), read_image=no_picture)
    shown = to_html(nodes, language=arabic)
    assert '<p>تناول <bdi dir="ltr">200–400 mg</bdi> مرتين</p>' in shown
    assert '<b><bdi dir="ltr">5–6 mg</bdi></b>' in shown
    assert style in shown
    assert drawing in shown


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            'Say <span lang="ar">تناول 200–400 mg</span>.',
            '<span lang="ar">تناول <bdi dir="ltr">200–400 mg</bdi></span>',
            id="inline",
        ),
        pytest.param(
            '<p lang="fr">Prendre 200–400 mg</p>', "Prendre 200–400 mg</p>", id="left-to-right"
        ),
    ],
)
def test_arabic_in_an_english_leaflet_has_its_numbers_isolated(body: str, expected: str) -> None:
    english = LANGUAGES[0]
    article = Article("dose", "source/dose.md", Metadata("Dose"), body, 1)
    document = parse(article, language=english, segmentation=Segmentation.SENTENCE)
    leaflet = localize(document, None, language=english)
    nodes = article_nodes(leaflet, words=Words(None, english), read_image=no_picture)
    assert expected in to_html(nodes, language=english)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        pytest.param("images/none.png", "can't be read", id="missing"),
        pytest.param("../secret.png", "lies outside", id="outside"),
        pytest.param("/etc/secret.png", "lies outside", id="absolute"),
        pytest.param("https://example.org/a.png", "is not a file", id="network"),
        pytest.param("//example.org/a.png", "is not a file", id="network-without-scheme"),
        pytest.param("images/ankle.tiff", "of a kind", id="unknown-kind"),
    ],
)
def test_picture_that_can_not_travel_along_is_refused(
    make_document: Callable[..., Document],
    export: Callable[[Leaflet], str],
    source: str,
    message: str,
) -> None:
    leaflet = localize(make_document(f"![A foot]({source})"), None, language=LANGUAGES[0])
    with pytest.raises(ExportError) as caught:
        export(leaflet)
    assert message in str(caught.value)
    assert f"'{source}' of 'ankle'" in str(caught.value)


def test_picture_for_a_language_is_taken_for_it_alone(
    images: Path, make_document: Callable[..., Document], export: Callable[[Leaflet], str]
) -> None:
    drawn = {
        tag: f'<svg xmlns="http://www.w3.org/2000/svg">{tag}</svg>'.encode()
        for tag in ("pt", "zh-Hant")
    }
    for tag, picture in drawn.items():
        (images / "images" / f"ankle.{tag}.svg").write_bytes(picture)
    document = make_document("![A foot](images/ankle.svg)")
    shown = {
        tag: read_image(
            "images/ankle.svg", root=images, slug=document.article.slug, language=Language(tag)
        ).data
        for tag in ("en", "pt-BR", "pt", "zh-HK", "zh-Hans")
    }
    plain = (images / "images" / "ankle.svg").read_bytes()
    assert shown == {
        "en": plain,
        "pt-BR": drawn["pt"],
        "pt": drawn["pt"],
        "zh-HK": drawn["zh-Hant"],
        "zh-Hans": plain,
    }
    leaflet = localize(document, None, language=EN)
    portuguese = replace(leaflet, language=Language("pt-BR"))
    inside = base64.b64encode(drawn["pt"]).decode()
    assert inside in export(portuguese)
    assert inside not in export(leaflet)


def test_variant_can_not_lead_out_of_the_folder(images: Path, tmp_path: Path) -> None:
    secret = tmp_path.parent / "secret.svg"
    secret.write_text("<svg/>", encoding="utf-8")
    (images / "images" / "ankle.es.svg").symlink_to(secret)
    with pytest.raises(ExportError, match="lies outside"):
        read_image("images/ankle.svg", root=images, slug="ankle", language=Language("es"))


# ------------------------------------------------------------------------- the page among others
@pytest.fixture
def publish(images: Path, words: Callable[[Language], Words]) -> Callable[..., str]:
    """A page that knows where it is published."""

    def run(leaflet: Leaflet, theme: Theme | None = None, base_url: str = BASE_URL) -> str:
        return export_html(
            leaflet,
            words=words(leaflet.language),
            theme=theme or default_theme(),
            languages=LANGUAGES,
            image_root=images,
            base_url=base_url,
        ).decode()

    return run


def test_published_page_names_its_address_and_its_other_languages(
    leaflets: Mapping[str, Leaflet], publish: Callable[..., str]
) -> None:
    page = publish(leaflets["ar"])
    assert f'<link rel="canonical" href="{BASE_URL}/ar/ankle.html">' in page
    assert f'<meta property="og:url" content="{BASE_URL}/ar/ankle.html">' in page
    assert re.findall(r'<link rel="alternate" hreflang="(.*?)" href="(.*?)">', page) == [
        ("en", f"{BASE_URL}/en/ankle.html"),
        ("ar", f"{BASE_URL}/ar/ankle.html"),
        ("ja", f"{BASE_URL}/ja/ankle.html"),
        ("x-default", f"{BASE_URL}/en/ankle.html"),
    ]


def test_page_without_an_address_says_nothing_of_one(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], str]
) -> None:
    page = STYLE.sub("", export(leaflets["en"]))
    for word in ("canonical", "og:url", "mailto:", "qr"):
        assert word not in page
    assert '<link rel="alternate" hreflang="x-default" href="../en/ankle.html">' in page


def test_letter_to_somebody_else_holds_title_and_address(
    leaflets: Mapping[str, Leaflet], publish: Callable[..., str]
) -> None:
    found = re.search(r'href="mailto:\?subject=(.*?)&amp;body=(.*?)"', publish(leaflets["ar"]))
    assert found is not None
    title = "التواء الكاحل"
    assert (unquote(found[1]), unquote(found[2])) == (
        title,
        f"{title}\r\n{BASE_URL}/ar/ankle.html\r\n",
    )


def test_code_on_paper_is_what_a_phone_reads(
    leaflets: Mapping[str, Leaflet], publish: Callable[..., str]
) -> None:
    page = publish(leaflets["en"])
    found = re.search(r'viewBox="0 0 (\d+) \1".*?<path d="(.*?)"', page)
    assert found is not None
    side = int(found[1])
    drawn = [["0"] * side for _ in range(side)]
    x = y = 0
    for name, one, other in re.findall(r"(M|m|h(?=\d+v))(\d+)(?: (\d+))?", found[2]):
        if name == "M":
            x, y = int(one), int(other)
        elif name == "m":
            x += int(one)
        else:
            drawn[y][x : x + int(one)] = ["1"] * int(one)
    rows = ["".join(row)[4:-4] for row in drawn]
    assert tuple(rows[4:-4]) == qr_rows(f"{BASE_URL}/en/ankle.html")
    assert {"".join(row) for row in (*drawn[:4], *drawn[-4:])} == {"0" * side}


def test_switcher_keeps_the_place_in_every_language(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], str]
) -> None:
    pages = {tag: export(leaflet) for tag, leaflet in leaflets.items()}
    for page in pages.values():
        assert re.findall(r'<ul data-at="(.*?)" hidden>', page) == ["box-1", "pain"]
        assert all(f'id="{name}"' in page for name in ("box-1", "pain"))
    english = pages["en"]
    (at_pain,) = re.findall(r'<ul data-at="pain" hidden>(.*?)</ul>', english)
    assert re.findall(r'href="(.*?)"', at_pain) == [
        "../ar/ankle.html#pain",
        "../ja/ankle.html#pain",
    ]
    assert 'body:has([id="pain"]:target) [data-at="pain"]{display:flex}' in english


def test_id_can_not_end_the_style_element(
    make_document: Callable[..., Document], export: Callable[[Leaflet], str]
) -> None:
    body = 'Rest.\n\n## One {#a"\\</style>b}\n'
    leaflet = localize(make_document(body), None, language=EN)
    heading = Element("h2", (("id", 'a"</style>b'),), (Inline(9, EN, ("One",)),))
    page = export(replace(leaflet, body=(heading,)))
    assert page.count("</style>") == 1
    assert '[data-at="a\\22 \\3c \\2f style\\3e b"]' in page


def test_contents_lead_to_warnings_and_headings_without_their_footnotes(
    make_document: Callable[..., Document], export: Callable[[Leaflet], str]
) -> None:
    body = (
        '!!! danger "Call 112"\n    At once.\n\n!!! note "By the way"\n    Rest.\n\n'
        "## A *first* [thing](#second) {#first}\n\n### Below\n\n## Second[^1] {#second}\n\n[^1]: Note.\n"
    )
    page = export(localize(make_document(body), None, language=EN))
    assert re.findall(r'<li(.*?)><a href="#(.*?)">(.*?)</a></li>', page)[:3] == [
        (' class="urgent"', "box-1", "Call 112"),
        ("", "first", "A first thing"),
        ("", "second", "Second"),
    ]


# --------------------------------------------------------------------------------- own templates
@pytest.fixture
def own(tmp_path: Path) -> Callable[..., Theme]:
    """The house theme with templates of the project's own."""

    def make(**templates: str) -> Theme:
        folder = tmp_path / "templates"
        folder.mkdir()
        for name, text in templates.items():
            (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
        return make_theme({"templates": "templates"}, root=tmp_path)

    return make


def test_own_template_wins_and_may_extend_ours(
    leaflets: Mapping[str, Leaflet], publish: Callable[..., str], own: Callable[..., Theme]
) -> None:
    text = (
        '{% extends "ours/leaflet.html.j2" %}'
        "{% block style %}h1{color:red}{% endblock %}"
        "{% block footer %}<p>Riverside & {{ slug }}</p>{% endblock %}"
    )
    page = publish(leaflets["en"], own(leaflet_html_j2=text))
    assert "h1{color:red}</style>" in page
    assert '<footer><div class="wrap"><p>Riverside & ankle</p>' in page
    assert '<main id="article"' in page


NASTY = "<b>5 > 6 & '7'</b> \U000f00000\U0010fffd {0} {name}"
TAGS = ("de", "en", "es", "fr", "hi", "id", "ja", "ko", "pt", "ru", "zh")  # more than are shown
BARE = Metadata(NASTY)
FULL = Metadata(
    NASTY,
    summary=NASTY,
    author=NASTY,
    publisher="200–400 mg",
    date="2024-10-31",
    reviewed="2025-02-28",
    keywords=(NASTY, "5 mg"),
    audience=NASTY,
    adapted_from=AdaptedFrom(NASTY, NASTY, NASTY, "2023-02-01", "https://example.org/?a=1&b=2"),
)
PLACES = '\n\n## Two {#two}\n\n## Three\n\n!!! danger "*Stop*"\n    At once.'


@pytest.mark.parametrize(
    "metadata",
    [
        pytest.param(BARE, id="bare"),
        pytest.param(FULL, id="full"),
        pytest.param(replace(FULL, reviewed="", summary=""), id="no summary"),
        pytest.param(replace(BARE, author="A", publisher="P"), id="an author"),
        pytest.param(replace(BARE, adapted_from=AdaptedFrom("T")), id="adapted"),
    ],
)
@pytest.mark.parametrize("body", ["Rest.", "## One\n\nRest.", f"## One\n\nRest.{PLACES}"])
@pytest.mark.parametrize("tag", ["en", "ar", "ja", "sw"])
def test_page_that_is_copied_has_the_bytes_of_one_that_is_rendered(
    make_document: Callable[..., Document],
    words: Callable[[Language], Words],
    own: Callable[..., Theme],
    images: Path,
    tag: str,
    body: str,
    metadata: Metadata,
) -> None:
    extended = own(leaflet_html_j2='{% extends "ours/leaflet.html.j2" %}')
    language = Language(tag)
    document = make_document(body, metadata=replace(metadata, lines={}))
    leaflet = replace(localize(document, None, language=EN), language=language)
    own_words = words(language)
    for is_draft, contact, base_url, languages, formats in (
        (False, "", "", (language,), ()),
        (True, NASTY, "", (EN, language), ("html", "pdf", "trifold")),
        (
            True,
            "",
            BASE_URL,
            tuple(map(Language, ("ar", *TAGS, "sw"))),
            (),
        ),
    ):
        rendered, copied = (
            export_html(
                replace(leaflet, is_draft=is_draft),
                words=own_words,
                theme=theme,
                languages=languages,
                image_root=images,
                formats=formats,
                contact=contact,
                base_url=base_url,
            )
            for theme in (extended, make_theme({}))
        )
        assert copied == rendered


def test_own_style_sheet_wins(
    leaflets: Mapping[str, Leaflet], publish: Callable[..., str], own: Callable[..., Theme]
) -> None:
    page = publish(leaflets["en"], own(leaflet_css="p{margin:9px}\n"))
    found = STYLE.search(page)
    assert found is not None
    assert "p{margin:9px}" in found[0]
    assert ".band" not in found[0]


EXTENDS = '{% extends "ours/leaflet.html.j2" %}\n'


def test_own_template_may_have_blocks_within_a_block_and_bases_of_its_own(
    leaflets: Mapping[str, Leaflet], publish: Callable[..., str], own: Callable[..., Theme]
) -> None:
    base = f"{EXTENDS}{{% block footer %}}{{% block charity %}}no{{% endblock %}}{{% endblock %}}\n"
    text = '{# ours #}\n{% extends "base.j2" %}\n{% set no = 7 %}{% block charity %}No. {{ no }}{% endblock %}\n'
    page = publish(leaflets["en"], own(leaflet_html_j2=text, base_j2=base))
    assert '<footer><div class="wrap">No. 7' in page


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        pytest.param("<p>\n{% if %}", 2, "Expected an expression", id="syntax"),
        pytest.param("<p>\n\n{{ titel }}", 3, "'titel' is undefined", id="unknown-name"),
        pytest.param('\n{% include "no.j2" %}', 2, "there is no template 'no.j2'", id="include"),
        pytest.param("{{ title + 5 }}", 1, "TypeError", id="wrong-use"),
        pytest.param("{{ word.func.__globals__ }}", 1, "unsafe", id="out-of-the-sandbox"),
        pytest.param(
            f"{EXTENDS}{{% block footer %}}x{{% endblock %}}\n{{% block footr %}}x{{% endblock %}}",
            3,
            "ours/leaflet.html.j2 has no block 'footr' (it has: head, style, ",
            id="unknown-block",
        ),
        pytest.param(
            f"{EXTENDS}\n<p>Charity no. 0000</p>\n",
            3,
            "what stands outside of blocks is shown nowhere: '<p>Charity no. 0000</p>'",
            id="outside-of-blocks",
        ),
        pytest.param(
            f"{EXTENDS}{{{{ title }}}}",
            2,
            "what stands outside of blocks is shown nowhere: '{{…}}'",
            id="value-outside-of-blocks",
        ),
        pytest.param(
            '{% extends "leaflet.html.j2" %}',
            1,
            "it extends itself: write 'ours/leaflet.html.j2'",
            id="itself",
        ),
    ],
)
def test_broken_template_is_told_with_its_line(
    leaflets: Mapping[str, Leaflet],
    publish: Callable[..., str],
    own: Callable[..., Theme],
    text: str,
    line: int,
    message: str,
) -> None:
    with pytest.raises(ExportError) as caught:
        publish(leaflets["en"], own(leaflet_html_j2=text))
    assert (caught.value.path, caught.value.line) == ("templates/leaflet.html.j2", line)
    assert message in caught.value.message


@pytest.mark.parametrize(
    ("tag", "title", "expected"),
    [
        pytest.param(
            "zh-Hans",
            "扭伤脚踝后为什么还会疼？",
            "<h1>扭伤脚踝后<wbr>为什么<wbr>还会疼？</h1>",
            id="between-phrases",
        ),
        pytest.param(
            "ja",
            "腰椎椎間板ヘルニアが、治療をしていても悪化するとき",
            "<h1>腰椎椎間板ヘルニアが、治療をしていても悪化するとき</h1>",
            id="a-phrase-wider-than-a-phone",
        ),
    ],
)
def test_title_is_broken_between_phrases_on_a_phone(
    make_document: Callable[..., Document],
    make_catalog: Callable[..., Catalog],
    export: Callable[[Leaflet], str],
    tag: str,
    title: str,
    expected: str,
) -> None:
    catalog = make_catalog({"A sprained ankle": title})
    leaflet = localize(make_document(), catalog, language=Language(tag))
    assert expected in export(leaflet)


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        pytest.param(
            "اتصل على 600 123 456 & 112",
            '<bdi>اتصل على <bdi dir="ltr">600 123 456</bdi> &amp; 112</bdi>',
            id="to the left",
        ),
        pytest.param(
            "Call 600 123 456 & 112, or +44 20 7946 0018, 24 hours",
            '<bdi>Call <span class="whole">600 123 456</span> &amp; 112, or '
            '<span class="whole">+44 20 7946 0018</span>, 24 hours</bdi>',
            id="right",
        ),
    ],
)
def test_a_telephone_number_of_the_contact_line_stays_in_order_and_whole(
    leaflets: Mapping[str, Leaflet],
    images: Path,
    words: Callable[[Language], Words],
    contact: str,
    expected: str,
) -> None:
    """Also in a leaflet that runs the other way: the line stands as the publisher wrote it."""
    for tag in ("ar", "en"):
        page = export_html(
            leaflets[tag],
            words=words(Language(tag)),
            theme=default_theme(),
            languages=(Language(tag),),
            image_root=images,
            contact=contact,
        ).decode()
        assert f"<p>{expected}</p>" in page


def test_a_table_that_goes_on_beyond_the_screen_has_a_shadow_there(
    make_document: Callable[..., Document], publish: Callable[..., str]
) -> None:
    """On a phone "When to call" ended at the edge of a column, and nothing said that more comes."""
    page = publish(localize(make_document("| A | B |\n| - | - |\n| 1 | 2 |\n"), None, language=EN))
    (rule,) = re.findall(r"^\.table\{overflow-x:auto;[^}]*\}", page, re.MULTILINE)
    assert rule.count(" local") == 2  # what covers the shadow at either end of the table
    assert rule.count("var(--shade)") == 2
