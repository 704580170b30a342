"""Nodes as HTML, byte for byte what Python-Markdown writes, or marked for a page of one language.

Spelling is decided where the nodes are made (`source.nodes`); layout, ids and classes are not
this module's to change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.language import cldr
from pipeline.leaflets.page_text import page_text
from pipeline.leaflets.tree import SET_APART
from pipeline.model import Element, Inline, Language, Node, Raw, Sentence
from pipeline.source.tags import VOID_ELEMENTS, escape, start_tag

__all__ = ["to_html"]

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_VERBATIM = frozenset({"script", "style"})


def to_html(
    nodes: Iterable[Node], *, language: Language | None = None, comments: bool = True
) -> str:
    """The nodes as HTML.

    Without `language` the nodes of `source.document.render` give what `markdown.markdown` gives
    for the same text. With it, an Inline in another language gets `lang` and `dir`: on the element
    around it where it is all that the element holds, else on a `<span>` of its own, and amounts
    stay on one line (`page_text`). Without `comments` no HTML comment is written: they are the
    author's, not the reader's.
    """
    writer = _Writer(language, comments=comments)
    writer.nodes(nodes)
    return "".join(writer.parts)


class _Writer:
    """Collects the pieces of one page."""

    def __init__(self, language: Language | None, *, comments: bool) -> None:
        self.parts: list[str] = []
        self.language = language
        self.comments = comments
        self.spoken = language  # of the text at hand; None where it stays as it is

    def text(self, text: str) -> str:
        """Text as HTML."""
        return escape(text) if self.spoken is None else page_text(text, self.spoken)

    def nodes(self, nodes: Iterable[Node]) -> None:
        """Write each node."""
        for node in nodes:
            if isinstance(node, str):
                self.parts.append(self.text(node))
            elif isinstance(node, Sentence):
                children = node.children
                if len(children) == 1 and isinstance(children[0], str):  # as most are
                    self.parts.append(self.text(children[0]))
                else:
                    self.nodes(children)
            elif isinstance(node, Element):
                self.element(node)
            elif isinstance(node, Inline):
                self.inline(node)
            else:
                self.raw(node)

    def nodes_in(self, language: Language | None, nodes: Iterable[Node]) -> None:
        """Write each node, whose text is in this language unless it says otherwise."""
        around, self.spoken = self.spoken, language
        self.nodes(nodes)
        self.spoken = around

    def element(self, element: Element) -> None:
        """The element with what is in it."""
        children = element.children
        only = self.only_foreign(element) if self.language is not None else None
        if only is not None:
            element = _marked(element, only.language)
            children = tuple(
                part
                for child in children
                for part in (child.children if child is only else (child,))
            )
        elif not self.comments and element.tag == "p" and _is_only_comments(element):
            return
        tag = element.tag.lower()
        if tag in VOID_ELEMENTS:
            self.parts.append(start_tag(element))
            return
        self.parts.append(start_tag(element) if element.attributes else f"<{element.tag}>")
        if tag in _VERBATIM:
            self.parts += (child for child in children if isinstance(child, str))
        elif tag in SET_APART:
            self.nodes_in(None, children)
        else:
            self.nodes_in(only.language if only else self.spoken, children)
        self.parts.append(f"</{element.tag}>")

    def only_foreign(self, element: Element) -> Inline | None:
        """The Inline in another language that is all that `element` shows."""
        found: Inline | None = None
        for child in element.children:
            if isinstance(child, Inline) and found is None and self.is_foreign(child):
                found = child
            elif not (isinstance(child, str) and not child.strip()):
                return None
        return found

    def is_foreign(self, inline: Inline) -> bool:
        """Whether the text must be marked as being in another language."""
        return self.language is not None and inline.language != self.language

    def inline(self, inline: Inline) -> None:
        """The text of a block."""
        if not self.is_foreign(inline):
            self.nodes(inline.children)
            return
        self.parts.append(start_tag(_marked(Element("span"), inline.language)))
        self.nodes_in(inline.language, inline.children)
        self.parts.append("</span>")

    def raw(self, raw: Raw) -> None:
        """Raw HTML as it stands, unless something in it must be marked."""
        if self.language is not None and any(self.has_foreign(child) for child in raw.children):
            self.nodes(raw.children)
        else:
            self.parts.append(raw.html if self.comments else _COMMENT.sub("", raw.html))

    def has_foreign(self, node: Node) -> bool:
        """Whether there is text in another language in `node`."""
        if isinstance(node, str | Sentence):
            return False
        if isinstance(node, Inline):
            return self.is_foreign(node)
        return any(self.has_foreign(child) for child in node.children)


def _marked(element: Element, language: Language) -> Element:
    """The element with `lang` and `dir`; what the author wrote there gives way."""
    new = (("dir", cldr.direction(language)), ("lang", language.tag))
    kept = tuple(pair for pair in element.attributes if pair[0] not in ("dir", "lang"))
    return Element(element.tag, tuple(sorted((*kept, *new))), element.children)


def _is_only_comments(element: Element) -> bool:
    """Whether a paragraph holds nothing but comments."""
    texts = [
        child.html if isinstance(child, Raw) else child if isinstance(child, str) else "x"
        for child in element.children
    ]
    return bool(texts) and not _COMMENT.sub("", "".join(texts)).strip()
