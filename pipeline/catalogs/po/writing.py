"""Catalog → PO text, in the one layout that we write and that `msgcat --no-wrap` leaves as it is.

A function of the catalog alone: the same content always gives the same bytes, so an untouched
entry keeps its bytes without anybody storing them. Rules are those of GNU gettext 0.21
(write-po.c), found by asking the tool; where they say "delete" (flags that gettext does not know,
comments on an obsolete entry without a translation) we keep what people wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pipeline.model import Catalog, Key, Unit

__all__ = ["PreviousPlural", "entry", "header_text", "obsolete_entries", "render_entries", "string"]

# Header fields in the order of xgettext; any other field follows in the order of the file.
HEADER_ORDER = (
    "project-id-version",
    "report-msgid-bugs-to",
    "pot-creation-date",
    "po-revision-date",
    "last-translator",
    "language-team",
    "language",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "plural-forms",
    "x-domain",
    "x-source-digest",
)
HEADER_RANK = {name: rank for rank, name in enumerate(HEADER_ORDER)}

# The languages of `#, xyz-format`, in the order in which gettext 0.21 writes them.
# fmt: off
FORMATS = (
    "c", "objc", "python", "python-brace", "java", "java-printf", "csharp", "javascript", "scheme",
    "lisp", "elisp", "librep", "ruby", "sh", "awk", "lua", "object-pascal", "smalltalk", "qt",
    "qt-plural", "kde", "kde-kuit", "boost", "tcl", "perl", "perl-brace", "php", "gcc-internal",
    "gfc-internal", "ycp",
)
# fmt: on
FLAG_RANK = {
    flag: rank
    for rank, name in enumerate(FORMATS)
    for flag in (f"{name}-format", f"no-{name}-format", f"possible-{name}-format")
}
RANGE_RANK, NO_WRAP_RANK, UNKNOWN_RANK = 100, 101, 102

BACKSLASH = "\\"
LINE_WIDTH = 79  # of `#:` lines, in bytes (not columns), as gettext counts

CONTROLS = re.compile(r"[\x07-\x0d]")
CONTROL_ESCAPES = {
    "\a": "\\a",
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\v": "\\v",
    "\f": "\\f",
    "\r": "\\r",
}


class PreviousPlural(Key):
    """The `previous` of a plural unit: a Key that also remembers `#| msgid_plural`."""

    msgid_plural: str = ""


def render_entries(catalog: Catalog) -> list[str]:
    """The entries of the PO file, without blank lines: header, active units, the obsolete ones."""
    entries = list(_header(catalog))
    entries += [entry(unit) for unit in catalog.units if not unit.obsolete]
    entries += obsolete_entries(catalog.units)
    return entries


def obsolete_entries(units: Iterable[Unit]) -> list[str]:
    """The entries of those units that are obsolete and worth keeping, without blank lines."""
    return [entry(unit) for unit in units if unit.obsolete and is_worth_keeping(unit)]


def is_worth_keeping(unit: Unit) -> bool:
    """Whether an obsolete unit holds something that a person wrote: a translation or a comment."""
    return any(unit.plural[1:]) or bool(unit.msgstr) or bool(unit.comments)


def ordered_flags(flags: Iterable[str]) -> tuple[str, ...]:
    """The flags in gettext's order, those it does not know last in their own order."""
    return tuple(sorted(dict.fromkeys(flags), key=_flag_rank))


def _flag_rank(flag: str) -> int:
    if flag.startswith("range:"):
        return RANGE_RANK
    return NO_WRAP_RANK if flag == "no-wrap" else FLAG_RANK.get(flag, UNKNOWN_RANK)


# -------------------------------------------------------------------------------------------- units
def entry(unit: Unit) -> str:
    """The lines of one unit, without the last "\n"."""
    msgstr, plural = unit.msgstr, unit.plural
    first = plural[1] if len(plural) > 1 else msgstr
    fuzzy = unit.fuzzy and first != ""  # to gettext, an empty translation is never fuzzy
    head = _head(unit.comments, unit.extracted, unit.references, unit.flags, fuzzy)
    context, msgid = unit.key
    if context is not None or unit.obsolete or plural or unit.previous is not None:
        return head + "\n".join(_strings(unit))
    pair = msgid + msgstr
    if pair.isprintable() and '"' not in pair and "\\" not in pair:
        return f'{head}msgid "{msgid}"\nmsgstr "{msgstr}"'
    return f"{head}{string('msgid', msgid)}\n{string('msgstr', msgstr)}"


