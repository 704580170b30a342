"""How often a text negates, clause by clause, and which negation the other text does not answer.

The arithmetic behind `negation`, which makes problems of it. Knows the names of cues and the
relations between them (`language.meaning.relations`), no word and no language.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from itertools import compress, islice
from typing import NamedTuple

from pipeline.checks.reading import Reading
from pipeline.language.meaning.coordination import (
    begins_anew,
    has_alternative,
    is_choice,
    is_joined,
    own_order,
)
from pipeline.language.meaning.cues import Cue, cue_names
from pipeline.language.meaning.relations import alike, beside, lists_of, names_of
from pipeline.language.patterns import lazy
from pipeline.model import Language

__all__ = [
    "Unanswered",
    "ends_of_clauses",
    "have_as_many_sentences",
    "is_negative",
    "negations",
    "sentence_of",
    "unanswered",
]

# One class of characters first: a search for alternatives takes five times as long.
_CLAUSE_END = lazy(
    r"[.;:；：—!?…。｡！？؟؛۔।॥։፤።፧။។៕៖](?:(?<!\.)|(?<=[^\W\d]{3}\.)(?=[\s*_)\"'”’»]))"
)
_SENTENCE_END = lazy(r"[.!?…。｡！？؟۔।॥։።፧။។៕](?:(?<![.!?…])|(?=[\s*_)\"'”’»]|$))")


def is_negative(reading: Reading) -> bool:
    """Whether a text says at all that something is not, or must not be."""
    return not names_of("negates").isdisjoint(reading.cue_names)


def negations(reading: Reading) -> list[Cue]:
    """Whatever in a text says that something is not, or must not be."""
    return [cue for cue in reading.cues if cue.name in names_of("negates")]


class Unanswered(NamedTuple):
    """The negations of the source that the translation lost, and those that it added."""

    lost: list[Cue]
    added: list[Cue]
    is_counted: bool = False  # by number alone: not by where one stands


def unanswered(source: Reading, target: Reading) -> Unanswered:
    """What either text negates and the other does not."""
    ours, theirs = source.once(_negated), target.once(_negated)
    if not (_may_exceed(ours, theirs) or _may_exceed(theirs, ours)):
        lost = _lost_after_and(source, target) if source.once(_has_choice) else []
        return Unanswered(lost or _lost_order(source, target), [])
    here, there = source.once(_whole), target.once(_whole)
    if not _exceeds(here, there) and not _exceeds(there, here):
        # nor is anything found where a sentence is compared by itself, see _not_moved
        return Unanswered(_lost_after_and(source, target) or _lost_order(source, target), [])
    lost, added = _mismatches(_sentences(source, target))
    if lost or added:  # a clause may have moved to the sentence beside it
        lost, added = _not_moved(lost, added, source, target)
    return Unanswered(lost, added, is_counted=True)


class _Said(NamedTuple):
    """A text, or one sentence of it, and the cues in it."""

    reading: Reading
    cues: Sequence[Cue]
    names: Set[str]


def _whole(reading: Reading) -> _Said:
    return _Said(reading, reading.cues, reading.cue_names)


def _mismatches(sentences: Iterable[tuple[_Said, _Said]]) -> tuple[list[Cue], list[Cue]]:
    """The negations of the source without an answer, and those of the translation."""
    lost: list[Cue] = []
    added: list[Cue] = []
    for here, there in sentences:
        forth, back = _unanswered(here, there), _unanswered(there, here)
        lost += [forth] if forth else []
        added += [back] if back else []
    return lost, added


def _not_moved(
    lost: list[Cue], added: list[Cue], source: Reading, target: Reading
) -> tuple[list[Cue], list[Cue]]:
    """What is still found where the texts are compared as wholes."""
    here, there = source.once(_whole), target.once(_whole)
    if lost and added:
        return _mismatches([(here, there)])
    return (lost if _exceeds(here, there) else []), (added if _exceeds(there, here) else [])


def _unanswered(said: _Said, heard: _Said) -> Cue | None:
    """A negation in `said`, which negates more often than `heard` can be read to.

    What is named alike in both texts stands for itself: the "until" of "Do not drive until"
    answers the "until" of its translation and not the lost "not".
    """
    excess = _exceeds(said, heard)
    if not excess:
        return None
    least, most = excess
    forbids = names_of("forbids")
    orders = sum(cue.name in forbids for cue in said.cues)
    if least <= most + _softness(said, heard, least - orders):
        return None
    names = names_of("plain") | (names_of("negates") - {cue.name for cue in heard.cues})
    return next(cue for cue in said.cues if cue.name in names & names_of("negates"))


class _Negated(NamedTuple):
    """The negations of a text by their names."""

    language: Language
    names: Sequence[str] = ()  # in order
    plain: int = 0  # how many of them are plain
    single: Set[str] = frozenset()  # the others, each of which answers itself


def _negated(reading: Reading) -> _Negated:
    if not is_negative(reading):
        return _Negated(reading.language)
    negates, plain = names_of("negates"), names_of("plain")
    names = [name for name in reading.cues_named if name in negates]
    number = sum(map(plain.__contains__, names))
    return _Negated(reading.language, names, number, reading.cue_names & negates - plain)


def _may_exceed(said: _Negated, heard: _Negated) -> bool:
    """Whether `_exceeds` can be true of the whole texts, by the names of their cues alone.

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


