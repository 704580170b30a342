"""Which checks are asked about what: by what a project wants, by language, and by characters.

Made once for a run, because it is asked about every unit. Knows no findings; asking is `judge`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from pipeline.checks.check import Check, Scope
from pipeline.checks.policy import Policy
from pipeline.checks.reading import Pair, Reading
from pipeline.checks.registry import CHECKS
from pipeline.language.cldr import separates_words
from pipeline.model import Language, State

__all__ = ["Bench", "Panel"]

_KNOWN_PIECES = 1 << 17  # of all languages together


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
                        ],
                        language,
                    )
                    for state in State
                    for is_plural in (False, True)
                }
            )
        return self._benches[language]


class Bench:
    """The checks for units of one kind, and which of them two texts concern.

    Most checks need something that most texts lack. Each check has a bit, and each character and
    each piece of a text the bits of the checks that it concerns, so that a text's checks are found
    by joining a few numbers; those of a source text once for all languages.
    """

    def __init__(self, checks: list[Check], language: Language) -> None:
        self.checks = checks
        numbers = _numbers()
        self._always = _joined(numbers[check.id] for check in checks if not _is_choosy(check))
        self._own = _joined(numbers[check.id] for check in checks)
        self._bits: dict[str, int] = {}
        for check in checks:
            for character in check.needs_in(language) if check.needs_in else ():
                self._bits[character] = self._bits.get(character, 0) | 1 << numbers[check.id]
        self._watched = frozenset(self._bits)
        self._known: dict[int, list[Check]] = {}

    def about(self, pair: Pair) -> list[Check]:
        """The checks that can have anything to say about these texts, in their order."""
        target = pair.target
        mask = self._always | pair.source.once(_concerned) | _concerned(target)
        for character in self._watched & target.characters:
            mask |= self._bits[character]
        mask &= self._own
        found = self._known.get(mask)
        if found is None:
            numbers = _numbers()
            found = [check for check in self.checks if mask >> numbers[check.id] & 1]
            self._known[mask] = found
        return found


def _is_choosy(check: Check) -> bool:
    return bool(check.needs or check.needs_in or check.needs_piece)


def _joined(numbers: Iterable[int]) -> int:
    return sum(1 << number for number in numbers)


@cache
def _numbers() -> Mapping[str, int]:
    """The id of each check → its bit, the same in all languages."""
    return MappingProxyType({identifier: number for number, identifier in enumerate(CHECKS)})


@cache
def _bits() -> tuple[frozenset[str], Mapping[str, int]]:
    """The characters that concern any check, and the bits of the checks that each concerns."""
    bits: dict[str, int] = {}
    for identifier, number in _numbers().items():
        for character in CHECKS[identifier].needs:
            bits[character] = bits.get(character, 0) | 1 << number
    return frozenset(bits), MappingProxyType(bits)


def _concerned(reading: Reading) -> int:
    """The bits of the checks that need something that this text has, whatever its language."""
    mask = 0
    watched, bits = _bits()
    for character in watched & reading.characters:
        mask |= bits[character]
    pieces = _pieces()
    if separates_words(reading.language):
        for bit in set(map(pieces.__getitem__, reading.text.split())):
            mask |= bit
    else:  # there a piece is a sentence, which does not come again
        for piece in reading.text.split():
            mask |= pieces.found(piece)
    return mask


class _Pieces(dict[str, int]):
    """What stands between white space → the bits of the checks that it concerns, mostly none."""

    def __init__(self) -> None:
        super().__init__()
        self._concerns = [
            (1 << number, check.needs_piece)
            for number, check in enumerate(CHECKS.values())
            if check.needs_piece is not None
        ]

    def __missing__(self, piece: str) -> int:
        if len(self) >= _KNOWN_PIECES:
            self.clear()
        found = self[piece] = self.found(piece)
        return found

    def found(self, piece: str) -> int:
        """The answer, neither looked up nor kept."""
        mask = 0
        for bit, concerns in self._concerns:
            if concerns(piece):
                mask |= bit
        return mask


@cache
def _pieces() -> _Pieces:
    return _Pieces()
