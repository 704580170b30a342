"""polib's opinion of a PO file, asked before a file of odd layout is replaced by ours.

The only module that imports polib. It is slower and stricter than `po`, and an independent
reader: where both agree that nothing is lost, nothing is. What it can't read, it can't judge.
"""

from __future__ import annotations

import tempfile
import unicodedata
from pathlib import Path

import polib

from pipeline.errors import CatalogError

Translation = tuple[str, str, str]  # msgctxt or "", msgid, msgstr


def require_every_translation(before: bytes, after: bytes, path: str) -> None:
    """Raise CatalogError where polib finds a translation in `before` that `after` does not have."""
    old = translations(before)
    new = translations(after)
    if old is None or new is None:
        return
    # An escape that polib does not know stays in its text as a backslash: no ground to judge on.
    lost = sorted(each for each in old - new if "\\" not in "".join(each))
    if lost:
        _, msgid, msgstr = lost[0]
        raise CatalogError(
            f"rewriting it would lose the translation '{msgstr}' of '{msgid}'; nothing was written",
            path=path,
            hint="please report this file: our reader and polib disagree about it",
        )


def translations(data: bytes) -> frozenset[Translation] | None:
    """The translations that polib finds, obsolete ones too; None where it can't read the file."""
    # By path, never by contents: polib cuts contents at U+2028 and its like (izimobil/polib#170).
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "catalog.po")
        path.write_bytes(data)
        try:
            entries = polib.pofile(str(path))
        except (OSError, UnicodeError, LookupError):  # polib says "syntax error" with an OSError
            return None
    found = {
        (entry.msgctxt or "", entry.msgid, form)
        for entry in entries
        for form in (entry.msgstr, *(entry.msgstr_plural or {}).values())
        if form
    }
    return frozenset(map(_normal, found))


def _normal(translation: Translation) -> Translation:
    """In NFC, as everything that we write."""
    context, msgid, msgstr = (unicodedata.normalize("NFC", part) for part in translation)
    return (context, msgid, msgstr)
