"""Drawings with letters in them, as the PDF engine gets them: no word lost, none garbled."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import page as validator
import pypdfium2
import pytest
from PIL import Image as Bitmap

from pipeline.errors import ExportError
from pipeline.leaflets.images import Image
from pipeline.leaflets.lettering import Line, Run, lettered
from pipeline.leaflets.localize import localize
from pipeline.leaflets.pdf import PdfExporter, to_png
from pipeline.leaflets.words import Words
from pipeline.model import Document, Language
from tests.builders import default_theme

LABELS = {
    "en": "Nerve root, 5 mg",
    "ar": "جذر العصب 5 mg",
    "he": "שורש העצב 5 mg",
    "hi": "तंत्रिका की जड़ (nerve) 5 mg",
    "bn": "স্নায়ুমূল আটকে যাওয়া ৫ mg",
    "ta": "நரம்பு வேர் கொண்டு 5 mg",
    "th": "รากประสาทที่ทำให้ถูกกดทับ 5 mg",
    "ja": "神経根 5 mg",
    "ko": "신경뿌리 5 mg",
    "am": "የነርቭ ሥር 5 mg",
}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HINDI = ("Noto Sans", "Noto Sans Devanagari", "Noto Sans CJK SC")


def drawing(inside: str, *, tag: str = "hi") -> Image:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{tag}" viewBox="0 0 400 60">'
    return Image("image/svg+xml", f"{svg}{inside}</svg>".encode())


def label(text: str, attributes: str = "") -> str:
    return f'<text x="10" y="40" font-size="28"{attributes}>{text}</text>'


def asked(image: Image) -> list[Line]:
    """What is to be set, by the picture's lines."""
    found: list[Line] = []

    def draw(lines: Sequence[Line]) -> list[Element]:
        found.extend(lines)
        return [Element("svg", {"viewBox": "0 0 100 42"}) for _ in lines]

    lettered(image, draw)
    return found


def ink(image: Image) -> float:
    """How much of a picture is covered, in thousandths."""
    alpha = Bitmap.open(io.BytesIO(image.data)).convert("RGBA").getchannel("A")
    return (
        1000
        * sum(level * count for level, count in enumerate(alpha.histogram()))
        / (255 * alpha.width * alpha.height)
    )


@pytest.mark.parametrize("attributes", ["", ' font-family="Helvetica, Arial, sans-serif"'])
@pytest.mark.parametrize("tag", LABELS)
def test_every_label_can_be_seen(tag: str, attributes: str) -> None:
    assert ink(to_png(drawing(label(LABELS[tag], attributes), tag=tag))) > 10


def printed(
    image: Image, document: Document, words: Callable[[Language], Words], folder: Path
) -> bytes:
    """A leaflet that shows the picture, in the picture's language."""
    (folder / "images").mkdir()
    (folder / "images" / "ankle.svg").write_bytes(image.data)
    language = Language(str(ElementTree.fromstring(image.data).get(XML_LANG)))
    leaflet = replace(localize(document, None, language=Language("en")), language=language)
    return (
        PdfExporter()
        .print_leaflet(
            leaflet,
            words=words(language),
            theme=default_theme(),
            image_root=folder,
            timestamp=0,
        )
        .pdf
    )


@pytest.mark.parametrize("tag", ["ar", "ja", "ko", "zh-Hans"])
def test_labels_of_digits_are_no_thinner_than_others(
    make_document: Callable[..., Document],
    words: Callable[[Language], Words],
    tmp_path: Path,
    tag: str,
) -> None:
    pdf = printed(drawing(label("987.6 °C"), tag=tag), make_document(), words, tmp_path)
    document = pypdfium2.PdfDocument(pdf)
    page = document[0].get_textpage()
    name = ctypes.create_string_buffer(100)
    at = page.get_text_range().index("987.6")
    pypdfium2.raw.FPDFText_GetFontInfo(page, at, name, len(name), ctypes.c_int())
    assert name.value.partition(b"+")[2] == b"NotoSans-Regular"
    document.close()


@pytest.mark.parametrize("tag", LABELS)
def test_labels_are_accessible_in_every_script(
    make_document: Callable[..., Document],
    words: Callable[[Language], Words],
    tmp_path: Path,
    tag: str,
) -> None:
    pdf = printed(drawing(label(LABELS[tag]), tag=tag), make_document(), words, tmp_path)
    assert validator.validate_pdf_bytes(pdf, profile="ua1").is_compliant


BLACK = {"weight": 400, "italic": False, "fill": "#000000"}


