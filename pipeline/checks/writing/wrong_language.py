"""The check that a translation is in the language of its catalog, by its words and its letters.

Which words tell languages apart is known to `language.usual_words`. A text in another script is
the business of `fragments`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Pair, Word
from pipeline.language import cldr
from pipeline.language.loans import is_citation, untouched_spans
from pipeline.language.tables import rows
from pipeline.language.usual_words import Likeness, foreign_words, has_usual_words, likeliest
from pipeline.language.words import folded_words
from pipeline.model import Language, Severity

MIN_FOREIGN = 2  # words that another language has and this one has not
MIN_WORDS = 3  # to tell a language by its words
MIN_WORDS_WITH_LETTERS = 5
MIN_LETTERED = 3  # words with letters that the language never writes
LETTERED_SHARE = 0.3
MIN_IDEOGRAPHS = 12  # in a sentence that Japanese can't write without kana
FULL_STOP = "。"  # of Chinese and Japanese
_SYLLABLES = re.compile(r"\w+(?:[-‐‑]\w+){2,}")  # Vietnamese writes names so: "Na-mi-bi-a"
ENGLISH = Language("en")


def _has_foreign_word(language: Language) -> Callable[[str], bool]:
    """Of a piece of text: a word by which other languages are told from this one."""
    foreign = foreign_words(language.base)
    if not cldr.separates_words(language):
        return lambda _: bool(foreign)
    return lambda piece: not foreign.isdisjoint(folded_words(piece, language))


@cache
def _foreign_letters(base: str) -> frozenset[str]:
    return frozenset(next((letters for tag, letters in rows("letters.tsv") if tag == base), ""))


@check(
    "wrong-language",
    Scope.UNIT,
    Severity.ERROR,
    needs_in=lambda language: _foreign_letters(language.base) | {FULL_STOP},
    needs_visible_in=_has_foreign_word,
    examples=(
        Fires(
            "Do not take this medicine if you are pregnant.",
            "Não tome este medicamento se você está grávida e não consultou um médico.",
            "es",
            "Portuguese",
        ),
        Fires(
            "The pain goes away by itself within a few weeks.",
            "The pain will go away by itself after some weeks.",
            "de",
            "English",
        ),
        Fires(
            "Drink plenty of water and rest at home.",
            "Пийте багато води і відпочивайте вдома, якщо є температура.",
            "ru",
            "Ukrainian",
        ),
        Fires(
            "Do not take it with other painkillers.",
            "این دارو را با داروهای دیگر مصرف نکنید و به پزشک خود بگویید که چه می‌خورید.",
            "ar",
            "Persian",
        ),
        Fires("Take it after meals.", "请在饭后服用这种药物，每天三次。", "ja", "no kana"),
        Fires(
            "Keep your back straight when you lift something heavy.",
            "Giữ lưng thẳng khi nâng vật nặng.",
            "id",
            "does not have the letters",
        ),
        Fires("Bend your knees.", "Mírně ohněte kolena a zvedněte břemeno.", "pl", "letters"),
        Passes(
            "Do not take this medicine if you are pregnant.",
            "No tome este medicamento si está embarazada.",
            "es",
        ),
        Passes(
            "Do not take this medicine if you are pregnant.",
            "Não tome este medicamento se estiver grávida.",
            "pt",
        ),
        Passes(
            "Drink plenty of water and rest at home.",
            "Пийте багато води і відпочивайте вдома.",
            "uk",
        ),
        Passes(
            "Guideline of the Japanese Orthopaedic Association",
            "日本整形外科学会腰椎椎間板ヘルニア診療ガイドライン",
            "ja",
        ),
    ),
)
def wrong_language(pair: Pair, context: Context) -> Iterator[Problem]:
    """The translation is in another language than its catalog.

    It was pasted into the wrong file, or never translated. The patient can't read it, and whoever
    does not know the language can't see it. A warning where few words tell it.
    """
    language = context.language
    if pair.source.text == pair.target.text:
        return  # told by unchanged
    severity = None
    found = _by_letters(pair, language)
    if not found and (likeness := _by_words(pair, language)):
        found = f"{likeness.theirs} of its words are {_name(likeness.base)}"
        severity = None if likeness.theirs > MIN_FOREIGN else Severity.WARNING
    if found := found or _without_kana(pair, language):
        yield Problem(
            f"the translation is not {_name(language.base)}: {found}",
            (0, len(pair.target.text)),
            "put the right translation here",
            severity=severity,
        )


def _name(base: str) -> str:
    return cldr.name_in(Language(base), ENGLISH)


def _by_words(pair: Pair, language: Language) -> Likeness | None:
    strange = {word.folded for word in _lettered(pair, language)}
    # What the source has too is a name, or was left there: for source-residue to tell.
    foreign = pair.target.vocabulary & foreign_words(language.base) | strange
    if len(foreign - pair.source.vocabulary) < MIN_FOREIGN or is_citation(pair.target.text):
        return None
    words = _own_words(pair)
    likeness = likeliest(language.base, words, words & strange)
    if likeness is None or not _is_telling(likeness, len(words)):
        return None
    # Two words say nothing in a language of which not many are known.
    return likeness if likeness.theirs > MIN_FOREIGN or has_usual_words(language.base) else None


def _lettered(pair: Pair, language: Language) -> tuple[Word, ...]:
    """Words with letters that the language never writes; those with a capital may be names."""
    foreign = _foreign_letters(language.base)
    if not foreign or not _has_any(foreign).search(pair.target.text):
        return ()
    return tuple(
        word
        for word in pair.target.words
        if not foreign.isdisjoint(word.folded) and not pair.target.text[word.start].isupper()
    )


def _own_words(pair: Pair) -> frozenset[str]:
    """The words that are the translation's own: no numbers, no titles, nothing that was kept."""
    text = pair.target.text
    skipped = (*untouched_spans(text), *(match.span() for match in _SYLLABLES.finditer(text)))
    return frozenset(
        word.folded
        for word in pair.target.words
        if word.folded not in pair.source.vocabulary
        and not any(char.isdigit() for char in word.folded)
        and not any(start <= word.start < end for start, end in skipped)
    )


