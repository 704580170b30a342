"""The leaflet as a book: valid by EPUBCheck, readable by everybody, the same bytes every time."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import uuid
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image as Bitmap

from pipeline.errors import ExportError
from pipeline.leaflets import pages
from pipeline.leaflets.epub import export_epub
from pipeline.leaflets.images import Image, read_image
from pipeline.leaflets.localize import localize
from pipeline.leaflets.pdf import PdfExporter, to_png
from pipeline.leaflets.theme import make_theme
from pipeline.leaflets.words import Words
from pipeline.model import Document, Element, Inline, Language, Leaflet, Metadata
from tests.builders import CHECKLISTS, default_theme

GOLDEN = Path(__file__).with_name("golden")
UPDATE = bool(os.environ.get("LEAFLETS_UPDATE_GOLDEN"))
EN = Language("en")
TIMESTAMP = 1_730_332_800
# Everything that an article may hold and EPUB is strict about.
HARD = """\
# 1. Heading that begins with a digit

#### A level is skipped

<div align="center"><font color="red">Old <b>HTML</b> & <u>tags</u></font></div>

<details><summary>More</summary>Hidden <script>alert(1)</script>text</details>

Twice[^a] and again[^a]; missing ![](images/ankle.svg) <br> [odd](https://example.org/a b?q=[1]&r=100%).

1. One
    1. Inner

        | A | B |
        | --- | ---: |
        | `x < y` | H~2~O |

    - `code`

Term
:   Meaning

> Quote
>
> ![A foot](images/ankle.svg)

!!! note
    No title?

```
a < b &amp; c
```

*[HTML]: Hyper Text

[^a]: With two paragraphs.

    And a list:

    - one
"""


@pytest.fixture
def export(images: Path, words: Callable[[Language], Words]) -> Callable[..., bytes]:
    def run(leaflet: Leaflet, **options: Image) -> bytes:
        return export_epub(
            leaflet,
            words=words(leaflet.language),
            theme=default_theme(),
            read_image=partial(read_image, root=images, slug=leaflet.slug),
            to_png=to_png,
            timestamp=TIMESTAMP,
            contact="Questions? +44 20 7946 0018",
            **options,
        )

    return run


def files(book: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def page(book: bytes, name: str = "leaflet.xhtml") -> str:
    return files(book)[f"EPUB/{name}"].decode()


def complaints(epubcheck: tuple[str, ...], book: bytes, folder: Path) -> list[str]:
    path = folder / "book.epub"
    path.write_bytes(book)
    done = subprocess.run([*epubcheck, str(path)], capture_output=True, text=True, check=False)
    said = (done.stdout + done.stderr).splitlines()
    assert any("EPUBCheck completed" in line for line in said), said
    return [line for line in said if re.match(r"(ERROR|WARNING|FATAL|INFO|USAGE)\b", line)]


@pytest.mark.epubcheck
def test_epubcheck_finds_nothing_in_what_articles_may_hold(
    make_document: Callable[..., Document],
    export: Callable[[Leaflet], bytes],
    epubcheck: tuple[str, ...],
    tmp_path: Path,
) -> None:
    metadata = Metadata('5 < 6 & "7"', author="A & B", keywords=("x<y",))
    leaflet = localize(make_document(HARD, metadata=metadata), None, language=EN)
    assert complaints(epubcheck, export(leaflet), tmp_path) == []


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_page_is_the_one_that_was_reviewed(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], bytes], tag: str
) -> None:
    text = page(export(leaflets[tag]))
    golden = GOLDEN / f"ankle.{tag}.xhtml"
    if UPDATE:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_package_is_packed_as_the_standard_wants(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], bytes]
) -> None:
    book = export(leaflets["en"])
    picture = hashlib.sha256(files(book)["EPUB/" + pictures(book)[0]]).hexdigest()[:16]
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == [
        "mimetype",
        "META-INF/container.xml",
        "EPUB/package.opf",
        "EPUB/nav.xhtml",
        "EPUB/cover.xhtml",
        "EPUB/leaflet.xhtml",
        "EPUB/style.css",
        f"EPUB/images/{picture}.svg",
    ]
    assert {(entry.compress_type, entry.date_time) for entry in entries} == {
        (zipfile.ZIP_STORED, (1980, 1, 1, 0, 0, 0))
    }
    assert book[30:58] == b"mimetypeapplication/epub+zip"


def pictures(book: bytes) -> list[str]:
    return re.findall(r'href="(images/[^"]+)"', page(book, "package.opf"))


def test_same_leaflet_gives_the_same_bytes(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], bytes]
) -> None:
    assert export(leaflets["ar"]) == export(leaflets["ar"])


def test_metadata_say_language_direction_and_accessibility(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], bytes]
) -> None:
    package = page(export(leaflets["ar"]), "package.opf")
    name = f"leaflet:ankle:ar:{leaflets['ar'].digest}"
    assert re.findall(r"<dc:(\w+)[^>]*>([^<]*)<", package) == [
        ("identifier", uuid.uuid5(uuid.NAMESPACE_URL, name).urn),
        ("title", "التواء الكاحل"),
        ("language", "ar"),
        ("publisher", "صحة ريفرسايد"),
        ("date", "2024-10-31"),
        ("description", "ما يفيد في المنزل"),
        ("subject", "كاحل"),
        ("subject", "التواء"),
        ("source", "Ankle care"),
    ]
    assert '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"' in package
    assert 'xml:lang="ar" dir="rtl">' in package
    assert '<spine page-progression-direction="rtl">' in package
    assert re.findall(r'<meta property="([^"]+)">([^<]*)<', package) == [
        ("dcterms:modified", "2024-10-31T00:00:00Z"),
        ("schema:accessMode", "textual"),
        ("schema:accessMode", "visual"),
        ("schema:accessModeSufficient", "textual"),
        ("schema:accessModeSufficient", "textual,visual"),
        ("schema:accessibilityFeature", "displayTransformability"),
        ("schema:accessibilityFeature", "readingOrder"),
        ("schema:accessibilityFeature", "structuralNavigation"),
        ("schema:accessibilityFeature", "tableOfContents"),
        ("schema:accessibilityFeature", "alternativeText"),
        ("schema:accessibilityHazard", "none"),
    ]


def test_identifier_changes_with_language_and_source_and_with_nothing_else(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], bytes]
) -> None:
    def identifier(leaflet: Leaflet) -> str:
        found = re.search(r">(urn:uuid:[^<]+)<", page(export(leaflet), "package.opf"))
        assert found is not None
        return found[1]

    english = leaflets["en"]
    others = (leaflets["ar"], replace(english, slug="foot"), replace(english, digest="0" * 64))
    assert identifier(replace(english, is_draft=not english.is_draft)) == identifier(english)
    assert len({identifier(each) for each in (english, *others)}) == 4


def test_contents_are_nested_and_lead_to_headings(
    make_document: Callable[..., Document], export: Callable[[Leaflet], bytes]
) -> None:
    body = "## A\n\n### B\n\n## C & D[^1]\n\n[^1]: Note.\n"
    book = export(localize(make_document(body, metadata=Metadata("T")), None, language=EN))
    nav = ElementTree.fromstring(files(book)["EPUB/nav.xhtml"])
    links = [(link.get("href"), link.text) for link in nav.iter("{http://www.w3.org/1999/xhtml}a")]
    assert links == [
        ("leaflet.xhtml", "T"),
        ("leaflet.xhtml#part-1", "A"),
        ("leaflet.xhtml#part-2", "B"),
        ("leaflet.xhtml#part-3", "C & D"),
    ]
    assert re.findall(r'<h\d id="([^"]+)">', page(book)) == ["part-1", "part-2", "part-3"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("See [more](#h).\n\n## More {#h}\n", '<a href="#part-1">more</a>'),
        ("See [more](#h).[^1]\n\n## A\n\n[^1]: # More {#h}\n", '<a href="#part-2">more</a>'),
        ("See [more](#h).\n\n<b><h2 id='h'>More</h2></b>\n", "See more."),
        ("See [more](#h).\n", "See more."),
    ],
)
def test_links_lead_to_headings_wherever_these_stand(
    make_document: Callable[..., Document],
    export: Callable[[Leaflet], bytes],
    body: str,
    expected: str,
) -> None:
    book = page(export(localize(make_document(body), None, language=EN)))
    assert expected in book
    named = set(re.findall(r'id="(part-\d+)"', book))
    assert set(re.findall(r'href="#(part-\d+)"', book)) <= named


@pytest.mark.parametrize(("body", "lists"), CHECKLISTS)
def test_a_list_of_boxes_to_tick_has_no_bullets(
    make_document: Callable[..., Document],
    export: Callable[[Leaflet], bytes],
    body: str,
    lists: int,
) -> None:
    shown = page(export(localize(make_document(body), None, language=EN)))
    assert shown.count('<ul class="checklist">') == lists


def test_footnote_is_marked_for_pop_ups_and_leads_back(
    make_document: Callable[..., Document], export: Callable[[Leaflet], bytes]
) -> None:
    body = "Twice[^a] and again[^a].\n\n[^a]: Once.\n"
    text = page(export(localize(make_document(body), None, language=EN)))
    assert re.findall(
        r'<a epub:type="noteref" role="doc-noteref" id="([^"]+)" href="([^"]+)">', text
    ) == [
        ("ref-1", "#note-1"),
        ("ref-1-2", "#note-1"),
    ]
    assert '<aside epub:type="footnote" role="doc-footnote" id="note-1">' in text
    assert '<a role="doc-backlink" href="#ref-1" title="Back to the text">1</a>' in text


def test_picture_of_an_unknown_kind_is_drawn_anew(
    make_document: Callable[..., Document], images: Path, words: Callable[[Language], Words]
) -> None:
    drawn = Image("image/png", b"drawn")
    (images / "images" / "a.webp").write_bytes(b"RIFF\0\0\0\0WEBP")
    leaflet = localize(make_document("![A foot](images/a.webp)"), None, language=EN)
    book = export_epub(
        leaflet,
        words=words(EN),
        theme=default_theme(),
        read_image=partial(read_image, root=images, slug="ankle"),
        to_png=lambda image: drawn,
        timestamp=0,
    )
    assert [(name[-4:], files(book)[f"EPUB/{name}"]) for name in pictures(book)] == [
        (".png", b"drawn")
    ]


def test_an_arabic_unit_stays_on_the_line_of_its_number(
    make_document: Callable[..., Document], export: Callable[..., bytes]
) -> None:
    document = make_document("Rest.")
    arabic = Language("ar")
    leaflet = localize(document, None, language=arabic)
    text = "تناول 200–400 ملغ خلال 6 أسابيع أو 2–3 أيام."
    body = (Element("p", (), (Inline(0, arabic, (text,)),)),)
    book = page(export(replace(leaflet, body=body)))
    isolated = '<bdi dir="ltr" class="whole">200–400</bdi>'
    counted = '<span class="count">6 أسابيع</span>'
    ranged = '<span class="count"><bdi dir="ltr" class="whole">2–3</bdi> أيام</span>'
    assert f'تناول <span class="whole">{isolated} ملغ</span> خلال {counted} أو {ranged}.' in book


def test_logo_of_the_theme_stands_on_the_cover(
    leaflets: Mapping[str, Leaflet], images: Path, words: Callable[[Language], Words]
) -> None:
    logo = Image("image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg"/>')
    book = export_epub(
        leaflets["en"],
        words=words(EN),
        theme=replace(default_theme(), logo="Riverside", logo_image=logo),
        read_image=partial(read_image, root=images, slug="ankle"),
        to_png=to_png,
        timestamp=0,
    )
    name = f"images/{hashlib.sha256(logo.data).hexdigest()[:16]}.svg"
    assert f'<img class="logo" src="{name}" alt="Riverside"/>' in page(book, "cover.xhtml")
    assert name in pictures(book)
    assert files(book)[f"EPUB/{name}"] == logo.data
    assert "<b>Riverside</b> <span>Riverside Health</span>" in page(book)  # a line parts them


def test_picture_that_can_not_be_drawn_is_named(
    make_document: Callable[..., Document], images: Path, export: Callable[[Leaflet], bytes]
) -> None:
    (images / "images" / "a.webp").write_bytes(b"RIFF\0\0\0\0WEBP, and nothing more")
    leaflet = localize(make_document("![A foot](images/a.webp)"), None, language=EN)
    with pytest.raises(ExportError, match=r"the picture 'images/a\.webp' can't be drawn: "):
        export(leaflet)


def test_svg_is_drawn_as_png_of_its_proportions(images: Path) -> None:
    png = to_png(read_image("images/ankle.svg", root=images, slug="ankle"), width=80)
    assert png.data[:8] == b"\x89PNG\r\n\x1a\n"
    size = [int.from_bytes(png.data[start : start + 4], "big") for start in (16, 20)]
    assert size == [80, 40]


def test_control_character_is_refused_with_its_place(
    leaflets: Mapping[str, Leaflet], export: Callable[[Leaflet], bytes]
) -> None:
    english = leaflets["en"]
    leaflet = replace(english, title=english.title._replace(children=("A sprained\x0b ankle",)))
    with pytest.raises(ExportError) as caught:
        export(leaflet)
    assert str(caught.value).startswith(
        "leaflet 'ankle' in en: U+000B can't stand in a document, in '"
    )


@pytest.mark.epubcheck
@pytest.mark.soak
@pytest.mark.parametrize("tag", ["ar", "en", "ja"])
def test_a_shelf_shows_the_front_of_the_leaflet_and_epubcheck_finds_nothing(
    leaflets: Mapping[str, Leaflet],
    export: Callable[..., bytes],
    images: Path,
    words: Callable[[Language], Words],
    epubcheck: tuple[str, ...],
    tmp_path: Path,
    tag: str,
) -> None:
    leaflet = leaflets[tag]
    front = {"words": words(leaflet.language), "theme": default_theme()}
    exporter = PdfExporter()
    cover = exporter.draw_cover(leaflet, image_root=images, **front)
    assert exporter.draw_cover(leaflet, image_root=images, **front) == cover
    book = export(leaflet, cover=cover)
    item = re.search(
        r'<item [^>]*href="([^"]+)"[^>]* properties="cover-image"/>', page(book, "package.opf")
    )
    assert item is not None
    assert files(book)[f"EPUB/{item[1]}"] == cover.data
    assert complaints(epubcheck, book, tmp_path) == []


def test_a_cover_says_that_the_leaflet_is_a_draft(
    leaflets: Mapping[str, Leaflet], images: Path, words: Callable[[Language], Words]
) -> None:
    leaflet, tint = leaflets["en"], default_theme().light["draft_tint"]
    for is_draft in (True, False):
        cover = PdfExporter().draw_cover(
            replace(leaflet, is_draft=is_draft),
            words=words(leaflet.language),
            theme=default_theme(),
            image_root=images,
        )
        drawn = Bitmap.open(io.BytesIO(cover.data)).convert("RGB")
        corner = drawn.getpixel((5, drawn.height - 5))
        assert ("#{:02X}{:02X}{:02X}".format(*corner) == tint) is is_draft


def test_a_cover_is_that_of_its_own_leaflet_whatever_was_set_before(
    leaflets: Mapping[str, Leaflet], images: Path, words: Callable[[Language], Words]
) -> None:
    exporter = PdfExporter()

    def draw(exporter: PdfExporter, tag: str) -> bytes:
        leaflet = leaflets[tag]
        spoken, theme = words(leaflet.language), default_theme()
        return exporter.draw_cover(leaflet, words=spoken, theme=theme, image_root=images).data

    exporter.print_leaflet(
        leaflets["en"],
        words=words(leaflets["en"].language),
        theme=default_theme(),
        image_root=images,
        timestamp=TIMESTAMP,
    )
    drawn = [draw(exporter, tag) for tag in ("ja", "ar")]
    assert drawn == [draw(PdfExporter(), tag) for tag in ("ja", "ar")]
    assert drawn[0] != drawn[1]


# ------------------------------------------------------------------------------------- templates
OURS = Path(pages.__file__).with_name("templates") / "epub"
LEAFLET = (OURS / "leaflet.xhtml.j2").read_text(encoding="utf-8")
NAV = (OURS / "nav.xhtml.j2").read_text(encoding="utf-8")
INLINE = (OURS / "inline.j2").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("leaflet.xhtml.j2", LEAFLET.replace("</footer>", "<p>Charity no. 0000</p></footer>"), ""),
        (
            "leaflet.xhtml.j2",
            LEAFLET.replace("<footer>", "<br><footer>"),
            "is no XML: mismatched tag in '</body>'",
        ),
        (
            "leaflet.xhtml.j2",
            LEAFLET.replace("<footer>", "<footer>&copy; Riverside"),
            "is no XML: undefined entity in '<footer>&copy; Riverside'",
        ),
        ("leaflet.xhtml.j2", "Charity no. 0000\n", "is no XML: syntax error in 'Charity no. 0000'"),
        ("leaflet.xhtml.j2", "<main/>", "is <main> and not <html>"),
        (
            "leaflet.xhtml.j2",
            LEAFLET.replace(' id="note-', ' id="footnote-'),
            "has a link to '#note-1', which leaflet.xhtml does not have",
        ),
        (
            "nav.xhtml.j2",
            NAV.replace("#{{ entry.name }}", "#{{ entry.title }}"),
            "has a link to '#Against the pain', which leaflet.xhtml does not have",
        ),
        ("package.opf.j2", "<html/>", "is <html> and not <package>"),
        (
            "inline.j2",
            INLINE.replace("</{{ part.kind", "</i{{ part.kind"),
            "is no XML: mismatched tag in '<p>",
        ),
    ],
)
def test_what_a_template_of_ones_own_makes_can_be_opened(
    leaflets: Mapping[str, Leaflet],
    words: Callable[[Language], Words],
    images: Path,
    tmp_path: Path,
    name: str,
    text: str,
    message: str,
) -> None:
    """The build was content with a book that no reading system opens."""
    (tmp_path / "own" / "epub").mkdir(parents=True)
    (tmp_path / "own" / "epub" / name).write_text(text, encoding="utf-8")

    def make() -> bytes:
        return export_epub(
            leaflets["en"],
            words=words(EN),
            theme=make_theme({"templates": "own"}, root=tmp_path),
            read_image=partial(read_image, root=images, slug="ankle"),
            to_png=to_png,
            timestamp=TIMESTAMP,
        )

    if not message:
        with zipfile.ZipFile(io.BytesIO(make())) as book:
            assert b"<p>Charity no. 0000</p>" in book.read("EPUB/leaflet.xhtml")
        return
    with pytest.raises(ExportError) as caught:
        make()
    assert caught.value.path == f"own/epub/{name}"
    assert caught.value.message.startswith(f"broken template: the page that it makes {message}")
