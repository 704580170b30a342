"""What says a cue besides is found by the letters it has to have, and by its whole words."""

from __future__ import annotations

import pytest

from pipeline.language.cldr import separates_words
from pipeline.language.meaning.lesser_cues import is_known_besides, said_besides, says_besides
from pipeline.language.tables import rows
from pipeline.model import Language


def sample(form: str) -> str:
    """A text that this listed form stands for."""
    return form.replace(" … ", " x ").replace("#", "5").replace("*", "")


def test_every_listed_form_is_found_in_a_text_that_says_it() -> None:
    unheard = [
        (tag, name, form)
        for tag, names, words in rows("lesser-cues.tsv")
        for name in names.split(", ")
        for form in words.split(", ")
        if not says_besides(name, sample(form), Language(tag))
    ]
    assert unheard == []


def test_capitals_hide_none() -> None:
    unheard = [
        (tag, name, form)
        for tag, names, words in rows("lesser-cues.tsv")
        if separates_words(Language(tag))
        for name in names.split(", ")
        for form in words.split(", ")
        if set("ßև").isdisjoint(form)  # "SS" and "ԵՒ" are other letters
        if not says_besides(name, sample(form).upper(), Language(tag))
    ]
    assert unheard == []


@pytest.mark.parametrize(
    ("name", "text", "language", "expected"),
    [
        pytest.param("any-until", "Ruhen Sie, bis es geht.", "de", (11, 14), id="word"),
        pytest.param("any-until", "Ein Bissen genügt.", "de", None, id="part-of-a-word"),
        pytest.param("any-before", "ÖNCE doktora sorun.", "tr", (0, 4), id="capitals"),
        pytest.param("any-at-once", "İVEDİ olarak arayın.", "tr", (0, 5), id="dotted-capitals"),
        pytest.param("say-raise", "Raise your left leg.", "en", None, id="one-word-between"),
        pytest.param("say-raise", "Now raise your legs.", "en", (4, 19), id="any-letters"),
        pytest.param("say-raise", "Levante la pierna.", "es", None, id="no-words-of-it"),
    ],
)
def test_where_it_is_said(
    name: str, text: str, language: str, expected: tuple[int, int] | None
) -> None:
    assert said_besides(name, text, Language(language)) == expected


def test_a_language_without_words_for_it_lacks_none() -> None:
    assert is_known_besides("say-raise", Language("en"))
    assert not is_known_besides("say-raise", Language("es"))
