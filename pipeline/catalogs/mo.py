"""Catalog → MO, the compiled form in which programs look translations up while they run.

An export for other consumers, never read back: a MO file forgets comments, states and whatever is
not translated. The bytes are those of `msgfmt --no-hash`: little-endian, no hash table (readers
search the sorted table then). Format: GNU gettext manual, "The Format of GNU MO Files".
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from itertools import accumulate, chain

from pipeline.catalogs.po.writing import header_text
from pipeline.errors import CatalogError
from pipeline.model import Catalog, State, Unit

__all__ = ["render"]

MAGIC, REVISION = 0x950412DE, 0
HEAD = struct.Struct(
    "<7I"
)  # magic, revision, entries, place of both tables, hash table: size, place
CONTEXT_END = "\x04"  # between msgctxt and msgid
FORM_END = "\x00"  # between msgid and msgid_plural, and between the forms of msgstr


def render(catalog: Catalog) -> bytes:
    """The catalog's translated units as a MO file; the same content always gives the same bytes.

    Fuzzy, untranslated and obsolete units stay out, so that a program shows the source there. So
    does a unit that is blank, or blank in one of its plural forms, although msgfmt lets it in: it
    would show nothing at all. Raises CatalogError for a text that MO files can't hold.

    Linear in the number of entries but for the sort: every string is joined once.
    """
    translated = (unit for unit in catalog.units if unit.state is State.TRANSLATED)
    messages = [_message(unit, catalog) for unit in translated]
    messages.append((b"", _header(catalog).encode()))
    messages.sort()
    return _file([original for original, _ in messages], [shown for _, shown in messages])


def _header(catalog: Catalog) -> str:
    """The header without the template's date, which says nothing here: msgfmt leaves it out too."""
    lines = header_text(catalog).split("\n")
    return "\n".join(line for line in lines if not line.lower().startswith("pot-creation-date:"))


def _file(originals: list[bytes], translations: list[bytes]) -> bytes:
    """Head, the table of the originals, that of the translations, then all strings."""
    strings = originals + translations
    tables_end = HEAD.size + 8 * len(strings)
    head = HEAD.pack(
        MAGIC,
        REVISION,
        len(originals),
        HEAD.size,
        HEAD.size + 8 * len(originals),
        0,
        tables_end,
    )
    return b"".join((head, _table(strings, tables_end), b"\0".join(strings), b"\0"))


def _table(strings: Iterable[bytes], start: int) -> bytes:
    """(length, place) of every string; each is followed by a NUL that its length does not count."""
    lengths = [len(string) for string in strings]
    places = accumulate((length + 1 for length in lengths), initial=start)
    numbers = list(chain.from_iterable(zip(lengths, places, strict=False)))
    return struct.pack(f"<{len(numbers)}I", *numbers)


def _message(unit: Unit, catalog: Catalog) -> tuple[bytes, bytes]:
    """(what a program asks for, what it gets), as MO files write them."""
    context, msgid = unit.key
    texts = (context or "", msgid, unit.msgstr, *unit.plural)
    if any(FORM_END in text for text in texts) or CONTEXT_END in (context or "") + msgid:
        raise CatalogError(
            f"the entry {msgid!r} holds U+0000 or U+0004, which separate texts in MO files",
            path=f"{catalog.domain}.po",
            line=unit.line or None,
            hint="remove that control character from the source and from the translation",
        )
    original = msgid if context is None else f"{context}{CONTEXT_END}{msgid}"
    if not unit.plural:
        return original.encode(), unit.msgstr.encode()
    plural, *forms = unit.plural
    return f"{original}{FORM_END}{plural}".encode(), FORM_END.join(forms).encode()
