"""A PO file read at a glance: its strings as they stand, without an object for every entry.

For the two questions that are asked of every catalog in every run: is there anything to update
(`catalogs.unchanged`), and what does it say for a text (`catalogs.translations`)? One regular
expression parts a file in our own layout, in a tenth of the time that its units take. Anything
else, and whatever is wrong, is for `po.parse`: nothing is answered here that it would answer
otherwise.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.catalogs import po
from pipeline.catalogs.po import reading, writing
from pipeline.catalogs.po.reading import Columns, Head
from pipeline.errors import CatalogError
from pipeline.model import State, Unit

__all__ = ["Entries", "Header", "Texts", "glance", "glance_along", "texts"]

CONTROLS = (b"\a", b"\b", b"\t", b"\v", b"\f", b"\r")  # which we would write as escapes
PLAIN = re.compile(r"(?:[!#-\[\]-~](?:[ !#-\[\]-~]*[!#-\[\]-~])?)?")  # stands as it is written
# Header fields that differ between the catalogs of a language, and from one update to the next.
FIELD = re.compile(
    r'^("(?:Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|X-Domain|X-Source-Digest'
    rf'|X-Reviewed-Wording): )({PLAIN.pattern})(?=\\n"$)',
    re.MULTILINE,
)


class Header(NamedTuple):
    """The entry that says what a file is."""

    rest: Rest  # all but `values`
    values: Mapping[str, str]  # of FIELD
    pieces: Sequence[str]  # how it stands: between two of them a value, in the order of `values`

    def value(self, name: str) -> str:
        """The field's value, or "" where there is none; names compare without case."""
        found = self.rest.fields.get(name.lower(), ("", ""))
        return self.values.get(*found)

    def has(self, name: str) -> bool:
        """Whether there is a field of exactly this name."""
        return self.rest.fields.get(name.lower(), ("", ""))[0] == name

    def with_values(self, values: Mapping[str, str]) -> str | None:
        """How the header stands with these values; None where `po.render` must be asked.

        Each is one of FIELD that is there already, and again a value of the plainest kind.
        """
        if not self.values.keys() >= values.keys() or not all(
            map(PLAIN.fullmatch, values.values())
        ):
            return None
        shown = {**self.values, **values}.values()
        return "".join(
            [each for pair in zip(self.pieces, (*shown, ""), strict=True) for each in pair]
        )


class Rest(NamedTuple):
    """A header but for the values of FIELD; most files of a language share it."""

    fields: Mapping[str, tuple[str, str]]  # name in small letters → (name, value)
    comments: tuple[str, ...]
    is_ours: bool  # it stands as we would write it


class Entries(NamedTuple):
    """What stands in a file, in its order; strings are unescaped."""

    header: Header
    above: list[str]  # the lines above each msgid, as they stand
    heads: Mapping[str, Head]  # the same lines, read
    msgids: list[str]
    msgstrs: list[str]
    raws: list[str]  # the msgstrs, as they stand between their quotes
    obsolete: tuple[Unit, ...]
    is_ours: bool  # every string, and all that is obsolete, stands as we would write it

    @property
    def is_translated(self) -> bool:
        """Whether every entry has a translation, and none is fuzzy."""
        return all(map(str.strip, self.msgstrs)) and not any(
            head.fuzzy for head in self.heads.values()
        )

    @property
    def keys(self) -> list[tuple[str | None, str]]:
        """What the entries are found by, as `Key`."""
        contexts = {above: head.context for above, head in self.heads.items()}
        return list(zip(map(contexts.__getitem__, self.above), self.msgids, strict=True))

    @property
    def states(self) -> list[State]:
        """What each translation is worth."""
        marked = {each for each, head in self.heads.items() if head.fuzzy}
        return [
            State.FUZZY
            if above in marked and msgstr
            else State.TRANSLATED
            if msgstr.strip()
            else State.UNTRANSLATED
            for above, msgstr in zip(self.above, self.msgstrs, strict=True)
        ]


