"""Checks of what is not in the language of the translation although its script is.

Another script is seen by the checks of script. Here words tell: small words that one language has
and the other has not (`language.function_words`). Whole sentences that equal the source are the
business of `completeness`, those of a third language that of `wrong_language`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from itertools import pairwise

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Pair, Reading, Word
from pipeline.checks.wording import excerpt
from pipeline.language import cldr
from pipeline.language.function_words import foreign_words, function_words
from pipeline.language.loans import (
    is_citation,
    lone_words,
    plain_words,
    telling_words,
    untouched_spans,
)
from pipeline.language.patterns import lazy
from pipeline.language.words import folded_words
from pipeline.model import Language, Severity

RUN = 3  # words in a row that stand so in the source are no accident
TELLING_IN_RUN = 2  # of them are small words that only the source's language has
LONG_RUN = 4  # of so many one such word is enough: "does not go away"
ENGLISH = Language("en")
_GAP = re.compile(r"[,;*_]*\s+[*_]*")
_JOINTS = frozenset(
    "-‐‑/@_:.{}%=|'"
)  # before a word; behind it, but for the full stop and the colon


def _has_foreign_word(language: Language) -> Callable[[str], bool]:
    """Of a piece of text: a small word of other languages that this one does not have."""
    foreign = foreign_words(language.base)
    if not cldr.separates_words(language):
        return lambda _: bool(foreign)
    return lambda piece: not foreign.isdisjoint(folded_words(piece, language))


@check(
    "source-residue",
    Scope.UNIT,
    Severity.ERROR,
    needs_visible_in=_has_foreign_word,
    examples=(
        Fires(
            "Stop taking the tablets and call your doctor if you feel dizzy.",
            "Deje de tomar los comprimidos y llame a su médico if you feel dizzy.",
            "es",
            "'if you feel dizzy'",
        ),
        Fires(
            "Do not drive until the effect of the medicine has worn off.",
            "Niet rijden until the effect of the medicine is uitgewerkt.",
            "nl",
            "'until the effect of the medicine'",
        ),
        Fires(
            "Rest for a few days, but do not stay in bed.",
            "Hãy nghỉ ngơi vài ngày, but do not stay in bed.",
            "vi",
            "'but do not stay in bed'",
        ),
        Fires(
            "See a doctor if the pain does not go away.",
            "Acuda al médico si el dolor does not go away.",
            "es",
            "'does not go away'",
        ),
        Passes(
            "See *The Back Book* and “How to stay on your feet”.",
            "Véase *The Back Book* y “How to stay on your feet”.",
            "es",
        ),
        Passes(
            "The National Institute for Health and Care Excellence advises exercise.",
            "Das National Institute for Health and Care Excellence rät zu Bewegung.",
            "de",
        ),
        Passes(
            "Rest for a few days, but do not stay in bed.",
            "Odpočívejte několik dní, ale nezůstávejte v posteli.",
            "cs",
        ),
    ),
)
def source_residue(pair: Pair, context: Context) -> Iterator[Problem]:
    """Some words of the source stand in the translation, untranslated.

    A sentence that is half in another language is half understood, and the other half may be the
    warning. Names, and titles in quotes or italics, may stay.
    """
    telling = telling_words(context.facts.source_language, context.language)
    script = cldr.default_script(pair.source.language)
    if script != cldr.default_script(pair.target.language):
        return  # stray-fragment sees it
    if not telling or not _has_words(pair.target, telling, 1):
        return
    if pair.source.text == pair.target.text or is_citation(pair.target.text):
        return
    for start, end in _residue(pair, telling):
        yield Problem(
            f"{excerpt(pair.target.text[start:end])} was left as it is in the source",
            (start, end),
            "translate it, or put a title into quotation marks",
        )


def _plain(reading: Reading) -> frozenset[str]:
    """What of a source is plain, and small but for its first word: no name in its translation."""
    known = plain_words(reading.language) | lone_words(reading.language)
    return frozenset(
        word.folded
        for index, word in enumerate(reading.words)
        if word.folded in known and (not index or reading.text[word.start].islower())
    )


def _plain_in(language: Language) -> Callable[[str], frozenset[str]]:
    known = plain_words(ENGLISH, language) | lone_words(ENGLISH, language)
    return lambda piece: known.intersection(folded_words(piece, language)) if known else frozenset()


@check(
    "source-word-left",
    Scope.UNIT,
    Severity.WARNING,
    needs_topic=lambda source: source.once(_plain),
    needs_topic_in=_plain_in,
    examples=(
        Fires(
            "Your doctor will check your blood pressure.",
            "Su médico comprobará su blood pressure.",
            "es",
            "'blood pressure'",
        ),
        Fires("It may cause dizziness.", "Es kann dizziness verursachen.", "de", "'dizziness'"),
        Fires("Warning: do not drive.", "Warning: no conduzca.", "es", "'Warning'"),
        Fires(
            "Take it twice a day with food.", "Prenez-le 2 fois par jour avec food.", "fr", "'food'"
        ),
        Passes("Avoid fast food.", "Evite la fast food.", "es"),
        Passes(
            "The chronic disease COPD is common.",
            "La EPOC (chronic obstructive pulmonary disease) es frecuente.",
            "es",
        ),
        Passes("Drink water.", "Drink water.", "nl"),
        Passes("Read “Living with pain”.", "Lisez « Living with pain ».", "fr"),
        Passes("Visit www.take-care.example.", "Visite www.take-care.example.", "es"),
    ),
)
def source_word_left(pair: Pair, context: Context) -> Iterator[Problem]:
    """A single word of the source stands in the translation, untranslated.

    "Puede causar dizziness" warns nobody. Only everyday words that the language of the translation
    has not, in languages with which they were compared; small in both texts, or the first word of
    both. Any other with a capital may be a name, and a title in quotes or italics may stay, as may
    what an acronym stands for. Words of many loans ("ice cream") tell only where they stand alone.
    """
    language = context.language
    lone = lone_words(pair.source.language, language) & pair.source.once(_plain)
    left = plain_words(pair.source.language, language) & pair.source.once(_plain) | lone
    if left.isdisjoint(pair.target.vocabulary) or pair.source.text == pair.target.text:
        return
    telling = telling_words(context.facts.source_language, language)
    if is_citation(pair.target.text) or any(_residue(pair, telling)):
        return  # source-residue tells of a run of words
    text, words, skipped = pair.target.text, pair.target.words, untouched_spans(pair.target.text)
    indexes = [
        index
        for index, word in enumerate(words)
        if word.folded in left
        and (text[word.start].islower() or (not index and _begins_alone(pair)))
        and not _is_part(text, word)
        and not any(a <= word.start and word.end <= b for a, b in skipped)
        and not (word.folded in lone and (text[word.start].isupper() or _is_in_loan(pair, index)))
    ]
    for first, last in _runs(indexes):
        start, end = words[first].start, words[last].end
        if _explains_acronym(text, start):
            continue
        yield Problem(
            f"{excerpt(text[start:end])} was left as it is in the source",
            (start, end),
            "translate it, or put a title into quotation marks",
        )


def _is_in_loan(pair: Pair, index: int) -> bool:
    """Whether a word beside this one may be of the source too: "fast food", "trial and error"."""
    own = function_words(pair.target.language.base)
    beside = (*pair.target.folded[max(0, index - 1) : index], *pair.target.folded[index + 1 :][:1])
    return any(word in pair.source.vocabulary and word not in own for word in beside)


def _explains_acronym(text: str, start: int) -> bool:
    """Whether the words are in brackets beside an acronym: "EPOC (obstructive disease, COPD)"."""
    opening = text.rfind("(", 0, start)
    if opening < 0 or ")" in text[opening:start]:
        return False
    closing = text.find(")", start)
    return _ACRONYM.search(text, max(0, opening - _NEAR), closing + 1 or len(text)) is not None


_ACRONYM = lazy(r"(?<![^\W_])[A-Z]{2,6}(?![^\W_])")
_NEAR = 8  # code points before a bracket: an acronym and a space


def _begins_alone(pair: Pair) -> bool:
    """Whether both texts begin with one word, and go on otherwise: "Warning: no conduzca"."""
    one, other = pair.source.folded[:2], pair.target.folded[:2]
    return one[:1] == other[:1] and one != other


def _is_part(text: str, word: Word) -> bool:
    """Whether the word is a part of an address or of a compound: "take-care.example"."""
    before, after = text[max(0, word.start - 1) : word.start], text[word.end : word.end + 2]
    goes_on = after[:1] in _JOINTS - {".", ":"} or (after[:1] == "." and after[1:].isalnum())
    return (before in _JOINTS and before != "") or goes_on


def _has_words(reading: Reading, words: Set[str], count: int) -> bool:
    """Whether so many of the text's words, repeated ones too, are among `words`."""
    return not words.isdisjoint(reading.vocabulary) and (
        sum(map(words.__contains__, reading.folded)) >= count
    )


