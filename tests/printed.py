"""Reading a printed page: where its letters stand, and which of them are not where they belong."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

MM = 72 / 25.4
SLACK = 0.8  # points: a letter's ink may stand a little out of its line


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, other: Box) -> bool:
        return (
            self.left - SLACK <= other.left
            and other.right <= self.right + SLACK
            and self.bottom - SLACK <= other.bottom
            and other.top <= self.top + SLACK
        )

    def has_middle_of(self, other: Box) -> bool:
        x, y = (other.left + other.right) / 2, (other.bottom + other.top) / 2
        return self.left <= x <= self.right and self.bottom <= y <= self.top


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with ink, and where it stands."""

    page: int
    text: str
    box: Box


def letters(pdf: bytes) -> list[Letter]:
    """Every letter of every page."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for number, page in enumerate(document):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            letter = text.get_text_range(index, 1)
            box = Box(*text.get_charbox(index))
            if letter.strip() and box.right > box.left:
                found.append(Letter(number, letter, box))
    document.close()
    return found


def trimmed(pdf: bytes) -> Box:
    """What is left of a page when it has been cut."""
    document = pypdfium2.PdfDocument(pdf)
    box = Box(*document[0].get_trimbox())
    document.close()
    return box


def panels(pdf: bytes, *, flap: float, is_rtl: bool) -> list[list[Box]]:
    """The panels of both sides of a tri-fold whose flap is so many millimetres wide."""
    sheet = trimmed(pdf)
    wide = (sheet.right - sheet.left - flap * MM) / 2
    outside, inside = [flap * MM, wide, wide], [wide, wide, flap * MM]
    if is_rtl:
        outside, inside = inside, outside
    return [list(_side_by_side(sheet, widths)) for widths in (outside, inside)]


def _side_by_side(sheet: Box, widths: list[float]) -> Iterator[Box]:
    left = sheet.left
    for width in widths:
        yield Box(left, sheet.bottom, left + width, sheet.top)
        left += width


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawn shape: filled in a colour, or a line of some points where `fill` is ""."""

    box: Box
    fill: str
    line: float


def shapes(pdf: bytes) -> list[list[Shape]]:
    """What is drawn on each page: boxes, cards, cells, bands, rules."""
    document = pypdfium2.PdfDocument(pdf)
    found = [
        [
            Shape(Box(*each.get_bounds()), _fill(each), _line(each))
            for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])
        ]
        for page in document
    ]
    document.close()
    return found


def _fill(shape: pypdfium2.PdfObject) -> str:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(shape.raw, mode, stroke)
    if not mode.value:
        return ""
    channels = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(shape.raw, *channels)
    return "#" + "".join(f"{channel.value:02X}" for channel in channels[:3])


def _line(shape: pypdfium2.PdfObject) -> float:
    width = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(shape.raw, width)
    return round(width.value, 2)


def collisions(pdf: bytes) -> list[str]:
    """The letters that stand on other letters; in scripts whose letters don't join."""
    found = letters(pdf)
    by_place: dict[tuple[int, int, int], list[Letter]] = {}
    struck = []
    for letter in found:
        x, y = (letter.box.left + letter.box.right) / 2, (letter.box.bottom + letter.box.top) / 2
        square = (letter.page, round(x / 20), round(y / 20))
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                others = by_place.get((square[0], square[1] + dx, square[2] + dy), ())
                struck += [
                    f"{letter} on {each}" for each in others if _is_struck(letter.box, each.box)
                ]
        by_place.setdefault(square, []).append(letter)
    return struck


def _is_struck(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.top, other.top) - max(one.bottom, other.bottom)
    is_wide = across > 0.6 * min(one.right - one.left, other.right - other.left)
    is_high = high > 0.6 * min(one.top - one.bottom, other.top - other.bottom)
    return is_wide and is_high and one != other  # the letters of a ligature share its box


def cells(page: list[Shape], *, head: str) -> list[Box]:
    """The columns of each table whose head is filled in the colour `head`, from head to foot."""
    found = []
    heads = [shape.box for shape in page if shape.fill == head]
    for one in heads:
        row = [
            box
            for box in heads
            if abs(box.top - one.top) < 0.1 and abs(box.bottom - one.bottom) < 0.1
        ]
        left, right = min(box.left for box in row), max(box.right for box in row)
        next_table = max((box.top for box in heads if box.top < one.bottom - 1), default=0.0)
        lines = [
            shape.box.bottom
            for shape in page
            if not shape.fill
            and shape.line == 0.5
            and abs(shape.box.left - left) < 1.5
            and abs(shape.box.right - right) < 1.5
            and next_table < shape.box.bottom < one.bottom
        ]
        if len(row) > 1 and lines:
            found.append(Box(one.left, min(lines), one.right, one.top))
    return found


def misplaced(
    pdf: bytes, colours: Mapping[str, str], *, places: list[list[Box]] | None = None
) -> list[str]:
    """The letters that leave the trimmed page, their panel, box, card or cell; none: all is well.

    `places` are the panels of each page; a letter belongs to the one that its middle is in.
    """
    sheet = trimmed(pdf)
    found = letters(pdf)
    drawn = shapes(pdf)
    grounds = {colours[role] for role in ("tint", "alert_tint", "draft_tint", "band", "primary")}
    wrong = []
    for number, page in enumerate(drawn):
        homes = [shape.box for shape in page if shape.fill in grounds]
        homes += cells(page, head=colours["primary"]) + (places[number] if places else [])
        for letter in (each for each in found if each.page == number):
            outside = [
                home
                for home in homes
                if home.has_middle_of(letter.box) and not home.holds(letter.box)
            ]
            if outside or not sheet.holds(letter.box):
                wrong.append(f"page {number + 1}: {letter.text!r} at {letter.box}")
    return wrong


def pages_and_size(pdf: bytes) -> tuple[int, float]:
    """The number of pages, and the size in which most letters are set."""
    document = pypdfium2.PdfDocument(pdf)
    sizes: Counter[float] = Counter()
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            sizes[round(pdfium.FPDFText_GetFontSize(text.raw, index), 1)] += 1
    pages = len(document)
    document.close()
    return pages, sizes.most_common(1)[0][0]
