"""One leaflet as plain text: for messages, terminals, Braille displays, and whoever needs no more.

Lines of 72 columns; a Han or kana character takes two. Emphasis is not drawn: asterisks are read
aloud. Invisible marks stand only in right-to-left text, and only where the order of a dose or of a
line would be wrong without them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeGuard

from pipeline.language import cldr
from pipeline.language.widths import columns
from pipeline.leaflets.flow import (
    DRAFT,
    DRAFT_HINT,
    FOR_WHOM,
    UNTRANSLATED,
    Block,
    Box,
    Break,
    Cell,
    Code,
    Flow,
    Foreign,
    Heading,
    Isolated,
    Link,
    Listing,
    NoteMark,
    Paragraph,
    Part,
    Picture,
    Quote,
    Rule,
    Styled,
    Table,
    Terms,
    walk,
)
from pipeline.leaflets.flow_reader import make_flow
from pipeline.leaflets.images import Image
from pipeline.leaflets.typography import typography
from pipeline.leaflets.words import Words
from pipeline.model import Language, Leaflet

WIDTH = 72  # columns
INDENT = 4
_BESIDE_A_BOX = "  "  # what an item to tick stands in below its first line
UNLIMITED = 1_000_000

# Left-to-right and first-strong isolate, and what ends them; marks that give a line its direction.
LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"
MARKS = {"ltr": "\u200e", "rtl": "\u200f"}

# What a line is made of: a short isolate, such as a dose or an address, goes whole; after a
# zero-width space a line may end.
_PIECE = re.compile(r"(?:[\u2066\u2067][^\u2069]{,40}\u2069|[^ \u200b])+\u200b?|\u200b| +")
_ISOLATE = re.compile(r"[\u2066\u2067\u2069]")
# Scripts that break between any two characters, UAX #14 class ID; Hangul breaks at spaces.
_IDEOGRAPH = re.compile(
    "[\u2e80-\u2fff\u3001-\u30ff\u31f0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uffee]"
)
_NOT_FIRST = frozenset(  # classes CL, NS, EX, CJ: never at the start of a line
    "、。，．・：；！？）」』】》〉〕］｝’”…‥％～ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;!?)]}%°"
)
_NOT_LAST = frozenset("（「『【《〈〔［｛‘“([{￥＄$#")  # class OP: never at the end of a line


def export_text(
    leaflet: Leaflet, *, words: Words, read_image: Callable[[str], Image], contact: str = ""
) -> bytes:
    """The leaflet as UTF-8 text without a byte order mark, each line ended by a line feed."""
    flow = make_flow(leaflet, words=words, read_image=read_image, contact=contact)
    writer = _Writer(leaflet.language, words)
    groups = [
        *(writer.draft() if leaflet.is_draft else ()),
        *writer.front(flow),
        *writer.blocks(flow.blocks, WIDTH),
        *writer.notes(flow),
        *writer.closing(flow),
    ]
    text = "\n\n".join("\n".join(directed(*line) for line in lines) for lines in groups)
    return f"{text}\n".encode()


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns; what can't be broken may be wider.

    Breaks at spaces and zero-width spaces, and between Han and kana characters except where a
    closing sign would begin a line or an opening one end it. Thai, Lao, Khmer and Burmese break at
    their spaces alone, since only a dictionary knows their words: such lines may be long, and every
    program that shows them breaks them better than a rule could.
    """
    lines: list[str] = []
    line, used = "", 0
    for piece in _pieces(text):
        size = columns(piece)
        if used + size > width and line.strip() and not piece.isspace():
            lines.append(line.rstrip(" "))
            line, used = "", 0
        if piece.isspace() and not line:
            continue
        line, used = line + piece, used + size
    if line.strip() or not lines:
        lines.append(line.rstrip(" "))
    return _closed(lines)


