"""A limit beside its number: "below 5.3" that a translation has as "above 5.3".

Of a text with several limits the names alone say nothing, as each of them is in both texts. Here a
limit belongs to the number next to it. Knows the names of cues, no word and no language; makes no
problem of anything.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from decimal import Decimal

from pipeline.checks.reading import Reading
from pipeline.language.cues import Cue
from pipeline.language.patterns import lazy
from pipeline.language.relations import names_of

__all__ = ["turned_bound"]

# Where what is said of one number ends; the point and the comma within one are none.
_BREAK = lazy(r"[,.;:!?…()\[\]،؛؟۔।॥、，。；：！？（）።፣፤፥։՝၊။៖។](?!\d)")
_UP, _DOWN = frozenset({"at-least", "more-than"}), frozenset({"at-most", "less-than"})
_NEAR = 20  # code points between a limit and its number, with the unit


def turned_bound(source: Reading, target: Reading) -> tuple[Cue, Cue] | None:
    """A limit of the source and the contrary one of the translation, beside the same number."""
    if not _has_limits(source) or not _has_limits(target):
        return None
    ours = source.once(_bounds)
    theirs = target.once(_bounds) if ours else {}
    for value, cue in ours.items():
        other = theirs.get(value)
        if cue is not None and other is not None and (cue.name in _UP) != (other.name in _UP):
            return cue, other
    return None


def _has_limits(reading: Reading) -> bool:
    return not (_UP | _DOWN).isdisjoint(reading.cue_names)


def _bounds(reading: Reading) -> Mapping[Decimal, Cue | None]:
    """The limit beside each number that stands once; None where something may turn it round."""
    numbers = [figure.number for figure in reading.figures.figures]
    numbers += [word for word in reading.figures.words if word.readings[0] > 1]
    values = [number.readings[0] for number in numbers]
    limits = [cue for cue in reading.cues if cue.name in _UP | _DOWN]
    breaks = [match.start() for match in _BREAK.finditer(reading.visible)]
    turns = names_of("negates") | {"un", "unless"}
    turned = {bisect_right(breaks, cue.start) for cue in reading.cues if cue.name in turns}
    found: dict[Decimal, Cue | None] = {}
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
        sure = value not in found and values.count(value) == 1
        sure = sure and bisect_right(breaks, cue.start) not in turned
        found[value] = cue if sure else None
    return found
