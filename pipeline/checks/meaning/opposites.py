"""Checks of what turns a sentence round without a "not": limits and opposites.

Compares the cues of both texts (`language.meaning`) by what may stand for what in a translation
(data/parity.tsv). Names of cues are compared, never words; no language is named here.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.meaning.besides import exchanged_besides, said_of_besides
from pipeline.checks.meaning.bounding import turned_bound, turned_by_not
from pipeline.checks.meaning.clauses import CLAUSE_END, COMMA
from pipeline.checks.meaning.contrasting import refused, rejoined, turned
from pipeline.checks.meaning.negating import is_negative
from pipeline.checks.meaning.parting import in_parts
from pipeline.checks.meaning.replacing import (
    contradicts,
    contrary_names,
    may_contradict_in,
    swapped,
    turned_words,
)
from pipeline.checks.meaning.telling import (
    HINT,
    instead,
    is_comparable,
    is_free,
    may_contradict,
    severity,
)
from pipeline.checks.reading import Pair, Reading
from pipeline.checks.wording import excerpt
from pipeline.language.meaning.coordination import has_alternative, joiner
from pipeline.language.meaning.cues import Cue
from pipeline.language.meaning.relations import alike, names_of, pairs_of
from pipeline.model import Severity


def _must_not_turn_into(source: Reading) -> frozenset[str]:
    """What is contrary to anything in this text, or its reverse."""
    names, counted = source.cue_names, pairs_of("counted")
    return source.once(contrary_names).union(
        wrong
        for pair in pairs_of("reversed")
        for right, wrong in (pair, pair[::-1])
        if right in names and (wrong not in names or pair in counted)
    )


def _contrary_limits(reading: Reading) -> frozenset[str]:
    return reading.once(contrary_names) | turned_by_not(reading)


@check(
    "limit-mismatch",
    Scope.UNIT,
    Severity.WARNING,
    needs_topic=lambda source: source.once(_contrary_limits),
    needs_topic_in=may_contradict,
    examples=(
        Passes("At least two litres.", "Mindestens zwei Liter.", "de"),
        Passes("Do not take more than 4 a day.", "Höchstens 4 am Tag einnehmen.", "de"),
        Fires("At least two litres.", "Höchstens zwei Liter.", "de", "'At least'"),
        Fires("At most four tablets a day.", "Au moins quatre comprimés.", "fr", "'At most'"),
        Fires("Less than one hour.", "Más de una hora.", "es", "'Less than'"),
        Fires("If it is above 38 °C, call.", "Bei unter 38 °C anrufen.", "de", "'above'"),
        Fires("Children over 12 may take it.", "12歳未満の子どもは服用できます。", "ja", "'over'"),
        Passes("Put it under the tongue.", "Unter die Zunge legen.", "de"),
        Fires("Do not take more than 4.", "No tome menos de 4.", "es", "'more than'"),
        Fires("Below 5, and above 3 at night.", "高于5，晚上高于3。", "zh-Hans", "'Below'"),
    ),
)
def limit_mismatch(pair: Pair, context: Context) -> Iterator[Problem]:
    """A limit is turned round: at least for at most, more than for less than.

    The number is right and the dose is not: "at least four tablets" has no upper end.
    """
    if not is_comparable(pair):
        return
    found = tuple(_limits(pair))
    yield from found or in_parts(pair, _limits, _may_turn_limits)


def _may_turn_limits(source: Reading, target: Reading) -> bool:
    contraries = source.once(_contrary_limits)
    return bool(contraries) and not contraries.isdisjoint(target.cue_names)


def _limits(pair: Pair) -> Iterator[Problem]:
    if not _may_turn_limits(pair.source, pair.target):
        return
    found = tuple(swapped(pair, ("swapped", "contrary", "unnegated"), "limit"))
    if not found and (turned_round := turned_bound(pair.source, pair.target)) is not None:
        found = (turned_round,)
    yield from (instead(pair, *words) for words in found)


@check(
    "opposite-mismatch",
    Scope.UNIT,
    Severity.WARNING,
    needs_topic=_must_not_turn_into,
    needs_topic_in=may_contradict,
    needs_source=lambda source: (
        source.once(refused) is not None
        or bool(source.once(said_of_besides))
        or bool(source.once(_ordered))
    ),
    examples=(
        Passes("Lie on your left side.", "Legen Sie sich auf die linke Seite.", "de"),
        Passes("Heat helps.", "Wärme hilft.", "de"),
        Fires("Lie on your left side.", "Legen Sie sich auf die rechte Seite.", "de", "'left'"),
        Fires("Put ice on it.", "Póngale calor.", "es", "'ice'"),
        Fires("Stop taking it.", "Continuez à le prendre.", "fr", "'Stop'"),
        Passes("Rest until it stops.", "Reposez-vous tant que cela continue.", "fr"),
        Fires("Raise the left arm.", "右腕を上げます。", "ja", "'left'"),
        Fires("The test was negative.", "Der Test war positiv.", "de", "'negative'"),
        Fires("One drop into the eye.", "Una gota en el oído.", "es", "'eye'"),
        Passes("Bend your knee slowly.", "Согните колено не слишком быстро.", "ru"),
        Fires("Stand up slowly.", "素早く立ち上がってください。", "ja", "'slowly'"),
        Fires("Take it in the morning.", "Nehmen Sie es abends ein.", "de", "'in the morning'"),
        Fires("Breathe in slowly.", "Медленно выдохните.", "ru", "'Breathe in'"),
        Fires("Adults take two.", "Les enfants en prennent deux.", "fr", "'Adults'"),
        Passes("Children take one, adults two.", "Les enfants un, les adultes deux.", "fr"),
        Fires("It treats hypertension.", "用于治疗低血压。", "zh-Hans", "'hypertension'"),
        Fires("Lie on your back.", "Acuéstese boca abajo.", "es", "'on your back'"),
        Fires("It is safe.", "Es ist gefährlich.", "de", "'safe'"),
        Passes("It is safe.", "Es ist ungefährlich.", "de"),
        Fires("The pain is mild.", "Боль сильная.", "ru", "'mild'"),
        Fires("Put it in your left ear.", "左眼に入れます。", "ja", "'ear'"),
        Fires("Do not stop it.", "No siga tomándolo.", "es", "'stop'"),
        Fires("Stop it before surgery.", "Continuez-le avant l’opération.", "fr", "'Stop'"),
        Fires(
            "Stop the iron, but go on with the zinc.",
            "Deje el hierro, pero deje el zinc.",
            "es",
            "'go on'",
        ),
        Fires(
            "Open the window; close the door.",
            "Schließen Sie das Fenster; schließen Sie die Tür.",
            "de",
            "'Open'",
        ),
        Fires("Swallow it whole.", "Mastíquelo.", "es", "'Swallow'"),
        Fires("Take it between meals.", "食後に服用してください。", "ja", "'between meals'"),
        Fires("You may take it with milk.", "Sie müssen es mit Milch nehmen.", "de", "'You may'"),
        Fires("It may cause pain.", "痛まなければなりません。", "ja", "'may'"),
        Fires("In the morning and in the evening.", "Утром или вечером.", "ru", "and in the"),
        Fires("Finish the course.", "Interrompa il ciclo.", "it", "'Finish the course'"),
        Passes("Finish the course.", "Non interrompa il ciclo.", "it"),
        Fires("Take it after a meal.", "На голодный желудок.", "ru", "'after a meal'"),
        Fires(
            "Lift your right arm, keep the left one down.",
            "Heben Sie den linken Arm, lassen Sie den rechten unten.",
            "de",
            "'right'",
        ),
        Passes("In your left or right arm.", "Dans le bras gauche ou droit.", "fr"),
        Fires("In your left or right arm.", "Dans le bras gauche et droit.", "fr", "left or right"),
        Fires("One drop in each eye.", "Una gota en un ojo.", "es", "'each eye'"),
        Fires(
            "Eat less fat and more fibre.",
            "Mangez plus de gras et moins de fibres.",
            "fr",
            "'less'",
        ),
        Fires(
            "Use it in the left eye, not in the right.",
            "用于右眼，不要用于左眼。",
            "zh-Hans",
            "says no to 'right'",
        ),
    ),
)
def opposite_mismatch(pair: Pair, context: Context) -> Iterator[Problem]:
    """The translation says the opposite: right for left, heat for cold, go on for stop.

    The wrong leg is bandaged, the eye's drops go into the ear, or an illness is called rare that is
    common. Only where the right word is absent and its opposite is there, or where both are there
    and the "not" belongs to the other one. Of a source of more than 24 words, unless it is a
    warning, only contraries are told that are mistakes in any sentence: right for left. Of more
    than six words one is a hint that stands at the other end of the sentence. Texts of as many
    sentences and semicolons are asked part by part as well.
    """
    if not is_comparable(pair):
        return
    found = tuple(_opposites(pair))
    yield from found or in_parts(pair, _opposites, _may_be_opposite)


def _may_be_opposite(source: Reading, target: Reading) -> bool:
    """Whether a part of the source may find its contrary in the translation."""
    return (
        may_contradict_in(source, target)
        or bool(source.once(_ordered))
        or source.once(refused) is not None
        or bool(source.once(said_of_besides))
        or not names_of("reversed").isdisjoint(source.cue_names)
    )


def _opposites(pair: Pair) -> Iterator[Problem]:
    found: list[tuple[Cue, Cue]] = []
    if contradicts(pair):
        found += swapped(pair, ("swapped", "contrary", "becomes"), "opposite")
        if not _is_left_open(pair):
            found += swapped(pair, ("becomes",), "duty")
        found += swapped(pair, ("becomes",), "measure")
        yield from (instead(pair, *words) for words in found)
        if not is_free(pair):
            yield from _rejoined(pair)
            yield from _exchanged(pair)
    if pair.source.once(_ordered) and not is_free(pair):
        yield from _reordered(pair)
    if pair.source.once(refused) is not None:
        yield from _refuses(pair)
    if not found:
        yield from _becomes_besides(pair)
    if not names_of("reversed").isdisjoint(pair.source.cue_names):
        yield from (instead(pair, *words) for words in turned_words(pair))


def _exchanged(pair: Pair) -> Iterator[Problem]:
    """ "Raise the left arm, keep the right one down" for the other way round.

    Only of two clauses that a mark parts in both texts, and which no "if" or "while" may move.
    """
    source, target = pair.source, pair.target
    if is_negative(source) or is_negative(target):
        return
    if not names_of("moves").isdisjoint(source.cue_names | target.cue_names):
        return
    if has_alternative(source.visible, source.language):
        return  # "on the left, the right or both sides": a list has no order
    for names in pairs_of("exchanged"):
        ours, theirs = _once_each(source, names), _once_each(target, names)
        if [cue.name for cue in ours] == [cue.name for cue in theirs][::-1] != []:
            yield instead(pair, ours[0], theirs[0])


def _reordered(pair: Pair) -> Iterator[Problem]:
    """ "More salt and less fruit" for "less salt and more fruit"."""
    for here in pair.source.once(_ordered):
        for there in pair.target.once(_ordered):
            if [alike(cue.name) for cue in here] == [alike(cue.name) for cue in there][::-1]:
                yield instead(pair, here[0], there[0])


def _ordered(text: Reading) -> list[list[Cue]]:
    """What a text joins by "and" that keeps its order: "less salt and more vegetables"."""
    found = (_joined_once(text, names) for names in pairs_of("ordered"))
    return [cues for cues in found if cues]


def _joined_once(text: Reading, names: tuple[str, str]) -> list[Cue]:
    """Two contraries in their order, if each stands once, and "and" alone joins what they say."""
    found = [cue for cue in text.cues if alike(cue.name) in names]
    if len(found) != len(names) or alike(found[0].name) == alike(found[1].name):
        return []
    between = text.visible[found[0].end : found[1].start]
    if CLAUSE_END.search(between) or len(between) > _BESIDE:
        return []
    return found if joiner(between, text.language) == "two-and" else []


def _once_each(text: Reading, names: tuple[str, str]) -> list[Cue]:
    """Two contraries in their order, if each stands once, in a clause of its own."""
    found = [cue for cue in text.cues if cue.name in names]
    if len(found) != len(names) or found[0].name == found[1].name:
        return []
    between = text.visible[found[0].end : found[1].start]
    parted = COMMA.search(between) or CLAUSE_END.search(between)
    if not parted or joiner(between, text.language) is not None:
        return []
    return found if len(between) >= _CLAUSE else []


_BESIDE = 25  # code points of "less salt and more fruit" between the two
_CLAUSE = 4  # code points between two contraries of two clauses: no list


def _becomes_besides(pair: Pair) -> Iterator[Problem]:
    """ "Stop the course" for "finish the course", "in ayunas" for "after a meal"."""
    for said, stands in exchanged_besides(pair):
        yield Problem(
            f"the source says {excerpt(pair.source.text[slice(*said)])}, "
            f"the translation says {excerpt(pair.target.text[slice(*stands)])}",
            stands,
            HINT,
            severity=severity(pair),
        )


def _is_left_open(pair: Pair) -> bool:
    """Whether "may" is "must": what one may only do, one must; "may not" is "must not"."""
    if pair.source.cue_names >= {"may", "only"}:
        return True
    return is_negative(pair.source) and is_negative(pair.target)


def _rejoined(pair: Pair) -> Iterator[Problem]:
    """ "In the morning or in the evening" for "in the morning and in the evening"."""
    changed = rejoined(pair.source, pair.target)
    if changed is not None:
        said, stands = changed
        span = (stands.first.start, stands.last.end)
        right = excerpt(pair.source.text[said.first.start : said.last.end])
        wrong = excerpt(pair.target.text[slice(*span)])
        message = f"the source says {right}, the translation says {wrong}"
        yield Problem(message, span, HINT, severity=severity(pair))


def _refuses(pair: Pair) -> Iterator[Problem]:
    """ "For the left eye, not for the right one" for the other way round."""
    changed = turned(pair.source, pair.target)
    if changed is not None:
        right, wrong = changed
        said = excerpt(pair.source.text[right.start : right.end])
        stands = excerpt(pair.target.text[wrong.start : wrong.end])
        yield Problem(
            f"the source says no to {said}, the translation to {stands}",
            (wrong.start, wrong.end),
            HINT,
            severity=severity(pair),
        )
