"""Where a reader can ask, in the lines in which the publisher wrote it."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from zipfile import ZipFile

import pytest

from pipeline.leaflets.docx import export_docx
from pipeline.leaflets.epub import export_epub
from pipeline.leaflets.html import export_html
from pipeline.leaflets.images import read_image
from pipeline.leaflets.layouts import LAYOUTS
from pipeline.leaflets.pdf import PdfExporter, to_png
from pipeline.leaflets.text import export_text
from pipeline.leaflets.words import Words
from pipeline.model import Language, Leaflet
from tests.builders import default_theme
from tests.visual import printed, seen

NAME, PHONE = "Riverside Clinic, Mill Lane 3", "Call 0113 496 0001"
NUMBERED = PHONE.replace("0113 496 0001", '<span class="whole">0113 496 0001</span>')
CONTACT = f"{NAME}\n{PHONE}"

Export = Callable[..., bytes]


@pytest.fixture
def export(leaflets: Mapping[str, Leaflet], words: Callable[[Language], Words]) -> Export:
    def run(make: Export, **options: object) -> bytes:
        leaflet = leaflets["en"]
        spoken = words(leaflet.language)
        return make(leaflet, words=spoken, contact=CONTACT, **options)

    return run


def part(package: bytes, name: str) -> str:
    return ZipFile(io.BytesIO(package)).read(name).decode()


def test_on_a_page(export: Export, images: Path) -> None:
    options = {"languages": (Language("en"),), "image_root": images}
    page = export(export_html, theme=default_theme(), **options).decode()
    assert f"<p><bdi>{NAME}</bdi><br>\n<bdi>{NUMBERED}</bdi></p>" in page


@pytest.mark.parametrize("layout", LAYOUTS)
def test_on_paper(export: Export, images: Path, layout: str) -> None:
    def make(leaflet: Leaflet, **options: object) -> bytes:
        print_it: Callable[..., object] = PdfExporter().print_leaflet
        return print_it(leaflet, layout=layout, **options).pdf  # type: ignore[attr-defined,no-any-return]

    lines = printed(export(make, theme=default_theme(), image_root=images, timestamp=0))
    assert [line for line in lines if seen(PHONE) in line and seen(NAME) in line] == []
    assert any(seen(PHONE) in line for line in lines)
    assert any(seen(NAME) in line for line in lines)


def test_in_files(export: Export, images: Path) -> None:
    read = partial(read_image, root=images, slug="ankle")
    assert f"\n{NAME}\n{PHONE}\n" in export(export_text, read_image=read).decode()
    options = {"theme": default_theme(), "read_image": read, "to_png": to_png, "timestamp": 0}
    book = part(export(export_epub, **options), "EPUB/leaflet.xhtml")
    assert f"<p>{NAME}</p>\n<p>{NUMBERED}</p>" in book
    document = part(export(export_docx, **options), "word/document.xml")
    _, after = document.split(NAME)
    kept = PHONE.replace("0113 496 0001", "0113\u00a0496\u00a00001")
    assert after[: after.index(kept)].count("</w:p>") == 1
