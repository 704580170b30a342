"""Reading and levelling the node tree that every exporter walks.

Pure functions over `model.Node`s. What a node becomes in HTML or in print is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.language import unbroken
from pipeline.model import Element, Inline, Language, Node, Raw, Sentence

BOX_TITLE = "admonition-title"  # the class of a box's title
# To tick, ticked, crossed, and what is printed for the first: a checklist's items begin so.
TICK_BOXES = ("\u2610", "\u2611", "\u2612", "\u25a1")
# Elements whose text stays as its author set it: no number in it is isolated or kept on one line.
SET_APART = frozenset({"bdi", "bdo", "code", "math", "pre", "script", "style", "svg", "textarea"})
LONGEST_NUMBER = 12  # characters, with the space behind it
_HEADING = re.compile(r"h([1-6])\Z")


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Every node in document order, parents before children; raw HTML by its parsed children."""
    # A stack and not a generator in a generator: each node would go through all those around it.
    waiting = [*nodes][::-1]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, str):
            waiting += node.children[::-1]


def opened(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes, with raw HTML replaced by what it holds."""
    for node in nodes:
        if isinstance(node, Raw):
            yield from opened(node.children)
        else:
            yield node


def elements(element: Element, *tags: str) -> tuple[Element, ...]:
    """The children with one of the tags, through raw HTML."""
    inside = (node for node in opened(element.children) if isinstance(node, Element))
    return tuple(node for node in inside if node.tag in tags)


def with_children(node: Element | Inline | Sentence | Raw, inside: tuple[Node, ...]) -> Node:
    """The node with other children; the node itself where they are the ones that it has.

    Most passes over a tree change few nodes: what they leave alone is not built again (measured:
    dataclasses.replace on every node was a sixth of the time of an HTML leaflet).
    """
    if inside is node.children:
        return node
    if isinstance(node, Element):
        return Element(node.tag, node.attributes, inside)
    if isinstance(node, Inline):
        return Inline(node.block, node.language, inside)
    if isinstance(node, Sentence):
        return Sentence(node.segment, inside)
    return Raw(node.html, inside)


def is_address(text: str) -> bool:
    """Whether a text is an address of the web or of e-mail, too long for a line on a phone."""
    if len(text) < LONGEST_NUMBER or not ("@" in text or "://" in text or text.startswith("www.")):
        return False
    return not any(map(str.isspace, text))


def with_units_kept(nodes: tuple[Node, ...], language: Language) -> tuple[Node, ...]:
    """The nodes, each number before an abbreviation that is its unit on the line of that.

    "5 mL" with mL explained is a text and an element, neither of which knows of the other.
    """
    done: list[Node] = []
    for before, after in pairwise((*nodes, "")):
        is_kept = (
            isinstance(after, Element)
            and after.tag == "abbr"
            and isinstance(before, str)
            and before[-2:-1].isdecimal()
            and before[-1] == " "
            and _is_amount(before[-LONGEST_NUMBER:], plain_text(after.children), language)
        )
        done.append(f"{before[:-1]}\u00a0" if is_kept and isinstance(before, str) else before)
    return tuple(done)


def _is_amount(number: str, sign: str, language: Language) -> bool:
    border = len(number)
    runs = unbroken.whole_runs(number + sign, language)
    return any(start < border < end for start, end in runs)


def plain_text(nodes: Iterable[Node]) -> str:
    """The text of the nodes, without markup; pictures speak by their alternative text."""
    texts: list[str] = []
    _add_texts(nodes, texts)
    return "".join(texts)


def text_of(line: Inline | None) -> str:
    """The text of a line, without markup; "" where there is none."""
    return plain_text(line.children) if line else ""


def _add_texts(nodes: Iterable[Node], texts: list[str]) -> None:
    for node in nodes:
        if isinstance(node, str):
            texts.append(node)
        elif isinstance(node, Element) and node.tag == "img":
            texts.append(node.get("alt"))
        elif isinstance(node, Element) and node.tag == "br":
            texts.append(" ")
        else:
            _add_texts(node.children, texts)


def words_of(nodes: Iterable[Node]) -> Iterator[str]:
    """The texts in a heading, but for the marks of footnotes."""
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif not isinstance(node, Element) or node.tag in ("img", "br"):
            yield from words_of(node.children) if node.children else (plain_text((node,)),)
        elif not node.get("id").startswith("fnref"):
            yield from words_of(node.children)


def heading_level(node: Node) -> int:
    """1–6 for a heading, 0 for anything else."""
    match = _HEADING.match(node.tag) if isinstance(node, Element) else None
    return int(match.group(1)) if match else 0


def level_headings(nodes: Iterable[Node], *, first: int) -> tuple[Node, ...]:
    """The same tree with headings from level `first` downwards and no level skipped.

    Authors write `###` under a title when they want a small heading; a screen reader's outline
    and PDF/UA (14289-1, 7.4.2) need consecutive levels. Raw HTML stays as its author wrote it; as
    nodes, which is how it is printed, it is levelled as well. The title of a box is a heading of
    level `first`, or has its level as `aria-level` where the next heading would skip one behind it.
    """
    outline = _Outline(first)
    levelled = outline.level(tuple(nodes))
    return outline.with_boxes(levelled) if outline.deepest > first + 1 else levelled


@dataclass(slots=True)
class _Outline:
    """The headings of a tree: on the way down what is open, on the way back what comes next."""

    first: int
    deepest: int = 0
    open_levels: list[int] = field(default_factory=list)  # as their author has them
    following: int = 0

    def level(self, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        """The nodes with their headings levelled."""
        levelled: list[Node] = []
        is_same = True
        for node in nodes:
            new = node
            if isinstance(node, Element):
                tag = self._tag(node)
                inside = self.level(node.children)
                if tag != node.tag or inside is not node.children:
                    new, is_same = Element(tag, node.attributes, inside), False
            elif isinstance(node, Raw) and "<h" in node.html.lower():
                new, is_same = Raw(node.html, self.level(node.children)), False
            levelled.append(new)
        return nodes if is_same else tuple(levelled)

    def _tag(self, element: Element) -> str:
        level = heading_level(element) if element.tag[0] == "h" else 0
        if not level:
            return element.tag
        while self.open_levels and self.open_levels[-1] >= level:
            self.open_levels.pop()
        self.open_levels.append(level)
        level = min(self.first + len(self.open_levels) - 1, 6)
        self.deepest = max(self.deepest, level)
        return f"h{level}"

    def with_boxes(self, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        """The levelled nodes with a level for the titles of boxes; from the last to the first."""
        return tuple(reversed([self._boxed(node) for node in reversed(nodes)]))

    def _boxed(self, node: Node) -> Node:
        if isinstance(node, Raw):
            return Raw(node.html, self.with_boxes(node.children))
        if not isinstance(node, Element):
            return node
        if heading_level(node):
            self.following = heading_level(node)
        elif has_class(node, BOX_TITLE):
            level = max(self.first, self.following - 1)
            self.following = level
            return with_attributes(node, ("aria-level", str(level))) if level > self.first else node
        return node._replace(children=self.with_boxes(node.children)) if node.children else node


def has_class(node: Node, name: str) -> bool:
    """Whether the node is an element of this class."""
    return isinstance(node, Element) and bool(node.attributes) and name in node.get("class").split()


def with_attributes(element: Element, *added: tuple[str, str]) -> Element:
    """The element with these attributes, replacing those of the same name in their place."""
    new = dict(added)
    kept = tuple((name, new.pop(name, value)) for name, value in element.attributes)
    return element._replace(attributes=kept + tuple(new.items()))


def with_class(element: Element, name: str) -> Element:
    """The element with one more class."""
    return with_attributes(element, ("class", f"{element.get('class')} {name}".strip()))
