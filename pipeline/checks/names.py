"""What a catalog as a whole tells of a name that one of its units leaves in doubt.

"Loop has found a problem": alone, nothing tells whether a translation that keeps "Loop" has left a
word untranslated or names a program. Its other units do. A check that doubts yields its problem
with the names `in_doubt`; where the catalog bears out each of them, `judge` drops the problem.
Knows no words, and asks nothing of a catalog in which nobody doubts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from pipeline.checks.check import Check, Problem
from pipeline.language.amounts.numerals import identifiers
from pipeline.model import Catalog, State, Unit

__all__ = ["Names", "stands_within"]

# A translator who leaves a word behind does so once; who keeps it in every sentence has decided to.
KEPT_IN = 3  # translations
KEPT_IN_WHERE_WITHIN = 2  # where one source has it with its capital within the sentence
LEAST_KEPT = 0.75  # of the translations of sources with the word: a name may be left unsaid
SUBJECT_OF = 3  # units whose source has the code, for a catalog that is about it


class Names:
    """The names of one catalog, each found out when it is first asked for."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._borne_out: dict[str, bool] = {}

    def without_names(
        self, found: Sequence[tuple[Check, Problem]]
    ) -> Sequence[tuple[Check, Problem]]:
        """The same without the problems that only were some if these are no names."""
        if not any(problem.in_doubt for _, problem in found):
            return found
        return [
            (check, problem)
            for check, problem in found
            if not problem.in_doubt or not all(map(self._bears_out, problem.in_doubt))
        ]

    def _bears_out(self, name: str) -> bool:
        known = self._borne_out.get(name)
        if known is None:
            decide = self._is_subject if re.search("[0-9]", name) else self._is_kept
            known = self._borne_out[name] = decide(name)
        return known

    @cached_property
    def _units(self) -> tuple[Unit, ...]:
        return tuple(unit for unit in self._catalog.units if unit.state is State.TRANSLATED)

    def _is_subject(self, code: str) -> bool:
        """Whether the sources name this code again and again: COVID-19, in a text about it."""
        letters = code.rstrip("0123456789").lower()
        return (
            sum(
                letters in unit.key.msgid.lower()
                and any(code in each.names for each in identifiers(unit.key.msgid))
                for unit in self._units
            )
            >= SUBJECT_OF
        )

    def _is_kept(self, word: str) -> bool:
        """Whether the translations of sources with this word keep it, and no source has it small.

        One that stands with its capital within a sentence is a name although its small twin is a
        word: the program Loop, and "a closed loop". One that begins a sentence with a small letter
        is a name that is written so: no other word does.
        """
        written = re.compile(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])")
        small = re.compile(rf"(?<![^\W_]){re.escape(word.lower())}(?![^\W_])")
        units = [unit for unit in self._units if written.search(unit.key.msgid)]
        kept = sum(word in unit.msgstr for unit in units)
        if kept < max(KEPT_IN_WHERE_WITHIN, len(units) * LEAST_KEPT):
            return False
        if word[:1].islower():
            return kept >= KEPT_IN and any(_begins_small(word, unit.key.msgid) for unit in units)
        if any(stands_within(word, unit.key.msgid) for unit in units):
            return True
        return kept >= KEPT_IN and not any(small.search(unit.key.msgid) for unit in self._units)


def stands_within(word: str, msgid: str) -> bool:
    """Whether the text has the word, with its capital, in the middle of a sentence."""
    return re.search(rf"[a-z,] {re.escape(word)}(?![^\W_])", msgid) is not None


def _begins_small(word: str, msgid: str) -> bool:
    """Whether the word, with a small letter, begins a sentence after another one."""
    return re.search(rf"[^\W\d_]{{3}}[.!?] {re.escape(word)}(?![^\W_])", msgid) is not None
