"""A limit beside its number: "below 5.3" that a translation has as "above 5.3".

Of a text with several limits the names alone say nothing, as each of them is in both texts. Here a
limit belongs to the number next to it. Knows the names of cues, no word and no language; makes no
problem of anything.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from pipeline.checks.reading import Reading
from pipeline.language.amounts.numerals import Number
from pipeline.language.meaning.cues import Cue
from pipeline.language.meaning.relations import names_of
from pipeline.language.patterns import lazy

__all__ = ["turned_bound", "turned_by_not"]

# Where what is said of one number ends; the point and the comma within one are none.
_BREAK = lazy(r"[,.;:!?…\[\]،؛؟۔।॥、，。；：！？።፣፤፥։՝၊။៖។](?:(?!\d)|(?<!\d.))")
# What is put in between ends nothing: of "12 tablets (6 mg)" the verb and its "not" may follow.
_ASIDE = lazy(r"[(（][^()（）]*[)）]")
_UP, _DOWN = frozenset({"at-least", "more-than"}), frozenset({"at-most", "less-than"})
_STRICT = frozenset({"more-than", "less-than"})
_NEAR = 20  # code points between a limit and its number, with the unit


def turned_by_not(source: Reading) -> frozenset[str]:
    """The limits that a "not" makes contrary to one in this text: "not less than" to "at most"."""
    names = source.cue_names
    return frozenset(
        strict
        for limit, strict in (("at-most", "less-than"), ("at-least", "more-than"))
        if limit in names
    )


def turned_bound(source: Reading, target: Reading) -> tuple[Cue, Cue] | None:
    """A limit of the source and the contrary one of the translation, beside the same number."""
    if not _has_limits(source) or not _has_limits(target):
        return None
    ours = source.once(_bounds)
    theirs = target.once(_bounds) if ours else {}
    turns = _negates_more_often(target, source)
    for value, bound in ours.items():
        other = theirs.get(value)
        if bound is None or other is None:
            continue
        if _are_contrary(bound, other) or (turns and _is_turned_by_not(bound, other)):
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


def _is_turned_by_not(one: _Bound, other: _Bound) -> bool:
    """Whether "no more than 4" is "not less than 4", or "at least 4" is "not more than 4".

    Of a translation that negates where the source does not: there the "not" is of the limit.
    """
    if one.negated or not other.negated or one.cue.name in _STRICT:
        return False
    return other.cue.name in _STRICT and (one.cue.name in _UP) == (other.cue.name in _UP)


def _negates_more_often(one: Reading, other: Reading) -> bool:
    plain = names_of("plain")
    often, seldom = (sum(map(plain.__contains__, text.cues_named)) for text in (one, other))
    return often > seldom


def _has_limits(reading: Reading) -> bool:
    return not (_UP | _DOWN).isdisjoint(reading.cue_names)


def _gap(behind: int, ahead: int, *, postposes: bool) -> int:
    """How far a number is that stands so far behind its limit, or ahead of it (else below 0).

    Less where the language has its limits behind: 360 µmol/L 미만 … 4주.
    """
    return ahead // 2 if postposes and ahead >= 0 else max(behind, ahead)


def _bounds(reading: Reading) -> Mapping[Decimal, _Bound | None]:
    """The limit beside each number that stands once; None where something may turn it round."""
    numbers = [each.number for each in reading.figures.figures if each.number.readings]
    numbers += [word for word in reading.figures.words if word.readings[0] > 1]
    values = [number.readings[0] for number in numbers]
    limits = [cue for cue in reading.cues if cue.name in _UP | _DOWN]
    postposes = reading.language.base in names_of("behind")
    asides = [match.span() for match in _ASIDE.finditer(reading.visible)]
    breaks = [
        start
        for start in (match.start() for match in _BREAK.finditer(reading.visible))
        if not any(begin < start < end for begin, end in asides)
    ]

    if not postposes:  # there "unless" ends what it begins here
        breaks = sorted(breaks + [cue.start for cue in reading.cues if cue.name == "unless"])

    def clause_of(place: int) -> int:
        """The number of the clause; less than 0 for what is put in between."""
        for number, (start, end) in enumerate(asides, start=1):
            if start <= place < end:
                return -number
        return bisect_right(breaks, place)

    plain = names_of("plain")
    turns = names_of("negates").union(("un", "unless")) - plain
    turned, negated = (
        {clause_of(cue.start) for cue in reading.cues if cue.name in names}
        for names in (turns, plain)
    )
    in_clause: defaultdict[int, list[tuple[Number, Decimal]]] = defaultdict(list)
    for number, value in zip(numbers, values, strict=True):
        in_clause[clause_of(number.start)].append((number, value))
    times = Counter(values)
    found: dict[Decimal, _Bound | None] = {}
    for cue in limits:
        clause = clause_of(cue.start)
        near = [
            (_gap(number.start - cue.end, cue.start - number.end, postposes=postposes), value)
            for number, value in in_clause[clause]
        ]
        if not near:
            continue
        gap, value = min(near)
        if gap > _NEAR:
            continue
        sure = value not in found and times[value] == 1 and clause not in turned
        found[value] = _Bound(cue, clause in negated) if sure else None
    return found
