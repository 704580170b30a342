"""The lines of a Word document: paragraphs with their runs of text, marks, links and pictures.

Keeps doses and foreign text whole and in their direction. What blocks are made of lines is `docx`'s
to say, how Word holds them `docx_package`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.language import cldr
from pipeline.language.unbroken import DIGIT, counted_runs, whole_runs
from pipeline.leaflets.docx_package import (
    TEXT_WIDTH,
    DocxPackage,
    Node,
    bold,
    colour_of,
    element,
    highlight,
)
from pipeline.leaflets.docx_styles import fonts_of, is_rtl, shade, spoken_in
from pipeline.leaflets.flow import (
    Break,
    Foreign,
    Isolated,
    Link,
    NoteMark,
    Part,
    Picture,
    Styled,
)
from pipeline.leaflets.print_text import MAX_BOXED
from pipeline.leaflets.typography import typography
from pipeline.model import Language

NO_BREAK_SPACE = "\u00a0"
LTR_MARK, RTL_MARK = "\u200e", "\u200f"
RAISED = {"sup": "superscript", "sub": "subscript"}


class LineWriter:
    """Writes lines of text; knows the document's language, and the place in which they stand."""

    def __init__(self, package: DocxPackage, language: Language, *, link_colour: str) -> None:
        self.package = package
        self.language = language
        self.width = TEXT_WIDTH  # of the place
        self.is_in_cell = False  # of a table
        self.told: set[int] = set()  # footnotes that have a mark already
        self._link_colour = link_colour

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
        is_other = is_rtl(language) != is_rtl(self.language)
        properties = element(
            "w:pPr",
            element("w:pStyle", val=name) if name else None,
            shade(tint) if tint else None,
            element("w:bidi", val=int(is_rtl(language))) if is_other else None,
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
            colour_of(self._link_colour) if "link" in marks else None,
            element("w:u", val="single") if "link" in marks else None,
            element("w:vertAlign", val=raised) if raised else None,
            element("w:rtl") if is_rtl(language) else None,
            spoken_in(language) if is_other else None,
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
            yield fonts_of(language)
