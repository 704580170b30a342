"""How much a negation is worth that one text has: told, a hint, or nothing; never less in a warning."""

from __future__ import annotations

import pytest

from pipeline.checks.check import Problem
from pipeline.checks.meaning.conditions import condition_mismatch
from pipeline.checks.meaning.opposites import opposite_mismatch
from pipeline.model import Severity
from tests.checks.sentences import problems

NOTHING = [
    pytest.param(
        "Remove the plaster after two days.",
        "Vermeiden Sie das Pflaster nach zwei Tagen.",
        "de",
        id="feeble",
    ),
    pytest.param(
        "Your referral has run its course.", "Votre lettre n’est plus valable.", "fr", id="fr"
    ),
    pytest.param("Your referral has run its course.", "Su volante ya no es válido.", "es", id="es"),
    pytest.param("Your referral has run its course.", "您的转诊单不再有效。", "zh-Hans", id="zh"),
    pytest.param(
        "Do not use eye drops that have been frozen or are no longer clear.",
        "Не используйте капли, которые были заморожены или помутнели.",
        "ru",
        id="no-longer-clear",
    ),
    pytest.param(
        "Keep her off school until she has been well for a day without medicine.",
        "השאירו אותה בבית ואל תשלחו אותה לבית הספר עד שתרגיש טוב יום שלם ללא תרופות.",
        "he",
        id="until",
    ),
]
HINTS = [
    pytest.param(
        "Do not drive. Do not drink. Use it no longer than a week.",
        "No conduzca. Beba. Úselo como máximo una semana.",
        "es",
        id="a-limit-has-not-ended",
    ),
    pytest.param(
        "If your sight is hazy, tell the nurse.",
        "Wenn Sie nicht klar sehen, sagen Sie es der Pflegekraft.",
        "de",
        id="in-a-case",
    ),
    pytest.param(
        "If your sight is hazy, tell the nurse.",
        "はっきり見えない場合は、看護師に伝えてください。",
        "ja",
        id="case-behind",
    ),
    pytest.param(
        "Take the capsule in the morning.",
        "Tome la cápsula por la mañana sin agua.",
        "es",
        id="without-for-no-with",
    ),
    pytest.param(
        "Do not go swimming until two days after the stitches are out.",
        "Gehen Sie zwei Tage nach dem Ziehen der Fäden schwimmen.",
        "de",
        id="dated-otherwise",
    ),
    pytest.param(
        "If you have not had a bowel movement for three days, do not take the second sachet.",
        "Wenn Sie drei Tage lang Verstopfung hatten, lassen Sie den zweiten Beutel nicht weg.",
        "de",
        id="once-more-in-many-words",
    ),
]
APART = [
    pytest.param(
        "Ask the nurse to change the bag at home as soon as it is full.",
        "Leer soll der Beutel bleiben: bitten Sie die Pflegekraft, ihn zu Hause zu wechseln.",
        "de",
        id="at-the-other-end",
    ),
]
NEAR = [
    pytest.param(
        "Ask the nurse to change the bag at home as soon as it is full.",
        "Bitten Sie die Pflegekraft, den Beutel zu Hause zu wechseln, sobald er leer ist.",
        "de",
        id="in-its-place",
    ),
    pytest.param(
        "Sit down slowly with the cushion behind you and raise the arm that is on the left.",
        "Rechts neben dem Stuhl liegt ein Kissen: setzen Sie sich langsam davor und heben Sie den Arm.",
        "de",
        id="a-side-wherever-it-stands",
    ),
    pytest.param(
        "When the nurse asks you to, raise the left arm as far as you can.",
        "右腕を、看護師に言われたら、できるだけ高く上げてください。",
        "ja",
        id="another-order-of-words",
    ),
    pytest.param(
        "Raise your left arm slowly.", "Levante despacio el brazo derecho.", "es", id="few-words"
    ),
]
SURE = [
    pytest.param("Take the capsule with water.", "Tome la cápsula sin agua.", "es", id="without"),
    pytest.param("Use a new needle.", "Verwenden Sie keine neue Nadel.", "de", id="order"),
    pytest.param(
        "If your sight is hazy, tell the nurse.",
        "Wenn Sie verschwommen sehen, sagen Sie es nicht der Pflegekraft.",
        "de",
        id="behind-the-case",
    ),
    pytest.param(
        "If your sight is hazy, tell the nurse.",
        "かすんで見える場合は、看護師に伝えないでください。",
        "ja",
        id="behind-the-case-behind",
    ),
    pytest.param(
        "If your sight is hazy, tell the nurse.",
        "अगर धुंधला दिखे तो नर्स को न बताएँ।",
        "hi",
        id="behind-then",
    ),
    pytest.param(
        "If your sight is hazy, tell the nurse.",
        "หากตามัว อย่าบอกพยาบาล",
        "th",
        id="behind-a-space",
    ),
    pytest.param(
        "Do not go swimming until the stitches are out.",
        "Gehen Sie schwimmen, bis die Fäden gezogen sind.",
        "de",
        id="until-is-there",
    ),
    pytest.param(
        "Do not give the tablets to anyone else and do not keep them in a damp bathroom.",
        "Geben Sie die Tabletten nicht weiter und bewahren Sie sie in einem feuchten Bad auf.",
        "de",
        id="behind-and-in-many-words",
    ),
    pytest.param(
        "Do not use it if it is no longer clear.",
        "Verwenden Sie es, wenn es nicht mehr klar ist.",
        "de",
        id="no-longer-is-kept-and-the-order-is-not",
    ),
    pytest.param(
        "Do not use the drops if they are no longer clear.",
        "Use las gotas si ya no están claras.",
        "es",
        id="no-longer-is-kept-es",
    ),
    pytest.param(
        "Do not use the drops if they are no longer clear.",
        "如果滴液不再清澈，请使用。",
        "zh-Hans",
        id="no-longer-is-kept-zh",
    ),
    pytest.param(
        "Use it, but never on broken skin or without gloves.",
        "Verwenden Sie es, aber auf verletzter Haut oder ohne Handschuhe.",
        "de",
        id="brief",
    ),
]


