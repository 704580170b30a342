"""Words: what they are, where they stand, and that looking them up finds the same as searching."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.words import Word, WordPlaces, folded_words, words_in
from pipeline.model import Language


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        pytest.param("L’avis, don't", "fr", [(0, 6, "l'avis"), (8, 13, "don't")], id="apostrophes"),
        pytest.param("İlacı alın.", "tr", [(0, 5, "i̇lacı"), (6, 10, "alın")], id="two-for-one"),
        pytest.param("ΟΔΟΣ ΣΑΣ", "el", [(0, 4, "οδος"), (5, 8, "σας")], id="final-sigma"),
        pytest.param("में  में", "hi", [(0, 3, "में"), (5, 8, "में")], id="vowel-signs"),
        pytest.param("परेशानİहै दर्द", "hi", [(0, 9, "परेशानi̇है"), (10, 14, "दर्द")], id="mixed"),
        pytest.param("薬を飲む。休む", "ja", [(0, 4, "薬を飲む"), (5, 7, "休む")], id="runs"),
        pytest.param("a_b a_b", "en", [(0, 1, "a"), (2, 3, "b"), (4, 5, "a"), (6, 7, "b")], id="_"),
        pytest.param("", "en", [], id="nothing"),
    ],
)
def test_words_in(text: str, tag: str, expected: list[tuple[int, int, str]]) -> None:
    assert words_in(text, Language(tag)) == [Word(*each) for each in expected]


TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from(" \u00a0\n\t'’‘ʼ_-.,;abIİΣσΑяЁعهมีकिँ薬く½①٣ß\x1f\u2028"), st.characters()
    )
)


@given(TEXTS, st.sampled_from(["en", "tr", "el", "ru", "ar", "hi", "ko", "am", "ja", "th"]))
def test_words_found_at_once_are_those_with_places(text: str, tag: str) -> None:
    language = Language(tag)
    words = words_in(text, language)

    assert folded_words(text, language) == [word.folded for word in words]
    assert all(0 <= a.start < a.end <= len(text) for a in words)
    assert all(a.end <= b.start for a, b in pairwise(words))
    assert not any(any(map(str.isspace, text[a.start : a.end])) for a in words)


@given(TEXTS, st.sampled_from(["en", "tr", "el", "ru", "ar", "hi", "ko", "am"]))
def test_each_word_is_placed_where_all_of_them_are(text: str, tag: str) -> None:
    language = Language(tag)
    words = words_in(text, language)
    places = WordPlaces(text, language, text.split())

    assert [places[number] for number in range(len(words))] == words
    with pytest.raises(IndexError):
        places[len(words)]


@given(TEXTS, TEXTS, st.sampled_from(["en", "tr", "el", "ru", "ar", "hi", "ko"]))
def test_no_word_goes_across_a_space(one: str, other: str, tag: str) -> None:
    language = Language(tag)
    both = folded_words(f"{one} {other}", language)

    assert both == folded_words(one, language) + folded_words(other, language)
