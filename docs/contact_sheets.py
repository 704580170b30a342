"""Contact sheets: the printed leaflets of all languages side by side, to look at (`make sheets`).

Writes dist/sheets/: the first page and both sides of the tri-fold of each article in each language,
under its tag, and large print. Nothing of it is committed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

DIST = Path(__file__).parents[1] / "dist"
SHEETS = DIST / "sheets"
GAP = 14
LABEL = 18
GROUND, INK = (120, 128, 130), (255, 255, 255)
# name of the sheet, ending of the files, pages, pixels a point, pictures in a row
KINDS = (
    ("leaflet", ".pdf", (0,), 0.6, 6),
    ("leaflet-2", ".pdf", (1,), 0.6, 6),
    ("trifold-outside", ".trifold.pdf", (0,), 0.75, 3),
    ("trifold-inside", ".trifold.pdf", (1,), 0.75, 3),
    ("large-print", ".large-print.pdf", (0, 1), 0.45, 8),
)


def main() -> None:
    """Write a sheet of each kind for each article."""
    SHEETS.mkdir(parents=True, exist_ok=True)
    languages = sorted(path for path in DIST.iterdir() if path.is_dir() and path != SHEETS)
    slugs = sorted({path.stem for folder in languages for path in folder.glob("*.html")})
    for slug in slugs:
        for name, ending, pages, scale, across in KINDS:
            pictures = [
                picture
                for folder in languages
                for picture in _pages(folder / f"{slug}{ending}", pages, scale)
            ]
            if pictures:
                path = SHEETS / f"{slug}.{name}.png"
                _sheet(pictures, across).save(path)
                print(path)


def _pages(path: Path, numbers: tuple[int, ...], scale: float) -> Iterator[tuple[str, Image.Image]]:
    if not path.exists():
        return
    document = pypdfium2.PdfDocument(path)
    for number in numbers:
        if number < len(document):
            yield path.parent.name, document[number].render(scale=scale).to_pil()
    document.close()


def _sheet(pictures: list[tuple[str, Image.Image]], across: int) -> Image.Image:
    width = max(picture.width for _, picture in pictures) + GAP
    height = max(picture.height for _, picture in pictures) + GAP + LABEL
    rows = math.ceil(len(pictures) / across)
    sheet = Image.new(
        "RGB", (width * min(across, len(pictures)) + GAP, height * rows + GAP), GROUND
    )
    draw = ImageDraw.Draw(sheet)
    for index, (tag, picture) in enumerate(pictures):
        left, top = GAP + index % across * width, GAP + index // across * height
        draw.text((left, top), tag, fill=INK)
        sheet.paste(picture, (left, top + LABEL))
    return sheet


if __name__ == "__main__":
    main()
