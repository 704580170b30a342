"""The leaflet for reviewers: what an independent reader finds in it, and what Word needs."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import docx
import mammoth
import pytest
from PIL import Image as Bitmap

from pipeline.errors import ExportError
from pipeline.leaflets.docx import export_docx
from pipeline.leaflets.images import Image, read_image
from pipeline.leaflets.localize import localize
from pipeline.leaflets.theme import make_theme
from pipeline.leaflets.words import Words
from pipeline.model import Catalog, Document, Language, Leaflet, Metadata
from tests.builders import default_theme

EN = Language("en")
TIMESTAMP = 1_730_332_800
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PIXEL = bytes.fromhex(  # a PNG of one pixel
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63606060f80f0001040100ac3bf1670000000049454e44ae426082"
)
STYLES = "\n".join(
    f"p[style-name='{name}'] => {tag}:fresh"
    for name, tag in (
        ("Title", "p.title"),
        ("Subtitle", "p.subtitle"),
        ("Box Title", "p.box-title"),
        ("Term", "p.term"),
        ("Small", "p.small"),
        ("Cell", "p.cell"),
        ("Gap", "p.gap"),
        ("Quote", "p.quote"),
        ("Code", "p.code"),
        ("footnote text", "p.note"),
    )
)


@pytest.fixture
def export(images: Path, words: Callable[[Language], Words]) -> Callable[[Leaflet], bytes]:
    def run(leaflet: Leaflet) -> bytes:
        return export_docx(
            leaflet,
            words=words(leaflet.language),
            theme=default_theme(),
            read_image=partial(read_image, root=images, slug=leaflet.slug),
            to_png=lambda image: Image("image/png", PIXEL),
            timestamp=TIMESTAMP,
            contact="Questions? +44 20 7946 0018",
        )

    return run


def part(document: bytes, name: str = "document") -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return ElementTree.fromstring(archive.read(f"word/{name}.xml"))


def read(document: bytes) -> str:
    picture = mammoth.images.img_element(lambda image: {"src": image.content_type})
    found = mammoth.convert_to_html(io.BytesIO(document), convert_image=picture, style_map=STYLES)
    unknown = [each.message for each in found.messages if "List Paragraph" not in each.message]
    assert unknown == []
    return str(found.value)


def test_another_reader_finds_the_whole_leaflet(
    make_document: Callable[..., Document], export: Callable[[Leaflet], bytes]
) -> None:
    body = """\
# One

