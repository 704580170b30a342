"""Usual words: by them a short text is known to be in another language than its own."""

from __future__ import annotations

import unicodedata

import pytest

from pipeline.language.cldr import is_known
from pipeline.language.tables import rows
from pipeline.language.usual_words import Likeness, foreign_words, has_usual_words, likeliest
from pipeline.model import Language
from tests.usual_words import COUNTED


@pytest.mark.parametrize("base", COUNTED)
def test_languages_with_neighbours_in_their_script_have_usual_words(base: str) -> None:
    assert has_usual_words(base)


def test_words_are_lower_case_composed_and_once_in_a_row() -> None:
    for base, listed in rows("usual-words.tsv"):
        assert is_known(Language(base))
        words = listed.split()
        assert len(words) == len(set(words)), base
        assert [w for w in words if w != unicodedata.normalize("NFC", w.lower())] == []


@pytest.mark.parametrize(
    ("base", "text", "expected"),
    [
        ("pt", "mantenga la herida seca y limpia", Likeness("es", 3, 0, 5)),
        ("es", "mantenga la herida seca y limpia", None),
        ("ru", "якщо болить спину", Likeness("uk", 3, 0, 3)),
        ("pl", "mírně ohněte kolena", None),  # in no list: their letters are for the check to see
        ("cs", "jeśli kolana bolą", Likeness("pl", 1, 0, 1)),
        ("de", "l4 mrt", None),
        ("el", "the wound and the pain", None),  # another script is another check's
    ],
)
def test_likeliest(base: str, text: str, expected: Likeness | None) -> None:
    assert likeliest(base, text.split()) == expected


def test_where_few_words_are_known_the_neighbours_have_as_few() -> None:
    assert not has_usual_words("ms")
    assert "herida" in foreign_words("pt")
    assert "herida" not in foreign_words("ms")
    assert "la" in foreign_words("ms")


def test_a_language_without_small_words_is_not_judged() -> None:
    assert foreign_words("ca") == frozenset()
    assert likeliest("pt", ["amb", "dels", "metge"]) == Likeness("ca", 3, 0, 3)


def test_a_letter_alone_tells_nothing() -> None:
    assert [word for word in foreign_words("de") if len(word) == 1] == []
