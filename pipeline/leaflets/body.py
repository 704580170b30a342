"""The article of a leaflet, whose nodes are made when they are asked for.

The tree is what every exporter walks. The page alone can do without it where a language changes
nothing but words (`stencil`), and a library is built as pages first of all: so the tree waits until
somebody walks it, and what it will be made of stays at hand. Text in another script is announced
here, so that no exporter can forget it.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import overload

from pipeline.language import cldr, scripts
from pipeline.leaflets import tree
from pipeline.model import Document, Element, Inline, Language, Node, Raw, Sentence
from pipeline.source import skeleton
from pipeline.source.texts import UNSPACED_BREAK, BlockText

__all__ = ["STRAY", "Announcer", "Body"]

STRAY = "stray"  # class of text in the wrong language: shown in a draft, refused by a release
_UNMARKED = frozenset({"bdi", "code", "math", "pre", "script", "style", "svg", "textarea"})


class Body(Sequence[Node]):
    """The nodes of a document in the given texts, and what they are made of."""

    def __init__(
        self,
        document: Document,
        texts: Mapping[int, BlockText],
        language: Language,
        allow: frozenset[str] = frozenset(),
    ) -> None:
        self.document, self.texts, self.language, self.allow = document, texts, language, allow

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """The article as a tree."""
        from pipeline.source import framing  # with Markdown: a page is filled without

        nodes = framing.render(self.document, self.texts)
        if is_broken_amid_words(self.document):
            nodes = _Rejoined().nodes(nodes)
        if not self.may_be_foreign:
            return nodes
        return Announcer(self.language, self.allow).nodes(nodes)

    @cached_property
    def may_be_foreign(self) -> bool:
        """Whether something in it may be in a script of another language, announced or stray."""
        if not skeleton.is_simple(self.document):
            return True
        spoken, source = self.language, self.document.language
        texts = [text for shown in self.texts.values() for _, text in shown.parts]
        others = [block.text for block in self.document.blocks if block.index not in self.texts]
        return (
            _may_be_foreign(texts, spoken)
            or _may_be_foreign(others, source)
            or _may_be_foreign([skeleton.surroundings(self.document)], spoken)
        )

    @overload
    def __getitem__(self, index: int) -> Node: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Node, ...]: ...
    def __getitem__(self, index: int | slice) -> Node | tuple[Node, ...]:
        """A node of the article, or several."""
        return self.nodes[index]

    def __len__(self) -> int:
        """How many nodes stand side by side."""
        return len(self.nodes)

    def __iter__(self) -> Iterator[Node]:
        """The nodes in reading order."""
        return iter(self.nodes)

    def __eq__(self, other: object) -> bool:
        """Whether it shows the same, whatever it is made of."""
        return self.nodes == (other.nodes if isinstance(other, Body) else other)

    def __hash__(self) -> int:
        """That of its nodes."""
        return hash(self.nodes)


def _may_be_foreign(texts: Sequence[str], language: Language) -> bool:
    text = "\n".join(texts)  # a reference to a character can't begin in one and end in another
    return scripts.may_be_foreign(html.unescape(text) if "&" in text else text, language)


def is_broken_amid_words(document: Document) -> bool:
    """Whether lines of the article end where no space is written: within Chinese or Japanese."""
    if cldr.sentence_joiner(document.language):
        return False
    return UNSPACED_BREAK.search(document.article.body) is not None


class _Rejoined:
    """Takes out line breaks between characters that no space is written between.

    A browser shows every line break of a page as a space; there it would stand amid a word. (CSS
    Text 3 has it otherwise, but only one engine follows.) Translators see the same text.
    """

    def __init__(self) -> None:
        self.broken: list[tuple[int, int]] = []  # of the text at hand: where the breaks are
        self.position = 0

    def nodes(self, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        """Nodes of a page."""
        return tuple(map(self._of_page, nodes))

    def _of_page(self, node: Node) -> Node:
        if isinstance(node, str):
            return node
        if not isinstance(node, Inline):
            return tree.with_children(node, self.nodes(node.children)) if node.children else node
        text = "".join(_spoken(node.children))
        self.position = 0
        self.broken = [match.span() for match in UNSPACED_BREAK.finditer(text)]
        return node._replace(children=self._of_text(node.children)) if self.broken else node

    def _of_text(self, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        done: list[Node] = []
        for node in nodes:
            if isinstance(node, str):
                done.append(self._kept(node))
            elif _is_one_mark(node):
                self.position += 1
                done.append(node)
            else:
                done.append(tree.with_children(node, self._of_text(node.children)))
        return tuple(node for node in done if node != "")

    def _kept(self, text: str) -> str:
        start, self.position = self.position, self.position + len(text)
        for first, last in reversed(self.broken):
            if first < self.position and last > start:
                text = text[: max(first - start, 0)] + text[max(last - start, 0) :]
        return text


def _spoken(nodes: tuple[Node, ...]) -> Iterator[str]:
    """The text of the nodes, one sign for each that has none."""
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif _is_one_mark(node):
            yield "\x00"
        else:
            yield from _spoken(node.children)


def _is_one_mark(node: Element | Inline | Sentence | Raw) -> bool:
    """Whether what is in the node is no running text."""
    return not node.children or (isinstance(node, Element) and node.tag in _UNMARKED)


class Announcer:
    """Gives text in another script its own `lang`, so that a screen reader can say it."""

    def __init__(self, language: Language, allow: frozenset[str]) -> None:
        self.language = language
        self.allow = allow

    def line(self, inline: Inline) -> Inline:
        """One line."""
        nodes = self.nodes(inline.children, inline.language)
        return inline if nodes is inline.children else inline._replace(children=nodes)

    def nodes(self, nodes: tuple[Node, ...], language: Language | None = None) -> tuple[Node, ...]:
        """The nodes, whose text is in `language`."""
        spoken = language or self.language
        done: list[Node] = []
        is_same = True
        for node in nodes:
            if isinstance(node, str):
                parts = self.text(node, spoken)
                done += parts
                is_same = is_same and len(parts) == 1 and parts[0] is node
            else:
                new = self.node(node, spoken)
                done.append(new)
                is_same = is_same and new is node
        return nodes if is_same else tuple(done)

    def node(self, node: Element | Inline | Sentence | Raw, language: Language) -> Node:
        """One node; what the author marked, and code, stays as it is."""
        if isinstance(node, Inline):
            language = node.language
        elif isinstance(node, Element) and (node.tag in _UNMARKED or node.get("lang")):
            return node
        inside = self.nodes(node.children, language)
        return node if inside is node.children else tree.with_children(node, inside)

    def text(self, text: str, language: Language) -> tuple[Node, ...]:
        """The text in pieces."""
        runs = scripts.foreign_runs(text, language)
        if not runs:
            return (text,)
        strays = scripts.stray_runs(text, language, allow=self.allow)
        parts: list[Node] = []
        done = 0
        for start, end, guess in runs:
            is_stray = any(stray.start < end and start < stray.end for stray in strays)
            marks = ((("class", STRAY),) if is_stray else ()) + (("lang", guess.tag),)
            parts += (text[done:start], Element("span", marks, (text[start:end],)))
            done = end
        return tuple(part for part in (*parts, text[done:]) if part)
