"""The rendered element tree of Python-Markdown as `model` nodes.

Everything that Python-Markdown would do to the serialized page as a string (putting raw HTML back,
entities, the footnotes' arrows) is done here, on the tree, so that exporters see clean text; each
node still knows how it is spelled in HTML, which keeps the HTML equal byte for byte.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple
from xml.etree import ElementTree

from pipeline.model import Element, Inline, Language, Node, Raw, Sentence
from pipeline.source import rawhtml
from pipeline.source.markdown import (
    AMP_SUBSTITUTE,
    FN_BACKLINK_TEXT,
    HTML_PLACEHOLDER_RE,
    NBSP_PLACEHOLDER,
    STX,
    is_block_level,
)
from pipeline.source.tags import VOID_ELEMENTS, Spelled, escape, start_tag

__all__ = [
    "SENTENCE_MARKS",
    "Shown",
    "end_mark",
    "is_as_it_stands",
    "start_mark",
    "stripped",
    "to_node",
    "to_nodes",
    "without_marks",
]

# Private-use characters that stand around each sentence while the tree is finished: one of plane
# 15 or 16 opens a segment, the last of plane 16 closes any. They can't occur in an article.
_FIRST = 0xF0000
_END = "\U0010fffd"
SENTENCE_MARKS = re.compile("[\U000f0000-\U0010fffd]")

_REFERENCE = r"&(?:#[0-9]+|#x[0-9a-fA-F]+|[0-9a-zA-Z]+);"
_TOKEN = re.compile(
    rf"\x02wzxhzdk:(?P<stash>\d+)\x03|(?P<backlink>{FN_BACKLINK_TEXT})|(?P<space>{NBSP_PLACEHOLDER})"
    rf"|(?P<references>(?:{_REFERENCE})+)|(?P<mark>[\U000f0000-\U0010fffd])"
)
_TO_LOOK_AT = re.compile("[\x02&\U000f0000-\U0010fffd]")
_LONE_AMPERSAND = re.compile(rf"&(?!{_REFERENCE[1:]})")
_FIRST_TAG = re.compile(r"<\/?([^ >]+)")


def start_mark(segment: int) -> str:
    """The character that opens the segment with this index."""
    return chr(_FIRST + segment)


def end_mark() -> str:
    """The character that closes a segment."""
    return _END


def without_marks(text: str) -> str:
    """`text` without the marks of sentences."""
    return SENTENCE_MARKS.sub("", text)


def is_as_it_stands(text: str) -> bool:
    """Whether a string of the tree stands for nothing but itself."""
    return _TO_LOOK_AT.search(text) is None


class Shown(NamedTuple):
    """What is known of a segment on the page."""

    block: int
    language: Language
    is_last: bool  # of its block
    is_source: bool  # shown with the markup of the article


Owner = Callable[[int], Shown]


def to_nodes(root: ElementTree.Element, stash: Sequence[str], owner: Owner) -> tuple[Node, ...]:
    """The children of `root`, without the white space at either end of the page."""
    builder = _Builder(stash, owner)
    return stripped(builder.children(root))


def to_node(element: ElementTree.Element, stash: Sequence[str], owner: Owner) -> Node:
    """One element of a page."""
    return _Builder(stash, owner).element(element)


class _Builder:
    """The nodes of one rendered page."""

    def __init__(self, stash: Sequence[str], owner: Owner) -> None:
        self.stash = stash
        self.owner = owner

    def children(self, element: ElementTree.Element) -> tuple[Node, ...]:
        """The nodes in `element`."""
        nodes: list[Node] = []
        self.text(element.text, nodes)
        for child in element:
            nodes.append(self.element(child))
            self.text(child.tail, nodes)
        return self.grouped(nodes)

    def element(self, element: ElementTree.Element) -> Node:
        """One element, or the raw HTML that a paragraph of its own stands for."""
        children = self.children(element)
        if len(children) == 1 and self._is_raw_block(element):
            return children[0]
        attributes = tuple((name, self.value(element.get(name))) for name in sorted(element.keys()))
        return Element(element.tag, attributes, children)

    def _is_raw_block(self, element: ElementTree.Element) -> bool:
        """Whether `<p>` and `</p>` around a placeholder go: block-level HTML, comments and such.

        A translation can't make them go: then it would change the blocks of the page.
        """
        text = element.text or ""
        if element.tag != "p" or element.attrib or len(element) or STX not in text:
            return False
        match = HTML_PLACEHOLDER_RE.fullmatch(without_marks(text))
        if match is None:
            return False
        if text[0] not in (STX, _END) and not self.owner(ord(text[0]) - _FIRST).is_source:
            return False
        tag = _FIRST_TAG.match(without_marks(self.expanded(int(match[1]))))
        return bool(tag and (tag[1][0] in "!?@%" or is_block_level(tag[1])))

    def text(self, text: str | None, nodes: list[Node]) -> None:
        """The nodes that a string of the tree stands for, put behind `nodes`."""
        if not text:
            return
        if not _TO_LOOK_AT.search(text):
            nodes.append(text)
            return
        text = text.replace(AMP_SUBSTITUTE, "&")
        position = 0
        for match in _TOKEN.finditer(text):
            if match.start() > position:
                nodes.append(text[position : match.start()])
            nodes.append(self.token(match))
            position = match.end()
        if position < len(text):
            nodes.append(text[position:])

    def token(self, match: re.Match[str]) -> Node:
        """The node for a placeholder, a reference or a mark (which stays a character)."""
        if match["mark"]:
            return match["mark"]
        if match["stash"]:
            return self.raw(int(match["stash"]))
        if match["references"]:
            return _references(match["references"])
        return Raw("&#8617;", ("↩",)) if match["backlink"] else Raw("&#160;", ("\u00a0",))

    def raw(self, number: int) -> Node:
        """The raw HTML behind a placeholder."""
        marked = self.expanded(number)
        if marked.startswith("&") and re.fullmatch(_REFERENCE, marked):
            return _references(marked)
        source = without_marks(marked)
        return Raw(source, self.parsed(marked))

    def expanded(self, number: int) -> str:
        """Raw HTML with the placeholders in it resolved."""
        text = self.stash[number]
        if STX in text:
            text = re.sub(
                r"\x02wzxhzdk:(\d+)\x03", lambda match: self.expanded(int(match[1])), text
            )
            text = text.replace(FN_BACKLINK_TEXT, "&#8617;").replace(NBSP_PLACEHOLDER, "&#160;")
            text = text.replace(AMP_SUBSTITUTE, "&")
        return text

    def value(self, value: str | None) -> str:
        """The value of an attribute."""
        if value is None:
            return Spelled.of("", None)
        if not _TO_LOOK_AT.search(value):
            return value
        value = without_marks(value).replace(AMP_SUBSTITUTE, "&")
        spelling = _LONE_AMPERSAND.sub("&amp;", value)
        spelling = spelling.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
        spelling = re.sub(
            r"\x02wzxhzdk:(\d+)\x03",
            lambda match: without_marks(self.expanded(int(match[1]))),
            spelling,
        )
        plain = html.unescape(spelling)
        same = escape(plain).replace('"', "&quot;") == spelling
        return plain if same else Spelled.of(plain, spelling)

    # --------------------------------------------------------------------------- raw HTML as nodes
    def parsed(self, marked: str) -> tuple[Node, ...]:
        """Raw HTML as nodes; tags that nothing closes or opens end with what they stand in."""
        opened = _Opened()
        for token in rawhtml.tokens(marked):
            piece = marked[token.start : token.end]
            if token.kind == "text":
                for part in re.split("([\U000f0000-\U0010fffd])", html.unescape(piece)):
                    opened.add_text(part)
            elif token.kind == "other":
                opened.add(Raw(piece))
            elif token.kind == "close":
                opened.close(token.name)
            else:
                element = Element(
                    token.name,
                    tuple(
                        (name, html.unescape(without_marks(marked[start:end])))
                        for name, start, end in rawhtml.attributes(marked, token)
                    ),
                )
                is_void = token.name in VOID_ELEMENTS or marked[token.end - 2] == "/"
                opened.add(element) if is_void else opened.open(element)
        return self.gathered(opened.whole())

    def gathered(self, nodes: Iterable[Node]) -> tuple[Node, ...]:
        """The nodes with their sentences gathered, at every depth."""
        return self.grouped(
            [
                Element(node.tag, node.attributes, self.gathered(node.children))
                if isinstance(node, Element)
                else node
                for node in nodes
            ]
        )

    # ------------------------------------------------------------------------ sentences and blocks
    def grouped(self, nodes: list[Node]) -> tuple[Node, ...]:
        """The same nodes, those between marks gathered in Sentences, these in Inlines."""
        if not any(isinstance(node, str) and SENTENCE_MARKS.fullmatch(node) for node in nodes):
            return tuple(_joined(_paired(nodes)))
        gathering = _Gathering(self.owner)
        for node in nodes:
            if not (isinstance(node, str) and SENTENCE_MARKS.fullmatch(node)):
                gathering.add(node)
            elif node == _END:
                gathering.end_sentence()
            else:
                gathering.begin_sentence(ord(node) - _FIRST)
        return gathering.whole()


class _Gathering:
    """Nodes on their way into Sentences and Inlines.

    Python-Markdown can move the marks: of `*a*{.b} c {d}.` it puts the end before the middle. So
    what is not closed closes with its parent, and no text is ever lost.
    """

    def __init__(self, owner: Owner) -> None:
        self.owner = owner
        self.done: list[Node] = []
        self.block: list[Node] = []
        self.sentence: list[Node] = []
        self.segment: int | None = None  # whose sentence is open
        self.shown: Shown | None = None  # the last segment of the block that is open

    def add(self, node: Node) -> None:
        """A node at the innermost place that is open."""
        if self.segment is not None:
            self.sentence.append(node)
        elif self.shown is not None:
            self.block.append(node)
        else:
            self.done.append(node)

    def begin_sentence(self, segment: int) -> None:
        """Open a sentence, and its block with the first of them."""
        self.end_sentence()
        shown = self.owner(segment)
        if self.shown is not None and self.shown.block != shown.block:
            self.end_block()
        self.segment, self.shown = segment, shown

    def end_sentence(self) -> None:
        """Close the sentence that is open, and its block with the last of them."""
        if self.segment is None:
            return
        self.block.append(Sentence(self.segment, tuple(_joined(_paired(self.sentence)))))
        self.segment, self.sentence = None, []
        if self.shown is not None and self.shown.is_last:
            self.end_block()

    def end_block(self) -> None:
        """Close the block that is open."""
        if self.shown is not None:
            children = tuple(_joined(self.block))
            self.done.append(Inline(self.shown.block, self.shown.language, children))
        self.shown, self.block = None, []

    def whole(self) -> tuple[Node, ...]:
        """Everything, whatever was left open closed."""
        self.end_sentence()
        self.end_block()
        return tuple(_joined(self.done))


class _Opened:
    """The elements of raw HTML that are open, outermost first, each with what it holds so far."""

    def __init__(self) -> None:
        self.stack: list[tuple[Element, list[Node]]] = [(Element(""), [])]
        self.floor = 1  # how much of the stack is out of reach: a sentence ends what it began

    def add(self, node: Node) -> None:
        """Put a node into the innermost element."""
        self.stack[-1][1].append(node)

    def add_text(self, text: str) -> None:
        """Put text, or the mark of a sentence, into the innermost element."""
        if text == _END:
            self._close_down_to(self.floor)
            self.floor = 1
        if text:
            self.add(text)
        if text != _END and SENTENCE_MARKS.fullmatch(text):
            self.floor = len(self.stack)

    def open(self, element: Element) -> None:
        """Go into an element."""
        self.stack.append((element, []))

    def close(self, name: str) -> None:
        """Come out of the innermost element of this name, if there is one within reach."""
        for depth in range(len(self.stack) - 1, self.floor - 1, -1):
            if self.stack[depth][0].tag == name:
                self._close_down_to(depth)
                return

    def whole(self) -> list[Node]:
        """Everything, all elements closed."""
        self._close_down_to(1)
        return self.stack[0][1]

    def _close_down_to(self, depth: int) -> None:
        while len(self.stack) > depth:
            element, children = self.stack.pop()
            self.add(Element(element.tag, element.attributes, tuple(children)))


def _references(text: str) -> Node:
    """A character reference: text where we would write it the same way, else raw."""
    plain = html.unescape(text)
    return plain if escape(plain) == text else Raw(text, (plain,))


def _joined(nodes: Iterable[Node]) -> Iterable[Node]:
    """The nodes, no two strings in a row."""
    joined: list[Node] = []
    for node in nodes:
        if isinstance(node, str) and joined and isinstance(joined[-1], str):
            joined[-1] += node
        else:
            joined.append(node)
    return joined


def _paired(nodes: list[Node]) -> list[Node]:
    """Inline tags (`<kbd>`, text, `</kbd>`) as elements where we would write them the same way."""
    if not any(isinstance(node, Raw) and node.html.startswith("</") for node in nodes):
        return nodes
    done: list[Node] = []
    opened: list[tuple[int, Element]] = []  # where in `done`, what
    for node in nodes:
        done.append(node)
        if not isinstance(node, Raw):
            continue
        element = _opens(node)
        if element is not None:
            opened.append((len(done) - 1, element))
        elif node.html.startswith("</") and opened and node.html == f"</{opened[-1][1].tag}>":
            start, element = opened.pop()
            inner = tuple(_joined(done[start + 1 : -1]))
            done[start:] = [Element(element.tag, element.attributes, inner)]
        elif node.html.startswith("</"):
            opened.clear()  # crossing tags stay as they are
    return done


def _opens(raw: Raw) -> Element | None:
    """The element that a piece of raw HTML opens, where we would write its tag the same way."""
    if len(raw.children) != 1 or not isinstance(raw.children[0], Element):
        return None
    element = raw.children[0]
    if element.children or start_tag(element) != raw.html:
        return None
    return None if element.tag in VOID_ELEMENTS else element


def stripped(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The nodes of a page without white space at its ends."""
    page = list(nodes)
    while page:
        first = page[0]
        if isinstance(first, str) and not first.strip():
            page.pop(0)
            continue
        if isinstance(first, str):
            page[0] = first.lstrip()
        elif isinstance(first, Raw):
            page[0] = Raw(first.html.lstrip(), stripped(first.children))
        break
    while page:
        last = page[-1]
        if isinstance(last, str) and not last.strip():
            page.pop()
            continue
        if isinstance(last, str):
            page[-1] = last.rstrip()
        elif isinstance(last, Raw):
            page[-1] = Raw(last.html.rstrip(), stripped(last.children))
        break
    return tuple(page)
