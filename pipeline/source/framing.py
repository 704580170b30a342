"""The source page of an article as a frame for the texts of other languages.

The half of `skeleton` that knows Markdown: what of a page may be exchanged, the page itself, and
blocks whose markup takes Python-Markdown. Blocks whose rendering may depend on more than their
words take the way of `page`, over the whole tree; that both give the same is tested for any article
and translation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast
from xml.etree.ElementTree import Element as TreeElement

from pipeline.model import Document, Element, Inline, Language, Node, Sentence
from pipeline.source import markdown, nodes, page, plain, rawhtml, spans
from pipeline.source.skeleton import (
    Exchanged,
    Skeleton,
    elements,
    exchange,
    exchanged,
    inline,
    inlines,
    label,
    read,
    words,
)
from pipeline.source.slots import InSlot, Slot
from pipeline.source.texts import BlockText

__all__ = ["hole", "plain_skeleton", "render", "rendered", "skeleton", "with_holes"]

_FIRST_HOLE = 0xF0000
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NOTE = re.compile(r"\[\^([^\]]*)\]")
# In the source of a block: what ties it to more than its own words.
_TIED = re.compile(r"[<\x02]")
# What may stand beside it: white space, an attribute list, the space before a footnote's way back.
_BESIDE = re.compile(rf"\s*|[\s#]*\{{[^\n{{}}]*\}}\s*|{markdown.NBSP_PLACEHOLDER}")


@dataclass(slots=True)
class _Frame:
    """A source page."""

    nodes: tuple[Node, ...]  # the page, with a hole in the place of each block in `own`
    slots: Mapping[int, Slot]  # of each block that may be exchanged by itself
    own: Exchanged = field(default_factory=dict)  # in the source's words
    _body: tuple[Node, ...] | None = None

    def body(self, document: Document) -> tuple[Node, ...]:
        """The source page, which few need: a page in its words is filled in as any other."""
        if self._body is None:
            self._body = exchange(self.nodes, inlines(document, self.own))
        return self._body


def skeleton(document: Document) -> Skeleton:
    """What in the source page may be exchanged, and the page itself."""
    own = page.of(document)
    return plain_skeleton(document, own) or _any_skeleton(document, own)


def render(document: Document, texts: Mapping[int, BlockText]) -> tuple[Node, ...]:
    """See `source.document.render`. What a language leaves alone is the source page's own node."""
    found = exchanged(document, texts)
    if found is None:
        return page.render(document, texts)
    return exchange(_frame_of(document).body(document), inlines(document, found))


def with_holes(document: Document, language: Language) -> tuple[Node, ...]:
    """The page in a language with private-use characters, `hole`, for its simple blocks."""
    frame = _frame_of(document)
    if frame.own and language == document.language:
        return frame.nodes
    return exchange(frame.nodes, {block: _hole(block, language) for block in frame.slots})


def hole(block: int) -> str:
    """What stands for a block; no article can hold it: `source.document` refuses them."""
    return chr(_FIRST_HOLE + block)


def _hole(block: int, language: Language) -> Inline:
    return Inline(block, language, (hole(block),))


def _frame_of(document: Document) -> _Frame:
    """The page of a document; of one that was on record, it is made now."""
    own = page.of(document)
    if own.skeleton is None:
        own.skeleton = skeleton(document)
    return cast("_Frame", own.skeleton.frame)


# --------------------------------------------------------------------------------- the source page
def plain_skeleton(document: Document, own: page.Page) -> Skeleton | None:
    """The skeleton of an article that needs none of Python-Markdown's later stages."""
    if not plain.is_plain(own):
        return None
    shown: dict[int, BlockText | Inline] = {}
    slots: dict[int, Slot] = {}
    worded: dict[int, int] = {}
    for block, place in zip(document.blocks, own.places, strict=True):
        if not isinstance(place, InSlot):
            continue
        texts = tuple([(each.lead, each.key.msgid) for each in block.segments])
        typed = BlockText(document.language, texts)
        own_words = words(block, own.raws[block.index], typed)
        if texts and own_words is typed and own.raws[block.index] == texts:
            worded[block.index] = len(texts)
        done = own_words or read(block, own.raws[block.index], typed, spans.NO_NOTES)
        if done is None:
            return None
        shown[block.index], slots[block.index] = done, own.slots[place.slot]
    headings = {
        number: inline(document, number, each)
        for number, each in shown.items()
        if slots[number].tag.lower() in _HEADINGS
    }
    frame = plain.nodes_of(
        own, {block: _hole(block, document.language) for block in slots}, headings
    )
    if frame is None:
        return None
    return Skeleton(
        frozenset(slots),
        is_simple=True,
        surroundings="".join(_beside(frame)),
        worded=worded,
        frame=_Frame(frame, slots, shown),
    )


