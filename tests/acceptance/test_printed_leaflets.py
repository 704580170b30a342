"""Every PDF is PDF/UA-1, says its language, and its text can be copied and read aloud."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import Path

import page
import pypdfium2
import pytest

from tests.typeset import SLUG, text_layer
from tests.visual import ordered, printed

TAGS = ("en", "es", "fr", "de", "zh-Hans", "ja", "ar")
PDF_LANGUAGE = {"zh-Hans": "zh-CN"}
# A sentence that a reader must be able to find, as in the catalogs; the least likeness of what
# the PDF's text layer gives back. Arabic: lam-alef order, see the reference on text layers.
SENTENCES = {
    "en": ("Loose pieces can then press harder on a nerve root", 1.0),
    "es": ("Por qué empeora la hernia de disco lumbar", 0.9),
    "de": ("Nervenwurzel", 1.0),
    "ja": ("ビタミンB1", 0.85),
    "zh-Hans": ("维生素B1", 0.85),
    "ar": ("الانزلاق الغضروفي القطني", 0.75),
}


@pytest.mark.parametrize("tag", TAGS)
def test_pdf_conforms_to_pdf_ua(dist: Path, tag: str) -> None:
    data = (dist / tag / "lumbar-disc-herniation.pdf").read_bytes()
    result = page.validate_pdf_bytes(data, profile="ua1")
    assert result.is_compliant, [str(each) for each in getattr(result, "violations", ())][:5]


@pytest.mark.parametrize("tag", TAGS)
def test_pdf_says_its_language(dist: Path, tag: str) -> None:
    data = (dist / tag / "lumbar-disc-herniation.pdf").read_bytes()
    catalog = re.search(rb"/Type/Catalog.*?/Lang\(([^)]*)\)/StructTreeRoot", data, re.DOTALL)
    assert catalog is not None
    assert catalog[1].decode() == PDF_LANGUAGE.get(tag, tag)


@pytest.mark.parametrize("tag", SENTENCES)
def test_text_layer_gives_the_words_back(dist: Path, tag: str) -> None:
    wanted, floor = SENTENCES[tag]
    document = pypdfium2.PdfDocument(dist / tag / "lumbar-disc-herniation.pdf")
    text = " ".join(
        " ".join(document[number].get_textpage().get_text_range().split())
        for number in range(len(document))
    )
    compact, needle = text.replace(" ", ""), wanted.replace(" ", "")
    best = max(
        SequenceMatcher(None, needle, compact[start : start + len(needle)], autojunk=False).ratio()
        for start in range(max(1, len(compact) - len(needle) + 1))
    )
    assert best >= floor


# The least share of the article's sentences that pdfium gives back. Below 1: it turns round the
# letters of lam-alef (ar, fa, ur) and says a Thai or Tamil syllable twice that is drawn in parts.
FLOORS = {"ar": 0.91, "fa": 0.965, "ur": 0.98, "he": 0.98, "th": 0.955, "bn": 0.98, "ta": 0.985}
FLOOR = 0.99


def test_text_layer_gives_every_language_back(dist: Path) -> None:
    tags = sorted(path.parent.name for path in dist.glob(f"*/{SLUG}.pdf"))
    found = {tag: text_layer(dist / tag / f"{SLUG}.pdf", tag) for tag in tags}
    assert len(found) >= 28
    assert {tag: share for tag, share in found.items() if share < FLOORS.get(tag, FLOOR)} == {}


@pytest.mark.parametrize("tag", ["ar", "fa", "ur", "he"])
def test_every_number_of_the_article_stands_in_its_order(dist: Path, tag: str) -> None:
    shown = printed((dist / tag / f"{SLUG}.pdf").read_bytes())
    wanted = ordered(tag)
    assert wanted
    assert [phrase for phrase in wanted if not any(phrase in line for line in shown)] == []
