"""PO text → entries: a pattern for ordinary entries, the whole grammar for everything else.

An ordinary entry is one that we would write ourselves, between blank lines: one regular expression
reads it, some ten times faster than polib. Any other entry goes through `po_grammar`, and so does
the whole file where a blank line stands inside an entry or anything is wrong: then the grammar
finds the line to name.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, fields
from typing import NamedTuple

from pipeline.catalogs.po_grammar import parse_entries, split_flags, unescaped
from pipeline.errors import CatalogError
from pipeline.model import Key, Unit

__all__ = ["Entries", "read_entries"]

HEADER_KEY = Key(None, "")


@dataclass(slots=True)
class Entries:
    """What stands in a PO file: units in file order, the header entry apart."""

    units: list[Unit]
    header: Unit | None
    trailing_comments: tuple[str, ...]  # after the last entry, belonging to none


def read_entries(text: str, path: str) -> Entries:
    """The entries of a PO file with "\\n" newlines; strings come out unescaped and in NFC.

    Raises CatalogError with the line of a syntax error, of merge-conflict markers and of an entry
    that stands there twice (active or obsolete: gettext refuses that too).
    """
    units = _by_chunks(text, path) if unicodedata.is_normalized("NFC", text) else None
    trailing: tuple[str, ...] = ()
    if units is None:
        units, trailing = parse_entries(text, path)
    header = _check_unique(units, path)
    if header is not None:
        units = [unit for unit in units if unit is not header]
    return Entries(units, header, trailing)


def _check_unique(units: list[Unit], path: str) -> Unit | None:
    """The header's unit; raises where two units have the same key."""
    by_key = {unit.key: unit for unit in units}
    if len(by_key) < len(units):
        first: dict[Key, Unit] = {}
        for unit in units:
            before = first.setdefault(unit.key, unit)
            if before is not unit:
                raise _duplicate(before, unit, path)
    header = by_key.get(HEADER_KEY)
    return None if header is None or header.obsolete else header


def _duplicate(before: Unit, unit: Unit, path: str) -> CatalogError:
    shown = unit.key.msgid if len(unit.key.msgid) <= 60 else unit.key.msgid[:57] + "…"
    what = f"the entry {shown!r}" if unit.key != HEADER_KEY else "the header"
    return CatalogError(
        f"{what} stands here a second time; the first is on line {before.line}",
        path=path,
        line=unit.line,
        hint="keep the better of the two entries and delete the other one",
    )


# --------------------------------------------------------------------------------- ordinary entries
ENTRY = re.compile(r'((?:#.*\n)*(?:msgctxt .*\n)?)msgid "(.*)"\nmsgstr "(.*)"')  # to be looked at
INSIDE = r'(?:[^"\\\n]++|\\[abtnvfr"\\])*+'  # of a string; possessive: what can't fit fails at once
TEXT = re.compile(INSIDE)
HEAD = re.compile(
    r"((?:#(?: [^\n]*+)?\n)*+)"  # 1 translators' comments
    r"((?:#\.(?: [^\n]*+)?\n)*+)"  # 2 extracted comments
    r"(?:#: ([^\s:\u2068]++)\n)?+"  # 3 one reference, without a line number
    r"(?:#, ([^\n]++)\n)?+"  # 4 flags
    rf'(?:#\| msgid "({INSIDE})"\n)?+'  # 5 previous source
    rf'(?:msgctxt "({INSIDE})"\n)?+'  # 6 context
)


class _Head(NamedTuple):
    """What stands above `msgid`; many entries of an article share it."""

    fuzzy: bool
    previous: Key | None
    context: str | None
    extracted: tuple[str, ...]
    references: tuple[str, ...]
    comments: tuple[str, ...]
    flags: tuple[str, ...]
    lines: int


