"""The one door to PO files: bytes ↔ Catalog, read and written by these functions alone.

Owns what concerns the file as a whole: charset, newlines, header fields, domain and language.
Entries are read in `reading` and written in `writing`. No clock, no defaults from outside.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path, PurePosixPath

from pipeline.catalogs.po.patching import replaced
from pipeline.catalogs.po.reading import Entries, read_entries
from pipeline.catalogs.po.writing import render_entries
from pipeline.errors import CatalogError, unreadable
from pipeline.files import write_if_changed
from pipeline.model import Catalog, Language, Unit

__all__ = [
    "data_of",
    "decoded",
    "format_catalog",
    "is_plain_utf8",
    "parse",
    "patched",
    "read",
    "render",
    "write",
]


def parse(data: bytes, path: str) -> Catalog:
    """The catalog in `data`; `path` names it in messages and gives its domain.

    Strings are NFC with "\\n" newlines. Raises CatalogError, with line and hint, for whatever can't
    be read without losing something: a wrong byte, a syntax error, merge-conflict markers,
    an entry that stands there twice.
    """
    entries = read_entries(decoded(data, path), path)
    fields = _fields(entries.header)
    return Catalog(
        domain=PurePosixPath(path).stem,
        language=_language(fields, path),
        header=fields,
        units=_obsolete_last(entries.units),
        header_comments=_header_comments(entries),
        header_fuzzy=entries.header is not None and entries.header.fuzzy,
    )


def read(path: Path, *, root: Path) -> Catalog:
    """The catalog in the file `path`; messages name it relative to `root`."""
    return parse(data_of(path, root=root), _shown(path, root))


def data_of(path: Path, *, root: Path) -> bytes:
    """The bytes of the file `path`; CatalogError where it can't be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(CatalogError, _shown(path, root), error) from error


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def render(catalog: Catalog) -> bytes:
    """The catalog as a PO file in our layout: UTF-8, "\\n", not wrapped, fields in fixed order.

    `msgcat --no-wrap` leaves these bytes as they are, unless the catalog holds what gettext would
    delete: unknown flags, or comments of an obsolete entry that was never translated.
    """
    # Encoded one by one: in a joined text one Arabic entry makes every character take two bytes.
    entries = [entry.encode() for entry in render_entries(catalog)]
    return b"\n\n".join(entries) + b"\n" if entries else b""


def patched(data: bytes, path: str, catalog: Catalog) -> bytes:
    """The file `data` with the translations of `catalog`, which was parsed from it and edited.

    Line ends, wrapping, a byte-order mark, comments and the header stay byte for byte. Where that
    can't be done (the charset lacks a character, several strings stand on a line), the whole file
    is in our layout, as `render` writes it.
    """
    read = parse(data, path)
    mark = UTF8_MARK if data.startswith(UTF8_MARK) else b""
    charset = _charset(data)
    changed = {
        old.line: new.msgstr
        for old, new in zip(read.units, catalog.units, strict=True)
        if old.msgstr != new.msgstr
    }
    found = replaced(data.removeprefix(mark).decode(charset), changed)
    try:
        result = mark + found.encode(charset) if found is not None else b""
    except UnicodeEncodeError:
        result = b""
    return result if result and parse(result, path) == catalog else render(catalog)


def write(path: Path, catalog: Catalog) -> bool:
    """Whether the file `path` had to be written to hold `catalog`."""
    return write_if_changed(path, render(catalog))


def format_catalog(data: bytes, path: str) -> bytes:
    """Any PO file in our layout, with everything that it says. Raises CatalogError as `parse`.

    Where that changes a byte, polib reads both as well: no translation that it finds in the old
    file may be missing from the new one. It is somebody's work that is about to be replaced.
    """
    formatted = render(parse(data, path))
    if formatted != data:
        # polib is loaded only where a layout is odd: 9 ms, as much as 1,500 entries take to read.
        from pipeline.catalogs.po import second_reading

        second_reading.require_every_translation(data, formatted, path)
    return formatted


# ----------------------------------------------------------------------------------------- decoding
CHARSET = re.compile(rb'Content-Type:(?:[^"\\\n]|"[ \t]*\r?\n[ \t]*")*?charset=([\w.:+-]+)', re.I)
UTF8_MARK = b"\xef\xbb\xbf"
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00")
UTF8_NAMES = frozenset({"utf-8", "utf8", "ascii", "us-ascii", "charset"})  # CHARSET: a template's


