"""Putting texts back into a parsed article: the block tree with other words, rendered.

The second half of `source.document`: how a place in the outline takes a text. Python-Markdown's
later stages (footnotes, attribute lists, abbreviations, contents) run on the whole tree, once for
each language, so that they work there as they do in the source.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast
from xml.etree.ElementTree import Element

from pipeline.model import Document, Language, Node
from pipeline.source import markdown, nodes, rawhtml
from pipeline.source.markdown import AtomicString, BlockTree, Inlined
from pipeline.source.outline import Attribute, InStash, Meaning, Place, Slot

__all__ = ["BlockText", "Page", "cleaned", "of", "render", "source_pieces"]

# Control characters but tab and newline, and private use: Python-Markdown's and our own marks.
_HOSTILE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\ue000-\uf8ff\U000f0000-\U0010fffd\ud800-\udfff\ufffe\uffff]"
)
Raws = Sequence[tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class BlockText:
    """What to show for a block: (lead, text) for each of its segments, in its own language."""

    language: Language
    parts: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Page:
    """What `render` needs to know of a document; only the heading ids are filled in later."""

    tree: BlockTree
    body: str  # the article's, fragments resolved
    slots: tuple[Slot, ...]
    places: tuple[Place, ...]  # by block
    raws: tuple[tuple[tuple[str, str], ...], ...]  # by block: (lead, text) as typed
    is_html: tuple[bool, ...]  # by block
    first_block: int  # index of the body's first block
    has_contents: bool
    problems: tuple[tuple[str, str], ...]
    heading_ids: tuple[str, ...] | None = None
    order: tuple[int, ...] = field(init=False)  # of slots, as the inline stage visits them
    parents: tuple[int, ...] = field(init=False)  # of each element, by number

    def __post_init__(self) -> None:
        """Derive the orders that every rendering uses."""
        numbers = {id(element): number for number, element in enumerate(self.tree.root.iter())}
        parents = [0] * len(numbers)
        slots = {(slot.element, slot.is_tail): index for index, slot in enumerate(self.slots)}
        order: list[int] = []
        queue = [self.tree.root]
        for parent in queue:  # grows while it is read: breadth first
            for child in parent:
                number = numbers[id(child)]
                parents[number] = numbers[id(parent)]
                for is_tail in (False, True):
                    if (number, is_tail) in slots:
                        order.append(slots[number, is_tail])
                if len(child):
                    queue.append(child)
        self.order, self.parents = tuple(order), tuple(parents)


def of(document: Document) -> Page:
    """The page of a document."""
    return cast("Page", document.tree)


def cleaned(text: str) -> str:
    """A translation without what would break the page."""
    return _HOSTILE.sub("", text).strip()


def source_pieces(slot: Slot, raws: Raws) -> list[str]:
    """The texts of a slot as they were typed; joined they are the slot's own."""
    pieces: list[str] = []
    for part in slot.parts:
        if isinstance(part, str):
            pieces.append(part)
        else:
            pieces += (text for pair in raws[part] for text in pair if text)
    return pieces


def render(document: Document, texts: Mapping[int, BlockText]) -> tuple[Node, ...]:
    """See `source.document.render`."""
    page = of(document)
    if page.heading_ids is None:
        root, _ = _Rendering(document, {}, has_marks=False).finished()
        page.heading_ids = tuple(heading.get("id", "") for heading in markdown.headings(root))
    rendering = _Rendering(document, texts)
    root, stash = rendering.finished()
    return nodes.to_nodes(root, stash, rendering.shown)


