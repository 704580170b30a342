"""What checks of negations, conditions and contraries have in common: when to ask, how to tell.

They compare the cues of both texts (`language.meaning`); a language without a list of what may
stand for what (data/parity.tsv) is not judged. Judges nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.checks.check import Problem
from pipeline.checks.meaning.weighing import Worth, worth_of_contrary
from pipeline.checks.reading import Pair
from pipeline.checks.wording import excerpt
from pipeline.language.cldr import separates_words
from pipeline.language.meaning.cues import Cue, has_parity, names_hinted_at
from pipeline.language.meaning.relations import answers_by_condition, contraries_by_name, names_of
from pipeline.model import Language, Severity

HINT = "compare both texts: who may do what, and in which case"
_FREELY = 24  # words: whoever has more to say says some of it in another way


def is_comparable(pair: Pair) -> bool:
    """Whether we know of both languages what may stand for what."""
    return has_parity(pair.source.language) and has_parity(pair.target.language)


def is_free(pair: Pair) -> bool:
    """Whether the source is so long that a translation says it in other words here and there.

    Never where the text is marked as critical. Of 16,614 published texts 32 of more than 24
    words had a "not" that only the translation has, nearly all in vain, and 4 of 17 to 24 words.
    """
    return not pair.critical and len(pair.source.visible.split()) > _FREELY


def severity(pair: Pair) -> Severity | None:
    """An error where the text is marked as critical; None for the check's own severity."""
    return Severity.ERROR if pair.critical else None


def may_contradict(language: Language) -> Callable[[str], frozenset[str]]:
    """What there may be in a piece of text that the source may contradict."""
    names = names_of("reversed").union(*contraries_by_name().values(), answers_by_condition())
    if not has_parity(language):
        return lambda _: frozenset()
    if not separates_words(language):
        return lambda _: names  # there a piece is a sentence, which does not come again
    return lambda piece: names & names_hinted_at(piece, language)


def instead(pair: Pair, right: Cue, wrong: Cue) -> Problem:
    """The translation says this where the source says that."""
    worth = worth_of_contrary(right, wrong, pair)
    said = excerpt(pair.source.text[right.start : right.end])
    stands = excerpt(pair.target.text[wrong.start : wrong.end])
    return Problem(
        f"the source says {said}, the translation says {stands}",
        (wrong.start, wrong.end),
        HINT,
        severity=severity(pair) if worth is Worth.SURE else Severity.INFO,
    )
