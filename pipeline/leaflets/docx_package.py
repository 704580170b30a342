"""The Word document as a package: its styles, lists, notes, header and footer, and its bytes.

The only module that imports python-docx. Knows Office Open XML (ISO/IEC 29500-1, transitional) and
nothing of leaflets: what is said, and where, comes from `docx`.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from docx import Document
from docx.image.image import Image as Bitmap
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.parts.story import StoryPart
from docx.shared import Emu

from pipeline.errors import ExportError
from pipeline.leaflets.images import Image
from pipeline.leaflets.package import pack

A4 = (11906, 16838)  # twentieths of a point
MARGIN = 1247  # 22 mm
TEXT_WIDTH = A4[0] - 2 * MARGIN
EMU = 635  # English metric units in a twentieth of a point
PIXEL = 15  # twentieths of a point at 96 pixels an inch
HIGHEST = 6236  # 110 mm: of a picture
LIST_STEP = 425  # 7.5 mm from one level of a list to the next
LEVELS = 9  # that Word knows
BULLETS, NUMBERS = 1, 2  # abstract lists
_UNWANTED = ("stylesWithEffects", "customXml", "thumbnail", "extended-properties", "webSettings")
# The order that the schema wants inside w:pPr, of what is put there afterwards.
_ORDER = ("pStyle", "keepNext", "keepLines", "numPr", "pBdr", "shd", "bidi", "spacing", "ind", "jc")
_LOWER = ("Heading", "Header", "Footer", "Footnote")  # styles that Word itself writes so
Node = Any  # an lxml element: python-docx gives no types for what it does not know


def element(tag: str, *children: Node, text: str = "", **attributes: str | int) -> Node:
    """An element such as w:p; keyword r_id is the attribute r:id, any other is in namespace w."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        prefix, _, local = name.rpartition("_")
        made.set(qn(f"{prefix or 'w'}:{local}"), str(value))
    for child in children:
        if child is not None:
            made.append(child)
    if text:
        made.text = text
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself."""

    title: str
    author: str
    subject: str
    keywords: str
    language: str  # as Word has it: "ar-EG"
    identifier: str
    timestamp: int  # seconds since 1970


def require_measured(image: Image, source: str) -> None:
    """ExportError where a bitmap does not say how large it is: it is damaged, and Word asks."""
    try:
        found = Bitmap.from_blob(image.data)
        is_sized = found.px_width > 0 and found.px_height > 0
    except Exception as error:  # whatever is wrong in the bytes of somebody's picture
        raise _damaged(source) from error
    if not is_sized:
        raise _damaged(source)


def _damaged(source: str) -> ExportError:
    return ExportError(
        f"the picture '{source}' is damaged: it does not say how large it is",
        hint="save it anew in the program that it was made with",
    )


class DocxPackage:
    """One document in the making; lists, pictures and notes are counted in it."""

    def __init__(self, styles: Iterable[Node]) -> None:
        self._document = Document(io.BytesIO(_empty_document()))
        self._part = self._document.part
        self.body: Node = self._document.element.body
        self.part: Any = self._part  # that gets links and pictures now: the text, or the notes
        self._styles(styles)
        self._numbering = self._list_definitions()
        self._notes: Any = None
        self._pictures = 0

    # ---- what the text refers to ----
    def numbered_list(self, start: int) -> int:
        """A list of its own, which counts from `start`: its number."""
        number = len(self._numbering.findall(qn("w:num"))) + 1
        override = element("w:lvlOverride", element("w:startOverride", val=start), ilvl=0)
        self._numbering.append(
            element("w:num", element("w:abstractNumId", val=NUMBERS), override, numId=number)
        )
        return number

    def link(self, address: str) -> str:
        """The relationship for a link out."""
        return str(self.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    def picture(
        self, image: Image, alt: str, *, most: int = TEXT_WIDTH, wanted: float = 0.0
    ) -> Node:
        """A PNG, JPEG or GIF at its own size or as wide as is wanted, in twentieths of a point.

        No wider than `most`, and not so high that no words have room beside it on a page.
        """
        self._pictures += 1
        _, found = self.part.get_or_add_image(io.BytesIO(image.data))
        highest = HIGHEST * found.px_width / found.px_height
        width = round(min(wanted or found.px_width * PIXEL, most, highest)) * EMU
        height = round(width * found.px_height / found.px_width)
        inline = self.part.new_pic_inline(io.BytesIO(image.data), Emu(width), Emu(height))
        for side in "TBLR":  # distances to the text, which LibreOffice else takes to be 3 mm
            inline.set(f"dist{side}", "0")
        for properties in (inline.docPr, inline.graphic.graphicData.pic.nvPicPr.cNvPr):
            properties.set("id", str(self._pictures))
            properties.set("name", f"Picture {self._pictures}")
            properties.set("descr", alt)
        return element("w:drawing", inline)

    def note(self, number: int, blocks: Iterable[Node]) -> None:
        """A footnote; `number` is what a w:footnoteReference says."""
        self.notes().append(element("w:footnote", *blocks, id=number))

    def notes(self) -> Node:
        """The element that holds the footnotes."""
        return self.notes_part().element

    def notes_part(self) -> Any:
        """The part that holds the footnotes, with the two lines that Word wants above them."""
        if self._notes is None:
            lines = (
                element(
                    "w:footnote",
                    element("w:p", element("w:r", element(f"w:{kind}"))),
                    type=kind,
                    id=number,
                )
                for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
            )
            self._notes = StoryPart(
                PackURI("/word/footnotes.xml"),
                CONTENT_TYPE.WML_FOOTNOTES,
                element("w:footnotes", *lines),
                self._part.package,
            )
            self._part.relate_to(self._notes, RELATIONSHIP_TYPE.FOOTNOTES)
            settings = self._document.settings.element
            kept = (element("w:footnote", id=-1), element("w:footnote", id=0))
            settings.find(qn("w:compat")).addprevious(element("w:footnotePr", *kept))
        return self._notes

    # ---- the whole ----
    def page(self, *, header: Iterable[Node], footer: Iterable[Node], is_rtl: bool) -> None:
        """A4 with these paragraphs above and below the text of every page."""
        section = self._document.sections[0]
        for place, paragraphs in ((section.header, header), (section.footer, footer)):
            place.is_linked_to_previous = False
            container: Node = place._element
            for paragraph in list(container):
                container.remove(paragraph)
            for paragraph in paragraphs:
                container.append(paragraph)
        kept = [
            each
            for each in section._sectPr
            if each.tag in (qn("w:headerReference"), qn("w:footerReference"))
        ]
        sides: Mapping[str, Any] = dict.fromkeys(("top", "right", "bottom", "left"), MARGIN)
        self.body.remove(section._sectPr)
        self.body.append(
            element(
                "w:sectPr",
                *kept,
                element("w:pgSz", w=A4[0], h=A4[1]),
                element("w:pgMar", **sides, header=567, footer=567, gutter=0),
                element("w:bidi") if is_rtl else None,
            )
        )

    def save(self, properties: Properties) -> bytes:
        """The file; the same document and properties give the same bytes."""
        moment = datetime.datetime.fromtimestamp(properties.timestamp, datetime.UTC)
        core = self._document.core_properties
        core.title, core.author = properties.title[:255], properties.author[:255]
        core.subject, core.keywords = properties.subject[:255], properties.keywords[:255]
        core.language, core.identifier = properties.language, properties.identifier
        core.comments = core.last_modified_by = ""
        core.created = core.modified = moment.replace(tzinfo=None)
        core.revision = 1
        saved = io.BytesIO()
        self._document.save(saved)
        with zipfile.ZipFile(saved) as archive:
            return pack([(name, archive.read(name)) for name in archive.namelist()])

    def _styles(self, styles: Iterable[Node]) -> None:
        held = self._document.styles.element
        for style in list(held):
            held.remove(style)
        for style in styles:
            held.append(style)

    def _list_definitions(self) -> Node:
        """Two kinds of list, each with every level: bullets, and numbers."""
        held: Node = self._part.numbering_part.element
        for each in list(held):
            held.remove(each)
        for kind, sign in ((BULLETS, "bullet"), (NUMBERS, "decimal")):
            levels = (_level(number, sign) for number in range(LEVELS))
            multi = element("w:multiLevelType", val="hybridMultilevel")
            held.append(element("w:abstractNum", multi, *levels, abstractNumId=kind))
        held.append(element("w:num", element("w:abstractNumId", val=BULLETS), numId=BULLETS))
        return held


def _level(number: int, sign: str) -> Node:
    text = "•" if sign == "bullet" else f"%{number + 1}."
    left = LIST_STEP * (number + 1)
    return element(
        "w:lvl",
        element("w:start", val=1),
        element("w:numFmt", val=sign),
        element("w:lvlText", val=text),
        element("w:lvlJc", val="left"),
        element("w:pPr", element("w:ind", left=left, hanging=LIST_STEP)),
        ilvl=number,
    )


def style(
    name: str,
    *,
    paragraph: Iterable[Node] = (),
    run: Iterable[Node] = (),
) -> Node:
    """A paragraph style; its id is its name without spaces."""
    is_default = name == "Normal"
    made = element(
        "w:style",
        element("w:name", val=name.lower() if name.startswith(_LOWER) else name),
        None if is_default else element("w:basedOn", val="Normal"),
        element("w:qFormat"),
        element("w:pPr", *paragraph),
        element("w:rPr", *run),
        type="paragraph",
        styleId=name.replace(" ", ""),
    )
    if is_default:
        made.set(qn("w:default"), "1")
    return made


def defaults(run: Iterable[Node]) -> Iterator[Node]:
    """What holds where no style says otherwise; to stand before all styles."""
    yield element(
        "w:docDefaults",
        element("w:rPrDefault", element("w:rPr", *run)),
        element("w:pPrDefault", element("w:pPr")),
    )
    yield element(
        "w:style",
        element("w:name", val="Normal Table"),
        element("w:tblPr", element("w:tblInd", w=0, type="dxa"), _cell_margins()),
        type="table",
        default=1,
        styleId="TableNormal",
    )


def _cell_margins() -> Node:
    sides: Mapping[str, int] = {"top": 60, "left": 115, "bottom": 60, "right": 115}
    return element(
        "w:tblCellMar",
        *(element(f"w:{side}", w=size, type="dxa") for side, size in sides.items()),
    )


def bold() -> tuple[Node, Node]:
    """What makes a run bold, in every script."""
    return element("w:b"), element("w:bCs")


def colour_of(colour: str) -> Node:
    """The colour "#RRGGBB" of a run."""
    return element("w:color", val=colour.removeprefix("#"))


def border_of(eighths: int, colour: str) -> dict[str, Any]:
    """The attributes of a line, `eighths` of a point thick."""
    ink = colour.removeprefix("#")
    return {"val": "single", "sz": eighths, "space": 0, "color": ink}


def is_paragraph(node: Node) -> bool:
    """Whether it is a paragraph; else it is a table."""
    return bool(node.tag.endswith("}p"))


def _name(node: Node) -> str:
    return str(node.tag.rpartition("}")[2])


def put(paragraph: Node, property: Node) -> None:
    """Give a paragraph one more property, in the order of the schema; a table has none."""
    if not is_paragraph(paragraph):
        return
    held = paragraph[0]
    place = _ORDER.index(_name(property))
    for index, each in enumerate(held):
        if _ORDER.index(_name(each)) == place:
            held.replace(each, property)
            return
        if _ORDER.index(_name(each)) > place:
            held.insert(index, property)
            return
    held.append(property)


def restyle(paragraph: Node, name: str) -> None:
    """Give a paragraph a style, unless it has one that says more."""
    if is_paragraph(paragraph) and not any(_name(each) == "pStyle" for each in paragraph[0]):
        put(paragraph, element("w:pStyle", val=name))


def enlist(paragraph: Node, number: int, level: int) -> None:
    """Make a paragraph an entry of list `number`; 0: one that goes on below the marker."""
    restyle(paragraph, "ListParagraph")
    if number:
        marker = (element("w:ilvl", val=level), element("w:numId", val=number))
        put(paragraph, element("w:numPr", *marker))
    else:
        put(paragraph, element("w:ind", left=LIST_STEP * (level + 1)))


def highlight(paragraph: Node, colour: str) -> None:
    """Set all of a paragraph bold and in a colour."""
    for run in paragraph.iter(qn("w:r")):
        held = run.find(qn("w:rPr"))
        if held is None:
            continue
        for each in [each for each in held if _name(each) in ("b", "bCs", "color")]:
            held.remove(each)
        fonts = held.find(qn("w:rFonts"))
        place = 0 if fonts is None else 1  # fonts stand before everything else
        for each in reversed((*bold(), colour_of(colour))):
            held.insert(place, each)


@cache
def _empty_document() -> bytes:
    """python-docx's own template without what it brings along and nobody needs."""
    document = Document()
    for holder in (document.part.package, document.part):
        for name, relation in list(holder.rels.items()):
            if relation.reltype.endswith(_UNWANTED):
                del holder.rels[name]
    held = document.styles.element
    for style in list(held):
        held.remove(style)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # Word 2013 and later: tables end where the text does
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()
