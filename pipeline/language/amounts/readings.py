"""Which values a numeral can have that is written with marks: "1.500" is 1500 in German.

Whether the marks are those of the language is told by how many of the values are its own.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from pipeline.language import forms
from pipeline.language.cldr import Separators

__all__ = ["readings_of"]


def readings_of(
    token: str, separators: Separators, latin: Separators, also: str
) -> tuple[tuple[Decimal, ...], int]:
    """All values that `token` can have, and how many of them the language allows."""
    if token.isdigit():
        return (Decimal(token),), 1
    legal = [v for pair in (separators, latin) if (v := _read(token, pair)) is not None]
    if "·" in token:  # the British decimal point, as in The Lancet
        legal = [value for value in (_read(token, Separators("·", ",")),) if value is not None]
    if also and not legal and (value := _read(token, Separators(also, "’"))) is not None:
        legal = [value]
    if "،" in token and not legal and (value := _read(token, _COMMA_GROUPS)) is not None:
        legal = [value]
    foreign = [value for pair in _ELSEWHERE if (value := _read(token, pair)) is not None]
    values = tuple(dict.fromkeys(legal + foreign))
    return values, len(set(legal))


_COMMA_GROUPS = Separators("٫", "،")  # "١٠٠،٠٠٠" is typed where no keyboard has "٬"
_ELSEWHERE = tuple(Separators(*pair) for pair in (".,", ",.", "٫٬", "،٬"))


def _read(token: str, separators: Separators) -> Decimal | None:
    """The value with these separators, or None where it would be no number."""
    whole, mark, decimals = token.partition(separators.decimal)
    if mark and not decimals.isdigit():
        return None
    groups = _group_mark(separators.group).split(whole)
    if whole == "" and mark:
        groups = ["0"]
    if not all(group.isdigit() for group in groups):
        return None
    if len(groups) > 1 and not _is_grouped(groups):
        return None
    return Decimal("".join(groups) + (f".{decimals}" if mark else ""))


@cache
def _group_mark(group: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(group)}{forms.NARROW_SPACES}{forms.APOSTROPHES}]")


def _is_grouped(groups: list[str]) -> bool:
    """By thousands (1,500,000), or the Indian way (15,00,000)."""
    first, *middle, last = groups
    if len(last) != 3 or not 1 <= len(first) <= 3 or first == "0":
        return False
    by_thousands = all(len(group) == 3 for group in middle)
    return by_thousands or (len(first) <= 2 and all(len(group) == 2 for group in middle))
