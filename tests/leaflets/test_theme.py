"""A theme that can't be read is no theme."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import SettingsError
from pipeline.leaflets.docx import export_docx
from pipeline.leaflets.entry import index_entry
from pipeline.leaflets.epub import export_epub
from pipeline.leaflets.html import export_html
from pipeline.leaflets.images import read_image
from pipeline.leaflets.index import export_index
from pipeline.leaflets.layouts import LAYOUTS
from pipeline.leaflets.pdf import PdfExporter, to_png
from pipeline.leaflets.theme import THEMES, contrast, contrast_problems, make_theme
from pipeline.leaflets.words import Words
from pipeline.model import Language, Leaflet
from tests.builders import default_theme

SHIPPED = sorted(path.stem for path in THEMES.glob("*.toml"))


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_theme_can_be_read_in_light_and_dark(name: str) -> None:
    assert contrast_problems(make_theme({"name": name})) == ()


def test_two_themes_ship_and_are_clearly_different() -> None:
    house, paper = (make_theme({"name": name}) for name in ("house", "paper"))
    assert SHIPPED == ["house", "paper"]
    assert (house.band, house.boxes) != (paper.band, paper.boxes)
    # The ground of the title is what is seen first: one is dark, the other light.
    assert contrast(house.light["band"], paper.light["band"]) > 7
    shared = {role for role in house.light if house.light[role] == paper.light[role]}
    assert shared == set()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("#000000", "#FFFFFF", 21.0, id="black-on-white"),
        pytest.param("#FFFFFF", "#FFFFFF", 1.0, id="white-on-white"),
        pytest.param("#767676", "#FFFFFF", 4.54, id="the-grey-that-just-passes"),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.01)


def test_three_lines_change_the_look() -> None:
    theme = make_theme({"logo": "Clinic", "light": {"band": "#5B2333", "band_shape": "#6B2F40"}})
    assert (theme.logo, theme.light["band"]) == ("Clinic", "#5B2333")
    assert theme.light["ink"] == default_theme().light["ink"]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        pytest.param({"name": "baroque"}, "there is no theme 'baroque'", id="unknown-theme"),
        pytest.param({"name": "../house"}, "there is no theme", id="path-as-name"),
        pytest.param({"lite": {}}, "theme.lite: unknown key", id="unknown-key"),
        pytest.param({"light": {"inc": "#000000"}}, "theme.light.inc: unknown key", id="role"),
        pytest.param({"light": {"ink": "red;}"}}, "expected a colour", id="not-a-colour"),
        pytest.param({"light": "#000000"}, "theme.light: expected a table", id="not-a-table"),
        pytest.param(
            {"print": {"size": "big"}},
            "theme.print.size: expected a number from 9 to 24 (points), found 'big'",
            id="not-a-size",
        ),
        pytest.param({"print": {"size": 8}}, "a number from 9 to 24", id="too-small-to-read"),
        pytest.param({"print": {"size": True}}, "a number from 9 to 24", id="not-a-number"),
        pytest.param({"shape": {"spacing": 9}}, "a number from 0.7 to 1.6", id="too-much-air"),
        pytest.param({"shape": {"band": "gold"}}, "expected 'filled' or 'ruled'", id="shape"),
        pytest.param(
            {"screen": {"size": 24, "title": 28}},
            "theme.screen.title: 28 is smaller than the headings, which are 34.0",
            id="title-below-headings",
        ),
        pytest.param({"logo": 3}, "theme.logo: expected a text", id="not-a-text"),
        pytest.param(
            {"light": {"band": "#FFE0E0"}},
            "needed are 7.0: make band (#FFE0E0) darker",
            id="pale-band",
        ),
        pytest.param(
            {"light": {"muted": "#7A8B94"}}, "muted on paper has a contrast of", id="pale-dates"
        ),
        pytest.param(
            {"light": {"ink": "#CCCCCC"}},
            "needed are 7.0: make ink (#CCCCCC) darker",
            id="too-pale",
        ),
        pytest.param(
            {"light": {"primary": "#FFFF00"}},
            "primary on tint has a contrast of 1.0, needed are 4.5: "
            "make primary (#FFFF00) darker or tint",
            id="lighter-than-what-it-stands-on",
        ),
        pytest.param(
            {"light": {"primary": "#88AACC"}},
            "primary on tint has a contrast of 2.2, needed are 4.5: make primary (#88AACC) darker\n",
            id="no-ground-is-light-enough",
        ),
        pytest.param(
            {"dark": {"ink": "#333333"}},
            "ink on paper has a contrast of 1.4, needed are 7.0: make ink (#333333) lighter\n",
            id="no-ground-is-dark-enough",
        ),
    ],
)
def test_mistake_in_a_theme_is_named(changes: Mapping[str, Any], problem: str) -> None:
    with pytest.raises(SettingsError) as caught:
        make_theme(changes)
    assert problem in str(caught.value)


def test_logo_and_templates_are_looked_for_in_the_project(tmp_path: Path) -> None:
    (tmp_path / "brand").mkdir()
    (tmp_path / "brand" / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    changes = {"logo": "Riverside", "logo_image": "brand/logo.svg", "templates": "brand"}
    theme = make_theme(changes, root=tmp_path)
    assert theme.logo_image is not None
    assert theme.logo_image.media_type == "image/svg+xml"
    assert theme.templates == tmp_path / "brand"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        pytest.param({"logo_image": "none.svg"}, "theme.logo_image: the picture", id="missing"),
        pytest.param({"logo_image": "../logo.svg"}, "lies outside", id="logo-outside"),
        pytest.param({"logo_image": "big.png"}, "has 300 kB and would travel", id="too-big"),
        pytest.param({"templates": "none"}, "there is no folder 'none'", id="no-folder"),
        pytest.param({"templates": ".."}, "lies outside the project", id="templates-outside"),
    ],
)
def test_file_of_a_theme_that_can_not_be_used_is_named(
    tmp_path: Path, changes: Mapping[str, Any], problem: str
) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (root / "big.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(300_000))
    with pytest.raises(SettingsError) as caught:
        make_theme(changes, root=root)
    assert problem in str(caught.value)


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        make_theme({"logo": 3, "light": {"ink": "black"}, "shape": {"corners": -1}})
    assert len(caught.value.problems) == 3


NAME = "Riverside Health"  # the publisher of the sample
LIKE_IT = "riverside  HEALTH"


@pytest.mark.parametrize("way", ["html", "epub", "docx", "index", *LAYOUTS])
def test_a_logo_text_that_is_the_publisher_is_not_said_twice(
    leaflets: Mapping[str, Leaflet], images: Path, words: Callable[[Language], Words], way: str
) -> None:
    """And another one is said as ever."""
    leaflet = leaflets["en"]
    spoken, printer = words(leaflet.language), PdfExporter()

    def made(logo: str) -> bytes:
        theme = make_theme({"logo": logo})
        read = partial(read_image, root=images, slug=leaflet.slug)
        if way == "html":
            languages = (leaflet.language,)
            return export_html(
                leaflet, words=spoken, theme=theme, languages=languages, image_root=images
            )
        if way == "index":
            entries = (index_entry(leaflet, formats=("html",)),)
            said = {leaflet.language: spoken}
            return export_index(
                entries, language=leaflet.language, words=said, theme=theme, title=NAME
            )
        if way in LAYOUTS:
            return printer.print_leaflet(
                leaflet, words=spoken, theme=theme, image_root=images, timestamp=0, layout=way
            ).pdf
        export = export_epub if way == "epub" else export_docx
        return export(
            leaflet, words=spoken, theme=theme, read_image=read, to_png=to_png, timestamp=0
        )

    without = made("")
    assert made(NAME) == without
    assert made(LIKE_IT) == without
    assert made("Riverside") != without
