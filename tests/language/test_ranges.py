"""Ranges from their end to their beginning, in all languages that have a word between the ends."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.language.amounts.figures import figures
from pipeline.language.amounts.ranges import ranges, turned
from pipeline.language.tables import rows
from pipeline.model import Language

EN = Language("en")
RISING = {
    "am": "ከ5 እስከ 10 mg", "ar": "من 5 إلى 10 ملغ", "bn": "5 থেকে 10 mg", "cs": "5 až 10 mg",
    "de": "5 bis 10 mg", "el": "5 έως 10 mg", "en": "5 to 10 mg", "es": "de 5 a 10 mg",
    "fa": "از ۵ تا ۱۰ میلی‌گرم", "fr": "de 5 à 10 mg", "he": "מ-5 עד 10 מ\"ג", "hi": "5 से 10 mg",
    "hy": "5 մինչև 10 մգ", "id": "5 sampai 10 mg", "it": "da 5 a 10 mg", "ja": "5から10 mg",
    "km": "5 ដល់ 10 mg", "ko": "5에서 10 mg", "my": "5 မှ 10 mg", "nl": "5 tot 10 mg",
    "pl": "5 do 10 mg", "pt": "de 5 a 10 mg", "ru": "от 5 до 10 мг", "sw": "5 hadi 10 mg",
    "ta": "5 முதல் 10 mg", "th": "5 ถึง 10 mg", "tr": "5 ila 10 mg", "uk": "від 5 до 10 мг",
    "ur": "5 سے 10 mg", "vi": "5 đến 10 mg", "zh": "5至10 mg",
}  # fmt: skip


def test_there_is_a_sentence_for_every_language_with_such_words() -> None:
    assert RISING.keys() == {language for language, _ in rows("range-words.tsv")}


def backwards(text: str) -> str:
    """The same with the two numbers in each other's place."""
    for low, high in (("5", "10"), ("۵", "۱۰")):
        if low in text:
            return text.replace(high, "#").replace(low, high).replace("#", low)
    raise ValueError(text)


@pytest.mark.parametrize("tag", RISING)
def test_a_range_with_a_word_between_its_ends(tag: str) -> None:
    ours = ranges(figures("Take 5–10 mg.", EN))
    right = ranges(figures(RISING[tag], Language(tag)))
    assert [(each.first, each.last) for each in right] == [(Decimal(5), Decimal(10))]
    assert turned(ours, right) is None
    (wrong,) = ranges(figures(backwards(RISING[tag]), Language(tag)))
    assert turned(ours, (wrong,)) == (ours[0], wrong)


@pytest.mark.parametrize(
    ("source", "translation", "tag"),
    [
        pytest.param("Reduce it from 10 to 5 mg.", "Von 10 bis 5 mg senken.", "de", id="falling"),
        pytest.param("Take 5 or 10 mg.", "10 oder 5 mg.", "de", id="a choice"),
        pytest.param("Take 5–10 mg.", "قرص 10–5 ملغ.", "ar", id="a dash from right to left"),
        pytest.param("Call 112 from 8:00 to 9:30.", "9:30–8:00, 112.", "es", id="clocks"),
        pytest.param("Steps 1-2-3.", "Schritte 3-2-1.", "de", id="a row of steps"),
        pytest.param("Pages 3–5 and 10–12.", "10–12 und 3–5.", "de", id="ranges that moved"),
        pytest.param("It rises from -5 to 5.", "Von −5 bis 5.", "de", id="a sign"),
        pytest.param("Take 5–10 mg; or 10–5 mg.", "10–5 mg; 5–10 mg.", "es", id="both"),
    ],
)
def test_what_is_no_turned_range(source: str, translation: str, tag: str) -> None:
    theirs = ranges(figures(translation, Language(tag)))
    assert turned(ranges(figures(source, EN)), theirs) is None


def test_ends_in_words() -> None:
    ours = ranges(figures("Wait two to three days.", EN))
    theirs = ranges(figures("Warten Sie drei bis zwei Tage.", Language("de")))
    found = turned(ours, theirs)
    assert found is not None
    assert (found[0].first, found[1].first) == (Decimal(2), Decimal(3))
