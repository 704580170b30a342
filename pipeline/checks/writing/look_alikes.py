"""Checks of characters that look like others: a Latin "a" in a Cyrillic word, the letter O in 1O5.

What looks alike is data (`language.letters`); which letter is at home is told by the word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline.checks.amounts.numbers import numbers_that_differ, stands_for_letter
from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Pair
from pipeline.checks.wording import code_points
from pipeline.language import cldr
from pipeline.language.letters import (
    digits_for_letters,
    look_alike_words,
    look_alikes,
    strange_characters,
)
from pipeline.model import Language, Severity

ENGLISH = Language("en")
# A number that holds a letter, or begins with l: "1O5", "1О" (Cyrillic), "l5". No code (O157, I10),
# no litre ("1l") and no ordinal ("1o").
LETTERS_FOR_DIGITS = "OОΟoоοlIІ"
DIGITS_WITH_LETTERS = (
    rf"(?<![\w.,:/\-–])(?:l[0-9]+|[0-9]+[{LETTERS_FOR_DIGITS}]+[0-9]+|[0-9]+[OОΟ])(?![\w])"
    r"|(?<!\w)[OОΟ](?=[.,][0-9])"
)
# A first look from digit to digit, which costs a fifth.
LETTER_BESIDE_DIGIT = rf"[0-9](?:(?=[{LETTERS_FOR_DIGITS}])|(?<=l.)|(?<=[OОΟ][.,].))"
LONE_SYMBOLS = "αω"
LONE_SYMBOL = rf"(?<=[a-zà-ÿ] )[{LONE_SYMBOLS}](?= [a-zà-ÿ])"
MICRO_SIGN = "\u00b5"
MICRO_IN_WORD = r"(?<=[\u0386-\u03ff\u1f00-\u1fff])\u00b5|\u00b5(?=[\u0386-\u03ff\u1f00-\u1fff])"
LATIN_WORD = r"(?<!\w)[A-Za-z]+(?!\w)"
SENTENCE_START = r"(?:^|[.!?…:]\s|[«„“\"*(])$"
BEFORE_SINGLE = r"(?:^|\w|[,;:—–])\s$|^$"


@check(
    "look-alike",
    Scope.UNIT,
    Severity.ERROR,
    needs_in=lambda language: {
        *LONE_SYMBOLS,
        *look_alikes(language),
        *MICRO_SIGN,
        *digits_for_letters(language),
    },
    needs_piece=re.compile(LETTER_BESIDE_DIGIT).search,
    examples=(
        Passes("Take 10 mg of vitamin C.", "Принимайте 10 мг витамина C с водой.", "ru"),
        Passes("Drink 1l of water.", "Beba 1l de agua. 1o H2O, O2, I10, O157", "es"),
        Passes("All of it.", "Όλα ο γιατρός.", "el"),
        Fires("Take 10 mg.", "Принимайте 1О мг.", "ru", "'1О' (U+0031 U+041E)"),
        Fires("Take 10 mg.", "Tome 1O mg.", "es", "'1O'"),
        Fires("Take 10 mg.", "Tome l0 mg.", "es", "'l0'"),
        Fires("Take it with water.", "Запивайте c водой.", "ru", "'c' (U+0063)"),
        Passes("Alpha blockers", "los bloqueadores α son", "es"),
        Fires("There is pain.", "Il y α une douleur.", "fr", "'α' (U+03B1)"),
        Fires("All patients.", "Для них Bce будет хорошо.", "ru", "'Bce'"),
        Fires("My pain", "Ο πόνος \u00b5ου", "el", "U+00B5"),
        Fires("The ward", "လူနာ၀တ်စုံ", "my", "'၀' (U+1040)"),
        Passes("From 0 to 10", "၀မှ ၁၀ အထိ", "my"),
    ),
)
def look_alike(pair: Pair, context: Context) -> Iterator[Problem]:
    """A letter stands where another letter or a digit that looks like it belongs.

    A reader sees "1O mg" and reads ten; a screen reader says "one O", a search finds nothing, and
    no check of the dose sees a number. A word that mixes two alphabets is a stray-fragment;
    here are digits, and words that are foreign as a whole: Latin "c" for Cyrillic "с".
    """
    yield from _letters_for_digits(pair)
    if pair.target.text.isascii():
        return
    if not pair.target.characters.isdisjoint(LONE_SYMBOLS):
        yield from _lone_symbols(pair)
    if not pair.target.characters.isdisjoint(digits_for_letters(context.language)):
        yield from _digits_for_letters(pair, context.language)
    if not look_alikes(context.language):
        return
    yield from _latin_look_alikes(pair, context)
    if MICRO_SIGN in pair.target.characters:
        for match in re.finditer(MICRO_IN_WORD, pair.target.visible):
            yield Problem(
                "the micro sign 'µ' (U+00B5) in a Greek word, for the letter 'μ' (U+03BC)",
                match.span(),
                "type the letter",
                fix="\u03bc",
            )


def _letters_for_digits(pair: Pair) -> Iterator[Problem]:
    characters = pair.target.characters
    if characters.isdisjoint("0123456789") or not re.search(LETTER_BESIDE_DIGIT, pair.target.text):
        return
    for match in re.finditer(DIGITS_WITH_LETTERS, pair.target.visible):
        if match.group() not in pair.source.text:
            yield Problem(
                f"{_with_code_points(match.group())} is no number: a letter stands for a digit",
                match.span(),
                "type the digit: 0 for O, 1 for l",
            )


def _digits_for_letters(pair: Pair, language: Language) -> Iterator[Problem]:
    letters = digits_for_letters(language)
    for difference in numbers_that_differ(pair):
        if difference.span is not None and stands_for_letter(difference, pair.target):
            letter = letters[difference.text]
            yield Problem(
                f"{_with_code_points(difference.text)} is a digit, and stands for the letter "
                f"{_with_code_points(letter)}",
                difference.span,
                "type the letter",
                fix=letter,
            )


def _lone_symbols(pair: Pair) -> Iterator[Problem]:
    """Greek α and ω as words of a Latin text: "a" and "w", unless the source speaks of alpha."""
    for match in re.finditer(LONE_SYMBOL, pair.target.visible):
        symbol = match.group()
        name = unicodedata.name(symbol).split()[-1].lower()
        if symbol not in pair.source.characters and name not in pair.source.text.lower():
            yield Problem(
                f"{_with_code_points(symbol)} is the Greek letter {name}, and looks like a word",
                match.span(),
                "type the Latin letter",
            )


def _latin_look_alikes(pair: Pair, context: Context) -> Iterator[Problem]:
    known, single = look_alikes(context.language), look_alike_words(context.language)
    if pair.target.characters.isdisjoint(known):
        return
    visible, name = pair.target.visible, cldr.name_in(context.language, ENGLISH)
    strange = strange_characters(context.language)
    for match in re.finditer(LATIN_WORD, visible):
        word = match.group()
        if len(word) == 1:
            own = single.get(word, "") if _is_word_alone(visible, match) else ""
        elif _is_name_like(visible, match) and word not in context.allow:
            own = "".join(known.get(each, "") for each in word)
        else:
            continue
        is_word = len(own) == len(word) and strange.isdisjoint(own)
        if is_word and not re.search(rf"\b{word}\b", pair.source.text):
            yield Problem(
                f"{_with_code_points(word)} is in Latin letters, and looks like the {name} word "
                f"{_with_code_points(own)}",
                match.span(),
                f"type it with a keyboard for {name}",
            )


def _is_name_like(visible: str, match: re.Match[str]) -> bool:
    """Whether a word has one capital, its first: else it is a code or a stray-fragment.

    Of two letters it may be a symbol (Ki, Mi), unless the sentence goes on behind it.
    """
    word = match.group()
    after = visible[match.end() + 1 : match.end() + 2]
    return (
        word[0].isupper()
        and word[1:].islower()
        and (len(word) > 2 or (after.islower() and not after.isascii()))
    )


def _is_word_alone(visible: str, match: re.Match[str]) -> bool:
    """Whether a letter stands as a word does: small between words, or a capital at the start."""
    after = visible[match.end() : match.end() + 2]
    if len(after) < 2 or after[0] != " " or not (after[1].isalpha() and not after[1].isascii()):
        return False
    if match.group().isupper():
        return (
            after[1].islower() and re.search(SENTENCE_START, visible[: match.start()]) is not None
        )
    return bool(re.search(BEFORE_SINGLE, visible[: match.start()]))


def _with_code_points(text: str) -> str:
    return f"'{text}' ({code_points(text)})"
