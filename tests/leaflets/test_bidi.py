"""The order of numbers in right-to-left leaflets on paper, read from where the letters stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.leaflets.localize import localize
from pipeline.leaflets.pdf import PdfExporter
from pipeline.leaflets.words import Words
from pipeline.model import Article, Language, Leaflet, Metadata, Segmentation
from pipeline.source.document import parse
from tests.builders import default_theme
from tests.visual import PLACES, Case, cases, page_of, printed, seen, shows

CASES = cases()


def leaflet_of(case: Case) -> Leaflet:
    """A leaflet written in the case's language, that says nothing else."""
    language = Language(case.language)
    metadata = Metadata(title=case.text, lines={})
    article = Article("case", "source/case.md", metadata, page_of(case), 1)
    document = parse(article, language=language, segmentation=Segmentation.SENTENCE)
    return localize(document, None, language=language)


def test_corpus_is_large_and_in_every_language() -> None:
    assert len(CASES) >= 60
    assert {case.language for case in CASES} == {"ar", "fa", "ur", "he"}
    assert len({(case.language, case.text) for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=[f"{c.language}-{c.why}" for c in CASES])
def test_printed_numbers_stand_in_their_order(
    exporter: PdfExporter,
    tmp_path: Path,
    words: Callable[[Language], Words],
    case: Case,
) -> None:
    pdf = exporter.print_leaflet(
        leaflet_of(case),
        words=words(Language(case.language)),
        theme=default_theme(),
        image_root=tmp_path,
        timestamp=0,
    ).pdf
    found = [line for line in printed(pdf) if shows(line, case, tells_relations=False)]
    assert len(found) >= PLACES, (seen(case.visual), printed(pdf))


def test_footnote_mark_stands_after_its_number(
    exporter: PdfExporter, tmp_path: Path, words: Callable[[Language], Words]
) -> None:
    """Not 23 for 2 with a footnote 3, nor 3 raised before 2."""
    language = Language("ar")
    body = "خذ 2–3[^1] أقراص ثم 4[^1].\n\n[^1]: بعد الطعام.\n"
    article = Article("case", "source/case.md", Metadata(title="دواء", lines={}), body, 1)
    document = parse(article, language=language, segmentation=Segmentation.SENTENCE)
    pdf = exporter.print_leaflet(
        localize(document, None, language=language),
        words=words(language),
        theme=default_theme(),
        image_root=tmp_path,
        timestamp=0,
    ).pdf
    assert any("14…12–3…" in line for line in printed(pdf)), printed(pdf)


LATIN_CONTACT = "Llame al +34 600 123 456 (24 h) o escriba a info@example.org"
ARABIC_CONTACT = "اتصل 600 123 456 أو 112 فورًا"


@pytest.mark.parametrize(
    ("source", "tag", "contact", "visual"),
    [
        pytest.param("es", "ar", LATIN_CONTACT, LATIN_CONTACT, id="to the right among the others"),
        pytest.param("ar", "es", ARABIC_CONTACT, "…112…600123456…", id="to the left"),
        pytest.param("ar", "ar", ARABIC_CONTACT, "…112…600123456…", id="as the leaflet"),
        pytest.param("ar", "he", ARABIC_CONTACT, "…112…600123456…", id="in letters of another"),
        pytest.param("ja", "es", "電話 03-1234-5678", "電話03-1234-5678", id="in Han"),
    ],
)
def test_the_contact_line_runs_the_way_it_begins(
    exporter: PdfExporter,
    tmp_path: Path,
    words: Callable[[Language], Words],
    source: str,
    tag: str,
    contact: str,
    visual: str,
) -> None:
    """And in letters that some font has, as its author's name, whatever the leaflet's script."""
    text = {"ar": "استرح.", "es": "Descanse.", "ja": "休む。"}[source]
    metadata = Metadata(title=text, author=text, lines={})
    article = Article("case", "source/case.md", metadata, text, 1)
    document = parse(article, language=Language(source), segmentation=Segmentation.SENTENCE)
    pdf = exporter.print_leaflet(
        localize(document, None, language=Language(tag)),
        words=words(Language(tag)),
        theme=default_theme(),
        image_root=tmp_path,
        timestamp=0,
        contact=contact,
    ).pdf
    assert any(seen(visual) in line for line in printed(pdf)), printed(pdf)
