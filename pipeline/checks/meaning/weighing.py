"""What a negation is worth that one of two texts has, or a contrary: told, a hint, or nothing.

No list of what may stand for a "not" is ever complete. Where translators of right texts say a thing
by a negation that the source says without one, or the other way round, more evidence is asked for.
Nothing is asked of a text that is marked as critical. Measured on 7,946 right pairs with the lists
of words of a day on which nobody had read them; the numbers stand with each rule. Knows the names
of cues, no word and no language. Makes no problem of anything.
"""

from __future__ import annotations

from enum import StrEnum

from pipeline.checks.meaning.negating import is_negative
from pipeline.checks.reading import Pair, Reading
from pipeline.language.cldr import separates_words
from pipeline.language.meaning.cues import Cue
from pipeline.language.meaning.lesser_cues import is_known_besides, said_besides, says_besides
from pipeline.language.meaning.relations import names_of, pairs_of
from pipeline.language.patterns import lazy

__all__ = ["Worth", "worth_of_added", "worth_of_contrary", "worth_of_lost"]

_BRIEF = 12  # words: of more, one negation of several is said otherwise too often
_CASES = frozenset({"if", "when", "because", "even-if"})
_NOT_YET = frozenset({"until", "before", "not-until", "not-yet"})
_SINCE = frozenset({"after", "from-on", "as-soon", "and-then"})
_SHORT = 6  # words: in so few each is near the other
_APART = 0.35  # of the text: as far as a word may have moved in languages of one order
_NEXT = 14  # code points between a negation and the "if" behind it
_BREAK = lazy(r"[,;:.!?…()،؛؟۔।॥、，。；：！？（）።፣፤፥։՝၊။៖។](?!\d)")


class Worth(StrEnum):
    """How much is made of it."""

    SURE = "sure"
    SLIGHT = "slight"  # a hint, which is no alarm
    NONE = "none"


def worth_of_added(cue: Cue, pair: Pair) -> Worth:
    """Of a negation that only the translation has."""
    if pair.critical:
        return Worth.SURE
    source, target = pair.source, pair.target
    if cue.name in names_of("feeble"):
        return Worth.NONE  # 12 in vain, and 2 of 2,404 that were seeded
    if is_negative(source) and not _NOT_YET.isdisjoint(source.cue_names | target.cue_names):
        return Worth.NONE  # "keep off until" is "not to go there, until"
    if says_besides("any-longer", _around(cue, target), target.language):
        return Worth.NONE  # what has ended is "no longer so", and every verb may say that it has
    if is_negative(source) and _length(source) > _BRIEF:
        return Worth.SLIGHT  # both: 30 in vain, 4 of 43
    if _is_no_counterpart(cue, source):
        return Worth.SLIGHT  # 15 in vain, 16 of 2,404
    return Worth.SLIGHT if _is_in_case(cue, target) else Worth.SURE  # 38 in vain, 263 of 2,404


def worth_of_lost(pair: Pair, *, is_counted: bool) -> Worth:
    """Of a negation that only the source has; whether it is missed only by counting."""
    source, target = pair.source, pair.target
    if pair.critical or not is_counted:
        return Worth.SURE
    if _is_dated_otherwise(source, target):
        return Worth.SLIGHT
    if not is_negative(target):
        return Worth.SURE
    if _has_ended(source) and not _has_ended(target):
        return Worth.NONE  # "frozen or no longer clear" is "frozen or cloudy"
    return Worth.SURE if _length(source) <= _BRIEF else Worth.SLIGHT  # 14 in vain, 25 of 126


def worth_of_contrary(said: Cue, stands: Cue, pair: Pair) -> Worth:
    """Of a contrary that a translation has of what the source says.

    "Empty the bag when it is full": what stands at the other end of the sentence is no word in its
    place, where both languages have the same order of words. In more than six words 13 of 18 in
    vain stood so far apart, and 22 of 224 mistakes. The right knee is never the left one, wherever
    it stands.
    """
    languages = {pair.source.language.base, pair.target.language.base}
    if pair.critical or _length(pair.source) <= _SHORT or languages & names_of("reordered"):
        return Worth.SURE
    firm = pairs_of("firm")
    if (said.name, stands.name) in firm or (stands.name, said.name) in firm:
        return Worth.SURE
    apart = abs(_place(said, pair.source) - _place(stands, pair.target))
    return Worth.SURE if apart < _APART else Worth.SLIGHT


def _place(cue: Cue, text: Reading) -> float:
    """Where it stands, from 0 at the start to 1 at the end."""
    return cue.start / max(len(text.visible.rstrip()) - (cue.end - cue.start), 1)


def _length(text: Reading) -> int:
    return len(text.visible.split())


def _is_no_counterpart(cue: Cue, source: Reading) -> bool:
    """Whether this is a "without" for which the source has no "with".

    "Open", "walk-in", "free of" are "without" something in many languages.
    """
    return (
        cue.name == "without"
        and is_known_besides("with", source.language)
        and not says_besides("with", source.visible, source.language)
    )


def _has_ended(text: Reading) -> bool:
    """Whether something is "no longer" so; "no longer than a week" is a limit."""
    place = said_besides("any-longer", text.visible, text.language)
    return place is not None and not any(
        cue.kind == "limit" and cue.start < place[1] and place[0] < cue.end for cue in text.cues
    )


def _is_dated_otherwise(source: Reading, target: Reading) -> bool:
    """Whether "do not go back until it is over" is "go back after it is over".

    A translation that has lost its "not" has its "until" still.
    """
    return (
        "until" in source.cue_names
        and _NOT_YET.isdisjoint(target.cue_names)
        and not _SINCE.isdisjoint(target.cue_names)
    )


def _clause(cue: Cue, text: Reading) -> tuple[int, int]:
    """Where the words around it begin and end, between two marks."""
    breaks = [match.start() for match in _BREAK.finditer(text.visible)]
    start = max((each for each in breaks if each < cue.start), default=0)
    return start, min((each for each in breaks if each >= cue.end), default=len(text.visible))


def _around(cue: Cue, text: Reading) -> str:
    return text.visible[slice(*_clause(cue, text))]


def _is_in_case(cue: Cue, text: Reading) -> bool:
    """Whether it is said of a case: "if the pain does not pass" for "if the pain persists".

    What ails somebody is said by either of two contraries, and what is to be done is not.
    """
    start, end = _clause(cue, text)
    cases = [each for each in text.cues if each.name in _CASES and start <= each.start < end]
    if text.language.base in names_of("trails"):
        return any(0 <= each.start - cue.end <= _NEXT for each in cases)
    return any(
        each.start < cue.start and not _says_then(text, each.end, cue.start) for each in cases
    )


def _says_then(text: Reading, start: int, end: int) -> bool:
    """Whether what is to be done in the case begins in between: by "then", in Thai by a space."""
    between = text.visible[start:end]
    if not separates_words(text.language):
        return " " in between
    return says_besides("then", between, text.language)
