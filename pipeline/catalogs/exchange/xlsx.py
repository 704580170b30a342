"""The review sheet as XLSX: the one door to openpyxl.

Cells are text, never formulas, so that nothing that a source or a translation begins with is run.
A file that comes back is looked at through `xml` first: no entities, no DTDs, no bombs.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.catalogs.exchange import xml
from pipeline.catalogs.exchange.rows import COLUMNS, STATES, Row
from pipeline.errors import CatalogError, ExportError
from pipeline.language import cldr
from pipeline.model import Language

__all__ = ["read_xlsx", "render_xlsx"]

TITLE = "review"
WIDTHS = {"source": 60, "translation": 60, "reviewer's wording": 60, "where": 36, "comment": 36}
NARROW = 14  # characters
HIDDEN = ("references", "flags", "plural source", "source language", "key")
IN_TARGET = ("translation", "reviewer's wording")
TO_FILL_IN = ("state", "reviewer's wording", "comment")
MAX_CELL = 32_767  # characters, Excel's limit
MAX_UNPACKED = 128 << 20  # bytes, of all parts together
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date of a zip archive: no clock here
_TARGETS = frozenset(COLUMNS.index(name) + 1 for name in IN_TARGET)
_COMMENT = "comment"  # the column
_THREADS = "threadedComments/"  # the folder of conversations in a workbook
_NO_TEXT = {"f": "a formula", "e": "the error {}"}  # by openpyxl's type of cell
_WITH_TEXTS = re.compile(r"(?:^|/)(?:sharedStrings|worksheets/[^/]+)\.xml$")
_PLAIN = Alignment(wrap_text=True, vertical="top")
_RIGHT_TO_LEFT = Alignment(wrap_text=True, vertical="top", readingOrder=2)
# What `zipfile` and openpyxl raise on bytes that are damaged, or encrypted; the last: for its XML.
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError),
    SyntaxError,
)
_DATES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


# ------------------------------------------------------------------------------------------ writing
def render_xlsx(rows: Iterable[Sequence[str]]) -> bytes:
    """The workbook; the same rows give the same bytes. ExportError: a cell too long for Excel."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = TITLE
    count = 0
    for count, row in enumerate(rows, start=1):
        _write_row(sheet, count, row)
    _lay_out(sheet, count)
    stream = io.BytesIO()
    book.save(stream)
    return _without_dates(stream.getvalue())


def _write_row(sheet: Worksheet, number: int, row: Sequence[str]) -> None:
    language = Language.parse(row[0])
    right_to_left = number > 1 and cldr.is_known(language) and cldr.direction(language) == "rtl"
    for place, text in enumerate(row, start=1):
        if len(text) > MAX_CELL:
            raise ExportError(
                f"a text of {len(text)} characters is too long for a cell of a spreadsheet",
                hint="export this article as csv or xliff",
            )
        cell = sheet.cell(number, place)
        assert isinstance(cell, Cell)
        cell.value = text
        cell.data_type = "s"  # openpyxl would take "=…" for a formula
        cell.number_format = "@"  # Excel keeps what is typed here as text: 1.10 stays 1.10
        cell.alignment = _RIGHT_TO_LEFT if right_to_left and place in _TARGETS else _PLAIN


def _lay_out(sheet: Worksheet, rows: int) -> None:
    for place, name in enumerate(COLUMNS, start=1):
        column = sheet.column_dimensions[get_column_letter(place)]
        column.width = WIDTHS.get(name, NARROW)
        column.hidden = name in HIDDEN
        head = sheet.cell(1, place)
        head.font = Font(bold=True)
        if name in TO_FILL_IN:
            head.fill = PatternFill("solid", start_color="FFF2CC")
    sheet.freeze_panes = "A2"
    letter = get_column_letter(COLUMNS.index("state") + 1)
    choice = DataValidation(
        type="list", formula1=f'"{",".join(STATES.values())}"', allow_blank=True
    )
    choice.add(f"{letter}2:{letter}{max(rows, 2)}")
    sheet.add_data_validation(choice)


