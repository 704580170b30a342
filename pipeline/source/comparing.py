"""Whether an article that was written anew is the same but for its words.

Compares two documents block by block and their trees element by element, and what is shown of a
block with what the leaflet shows. Says what differs first, and in which block; changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.model import Block, Document, Element, Inline, Node
from pipeline.source import document, page, rawhtml
from pipeline.source.markdown import HTML_PLACEHOLDER_RE
from pipeline.source.slots import Attribute, InSlot, InStash
from pipeline.source.texts import BlockText

__all__ = ["Difference", "difference", "flat", "shown_otherwise"]

_STRUCTURE = "the translation would change the structure of the article here"
_ID = re.compile(r"#[\w:.-]+")
_BRACES = re.compile(r"[\s{}:#]")
_EMPTY_VALUE = re.compile(r"=\s*(?:\"\"|''|(?=[\s>]))")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Difference(NamedTuple):
    """What differs, and where."""

    block: int
    reason: str


def difference(before: Document, after: Document, texts: Mapping[int, str]) -> Difference | None:
    """The first difference that is not one of `texts`, new texts by block; None: there is none."""
    for old, new in zip(before.blocks, after.blocks, strict=False):
        wanted = texts.get(old.index, old.text)
        if _described(old) != _described(new):
            return Difference(_blamed(old.index, texts), _STRUCTURE)
        if " ".join(new.text.split(" ")) != wanted and _spaced(new.text) != _spaced(wanted):
            return Difference(_blamed(old.index, texts), f"it would be read as '{new.text}'")
    if len(before.blocks) != len(after.blocks):
        return Difference(_blamed(len(before.blocks) - 1, texts), _STRUCTURE)
    return _other_tree(before, after, texts)


def _blamed(block: int, texts: Mapping[int, str]) -> int:
    """The translated block at or before `block`: the first that can be the reason."""
    return max((each for each in texts if each <= block), default=block)


def _spaced(text: str) -> str:
    return re.sub(r"[ \t]*\n[ \t]*|[ \t]+", " ", text) if "  \n" not in text else text


def _described(block: Block) -> tuple[object, ...]:
    contexts = tuple(segment.key.msgctxt for segment in block.segments)
    return (block.kind, contexts, block.notes, block.critical, block.allows)


# ------------------------------------------------------------------------------------------ trees
def _other_tree(before: Document, after: Document, texts: Mapping[int, str]) -> Difference | None:
    old, new = _Shape(page.of(before)), _Shape(page.of(after))
    for block, pair in enumerate(zip(old.places(), new.places(), strict=True)):
        if pair[0] != pair[1]:
            return Difference(_blamed(block, texts), _STRUCTURE)
    if list(old.elements()) != list(new.elements()):
        return Difference(_first_other(old, new, texts), _STRUCTURE)
    last = max(texts, default=0)
    if old.definitions() != new.definitions() or old.html() != new.html():
        return Difference(last, "the translation would change raw HTML or a definition")
    if _ids(before) != _ids(after):
        return Difference(last, "the translation would change the id of a heading")
    return None


class _Shape:
    """What of a page is the same in every language."""

    def __init__(self, own: page.Page) -> None:
        self.own = own
        holes: dict[int, list[tuple[rawhtml.Span, str]]] = {}
        for place in own.places:
            if isinstance(place, InStash):
                holes.setdefault(place.number, []).append((place.span, ""))
        self.stash = [
            _EMPTY_VALUE.sub("=", rawhtml.replace(html, holes.get(number, ())))
            for number, html in enumerate(own.tree.stash)
        ]
        # Tags and references inside a text of raw HTML are stashed too, and are the text's.
        inside = {
            int(number)
            for pairs in own.raws
            for pair in pairs
            for text in pair
            for number in HTML_PLACEHOLDER_RE.findall(text)
        }
        self.kept = [number for number in range(len(self.stash)) if number not in inside]

    def places(self) -> Iterator[tuple[object, ...]]:
        """Where each block stands."""
        for place in self.own.places:
            if isinstance(place, InStash):
                yield ("stash", self.kept.index(place.number), place.span.attribute)
            else:
                values = (getattr(place, name) for name in place.__dataclass_fields__)
                yield (type(place).__name__, *values)

    def elements(self) -> Iterator[tuple[object, ...]]:
        """Every element with its attributes and its texts, translated ones left out."""
        slots = {(slot.element, slot.is_tail): slot for slot in self.own.slots}
        said = {
            (place.element, place.name) for place in self.own.places if isinstance(place, Attribute)
        }
        for number, element in enumerate(self.own.tree.root.iter()):
            attributes = [
                (name, "" if (number, name) in said else self._expanded(value))
                for name, value in element.items()
            ]
            texts = [
                self._fixed(slots[number, is_tail].parts, element.tag)
                if (number, is_tail) in slots
                else self._expanded(text or "")
                for is_tail, text in ((False, element.text), (True, element.tail))
            ]
            yield (element.tag, attributes, *texts)

    def _fixed(self, parts: Sequence[str | int], tag: str) -> list[str | int]:
        """What of a slot is not translated; ids of headings are looked at by themselves."""
        fixed: list[str | int] = []
        for part in parts:
            if isinstance(part, str):
                part = self._expanded(part).strip()  # noqa: PLW2901
                if tag in _HEADINGS:
                    part = _BRACES.sub("", _ID.sub("", part))  # noqa: PLW2901
            fixed.append(part)
        return [part for part in fixed if part != ""]

    def _expanded(self, text: str) -> str:
        return HTML_PLACEHOLDER_RE.sub(lambda match: self.stash[int(match[1])], text)

    def definitions(self) -> tuple[object, ...]:
        """Labels and addresses, short forms, footnotes, each in order."""
        tree = self.own.tree
        return (
            [(label, url, bool(title)) for label, (url, title) in tree.references.items()],
            list(tree.abbreviations),
            [label for label, _ in tree.footnotes],
        )

    def html(self) -> list[str]:
        """Raw HTML with its translated strings left out."""
        return [self.stash[number] for number in self.kept]


def _ids(article: Document) -> tuple[str, ...] | None:
    document.render(article, {})
    return page.of(article).heading_ids


def _first_other(old: _Shape, new: _Shape, texts: Mapping[int, str]) -> int:
    """The translated block nearest to the first element that differs."""
    pairs = enumerate(zip(old.elements(), new.elements(), strict=False))
    first = next((number for number, pair in pairs if pair[0] != pair[1]), 0)
    own = old.own
    near = [
        block
        for block, place in enumerate(own.places)
        if isinstance(place, InSlot) and own.slots[place.slot].element <= first and block in texts
    ]
    return max(near, default=max(texts, default=0))


# ------------------------------------------------------------------------------------------- shown
def shown_otherwise(
    article: Document, texts: Mapping[int, BlockText], after: Document, blocks: Iterable[int]
) -> Difference | None:
    """The first of `blocks` that a reader of the file sees otherwise than one of the leaflet."""
    wanted = _inlines(document.render(article, texts))
    found = _inlines(document.render(after, {}))
    for block in blocks:
        if wanted.get(block) != found.get(block):
            return Difference(block, "the sentences read otherwise when they stand together here")
    return None


def _inlines(nodes: Iterable[Node]) -> dict[int, list[object]]:
    found: dict[int, list[object]] = {}
    for node in nodes:
        if isinstance(node, Inline):
            found.setdefault(node.block, []).append(_merged(node.children))
        elif not isinstance(node, str):
            for block, children in _inlines(node.children).items():
                found.setdefault(block, []).extend(children)
    return found


def _merged(nodes: Iterable[Node]) -> list[object]:
    """The nodes without sentences, no two strings in a row, white space as one space or none."""
    merged: list[object] = []
    for node in _unwrapped(nodes):
        if isinstance(node, str) and merged and isinstance(merged[-1], str):
            merged[-1] += node
        elif isinstance(node, str):
            merged.append(node)
        elif isinstance(node, Element):
            merged.append((node.tag, tuple(sorted(node.attributes)), _merged(node.children)))
    for number, each in enumerate(merged):
        if isinstance(each, str):
            text = re.sub(r"[ \t\n]+", " ", each)
            text = text.rstrip(" ") if _is_break(merged, number + 1) else text
            merged[number] = text.lstrip(" ") if number and _is_break(merged, number - 1) else text
    return [each for each in merged if each != ""]


def _is_break(merged: Sequence[object], number: int) -> bool:
    """Whether there is a line break at this place, beside which no white space shows."""
    node = merged[number] if number < len(merged) else None
    return isinstance(node, tuple) and node[0] == "br"


def _unwrapped(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, str | Element):
            yield node
        else:
            yield from _unwrapped(node.children)


def flat(nodes: Iterable[Node]) -> Iterator[str]:
    """The strings of the nodes."""
    for node in nodes:
        if isinstance(node, str):
            yield node
        else:
            yield from flat(node.children)
