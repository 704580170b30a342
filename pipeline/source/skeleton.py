"""The fast way to a page: the source is rendered once, a language only exchanges its texts.

Where nothing in an article reaches from one block to another (abbreviations, contents, titles
defined elsewhere, footnotes referred to more than once), the page of a language is the source's
page with other Inlines. Blocks whose rendering may depend on more than their words take the way of
`page`, over the whole tree; that both give the same is tested for any article and translation.
What is exchanged can be had without the nodes (`exchanged`), for what is filled in and not walked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast
from xml.etree.ElementTree import Element as TreeElement

from pipeline.model import Block, Document, Element, Inline, Language, Node, Sentence
from pipeline.source import markdown, nodes, page, plain, rawhtml, spans
from pipeline.source.outline import InSlot, Slot
from pipeline.source.wording import HOSTILE, BlockText, Wording, cleaned

__all__ = [
    "Exchanged",
    "exchange",
    "exchanged",
    "hole",
    "is_simple",
    "render",
    "simple_blocks",
    "surroundings",
    "with_holes",
]

_FIRST_HOLE = 0xF0000
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NOTE = re.compile(r"\[\^([^\]]*)\]")
_SPACES = frozenset({" ", "\n", "\u00a0", "\u3000"})
_SPACES_OR_NONE = _SPACES | {""}
# In the source of a block: what ties it to more than its own words.
_TIED = re.compile(r"[<\x02]")
# What may stand beside it: white space, an attribute list, the space before a footnote's way back.
_BESIDE = re.compile(rf"\s*|[\s#]*\{{[^\n{{}}]*\}}\s*|{markdown.NBSP_PLACEHOLDER}")


# What stands in the place of a block: words alone, cleaned, where there is no markup in them.
Exchanged = Mapping[int, BlockText | Inline]


@dataclass(slots=True)
class _Skeleton:
    """A source page, and what in it may be exchanged."""

    frame: tuple[Node, ...]  # the page, with a hole in the place of each block in `own`
    slots: Mapping[int, Slot]  # of each block that may be exchanged by itself
    simple: frozenset[int]  # these blocks
    notes: Mapping[int, Mapping[str, Element]]  # references to footnotes, by block and label
    is_simple: bool = False  # whether these are all the texts of the page
    surroundings: str = ""  # what stands beside them, where they are
    # Of the simple ones, those that are words alone, as typed: how many texts each has.
    worded: Mapping[int, int] = field(default_factory=dict)
    own: Mapping[int, BlockText | Inline] = field(default_factory=dict)  # in the source's words
    _body: tuple[Node, ...] | None = None

    def body(self, document: Document) -> tuple[Node, ...]:
        """The source page, which few need: a page in its words is filled in as any other."""
        if self._body is None:
            self._body = exchange(self.frame, _inlines(document, self.own))
        return self._body


def render(document: Document, texts: Mapping[int, BlockText]) -> tuple[Node, ...]:
    """See `source.document.render`. What a language leaves alone is the source page's own node."""
    found = exchanged(document, texts)
    if found is None:
        return page.render(document, texts)
    return exchange(_of(document).body(document), _inlines(document, found))


def with_holes(document: Document, language: Language) -> tuple[Node, ...]:
    """The page in a language with private-use characters, `hole`, for its simple blocks."""
    skeleton = _of(document)
    if skeleton.own and language == document.language:
        return skeleton.frame
    return exchange(skeleton.frame, {block: _hole(block, language) for block in skeleton.simple})


def hole(block: int) -> str:
    """What stands for a block; no article can hold it: `source.document` refuses them."""
    return chr(_FIRST_HOLE + block)


def _hole(block: int, language: Language) -> Inline:
    return Inline(block, language, (hole(block),))


def exchanged(document: Document, texts: Mapping[int, BlockText]) -> Exchanged | None:
    """What the page in these texts shows where the source's page shows the blocks of the source.

    None where it differs in more than that, so that the whole page has to be rendered.
    """
    skeleton = _of(document)
    first = page.of(document).first_block
    blocks = document.blocks
    wanted = [block for block in texts if block >= first and not blocks[block].picture]
    if not skeleton.simple.issuperset(wanted):
        return None
    return _exchanged(document, skeleton, wanted, texts)


def simple_blocks(document: Document) -> frozenset[int]:
    """The blocks that are rendered by themselves."""
    return _of(document).simple


def is_simple(document: Document) -> bool:
    """Whether all blocks that the page shows are rendered by themselves."""
    return _of(document).is_simple


def surroundings(document: Document) -> str:
    """What the page of a simple document shows beside its blocks: code, signs, white space."""
    return _of(document).surroundings


def _of(document: Document) -> _Skeleton:
    own = page.of(document)
    if own.skeleton is None:
        own.skeleton = _skeleton(document, own)
    return cast("_Skeleton", own.skeleton)


