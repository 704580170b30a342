"""The words of a text where they stand, as every list of words is compared with them.

Owns what a word is in scripts with spaces and without; knows no language's words. What they mean
is decided by `cues` and by the checks.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.language import cldr, scripts
from pipeline.model import Language

__all__ = ["Word", "words_in"]

# ASCII apostrophes and typographic ones are one inside a word, so that "don't" is a word.
_WORDS = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_TYPED_WORDS = re.compile(r"[^\W_]+(?:['’ʼ‘][^\W_]+)*")
# \w knows no vowel signs: in Indic and Arabic scripts a word is letters with their marks.
_PLAIN_SCRIPTS = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Geor", "Hang", "Kore"})
_APOSTROPHES = "’ʼ‘"


class Word(NamedTuple):
    """A word where it stands."""

    start: int  # 0-based code points, half-open, in the text
    end: int
    folded: str  # lower case, apostrophes as "'": what word lists are compared with


def words_in(visible: str, language: Language) -> list[Word]:
    """The words in order; in scripts without spaces every run of letters is one.

    `visible` is a text without markup, see `inline.blank`.
    """
    lowered = visible.lower()
    for apostrophe in _APOSTROPHES:  # str.translate takes longer than all the rest
        if apostrophe in lowered:
            lowered = lowered.replace(apostrophe, "'")
    if cldr.default_script(language) not in _PLAIN_SCRIPTS:
        return [_new(Word, (*span, lowered[slice(*span)])) for span in scripts.words(visible)]
    if len(lowered) != len(visible):  # "İ" has a lower case of two characters
        return [
            Word(match.start(), match.end(), match[0].replace("’", "'").lower())
            for match in _TYPED_WORDS.finditer(visible)
        ]
    # What NamedTuple generates to make a Word takes twice as long.
    return [_new(Word, (*match.span(), match[0])) for match in _WORDS.finditer(lowered)]


_new = tuple.__new__