def directed(line: str, direction: str) -> str:
    """The line, with a mark before it where a program would take it for the other direction.

    A plain line runs the way of its first strong character outside isolates (UAX #9, P2 and P3):
    a line of Arabic that begins with a Latin word would be turned round.
    """
    depth = 0
    for character in line:
        kind = unicodedata.bidirectional(character)
        if kind in ("LRI", "RLI", "FSI"):
            depth += 1
        elif kind == "PDI":
            depth -= 1
        elif depth == 0 and kind in ("L", "R", "AL"):
            return line if (kind != "L") == (direction == "rtl") else MARKS[direction] + line
    # Nothing strong, such as an underline: programs take it for left-to-right.
    return MARKS["rtl"] + line if direction == "rtl" and line.strip() else line


def _pieces(text: str) -> Iterator[str]:
    """What a line may be broken between."""
    for match in _PIECE.finditer(text):
        piece = match[0]
        if _IDEOGRAPH.search(piece):
            yield from _characters(piece)
        else:
            yield piece


def _characters(piece: str) -> Iterator[str]:
    """A run of Han or kana, cut wherever a line may end; Latin words in it stay whole."""
    start = 0
    for index in range(1, len(piece)):
        before, after = piece[index - 1], piece[index]
        is_break = (
            (_IDEOGRAPH.match(before) or _IDEOGRAPH.match(after))
            and before not in _NOT_LAST
            and after not in _NOT_FIRST
            and not unicodedata.combining(after)
            and not _open(piece[start:index])
        )
        if is_break:
            yield piece[start:index]
            start = index
    yield piece[start:]


def _open(text: str) -> list[str]:
    """The isolates that are open at the end of the text, outermost first."""
    signs: list[str] = []
    for match in _ISOLATE.finditer(text):
        if match[0] != PDI:
            signs.append(match[0])
        elif signs:
            signs.pop()
    return signs


def _closed(lines: list[str]) -> list[str]:
    """The lines with every isolate closed where a line ends, and opened again on the next."""
    done: list[str] = []
    again: list[str] = []
    for line in lines:
        whole = "".join(again) + line
        again = _open(whole)
        done.append(whole + PDI * len(again))
    return done


class Line(NamedTuple):
    """A line, and which way it runs."""

    text: str
    direction: str

    def after(self, before: str) -> Line:
        """The same line behind something else."""
        return Line(before + self.text, self.direction) if self.text else self


Group = list[Line]  # lines that stand together, an empty line before and after them