def _exceeds(said: _Said, heard: _Said) -> tuple[int, int] | None:
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


def _ordered_besides(heard: _Said) -> int:
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
            stop = _CLAUSE_END.search(visible, cue.end, end)
            besides += has_alternative(visible[cue.end : stop.start() if stop else end], language)
    return besides


def _named(said: _Said, names: Set[str]) -> list[str]:
    return [cue.name for cue in said.cues if cue.name in names]


def _clauses_of(said: _Said) -> list[tuple[int, int]]:
    """See `_clauses`; of a whole text they are found once."""
    return said.reading.once(_whole_clauses) if said.cues is said.reading.cues else _clauses(said)


def _whole_clauses(reading: Reading) -> list[tuple[int, int]]:
    return _clauses(reading.once(_whole))


def _clauses(said: _Said) -> list[tuple[int, int]]:
    """For each clause how often it negates, at least and at most."""
    plain = names_of("plain")
    if not any(cue.name in plain for cue in said.cues):
        return []
    language = said.reading.language.base
    concords, sole = (language in names_of(name) for name in ("concord", "sole"))
    starts = _starts(said)
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


def _starts(said: _Said) -> list[int]:
    """Where a clause begins that negates on its own account: behind "but", "if", a semicolon.

    And behind the "No," that is an answer: "Non, n'arrêtez pas" negates twice.
    """
    divides = names_of("divides")
    visible = said.reading.visible
    breaks = [match.end() for match in _CLAUSE_END.finditer(visible)]
    breaks += [cue.start for cue in said.cues if cue.name in divides]
    breaks += [end for cue in said.cues if cue.name == "if" and (end := _end_of_if(cue, visible))]
    return sorted(breaks + [cue.end for cue in said.cues if _is_answer(cue, visible)])


def _end_of_if(cue: Cue, visible: str) -> int:
    """Where the clause ends that begins a sentence with "if", 0 if it does not.

    "If it is not cooked, do not eat it" negates twice, as "Do not eat it if it is not cooked" does.
    """
    before = visible[: cue.start].rstrip(" *_")
    if before and before[-1] not in _ENDED:
        return 0
    end = _COMMA.search(visible, cue.end)
    return end.end() if end else 0


def ends_of_clauses(reading: Reading) -> list[int]:
    """Where a clause ends: at a mark, or at a comma before "and", "but"; not at the very end."""
    visible, language = reading.visible, reading.language
    ends = [match.end() for match in _CLAUSE_END.finditer(visible.rstrip())]
    commas = (match.end() for match in _COMMA.finditer(visible))
    ends += [comma for comma in commas if begins_anew(visible, comma, language)]
    return sorted(end for end in ends if visible[end:].strip(" *_"))


def _is_answer(cue: Cue, visible: str) -> bool:
    """Whether this is a word at the start of a sentence, and a comma behind it."""
    if visible[cue.end : cue.end + 1] not in _COMMAS:
        return False
    before = visible[: cue.start].rstrip(" *_")
    return not before or before[-1] in _ENDED


_COMMA = lazy("[,،，、፣]")
_COMMAS = frozenset(",،，、፣")
_ENDED = frozenset(".!?:;…。！？؟؛।॥۔።")