def _by_chunks(text: str, path: str) -> list[Unit] | None:
    """All units, read chunk by chunk between blank lines; None where the chunks do not fit."""
    units: list[Unit] = []
    heads: dict[str, _Head | None] = {}
    line = 1
    for chunk in text.removesuffix("\n").split("\n\n"):
        unit = _ordinary(chunk, line, heads)
        if unit is not None:
            units.append(unit)
        elif chunk.strip("\n"):
            odd = _odd(chunk, line, path)
            if odd is None:
                return None
            units += odd
        line += chunk.count("\n") + 2
    return units


COMMENT_LINE = re.compile(r'[ \t\r\f\v]*#(?!~[ \t]*[m"])')  # also `#~ # …`; not `#~ msgstr "…"`


def _odd(chunk: str, line: int, path: str) -> list[Unit] | None:
    """The chunk's units by the grammar; None where it is not made of whole entries.

    A comment at its end belongs to the entry below the blank line: `#, fuzzy` must not get lost.
    """
    last = chunk.rstrip(" \t\r\f\v\n").rpartition("\n")[2]
    if COMMENT_LINE.match(last):
        return None
    try:
        units, trailing = parse_entries(chunk, path, first_line=line)
    except CatalogError:
        return None  # not swallowed: the grammar reads the whole file next, and raises it again
    return None if trailing else units


# A frozen dataclass is built by one checked assignment a field, a third of the time of reading;
# through its slots it is built in half that. Only this one function does so.
_new_unit = object.__new__
(
    _set_key,
    _set_msgstr,
    _set_fuzzy,
    _set_obsolete,
    _set_previous,
    _set_extracted,
    _set_references,
    _set_comments,
    _set_flags,
    _set_plural,
    _set_line,
) = (getattr(Unit, field.name).__set__ for field in fields(Unit))


def _ordinary(chunk: str, line: int, heads: dict[str, _Head | None]) -> Unit | None:
    """The unit that `chunk` is, or None where the grammar must look."""
    obsolete = chunk.startswith("#~ ")
    if obsolete:
        if chunk.count("\n#~ ") < chunk.count("\n"):
            return None
        chunk = chunk[3:].replace("\n#~ ", "\n")
    match = ENTRY.fullmatch(chunk)
    if match is None:
        return None
    above, msgid, msgstr = match.groups()
    if above not in heads:
        heads[above] = _head(above)
    head, source, translation = heads[above], _text(msgid), _text(msgstr)
    if head is None or source is None or translation is None:
        return None
    unit = _new_unit(Unit)
    _set_key(unit, Key(head.context, source))
    _set_msgstr(unit, translation)
    _set_fuzzy(unit, head.fuzzy and translation != "")
    _set_obsolete(unit, obsolete)
    _set_previous(unit, head.previous)
    _set_extracted(unit, head.extracted)
    _set_references(unit, head.references)
    _set_comments(unit, head.comments)
    _set_flags(unit, head.flags)
    _set_plural(unit, ())
    _set_line(unit, line + head.lines)
    return unit


def _head(above: str) -> _Head | None:
    """The lines above `msgid`, read; None where they are not for here."""
    match = HEAD.fullmatch(above)
    if match is None:
        return None
    comments, extracted, reference, flag_line, previous, context = match.groups()
    flags = split_flags(flag_line) if flag_line else []
    return _Head(
        fuzzy="fuzzy" in flags,
        previous=None if previous is None else Key(None, unescaped(previous)),
        context=None if context is None else unescaped(context),
        extracted=tuple(text[3:] for text in extracted.split("\n")[:-1]),
        references=(reference,) if reference else (),
        comments=tuple(text[2:] for text in comments.split("\n")[:-1]),
        flags=tuple(dict.fromkeys(flag for flag in flags if flag != "fuzzy")),
        lines=above.count("\n"),
    )


def _text(inside: str) -> str | None:
    """What stands between the quotes, read; None where that is not for here."""
    if "\\" not in inside:
        return None if '"' in inside else inside
    return unescaped(inside) if TEXT.fullmatch(inside) else None
