""" "Within 30 days of it" is "in the 30 days after it", and never "after 30 days"."""

from __future__ import annotations

import pytest

from tests.checks.sentences import problems

WITHIN = "Call us if it bleeds within 30 days of the operation."

# language, what is right, what names the time after which it is too late
DAYS = [
    ("de", "Rufen Sie an, wenn es in den 30 Tagen nach der Operation blutet.", "Rufen Sie an, wenn es nach 30 Tagen blutet."),
    ("fr", "Appelez-nous si cela saigne dans les 30 jours après l’opération.", "Appelez-nous si cela saigne après 30 jours."),
    ("ja", "手術後30日で出血したらお電話ください。", "30日後に出血したらお電話ください。"),
    ("ko", "수술 후 30일 동안 출혈이 있으면 전화하세요.", "30일 후에 출혈이 있으면 전화하세요."),
    ("zh-Hans", "手术后30天，如果出血，请致电。", "30天后出血请致电。"),
    ("hi", "ऑपरेशन के बाद 30 दिनों में खून बहे तो फ़ोन करें।", "30 दिनों के बाद खून बहे तो फ़ोन करें।"),
]  # fmt: skip


def test_what_is_waited_for_may_be_over_first_and_a_meal_is_no_such_thing() -> None:
    until = "Wait until the fever is down before you start."
    assert problems(until, "Beginnen Sie erst, nachdem das Fieber gesunken ist.", "de") == []
    (found,) = problems("Wait before meals.", "Warten Sie nur nach dem Essen.", "de")
    assert found.message == "the source says 'before', the translation says 'nach'"


@pytest.mark.parametrize(("language", "right", "wrong"), DAYS)
def test_a_time_in_which_is_no_time_after_which(language: str, right: str, wrong: str) -> None:
    assert problems(WITHIN, right, language) == []
    (found,) = problems(WITHIN, wrong, language)
    assert found.message.startswith("the source says 'within 30 days of', the translation says ")
