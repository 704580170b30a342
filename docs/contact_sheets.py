"""Contact sheets: the leaflets of all languages side by side, to look at (`make sheets`).

Writes dist/sheets/: first pages, both sides of the tri-fold, large print, and phone screens where a
Chromium is (CHROMIUM=/usr/bin/chromium by default), some languages a picture. Nothing is committed.

    python docs/contact_sheets.py [FOLDER OF THE BUILD [FOLDER OF THE SHEETS]]
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

DIST = Path(__file__).parents[1] / "dist"
GAP, LABEL = 10, 16
GROUND, INK = (120, 128, 130), (255, 255, 255)
PHONE = {"width": 390, "height": 844}
PHONE_SCALE = 0.75

Picture = tuple[str, Image.Image]


@dataclass(frozen=True, slots=True)
class Kind:
    """What is seen on a sheet."""

    name: str
    suffix: str
    pages: tuple[int, ...]
    scale: float  # pixels a point
    across: int
    down: int


KINDS = (
    Kind("a4", ".pdf", (0,), 0.5, 5, 2),
    Kind("a4-last", ".pdf", (-1,), 0.5, 5, 2),
    Kind("trifold", ".trifold.pdf", (0, 1), 0.45, 4, 4),
    Kind("large-print", ".large-print.pdf", (0, 1), 0.42, 6, 3),
)


def main() -> None:
    """Write the sheets of each kind for each article."""
    given = [Path(argument) for argument in sys.argv[1:]]
    dist = given[0] if given else DIST
    sheets = given[1] if len(given) > 1 else dist / "sheets"
    sheets.mkdir(parents=True, exist_ok=True)
    folders = sorted(path for path in dist.iterdir() if path.is_dir() and path != sheets)
    slugs = sorted({path.stem for folder in folders for path in folder.glob("*.html")})
    for slug in slugs:
        for kind in KINDS:
            pictures = [
                picture
                for folder in folders
                for picture in _pages(folder / f"{slug}{kind.suffix}", kind)
            ]
            _write(pictures, sheets / f"{slug}.{kind.name}", kind.across, kind.down)
        phones = list(_phones([folder / f"{slug}.html" for folder in folders]))
        _write(phones, sheets / f"{slug}.phone", 5, 2)


def _pages(path: Path, kind: Kind) -> Iterator[Picture]:
    if not path.exists():
        return
    document = pypdfium2.PdfDocument(path)
    total = len(document)
    for number in kind.pages:
        if number < total:
            label = f"{path.parent.name}  {number % total + 1}/{total}"
            yield label, document[number % total].render(scale=kind.scale).to_pil()
    document.close()


def _phones(paths: list[Path]) -> Iterator[Picture]:
    """What a phone shows first of each page; nothing without a Chromium."""
    program = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where it is
    except ImportError:
        return
    if not program.exists():
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(program), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport=PHONE, device_scale_factor=PHONE_SCALE)
        for path in paths:
            if path.exists():
                page.goto(path.absolute().as_uri())
                yield path.parent.name, Image.open(BytesIO(page.screenshot()))
        browser.close()


def _write(pictures: list[Picture], stem: Path, across: int, down: int) -> None:
    for number in count():
        some = pictures[number * across * down : (number + 1) * across * down]
        if not some:
            return
        path = stem.with_name(f"{stem.name}-{number + 1}.png")
        _sheet(some, across).save(path)
        print(path)


def _sheet(pictures: list[Picture], across: int) -> Image.Image:
    width = max(picture.width for _, picture in pictures) + GAP
    height = max(picture.height for _, picture in pictures) + GAP + LABEL
    rows = -(-len(pictures) // across)
    sheet = Image.new("RGB", (width * across + GAP, height * rows + GAP), GROUND)
    draw = ImageDraw.Draw(sheet)
    for index, (tag, picture) in enumerate(pictures):
        left, top = GAP + index % across * width, GAP + index // across * height
        draw.text((left, top), tag, fill=INK)
        sheet.paste(picture, (left, top + LABEL))
    return sheet


if __name__ == "__main__":
    main()
