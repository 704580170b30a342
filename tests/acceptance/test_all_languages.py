"""Every language in every layout: conforms to PDF/UA-1, nothing out of its place, no page for two lines.

docs/leaflets.md has the table: rules passed, pages, size of the text in points.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.language import cldr
from pipeline.leaflets.layouts import LAYOUTS, PAPERS
from pipeline.model import Language
from tests.builders import default_theme
from tests.evidence import TAGS, build_all, cell, measured, published
from tests.printed import misplaced, panels
from tests.typeset import SLUG

pytestmark = pytest.mark.soak  # `make test` has a few languages: test_every_layout, test_layouts
# What does not fit, even in 9 pt: Tamil says in letters twice as wide what English says.
TOO_LONG = {("ta", "trifold")}
MOST_PAGES = {"leaflet": 4, "trifold": 2, "large-print": 10}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every language in every layout, made by the command line."""
    out = tmp_path_factory.mktemp("all")
    build_all(out, formats="pdf")
    return out


@pytest.fixture(scope="module")
def table(printed: Path) -> Mapping[tuple[str, str], tuple[int, int, int, float]]:
    """By language and layout: rules passed, rules in all, pages, points."""
    paths = {
        (tag, name): printed / tag / f"{SLUG}{layout.suffix}"
        for tag in TAGS
        for name, layout in LAYOUTS.items()
    }
    return {key: measured(path.read_bytes()) for key, path in paths.items() if path.exists()}


def test_the_published_table_is_the_measured_one(
    table: Mapping[tuple[str, str], tuple[int, int, int, float]],
) -> None:
    """docs/leaflets.md; `make evidence` writes it anew."""
    assert published() == {
        tag: tuple(cell(table.get((tag, name))) for name in LAYOUTS) for tag in TAGS
    }


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
