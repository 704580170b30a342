"""Whether a document that is said to be in a language can't be: by script, words and sameness.

Answers with what is wrong, in words; refuses nothing by itself. Small words betray a language
(`language.function_words`): a Spanish page has "de", "la" and "que" in every line, a French one
has not.
"""

from __future__ import annotations

import re

from pipeline.language import cldr, inline
from pipeline.language.function_words import all_function_words
from pipeline.language.scripts import script_of
from pipeline.model import Document, Language

__all__ = ["problem"]

ENGLISH = Language("en")
MIN_EXPECTED = 0.5  # of the letters are in a script of the language
MIN_KANA = 0.05  # of the letters of a Japanese text; real prose has 0.4 and more
MAX_KANA = 0.05  # of the letters of a text in any other language
MAX_SAME = 0.5  # of the sentences stand in the source, word for word
MIN_SENTENCES = 3
MIN_WORDS = 30
MIN_SHARE = 0.12  # of the words are small words of the language that it seems to be
MUCH_MORE = 2.0  # times as many as of the language that it is said to be

_WORD = re.compile(r"[^\W\d_]+")
_KANA = frozenset({"Hiragana", "Katakana"})


def problem(source: Document, target: Document) -> str:
    """What is wrong with taking `target` for a translation of `source`; "" where nothing is."""
    said = target.language
    text = " ".join(inline.blank(block.text) for block in target.blocks)
    return next(
        (
            found
            for found in (
                _same_text(source, target),
                _other_script(text, said),
                _other_words(text, said),
            )
            if found
        ),
        "",
    )


def _name(language: Language) -> str:
    return cldr.name_in(language, ENGLISH)


def _same_text(source: Document, target: Document) -> str:
    known = {_plain(segment.key.msgid) for segment in source.segments}
    wordy = [segment for segment in target.segments if len(segment.key.msgid.split()) > 1]
    same = sum(_plain(segment.key.msgid) in known for segment in wordy)
    if len(wordy) < MIN_SENTENCES or same <= MAX_SAME * len(wordy):
        return ""
    return f"{same} of its {len(wordy)} sentences stand in the article itself"


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(inline.blank(text).casefold()))


# ------------------------------------------------------------------------------------------ script
def _other_script(text: str, language: Language) -> str:
    letters = [script_of(character) for character in text if character.isalpha()]
    if not letters:
        return "it has no words"
    expected = cldr.expected_scripts(language)
    found = max(sorted(set(letters)), key=letters.count)
    if sum(script in expected for script in letters) < MIN_EXPECTED * len(letters):
        return f"it is written in {found} letters, which {_name(language)} is not"
    kana = sum(script in _KANA for script in letters) / len(letters)
    if expected & _KANA and kana < MIN_KANA:
        return f"it has no kana, which {_name(language)} can't be written without"
    if not expected & _KANA and kana > MAX_KANA:
        return f"it is written in Japanese kana, not in {_name(language)}"
    return ""


# ------------------------------------------------------------------------------------------- words
def _other_words(text: str, language: Language) -> str:
    table = all_function_words()
    words = _WORD.findall(text.casefold())
    if language.base not in table or len(words) < MIN_WORDS:
        return ""
    shares = {base: sum(word in own for word in words) / len(words) for base, own in table.items()}
    best = max(sorted(shares), key=lambda base: shares[base])
    if shares[best] < MIN_SHARE or shares[best] <= MUCH_MORE * shares[language.base]:
        return ""
    return f"its words are {_name(Language(best))}, not {_name(language)}"
