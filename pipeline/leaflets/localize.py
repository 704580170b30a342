"""A document and a catalog become a leaflet: which text a reader sees, block by block.

A block is shown translated only if every sentence of it is; else it stands whole in the source
language, marked. Fuzzy translations never reach a reader. How a leaflet looks is the exporters'.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.catalogs import review
from pipeline.language import cldr, scripts
from pipeline.leaflets import tree
from pipeline.model import (
    Block,
    BlockKind,
    Catalog,
    Coverage,
    Document,
    Element,
    Inline,
    Key,
    Language,
    Leaflet,
    Metadata,
    Node,
    Raw,
    Sentence,
    State,
    Unit,
)
from pipeline.source.document import BlockText, render, render_field
from pipeline.source.pictures import labels_shown
from pipeline.source.splicing import splice

STRAY = "stray"  # class of text in the wrong language: shown in a draft, refused by a release
_UNMARKED = frozenset({"bdi", "code", "math", "pre", "script", "style", "svg", "textarea"})


def localize(
    document: Document,
    catalog: Catalog | None,
    *,
    language: Language,
    allow: frozenset[str] = frozenset(),
) -> Leaflet:
    """The document as a leaflet in `language`, with the translations of `catalog`.

    None is the source's own leaflet. The leaflet is a draft, which every page of it says, until it
    is complete and approved: a translation by the header `X-Review-Status: approved`, the source by
    a `reviewed` date in its front matter, none where that says `draft: true`. Text in a script that
    its language does not use is given its own `lang`; where it is not in `allow` it is stray, and
    the leaflet a draft in any case.
    """
    units = _published(catalog)
    texts = _texts(document, units, language) if catalog else {}
    announcer = _Announcer(language, allow)
    coverage = _coverage(document, catalog, units)
    leaflet = Leaflet(
        slug=document.article.slug,
        language=language,
        source_language=document.language,
        title=announcer.line(_title(document, texts)),
        summary=announcer.field(_field(document, BlockKind.SUMMARY, texts)),
        audience=announcer.field(_field(document, BlockKind.AUDIENCE, texts)),
        publisher=announcer.field(_field(document, BlockKind.PUBLISHER, texts)),
        keywords=_keywords(document, texts),
        metadata=_metadata(document, catalog),
        body=announcer.nodes(render(document, texts)),
        coverage=coverage,
        digest=document.digest,
        labels=labels_shown(document, texts),
        is_draft=not _is_approved(document, catalog),
    )
    return replace(leaflet, is_draft=leaflet.is_draft or bool(release_problems(leaflet)))


def localize_source(
    document: Document,
    catalog: Catalog | None,
    *,
    language: Language,
    source: bytes,
    is_draft: bool = False,
) -> bytes:
    """The file `source` of the document in `language`: what a leaflet shows, as Markdown.

    For sites that are built elsewhere. The one export that does not walk the leaflet's tree: the
    tree no longer knows how the article was typed, and everything else of the file keeps its bytes.
    A draft says so in its front matter, which is all the banner that such a file can carry. Raises
    ExportError where a translation would change the structure of the article.
    """
    texts = _texts(document, _published(catalog), language) if catalog else {}
    return splice(source, document, texts, language=language, is_draft=is_draft)


def release_problems(leaflet: Leaflet) -> tuple[str, ...]:
    """Why the leaflet must not be released, a sentence each; none: it may.

    A draft that nobody has approved yet may be printed as such, with its banner; what no release
    may hold is text in the wrong language.
    """
    problems = []
    coverage = leaflet.coverage
    if not coverage.is_complete:
        missing = coverage.total - coverage.translated
        problems.append(
            f"{missing} of {coverage.total} texts are not translated"
            f" ({coverage.untranslated} missing, {coverage.fuzzy} fuzzy)"
        )
    problems.extend(f"stray text in another script: '{text}'" for text in _stray_texts(leaflet))
    return tuple(problems)


# --------------------------------------------------------------------------------- what is shown
def _published(catalog: Catalog | None) -> Mapping[Key, Unit]:
    """The units that may reach a reader."""
    units = catalog.units if catalog else ()
    return {unit.key: unit for unit in units if unit.state is State.TRANSLATED and unit.msgstr}


def _texts(
    document: Document, units: Mapping[Key, Unit], language: Language
) -> dict[int, BlockText]:
    """The translated text of each block all of whose sentences are translated."""
    return {
        block.index: BlockText(language, _parts(block, units, language))
        for block in document.blocks
        if block.segments and all(segment.key in units for segment in block.segments)
    }


def _parts(
    block: Block, units: Mapping[Key, Unit], language: Language
) -> tuple[tuple[str, str], ...]:
    """The block's sentences, joined as the target language joins them."""
    joiner = cldr.sentence_joiner(language)
    return tuple(
        (_lead(segment.lead, joiner, is_first=number == 0), units[segment.key].msgstr)
        for number, segment in enumerate(block.segments)
    )


