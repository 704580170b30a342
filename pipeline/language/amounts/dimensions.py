"""The 3 of "3D", which is no amount, and of "3d", which may be three days where no text says 3D."""

from __future__ import annotations

import re
from functools import cache

from pipeline.language import forms
from pipeline.language.amounts.figures import Figures
from pipeline.language.amounts.numerals import Number
from pipeline.language.patterns import lazy
from pipeline.language.tables import words_of
from pipeline.model import Language

__all__ = ["is_of_dimensions"]


def is_of_dimensions(number: Number, here: Figures, there: Figures) -> bool:
    """Whether a number of `here` is the 3 of "3d" or "3차원", and `there` says "3D"."""
    if number.raw not in _DIMENSIONS:
        return False
    behind = _behind(here.language).match(here.text.lower(), number.end)
    return behind is not None and any(
        match[0][0] == number.raw for match in _NAMED.finditer(there.text)
    )


_DIMENSIONS = frozenset("234")
_NAMED = lazy(r"(?<![0-9A-Za-z.,])[234][-\u2010\u2011]?[DДdд](?![0-9A-Za-z])")


@cache
def _behind(language: Language) -> re.Pattern[str]:
    words = "|".join(map(re.escape, words_of("dimensions.tsv", language)))
    named = rf"[dд](?!\w)|{words}" if words else r"[dд](?!\w)"
    return re.compile(rf"[{forms.DASHES} \u00a0]?(?:{named})")
