"""The check that a translation is in the language of its catalog, by its words and its letters.

Which words tell languages apart is known to `language.usual_words`. A text in another script is
the business of `fragments`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Pair, Passage, Reading, Word
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
_END = re.compile(r"[.!?…։।۔؟]['\"”’»)\]*_]*\s+")  # of a sentence, or of an abbreviation
_SYLLABLES = re.compile(r"\w+(?:[-‐‑]\w+){2,}")  # Vietnamese writes names so: "Na-mi-bi-a"
ENGLISH = Language("en")
Span = tuple[int, int]


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
    severity, span = None, (0, len(pair.target.text))
    found = _by_letters(pair, language)
    # What the source has too is a name, or was left there: for source-residue to tell.
    if not found and (told := _by_words(pair.target, pair.source.vocabulary)):
        likeness, span = told
        found = f"{likeness.theirs} of its words are {_name(likeness.base)}"
        severity = None if likeness.theirs > MIN_FOREIGN else Severity.WARNING
    if found := found or _without_kana(pair, language):
        yield Problem(
            f"the translation is not {_name(language.base)}: {found}",
            span,
            "put the right translation here",
            severity=severity,
        )


@check(
    "wrong-language-in-source",
    Scope.SEGMENT,
    Severity.ERROR,
    examples=(
        Passes("Keep the wound dry and clean.", "", "en"),
        Passes("Mantenga la herida seca y limpia.", "", "es"),
        Passes("See “Mantenga la herida seca” and ask your doctor.", "", "en"),
        Passes("Ask the Asociación Española de Pediatría or Médecins Sans Frontières.", "", "en"),
        Fires("Mantenga la herida seca y limpia.", "", "en", "Spanish"),
        Fires("Halten Sie die Wunde trocken und sauber.", "", "en", "German"),
        Fires("Keep the wound dry and clean.", "", "de", "English"),
    ),
)
def wrong_language_in_source(passage: Passage, _context: Context) -> Iterator[Problem]:
    """A sentence of an article is in another language than the article.

    It was left there by a translation of the article, or pasted with a text. All translators are
    given it as if it were to be translated, and the article's own leaflet has it as it is.
    """
    reading = passage.reading
    likeness, span = _by_words(reading, frozenset()) or (None, None)
    if likeness and likeness.theirs > MIN_FOREIGN:
        yield Problem(
            f"the sentence is not {_name(reading.language.base)}: "
            f"{likeness.theirs} of its words are {_name(likeness.base)}",
            span,
            "write it in the language of the article, or mark it: "
            f'<span lang="{likeness.base}">…</span>',
        )


def _name(base: str) -> str:
    return cldr.name_in(Language(base), ENGLISH)


def _by_words(reading: Reading, skipped: frozenset[str]) -> tuple[Likeness, Span] | None:
    """What the text is more like than its own language, or one sentence of several; and where."""
    base = reading.language.base
    strange = {word.folded for word in reading.once(_lettered)}
    foreign = (reading.vocabulary & foreign_words(base) | strange) - skipped
    if len(foreign) < MIN_FOREIGN or is_citation(reading.text):
        return None
    words = [word for word in _plain_words(reading) if word.folded not in skipped]
    whole = (0, len(reading.text))
    for span in (whole, *(_sentences(reading.text) if len(foreign) > MIN_FOREIGN else ())):
        part = frozenset(word.folded for word in words if span[0] <= word.start < span[1])
        likeness = likeliest(base, part, part & strange)
        # One sentence of several has to be told by more than two words.
        enough = likeness is not None and (span == whole or likeness.theirs > MIN_FOREIGN)
        if likeness and enough and _is_telling(likeness, len(part), reading.language):
            return likeness, span
    return None


def _sentences(text: str) -> list[Span]:
    """Where the sentences of a text begin and end that has more than one."""
    ends = [match.end() for match in _END.finditer(text)]
    return list(pairwise((0, *ends, len(text)))) if ends else []


def _lettered(reading: Reading) -> tuple[Word, ...]:
    """Words with letters that the language never writes; those with a capital may be names."""
    foreign = _foreign_letters(reading.language.base)
    if not foreign or not _has_any(foreign).search(reading.text):
        return ()
    return tuple(
        word
        for word in reading.words
        if not foreign.isdisjoint(word.folded) and not reading.text[word.start].isupper()
    )


def _plain_words(reading: Reading) -> list[Word]:
    """The words that are the text's own: no numbers, no titles, and in a source no names."""
    text = reading.text
    skipped = (*untouched_spans(text), *(match.span() for match in _SYLLABLES.finditer(text)))
    return [
        word
        for index, word in enumerate(reading.words)
        if not any(char.isdigit() for char in word.folded)
        and not any(start <= word.start < end for start, end in skipped)
        and not (reading.is_source and index and text[word.start].isupper())
    ]


def _is_telling(likeness: Likeness, count: int, language: Language) -> bool:
    """Whether so many of `count` words are in another language that the text is.

    The fewer words, the more of them have to be in the other language, and none in its own; of a
    language of which only small words are known no great share can be.
    """
    _, theirs, own, known = likeness
    if not has_usual_words(language.base):
        return theirs >= 3 and theirs >= 4 * own and theirs >= 0.2 * count
    return (
        (count >= MIN_WORDS and theirs >= MIN_FOREIGN and not own and known >= 0.5 * count)
        or (theirs >= 3 and theirs >= 3 * own and known >= 0.35 * count)
        or (theirs >= 5 and theirs >= 4 * own and known >= 0.25 * count)
    )


def _by_letters(pair: Pair, language: Language) -> str:
    lettered = pair.target.once(_lettered)
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
