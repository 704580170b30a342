"""A sentence that was left out is told by lengths; where a sentence ends depends on the language."""

from __future__ import annotations

import pytest

from pipeline.checks.lost_sentence import lost_sentence, sentence_ends, sentences
from pipeline.checks.reading import Pair, Reading, Standing
from pipeline.model import Language


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        pytest.param("de", "Kommen Sie am 20. Mai. Danach ruhen Sie.", 2, id="ordinal"),
        pytest.param("it", "Prenda la pastiglia alle 18. Poi riposi.", 2, id="no-ordinals"),
        pytest.param("de", "Nehmen Sie nicht mehr als 20.", 1, id="number-at-the-end"),
        pytest.param("en", "Drink e.g. water. Wait 5 min. later, too.", 2, id="abbreviations"),
        pytest.param("en", "Lower is better.Ask your doctor.", 2, id="no-space"),
        pytest.param("zh-Hans", "多喝水。好好休息！", 2, id="full-width"),
        pytest.param("hi", "आराम करें। पानी पिएँ।", 2, id="danda"),
        pytest.param("th", "พักผ่อน ดื่มน้ำ", 0, id="no-marks-at-all"),
    ],
)
def test_marks_that_end_a_sentence(language: str, text: str, expected: int) -> None:
    assert sentence_ends(Reading(text, Language(language))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Rest. Walk", ("Rest.", "Walk"), id="the-last-without-its-stop"),
        pytest.param("Rest! *** Walk.", ("Rest!", "*** Walk."), id="signs-belong-to-what-follows"),
        pytest.param("Rest. … Walk.", ("Rest.", "Walk."), id="marks-alone-are-none"),
    ],
)
def test_sentences(text: str, expected: tuple[str, ...]) -> None:
    assert sentences(Reading(text, Language("en"))) == expected


def test_the_sentence_that_was_left_out_is_named() -> None:
    source = "Take one tablet. Do not drive a car until you feel awake again. Rest."
    english, german = Language("en"), Language("de")

    def told(target: str) -> str | None:
        return lost_sentence(
            Pair(Reading(source, english, is_source=True), Reading(target, german), Standing())
        )

    assert told("Nehmen Sie eine Tablette. Ruhen Sie.") == source[17:63]
    assert told("Eine Tablette. Fahren Sie nicht Auto, bis Sie wieder wach sind. Ruhen.") is None