def told(source: str, target: str, language: str, *, critical: bool = False) -> list[Problem]:
    return problems(source, target, language, critical=critical)


@pytest.mark.parametrize(("source", "target", "language"), NOTHING)
def test_what_is_nearly_always_in_vain_is_not_told(source: str, target: str, language: str) -> None:
    assert told(source, target, language) == []


@pytest.mark.parametrize(("source", "target", "language"), HINTS)
def test_slight_evidence_is_a_hint(source: str, target: str, language: str) -> None:
    assert [each.severity for each in told(source, target, language)] == [Severity.INFO]


@pytest.mark.parametrize(("source", "target", "language"), SURE)
def test_what_is_sure_is_a_warning(source: str, target: str, language: str) -> None:
    assert [each.severity for each in told(source, target, language)] == [None]


@pytest.mark.parametrize(("source", "target", "language"), APART)
def test_a_contrary_at_the_other_end_is_a_hint(source: str, target: str, language: str) -> None:
    found = problems(source, target, language, opposite_mismatch)
    assert [each.severity for each in found] == [Severity.INFO]


@pytest.mark.parametrize(("source", "target", "language"), NEAR)
def test_a_contrary_in_its_place_is_a_warning(source: str, target: str, language: str) -> None:
    found = problems(source, target, language, opposite_mismatch)
    assert [each.severity for each in found] == [None]


@pytest.mark.parametrize(("source", "target", "language"), [*NOTHING, *HINTS, *APART, *SURE])
def test_in_a_warning_all_is_an_error(source: str, target: str, language: str) -> None:
    found = told(source, target, language, critical=True)
    assert [each.severity for each in found] == [Severity.ERROR]


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        pytest.param(
            "A day before the scan, eat only soup.", "יום לפני הסריקה אכלי מרק בלבד.", "he", id="he"
        ),
        pytest.param(
            "After the scan you may go home and eat.",
            "Nach der Aufnahme dürfen Sie heim.",
            "de",
            id="de",
        ),
    ],
)
def test_to_eat_is_looked_for_only_beside_before_and_after(
    source: str, target: str, language: str
) -> None:
    assert problems(source, target, language, condition_mismatch) == []


def test_a_meal_right_behind_before_has_to_be_said() -> None:
    found = problems("Take it before your main meal.", "请服用。", "zh-Hans", condition_mismatch)
    assert [each.message for each in found] == [
        "the source says 'meal', the translation has no such condition"
    ]
