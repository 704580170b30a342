"""Which checks are asked about what: by what a project wants, by language, and by the texts.

Made once for a run, because it is asked about every unit. Knows no findings; asking is `judge`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from pipeline.checks.answers import Answers
from pipeline.checks.check import Check, Context, Scope
from pipeline.checks.concerns import Concerns, Topics, by_need
from pipeline.checks.policy import Policy
from pipeline.checks.reading import Pair
from pipeline.checks.registry import CHECKS
from pipeline.model import Language, State

__all__ = ["Bench", "Panel"]


class Panel:
    """The checks that a policy has switched on."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.answers = Answers()
        self._active: dict[tuple[Scope, Language], tuple[Check, ...]] = {}
        self._benches: dict[Language, Mapping[tuple[State, bool], Bench]] = {}
        self._of_units = tuple(check for check in CHECKS.values() if check.scope is Scope.UNIT)
        self._topics = Topics()
        self._sources = Concerns(self._of_units, None, self._topics)

    def without(self, ids: Iterable[str]) -> Panel:
        """The same policy without these checks."""
        policy = self.policy
        return Panel(replace(policy, disabled=policy.disabled | frozenset(ids)))

    def only(self, ids: Iterable[str]) -> Panel:
        """The same policy with no other checks of units than these."""
        return self.without({check.id for check in self._of_units}.difference(ids))

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
            active = frozenset(check.id for check in self.active(Scope.UNIT, language))
            targets = Concerns(self._of_units, language, self._topics)
            self._benches[language] = MappingProxyType(
                {
                    (state, is_plural): Bench(
                        [
                            (check, 1 << number)
                            for number, check in enumerate(self._of_units)
                            if check.id in active
                            and state in check.states
                            and (check.plural or not is_plural)
                        ],
                        self._sources,
                        targets,
                        self._topics,
                    )
                    for state in State
                    for is_plural in (False, True)
                }
            )
        return self._benches[language]


class Bench:
    """The checks for units of one kind, and which of them two texts concern."""

    def __init__(
        self,
        checks: Sequence[tuple[Check, int]],
        sources: Concerns,
        targets: Concerns,
        topics: Topics,
    ) -> None:
        """`checks`: each with the bit that it has in `sources` and in `targets`."""
        self.checks = [check for check, _ in checks]
        self._checks = checks
        self._of_source, self._of_target = sources.of, targets.of
        self._joined = topics.joined
        self._own = sum(bit for _, bit in checks)
        self._always = sum(bit for check, bit in checks if check.is_always_asked)
        self._pairs = tuple(by_need((check.needs_pair, bit) for check, bit in checks).items())
        self._known: dict[int, list[Check]] = {}

    def about(self, pair: Pair, context: Context) -> list[Check]:
        """The checks that can have anything to say about these texts, in their order."""
        mask = self._always | self._joined(
            pair.source.once(self._of_source), self._of_target(pair.target)
        )
        for concerns, bits in self._pairs:
            if concerns(pair, context):
                mask |= bits
        mask &= self._own
        found = self._known.get(mask)
        if found is None:
            found = self._known[mask] = [check for check, bit in self._checks if mask & bit]
        return found
