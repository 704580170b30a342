"""The cheapest way to pair two sequences in order, and how sure each pair of it is.

Knows lengths and probabilities, nothing of texts: what a bead costs is the caller's. Source: Gale
and Church, "A Program for Aligning Sentences in Bilingual Corpora", Computational Linguistics 19
(1993); here with a heavier tail, and with the probability of each bead by forward and backward
sums over all ways, so that a doubtful bead says so.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

__all__ = [
    "Bead",
    "Cost",
    "Place",
    "best_path",
    "length_cost",
    "likelihood",
    "with_doubt_of_order",
]

# Gale and Church found 6.8 for one language's sentences against another's. Within blocks that were
# paired already, and for one careful translation, 1.0 to 2.4 was measured on our own catalogs.
VARIANCE = 2.0  # of the difference, for each character
FREEDOM = 6.0  # degrees of Student's t: a free translation is no accident of one in a million
NARROWEST_BAND = 24  # steps off the diagonal that are always looked at
BAND = 0.1  # of the longer sequence, beyond that
CROSSED = 2.0  # nats: how much rarer two neighbours stand crossed than in order
NEVER = math.inf

Place = tuple[int, int]
"""How far both sequences have been paired; as a shape, how many items a bead takes."""

Cost = Callable[[int, int, int, int], float]
"""(start, end, other start, other end) → what it costs to pair the two stretches, in nats."""


class Bead(NamedTuple):
    """Two stretches that belong together; one of them is empty where nothing answers the other."""

    start: int
    end: int
    other_start: int
    other_end: int
    probability: float  # 0 to 1, among all ways to pair the sequences

    @property
    def shape(self) -> tuple[int, int]:
        """How many items there are on each side."""
        return self.end - self.start, self.other_end - self.other_start


# ------------------------------------------------------------------------------------------ length
def length_cost(one: float, other: float) -> float:
    """What it costs to take two texts of these lengths for each other, 0 where they are equal.

    Lengths in characters of one and the same language: divide by `lengths.expansion` before.
    """
    difference = one - other
    squared = difference * difference / (VARIANCE * max((one + other) / 2, 1.0))
    return (FREEDOM + 1) / 2 * math.log1p(squared / FREEDOM)


# -------------------------------------------------------------------------------------------- path
def best_path(
    count: int, other_count: int, shapes: tuple[Place, ...], cost: Cost
) -> tuple[Bead, ...]:
    """The cheapest sequence of beads that covers both sequences, in order.

    `shapes` are the (items, other items) that a bead may have; (1, 0) and (0, 1) must be among
    them. Ties go to the shape that stands first. Time grows with the product of the counts, for
    long sequences with the length times the width of a band along the diagonal.
    """
    steps = _steps(count, other_count, shapes, cost)
    forward, before = _forward(steps)
    backward = _backward(count, other_count, steps)
    total = forward[count, other_count]
    beads: list[Bead] = []
    place = (count, other_count)
    while place != (0, 0):
        previous, price = before[place]
        mass = forward[previous] + backward[place] - price - total
        beads.append(Bead(previous[0], place[0], previous[1], place[1], min(1.0, math.exp(mass))))
        place = previous
    return tuple(reversed(beads))


def likelihood(count: int, other_count: int, shapes: tuple[Place, ...], cost: Cost) -> float:
    """The log of what all ways to pair the sequences weigh together; -NEVER where there is none.

    The difference between that with a shape and without it is how much speaks for the shape.
    """
    steps = _steps(count, other_count, shapes, cost)
    return _forward(steps)[0].get((count, other_count), -NEVER)


def with_doubt_of_order(beads: tuple[Bead, ...], cost: Cost) -> tuple[Bead, ...]:
    """The beads, less sure where two neighbours might have changed places.

    A path is in order by nature. So two neighbouring one-to-one beads are weighed against the same
    four items crossed; the crossed pair is never taken, but what speaks for it counts as doubt.
    """
    doubts = [0.0] * len(beads)
    for number, (one, next_one) in enumerate(pairwise(beads)):
        if one.shape != (1, 1) or next_one.shape != (1, 1):
            continue
        i, j = one.start, one.other_start
        straight = cost(i, i + 1, j, j + 1) + cost(i + 1, i + 2, j + 1, j + 2)
        crossed = cost(i, i + 1, j + 1, j + 2) + cost(i + 1, i + 2, j, j + 1)
        doubt = _share(crossed + CROSSED, straight)
        doubts[number] = max(doubts[number], doubt)
        doubts[number + 1] = max(doubts[number + 1], doubt)
    return tuple(
        bead._replace(probability=bead.probability * (1 - doubt))
        for bead, doubt in zip(beads, doubts, strict=True)
    )


def _share(one: float, other: float) -> float:
    """The probability of the first of two ways that cost this much."""
    return 1 / (1 + math.exp(min(one - other, 700.0))) if one < NEVER else 0.0


Steps = Mapping[Place, tuple[tuple[Place, float], ...]]


def _steps(count: int, other_count: int, shapes: tuple[Place, ...], cost: Cost) -> Steps:
    """Every place → the places that a bead leads to from there, with its cost, in order."""
    inside = frozenset(_band(count, other_count))
    return {
        (i, j): tuple(
            ((i + a, j + b), price)
            for a, b in shapes
            if (i + a, j + b) in inside and (price := cost(i, i + a, j, j + b)) < NEVER
        )
        for i, j in sorted(inside)
    }


def _band(count: int, other_count: int) -> Iterator[Place]:
    """The places near enough to the diagonal, in both corners and all between."""
    longer = max(count, other_count)
    width = max(NARROWEST_BAND, abs(count - other_count)) + BAND * longer
    for i in range(count + 1):
        middle = i * other_count / count if count else 0.0
        first = 0 if not count else max(0, math.ceil(middle - width))
        last = other_count if not count else min(other_count, math.floor(middle + width))
        for j in range(first, last + 1):
            yield i, j


def _forward(
    steps: Steps,
) -> tuple[dict[Place, float], dict[Place, tuple[Place, float]]]:
    """(log mass of all ways to each place, the last step of the cheapest way to it)."""
    ways: dict[Place, list[float]] = {(0, 0): [0.0]}
    cheapest: dict[Place, float] = {(0, 0): 0.0}
    before: dict[Place, tuple[Place, float]] = {}
    mass: dict[Place, float] = {}
    for place, onward in steps.items():
        if place not in ways:
            continue
        mass[place] = _log_sum(ways.pop(place))
        for following, price in onward:
            ways.setdefault(following, []).append(mass[place] - price)
            whole = cheapest[place] + price
            if whole < cheapest.get(following, NEVER):
                cheapest[following] = whole
                before[following] = (place, price)
    return mass, before


def _backward(count: int, other_count: int, steps: Steps) -> dict[Place, float]:
    """The log mass of all ways from each place to the end."""
    mass = {(count, other_count): 0.0}
    for place in reversed(list(steps)):
        onward = [mass[to] - price for to, price in steps[place] if to in mass]
        if onward:
            mass[place] = _log_sum(onward)
    return mass


def _log_sum(values: list[float]) -> float:
    highest = max(values)
    return highest + math.log(sum(math.exp(value - highest) for value in values))
