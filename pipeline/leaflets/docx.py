"""One leaflet as a Word document, for those who review it: real headings, lists, tables, notes.

Walks the leaflet's `flow`; how Word holds it is `docx_package`'s to know. Every page says language,
draft and digest, so that a comment can be traced to the wording that it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from pipeline.language import cldr
from pipeline.language.unbroken import DIGIT, counted_runs, whole_runs
from pipeline.leaflets import tree
from pipeline.leaflets.docx_package import (
    BULLETS,
    LEVELS,
    LIST_STEP,
    TEXT_WIDTH,
    DocxPackage,
    Node,
    Properties,
    bold,
    border_of,
    colour_of,
    defaults,
    element,
    enlist,
    highlight,
    is_paragraph,
    put,
    require_measured,
    restyle,
    style,
)
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
    plain,
    texts,
)
from pipeline.leaflets.flow_reader import make_flow
from pipeline.leaflets.images import Image, drawing
from pipeline.leaflets.package import identifier, require_xml
from pipeline.leaflets.print_text import MAX_BOXED
from pipeline.leaflets.theme import Theme, theme_beside
from pipeline.leaflets.typography import typography
from pipeline.leaflets.words import NAME, Words
from pipeline.model import Language, Leaflet

KEPT_KINDS = ("image/png", "image/jpeg", "image/gif")  # of pictures, that Word shows everywhere
PAGE = "Page {page} of {pages}"
NO_BREAK_SPACE = "\u00a0"
LTR_MARK, RTL_MARK = "\u200e", "\u200f"
SIZE = 22  # half points
CELL_PADDING = 230  # twentieths of a point, at both sides of a cell
LETTER = 132  # the same: about as wide as one in bold
LONGEST_WORD = 30  # letters: no column is made wider for one
DIGEST = 12  # characters of the digest that are shown
_EAST_ASIAN = frozenset({"Jpan", "Hans", "Hant", "Hani", "Kore"})
RAISED = {"sup": "superscript", "sub": "subscript"}


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
    require_xml("\n".join(texts(flow)), leaflet)
    writer = _Writer(leaflet, words, theme)
    body = writer.package.body
    for node in (*writer.front(flow), *writer.blocks(flow.blocks), *writer.closing(flow)):
        body.append(node)
    writer.notes(flow)
    writer.package.page(
        header=[writer.header()], footer=[writer.footer()], is_rtl=writer.is_rtl(leaflet.language)
    )
    return writer.package.save(
        Properties(
            title=plain(flow.title.parts),
            author=leaflet.metadata.author,
            subject=plain(flow.summary.parts) if flow.summary else "",
            keywords=", ".join(leaflet.keywords),
            language=_tag(leaflet.language),
            identifier=identifier(leaflet),
            timestamp=timestamp,
        )
    )


@cache
def _tag(language: Language) -> str:
    """The language as Word knows it, with a region: "ar-EG", "zh-TW"."""
    return f"{language.base}-{cldr.territory(language)}"


def _fonts(language: Language) -> Node:
    font = typography(language).office_font
    return element("w:rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font)


def _spoken(language: Language) -> Node:
    tag = _tag(language)
    # Latin letters in Japanese are no Japanese: LibreOffice would end a line within "mg".
    has_latin = cldr.default_script(language) not in _EAST_ASIAN
    return element("w:lang", val=tag if has_latin else "en-US", eastAsia=tag, bidi=tag)


def _size(half_points: int) -> tuple[Node, Node]:
    return element("w:sz", val=half_points), element("w:szCs", val=half_points)


def _shade(colour: str) -> Node:
    return element("w:shd", val="clear", color="auto", fill=colour.removeprefix("#"))


def _spacing(before: int, after: int) -> Node:
    return element("w:spacing", before=before, after=after)


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


def _styles(language: Language, theme: Theme) -> Iterator[Node]:
    """The document's styles, in the theme's colours."""
    primary = colour_of(theme.light["primary"])
    muted = theme.light["muted"]
    yield from defaults([_fonts(language), *_size(SIZE), _spoken(language)])
    bidi = [element("w:bidi")] if cldr.direction(language) == "rtl" else []
    spacing = element("w:spacing", before=0, after=120, line=288, lineRule="auto")
    yield style("Normal", paragraph=[*bidi, spacing])
    title = [element("w:keepNext"), _spacing(120, 160)]
    yield style("Title", paragraph=title, run=[*bold(), primary, *_size(44)])
    yield style("Subtitle", paragraph=[_spacing(0, 200)], run=_size(26))
    for level, (size, before) in enumerate(((32, 360), (27, 280), (24, 240)) * 2, 1):
        kept = [element("w:keepNext"), element("w:keepLines"), _spacing(before, 100)]
        outline = element("w:outlineLvl", val=level - 1)
        run = [*bold(), colour_of(theme.light["primary"]), *_size(size if level <= 3 else SIZE)]
        yield style(f"Heading {level}", paragraph=[*kept, outline], run=run)
    yield style("Box Title", paragraph=[element("w:keepNext")], run=[*bold(), *_size(26)])
    yield style("List Paragraph", paragraph=[_spacing(0, 60)])
    yield style("Term", paragraph=[element("w:keepNext"), _spacing(60, 0)], run=bold())
    yield style("Quote", paragraph=[element("w:ind", left=567, right=567)])
    code = element("w:rFonts", ascii="Consolas", hAnsi="Consolas", cs="Consolas")
    yield style("Code", paragraph=[element("w:bidi", val=0)], run=[code])
    # Between a table and what follows: Word joins tables that nothing parts.
    gap = element("w:spacing", before=0, after=0, line=160, lineRule="exact")
    yield style("Cell", paragraph=[_spacing(40, 40)])
    yield style("Gap", paragraph=[gap], run=_size(2))
    yield style("Small", run=[colour_of(muted), *_size(18)])
    yield style("Header", run=[colour_of(muted), *_size(17)])
    yield style("Footer", run=[colour_of(muted), *_size(17)])
    yield style("Footnote Text", paragraph=[_spacing(0, 40)], run=_size(19))


class _Writer:
    """Writes blocks as elements; knows the language around them and how deep in lists it is."""

    def __init__(self, leaflet: Leaflet, words: Words, theme: Theme) -> None:
        self.leaflet = leaflet
        self.language = leaflet.language
        self.words = words
        self.colours = theme.light
        self.logo = theme_beside(tree.text_of(leaflet.publisher), theme).logo
        self.package = DocxPackage(_styles(leaflet.language, theme))
        self.depth = 0  # in lists
        self.width = TEXT_WIDTH  # of the place where blocks stand
        self.is_in_cell = False  # of a table
        self.is_in_head = False  # of a table
        self.told: set[int] = set()  # footnotes that have a mark already

    def is_rtl(self, language: Language) -> bool:
        """Whether text in `language` runs from right to left."""
        return cldr.direction(language) == "rtl"

    # ---- the parts of the page ----
    def front(self, flow: Flow) -> Iterator[Node]:
        """The draft notice, and what stands above the text."""
        if self.leaflet.is_draft:
            notice = [self.word(DRAFT, "BoxTitle"), self.word(DRAFT_HINT)]
            yield from self.frame(notice, self.colours["draft_tint"], self.colours["draft"])
        if flow.publisher or self.logo:
            logo: tuple[Part, ...] = (Styled("strong", (self.logo,)), " ") if self.logo else ()
            publisher = flow.publisher or Paragraph((), self.language)
            yield self.line((*logo, *publisher.parts), publisher.language, "Small")
        yield self.line(flow.title.parts, flow.title.language, "Title")
        if flow.summary:
            yield self.line(flow.summary.parts, flow.summary.language, "Subtitle")
        if flow.audience:
            label = self.words.text(FOR_WHOM)
            colon = typography(self.language).colon
            parts = (Styled("strong", (label,)), colon, *flow.audience.parts)
            yield self.line(parts, flow.audience.language)

    def closing(self, flow: Flow) -> Iterator[Node]:
        """Dates, author, source, contact, below a line."""
        if flow.colophon:
            yield self.rule()
        for line in flow.colophon:
            yield self.line(line.parts, line.language, "Small")

    def notes(self, flow: Flow) -> None:
        """The footnotes; to be written when every mark has been."""
        if not flow.notes:
            return
        self.package.part = self.package.notes_part()
        for note in flow.notes:
            if note.number not in self.told:
                continue  # nobody can get there
            blocks = list(self.blocks(note.blocks)) or [self.line((), self.language)]
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
                mark.addnext(self.run(" ", self.language, frozenset()))
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
        return self.line(tuple(parts), self.language, "Header")

    def footer(self) -> Node:
        """Page 1 of 2."""
        language = self.words.language_of(PAGE)
        line = self.line((), language, "Footer")
        for index, piece in enumerate(NAME.split(self.words.pattern(PAGE))):
            if index % 2:
                code = {"page": "PAGE", "pages": "NUMPAGES"}[piece]
                shown = self.run("1", language, frozenset())
                line.append(element("w:fldSimple", shown, instr=code))
            elif piece:
                line.append(self.run(piece, language, frozenset()))
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
            yield self.line(block.text.parts, block.text.language, name, anchor=block.name)
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
            yield self.line((block,), self.language)
        elif isinstance(block, Rule):
            yield self.rule()
        elif isinstance(block, Code):
            lines: list[Part] = []
            for line in block.text.split("\n"):
                lines += ([Break()] if lines else []) + ([line] if line else [])
            yield self.line(tuple(lines), Language("en"), "Code")
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
        depth, width = self.depth, self.width
        self.depth, self.width = 0, width - 400
        content: list[Node] = []
        if box.title:
            sign: tuple[Part, ...] = ("⚠ ",) if box.is_alert else ()
            parts = (*sign, *box.title.parts)
            content.append(self.line(parts, box.title.language, "BoxTitle", colour=ink))
        content += self.blocks(box.blocks)
        self.depth, self.width = depth, width
        yield from self.frame(content, tint, ink)

    def frame(self, content: list[Node], tint: str, ink: str) -> Iterator[Node]:
        """Content in a shaded frame: a table of one cell, in which lists keep their place."""
        line = border_of(12, ink)
        borders = (element(f"w:{side}", **line) for side in ("top", "left", "bottom", "right"))
        margins = (("top", 140), ("left", 200), ("bottom", 80), ("right", 200))
        cell = element(
            "w:tc",
            element("w:tcPr", element("w:tcW", w=self.width, type="dxa"), _shade(tint)),
            *content,
        )
        if not content or not is_paragraph(content[-1]):
            cell.append(self.gap())  # a cell ends with a paragraph
        yield element(
            "w:tbl",
            element(
                "w:tblPr",
                element("w:bidiVisual") if self.is_rtl(self.language) else None,
                element("w:tblW", w=self.width, type="dxa"),
                element("w:tblBorders", *borders),
                element("w:tblLayout", type="fixed"),
                element(
                    "w:tblCellMar",
                    *(element(f"w:{side}", w=size, type="dxa") for side, size in margins),
                ),
            ),
            element("w:tblGrid", element("w:gridCol", w=self.width)),
            element("w:tr", element("w:trPr", element("w:cantSplit")), cell),
        )
        yield self.gap()

    def paragraph(self, paragraph: Paragraph) -> Iterator[Node]:
        """A paragraph; where it is not translated it is shaded, and the first of a run says so."""
        if paragraph.is_first_untranslated:
            yield self.word(UNTRANSLATED, "Small")
        is_shaded = paragraph.is_untranslated and not self.is_in_head  # white letters stand there
        tint = self.colours["draft_tint"] if is_shaded else ""
        yield self.line(paragraph.parts, paragraph.language, tint=tint)

    def listing(self, listing: Listing) -> Iterator[Node]:
        """A list; what follows in an entry stands below its first line."""
        number = self.package.numbered_list(listing.start) if listing.is_ordered else BULLETS
        level = min(self.depth, LEVELS - 1)
        outer = self.width
        self.depth, self.width = self.depth + 1, outer - LIST_STEP
        for entry in listing.entries:
            is_first = True
            for block in entry:
                for node in self.block(block):
                    if is_paragraph(node) and not isinstance(block, Listing):
                        enlist(node, number if is_first else 0, level)
                        is_first = False
                    yield node
        self.depth, self.width = self.depth - 1, outer

    def terms(self, terms: Terms) -> Iterator[Node]:
        """A term, and below it what it means."""
        for names, meaning in terms.entries:
            for name in names:
                yield self.line(name.parts, name.language, "Term")
            for node in self.blocks(meaning):
                put(node, element("w:ind", left=LIST_STEP * (self.depth + 1)))
                yield node

    def table(self, table: Table) -> Node:
        """A table; its head stands again on every page."""
        widths = _column_widths(table, self.width)
        line = border_of(4, self.colours["hair"])
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        return element(
            "w:tbl",
            element(
                "w:tblPr",
                element("w:bidiVisual") if self.is_rtl(self.language) else None,
                element("w:tblW", w=self.width, type="dxa"),
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
        outer, self.is_in_cell = (self.width, self.is_in_cell), True
        for cell, width in zip(cells, widths, strict=True):
            self.width, self.is_in_head = width - CELL_PADDING, is_head
            paint = _shade(self.colours["primary"]) if is_head else None
            nodes = list(self.blocks(cell.blocks)) or [self.line((), self.language)]
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
        self.width, self.is_in_cell = outer
        head = element("w:tblHeader") if is_head else None
        return element("w:tr", element("w:trPr", element("w:cantSplit"), head), *done)

    def rule(self) -> Node:
        """A line across the text."""
        line = self.line((), self.language)
        put(line, element("w:pBdr", element("w:bottom", **border_of(8, self.colours["hair"]))))
        return line

    def gap(self) -> Node:
        """A paragraph of hardly any height."""
        return self.line((), self.language, "Gap")

    # ---- lines ----
    def word(self, msgid: str, name: str = "") -> Node:
        """One of the leaflet's own words as a paragraph."""
        return self.line((self.words.text(msgid),), self.words.language_of(msgid), name)

    def line(
        self,
        parts: Iterable[Part],
        language: Language,
        name: str = "",
        *,
        anchor: str = "",
        tint: str = "",
        colour: str = "",
    ) -> Node:
        """A paragraph in a style; `anchor` is what links to it call it."""
        is_other = self.is_rtl(language) != self.is_rtl(self.language)
        properties = element(
            "w:pPr",
            element("w:pStyle", val=name) if name else None,
            _shade(tint) if tint else None,
            element("w:bidi", val=int(self.is_rtl(language))) if is_other else None,
        )
        runs = list(self.runs(parts, language, frozenset()))
        if anchor:
            number = anchor.rpartition("-")[2]
            start = element("w:bookmarkStart", id=number, name=anchor)
            runs = [start, *runs, element("w:bookmarkEnd", id=number)]
        made = element("w:p", properties, *runs)
        if colour:
            highlight(made, colour)
        return made

    def runs(
        self, parts: Iterable[Part], language: Language, marks: frozenset[str]
    ) -> Iterator[Node]:
        """What stands in a line, as runs; `marks` are the kinds of Styled around it."""
        for part in parts:
            if isinstance(part, str):
                yield self.run(part, language, marks)
            elif isinstance(part, Styled):
                yield from self.runs(part.parts, language, marks | {part.kind})
            elif isinstance(part, Link):
                yield self.link(part, language, marks)
            elif isinstance(part, Isolated):
                is_kept = len(part.text) <= MAX_BOXED
                inside = marks | {"whole"} if is_kept else marks
                run = self.run(part.text, Language("en"), inside)
                yield from self.apart([run], "ltr", language)
            elif isinstance(part, Foreign):
                inner = list(self.runs(part.parts, part.language, marks))
                is_turned = part.direction != cldr.direction(language)
                yield from self.apart(inner, part.direction, language) if is_turned else inner
            else:
                yield self.object(part)

    def apart(self, runs: Iterable[Node], direction: str, around: Language) -> Iterator[Node]:
        """Runs that keep their own direction inside text in the language `around`.

        Word knows no isolates, and LibreOffice not w:dir: marks on both sides make the run one of
        its direction (UAX #9, W2, W7, N1), and one of the other behind it keeps a comma between two
        doses from joining them.
        """
        mark, other = (LTR_MARK, RTL_MARK) if direction == "ltr" else (RTL_MARK, LTR_MARK)
        spoken = Language("en") if direction == "ltr" else Language("ar")
        yield self.run(mark, spoken, frozenset())
        yield from runs
        yield self.run(mark, spoken, frozenset())
        yield self.run(other, around, frozenset())

    def object(self, part: NoteMark | Picture | Break) -> Node:
        """A run that is no text."""
        if isinstance(part, Break):
            return element("w:r", element("w:br"))
        if isinstance(part, Picture):
            wanted = 20 * part.points or part.share * self.width
            drawing = self.package.picture(part.image, part.alt, most=self.width, wanted=wanted)
            return element("w:r", drawing)
        raised = element("w:rPr", element("w:vertAlign", val="superscript"))
        if part.number and part.number not in self.told:
            self.told.add(part.number)
            return element("w:r", raised, element("w:footnoteReference", id=part.number))
        return element("w:r", raised, element("w:t", text=part.label))

    def link(self, link: Link, language: Language, marks: frozenset[str]) -> Node:
        """A link, underlined."""
        runs = self.runs(link.parts, language, marks | {"link"})
        if link.anchor:
            return element("w:hyperlink", *runs, anchor=link.anchor)
        return element("w:hyperlink", *runs, r_id=self.package.link(link.address))

    def run(self, text: str, language: Language, marks: frozenset[str]) -> Node:
        """Text with what it is: language, fonts, direction, emphasis."""
        if " " in text:
            text = self.unparted(text, language, marks)
        is_italic = "em" in marks and typography(language).emphasis == "italic"
        is_bold = "strong" in marks or ("em" in marks and not is_italic)
        raised = next((RAISED[kind] for kind in ("sup", "sub") if kind in marks), "")
        is_other = language != self.language
        properties = element(
            "w:rPr",
            *self.fonts(language, marks, is_other=is_other),
            *(bold() if is_bold else ()),
            *((element("w:i"), element("w:iCs")) if is_italic else ()),
            element("w:strike") if "del" in marks else None,
            colour_of(self.colours["primary"]) if "link" in marks else None,
            element("w:u", val="single") if "link" in marks else None,
            element("w:vertAlign", val=raised) if raised else None,
            element("w:rtl") if self.is_rtl(language) else None,
            _spoken(language) if is_other else None,
        )
        return element("w:r", properties, element("w:t", text=text))

    def unparted(self, text: str, language: Language, marks: frozenset[str]) -> str:
        """The text with spaces of the other kind where no line is to end: "15 mg".

        Word knows no other way. A number and the word that it counts may be parted in a cell.
        """
        if "code" in marks:
            return text
        if "whole" in marks or ("count" in marks and not self.is_in_cell):
            return text.replace(" ", NO_BREAK_SPACE)
        if not DIGIT.search(text):
            return text
        runs = whole_runs(text, language)
        counts = [] if self.is_in_cell else counted_runs(text, language, runs)
        for start, end in (*runs, *counts):
            kept = text[start:end].replace(" ", NO_BREAK_SPACE)
            text = f"{text[:start]}{kept}{text[end:]}"
        return text

    def fonts(self, language: Language, marks: frozenset[str], *, is_other: bool) -> Iterator[Node]:
        """The run's own fonts, where they are not the document's."""
        if "code" in marks:
            yield element("w:rFonts", ascii="Consolas", hAnsi="Consolas", cs="Consolas")
        elif is_other:
            yield _fonts(language)
