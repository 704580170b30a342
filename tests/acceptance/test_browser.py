"""Pages in a real Chromium: accessible, nothing overflows, doses run the right way."""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

if importlib.util.find_spec("playwright") is None:
    if os.environ.get("LEAFLETS_REQUIRE_TOOLS") == "1":
        raise RuntimeError("needs playwright: make .venv/.ci")
    pytest.skip(
        "needs playwright and axe, which only CI installs (make .venv/.ci)", allow_module_level=True
    )

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

pytestmark = [
    pytest.mark.chromium,
    # axe-playwright-python and playwright keep sockets and loops open until their own clean-up
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning"),
]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
PAGES = ("index.html", *(f"{tag}/lumbar-disc-herniation.html" for tag in ("en", "ar", "ja")))


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield started
        started.close()


def open_page(browser: Browser, path: Path, **options: Any) -> Any:
    page = browser.new_page(**options)
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation(
    browser: Browser, dist: Path, name: str, viewport: dict[str, int], scheme: str
) -> None:
    page = open_page(browser, dist / name, viewport=viewport, color_scheme=scheme)
    report = Axe().run(page)
    page.close()
    assert [each["id"] for each in report.response["violations"]] == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_phone(browser: Browser, dist: Path, name: str) -> None:
    page = open_page(browser, dist / name, viewport=PHONE)
    widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    page.close()
    assert widths[0] <= widths[1]


@pytest.mark.parametrize("name", PAGES)
def test_page_loads_nothing_and_runs_no_script(browser: Browser, dist: Path, name: str) -> None:
    requests: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: requests.append(request.url))
    page.goto((dist / name).as_uri())
    scripts = page.evaluate("document.scripts.length")
    page.close()
    foreign = [url for url in requests if not url.startswith("data:")]
    assert (foreign, scripts) == ([(dist / name).as_uri()], 0)


def test_range_in_arabic_runs_left_to_right(browser: Browser, dist: Path) -> None:
    """2–3 must not be shown as 3–2: the glyphs' places on the page tell."""
    page = open_page(browser, dist / "ar" / "lumbar-disc-herniation.html", viewport=DESKTOP)
    places = page.evaluate(
        """() => {
          const walker = document.createTreeWalker(
            document.getElementById('article'), NodeFilter.SHOW_TEXT);
          for (let node; (node = walker.nextNode());) {
            const start = node.data.search(/2.3/);
            if (start < 0) continue;
            const left = (offset) => {
              const range = document.createRange();
              range.setStart(node, offset); range.setEnd(node, offset + 1);
              return range.getBoundingClientRect().left;
            };
            return [left(start), left(start + 1), left(start + 2)];
          }
          return null;
        }"""
    )
    page.close()
    assert places is not None
    assert places == sorted(places)


@pytest.mark.parametrize("tag", ["en", "ar", "ja"])
def test_language_and_direction_are_declared(browser: Browser, dist: Path, tag: str) -> None:
    page = open_page(browser, dist / tag / "lumbar-disc-herniation.html")
    declared = page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
    switcher = page.eval_on_selector_all(
        "a[hreflang]", "links => links.map(link => [link.hreflang, link.getAttribute('href')])"
    )
    page.close()
    assert declared == [tag, "rtl" if tag == "ar" else "ltr"]
    others = {"en", "es", "fr", "de", "zh-Hans", "ja", "ar"} - {tag}
    assert {
        language for language, href in switcher if re.fullmatch(rf"\.\./{language}/.*\.html", href)
    } >= others
