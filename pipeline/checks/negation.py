"""Checks of what turns a sentence round: negations, conditions, limits and opposites.

Compares the cues of both texts (`language.cues`) by what may stand for what in a translation
(data/parity.tsv). Names of cues are compared, never words; no language is named here. A language
without a list of cues is not judged.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import cache
from itertools import compress, islice
from typing import NamedTuple

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Pair, Reading
from pipeline.checks.wording import excerpt
from pipeline.language.cldr import separates_words
from pipeline.language.coordination import is_joined, own_order
from pipeline.language.cues import Cue, cue_names, has_parity, names_hinted_at
from pipeline.language.patterns import lazy
from pipeline.language.tables import rows
from pipeline.model import Language, Severity

_HINT = "compare both texts: who may do what, and in which case"
_SURE = frozenset({"unless", "until"})  # other conditions a language can say by grammar alone
# One class of characters first: a search for alternatives takes five times as long.
_CLAUSE_END = lazy(
    r"[.;:；：—!?…。｡！？؟؛۔।॥։፤።፧။។៕៖](?:(?<!\.)|(?<=[^\W\d]{3}\.)(?=[\s*_)\"'”’»]))"
)
_SENTENCE_END = lazy(r"[.!?…。｡！？؟۔।॥։።፧။។៕](?:(?<![.!?…])|(?=[\s*_)\"'”’»]|$))")


def _may_negate(language: Language) -> Callable[[str], bool]:
    """Of a piece of text: there may be a negation."""
    names = _names("negates")
    if not has_parity(language):
        return lambda _: False
    if not separates_words(language):
        return lambda _: True  # there a piece is a sentence, which does not come again
    return lambda piece: not names.isdisjoint(names_hinted_at(piece, language))


def _may_say(language: Language) -> Callable[[str], Set[str]]:
    """What there may be in a piece of text that the source may contradict."""
    names = _names("reversed").union(_contraries(), _answers())
    if not has_parity(language):
        return lambda _: frozenset()
    if not separates_words(language):
        return lambda _: names  # there a piece is a sentence, which does not come again
    return lambda piece: names & names_hinted_at(piece, language)


def _must_not_become(source: Reading) -> Set[str]:
    """What a translation of this text must not say in place of a condition that it has."""
    wrong = source.once(_contrary_names)
    if _SURE.isdisjoint(source.cue_names):
        return wrong
    return wrong.union(_answers()) - (source.cue_names - wrong)


def _must_not_turn_into(source: Reading) -> Set[str]:
    """What is contrary to anything in this text, or its reverse."""
    names = source.cue_names
    return source.once(_contrary_names).union(
        wrong
        for pair in _relation("reversed")
        for right, wrong in (pair, pair[::-1])
        if right in names and wrong not in names
    )


@check(
    "negation-mismatch",
    Scope.UNIT,
    Severity.WARNING,
    needs_source=lambda source: has_parity(source.language) and _negates(source),
    needs_visible_in=_may_negate,
    examples=(
        Passes("Do not drive.", "Vermeiden Sie das Autofahren.", "de"),
        Passes("Never take it without food.", "No lo tome nunca sin comida.", "es"),
        Passes("Avoid alcohol.", "お酒は控えてください。", "ja"),
        Passes("It is harmless.", "No es peligroso.", "es"),
        Passes("Not only the back hurts.", "Nicht nur der Rücken schmerzt.", "de"),
        Passes("You must rest.", "休まなければなりません。", "ja"),
        Passes("However, call your doctor.", "Sin embargo, llame a su médico.", "es"),
        Fires("Do not drive.", "Fahren Sie Auto.", "de", "'Do not'"),
        Fires("Do not stop the tablets.", "Arrêtez les comprimés.", "fr", "'Do not'"),
        Fires(
            "They do no harm, but they do not help.",
            "No hacen daño, pero ayudan.",
            "es",
            "the source negates with 'no', the translation negates less often",
        ),
        Passes("Do not smoke and do not drink.", "Rauchen und trinken Sie nicht.", "de"),
        Fires(
            "Do not smoke and do not drink.", "Rauchen Sie nicht und trinken Sie.", "de", "often"
        ),
        Fires("Do not stop it without advice.", "Setzen Sie es ohne Rat ab.", "de", "'Do not'"),
        Fires("It keeps the blood from clotting.", "No impide los coágulos.", "es", "'No'"),
        Fires("Take it with food.", "不要与食物同服。", "zh-Hans", "'不要'"),
        Fires("Do not drink alcohol.", "Пейте алкоголь.", "ru", "'Do not'"),
        Fires("Do not lift anything.", "Ağır bir şey kaldırın.", "tr", "'Do not'"),
        Fires("Call your doctor.", "لا تتصل بطبيبك.", "ar", "'لا'"),
    ),
)
def negation_mismatch(pair: Pair, context: Context) -> Iterator[Problem]:
    """One text says that something is not, or must not be, and the other does not.

    A lost "not" turns a warning into advice. Negations stand for one another ("do not", "avoid",
    "without"), and so do words that hold one ("harmless" for "not dangerous"). Counted clause by
    clause, because "no … nunca" and "никогда не" negate once and "no harm, but not" twice: found
    is a negation only where nothing else in the other text can be read as one.
    """
    source, target = pair.source, pair.target
    if not _is_comparable(pair):
        return
    ours, theirs = source.once(_negated), target.once(_negated)
    if not (_may_exceed(ours, theirs) or _may_exceed(theirs, ours)):
        return
    here, there = source.once(_whole), target.once(_whole)
    lost: list[Cue]
    added: list[Cue]
    if not _exceeds(here, there) and not _exceeds(there, here):
        # nor is anything found where a sentence is compared by itself, see _not_moved
        lost, added = _lost_after_and(source, target), []
    else:
        lost, added = _mismatches(_sentences(source, target))
        if lost or added:  # a clause may have moved to the sentence beside it
            lost, added = _not_moved(lost, added, source, target)
    for cue in lost:
        word = excerpt(source.text[cue.start : cue.end])
        how = "negates less often" if _negates(target) else "does not negate"
        message = f"the source negates with {word}, the translation {how}"
        yield Problem(message, None, _HINT, severity=_severity(pair))
    for cue in added:
        word = excerpt(target.text[cue.start : cue.end])
        how = "negates less often" if _negates(source) else "does not negate"
        message = f"the translation negates with {word}, the source {how}"
        yield Problem(message, (cue.start, cue.end), _HINT, severity=_severity(pair))


@check(
    "condition-mismatch",
    Scope.UNIT,
    Severity.WARNING,
    needs_topic=_must_not_become,
    needs_topic_in=_may_say,
    examples=(
        Passes("Take it before meals.", "Vor dem Essen einnehmen.", "de"),
        Passes("Rest unless you feel well.", "Repose-toi sauf si tu vas bien.", "fr"),
        Passes("Do not drive until you feel well.", "Fahren Sie erst, wenn es besser geht.", "de"),
        Fires("Take it before meals.", "Nehmen Sie es nach dem Essen.", "de", "'before'"),
        Fires("Take it after meals.", "饭前服用。", "zh-Hans", "'after'"),
        Fires("Rest unless it hurts.", "Descanse si le duele.", "es", "'unless'"),
    ),
)
def condition_mismatch(pair: Pair, context: Context) -> Iterator[Problem]:
    """The translation names another condition: after for before, if for unless.

    A medicine for an empty stomach is taken after the meal, or what is allowed in one case only is
    done in every other. Only where the right word is absent and a wrong one is there.
    """
    if not _is_comparable(pair):
        return
    if _contradicts(pair):
        yield from _swapped(pair, ("swapped", "becomes"), "condition")
    if not _SURE.isdisjoint(pair.source.cue_names):
        for cue, wrong in _replaced(pair):
            yield _instead(pair, cue, wrong)


@check(
    "condition-missing",
    Scope.UNIT,
    Severity.WARNING,
    enabled_by_default=False,
    examples=(
        Passes("Only adults may take it.", "Nur Erwachsene dürfen es nehmen.", "de"),
        Fires("Only adults may take it.", "Erwachsene dürfen es nehmen.", "de", "'Only'"),
        Fires("If it hurts, stop.", "Deténgase.", "es", "'If'"),
    ),
)
def condition_missing(pair: Pair, context: Context) -> Iterator[Problem]:
    """The source says in which case something holds, and the translation seems not to.

    What is allowed "only if" becomes allowed. Off by default: a language can say a condition by
    its grammar alone ("sollten Sie …" is "if you …"), and a list of words does not see it.
    """
    if not _is_comparable(pair):
        return
    there = pair.target.cue_names
    for cue in _each_once(pair.source.cues):
        answers = _answers().get(cue.name)
        if answers and answers.isdisjoint(there):
            said = excerpt(pair.source.text[cue.start : cue.end])
            message = f"the source says {said}, the translation has no such condition"
            yield Problem(message, None, _HINT, severity=_severity(pair))


@check(
    "limit-mismatch",
    Scope.UNIT,
    Severity.WARNING,
    needs_topic=lambda source: source.once(_contrary_names),
    needs_topic_in=_may_say,
    examples=(
        Passes("At least two litres.", "Mindestens zwei Liter.", "de"),
        Passes("Do not take more than 4 a day.", "Höchstens 4 am Tag einnehmen.", "de"),
        Fires("At least two litres.", "Höchstens zwei Liter.", "de", "'At least'"),
        Fires("At most four tablets a day.", "Au moins quatre comprimés.", "fr", "'At most'"),
        Fires("Less than one hour.", "Más de una hora.", "es", "'Less than'"),
    ),
)
def limit_mismatch(pair: Pair, context: Context) -> Iterator[Problem]:
    """A limit is turned round: at least for at most, more than for less than.

    The number is right and the dose is not: "at least four tablets" has no upper end.
    """
    if _is_comparable(pair) and _contradicts(pair):
        yield from _swapped(pair, ("swapped", "contrary"), "limit")


@check(
    "opposite-mismatch",
    Scope.UNIT,
    Severity.WARNING,
    needs_topic=_must_not_turn_into,
    needs_topic_in=_may_say,
    examples=(
        Passes("Lie on your left side.", "Legen Sie sich auf die linke Seite.", "de"),
        Passes("Heat helps.", "Wärme hilft.", "de"),
        Fires("Lie on your left side.", "Legen Sie sich auf die rechte Seite.", "de", "'left'"),
        Fires("Put ice on it.", "Póngale calor.", "es", "'ice'"),
        Fires("Stop taking it.", "Continuez à le prendre.", "fr", "'Stop'"),
        Passes("Rest until it stops.", "Reposez-vous tant que cela continue.", "fr"),
        Fires("Raise the left arm.", "右腕を上げます。", "ja", "'left'"),
    ),
)
def opposite_mismatch(pair: Pair, context: Context) -> Iterator[Problem]:
    """The translation says the opposite: right for left, heat for cold, go on for stop.

    The wrong leg is bandaged, or a swelling is warmed. Only where the right word is absent and its
    opposite is there.
    """
    if not _is_comparable(pair):
        return
    if _contradicts(pair):
        yield from _swapped(pair, ("swapped", "contrary"), "opposite")
    if not _names("reversed").isdisjoint(pair.source.cue_names):
        yield from _reversed(pair)


# ------------------------------------------------------------------------------------ the relation
@cache
def _relation(name: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row[1].split(", ")) for row in rows("parity.tsv") if row[0] == name)


@cache
def _names(relation: str) -> frozenset[str]:
    return frozenset(name for names in _relation(relation) for name in names)


@cache
def _contraries() -> dict[str, frozenset[str]]:
    """What no translation of a name may say in its stead, in some sentences or in all."""
    pairs = _relation("swapped") + _relation("contrary") + _relation("becomes")
    names = {name for pair in pairs for name in pair}
    return {
        name: frozenset(other for pair in pairs if name in pair for other in pair) - {name}
        for name in names
    }


@cache
def _beside(relation: str) -> dict[str, frozenset[str]]:
    """Of a relation of one name to many: the many, by the one."""
    return {
        row[1]: frozenset(row[2].split(", ")) for row in rows("parity.tsv") if row[0] == relation
    }


def _answers() -> dict[str, frozenset[str]]:
    """What may say a condition in another language, by its name."""
    return _beside("replaced")


def _is_comparable(pair: Pair) -> bool:
    return has_parity(pair.source.language) and has_parity(pair.target.language)


def _severity(pair: Pair) -> Severity | None:
    return Severity.ERROR if pair.critical else None


# --------------------------------------------------------------------------------------- negations
def negations(reading: Reading) -> list[Cue]:
    """Whatever in a text says that something is not, or must not be."""
    return [cue for cue in reading.cues if cue.name in _names("negates")]


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
    directs = _names("directs")
    orders = sum(cue.name in directs for cue in said.cues)
    if least <= most + _softness(said, heard, least - orders):
        return None
    names = _names("plain") | (_names("negates") - {cue.name for cue in heard.cues})
    return next(cue for cue in said.cues if cue.name in names & _names("negates"))


class _Negated(NamedTuple):
    """The negations of a text by their names."""

    language: Language
    names: Sequence[str] = ()  # in order
    plain: int = 0  # how many of them are plain
    single: Set[str] = frozenset()  # the others, each of which answers itself


def _negated(reading: Reading) -> _Negated:
    if not _negates(reading):
        return _Negated(reading.language)
    negates, plain = _names("negates"), _names("plain")
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
    along = _names("along") if heard.language.base in _names("concord") else frozenset()
    return least > (sum(name not in along and name not in said.single for name in heard.names) or 1)


def _exceeds(said: _Said, heard: _Said) -> tuple[int, int] | None:
    """How often `said` negates at least, and `heard` at most, where that is less."""
    negates = _names("negates")
    plain = _names("plain")
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
    most += sum(cue.name in single - here for cue in heard.cues)
    return (least, most) if least > most else None


def _clauses_of(said: _Said) -> list[tuple[int, int]]:
    """See `_clauses`; of a whole text they are found once."""
    return said.reading.once(_whole_clauses) if said.cues is said.reading.cues else _clauses(said)


def _whole_clauses(reading: Reading) -> list[tuple[int, int]]:
    return _clauses(reading.once(_whole))


def _clauses(said: _Said) -> list[tuple[int, int]]:
    """For each clause how often it negates, at least and at most."""
    plain = _names("plain")
    if not any(cue.name in plain for cue in said.cues):
        return []
    concords = said.reading.language.base in _names("concord")
    starts = _starts(said)
    clauses: dict[int, list[str]] = {}
    for cue in said.cues:
        clauses.setdefault(bisect_right(starts, cue.start), []).append(cue.name)
    return [_negations(names, concords=concords) for names in clauses.values()]


def _negations(names: list[str], *, concords: bool) -> tuple[int, int]:
    plain = sum(map(_names("plain").__contains__, names))
    if not plain:
        return 0, 0
    if not concords:
        # "Do not smoke and drink no coffee": what orders has a clause of its own.
        orders = not _names("directs").isdisjoint(names)
        return min(plain, 2 if orders and "no" in names else 1), plain
    # "No … nunca", "никогда не", "sin … ni": what goes along with a negation is none of its own.
    along, nor = sum(map(_names("along").__contains__, names)), names.count("nor")
    apart = plain - along - nor
    least = min(apart, 1) or int("without" not in names)
    return least, apart + nor or min(along, 1)


def _starts(said: _Said) -> list[int]:
    """Where a clause begins that negates on its own account: behind "but", "if", a semicolon."""
    divides = _names("divides")
    breaks = [match.end() for match in _CLAUSE_END.finditer(said.reading.visible)]
    return sorted(breaks + [cue.start for cue in said.cues if cue.name in divides])


def _softness(said: _Said, heard: _Said, feeble: int) -> int:
    """How many negations what softens in `heard` can stand for, and nothing in `said` accounts for.

    Of words with a name one answers all; how many "un" there are tells whether one is left. Of the
    feeble ones only so many count: none is the translation of an order.
    """
    softens, weak, double = _names("softens"), _names("weak"), _names("double")
    if softens.isdisjoint(heard.names):
        return 0
    around, halves, accounts = said.names, _beside("halves"), _beside("accounts")
    counts = (
        cue.name in softens and not halves.get(cue.name, around).isdisjoint(around)
        for cue in heard.cues
    )
    soft = Counter(_alike(cue.name) for cue in compress(heard.cues, counts))
    known = Counter(_alike(cue.name) for cue in said.cues if cue.name in softens)
    # What has a name here may be "un" there: not every language names all.
    strange = (_names("nameless") & known.keys()) - cue_names(heard.reading.language)
    nameless = known["un"] + len(strange) + max(known["half"] - soft["half"], 0)
    soft = Counter(
        {
            name: count
            for name, count in soft.items()
            if name == "un"
            or not (known[name] or not around.isdisjoint(accounts.get(name, frozenset())))
        }
    )
    spare = nameless - soft["un"]
    soft["un"] = max(-spare, 0)
    if spare > 0:  # and the other way round
        unnamed = (_names("nameless") & soft.keys()) - cue_names(said.reading.language)
        soft -= Counter(islice((name for name in soft.elements() if name in unnamed), spare))
    feebly = sum(count for name, count in soft.items() if name in weak)
    firmly = sum(count * (1 + (n in double)) for n, count in soft.items() if n not in weak)
    return firmly + min(feebly, max(feeble, 0))


@cache
def _alike(name: str) -> str:
    return next((names[0] for names in _relation("alike") if name in names), name)


def _sentences(source: Reading, target: Reading) -> Iterable[tuple[_Said, _Said]]:
    """The cues of both, sentence by sentence where both have equally many."""
    here, there = source.once(_ends), target.once(_ends)
    if len(here) < 2 or len(here) != len(there):
        return ((source.once(_whole), target.once(_whole)),)
    return zip(_divided(source, here), _divided(target, there), strict=True)


def _ends(reading: Reading) -> list[int]:
    return [match.end() for match in _SENTENCE_END.finditer(reading.visible.rstrip())]


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
        orders = [cue for cue in here.cues if cue.name in _names("forbids")]
        if len(orders) < 2 or not _is_all_forbidden(here, orders):
            continue
        answers = [cue for cue in there.cues if cue.name in _names("negates")]
        if not answers or not all(cue.name in _names("plain") for cue in answers):
            continue
        stop = _SENTENCE_END.search(target.visible, there.cues[-1].end)
        end = stop.start() if stop else len(target.visible)
        last = own_order(target.visible, answers[0].start, end, target.language)
        answering = _names("negates") | _names("softens")
        if last is not None and not any(
            cue.name in answering for cue in there.cues if cue.end > last
        ):
            lost.append(orders[-1])
    return lost


def _is_all_forbidden(said: _Said, orders: list[Cue]) -> bool:
    """Whether the sentence begins with an order not to act and goes on with "and" another."""
    visible, language = said.reading.visible, said.reading.language
    divides = _names("divides")
    first = visible[: orders[0].start].rstrip(" *_")
    return (
        (not first or first[-1] in _CLOSED)
        and is_joined(visible, orders[-1].start, language)
        and all(visible[: cue.start].rstrip().endswith(",") for cue in orders[1:-1])
        and not any(cue.name in divides for cue in said.cues if cue.start > orders[0].start)
    )


_CLOSED = frozenset(".!?;:,")  # what stands before a sentence, or before its last clause


# --------------------------------------------------------------------------------------- contraries
def _swapped(pair: Pair, relations: tuple[str, ...], kind: str) -> Iterator[Problem]:
    """A problem for each contrary of this kind that stands where the other belongs."""
    here = {cue.name: cue for cue in pair.source.cues if cue.kind == kind}
    there = {cue.name: cue for cue in pair.target.cues if cue.kind == kind}
    contraries = _contraries()
    if not here or not there or here.keys().isdisjoint(contraries):
        return
    if not any(name in here for wrong in there for name in contraries.get(wrong, ())):
        return
    negations = _negates(pair.source) + _negates(pair.target)
    for relation in relations:
        # "not before" is "only after": with one negation between them contraries may agree.
        if negations == 1 or (negations and relation == "contrary"):
            continue
        for one, other in _relation(relation):
            for right, wrong in ((one, other), (other, one))[: 1 + (relation != "becomes")]:
                if right in here and right not in there and wrong in there.keys() - here.keys():
                    yield _instead(pair, here[right], there[wrong])


def _contradicts(pair: Pair) -> bool:
    """Whether the translation says anything that is contrary to what the source says."""
    return not pair.source.once(_contrary_names).isdisjoint(pair.target.cue_names)


@cache
def _unclear() -> frozenset[str]:
    return _names("blurs") | _names("negates") | {"un"}


def _reversed(pair: Pair) -> Iterator[Problem]:
    """ "Stop" for "go on", where nothing in either text can say one by the other."""
    here, there = pair.source.cue_names, pair.target.cue_names
    known = cue_names(pair.target.language)
    for one, other in _relation("reversed"):
        for right, wrong in ((one, other), (other, one)):
            if right not in here or wrong not in there or wrong in here or right in there:
                continue
            if right in known and _unclear().isdisjoint(here | there):
                said, stands = (
                    next(cue for cue in cues if cue.name == name)
                    for cues, name in ((pair.source.cues, right), (pair.target.cues, wrong))
                )
                yield _instead(pair, said, stands)


def _negates(reading: Reading) -> bool:
    return not _names("negates").isdisjoint(reading.cue_names)


def _contrary_names(reading: Reading) -> frozenset[str]:
    """What a translation of this text must not say, in some sentences or in all."""
    contraries = _contraries()
    return frozenset(wrong for name in reading.cue_names for wrong in contraries.get(name, ()))


def _replaced(pair: Pair) -> Iterator[tuple[Cue, Cue]]:
    """A condition that nothing in the translation says, with the one that stands there instead."""
    names, there = pair.source.cue_names, pair.target.cue_names
    for cue in _each_once(pair.source.cues):
        if cue.name not in _SURE or not _answers()[cue.name].isdisjoint(there):
            continue
        for other in pair.target.cues:
            if other.name in _answers() and other.name not in names:
                yield cue, other
                break


def _each_once(cues: Iterable[Cue]) -> Iterable[Cue]:
    return {cue.name: cue for cue in reversed(tuple(cues))}.values()


def _instead(pair: Pair, right: Cue, wrong: Cue) -> Problem:
    said = excerpt(pair.source.text[right.start : right.end])
    stands = excerpt(pair.target.text[wrong.start : wrong.end])
    return Problem(
        f"the source says {said}, the translation says {stands}",
        (wrong.start, wrong.end),
        _HINT,
        severity=_severity(pair),
    )
