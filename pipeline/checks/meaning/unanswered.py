"""Which negation of a text the other one does not answer.

What `negation` makes problems of: by number, sentence by sentence (`negating`), and where both
negate equally often, by what the negations stand for (`lost_orders`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.checks.meaning.clauses import Said, part_pairs, sentence_pairs, whole
from pipeline.checks.meaning.lost_orders import has_choice, lost_after_and, lost_order
from pipeline.checks.meaning.negating import exceeds, may_exceed, negated, unanswered_in
from pipeline.checks.reading import Reading
from pipeline.language.meaning.cues import Cue
from pipeline.language.meaning.relations import names_of

__all__ = [
    "Unanswered",
    "unanswered",
]


class Unanswered(NamedTuple):
    """The negations of the source that the translation lost, and those that it added."""

    lost: list[Cue]
    added: list[Cue]
    is_counted: bool = False  # by number alone: not by where one stands


def unanswered(source: Reading, target: Reading) -> Unanswered:
    """What either text negates and the other does not."""
    found = _unanswered(source, target)
    if found.lost or found.added:
        return found
    return _in_parts(source, target)


def _in_parts(source: Reading, target: Reading) -> Unanswered:
    """The same, part by part: "Keep it still; do not cut it" as "…without moving it; cut it".

    Of what was added the plain ones alone: "whole" is "without breaking it" in its part.
    """
    parts = tuple(part_pairs(source, target))
    lost, added = _mismatches(parts)
    added = [cue for cue in added if cue.name in names_of("plain")]
    if bool(lost) == bool(added):
        return Unanswered([], [])
    negates = names_of("negates")
    affirms = any(
        not negates.isdisjoint(here.names) and negates.isdisjoint(there.names)
        for here, there in parts
        if unanswered_in(here, there) is not None
    )
    return Unanswered(lost, added, is_counted=not affirms)


def _unanswered(source: Reading, target: Reading) -> Unanswered:
    ours, theirs = source.once(negated), target.once(negated)
    if not (may_exceed(ours, theirs) or may_exceed(theirs, ours)):
        lost = lost_after_and(source, target) if source.once(has_choice) else []
        return Unanswered(lost or lost_order(source, target), [])
    here, there = source.once(whole), target.once(whole)
    if not exceeds(here, there) and not exceeds(there, here):
        # nor is anything found where a sentence is compared by itself, see _not_moved
        return Unanswered(lost_after_and(source, target) or lost_order(source, target), [])
    lost, added = _mismatches(sentence_pairs(source, target))
    if lost or added:  # a clause may have moved to the sentence beside it
        lost, added = _not_moved(lost, added, source, target)
    elif source.once(has_choice):  # "at most" answers one of two
        return Unanswered(lost_after_and(source, target), [])
    return Unanswered(lost, added, is_counted=True)


def _mismatches(sentences: Iterable[tuple[Said, Said]]) -> tuple[list[Cue], list[Cue]]:
    """The negations of the source without an answer, and those of the translation."""
    lost: list[Cue] = []
    added: list[Cue] = []
    for here, there in sentences:
        forth, back = unanswered_in(here, there), unanswered_in(there, here)
        lost += [forth] if forth else []
        added += [back] if back else []
    return lost, added


def _not_moved(
    lost: list[Cue], added: list[Cue], source: Reading, target: Reading
) -> tuple[list[Cue], list[Cue]]:
    """What is still found where the texts are compared as wholes."""
    here, there = source.once(whole), target.once(whole)
    if lost and added:
        return _mismatches([(here, there)])
    return (lost if exceeds(here, there) else []), (added if exceeds(there, here) else [])
