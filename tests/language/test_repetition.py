from __future__ import annotations

import pytest

from pipeline.language.repetition import may_stand_twice
from pipeline.model import Language


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("en", "had", "yes"),
        ("en", "the", "no"),
        ("pt-BR", "muito", "yes"),
        ("hi", "धीरे", "yes"),  # any word but a small one
        ("hi", "में", "no"),
        ("hi", "अपने", "yes"),  # a small one that is listed
        ("ar", "ما", "yes"),
        ("eo", "la", "no"),  # nothing is listed
    ],
)
def test_words_that_are_doubled_on_purpose(language: str, word: str, expected: str) -> None:
    assert ("yes" if may_stand_twice(word, Language(language)) else "no") == expected