def _lead(lead: str, joiner: str, *, is_first: bool) -> str:
    """What stands before a sentence: a hard line break stays, white space becomes the joiner."""
    return lead if is_first or "\n" in lead else joiner


def _title(document: Document, texts: Mapping[int, BlockText]) -> Inline:
    """The title; an article without one is called by its slug."""
    title = _field(document, BlockKind.TITLE, texts)
    return title or Inline(-1, document.language, (document.article.slug,))


def _field(document: Document, kind: BlockKind, texts: Mapping[int, BlockText]) -> Inline | None:
    found = next((block for block in document.blocks if block.kind is kind), None)
    return render_field(document, found.index, texts) if found else None


def _keywords(document: Document, texts: Mapping[int, BlockText]) -> tuple[str, ...]:
    return tuple(
        tree.plain_text(render_field(document, block.index, texts).children)
        for block in document.blocks
        if block.kind is BlockKind.KEYWORD
    )


# ------------------------------------------------------------------------------- what it is worth
def _coverage(document: Document, catalog: Catalog | None, units: Mapping[Key, Unit]) -> Coverage:
    """How many of the document's texts are translated; one that occurs twice counts once."""
    keys = {segment.key for segment in document.segments}
    if catalog is None:
        return Coverage(len(keys), len(keys))
    translated = len(keys & units.keys())
    fuzzy = len({unit.key for unit in catalog.units if unit.state is State.FUZZY} & keys)
    return Coverage(len(keys), translated, fuzzy, len(keys) - translated - fuzzy)


def _metadata(document: Document, catalog: Catalog | None) -> Metadata:
    """The front matter; the date of a review says nothing about a translation not approved."""
    metadata = document.article.metadata
    return metadata if _is_approved(document, catalog) else replace(metadata, reviewed="")


def _is_approved(document: Document, catalog: Catalog | None) -> bool:
    if document.article.metadata.is_draft:
        return False
    if catalog is None:
        return bool(document.article.metadata.reviewed)
    return review.is_approved(catalog)


# ------------------------------------------------------------------------------------ stray text
class _Announcer:
    """Gives text in another script its own `lang`, so that a screen reader can say it."""

    def __init__(self, language: Language, allow: frozenset[str]) -> None:
        self.language = language
        self.allow = allow

    def field(self, inline: Inline | None) -> Inline | None:
        """A line of the front matter."""
        return self.line(inline) if inline else None

    def line(self, inline: Inline) -> Inline:
        """One line."""
        return replace(inline, children=self.nodes(inline.children, inline.language))

    def nodes(self, nodes: tuple[Node, ...], language: Language | None = None) -> tuple[Node, ...]:
        """The nodes, whose text is in `language`."""
        spoken = language or self.language
        done: list[Node] = []
        is_same = True
        for node in nodes:
            if isinstance(node, str):
                parts = self.text(node, spoken)
                done += parts
                is_same = is_same and len(parts) == 1 and parts[0] is node
            else:
                new = self.node(node, spoken)
                done.append(new)
                is_same = is_same and new is node
        return nodes if is_same else tuple(done)

    def node(self, node: Element | Inline | Sentence | Raw, language: Language) -> Node:
        """One node; what the author marked, and code, stays as it is."""
        if isinstance(node, Inline):
            language = node.language
        elif isinstance(node, Element) and (node.tag in _UNMARKED or node.get("lang")):
            return node
        inside = self.nodes(node.children, language)
        return node if inside is node.children else tree.with_children(node, inside)

    def text(self, text: str, language: Language) -> tuple[Node, ...]:
        """The text in pieces."""
        runs = scripts.foreign_runs(text, language)
        if not runs:
            return (text,)
        strays = scripts.stray_runs(text, language, allow=self.allow)
        parts: list[Node] = []
        done = 0
        for start, end, guess in runs:
            is_stray = any(stray.start < end and start < stray.end for stray in strays)
            marks = ((("class", STRAY),) if is_stray else ()) + (("lang", guess.tag),)
            parts += (text[done:start], Element("span", marks, (text[start:end],)))
            done = end
        return tuple(part for part in (*parts, text[done:]) if part)


def _stray_texts(leaflet: Leaflet) -> tuple[str, ...]:
    """The stray passages of the leaflet, in the order in which they are read."""
    front = (leaflet.title, leaflet.summary, leaflet.audience, leaflet.publisher)
    nodes = (*(inline for inline in front if inline), *leaflet.body)
    return tuple(
        tree.plain_text((node,)) for node in tree.walk(nodes) if tree.has_class(node, STRAY)
    )
