"""What a language's fonts can draw, and what can be copied from its PDFs: measured, as tables.

`python -m tests.typeset DIST` prints both for the leaflets of a built folder.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import typst
from rapidfuzz import fuzz

from pipeline.catalogs import po
from pipeline.language import inline
from pipeline.leaflets.fonts import font_folders
from pipeline.leaflets.typography import LAST_FAMILY, SIGN_FAMILY, typography
from pipeline.model import Language

ROOT = Path(__file__).parents[1]
SLUG = "lumbar-disc-herniation"
EXEMPLARS = ROOT / "tests" / "leaflets" / "exemplars.tsv"
PAGE = EXEMPLARS.with_name("glyphs.typ")
RARE = frozenset("؉؍")  # per thousand, the sign before a date: drawn by the next family
_FALLBACKS = frozenset({"Noto Sans", LAST_FAMILY})
_IGNORED = re.compile(r"[\s\u00ad\u2010\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufffe\x02]+")
_SENTENCE = 4  # letters: a shorter text is found anywhere


# ------------------------------------------------------------------------------------------ glyphs
@cache
def exemplars() -> dict[str, str]:
    """Language → what it is written with."""
    rows = EXEMPLARS.read_text(encoding="utf-8").splitlines()
    return dict(row.split("\t") for row in rows if row and not row.startswith("#"))


def catalog_texts(tag: str) -> list[str]:
    """Everything that is said in a language: the article and the leaflet's own words."""
    folder = ROOT / "locales" / Language(tag).directory / "LC_MESSAGES"
    paths = [path for path in sorted(folder.glob("*.po")) if folder.is_dir()]
    return [unit.msgstr for path in paths for unit in po.read(path, root=ROOT).units]


def missing(characters: Iterable[str], fonts: Iterable[str], *, italic: bool = False) -> str:
    """The characters that no font of the chain draws, in one of the weights that are used."""
    return _missing(sorted(set(characters)), tuple(fonts), italic=italic)


def _missing(characters: list[str], fonts: tuple[str, ...], *, italic: bool) -> str:
    if not characters or _draws(characters, fonts, italic=italic):
        return ""
    if len(characters) == 1:
        return characters[0]
    half = len(characters) // 2
    return _missing(characters[:half], fonts, italic=italic) + _missing(
        characters[half:], fonts, italic=italic
    )


def _draws(characters: list[str], fonts: tuple[str, ...], *, italic: bool) -> bool:
    inputs = {
        "fonts": json.dumps(fonts),
        "text": " ".join(_standing(character) for character in characters),
        "italic": "1" if italic else "0",
    }
    try:
        _compiler().compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=0)
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        return False
    return True


def _standing(character: str) -> str:
    """The character as it can stand alone: a mark on a letter of its script."""
    if not unicodedata.category(character).startswith("M"):
        return character
    name = unicodedata.name(character).split(" ")[0]
    return _BEARERS.get(name, "a") + character


_BEARERS = {
    "ARABIC": "ب", "HEBREW": "ב", "DEVANAGARI": "क", "BENGALI": "ক", "TAMIL": "க", "TELUGU": "క",
    "KANNADA": "ಕ", "MALAYALAM": "ക", "SINHALA": "ක", "GUJARATI": "ક", "GURMUKHI": "ਕ",
    "ORIYA": "କ", "THAI": "ก", "LAO": "ກ", "KHMER": "ក", "MYANMAR": "က", "ETHIOPIC": "ሀ",
}  # fmt: skip


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in font_folders()],
    )
    return typst.Compiler(str(PAGE), root=str(PAGE.parent), font_paths=fonts)


class Coverage(NamedTuple):
    """What the fonts of one language draw."""

    family: str  # that draws the language's letters
    exemplars: int
    used: int  # different characters in the catalogs
    missing: str  # in no font of the chain
    foreign: str  # letters of the language that another family draws


def coverage(tag: str) -> Coverage:
    """What the fonts of a language draw of its exemplars and its catalogs."""
    style = typography(Language(tag))
    own = next((f for f in style.print_fonts if f not in _FALLBACKS), style.print_fonts[0])
    if style.latin_first:
        own = style.print_fonts[1]
    chain = (*style.print_fonts, SIGN_FAMILY)
    used = {c for text in catalog_texts(tag) for c in text if c.isprintable() and not c.isspace()}
    used = {character for character in used if unicodedata.category(character) != "Cf"}
    given = set(exemplars().get(tag, ""))
    is_italic = style.emphasis == "italic"
    letters = [
        character
        for character in given | used
        if unicodedata.category(character)[0] in "LM" and not character.isascii()
    ]
    return Coverage(
        own,
        len(given),
        len(used),
        missing(given | used, chain, italic=is_italic),
        missing(set(letters) - RARE, (own, "Noto Sans")),
    )


# -------------------------------------------------------------------------------------- text layer
def plain(text: str) -> str:
    """Text without markup, spaces, invisible characters and forms that say the same."""
    return flat(re.sub(r"[*_`\[\]!]", "", inline.blank(text)))


def flat(text: str) -> str:
    """The same of text that has no markup."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text))


def text_layer(pdf: Path, tag: str) -> float:
    """How much of the article's sentences pdfium gives back, 0…1, weighted by their length."""
    document = pypdfium2.PdfDocument(pdf)
    found = flat("\n".join(page.get_textpage().get_text_range() for page in document))
    document.close()
    wanted = [each for each in map(plain, _sentences(tag)) if len(each) >= _SENTENCE]
    total = sum(map(len, wanted))
    return sum(fuzz.partial_ratio(each, found) * len(each) for each in wanted) / total / 100


def _sentences(tag: str) -> list[str]:
    """The article's sentences; alternative texts stand on no page."""
    is_source = tag == "en"
    language = Language("es" if is_source else tag)
    path = ROOT / "locales" / language.directory / "LC_MESSAGES" / f"{SLUG}.po"
    units = [u for u in po.read(path, root=ROOT).units if not u.key.msgid.startswith("![")]
    return [unit.key.msgid if is_source else unit.msgstr for unit in units]


def main(dist: Path) -> None:
    """Print both tables."""
    print("language  family                   exemplars  used  missing  by another family")
    for tag in sorted({*exemplars(), *_built(dist)}):
        found = coverage(tag)
        print(
            f"{tag:9} {found.family:24} {found.exemplars:9} {found.used:5}"
            f"  {found.missing or '-':7}  {found.foreign or '-'}"
        )
    print("\nlanguage  text layer")
    for tag in _built(dist):
        print(f"{tag:9} {text_layer(dist / tag / f'{SLUG}.pdf', tag):.3f}")


def _built(dist: Path) -> list[str]:
    return sorted(path.parent.name for path in dist.glob(f"*/{SLUG}.pdf"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
