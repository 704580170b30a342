"""A page that is filled in has the bytes of one made from its nodes, in any language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_strategies import articles, lines
from properties import examples

from pipeline.errors import ExportError
from pipeline.leaflets.article import ArticleHtml
from pipeline.leaflets.body import Announcer, Body
from pipeline.leaflets.html_tree import article_nodes, places
from pipeline.leaflets.images import Image
from pipeline.leaflets.localize import localize
from pipeline.leaflets.markup import to_html
from pipeline.leaflets.stencil import article_html
from pipeline.leaflets.words import Words
from pipeline.model import (
    Article,
    Catalog,
    Document,
    Key,
    Language,
    Leaflet,
    Metadata,
    Segmentation,
    Unit,
)
from pipeline.source import page
from pipeline.source.document import BlockText, parse

EN, DE, AR, JA = (Language(tag) for tag in ("en", "de", "ar", "ja"))
CORPUS = sorted((Path(__file__).parents[1] / "source" / "corpus").glob("*.md"))
UNITS = (
    Unit(Key(None, "Table {number}"), 'Tabelle "{number}" & mehr'),
    Unit(Key(None, "Footnotes"), "Fußnoten"),
    Unit(Key(None, "Back to the text"), "Zurück zum Text"),
)
TEXTS = (
    "Wärme hilft.",
    "Nehmen Sie *2–3* Tabletten zu **400 mg** > 2 × am Tag.",
    "خذ 200–400 mg من Ibuprofen كل 8–12 ساعة.",
    "اتصل بالرقم +44 20 7946 0018 & استرح",
    "[Seite](a.html) und ![Bild](b.png)",
    "Zwei[^1] Noten[^long]",
    "痛み 腰部 and more",
    "боль pain",
    "5 &lt; 6 &#x4e2d;&nbsp;",
    "<kbd>Esc</kbd> <table><tr><td>1</td></tr></table>",
    "`code` _so_ and\\*",
    "[^1]",
    "![](c.png)",
    "## heading",
    '" onload="x',
)


def parsed(body: str) -> Document:
    article = Article("back-pain", "source/back-pain.md", Metadata("Back pain"), body, 1)
    return parse(article, language=EN, segmentation=Segmentation.SENTENCE)


def shown(document: Document, language: Language, texts: Sequence[str | None]) -> Leaflet:
    """The document in the given texts, taken in turn; None is the source's own."""
    worded = {
        block.index: BlockText(
            language,
            tuple(
                (each.lead, each.key.msgid if text is None else text)
                for each in block.segments
                for text in (texts[each.index % len(texts)],)
            ),
        )
        for block in document.blocks
        if texts
    }
    leaflet = localize(document, None, language=EN)
    return replace(leaflet, language=language, body=Body(document, worded, language))


def read_image(source: str) -> Image:
    return Image("image/png", source.encode())


def made(leaflet: Leaflet, body: Iterable[object]) -> ArticleHtml | str:
    words = Words(Catalog("leaflet", leaflet.language, (), UNITS), leaflet.language)
    try:
        return article_html(replace(leaflet, body=body), words=words, read_image=read_image)
    except ExportError as error:
        return error.message


def made_from_nodes(leaflet: Leaflet) -> ArticleHtml | str:
    """The article as every page could be made, with nothing known beforehand."""
    assert isinstance(leaflet.body, Body)
    document, texts = leaflet.body.document, leaflet.body.texts
    nodes = Announcer(leaflet.language, frozenset()).nodes(page.render(document, texts))
    assert tuple(leaflet.body) == nodes
    words = Words(Catalog("leaflet", leaflet.language, (), UNITS), leaflet.language)
    try:
        prepared = article_nodes(replace(leaflet, body=nodes), words=words, read_image=read_image)
    except ExportError as error:
        return error.message
    html = to_html(prepared, language=leaflet.language, comments=False)
    return ArticleHtml(html, places(prepared, leaflet.language))


def is_filled_in(leaflet: Leaflet) -> bool:
    """Whether the page is made without the nodes of the article."""
    made(leaflet, leaflet.body)
    return "nodes" not in vars(leaflet.body)


def assert_same(document: Document, texts: Sequence[str | None]) -> None:
    for language in (EN, DE, AR, JA):
        leaflet = shown(document, language, texts)
        assert made(leaflet, leaflet.body) == made_from_nodes(leaflet)


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in CORPUS])
def test_articles_of_the_corpus_are_the_same_either_way(path: Path) -> None:
    document = parsed(path.read_text("utf-8"))
    for texts in ((), (None,), TEXTS[:1], TEXTS, TEXTS[1::2]):
        assert_same(document, texts)


@examples(60)
@given(
    articles(),
    st.lists(
        st.one_of(st.none(), lines(), st.sampled_from(TEXTS), st.text(max_size=12)), max_size=5
    ),
)
def test_any_article_in_any_words_is_the_same_either_way(
    body: str, texts: list[str | None]
) -> None:
    assert_same(parsed(body), texts)


ORDINARY = """\
Keep *warm*. Rest well.[^1]

!!! warning "At once"
    Call a doctor.

## Doses {#doses}

| Medicine | Dose |
|---|---|
| Ibuprofen | 400 mg |

- [Walk](walk.html) in the evening
- ![A bed](bed.png)

[^1]: Or sleep.
"""


@pytest.mark.parametrize(
    ("body", "texts", "language", "expected"),
    [
        pytest.param("Rest. *Walk*.", ("Ruhe.",), DE, True, id="words"),
        pytest.param("Rest. *Walk*.", ("`a` &nbsp; \\*",), DE, True, id="any markup of a line"),
        pytest.param(ORDINARY, (None,), AR, True, id="an ordinary article"),
        pytest.param(ORDINARY, (), EN, True, id="the source itself"),
        pytest.param(ORDINARY, (), DE, False, id="not translated"),
        pytest.param("Rest.", ("腰部",), DE, False, id="a script of another language"),
        pytest.param("Rest.", ("<b>Ruhe</b>",), DE, False, id="tags"),
        pytest.param("Rest.\n\n![](a.png)", ("Ruhe.",), DE, False, id="a picture without text"),
        pytest.param("Rest.\n\n<p>Walk</p>", ("Ruhe.",), DE, False, id="raw HTML"),
        pytest.param("Rest.\n\n    腰部", ("Ruhe.",), DE, False, id="another script beside it"),
    ],
)
def test_ordinary_pages_are_filled_in(
    body: str, texts: Sequence[str | None], language: Language, *, expected: bool
) -> None:
    document = parsed(body)
    leaflet = shown(document, language, texts)
    assert is_filled_in(leaflet) is expected
    assert_same(document, texts)


@pytest.mark.parametrize("text", TEXTS)
def test_an_ordinary_article_is_the_same_in_any_words(text: str) -> None:
    assert_same(parsed(ORDINARY), (text,))
    assert_same(parsed(ORDINARY), (text, None, "Ruhe[^1]."))


def test_a_page_in_another_language_than_its_texts_is_made_from_its_nodes() -> None:
    leaflet = replace(shown(parsed("Rest."), DE, ("Ruhe.",)), language=AR)
    assert not is_filled_in(leaflet)
