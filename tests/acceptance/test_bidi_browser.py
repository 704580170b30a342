"""The order of numbers in right-to-left pages, read from where Chromium puts the letters."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

if importlib.util.find_spec("playwright") is None:
    if os.environ.get("LEAFLETS_REQUIRE_TOOLS") == "1":
        raise RuntimeError("needs playwright: make .venv/.ci")
    pytest.skip("needs playwright, which only CI installs (make .venv/.ci)", allow_module_level=True)

from playwright.sync_api import Browser, Page, sync_playwright

from pipeline.catalogs import po
from pipeline.leaflets.html import export_html
from pipeline.leaflets.localize import localize
from pipeline.leaflets.theme import default_theme
from pipeline.leaflets.words import Words, shipped_catalog
from pipeline.model import Article, Language, Leaflet, Metadata, Segmentation
from pipeline.source.document import parse
from tests.acceptance.test_browser import QUIET
from tests.visual import PHRASE, PLACES, Case, Glyph, cases, lines, page_of, seen, shows

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning"),
]
LANGUAGES = ("ar", "fa", "ur", "he")
WIDE = {"width": 1600, "height": 900}
PHONE = {"width": 390, "height": 844}
# Every letter below the blocks that hold text themselves, with its place.
LETTERS = """() => {
  const inner = 'p,li,td,th,h1,h2,h3,h4,dt,dd,blockquote';
  const blocks = [...document.querySelectorAll(inner)].filter(b => b.offsetParent);
  return blocks.map(block => {
    const found = [];
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
      if (node.parentElement.closest(inner) !== block) continue;
      for (let i = 0; i < node.data.length; i++) {
        const range = document.createRange();
        range.setStart(node, i); range.setEnd(node, i + 1);
        const box = range.getClientRects()[0];
        if (box && box.width) found.push([node.data[i], box.left, box.right, box.top, box.bottom]);
      }
    }
    return found;
  });
}"""


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield started
        started.close()


def leaflet_of(tag: str, body: str) -> Leaflet:
    language = Language(tag)
    article = Article("cases", "source/cases.md", Metadata(title="1–2", lines={}), body, 1)
    document = parse(article, language=language, segmentation=Segmentation.SENTENCE)
    return localize(document, None, language=language)


def blocks_of(page: Page) -> list[list[Glyph]]:
    return [[Glyph(*letter) for letter in block] for block in page.evaluate(LETTERS)]


@pytest.fixture(scope="module")
def shown(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Language → the visual lines of a page that holds its whole corpus."""
    found = {}
    for tag in LANGUAGES:
        path = shipped_catalog(Language(tag))
        words = Words(po.read(path, root=path.parent) if path else None, Language(tag))
        folder = tmp_path_factory.mktemp(tag)
        body = "\n".join(page_of(case) for case in cases(tag))
        page_bytes = export_html(
            leaflet_of(tag, body),
            words=words,
            theme=default_theme(),
            languages=(Language(tag),),
            image_root=folder,
            has_pdf=False,
        )
        (folder / "cases.html").write_bytes(page_bytes)
        page = browser.new_page(viewport=WIDE)
        page.goto((folder / "cases.html").as_uri())
        found[tag] = [line for block in blocks_of(page) for line in lines(block)]
        page.close()
    return found


@pytest.mark.parametrize("case", cases(), ids=[f"{c.language}-{c.why}" for c in cases()])
def test_numbers_stand_in_their_order(shown: dict[str, list[str]], case: Case) -> None:
    found = [line for line in shown[case.language] if shows(line, case)]
    assert len(found) >= PLACES, seen(case.visual)
