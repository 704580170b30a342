"""One leaflet as a Word document, for those who review it: real headings, lists, tables, notes.

Walks the blocks of the leaflet's `flow`; their lines are written by `docx_lines`, in the styles of
`docx_styles`, and how Word holds all of it is `docx_package`'s to know. Every page says language,
draft and digest, so that a comment can be traced to the wording that it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pipeline.language import cldr
from pipeline.leaflets import tree
from pipeline.leaflets.docx_lines import LineWriter
from pipeline.leaflets.docx_package import (
    BULLETS,
    LEVELS,
    LIST_STEP,
    DocxPackage,
    Node,
    Properties,
    border_of,
    element,
    enlist,
    highlight,
    is_paragraph,
    put,
    require_measured,
    restyle,
)
from pipeline.leaflets.docx_styles import is_rtl, shade, styles_of, word_tag
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
    Listing,
    Paragraph,
    Part,
    Picture,
    Quote,
    Rule,
    Styled,
    Table,
    Terms,
    plain,
    texts,
)
from pipeline.leaflets.flow_reader import make_flow
from pipeline.leaflets.images import Image, drawing
from pipeline.leaflets.package import identifier, require_xml
from pipeline.leaflets.theme import Theme, theme_beside
from pipeline.leaflets.typography import typography
from pipeline.leaflets.words import NAME, Words
from pipeline.model import Language, Leaflet

KEPT_KINDS = ("image/png", "image/jpeg", "image/gif")  # of pictures, that Word shows everywhere
PAGE = "Page {page} of {pages}"
BOX_STEP = 290  # twentieths of a point: about as wide as a box to tick and the space behind it
CELL_PADDING = 230  # twentieths of a point, at both sides of a cell
LETTER = 132  # the same: about as wide as one in bold
LONGEST_WORD = 30  # letters: no column is made wider for one
DIGEST = 12  # characters of the digest that are shown


def export_docx(
    leaflet: Leaflet,
    *,
    words: Words,
    theme: Theme,
    read_image: Callable[[str], Image],
    to_png: Callable[[Image], Image],
    timestamp: int,
    contact: str = "",
) -> bytes:
    """The leaflet as one Word document; the same arguments give the same bytes.

    `to_png` draws pictures of kinds that Word does not show, SVG among them; `timestamp`, seconds
    since 1970, goes into the file's properties. ExportError where a picture can't be shown or a
    character can't be written.
    """
    drawn = drawing(read_image, to_png, kinds=KEPT_KINDS)

    def read(source: str) -> Image:
        image = drawn(source)
        require_measured(image, source)
        return image

    flow = make_flow(leaflet, words=words, read_image=read, contact=contact)
    require_xml("\n".join((*texts(flow), theme.logo)), leaflet)
    writer = _Writer(leaflet, words, theme)
    body = writer.package.body
    for node in (*writer.front(flow), *writer.blocks(flow.blocks), *writer.closing(flow)):
        body.append(node)
    writer.notes(flow)
    writer.package.page(
        header=[writer.header()], footer=[writer.footer()], is_rtl=is_rtl(leaflet.language)
    )
    return writer.package.save(
        Properties(
            title=plain(flow.title.parts),
            author=leaflet.metadata.author,
            subject=plain(flow.summary.parts) if flow.summary else "",
            keywords=", ".join(leaflet.keywords),
            language=word_tag(leaflet.language),
            identifier=identifier(leaflet),
            timestamp=timestamp,
        )
    )


def _column_widths(table: Table, whole: int) -> list[int]:
    """Shares of the width, none less than its longest word needs where all can have that.

    No word is then cut in its middle, as Word does without a hyphen.
    """
    least = [CELL_PADDING + LETTER * min(letters, LONGEST_WORD) for letters in table.longest]
    if sum(least) >= whole:
        return [round(whole * each / sum(least)) for each in least]
    fixed: set[int] = set()
    while True:
        rest = whole - sum(least[index] for index in fixed)
        shares = sum(share for index, share in enumerate(table.widths) if index not in fixed)
        widths = [
            least[index] if index in fixed else round(rest * share / shares)
            for index, share in enumerate(table.widths)
        ]
        narrow = {index for index, width in enumerate(widths) if width < least[index]}
        if not narrow:
            return widths
        fixed |= narrow


class _Writer:
    """Writes blocks as elements; knows how deep in lists it is."""

    def __init__(self, leaflet: Leaflet, words: Words, theme: Theme) -> None:
        self.leaflet = leaflet
        self.language = leaflet.language
        self.words = words
        self.colours = theme.light
        self.logo = theme_beside(tree.text_of(leaflet.publisher), theme).logo
        self.package = DocxPackage(styles_of(leaflet.language, theme))
        self.text = LineWriter(self.package, leaflet.language, link_colour=self.colours["primary"])
        self.depth = 0  # in lists
        self.is_in_head = False  # of a table

    # ---- the parts of the page ----
    def front(self, flow: Flow) -> Iterator[Node]:
        """The draft notice, and what stands above the text."""
        if self.leaflet.is_draft:
            notice = [self.word(DRAFT, "BoxTitle"), self.word(DRAFT_HINT)]
            yield from self.frame(notice, self.colours["draft_tint"], self.colours["draft"])
        if flow.publisher or self.logo:
            between = " · " if flow.publisher else ""
            logo: tuple[Part, ...] = (Styled("strong", (self.logo,)), between) if self.logo else ()
            publisher = flow.publisher or Paragraph((), self.language)
            yield self.text.line((*logo, *publisher.parts), publisher.language, "Small")
        yield self.text.line(flow.title.parts, flow.title.language, "Title")
        if flow.summary:
            yield self.text.line(flow.summary.parts, flow.summary.language, "Subtitle")
        if flow.audience:
            label = self.words.text(FOR_WHOM)
            colon = typography(self.language).colon
            parts = (Styled("strong", (label,)), colon, *flow.audience.parts)
            yield self.text.line(parts, flow.audience.language)

    def closing(self, flow: Flow) -> Iterator[Node]:
        """Dates, author, source, contact, below a line; none of them alone on a last page."""
        if not flow.colophon:
            return
        lines = [self.text.line(line.parts, line.language, "Small") for line in flow.colophon]
        *kept, last = (self.rule(), *lines)
        for line in kept:
            put(line, element("w:keepNext"))
            yield line
        yield last

    def notes(self, flow: Flow) -> None:
        """The footnotes; to be written when every mark has been."""
        if not flow.notes:
            return
        self.package.part = self.package.notes_part()
        for note in flow.notes:
            if note.number not in self.text.told:
                continue  # nobody can get there
            blocks = list(self.blocks(note.blocks)) or [self.text.line((), self.language)]
            for block in blocks:
                restyle(block, "FootnoteText")
            mark = element(
                "w:r",
                element("w:rPr", element("w:vertAlign", val="superscript")),
                element("w:footnoteRef"),
            )
            first = next((block for block in blocks if is_paragraph(block)), None)
            if first is not None:
                first.insert(1, mark)
                mark.addnext(self.text.run(" ", self.language, frozenset()))
            self.package.note(note.number, blocks)

    def header(self) -> Node:
        """What a reviewer must know of the text at hand, on every page."""
        names = (
            cldr.autonym(self.language),
            self.language.tag,
            self.leaflet.slug,
            *((self.words.text("Draft"),) if self.leaflet.is_draft else ()),
            self.leaflet.digest[:DIGEST],
        )
        parts: list[Part] = []
        for name in names:
            apart = name.isascii()
            parts += [" · "] if parts else []
            parts += [Foreign(Language("en"), "ltr", (name,)) if apart else name]
        return self.text.line(tuple(parts), self.language, "Header")

    def footer(self) -> Node:
        """Page 1 of 2."""
        language = self.words.language_of(PAGE)
        line = self.text.line((), language, "Footer")
        for index, piece in enumerate(NAME.split(self.words.pattern(PAGE))):
            if index % 2:
                code = {"page": "PAGE", "pages": "NUMPAGES"}[piece]
                shown = self.text.run("1", language, frozenset())
                line.append(element("w:fldSimple", shown, instr=code))
            elif piece:
                line.append(self.text.run(piece, language, frozenset()))
        return line

    # ---- blocks ----
    def blocks(self, blocks: Iterable[Block]) -> Iterator[Node]:
        """Each block as one or more elements."""
        for block in blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[Node]:
        """One block."""
        if isinstance(block, Paragraph):
            yield from self.paragraph(block)
        elif isinstance(block, Heading):
            name = f"Heading{min(block.level, 6)}"
            yield self.text.line(block.text.parts, block.text.language, name, anchor=block.name)
        elif isinstance(block, Listing):
            yield from self.listing(block)
        elif isinstance(block, Terms):
            yield from self.terms(block)
        elif isinstance(block, Table):
            yield self.table(block)
            yield self.gap()
        else:
            yield from self.set_apart(block)

    def set_apart(self, block: Quote | Code | Box | Rule | Picture) -> Iterator[Node]:
        """What does not stand in the run of the text."""
        if isinstance(block, Picture):
            yield self.text.line((block,), self.language)
        elif isinstance(block, Rule):
            yield self.rule()
        elif isinstance(block, Code):
            lines: list[Part] = []
            for line in block.text.split("\n"):
                lines += ([Break()] if lines else []) + ([line] if line else [])
            yield self.text.line(tuple(lines), Language("en"), "Code")
        elif isinstance(block, Quote):
            for node in self.blocks(block.blocks):
                restyle(node, "Quote")
                yield node
        else:
            yield from self.box(block)

    def box(self, box: Box) -> Iterator[Node]:
        """A note or a warning, shaded."""
        alert = "alert" if box.is_alert else "primary"
        ink = self.colours[alert]
        tint = self.colours["alert_tint" if box.is_alert else "tint"]
        depth, width = self.depth, self.text.width
        self.depth, self.text.width = 0, width - 400
        content: list[Node] = []
        if box.title:
            sign: tuple[Part, ...] = ("⚠ ",) if box.is_alert else ()
            parts = (*sign, *box.title.parts)
            content.append(self.text.line(parts, box.title.language, "BoxTitle", colour=ink))
        content += self.blocks(box.blocks)
        self.depth, self.text.width = depth, width
        yield from self.frame(content, tint, ink)

    def frame(self, content: list[Node], tint: str, ink: str) -> Iterator[Node]:
        """Content in a shaded frame: a table of one cell, in which lists keep their place."""
        line = border_of(12, ink)
        borders = (element(f"w:{side}", **line) for side in ("top", "left", "bottom", "right"))
        margins = (("top", 140), ("left", 200), ("bottom", 80), ("right", 200))
        cell = element(
            "w:tc",
            element("w:tcPr", element("w:tcW", w=self.text.width, type="dxa"), shade(tint)),
            *content,
        )
        if not content or not is_paragraph(content[-1]):
            cell.append(self.gap())  # a cell ends with a paragraph
        yield element(
            "w:tbl",
            element(
                "w:tblPr",
                element("w:bidiVisual") if is_rtl(self.language) else None,
                element("w:tblW", w=self.text.width, type="dxa"),
                element("w:tblBorders", *borders),
                element("w:tblLayout", type="fixed"),
                element(
                    "w:tblCellMar",
                    *(element(f"w:{side}", w=size, type="dxa") for side, size in margins),
                ),
            ),
            element("w:tblGrid", element("w:gridCol", w=self.text.width)),
            element("w:tr", element("w:trPr", element("w:cantSplit")), cell),
        )
        yield self.gap()

    def paragraph(self, paragraph: Paragraph) -> Iterator[Node]:
        """A paragraph; where it is not translated it is shaded, and the first of a run says so."""
        if paragraph.is_first_untranslated:
            yield self.word(UNTRANSLATED, "Small")
        is_shaded = paragraph.is_untranslated and not self.is_in_head  # white letters stand there
        tint = self.colours["draft_tint"] if is_shaded else ""
        yield self.text.line(paragraph.parts, paragraph.language, tint=tint)

    def listing(self, listing: Listing) -> Iterator[Node]:
        """A list; what follows in an entry stands below its first line."""
        number = self.package.numbered_list(listing.start) if listing.is_ordered else BULLETS
        level = min(self.depth, LEVELS - 1)
        outer = self.text.width
        self.depth, self.text.width = self.depth + 1, outer - LIST_STEP
        for entry in listing.entries:
            is_first = True
            for block in entry:
                for node in self.block(block):
                    if is_paragraph(node) and not isinstance(block, Listing):
                        is_marked = is_first and not listing.is_checklist
                        enlist(node, number if is_marked else 0, level)
                        if is_first and listing.is_checklist:  # its box stands for the bullet
                            place = element("w:ind", left=LIST_STEP * (level + 1), hanging=BOX_STEP)
                            put(node, place)
                        is_first = False
                    yield node
        self.depth, self.text.width = self.depth - 1, outer

    def terms(self, terms: Terms) -> Iterator[Node]:
        """A term, and below it what it means."""
        for names, meaning in terms.entries:
            for name in names:
                yield self.text.line(name.parts, name.language, "Term")
            for node in self.blocks(meaning):
                put(node, element("w:ind", left=LIST_STEP * (self.depth + 1)))
                yield node

    def table(self, table: Table) -> Node:
        """A table; its head stands again on every page."""
        widths = _column_widths(table, self.text.width)
        line = border_of(4, self.colours["hair"])
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        return element(
            "w:tbl",
            element(
                "w:tblPr",
                element("w:bidiVisual") if is_rtl(self.language) else None,
                element("w:tblW", w=self.text.width, type="dxa"),
                element("w:tblBorders", *(element(f"w:{side}", **line) for side in sides)),
                element("w:tblLayout", type="fixed"),
                element("w:tblLook", firstRow=1, lastRow=0, firstColumn=0, noHBand=1, noVBand=1),
            ),
            element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths)),
            *(self.row(cells, widths, is_head=True) for cells in table.head),
            *(self.row(cells, widths, is_head=False) for cells in table.body),
        )

    def row(self, cells: Iterable[Cell], widths: list[int], *, is_head: bool) -> Node:
        """A row of a table."""
        done = []
        outer, self.text.is_in_cell = (self.text.width, self.text.is_in_cell), True
        for cell, width in zip(cells, widths, strict=True):
            self.text.width, self.is_in_head = width - CELL_PADDING, is_head
            paint = shade(self.colours["primary"]) if is_head else None
            nodes = list(self.blocks(cell.blocks)) or [self.text.line((), self.language)]
            self.is_in_head = False
            for node in nodes:
                restyle(node, "Cell")
                if cell.align != "start":
                    put(node, element("w:jc", val=cell.align))
                if is_head:
                    highlight(node, self.colours["paper"])
            if not is_paragraph(nodes[-1]):
                nodes.append(self.gap())
            size = element("w:tcW", w=width, type="dxa")
            done.append(element("w:tc", element("w:tcPr", size, paint), *nodes))
        self.text.width, self.text.is_in_cell = outer
        head = element("w:tblHeader") if is_head else None
        return element("w:tr", element("w:trPr", element("w:cantSplit"), head), *done)

    def rule(self) -> Node:
        """A line across the text."""
        line = self.text.line((), self.language)
        put(line, element("w:pBdr", element("w:bottom", **border_of(8, self.colours["hair"]))))
        return line

    def gap(self) -> Node:
        """A paragraph of hardly any height."""
        return self.text.line((), self.language, "Gap")

    def word(self, msgid: str, name: str = "") -> Node:
        """One of the leaflet's own words as a paragraph."""
        return self.text.line((self.words.text(msgid),), self.words.language_of(msgid), name)
