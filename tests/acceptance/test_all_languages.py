"""Every language in every layout: conforms to PDF/UA-1, nothing out of its place, no page for two lines.

Prints a table, to be seen with `pytest -s`: rules passed, pages, size of the text in points.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import page as validator
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from pipeline.language import cldr
from pipeline.leaflets.layouts import LAYOUTS, PAPERS
from pipeline.leaflets.theme import default_theme
from pipeline.model import Language
from pipeline.settings import read_settings
from tests.printed import misplaced, panels

ROOT = Path(__file__).parents[2]
SLUG = "lumbar-disc-herniation"
SETTINGS = read_settings(ROOT)
TAGS = tuple(language.tag for language in (SETTINGS.source_language, *SETTINGS.languages))
# What does not fit, even in 9 pt: Tamil says in letters twice as wide what English says.
TOO_LONG = {("ta", "trifold")}
MOST_PAGES = {"leaflet": 4, "trifold": 2, "large-print": 10}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every language in every layout, made by the command line."""
    out = tmp_path_factory.mktemp("all")
    root = out / "project"  # a build leaves its notes in the project that it builds
    root.mkdir()
    for part in ("source", "locales"):
        shutil.copytree(ROOT / part, root / part)
    settings = (ROOT / "leaflets.toml").read_text(encoding="utf-8")
    address = '[project]\nbase_url = "https://leaflets.example.org"\n'
    settings = settings.replace("[project]\n", address, 1)
    (root / "leaflets.toml").write_text(settings, encoding="utf-8")
    command = [sys.executable, "-m", "pipeline", "build", "--root", str(root), "--out", str(out)]
    environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    subprocess.run(
        [*command, "--format", "pdf", "--layout", ",".join(LAYOUTS)],
        check=False,  # what is too long for a layout
        env=environment,
        capture_output=True,
    )
    return out


@pytest.fixture(scope="module")
def table(printed: Path) -> Mapping[tuple[str, str], tuple[int, int, int, float]]:
    """By language and layout: rules passed, rules in all, pages, points; printed as it is made."""
    rows = {}
    for tag in TAGS:
        cells = []
        for name, layout in LAYOUTS.items():
            path = printed / tag / f"{SLUG}{layout.suffix}"
            if not path.exists():
                cells.append("does not fit")
                continue
            pdf = path.read_bytes()
            rules = validator.validate_pdf_bytes(pdf, profile="ua1").rules
            row = rows[tag, name] = (rules.passed, rules.total, *pages_and_size(pdf))
            cells.append("{}/{} {:2d} p. {:4.1f} pt".format(*row))
        print(f"{tag:8}", *(f"{cell:24}" for cell in cells), sep="  ")
    return rows


def pages_and_size(pdf: bytes) -> tuple[int, float]:
    """The number of pages, and the size in which most letters are set."""
    document = pypdfium2.PdfDocument(pdf)
    sizes: Counter[float] = Counter()
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            sizes[round(pdfium.FPDFText_GetFontSize(text.raw, index), 1)] += 1
    pages = len(document)
    document.close()
    return pages, sizes.most_common(1)[0][0]


def test_every_language_and_layout_conforms(
    table: Mapping[tuple[str, str], tuple[int, int, int, float]],
) -> None:
    wanted = {(tag, name) for tag in TAGS for name in LAYOUTS}
    assert wanted - set(table) == TOO_LONG
    assert {key: row for key, row in table.items() if row[0] != row[1]} == {}


def test_no_leaflet_is_longer_or_smaller_than_it_should_be(
    table: Mapping[tuple[str, str], tuple[int, int, int, float]],
) -> None:
    floors = {"leaflet": 10.0, "trifold": 9.0, "large-print": 18.0}
    assert {key: row for key, row in table.items() if row[2] > MOST_PAGES[key[1]]} == {}
    assert {key: row for key, row in table.items() if row[3] < floors[key[1]]} == {}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("tag", TAGS)
def test_every_letter_stands_in_its_place(printed: Path, tag: str, layout: str) -> None:
    if (tag, layout) in TOO_LONG:
        pytest.skip("does not fit")
    pdf = (printed / tag / f"{SLUG}{LAYOUTS[layout].suffix}").read_bytes()
    is_rtl = cldr.direction(Language(tag)) == "rtl"
    places = panels(pdf, flap=PAPERS["a4"].flap, is_rtl=is_rtl) if layout == "trifold" else None
    assert misplaced(pdf, default_theme().light, places=places) == []
