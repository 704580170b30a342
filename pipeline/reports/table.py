"""The table that ends a build: by language, how far it is, what was found and where it lies.

Drawn without rich: to load that takes as long as to make a leaflet.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.language.widths import is_wide
from pipeline.model import Coverage

BOLD, DIM, GREEN, YELLOW, BOLD_RED, PLAIN = "1", "2", "32", "33", "1;31", ""  # ECMA-48, SGR
NOT_CHECKED = "not checked"
GAP = "  "  # between columns

Cell = tuple[str, str]  # (text, how it is painted)
HEADER: tuple[Cell, ...] = tuple(
    (heading, BOLD) for heading in ("language", "", "translated", "errors", "warnings", "leaflets")
)
_NUMBERS = (2, 3, 4)  # the columns that are set to the right


class Row(NamedTuple):
    """One language in the closing table."""

    tag: str
    name: str  # of the language, in itself
    coverage: Coverage
    errors: int | None  # None: nothing was checked in this run
    warnings: int | None
    files: str  # where its leaflets are: "dist/es/ (2 files)"


def closing_table(rows: Iterable[Row], *, colours: bool) -> str:
    """The table, a line for each language; `colours`: for a terminal that has them."""
    lines = [HEADER, *map(_cells, rows)]
    widths = [max(_columns(text) for text, _ in column) for column in zip(*lines, strict=True)]
    return "".join(_line(line, widths, colours=colours) for line in lines)


def _cells(row: Row) -> tuple[Cell, ...]:
    return (
        (row.tag, PLAIN),
        (row.name, PLAIN),
        _translated(row.coverage),
        _count(row.errors, BOLD_RED),
        _count(row.warnings, YELLOW),
        (row.files, PLAIN),
    )


def _translated(coverage: Coverage) -> Cell:
    if not coverage.total:
        return coverage.shown, DIM
    return coverage.shown, GREEN if coverage.is_complete else YELLOW


def _count(number: int | None, style: str) -> Cell:
    return (NOT_CHECKED, DIM) if number is None else (str(number), style if number else PLAIN)


def _line(cells: tuple[Cell, ...], widths: list[int], *, colours: bool) -> str:
    shown = []
    for column, ((text, style), width) in enumerate(zip(cells, widths, strict=True)):
        blank = " " * (width - _columns(text))
        painted = f"\x1b[{style}m{text}\x1b[0m" if colours and style else text
        shown.append(blank + painted if column in _NUMBERS else painted + blank)
    return GAP.join(shown).rstrip() + "\n"


def _columns(text: str) -> int:
    """How many columns of a terminal the text takes (UAX #11)."""
    return sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.category(character)[0] == "M":  # a mark on the letter before it
        return 0
    return 2 if is_wide(character) else 1