@lru_cache(maxsize=32)  # of the article at hand: an update and a build ask for the same ones
def glance(data: bytes, path: str) -> Entries | None:
    """The entries of a PO file, or None where `po.parse` must be asked.

    Raises CatalogError as that does for bytes that are no text.
    """
    text = po.decoded(data, path)
    if not unicodedata.is_normalized("NFC", text) or not text.endswith('"\n'):
        return None
    beginning, _, rest = text.partition("\n\n")
    header = _header(beginning)
    if header is None:
        return None
    start = len(beginning) + len("\n\n")
    columns = reading.columns_of(text, start) if rest else reading.Columns([], [], [], start)
    strings = _strings(columns) if columns else None
    if columns is None or strings is None:
        return None
    gone = f"{text[columns.end :]}\n" if columns.end < len(text) else ""
    heads = {e: head for e in set(columns.above) if (head := reading.head_of(e)) is not None}
    obsolete = _obsolete(gone)
    if obsolete is None or not heads.keys() >= set(columns.above):
        return None
    found = Entries(
        header, columns.above, heads, *strings, columns.msgstrs, obsolete, is_ours=False
    )
    if not _are_unique(found):
        return None
    is_ours = (
        header.rest.is_ours
        and not any(each in data for each in CONTROLS)
        and _is_ours(columns.msgids, found.msgids)
        and _is_ours(columns.msgstrs, found.msgstrs)
        and _is_gone_ours(obsolete, gone)
        and po.is_plain_utf8(data)
    )
    return found._replace(is_ours=is_ours)


class Texts(NamedTuple):
    """What the entries of a template stand for."""

    above: list[str]  # the lines above each msgid, as they stand
    msgids: list[str]  # unescaped
    starts: list[str]  # of each entry everything up to its translation, as it stands
    heads: Mapping[str, Head]  # `above`, read
    is_ours: bool  # a file of these entries can be read along

    @property
    def keys(self) -> list[tuple[str | None, str]]:
        """What the entries are found by, as `Key`."""
        return [
            (self.heads[above].context, msgid)
            for above, msgid in zip(self.above, self.msgids, strict=True)
        ]


def texts(template: bytes) -> Texts | None:
    """The texts of a template; None where that takes `po.parse`."""
    try:
        text = template.decode()
    except UnicodeDecodeError:
        return None  # not swallowed: `po.parse` reads the file next, and raises it again
    columns = reading.columns_of(text, text.find("\n\n") + 2)
    strings = _strings(columns) if columns else None
    if columns is None or strings is None:
        return None
    starts = [
        f'{above}msgid "{msgid}"\nmsgstr "'
        for above, msgid in zip(columns.above, columns.msgids, strict=True)
    ]
    heads = {e: head for e in set(columns.above) if (head := reading.head_of(e)) is not None}
    if not heads.keys() >= set(columns.above):
        return None  # an entry among them that is not for here: a text of more than one line
    is_ours = (
        len({(heads[e].context, t) for e, t in zip(columns.above, strings[0], strict=True)})
        == len(starts)
        and _is_normal(text)
        and _is_ours(columns.msgids, strings[0])
    )
    return Texts(columns.above, strings[0], starts, heads, is_ours)


def glance_along(data: bytes, path: str, *templates: Texts) -> Entries | None:
    """What `glance` says of a file, sooner where that is a template with translations in it.

    Then the entries need not be found and read again, only what stands between them; and all
    catalogs that follow a template have the very lists that `Texts` has of it.
    """
    text = po.decoded(data, path)
    for template in templates:
        found = _along(text, data, template) if template.is_ours else None
        if found is not None:
            return found
    return glance(data, path)