class _Writer:
    """Writes blocks as groups of lines; knows the language around them."""

    def __init__(self, language: Language, words: Words) -> None:
        self.words = words
        self.direction = cldr.direction(language)
        self.style = typography(language)

    # ---- the parts of the page ----
    def draft(self) -> Iterator[Group]:
        """The notice, between two lines."""
        rule = self.rule("=")
        yield [rule, *self.word(DRAFT, WIDTH), *self.word(DRAFT_HINT, WIDTH), rule]

    def front(self, flow: Flow) -> Iterator[Group]:
        """Title and what stands below it."""
        if flow.publisher:
            yield self.paragraph(flow.publisher, WIDTH)
        yield self.underlined(flow.title, "=", WIDTH)
        if flow.summary:
            yield self.paragraph(flow.summary, WIDTH)
        if flow.audience:
            label = self.words.text(FOR_WHOM) + self.style.colon
            yield self.lines(label + self.text(flow.audience.parts), WIDTH)

    def notes(self, flow: Flow) -> Iterator[Group]:
        """The footnotes."""
        if flow.notes:
            yield [self.rule("-", WIDTH // 3)]
        for note in flow.notes:
            yield self.hanging(f"[{note.number}] ", note.blocks, WIDTH)

    def closing(self, flow: Flow) -> Iterator[Group]:
        """Dates, author, source, contact."""
        if flow.colophon:
            lines = [line for each in flow.colophon for line in self.paragraph(each, WIDTH)]
            yield [self.rule("-"), *lines]

    # ---- blocks ----
    def blocks(self, blocks: Iterable[Block], width: int) -> Iterator[Group]:
        """Each block as one or more groups of lines."""
        for block in blocks:
            yield from self.block(block, width)

    def block(self, block: Block, width: int) -> Iterator[Group]:
        """One block."""
        if isinstance(block, Paragraph):
            yield self.paragraph(block, width)
        elif isinstance(block, Heading):
            yield self.underlined(block.text, "-" if block.level == 1 else "~", width)
        elif isinstance(block, Listing):
            yield from self.listing(block, width)
        elif isinstance(block, Terms):
            yield from self.terms(block, width)
        elif isinstance(block, Table):
            yield from self.table(block, width)
        elif isinstance(block, Picture):
            if block.alt:
                yield self.lines(f"[{block.alt}]", width)
        else:
            yield from self.set_apart(block, width)

    def set_apart(self, block: Quote | Code | Box | Rule, width: int) -> Iterator[Group]:
        """What does not stand in the run of the text."""
        if isinstance(block, Rule):
            yield [self.rule("-", width)]
        elif isinstance(block, Code):
            yield [Line(" " * INDENT + line, "ltr") for line in block.text.split("\n")]
        elif isinstance(block, Quote):
            inner = self.blocks(block.blocks, width - INDENT)
            yield from ([line.after(" " * INDENT) for line in group] for group in inner)
        else:
            yield from self.box(block, width)

    def box(self, box: Box, width: int) -> Iterator[Group]:
        """A note or a warning between two lines; a warning begins with a sign that is read out."""
        groups = list(self.blocks(box.blocks, width))
        if box.title:
            title = self.lines(self.text(box.title.parts), width - 2, box.title.direction)
            groups.insert(0, [line.after("! ") if box.is_alert else line for line in title])
        if groups:
            groups[0].insert(0, self.rule("-", width))
            groups[-1].append(self.rule("-", width))
        yield from groups

    def paragraph(self, paragraph: Paragraph, width: int) -> Group:
        """A paragraph; the first that is not translated says so."""
        text = self.text(paragraph.parts, paragraph.direction)
        lines = self.lines(text, width, paragraph.direction)
        if paragraph.is_first_untranslated:
            return [*self.word(UNTRANSLATED, width, "[", "]"), *lines]
        return lines

    def underlined(self, text: Paragraph, sign: str, width: int) -> Group:
        """A title with a line below it, as long as itself."""
        lines = self.lines(self.text(text.parts, text.direction), width, text.direction)
        longest = max(columns(line.text) for line in lines)
        return [*lines, Line(sign * longest, text.direction)]

    def listing(self, listing: Listing, width: int) -> Iterator[Group]:
        """A list; entries of one paragraph stand close together."""
        groups = []
        for number, entry in enumerate(listing.entries, listing.start):
            marker = f"{number}. " if listing.is_ordered else self.style.bullet
            if listing.is_checklist:
                marker = _BESIDE_A_BOX
            first, *rest = self.hanging(marker, entry, width)
            if listing.is_checklist:
                first = first._replace(text=first.text.removeprefix(marker))
            groups.append([first, *rest])
        if all(map(_is_close, listing.entries)):
            groups = [[line for group in groups for line in group]]
        yield from groups

    def hanging(self, marker: str, blocks: Sequence[Block], width: int) -> Group:
        """Blocks behind a marker, indented as far as it is wide."""
        size = columns(marker)
        lines: Group = []
        for group in self.blocks(blocks, width - size):
            if lines and not _is_close(blocks):
                lines.append(Line("", self.direction))
            lines += group
        first, *rest = lines or [Line("", self.direction)]
        head = Line(marker + first.text, first.direction)
        return [head, *(line.after(" " * size) for line in rest)]

    def terms(self, terms: Terms, width: int) -> Iterator[Group]:
        """A term, and below it what it means."""
        for names, meaning in terms.entries:
            group = [line for name in names for line in self.paragraph(name, width)]
            for inner in self.blocks(meaning, width - INDENT):
                group += [line.after(" " * INDENT) for line in inner]
            yield group

    def table(self, table: Table, width: int) -> Iterator[Group]:
        """A row as lines of "header: value"; where a header is empty the value alone."""
        headers = [self.cell(cell) for cell in table.head[-1]] if table.head else []
        if any(map(_is_excused, walk((table,)))):
            yield self.word(UNTRANSLATED, width, "[", "]")
        for row in table.body:
            group: Group = []
            for index, cell in enumerate(row):
                value = self.cell(cell)
                header = headers[index] if index < len(headers) else ""
                said = header + self.style.colon + value if header else value
                if value:
                    first, *rest = self.lines(said, width - 2)
                    group += [first, *(line.after("  ") for line in rest)]
            if group:
                yield group

    def cell(self, cell: Cell) -> str:
        """What a cell says, in one line; that it is not translated is said above the table."""
        blocks = [
            replace(block, is_first_untranslated=False) if _is_excused(block) else block
            for block in cell.blocks
        ]
        groups = self.blocks(blocks, UNLIMITED)
        return " ".join(line.text.strip() for group in groups for line in group)

    # ---- lines ----
    def lines(self, text: str, width: int, direction: str = "") -> Group:
        """The text in lines that run as `direction` says, or as the leaflet does."""
        return [
            Line(line, direction or self.direction)
            for hard in text.split("\n")
            for line in wrapped(hard.strip(" "), width)
        ]

    def word(self, msgid: str, width: int, before: str = "", after: str = "") -> Group:
        """One of the leaflet's own words."""
        direction = cldr.direction(self.words.language_of(msgid))
        return self.lines(before + self.words.text(msgid) + after, width, direction)

    def rule(self, sign: str, width: int = WIDTH) -> Line:
        """A line of signs."""
        return Line(sign * width, self.direction)

    def text(self, parts: Iterable[Part], direction: str = "") -> str:
        """What the parts say in a line that runs as `direction`; a line break is a line feed."""
        around = direction or self.direction
        return "".join(self.part(part, around) for part in parts)

    def part(self, part: Part, around: str) -> str:
        """One part of a line that runs as `around`."""
        if isinstance(part, str):
            return part
        if isinstance(part, Isolated):
            return f"{LRI}{part.text}{PDI}"
        if isinstance(part, Break):
            return "\n"
        if isinstance(part, NoteMark):
            return f"[{part.label}]"
        if isinstance(part, Picture):
            return f"[{part.alt}]" if part.alt else ""
        inner = self.text(part.parts, part.direction if isinstance(part, Foreign) else around)
        if isinstance(part, Styled) and part.kind == "del":
            return f"~~{inner}~~"  # what is no longer so must not be read as what is
        if isinstance(part, Foreign) and part.direction != around:
            return f"{LRI if part.direction == 'ltr' else RLI}{inner}{PDI}"
        return _linked(part, inner, around) if isinstance(part, Link) else inner


def _linked(link: Link, inner: str, around: str) -> str:
    """A link's words, and its address behind them where that is not what they say."""
    address = re.sub(r"^(?:mailto|tel):", "", link.address)
    if not address or address in inner:
        return inner
    return f"{inner} ({LRI}{address}{PDI})" if around == "rtl" else f"{inner} ({address})"


def _is_close(blocks: Sequence[Block]) -> bool:
    """Whether the blocks are a line and lists below it: no empty line between them."""
    return all(isinstance(block, Listing) for block in blocks[1:])


def _is_excused(node: Block | Part) -> TypeGuard[Paragraph]:
    """Whether the node is the first of a run of texts that are not translated."""
    return isinstance(node, Paragraph) and node.is_first_untranslated
