"""Examples brought to life: what a check says to one of its own examples.

For the tests, which hold every check to its examples, and for the documentation.
"""

from __future__ import annotations

from pipeline.checks.check import Check, Context, Example, Problem, Scope
from pipeline.checks.facts import Facts
from pipeline.model import (
    Article,
    Block,
    BlockKind,
    Catalog,
    Document,
    Key,
    Language,
    Metadata,
    Resolution,
    Segment,
    Segmentation,
    Termbase,
    Unit,
)

ENGLISH = Language("en")


def problems(check: Check, example: Example) -> tuple[Problem, ...]:
    """What the check yields; nothing where it is not asked about a unit in this state."""
    unit = Unit(
        Key(None, example.source), example.target, fuzzy=example.fuzzy, plural=example.plural
    )
    if check.scope is Scope.CATALOG:
        catalog = Catalog("example", Language(example.language), (), (unit,))
        return tuple(check.function(catalog, _context(example)))
    if unit.state not in check.states:
        return ()
    return tuple(check.function(unit, _context(example)))


def _context(example: Example) -> Context:
    key = Key(None, example.source)
    resolved = tuple(Resolution(found, example.source, 1, 1) for found in example.resolved)
    return Context(
        language=Language.parse(example.language),
        facts=Facts(ENGLISH, Termbase(example.terms)),
        document=_document(example.article) if example.article else None,
        resolutions={key: resolved},
    )


def _document(sentences: tuple[str, ...]) -> Document:
    """An article of these sentences, a paragraph each."""
    blocks = []
    for index, sentence in enumerate(sentences):
        segment = Segment(index, Key(None, sentence), index, "")
        blocks.append(Block(index, BlockKind.PARAGRAPH, sentence, (segment,)))
    article = Article("example", "source/example.md", Metadata("Example"), "", 1)
    return Document(article, ENGLISH, Segmentation.SENTENCE, tuple(blocks), (), "0" * 64)
