"""Checks that a translation negates what the source negates, and nothing else.

Compares the cues of both texts (`language.meaning`) by what may stand for what in a translation
(data/parity.tsv). Names of cues are compared, never words; no language is named here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from itertools import chain, starmap

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.meaning.contrasting import beside_negation
from pipeline.checks.meaning.negating import is_negative, negations
from pipeline.checks.meaning.telling import HINT, is_comparable, is_free, severity
from pipeline.checks.meaning.unanswered import unanswered
from pipeline.checks.meaning.weighing import Worth, worth_of_added, worth_of_lost
from pipeline.checks.reading import Pair, Reading
from pipeline.checks.wording import excerpt
from pipeline.language.cldr import separates_words
from pipeline.language.meaning.cues import Cue, has_parity, names_hinted_at
from pipeline.language.meaning.lesser_cues import is_known_besides, said_besides, says_besides
from pipeline.language.meaning.relations import alike, names_of
from pipeline.language.orthography import quotations
from pipeline.model import Language, Severity

_AROUND = " .,;:!?*_"  # a quoted word, in its marks
_NEXT, _NEXT_WORDS = 40, 3  # code points, and words, in which the number of a time stands


def _may_negate(language: Language) -> Callable[[str], bool]:
    """Of a piece of text: there may be a negation."""
    names = names_of("negates")
    if not has_parity(language):
        return lambda _: False
    if not separates_words(language):
        return lambda _: True  # there a piece is a sentence, which does not come again
    return lambda piece: not names.isdisjoint(names_hinted_at(piece, language))


@check(
    "negation-mismatch",
    Scope.UNIT,
    Severity.WARNING,
    needs_source=lambda source: (
        has_parity(source.language) and (is_negative(source) or "skip" in source.cue_names)
    ),
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
        Fires("You must not drive.", "Sie müssen nicht fahren.", "de", "'must not'"),
        Passes("You must not drive.", "Sie dürfen nicht fahren.", "de"),
        Fires("Do not double a missed dose.", "Verdoppeln Sie vergessene Dosen.", "de", "'Do not'"),
        Fires("Do not double forgotten doses.", "Удваивайте пропущенные дозы.", "ru", "'Do not'"),
        Fires(
            "Do not double a forgotten dose.", "忘れた分を2倍服用してください。", "ja", "'Do not'"
        ),
        Fires(
            "Keep it still; do not cut it.",
            "Ohne Bewegung halten; schneiden Sie hinein.",
            "de",
            "'do not'",
        ),
        Fires("If it is late, skip it.", "Jeśli jest późno, zażyj ją.", "pl", "'skip it'"),
        Passes("If it is late, skip it.", "Jeśli jest późno, pomiń ją.", "pl"),
        Fires("Do not double a missed dose.", "ضاعف الجرعة المنسية.", "ar", "'Do not'"),
        Passes(
            "Keep it out of the sight and reach of children.",
            "Çocukların göremeyeceği ve erişemeyeceği yerde saklayın.",
            "tr",
        ),
    ),
)
def negation_mismatch(pair: Pair, context: Context) -> Iterator[Problem]:
    """One text says that something is not, or must not be, and the other does not.

    A lost "not" turns a warning into advice. Negations stand for one another ("do not", "avoid",
    "without"), and so do words that hold one ("harmless" for "not dangerous"). Counted clause by
    clause, because "no … nunca" and "никогда не" negate once and "no harm, but not" twice: found
    is a negation only where nothing else in the other text can be read as one. "Need not" for
    "must not" is found too. Of a source of more than 24 words only what was lost is told, unless
    it is a warning: what a translation of many words negates besides says the same, nearly always.
    And a hint is made of what right translations often say so: a "not" that is added to what an
    "if" tells, or where there is one already in more than 12 words, a "without" where nothing says
    "with", one lost of several, and "go back after two days" for "do not go back until".
    """
    source, target = pair.source, pair.target
    if not is_comparable(pair):
        return
    lost, added, is_counted = unanswered(source, target)
    if lost and (kept := _without_kept(source, target)) is not None:
        lost, added, is_counted = unanswered(kept, target)
    if lost and _is_left_to_choose(lost, pair):
        lost = []
    if both := _says_both(source, target):
        added = []
        lost = lost or (_lost_beside_change(source, target) if both <= names_of("changes") else [])
    elif is_free(pair) or (added and _goes_to_its_end(source, target)):
        added = []
    for cue in lost:
        word = excerpt(source.text[cue.start : cue.end])
        how = "negates less often" if is_negative(target) else "does not negate"
        message = f"the source negates with {word}, the translation {how}"
        yield from _told(worth_of_lost(pair, is_counted=is_counted), message, None, pair)
    for cue in added:
        word = excerpt(target.text[cue.start : cue.end])
        how = "negates less often" if is_negative(source) else "does not negate"
        message = f"the translation negates with {word}, the source {how}"
        yield from _told(worth_of_added(cue, pair), message, (cue.start, cue.end), pair)
    if not lost and not added:
        yield from _spared(pair)
        yield from _without(pair)
    if "skip" in source.cue_names and not is_negative(target):
        yield from _not_left_out(pair)


def _goes_to_its_end(source: Reading, target: Reading) -> bool:
    """Whether "complete the treatment" is said as "do not break it off"."""
    return (
        len(negations(target)) == 1
        and says_besides("finish-course", source.visible, source.language)
        and says_besides("break-off", target.visible, target.language)
    )


def _told(
    worth: Worth, message: str, span: tuple[int, int] | None, pair: Pair
) -> Iterator[Problem]:
    """The problem, as a hint where the evidence is slight; none where there is next to none."""
    if worth is not Worth.NONE:
        weight = Severity.INFO if worth is Worth.SLIGHT else severity(pair)
        yield Problem(message, span, HINT, severity=weight)


def _without_kept(source: Reading, target: Reading) -> Reading | None:
    """The source without what it quotes and the translation has as it is, if there is any.

    'Choose "none"', "answer No": the word on a button or in a form stays, and is no negation that
    was lost. Without quotation marks its capital within a sentence shows it.
    """
    kept = source.visible
    named = (match.span() for match in _NAMED.finditer(source.visible))
    quoted = ((each.start + 1, each.end) for each in quotations(source.visible)[0])
    for inside in starmap(slice, chain(quoted, named)):
        word = source.visible[inside].strip(_AROUND)
        if word and re.search(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", target.visible):
            kept = kept[: inside.start] + " " * (inside.stop - inside.start) + kept[inside.stop :]
    return None if kept == source.visible else Reading(kept, source.language)


_NAMED = re.compile(r"(?<=[^\W\d_] )[A-Z][a-z]+\b")  # a capital behind a word, no mark between


def _says_both(source: Reading, target: Reading) -> Set[str]:
    """The contraries of which the source says one, and the translation "not the other" as well.

    "It gets worse" is "it gets no better, but worse": the only "not" of the translation stands
    beside the one that the source does not say.
    """
    both = target.once(beside_negation)
    if both is None or both.no in source.cue_names or both.yes not in source.cue_names:
        return frozenset()
    return frozenset(both)


def _lost_beside_change(source: Reading, target: Reading) -> list[Cue]:
    """ "Do not move", where the only "not" says that "it gets no better, but worse"."""
    orders = [cue for cue in negations(source) if cue.name in names_of("forbids")]
    return orders if len(negations(target)) == 1 else []


def _spared(pair: Pair) -> Iterator[Problem]:
    """ "You must not drive" for "Sie müssen nicht fahren": what is forbidden is left to choose."""
    source, target = pair.source, pair.target
    if len(negations(source)) != 1:
        return
    forbidden = said_besides("must-not", source.visible, source.language)
    if forbidden is None or says_besides("fear", source.visible, source.language):
        return
    spared = said_besides("need-not", target.visible, target.language)
    if spared is None or any(
        cue.end <= spared[0] or spared[1] <= cue.start for cue in negations(target)
    ):
        return
    yield Problem(
        f"the source says {excerpt(source.text[slice(*forbidden)])}, the translation only says "
        f"that nobody need do it: {excerpt(target.text[slice(*spared)])}",
        spared,
        HINT,
        severity=severity(pair),
    )


def _without(pair: Pair) -> Iterator[Problem]:
    """ "Take it without advice" for "take it only on advice", which is "not without advice"."""
    source, target = pair.source, pair.target
    if is_negative(source) or _LIMITED.isdisjoint(source.cue_names):
        return
    if not _LIMITED.isdisjoint(target.cue_names) or _ALONE & source.cue_names:
        return
    found = negations(target)
    if [cue.name for cue in found] != ["without"] or not _is_limited(source):
        return
    said = excerpt(next(source.text[c.start : c.end] for c in source.cues if c.name == "only"))
    stands = excerpt(target.text[found[0].start : found[0].end])
    message = f"the source says {said}, the translation says {stands} and does not negate it"
    yield Problem(message, (found[0].start, found[0].end), HINT, severity=severity(pair))


def _is_limited(source: Reading) -> bool:
    """Whether "only" says in which case, and not that somebody is alone, or how few."""
    return [cue.kind for cue in source.cues if cue.name == "only"] == ["condition"]


_LIMITED = frozenset({"only", "except", "unless", "not-until", "nothing-but", "sole", "not-only"})
_ALONE = frozenset(
    {"un", "half", "lack", "free", "only-few", "only-half"}
)  # "untreated" is "without treatment"


def _not_left_out(pair: Pair) -> Iterator[Problem]:
    """ "Skip it" for which the translation has no word: the missed dose is taken too late."""
    source, target = pair.source, pair.target
    if not is_known_besides("leave-out", target.language):
        return
    order = said_besides("leave-out", source.visible, source.language)
    if order is None or says_besides("leave-out", target.visible, target.language):
        return
    if not {"wait", "continue", "discard", "only", "not-until"}.isdisjoint(target.cue_names):
        return  # "go on as usual"
    said, heard = (
        sum(alike(cue.name) == alike("skip") for cue in text.cues) for text in (source, target)
    )
    if heard >= said:
        return
    if any(0 <= order[0] - cue.end <= _NEXT for cue in negations(source)):
        return  # "never skip it" is "take it"
    word = excerpt(source.text[slice(*order)])
    message = f"the source says {word}, the translation has no such order"
    yield Problem(message, None, HINT, severity=severity(pair))


def _is_left_to_choose(lost: list[Cue], pair: Pair) -> bool:
    """Whether "you do not have to stay at home" is said as "you may go to school"."""
    source, target = pair.source, pair.target
    choice = said_besides("need-not", source.visible, source.language)
    if choice is None or len(lost) > 1 or lost[0].end <= choice[0] or choice[1] <= lost[0].start:
        return False
    if len(negations(source)) > len(negations(target)) + 1:
        return False  # where they are counted, one stands for all: "… and do not drive" is gone too
    return "must" not in target.cue_names and not _may(source) and _may(target)


def _may(text: Reading) -> bool:
    """Whether a text says that somebody may do something."""
    return not text.cue_names.isdisjoint({"may", "may-do"}) or says_besides(
        "may-do", text.visible, text.language
    )
