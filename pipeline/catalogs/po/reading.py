"""PO text → entries: a pattern for ordinary entries, the whole grammar for everything else.

An ordinary entry is one that we would write ourselves, between blank lines: one regular expression
reads it, some ten times faster than polib. Any other entry goes through `grammar`, and so does
the whole file where a blank line stands inside an entry or anything is wrong: then the grammar
finds the line to name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, cast

from pipeline.catalogs.po.grammar import parse_entries, split_flags, unescaped
from pipeline.errors import CatalogError
from pipeline.language.patterns import lazy
from pipeline.model import Key, Unit

__all__ = [
    "Columns",
    "Entries",
    "Head",
    "by_chunks",
    "columns_of",
    "head_of",
    "read_entries",
    "text_of",
    "unit_of",
]

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
    units = by_chunks(text, path) if unicodedata.is_normalized("NFC", text) else None
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
# One entry as nearly all are written: what stands above its msgid is read by HEAD.
ENTRY = re.compile(r'((?:#.*\n)*(?:msgctxt .*\n)?)msgid "(.*)"\nmsgstr "(.*)"(?:\n\n|\n?\Z)')
INSIDE = r'[^"\\\n]*(?:\\[abtnvfr"\\][^"\\\n]*)*'  # of a string; see `grammar.STATEMENT`
TEXT = lazy(INSIDE)
HEAD = re.compile(
    r"((?:#(?: [^\n]*)?\n)*)"  # 1 translators' comments
    r"((?:#\.(?: [^\n]*)?\n)*)"  # 2 extracted comments
    r"(?:#: ([^\s:\u2068]+)\n)?"  # 3 one reference, without a line number
    r"(?:#, ([^\n]+)\n)?"  # 4 flags
    rf'(?:#\| msgid "({INSIDE})"\n)?'  # 5 previous source
    rf'(?:msgctxt "({INSIDE})"\n)?'  # 6 context
)


class Head(NamedTuple):
    """What stands above `msgid`; many entries of an article share it."""

    fuzzy: bool
    previous: Key | None
    context: str | None
    extracted: tuple[str, ...]
    references: tuple[str, ...]
    comments: tuple[str, ...]
    flags: tuple[str, ...]
    lines: int


def by_chunks(text: str, path: str) -> list[Unit] | None:
    """All units, read chunk by chunk between blank lines; None where the chunks do not fit."""
    units: list[Unit] = []
    start, line = 0, 1
    second = text.find("\n\n") + 2
    if second > 1:  # behind the header, which is never ordinary, nearly everything is
        header = _others(text[: second - 2], 1, path)
        columns = columns_of(text, second) if header is not None else None
        found = _all_ordinary(columns, text.count("\n", 0, second) + 1) if columns else None
        if header is not None and columns is not None and found is not None:
            units = [*header, *found]
            start, line = columns.end, text.count("\n", 0, columns.end) + 1
    while start < len(text):
        match = ENTRY.match(text, start)
        unit = None if match is None else _ordinary(line, *match.groups())
        if match is not None and unit is not None:
            units.append(unit)
            start, line = match.end(), unit.line + 3  # msgid, msgstr and the blank line
            continue
        end = text.find("\n\n", start)
        chunk = text[start:] if end < 0 else text[start:end]
        others = _others(chunk, line, path)
        if others is None:
            return None
        units += others
        start, line = start + len(chunk) + 2, line + chunk.count("\n") + 2
    return units


def _all_ordinary(columns: Columns, line: int) -> list[Unit] | None:
    """The units of these entries, of which the first starts on `line`; None where one is odd."""
    units: list[Unit] = []
    for above, source, translation in zip(*columns[:3], strict=True):
        unit = _ordinary(line, above, source, translation)
        if unit is None:
            return None
        units.append(unit)
        line = unit.line + 3
    return units


PART = lazy(r'msgid "(.*)"\nmsgstr "(.*)"\n\n')  # between two of them: what stands above


class Columns(NamedTuple):
    """Ordinary entries that follow one another, as they stand in the file."""

    above: list[str]  # the lines above each msgid
    msgids: list[str]
    msgstrs: list[str]
    end: int  # where the first entry starts that is obsolete; else the end of the text


def columns_of(text: str, start: int) -> Columns | None:
    """The entries from `start` to the first obsolete one; None where others are among them.

    What the strings and the lines above them say is still to be read. The text ends with an entry.
    """
    if text.startswith("#~", start):
        return Columns([], [], [], start)
    gone = text.find("\n\n#~", start)
    end = len(text) if gone < 0 else gone + 2
    parts = PART.split(f"{text[start:]}\n" if gone < 0 else text[start:end])
    return None if parts.pop() else Columns(parts[0::3], parts[1::3], parts[2::3], end)


def _others(chunk: str, line: int, path: str) -> Sequence[Unit] | None:
    """The units of a chunk that is no ordinary entry as it stands; None where it does not fit."""
    if chunk.startswith("#~ ") and chunk.count("\n#~ ") == chunk.count("\n"):
        match = ENTRY.fullmatch(chunk[3:].replace("\n#~ ", "\n"))
        unit = None if match is None else _ordinary(line, *match.groups(), obsolete=True)
        if unit is not None:
            return (unit,)
    header = HEADER.fullmatch(chunk)
    if header is not None:
        text = _joined(header[2])
        unit = None if text is None else _unit(header[1], "", text, line)
        if unit is not None:
            return (unit,)
    return _odd(chunk, line, path) if chunk.strip("\n") else ()


HEADER = re.compile(r'((?:#.*\n)*)msgid ""\nmsgstr ""((?:\n".*")+)')  # a field a line


def _joined(lines: str) -> str | None:
    """What several quoted lines say; None where that is not for here."""
    texts = [text_of(line[1:-1]) for line in lines[1:].split("\n")]
    read = [text for text in texts if text is not None]
    return "".join(read) if len(read) == len(texts) else None


COMMENT_LINE = lazy(r'[ \t\r\f\v]*#(?!~[ \t]*[m"])')  # also `#~ # …`; not `#~ msgstr "…"`


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


class _Thawed:
    """A Unit while its fields are set.

    A frozen dataclass is built by one checked assignment a field, half the time of reading. Here
    they are plain assignments; then the object becomes a Unit, whose slots are the same.
    """

    __slots__ = Unit.__slots__
    __class__: type
    key: Key
    msgstr: str
    fuzzy: bool
    obsolete: bool
    previous: Key | None
    extracted: tuple[str, ...]
    references: tuple[str, ...]
    comments: tuple[str, ...]
    flags: tuple[str, ...]
    plural: tuple[str, ...]
    line: int


_key = cast(Callable[[type[Key], tuple[str | None, str]], Key], tuple.__new__)  # half the time


def _ordinary(
    line: int, above: str, source: str, translation: str, *, obsolete: bool = False
) -> Unit | None:
    """The unit with these parts that starts on `line`, or None where the grammar must look."""
    msgid = text_of(source) if "\\" in source or '"' in source else source
    msgstr = text_of(translation) if "\\" in translation or '"' in translation else translation
    if msgid is None or msgstr is None:
        return None
    return _unit(above, msgid, msgstr, line, obsolete=obsolete)


def _unit(above: str, msgid: str, msgstr: str, line: int, *, obsolete: bool = False) -> Unit | None:
    """The unit with these texts that starts on `line`; None where the lines above are odd."""
    head = head_of(above)
    return None if head is None else unit_of(head, msgid, msgstr, line, obsolete=obsolete)


def unit_of(head: Head, msgid: str, msgstr: str, line: int = 0, *, obsolete: bool = False) -> Unit:
    """The unit with these texts, which starts on `line`; 0: not known."""
    fuzzy, previous, context, extracted, references, comments, flags, lines = head
    unit = _Thawed()
    unit.key = _key(Key, (context, msgid))
    unit.msgstr = msgstr
    unit.fuzzy = fuzzy and msgstr != ""
    unit.obsolete = obsolete
    unit.previous = previous
    unit.extracted = extracted
    unit.references = references
    unit.comments = comments
    unit.flags = flags
    unit.plural = ()
    unit.line = line + lines if line else 0
    unit.__class__ = Unit
    return cast(Unit, unit)


@lru_cache(maxsize=1024)
def head_of(above: str) -> Head | None:
    """The lines above `msgid`, read; None where they are not for here."""
    match = HEAD.fullmatch(above)
    if match is None:
        return None
    comments, extracted, reference, flag_line, previous, context = match.groups()
    flags = split_flags(flag_line) if flag_line else []
    return Head(
        fuzzy="fuzzy" in flags,
        previous=None if previous is None else Key(None, unescaped(previous)),
        context=None if context is None else unescaped(context),
        extracted=tuple(text[3:] for text in extracted.split("\n")[:-1]),
        references=(reference,) if reference else (),
        comments=tuple(text[2:] for text in comments.split("\n")[:-1]),
        flags=tuple(dict.fromkeys(flag for flag in flags if flag != "fuzzy")),
        lines=above.count("\n"),
    )


def text_of(inside: str) -> str | None:
    """What stands between the quotes, read; None where that is not for here."""
    if "\\\\" not in inside and inside.count('"') == inside.count('\\"'):
        text = inside.replace('\\"', '"').replace("\\n", "\n")
        if "\\" not in text:  # nearly always: no other escape sequence
            return text
    return unescaped(inside) if TEXT.fullmatch(inside) else None
