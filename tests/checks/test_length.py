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


EXERCISE = (
    "Lie on your back with your knees bent and your feet flat on the floor.",
    "Tighten the muscles of your belly and press your lower back gently against the floor.",
    "Hold this for five seconds.",
    "Stop at once if the pain runs down into your leg, and see a doctor if it does not go away.",
)
EXERCISE_IN = {
    "de": ("Legen Sie sich auf den Rücken, die Knie gebeugt, die Füße flach auf dem Boden.", "Spannen Sie die Bauchmuskeln an und drücken Sie das Kreuz sanft gegen den Boden.", "Halten Sie das fünf Sekunden.", "Hören Sie sofort auf, wenn der Schmerz ins Bein zieht, und gehen Sie zum Arzt, wenn er nicht vergeht."),
    "es": ("Túmbese boca arriba con las rodillas dobladas y los pies apoyados en el suelo.", "Contraiga los músculos del abdomen y apriete suavemente la zona lumbar contra el suelo.", "Aguante así cinco segundos.", "Pare de inmediato si el dolor baja por la pierna y acuda al médico si no desaparece."),
    "ru": ("Лягте на спину, согните колени, стопы поставьте на пол.", "Напрягите мышцы живота и мягко прижмите поясницу к полу.", "Держите так пять секунд.", "Сразу прекратите, если боль отдаёт в ногу, и обратитесь к врачу, если она не проходит."),
    "ar": ("استلقِ على ظهرك مع ثني ركبتيك ووضع قدميك على الأرض.", "شد عضلات بطنك واضغط أسفل ظهرك برفق على الأرض.", "استمر على ذلك خمس ثوانٍ.", "توقف فورًا إذا امتد الألم إلى ساقك، وراجع الطبيب إذا لم يزُل."),
    "hi": ("पीठ के बल लेट जाएँ, घुटने मोड़ लें और पैर फ़र्श पर सपाट रखें।", "पेट की मांसपेशियाँ कसें और कमर को धीरे से फ़र्श पर दबाएँ।", "इसे पाँच सेकंड तक रोकें।", "अगर दर्द पैर में उतरने लगे तो तुरंत रुक जाएँ, और न जाए तो डॉक्टर को दिखाएँ।"),
    "ja": ("仰向けになり、膝を曲げて足の裏を床につけます。", "お腹の筋肉に力を入れ、腰をやさしく床に押しつけます。", "そのまま5秒間保ちます。", "痛みが脚に響くときはすぐにやめ、痛みが治まらなければ医師の診察を受けてください。"),
}  # fmt: skip


@pytest.mark.parametrize("language", EXERCISE_IN)
def test_a_whole_paragraph_is_right(language: str) -> None:
    joiner = "" if language == "ja" else " "
    assert found(" ".join(EXERCISE), joiner.join(EXERCISE_IN[language]), language) == set()


@pytest.mark.parametrize("language", EXERCISE_IN)
@pytest.mark.parametrize("lost", [0, 1, 3])
def test_a_sentence_left_out_of_a_paragraph_is_told(language: str, lost: int) -> None:
    joiner = "" if language == "ja" else " "
    kept = [each for place, each in enumerate(EXERCISE_IN[language]) if place != lost]
    assert found(" ".join(EXERCISE), joiner.join(kept), language) == {"text-too-short"}


def test_the_sentence_that_has_no_answer_is_named() -> None:
    kept = " ".join(EXERCISE_IN["de"][:-1])
    (problem,) = problems(CHECKS["text-too-short"], Passes(" ".join(EXERCISE), kept, "de"))
    assert problem.message == "the translation is shorter than expected: 57% of the usual length"
    assert problem.hint == (
        "compare it with the source: "
        "'Stop at once if the pain runs down into your leg, and see a …' may be missing"
    )


@pytest.mark.parametrize(
    ("language", "target"),
    [
        pytest.param("de", "Legen Sie sich auf den Rücken, beugen Sie die Knie und stellen Sie die Füße flach auf. Spannen Sie den Bauch an und drücken Sie das Kreuz sanft auf den Boden, fünf Sekunden lang. Hören Sie sofort auf, wenn der Schmerz ins Bein zieht, und gehen Sie zum Arzt, wenn er nicht vergeht.", id="de"),
        pytest.param("fr", "Allongez-vous sur le dos, genoux pliés et pieds à plat, puis contractez le ventre en appuyant doucement le bas du dos contre le sol. Tenez cinq secondes. Arrêtez tout de suite si la douleur descend dans la jambe, et consultez un médecin si elle ne disparaît pas.", id="fr"),
        pytest.param("zh-Hans", "仰卧，屈膝，双脚平放在地上。收紧腹部肌肉，将腰部轻轻压向地面，保持五秒钟。如果疼痛放射到腿部，请立即停止；如果疼痛不消失，请就医。", id="zh-Hans"),
        pytest.param("ja", "仰向けになって膝を曲げ、足の裏を床につけたら、お腹に力を入れて腰をやさしく床に押しつけ、そのまま5秒間保ちます。痛みが脚に響くときはすぐにやめ、治まらなければ医師の診察を受けてください。", id="ja"),
        pytest.param("th", "นอนหงาย งอเข่า วางเท้าราบกับพื้น เกร็งหน้าท้องแล้วกดหลังส่วนล่างแนบพื้นเบา ๆ ค้างไว้ห้าวินาที หยุดทันทีถ้าปวดร้าวลงขา และไปพบแพทย์ถ้าอาการปวดไม่หาย", id="th-has-no-ends"),
    ],
)  # fmt: skip
def test_two_sentences_made_one_are_no_loss(language: str, target: str) -> None:
    assert found(" ".join(EXERCISE), target, language) == set()


@pytest.mark.parametrize(
    ("source", "target"),
    [
        pytest.param(
            "Press the Record … button before you begin to speak into the microphone.",
            "Drücken Sie auf den Knopf „Aufnehmen“, ehe Sie in das Mikrofon sprechen.",
            id="a-button-with-dots",
        ),
        pytest.param(
            "Measure your blood pressure twice a day, sitting down. Lower is better.",
            "Messen Sie Ihren Blutdruck zweimal täglich im Sitzen.Niedriger ist besser.",
            id="no-space-behind-the-stop",
        ),
    ],
)
def test_what_looks_like_a_sentence_more(source: str, target: str) -> None:
    assert found(source, target, "de") == set()


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
