"""Where the texts of an article stand: slots of its block tree, and the uncut blocks in them.

Values only. `outline` finds them; whoever puts texts back (`page`, `plain`, `placing`) or compares
pages asks for a block's place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.model import BlockKind
from pipeline.source import rawhtml
from pipeline.source.directives import Scope
from pipeline.source.markdown import Piece

__all__ = [
    "Attribute",
    "Draft",
    "InField",
    "InPicture",
    "InSlot",
    "InStash",
    "Meaning",
    "Outline",
    "Place",
    "Slot",
]


@dataclass(frozen=True, slots=True)
class InSlot:
    """Place of a block: one of the parts of a slot."""

    slot: int


@dataclass(frozen=True, slots=True)
class InStash:
    """Place of a block: a slice of the raw HTML with this number."""

    number: int
    span: rawhtml.Span


@dataclass(frozen=True, slots=True)
class Attribute:
    """Place of a block: an attribute of the element with this number in document order."""

    element: int
    name: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """Place of a block: the title of a link definition, or the long form of an abbreviation."""

    name: str
    is_abbreviation: bool = False


@dataclass(frozen=True, slots=True)
class InField:
    """Place of a block: this key of the front matter."""

    name: str


@dataclass(frozen=True, slots=True)
class InPicture:
    """Place of a block: a label of the drawing with this address, which is no part of the page."""

    address: str
    number: int


Place = InField | InSlot | InStash | Attribute | Meaning | InPicture


class Draft(NamedTuple):
    """A block that is not cut into segments yet."""

    kind: BlockKind
    raw: str  # as it stands in the tree, without its edges; soft line breaks and all
    place: Place
    scope: Scope
    heading_path: tuple[str, ...] = ()
    is_html: bool = False  # HTML source, not inline Markdown
    is_one_line: bool = False  # an attribute: never split, no markup


class Slot(NamedTuple):
    """Text of the tree that inline patterns will see: fixed strings and blocks by number."""

    element: int  # its number in document order
    is_tail: bool
    is_atomic: bool  # raw HTML inside Markdown: no inline patterns
    tag: str  # of the element that the text stands in
    has_children: bool
    raw: str
    parts: tuple[str | int, ...]  # str: shown as it is; int: index of a draft

    def with_parts(self, parts: tuple[str | int, ...]) -> Slot:
        """The same slot with these parts."""
        # Every text of an article comes here: `dataclasses.replace` takes three times as long.
        return Slot(
            self.element,
            self.is_tail,
            self.is_atomic,
            self.tag,
            self.has_children,
            self.raw,
            parts,
        )

    def piece(self, text: str) -> Piece:
        """`text` as it would be rendered in this slot."""
        return Piece(text, self.tag, self.has_children, self.is_tail)


@dataclass(slots=True)
class Outline:
    """Everything that the walk found."""

    drafts: list[Draft] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)  # (comment, what is wrong)
    has_contents: bool = False  # a [TOC] marker
    depth: int = 0  # how deeply lists and quotations are nested
    deepest: str = ""  # the text found there
