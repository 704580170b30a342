"""A time that has to pass: "wait 30 minutes before eating" is "eat after 30 minutes".

There "before" becomes "after" and nothing is wrong. Knows the names of cues and where the number
stands, no word and no language but those that put "after" behind the time. Makes no problem of
anything.
"""

from __future__ import annotations

from pipeline.checks.reading import Pair, Reading
from pipeline.language.amounts.number_words import value_of
from pipeline.language.meaning.cues import Cue
from pipeline.language.meaning.relations import names_of
from pipeline.language.patterns import lazy

__all__ = ["is_numbered", "is_waited"]

_AROUND = " .,;:!?*_"  # a quoted word, in its marks
_NEXT, _NEXT_WORDS = 40, 3  # code points, and words, in which the number of a time stands
_ONLY_THEN = frozenset({"only", "not-until"})
_STOP = lazy(r"[.;:!?](?!\d)")
_TIME = lazy(r"[^.;:!?]{0,20}?\d[\d.,\u2013-]*\s+\w+\s*")
_TIME_AHEAD = lazy(r"\d\D{0,25}$")
_TIME_BEFORE = lazy(r"\d\s\w+\s$")
_TIME_BEHIND = lazy(r"\W{0,3}(?:\w+\W)?\d")
_TWO = 2


def is_waited(said: Cue, other: Cue, pair: Pair) -> bool:
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
    if not any(cue.name in brief and is_numbered(cue, pair.source) for cue in pair.source.cues):
        return False
    if pair.target.language.base in names_of("postposes"):
        return _TIME_AHEAD.search(pair.target.visible[: other.start]) is not None
    return is_numbered(other, pair.target)


def is_numbered(cue: Cue, text: Reading, *, is_one: bool = False) -> bool:
    """Whether a number stands right behind it; not "one", which is an article as well.

    `is_one`: or "one" does, with nothing in between.
    """
    following = text.visible[cue.end : cue.end + _NEXT].split()[:_NEXT_WORDS]
    values = [value_of(word.strip(_AROUND).lower(), text.language) for word in following]
    if is_one and values[:1] == [1]:
        return True
    return any(any(map(str.isdigit, word)) for word in following) or any(
        value is not None and value > 1 for value in values
    )
