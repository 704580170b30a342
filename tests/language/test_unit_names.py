"""Units that texts name without a number beside them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.language import tables
from pipeline.language.amounts.figures import figures
from pipeline.language.amounts.unit_names import (
    amounts,
    dimensions,
    lost_amounts,
    units_named,
    units_of,
)
from pipeline.model import Language

UNITS = {unit for unit, _, _ in tables.rows("units.tsv")}


@pytest.mark.parametrize(
    ("tag", "text", "units"),
    [
        ("en", "Take it daily before week 20.", ["day", "week"]),
        ("en", "5 mg/kg, per gram", ["gram", "kilogram", "milligram"]),
        ("en", "A programme of pills.", []),
        ("de", "eine zweiwöchige Behandlung", ["week"]),
        ("de", "halbjährlich", ["month", "year"]),
        ("fr", "la dose quotidienne", ["day"]),
        ("it", "per via orale", []),
        ("ar", "وبعد أسبوعين", ["week"]),
        ("hi", "प्रतिदिन", ["day"]),
        ("zh-Hans", "每日", ["day"]),
        ("ja", "体重1kgあたり", ["kilogram"]),
        ("ko", "주 1회", ["week"]),
        ("ko", "보름 동안", ["day", "week"]),
        ("ko", "요일의 의미", ["day"]),
        ("ru", "Выберите удобные дни.", ["day"]),
        ("tr", "günlerin anlamı", ["day"]),
    ],
)
def test_units_named(tag: str, text: str, units: list[str]) -> None:
    assert sorted(units_named(text, Language.parse(tag))) == units


def test_a_clock_names_the_hour() -> None:
    assert "hour" in units_of(figures("at 9:30", Language("en")))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The first six weeks at home.", [("six weeks", 6)]),
        ("Half an hour before a meal, twice a day.", [("an hour", Decimal("0.5")), ("a day", 1)]),
        ("7.5 mg for each kilogram", [("7.5 mg", Decimal("7.5")), ("each kilogram", 1)]),
        ("Children aged 6 to 11 years", []),
        ("A second dose in a minute, from day 3.", []),
    ],
)
def test_amounts(text: str, found: list[tuple[str, Decimal]]) -> None:
    told = amounts(figures(text, Language("en")))
    assert [(text[each.start : each.end], each.value) for each in told] == found


@pytest.mark.parametrize(
    ("source", "tag", "target", "lost"),
    [
        ("The first six weeks at home.", "ja", "自宅での最初の6週間。", []),
        ("The first six weeks at home.", "ja", "自宅での最初の期間。", ["week"]),
        ("Six weeks later", "de", "42 Tage später", []),
        ("5 mg once a day", "ja", "5mgを1回", ["day"]),
        ("5 mg once a day", "ko", "5mg을 하루 한 번", []),
        ("Highest dose a day", "de", "Tageshöchstdosis", []),
        ("Highest dose a day", "de", "Höchstdosis", ["day"]),
        ("each kilogram", "ko", "체중 당 7.5mg", ["kilogram"]),
        ("each kilogram", "fr", "par kilo de poids", []),
        ("two hours a week", "ar", "ساعتان أسبوعيًا", []),
        ("once a week", "sw", "mara moja", []),  # we don't know all its words
    ],
)
def test_lost_amounts(source: str, tag: str, target: str, lost: list[str]) -> None:
    here = figures(source, Language("en"))
    there = figures(target, Language.parse(tag))
    assert [each.unit for each in lost_amounts(here, amounts(here), there)] == lost


@pytest.mark.parametrize("path", sorted((tables.DATA / "unit-names").iterdir()), ids=str)
def test_the_words_are_tidy(path: object) -> None:
    name = str(path).rsplit("/", 1)[-1]
    rows = tables.rows(f"unit-names/{name}")
    assert {unit for unit, _ in rows} <= UNITS | {"@"}
    for _, entry in rows:
        words = entry.split(", ")
        assert all(words)
        assert len(words) == len(set(words))


def test_every_unit_has_one_dimension() -> None:
    named = [unit for _, units in tables.rows("unit-dimensions.tsv") for unit in units.split(" ")]
    assert len(named) == len(set(named))
    assert set(named) == set(dimensions()) <= UNITS
