"""A "not" within a condition that nothing divides from what must not be done: yoksa almayın.

Languages with the verb at the end have the condition first, and both negations in one clause by
their marks. "Do not take it if you are *not* allergic" is the contrary of what the source says.
"""

from __future__ import annotations

import pytest

from pipeline.checks.registry import CHECKS
from tests.checks.sentences import problems, told

ALLERGY = "Do not take it if you are allergic to penicillin."
NO_PAIN = "Do not take it if you have no pain."

WRONG = [
    ("hi", ALLERGY, "अगर आपको पेनिसिलिन से एलर्जी नहीं है तो इसे न लें।"),
    ("bn", ALLERGY, "পেনিসিলিনে অ্যালার্জি না থাকলে এটি খাবেন না।"),
    ("ta", ALLERGY, "பென்சிலின் ஒவ்வாமை இல்லாவிட்டால் எடுத்துக்கொள்ள வேண்டாம்."),
    ("am", ALLERGY, "ለፔኒሲሊን አለርጂ ከሌለብዎት አይውሰዱ።"),
    ("tr", ALLERGY, "Penisiline alerjiniz yoksa almayın."),
    ("ko", ALLERGY, "페니실린 알레르기가 없으면 복용하지 마세요."),
    ("ur", "Do not drive if you feel tired.", "اگر آپ تھکے ہوئے نہیں ہیں تو گاڑی نہ چلائیں۔"),
]
RIGHT = [
    ("hi", "Do not drive unless you are well.", "अगर आप ठीक नहीं हैं तो गाड़ी न चलाएँ।"),
    ("bn", NO_PAIN, "ব্যথা না থাকলে এটি খাবেন না।"),
    ("ta", NO_PAIN, "வலி இல்லாவிட்டால் எடுத்துக்கொள்ள வேண்டாம்."),
    ("am", NO_PAIN, "ህመም ከሌለብዎት አይውሰዱ።"),
    ("tr", "Do not drive unless you feel well.", "İyi hissetmiyorsanız araba kullanmayın."),
    ("ko", NO_PAIN, "통증이 없으면 복용하지 마세요."),
    ("ko", "Do not take it without asking us.", "저희에게 묻지 않으면 복용하지 마세요."),
]


@pytest.mark.parametrize(("language", "source", "target"), WRONG)
def test_an_added_not_within_a_condition_is_told(language: str, source: str, target: str) -> None:
    found = problems(source, target, language, CHECKS["negation-mismatch"])
    assert ["negates less often" in each.message for each in found] == [True]


@pytest.mark.parametrize(("language", "source", "target"), RIGHT)
def test_a_condition_that_is_negated_in_both_is_not(
    language: str, source: str, target: str
) -> None:
    assert told(source, target, language) == []