def _residue(pair: Pair, telling: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Runs of words that stand so in the source and can't be of the target's language."""
    text, words = pair.target.text, pair.target.words
    known = set(_triples(pair.source.words))
    skipped = untouched_spans(text)
    # "on-the-spot" is one word: only words with a space between them follow each other here.
    joined = [_GAP.fullmatch(text, a.end, b.start) is not None for a, b in pairwise(words)]
    starts = [
        index
        for index, triple in enumerate(_triples(words))
        if triple in known and joined[index] and joined[index + 1]
    ]
    for first, last in _runs(starts):
        run = words[first : last + RUN]
        if _is_left_over(run, text, telling, skipped):
            yield run[0].start, run[-1].end


def _triples(words: tuple[Word, ...]) -> Iterator[tuple[str, str, str]]:
    for one, two, three in zip(words, words[1:], words[2:], strict=False):
        yield one.folded, two.folded, three.folded


def _runs(indexes: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of each stretch of indexes without a gap."""
    for position, index in enumerate(indexes):
        if position == 0 or indexes[position - 1] != index - 1:
            first = index
        if position + 1 == len(indexes) or indexes[position + 1] != index + 1:
            yield first, index


def _is_left_over(
    run: tuple[Word, ...],
    text: str,
    telling: frozenset[str],
    skipped: tuple[tuple[int, int], ...],
) -> bool:
    small = sum(word.folded in telling for word in run)
    # "Institute for Health and Care Excellence": all but the small words have capitals.
    plain = sum(text[word.start].islower() for word in run)
    start, end = run[0].start, run[-1].end
    needed = 1 if len(run) >= LONG_RUN and plain == len(run) else TELLING_IN_RUN
    return (
        small >= needed
        and (plain > small or small == len(run) or plain > len(run) - 1)
        and not any(a <= start and end <= b for a, b in skipped)
    )
