"""Which runs stay left-to-right in right-to-left prose: whole doses, no pieces of dates."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.amounts.quantities import ltr_runs, needs_override


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        pytest.param("٠١٢ ٣٤٥ ٦٧٨٩", True, id="telephone-in-Arabic-digits"),
        pytest.param("012 345 6789", False, id="telephone-in-European-digits"),
        pytest.param("۰۲۱ ۳۴۵ ۶۷۸۹", False, id="telephone-in-Persian-digits"),
        pytest.param("٥ mg", False, id="the-unit-turns-it"),
    ],
)
def test_what_an_isolate_alone_does_not_turn(run: str, *, expected: bool) -> None:
    assert needs_override(run) is expected


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        # -- doses
        ("دمای −۵ °C را", ["−۵ °C"]),  # one run, and not its number once more
        ("تناول 200–400 mg يوميا", ["200–400 mg"]),
        ("تناول 200-400 mg يوميا", ["200-400 mg"]),
        ("تناول 200 – 400 mg يوميا", ["200 – 400 mg"]),
        ("تناول 5 mg يوميا", ["5 mg"]),
        ("تناول 5mg يوميا.", ["5mg"]),
        ("تناول 0.5 mg، ثم 1.5 ml.", ["0.5 mg", "1.5 ml"]),
        ("تناول 2.5\u00a0mg يوميا", ["2.5\u00a0mg"]),
        ("تناول Ibuprofen 400 mg مرتين", ["Ibuprofen 400 mg"]),
        ("تناول Vitamin B12 1000 µg يوميا", ["Vitamin B12 1000 µg"]),
        ("تناول Mecobalamin (500 µg) يوميا", ["500 µg"]),
        ("جرعة 10 mg/kg يوميا", ["10 mg/kg"]),
        ("جرعة 10 mg/kg/day هنا", ["10 mg/kg/day"]),
        ("محلول 5 mg/10 ml فقط", ["5 mg/10 ml"]),
        ("خذ 2 × 500 mg الآن", ["2 × 500 mg"]),
        ("الضغط 120/80 mmHg اليوم", ["120/80 mmHg"]),
        ("الضغط 120/80 اليوم", ["120/80"]),
        ("أقل من ≤ 4 g في اليوم", ["≤ 4 g"]),
        ("حرارة > 38 °C خطرة", ["> 38 °C"]),
        ("برودة −5 °C شديدة", ["−5 °C"]),
        ("حوالي 50% من الناس", ["50%"]),
        ("حوالي 50–60 % من الناس", ["50–60 %"]),
        ("1,500 mg أو 1 500 mg", ["1,500 mg", "1 500 mg"]),
        ("خذ و200–400 mg مساء", ["200–400 mg"]),
        ("خذ ب5 mg مساء", ["5 mg"]),
        ("بين 5 %–10 % منهم", ["5 %–10 %"]),
        ("خذ 500 mg × 2 الآن", ["500 mg × 2"]),
        ("من 5 mg → 10 mg", ["5 mg → 10 mg"]),
        ("عدد 4.5 × 10⁹/L اليوم", ["4.5 × 10⁹/L"]),
        ("فرق 2 ± 0.5 mm فقط", ["2 ± 0.5 mm"]),
        ("حموضة pH 7.35–7.45 هنا", ["pH 7.35–7.45"]),
        ("جرعة 1½ قرص", ["1½"]),
        ("من 1/2–1 قرص", ["1/2–1"]),
        ("نسبة 1 : 10 و1:10", ["1 : 10"]),
        ("من 10:30–11:00 صباحا", ["10:30–11:00"]),
        ("من 31/10/2024–2/11/2024", ["31/10/2024–2/11/2024"]),
        # -- numbers without a Latin unit
        ("من 200–400 ملغ يوميا", ["200–400"]),
        # The degree of "°م" belongs to its letter: with the number it would stand on the far side.
        ("إلى 38.5 °م أو أكثر", []),
        ("38.0–38.5 °م", ["38.0–38.5"]),
        ("≥ 38 °م", ["≥ 38"]),
        ("38.5°م", ["38.5"]),  # W5 would join the degree to the number
        ("إلى ٣٨٫٥ °م", []),
        ("دمای ۳۸٫۵ °س", []),
        ("حوالي 38.5° فقط", ["38.5°"]),
        ("من 2-3 مرات", ["2-3"]),
        ("عدد 10 000 شخص", ["10 000"]),
        ("≥ 3 مرات", ["≥ 3"]),
        ("تناول 5 أقراص", []),
        ("قبل 3.5 ساعات", []),
        ("في 10:30 صباحا", []),
        ("at 10:30 am في", ["at 10:30 am"]),
        # -- Arabic-Indic digits run as Arabic does
        ("من ٢٠٠–٤٠٠ ملغ يوميا", []),
        ("تناول ٥ ملغ", []),
        ("من ٢٠٠–٤٠٠ mg يوميا", []),  # a reader begins on the right, with 200
        ("۵ mg در روز", ["۵ mg"]),
        ("حدود ۲–۳ بار", []),
        ("۲-۳ بار", ["۲", "۳"]),  # the algorithm alone would join them, 2 on the left
        ("۵۰٪ بیماران", ["۵۰"]),
        ("دمای −۵ درجه", ["−۵"]),
        # -- telephone numbers
        ("חייגו *2700 עכשיו", ["*2700"]),
        ("טלפון 1-700-555-555", ["1-700-555-555"]),
        ("تلفن ۰۲۱-۸۸۷۷۶۶۵۵ است", ["۰۲۱-۸۸۷۷۶۶۵۵"]),
        ("اتصل +44 20 7946 0018 الآن", ["+44 20 7946 0018"]),
        ("اتصل +44 (0)20 7946 0018 الآن", ["+44 (0)20 7946 0018"]),
        ("اتصل +1 (555) 010-9999 الآن", ["+1 (555) 010-9999"]),
        ("اتصل +44 20 7946 0018 (24 h) الآن", ["+44 20 7946 0018", "24 h"]),
        ("اتصل +44 20 7946 0018 (9–17) الآن", ["+44 20 7946 0018", "9–17"]),
        ("اتصل +966-11-555-0123.", ["+966-11-555-0123"]),
        ("טלפון 03-555-0123 עכשיו", ["03-555-0123"]),
        ("اتصل 0800 123 456 الآن", ["0800 123 456"]),
        ("اتصل ٠٨٠٠ ١٢٣ ٤٥٦ الآن", ["٠٨٠٠ ١٢٣ ٤٥٦"]),
        ("اتصل 112 الآن", []),
        # -- dates
        ("في 2024-10-31 تقريبا", ["2024-10-31"]),
        ("في 2026-09 تقريبا", ["2026-09"]),
        ("بتاريخ 31/10/2024.", ["31/10/2024"]),
        ("بتاريخ 31.10.2024.", ["31.10.2024"]),
        ("في 2024-10-31 10:30 تماما", ["2024-10-31 10:30"]),
        ("عام 2024 كان", []),
        ("الأعوام 2019–2024", ["2019–2024"]),
        # -- codes and addresses
        ("بين L4–L5 و S1 أيضا", ["L4–L5", "S1"]),
        ("القرص C5-6 مصاب", ["C5-6"]),
        ("بعد COVID-19 مباشرة", ["COVID-19"]),
        ("فيروس SARS-CoV-2 هنا", ["SARS-CoV-2"]),
        ("فحص HbA1c مهم", ["HbA1c"]),
        ("رمز ICD-10-CM هنا", ["ICD-10-CM"]),
        ("خلايا CD4+ وفصيلة Rh− هنا", ["CD4+", "Rh−"]),
        ("انظر example.org/help/ أيضا", ["example.org/help/"]),
        ("فحص MRI مهم", []),
        ("انظر https://example.org/a-b?c=1 هنا.", ["https://example.org/a-b?c=1"]),
        ("اكتب إلى help.desk@example.org، شكرا", ["help.desk@example.org"]),
        ("انظر www.example.org.", ["www.example.org"]),
        # -- Hebrew and Persian
        ("קחו 200–400 mg ביום", ["200–400 mg"]),
        ("קחו Ibuprofen 400 mg, ואז נוחו", ["Ibuprofen 400 mg"]),
        ("روزی 2–3 بار", ["2–3"]),
        ("", []),
        ("استرح جيدا", []),
    ],
)
def test_ltr_runs(text: str, runs: list[str]) -> None:
    assert [text[start:end] for start, end in ltr_runs(text)] == runs


PIECES = ("5", "200", "–", "-", " ", "mg", "/", "L4", "+44", "Ibuprofen", "ملغ", "٥", ".", ",", "2024-10-31", "%", "≤", ":", "(", ")", "https://a.b/", "x")  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_runs_are_ordered_disjoint_and_have_no_space_at_the_edges(text: str) -> None:
    runs = ltr_runs(text)
    assert list(runs) == sorted(runs)
    assert all(start < end for start, end in runs)
    assert all(left[1] <= right[0] for left, right in pairwise(runs))
    assert all(text[start:end] == text[start:end].strip() for start, end in runs)
