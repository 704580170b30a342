"""Names of medicines, by the stems that international nonproprietary names share.

Data: data/drug_names.txt. What a name means is asked nowhere: only whether a word is one.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from pipeline.language import inline
from pipeline.language.tables import rows

__all__ = ["is_medicine", "medicines"]

_WORD = re.compile(r"[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f-]{2,}")


def is_medicine(word: str) -> bool:
    """Whether `word`, in Latin letters, looks like the name of a medicine."""
    return _pattern().fullmatch(word) is not None


def medicines(text: str) -> Iterator[tuple[int, str]]:
    """(start, name in lower case) of the medicines in `text` (inline Markdown), in order."""
    for match in _WORD.finditer(inline.blank(text)):
        if is_medicine(match[0]):
            yield match.start(), match[0].lower()


@functools.cache
def _pattern() -> re.Pattern[str]:
    alternatives = [_alternative(entry) for (entry,) in rows("drug_names.txt")]
    return re.compile("|".join(alternatives), re.IGNORECASE)


def _alternative(entry: str) -> str:
    if entry.endswith("-"):
        return f"{re.escape(entry[:-1])}.+"
    if entry.startswith("-"):
        return f".+{re.escape(entry[1:])}"
    return re.escape(entry)
