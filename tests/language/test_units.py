"""Units as languages write them, and the data files behind them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.language import tables
from pipeline.language.amounts import units
from pipeline.language.cldr import is_known, unit_patterns
from pipeline.model import Language

UNITS = {unit for unit, _, _ in tables.rows("units.tsv")}


@pytest.mark.parametrize(
    ("tag", "spelling", "unit"),
    [
        ("en", "mg", "milligram"),
        ("de", "Milligramm", "milligram"),
        ("fr", "millilitres", "milliliter"),
        ("ar", "ملغ", "milligram"),
        ("ar", "مليغرام", "milligram"),
        ("hi", "मि॰ग्रा॰", "milligram"),
        ("hi", "मि.ग्रा.", "milligram"),
        ("ja", "ミリメートル", "millimeter"),
        ("zh-Hant", "毫克", "milligram"),
        ("ru", "мм рт. ст.", "millimeter-of-mercury"),
        ("uk", "тижнів", "week"),
        ("es", "UI", "international-unit"),
        ("de", "I.E.", "international-unit"),
        ("en", "μg", "microgram"),
        ("en", "µg", "microgram"),
    ],
)
def test_unit_spellings(tag: str, spelling: str, unit: str) -> None:
    found = units.unit_spellings(Language.parse(tag)).after
    assert found[units.normalize(spelling)] == unit


OWN_WORDS = [
    (path.stem, unit, word)
    for path in sorted(Path(tables.__file__).parent.glob("data/unit-words/*.txt"))
    for unit, words in tables.rows_for("unit-words", Language.parse(path.stem))
    if unit != "-"
    for word in words.split(", ")
    if not word.startswith(("4:", "^"))
]


def test_every_word_of_our_own_is_read_as_the_unit_that_it_stands_for() -> None:
    read = [
        (tag, units.unit_after(f"5 {word.removeprefix('!')}", 1, Language.parse(tag)), word)
        for tag, _, word in OWN_WORDS
    ]
    assert len(read) > 1400
    assert [(tag, found[0] if found else None, word) for tag, found, word in read] == OWN_WORDS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 մմ", "millimeter"),
        ("5 մմ.", "millimeter"),
        ("5 մմ/րոպե", "millimeter"),
        ("5 ՄՄ", "international-unit"),
        ("5 ՄՄ/մլ", "international-unit"),
        ("5 Մմ", "millimeter"),
    ],
)
def test_case_tells_an_armenian_millimetre_from_an_international_unit(
    text: str, expected: str
) -> None:
    found = units.unit_after(text, 1, Language("hy"))
    assert found is not None
    assert found[0] == expected


@pytest.mark.parametrize(
    ("tag", "text", "unit"),
    [
        ("sw", "subiri dakika 30", "minute"),
        ("sw", "kilogramu 30", "kilogram"),
        ("sw", "miligramu 30", "milligram"),
        ("sw", "gramu 30", "gram"),
        ("sw", "usiku 30", None),  # "night" ends as "day"
        ("my", "မိနစ် 30", "minute"),
        ("my", "လက်ကို စက္ကန့် 30 ဆေးပါ", "second"),
        ("my", "2 ရက် 30 ပြား", None),  # thirty tablets in two days
        ("my", "တစ်ရက် 30 ပြား", None),
        ("tr", "%30", "percent"),
        ("zh-Hans", "百分之30", "percent"),
    ],
)
def test_units_before_their_number(tag: str, text: str, unit: str | None) -> None:
    spellings = units.unit_spellings(Language.parse(tag))
    assert units.unit_ahead(text, text.index("30"), spellings) == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("ရက် ၂၀", "day"),
        ("ရက် ၁,၂၀၀", "day"),
        ("ရက် ၂", None),  # "two times a day" is written so
        ("ရက် ၂၅", None),
        ("ရက် ၂၀.၅", None),
    ],
)
def test_units_before_round_numbers_only(text: str, unit: str | None) -> None:
    assert units.unit_ahead(text, 4, units.unit_spellings(Language("my"))) == unit


@pytest.mark.parametrize(
    ("tag", "text", "unit"),
    [
        ("en", "3 d of rest", ("day", 3)),
        ("en", "3D scan", None),
        ("de", "3D-Aufnahme", None),
        ("ja", "3D検査", None),
        ("tr", "3 l'lik", ("liter", 3)),
        ("it", "8 l'infermiera", None),
        ("fr", "8 l’équipe", None),
        ("vi", "3 ký đường", ("kilogram", 4)),
        ("vi", "3 ký tự", None),  # characters
        ("vi", "3 ký sinh trùng", None),  # parasites
    ],
)
def test_what_begins_as_a_unit_may_be_another_word(
    tag: str, text: str, unit: tuple[str, int] | None
) -> None:
    assert units.unit_after(text, 1, Language.parse(tag)) == unit


@pytest.mark.parametrize(
    ("tag", "word"), [("en", "in"), ("es", "a"), ("en", "a"), ("fr", "a"), ("ru", "в")]
)
def test_words_that_are_no_units(tag: str, word: str) -> None:
    assert word not in units.unit_spellings(Language.parse(tag)).after


def test_every_cldr_unit_exists() -> None:
    known = set(unit_patterns(Language("en")))
    assert {key for _, key, _ in tables.rows("units.tsv")} - {"-"} <= known


def files(folder: str) -> list[Path]:
    return sorted((tables.DATA / folder).iterdir())


@pytest.mark.parametrize("path", files("unit-words"), ids=lambda path: path.stem)
def test_unit_words_are_tidy(path: Path) -> None:
    assert is_known(Language.parse(path.stem))
    rows = tables.rows(f"unit-words/{path.name}")
    assert {unit for unit, _ in rows} <= UNITS | {"-"}
    words = [word for unit, entry in rows for word in entry.split(", ")]
    assert all(word == word.strip() and word for word in words)
    normalized = [units.normalize(word) for word in words if not word.startswith("^")]
    assert all(normalized)


@pytest.mark.parametrize("path", files("number-words"), ids=lambda path: path.stem)
def test_number_words_are_tidy(path: Path) -> None:
    assert is_known(Language.parse(path.stem))
    rows = tables.rows(f"number-words/{path.name}")
    keys = {key for key, _ in rows} - {"~", "-"}
    assert all(Decimal(key.removeprefix("M").rstrip("?")) >= 0 for key in keys)
    for marks in ("~", "-M0123456789"):
        words = [word for key, entry in rows if key[0] in marks for word in entry.split(", ")]
        assert sorted(words) == sorted(set(words))


def test_every_table_names_its_source() -> None:
    for path in tables.DATA.rglob("*"):
        if path.is_file():
            assert "Source: " in path.read_text(encoding="utf-8"), path.name


def test_a_missing_file_has_no_rows() -> None:
    assert tables.rows("number-words/xx.txt") == ()
