"""How wide text is where all letters are alike, in columns: a Latin letter takes one (UAX #11)."""

from __future__ import annotations

from functools import cache
from unicodedata import category, east_asian_width

__all__ = ["columns", "is_wide"]


@cache
def is_wide(character: str) -> bool:
    """Whether it takes two columns: Han, kana, Hangul, full-width forms, most emoji."""
    return east_asian_width(character) in "WF"


def columns(text: str) -> int:
    """The columns of a text; marks on letters and what is not shown take none."""
    return len(text) if text.isascii() else sum(map(_columns_of, text))


@cache
def _columns_of(character: str) -> int:
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if is_wide(character) else 1