def _is_telling(likeness: Likeness, count: int) -> bool:
    """Whether so many of `count` words are in another language that the text is.

    Told so are (python -m pytest tests/checks/writing/test_wrong_language.py): the fewer words, the
    more of them have to be in the other language, and none in its own.
    """
    _, theirs, own, known = likeness
    return (
        (count >= MIN_WORDS and theirs >= MIN_FOREIGN and not own and known >= 0.5 * count)
        or (theirs >= 3 and theirs >= 3 * own and known >= 0.35 * count)
        or (theirs >= 5 and theirs >= 4 * own and known >= 0.25 * count)
    )


def _by_letters(pair: Pair, language: Language) -> str:
    lettered = _lettered(pair, language)
    words = pair.target.words
    enough = max(MIN_LETTERED, LETTERED_SHARE * len(words))
    if len(lettered) < enough or len(words) < MIN_WORDS_WITH_LETTERS:
        return ""
    likeness = likeliest(language.base, pair.target.vocabulary)
    foreign = _foreign_letters(language.base)
    letters = " ".join(sorted({char for word in lettered for char in word.folded} & foreign))
    name = f", so that it may be {_name(likeness.base)}" if likeness else ""
    return f"it does not have the letters {letters}{name}"


@cache
def _has_any(letters: frozenset[str]) -> re.Pattern[str]:
    """Looks for one of these letters: in a tenth of the time of making a set of a text's."""
    return re.compile(f"[{re.escape(''.join(sorted(letters)))}]")


def _without_kana(pair: Pair, language: Language) -> str:
    if FULL_STOP not in pair.target.text or "Hiragana" not in cldr.expected_scripts(language):
        return ""
    letters = [char for char in pair.target.characters if char.isalpha() and char > "\u2fff"]
    if len(letters) < MIN_IDEOGRAPHS or any("\u3041" <= char <= "\u30ff" for char in letters):
        return ""
    return "it has no kana, as if it were Chinese"