def _any_skeleton(document: Document, own: page.Page) -> Skeleton:
    """The skeleton of any article."""
    body = page.render(document, {})
    references = [label(node) for node in elements(body) if label(node)]
    if own.has_contents or own.tree.abbreviations or len(references) != len(set(references)):
        return Skeleton(frozenset(), frame=_Frame(body, {}))
    standing = Counter(inline.block for inline, _ in _standing(body))
    slots = {
        inline.block: slot
        for inline, parent in _standing(body)
        if standing[inline.block] == 1
        and (slot := _simple_slot(document, own, inline)) is not None
        and parent is not None
        and parent.tag == slot.tag
    }
    notes = {
        inline.block: {label(node): node for node in elements((inline,)) if label(node)}
        for inline, _ in _standing(body)
    }
    for block in [block for block in slots if list(notes[block]) != _marks(document, block)]:
        del slots[block]  # a mark that is shown as typed, or stands in other markup
    return Skeleton(
        frozenset(slots),
        is_simple=standing.keys() <= slots.keys(),
        surroundings="".join(_beside(body)),
        notes={block: own_notes for block, own_notes in notes.items() if own_notes},
        has_footnotes=bool(own.tree.footnotes),
        frame=_Frame(body, slots),
    )


def _beside(body: Iterable[Node]) -> Iterator[str]:
    """The texts of the page that are of no block."""
    for node in body:
        if isinstance(node, str):
            yield node
        elif not isinstance(node, Inline):
            yield from _beside(node.children)


def _marks(document: Document, block: int) -> list[str]:
    """What looks like a reference to a footnote in a block of the source."""
    return _NOTE.findall(document.blocks[block].text)


def _standing(
    body: Iterable[Node], parent: Element | None = None
) -> Iterator[tuple[Inline, Element | None]]:
    """Every Inline with the element that it stands in; None: on the page, or in raw HTML."""
    for node in body:
        if isinstance(node, Inline):
            yield node, parent
        elif not isinstance(node, str):
            yield from _standing(node.children, node if isinstance(node, Element) else None)


def _simple_slot(document: Document, own: page.Page, inline: Inline) -> Slot | None:
    """The slot of a block that its own words decide, and nothing else; else None."""
    block = document.blocks[inline.block]
    place = own.places[inline.block]
    if not isinstance(place, InSlot) or own.is_html[inline.block]:
        return None
    slot = own.slots[place.slot]
    is_alone = [part for part in slot.parts if not isinstance(part, str)] == [
        inline.block - own.first_block
    ] and all(_BESIDE.fullmatch(part) for part in slot.parts if isinstance(part, str))
    sentences = [child.segment for child in inline.children if isinstance(child, Sentence)]
    is_whole = sentences == [segment.index for segment in block.segments]
    raw = slot.raw.removesuffix(markdown.NBSP_PLACEHOLDER)
    is_tied = slot.tag == "a" or slot.is_atomic or slot.is_tail or _TIED.search(raw) is not None
    is_odd = any("{" in raw or rawhtml.is_only_tags(raw) for _, raw in own.raws[inline.block])
    return slot if is_alone and is_whole and not is_tied and not is_odd else None


# ------------------------------------------------------------------------------- blocks with markup
def rendered(
    document: Document, blocks: Sequence[int], texts: Mapping[int, BlockText]
) -> dict[int, Inline] | None:
    """Blocks with markup, together through Python-Markdown in a tree of their own.

    None where one of them needs the whole page.
    """
    if page.may_nest_deeply("", (texts[block] for block in blocks)):
        return None
    own, frame, shown = page.of(document), _frame_of(document), page.wording(document, texts)
    slots = [frame.slots[block] for block in blocks]
    pieces = [shown.pieces(slot.parts, first=own.first_block) for slot in slots]
    root = TreeElement("div")
    for slot, run in zip(slots, page.inlined(own.tree, slots, pieces, shown), strict=True):
        holder = TreeElement(slot.tag)
        holder.text = run.text
        holder.extend(run.elements)
        root.append(holder)
    holders = list(root)
    stash = markdown.finish_apart(root, invisible=nodes.SENTENCE_MARKS)
    found: dict[int, Inline] = {}
    for block, holder in zip(blocks, holders, strict=True):
        inline = _only_inline(nodes.to_node(holder, stash, shown.shown), block)
        if inline is None:
            return None
        found[block] = inline
    return found


def _only_inline(node: Node, block: int) -> Inline | None:
    """The block's Inline, where the element holds it and nothing else."""
    if not isinstance(node, Element):
        return None
    shown = [child for child in node.children if not (isinstance(child, str) and child.isspace())]
    if len(shown) != 1 or not isinstance(shown[0], Inline) or shown[0].block != block:
        return None
    return shown[0]
