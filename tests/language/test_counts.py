"""What a text counts, by value: beside tablets and hours a number in words is certain."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.language import tables
from pipeline.language.amounts.counts import counts
from pipeline.language.amounts.figures import figures
from pipeline.language.amounts.frequencies import frequencies
from pipeline.language.amounts.number_words import value_of
from pipeline.language.tables import rows_for
from pipeline.model import Language

LANGUAGES = sorted(path.stem for path in (tables.DATA / "counts").glob("*.txt"))


def counted(text: str, tag: str) -> list[tuple[str, str]]:
    language = Language.parse(tag)
    found = counts(figures(text, language), frequencies(text, language)).counts
    return [(f"{each.value} {each.what}", text[each.start : each.end]) for each in found]


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("en", "Take two more tablets.", [("2 tablet", "two more tablets")]),
        ("en", "Take a tablet an hour before.", [("1 tablet", "a tablet")]),
        ("en", "Take it twice a day.", []),  # how often: compared as a whole
        ("en", "Wait between two doses.", []),
        ("en", "It takes twenty-five days.", []),
        ("en", "Half a tablet, then 2 tablets", [("0.5 tablet", "Half a tablet"), ("2 tablet", "2 tablets")]),
        ("fr", "un demi-comprimé", [("0.5 tablet", "un demi-comprimé")]),
        ("de", "dreimal zwei Hübe", [("3 time", "dreimal"), ("2 puff", "zwei Hübe")]),
        ("tr", "İki tablet", [("2 tablet", "İki tablet")]),
        ("tr", "İlacı iki saat önce", [("2 hour", "iki saat")]),
        ("ar", "وقرصين بعد ساعتين", [("2 tablet", "قرصين"), ("2 hour", "ساعتين")]),
        ("ar", "قرص واحد", [("1 tablet", "قرص واحد")]),
        ("he", "טבליה אחת בעוד שבועיים", [("1 tablet", "טבליה אחת"), ("2 week", "שבועיים")]),
        ("sw", "vidonge viwili kwa siku kumi na mbili", [("2 tablet", "vidonge viwili"), ("12 day", "siku kumi na mbili")]),
        ("zh-Hans", "第二天服两片", [("2 tablet", "两片")]),
        ("zh-Hans", "一两片", []),
        ("zh-Hans", "服三片半小时后再吃饭。", [("3 tablet", "三片")]),  # no 3½, no 33
        ("zh-Hans", "饭后半小时服三片半。", [("3.5 tablet", "三片半")]),
        ("zh-Hant", "飯後半小時，三片", [("3 tablet", "三片")]),
        ("ko", "두알을 드세요", [("2 tablet", "두알을")]),  # written together
        ("ja", "朝に1錠", [("1 tablet", "1錠")]),
        ("ko", "두 알을 두세요", [("2 tablet", "두 알을")]),
        ("km", "រយៈពេលប្រាំមួយសប្តាហ៍", [("6 week", "ប្រាំមួយសប្តាហ៍")]),
        ("my", "နှစ်နှစ်", [("2 year", "နှစ်နှစ်")]),
        ("hy", "վեց շաբաթում։", [("6 week", "վեց շաբաթում")]),
        ("am", "በስድስት ሳምንት።", [("6 week", "ስድስት ሳምንት")]),
        ("hi", "दो गोलियाँ।", [("2 tablet", "दो गोलियाँ")]),
        ("xx", "two tablets", []),
    ],
)  # fmt: skip
def test_counts(tag: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert counted(text, tag) == expected


@pytest.mark.parametrize("tag", LANGUAGES)
def test_each_language_has_the_numbers_to_ten_and_agrees_with_number_words(tag: str) -> None:
    language = Language(tag)
    named: set[Decimal] = set()
    for key, row in rows_for("counts", language):
        if not key.lstrip("^")[0].isdecimal():
            continue
        value = Decimal(key.lstrip("^"))
        named.add(value)
        for word in row.split(", "):
            assert value_of(word, language) in (value, None), word
    wanted = set(map(Decimal, range(1, 11)))
    assert wanted - named <= ({Decimal(2)} if tag == "ar" else set())  # a dual says "two"
