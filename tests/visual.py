"""Reading a page as eyes do: which letters stand where, from left to right, line by line."""

from __future__ import annotations

import ctypes
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.catalogs import po
from pipeline.language import inline
from pipeline.model import Language

if TYPE_CHECKING:
    from playwright.sync_api import Page

CASES = Path(__file__).parent / "leaflets" / "bidi" / "cases.tsv"
_RTL = frozenset({"R", "AL"})
_PAIRS = str.maketrans(")]}»", "([{«")  # drawn mirrored: told apart by place, not by shape
_FRACTIONS = {ord(sign): form for sign, form in (("½", "1/2"), ("¼", "1/4"))}
_RELATIONS = str.maketrans("≤>", "≥<")
# What a reader takes in as one: numbers and Latin letters, and what joins them.
_PHRASE = re.compile(
    r"[+−-]?[A-Za-z0-9\u0660-\u0669\u06F0-\u06F9]"
    r"(?:[^\s,،؛؟\u0590-\u065F\u066E-\u06EF\u06FA-\u08FF]|[ \u00a0](?=[–×±<>≤≥=%°A-Za-z0-9]))*"
)
_NATIVE_NUMBER = re.compile(
    r"([\u0660-\u0669\u06F0-\u06F9]+(?:[.,٫٬/:][\u0660-\u0669\u06F0-\u06F9]+)*)"
)


_SAME_LINE = 0.7  # of its height: less apart are letters of one line
_SLACK = 0.5  # points


class Case(NamedTuple):
    """A line of cases.tsv."""

    language: str
    text: str
    visual: str
    why: str


class Glyph(NamedTuple):
    """A letter and its place; y grows downwards."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


def cases(*languages: str) -> list[Case]:
    """The corpus, or what it has in some languages."""
    lines = CASES.read_text(encoding="utf-8").splitlines()
    found = [Case(*line.split("\t")) for line in lines if line and not line.startswith("#")]
    return [case for case in found if case.language in languages or not languages]


def lines(glyphs: Iterable[Glyph]) -> list[str]:
    """The visual lines, top to bottom, each from left to right as `seen`."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda each: each.top + each.bottom):
        middle, height = (glyph.top + glyph.bottom) / 2, glyph.bottom - glyph.top
        last = rows[-1][-1] if rows else None
        if last is not None and middle - (last.top + last.bottom) / 2 < 0.4 * height:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [
        seen("".join(glyph.text for glyph in sorted(row, key=lambda each: each.left + each.right)))
        for row in rows
    ]


def seen(text: str) -> str:
    """Text reduced to what the corpus compares: no spaces and marks, words as "…"."""
    shown = []
    for character in text.translate(_PAIRS | _FRACTIONS):
        if unicodedata.bidirectional(character) in _RTL:
            shown.append("…")
        elif not (character.isspace() or unicodedata.category(character) in ("Mn", "Cf", "Cc")):
            shown.append(character)
    return re.sub("…+", "…", "".join(shown))


def shows(line: str, case: Case, *, tells_relations: bool = True) -> bool:
    """Whether the visual line has the case's phrase in its order.

    pdfium turns ≤ and ≥ round wherever it takes a run for right-to-left: it can't tell them.
    """
    wanted = seen(case.visual)
    if tells_relations:
        return wanted in line
    return wanted.translate(_RELATIONS) in line.translate(_RELATIONS)


def printed(pdf: bytes) -> list[str]:
    """The visual lines of a PDF."""
    return [line for page in glyphs(pdf, loose=True) for line in lines(page)]


