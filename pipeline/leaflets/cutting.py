"""The stencil of an article: its page, made over the source's with holes for the texts, and cut.

The half of `stencil` that makes pages of nodes. In place of whatever a language decides stands a
private-use character; what `html_tree` and `markup` make of the page is cut at these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.leaflets import html_tree, markup, tree
from pipeline.leaflets.article import Place
from pipeline.leaflets.body import is_broken_amid_words
from pipeline.leaflets.images import Image
from pipeline.leaflets.stencil import Stencil, Word
from pipeline.leaflets.words import Words
from pipeline.model import Block, Document, Element, Language
from pipeline.source import framing, skeleton

__all__ = ["stencil"]

# No article can hold private-use characters: `source.document` refuses them.
_LAST_HOLE = 0x10FFFD
_HOLE = re.compile("([\U000f0000-\U0010fffd])")


class _Holes(Words):
    """Holes by character: texts of the article, and words in the place of a language's."""

    def __init__(self, language: Language, blocks: Iterable[int]) -> None:
        super().__init__(None, language)
        self.blocks = {framing.hole(block): block for block in blocks}
        self.words: dict[str, Word] = {}

    def text(self, msgid: str, **values: str) -> str:
        """A hole for the word."""
        hole = chr(_LAST_HOLE - len(self.words))
        self.words[hole] = Word(msgid, tuple(values.items()))
        return hole


def stencil(document: Document, language: Language) -> Stencil | None:
    """The stencil for a language; None where the article has pages that can't be filled in."""
    holes = _Holes(language, skeleton.simple_blocks(document))
    body = framing.with_holes(document, language)
    if is_broken_amid_words(document) or any(map(_begins_with_a_box, document.blocks)):
        return None
    if not skeleton.is_simple(document) or not all(map(_is_everywhere_the_same, tree.walk(body))):
        return None
    levelled = tree.level_headings(body, first=html_tree.FIRST_HEADING)
    nodes = html_tree.prepared(levelled, language, words=holes, read_image=_no_image)
    parts = _HOLE.split(markup.to_html(nodes, language=language, comments=False))
    found = [(part, parts[part]) for part in range(1, len(parts), 2)]
    return Stencil(
        tuple("" if part % 2 else text for part, text in enumerate(parts)),
        tuple((part, holes.blocks[hole]) for part, hole in found if hole in holes.blocks),
        tuple((part, holes.words[hole]) for part, hole in found if hole in holes.words),
        tuple(
            (place.id, place.is_urgent, _title(place, holes))
            for place in html_tree.places(nodes, language)
        ),
    )


def _is_everywhere_the_same(node: object) -> bool:
    """Whether a node beside the texts becomes the same in every language.

    Pictures are there in variants, and the marks of footnotes have digits of the language.
    """
    return not isinstance(node, Element) or (
        node.tag != "img" and not tree.has_class(node, "footnote-ref")
    )


def _begins_with_a_box(block: Block) -> bool:
    """Whether a block may be an item of a checklist, whose list looks otherwise."""
    segments = block.segments
    return bool(segments) and segments[0].key.msgid.lstrip().startswith(tree.TICK_BOXES)


def _no_image(source: str) -> Image:
    raise AssertionError(f"a picture in a stencil: {source}")


def _title(place: Place, holes: _Holes) -> tuple[str | int, ...]:
    """The title of a place as texts and blocks."""
    parts = _HOLE.split(tree.plain_text(place.title.children))
    return tuple(holes.blocks[each] if part % 2 else each for part, each in enumerate(parts))
