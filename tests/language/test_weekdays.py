from __future__ import annotations

import pytest

from pipeline.language.amounts.weekdays import weekdays
from pipeline.model import Language


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("en", "On Mondays and Tuesday.", [("Mondays", 0), ("Tuesday", 1)]),
        ("de", "Montags und am Dienstag.", [("Montags", 0), ("Dienstag", 1)]),
        ("ru", "в субботу, по пятницам", [("субботу", 5), ("пятницам", 4)]),
        ("ru", "это лекарственное средство", []),  # среда is Wednesday
        ("uk", "у п’ятницю", [("п’ятницю", 4)]),  # CLDR has U+02BC
        ("pl", "w niedzielę, we wtorek", [("niedzielę", 6), ("wtorek", 1)]),
        ("tr", "Pazartesi ve Pazar", [("Pazartesi", 0), ("Pazar", 6)]),
        ("ar", "بالخميس", [("الخميس", 3)]),  # written together with "on"
        ("he", "ביום שני", [("יום שני", 0)]),
        ("fa", "سه\u200cشنبه و شنبه", [("سه\u200cشنبه", 1), ("شنبه", 5)]),
        ("zh-Hans", "星期一和星期日", [("星期一", 0), ("星期日", 6)]),
        ("ja", "月曜と火曜日", [("月曜", 0), ("火曜日", 1)]),
        ("th", "ทุกวันจันทร์", [("วันจันทร์", 0)]),
        ("zh-Hans", "周三至周日", [("周三", 2), ("周日", 6)]),
        ("zh-Hant", "每兩週一次", []),  # once in two weeks: no Monday
        ("zh-Hans", "每个星期走三次", []),  # a week, and no Sunday
        ("zh-Hant", "下個禮拜複診", []),
        ("ja", "木曜日次回", [("木曜日", 3)]),  # "Thursday, the next time"
        ("ta", "வியாழக்கிழமை", [("வியாழக்கிழமை", 3)]),
        ("hi", "इतवार को", [("इतवार", 6)]),
    ],
)
def test_finds_days_as_texts_have_them(
    tag: str, text: str, expected: list[tuple[str, int]]
) -> None:
    found = weekdays(text, Language.parse(tag))
    assert [(text[day.start : day.end], day.number) for day in found] == expected


def test_no_language_has_the_days_of_another() -> None:
    """Babel 2.18 mixes Swahili into the names of some languages, once it has loaded it."""
    assert weekdays("Jumatatu", Language("sw"))
    assert not weekdays("Jumatatu", Language("el"))
    assert not weekdays("Jumatatu", Language("uk"))
