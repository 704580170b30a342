"""A dropped sentence is often found by its length; a correct translation never is suspected."""

from __future__ import annotations

import pytest

from pipeline.checks.check import Passes
from pipeline.checks.examples import problems
from pipeline.checks.registry import CHECKS
from pipeline.language.lengths import expansion
from pipeline.language.tables import rows
from pipeline.model import Language

SOURCE = (
    "Take one tablet in the morning with a glass of water. "
    "Do not drive if the medicine makes you dizzy or tired."
)
TWO_SENTENCES = {
    "es": ("Tome un comprimido por la mañana con un vaso de agua.", "No conduzca si el medicamento le produce mareo o cansancio."),
    "fr": ("Prenez un comprimé le matin avec un verre d’eau.", "Ne conduisez pas si le médicament vous donne des vertiges ou vous fatigue."),
    "de": ("Nehmen Sie morgens eine Tablette mit einem Glas Wasser.", "Fahren Sie nicht, wenn das Mittel Sie schwindlig oder müde macht."),
    "it": ("Prenda una compressa al mattino con un bicchiere d’acqua.", "Non guidi se il medicinale provoca capogiri o stanchezza."),
    "pt": ("Tome um comprimido de manhã com um copo de água.", "Não conduza se o medicamento lhe causar tonturas ou cansaço."),
    "nl": ("Neem ’s ochtends één tablet met een glas water.", "Rijd niet als u van het medicijn duizelig of moe wordt."),
    "pl": ("Proszę przyjąć rano jedną tabletkę, popijając szklanką wody.", "Nie prowadzić pojazdów, jeśli lek powoduje zawroty głowy lub zmęczenie."),
    "cs": ("Užívejte jednu tabletu ráno a zapijte ji sklenicí vody.", "Neřiďte, pokud po léku pociťujete závrať nebo únavu."),
    "ru": ("Принимайте одну таблетку утром, запивая стаканом воды.", "Не садитесь за руль, если лекарство вызывает головокружение или усталость."),
    "tr": ("Sabahları bir bardak suyla bir tablet alın.", "İlaç başınızı döndürüyor veya sizi yoruyorsa araç kullanmayın."),
    "vi": ("Uống một viên vào buổi sáng với một cốc nước.", "Không lái xe nếu thuốc làm bạn chóng mặt hoặc mệt mỏi."),
    "ar": ("تناول قرصًا واحدًا في الصباح مع كوب من الماء.", "لا تقد السيارة إذا سبب لك الدواء الدوار أو التعب."),
    "hi": ("सुबह एक गोली एक गिलास पानी के साथ लें।", "अगर दवा से चक्कर या थकान हो तो गाड़ी न चलाएँ।"),
    "zh-Hans": ("每天早上用一杯水送服一片。", "如果服药后感到头晕或疲倦，请勿驾车。"),
    "ja": ("朝、コップ1杯の水で1錠を飲んでください。", "薬でめまいや疲れを感じるときは、運転しないでください。"),
    "hy": ("Առավոտյան ընդունեք մեկ հաբ մեկ բաժակ ջրով։", "Մի՛ վարեք մեքենա, եթե դեղից գլխապտույտ կամ հոգնածություն եք զգում։"),
    "am": ("ጠዋት አንድ ክኒን በአንድ ብርጭቆ ውሃ ይውሰዱ።", "መድኃኒቱ የሚያዞርዎት ወይም የሚያደክምዎት ከሆነ አይንዱ።"),
    "km": ("លេបថ្នាំមួយគ្រាប់នៅពេលព្រឹកជាមួយទឹកមួយកែវ។", "កុំបើកបរ ប្រសិនបើថ្នាំធ្វើឱ្យអ្នកវិលមុខ ឬអស់កម្លាំង។"),
    "my": ("မနက်တိုင်း ဆေးတစ်လုံးကို ရေတစ်ခွက်နှင့် သောက်ပါ။", "ဆေးကြောင့် ခေါင်းမူးလျှင် သို့မဟုတ် ပင်ပန်းလျှင် ကားမမောင်းပါနှင့်။"),
    "ko": ("아침에 물 한 잔과 함께 한 알을 드세요.", "약 때문에 어지럽거나 피곤하면 운전하지 마세요."),
}  # fmt: skip


def found(source: str, target: str, language: str) -> set[str]:
    checks = [CHECKS["text-too-short"], CHECKS["text-too-long"]]
    return {each.id for each in checks if problems(each, Passes(source, target, language))}


@pytest.mark.parametrize("language", TWO_SENTENCES)
def test_two_sentences_for_two_are_right(language: str) -> None:
    assert found(SOURCE, " ".join(TWO_SENTENCES[language]), language) == set()


@pytest.mark.parametrize("language", TWO_SENTENCES)
@pytest.mark.parametrize("kept", [0, 1])
def test_one_sentence_for_two_is_too_short(language: str, kept: int) -> None:
    assert found(SOURCE, TWO_SENTENCES[language][kept], language) == {"text-too-short"}


@pytest.mark.parametrize("language", TWO_SENTENCES)
def test_three_sentences_for_one_are_too_long(language: str) -> None:
    one, two = TWO_SENTENCES[language]
    source = SOURCE.partition(". ")[0] + "."
    assert found(source, f"{one} {two} {two}", language) == {"text-too-long"}


def test_addresses_and_code_are_no_text() -> None:
    source = "Read more about it at <https://example.org/a-very-long-address/of-a-page.html> first."
    assert (
        found(
            source, "请先阅读 <https://example.org/a-very-long-address/of-a-page.html>。", "zh-Hans"
        )
        == set()
    )


def test_tables_of_lengths_are_of_known_languages() -> None:
    assert all(len(row) == 2 and 20 <= int(row[1]) <= 150 for row in rows("text_lengths.tsv"))
    assert expansion(Language("zh-Hant")) == expansion(Language("zh")) < expansion(Language("de"))