# --------------------------------------------------------------------------------- the source page
def _skeleton(document: Document, own: page.Page) -> _Skeleton:
    return _plain_skeleton(document, own) or _any_skeleton(document, own)


def _plain_skeleton(document: Document, own: page.Page) -> _Skeleton | None:
    """The skeleton of an article that needs none of Python-Markdown's later stages."""
    if not plain.is_plain(document, own):
        return None
    shown: dict[int, BlockText | Inline] = {}
    slots: dict[int, Slot] = {}
    worded: dict[int, int] = {}
    for block, place in zip(document.blocks, own.places, strict=True):
        if not isinstance(place, InSlot):
            continue
        texts = tuple([(each.lead, each.key.msgid) for each in block.segments])
        typed = BlockText(document.language, texts)
        words = _words(block, own.raws[block.index], typed)
        if texts and words is typed and own.raws[block.index] == texts:
            worded[block.index] = len(texts)
        read = words or _read(document, own, block.index, typed, {})
        if read is None:
            return None
        shown[block.index], slots[block.index] = read, own.slots[place.slot]
    headings = {
        number: _inline(document, number, each)
        for number, each in shown.items()
        if slots[number].tag.lower() in _HEADINGS
    }
    frame = plain.nodes_of(
        own, {block: _hole(block, document.language) for block in slots}, headings
    )
    if frame is None:
        return None
    return _Skeleton(
        frame,
        slots,
        frozenset(slots),
        dict.fromkeys(slots, spans.NO_NOTES),
        is_simple=True,
        surroundings="".join(_beside(frame)),
        worded=worded,
        own=shown,
    )


