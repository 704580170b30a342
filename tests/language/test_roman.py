from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.language.amounts.figures import figures
from pipeline.language.amounts.roman import all_roman_numerals
from pipeline.language.amounts.roman_changes import changed_numerals
from pipeline.language.inline import blank
from pipeline.model import Language


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Stage IV, grade III and type II", [4, 3, 2]),
        ("Factor VIII or factor XI", [8, 11]),
        ("Factor V, type I, and factor X", [5, 1, 10]),
        ("Type I: take it. I do.", [1]),
        ("Sector XIX, level XXIX", [19, 29]),
        ("第Ⅳ期、Ⅱ型", [4, 2]),
        ("ステージIVの肺がん", [4]),
        ("рак ІІ стадії, фактор ХІ", [2, 11]),
        ("I think that I can.", [1]),
        ("Stage IIIa, IIB or IVc", [3, 2, 4]),
        ("IVA, IVb y VIa", [4, 4, 6]),
        ("Vitamin IVF, X-ray, HIV, VIP, XXL, II5", []),
        ("`IV` in code", []),
    ],
)
def test_numerals(text: str, values: list[int]) -> None:
    assert [each.value for each in all_roman_numerals(blank(text))] == values


def changed(source: str, target: str, tag: str) -> list[tuple[str, str]]:
    found = changed_numerals(figures(source, Language("en")), figures(target, Language(tag)))
    return [(source[a.start : a.end], target[b.start : b.end]) for a, b in found]


@pytest.mark.parametrize(
    ("source", "target", "tag", "found"),
    [
        ("Stage IV cancer", "Cáncer en estadio VI", "es", [("IV", "VI")]),
        ("Type II diabetes", "Diabetes tipo I", "es", [("II", "I")]),
        ("Type I diabetes", "Diabète de type II", "fr", [("I", "II")]),
        ("Type II diabetes", "Diabetes Typ 1", "de", [("II", "1")]),
        ("Stage IV cancer", "Рак VI стадии", "ru", [("IV", "VI")]),
        ("Stage III cancer", "Ⅱ期のがん", "ja", [("III", "Ⅱ")]),
        ("Type II heals. After type II comes III.", "Typ II heilt. Nach Typ IV kommt III.", "de",
         [("II", "IV")]),
        ("Factor VIII and factor IX", "Faktor VII und Faktor XI", "de",
         [("VIII", "VII"), ("IX", "XI")]),
    ],
)  # fmt: skip
def test_another_numeral_is_told(
    source: str, target: str, tag: str, found: list[tuple[str, str]]
) -> None:
    assert changed(source, target, tag) == found


@pytest.mark.parametrize(
    ("source", "target", "tag"),
    [
        ("Stage IV cancer", "Cáncer en estadio IV", "es"),
        ("Stage IV cancer", "Krebs im Stadium 4", "de"),
        ("Stage IV cancer", "ステージⅣのがん", "ja"),
        ("Stage II cancer", "Рак ІІ стадії", "uk"),
        ("Stage II cancer", "Krebs im zweiten Stadium", "de"),
        ("Type II diabetes", "2型糖尿病", "ja"),
        ("Give it by IV drip.", "Administrar por vía intravenosa.", "es"),
        ("Give 1 litre by IV drip.", "Administre 1 litro por vía intravenosa.", "es"),
        ("Can I drive?", "Kann ich fahren?", "de"),
        ("Can I drive in week 4?", "¿Puedo conducir en la semana IV?", "es"),
        ("Come in April.", "Proszę przyjść w IV.", "pl"),
        ("Type II: take a tablet.", "Tipo 2: tome 1 comprimido.", "es"),
        ("Types I and II", "Tipos II y I", "es"),
    ],
)
def test_the_same_numeral_said_otherwise_is_not_told(source: str, target: str, tag: str) -> None:
    assert changed(source, target, tag) == []


def test_values_are_decimals_as_of_all_numbers() -> None:
    assert isinstance(all_roman_numerals("Type II")[0].value, Decimal)
