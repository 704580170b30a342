"""Checks of completeness: whether there is a translation that may be shown to a patient."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Pair, Reading, Word
from pipeline.checks.wording import code_points, excerpt
from pipeline.language.amounts.units import normalize, unit_spellings
from pipeline.language.cldr import separates_words
from pipeline.language.loans import (
    international_words,
    is_citation,
    label_words,
    plain_words,
    telling_words,
    untouched_spans,
)
from pipeline.language.medicines import is_medicine
from pipeline.model import Language, Severity, State

INVISIBLE = frozenset({"Cf", "Cc", "Zs"})  # general categories
FEW_WORDS = 2  # of so few, a name or a shared word can't be told from one left behind
MANY_LETTERS = 12  # the same for writing without spaces, where a run of letters is no word
ANY_LIVE = frozenset({State.UNTRANSLATED, State.FUZZY, State.TRANSLATED})


@check(
    "untranslated",
    Scope.UNIT,
    Severity.ERROR,
    states=frozenset({State.UNTRANSLATED}),
    plural=True,
    examples=(
        Passes("Keep moving.", "Siga moviéndose.", "es"),
        Fires("Keep moving.", "", "es", "'Keep moving.'"),
    ),
)
def untranslated(pair: Pair, _context: Context) -> Iterator[Problem]:
    """The sentence has no translation.

    The leaflet shows the whole paragraph in the source language instead, which the patient may not
    be able to read.
    """
    yield Problem(
        f"no translation of {excerpt(pair.source.text)}",
        hint="write one into msgstr",
    )


@check(
    "fuzzy",
    Scope.UNIT,
    Severity.ERROR,
    states=frozenset({State.FUZZY}),
    plural=True,
    examples=(
        Passes("Take 50 mg.", "Tome 50 mg.", "es"),
        Fires("Take 50 mg.", "Tome 5 mg.", "es", "'Take 50 mg.'", fuzzy=True),
    ),
)
def fuzzy(pair: Pair, _context: Context) -> Iterator[Problem]:
    """The translation is marked fuzzy: it belongs to an earlier or a similar sentence.

    A fuzzy translation may say the opposite of the source, so it is never published. The leaflet
    shows the paragraph in the source language until somebody has read it.
    """
    yield Problem(
        f"the translation of {excerpt(pair.source.text)} is fuzzy: nobody has confirmed it",
        hint="compare it with the source, correct it, then remove the mark 'fuzzy'",
    )


@check(
    "blank-translation",
    Scope.UNIT,
    Severity.ERROR,
    needs_start=lambda first: not first or unicodedata.category(first) in INVISIBLE,
    examples=(
        Passes("Keep moving.", "Bleiben Sie in Bewegung.", "de"),
        Fires("Keep moving.", "\u200b", "de", "U+200B"),
    ),
)
def blank_translation(pair: Pair, _context: Context) -> Iterator[Problem]:
    """The translation holds nothing that can be seen.

    Zero-width and direction marks count as text for a program, so that such a sentence passes as
    translated, and disappears from the leaflet.
    """
    text = pair.target.text
    if all(unicodedata.category(char) in INVISIBLE for char in pair.target.characters):
        yield Problem(
            f"the translation is blank: it consists of {code_points(text)} only",
            (0, len(text)),
            "translate the sentence, or empty msgstr",
        )


@check(
    "plural-unit",
    Scope.UNIT,
    Severity.WARNING,
    states=ANY_LIVE,
    plural=True,
    needs_pair=lambda pair, _: pair.standing.is_plural,
    examples=(
        Passes("Take one tablet.", "Tome un comprimido.", "es"),
        Fires(
            "Take %d tablet.",
            "",
            "es",
            "plural",
            plural=("Take %d tablets.", "Tome %d comprimido.", "Tome %d comprimidos."),
        ),
    ),
)
def plural_unit(pair: Pair, _context: Context) -> Iterator[Problem]:
    """The entry has plural forms, which leaflets do not use and these checks do not compare.

    It is kept as it is. Its numbers and markup have to be read by a person.
    """
    if pair.standing.is_plural:
        yield Problem(
            f"{excerpt(pair.source.text)} has plural forms, which are not checked",
            hint="compare every form with the source yourself",
        )


@check(
    "unchanged",
    Scope.UNIT,
    Severity.WARNING,
    needs_pair=lambda pair, _: abs(len(pair.source.text) - len(pair.target.text)) <= 1,
    examples=(
        Fires(
            "Talk to your doctor if the pain gets worse.",
            "Talk to your doctor if the pain gets worse.",
            "es",
            "the source word for word",
        ),
        Fires("Do not drive.", "do not drive", "vi", "the source word for word"),
        Fires("Lumbar disc herniation", "Lumbar disc herniation", "pt-BR", "word for word"),
        Fires("Side effects", "Side effects", "fr-CH", "'Side effects'"),
        Fires("Warning", "Warning", "es", "'Warning'"),
        Fires("Keep moving every day.", "Keep moving every day.", "ru", "word for word"),
        Passes("Vitamin D: 400 IU", "Vitamin D: 400 IU", "de"),
        Passes("Ibuprofen 400 mg", "Ibuprofen 400 mg", "id"),
        Passes("MRI", "MRI", "nl"),
        Passes("Massage", "Massage", "fr"),
        Passes("info@example.org", "info@example.org", "fr"),
        Passes("Massachusetts General Hospital", "Massachusetts General Hospital", "it"),
        Passes("Talk to your doctor.", "Talk to your doctor.", "en-GB"),
        Passes(
            "Deyo RA, et al. Trends in the use of opioids. *Spine* 2011;36:1.",
            "Deyo RA, et al. Trends in the use of opioids. *Spine* 2011;36:1.",
            "tr",
        ),
    ),
)
def unchanged(pair: Pair, context: Context) -> Iterator[Problem]:
    """The translation is the source, word for word.

    Whoever reads the leaflet in translation does so because the source can't be read. Names,
    medicines, codes, units, addresses and words that many languages share may stay. A text of one
    or two words is told where they are everyday words that the language does not have.
    """
    source, target = pair.source, pair.target
    if abs(len(source.text) - len(target.text)) > 1 or _bare(source.text) != _bare(target.text):
        return
    if source.language.base == target.language.base or is_citation(source.text):
        return
    words = [word for word in source.words if not _may_stay(word, source.text, context)]
    telling = telling_words(source.language, target.language)
    told = sum(word.folded in telling for word in words)
    lower = sum(source.text[word.start].islower() for word in words)
    is_wordy = len(words) > FEW_WORDS and lower > 1
    is_long = not separates_words(source.language) and _letters(words, source) >= MANY_LETTERS
    if not (told or is_wordy or is_long or _is_label(words, source, target.language)):
        return
    severe = told > 1 and len(words) > 2 * FEW_WORDS - 1
    yield Problem(
        f"the translation of {excerpt(source.text)} is the source word for word",
        (0, len(target.text)),
        "translate it; a name that stays as it is belongs into the termbase with the rule keep",
        severity=Severity.ERROR if severe else None,
    )


def _is_label(words: list[Word], source: Reading, language: Language) -> bool:
    """Whether a text of few words is an everyday one: "Side effects", "Warning", "Back Pain".

    One that is small is no name, nor is one that small words follow; and where all are everyday
    words, the whole is none.
    """
    known = label_words(source.language, language)
    skipped = untouched_spans(source.text)
    plain = [
        word
        for word in words
        if word.folded in known and not any(a <= word.start < b for a, b in skipped)
    ]
    if not plain:
        return False
    small = [word for word in words if source.text[word.start].islower()]
    is_sentence = plain[0] is words[0] and len(small) == len(words) - 1 > 0
    return is_sentence or len(plain) == len(words) or any(word in small for word in plain)


def _bare(text: str) -> str:
    """The text without case and final mark."""
    return text.casefold().rstrip(" .!?:…。")


def _letters(words: list[Word], reading: Reading) -> int:
    """How many letters they have; a name in Latin letters stays as it is in every language."""
    return sum(
        word.end - word.start for word in words if not reading.text[word.start : word.end].isascii()
    )


def _may_stay(word: Word, text: str, context: Context) -> bool:
    """Whether a word can be the same in both languages: a code, a name that is kept, a medicine."""
    written = text[word.start : word.end]
    return (
        word.end - word.start == 1
        or (
            written.isupper()
            and word.folded not in plain_words(context.facts.source_language, context.language)
        )
        or any(character.isdigit() for character in written)
        or word.folded in international_words()
        or word.folded in _kept_words(context.facts.words_kept_in(context.language))
        or word.folded in _kept_words(context.allow)
        or is_medicine(written)
        or normalize(written) in unit_spellings(context.language).after
    )


@lru_cache(maxsize=64)
def _kept_words(wordings: frozenset[str]) -> frozenset[str]:
    """Every word of these names, lower case."""
    return frozenset(part for wording in wordings for part in wording.lower().split())
