"""Checks of single words as they are written: doubled, without a capital, with one too many.

What a language does otherwise is data: repeated-words.tsv, letter_habits.tsv and acronyms.tsv in
`pipeline/language/data`. Knows no meaning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from operator import eq

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.doubling import doubled_words
from pipeline.checks.reading import Pair, Word
from pipeline.checks.wording import excerpt
from pipeline.language import cldr
from pipeline.language.function_words import function_words
from pipeline.language.letters import letter_habits
from pipeline.language.repetition import doubled_run, may_stand_twice
from pipeline.language.tables import rows
from pipeline.model import Language, Severity, Term, TermRule
from pipeline.source.termbase import readings_in

SENTENCE_WORDS = 4  # fewer may be a label, which a list of words has without a capital
MARKS_BEFORE = " *_[(\"'«„“”‚‘¿¡\u00a0\u202f\u200e\u200f"  # what stands before the first letter
LONGEST_ACRONYM = 4  # letters: a short one may stand inside any word
SENTENCE_END = frozenset(".!?…։")
APOSTROPHES = "'’ʼ‘"
CASED = frozenset({"Latn", "Cyrl", "Grek", "Armn"})
_INSIDE = re.compile(r"[\w-]")
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĘĚĞĪŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽΑ-ΩА-ЯЁЄІЇҐ"
_LOWER = "a-zß-öø-ÿāăąćčďęěğīıłńňōőřśşšťūůűźżžα-ωά-ώа-яёєіїґ"
_TWO_CAPITALS = re.compile(rf"[{_UPPER}][{_UPPER}][{_LOWER}]+(?![\w-])")
_TRIPLE = re.compile(rf"(?i:([{_LOWER}])\1\1)")


# --------------------------------------------------------------------------------- doubled words
def _may_be_doubled(pair: Pair, _context: Context) -> bool:
    folded = pair.target.folded
    return any(map(eq, folded, folded[1:])) or (
        doubled_run(pair.target.text, pair.target.language) is not None
    )


@check(
    "doubled-word",
    Scope.UNIT,
    Severity.WARNING,
    needs_in=lambda _: APOSTROPHES,
    needs_pair=_may_be_doubled,
    examples=(
        Fires("Take the tablet with water.", "Tome el el comprimido con agua.", "es", "'el el'"),
        Fires("The pain goes away.", "Боль сама проходит в в течение недели.", "ru", "'в в'"),
        Fires("Rest at home.", "घर में में आराम करें।", "hi", "'में में'"),
        Fires("Walk and rest.", "Yürüyün ve ve dinlenin.", "tr", "'ve ve'"),
        Passes("Ask how you feel.", "Demandez-vous si vous vous sentez bien.", "fr"),
        Passes("Get up slowly.", "धीरे धीरे उठें।", "hi"),
        Passes("Get up slowly.", "Yavaş yavaş kalkın.", "tr"),
        Passes("This pain, which is new, …", "Die Schmerzen, die die Patientin hat, …", "de"),
        Passes("Your doctor will tell you.", "Ο γιατρός σας σας εξηγεί.", "el"),
        Passes("Take it in the morning.", "Prenez-le le matin.", "fr"),
        Fires("Before using it, rest.", "Avant d’utiliser utiliser.", "fr", "'utiliser utiliser'"),
        Fires("The severity of the pain", "疼痛的的严重程度", "zh-Hans", "'的的'"),
        Fires("Rest your back.", "背中背中を休めてください。", "ja", "'背中背中'"),
        Fires("Rest your back.", "أرح الظهر الظهر.", "ar", "'الظهر الظهر'"),
        Fires("Rest your back.", "허리를 허리를 쉬게 하세요.", "ko", "'허리를 허리를'"),
        Passes("Do it one by one.", "一つ一つ行ってください。", "ja"),
        Passes("Press, press, then wait.", "Drücken, drücken, dann warten.", "de"),
    ),
)
def doubled_word(pair: Pair, context: Context) -> Iterator[Problem]:
    """The same word stands twice in a row.

    One of them was meant to be another word, or nothing; a reader stumbles, and a listener of a
    screen reader even more. Words that a language doubles on purpose are known.
    """
    for left, right in doubled_words(pair.target):
        if may_stand_twice(right.folded, context.language) or pair.source.once(doubled_words):
            continue
        start = left.end - (right.end - right.start)  # behind an elision: "d’utiliser utiliser"
        text = pair.target.text[start : right.end]
        yield Problem(
            f"{excerpt(text)}: the word stands twice in a row",
            (start, right.end),
            "delete one of the two, or write the word that was meant",
        )
    run = doubled_run(pair.target.visible, context.language)
    if run is not None and not pair.source.once(doubled_words):
        yield Problem(
            f"{excerpt(run.group())}: the same stands twice in a row",
            run.span(),
            "delete one of the two, or write the word that was meant",
        )


# --------------------------------------------------------------------------------------- capitals
@check(
    "capital-at-start",
    Scope.UNIT,
    Severity.WARNING,
    needs_start=lambda first: first in MARKS_BEFORE or first.islower(),
    examples=(
        Fires("Take it with water.", "tómelo con agua.", "es", "'tómelo'"),
        Fires("Does it hurt at night?", "¿duele por la noche?", "es", "'duele'"),
        Fires("**Stop** and rest.", "**остановитесь** и отдохните.", "ru", "'остановитесь'"),
        Fires("Rest for some days.", "ξεκουραστείτε για λίγες μέρες.", "el", "'ξεκουραστείτε'"),
        Passes("Take it with water.", "Tómelo con agua.", "es"),
        Passes("Morning is best.", "'s Ochtends is het best.", "nl"),
        Passes("Three weeks later it is gone.", "3 недели спустя она проходит.", "ru"),
        Passes("Messenger RNA is short-lived.", "mRNA lebt nur kurz.", "de"),
        Passes("Kidneys are tested with eGFR.", "eGFR prüft die Nieren.", "de"),
        Passes("Back pain", "dor nas costas", "pt"),
        Passes("Take it with water.", "水と一緒に飲んでください。", "ja"),
        Passes("Take it with water.", "خذه مع الماء.", "ar"),
    ),
)
def capital_at_start(pair: Pair, context: Context) -> Iterator[Problem]:
    """The sentence of the source begins with a capital, that of the translation does not.

    It looks like the rest of a sentence whose beginning is lost, and may be that.
    """
    target = pair.target.text
    position = _first_letter(target)
    if position is None or not target[position].islower():
        return
    start = _first_letter(pair.source.text)
    if start is None or not pair.source.text[start].isupper():
        return
    is_sentence = _ends_sentence(pair.source.text)
    if not is_sentence and (
        len(pair.source.words) < SENTENCE_WORDS or "nouns" in letter_habits(pair.source.language)
    ):
        return  # "Schmerzen im Bein" has its capital from its noun
    word = next((word for word in pair.target.words if word.start <= position < word.end), None)
    if word is not None and _needs_capital(pair, word, position):
        written = target[word.start : word.end]
        yield Problem(
            f"the source begins with a capital, the translation with '{written}'",
            (word.start, word.end),
            "begin the sentence with a capital, or write what is missing before it",
        )


def _first_letter(text: str) -> int | None:
    """Where the text begins if it begins with a letter; marks of quotes and emphasis set apart."""
    position = len(text) - len(text.lstrip(MARKS_BEFORE))
    if position == len(text) or not text[position].isalpha():
        return None
    # 's Ochtends: what an apostrophe leaves of a word is no beginning
    return None if position and text[position - 1] in "'’‘" else position


def _ends_sentence(text: str) -> bool:
    return text.rstrip("*_)\"'”»’ ")[-1:] in SENTENCE_END


def _needs_capital(pair: Pair, word: Word, position: int) -> bool:
    """Whether the first word is one that a sentence would begin with a capital."""
    if cldr.default_script(pair.target.language) not in CASED or word.start != position:
        return False
    text = pair.target.text
    written = text[word.start : word.end]
    following = text[word.end : word.end + 1]
    return (
        written.islower()  # mRNA, eGFR, iPad
        and not any(char.isdigit() for char in written)
        and following not in ("-", "‑", "_", "@", ".", "/")  # p-value, α-, www.
        and all(written != pair.source.text[a:b] for a, b, _ in pair.source.words)  # a name
    )


@check(
    "capital-in-fragment",
    Scope.UNIT,
    Severity.INFO,
    enabled_by_default=False,
    examples=(
        Fires("pain in the lower back", "Dolor en la zona lumbar", "es", "'Dolor'"),
        Passes("pain in the lower back", "dolor en la zona lumbar", "es"),
        Passes("pain in the lower back", "Schmerzen im unteren Rücken", "de"),
        Passes("a test for Lyme disease", "Lyme-Test zum Ausfüllen", "nl"),
    ),
)
def capital_in_fragment(pair: Pair, context: Context) -> Iterator[Problem]:
    """The source begins with a small letter, the translation with a capital.

    A list of which one item has a capital looks as if a new sentence began there. House styles
    differ, so that it is off by default.
    """
    source, target = pair.source.text, pair.target.text
    start, position = _first_letter(source), _first_letter(target)
    if start is None or position is None:
        return
    if not source[start].islower() or not target[position].isupper():
        return
    if "nouns" in letter_habits(context.language) or source != source.lower():
        return
    word = next((word for word in pair.target.words if word.start == position), None)
    if word is not None and target[word.start + 1 : word.end].islower():
        yield Problem(
            f"the source begins with a small letter, the translation with "
            f"'{target[word.start : word.end]}'",
            (word.start, word.end),
            "write the first word as the other items of the list have it",
        )


@check(
    "multiple-capitals",
    Scope.UNIT,
    Severity.WARNING,
    needs_piece=_TWO_CAPITALS.search,
    examples=(
        Fires("The pain goes away.", "DIe Schmerzen gehen weg.", "de", "'DIe'"),
        Fires("Take it with water.", "TOme con agua.", "es", "'TOme'"),
        Fires("Take it with water.", "ПРинимайте, запивая водой.", "ru", "'ПРинимайте'"),
        Passes("Iron is a mineral.", "IJzer is een mineraal.", "nl"),
        Passes("MRIs are harmless.", "MRTs sind harmlos.", "de"),
        Passes("DNase is an enzyme.", "DNase ist ein Enzym.", "de"),
        Passes("STOP at once.", "STOPP sofort.", "de"),
    ),
)
def multiple_capitals(pair: Pair, context: Context) -> Iterator[Problem]:
    """A word begins with two capitals and goes on with small letters.

    The shift key was held too long. In a leaflet about health that looks careless.
    """
    for match in _TWO_CAPITALS.finditer(pair.target.text):
        written = match[0]
        folded = written.lower()
        if match.start() and _INSIDE.match(pair.target.text[match.start() - 1]):
            continue  # looked for here: a lookbehind would make the search three times as slow
        if len(written) == 3 and folded not in function_words(context.language.base):
            continue  # IDs, CTs, TVs
        if folded in pair.source.text.lower() or _is_inflected(written, pair.source.text):
            continue
        if written.isascii() and "Latin" not in cldr.expected_scripts(context.language):
            continue  # a name: "XCache"
        if written[:2] in letter_habits(context.language).get("pair", ()):
            continue
        if folded in _lower(context.allow) or folded in _lower(
            context.facts.words_kept_in(context.language)
        ):
            continue
        yield Problem(
            f"'{written}' begins with two capitals",
            match.span(),
            f"write '{written[0]}{written[1:].lower()}'",
        )


def _is_inflected(written: str, source: str) -> bool:
    """Whether the source has the word without its ending, with the same capitals: "DNAs"."""
    stem = written[: max(len(written) - LONGEST_ENDING, SHORTEST_STEM)]
    return stem in source


LONGEST_ENDING, SHORTEST_STEM = 3, 4  # letters


@lru_cache(maxsize=64)
def _lower(wordings: frozenset[str]) -> frozenset[str]:
    return frozenset(wording.lower() for wording in wordings)


# ---------------------------------------------------------------------------------- tripled letters
@check(
    "tripled-letter",
    Scope.UNIT,
    Severity.WARNING,
    needs_piece=_TRIPLE.search,
    examples=(
        Fires("Take it with water.", "Tome con aggua y sall, sallle.", "es", "'sallle'"),
        Fires("The pain goes away.", "Боль пройдётт и уйдёттт.", "ru", "'уйдёттт'"),
        Fires("Drink plenty of water.", "Bol bol suuu için.", "tr", "'suuu'"),
        Passes("Boat trips are fine.", "Schifffahrten sind in Ordnung.", "de"),
        Passes("Phase III", "Fase III", "it"),
        Passes("See the FAQ.", "SSS bölümüne bakın.", "tr"),
        Passes("It is in the FAQ.", "Cevabı SSS'de bulursunuz.", "tr"),
        Passes("Print it at 300 dpi.", "Imprímalo a 300 ppp.", "es"),
        Passes("See www.example.org.", "Zie www.example.org.", "nl"),
        Passes("Long-necked", "Длинношеее", "ru"),
        Passes("For the language", "لللغة", "ar"),
        Passes("Breathe out and say “aaaah”.", "Выдохните и скажите «аааа».", "ru"),
    ),
)
def tripled_letter(pair: Pair, context: Context) -> Iterator[Problem]:
    """A letter stands three times in a row.

    A key was pressed too long. Compounds in which three equal letters meet are known by language.
    A sound that the source draws out ("say aaah") is drawn out in the translation too.
    """
    text = pair.target.visible
    if _DRAWN_OUT.search(pair.source.text):
        return
    for match in _TRIPLE.finditer(text):
        letter = match[1].lower()
        if letter in letter_habits(context.language).get("triple", ()) or letter in "ivxcmw":
            continue
        if letter * 3 in pair.source.text.lower():
            continue
        word = next((w for w in pair.target.words if w.start <= match.start() < w.end), None)
        span = (word.start, word.end) if word else match.span()
        written = text[slice(*span)]
        if (
            _SHORT_CAPITALS.fullmatch(written.partition("'")[0].partition("’")[0])
            or written.lower() == letter * 3
        ):
            continue  # Spanish "ppp" are dots per inch
        yield Problem(
            f"'{pair.target.text[slice(*span)]}' has the letter '{letter}' three times in a row",
            span,
            "write the word as the dictionary has it",
        )


_DRAWN_OUT = re.compile(r"([aeouhm])\1{2}", re.IGNORECASE)  # "aaah", "hmmm"; no "III"
_SHORT_CAPITALS = re.compile(r"[A-ZА-ЯΑ-ΩÇĞİÖŞÜ]{3,5}")  # an acronym: SSS, "frequent questions"


# ---------------------------------------------------------------------------------------- acronyms
@check(
    "acronym-lost",
    Scope.UNIT,
    Severity.WARNING,
    enabled_by_default=False,
    needs="ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    examples=(
        Fires("You need an MRI today.", "Hoy necesita una prueba.", "es", "'MRI'"),
        Fires("You need an MRI today.", "今日は検査が必要です。", "ja", "'MRI'"),
        Passes("You need an MRI today.", "Hoy necesita una resonancia magnética.", "es"),
        Passes("You need an MRI today.", "Vous avez besoin d’une IRM aujourd’hui.", "fr"),
        Passes("You need an MRI today.", "本日、MRI検査を行います。", "ja"),
        Passes("You need an MRI today.", "您今天需要做磁共振检查。", "zh-Hans"),
        Passes(
            "You need an MRI today.",
            "Hoy necesita una prueba de imanes.",
            "es",
            terms=(Term("MRI", Language("en"), TermRule.USE, {"es": ("prueba de imanes",)}),),
        ),
    ),
)
def acronym_lost(pair: Pair, context: Context) -> Iterator[Problem]:
    """The source names an examination or a disease by its acronym, the translation does not.

    "A test" instead of "an MRI" leaves the patient to guess which. Only acronyms are looked for
    whose names in other languages are known, so that it is off by default.
    """
    target = unicodedata.normalize("NFC", pair.target.visible).casefold()
    for match in _ACRONYM.finditer(pair.source.visible):
        known = _acronyms().get(match[1])
        if known is None or _is_named(known, target):
            continue
        terms = context.facts.terms_to_use(pair.source.text)
        readings = [
            each.casefold() for term in terms for each in readings_in(term, context.language)
        ]
        if not any(each in target for each in readings):
            yield Problem(
                f"the source has '{match[1]}', the translation names nothing of that kind",
                hint="name it as the language does; your own wording belongs into the termbase",
            )


def _is_named(known: tuple[str, ...], target: str) -> bool:
    """Whether an acronym stands there as a word (also in "MRI検査"), or a longer name anywhere."""
    return any(
        re.search(rf"(?<![{_LOWER}]){each}s?(?![{_LOWER}])", target) is not None
        if len(each) <= LONGEST_ACRONYM and each[0] < "\u0590"
        else each in target
        for each in known
    )


_ACRONYM = re.compile(r"\b([A-Z]{2,5})s?\b")


@cache
def _acronyms() -> Mapping[str, tuple[str, ...]]:
    return {
        name: tuple(each.casefold() for each in others.split("|"))
        for name, others in rows("acronyms.tsv")
    }
