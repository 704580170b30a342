"""The leaflet as a flow of typed blocks: for every exporter that has neither page nor web page.

A closed vocabulary: no raw HTML, no tag without a meaning. Here is what it consists of, and how one
walks through it; `flow_reader` makes it from a leaflet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from pipeline.language import cldr
from pipeline.leaflets.images import Image
from pipeline.leaflets.tree import TICK_BOXES
from pipeline.model import Language

# The leaflet's own words, as the page's templates have them; what they are for stands there.
DRAFT = "Draft: not yet approved for patients"
DRAFT_HINT = (
    "This text still has to be checked. Do not rely on it: ask a doctor, nurse or pharmacist."
)
FOR_WHOM = "For whom"
UNTRANSLATED = "This part has not been translated yet."


# ---- inside a line ----
@dataclass(frozen=True, slots=True)
class Styled:
    """Parts with a meaning: strong, em, code, sup, sub, del.

    Or parts that no end of a line parts: whole; count, which may be parted in a cell of a table.
    """

    kind: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Parts that lead to an address, or to the heading `anchor` of this leaflet."""

    kind: ClassVar[str] = "link"
    parts: tuple[Part, ...]
    address: str = ""
    anchor: str = ""  # a Heading's name


@dataclass(frozen=True, slots=True)
class Isolated:
    """Text that must keep its left-to-right order between right-to-left words: a dose."""

    kind: ClassVar[str] = "isolated"
    text: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """Parts in another language."""

    kind: ClassVar[str] = "foreign"
    language: Language
    direction: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The raised number of a footnote; 0 where there is no such footnote."""

    kind: ClassVar[str] = "note-mark"
    number: int
    label: str  # what stands there
    name: str = ""  # "ref-1": where the footnote leads back to


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture; as a block it stands alone."""

    kind: ClassVar[str] = "picture"
    image: Image
    alt: str  # "" where it only adorns
    share: float = 0.0  # of the width of the text, as its author wants it; 0: nothing said
    points: float = 0.0  # the same as a length


@dataclass(frozen=True, slots=True)
class Break:
    """A new line inside a paragraph."""

    kind: ClassVar[str] = "break"


Part = str | Styled | Link | Isolated | Foreign | NoteMark | Picture | Break


# ---- blocks ----
@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text in one language."""

    kind: ClassVar[str] = "paragraph"
    parts: tuple[Part, ...]
    language: Language
    is_untranslated: bool = False
    is_first_untranslated: bool = False  # of a run: here the leaflet says so

    @property
    def direction(self) -> str:
        """Which way the text runs: "ltr" or "rtl"."""
        return cldr.direction(self.language)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the article; level 1 is the highest below the title."""

    kind: ClassVar[str] = "heading"
    text: Paragraph
    level: int
    name: str  # "part-1"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    kind: ClassVar[str] = "list"
    is_ordered: bool
    start: int
    entries: tuple[tuple[Block, ...], ...]

    @property
    def is_checklist(self) -> bool:
        """Whether a box to tick, the first letter of every entry, stands for the bullet."""
        return not self.is_ordered and all(map(_has_box, self.entries))


@dataclass(frozen=True, slots=True)
class Terms:
    """A definition list: terms, and what they mean."""

    kind: ClassVar[str] = "terms"
    entries: tuple[tuple[tuple[Paragraph, ...], tuple[Block, ...]], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    align: str  # "start", "center", "right"
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as the others."""

    kind: ClassVar[str] = "table"
    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]  # the columns' shares
    longest: tuple[int, ...]  # the letters of their longest words, wide ones counted twice


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation."""

    kind: ClassVar[str] = "quote"
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Text that stands as it was typed."""

    kind: ClassVar[str] = "code"
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A line between parts."""

    kind: ClassVar[str] = "rule"


@dataclass(frozen=True, slots=True)
class Box:
    """A note, or a warning."""

    kind: ClassVar[str] = "box"
    is_alert: bool
    title: Paragraph | None
    level: int  # of the title, as of a heading
    blocks: tuple[Block, ...]
    name: str  # "box-1"


Block = Paragraph | Heading | Listing | Terms | Table | Quote | Code | Picture | Rule | Box


# ---- the whole ----
@dataclass(frozen=True, slots=True)
class Note:
    """A footnote."""

    number: int
    blocks: tuple[Block, ...]
    is_mentioned: bool  # whether a place leads to it, named "ref-" and the number


@dataclass(frozen=True, slots=True)
class Flow:
    """One leaflet from its title to the last line."""

    title: Paragraph
    summary: Paragraph | None
    audience: Paragraph | None
    publisher: Paragraph | None
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    colophon: tuple[Paragraph, ...]  # dates, author, source, contact: a line each


def walk(nodes: Iterable[Block | Part]) -> Iterator[Block | Part]:
    """Every block and part, in reading order."""
    for node in nodes:
        yield node
        yield from walk(_inside(node))


def everything(flow: Flow) -> Iterator[Block | Part]:
    """Every block and part of the leaflet, from its title to the last line."""
    front = (flow.title, flow.summary, flow.audience, flow.publisher)
    yield from walk(line for line in front if line)
    yield from walk(flow.blocks)
    for note in flow.notes:
        yield from walk(note.blocks)
    yield from walk(flow.colophon)


def texts(flow: Flow) -> Iterator[str]:
    """Every text of the leaflet, in pieces."""
    for node in everything(flow):
        if isinstance(node, str):
            yield node
        elif isinstance(node, Isolated | Code):
            yield node.text
        elif isinstance(node, Picture):
            yield node.alt


def plain(parts: Iterable[Part]) -> str:
    """What the parts say: pictures their alternative text, numbers of footnotes nothing."""
    return "".join(_said(part) for part in parts)


def _has_box(entry: tuple[Block, ...]) -> bool:
    first = entry[0] if entry else None
    return isinstance(first, Paragraph) and plain(first.parts).startswith(TICK_BOXES)


def outline(flow: Flow) -> tuple[Heading, ...]:
    """The article's headings, those in boxes too, in order."""
    return tuple(node for node in walk(flow.blocks) if isinstance(node, Heading))


def _said(part: Part) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, Isolated):
        return part.text
    if isinstance(part, Picture):
        return part.alt
    if isinstance(part, Break):
        return " "
    return "" if isinstance(part, NoteMark) else plain(part.parts)


def _inside(node: Block | Part) -> Iterable[Block | Part]:
    if isinstance(node, Paragraph | Styled | Link | Foreign):
        return node.parts
    if isinstance(node, Quote):
        return node.blocks
    if isinstance(node, Box):
        return (node.title, *node.blocks) if node.title else node.blocks
    if isinstance(node, Heading):
        return (node.text,)
    return _inside_rows(node)


def _inside_rows(node: Block | Part) -> Iterator[Block | Part]:
    """What stands in the entries of a list, or in the cells of a table."""
    if isinstance(node, Listing):
        for entry in node.entries:
            yield from entry
    elif isinstance(node, Terms):
        for terms, meaning in node.entries:
            yield from (*terms, *meaning)
    elif isinstance(node, Table):
        for row in (*node.head, *node.body):
            for cell in row:
                yield from cell.blocks
