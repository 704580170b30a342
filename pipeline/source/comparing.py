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
from pipeline.source.outline import Attribute, InStash, Place
from pipeline.source.wording import BlockText

__all__ = ["Difference", "difference", "flat", "shown_otherwise"]

_STRUCTURE = "the translation would change the structure of the article here"
_HEADING_ID = re.compile(r"[ ]?(?<=[ {:])\{?:?[ ]?#[\w:.-]+[ ]?\}?")


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
    old, new = page.of(before), page.of(after)
    names = [_named(place) for place in old.places]
    for block, place in enumerate(new.places):
        if _named(place) != names[block]:
            return Difference(_blamed(block, texts), _STRUCTURE)
    last = max(texts, default=0)
    if list(_elements(old)) != list(_elements(new)):
        return Difference(_first_other(old, new, texts), _STRUCTURE)
    if _definitions(old) != _definitions(new) or list(_stashed(old)) != list(_stashed(new)):
        return Difference(last, "the translation would change raw HTML or a definition")
    if _ids(before) != _ids(after):
        return Difference(last, "the translation would change the id of a heading")
    return None


def _named(place: Place) -> tuple[object, ...]:
    if isinstance(place, InStash):
        return ("stash", place.number, place.span.attribute)
    return (type(place).__name__, *(getattr(place, name) for name in place.__dataclass_fields__))


def _elements(own: page.Page) -> Iterator[tuple[object, ...]]:
    """Every element with its attributes and its texts, translated ones left out."""
    slots = {(slot.element, slot.is_tail): slot for slot in own.slots}
    said = {(place.element, place.name) for place in own.places if isinstance(place, Attribute)}
    for number, element in enumerate(own.tree.root.iter()):
        attributes = tuple(
            (name, "" if (number, name) in said else value) for name, value in element.items()
        )
        texts = [
            _fixed(slots[number, is_tail].parts, element.tag)
            if (number, is_tail) in slots
            else (text or "")
            for is_tail, text in ((False, element.text), (True, element.tail))
        ]
        yield (element.tag, attributes, *texts)


def _fixed(parts: Sequence[str | int], tag: str) -> tuple[str | int, ...]:
    """What of a slot is not translated; ids of headings are looked at by themselves."""
    fixed = [part if isinstance(part, int) else part.strip() for part in parts]
    if re.fullmatch("h[1-6]", tag):
        fixed = [
            part if isinstance(part, int) else re.sub(r"[\s{}:#]", "", _HEADING_ID.sub("", part))
            for part in fixed
        ]
    return tuple(part for part in fixed if part != "")


def _first_other(old: page.Page, new: page.Page, texts: Mapping[int, str]) -> int:
    """The translated block nearest to the first element that differs."""
    first = 0
    for first, pair in enumerate(zip(_elements(old), _elements(new), strict=False)):  # noqa: B007
        if pair[0] != pair[1]:
            break
    elements = {
        block: old.slots[place.slot].element
        for block, place in enumerate(old.places)
        if block in texts and type(place).__name__ == "InSlot"
        for place in (place,)
    }
    before = [block for block, element in elements.items() if element <= first]
    return max(before, default=max(texts, default=0))


def _definitions(own: page.Page) -> tuple[object, ...]:
    return (
        [(label, address, bool(title)) for label, (address, title) in own.tree.references.items()],
        list(own.tree.abbreviations),
        [label for label, _ in own.tree.footnotes],
    )


def _stashed(own: page.Page) -> Iterator[str]:
    """Raw HTML with its translated strings left out."""
    holes: dict[int, list[tuple[rawhtml.Span, str]]] = {}
    for place in own.places:
        if isinstance(place, InStash):
            holes.setdefault(place.number, []).append((place.span, ""))
    for number, html in enumerate(own.tree.stash):
        left = rawhtml.replace(html, holes[number]) if number in holes else html
        yield re.sub(r"=\s*(?:\"\"|''|(?=[\s>]))", "=", left)


def _ids(article: Document) -> tuple[str, ...] | None:
    document.render(article, {})
    return page.of(article).heading_ids


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
    for number, node in enumerate(merged):
        if isinstance(node, str):
            text = re.sub(r"[ \t\n]+", " ", node)
            text = text.rstrip(" ") if _is_break(merged, number + 1) else text
            merged[number] = text.lstrip(" ") if number and _is_break(merged, number - 1) else text
    return [node for node in merged if node != ""]


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
