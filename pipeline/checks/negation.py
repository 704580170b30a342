"""Checks of what turns a sentence round: negations, conditions, limits and opposites.

Compares the cues of both texts (`language.cues`) by what may stand for what in a translation
(data/parity.tsv). Names of cues are compared, never words; no language is named here. A language
without a list of cues is not judged.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Set
from functools import cache

from pipeline.checks.bounding import turned_bound, turned_by_not
from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.contrasting import names_beside, refused, rejoined, turned
from pipeline.checks.joining import alternative, joined
from pipeline.checks.length import part_of_usual
from pipeline.checks.negating import (
    ends_of_clauses,
    is_negative,
    negations,
    sentence_of,
    unanswered,
)
from pipeline.checks.reading import Pair, Reading
from pipeline.checks.wording import excerpt
from pipeline.language.cldr import separates_words
from pipeline.language.cues import Cue, cue_names, has_parity, names_hinted_at
from pipeline.language.lesser_cues import is_known_besides, said_besides, says_besides
from pipeline.language.number_words import value_of
from pipeline.language.orthography import quotations
from pipeline.language.patterns import lazy
from pipeline.language.relations import (
    alike,
    answers_by_condition,
    beside,
    contraries_by_name,
    lists_of,
    names_of,
    names_of_many,
    pairs_of,
    unsaid,
)
from pipeline.model import Language, Severity

# A time between "wait" and "before"; beside "after": ahead of it, or behind it.
_TIME = lazy(r"[^.;:!?]{0,20}?\d[\d.,\u2013-]*\s+\w+\s*")
_STOP = lazy(r"[.;:!?](?!\d)")
_CASES = frozenset({"if", "unless", "even-if"})
_ONLY_THEN = frozenset({"only", "not-until"})
_TIME_AHEAD = lazy(r"\d\D{0,25}$")
_TIME_BEFORE = lazy(r"\d\s\w+\s$")
_TIME_BEHIND = lazy(r"\W{0,3}(?:\w+\W)?\d")
_LENGTH = 8  # code points between how long it is, in figures, and "for" or "until"
_NEXT, _NEXT_WORDS = 40, 3  # code points, and words, in which the number of a time stands
_HINT = "compare both texts: who may do what, and in which case"
_WITHOUT_CLAUSE = 0.7  # of the usual length: correct translations have 0.7 and more
_WITHOUT_HALF = 0.55
_TWO = 2
_AROUND = " .,;:!?*_"  # a quoted word, in its marks
_SURE = frozenset({"unless", "until"})  # other conditions a language can say by grammar alone


def _may_negate(language: Language) -> Callable[[str], bool]:
    """Of a piece of text: there may be a negation."""
    names = names_of("negates")
    if not has_parity(language):
        return lambda _: False
    if not separates_words(language):
        return lambda _: True  # there a piece is a sentence, which does not come again
    return lambda piece: not names.isdisjoint(names_hinted_at(piece, language))


def _may_say(language: Language) -> Callable[[str], frozenset[str]]:
    """What there may be in a piece of text that the source may contradict."""
    names = names_of("reversed").union(*contraries_by_name().values(), answers_by_condition())
    if not has_parity(language):
        return lambda _: frozenset()
    if not separates_words(language):
        return lambda _: names  # there a piece is a sentence, which does not come again
    return lambda piece: names & names_hinted_at(piece, language)


def _must_not_become(source: Reading) -> frozenset[str]:
    """What a translation of this text must not say in place of a condition that it has."""
    wrong = source.once(_contrary_names)
    if _SURE.isdisjoint(source.cue_names):
        return wrong
    return wrong.union(answers_by_condition()) - (source.cue_names - wrong)


def _must_not_turn_into(source: Reading) -> frozenset[str]:
    """What is contrary to anything in this text, or its reverse."""
    names = source.cue_names
    return source.once(_contrary_names).union(
        wrong
        for pair in pairs_of("reversed")
        for right, wrong in (pair, pair[::-1])
        if right in names and wrong not in names
    )


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
    "must not" is found too.
    """
    source, target = pair.source, pair.target
    if not _is_comparable(pair):
        return
    lost, added = unanswered(source, target)
    if lost and (kept := _without_kept(source, target)) is not None:
        lost, added = unanswered(kept, target)
    if lost and _is_left_to_choose(lost, pair):
        lost = []
    for cue in lost:
        word = excerpt(source.text[cue.start : cue.end])
        how = "negates less often" if is_negative(target) else "does not negate"
        message = f"the source negates with {word}, the translation {how}"
        yield Problem(message, None, _HINT, severity=_severity(pair))
    for cue in added:
        word = excerpt(target.text[cue.start : cue.end])
        how = "negates less often" if is_negative(source) else "does not negate"
        message = f"the translation negates with {word}, the source {how}"
        yield Problem(message, (cue.start, cue.end), _HINT, severity=_severity(pair))
    if not lost and not added:
        yield from _spared(pair)
    if "skip" in source.cue_names and not is_negative(target):
        yield from _not_left_out(pair)


