"""What no end of a line parts: amounts, ranges and telephone numbers, in any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.unbroken import whole_runs
from pipeline.model import Language

PIECES = [
    "5",
    "20–30",
    "½",
    " ",
    "mg",
    "°C",
    ",",
    "和",
    "मिग्रा",
    "мг",
    "～",
    "7946 0018",
    "+44 20",
    "a",
]


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("from 20–30 mg to 1,5 ml a day", "en", ["20–30 mg", "1,5 ml"]),
        ("over 38.5 °C, or 5 %", "en", ["38.5 °C", "5 %"]),
        ("½ l und 3 Tage", "de", ["½ l"]),
        ("по 5 мг", "ru", ["5 мг"]),
        ("1回200～400 mgを", "ja", ["200～400 mg"]),
        ("200–400 मिग्रा, 3 बार", "hi", ["200–400 मिग्रा"]),
        ("Call 0113 496 0001.", "en", ["0113 496 0001"]),
        ("from 2024-10-31, L4 mm", "en", []),
        ("no number at all", "en", []),
    ],
)
def test_runs_are_found(text: str, tag: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in whole_runs(text, Language(tag))] == expected


@given(st.lists(st.sampled_from(PIECES)).map("".join), st.sampled_from(["en", "ja", "hi", "ru"]))
def test_runs_are_in_order_and_hold_a_number(text: str, tag: str) -> None:
    done = 0
    for start, end in whole_runs(text, Language(tag)):
        assert done <= start < end <= len(text)
        assert any(letter.isnumeric() for letter in text[start:end])
        done = end