class _Rendering:
    """One page in one language."""

    def __init__(
        self, document: Document, texts: Mapping[int, BlockText], *, has_marks: bool = True
    ) -> None:
        self.document = document
        self.page = of(document)
        self.texts = texts
        self.has_marks = has_marks
        self.root = copy.deepcopy(self.page.tree.root)
        self.elements = list(self.root.iter())
        self.block_of = [segment.block for segment in document.segments]

    def finished(self) -> tuple[Element, tuple[str, ...]]:
        """The rendered tree, and the raw HTML that placeholders in it stand for."""
        slots = [self.page.slots[index] for index in self.page.order]
        plain = [slot for slot in slots if not slot.is_atomic]
        pieces = [self.pieces(slot) for slot in plain]
        flat = [
            slot.piece(text) for slot, own in zip(plain, pieces, strict=True) for text, _ in own
        ]
        inlined = iter(markdown.render_inline(self.tree(), flat))
        for slot, own in zip(plain, pieces, strict=True):
            run = _Run()
            for _, segment in own:
                piece = next(inlined)
                if segment is not None and self.is_foreign(segment):
                    piece = _without_attribute_lists(piece)
                run.add(piece, self.marks(segment))
            self.put(slot, run)
        for slot in slots:
            if slot.is_atomic and any(isinstance(part, int) for part in slot.parts):
                self.put_atomic(slot)
        stash = markdown.finish(
            self.root,
            heading_ids=self.page.heading_ids,
            has_contents=self.page.has_contents,
            keep_labels=all(
                each.language == self.document.language for each in self.texts.values()
            ),
            invisible=nodes.SENTENCE_MARKS,
        )
        return self.root, stash

    # ------------------------------------------------------------------------------------- texts
    def parts(self, block: int) -> list[tuple[str, str, int]]:
        """(lead, text, segment) of a block; what equals the source is as its author typed it."""
        segments = self.document.blocks[block].segments
        shown = self.texts.get(block)
        raws = self.page.raws[block]
        if shown is None:
            return [
                (lead, text, segment.index)
                for (lead, text), segment in zip(raws, segments, strict=True)
            ]
        return [
            (
                raw[0] if lead == segment.lead else _HOSTILE.sub("", lead),
                raw[1] if text == segment.key.msgid else self.translated(block, text, raw[1]),
                segment.index,
            )
            for segment, raw, (lead, text) in zip(segments, raws, shown.parts, strict=True)
        ]

    def translated(self, block: int, text: str, raw: str) -> str:
        """A translation as its place can take it."""
        text = cleaned(text)
        place = self.page.places[block]
        if isinstance(place, Attribute | Meaning):
            return " ".join(text.split())
        if isinstance(place, InStash) and place.span.attribute:
            return rawhtml.escape_attribute(" ".join(text.split()))
        if rawhtml.is_only_tags(raw) and not rawhtml.has_tags_of(text, raw):
            return raw  # a tag that is a block of the page: only what is read of it may change
        if self.page.is_html[block]:
            return rawhtml.safe_text(text, self.expanded(raw))
        return text

    def shown(self, segment: int) -> nodes.Shown:
        """What the page says about a segment."""
        block = self.block_of[segment]
        text = self.texts.get(block)
        language = self.document.language if text is None else text.language
        own = self.document.blocks[block].segments
        raw = self.page.raws[block][segment - own[0].index][1]
        is_source = rawhtml.is_only_tags(raw) or not self.is_foreign(segment)
        return nodes.Shown(block, language, own[-1].index == segment, is_source)

    def is_foreign(self, segment: int) -> bool:
        """Whether a segment is not shown in the words of the article."""
        block = self.block_of[segment]
        shown = self.texts.get(block)
        if shown is None:
            return False
        own = self.document.blocks[block].segments
        return shown.parts[segment - own[0].index][1] != own[segment - own[0].index].key.msgid

    def expanded(self, text: str) -> str:
        return markdown.HTML_PLACEHOLDER_RE.sub(
            lambda match: self.page.tree.stash[int(match[1])], text
        )

    def marks(self, segment: int | None) -> tuple[str, str]:
        if segment is None or not self.has_marks:
            return "", ""
        return nodes.start_mark(segment), nodes.end_mark()

    def joined(self, block: int, *, has_marks: bool) -> str:
        """A block's text as one string, marks around its sentences."""
        text: list[str] = []
        for lead, own, segment in self.parts(block):
            start, end = self.marks(segment if has_marks else None)
            text += (lead, start, own, end)
        return "".join(text)

    # ------------------------------------------------------------------------------------- places
    def tree(self) -> BlockTree:
        """The block tree with what is not in its elements: raw HTML, titles, long forms."""
        tree = self.page.tree
        references, abbreviations = dict(tree.references), dict(tree.abbreviations)
        stashed: dict[int, list[tuple[rawhtml.Span, str]]] = {}
        for block, place in enumerate(self.page.places):
            if isinstance(place, InStash):
                text = self.joined(block, has_marks=not place.span.attribute)
                stashed.setdefault(place.number, []).append((place.span, text))
            elif block not in self.texts:
                continue
            elif isinstance(place, Attribute):
                self.elements[place.element].set(place.name, self.joined(block, has_marks=False))
            elif isinstance(place, Meaning) and place.is_abbreviation:
                abbreviations[place.name] = self.joined(block, has_marks=False)
            elif isinstance(place, Meaning):
                address = references[place.name][0]
                references[place.name] = (address, self.joined(block, has_marks=False))
        stash = list(tree.stash)
        for number, replacements in stashed.items():
            stash[number] = rawhtml.replace(stash[number], replacements)
        return replace(tree, stash=tuple(stash), references=references, abbreviations=abbreviations)

    def pieces(self, slot: Slot) -> list[tuple[str, int | None]]:
        """The texts of a slot, each with the segment that it is (None between segments)."""
        pieces: list[tuple[str, int | None]] = []
        for part in slot.parts:
            if isinstance(part, str):
                pieces.append((part, None))
                continue
            for lead, text, segment in self.parts(part + self.page.first_block):
                if lead:
                    pieces.append((lead, None))
                pieces.append((text, segment))
        return pieces

    def put(self, slot: Slot, run: _Run) -> None:
        """A rendered run in its place."""
        element = self.elements[slot.element]
        if slot.is_tail:
            element.tail = run.text
            parent = self.elements[self.page.parents[slot.element]]
            position = list(parent).index(element) + 1
        else:
            element.text = run.text
            parent, position = element, 0
        for offset, new in enumerate(run.elements):
            parent.insert(position + offset, new)

    def put_atomic(self, slot: Slot) -> None:
        """Text inside raw HTML in its place; its tags become placeholders again."""
        parts = []
        for part in slot.parts:
            if isinstance(part, str):
                parts.append(part)
                continue
            text = self.joined(part + self.page.first_block, has_marks=True)
            parts += (
                markdown.store(text[token.start : token.end])
                if token.kind in ("open", "close")
                else text[token.start : token.end]
                for token in rawhtml.tokens(text)
            )
        element = self.elements[slot.element]
        if slot.is_tail:
            element.tail = AtomicString("".join(parts))
        else:
            element.text = AtomicString("".join(parts))


