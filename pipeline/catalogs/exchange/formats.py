"""Which exchange formats there are, and which of them a file is in.

A format is a pair of pure functions, parcels → bytes and bytes → parcels. What comes back is known
by its content, not by its name: people rename files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType

from pipeline.catalogs.exchange import tmx, xml
from pipeline.catalogs.exchange.csv import read_csv, render_csv
from pipeline.catalogs.exchange.parcel import Parcel
from pipeline.catalogs.exchange.rows import NEEDED, read_rows, render_rows
from pipeline.catalogs.exchange.xliff1 import read_xliff1, render_xliff1
from pipeline.catalogs.exchange.xliff2 import read_xliff2, render_xliff2
from pipeline.catalogs.exchange.xlsx import read_xlsx, render_xlsx
from pipeline.errors import CatalogError

__all__ = ["FORMATS", "Format", "TERMBASE_ROOTS", "parse_parcels", "xml_root"]

TERMBASE_ROOTS = ("tbx", "martif")


@dataclass(frozen=True, slots=True)
class Format:
    """How parcels of one language become a file."""

    suffix: str
    render: Callable[[Iterable[Parcel]], bytes]


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "xliff": Format(".xlf", render_xliff1),
        "xliff2": Format(".xliff", render_xliff2),
        "tmx": Format(".tmx", tmx.pack_tmx),
        "csv": Format(".csv", lambda packed: render_csv(render_rows(packed))),
        "xlsx": Format(".xlsx", lambda packed: render_xlsx(render_rows(packed))),
    }
)

_PO_ENTRY = re.compile(rb'(?m)^msgid[ \t]+"')
_XML_SUFFIXES = (".xlf", ".xliff", ".tmx", ".tbx", ".xml")  # sheets of a table have none of these
_ZIP = b"PK\x03\x04"
_XML_STARTS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<\x00", b"\xfe\xff\x00<")


def xml_root(data: bytes, path: str) -> xml.Node | None:
    """The root of an XML document; None for a file that is none."""
    return xml.parse(data, path) if data.lstrip().startswith(_XML_STARTS) else None


def _may_be_sheet(data: bytes) -> bool:
    """Whether a review sheet by another name: its first row has a column for the language."""
    return NEEDED[0].encode() in data[:1000].replace(b"\0", b"").lower()


def parse_parcels(data: bytes, path: str, root: xml.Node | None = None) -> tuple[Parcel, ...]:
    """The parcels in a file of any of the formats; `root` where it has been parsed already.

    Raises CatalogError, with the line, for what can't be read, and for another format or version.
    """
    if not data.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise CatalogError(
            "the file is empty", path=path, hint="did it arrive whole? ask for it once more"
        )
    root = root if root is not None else xml_root(data, path)
    if root is None and (entry := _PO_ENTRY.search(data)) is not None:
        raise CatalogError(
            "this is a PO file, which a project takes as it is",
            path=path,
            line=1 + data.count(b"\n", 0, entry.start()),
            hint="put it in the place of locales/<language>/LC_MESSAGES/<article>.po and see what "
            "git shows; then: leaflets update",
        )
    is_named_xml = PurePath(path).suffix.lower() in _XML_SUFFIXES
    if root is None and is_named_xml and not data.startswith(_ZIP) and not _may_be_sheet(data):
        raise CatalogError(
            "this is no XML: it does not begin with '<'",
            path=path,
            line=1,
            hint="open it to see what it is: an error page of a website, or another file by this "
            "name? ask for it once more",
        )
    if root is None:
        rows = read_xlsx(data, path) if data.startswith(_ZIP) else read_csv(data, path)
        return read_rows(rows, path)
    if root.name == "tmx":
        return tmx.read_parcels(root, path)
    version = root.get("version")
    if root.name == "xliff" and version in ("1.1", "1.2"):
        return read_xliff1(root, path)
    if root.name == "xliff" and version.startswith("2."):
        return read_xliff2(root, path)
    what = f"XLIFF version {version!r}" if root.name == "xliff" else f"<{root.name}>"
    raise CatalogError(
        f"{what} is no exchange format that is known here",
        path=path,
        line=root.line,
        hint="import XLIFF 1.2, XLIFF 2.0 or 2.1, TMX, TBX, or a review sheet as CSV or XLSX",
    )