@check(
    "condition-mismatch",
    Scope.UNIT,
    Severity.WARNING,
    needs_topic=_must_not_become,
    needs_topic_in=_may_say,
    needs_source=lambda source: source.once(_to_be_said) or source.once(alternative),
    examples=(
        Passes("Take it before meals.", "Vor dem Essen einnehmen.", "de"),
        Passes("Rest unless you feel well.", "Repose-toi sauf si tu vas bien.", "fr"),
        Passes("Do not drive until you feel well.", "Fahren Sie erst, wenn es besser geht.", "de"),
        Fires("Take it before meals.", "Nehmen Sie es nach dem Essen.", "de", "'before'"),
        Fires("Take it after meals.", "饭前服用。", "zh-Hans", "'after'"),
        Fires("Call us within 24 hours.", "Rufen Sie uns nach 24 Stunden an.", "de", "within"),
        Fires("Call us immediately.", "请稍后致电我们。", "zh-Hans", "'immediately'"),
        Fires("Rest unless it hurts.", "Descanse si le duele.", "es", "'unless'"),
        Passes("Rest unless told otherwise.", "Відпочивайте, якщо не сказано інакше.", "uk"),
        Fires(
            "Rest unless told otherwise.", "Відпочивайте, якщо сказано інакше.", "uk", "'unless'"
        ),
        Passes(
            "Unless told otherwise, drink 1 to 2 litres.",
            "Если не сказано иначе, пейте от 1 до 2 литров.",
            "ru",
        ),
        Fires(
            "Unless told otherwise, drink 1 to 2 litres.",
            "Если сказано иначе, пейте от 1 до 2 литров.",
            "ru",
            "'Unless'",
        ),
        Fires("Rest unless told otherwise.", "Descanse.", "es", "'unless'"),
        Fires("Do not stop it unless told to.", "Ne l’arrêtez pas.", "fr", "'unless'"),
        Fires("Take one if the pain comes back.", "Nehmen Sie eine.", "de", "'if'"),
        Fires("Take it only if it hurts.", "痛い場合に飲んでください。", "ja", "'only'"),
        Passes("Take it only if it hurts.", "Ne le prenez que si vous avez mal.", "fr"),
        Fires(
            "Keep it on until it is dry.", "Nehmen Sie es ab, seit es trocken ist.", "de", "seit"
        ),
        Fires("Do not eat until it ends.", "Nie jedz po zakończeniu.", "pl", "'until'"),
        Passes("Wait 30 minutes before eating.", "30分後に食べてください。", "ja"),
        Fires("Wait 30 minutes before eating.", "食後30分待ってください。", "ja", "'before'"),
        Passes("Rest for 5 minutes before you start.", "Начните после 5 минут отдыха.", "ru"),
        Fires(
            "Take it 30 minutes before eating.", "Yemekten 30 dakika sonra alın.", "tr", "'before'"
        ),
        Passes("Only a few people feel ill.", "Peu de gens se sentent mal.", "fr"),
        Fires("Only a nurse may do it.", "Eine Pflegekraft darf es.", "de", "'Only'"),
        Fires("Call us if you feel hot or sick.", "如果发烧和恶心，请致电。", "zh-Hans", "'or'"),
        Fires("Ask if you are pregnant.", "Pregunte si da el pecho.", "es", "'pregnant'"),
        Fires("One drop in each eye.", "Une goutte dans l’œil.", "fr", "'each eye'"),
        Fires("Take it before meals.", "请服用。", "zh-Hans", "'meals'"),
    ),
)
def condition_mismatch(pair: Pair, context: Context) -> Iterator[Problem]:
    """The translation names another condition: after for before, if for unless.

    A medicine for an empty stomach is taken after the meal, or what is allowed in one case only is
    done in every other; or who has one of two complaints is told nothing, as "or" became "and".
    Only where the right word is absent and a wrong one is there; or where the
    translation has no word at all for what it can't say without one: "unless", "only if", "except",
    "up to", "for external use only", "with or without food", who is allergic, pregnant or
    breast-feeding, each of two eyes, a meal that something is taken after; and "if", "until" or
    "even if" where it is too short to say them.
    """
    if not _is_comparable(pair):
        return
    contradicted = False
    if _contradicts(pair):
        for problem in _swapped(pair, ("swapped", "unnegated", "becomes", "refused"), "condition"):
            contradicted = True
            yield problem
    if contradicted:
        return
    if (instead := joined(pair.source, pair.target)) is not None:
        yield _both(pair, *instead)
    conditions = pair.source.once(_to_be_said)
    if not conditions:
        return
    replaced = tuple(_replaced(pair))
    for cue, wrong in replaced:
        yield _instead(pair, cue, wrong)
    for cue in () if replaced else _unsaid(conditions, pair):
        said = excerpt(pair.source.text[cue.start : cue.end])
        message = f"the source says {said}, the translation has no such condition"
        yield Problem(message, None, _HINT, severity=_severity(pair))


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
        answers = answers_by_condition().get(cue.name)
        if answers and answers.isdisjoint(there):
            said = excerpt(pair.source.text[cue.start : cue.end])
            message = f"the source says {said}, the translation has no such condition"
            yield Problem(message, None, _HINT, severity=_severity(pair))


