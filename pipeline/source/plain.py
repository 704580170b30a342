"""The source page of an article without anything out of the ordinary, made from its block tree.

Paragraphs, headings, lists, tables, quotations and boxes whose texts `spans` can read: to these
the later stages of Python-Markdown do nothing but break lines and name headings, and that is all
that is asked of it here. Any other article takes the way of `page`, with all the stages; that both
give the same nodes is tested for any article.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from xml.etree import ElementTree

from pipeline.model import Element, Inline, Node
from pipeline.source import markdown, nodes, spans
from pipeline.source.page import Page
from pipeline.source.slots import InField, InPicture, InSlot, Slot

__all__ = ["is_plain", "nodes_of"]

_LINE_BREAK = "  \n"


def is_plain(own: Page) -> bool:
    """Whether the later stages could change nothing but the article's texts, each by itself."""
    tree = own.tree
    return (
        not (tree.stash or tree.footnotes or tree.abbreviations or own.has_contents)
        and "{" not in own.body
        and markdown.TOC_MARKER not in own.body
        and all(isinstance(place, InField | InPicture | InSlot) for place in own.places)
        and not any(own.is_html[own.first_block : len(own.places)])
        and all(map(_is_plain_slot, own.slots))
    )


def _is_plain_slot(slot: Slot) -> bool:
    """Whether a slot holds one block, in its element and alone, or signs that nobody translates."""
    texts = [part for part in slot.parts if isinstance(part, str)]
    if len(texts) == len(slot.parts):
        return spans.is_plain(slot.raw)
    return (
        len(texts) == len(slot.parts) - 1
        and not any(text.strip() or _LINE_BREAK in text for text in texts)
        and not (slot.is_tail or slot.is_atomic or slot.tag == "a")
    )


def nodes_of(
    own: Page, inlines: Mapping[int, Inline], headings: Mapping[int, Inline]
) -> tuple[Node, ...] | None:
    """The page of a plain article with these Inlines, by block; None where it is not so plain.

    `headings` have their own words, which name them, whatever is shown.
    """
    root = copy.deepcopy(own.tree.root)
    elements = list(root.iter())
    slots = {elements[slot.element]: slot for slot in own.slots if not slot.is_tail}
    markdown.prettify(root)
    builder = _Builder(own, slots, inlines, headings)
    own.heading_ids = markdown.give_heading_ids(
        root, {heading: builder.words(heading) for heading in markdown.headings(root)}
    )
    children = builder.children(root)
    return nodes.stripped(children) if builder.is_plain else None


class _Builder:
    """The nodes of a tree whose texts are known."""

    def __init__(
        self,
        own: Page,
        slots: Mapping[ElementTree.Element, Slot],
        inlines: Mapping[int, Inline],
        headings: Mapping[int, Inline],
    ) -> None:
        self.first, self.slots, self.inlines = own.first_block, slots, inlines
        self.headings = headings
        self.is_plain = True  # until something is met that is not

    def children(self, element: ElementTree.Element) -> tuple[Node, ...]:
        """The nodes in an element."""
        done: list[Node] = []
        slot = self.slots.get(element)
        if slot is not None:
            done += self.parts(slot, self.inlines)
        elif element.text:
            done.append(self.text(element.text))
        for child in element:
            done.append(self.element(child))
            if child.tail:
                done.append(self.text(child.tail))
        return tuple(done)

    def element(self, element: ElementTree.Element) -> Element:
        """An element with what is in it."""
        attributes = tuple(
            [(name, self.text(element.attrib[name])) for name in sorted(element.attrib)]
            if element.attrib
            else ()
        )
        return Element(element.tag, attributes, self.children(element))

    def parts(self, slot: Slot, shown: Mapping[int, Inline]) -> list[Node]:
        """The text of an element, its block as it is shown."""
        return [part if isinstance(part, str) else shown[part + self.first] for part in slot.parts]

    def text(self, text: str) -> str:
        """A text of the tree."""
        self.is_plain = self.is_plain and bool(text) and nodes.is_as_it_stands(text)
        return text

    def words(self, heading: ElementTree.Element) -> str:
        """The words of a heading."""
        slot = self.slots.get(heading)
        parts = self.parts(slot, self.headings) if slot else []
        words = "".join(part if isinstance(part, str) else self._words(part) for part in parts)
        self.is_plain = self.is_plain and bool(words) and len(heading) == 0
        return words

    def _words(self, inline: Node) -> str:
        if isinstance(inline, str):
            return inline
        if isinstance(inline, Element) and inline.tag == "img":
            self.is_plain = False
        return "".join(map(self._words, inline.children))
