"""One text cut in two ways: which old units and which new ones are the same stretch of the source.

Sees source texts only, compares them exactly, and knows nothing of translations. What is found are
`Stretch`es: the same words, with other borders. Borders of units are the only places where a text
may be taken apart, so a word is never found inside another. Time grows with the length of the
texts, not with their number squared: texts are found by how they begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["OPENING", "Atom", "Stretch", "Texts", "begins", "mixed", "tiles"]

OPENING = 16  # code points by which a text is found
LEAD = re.compile(r"[ \t]*\\\n\s*|\s*")  # what may stand between two sentences
MOST_STEPS = 200  # units of one stretch: a paragraph has tens of sentences


class Atom(NamedTuple):
    """A piece of source text that both cuts leave whole."""

    lead: str  # what stands before it; "" before the first one of a stretch
    text: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """The same text in two cuts, which have no border in common but its ends."""

    atoms: tuple[Atom, ...]
    old: tuple[tuple[str, int], ...]  # (text of the unit, its atoms), in order
    new: tuple[tuple[str, int], ...]


class Texts:
    """A set of texts, found by where they begin; each has a cost, the cheaper is preferred."""

    def __init__(self, costs: Mapping[str, int]) -> None:
        self.costs = costs
        self._lengths: dict[str, set[int]] = {}
        self._short: set[int] = set()
        for text in costs:
            if len(text) < OPENING:
                self._short.add(len(text))
            else:
                self._lengths.setdefault(text[:OPENING], set()).add(len(text))

    def at(self, text: str, start: int) -> Iterator[str]:
        """Those that stand in `text` at `start` and end at what may be a border."""
        lengths = self._lengths.get(text[start : start + OPENING], ())
        for length in sorted(self._short.union(lengths)):
            found = text[start : start + length]
            if len(found) == length and found in self.costs and _is_border(text, start + length):
                yield found


def _is_border(text: str, end: int) -> bool:
    """Whether a sentence may end here: before white space, or behind what is no part of a word."""
    return end == len(text) or text[end].isspace() or not text[end - 1].isalnum()


# ------------------------------------------------------------------------- one text, many texts
def begins(text: str, texts: Iterable[str]) -> bool:
    """Whether another one of `texts` stands at its beginning, as in all that they are tiles of."""
    return text.startswith(tuple([each for each in texts if each != text]))


def tiles(text: str, texts: Texts) -> tuple[Atom, ...]:
    """`text` as a sequence of at least two of the `texts`, the cheapest; () where it is none.

    Between equally cheap ones that of fewer texts, then that whose first text is shorter.
    """
    best: dict[int, tuple[int, int, str]] = {len(text): (0, 0, "")}
    for start in reversed(_reachable(text, texts)):
        for each in texts.at(text, start):
            end = _next_start(text, start + len(each))
            if each == text or end not in best:
                continue
            cost, count, _ = best[end]
            price = (cost + texts.costs[each], count + 1, each)
            if start not in best or price[:2] < best[start][:2]:
                best[start] = price
    return tuple(_path(text, best)) if 0 in best else ()


def _reachable(text: str, texts: Texts) -> list[int]:
    """Where a text of a sequence may begin, ascending."""
    starts, waiting = {0}, [0]
    while waiting:
        start = waiting.pop()
        for each in texts.at(text, start):
            following = _next_start(text, start + len(each))
            if following < len(text) and following not in starts:
                starts.add(following)
                waiting.append(following)
    return sorted(starts)


def _next_start(text: str, end: int) -> int:
    match = LEAD.match(text, end)
    return match.end() if match else end


def _path(text: str, best: Mapping[int, tuple[int, int, str]]) -> Iterator[Atom]:
    start = previous_end = 0
    while start < len(text):
        each = best[start][2]
        yield Atom(text[previous_end:start], each)
        previous_end = start + len(each)
        start = _next_start(text, previous_end)


# --------------------------------------------------------------------------- many texts, many texts
class _Side:
    """One of the two cuts: its units in order, and how far it has been followed."""

    def __init__(self, order: Sequence[str], first: int) -> None:
        self.order = order
        self.place = first
        self.units: list[list[str | int]] = []

    def take(self) -> str | None:
        """The next unit, or None at the end."""
        if self.place >= len(self.order):
            return None
        text = self.order[self.place]
        self.place += 1
        self.units.append([text, 0])
        return text

    def count_atom(self) -> None:
        """One more atom of the unit taken last."""
        last = self.units[-1]
        last[1] = int(last[1]) + 1

    def done(self) -> tuple[tuple[str, int], ...]:
        """(text, atoms) of the units taken."""
        return tuple((str(text), int(count)) for text, count in self.units)


def mixed(old: Sequence[str], old_place: int, new: Sequence[str], new_place: int) -> Stretch | None:
    """The stretch that begins with these two neighbours in their orders; None: they differ.

    Follows both orders until both have a border at the same place.
    """
    ours, theirs = _Side(old, old_place), _Side(new, new_place)
    atoms: list[Atom] = []
    left = right = lead = ""
    for _ in range(MOST_STEPS):
        left = left or ours.take() or ""
        right = right or theirs.take() or ""
        length = min(len(left), len(right))
        longer = left if len(left) > len(right) else right
        if not length or left[:length] != right[:length] or not _is_border(longer, length):
            return None
        atoms.append(Atom(lead, left[:length]))
        ours.count_atom()
        theirs.count_atom()
        if len(left) == len(right):
            return Stretch(tuple(atoms), ours.done(), theirs.done())
        start = _next_start(longer, length)
        lead = longer[length:start]
        left, right = left[length:].removeprefix(lead), right[length:].removeprefix(lead)
    return None