Rest **the** *foot*.[^1] See [the pain](#pain) or [us](https://example.org/).

1. Cool it.

    Not with bare ice.

2. Lift it.
    - on a pillow

## Pain {#pain}

Sprain
:   A torn ligament.

> Rest is a remedy.

!!! warning "Go to hospital"
    - blue toes

| A | B |
| --- | --- |
| 1 | `2` |

![An ankle](images/ankle.svg)

[^1]: Both feet.
"""
    leaflet = localize(make_document(body, metadata=Metadata("T")), None, language=EN)
    html = read(export(replace(leaflet, is_draft=False)))
    assert html == (
        '<p class="title">T</p><h1><a id="part-1"></a>One</h1>'
        "<p>Rest <strong>the</strong> <em>foot</em>."
        '<sup><sup><a href="#footnote-1" id="footnote-ref-1">[1]</a></sup></sup>'
        ' See <a href="#part-2">the pain</a> or <a href="https://example.org/">us</a>.</p>'
        "<ol><li>Cool it.</li></ol>"
        "<p>Not with bare ice.</p>"
        "<ol><li>Lift it.<ul><li>on a pillow</li></ul></li></ol>"
        '<h2><a id="part-2"></a>Pain</h2>'
        '<p class="term">Sprain</p><p>A torn ligament.</p>'
        '<p class="quote">Rest is a remedy.</p>'
        '<table><tr><td><p class="box-title"><strong>⚠ Go to hospital</strong></p>'
        "<ul><li>blue toes</li></ul></td></tr></table>"
        "<table><thead>"
        '<tr><th><p class="cell"><strong>A</strong></p></th>'
        '<th><p class="cell"><strong>B</strong></p></th></tr></thead>'
        '<tbody><tr><td><p class="cell">1</p></td><td><p class="cell">2</p></td></tr></tbody></table>'
        '<p><img alt="An ankle" src="image/png" /></p>'
        '<p class="small">Questions? +44\u00a020\u00a07946\u00a00018</p>'
        '<ol><li id="footnote-1"><p class="note"> Both feet.</p>'
        '<p> <a href="#footnote-ref-1">↑</a></p></li></ol>'
    )


def test_draft_says_so_before_everything_else(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], bytes]
) -> None:
    assert read(export(leaflets["en"])).startswith(
        '<table><tr><td><p class="box-title">Draft: not yet approved for patients</p>'
    )


def test_every_page_says_language_article_draft_and_digest(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], bytes]
) -> None:
    document = docx.Document(io.BytesIO(export(leaflets["ja"])))
    section = document.sections[0]
    digest = leaflets["ja"].digest[:12]
    assert section.header.paragraphs[0].text == f"日本語 · ja · ankle · 下書き · {digest}"
    footer = ElementTree.tostring(section.footer._element, encoding="unicode")
    assert re.findall(r'instr="(\w+)"', footer) == ["PAGE", "NUMPAGES"]


def test_right_to_left_leaflet_is_so_in_every_part(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], bytes]
) -> None:
    document = export(leaflets["ar"])
    body = part(document)
    arabic = re.compile("[\u0600-\u06ff]")
    for name in ("document", "header1", "footer1", "footnotes"):
        for run in part(document, name).iter(f"{W}r"):
            text = "".join(run.itertext())
            is_rtl = run.find(f"{W}rPr/{W}rtl") is not None
            assert bool(arabic.search(text)) <= is_rtl, text
            assert not (is_rtl and re.search("[A-Za-z]", text)), text
    tables = list(body.iter(f"{W}tbl"))
    assert [table.find(f"{W}tblPr/{W}bidiVisual") is None for table in tables] == [False] * 3
    assert body.find(f"{W}body/{W}sectPr/{W}bidi") is not None
    normal = part(document, "styles").find(f"{W}style[@{W}styleId='Normal']/{W}pPr/{W}bidi")
    assert normal is not None
    english = [each for each in body.iter(f"{W}p") if "Take Ibu" in "".join(each.itertext())]
    assert [each.find(f"{W}pPr/{W}bidi").get(f"{W}val") for each in english] == ["0"]  # type: ignore[union-attr]


def test_what_is_struck_out_is_so_in_word(
    make_document: Callable[..., Document], export: Callable[[Leaflet], bytes]
) -> None:
    leaflet = localize(make_document("Take <del>5 mg</del> 10 mg.\n"), None, language=EN)
    runs = part(export(leaflet)).iter(f"{W}r")
    struck = ["".join(run.itertext()) for run in runs if run.find(f"{W}rPr/{W}strike") is not None]
    assert struck == ["5\u00a0mg"]


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        ("- ☐ A letter\n- ☐ A list\n", [False, False]),
        ("- ☐ A letter\n- A list\n", [True, True]),
        ("1. ☐ A letter\n2. ☐ A list\n", [True, True]),
    ],
)
def test_a_box_to_tick_stands_for_the_bullet_in_word(
    body: str,
    marked: list[bool],
    make_document: Callable[..., Document],
    export: Callable[[Leaflet], bytes],
) -> None:
    document = part(export(localize(make_document(body), None, language=EN)))
    entries = [each for each in document.iter(f"{W}p") if "A l" in "".join(each.itertext())]
    assert [each.find(f"{W}pPr/{W}numPr") is not None for each in entries] == marked
    hanging = [each.find(f"{W}pPr/{W}ind[@{W}hanging]") is not None for each in entries]
    assert hanging == [not is_marked for is_marked in marked]


def test_doses_in_arabic_stand_between_marks(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], bytes]
) -> None:
    text = "".join(part(export(leaflets["ar"])).itertext())
    assert "مدة \u200e2–3\u200e\u200f\u00a0أيام" in text
    assert "\u200e200–400\u00a0mg\u200e\u200f" in text


def test_no_line_of_word_ends_within_an_amount(
    make_document: Callable[..., Document], export: Callable[[Leaflet], bytes]
) -> None:
    """Word has no other way to say so than a space of another kind; a cell is too narrow for it."""
    body = (
        "Take 15 mg for 6 weeks, `15 mg` a day, or call 0113 496 0001.\n\n"
        "| Dose | For |\n| - | - |\n| 15 mg | 6 weeks |\n"
    )
    document = part(export(localize(make_document(body), None, language=EN)))
    lines = ["".join(each.itertext()) for each in document.iter(f"{W}p")]
    shown = "Take 15\u00a0mg for 6\u00a0weeks, 15 mg a day, or call 0113\u00a0496\u00a00001."
    assert shown in lines
    assert lines[lines.index("15\u00a0mg") + 1] == "6 weeks"


@pytest.mark.parametrize(
    ("tag", "font", "language"),
    [
        pytest.param("en", "Calibri", "en-US", id="en"),
        pytest.param("ar", "Arial", "ar-EG", id="ar"),
        pytest.param("ja", "Yu Gothic", "ja-JP", id="ja"),
    ],
)
def test_fonts_and_language_are_set_for_every_script(
    leaflets: Mapping[str, Leaflet],
    export: Callable[[Leaflet], bytes],
    tag: str,
    font: str,
    language: str,
) -> None:
    held = part(export(leaflets[tag]), "styles").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert held is not None
    fonts, spoken = held.find(f"{W}rFonts"), held.find(f"{W}lang")
    assert fonts is not None
    assert spoken is not None
    assert fonts.attrib == {f"{W}{name}": font for name in ("ascii", "hAnsi", "eastAsia", "cs")}
    # Latin letters in Japanese are told apart: no line may end within "mg" (LibreOffice).
    latin = "en-US" if tag == "ja" else language
    expected = {"val": latin, "eastAsia": language, "bidi": language}
    assert spoken.attrib == {f"{W}{name}": value for name, value in expected.items()}


def test_untranslated_text_says_its_language(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], bytes]
) -> None:
    body = part(export(leaflets["ja"]))
    run = next(each for each in body.iter(f"{W}r") if "".join(each.itertext()) == "Cool the ankle.")
    assert run.find(f"{W}rPr/{W}lang").get(f"{W}val") == "en-US"  # type: ignore[union-attr]
    assert "この部分はまだ翻訳されていません。" in "".join(body.itertext())


def test_a_term_that_is_not_translated_says_so(
    make_document: Callable[..., Document], export: Callable[[Leaflet], bytes]
) -> None:
    """The leaflet said it nowhere: a term's line has no room for it."""
    document = make_document("Bursa\n:   A small bag of fluid.\n")
    body = part(export(localize(document, None, language=Language("es"))))
    said = "".join(body.itertext())
    assert said.count("Esta parte aún no se ha traducido.") == 1


def test_properties_come_from_the_leaflet_and_not_from_the_clock(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], bytes]
) -> None:
    document = export(leaflets["ar"])
    core = docx.Document(io.BytesIO(document)).core_properties
    assert (core.title, core.language, core.keywords) == ("التواء الكاحل", "ar-EG", "كاحل, التواء")
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")
    assert core.created is not None
    assert core.created.isoformat()[:19] == core.modified.isoformat()[:19] == "2024-10-31T00:00:00"  # type: ignore[union-attr]
    assert core.identifier.startswith("urn:uuid:")
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert export(leaflets["ar"]) == document


