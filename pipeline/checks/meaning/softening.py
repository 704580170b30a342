"""What answers a negation without being one: "unsafe", "until", "avoid", "forget".

Knows the names of cues and the relations between them, no word and no language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from itertools import islice

from pipeline.checks.meaning.clauses import Said
from pipeline.checks.reading import Reading
from pipeline.language.meaning.cues import Cue, cue_names
from pipeline.language.meaning.relations import alike, beside, lists_of, names_of
from pipeline.language.patterns import lazy

__all__ = [
    "softening",
    "softness",
]


def softness(said: Said, heard: Said, feeble: int) -> int:
    """How many negations what softens in `heard` can stand for, and nothing in `said` accounts for.

    Of words with a name one answers all; how many "un" there are tells whether one is left. Of the
    feeble ones only so many count: none is the translation of an order.
    """
    weak, double = names_of("weak"), names_of("double")
    if names_of("softens").isdisjoint(heard.names):
        return 0
    soft = _unaccounted(said, heard)
    feebly = sum(count for name, count in soft.items() if name in weak)
    firmly = sum(count * (1 + (n in double)) for n, count in soft.items() if n not in weak)
    return firmly + min(feebly, max(feeble, 0))


def _soft_cues(said: Said, heard: Said) -> Iterator[Cue]:
    """What softens in `heard`, but for what only answers what is in `said`."""
    softens, around, halves = names_of("softens"), said.names, beside("halves")
    permitted = beside("permitted") if "may" in heard.names else {}
    gone = beside("gone")
    answered = _answered_alike(around, heard.names)
    for cue in heard.cues:
        if (
            cue.name in softens
            and not halves.get(cue.name, around).isdisjoint(around)
            and not (cue.name in halves and halves[cue.name] <= answered)
            and not permitted.get(cue.name, around).isdisjoint(around)
            and gone.get(cue.name, frozenset()).isdisjoint(around & heard.names)
            and not (
                cue.name == "until"
                and _LIMITS.isdisjoint(around)
                and _is_behind_time(cue, heard.reading)
            )
        ):
            yield cue


def _unaccounted(said: Said, heard: Said) -> Counter[str]:
    """How often each thing softens in `heard` for which nothing in `said` accounts, by its name."""
    softens, accounts, around = names_of("softens"), beside("accounts"), said.names
    apart = around - heard.names  # what stands for itself in both accounts for nothing else
    apart_from = _said_by_if(said, heard)
    soft = Counter(
        cue.name if cue.name in apart_from else alike(cue.name) for cue in _soft_cues(said, heard)
    )
    known = Counter(alike(cue.name) for cue in said.cues if cue.name in softens)
    for taking, taken in beside("takes").items():
        if taking in around - heard.names:
            known -= Counter(map(alike, taken))
    # What has a name here may be "un" there: not every language names all.
    repeated = {name: soft[name] - known[name] for name in names_of("repeats") & known.keys()}
    strange = (names_of("nameless") & known.keys()) - cue_names(heard.reading.language)
    held = names_of("held")
    nameless = known["un"] + len(strange) + sum(max(known[n] - soft[n], 0) for n in held)
    soft = Counter(
        {
            name: count
            for name, count in soft.items()
            if name == "un"
            or not (known[name] or not apart.isdisjoint(accounts.get(name, frozenset())))
        }
    )
    # "If you forget it, leave it out": the second is "do not take it" in another language, and
    # the second "harder" of "harder to treat and harder to bear" is "not easy"
    soft += Counter({name: more for name, more in repeated.items() if more > 0})
    spare = nameless - soft["un"]
    soft["un"] = max(-spare, 0)
    if spare > 0:  # and the other way round
        unnamed = (names_of("nameless") & soft.keys()) - cue_names(said.reading.language)
        if said.reading.language.base in names_of("bound"):
            unnamed |= held & soft.keys()
        soft -= Counter(islice((name for name in soft.elements() if name in unnamed), spare))
    return soft


def _is_behind_time(cue: Cue, reading: Reading) -> bool:
    """Whether "until" only says how long, behind the time: "48 گھنٹے تک" is "for 48 hours"."""
    return (
        reading.language.base in names_of("behind")
        and _TIME_AHEAD.search(reading.visible[max(cue.start - _NEAR, 0) : cue.start]) is not None
    )


_TIME_AHEAD = lazy(r"\d\s?[^\s\d.,;:।۔]+\s?$")
_LIMITS = frozenset({"more-than", "at-most", "longer"})  # "no more than 2 hours": until 2 hours
_NEAR = 12  # code points of "48 hours" before "until"


def _answered_alike(around: Set[str], heard: Set[str]) -> Set[str]:
    """What stands for itself in both texts, one way or the other, and softens nothing besides.

    "Remember" is "do not forget", and not where both texts have the dose that was forgotten.
    """
    return {
        name
        for names in lists_of("alike")
        if not heard.isdisjoint(names)
        and not around.isdisjoint(names)
        and names_of("double").isdisjoint(names)  # "wait until" is "not until"
        for name in names
    }


def softening(heard: Said, around: Set[str]) -> frozenset[str]:
    """What softens in `heard`, and can answer a negation beside what the other text says."""
    halves = beside("halves")
    return frozenset(
        name
        for name in names_of("softens") & heard.names
        if not halves.get(name, around).isdisjoint(around)
    )


def _said_by_if(said: Said, heard: Said) -> Set[str]:
    """The conditions of `heard` that `said` says by "if" and a negation of its own.

    "Unless it is urgent, call before you come" is "if it is not urgent": the "before" that stands
    in both, and is alike in other texts, does not account for it.
    """
    return {
        name
        for name, saying in beside("negated").items()
        if name in heard.names and name not in said.names and not saying.isdisjoint(said.names)
    }
