"""The order of numbers in right-to-left pages, read from where Chromium puts the letters."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

if importlib.util.find_spec("playwright") is None:
    if os.environ.get("LEAFLETS_REQUIRE_TOOLS") == "1":
        raise RuntimeError("needs playwright: make .venv/.ci")
    pytest.skip(
        "needs playwright, which only CI installs (make .venv/.ci)", allow_module_level=True
    )

from playwright.sync_api import Browser, Page, ViewportSize

from tests.visual import PLACES, Case, built, cases, corpus, ordered, seen, shown, shows

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning"),
]
SLUG = "lumbar-disc-herniation"
LANGUAGES = ("ar", "fa", "ur", "he")
WIDE: ViewportSize = {"width": 1600, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


def opened(browser: Browser, path: Path, viewport: ViewportSize) -> Page:
    """The one page that all tests share: one of its own takes longer to open than to look at."""
    page = browser.contexts[0].pages[0]
    page.set_viewport_size(viewport)
    page.goto(path.as_uri())
    return page


@pytest.fixture(scope="module")
def corpora(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Language → the visual lines of a page that holds its whole corpus."""
    found = {}
    for tag in LANGUAGES:
        path = corpus(tmp_path_factory.mktemp(tag), tag).with_suffix(".html")
        found[tag] = shown(opened(browser, path, WIDE))
    return found


@pytest.mark.parametrize("case", cases(), ids=[f"{c.language}-{c.why}" for c in cases()])
def test_numbers_stand_in_their_order(corpora: dict[str, list[str]], case: Case) -> None:
    found = [line for line in corpora[case.language] if shows(line, case)]
    assert len(found) >= PLACES, seen(case.visual)


@pytest.mark.parametrize(
    "viewport",
    [pytest.param(WIDE, id="desktop", marks=pytest.mark.soak), pytest.param(PHONE, id="phone")],
)
@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_number_of_the_article_stands_in_its_order(
    browser: Browser, dist: Path, tag: str, viewport: ViewportSize
) -> None:
    found = shown(opened(browser, dist / tag / f"{SLUG}.html", viewport))
    wanted = ordered(tag)
    assert [phrase for phrase in wanted if not any(phrase in line for line in found)] == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_footnote_mark_stands_after_its_number(corpora: dict[str, list[str]], tag: str) -> None:
    """On the left of it; as neighbours the two would be one number, 71."""
    assert [line for line in corpora[tag] if line in (".17", ".۱7")]


def test_a_unit_in_letters_of_the_language_stays_on_the_line_of_its_number(
    browser: Browser, tmp_path: Path
) -> None:
    """At any width, and on the left of it."""
    body = f"{'كل ' * 8}200–400 ملغ {'كل ' * 8}\n"
    path = built(tmp_path, "ar", "دواء", body).with_suffix(".html")
    page = opened(browser, path, PHONE)
    for width in range(320, 480, 4):
        page.set_viewport_size({"width": width, "height": 844})
        found = shown(page)
        doses = [line for line in found if "200–400" in line]
        assert [line.startswith("…") for line in doses] == [True], (width, found)
