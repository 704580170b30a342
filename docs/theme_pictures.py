"""Makes docs/themes.png: a leaflet as it ships, after three lines of leaflets.toml, and in `paper`.

Needs what only CI installs (make .venv/.ci) and a Chromium: CHROMIUM=/usr/bin/chromium by default.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
SLUG = "lumbar-disc-herniation"
BASE_URL = 'base_url = "https://leaflets.example.org"\n'
THEMES = {
    "before": "",
    "after": """[theme]
logo = "Riverside Clinic"
light = { band = "#5B2333", band_shape = "#6E3044", primary = "#6B2338", tint = "#F8F0F2" }
dark = { band = "#43202B", band_shape = "#4F2935", primary = "#F0B3C1", tint = "#2A1A1F" }
""",
    "paper": """[theme]
name = "paper"
logo = "Riverside Clinic"
""",
}
DESKTOP, PHONE = (1100, 1000), (390, 844)
GAP, SHADE = 24, (120, 128, 130)


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        columns = [
            column(browser, build(Path(folder) / name, lines)) for name, lines in THEMES.items()
        ]
        browser.close()
    sheet = Image.new(
        "RGB",
        (sum(each.width for each in columns) + GAP * 4, columns[0].height + 2 * GAP),
        SHADE,
    )
    left = GAP
    for each in columns:
        sheet.paste(each, (left, GAP))
        left += each.width + GAP
    sheet = sheet.resize((sheet.width * 2 // 5, sheet.height * 2 // 5), Image.Resampling.LANCZOS)
    sheet.quantize(colors=128).save(ROOT / "docs" / "themes.png", optimize=True)


def build(root: Path, lines: str) -> Path:
    """The project in a folder of its own with `lines` at the end of its settings."""
    for name in ("source", "locales"):
        shutil.copytree(ROOT / name, root / name)
    settings = (ROOT / "leaflets.toml").read_text(encoding="utf-8")
    settings = settings.replace("[project]\n", f"[project]\n{BASE_URL}")
    (root / "leaflets.toml").write_text(f"{settings}\n{lines}", encoding="utf-8")
    command = [sys.executable, "-m", "pipeline", "build", "--root", str(root), "--format"]
    tags = ("en", "ar")
    subprocess.run(
        [*command, "html,pdf", *(f"--locale={tag}" for tag in tags)],
        check=True,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    return root / "dist"


def column(browser: Browser, dist: Path) -> Image.Image:
    """A desktop above; two phones and the first page of the PDF below."""
    below = [
        shot(browser, dist / "ar" / f"{SLUG}.html", PHONE),
        shot(browser, dist / "en" / f"{SLUG}.html", PHONE, scheme="dark"),
        pypdfium2.PdfDocument(dist / "en" / f"{SLUG}.pdf")[0].render(scale=1.0).to_pil(),
    ]
    above = shot(browser, dist / "en" / f"{SLUG}.html", DESKTOP)
    width = sum(each.width for each in below) + 2 * GAP
    above = above.resize((width, above.height * width // above.width), Image.Resampling.LANCZOS)
    sheet = Image.new("RGB", (width, above.height + GAP + PHONE[1]), SHADE)
    sheet.paste(above, (0, 0))
    left = 0
    for each in below:
        sheet.paste(each, (left, above.height + GAP))
        left += each.width + GAP
    return sheet


def shot(
    browser: Browser, path: Path, size: tuple[int, int], *, scheme: str = "light"
) -> Image.Image:
    """What a screen of this size shows of the page."""
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page.goto(path.as_uri())
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        page.screenshot(path=file.name)
        image = Image.open(file.name).convert("RGB")
    page.close()
    return image


if __name__ == "__main__":
    main()