def _without_dates(data: bytes) -> bytes:
    """The same workbook, made at no time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _DATES.sub(rb"\g<1>1980-01-01T00:00:00Z\g<3>", content)
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, content)
    return stream.getvalue()


# ------------------------------------------------------------------------------------------ reading
def read_xlsx(data: bytes, path: str) -> Iterator[Row]:
    """(1-based row, cells) of the review sheet.

    Raises CatalogError for what is no workbook or not safe to open. In the place of a cell of ours
    that holds a formula, a number, a date or an error stands why it can't be read: a spreadsheet
    makes 1.1 of the dose 1.10. So it does for one that is struck out in part, which could be read
    in two ways. A note that a reviewer has pinned to a cell is a comment of its row.
    """
    names_of_parts = _refuse_unsafe(data, path)
    is_threaded = any(_THREADS in name for name in names_of_parts)
    sheet = _sheet(data, path)
    struck = _struck_out(data, path)
    names: list[str] = []
    for number, cells in _rows(sheet):
        texts: list[str | CatalogError] = []
        for place, cell in enumerate(cells):
            is_ours = names[place] in COLUMNS if place < len(names) else number == 1
            texts.append(_text(cell, path, is_ours, struck))
        if _COMMENT in names and names.index(_COMMENT) < len(texts):
            place = names.index(_COMMENT)
            said = texts[place]
            if isinstance(said, str):
                notes = _notes(cells, is_threaded=is_threaded)
                texts[place] = "\n".join(filter(None, (said, *notes)))
        names = names or [text.strip().lower() for text in texts if isinstance(text, str)]
        yield number, texts


def _rows(sheet: Worksheet) -> Iterator[tuple[int, list[Cell | None]]]:
    """(1-based row, its cells as far as there is anything in them), of rows that hold anything.

    Not `iter_rows`, which makes every cell up to the last one that has a format: a bold last row of
    Excel's took hours.
    """
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in sorted(sheet._cells.items()):
        if isinstance(cell, Cell) and (cell.value is not None or cell.comment):
            rows.setdefault(row, {})[column] = cell
    for row, cells in rows.items():
        yield row, [cells.get(column) for column in range(1, max(cells) + 1)]


def _notes(cells: Sequence[object], *, is_threaded: bool) -> Iterator[str]:
    """The lines of what is pinned to the cells.

    Of a conversation, an older spreadsheet program is told in two paragraphs that it is one, in the
    language of Excel; then come its words, moved in.
    """
    for cell in cells:
        if isinstance(cell, Cell) and cell.comment:
            text = cell.comment.text.replace("\r\n", "\n").replace("\r", "\n")
            parts = text.split("\n\n", 2)
            said = parts[2] if is_threaded and len(parts) > 2 else text
            yield from filter(None, (line.strip() for line in said.split("\n")))


def _sheet(data: bytes, path: str, *, rich_text: bool = False) -> Worksheet:
    try:
        book = load_workbook(io.BytesIO(data), rich_text=rich_text)
    except (InvalidFileException, LookupError, TypeError, *_DAMAGED) as error:
        raise _no_workbook(path, str(error)) from error
    sheets = [sheet for sheet in book.worksheets if isinstance(sheet, Worksheet)]
    if not sheets:
        raise _no_workbook(path, "it has no sheet")
    return next((each for each in sheets if each.title == TITLE), sheets[0])


def _struck_out(data: bytes, path: str) -> dict[str, str]:
    """The words, by cell, that a reader is shown as taken out among others that are not.

    Asked for only where a workbook has such a thing: openpyxl reads `_x0041_` another way then.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        texts = [name for name in archive.namelist() if _WITH_TEXTS.search(name)]
        if not any(b"strike" in archive.read(name) for name in texts):
            return {}
    struck = {}
    for _, cells in _rows(_sheet(data, path, rich_text=True)):
        for cell in filter(None, cells):
            if isinstance(cell.value, CellRichText):
                runs = [each for each in cell.value if isinstance(each, TextBlock)]
                struck[cell.coordinate] = "".join(each.text for each in runs if each.font.strike)
    return {place: words for place, words in struck.items() if words}


def _text(
    cell: object, path: str, is_ours: object, struck: Mapping[str, str]
) -> str | CatalogError:
    """What a cell says; why it can't be read, where it is ours."""
    if not isinstance(cell, Cell) or cell.value is None:  # empty, or inside merged cells
        return ""
    if is_ours and cell.coordinate in struck:
        return _refusal(
            cell,
            path,
            f"words that are struck out: {struck[cell.coordinate]!r}",
            "take them out of the cell, or the strike from them",
        )
    if isinstance(cell.value, str) and cell.data_type not in _NO_TEXT:
        return cell.value
    if not is_ours:
        return ""
    return _refusal(
        cell,
        path,
        _NO_TEXT.get(cell.data_type, "{}, which is no text").format(_shown(cell.value)),
        "format the cell as text and type it again, so that the spreadsheet changes nothing",
    )


def _shown(value: object) -> str:
    """A value that is no text; a date not as Python writes it."""
    return str(value) if isinstance(value, date | time) else repr(value)


def _refusal(cell: Cell, path: str, what: str, hint: str) -> CatalogError:
    return CatalogError(f"cell {cell.coordinate} holds {what}", path=path, line=cell.row, hint=hint)


def _refuse_unsafe(data: bytes, path: str) -> tuple[str, ...]:
    """The names of the workbook's parts, if all of them may be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(each.file_size for each in archive.infolist())
            if size > MAX_UNPACKED:
                raise CatalogError(
                    f"the workbook unpacks to {size >> 20} MiB",
                    path=path,
                    hint="no review sheet is that large; do not trust this file",
                )
            for name in archive.namelist():
                if name.endswith((".xml", ".rels", ".vml")):
                    xml.parse(archive.read(name), f"{path}!{name}")
            return tuple(archive.namelist())
    except _DAMAGED as error:
        raise _no_workbook(path, str(error)) from error


def _no_workbook(path: str, why: str) -> CatalogError:
    return CatalogError(
        f"this is no workbook that can be read: {why}",
        path=path,
        hint="save the sheet as “Excel workbook (.xlsx)”, without a password",
    )
