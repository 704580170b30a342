"""A limit beside its number: "below 5.3" that a translation has as "above 5.3".

Of a text with several limits the names alone say nothing, as each of them is in both texts. Here a
limit belongs to the number next to it. Knows the names of cues, no word and no language; makes no
problem of anything.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from pipeline.checks.reading import Reading
from pipeline.language.cues import Cue
from pipeline.language.patterns import lazy
from pipeline.language.relations import names_of

__all__ = ["turned_bound"]

# Where what is said of one number ends; the point and the comma within one are none.
_BREAK = lazy(r"[,.;:!?…()\[\]،؛؟۔।॥、，。；：！？（）።፣፤፥։՝၊။៖។](?!\d)")
_UP, _DOWN = frozenset({"at-least", "more-than"}), frozenset({"at-most", "less-than"})
_STRICT = frozenset({"more-than", "less-than"})
_NEAR = 20  # code points between a limit and its number, with the unit


def turned_bound(source: Reading, target: Reading) -> tuple[Cue, Cue] | None:
    """A limit of the source and the contrary one of the translation, beside the same number."""
    if not _has_limits(source) or not _has_limits(target):
        return None
    ours = source.once(_bounds)
    theirs = target.once(_bounds) if ours else {}
    for value, bound in ours.items():
        other = theirs.get(value)
        if bound is not None and other is not None and _are_contrary(bound, other):
            return bound.cue, other.cue
    return None


class _Bound(NamedTuple):
    """A limit, and whether a negation stands in its clause."""

    cue: Cue
    negated: bool


def _are_contrary(one: _Bound, other: _Bound) -> bool:
    """Whether no translation says one by the other.

    Where something negates only of "more" and "less": "not if less than 24 hours have passed" is
    "not until at least 24 hours have passed".
    """
    if one.negated or other.negated:
        return one.negated == other.negated and {one.cue.name, other.cue.name} == _STRICT
    return (one.cue.name in _UP) != (other.cue.name in _UP)


def _has_limits(reading: Reading) -> bool:
    return not (_UP | _DOWN).isdisjoint(reading.cue_names)


def _bounds(reading: Reading) -> Mapping[Decimal, _Bound | None]:
    """The limit beside each number that stands once; None where something may turn it round."""
    numbers = [figure.number for figure in reading.figures.figures]
    numbers += [word for word in reading.figures.words if word.readings[0] > 1]
    values = [number.readings[0] for number in numbers]
    limits = [cue for cue in reading.cues if cue.name in _UP | _DOWN]
    breaks = [match.start() for match in _BREAK.finditer(reading.visible)]
    plain = names_of("plain")
    turns = names_of("negates").union(("un", "unless")) - plain
    turned, negated = (
        {bisect_right(breaks, cue.start) for cue in reading.cues if cue.name in names}
        for names in (turns, plain)
    )
    found: dict[Decimal, _Bound | None] = {}
    for cue in limits:
        near = [
            (max(number.start - cue.end, cue.start - number.end), value)
            for number, value in zip(numbers, values, strict=True)
            if bisect_right(breaks, number.start) == bisect_right(breaks, cue.start)
        ]
        if not near:
            continue
        gap, value = min(near)
        if gap > _NEAR:
            continue
        clause = bisect_right(breaks, cue.start)
        sure = value not in found and values.count(value) == 1 and clause not in turned
        found[value] = _Bound(cue, clause in negated) if sure else None
    return found