@lru_cache(maxsize=1024)  # many units of an article say the same above msgid, in every language
def _head(
    comments: tuple[str, ...],
    extracted: tuple[str, ...],
    references: tuple[str, ...],
    flags: tuple[str, ...],
    fuzzy: bool,  # noqa: FBT001
) -> str:
    """Comments, references and flags, each line with its "\n"."""
    shown = (("fuzzy",) if fuzzy else ()) + ordered_flags(flags)
    lines = [
        *_comments("#", comments),
        *_comments("#.", extracted),
        *_references(references),
        *([f"#, {', '.join(shown)}"] if shown else ()),
    ]
    return "".join(f"{line}\n" for line in lines)


def _strings(unit: Unit) -> Iterator[str]:
    """Everything from `#|` on."""
    prefix = "#~ " if unit.obsolete else ""
    if unit.previous is not None:
        yield from _previous(unit.previous, "#~| " if unit.obsolete else "#| ")
    if unit.key.msgctxt is not None:
        yield string("msgctxt", unit.key.msgctxt, prefix)
    yield string("msgid", unit.key.msgid, prefix)
    if unit.plural:
        yield string("msgid_plural", unit.plural[0], prefix)
        for number, form in enumerate(unit.plural[1:]):
            yield string(f"msgstr[{number}]", form, prefix)
    else:
        yield string("msgstr", unit.msgstr, prefix)


def string(keyword: str, text: str, prefix: str = "") -> str:
    """`keyword "text"`; a text with a line break inside is shown line by line, below `""`."""
    if "\n" not in text or text.find("\n") == len(text) - 1:
        return f'{prefix}{keyword} "{escaped(text)}"'
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    shown = "".join(f'\n{prefix}"{escaped(line)}"' for line in lines)
    return f'{prefix}{keyword} ""{shown}'


def escaped(text: str) -> str:
    """The text as it stands between the quotes of a PO file."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    if text.isprintable():
        return escaped
    return CONTROLS.sub(lambda match: CONTROL_ESCAPES[match[0]], escaped)


def _comments(marker: str, comments: Iterable[str]) -> Iterator[str]:
    """Comment lines. One that ended in a backslash would swallow the next line in gettext."""
    for comment in comments:
        for line in comment.split("\n"):
            shown = line.rstrip("\r")
            yield f"{marker} {shown}{' ' if shown.endswith(BACKSLASH) else ''}" if shown else marker


def _references(references: tuple[str, ...]) -> Iterator[str]:
    """`#:` lines, filled like gettext's: counted in bytes, always with one reference at least."""
    line, width = "#:", 2
    for item in " ".join(dict.fromkeys(references)).split():
        added = 1 + len(item.encode())
        if width > 2 and width + added > LINE_WIDTH:
            yield line
            line, width = "#:", 2
        line, width = f"{line} {item}", width + added
    if width > 2:
        yield line


def _previous(previous: Key, prefix: str) -> Iterator[str]:
    if previous.msgctxt is not None:
        yield string("msgctxt", previous.msgctxt, prefix)
    yield string("msgid", previous.msgid, prefix)
    if isinstance(previous, PreviousPlural):
        yield string("msgid_plural", previous.msgid_plural, prefix)


# ------------------------------------------------------------------------------------------- header
def _header(catalog: Catalog) -> Iterator[str]:
    """The header entry, or nothing where the catalog has none and needs none (pure ASCII)."""
    written = catalog.header or catalog.header_comments or catalog.header_fuzzy
    if not written and not _has_text(catalog):
        return
    lines = list(_comments("#", catalog.header_comments))
    if catalog.header_fuzzy:
        lines.append("#, fuzzy")
    lines += ['msgid ""', string("msgstr", header_text(catalog))]
    yield "\n".join(lines)


def header_text(catalog: Catalog) -> str:
    """The msgstr of the header: a field a line, in fixed order, with the charset UTF-8."""
    fields = sorted(_utf8(catalog.header), key=lambda field: _header_rank(field[0]))
    return "".join(f"{name}: {value}\n" if name else f"{value}\n" for name, value in fields)


def _has_text(catalog: Catalog) -> bool:
    """Whether anything is not ASCII, so that readers must be told the charset."""
    return not all(entry(unit).isascii() for unit in catalog.units)


def _header_rank(name: str) -> int:
    return HEADER_RANK.get(name.lower(), len(HEADER_RANK))


def _utf8(header: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """The header with the charset that we write in: UTF-8, whatever was read."""
    fields = [(name.replace("\n", " "), value.replace("\n", " ")) for name, value in header]
    kept = [field for field in fields if field[0].lower() != "content-type"]
    return [*kept, ("Content-Type", "text/plain; charset=UTF-8")]
