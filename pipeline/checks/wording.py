"""How findings quote content: in one style, short enough for one line of a terminal."""

from __future__ import annotations

from collections.abc import Iterable

QUOTE_CHARACTERS = 60
LISTED_ITEMS = 5


def excerpt(text: str) -> str:
    """The text in single quotes, on one line, cut after a word where it is long."""
    flat = " ".join(text.split())
    if len(flat) > QUOTE_CHARACTERS:
        cut = flat[:QUOTE_CHARACTERS]
        head, space, _ = cut.rpartition(" ")
        flat = f"{head if space and len(head) > QUOTE_CHARACTERS // 2 else cut} …"
    return f"'{flat}'"


def code_points(text: str) -> str:
    """The characters as code points: "U+8170 U+90E8"."""
    return " ".join(f"U+{ord(char):04X}" for char in text)


def shown_mark(mark: str) -> str:
    """A mark in single quotes, with its code point where it is not ASCII: "'؟' (U+061F)"."""
    return f"'{mark}'" if mark.isascii() else f"'{mark}' ({code_points(mark)})"


def listing(items: Iterable[str], *, last: str = "and") -> str:
    """The items as a phrase, "a, b and c"; after LISTED_ITEMS of them only how many more."""
    every = list(items)
    if len(every) > LISTED_ITEMS:
        return f"{', '.join(every[:LISTED_ITEMS])} {last} {len(every) - LISTED_ITEMS} more"
    if len(every) < 2:
        return "".join(every)
    return f"{', '.join(every[:-1])} {last} {every[-1]}"
