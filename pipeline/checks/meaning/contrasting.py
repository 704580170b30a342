"""Which of two contraries a text says no to: "for the left eye, not for the right one".

Both texts have both words and one "not", so that nothing is found by counting them; turned round is
what the "not" belongs to. Knows the names of cues and their relations, no word and no language but
those in which a negation stands behind what it negates. Makes no problem of anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.checks.reading import Reading
from pipeline.language.meaning.coordination import joiner
from pipeline.language.meaning.cues import Cue
from pipeline.language.meaning.relations import contraries_by_name, lists_of, names_of, pairs_of
from pipeline.language.patterns import lazy

__all__ = [
    "Beside",
    "Joined",
    "Refused",
    "beside_negation",
    "names_beside",
    "refused",
    "rejoined",
    "turned",
]

_NEAR = 25  # code points between two contraries that one word joins
_BREAK = lazy(r"[.,;:!?…()—–،؛؟۔।॥、，。；：！？（）።፣፤፥։՝၊။៖។]")


class Refused(NamedTuple):
    """Of two contraries, each of which a text says once: the one that it says no to."""

    no: Cue
    yes: Cue


def turned(source: Reading, target: Reading) -> tuple[Cue, Cue] | None:
    """(what the source says no to, what the translation does), where they are contraries."""
    ours = source.once(refused)
    if ours is None:
        return None
    theirs = target.once(refused)
    if theirs is None or (theirs.no.name, theirs.yes.name) != (ours.yes.name, ours.no.name):
        return None
    return ours.no, theirs.no


class Joined(NamedTuple):
    """Two contraries that a text joins by a word: "in the morning and in the evening"."""

    first: Cue
    last: Cue
    how: str  # as `joiner` says


def rejoined(source: Reading, target: Reading) -> tuple[Joined, Joined] | None:
    """Two contraries that the source joins by "and" and the translation by "or", or vice versa."""
    ours = source.once(_joined)
    if not ours:
        return None
    theirs = target.once(_joined)
    for names, said in ours.items():
        heard = theirs.get(names)
        if heard is not None and heard.how != said.how:
            return said, heard
    return None


def _joined(reading: Reading) -> dict[frozenset[str], Joined]:
    """By their names the contraries that are joined, where no text does it in both ways."""
    pairs = {frozenset(pair) for pair in pairs_of("joined")}
    found: dict[frozenset[str], Joined] = {}
    doubtful = set()
    for first, last in pairwise(reading.cues):
        names = frozenset((first.name, last.name))
        if names not in pairs:
            continue
        between = reading.visible[first.end : last.start]
        how = joiner(between, reading.language) if len(between) <= _NEAR else None
        if how is None or names in found or _is_negated(first, last, reading):
            doubtful.add(names)
        else:
            found[names] = Joined(first, last, how)
    return {names: joined for names, joined in found.items() if names not in doubtful}


def _is_negated(first: Cue, last: Cue, reading: Reading) -> bool:
    """ "Not in the left or the right" is "neither … nor": nothing that negates stands near."""
    breaks = [match.start() for match in _BREAK.finditer(reading.visible)]
    start = max((each for each in breaks if each < first.start), default=0)
    end = min((each for each in breaks if each >= last.end), default=len(reading.visible))
    turns = names_of("negates") | names_of("held")
    return any(cue.name in turns and start <= cue.start < end for cue in reading.cues)


def refused(reading: Reading) -> Refused | None:
    """What the only negation of a text belongs to, where only one of two contraries can be meant.

    The one in its own clause; of two there the second, where it stands between them: "left not
    right". In languages with the negation behind the verb it is the one before: 左ではなく右, and
    the second where both stand before it.
    """
    plain = names_of("plain")
    if reading.language.base in names_of("behind"):
        plain = plain | {"without"}  # Burmese မဟုတ်ဘဲ, "without being", is "and not"
    elif plain.isdisjoint(reading.cue_names):
        plain = plain | {"instead"}  # "before meals instead of after"
    if plain.isdisjoint(reading.cue_names):
        return None
    pairs = list(_contraries(reading.cues))
    if len(pairs) != 1:
        return None
    one, other = pairs[0]
    refusal = _only_one([cue for cue in reading.cues if cue.name in plain])
    if refusal is None:
        return None
    ends = reading.once(_ends_of_clauses)
    clause, first, second = (_clause(cue, ends) for cue in (refusal, one, other))
    if first != second:
        if clause == first:
            return Refused(one, other)
        return Refused(other, one) if clause == second else None
    if clause != first or refusal.start < one.start:
        return None
    is_between = refusal.start < other.start
    if reading.language.base in names_of("behind"):
        return Refused(one, other) if is_between else Refused(other, one)
    # German has its "not" ahead of a single word: "links und nicht rechts"
    is_next = not reading.visible[refusal.end : other.start].strip(" *_")
    return Refused(other, one) if is_between and (is_next or _is_ahead(reading)) else None


def _only_one(negations: Sequence[Cue]) -> Cue | None:
    """The one that a text has; of several the only one that forbids, with a "not" beside it.

    "Unopened, never in the freezer" is "not yet opened" in other languages, "ніколи не" is one.
    """
    if len(negations) == 1:
        return negations[0]
    forbid = [cue for cue in negations if cue.name in names_of("forbids")]
    return forbid[0] if len(forbid) == 1 else None


class Beside(NamedTuple):
    """The names of two contraries, each said once: the one next to the "not", and the other."""

    no: str
    yes: str


def beside_negation(reading: Reading) -> Beside | None:
    """Which of two contraries stands next to the only negation of a text: "no better, but worse".

    Behind it, and ahead of it in languages that have it there.
    """
    plain = names_of("plain")
    negations = [cue for cue in reading.cues if cue.name in plain]
    opposites = [cue for cue in reading.cues if cue.kind == "opposite"]
    pairs = list(_contraries(opposites)) if len(negations) == 1 else []
    if len(pairs) != 1:
        return None
    at = negations[0].start
    one, other = pairs[0]
    if reading.language.base in names_of("behind"):
        if one.start >= at:
            return None
        first = other if other.start < at else one
    else:
        if other.start <= at:
            return None
        first = one if one.start > at else other
    return Beside(first.name, (other if first is one else one).name)


def names_beside(cue: Cue, reading: Reading) -> frozenset[str]:
    """What else is said in the clause of this cue, but what has a contrary: "during the cold"."""
    ends = reading.once(_ends_of_clauses)
    clause = _clause(cue, ends)
    return frozenset(
        each.name
        for each in reading.cues
        if each is not cue and each.kind != "opposite" and _clause(each, ends) == clause
    )


def _contraries(cues: Sequence[Cue]) -> Iterator[tuple[Cue, Cue]]:
    """Every two contraries that a text says once each, in their order."""
    often = Counter([cue.name for cue in cues])
    once = {cue.name: cue for cue in cues if often[cue.name] == 1}
    for cue in once.values():
        for name in _others(cue.name):
            other = once.get(name)
            if other is not None and cue.start < other.start:
                yield cue, other


@cache
def _others(name: str) -> frozenset[str]:
    """What a text may say no to where it says this, or the other way round."""
    contraries = contraries_by_name().get(name, {}).items()
    others = {other for other, why in contraries if why & {"swapped", "contrary"}}
    for names in lists_of("apart"):
        others.update(names if name in names else ())
    return frozenset(others - {name})


def _ends_of_clauses(reading: Reading) -> list[int]:
    """Where a clause ends: at a mark, and before a word like "but"."""
    against = names_of("against")
    ends = [match.start() for match in _BREAK.finditer(reading.visible)]
    return sorted(ends + [cue.start for cue in reading.cues if cue.name in against])


def _clause(cue: Cue, ends: Sequence[int]) -> int:
    return sum(end <= cue.start for end in ends)


def _is_ahead(reading: Reading) -> bool:
    """Whether the language has its negation ahead of what it negates."""
    return reading.language.base in names_of("ahead")
