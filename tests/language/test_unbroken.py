"""What no end of a line parts: amounts, ranges and telephone numbers, in any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.unbroken import counted_runs, whole_runs
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
    "/",
    "a",
]


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("from 20–30 mg to 1,5 ml a day", "en", ["20–30 mg", "1,5 ml"]),
        ("over 38.5 °C, or 5 %", "en", ["38.5 °C", "5 %"]),
        ("at 2–8 °C, below 36-38 °F or 2–8°C", "en", ["2–8 °C", "36-38 °F", "2–8°C"]),
        ("½ l und 3 Tage", "de", ["½ l"]),
        ("по 5 мг", "ru", ["5 мг"]),
        ("1回200～400 mgを", "ja", ["200～400 mg"]),
        ("200–400 मिग्रा, 3 बार", "hi", ["200–400 मिग्रा"]),
        ("Call 0113 496 0001.", "en", ["0113 496 0001"]),
        ("電話0113 496 0001にかけて", "ja", ["0113 496 0001"]),
        ("0113 496 0001로 전화하세요", "ko", ["0113 496 0001"]),
        ("Lot0113 496 0001", "en", []),
        ("120 mg/5 ml, 15 mg/kg, 10–20 mg/kg/day", "en", ["120 mg/5 ml", "15 mg/kg", "10–20 mg/kg/day"]),
        ("under 140/90 mmHg or 1/2 ml/min", "en", ["140/90 mmHg", "1/2 ml/min"]),
        ("500 mg/paracetamol, 5 mg/5, a 2/3 mg", "en", ["500 mg", "5 mg", "2/3 mg"]),
        ("120 มก./5 มล. สำหรับเด็ก", "th", ["120 มก./5 มล"]),
        ("दवा 120 मिग्रा/5 मिली", "hi", ["120 मिग्रा/5 मिली"]),
        ("内服液120 mg/5 mL、5 mg/日", "ja", ["120 mg/5 mL", "5 mg/日"]),
        ("по 120 мг/5 мл", "ru", ["120 мг/5 мл"]),
        ("الفموي 120 مغ/5 مل للأطفال", "ar", ["120 مغ/5 مل"]),
        ("An X-ray, an e-mail: the X-ray-like", "en", ["X-ray", "e-mail", "X-ray"]),
        ("A C-reaktives 5 mg E-Mail", "de", ["C-reaktives", "5 mg", "E-Mail"]),
        ("या ई-मेल से", "hi", ["ई-मेल"]),
        ("e-mailを", "ja", ["e-mail"]),
        ("up-to-date, a -b, a- b, well-to-do x-2", "en", []),
        ("from 2024-10-31, L4 mm", "en", []),
        ("no number at all", "en", []),
    ],
)  # fmt: skip
def test_runs_are_found(text: str, tag: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in whole_runs(text, Language(tag))] == expected


@given(st.lists(st.sampled_from(PIECES)).map("".join), st.sampled_from(["en", "ja", "hi", "ru"]))
def test_runs_are_in_order_and_hold_a_number(text: str, tag: str) -> None:
    done = 0
    for start, end in whole_runs(text, Language(tag)):
        assert done <= start < end <= len(text)
        assert any(letter.isnumeric() for letter in text[start:end])
        done = end


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("Rest 2–3 weeks, 3 times a day; 20 mg in 30 minutes", "en", ["2–3 weeks", "3 times", "30 minutes"]),
        ("Take 2 tablets for 10 days, not 10 pages", "en", ["2 tablets", "10 days"]),
        ("Nach 3 Tagen 2 Tabletten, alle 4–6 Stunden", "de", ["3 Tagen", "2 Tabletten", "4–6 Stunden"]),
        ("Через 6 недель, 3 раза", "ru", ["6 недель", "3 раза"]),
        ("30分休み、1日3回、200 mg", "ja", ["30分", "1日", "3回"]),
        ("每次 30 分钟，共 3 次", "zh-Hans", ["30 分钟", "3 次"]),
        ("3 ครั้ง ครั้งละ 30 นาที", "th", ["3 ครั้ง", "30 นาที"]),
        ("30 분을 걷고 6주 쉽니다", "ko", ["30 분", "6주"]),
        ("3 बार, 2 गोलियाँ", "hi", ["3 बार", "2 गोलियाँ"]),
        ("خلال 6 أسابيع", "ar", ["6 أسابيع"]),
        ("Call 0113 496 0001 days before 4 May", "en", []),
        ("at 3 timeshares, in the 30-minute walk", "en", []),
        ("a 2\u00a0days rest", "en", []),
    ],
)  # fmt: skip
def test_numbers_are_found_with_what_they_count(text: str, tag: str, expected: list[str]) -> None:
    language = Language(tag)
    found = counted_runs(text, language, whole_runs(text, language))
    assert [text[start:end] for start, end in found] == expected


@given(
    st.lists(st.sampled_from([*PIECES, " days", "日", " दिन"])).map("".join),
    st.sampled_from(["en", "ja", "hi"]),
)
def test_counted_runs_are_in_order_and_part_no_whole(text: str, tag: str) -> None:
    whole = whole_runs(text, Language(tag))
    done = 0
    for start, end in counted_runs(text, Language(tag), whole):
        assert done <= start < end <= len(text)
        assert all(b <= start or end <= a or (start <= a and b <= end) for a, b in whole)
        done = end
