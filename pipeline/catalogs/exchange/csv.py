"""The review sheet as CSV (RFC 4180) that spreadsheets open as it is meant.

UTF-8 with a byte-order mark, else Excel takes it for the machine's old charset; every cell quoted.
A cell that a spreadsheet would run as a formula gets an apostrophe in front, and loses it again.

Source: OWASP, "CSV Injection"; and the full-width marks that East Asian Excel takes for ASCII.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.catalogs.exchange.rows import Row
from pipeline.errors import CatalogError

__all__ = ["read_csv", "render_csv"]

# full-width = + - @ as escapes: they look like the ASCII ones
_FORMULA = re.compile("'*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_GUARDED = re.compile("'+[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_DELIMITERS = ",;\t"
_MAX_CELL = 1 << 24  # characters; the csv module's own limit is smaller than a long article


def render_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """The file; the same rows give the same bytes."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def read_csv(data: bytes, path: str) -> Iterator[Row]:
    """(1-based line on which the row begins, cells), for commas, semicolons or tabs between cells.

    Raises CatalogError for a file that is not UTF-8, or whose quotes don't match.
    """
    text = _decoded(data, path)
    csv.field_size_limit(_MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, [cell[1:] if _GUARDED.match(cell) else cell for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise CatalogError(
            f"this is no well-formed CSV: {error}",
            path=path,
            line=line,
            hint="save the sheet as CSV UTF-8 from the spreadsheet, or send it as XLSX",
        ) from error


def _decoded(data: bytes, path: str) -> str:
    charset = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(charset)
    except UnicodeDecodeError as error:
        raise CatalogError(
            f"the byte 0x{data[error.start]:02X} is no {charset.removesuffix('-sig')}",
            path=path,
            line=data.count(b"\n", 0, error.start) + 1,
            hint="save the sheet as “CSV UTF-8”, or send it as XLSX",
        ) from error


def _delimiter(text: str) -> str:
    """What stands after the first cell: spreadsheets take what their country uses."""
    first = text.split("\n", 1)[0]
    return max(_DELIMITERS, key=first.count)
