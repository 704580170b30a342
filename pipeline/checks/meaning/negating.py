"""How often a text negates, at least and at most; and whether another does as often.

Knows the names of cues and the relations between them (`language.meaning.relations`), no word and
no language.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence, Set
from typing import NamedTuple

from pipeline.checks.meaning.clauses import CLAUSE_END, Said, starts_of_clauses, whole
from pipeline.checks.meaning.softening import softness
from pipeline.checks.reading import Reading
from pipeline.language.meaning.coordination import has_alternative
from pipeline.language.meaning.cues import Cue
from pipeline.language.meaning.relations import names_of
from pipeline.model import Language

__all__ = [
    "Negated",
    "exceeds",
    "is_negative",
    "may_exceed",
    "negated",
    "negations",
    "unanswered_in",
]


def is_negative(reading: Reading) -> bool:
    """Whether a text says at all that something is not, or must not be."""
    return not names_of("negates").isdisjoint(reading.cue_names)


def negations(reading: Reading) -> list[Cue]:
    """Whatever in a text says that something is not, or must not be."""
    return [cue for cue in reading.cues if cue.name in names_of("negates")]


def unanswered_in(said: Said, heard: Said) -> Cue | None:
    """A negation in `said`, which negates more often than `heard` can be read to.

    What is named alike in both texts stands for itself: the "until" of "Do not drive until"
    answers the "until" of its translation and not the lost "not".
    """
    excess = exceeds(said, heard)
    if not excess:
        return None
    least, most = excess
    forbids = names_of("forbids")
    orders = sum(cue.name in forbids for cue in said.cues)
    if least <= most + softness(said, heard, least - orders):
        return None
    names = names_of("plain") | (names_of("negates") - {cue.name for cue in heard.cues})
    return next(cue for cue in said.cues if cue.name in names & names_of("negates"))


class Negated(NamedTuple):
    """The negations of a text by their names."""

    language: Language
    names: Sequence[str] = ()  # in order
    plain: int = 0  # how many of them are plain
    single: Set[str] = frozenset()  # the others, each of which answers itself


def negated(reading: Reading) -> Negated:
    """What the names of its cues tell, before their places are known."""
    if not is_negative(reading):
        return Negated(reading.language)
    negates, plain = names_of("negates"), names_of("plain")
    names = [name for name in reading.cues_named if name in negates]
    number = sum(map(plain.__contains__, names))
    return Negated(reading.language, names, number, reading.cue_names & negates - plain)


def may_exceed(said: Negated, heard: Negated) -> bool:
    """Whether `exceeds` can be true of the whole texts, by the names of their cues alone.

    However they are divided into clauses, `said` negates at least no more often than it has plain
    negations, and `heard` at most no less often than all of its that stand for themselves.
    """
    if not said.names or (heard.plain and len(said.names) == 1):
        return False
    least = said.plain + len(said.single - heard.single)
    if not heard.plain:
        return least > 0
    along = names_of("along") if heard.language.base in names_of("concord") else frozenset()
    return least > (sum(name not in along and name not in said.single for name in heard.names) or 1)


def exceeds(said: Said, heard: Said) -> tuple[int, int] | None:
    """How often `said` negates at least, and `heard` at most, where that is less."""
    negates = names_of("negates")
    plain = names_of("plain")
    if negates.isdisjoint(said.names):
        return None
    mine = [cue.name for cue in said.cues if cue.name in negates]
    if len(mine) == 1 and not plain.isdisjoint(heard.names):
        return None
    here, there = set(mine), heard.names
    single = negates - plain
    least = sum(least for least, _ in _clauses_of(said)) + len((here & single) - there)
    if not least:
        return None
    most = sum(most for _, most in _clauses_of(heard))
    # "without this, without that": what is said once more than in `said` is free for a "not"
    most += (Counter(_named(heard, single)) - Counter(_named(said, single))).total()
    if least > most:
        # a "nor" is the second of them: "ni ibuprofeno; no suele ser seguro"
        most += max(_ordered_besides(heard) - mine.count("nor"), 0)
    return (least, most) if least > most else None


def _ordered_besides(heard: Said) -> int:
    """How many orders stand behind another's "not": "Do not hold or shake it" is "nor shake it".

    Another language may say the "not" again, even in a sentence of its own. No condition may stand
    between, and no other negation: "Do not take it if you drive or work" forbids one thing.
    """
    forbids = names_of("forbids")
    bounds = names_of("bounds") | names_of("negates")
    visible, language = heard.reading.visible, heard.reading.language
    besides = 0
    for number, cue in enumerate(heard.cues):
        if cue.name in forbids:
            following = heard.cues[number + 1 :]
            end = next((each.start for each in following if each.name in bounds), len(visible))
            stop = CLAUSE_END.search(visible, cue.end, end)
            besides += has_alternative(visible[cue.end : stop.start() if stop else end], language)
    return besides


def _named(said: Said, names: Set[str]) -> list[str]:
    return [cue.name for cue in said.cues if cue.name in names]


def _clauses_of(said: Said) -> list[tuple[int, int]]:
    """See `_clauses`; of a whole text they are found once."""
    return said.reading.once(_whole_clauses) if said.cues is said.reading.cues else _clauses(said)


def _whole_clauses(reading: Reading) -> list[tuple[int, int]]:
    return _clauses(reading.once(whole))


def _clauses(said: Said) -> list[tuple[int, int]]:
    """For each clause how often it negates, at least and at most."""
    plain = names_of("plain")
    if not any(cue.name in plain for cue in said.cues):
        return []
    language = said.reading.language.base
    concords, sole = (language in names_of(name) for name in ("concord", "sole"))
    starts = starts_of_clauses(said)
    clauses: dict[int, list[str]] = {}
    for cue in said.cues:
        clauses.setdefault(bisect_right(starts, cue.start), []).append(cue.name)
    return [_negations(names, concords=concords, sole=sole) for names in clauses.values()]


def _negations(names: list[str], *, concords: bool, sole: bool) -> tuple[int, int]:
    plain = sum(map(names_of("plain").__contains__, names))
    if not plain:
        return 0, 0
    if not concords:
        if plain == names.count("nor") and "without" in names:
            return 0, plain  # "without food nor water" is "without food or water"
        # "Do not smoke and drink no coffee": what orders has a clause of its own.
        orders = not names_of("directs").isdisjoint(names)
        return min(plain, 2 if orders and "no" in names else 1), plain
    # "No … nunca", "никогда не", "sin … ni": what goes along with a negation is none of its own.
    along, nor = sum(map(names_of("along").__contains__, names)), names.count("nor")
    apart = plain - along - nor
    least = min(apart, 1) or int("without" not in names and not _is_licensed(names))
    if not apart and not along and nor > 1:  # "ni huile ni colle" is one
        return least, nor - 1
    if sole:  # "n'est pas … et n'a aucun": what a clause has no mark for
        return least, plain
    return least, apart + nor or min(along, 1)


def _is_licensed(names: list[str]) -> bool:
    """ "Before you take anything" is "antes de tomar nada": no "not" goes along with that word."""
    return "before" in names and "no" in names and names.index("before") < names.index("no")
