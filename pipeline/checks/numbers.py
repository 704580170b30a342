"""Checks of numbers: whether a translation states the same doses, times and amounts.

What a text says in numbers, and whether two texts say the same, is decided in
`language.quantities`, by value and in every script; here its answers become findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Pair
from pipeline.language import cldr
from pipeline.language.quantities import Difference, DifferenceKind, compare, numbers, quantities
from pipeline.model import Language, Severity

ENGLISH = Language("en")
ONE = Decimal(1)
HINT = "compare both texts word by word, then write the number of the source"


@check(
    "number-mismatch",
    Scope.UNIT,
    Severity.ERROR,
    examples=(
        Passes("Take 1.5 mg.", "Nehmen Sie 1,5 mg.", "de"),
        Passes("Take 400 mg of ibuprofen.", "تناول ٤٠٠ مغ من الإيبوبروفين.", "ar"),
        Passes("A cut of 2–3 mm.", "切口为2至3毫米。", "zh-Hans"),
        Passes("Twice a day.", "1日2回。", "ja"),
        Fires("Take 5 mg.", "Tome 50 mg.", "es", "'50 mg'"),
        Fires("Take 1.5 mg.", "Nehmen Sie 1.5 mg.", "de", "1.5"),
        Fires("Wait 8 hours.", "انتظر ٦ ساعات.", "ar", "٦"),
    ),
)
def number_mismatch(pair: Pair, context: Context) -> Iterator[Problem]:
    """The translation does not state the same numbers as the source.

    A wrong dose harms somebody, so every number counts, in any order, with its unit. Decimal and
    group separators follow CLDR for both languages, native digits count by value. Numbers in words
    may stand for digits, but nothing is asked of them.
    """
    source, target = pair.source.text, pair.target.text
    source_language = context.facts.source_language
    differences = dict.fromkeys(compare(source, source_language, target, context.language))
    if not differences:
        return
    missing: list[_Said] = []
    extra: list[_Said] = []
    for difference in differences:
        here = _said(target, difference.span, context.language)
        there = _said(source, difference.source_span, source_language)
        if difference.kind is DifferenceKind.SEPARATOR:
            yield _misread(difference, there, context.language)
        elif difference.kind is DifferenceKind.UNIT:
            yield _changed(there, here)
        elif difference.kind is DifferenceKind.MISSING:
            missing.append(there)
        else:
            extra.append(here)
    yield from _unpaired(missing, extra, context.language)


class _Said(NamedTuple):
    """A number where it stands, with its unit where it has one."""

    text: str
    unit: str
    span: tuple[int, int]


def _said(text: str, span: tuple[int, int] | None, language: Language) -> _Said:
    if span is None:
        return _Said("", "", (0, 0))
    for quantity in quantities(text, language):
        # Of a range only the last number has the unit beside it; the others are shown without.
        if quantity.start == span[0]:
            return _Said(text[quantity.start : quantity.end], quantity.unit, quantity[2:])
    return _Said(text[slice(*span)], "", span)


def _unpaired(missing: list[_Said], extra: list[_Said], language: Language) -> Iterator[Problem]:
    """One problem for a number and what stands in its stead, then one for each that is left.

    A 1 that nothing in the source stands against is no mistake: "once a day" is "1日1回", and many
    languages write 1 for "a", "each" or "per".
    """
    for said in list(missing):
        twin = next((other for other in extra if other.unit == said.unit), None)
        if twin is None and len(missing) == len(extra) == 1:
            twin = extra[0]
        if twin is not None:
            yield _changed(said, twin)
            missing.remove(said)
            extra.remove(twin)
    for said in missing:
        yield Problem(f"the source says {said.text}, the translation does not", hint=HINT)
    for said in extra:
        if not missing and _is_one(said.text, language):
            continue
        yield Problem(f"the translation says '{said.text}', the source does not", said.span, HINT)


def _is_one(text: str, language: Language) -> bool:
    return any(number.readings[:1] == (ONE,) for number in numbers(text, language))


def _changed(source: _Said, target: _Said) -> Problem:
    return Problem(
        f"the source says {source.text}, the translation says '{target.text}'", target.span, HINT
    )


def _misread(difference: Difference, source: _Said, language: Language) -> Problem:
    name = cldr.name_in(language, ENGLISH)
    return Problem(
        f"the source says {source.text}, but '{difference.text}' is not that number in {name}",
        difference.span,
        f"use the decimal and grouping marks of {name}",
    )
