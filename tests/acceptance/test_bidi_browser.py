"""The order of numbers in right-to-left pages, read from where Chromium puts the letters."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if importlib.util.find_spec("playwright") is None:
    if os.environ.get("LEAFLETS_REQUIRE_TOOLS") == "1":
        raise RuntimeError("needs playwright: make .venv/.ci")
    pytest.skip(
        "needs playwright, which only CI installs (make .venv/.ci)", allow_module_level=True
    )

from playwright.sync_api import Browser, Page, sync_playwright

from tests.acceptance.test_browser import QUIET
from tests.visual import PLACES, Case, Glyph, cases, lines, ordered, page_of, seen, shows

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning"),
]
SLUG = "lumbar-disc-herniation"
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


PROJECT = """\
[project]
name = "cases"
source_language = "{tag}"
languages = []
"""
NOTED = "\n7[^1].\n\n[^1]: 8\n"
ARTICLE = "---\ntitle: {title}\n---\n\n{body}"


def build(folder: Path, tag: str) -> Path:
    """The page of an article in the language `tag` that holds its whole corpus."""
    body = "\n".join(page_of(case) for case in cases(tag)) + NOTED
    (folder / "source").mkdir()
    (folder / "leaflets.toml").write_text(PROJECT.format(tag=tag), encoding="utf-8")
    (folder / "source" / "cases.md").write_text(
        ARTICLE.format(title=cases(tag)[0].text, body=body), encoding="utf-8"
    )
    out = folder / "dist"
    command = ["build", "--root", str(folder), "--out", str(out), "--format", "html"]
    subprocess.run([sys.executable, "-m", "pipeline", *command], check=True, capture_output=True)
    return out / tag / "cases.html"


def blocks_of(page: Page) -> list[list[Glyph]]:
    return [[Glyph(*letter) for letter in block] for block in page.evaluate(LETTERS)]


@pytest.fixture(scope="module")
def shown(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Language → the visual lines of a page that holds its whole corpus."""
    found = {}
    for tag in LANGUAGES:
        path = build(tmp_path_factory.mktemp(tag), tag)
        page = browser.new_page(viewport=WIDE)
        page.goto(path.as_uri())
        found[tag] = [line for block in blocks_of(page) for line in lines(block)]
        page.close()
    return found


@pytest.mark.parametrize("case", cases(), ids=[f"{c.language}-{c.why}" for c in cases()])
def test_numbers_stand_in_their_order(shown: dict[str, list[str]], case: Case) -> None:
    found = [line for line in shown[case.language] if shows(line, case)]
    assert len(found) >= PLACES, seen(case.visual)


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_number_of_the_article_stands_in_its_order(
    browser: Browser, dist: Path, tag: str, viewport: dict[str, int]
) -> None:
    page = browser.new_page(viewport=viewport)
    page.goto((dist / tag / f"{SLUG}.html").as_uri())
    found = [line for block in blocks_of(page) for line in lines(block)]
    page.close()
    wanted = ordered(tag)
    assert [phrase for phrase in wanted if not any(phrase in line for line in found)] == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_footnote_mark_stands_after_its_number(shown: dict[str, list[str]], tag: str) -> None:
    """On the left of it; as neighbours the two would be one number, 71."""
    assert [line for line in shown[tag] if line in (".17", ".۱7")]


def test_a_unit_in_letters_of_the_language_stays_on_the_line_of_its_number(
    browser: Browser, tmp_path: Path
) -> None:
    """At any width, and on the left of it."""
    (tmp_path / "source").mkdir()
    settings = PROJECT.format(tag="ar")
    (tmp_path / "leaflets.toml").write_text(settings, encoding="utf-8")
    body = f"{'كل ' * 8}200–400 ملغ {'كل ' * 8}\n"
    article = ARTICLE.format(title="دواء", body=body)
    (tmp_path / "source" / "dose.md").write_text(article, encoding="utf-8")
    command = ["build", "--root", str(tmp_path), "--out", str(tmp_path / "dist")]
    command += ["--format", "html"]
    subprocess.run([sys.executable, "-m", "pipeline", *command], check=True, capture_output=True)
    page = browser.new_page()
    page.goto((tmp_path / "dist" / "ar" / "dose.html").as_uri())
    for width in range(320, 480, 4):
        page.set_viewport_size({"width": width, "height": 844})
        found = [line for block in blocks_of(page) for line in lines(block)]
        shown = [line for line in found if "200–400" in line]
        assert [line.startswith("…") for line in shown] == [True], (width, found)
    page.close()