def _any_skeleton(document: Document, own: page.Page) -> _Skeleton:
    """The skeleton of any article."""
    body = page.render(document, {})
    references = [_label(node) for node in _elements(body) if _label(node)]
    if own.has_contents or own.tree.abbreviations or len(references) != len(set(references)):
        return _Skeleton(body, {}, frozenset(), {})
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
        inline.block: {_label(node): node for node in _elements((inline,)) if _label(node)}
        for inline, _ in _standing(body)
    }
    for block in [block for block in slots if list(notes[block]) != _marks(document, block)]:
        del slots[block]  # a mark that is shown as typed, or stands in other markup
    return _Skeleton(
        body,
        slots,
        frozenset(slots),
        notes,
        is_simple=standing.keys() <= slots.keys(),
        surroundings="".join(_beside(body)),
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


def _label(node: Element) -> str:
    """The label of the footnote that the element refers to, or ""."""
    return node.get("id").partition(":")[2] if node.tag == "sup" else ""


def _elements(body: Iterable[Node]) -> Iterator[Element]:
    for node in body:
        if isinstance(node, Element):
            yield node
        if not isinstance(node, str):
            yield from _elements(node.children)


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


# ----------------------------------------------------------------------------------- another's page
def exchange(body: tuple[Node, ...], inlines: Mapping[int, Inline]) -> tuple[Node, ...]:
    """The same nodes with other Inlines; what holds none of them is not built again."""
    done: list[Node] = []
    is_same = True
    for node in body:
        new = node
        if type(node) is Inline:
            new = inlines.get(node.block, node)
        elif type(node) is Element:
            inside = exchange(node.children, inlines)
            if inside is not node.children:
                new = Element(node.tag, node.attributes, inside)
        is_same = is_same and new is node
        done.append(new)
    return body if is_same else tuple(done)


def _exchanged(
    document: Document,
    skeleton: _Skeleton,
    blocks: Sequence[int],
    texts: Mapping[int, BlockText],
) -> dict[int, BlockText | Inline] | None:
    """Blocks in the words of `texts`; None where one needs the whole page."""
    own = page.of(document)
    found: dict[int, BlockText | Inline] = {}
    marked_up: list[int] = []
    worded = {block: texts[block] for block in blocks if block in skeleton.worded}
    if _are_words([(skeleton.worded[block], shown) for block, shown in worded.items()]):
        found.update(worded)
        blocks = [block for block in blocks if block not in worded]
    for block in blocks:
        notes = skeleton.notes[block]
        shown = texts[block]
        read: BlockText | Inline | None = None
        if not notes and (block in skeleton.worded or not skeleton.worded):  # else it has markup
            read = _words(document.blocks[block], own.raws[block], shown)
        if read is None:
            read = _read(document, own, block, shown, notes)
        if read is not None:
            found[block] = read
        elif own.tree.footnotes and _has_marks(document, block, shown):
            return None
        else:
            marked_up.append(block)
    if marked_up:
        words = page.wording(document, texts)
        rendered = _rendered(document, skeleton, marked_up, words)
        if rendered is None:
            return None
        found.update(rendered)
    return found


def _are_words(blocks: Sequence[tuple[int, BlockText]]) -> bool:
    """Whether `_words` would leave each of these blocks, of so many texts, as it is.

    The texts are looked at all at once: one by one they take ten times as long.
    """
    parts = [shown.parts for _, shown in blocks]
    if [len(own) for own in parts] != [number for number, _ in blocks]:
        return False
    texts = [text for own in parts for _, text in own]
    return (
        _are_clean(texts)
        and spans.is_plain(" ".join(texts))
        and not any(own[0][0] for own in parts)
        and {lead for own in parts for lead, _ in own[1:]} <= _SPACES_OR_NONE
    )


def _are_clean(texts: Sequence[str]) -> bool:
    """Whether no text is empty, and `cleaned` would leave all of them as they are."""
    together = " ".join(texts)
    if not all(texts):
        return False
    if together.isprintable() and "  " not in together and together.strip(" ") == together:
        return True  # " " is the only printable space: one too many would stand beside ours
    return not HOSTILE.search(together) and all(text == text.strip() for text in texts)


def _words(block: Block, raws: Sequence[tuple[str, str]], shown: BlockText) -> BlockText | None:
    """A block without any markup, its texts cleaned; None for any other."""
    parts: list[tuple[str, str]] = []
    is_same = True
    for segment, raw, part in zip(block.segments, raws, shown.parts, strict=True):
        given, text = part
        words = raw[1] if text == segment.key.msgid else cleaned(text)
        if not words or not spans.is_plain(words):
            return None
        lead = raw[0] if given == segment.lead else given
        if lead and (lead not in _SPACES or not parts):
            return None
        is_same = is_same and words is text and lead == given
        parts.append(part if is_same else (lead, words))
    return shown if is_same else BlockText(shown.language, tuple(parts))


def _inlines(document: Document, shown: Exchanged) -> dict[int, Inline]:
    return {block: _inline(document, block, each) for block, each in shown.items()}


def _inline(document: Document, block: int, shown: BlockText | Inline) -> Inline:
    return shown if isinstance(shown, Inline) else _worded(document, block, shown)


def _worded(document: Document, block: int, shown: BlockText) -> Inline:
    """The nodes of a block without markup."""
    children: list[Node] = []
    for segment, (lead, text) in zip(document.blocks[block].segments, shown.parts, strict=True):
        if lead:
            children.append(lead)
        children.append(Sentence(segment.index, (text,)))
    return Inline(block, shown.language, tuple(children))


def _has_marks(document: Document, block: int, shown: BlockText) -> bool:
    """Whether a block refers to footnotes, in the source or in other words."""
    texts = [document.blocks[block].text, *(text for _, text in shown.parts)]
    return any("[^" in text for text in texts)


def _read(
    document: Document,
    own: page.Page,
    block: int,
    shown: BlockText,
    notes: Mapping[str, Element],
) -> Inline | None:
    """A block with no other markup than `spans` can read; None for any other.

    What `Wording.parts` does for every block is little here: no place but a slot, no tags.
    """
    children: list[Node] = []
    segments, raws = document.blocks[block].segments, own.raws[block]
    for segment, raw, (given, text) in zip(segments, raws, shown.parts, strict=True):
        read = spans.read(raw[1] if text == segment.key.msgid else cleaned(text), notes)
        lead = raw[0] if given == segment.lead else given
        if not read or (lead and (lead not in _SPACES or not children)):
            return None
        if lead:
            children.append(lead)
        children.append(Sentence(segment.index, read))
    inline = Inline(block, shown.language, tuple(children))
    # Footnotes are numbered, and lead back, by how often and in which order they are referred to.
    if notes and [_label(node) for node in _elements((inline,)) if _label(node)] != list(notes):
        return None
    return inline


def _rendered(
    document: Document, skeleton: _Skeleton, blocks: Sequence[int], words: Wording
) -> dict[int, Inline] | None:
    """Blocks with markup, together through Python-Markdown in a tree of their own."""
    own = page.of(document)
    slots = [skeleton.slots[block] for block in blocks]
    pieces = [words.pieces(slot.parts, first=own.first_block) for slot in slots]
    root = TreeElement("div")
    for slot, run in zip(slots, page.inlined(own.tree, slots, pieces, words), strict=True):
        holder = TreeElement(slot.tag)
        holder.text = run.text
        holder.extend(run.elements)
        root.append(holder)
    holders = list(root)
    stash = markdown.finish_apart(root, invisible=nodes.SENTENCE_MARKS)
    found: dict[int, Inline] = {}
    for block, holder in zip(blocks, holders, strict=True):
        inline = _only_inline(nodes.to_node(holder, stash, words.shown), block)
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