def _without_attribute_lists(inlined: Inlined) -> Inlined:
    """A translation in which a brace is a brace, but for `*so*{.classed}`.

    The attribute lists of blocks are the article's: a translation can neither bring one nor, with
    braces of its own, keep Python-Markdown from finding that of its block.
    """
    for element in inlined.elements:
        tail = element.tail or ""
        end = tail.find("}") + 1 if tail.startswith("{") else 0
        element.tail = tail[:end] + _escaped_braces(tail[end:])
    return Inlined(_escaped_braces(inlined.text), inlined.elements)


def _escaped_braces(text: str) -> str:
    """The braces as Python-Markdown keeps what a backslash escapes."""
    for brace in "{}":
        text = text.replace(brace, f"{markdown.STX}{ord(brace)}{markdown.ETX}")
    return text


class _Run:
    """Rendered pieces put together: text, then elements with tails."""

    def __init__(self) -> None:
        self.text = ""
        self.elements: list[Element] = []

    def add(self, inlined: Inlined, marks: tuple[str, str]) -> None:
        """One more piece, between its marks."""
        self.add_text(marks[0] + inlined.text)
        self.elements += inlined.elements
        self.add_text(marks[1])

    def add_text(self, text: str) -> None:
        """Text behind what is there."""
        if self.elements:
            last = self.elements[-1]
            last.tail = (last.tail or "") + text
        else:
            self.text += text