@check(
    "limit-mismatch",
    Scope.UNIT,
    Severity.WARNING,
    needs_topic=lambda source: source.once(_contrary_limits),
    needs_topic_in=_may_say,
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
    if not _is_comparable(pair):
        return
    if pair.source.once(_contrary_limits).isdisjoint(pair.target.cue_names):
        return
    found = tuple(_swapped(pair, ("swapped", "contrary", "unnegated"), "limit"))
    yield from found
    if not found and (turned_round := turned_bound(pair.source, pair.target)) is not None:
        yield _instead(pair, *turned_round)


@check(
    "opposite-mismatch",
    Scope.UNIT,
    Severity.WARNING,
    needs_topic=_must_not_turn_into,
    needs_topic_in=_may_say,
    needs_source=lambda source: source.once(refused) is not None,
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
        Fires("Swallow it whole.", "Mastíquelo.", "es", "'Swallow'"),
        Fires("Take it between meals.", "食後に服用してください。", "ja", "'between meals'"),
        Fires("You may take it with milk.", "Sie müssen es mit Milch nehmen.", "de", "'You may'"),
        Fires("It may cause pain.", "痛まなければなりません。", "ja", "'may'"),
        Fires("In the morning and in the evening.", "Утром или вечером.", "ru", "and in the"),
        Passes("In your left or right arm.", "Dans le bras gauche ou droit.", "fr"),
        Fires("In your left or right arm.", "Dans le bras gauche et droit.", "fr", "left or right"),
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
    and the "not" belongs to the other one.
    """
    if not _is_comparable(pair):
        return
    if _contradicts(pair):
        yield from _swapped(pair, ("swapped", "contrary", "becomes"), "opposite")
        if not pair.source.cue_names >= {"may", "only"}:  # what one may only do, one must
            yield from _swapped(pair, ("becomes",), "duty")
        yield from _swapped(pair, ("becomes",), "measure")
        yield from _rejoined(pair)
    if pair.source.once(refused) is not None:
        yield from _refuses(pair)
    if not names_of("reversed").isdisjoint(pair.source.cue_names):
        yield from _reversed(pair)


def _without_kept(source: Reading, target: Reading) -> Reading | None:
    """The source without what it quotes and the translation has as it is, if there is any.

    'Choose "none"': the word on a button or in a form stays, and is no negation that was lost.
    """
    kept = source.visible
    for quotation in quotations(source.visible)[0]:
        inside = slice(quotation.start + 1, quotation.end)
        word = source.visible[inside].strip(_AROUND)
        if word and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", target.visible):
            kept = kept[: inside.start] + " " * (inside.stop - inside.start) + kept[inside.stop :]
    return None if kept == source.visible else Reading(kept, source.language)


def _is_comparable(pair: Pair) -> bool:
    return has_parity(pair.source.language) and has_parity(pair.target.language)


def _severity(pair: Pair) -> Severity | None:
    return Severity.ERROR if pair.critical else None


# --------------------------------------------------------------------------------------- contraries
def _swapped(pair: Pair, relations: tuple[str, ...], kind: str) -> Iterator[Problem]:
    """A problem for each contrary of what is of this kind, where it stands in its stead."""
    contraries = contraries_by_name()
    here = {cue.name: cue for cue in pair.source.cues if cue.kind == kind}
    there = {cue.name: cue for cue in pair.target.cues}
    covers, names = beside("covers"), pair.source.cue_names
    known, many = cue_names(pair.target.language), names_of_many()
    for right, said in here.items():
        if right in many and right not in known:
            continue  # it may be said, and we would not see it
        for wrong, why in contraries.get(right, {}).items():
            if wrong not in there or why.isdisjoint(relations):
                continue
            # "only" is "not … except", and where nothing negates their contrary
            covering = names - {right} if "unnegated" in why else names
            # what stands for itself needs no other word: an "empty" that is no "before food"
            if any(wrong in covers.get(name, ()) for name in covering if name not in there):
                continue
            is_exchanged = _is_exchanged(right, wrong, pair)
            if _is_said(wrong, pair.source) and not is_exchanged:
                continue
            if _may_agree(said, there[wrong], why, pair) or _is_waited(said, there[wrong], pair):
                continue
            # what covers it and has a place of its own in the source stands for itself
            covered = {right}.union(covers.get(right, ())) - (names - {right}) - {wrong}
            if says_besides(right, pair.target.visible, pair.target.language):
                continue
            is_alone = is_exchanged or _is_alone(wrong, pair)
            if is_alone or covered.isdisjoint(pair.target.cue_names):
                yield _instead(pair, said, there[wrong])
                break  # "only if" for "even if" is one mistake


def _is_said(name: str, source: Reading) -> bool:
    """Whether the source says the contrary too: "within 4 hours; after that, wait"."""
    return name in source.cue_names or says_besides(name, source.visible, source.language)


def _is_waited(said: Cue, other: Cue, pair: Pair) -> bool:
    """Whether "wait 30 minutes before eating" is said as "eat after 30 minutes".

    Only beside the time itself: "eat after 30 minutes", not "wait 30 minutes after eating".
    """
    if said.name == "after":
        return _is_before_a_time_is_over(other, pair)
    if (said.name, other.name) == ("within", "after"):
        return all(
            _is_in_the_time_after(said, cue, pair)
            for cue in pair.target.cues
            if cue.name == other.name
        )
    if (said.name, other.name) != ("before", "after"):
        return False
    waits = [c.end for c in pair.source.cues if c.name in names_of("waits") and c.end < said.start]
    if not waits:
        return False
    awaited = pair.source.visible[waits[-1] : said.start]
    if not _TIME.fullmatch(awaited):
        # "wait until the fever is down before you start" is "start only after it is down"
        is_event = len(awaited.split()) > _TWO and _STOP.search(awaited) is None
        return is_event and any(
            cue.name in _ONLY_THEN and cue.start < other.start for cue in pair.target.cues
        )
    text = pair.target.visible
    if pair.target.language.base in names_of("postposes"):
        return _TIME_AHEAD.search(text[: other.start]) is not None
    return _TIME_BEHIND.match(text, other.end) is not None


def _is_in_the_time_after(said: Cue, other: Cue, pair: Pair) -> bool:
    """Whether "within 30 days of it" is said as "in the 30 days after it": not "after 30 days"."""
    if not any(map(str.isdigit, pair.source.visible[said.start : said.end])):
        return False
    text = pair.target.visible
    if pair.target.language.base in names_of("postposes"):
        return _TIME_BEHIND.match(text, other.end) is not None
    return _TIME_BEFORE.search(text[: other.start]) is not None


def _is_before_a_time_is_over(other: Cue, pair: Pair) -> bool:
    """Whether "less than 30 minutes after it" is said as "before 30 minutes have passed since".

    Or "within three months" as "antes de tres meses". Only beside the time itself: not "before
    taking it" for "less than 30 minutes after".
    """
    brief = names_of("brief")
    if not any(cue.name in brief and _is_numbered(cue, pair.source) for cue in pair.source.cues):
        return False
    if pair.target.language.base in names_of("postposes"):
        return _TIME_AHEAD.search(pair.target.visible[: other.start]) is not None
    return _is_numbered(other, pair.target)


def _is_numbered(cue: Cue, text: Reading) -> bool:
    """Whether a number stands right behind it; not "one", which is an article as well."""
    following = text.visible[cue.end : cue.end + _NEXT].split()[:_NEXT_WORDS]
    values = (value_of(word.strip(_AROUND).lower(), text.language) for word in following)
    return any(any(map(str.isdigit, word)) for word in following) or any(
        value is not None and value > 1 for value in values
    )


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
    return all(_is_unturned(cue, text) for cue, text in ((said, pair.source), (other, pair.target)))


def _is_unturned(cue: Cue, text: Reading) -> bool:
    ends = text.once(ends_of_clauses)
    clause = bisect_right(ends, cue.start)
    start = ends[clause - 1] if clause else 0
    stop = ends[clause] if clause < len(ends) else len(text.visible)
    # what is said of another case turns nothing: "…, if the nurse has not said so"
    for each in text.cues:
        is_case = cue.end <= each.start < stop and each.name in _CASES
        if is_case and text.visible[: each.start].rstrip().endswith(","):
            stop = each.start
            break
    if not ends and stop == len(text.visible):
        return False
    return not any(
        each.name in _turns_clause() and start <= each.start < stop for each in text.cues
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
    return saying.isdisjoint(pair.source.cue_names)


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


def _contradicts(pair: Pair) -> bool:
    """Whether the translation says anything that is contrary to what the source says."""
    return not pair.source.once(_contrary_names).isdisjoint(pair.target.cue_names)


@cache
def _turns() -> frozenset[str]:
    return names_of("negates") | {"un"}


def _is_clear(pair: Pair) -> bool:
    """ "Do not stop it" is not "do not go on", where nothing else may turn either round."""
    return "un" not in pair.source.cue_names | pair.target.cue_names and _negate_alike(pair)


def _reversed(pair: Pair) -> Iterator[Problem]:
    """ "Stop" for "go on", where nothing in either text can say one by the other."""
    here, there = pair.source.cue_names, pair.target.cue_names
    known = cue_names(pair.target.language)
    for one, other in pairs_of("reversed"):
        for right, wrong in ((one, other), (other, one)):
            if right not in here or wrong not in there or right in there:
                continue
            if any(alike(name) == alike(wrong) for name in here):
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
                next(cue for cue in cues if cue.name == name)
                for cues, name in ((pair.source.cues, right), (pair.target.cues, wrong))
            )
            if is_clear or (wrong not in here and _is_clear_by_itself(said, stands, pair)):
                yield _instead(pair, said, stands)


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


def _contrary_names(reading: Reading) -> frozenset[str]:
    """What a translation of this text must not say, in some sentences or in all."""
    contraries = contraries_by_name()
    return frozenset(wrong for name in reading.cue_names for wrong in contraries.get(name, ()))


def _contrary_limits(reading: Reading) -> frozenset[str]:
    return reading.once(_contrary_names) | turned_by_not(reading)


def _replaced(pair: Pair) -> Iterator[tuple[Cue, Cue]]:
    """A condition that nothing in the translation says, with the one that stands there instead."""
    names = pair.source.cue_names
    # "otherwise" translates itself, and "told to stop"
    there = pair.target.cue_names - ({"un", "stop", "vanish"} & names)
    if _is_limited_by_not(pair):
        there -= names_of("plain")
    for cue in _each_once(pair.source.cues):
        if cue.name not in _SURE or not answers_by_condition()[cue.name].isdisjoint(there):
            continue
        for other in pair.target.cues:
            if other.name in answers_by_condition() and other.name not in names:
                yield cue, other
                break


def _is_limited_by_not(pair: Pair) -> bool:
    """Whether the only "not" is in "not more than", which is "at most" in a source without one."""
    if "at-most" not in pair.source.cue_names or is_negative(pair.source):
        return False
    there = pair.target.cues_named
    plain = sum(map(names_of("plain").__contains__, there))
    return plain == 1 and there.count("more-than") == 1 and "at-most" not in there


def _unsaid(conditions: Iterable[Cue], pair: Pair) -> Iterator[Cue]:
    """Those that nothing in the translation says: half of the sentence was left out."""
    new = pair.target.cue_names - pair.source.cue_names - names_of("plain")
    for cue in conditions:
        answers = unsaid()[cue.name]
        if not answers.isdisjoint(new) or cue.name in pair.target.cue_names:
            continue  # nearly always
        if part_of_usual(pair) >= _least_part(cue.name):
            continue
        if not _is_known(cue.name, pair.target.language) or _says_besides(cue, pair.target):
            continue
        if answers.isdisjoint(_said_more_often(cue.name, pair)):
            yield cue


@cache
def _least_part(condition: str) -> float:
    """What part of the usual length a translation has that says this condition in any way."""
    if condition in names_of("half"):
        return _WITHOUT_HALF
    return _WITHOUT_CLAUSE if condition in names_of("clause") else float("inf")


def _is_known(name: str, language: Language) -> bool:
    """Whether we would see in this language what says it."""
    return name in cue_names(language) or any(
        is_known_besides(each, language) for each in _told(name)
    )


@cache
def _told(name: str) -> tuple[str, ...]:
    """The names of what may say it besides, in lesser-cues.tsv."""
    return (name, *beside("told").get(name, ()))


def _says_besides(cue: Cue, target: Reading) -> bool:
    return any(says_besides(each, target.visible, target.language) for each in _told(cue.name))


def _to_be_said(source: Reading) -> tuple[Cue, ...]:
    """The conditions of a text that no translation may leave out."""
    names, hinges = source.cue_names, beside("hinges")
    looked_for = unsaid().keys() & names
    if len(looked_for) > 1:  # "only if" is one word in many languages
        looked_for -= names_of("half")
    return tuple(
        cue
        for cue in (_each_once(source.cues) if looked_for else ())
        if cue.name in looked_for
        # "you are alone" is no condition: "somebody else is there" says that you are not
        and (cue.kind == "condition" or cue.name not in names_of("opens"))
        and (not hinges.get(cue.name, names).isdisjoint(names) or _is_at_an_end(cue, source))
    )


def _is_at_an_end(cue: Cue, reading: Reading) -> bool:
    """ "Only a doctor may", "for external use only": every language says this, and not "alone"."""
    if cue.kind != "condition":
        return False
    if cue.name in names_of("opens") and not reading.visible[: cue.start].strip(" *_"):
        return True
    return cue.name in names_of("closes") and not reading.visible[cue.end :].strip(" *_.!")


def _said_more_often(condition: str, pair: Pair) -> Set[str]:
    """What the translation says beyond what the source says without this condition.

    "Do not stop unless …": the "not" of the translation stands for the first, a second one may be
    the "unless". Negations stand for one another.
    """
    plain = names_of("plain")
    here = Counter("not" if each in plain else each for each in pair.source.cues_named)
    there = Counter("not" if each in plain else each for each in pair.target.cues_named)
    del here[condition]
    more = (there - here).keys()
    return more | plain if "not" in more else set(more)


def _each_once(cues: Iterable[Cue]) -> Iterable[Cue]:
    return {cue.name: cue for cue in reversed(tuple(cues))}.values()


def _rejoined(pair: Pair) -> Iterator[Problem]:
    """ "In the morning or in the evening" for "in the morning and in the evening"."""
    changed = rejoined(pair.source, pair.target)
    if changed is not None:
        said, stands = changed
        span = (stands.first.start, stands.last.end)
        right = excerpt(pair.source.text[said.first.start : said.last.end])
        wrong = excerpt(pair.target.text[slice(*span)])
        message = f"the source says {right}, the translation says {wrong}"
        yield Problem(message, span, _HINT, severity=_severity(pair))


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
            _HINT,
            severity=_severity(pair),
        )


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
        _HINT,
        severity=_severity(pair),
    )


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
    yield Problem(message, None, _HINT, severity=_severity(pair))


def _is_left_to_choose(lost: list[Cue], pair: Pair) -> bool:
    """Whether "you do not have to stay at home" is said as "you may go to school"."""
    source, target = pair.source, pair.target
    choice = said_besides("need-not", source.visible, source.language)
    if choice is None or len(lost) > 1 or lost[0].end <= choice[0] or choice[1] <= lost[0].start:
        return False
    return "must" not in target.cue_names and not _may(source) and _may(target)


def _may(text: Reading) -> bool:
    """Whether a text says that somebody may do something."""
    return not text.cue_names.isdisjoint({"may", "may-do"}) or says_besides(
        "may-do", text.visible, text.language
    )


def _both(pair: Pair, either: tuple[int, int], both: tuple[int, int]) -> Problem:
    """ "Call us if you have fever and a rash" for "fever or a rash"."""
    said, stands = (
        excerpt(text.text[slice(*place)])
        for text, place in ((pair.source, either), (pair.target, both))
    )
    message = f"the source says {said}, the translation says {stands}: both are needed there"
    return Problem(message, both, _HINT, severity=_severity(pair))


def _instead(pair: Pair, right: Cue, wrong: Cue) -> Problem:
    said = excerpt(pair.source.text[right.start : right.end])
    stands = excerpt(pair.target.text[wrong.start : wrong.end])
    return Problem(
        f"the source says {said}, the translation says {stands}",
        (wrong.start, wrong.end),
        _HINT,
        severity=_severity(pair),
    )