def _softness(said: _Said, heard: _Said, feeble: int) -> int:
    """How many negations what softens in `heard` can stand for, and nothing in `said` accounts for.

    Of words with a name one answers all; how many "un" there are tells whether one is left. Of the
    feeble ones only so many count: none is the translation of an order.
    """
    softens, weak, double = names_of("softens"), names_of("weak"), names_of("double")
    if softens.isdisjoint(heard.names):
        return 0
    around, halves, accounts = said.names, beside("halves"), beside("accounts")
    apart = around - heard.names  # what stands for itself in both accounts for nothing else
    permitted = beside("permitted") if "may" in heard.names else {}
    gone = beside("gone")
    answered = _answered_alike(around, heard.names)
    counts = (
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
        for cue in heard.cues
    )
    apart_from = _said_by_if(said, heard)
    soft = Counter(
        cue.name if cue.name in apart_from else alike(cue.name)
        for cue in compress(heard.cues, counts)
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
    feebly = sum(count for name, count in soft.items() if name in weak)
    firmly = sum(count * (1 + (n in double)) for n, count in soft.items() if n not in weak)
    return firmly + min(feebly, max(feeble, 0))


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


def _softening(heard: _Said, around: Set[str]) -> frozenset[str]:
    """What softens in `heard`, and can answer a negation beside what the other text says."""
    halves = beside("halves")
    return frozenset(
        name
        for name in names_of("softens") & heard.names
        if not halves.get(name, around).isdisjoint(around)
    )


def _said_by_if(said: _Said, heard: _Said) -> Set[str]:
    """The conditions of `heard` that `said` says by "if" and a negation of its own.

    "Unless it is urgent, call before you come" is "if it is not urgent": the "before" that stands
    in both, and is alike in other texts, does not account for it.
    """
    return {
        name
        for name, saying in beside("negated").items()
        if name in heard.names and name not in said.names and not saying.isdisjoint(said.names)
    }


def _sentences(source: Reading, target: Reading) -> Iterable[tuple[_Said, _Said]]:
    """The cues of both, sentence by sentence where both have equally many."""
    here, there = source.once(_ends), target.once(_ends)
    if len(here) < 2 or len(here) != len(there):
        return ((source.once(_whole), target.once(_whole)),)
    return zip(_divided(source, here), _divided(target, there), strict=True)


def _ends(reading: Reading) -> list[int]:
    return [match.end() for match in _SENTENCE_END.finditer(reading.visible.rstrip())]


def sentence_of(cue: Cue, reading: Reading) -> int:
    """In which sentence of the text it stands, counted from 0."""
    return bisect_right(reading.once(_ends), cue.start)


def have_as_many_sentences(one: Reading, other: Reading) -> bool:
    """Whether both texts have several sentences, and equally many."""
    return 2 <= len(one.once(_ends)) == len(other.once(_ends))


def _divided(reading: Reading, ends: list[int]) -> list[_Said]:
    divided: list[list[Cue]] = [[] for _ in ends]
    for cue in reading.cues:
        divided[min(bisect_right(ends, cue.start), len(ends) - 1)].append(cue)
    return [_Said(reading, cues, {cue.name for cue in cues}) for cues in divided]


# ------------------------------------------------------------------------------ joined by "and"
def _lost_after_and(source: Reading, target: Reading) -> list[Cue]:
    """The second order not to act where the translation is an order to act.

    One negation may stand for two ("ni", "rauchen und trinken Sie nicht"). Only where the language
    shows that none reaches the last order: "rauchen Sie nicht und trinken Sie".
    """
    lost = []
    for here, there in _sentences(source, target):
        orders = [cue for cue in here.cues if cue.name in names_of("forbids")]
        if orders and _is_sole_nor(there):
            lost.append(orders[0])
            continue
        if not (_forbids_another(here, orders) or _is_all_forbidden(here, orders)):
            continue
        answers = [cue for cue in there.cues if cue.name in names_of("negates")]
        if not answers or not all(cue.name in names_of("plain") for cue in answers):
            continue
        if _is_only_the_last_negated(answers[0], there):
            lost.append(orders[0])
            continue
        if _goes_on_with_but(here, there, answers[-1]):
            lost.append(orders[-1])
            continue
        stop = _SENTENCE_END.search(target.visible, there.cues[-1].end)
        end = stop.start() if stop else len(target.visible)
        last = own_order(target.visible, answers[0].start, end, target.language)
        answering = names_of("negates") | _softening(there, here.names)
        if last is not None and not any(
            cue.name in answering for cue in there.cues if cue.end > last
        ):
            lost.append(orders[-1])
    return lost


def _goes_on_with_but(here: _Said, there: _Said, last: Cue) -> bool:
    """ "Do not pull it, but cut it" for "do not pull it, and never cut it"."""
    against = names_of("against")
    if not against.isdisjoint(here.names):
        return False
    buts = [cue for cue in there.cues if cue.name in against and cue.start >= last.end]
    answering = names_of("softens")
    return bool(buts) and not any(
        cue.name in answering for cue in there.cues if cue.start > buts[0].start
    )


def _is_sole_nor(there: _Said) -> bool:
    """Whether all that negates is a "nor" that nothing goes before: "Beba té, café ni leche"."""
    answers = [cue for cue in there.cues if cue.name in names_of("negates")]
    return [cue.name for cue in answers] == ["nor"] and _is_only_the_last_negated(answers[0], there)


def _is_only_the_last_negated(first: Cue, there: _Said) -> bool:
    """Whether the first negation of the sentence follows "and", behind an order without one.

    "Put something into the mouth and do not hold her": only in languages with the negation ahead of
    what it negates, and where nothing before it can be read as one: "Avoid wine and don't smoke".
    """
    visible, language = there.reading.visible, there.reading.language
    if language.base not in names_of("ahead"):
        return False
    # "Frótese el ojo ni deje que": "nor" has to follow another; French "ne" is none by itself
    is_nor = first.name == "nor" and language.base not in names_of("sole")
    if not is_nor and not is_joined(visible, first.start, language, marks=False):
        return False
    start = max((m.end() for m in _SENTENCE_END.finditer(visible, 0, first.start)), default=0)
    answering = names_of("negates") | names_of("softens")
    words = len(visible[start : first.start].split())
    return words > (0 if is_nor else _SHORT_ORDER) and not any(
        cue.name in answering
        for cue in there.cues
        if start <= cue.start < first.start and cue.kind not in _PLACES
    )


_PLACES = frozenset({"condition", "limit"})  # "until" is "into" in "до рота"
_SHORT_ORDER = 3  # words: "wine and beer do not drink" begins with what is not drunk


def _has_choice(reading: Reading) -> bool:
    """Whether a text may say "do not do this or that"."""
    if names_of("directs").isdisjoint(reading.cue_names):
        return False
    return has_alternative(reading.visible, reading.language)


def _forbids_another(said: _Said, orders: list[Cue]) -> bool:
    """Whether the sentence is one order not to do this "or" that, and nothing else."""
    if len(orders) != 1 or orders[0].name not in names_of("directs"):
        return False
    visible, start = said.reading.visible, orders[0].end
    first = visible[: orders[0].start].rstrip(" *_")
    if first and first[-1] not in _CLOSED:
        return False
    stop = _SENTENCE_END.search(visible, start)
    rest = visible[start : stop.start() if stop else len(visible)]
    return (
        names_of("bounds").isdisjoint(said.names)
        and _COMMA.search(rest) is None
        and is_choice(rest, said.reading.language)
    )


def _is_all_forbidden(said: _Said, orders: list[Cue]) -> bool:
    """Whether the sentence begins with an order not to act and goes on with "and" another."""
    if len(orders) < 2:
        return False
    visible, language = said.reading.visible, said.reading.language
    divides = names_of("divides")
    first = visible[: orders[0].start].rstrip(" *_")
    return (
        (not first or first[-1] in _CLOSED)
        and is_joined(visible, orders[-1].start, language)
        and all(visible[: cue.start].rstrip().endswith(",") for cue in orders[1:-1])
        and not any(cue.name in divides for cue in said.cues if cue.start > orders[0].start)
    )


_CLOSED = frozenset(".!?;:,")  # what stands before a sentence, or before its last clause


# ------------------------------------------------------------- orders whose "not" is another's
def _lost_order(source: Reading, target: Reading) -> list[Cue]:
    """An order not to act for which the negation of the translation does not stand."""
    lost = (
        _lost_at_the_end(source, target)
        or _lost_beside_age(source, target)
        or _lost_beside_condition(source, target)
        or _lost_in_its_sentence(source, target)
    )
    return [lost] if lost else []


def _lost_at_the_end(source: Reading, target: Reading) -> Cue | None:
    """The order that the source ends with, where the translation seems to end before it.

    "Keep unopened pens in the fridge. Do not freeze." without its second sentence: the negation
    that is left says "unopened". Only where the translation has fewer sentences, and has nothing
    that negates but as much as what stands before the order can account for, far from its end.
    """
    order, start, before = source.once(_last_order)
    if order is None or len(target.once(_ends)) >= len(source.once(_ends)):
        return None
    halves = beside("halves")
    answers = [
        cue
        for cue in target.cues
        if cue.name in names_of("negates") | names_of("softens")
        and cue.name not in before
        and not halves.get(cue.name, source.cue_names).isdisjoint(source.cue_names)
    ]
    far = start / len(source.visible) * len(target.visible) * _REORDERED
    accounted = sum(name not in target.cue_names for name in before)
    if len(answers) > accounted or any(cue.end > far for cue in answers):
        return None
    return order


def _lost_beside_age(source: Reading, target: Reading) -> Cue | None:
    """ "Nobody under 16 may", where the only negation is "who is not 16 yet", which is "under".

    Where the translation has no "under" of its own.
    """
    if "less-than" not in source.cue_names or "less-than" in target.cue_names:
        return None
    if "not-yet" in source.cue_names or "not-yet" not in target.cue_names:
        return None
    said, heard = negations(source), negations(target)
    plain = names_of("plain")
    if len(said) != 1 or said[0].name not in plain or [cue.name for cue in heard] != ["not-yet"]:
        return None
    softening = _softening(target.once(_whole), source.cue_names) - source.cue_names
    return said[0] if softening.isdisjoint(target.cue_names) else None


def _lost_in_its_sentence(source: Reading, target: Reading) -> Cue | None:
    """The order of a sentence whose translation negates nothing, where another one negates more.

    "It still has to be checked. Do not rely on it" is "It is not checked yet. Rely on it": the
    "not" of the first sentence is answered there, and none has moved.
    """
    if not have_as_many_sentences(source, target):
        return None
    if names_of("forbids").isdisjoint(source.cue_names):
        return None
    pairs = list(_sentences(source, target))
    lost = [_unanswered(here, there) for here, there in pairs]
    orders = [cue for cue in lost if cue is not None]
    if len(orders) != 1 or orders[0].name not in names_of("forbids"):
        return None
    if any(_unanswered(there, here) is not None for here, there in pairs):
        return None
    number = lost.index(orders[0])
    others = {
        cue.name for place, (_, there) in enumerate(pairs) if place != number for cue in there.cues
    }
    if others & names_of("negates") != {"not-yet"}:  # an order may have moved to that sentence
        return None
    answering = names_of("negates") | names_of("softens")
    return orders[0] if answering.isdisjoint(pairs[number][1].names) else None


_REORDERED = 0.7  # of where an order would stand: as far as it may have moved to the front


def _last_order(reading: Reading) -> tuple[Cue | None, int, Sequence[str]]:
    """The order not to act that is the last sentence of several, its start, what negates before."""
    ends = reading.once(_ends)
    if len(ends) < 2:
        return None, 0, ()
    start = ends[-2]
    orders = [c for c in reading.cues if c.name in names_of("forbids") and c.start >= start]
    if not orders or reading.visible[start : orders[0].start].strip(" *_"):
        return None, 0, ()
    answering = names_of("negates") | names_of("softens")
    before = [c.name for c in reading.cues if c.name in answering and c.start < start]
    return orders[0], start, before


def _lost_beside_condition(source: Reading, target: Reading) -> Cue | None:
    """What is forbidden "unless", or is not, where the translation says that by its only "not"."""
    if not source.once(_has_order_and_condition):
        return None
    negated = beside("negated")
    for here, there in _sentences(source, target):
        orders = _sole_orders(here.cues)
        conditions = negated.keys() & here.names
        if len(orders) != 1 or len(conditions) != 1:
            continue
        saying = negated[next(iter(conditions))]
        answers = [cue.name for cue in there.cues if cue.name in names_of("negates")]
        apart = (names_of("double") | _softening(there, here.names)) - names_of("weak") - {"un"}
        apart -= here.names - conditions  # "safe" stands for itself
        if (
            len(answers) == 1
            and answers[0] in names_of("plain")
            and not saying.isdisjoint(there.names)
            and apart.isdisjoint(there.names)
        ):
            return orders[0]
    return None


def _sole_orders(cues: Sequence[Cue]) -> list[Cue]:
    """What forbids; or what says that something is not: "it need not be delayed unless"."""
    forbids = [cue for cue in cues if cue.name in names_of("forbids")]
    return forbids or [cue for cue in cues if cue.name in names_of("plain")]


def _has_order_and_condition(reading: Reading) -> bool:
    """Whether any sentence of a text can be what `_lost_beside_condition` looks for.

    By the names of the cues, which are known before their places.
    """
    names = reading.cue_names
    return not (beside("negated").keys().isdisjoint(names) or names_of("plain").isdisjoint(names))