def _along(text: str, data: bytes, template: Texts) -> Entries | None:
    beginning, _, rest = text.partition("\n\n")
    end = rest.find("\n\n#~")
    gone = f"{rest[end + 2 :]}\n" if end >= 0 else ""
    pieces = (rest[: end + 2] if gone else f"{rest}\n").split('"\n\n')
    if pieces.pop() or len(pieces) != len(template.starts) or not text.endswith('"\n'):
        return None
    if not all(map(str.startswith, pieces, template.starts)):
        return None
    raws = [piece[len(start) :] for piece, start in zip(pieces, template.starts, strict=True)]
    shown = '"'.join(raws)  # in the file, too, a quote stands before each of them
    header = _header(beginning)
    msgstrs = None if "\n" in shown else _unescaped(raws)
    if header is None or msgstrs is None or not _is_normal(f'{beginning}"{shown}"{gone}'):
        return None
    obsolete = _obsolete(gone)
    if obsolete is None:
        return None
    is_ours = (
        header.rest.is_ours
        and not any(each in data for each in CONTROLS)
        and _is_ours(raws, msgstrs)
        and _is_gone_ours(obsolete, gone)
        and po.is_plain_utf8(data)
    )
    found = Entries(
        header,
        template.above,
        template.heads,
        template.msgids,
        msgstrs,
        raws,
        obsolete,
        is_ours=is_ours,
    )
    return found if not obsolete or _are_unique(found) else None


def _is_normal(text: str) -> bool:
    return text.isascii() or unicodedata.is_normalized("NFC", text)


# ---- parts of a file
def _strings(columns: Columns) -> tuple[list[str], list[str]] | None:
    """msgids and msgstrs unescaped; None where that is not for here, or a msgid is empty."""
    msgids, msgstrs = _unescaped(columns.msgids), _unescaped(columns.msgstrs)
    return None if msgids is None or msgstrs is None or "" in msgids else (msgids, msgstrs)


def _unescaped(column: list[str]) -> list[str] | None:
    joined = "".join(column)
    if "\\" not in joined and '"' not in joined:
        return column
    texts = [reading.text_of(each) if "\\" in each or '"' in each else each for each in column]
    read = [each for each in texts if each is not None]
    return read if len(read) == len(column) else None


def _obsolete(gone: str) -> tuple[Unit, ...] | None:
    if not gone:
        return ()
    units = reading.by_chunks(gone, "")
    return tuple(units) if units and all(unit.obsolete for unit in units) else None


def _is_gone_ours(obsolete: tuple[Unit, ...], gone: str) -> bool:
    return "".join(f"{each}\n\n" for each in writing.obsolete_entries(obsolete)) == gone


def _are_unique(found: Entries) -> bool:
    if not found.obsolete and len(set(found.msgids)) == len(found.msgids):
        return True
    keys = {reading.HEADER_KEY, *found.keys, *(unit.key for unit in found.obsolete)}
    return len(keys) == 1 + len(found.msgids) + len(found.obsolete)


def _is_ours(column: list[str], texts: list[str]) -> bool:
    """Whether the strings, without control characters, stand as we would write them."""
    return column is texts or all(
        raw is text or writing.string("msgstr", text) == f'msgstr "{raw}"'
        for raw, text in zip(column, texts, strict=True)
    )


# ---- the header
def _header(beginning: str) -> Header | None:
    if "\n#" in beginning[beginning.find('msgid ""') :]:
        return None  # a comment, or "fuzzy", that belongs to the entry behind the header
    parts = FIELD.split(beginning)
    names, values = parts[1::3], parts[2::3]
    del parts[2::3]
    rest = _rest("".join(parts) + "\n")
    named = {name[1:-2]: value for name, value in zip(names, values, strict=True)}
    pieces = [*map("".join, zip(parts[:-1:2], names, strict=True)), parts[-1]]
    return None if rest is None else Header(rest, named, pieces)


@lru_cache(maxsize=256)
def _rest(text: str) -> Rest | None:
    try:
        entries = reading.read_entries(text, "")
        catalog = po.parse(text.encode(), "header.po")
    except CatalogError:
        return None  # not swallowed: `po.parse` reads the whole file next, and raises it again
    fields = {name.lower(): (name, value) for name, value in catalog.header}
    others = entries.units or entries.trailing_comments
    if entries.header is None or others or len(fields) < len(catalog.header):
        return None
    return Rest(fields, catalog.header_comments, is_ours=po.render(catalog) == text.encode())
