"""Checks of when something holds: before or after, if or unless, only in one case.

Compares the cues of both texts (`language.meaning`) by what may stand for what in a translation
(data/parity.tsv). Names of cues are compared, never words; no language is named here.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.meaning.joining import alternative, joined
from pipeline.checks.meaning.omitting import (
    SURE,
    each_once,
    left_out,
    lightly_said,
    replaced,
    to_be_said,
)
from pipeline.checks.meaning.parting import in_parts
from pipeline.checks.meaning.replacing import (
    contradicts,
    contrary_names,
    may_contradict_in,
    swapped,
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
from pipeline.language.meaning.cues import Cue
from pipeline.language.meaning.relations import answers_by_condition, names_of
from pipeline.model import Severity

_RELATIONS = ("swapped", "unnegated", "becomes", "refused")
_BRIEF = 8  # words: who leaves out "only" of so few leaves out what it says


def _must_not_become(source: Reading) -> frozenset[str]:
    """What a translation of this text must not say in place of a condition that it has."""
    wrong = source.once(contrary_names)
    if SURE.isdisjoint(source.cue_names):
        return wrong
    return wrong.union(answers_by_condition()) - (source.cue_names - wrong)


@check(
    "condition-mismatch",
    Scope.UNIT,
    Severity.WARNING,
    needs_topic=_must_not_become,
    needs_topic_in=may_contradict,
    needs_source=lambda source: (
        source.once(to_be_said) or source.once(lightly_said) or source.once(alternative)
    ),
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
        Fires("Take it only at night.", "Tómelo por la noche.", "es", "'only'"),
        Fires("Only a nurse may do it.", "Eine Pflegekraft darf es.", "de", "'Only'"),
        Fires("Call us if you feel hot or sick.", "如果发烧和恶心，请致电。", "zh-Hans", "'or'"),
        Fires("Ask if you are pregnant.", "Pregunte si da el pecho.", "es", "'pregnant'"),
        Fires("One drop in each eye.", "Une goutte dans l’œil.", "fr", "'each eye'"),
        Fires("Take it before meals.", "请服用。", "zh-Hans", "'meals'"),
        Fires("Take it before meals.", "Nehmen Sie es zu den Mahlzeiten.", "de", "'before'"),
        Passes("Take it before bedtime.", "Prenez-le au coucher.", "fr"),
        Fires("Sit down at once.", "Siéntese.", "es", "'at once'"),
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
    "even if" where it is too short to say them. Of a source of more than 24 words, unless
    it is a warning, only the surest are told: "before" and "after", and a condition that is gone.
    Any other "only", "at least", "less than", "more than", "after", "within" or "until" that is
    left out is told too, and is a hint in more than eight words; so are "before" and "at once",
    which are told in up to 24.
    """
    if not is_comparable(pair):
        return
    if found := tuple(_exchanged(pair)) or tuple(in_parts(pair, _exchanged, may_contradict_in)):
        yield from found
        return
    if not is_free(pair) and (both := joined(pair.source, pair.target)) is not None:
        yield _both(pair, *both)
    conditions = pair.source.once(to_be_said)
    lightly = pair.source.once(lightly_said)
    if not conditions and not lightly:
        return
    if conditions and (others := tuple(replaced(pair))):
        yield from (instead(pair, *words) for words in others)
        return
    surely = tuple(left_out(conditions, pair))
    for cue in surely or left_out(lightly, pair, lightly=True):
        weight = severity(pair) if surely else _weight_of_light(cue, pair)
        said = excerpt(pair.source.text[cue.start : cue.end])
        message = f"the source says {said}, the translation has no such condition"
        yield Problem(message, None, HINT, severity=weight)


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
    if not is_comparable(pair):
        return
    there = pair.target.cue_names
    for cue in each_once(pair.source.cues):
        answers = answers_by_condition().get(cue.name)
        if answers and answers.isdisjoint(there):
            said = excerpt(pair.source.text[cue.start : cue.end])
            message = f"the source says {said}, the translation has no such condition"
            yield Problem(message, None, HINT, severity=severity(pair))


def _exchanged(pair: Pair) -> Iterator[Problem]:
    if contradicts(pair):
        for words in swapped(pair, _RELATIONS, "condition"):
            yield instead(pair, *words)


def _weight_of_light(cue: Cue, pair: Pair) -> Severity | None:
    """Of an "only" that is left out somewhere: few words leave nothing else that could say it.

    In 627 right pairs with an "only" five have no word for it, all in more than eight words. What
    is done "at once", or "before" something, is said so in longer texts as well.
    """
    is_weighty = cue.name in names_of("weighty") and not is_free(pair)
    is_brief = is_weighty or len(pair.source.visible.split()) <= _BRIEF
    return severity(pair) if pair.critical or is_brief else Severity.INFO


def _both(pair: Pair, either: tuple[int, int], both: tuple[int, int]) -> Problem:
    """ "Call us if you have fever and a rash" for "fever or a rash"."""
    said, stands = (
        excerpt(text.text[slice(*place)])
        for text, place in ((pair.source, either), (pair.target, both))
    )
    message = f"the source says {said}, the translation says {stands}: both are needed there"
    return Problem(message, both, HINT, severity=severity(pair))
