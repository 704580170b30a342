"""What may stand for what in a translation: the relations between names of cues, data/parity.tsv.

Only the table, read once. What is made of it: `checks.meaning`.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations

from pipeline.language.tables import rows

__all__ = [
    "alike",
    "answers_by_condition",
    "beside",
    "contraries_by_name",
    "lists_of",
    "names_of",
    "names_of_many",
    "pairs_of",
    "unsaid",
]

_TWO = 2
_ONE_WAY = frozenset({"becomes", "refused"})


@cache
def lists_of(name: str) -> tuple[tuple[str, ...], ...]:
    """The lists of names that stand in this relation, one a row."""
    return tuple(tuple(row[1].split(", ")) for row in rows("parity.tsv") if row[0] == name)


@cache
def pairs_of(name: str) -> tuple[tuple[str, str], ...]:
    """Every two names that stand in this relation, in their order in the row."""
    return tuple(pair for names in lists_of(name) for pair in combinations(names, 2))


@cache
def names_of(relation: str) -> frozenset[str]:
    """All names that stand in this relation."""
    return frozenset(name for names in lists_of(relation) for name in names)


@cache
def alike(name: str) -> str:
    """The first of the softeners that are one in several ways, or the name itself."""
    return next((names[0] for names in lists_of("alike") if name in names), name)


@cache
def contraries_by_name() -> dict[str, dict[str, frozenset[str]]]:
    """What no translation of a name may say in its stead, and by which relations it may not."""
    found: dict[str, dict[str, set[str]]] = {}
    for relation in ("swapped", "contrary", "unnegated", "becomes", "refused"):
        for one, other in pairs_of(relation):
            found.setdefault(one, {}).setdefault(other, set()).add(relation)
            if relation not in _ONE_WAY:
                found.setdefault(other, {}).setdefault(one, set()).add(relation)
    return {
        name: {wrong: frozenset(why) for wrong, why in wrongs.items()}
        for name, wrongs in found.items()
    }


@cache
def names_of_many() -> frozenset[str]:
    """Names with several contraries of one kind, as the parts of the body are.

    Of two contraries the other turns a sentence round, and so does a negation; of many it does not,
    and the right one has to be known before it can be missed.
    """
    relations = ("swapped", "contrary", "unnegated")
    every = (names for each in relations for names in lists_of(each))
    return frozenset(name for names in every if len(names) > _TWO for name in names)


@cache
def beside(relation: str) -> dict[str, frozenset[str]]:
    """Of a relation of one name to many: the many, by the one, of all its rows."""
    found: dict[str, frozenset[str]] = {}
    for row in rows("parity.tsv"):
        if row[0] == relation:
            found[row[1]] = found.get(row[1], frozenset()).union(row[2].split(", "))
    return found


def answers_by_condition() -> dict[str, frozenset[str]]:
    """What may say a condition in another language, by its name."""
    return beside("replaced")


@cache
def unsaid() -> dict[str, frozenset[str]]:
    """What may say a condition that no translation leaves out, by its name."""
    replaced = answers_by_condition()
    return {
        name: answers | replaced.get(name, frozenset())
        for name, answers in beside("unsaid").items()
    }