ORDER = {
    "pPr": "pStyle keepNext keepLines numPr pBdr shd bidi spacing ind jc outlineLvl",
    "rPr": "rFonts b bCs i iCs strike color sz szCs u vertAlign rtl lang",
    "tblPr": "bidiVisual tblW tblInd tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW shd",
    "style": "name basedOn qFormat pPr rPr tblPr",
}


@pytest.mark.parametrize("name", ["document", "styles", "footnotes", "header1"])
def test_properties_stand_in_the_order_of_the_schema(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], bytes], name: str
) -> None:
    """Word calls a file damaged where LibreOffice does not mind (ISO/IEC 29500-1, annex A)."""
    root = part(export(leaflets["ar"]), name)
    for kind, order in ORDER.items():
        for held in root.iter(f"{W}{kind}"):
            names = [each.tag.removeprefix(W) for each in held]
            assert names == sorted(set(names), key=order.split().index), kind
    for cell in root.iter(f"{W}tc"):
        assert cell[-1].tag == f"{W}p"


def test_control_character_is_refused(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], bytes]
) -> None:
    english = leaflets["en"]
    title = english.title._replace(children=("A sprained\x0b ankle",))
    with pytest.raises(ExportError, match=r"U\+000B can't stand in a document"):
        export(replace(english, title=title))


def test_control_character_in_the_logo_is_refused(
    leaflets: Mapping[str, Leaflet], images: Path, words: Callable[[Language], Words]
) -> None:
    with pytest.raises(ExportError, match=r"U\+0001 can't stand in a document"):
        export_docx(
            leaflets["en"],
            words=words(Language("en")),
            theme=make_theme({"logo": "St\x01 Anna"}),
            read_image=partial(read_image, root=images, slug="ankle"),
            to_png=lambda image: Image("image/png", PIXEL),
            timestamp=TIMESTAMP,
        )


