"""How often something is to be taken, as each language says it."""

from __future__ import annotations

import pytest

from pipeline.language.amounts.frequencies import frequencies
from pipeline.model import Language


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("en", "twice a day", [("twice a day", 2, 24)]),
        ("en", "every 6 to 8 hours", [("every 6 to 8 hours", 1, 8)]),
        ("en", "every six to eight hours", [("every six to eight hours", 1, 8)]),
        ("en", "3-4 times a day", [("4 times a day", 4, 24)]),
        ("fr", "toutes les 6 à 8 heures", [("toutes les 6 à 8 heures", 1, 8)]),
        ("tr", "Her 6-8 saatte bir", [("Her 6-8 saatte bir", 1, 8)]),
        ("tr", "günde en fazla 4 kez", [("günde en fazla 4 kez", 4, 24)]),
        ("ko", "6~8시간마다, 하루 최대 4회", [("8시간마다", 1, 8), ("하루 최대 4회", 4, 24)]),
        ("zh-Hans", "每6至8小时，每天最多4次", [("每6至8小时", 1, 8), ("每天最多4次", 4, 24)]),
        ("ja", "1週間2回", [("1週間2回", 2, 168)]),  # not 1日2回
        ("tr", "Haftada 2 kez 5 mg alın.", [("Haftada 2 kez", 2, 168)]),  # no range
        ("ru", "каждые 6–8 часов", [("каждые 6–8 часов", 1, 8)]),
        ("en", "every 6 mg hours", []),
        ("el", "έως τρεις φορές την ημέρα", [("τρεις φορές την ημέρα", 3, 24)]),  # ends in ς
        ("he", "יותר משלוש פעמים ביום", [("משלוש פעמים ביום", 3, 24)]),  # "than three", one word
        ("sw", "kila saa 6 hadi 8, kwa siku 3", [("kila saa 6 hadi 8", 1, 8)]),
        ("th", "วันละครั้ง หรือสัปดาห์ละครั้ง", [("วันละครั้ง", 1, 24), ("สัปดาห์ละครั้ง", 1, 168)]),
        ("km", "ម្ដងក្នុងមួយសប្ដាហ៍", [("ម្ដងក្នុងមួយសប្ដាហ៍", 1, 168)]),
        ("en", "every three years", [("every three years", 1, 25920)]),
        ("en", "once a year", [("once a year", 1, 8640)]),
        ("de", "alle 12 Monate", [("alle 12 Monate", 1, 8640)]),  # once a year
        ("pl", "raz na trzy lata", [("raz na trzy lata", 1, 25920)]),
        ("pt", "de dois em dois anos", [("de dois em dois anos", 1, 17280)]),
        ("id", "tiga kali sebulan", [("tiga kali sebulan", 3, 720)]),
        ("fr", "2 litres par jour", [("par jour", 0, 24)]),
        ("am", "በቀን ከሦስት ጊዜ በላይ", [("በቀን ከሦስት ጊዜ", 3, 24)]),
        ("en", "every five years", [("every five years", 1, 43200)]),
        ("ur", "دن میں چار بار 12 مرتبہ", [("دن میں چار بار", 4, 24)]),  # no range 4 to 12
        ("he", "אחת לחודשיים", [("אחת לחודשיים", 1, 1440)]),
        ("ar", "كل عامين", [("كل عامين", 1, 17280)]),
        ("hy", "շաբաթը մեկ անգամ", [("շաբաթը մեկ անգամ", 1, 168)]),  # not every n weeks
        ("hy", "երեք շաբաթը մեկ", [("երեք շաբաթը մեկ", 1, 504)]),
        ("am", "በየ6 ሰዓቱ", [("በየ6 ሰዓቱ", 1, 6)]),
        ("th", "ทุกสามปี", [("ทุกสามปี", 1, 25920)]),
        ("ta", "மூன்று மாதங்களுக்கு ஒருமுறை", [("மூன்று மாதங்களுக்கு ஒருமுறை", 1, 2160)]),
        ("ja", "3～5年に1回", [("5年に1回", 1, 43200)]),  # not once a year
        ("hi", "हर 3 से 5 साल में एक बार", [("5 साल में एक बार", 1, 43200)]),
        ("bn", "প্রতি তিন বছরে একবার", [("প্রতি তিন বছর", 1, 25920)]),
        ("bn", "৩ থেকে ৫ বছরে একবার", [("৫ বছরে একবার", 1, 43200)]),
        ("ja", "2錠を1日に3回", [("1日に3回", 3, 24)]),
        ("sw", "vidonge 2 kila siku", [("kila siku", 0, 24)]),
        ("pt", "dose diária, não semanal", [("diária", 0, 24), ("semanal", 0, 168)]),
        ("ru", "недельная доза", [("недельная доза", 0, 168)]),
        ("tr", "10 günlük tedavi", []),  # a course of 10 days
        ("ko", "일일이 확인하세요", []),  # one by one
        ("tr", "İlacı haftada iki kez alın.", [("haftada iki kez", 2, 168)]),  # İ: i and a dot
        ("de", "Regelmäßig zweimal täglich.", [("zweimal täglich", 2, 24)]),  # ß: two letters
        ("en", "bi-weekly, then weekly", [("weekly", 0, 168)]),  # twice a week, or every two weeks
        ("ar", "12 مرة في اليوم", [("12 مرة في اليوم", 12, 24)]),  # the singular from eleven on
    ],
)
def test_frequencies(tag: str, text: str, expected: list[tuple[str, int, int]]) -> None:
    found = frequencies(text, Language.parse(tag))
    assert [(text[each.start : each.end], each.times, each.hours) for each in found] == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("daily", "three times a day", True),  # how many times is not said
        ("twice a day", "two times a day", True),
        ("twice a day", "three times a day", False),
        ("daily", "weekly", False),
        ("twice a day", "twice a week", False),
        ("every 24 hours", "once a day", True),
    ],
)
def test_the_same_instruction(one: str, other: str, *, expected: bool) -> None:
    ((first,), (second,)) = (frequencies(text, Language("en")) for text in (one, other))
    assert first.agrees(second) is expected
    assert second.agrees(first) is expected
