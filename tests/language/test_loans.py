from __future__ import annotations

from pipeline.language.loans import international_words, lone_words, plain_words
from pipeline.model import Language

ENGLISH = Language("en")


def test_plain_words_are_small_and_of_no_other_language() -> None:
    words = plain_words(ENGLISH)
    assert {"dizziness", "blood", "without", "water"} <= words
    assert all(word.isascii() and word.islower() and len(word) > 3 for word in words)
    assert words.isdisjoint(international_words())


def test_a_language_that_has_the_word_is_told_apart() -> None:
    assert plain_words(ENGLISH, Language("es")) - plain_words(ENGLISH, Language("nl")) == {
        "hands",
        "warm",
        "water",
        "week",
    }


def test_nothing_is_known_of_a_language_that_was_not_compared() -> None:
    assert plain_words(ENGLISH, Language("fi")) == frozenset()
    assert plain_words(Language("fr"), Language("es")) == frozenset()


def test_words_of_loans_are_apart() -> None:
    words = lone_words(ENGLISH)
    assert {"cream", "food", "if"} <= words
    assert words.isdisjoint(plain_words(ENGLISH) | international_words())
    assert "cream" not in lone_words(ENGLISH, Language("it"))
