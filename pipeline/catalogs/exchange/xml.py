"""The one door to XML: bytes ↔ a small tree, through defusedxml.

Refused, with path and line: entities of a file's own (so also the "billion laughs"), a DTD inside
the file, references to anything outside. The mere name of a DTD, which TMX and TBX files of other
tools carry, is skipped: no DTD is ever read. Elements know their line, for messages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax import ContentHandler, SAXParseException, xmlreader
from xml.sax.saxutils import escape as _escaped

from defusedxml import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from pipeline.errors import CatalogError

__all__ = ["Node", "parse", "render"]

MAX_DEPTH = 200  # elements inside each other; no format needs more than a dozen
XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"


@dataclass(frozen=True, slots=True)
class Node:
    """An element. As read: `name` without prefix, attributes of other vocabularies left out."""

    name: str
    attributes: tuple[tuple[str, str], ...] = ()  # xml:lang and xml:space by these names
    children: tuple[Node | str, ...] = ()
    namespace: str = field(default="", compare=False)  # as read
    line: int = field(default=0, compare=False)  # 1-based; 0: not read

    def get(self, name: str) -> str:
        """The attribute's value, or ""."""
        return next((value for key, value in self.attributes if key == name), "")

    def has(self, name: str) -> bool:
        """Whether the attribute is there, be it empty."""
        return any(key == name for key, _ in self.attributes)

    def all(self, name: str) -> tuple[Node, ...]:
        """The children with this name, in order."""
        return tuple(each for each in self.nodes if each.name == name)

    def find(self, name: str) -> Node | None:
        """The first child with this name."""
        return next((each for each in self.nodes if each.name == name), None)

    def walk(self, *names: str) -> Iterator[Node]:
        """All elements below this one with one of the names, in document order."""
        for each in self.nodes:
            if each.name in names:
                yield each
            yield from each.walk(*names)

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The children that are elements."""
        return tuple(each for each in self.children if isinstance(each, Node))

    @property
    def text(self) -> str:
        """All text inside, tags taken away."""
        return "".join(each if isinstance(each, str) else each.text for each in self.children)


# ------------------------------------------------------------------------------------------ reading
def parse(data: bytes, path: str) -> Node:
    """The root element of the document. CatalogError where it is broken, or not safe to read."""
    builder = _Builder()
    parser = DefusedExpatParser(namespaceHandling=1, forbid_dtd=True)
    parser.setContentHandler(builder)
    source = xmlreader.InputSource()
    try:
        source.setByteStream(BytesIO(_without_doctype(data)))
        parser.parse(source)
    except SAXParseException as error:
        raise CatalogError(
            f"this is no well-formed XML: {error.getMessage()}",
            path=path,
            line=error.getLineNumber() or 1,
            hint="export the file again from the tool that wrote it",
        ) from error
    except (DefusedXmlException, _UnsafeError) as error:
        raise CatalogError(
            f"{_danger(error)}, which is never read here",
            path=path,
            line=builder.line(),
            hint="an exchange file needs none: do not trust this one; ask its sender for another",
        ) from error
    except (UnicodeError, LookupError, ValueError) as error:
        raise CatalogError(
            f"the encoding can't be read: {error}",
            path=path,
            line=1,
            hint="save the file as UTF-8",
        ) from error
    assert builder.root is not None  # a document without an element is not well-formed
    return builder.root


class _UnsafeError(Exception):
    """Something that our builder refuses."""


def _danger(error: Exception) -> str:
    if isinstance(error, _UnsafeError):
        return str(error)
    return "the file brings a DTD or entities of its own"


_DOCTYPE = re.compile(
    rb"""\A((?:\xef\xbb\xbf)?\s*
         (?:<\?(?:[^?]|\?(?!>))*\?>\s*|<!--(?:[^-]|-(?!->))*-->\s*)*)   # the prolog
         (<!DOCTYPE\s+[^\s\[\]<>]+\s+(?:SYSTEM|PUBLIC)\s[^\[\]<>]*>)  # [ would open a DTD""",
    re.VERBOSE | re.DOTALL,
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_ENCODING = re.compile(r"\A(<\?xml\b[^>]*?)\s+encoding\s*=\s*(?:\"[^\"]*\"|'[^']*')")


def _without_doctype(data: bytes) -> bytes:
    """`data` with the mere name of a DTD blanked out, so that an unknown entity is an error."""
    if data.startswith(_UTF16):
        data = _ENCODING.sub(r"\1", data.decode("utf-16")).encode()
    return _DOCTYPE.sub(lambda match: match[1] + b"\n" * match[2].count(b"\n"), data)


@dataclass(slots=True)
class _Open:
    """An element whose end has not been read yet."""

    name: str
    namespace: str
    attributes: tuple[tuple[str, str], ...]
    line: int
    children: list[Node | str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def flush(self) -> None:
        if self.text:
            self.children.append("".join(self.text))
            self.text.clear()


class _Builder(ContentHandler):
    """SAX events → tree."""

    def __init__(self) -> None:
        super().__init__()
        self.root: Node | None = None
        self._open: list[_Open] = []
        self._locator: xmlreader.Locator | None = None

    def setDocumentLocator(self, locator: xmlreader.Locator) -> None:  # noqa: N802 (xml.sax)
        self._locator = locator

    def line(self) -> int:
        """The 1-based line that is being read."""
        return (self._locator.getLineNumber() if self._locator is not None else None) or 1

    def startElementNS(  # noqa: N802 (xml.sax)
        self,
        name: tuple[str | None, str],
        qname: str | None,
        attrs: xmlreader.AttributesNSImpl,
    ) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise _UnsafeError(f"more than {MAX_DEPTH} elements stand inside each other")
        attributes = tuple(
            (f"xml:{local}" if space else local, value)
            for (space, local), value in attrs.items()
            if space in (None, XML_NAMESPACE)
        )
        self._open.append(_Open(name[1], name[0] or "", attributes, self.line()))

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: N802
        done = self._open.pop()
        done.flush()
        node = Node(done.name, done.attributes, tuple(done.children), done.namespace, done.line)
        if self._open:
            self._open[-1].flush()
            self._open[-1].children.append(node)
        else:
            self.root = node

    def characters(self, content: str) -> None:
        self._open[-1].text.append(content)


# ------------------------------------------------------------------------------------------ writing
def render(root: Node, *, doctype: str = "") -> bytes:
    """The document, UTF-8, two blanks a level; elements that hold text are not indented.

    Text must be legal in XML 1.0 (see `characters`).
    """
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', *([doctype] if doctype else ())]
    return ("\n".join([*lines, *_lines(root, "")]) + "\n").encode()


def _lines(node: Node, indent: str) -> Iterator[str]:
    if not node.children or any(isinstance(each, str) for each in node.children):
        yield indent + _inline(node)
        return
    yield f"{indent}<{node.name}{_attributes(node)}>"
    for each in node.nodes:
        yield from _lines(each, indent + "  ")
    yield f"{indent}</{node.name}>"


def _inline(node: Node) -> str:
    if not node.children:
        return f"<{node.name}{_attributes(node)}/>"
    inside = "".join(
        _escaped(each, {"\r": "&#13;"}) if isinstance(each, str) else _inline(each)
        for each in node.children
    )
    return f"<{node.name}{_attributes(node)}>{inside}</{node.name}>"


_IN_ATTRIBUTES = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def _attributes(node: Node) -> str:
    return "".join(
        f' {name}="{_escaped(value, _IN_ATTRIBUTES)}"' for name, value in node.attributes
    )
