"""Makes docs/leaflets.png: the first pages of one leaflet in three scripts (`make picture`)."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).parents[1]
LANGUAGES = ("en", "ar", "ja")
SCALE = 0.95  # pixels a point
GAP = 18
PAPER, SHADE = (236, 240, 241), (190, 199, 201)


def main() -> None:
    """Write the picture."""
    pages = []
    for tag in LANGUAGES:
        (pdf,) = (ROOT / "dist" / tag).glob("lumbar-disc-herniation.pdf")
        pages.append(pypdfium2.PdfDocument(pdf)[0].render(scale=SCALE).to_pil())
    width = sum(page.width for page in pages) + GAP * (len(pages) + 1)
    sheet = Image.new("RGB", (width, pages[0].height + 2 * GAP), PAPER)
    left = GAP
    for page in pages:
        sheet.paste(SHADE, (left - 1, GAP - 1, left + page.width + 1, GAP + page.height + 1))
        sheet.paste(page, (left, GAP))
        left += page.width + GAP
    sheet.quantize(colors=128).save(ROOT / "docs" / "leaflets.png", optimize=True)


if __name__ == "__main__":
    main()
