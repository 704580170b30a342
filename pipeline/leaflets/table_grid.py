"""A table's cells at the places that they cover, `colspan` and `rowspan` read as HTML reads them.

Source: HTML Standard, "Forming a table" (4.9.12.1), without its column groups. Knows cells as
elements, and nothing of how they are shown.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.leaflets import tree
from pipeline.model import Element

MAX_COLUMNS = 1000  # of one cell; HTML's own limit
_PARTS = ("thead", "tbody", "tfoot")


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the grid, and the cell that covers it."""

    cell: Element
    columns: int  # that the cell covers, this one included where it begins here
    rows: int
    covered: str = ""  # "left" or "above" where the cell begins there

    def text(self) -> str:
        """What the cell says, where it begins here and covers nothing else."""
        is_alone = not self.covered and self.columns == 1
        return tree.plain_text(self.cell.children).strip() if is_alone else ""


Row = tuple[Place | None, ...]  # None where the article has no cell


@dataclass(frozen=True, slots=True)
class Grid:
    """All rows equally long."""

    head: tuple[Row, ...]
    body: tuple[Row, ...]
    columns: int

    def column(self, index: int, *, rows: tuple[Row, ...] | None = None) -> list[str]:
        """The texts of a column, top to bottom; those that cover several columns ask for none.

        Of all rows, or of these alone.
        """
        places = (row[index] for row in ((*self.head, *self.body) if rows is None else rows))
        return [place.text() for place in places if place is not None]


def grid(table: Element) -> Grid:
    """The table as rows of places: first those whose cells are all headers, then all others."""
    head: list[list[Place | None]] = []
    body: list[list[Place | None]] = []
    for part in _parts(table):
        cells = [tree.elements(row, "th", "td") for row in part]
        for row, places in zip(cells, _laid_out(cells), strict=True):
            is_head = bool(row) and all(cell.tag == "th" for cell in row)
            (head if is_head else body).append(places)
    columns = max((len(row) for row in (*head, *body)), default=0)
    begun = _begun((*head, *body), columns)
    return Grid(_filled(head, columns, begun), _filled(body, columns, begun), len(begun))


def _parts(table: Element) -> Iterator[tuple[Element, ...]]:
    """The rows by the part of the table that they stand in: no cell goes on beyond its part."""
    for part in tree.elements(table, *_PARTS):
        yield tree.elements(part, "tr")
    loose = tree.elements(table, "tr")
    if loose:
        yield loose


def _laid_out(rows: Sequence[Sequence[Element]]) -> list[list[Place | None]]:
    done: list[list[Place | None]] = [[] for _ in rows]
    for number, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while column < len(done[number]) and done[number][column] is not None:
                column += 1
            left = len(rows) - number
            # Nought means: to the end of the part.
            deep = min(_span(cell, "rowspan") or left, left)
            place = Place(cell, max(_span(cell, "colspan"), 1), deep)
            for down in range(deep):
                for right in range(place.columns):
                    covered = "left" if right else "above" if down else ""
                    _put(done[number + down], column + right, replace(place, covered=covered))
            column += place.columns
    return done


def _put(row: list[Place | None], column: int, place: Place) -> None:
    """The place at its column; what stands there already stays."""
    row.extend([None] * (column + 1 - len(row)))
    if row[column] is None:
        row[column] = place


def _span(cell: Element, name: str) -> int:
    text = cell.get(name).strip()
    return min(int(text), MAX_COLUMNS) if text.isascii() and text.isdigit() else 1


def _begun(rows: Iterable[list[Place | None]], columns: int) -> list[int]:
    """The columns in which a cell begins; `colspan=99` may cover many more, which hold nothing."""
    begun = {
        column
        for row in rows
        for column, place in enumerate(row)
        if place is not None and not place.covered
    }
    return [column for column in range(columns) if column in begun]


def _filled(
    rows: Iterable[list[Place | None]], columns: int, begun: Sequence[int]
) -> tuple[Row, ...]:
    """The rows, all as long as the table has columns in which a cell begins."""
    if len(begun) == columns:
        return tuple((*row, *[None] * (columns - len(row))) for row in rows)
    return tuple(tuple(_without_others(row, begun)) for row in rows)


def _without_others(row: Sequence[Place | None], begun: Sequence[int]) -> Iterator[Place | None]:
    """A row in these columns alone, its cells covering so many fewer."""
    start = 0
    kept = iter(begun)
    wanted = next(kept, None)
    for column, place in enumerate(row):
        if place is None or place.covered != "left":
            start = column
        if column != wanted:
            continue
        wanted = next(kept, None)
        end = start + place.columns if place else 0
        covers = bisect_left(begun, end) - bisect_left(begun, start)
        yield place and replace(place, columns=covers)
    while wanted is not None:
        wanted = next(kept, None)
        yield None
