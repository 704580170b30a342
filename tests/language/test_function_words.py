"""Small words: every first-class language that is told by them has enough, and its own."""

from __future__ import annotations

import unicodedata

import pytest

from pipeline.language.cldr import is_known
from pipeline.language.function_words import all_function_words, function_words
from pipeline.language.tables import rows
from pipeline.model import Language

CHECKED = ["en", "es", "fr", "de", "it", "pt", "nl", "pl", "cs", "tr", "vi", "id", "sw", "ru", "uk"]


@pytest.mark.parametrize("base", CHECKED)
def test_checked_language_has_sixty_words(base: str) -> None:
    assert len(function_words(base)) >= 50


def test_words_are_lower_case_and_composed() -> None:
    for base, words in all_function_words().items():
        assert is_known(Language(base))
        for word in words:
            assert word == unicodedata.normalize("NFC", word.lower())


def test_tables_of_words_are_of_known_languages() -> None:
    for name in ("repeated-words.tsv", "letter_habits.tsv", "letters.tsv", "unlike.tsv"):
        assert all(is_known(Language(row[0])) for row in rows(name))
