"""Word documents in LibreOffice: they open, and every dose runs the right way on the page."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

pytestmark = [pytest.mark.office, pytest.mark.soak]
ROOT = Path(__file__).parents[2]
TAGS = ("en", "ar", "ja", "hi")
SLUG = "lumbar-disc-herniation"


@pytest.fixture(scope="module")
def tags() -> tuple[str, ...]:
    """The languages to look at that this checkout has."""
    return tuple(tag for tag in TAGS if tag == "en" or (ROOT / "locales" / tag).is_dir())


@pytest.fixture(scope="module")
def printed(soffice: str, tags: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a PDF of every Word document, made by LibreOffice."""
    folder = tmp_path_factory.mktemp("office")
    build = [sys.executable, "-m", "pipeline", "build", "--root", str(ROOT), "--format", "docx"]
    locales = [word for tag in tags for word in ("--locale", tag)]
    subprocess.run([*build, *locales, "--out", str(folder)], check=True, capture_output=True)
    documents = []
    for tag in tags:
        document = folder / f"{tag}.docx"
        (folder / tag / f"{SLUG}.docx").rename(document)
        documents.append(str(document))
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = [soffice, "--headless", own, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*convert, *documents], check=True, capture_output=True, timeout=300)
    return folder


def pages(path: Path) -> list[list[tuple[str, float, float]]]:
    """For every page its characters with their left and bottom edges."""
    document = pypdfium2.PdfDocument(path)
    found = []
    for page in document:
        text = page.get_textpage()
        characters = [
            (text.get_text_range(index, 1), *text.get_charbox(index)[:2])
            for index in range(text.count_chars())
        ]
        found.append(characters)
        text.close()
        page.close()
    document.close()
    return found


def test_documents_open_and_fill_pages(printed: Path, tags: tuple[str, ...]) -> None:
    for tag in tags:
        counts = [len(characters) for characters in pages(printed / f"{tag}.pdf")]
        assert 2 <= len(counts) <= 7, (tag, counts)
        assert sum(counts) > 1500, (tag, counts)


def test_picture_and_shaded_boxes_are_drawn(printed: Path, tags: tuple[str, ...]) -> None:
    """The first page shows the draft notice's tint and the picture's colours."""
    for tag in tags:
        document = pypdfium2.PdfDocument(printed / f"{tag}.pdf")
        image = document[0].render(scale=0.5).to_pil().convert("RGB")
        document.close()
        colours = {colour for _count, colour in image.getcolors(1 << 20) or ()}
        assert (255, 240, 204) in colours, tag
        assert any(abs(red - 200) < 12 and abs(green - 90) < 16 for red, green, _ in colours), tag


def test_range_in_arabic_runs_left_to_right(printed: Path) -> None:
    """In "2–3" the 2 must stand left of the dash, and the 3 right of it."""
    lines = [
        sorted(
            (left, sign)
            for sign, left, low in characters
            if abs(low - dash_low) < 8 and sign.strip()
        )
        for characters in pages(printed / "ar.pdf")
        for dash, _left, dash_low in characters
        if dash == "–"
    ]
    around = [
        (line[place - 1][1], line[place + 1][1])
        for line in lines
        for place, (_left, sign) in enumerate(line)
        if sign == "–"
    ]
    assert ("2", "3") in around
    assert ("3", "2") not in around


def test_no_line_ends_within_a_unit_in_japanese(soffice: str, tmp_path: Path) -> None:
    """Wherever in the line it comes to stand: "15 m" and then "g" is read as metres."""
    (tmp_path / "source").mkdir()
    (tmp_path / "leaflets.toml").write_text(
        '[project]\nname = "c"\nsource_language = "ja"\nlanguages = []\n', encoding="utf-8"
    )
    rows = (f"{'あ' * (30 + length)} 15 mgを{'あ' * 20}" for length in range(16))
    body = "\n\n".join(rows)
    (tmp_path / "source" / "dose.md").write_text(
        f"---\ntitle: 薬\n---\n\n{body}\n", encoding="utf-8"
    )
    build = [sys.executable, "-m", "pipeline", "build", "--root", str(tmp_path), "--format", "docx"]
    subprocess.run(build, check=True, capture_output=True)
    own = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    made = tmp_path / "dist" / "ja" / "dose.docx"
    convert = [soffice, "--headless", own, "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*convert, str(made)], check=True, capture_output=True, timeout=300)
    document = pypdfium2.PdfDocument(tmp_path / "dose.pdf")
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert text.count("mg") == 16
