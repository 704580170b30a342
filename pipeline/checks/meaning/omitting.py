"""A condition that a translation leaves out, or puts another in the place of.

Half of a sentence is gone, and what held in one case holds in all. Knows the names of cues and
their relations, no word and no language. Makes no problem of anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from functools import cache

from pipeline.checks.length import part_of_usual
from pipeline.checks.meaning.negating import is_negative, negations
from pipeline.checks.meaning.waiting import is_numbered
from pipeline.checks.reading import Pair, Reading
from pipeline.language.meaning.cues import Cue, cue_names
from pipeline.language.meaning.lesser_cues import is_known_besides, says_besides
from pipeline.language.meaning.relations import answers_by_condition, beside, names_of, unsaid
from pipeline.language.patterns import lazy
from pipeline.model import Language

__all__ = ["SURE", "each_once", "left_out", "lightly_said", "replaced", "to_be_said"]

SURE = frozenset({"unless", "until"})  # other conditions a language can say by grammar alone
_WITHOUT_CLAUSE = 0.7  # of the usual length: correct translations have 0.7 and more
_WITHOUT_HALF = 0.55
_NEXT = 20  # code points: "if you have just eaten", "after each main meal"
_BREAK = lazy(r"[,;:.!?…()]")


def to_be_said(source: Reading) -> tuple[Cue, ...]:
    """The conditions of a text that no translation may leave out."""
    names = source.cue_names
    looked_for = (unsaid().keys() & names) - names_of("always-lightly")
    if len(looked_for) > 1:  # "only if" is one word in many languages
        looked_for -= names_of("half")
    return tuple(
        cue
        for cue in (each_once(source.cues) if looked_for else ())
        if cue.name in looked_for
        and (cue.name not in names_of("counts") or _has_number(source))
        # "you are alone" is no condition: "somebody else is there" says that you are not
        and (cue.kind == "condition" or cue.name not in names_of("opens"))
        and (_is_hinged(cue, source) or _is_at_an_end(cue, source) or _is_behind_but(cue, source))
    )


def lightly_said(source: Reading) -> tuple[Cue, ...]:
    """The conditions and limits that a free translation may do without: "only" before anything.

    "It takes only five minutes" is "it takes five minutes"; "take it only at night" is an order.
    """
    lightly = names_of("lightly")
    if lightly.isdisjoint(source.cue_names):
        return ()
    surely = {cue.name for cue in source.once(to_be_said)}
    return tuple(
        cue
        for cue in each_once(source.cues)
        if cue.name in lightly and cue.kind in ("condition", "limit")
        if cue.name not in surely or cue.name in names_of("clause")
        if cue.name not in names_of("counts") or _has_number(source)
        if cue.name not in names_of("numbered") or is_numbered(cue, source, is_one=True)
        if beside("spared").get(cue.name, frozenset()).isdisjoint(source.cue_names)
        if _is_asked(cue.name, source)
    )


def _is_asked(name: str, source: Reading) -> bool:
    """Whether a text has the words that this is looked for by, where not every one will do."""
    asked = beside("asked").get(name)
    return asked is None or any(
        says_besides(each, source.visible, source.language) for each in asked
    )


def _is_hinged(cue: Cue, source: Reading) -> bool:
    """Whether the text has what this depends on, right before it where it has to stand there.

    "Before eating" is to be said; "two days before the test, eat only this" may say "eat" by any
    word for it.
    """
    hinges = beside("hinges").get(cue.name)
    if hinges is None:
        return True
    if cue.name not in names_of("right-behind"):
        return not hinges.isdisjoint(source.cue_names)
    return any(
        each.name in hinges
        and 0 <= cue.start - each.end <= _NEXT
        and _BREAK.search(source.visible, each.end, cue.start) is None
        for each in source.cues
    )


def _has_number(reading: Reading) -> bool:
    """Whether a text counts anything: "lower" is no limit in "capital or lower case"."""
    figures = reading.figures
    return bool(figures.figures or figures.words)


def _is_at_an_end(cue: Cue, reading: Reading) -> bool:
    """ "Only a doctor may", "for external use only": every language says this, and not "alone"."""
    if cue.kind != "condition":
        return False
    if cue.name in names_of("opens") and not reading.visible[: cue.start].strip(" *_"):
        return True
    return cue.name in names_of("closes") and not reading.visible[cue.end :].strip(" *_.!")


def _is_behind_but(cue: Cue, reading: Reading) -> bool:
    """ "Children may come, but only with an adult": without its "only" this says nothing."""
    against = names_of("against")
    return any(each.name in against and each.end + 1 == cue.start for each in reading.cues)


def replaced(pair: Pair) -> Iterator[tuple[Cue, Cue]]:
    """A condition that nothing in the translation says, with the one that stands there instead."""
    names = pair.source.cue_names
    # "otherwise" translates itself, and "told to stop"
    there = pair.target.cue_names - ({"un", "stop", "vanish"} & names)
    if _is_limited_by_not(pair):
        there -= names_of("plain")
    for cue in each_once(pair.source.cues):
        if cue.name not in SURE or not answers_by_condition()[cue.name].isdisjoint(there):
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


def left_out(conditions: Iterable[Cue], pair: Pair, *, lightly: bool = False) -> Iterator[Cue]:
    """Those that nothing in the translation says: half of the sentence was left out.

    `lightly`: the word alone may be gone, so that the length of the translation says nothing.
    """
    new = pair.target.cue_names - pair.source.cue_names - names_of("plain")
    for cue in conditions:
        answers = _answers(cue.name, pair) if lightly else _sure_answers(cue.name, pair)
        if not answers.isdisjoint(new) or cue.name in pair.target.cue_names:
            continue  # nearly always
        if not lightly and part_of_usual(pair) >= _least_part(cue.name):
            continue
        if not _is_known(cue.name, pair.target.language):
            continue
        if _says_besides(cue, pair.target) or (lightly and _says_lightly(cue, pair.target)):
            continue
        if answers.isdisjoint(_said_more_often(cue.name, pair)):
            yield cue


def _sure_answers(name: str, pair: Pair) -> Set[str]:
    """What may say it: "do not, unless" is "do not, if not", and no "un" of anything else is that.

    Where the "not" of the order is all that the translation negates, nothing is left for "if not".
    """
    vaguely = beside("unsaid-vaguely").get(name)
    plain = names_of("plain")
    if vaguely is None or plain.isdisjoint(pair.source.cue_names):
        return unsaid()[name]
    said, heard = (
        sum(map(plain.__contains__, text.cues_named)) for text in (pair.source, pair.target)
    )
    if not heard or heard > said or "un" not in pair.target.cue_names:
        return unsaid()[name]
    return unsaid()[name] - vaguely


def _answers(name: str, pair: Pair) -> Set[str]:
    """What may say it: "not until" is "only when", and "until" is no "when" elsewhere.

    Nor is "not until" a "not when", where nothing is negated once more: "not if it is not dry".
    """
    plainly = beside("unsaid-plainly").get(name)
    if plainly is None:
        return unsaid()[name]
    if is_negative(pair.source) and (
        not is_negative(pair.target) or len(negations(pair.target)) > len(negations(pair.source))
    ):
        return unsaid()[name]
    return plainly


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


def _says_lightly(cue: Cue, target: Reading) -> bool:
    names = beside("told-lightly").get(cue.name, frozenset())
    return any(says_besides(each, target.visible, target.language) for each in names)


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


def each_once(cues: Iterable[Cue]) -> Iterable[Cue]:
    """The first of each name."""
    return {cue.name: cue for cue in reversed(tuple(cues))}.values()