def line(x: float, y: float, size: float, anchor: str, *runs: Run) -> Line:
    return Line(x, y, size, anchor, HINDI, "hi", list(runs))


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        pytest.param(
            label(" जड़  और\n डिस्क "),
            [line(10, 40, 28, "start", Run("जड़ और डिस्क", **BLACK))],
            id="space",
        ),
        pytest.param(
            '<g font-size="12pt" fill="#c00" style="font-weight:600"><text y="3" text-anchor="end">'
            "जड़</text></g>",
            [line(0, 3, 16, "end", Run("जड़", weight=600, italic=False, fill="#c00"))],
            id="inherited",
        ),
        pytest.param(
            "<style>.small, tspan { font-size: 10px } text{text-anchor:middle;font-size:20px}</style>"
            '<text x="5" y="6" class="small" style="font-size:2em">जड़</text>',
            [line(5, 6, 32, "middle", Run("जड़", **BLACK))],
            id="style-sheet",
        ),
        pytest.param(
            label('जड़<tspan x="12" dy="1.5em">डिस्क <tspan/></tspan>'.replace("<tspan/>", "")),
            [
                line(10, 40, 28, "start", Run("जड़", **BLACK)),
                line(12, 82, 28, "start", Run("डिस्क", **BLACK)),
            ],
            id="two-lines",
        ),
        pytest.param(
            label('जड़ <tspan font-weight="bold" fill="red">डिस्क</tspan> और<title>क</title>'),
            [
                line(
                    *(10, 40, 28, "start"),
                    Run("जड़ ", **BLACK),
                    Run("डिस्क", weight=700, italic=False, fill="red"),
                    Run(" और", **BLACK),
                )
            ],
            id="words-of-another-look",
        ),
        pytest.param(label("Nerve ≤ µ"), [], id="the-engine-sets-it-well"),
    ],
)
def test_lines_are_found_where_they_stand(inside: str, expected: list[Line]) -> None:
    assert asked(drawing(inside)) == expected


def test_shapes_stand_where_the_words_stood() -> None:
    def draw(lines: Sequence[Line]) -> list[Element]:
        page = '<svg viewBox="0 0 90 42"><use fill="#000000"/><use fill="#000001"/></svg>'
        return [ElementTree.fromstring(page)]

    label_ = '<text x="100" y="40" font-size="28" text-anchor="middle" transform="scale(2)">'
    words = 'जड़<tspan fill="teal">और</tspan></text>'
    shown = ElementTree.fromstring(lettered(drawing(f"{label_}{words}<path/>"), draw).data)
    group, path = shown
    assert group.attrib == {"transform": "scale(2)"}
    assert group[0].attrib == {"transform": "translate(55 12)"}
    assert [use.get("fill") for use in group[0]] == ["#000000", "teal"]
    assert path.tag.endswith("path")


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param(label("जड़", ' rotate="5"'), id="rotated"),
        pytest.param(label("जड़", ' dx="1 2"'), id="letter-by-letter"),
        pytest.param(label('जड़<tspan dy="3">क</tspan>'), id="raised"),
        pytest.param(label('<textPath href="#p">जड़</textPath>'), id="along-a-path"),
        pytest.param(label("जड़").replace("28", "5vw"), id="by-the-window"),
        pytest.param(label("जड़").replace('"10"', '"10 20"'), id="several-places"),
    ],
)
def test_what_can_not_be_followed_is_refused_and_not_garbled(inside: str) -> None:
    with pytest.raises(ExportError, match="its letters can't be drawn") as caught:
        asked(drawing(inside))
    assert caught.value.hint


def test_words_as_a_web_page_inside_are_told_with_the_name_of_their_picture(
    make_document: Callable[..., Document], words: Callable[[Language], Words], tmp_path: Path
) -> None:
    """The engine said "image contains foreign object", and in Word they were not there."""
    page = '<p xmlns="http://www.w3.org/1999/xhtml">Rest</p>'
    image = drawing(f'<foreignObject width="50" height="50">{page}</foreignObject>')
    with pytest.raises(ExportError) as caught:
        printed(image, make_document(), words, tmp_path)
    told = "what stands in its <foreignObject> would be missing, and is not translated"
    assert caught.value.message == f"the picture 'images/ankle.svg': {told}"
    with pytest.raises(ExportError, match="foreignObject"):
        to_png(image)
    assert to_png(drawing("<!-- no foreignObject --><path/>"))


def test_an_empty_web_page_inside_is_left_out(
    make_document: Callable[..., Document], words: Callable[[Language], Words], tmp_path: Path
) -> None:
    """Adobe Illustrator saves one with every drawing; the engine would warn of it."""
    page = '<switch><foreignObject width="1" height="1"/><g><path d="M0 0h9v9z"/></g></switch>'
    assert printed(drawing(page), make_document(), words, tmp_path)


@pytest.mark.parametrize(
    "image",
    [
        pytest.param(Image("image/png", "text जड़".encode()), id="no-drawing"),
        pytest.param(Image("image/svg+xml", "<svg><text>जड़".encode()), id="broken"),
        pytest.param(drawing("<desc>text जड़</desc><path/>"), id="no-label"),
    ],
)
def test_other_pictures_stay_as_they_are(image: Image) -> None:
    assert lettered(image, lambda _: []) == image
