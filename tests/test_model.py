"""Domain types travel between processes."""

from __future__ import annotations

import pickle
from pathlib import Path

from pipeline.leaflets.localize import localize
from pipeline.leaflets.markup import to_html
from pipeline.model import Catalog, Document, Key, Language, Segmentation, Unit
from pipeline.source.document import parse, render
from pipeline.source.reading import read_article
from pipeline.source.termbase import read_termbase

ENGLISH, GERMAN = Language("en"), Language("de")
ARTICLE = """\
---
title: Gout
summary: What helps against gout
---

# Rest

Rest the *foot*[^1], and call <me@example.org>. Drink water.

- `cool` it
- <span lang="de">Ruhe</span>

<p title="Diet">Eat less &amp; drink more.</p>

[^1]: Only for a while.
"""


def parsed(folder: Path) -> Document:
    path = folder / "gout.md"
    path.write_text(ARTICLE, encoding="utf-8")
    article = read_article(path, root=folder)
    return parse(article, language=ENGLISH, segmentation=Segmentation.SENTENCE)


def test_a_document_can_be_sent_to_another_process(tmp_path: Path) -> None:
    document = parsed(tmp_path)
    for original in (document, _rendered(document)):
        copied = pickle.loads(pickle.dumps(original))
        assert copied == original
        assert copied.article.metadata.lines == {"title": 2, "summary": 3}
        assert to_html(render(copied, {})) == to_html(render(document, {}))


def _rendered(document: Document) -> Document:
    """The same document, which keeps its source page from now on."""
    assert render(document, {}) is render(document, {})
    return document


def test_a_leaflet_can_be_sent_to_another_process(tmp_path: Path) -> None:
    units = (Unit(Key(None, "Drink water."), "Trinken Sie Wasser."),)
    catalog = Catalog("gout", GERMAN, (), units)
    leaflet = localize(parsed(tmp_path), catalog, language=GERMAN)
    copied = pickle.loads(pickle.dumps(leaflet))
    assert copied == leaflet
    assert to_html(copied.body) == to_html(leaflet.body)


def test_a_termbase_can_be_sent_to_another_process(tmp_path: Path) -> None:
    path = tmp_path / "termbase.tsv"
    path.write_text("term\tlanguage\trule\tde\tnote\ngout\ten\tuse\tGicht\t\n", encoding="utf-8")
    termbase = read_termbase(path, root=tmp_path)
    assert termbase.terms
    assert pickle.loads(pickle.dumps(termbase)) == termbase
