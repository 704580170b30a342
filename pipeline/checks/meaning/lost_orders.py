"""Orders not to act that are lost although both texts negate equally often.

The "not" that the translation has is another one's: it stands before "and" and doesn't
reach the last order, or says "unless", "not yet", "under 16". Knows no word and no language.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.checks.meaning.clauses import (
    COMMA,
    SENTENCE_END,
    Said,
    ends_of_sentences,
    have_as_many_sentences,
    sentence_pairs,
    whole,
)
from pipeline.checks.meaning.negating import negations, unanswered_in
from pipeline.checks.meaning.softening import softening
from pipeline.checks.reading import Reading
from pipeline.language.cldr import separates_words
from pipeline.language.meaning.coordination import has_alternative, is_choice, is_joined, own_order
from pipeline.language.meaning.cues import Cue
from pipeline.language.meaning.relations import beside, names_of

__all__ = [
    "has_choice",
    "lost_after_and",
    "lost_order",
]


def lost_after_and(source: Reading, target: Reading) -> list[Cue]:
    """The second order not to act where the translation is an order to act.

    One negation may stand for two ("ni", "rauchen und trinken Sie nicht"). Only where the language
    shows that none reaches the last order: "rauchen Sie nicht und trinken Sie".
    """
    lost = []
    for here, there in sentence_pairs(source, target):
        orders = [cue for cue in here.cues if cue.name in names_of("forbids")]
        if orders and _is_sole_nor(there):
            lost.append(orders[0])
            continue
        limit = _limit_before(here, orders)
        if limit is not None and _is_limit_lost(here, there):
            lost.append(limit)
            continue
        if limit is None and not (
            _forbids_another(here, orders) or _is_all_forbidden(here, orders)
        ):
            continue
        aside = (names_of("negates") - names_of("plain")) & here.names  # "without" is in both
        stands = names_of("negates") - aside
        if not _LIMITED.isdisjoint(here.names):
            stands |= {_AT_MOST}  # "no more than" for "do not take more than"
        answers = [cue for cue in there.cues if cue.name in stands]
        if not answers or not all(cue.name in names_of("plain") | {_AT_MOST} for cue in answers):
            continue
        if _is_only_the_last_negated(answers[0], there):
            lost.append(orders[0])
            continue
        if _goes_on_with_but(here, there, answers[-1]):
            lost.append(orders[-1])
            continue
        stop = SENTENCE_END.search(target.visible, there.cues[-1].end)
        end = stop.start() if stop else len(target.visible)
        last = own_order(target.visible, answers[0].start, end, target.language)
        answering = (names_of("negates") | softening(there, here.names)) - aside
        if last is not None and not any(
            cue.name in answering for cue in there.cues if cue.end > last
        ):
            lost.append(orders[-1])
    return lost


_AT_MOST = "at-most"
_MORE_THAN = "more-than"
_LIMITED = frozenset({_AT_MOST, _MORE_THAN})


def _limit_before(here: Said, orders: Sequence[Cue]) -> Cue | None:
    """The limit of a sentence that goes on with "and" and an order not to act, its last one.

    "No more than", or "do not … more than": what a translation may say by "at most".
    """
    if not orders or orders[-1].name not in names_of("directs"):
        return None
    limits = [cue for cue in here.cues if cue.name in _LIMITED and cue.end <= orders[-1].start]
    if len(limits) != 1 or not names_of("divides").isdisjoint(here.names):
        return None
    expected = [] if limits[0].name == _AT_MOST else [orders[0]]
    if orders[:-1] != expected or any(cue.start > limits[0].start for cue in expected):
        return None
    visible, language = here.reading.visible, here.reading.language
    return limits[0] if is_joined(visible, orders[-1].start, language, marks=False) else None


def _is_limit_lost(here: Said, there: Said) -> bool:
    """Whether it says "more than", and all that negates is behind "and", in another order."""
    if _AT_MOST in there.names or _MORE_THAN not in there.names:
        return False
    visible, language = there.reading.visible, there.reading.language
    more = next(cue for cue in there.cues if cue.name == _MORE_THAN)
    answering = names_of("negates") | softening(there, here.names)
    first = next((cue for cue in there.cues if cue.name in answering), None)
    if first is None or first.start < more.end:
        return False
    stop = SENTENCE_END.search(visible, first.end)
    order = own_order(visible, more.end, stop.start() if stop else len(visible), language)
    if order is not None and order <= first.start:
        return True
    if language.base not in names_of("ahead"):
        return False
    behind_comma = not separates_words(language) and visible[first.start - 1] in _COMMAS
    return behind_comma or is_joined(visible, first.start, language, marks=False)


_COMMAS = frozenset(",，、")


def _goes_on_with_but(here: Said, there: Said, last: Cue) -> bool:
    """ "Do not pull it, but cut it" for "do not pull it, and never cut it"."""
    against = names_of("against")
    if not against.isdisjoint(here.names):
        return False
    buts = [cue for cue in there.cues if cue.name in against and cue.start >= last.end]
    answering = names_of("softens")
    return bool(buts) and not any(
        cue.name in answering for cue in there.cues if cue.start > buts[0].start
    )


def _is_sole_nor(there: Said) -> bool:
    """Whether all that negates is a "nor" that nothing goes before: "Beba té, café ni leche"."""
    answers = [cue for cue in there.cues if cue.name in names_of("negates")]
    return [cue.name for cue in answers] == ["nor"] and _is_only_the_last_negated(answers[0], there)


def _is_only_the_last_negated(first: Cue, there: Said) -> bool:
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
    start = max((m.end() for m in SENTENCE_END.finditer(visible, 0, first.start)), default=0)
    answering = names_of("negates") | names_of("softens")
    words = len(visible[start : first.start].split())
    return words > (0 if is_nor else _SHORT_ORDER) and not any(
        cue.name in answering
        for cue in there.cues
        if start <= cue.start < first.start
        and (cue.kind not in _PLACES or cue.name == _AT_MOST)  # "No tome más de 8 y no beba"
    )


_PLACES = frozenset({"condition", "limit"})  # "until" is "into" in "до рота"
_SHORT_ORDER = 3  # words: "wine and beer do not drink" begins with what is not drunk


def has_choice(reading: Reading) -> bool:
    """Whether a text may say "do not do this or that", or "no more than this, and do not"."""
    if names_of("directs").isdisjoint(reading.cue_names):
        return False
    if not _LIMITED.isdisjoint(reading.cue_names):
        return True
    return has_alternative(reading.visible, reading.language)


def _forbids_another(said: Said, orders: list[Cue]) -> bool:
    """Whether the sentence is one order not to do this "or" that, and nothing else."""
    if len(orders) != 1 or orders[0].name not in names_of("directs"):
        return False
    visible, start = said.reading.visible, orders[0].end
    first = visible[: orders[0].start].rstrip(" *_")
    if first and first[-1] not in _CLOSED:
        return False
    stop = SENTENCE_END.search(visible, start)
    rest = visible[start : stop.start() if stop else len(visible)]
    return (
        names_of("bounds").isdisjoint(said.names)
        and COMMA.search(rest) is None
        and is_choice(rest, said.reading.language)
    )


def _is_all_forbidden(said: Said, orders: list[Cue]) -> bool:
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


def lost_order(source: Reading, target: Reading) -> list[Cue]:
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
    if order is None or len(target.once(ends_of_sentences)) >= len(source.once(ends_of_sentences)):
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
    answering = softening(target.once(whole), source.cue_names) - source.cue_names
    return said[0] if answering.isdisjoint(target.cue_names) else None


def _lost_in_its_sentence(source: Reading, target: Reading) -> Cue | None:
    """The order of a sentence whose translation negates nothing, where another one negates more.

    "It still has to be checked. Do not rely on it" is "It is not checked yet. Rely on it": the
    "not" of the first sentence is answered there, and none has moved.
    """
    if not have_as_many_sentences(source, target):
        return None
    if names_of("forbids").isdisjoint(source.cue_names):
        return None
    pairs = list(sentence_pairs(source, target))
    lost = [unanswered_in(here, there) for here, there in pairs]
    orders = [cue for cue in lost if cue is not None]
    if len(orders) != 1 or orders[0].name not in names_of("forbids"):
        return None
    if any(unanswered_in(there, here) is not None for here, there in pairs):
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
    ends = reading.once(ends_of_sentences)
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
    for here, there in sentence_pairs(source, target):
        orders = _sole_orders(here.cues)
        conditions = negated.keys() & here.names
        if len(orders) != 1 or len(conditions) != 1:
            continue
        saying = negated[next(iter(conditions))]
        answers = [cue.name for cue in there.cues if cue.name in names_of("negates")]
        apart = (names_of("double") | softening(there, here.names)) - names_of("weak") - {"un"}
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
