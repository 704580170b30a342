"""The tables of letters that a language does not have, and of what looks like what."""

from __future__ import annotations

import unicodedata

import pytest

from pipeline.language import letters, scripts
from pipeline.language.cldr import month_names
from pipeline.language.letters import Strange
from pipeline.language.tables import DATA
from pipeline.model import Language

TABLES = sorted(path.stem for path in (DATA / "letters").glob("*.txt"))
VALID_IN_BOTH = "里台后云几干斗余只面松谷系板才布丰志念克伙准复卷周乾著徵瞭藉夥么於"


@pytest.mark.parametrize("tag", TABLES)
def test_what_stands_instead_belongs_to_the_language(tag: str) -> None:
    table = letters.strange_letters(Language(tag))
    assert table
    for letter, strange in table.items():
        assert unicodedata.is_normalized("NFC", letter)
        assert len(strange.instead) <= 1 or strange.instead == "ss"  # for ß
        assert strange.instead not in table
        assert strange.instead or not strange.is_certain


@pytest.mark.parametrize("tag", TABLES)
def test_the_languages_own_words_have_no_strange_letter(tag: str) -> None:
    strange = letters.strange_characters(Language(tag))
    assert strange.isdisjoint("".join(month_names(Language(tag))))


def test_small_letters_stand_where_the_great_ones_stood() -> None:
    grow = [each for each in map(chr, range(0x20000)) if len(letters.lowered(each)) != 1]
    assert grow == []
    assert letters.lowered("İLAÇ ve Σ") == "ilaç ve σ"


@pytest.mark.parametrize("tag", ["zh-Hans", "zh-Hant"])
def test_characters_that_are_right_in_both_are_never_strange(tag: str) -> None:
    common = set(VALID_IN_BOTH) - ({"于", "於"} if tag == "zh-Hans" else set())
    assert letters.strange_characters(Language(tag)).isdisjoint(common)


def test_chinese_is_looked_up_by_its_variant() -> None:
    assert letters.strange_letters(Language("zh-TW"))["药"] == Strange("藥", is_certain=False)
    assert letters.strange_letters(Language("zh"))["藥"] == Strange("药", is_certain=False)
    assert "着" not in letters.strange_letters(Language("zh-HK"))


def test_most_languages_have_nothing_strange() -> None:
    assert letters.strange_letters(Language("fr")) == {}
    assert letters.look_alikes(Language("fr")) == {}
    assert letters.look_alike_words(Language("fr")) == {}


def test_what_looks_alike() -> None:
    assert letters.look_alikes(Language("uk"))["i"] == "\u0456"
    assert letters.look_alike_words(Language("ru"))["c"] == "\u0441"
    assert "x" not in letters.look_alike_words(Language("ru"))


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("km", "\u200b\u200c\u200d"), ("th", "\u200b"), ("fa", "\u200c\u200d"), ("es", "")],
)
def test_invisible_characters_that_a_script_needs(tag: str, expected: str) -> None:
    assert letters.needed_invisibles(Language(tag)) == frozenset(expected)


@pytest.mark.parametrize("word", ["NFκB", "TNFα", "PPARγ", "βhCG", "γGT", "μmol", "kΩ", "Δt", "Aβ"])
def test_names_of_science_are_no_mixed_words(word: str) -> None:
    assert scripts.stray_runs(f"El {word} también", Language("es")) == ()


@pytest.mark.parametrize("word", ["pαin", "Straβe", "αlle", "uηe", "νiên", "Тake", "takе", "Aс"])
def test_words_of_two_alphabets_are_stray(word: str) -> None:
    assert [run.text for run in scripts.stray_runs(f"é {word} o", Language("es"))] == [word]
