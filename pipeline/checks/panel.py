"""Which checks are asked about what: by what a project wants, by language, and by characters.

Made once for a run, because it is asked about every unit. Knows no findings; asking is `judge`'s.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.checks.check import Check, Scope
from pipeline.checks.policy import Policy
from pipeline.checks.reading import Pair
from pipeline.checks.registry import CHECKS
from pipeline.model import Language, State

__all__ = ["Bench", "Panel"]


class Panel:
    """The checks that a policy has switched on."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._active: dict[tuple[Scope, Language], tuple[Check, ...]] = {}
        self._benches: dict[Language, Mapping[tuple[State, bool], Bench]] = {}

    def active(self, scope: Scope, language: Language) -> tuple[Check, ...]:
        """The checks of this scope for texts in `language`, in the order of the registry."""
        key = (scope, language)
        if key not in self._active:
            self._active[key] = tuple(
                check
                for check in CHECKS.values()
                if check.scope is scope
                and self.policy.is_active(check.id)
                and language.base not in check.except_languages
            )
        return self._active[key]

    def benches(self, language: Language) -> Mapping[tuple[State, bool], Bench]:
        """(state, whether it has plural forms) → the checks for such units."""
        if language not in self._benches:
            checks = self.active(Scope.UNIT, language)
            self._benches[language] = MappingProxyType(
                {
                    (state, is_plural): Bench(
                        [
                            check
                            for check in checks
                            if state in check.states and (check.plural or not is_plural)
                        ]
                    )
                    for state in State
                    for is_plural in (False, True)
                }
            )
        return self._benches[language]


class Bench:
    """The checks for units of one kind, and which of them some characters concern.

    Most checks need a character that most texts lack. Each needed character has a bit for every
    check that needs it, so that a text's checks are found by joining a few numbers (measured: 2
    instead of 20 µs a unit for asking every check's set).
    """

    def __init__(self, checks: list[Check]) -> None:
        self.checks = checks
        self._always = sum(1 << n for n, check in enumerate(checks) if not check.needs)
        self._bits: dict[str, int] = {}
        for n, check in enumerate(checks):
            for character in check.needs:
                self._bits[character] = self._bits.get(character, 0) | 1 << n
        self._watched = frozenset(self._bits)
        self._known: dict[int, list[Check]] = {}

    def about(self, pair: Pair) -> list[Check]:
        """The checks that can have anything to say about these texts, in their order."""
        mask = self._always
        for reading in (pair.source, pair.target):
            for character in self._watched & reading.characters:
                mask |= self._bits[character]
        found = self._known.get(mask)
        if found is None:
            found = [check for n, check in enumerate(self.checks) if mask >> n & 1]
            self._known[mask] = found
        return found