EMU_IN_MM = 36_000
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


@pytest.mark.parametrize(
    ("size", "wanted", "expected"),
    [
        pytest.param((500, 1500), "", (110 / 3, 110), id="as high as a page"),
        pytest.param((120, 120), "{ width=60 }", (60 * 25.4 / 96,) * 2, id="as its author says"),
        pytest.param((40, 40), '{ width="50%" }', (83, 83), id="half of the text"),
        pytest.param((120, 120), "", (120 * 25.4 / 96,) * 2, id="nothing said"),
    ],
)
def test_a_picture_has_room_on_its_page(
    make_document: Callable[..., Document],
    export: Callable[[Leaflet], bytes],
    images: Path,
    size: tuple[int, int],
    wanted: str,
    expected: tuple[float, float],
) -> None:
    """One of 500 by 1500 pixels was higher than the page, and cut off."""
    Bitmap.new("RGB", size, "navy").save(images / "images" / "mask.png")
    document = make_document(f"Rest.\n\n![A mask](images/mask.png){wanted}\n")
    (extent,) = part(export(localize(document, None, language=EN))).iter(f"{DRAWING}extent")
    shown = (int(extent.get("cx", 0)) / EMU_IN_MM, int(extent.get("cy", 0)) / EMU_IN_MM)
    assert shown == pytest.approx(expected, rel=0.02)


def test_a_picture_in_a_list_ends_where_the_text_does(
    make_document: Callable[..., Document], export: Callable[[Leaflet], bytes], images: Path
) -> None:
    Bitmap.new("RGB", (1600, 500), "navy").save(images / "images" / "mask.png")
    document = make_document("- Sit.\n    - Up.\n\n        ![A mask](images/mask.png)\n")
    (extent,) = part(export(localize(document, None, language=EN))).iter(f"{DRAWING}extent")
    assert int(extent.get("cx", 0)) / EMU_IN_MM == pytest.approx(166 - 2 * 7.5, abs=1)


HEADS = "| Medicine | Dose |\n| --- | --- |\n| Ibuprofen | 400 mg |\n"


def test_the_head_of_a_table_can_be_read_where_it_is_not_translated(
    make_document: Callable[..., Document],
    make_catalog: Callable[..., Catalog],
    export: Callable[[Leaflet], bytes],
) -> None:
    """Its letters are white, and the ground of what is not translated is nearly so."""
    leaflet = localize(make_document(HEADS), make_catalog({}), language=Language("de"))
    head, body = part(export(leaflet)).findall(f"{W}body/{W}tbl")[-1].findall(f"{W}tr")
    shaded = [
        [paragraph.find(f"{W}pPr/{W}shd") is not None for paragraph in row.iter(f"{W}p")]
        for row in (head, body)
    ]
    assert not any(shaded[0])
    assert any(shaded[1])


def test_no_column_is_narrower_than_its_longest_word(
    make_document: Callable[..., Document], export: Callable[[Leaflet], bytes]
) -> None:
    """Word cuts a word where its column ends: "Beclometaso-ne", without the hyphen."""
    body = (
        "| Medicine | Kind | Usual dose | In 24 hours | How it is taken | Effects |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
        "| Beclometasone | Preventer | 100 micrograms | 800 micrograms | Every morning and every "
        "evening, and when you need it | A sore throat, a hoarse voice, and thrush in the mouth |\n"
    )
    document = part(export(localize(make_document(body), None, language=EN)))
    columns = [int(each.get(f"{W}w", 0)) for each in document.iter(f"{W}gridCol")][-6:]
    letters = (len("Beclometasone"), len("Preventer"), len("micrograms"), len("micrograms"))
    assert sum(columns) == pytest.approx(166 / 25.4 * 1440, rel=0.01)
    assert all(
        width >= 230 + 120 * count for width, count in zip(columns[:4], letters, strict=True)
    )


def test_no_last_line_stands_alone_on_a_page(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], bytes]
) -> None:
    body = part(export(leaflets["ar"])).find(f"{W}body")
    assert body is not None
    paragraphs = body.findall(f"{W}p")
    texts = ["".join(paragraph.itertext()) for paragraph in paragraphs]
    contact = next(index for index, text in enumerate(texts) if "Questions" in text)
    is_kept = [paragraph.find(f"{W}pPr/{W}keepNext") is not None for paragraph in paragraphs]
    first = next(at for at in range(contact, 0, -1) if not is_kept[at - 1])
    assert texts[first] == ""  # the line over them
    assert len(texts[first:contact]) > 1
    assert not is_kept[contact]
