"""A document that was on record is the one that was parsed, and makes the same pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_strategies import articles, lines
from properties import examples

from pipeline.catalogs.translations import Translations
from pipeline.errors import ExportError
from pipeline.leaflets import kept
from pipeline.leaflets.article import ArticleHtml
from pipeline.leaflets.images import Image
from pipeline.leaflets.localize import localize
from pipeline.leaflets.stencil import article_html
from pipeline.leaflets.words import Words
from pipeline.model import (
    AdaptedFrom,
    Article,
    Document,
    Language,
    Metadata,
    Segmentation,
    Term,
    Termbase,
    TermRule,
)
from pipeline.source.document import parse

EN, DE, AR = (Language(tag) for tag in ("en", "de", "ar"))
CORPUS = sorted((Path(__file__).parents[1] / "source" / "corpus").glob("*.md"))
METADATA = Metadata(
    "Back pain",
    summary="What helps. And what not.",
    keywords=("back", "pain"),
    date="2025-03-04",
    adapted_from=AdaptedFrom("Rücken", author="A. Muster"),
    segmentation=Segmentation.SENTENCE,
    lines={"title": 2, "summary": 3},
)
TERMS = Termbase(
    (Term("腰部", Language("zh"), TermRule.RESOLVE, {"en": ("lower back",)}),), "termbase.tsv"
)
ORDINARY = """\
Keep your 腰部 *warm*. Rest well.
Ask [a pharmacist](ask.html).

<!-- leaflets: note Said to patients -->
!!! warning "At once"
    Call a doctor.

## Doses {#doses}

<!-- leaflets: allow number-mismatch: as printed -->
| Medicine | Dose |
|---|---|
| Ibuprofen | 400 mg |

- Walk in the evening
"""
# Ordinary words, and what a catalog may hold beside them.
TEXTS = (
    "Wärme hilft.",
    "Nehmen Sie *2–3* Tabletten zu **400 mg** > 2 × am Tag.",
    "خذ 200–400 mg من Ibuprofen كل 8–12 ساعة.",
    "[Seite](a.html) & ![Bild](b.png)",
    "5 &lt; 6 `code` <kbd>Esc</kbd>",
    "Zwei[^1] Noten",
    "腰部",
)


def parsed(body: str) -> Document:
    article = Article("back-pain", "source/back-pain.md", METADATA, body, 9)
    return parse(article, language=EN, segmentation=Segmentation.SENTENCE, termbase=TERMS)


def made(document: Document, language: Language, texts: Sequence[str | None]) -> object:
    """The page in the given texts, taken in turn, and what the index says; None is missing."""
    shown = {
        each.key: text
        for each in document.segments
        for text in (texts[each.index % len(texts)],)
        if text is not None
    }
    said = Translations(shown, frozenset(), is_approved=True) if language != EN else None
    leaflet = localize(document, said, language=language)
    words = Words(None, language)
    try:
        page = article_html(
            leaflet, words=words, read_image=lambda source: Image("image/png", source.encode())
        )
    except ExportError as error:
        return error.message
    assert isinstance(page, ArticleHtml)
    about = (leaflet.title, leaflet.summary, leaflet.keywords, leaflet.metadata, leaflet.digest)
    return page, about, leaflet.coverage, leaflet.is_draft


def restored(body: str, languages: Sequence[Language] = (EN, AR)) -> tuple[Document, list[str]]:
    """The article as it comes back after its pages were made; and when it was parsed again."""
    document = parsed(body)
    for language in languages:
        made(document, language, ("الدفء مفيد.",) if language == AR else ("Wärme hilft.",))
    again: list[str] = []

    def parse_again() -> Document:
        again.append(body)
        return parsed(body)

    if not kept.is_worth_keeping(document):
        return document, again
    return kept.from_bytes(kept.to_bytes(document), parse_again), again


def assert_same(body: str, texts: Sequence[str | None]) -> None:
    document, (found, _) = parsed(body), restored(body)
    assert found == document
    for language in (EN, DE, AR):
        assert made(found, language, texts) == made(document, language, texts)


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in CORPUS])
def test_articles_of_the_corpus_come_back_as_they_were(path: Path) -> None:
    body = path.read_text("utf-8")
    for texts in ((None,), TEXTS[:1], TEXTS):
        assert_same(body, texts)


@examples(60)
@given(
    articles(),
    st.lists(st.one_of(st.none(), lines(), st.sampled_from(TEXTS)), min_size=1, max_size=5),
)
def test_any_article_comes_back_as_it_was(body: str, texts: list[str | None]) -> None:
    assert_same(body, texts)


def test_every_field_of_a_document_comes_back() -> None:
    document, _ = restored(ORDINARY)
    assert document == parsed(ORDINARY)
    assert document.resolutions
    assert any(each.resolutions for each in document.segments)
    assert {block.critical for block in document.blocks} == {True, False}
    assert any(block.notes for block in document.blocks)
    assert any(block.allows for block in document.blocks)
    assert document.article.metadata.lines == METADATA.lines


@pytest.mark.parametrize(
    ("texts", "language", "is_parsed"),
    [
        pytest.param(("Wärme hilft.",), DE, False, id="words"),
        pytest.param(("*Wärme* [hilft](a.html) **gut**.",), DE, False, id="ordinary markup"),
        pytest.param((None,), EN, False, id="the source itself"),
        pytest.param(("خذ 200–400 قرص.",), AR, False, id="from right to left"),
        pytest.param(("Wärme `hilft`.",), DE, True, id="rare markup"),
        pytest.param((None,), DE, True, id="not translated"),
        pytest.param(("腰部",), DE, True, id="another script"),
    ],
)
def test_the_article_is_parsed_only_for_more_than_words(
    texts: Sequence[str | None], language: Language, *, is_parsed: bool
) -> None:
    document, again = restored(ORDINARY)
    assert made(document, language, texts) == made(parsed(ORDINARY), language, texts)
    assert again == ([ORDINARY] if is_parsed else [])


def test_a_direction_that_was_not_asked_for_is_made_from_the_article() -> None:
    document, again = restored(ORDINARY, [EN])
    assert kept.directions(document) == {False}
    assert made(document, AR, TEXTS[2:3]) == made(parsed(ORDINARY), AR, TEXTS[2:3])
    assert again == [ORDINARY]
    assert kept.directions(document) == {False, True}


@pytest.mark.parametrize("body", ["Rest.\n\n![](a.png)", "Rest.\n\n<p>Walk</p>"])
def test_what_can_not_be_filled_in_is_not_kept(body: str) -> None:
    document = parsed(body)
    made(document, DE, ("Ruhe.",))
    assert not kept.is_worth_keeping(document)
