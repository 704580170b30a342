"""A document and a catalog become a leaflet: which text a reader sees, block by block.

A block is shown translated only if every sentence of it is; else it stands whole in the source
language, marked. Fuzzy translations never reach a reader. How a leaflet looks is the exporters'.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import takewhile

from pipeline.catalogs import review
from pipeline.catalogs.translations import Text, Translations
from pipeline.language import cldr
from pipeline.leaflets import tree
from pipeline.leaflets.body import STRAY, Announcer, Body
from pipeline.model import (
    BlockKind,
    Catalog,
    Coverage,
    Document,
    Inline,
    Key,
    Language,
    Leaflet,
    Metadata,
)
from pipeline.source import known
from pipeline.source.texts import BlockText, render_field

_FRONT = (
    BlockKind.TITLE,
    BlockKind.SUMMARY,
    BlockKind.AUDIENCE,
    BlockKind.PUBLISHER,
    BlockKind.KEYWORD,
)


def localize(
    document: Document,
    catalog: Catalog | Translations | None,
    *,
    language: Language,
    allow: frozenset[str] = frozenset(),
    reviewed: str = "",
) -> Leaflet:
    """The document as a leaflet in `language`, with the translations of `catalog`.

    None is the source's own leaflet. The leaflet is a draft, which every page of it says, until it
    is complete and approved: a translation by the header `X-Review-Status: approved`, the source by
    a `reviewed` date in its front matter, unless its template notes other words of that day (the
    argument `reviewed`); none where the front matter says `draft: true`. Text in a script that its
    language does not use is given its own `lang`; where it is not in `allow` it is stray, and the
    leaflet a draft in any case.
    """
    said = Translations.of(catalog) if isinstance(catalog, Catalog) else catalog
    texts = _texts(document, said.published, language) if said else {}
    front = _Front(document, texts, Announcer(language, allow))
    metadata = document.article.metadata
    is_approved = said.is_approved if said else _is_reviewed(document, reviewed)
    is_approved = is_approved and not metadata.is_draft
    leaflet = Leaflet(
        slug=document.article.slug,
        language=language,
        source_language=document.language,
        title=front.title,
        summary=front.line(BlockKind.SUMMARY),
        audience=front.line(BlockKind.AUDIENCE),
        publisher=front.line(BlockKind.PUBLISHER),
        keywords=front.keywords,
        metadata=_metadata(document, is_approved=is_approved),
        body=Body(document, texts, language, allow),
        coverage=_coverage(document, said),
        digest=document.digest,
        labels=_labels(document, texts),
        is_draft=not is_approved,
    )
    if is_approved and release_problems(leaflet):
        return replace(leaflet, is_draft=True)
    return leaflet


def localize_source(
    document: Document,
    catalog: Catalog | Translations | None,
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
    said = Translations.of(catalog) if isinstance(catalog, Catalog) else catalog
    texts = _texts(document, said.published, language) if said else {}
    from pipeline.source.splicing import splice  # only for this format

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
def _texts(
    document: Document, published: Mapping[Text, str], language: Language
) -> dict[int, BlockText]:
    """The translated text of each block all of whose sentences are translated.

    They are joined as the target language joins sentences.
    """
    joiner = cldr.sentence_joiner(language)
    found: dict[int, BlockText] = {}
    for block in document.blocks:
        parts: list[tuple[str, str]] = []
        for segment in block.segments:
            text = published.get(segment.key)
            if text is None:
                break
            parts.append((_lead(segment.lead, joiner) if parts else segment.lead, text))
        else:
            if parts:
                found[block.index] = BlockText(language, tuple(parts))
    return found


def _lead(lead: str, joiner: str) -> str:
    """What stands between two sentences: a hard line break stays, white space is the joiner."""
    return lead if "\n" in lead else joiner


class _Front:
    """The texts of the front matter."""

    def __init__(
        self, document: Document, texts: Mapping[int, BlockText], announcer: Announcer
    ) -> None:
        self._document, self._texts, self._announcer = document, texts, announcer
        # They come first, and are few: the article's blocks need not be looked at.
        self._blocks = tuple(takewhile(lambda block: block.kind in _FRONT, document.blocks))

    def line(self, kind: BlockKind) -> Inline | None:
        """The one text of this kind; None where there is none."""
        shown = self._shown(kind)
        return self._announcer.line(shown[0]) if shown else None

    @property
    def title(self) -> Inline:
        """The title; an article without one is called by its slug."""
        slug = self._document.article.slug
        return self.line(BlockKind.TITLE) or Inline(-1, self._document.language, (slug,))

    @property
    def keywords(self) -> tuple[str, ...]:
        """The keywords, as plain text."""
        return tuple(tree.plain_text(each.children) for each in self._shown(BlockKind.KEYWORD))

    def _shown(self, kind: BlockKind) -> list[Inline]:
        return [
            render_field(self._document, block.index, self._texts)
            for block in self._blocks
            if block.kind is kind
        ]


def _labels(
    document: Document, texts: Mapping[int, BlockText]
) -> dict[str, tuple[str | None, ...]]:
    """What is shown for the labels of its drawings."""
    if not any(block.picture for block in document.blocks):
        return {}
    from pipeline.source import pictures  # with the parser of articles

    return pictures.labels_shown(document, texts)


# ------------------------------------------------------------------------------- what it is worth
def _coverage(document: Document, said: Translations | None) -> Coverage:
    """How many of the document's texts are translated; one that occurs twice counts once."""
    keys = _keys(document)
    if said is None or keys <= said.published.keys():
        return Coverage(len(keys), len(keys))
    translated = len(keys & said.published.keys())
    fuzzy = len(keys & said.fuzzy)
    return Coverage(len(keys), translated, fuzzy, len(keys) - translated - fuzzy)


def _keys(document: Document) -> frozenset[Key]:
    """Those of all its texts, gathered once for all languages."""
    own = known.of(document)
    if own.keys is None or own.keys[0] is not document.blocks:
        found = frozenset(segment.key for block in document.blocks for segment in block.segments)
        own.keys = (document.blocks, found)
    return own.keys[1]


def _is_reviewed(document: Document, noted: str) -> bool:
    keys = (segment.key for segment in document.segments)
    return review.holds(review.review_of(document.article.metadata.reviewed, keys), noted)


def _metadata(document: Document, *, is_approved: bool) -> Metadata:
    """The front matter; the date of a review says nothing about a translation not approved."""
    metadata = document.article.metadata
    return metadata if is_approved or not metadata.reviewed else replace(metadata, reviewed="")


# ------------------------------------------------------------------------------------ stray text
def _stray_texts(leaflet: Leaflet) -> tuple[str, ...]:
    """The stray passages of the leaflet, in the order in which they are read."""
    front = (leaflet.title, leaflet.summary, leaflet.audience, leaflet.publisher)
    body = leaflet.body
    if isinstance(body, Body) and not body.may_be_foreign:
        body = ()
    nodes = (*(inline for inline in front if inline), *body)
    return tuple(
        tree.plain_text((node,)) for node in tree.walk(nodes) if tree.has_class(node, STRAY)
    )
