"""What a translation says in the place of its contrary: "right" for "left", "after" for "before".

The arithmetic behind `conditions` and `opposites`, which make problems of it. Knows the names of
cues and the relations between them (`language.meaning.relations`), no word and no language.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from functools import cache

from pipeline.checks.meaning.clauses import ends_of_clauses, have_as_many_sentences, sentence_of
from pipeline.checks.meaning.contrasting import names_beside
from pipeline.checks.meaning.negating import is_negative, negations
from pipeline.checks.meaning.telling import is_free
from pipeline.checks.meaning.waiting import is_waited
from pipeline.checks.reading import Pair, Reading
from pipeline.language.meaning.cues import Cue, cue_names
from pipeline.language.meaning.lesser_cues import says_besides
from pipeline.language.meaning.relations import (
    alike,
    answers_by_condition,
    beside,
    contraries_by_name,
    lists_of,
    names_of,
    names_of_many,
    pairs_of,
)

__all__ = [
    "contradicts",
    "contrary_names",
    "is_unturned",
    "may_contradict_in",
    "swapped",
    "turned_words",
]

_CASES = frozenset({"if", "unless", "even-if"})
_LENGTH = 8  # code points between how long it is, in figures, and "for" or "until"
_TWO = 2
_BESIDE = 16  # code points between "until" and the "day" of "until the third day"


def swapped(pair: Pair, relations: tuple[str, ...], kind: str) -> Iterator[tuple[Cue, Cue]]:
    """(what the source says, its contrary in the translation) of each cue of this kind.

    `relations`: those of data/parity.tsv that make two cues contraries for this check.
    """
    here = {cue.name: cue for cue in pair.source.cues if cue.kind == kind}
    there = {cue.name: cue for cue in pair.target.cues}
    covers, names = beside("covers"), pair.source.cue_names
    free = kind != "limit" and is_free(pair)
    known, many = cue_names(pair.target.language), names_of_many()
    vague = pair.source.once(_vague_degrees) | pair.target.once(_vague_degrees)
    for right, said in here.items():
        if right in many and right not in known:
            continue  # it may be said, and we would not see it
        for wrong, why in _contraries(right, free=free):
            if wrong not in there or why.isdisjoint(relations) or {right, wrong} <= vague:
                continue
            # "only" is "not … except", and where nothing negates their contrary
            covering = names - {right} if "unnegated" in why else names
            # what stands for itself needs no other word: an "empty" that is no "before food"
            covering = covering - _granted(said, there[wrong], pair)
            if any(wrong in covers.get(name, ()) for name in covering if name not in there):
                continue
            is_exchanged = _is_exchanged(right, wrong, pair)
            if _is_said(wrong, pair.source) and not is_exchanged:
                continue
            if (
                _may_agree(said, there[wrong], why, pair)
                or is_waited(said, there[wrong], pair)
                or not _may_stand_for(right, wrong, pair)
            ):
                continue
            # what covers it and has a place of its own in the source stands for itself
            covered = {right}.union(covers.get(right, ())) - (names - {right}) - {wrong}
            if _is_said_elsewhere(said, there[wrong], pair.target):
                continue
            is_alone = is_exchanged or _is_alone(wrong, pair)
            if is_alone or covered.isdisjoint(pair.target.cue_names):
                yield said, _nearest(said, wrong, pair) if is_exchanged else there[wrong]
                break  # "only if" for "even if" is one mistake


def _nearest(said: Cue, wrong: str, pair: Pair) -> Cue:
    """Of several that are contrary the one that stands where the source says the right one."""
    length = len(pair.target.visible) / max(len(pair.source.visible), 1)
    others = [cue for cue in pair.target.cues if cue.name == wrong]
    return min(others, key=lambda cue: abs(cue.start - said.start * length))


def _is_said_elsewhere(said: Cue, other: Cue, target: Reading) -> bool:
    """Whether looser words say it; a limit outside of its contrary: "zaidi" in "si zaidi ya"."""
    if not says_besides(said.name, target.visible, target.language):
        return False
    if said.kind != "limit":
        return True
    gap = " " * (other.end - other.start)
    visible = target.visible[: other.start] + gap + target.visible[other.end :]
    return says_besides(said.name, visible, target.language)


def _vague_degrees(text: Reading) -> frozenset[str]:
    """What says nothing by a contrary in a text of two degrees: "it helps less, and hurts more".

    Each language says one of them by another word, "worse" or "harder", so that a contrary of the
    one may belong to the other.
    """
    degrees = names_of("degree")
    said = text.cue_names & (degrees | names_of("worth"))
    return degrees if len(said) > 1 else frozenset()


def _granted(said: Cue, other: Cue, pair: Pair) -> Set[str]:
    """ "You may", where "from the third day" is "until the third day": each beside a time.

    "You may go back to work": many languages have their "until" in that.
    """
    if said.name not in names_of("begins"):
        return frozenset()
    are_times = _is_by_time(said, pair.source) and _is_by_time(other, pair.target)
    return names_of("grants") if are_times else frozenset()


def _is_by_time(cue: Cue, text: Reading) -> bool:
    is_behind = text.language.base in names_of("postposes")
    return any(
        each.kind == "measure"
        and (
            0 <= cue.start - each.end <= _BESIDE
            if is_behind
            else 0 <= each.start - cue.end <= _BESIDE
        )
        for each in text.cues
    )


def _may_stand_for(right: str, wrong: str, pair: Pair) -> bool:
    """Whether one sentence of the source says the one, and that of the translation the other.

    Of texts with as many sentences; of others nothing is known. A contrary two sentences away is
    not what stands there instead: "Open the file. … The window is closed again by Escape."
    """
    if not have_as_many_sentences(pair.source, pair.target):
        return True
    here, there = (
        {sentence_of(cue, text) for cue in text.cues if cue.name == name}
        for name, text in ((right, pair.source), (wrong, pair.target))
    )
    return not here.isdisjoint(there)


def _contraries(right: str, *, free: bool) -> Iterable[tuple[str, Set[str]]]:
    """What a translation must not say for this, and why; of a long text the surest alone.

    In 8,191 published texts of more than 24 words those that are "swapped" gave 8 false findings,
    and all the others 20 more.
    """
    contraries = contraries_by_name().get(right, {})
    if not free:
        return contraries.items()
    return [
        (wrong, why)
        for wrong, why in contraries.items()
        if "swapped" in why or _are_firm(right, wrong)
    ]


def _is_said(name: str, source: Reading) -> bool:
    """Whether the source says the contrary too: "within 4 hours; after that, wait"."""
    return name in source.cue_names or says_besides(name, source.visible, source.language)


def _may_agree(said: Cue, other: Cue, why: Set[str], pair: Pair) -> bool:
    """Whether a negation may make one contrary of the other: "not before" is "only after"."""
    right, wrong = said.name, other.name
    negative = bool(_refusals(pair.source)) + bool(_refusals(pair.target))
    if why == {"refused"} or (is_negative(pair.source) and why == {"refused", "unnegated"}):
        return not _refuse_once(pair) or not _is_refused(right, pair.source)
    if not negative:
        return wrong in beside("negated") and _is_said_in_a_word(right, wrong, pair)
    if _are_firm(right, wrong) and not _are_all_others(right, wrong, pair):
        return False
    if _stand_apart(said, other, pair):
        return False
    if _answers_once(right, wrong, pair):
        return True
    if negative == 1 or not any(_holds_negated(each, pair) for each in why):
        return True
    # the "not" of "you are not alone" is in "niet alleen", which says "not only" elsewhere
    more_often = len(negations(pair.source)) > len(negations(pair.target))
    return "becomes" in why and wrong in names_of("softens") and more_often


def _stand_apart(said: Cue, other: Cue, pair: Pair) -> bool:
    """Whether both contraries stand in clauses that nothing turns: "do not wait: call within …".

    Each in one of several that end with a mark; at a comma only before "and", "but".
    """
    if said.name in _turns_clause() or other.name in _turns_clause():
        return False
    return all(
        is_unturned(cue.start, cue.end, text)
        for cue, text in ((said, pair.source), (other, pair.target))
    )


def is_unturned(begin: int, end: int, text: Reading) -> bool:
    """Whether nothing turns what stands here, in a clause of its own: no text of one clause."""
    ends = text.once(ends_of_clauses)
    clause = bisect_right(ends, begin)
    start = ends[clause - 1] if clause else 0
    stop = ends[clause] if clause < len(ends) else len(text.visible)
    # what is said of another case turns nothing: "…, if the nurse has not said so"
    for each in text.cues:
        is_case = end <= each.start < stop and each.name in _CASES
        if is_case and text.visible[: each.start].rstrip().endswith(","):
            stop = each.start
            break
    if not ends and stop == len(text.visible):
        return False
    return not any(
        each.name in _turns_clause()
        and start <= each.start < stop
        and not begin <= each.start < end
        for each in text.cues
    )


@cache
def _turns_clause() -> frozenset[str]:
    return names_of("negates") | names_of("held") | names_of("double") | {"un", "instead"}


def _is_said_in_a_word(right: str, wrong: str, pair: Pair) -> bool:
    """Whether the negation of a condition is in a word of the source: "if you are uninsured"."""
    held = names_of("held") | {"un"}
    said, heard = (
        sum(cue.name in held for cue in text.cues) for text in (pair.source, pair.target)
    )
    return right in beside("negated")[wrong] and said > heard


def _are_all_others(right: str, wrong: str, pair: Pair) -> bool:
    """Whether whoever must not stand sits or lies: of many things all others are named."""
    here, there = pair.source.cue_names, pair.target.cue_names
    rows = (set(names) for names in lists_of("swapped") if right in names and wrong in names)
    many = [names for names in rows if len(names) > _TWO]
    return any(names - {right} <= there or names - {wrong} <= here for names in many)


def _answers_once(right: str, wrong: str, pair: Pair) -> bool:
    """Whether one of several negations is said by the contrary: "if it is not cooked, do not"."""
    halves = beside("halves")
    if wrong not in halves.get(right, ()) and right not in halves.get(wrong, ()):
        return False
    if not (names_of("dates") | answers_by_condition().keys()).isdisjoint((right, wrong)):
        return False
    return _times(pair.source) != _times(pair.target)


def _times(text: Reading) -> int:
    """How often a text negates plainly: "never" goes along with another "not", or is one itself."""
    plain = sum(map(names_of("plain").__contains__, text.cues_named))
    along = sum(map(names_of("along").__contains__, text.cues_named))
    return plain - along or min(along, 1)


def _refuse_once(pair: Pair) -> bool:
    """Whether each of the texts negates once and plainly, and neither says it otherwise besides.

    "Not until a year without fits" is "only after a year in which there were no fits": the
    negation of the one is the "only" of the other, and has nothing to do with the "no".
    """
    plain = names_of("plain") | names_of("refuses")
    here, there = pair.source, pair.target
    if all([cue.name in plain for cue in _refusals(text)] == [True] for text in (here, there)):
        return True
    softer = names_of("negates") - plain
    said, heard = (sum(map(plain.__contains__, text.cues_named)) for text in (here, there))
    if said > 1 or said != heard:  # none at all: "avoid it until", "Jauhi … setelah"
        return False
    if not names_of("double").isdisjoint(there.cue_names - here.cue_names):
        return False
    return here.cue_names & softer == there.cue_names & softer


def _refusals(text: Reading) -> list[Cue]:
    """Its negations, and the "nothing" of "nothing but"."""
    names = names_of("negates") | names_of("refuses")
    return [cue for cue in text.cues if cue.name in names]


def _is_refused(name: str, text: Reading) -> bool:
    """Whether the text negates in a sentence that says this, and not only in another one."""
    negated = {sentence_of(cue, text) for cue in _refusals(text)}
    return any(cue.name == name and sentence_of(cue, text) in negated for cue in text.cues)


def _are_firm(one: str, other: str) -> bool:
    """Whether no negation makes one contrary of the other: "not left" is not "right".

    Nor is what is none of many things any other of them.
    """
    firm = pairs_of("firm")
    return {one, other} <= names_of_many() or (one, other) in firm or (other, one) in firm


def _is_exchanged(right: str, wrong: str, pair: Pair) -> bool:
    """Whether the translation says the one once less than the source, and the other once more.

    "Take it in the evening, so as not to get up at night" for "take it in the morning, so as …".
    """
    if (right, wrong) not in pairs_of("counted") and (wrong, right) not in pairs_of("counted"):
        return False  # "children" may be said again where the source has "them"
    here, there = (Counter(cue.name for cue in text.cues) for text in (pair.source, pair.target))
    if right == "before":  # Dutch "voor" is "for" as well
        there["before"] += there.pop("maybe-before", 0)
    covering = beside("covers").get(right, frozenset())
    return (
        there[right] == here[right] - 1
        and there[wrong] == here[wrong] + 1
        and all(there[name] <= here[name] for name in covering - {wrong})
    )


def _is_alone(wrong: str, pair: Pair) -> bool:
    """Whether the translation says what nothing in the source can be: a dose that is reduced.

    "Use more pillows; the dose may be increased" has "more" twice, and one is left if the other is
    its contrary.
    """
    saying = beside("alone").get(wrong)
    if saying is None or is_negative(pair.source) or is_negative(pair.target):
        return False
    source = pair.source
    if not saying.isdisjoint(source.cue_names):
        return False
    # "slower", "easier": what many languages say by "more" is no word of its own there
    return "comparative" not in saying or not says_besides(
        "comparative", source.visible, source.language
    )


def _holds_negated(relation: str, pair: Pair) -> bool:
    """Whether contraries of this relation are contrary in texts that both negate, as these do."""
    if relation == "contrary":
        return _negate_alike(pair)
    return relation != "unnegated"


def _negate_alike(pair: Pair) -> bool:
    """Whether both texts negate alike, and once at most: "not under 12" is not "not over 12".

    "Not until it is on" is "not while it is off": nothing that turns a negation is in one alone.
    What both do without has no part in it.
    """
    plain = names_of("plain")
    if not names_of("double").isdisjoint(pair.source.cue_names ^ pair.target.cue_names):
        return False
    said, heard = ([cue.name for cue in negations(text)] for text in (pair.source, pair.target))
    often = sum(name in plain for name in said)
    if pair.target.language.base in names_of("concord"):  # "nikdy netahejte" is "never pull"
        answered = _times(pair.target)
    else:
        answered = sum(name in plain for name in heard)
    if often > 1 or often != answered:
        return False
    return set(said) - plain == set(heard) - plain


def contradicts(pair: Pair) -> bool:
    """Whether the translation says anything that is contrary to what the source says."""
    return may_contradict_in(pair.source, pair.target)


def may_contradict_in(source: Reading, target: Reading) -> bool:
    """The same, of two texts of which one may be a part."""
    contraries = source.once(contrary_names)
    return bool(contraries) and not contraries.isdisjoint(target.cue_names)


def contrary_names(reading: Reading) -> frozenset[str]:
    """What a translation of this text must not say, in some sentences or in all."""
    contraries = contraries_by_name()
    return frozenset(wrong for name in reading.cue_names for wrong in contraries.get(name, ()))


@cache
def _turns() -> frozenset[str]:
    return names_of("negates") | {"un"}


def _is_clear(pair: Pair) -> bool:
    """ "Do not stop it" is not "do not go on", where nothing else may turn either round."""
    return "un" not in pair.source.cue_names | pair.target.cue_names and _negate_alike(pair)


def turned_words(pair: Pair) -> Iterator[tuple[Cue, Cue]]:
    """ "Stop" for "go on", where nothing in either text can say one by the other."""
    here, there = pair.source.cue_names, pair.target.cue_names
    known = cue_names(pair.target.language)
    for one, other in pairs_of("reversed"):
        for right, wrong in ((one, other), (other, one)):
            if right not in here or wrong not in there or right in there:
                continue
            again = any(alike(name) == alike(wrong) for name in here)
            if again and not _is_said_once_more(right, wrong, pair):
                continue  # a dose that is missed has been forgotten
            # "Stop it before" is clear even where no "before" is seen in the translation.
            blurs = names_of("blurs") & (here ^ there) - (names_of("dates") & here) - {right, wrong}
            if blurs:
                blurs = blurs - _timed(pair.target) - _timed(pair.source)
            if "as-soon" in here:  # "stop as soon as" is no "go on if", whatever goes on "during"
                blurs = blurs & there - {"if"}
            is_clear = not blurs and (_turns().isdisjoint(here | there) or _is_clear(pair))
            if right not in known:
                continue
            said, stands = (
                [cue for cue in cues if cue.name == name][-1 if again else 0]
                for cues, name in ((pair.source.cues, right), (pair.target.cues, wrong))
            )
            if is_clear or (wrong not in here and _is_clear_by_itself(said, stands, pair)):
                yield said, stands


def _is_said_once_more(right: str, wrong: str, pair: Pair) -> bool:
    """Whether "stop this, but go on with that" is "stop this, but stop that"."""
    if is_negative(pair.source) or is_negative(pair.target):
        return False
    return _is_exchanged(right, wrong, pair)


def _timed(text: Reading) -> Set[str]:
    """What says no more than how long, wherever the text says it: "selama 4 minggu"."""
    said = names_of("durations") & text.cue_names
    if not said:
        return said
    near = [
        (cue.name, text.visible[max(cue.start - _LENGTH, 0) : cue.end + _LENGTH])
        for cue in text.cues
        if cue.name in said
    ]
    return said - {name for name, around in near if not any(map(str.isdigit, around))}


def _is_clear_by_itself(said: Cue, stands: Cue, pair: Pair) -> bool:
    """Whether nothing can turn either round in its clause: "keep taking it, but do not start it".

    What goes on while something lasts does so in both texts.
    """
    here, there = names_beside(said, pair.source), names_beside(stands, pair.target)
    turns = _turns() | names_of("softens") | (names_of("blurs") - {"while"})
    return turns.isdisjoint(here | there) and ("while" in here) >= ("while" in there)
