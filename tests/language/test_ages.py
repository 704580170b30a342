"""Ages without a unit that become months."""

from __future__ import annotations

import pytest

from pipeline.language.amounts.ages import ages, changed_age
from pipeline.language.amounts.figures import figures
from pipeline.model import Language

EN = Language("en")


@pytest.mark.parametrize(
    ("source", "wrong", "right", "tag"),
    [
        ("Not for children under 2.", "Nicht für Kinder unter 2 Monaten.", "Nicht unter 2 Jahren.", "de"),
        ("For ages 8 and up.", "لمن عمره 8 شهور وأكثر.", "لمن عمره 8 سنوات وأكثر.", "ar"),
        ("For ages 8 and up.", "8 aylık ve üzeri için.", "8 yaş ve üzeri için.", "tr"),
        ("If you are aged 65 or older, ask.", "65か月以上の方。", "65歳以上の方。", "ja"),
        ("Children aged 6 to 12 take one.", "6至12个月的儿童服一片。", "6至12岁的儿童服一片。", "zh-Hans"),
        ("Anyone over 60 can come.", "Todos con más de 60 meses.", "Todos los mayores de 60.", "es"),
        ("For girls under 9.", "9 हफ्ते से छोटी लड़कियों के लिए।", "9 साल से छोटी लड़कियों के लिए।", "hi"),
    ],
)  # fmt: skip
def test_an_age_is_in_years(source: str, wrong: str, right: str, tag: str) -> None:
    ours = ages(figures(source, EN))
    assert ours
    found = changed_age(ours, figures(wrong, Language(tag)))
    assert found is not None
    assert found[0] in ours
    assert found[1].unit in {"month", "week"}
    assert changed_age(ours, figures(right, Language(tag))) is None


@pytest.mark.parametrize(
    "source",
    [
        "For babies under 6 months.",
        "Children under 40 kg take half.",
        "Wait 2 to 3 days.",
        "Page 12 of 40.",
        "The average 8 hours.",
    ],
)
def test_what_is_no_bare_age(source: str) -> None:
    assert ages(figures(source, EN)) == ()


def test_another_language_without_such_words_is_not_asked() -> None:
    assert ages(figures("Kinder unter 2.", Language("de"))) == ()


@pytest.mark.parametrize(
    "target",
    [
        pytest.param("Nicht für kleine Kinder.", id="no-number"),
        pytest.param("Nicht für Kinder unter 3 Monaten.", id="another-number"),
        pytest.param("Nicht unter 2 Jahren, nach 2 Monaten absetzen.", id="also-in-years"),
        pytest.param("Nicht für Kinder unter 2 kg.", id="no-time"),
    ],
)
def test_only_the_same_number_of_a_shorter_time_is_another_age(target: str) -> None:
    ours = ages(figures("Not for children under 2.", EN))
    assert changed_age(ours, figures(target, Language("de"))) is None
