"""Signs of units in other letters than the international ones: "5 мг", "5 ملغ", 5 מ"ג.

Patterns that know mg and ml by themselves take these from data/unit-signs.tsv. Every spelling of a
unit, as a word too, is told by `amounts.units`.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.language.tables import rows

__all__ = ["any_sign", "any_sign_of"]

_UNSURE = "~"  # before one that may end a code as well


@cache
def any_sign() -> str:
    """A pattern for those of all languages that can't be the end of a code, "5м"."""
    signs = (sign for _, listed in rows("unit-signs.tsv") for sign in listed.split(", "))
    return "|".join(re.escape(sign) for sign in signs if not sign.startswith(_UNSURE))


@cache
def any_sign_of(key: str) -> str:
    """A pattern for all those of a script or a language."""
    signs = (each for tag, row in rows("unit-signs.tsv") if tag == key for each in row.split(", "))
    return "|".join(re.escape(sign.removeprefix(_UNSURE)) for sign in signs)