def decoded(data: bytes, path: str) -> str:
    """The text in `data`, in the charset that its header names, with "\\n" newlines."""
    if data.startswith(WIDE_MARKS):
        raise CatalogError(
            "this file is UTF-16 or UTF-32, which PO files can't be",
            path=path,
            line=1,
            hint="save it as UTF-8",
        )
    data = data.removeprefix(UTF8_MARK)
    found = CHARSET.search(data)
    charset = _charset(data)
    try:
        text = data.decode(charset)
    except LookupError as error:
        raise CatalogError(
            f"the header says charset={charset}, which is not known here",
            path=path,
            line=data.count(b"\n", 0, found.start() if found else 0) + 1,
            hint="convert the file with `msgconv --to-code=UTF-8`",
        ) from error
    except UnicodeDecodeError as error:
        raise _undecodable(error, charset, path) from error
    if found and not data.isascii() and _is_utf8_after_all(data, charset):
        # Read as it says, "Rücken" would be "RÃ¼cken", and an update would write that for good.
        raise CatalogError(
            f"the header says charset={charset}, but the text is in UTF-8",
            path=path,
            line=data.count(b"\n", 0, found.start(1)) + 1,
            hint="write charset=UTF-8 there",
        )
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        text = text if "\n" in text else text.replace("\r", "\n")
    return text


def _charset(data: bytes) -> str:
    found = CHARSET.search(data)
    charset = found[1].decode("ascii") if found else "UTF-8"
    return "UTF-8" if charset.lower() in UTF8_NAMES else charset


def _is_utf8_after_all(data: bytes, charset: str) -> bool:
    """Whether the bytes are UTF-8, although a charset of another kind is named.

    By chance they never are, but for a word or two.
    """
    if codecs.lookup(charset).name.startswith("utf"):
        return False
    try:
        data.decode("UTF-8")
    except UnicodeDecodeError:
        return False
    return True


def is_plain_utf8(data: bytes) -> bool:
    """Whether `decoded` gives the very text whose UTF-8 these bytes are, or raises."""
    if b"\r" in data or data.startswith(UTF8_MARK):
        return False
    found = CHARSET.search(data)
    return found is None or found[1].decode("ascii").lower() in UTF8_NAMES


def _undecodable(error: UnicodeDecodeError, charset: str, path: str) -> CatalogError:
    return CatalogError(
        f"the byte 0x{error.object[error.start]:02X} is not valid in {charset}",
        path=path,
        line=error.object.count(b"\n", 0, error.start) + 1,
        hint="save the file as UTF-8, or name its charset in the header's Content-Type",
    )


# ------------------------------------------------------------------------------------------- header
def _fields(header: Unit | None) -> tuple[tuple[str, str], ...]:
    """The header's fields; a line that is no field stands there with the name ""."""
    if header is None:
        return ()
    return tuple(_field(line) for line in header.msgstr.split("\n") if line.strip())


def _field(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    if not colon or not name.strip() or " " in name.strip():
        return "", line.strip()
    return name.strip(), value.strip()


def _header_comments(entries: Entries) -> tuple[str, ...]:
    """The comments of the header, and those that belong to no entry, so that none is lost."""
    header = entries.header
    if header is None:
        return entries.trailing_comments
    others = (*header.extracted, *header.references, *header.flags)
    return (*header.comments, *others, *entries.trailing_comments)


SCRIPT_MODIFIERS = {"latin": "_Latn", "cyrillic": "_Cyrl", "arabic": "_Arab", "devanagari": "_Deva"}


def _language(fields: tuple[tuple[str, str], ...], path: str) -> Language | None:
    """From the folder (`locales/<language>/LC_MESSAGES/`), else the header; None for a template."""
    place = PurePosixPath(path)
    if place.suffix == ".pot":
        return None
    named = next((value for name, value in fields if name.lower() == "language"), "")
    if place.parent.name == "LC_MESSAGES" and place.parent.parent.name:
        named = place.parent.parent.name
    locale, _, modifier = named.partition("@")
    tag = locale.partition(".")[0] + SCRIPT_MODIFIERS.get(modifier.lower(), "")
    return Language.parse(tag) if tag.strip() else None


def _obsolete_last(units: list[Unit]) -> tuple[Unit, ...]:
    obsolete = [unit for unit in units if unit.obsolete]
    return (*[unit for unit in units if not unit.obsolete], *obsolete)
