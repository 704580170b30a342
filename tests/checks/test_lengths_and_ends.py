"""Ends, gaps, blocks and leftovers of texts in languages of many scripts: found, and left alone."""

from __future__ import annotations

import pytest

from pipeline.checks.run import run
from tests.builders import make_catalog, make_unit

WRONG = [  # check, source, language, translation
    ("final-stop", "Rest your back", "ar", "أرح ظهرك."),
    ("final-stop", "Rest your back", "el", "Ξεκουράστε τη μέση σας."),
    ("final-stop", "Rest your back", "id", "Istirahatkan punggung Anda."),
    ("mark-spacing", "Rest. Then walk.", "fa", "استراحت کنید.سپس راه بروید."),
    ("space-before-comma", "Rest, then walk.", "pt", "Descanse ,depois ande."),
    ("text-too-long", "Rest now.", "de", "Ruhen Sie sich jetzt aus, trinken Sie viel Wasser, essen Sie Obst und "
     "schlafen Sie jede Nacht genug."),
    ("block-injected", "Rest now.", "de", "1. Ruhen Sie sich jetzt aus."),
    ("unit-spacing", "Take 5 mg.", "ar", "تناول ٥ملغ."),
    ("source-residue", "Call us if it does not go away.", "fr", "Appelez-nous si it does not go away."),
    ("wrong-language", "Bend your knees and lift the box.", "it", "Ugnij kolana i podnieś powoli pudło z podłogi, trzymając plecy prosto. Dźwigaj ostrożnie, łagodnie."),
    ("doubled-word", "Rest your neck.", "tr", "Boynunuzu boynunuzu dinlendirin."),
    ("doubled-word", "Rest your neck.", "th", "พักและและคอของคุณ"),
    ("text-too-short", "Sit down, and call for help.", "es", "Siéntese."),
    ("text-too-short", "Sit down, and call for help.", "fr", "Asseyez-vous."),
    ("text-too-short", "Sit down, and call for help.", "de", "Setzen Sie sich hin."),
    ("text-too-short", "Sit down, and call for help.", "ru", "Сядьте."),
    ("text-too-short", "Sit down, and call for help.", "uk", "Сядьте."),
    ("text-too-short", "Sit down, and call for help.", "tr", "Oturun."),
    ("text-too-short", "Sit down, and call for help.", "zh-Hans", "坐下。"),
    ("text-too-short", "Sit down, and call for help.", "hi", "बैठ जाएँ।"),
    ("text-too-short", "Remove the bandage, and let the wound dry.", "fr", "Retirez le pansement."),
    ("text-too-short", "Remove the bandage, and let the wound dry.", "es", "Quítese la venda."),
    ("text-too-short", "Remove the bandage, and let the wound dry.", "pl", "Zdejmij opatrunek."),
    ("text-too-short", "Remove the bandage, and let the wound dry.", "ko", "붕대를 푸세요."),
    ("text-too-short", "Remove the bandage, and let the wound dry.", "vi", "Tháo băng."),
    ("text-too-short", "Remove the bandage, and let the wound dry.", "nl", "Haal het verband eraf."),
]  # fmt: skip

RIGHT = [
    ("final-stop", "Rest for 2 hours", "de", "2 Std. ruhen, dann 3 Std."),
    ("final-stop", "You will need", "zh-Hans", "您需要："),
    ("mark-spacing", "See example.org and file.pdf", "ar", "انظر example.org و file.pdf"),
    ("space-before-comma", "Dose ,5 mg", "es", "Dosis ,5 mg"),
    ("text-too-long", "Stroke", "fr", "Accident vasculaire cérébral (AVC)"),
    ("block-injected", "Week one: rest.", "de", "1. Woche: Ruhe."),
    ("unit-spacing", "Take 5 mg.", "ar", "تناول ٥ ملغ."),
    (
        "wrong-language",
        "Café Zürich, São Paulo and Kraków",
        "id",
        "Café Zürich, São Paulo, dan Kraków",
    ),
    ("doubled-word", "Slowly, step by step", "ja", "ゆっくり、一歩一歩"),
    ("doubled-word", "The aim of this leaflet", "zh-Hans", "本手册的目的的说明"),
    ("doubled-word", "For friends", "th", "เพื่อเพื่อน"),
    ("text-too-short", "Sit down, and call for help.", "es", "Siéntese y pida ayuda."),
    ("text-too-short", "Sit down, and call for help.", "fr", "Asseyez-vous et appelez à l’aide."),
    (
        "text-too-short",
        "Sit down, and call for help.",
        "de",
        "Setzen Sie sich hin und rufen Sie um Hilfe.",
    ),
    ("text-too-short", "Sit down, and call for help.", "ru", "Сядьте и позовите на помощь."),
    ("text-too-short", "Sit down, and call for help.", "uk", "Сядьте і покличте на допомогу."),
    ("text-too-short", "Sit down, and call for help.", "tr", "Oturun ve yardım çağırın."),
    ("text-too-short", "Sit down, and call for help.", "zh-Hans", "坐下，并呼救。"),
    ("text-too-short", "Sit down, and call for help.", "hi", "बैठ जाएँ और मदद के लिए पुकारें।"),
    (
        "text-too-short",
        "Remove the bandage, and let the wound dry.",
        "fr",
        "Retirez le pansement et laissez sécher la plaie.",
    ),
    (
        "text-too-short",
        "Remove the bandage, and let the wound dry.",
        "es",
        "Quítese la venda y deje secar la herida.",
    ),
    (
        "text-too-short",
        "Remove the bandage, and let the wound dry.",
        "pl",
        "Zdejmij opatrunek i pozwól ranie wyschnąć.",
    ),
    (
        "text-too-short",
        "Remove the bandage, and let the wound dry.",
        "ko",
        "붕대를 풀고 상처를 말리세요.",
    ),
    (
        "text-too-short",
        "Remove the bandage, and let the wound dry.",
        "vi",
        "Tháo băng và để vết thương khô.",
    ),
    (
        "text-too-short",
        "Remove the bandage, and let the wound dry.",
        "nl",
        "Haal het verband eraf en laat de wond drogen.",
    ),
    ("text-too-short", "Take two and a half tablets.", "hi", "ढाई गोलियाँ लें।"),
]


def found(source: str, target: str, language: str) -> set[str]:
    catalog = make_catalog(make_unit(source, target), language=language)
    return {each.id for each in run({"x.po": catalog})}


@pytest.mark.parametrize(("check", "source", "language", "target"), WRONG)
def test_what_is_wrong_is_found(check: str, source: str, language: str, target: str) -> None:
    assert check in found(source, target, language)


@pytest.mark.parametrize(("check", "source", "language", "target"), RIGHT)
def test_what_is_right_is_left_alone(check: str, source: str, language: str, target: str) -> None:
    assert check not in found(source, target, language)


def test_a_blank_translation_is_no_sentence_without_its_end() -> None:
    assert found("Rest your back.", "\u200b", "de") & {"final-stop", "blank-translation"} == {
        "blank-translation"
    }
