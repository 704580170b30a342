"""PO text → entries: a pattern for ordinary entries, the whole grammar for everything else.

An ordinary entry is one that we would write ourselves, between blank lines: one regular expression
reads it, some ten times faster than polib. Any other entry goes through `po_grammar`, and so does
the whole file where a blank line stands inside an entry or anything is wrong: then the grammar
finds the line to name.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

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
# A string as we write it: no raw control character that has an escape; and possessive quantifiers,
# so that a string which does not fit fails at once.
INSIDE = r'(?:[^"\\\x07-\x0d]++|\\[abtnvfr"\\])*+'
STRING = rf'"({INSIDE})"'
STRINGS = rf'("{INSIDE}"(?:\n"{INSIDE}")*+)'
ORDINARY = re.compile(
    r"((?:#(?: [^\n]*+)?\n)*+)"  # 1 translators' comments
    r"((?:#\.(?: [^\n]*+)?\n)*+)"  # 2 extracted comments
    r"(?:#: ([^\s:\u2068]++)\n)?+"  # 3 one reference, without a line number
    r"(?:#, ([^\n]++)\n)?+"  # 4 flags
    rf"(?:#\| msgid {STRING}\n)?+"  # 5 previous source
    rf"(?:msgctxt {STRING}\n)?+"  # 6 context
    rf"msgid {STRINGS}\n"  # 7 source
    rf"msgstr {STRINGS}\n?+"  # 8 translation
)


def _by_chunks(text: str, path: str) -> list[Unit] | None:
    """All units, read chunk by chunk between blank lines; None where the chunks do not fit."""
    units: list[Unit] = []
    line = 1
    for chunk in text.split("\n\n"):
        match = ORDINARY.fullmatch(chunk)
        if match is not None:
            units.append(_ordinary(chunk, line, match))
        elif chunk.strip("\n"):
            try:
                odd, trailing = parse_entries(chunk, path, first_line=line)
            except CatalogError:
                return None
            if trailing:
                return None
            units += odd
        line += chunk.count("\n") + 2
    return units


def _ordinary(chunk: str, line: int, match: re.Match[str]) -> Unit:
    comments, extracted, reference, flags, previous, context, msgid, msgstr = match.groups()
    translation = _joined(msgstr)
    shown = split_flags(flags) if flags else ()
    return Unit(
        Key(None if context is None else unescaped(context), _joined(msgid)),
        translation,
        fuzzy="fuzzy" in shown and bool(translation),
        previous=None if previous is None else Key(None, unescaped(previous)),
        extracted=tuple([text[3:] for text in extracted.split("\n")[:-1]]) if extracted else (),
        references=(reference,) if reference else (),
        comments=tuple([text[2:] for text in comments.split("\n")[:-1]]) if comments else (),
        flags=tuple([flag for flag in shown if flag != "fuzzy"]) if shown else (),
        line=line + chunk.count("\n", 0, match.start(7)),
    )


def _joined(strings: str) -> str:
    """The text of one or several quoted strings, one a line, in which every escape is valid."""
    text = strings[1:-1]
    if "\n" in text:
        text = text.replace('"\n"', "")
    return unescaped(text) if "\\" in text else text
