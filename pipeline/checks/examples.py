"""Examples brought to life: what a check says to one of its own examples.

For the tests, which hold every check to its examples, and for the documentation.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.checks.check import Check, Context, Example, Placed, Problem, Scope
from pipeline.checks.facts import Facts
from pipeline.checks.reading import Pair, Passage, Reading, Standing
from pipeline.language.spelling import WordList
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
from pipeline.source.document import parse

ENGLISH = Language("en")
PATH = "locales/example.po"


def problems(check: Check, example: Example) -> tuple[Problem, ...]:
    """What the check yields; nothing where it is not asked about a unit in this state."""
    context = _context(check, example)
    if check.scope in (Scope.SEGMENT, Scope.ARTICLE):
        document = _article(example)
        context = replace(context, document=document)
        if check.scope is Scope.ARTICLE:
            return tuple(check.function(document, context))
        return tuple(
            problem
            for block in document.blocks
            if block.kind is not BlockKind.TITLE
            for segment in block.segments
            for problem in check.function(_passage(segment, block, document.language), context)
        )
    unit = Unit(
        Key(None, example.source),
        example.target,
        fuzzy=example.fuzzy,
        obsolete=example.obsolete,
        plural=example.plural,
    )
    if check.scope is Scope.CATALOG:
        catalog = Catalog(
            "example",
            context.language,
            example.header,
            (unit,),
            header_fuzzy=example.header_fuzzy,
        )
        return tuple(check.function(catalog, context))
    if check.scope is Scope.LANGUAGE:
        others = [Unit(Key(None, source), target) for source, target in example.others]
        placed = tuple(Placed(PATH, "example", each) for each in (*others, unit))
        return tuple(check.function(placed, context))
    if unit.state not in check.states or (unit.plural and not check.plural):
        return ()
    resolved = tuple(Resolution(found, example.source, 1, 1) for found in example.resolved)
    pair = Pair(
        context.facts.reading(example.source),
        Reading(example.target, context.language),
        Standing(
            example.critical,
            frozenset({example.kind} if example.kind else ()),
            resolved,
            is_plural=bool(unit.plural),
        ),
    )
    return tuple(check.function(pair, context))


def _passage(segment: Segment, block: Block, language: Language) -> Passage:
    return Passage(Reading(segment.key.msgid, language), segment, block)


def _context(check: Check, example: Example) -> Context:
    language = Language.parse(example.language)
    is_about_articles = check.scope in (Scope.SEGMENT, Scope.ARTICLE)
    return Context(
        language=language,
        facts=Facts(language if is_about_articles else ENGLISH, Termbase(example.terms)),
        document=_document(example.article) if example.article else None,
        speller=WordList(frozenset(example.dictionary)) if example.dictionary else None,
    )


def _article(example: Example) -> Document:
    """The Markdown of an example about articles, parsed."""
    article = Article("example", "source/example.md", Metadata("Example"), example.source + "\n", 4)
    return parse(
        article, language=Language.parse(example.language), segmentation=Segmentation.SENTENCE
    )


def _document(sentences: tuple[str, ...]) -> Document:
    """An article of these sentences, a paragraph each."""
    blocks = []
    for index, sentence in enumerate(sentences):
        segment = Segment(index, Key(None, sentence), index, "")
        blocks.append(Block(index, BlockKind.PARAGRAPH, sentence, (segment,)))
    article = Article("example", "source/example.md", Metadata("Example"), "", 1)
    return Document(article, ENGLISH, Segmentation.SENTENCE, tuple(blocks), (), "0" * 64)
