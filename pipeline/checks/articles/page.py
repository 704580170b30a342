"""An article as the page that its readers get, for checks to walk: elements, texts, their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from pipeline.model import Document, Element, Node, Raw, Sentence

DRAWN = frozenset({"math", "object", "svg", "video"})  # elements with words that are not read here
_CODE = frozenset({"code", "kbd", "pre", "samp", "script", "style"})


@dataclass(frozen=True, slots=True)
class Place:
    """An element of the page, and where it is."""

    element: Element
    segment: int | None  # the first that stands in it, else the last before it
    before: int | None  # the last before it
    is_raw: bool  # written as HTML in the article
    is_open: bool  # in code or a drawing, or a tag alone: what is in it is not known here
    is_alone: bool  # a tag that stands in the text without its other half, and not in code


@dataclass(frozen=True, slots=True)
class Page:
    """The elements and the texts of an article in the order of the page."""

    document: Document
    places: tuple[Place, ...]
    texts: tuple[tuple[str, int | None], ...]  # not those of code

    @classmethod
    def of(cls, document: Document) -> Page:
        from pipeline.source.document import render  # with Markdown: not for catalogs alone

        if not _latest or _latest[0].document is not document:  # one article at a time
            places: list[Place] = []
            texts: list[tuple[str, int | None]] = []
            walk = _Walk(places, texts)
            walk.nodes(render(document, {}))
            _latest[:] = [cls(document, tuple(places), tuple(texts))]
        return _latest[0]

    def named(self, *tags: str) -> Iterator[Place]:
        """The elements with one of these names."""
        return (place for place in self.places if place.element.tag in tags)

    def ids(self) -> Iterator[tuple[str, Place]]:
        """What a link can lead to."""
        for place in self.places:
            for name in ("id", "name") if place.element.tag == "a" else ("id",):
                if place.element.get(name):
                    yield place.element.get(name), place

    def line(self, segment: int | None, pattern: str) -> int:
        """The line of the file where `pattern` stands, at the segment or below, else anywhere."""
        article = self.document.article
        rows: list[str] = article.body.split("\n")
        known = line_of(self.document, segment) if segment is not None else 0
        first = max(known - article.body_line, 0)
        wanted = re.compile(pattern)
        for row in chain(range(first, len(rows)), range(first)):
            if wanted.search(rows[row]):
                return row + article.body_line
        return first + article.body_line

    def above(self, segment: int | None, pattern: str) -> tuple[int, str]:
        """The nearest line at the segment or above it that has `pattern`, and what it says."""
        article = self.document.article
        rows: list[str] = article.body.split("\n")
        known = line_of(self.document, segment) if segment is not None else article.body_line
        wanted = re.compile(pattern)
        first = min(known - article.body_line, len(rows) - 1)
        for row in chain(range(first, -1, -1), range(first + 1, len(rows))):
            if wanted.search(rows[row]):
                return row + article.body_line, rows[row]
        return known, ""

    def row(self, line: int) -> str:
        """The line of the file with this number; "" where the article has none."""
        article = self.document.article
        rows: list[str] = article.body.split("\n")
        number = line - article.body_line
        return rows[number] if 0 <= number < len(rows) else ""

    def top(self, place: Place, character: str) -> int:
        """The first of the lines with this character that the place is in."""
        article = self.document.article
        rows = article.body.split("\n")
        row = self.line(place.segment, re.escape(character)) - article.body_line
        while row > 0 and character in rows[row - 1]:
            row -= 1
        return row + article.body_line


_latest: list[Page] = []


@dataclass(slots=True)
class _Walk:
    places: list[Place]
    texts: list[tuple[str, int | None]]
    segment: int | None = None

    def nodes(
        self,
        nodes: tuple[Node, ...],
        *,
        is_raw: bool = False,
        is_open: bool = False,
        is_alone: bool = False,
    ) -> None:
        for node in nodes:
            if isinstance(node, str):
                if not is_open:
                    self.texts.append((node, self.segment))
            elif isinstance(node, Element):
                first = self._segment_of(node)
                self.places.append(Place(node, first, self.segment, is_raw, is_open, is_alone))
                inside = is_open or node.tag in _CODE | DRAWN
                self.nodes(node.children, is_raw=is_raw, is_open=inside)
            elif isinstance(node, Raw):
                is_tag = "</" not in node.html and not node.html.startswith("&")
                is_alone = is_tag and not is_open
                self.nodes(node.children, is_raw=True, is_open=is_open or is_tag, is_alone=is_alone)
            else:
                if isinstance(node, Sentence):
                    self.segment = node.segment
                self.nodes(node.children, is_raw=is_raw, is_open=is_open)

    def _segment_of(self, element: Element) -> int | None:
        first = next(segments_of(element), None)
        return self.segment if first is None else first


def segments_of(node: Node) -> Iterator[int]:
    """The numbers of the segments that stand in a node, in order."""
    if isinstance(node, Sentence):
        yield node.segment
    elif not isinstance(node, str):
        for child in node.children:
            yield from segments_of(child)


def text_of(node: Node) -> str:
    """What a reader, or a screen reader, gets of a node."""
    if isinstance(node, str):
        return node
    label = ""
    if isinstance(node, Element):
        if node.tag == "sup" and node.get("id").startswith("fnref"):
            return ""
        label = node.get("aria-label") or (node.get("alt") if node.tag == "img" else "")
    return label or "".join(text_of(child) for child in node.children)


def line_of(document: Document, segment: int) -> int:
    """The line of the article's file where the segment begins."""
    from pipeline.source.document import segment_lines

    return segment_lines(document)[segment]
