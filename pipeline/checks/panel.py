"""Which checks are asked about what: by what a project wants, by language, and by characters.

Made once for a run, because it is asked about every unit. Knows no findings; asking is `judge`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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
        self._concerns = _Concerns(CHECKS.values())

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
                        self._concerns,
                    )
                    for state in State
                    for is_plural in (False, True)
                }
            )
        return self._benches[language]


class Bench:
    """The checks for units of one kind, and which of them two texts concern."""

    def __init__(self, checks: list[Check], language: Language, concerns: _Concerns) -> None:
        self.checks = checks
        self._concerned, self._concerned_by_source = concerns.of, concerns.of_source
        self._numbers = [concerns.numbers[check.id] for check in checks]
        self._always = self._own = 0
        self._bits: dict[str, int] = {}
        for check, number in zip(checks, self._numbers, strict=True):
            self._own |= 1 << number
            if check.is_always_asked:
                self._always |= 1 << number
            for character in check.needs_in(language) if check.needs_in else ():
                self._bits[character] = self._bits.get(character, 0) | 1 << number
        self._watched = frozenset(self._bits)
        self._known: dict[int, list[Check]] = {}

    def about(self, pair: Pair) -> list[Check]:
        """The checks that can have anything to say about these texts, in their order."""
        target = pair.target
        mask = self._always | pair.source.once(self._concerned_by_source) | self._concerned(target)
        for character in self._watched & target.characters:
            mask |= self._bits[character]
        mask &= self._own
        found = self._known.get(mask)
        if found is None:
            found = [
                check
                for check, number in zip(self.checks, self._numbers, strict=True)
                if mask >> number & 1
            ]
            self._known[mask] = found
        return found


class _Concerns:
    """Which checks need something that a text has, whatever its language.

    Most checks need what most texts lack. Each check has a bit, and each character and each piece
    of a text the bits of the checks that it concerns, so that a text's checks are found by joining
    a few numbers; those of a source text once for all languages.
    """

    def __init__(self, checks: Iterable[Check]) -> None:
        self.numbers: dict[str, int] = {}
        self._bits: dict[str, int] = {}
        pieces: list[tuple[int, Callable[[str], object]]] = []
        self._texts: list[tuple[int, Callable[[str], object]]] = []
        self._sources: list[tuple[int, Callable[[Reading], object]]] = []
        for number, check in enumerate(checks):
            self.numbers[check.id] = number
            for character in check.needs:
                self._bits[character] = self._bits.get(character, 0) | 1 << number
            if check.needs_piece is not None:
                pieces.append((1 << number, check.needs_piece))
            if check.needs_text is not None:
                self._texts.append((1 << number, check.needs_text))
            if check.needs_source is not None:
                self._sources.append((1 << number, check.needs_source))
        self._watched = frozenset(self._bits)
        self._pieces = _Pieces(pieces)

    def of(self, reading: Reading) -> int:
        """The bits of the checks that this text concerns."""
        mask = 0
        for character in self._watched & reading.characters:
            mask |= self._bits[character]
        text = reading.text
        for bit, concerns in self._texts:
            if concerns(text):
                mask |= bit
        pieces = reading.pieces
        if separates_words(reading.language):
            for bits in set(map(self._pieces.__getitem__, pieces)):
                mask |= bits
        else:  # there a piece is a sentence, which does not come again
            for piece in pieces:
                mask |= self._pieces.concerned(piece)
        return mask

    def of_source(self, reading: Reading) -> int:
        """The same for a source text, which alone decides on some checks."""
        mask = self.of(reading)
        for bit, concerns in self._sources:
            if concerns(reading):
                mask |= bit
        return mask


class _Pieces(dict[str, int]):
    """What stands between white space → the bits of the checks that it concerns, mostly none."""

    def __init__(self, tests: list[tuple[int, Callable[[str], object]]]) -> None:
        super().__init__()
        self._tests = tests

    def __missing__(self, piece: str) -> int:
        if len(self) >= _KNOWN_PIECES:
            self.clear()
        found = self[piece] = self.concerned(piece)
        return found

    def concerned(self, piece: str) -> int:
        """The answer, neither looked up nor kept."""
        mask = 0
        for bit, concerns in self._tests:
            if concerns(piece):
                mask |= bit
        return mask
