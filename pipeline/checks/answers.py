"""What the checks said about a unit, for where the same unit comes again.

A quarter of a library's sentences stand in more than one article. The key is all that a check can
ask about a unit: its texts, its `Standing` and the facts about source texts; the rest, language and
policy, is the same for a panel's checks of a language. Where a finding stands, and what suppresses
it, is found anew for every unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.checks.check import Check, Problem
from pipeline.checks.facts import Facts
from pipeline.checks.reading import Standing
from pipeline.model import Language, State

__all__ = ["Answer", "Answers", "Question"]

KEPT = 1 << 13  # twice as many at most, of half a kilobyte; a library has millions

Answer = Sequence[tuple[Check, Problem]]


class Question(NamedTuple):
    """Units with equal ones have the same problems."""

    msgid: str
    msgstr: str
    standing: Standing
    state: State
    language: Language
    facts: Facts  # equal to itself only


class Answers:
    """The latest answers: those that nobody asked for again are forgotten."""

    def __init__(self) -> None:
        self._latest: dict[Question, Answer] = {}
        self._older: dict[Question, Answer] = {}

    def known(self, question: Question) -> Answer | None:
        """The answer to a question that was asked before; None where it is not known."""
        found = self._latest.get(question)
        if found is None and (found := self._older.pop(question, None)) is not None:
            self.keep(question, found)
        return found

    def keep(self, question: Question, answer: Answer) -> None:
        """Remember the answer."""
        if len(self._latest) >= KEPT:
            self._latest, self._older = {}, self._latest
        self._latest[question] = answer