def glyphs(pdf: bytes, *, loose: bool) -> list[list[Glyph]]:
    """The letters of each page: with their ink, or `loose` with the height of their line."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        text, height = page.get_textpage(), page.get_height()
        shown = []
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index, loose=loose)
            letter = text.get_text_range(index, 1)
            if letter.strip() and right > left:
                shown.append(Glyph(letter, left, right, height - top, height - bottom))
        found.append(shown)
    document.close()
    return found


def touching(pdf: bytes) -> list[str]:
    """Letters whose ink overlaps that of a letter in the line above."""
    document = pypdfium2.PdfDocument(pdf)
    struck = []
    for page in document:
        placed = list(_on_baselines(page))
        struck += [
            f"{one.text} under {other.text} by {other.bottom - one.top:.1f} pt"
            for one, baseline, size in placed
            for other, above, _ in placed
            if other.bottom > one.top + _SLACK
            and baseline - above > _SAME_LINE * size
            and min(one.right, other.right) > max(one.left, other.left)
        ]
    document.close()
    return struck


def _on_baselines(page: pypdfium2.PdfPage) -> Iterator[tuple[Glyph, float, float]]:
    """The letters of a page with their ink, the place of their baseline and their size."""
    text, height = page.get_textpage(), page.get_height()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(index)
        letter = text.get_text_range(index, 1)
        pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
        if letter.strip() and right > left:
            glyph = Glyph(letter, left, right, height - top, height - bottom)
            yield glyph, height - y.value, pdfium.FPDFText_GetFontSize(text.raw, index)


def markdown(text: str) -> str:
    """The text as Markdown that shows exactly it."""
    escaped = re.sub(r"([\\`*_{}\[\]()#|])", r"\\\1", text).replace("<", "&lt;")
    return re.sub(r"^([0-9]+)([.)])", r"\1\\\2", escaped)


def page_of(case: Case) -> str:
    """An article body that has the case's text as a paragraph, in lists and in a table."""
    text = markdown(case.text)
    head = {"he": "טקסט", "fa": "متن", "ur": "متن"}.get(case.language, "نص")
    return (
        f"{text}\n\n- {text}\n\n1. {text}\n2. {head}\n    - {text}\n\n"
        f"| {head} | {head} |\n| --- | --- |\n| {text} | {head} |\n"
    )


PLACES = 5  # how often a page shows its case


def ordered(tag: str) -> list[str]:
    """The article's phrases with numbers in a language, as they must be seen."""
    root = Path(__file__).parents[1]
    path = root / "locales" / Language(tag).directory / "LC_MESSAGES" / "lumbar-disc-herniation.po"
    found = []
    for unit in po.read(path, root=root).units:
        for match in _PHRASE.finditer(inline.blank(unit.msgstr)):
            phrase = match[0].rstrip('.:;!?)]»"”*_')
            if any(map(str.isdecimal, phrase)):
                parts = _NATIVE_NUMBER.split(phrase)
                found.append(seen("".join(parts if len(parts) == 1 else reversed(parts))))
    return found


# --------------------------------------------------------------------------------- in a browser
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
PROJECT = """\
[project]
name = "cases"
source_language = "{tag}"
languages = []
"""
ARTICLE = "---\ntitle: {title}\n---\n\n{body}"
NOTED = "\n7[^1].\n\n[^1]: 8\n"


def built(folder: Path, tag: str, title: str, body: str, *, formats: str = "html") -> Path:
    """The leaflet `cases` of this article in the language `tag`, without the ending of its name."""
    (folder / "source").mkdir()
    (folder / "leaflets.toml").write_text(PROJECT.format(tag=tag), encoding="utf-8")
    article = ARTICLE.format(title=title, body=body)
    (folder / "source" / "cases.md").write_text(article, encoding="utf-8")
    out = folder / "dist"
    command = ["build", "--root", str(folder), "--out", str(out), "--format", formats]
    subprocess.run([sys.executable, "-m", "pipeline", *command], check=True, capture_output=True)
    return out / tag / "cases"


def corpus(folder: Path, tag: str, *, formats: str = "html") -> Path:
    """The same of an article that holds the whole corpus of a language."""
    body = "\n".join(page_of(case) for case in cases(tag)) + NOTED
    return built(folder, tag, cases(tag)[0].text, body, formats=formats)


def shown(page: Page) -> list[str]:
    """The visual lines of a page in a browser."""
    blocks = page.evaluate(LETTERS)
    return [line for block in blocks for line in lines(Glyph(*letter) for letter in block)]
