"""Text left in the source's language, or in a third one: found; correct prose of any language: not."""

from __future__ import annotations

import pytest

from pipeline.checks.check import Check, Example, Passes
from pipeline.checks.examples import problems
from pipeline.checks.registry import CHECKS

SOURCE = (
    "If the pain does not go away after two weeks or gets worse, "
    "talk to your doctor before you take more tablets."
)
CORRECT = {
    "es": "Si el dolor no desaparece después de dos semanas o empeora, hable con su médico antes de tomar más comprimidos.",
    "fr": "Si la douleur ne disparaît pas après deux semaines ou s’aggrave, parlez-en à votre médecin avant de prendre d’autres comprimés.",
    "fr-CA": "Si la douleur persiste après deux semaines ou s’aggrave, parlez à votre médecin avant de prendre plus de comprimés.",
    "de": "Wenn die Schmerzen nach zwei Wochen nicht vergehen oder stärker werden, sprechen Sie mit Ihrem Arzt, bevor Sie weitere Tabletten nehmen.",
    "it": "Se il dolore non passa dopo due settimane o peggiora, ne parli con il suo medico prima di prendere altre compresse.",
    "pt": "Se a dor não passar ao fim de duas semanas ou piorar, fale com o seu médico antes de tomar mais comprimidos.",
    "pt-BR": "Se a dor não passar depois de duas semanas ou piorar, converse com seu médico antes de tomar mais comprimidos.",
    "nl": "Als de pijn na twee weken niet weg is of erger wordt, praat dan met uw arts voordat u meer tabletten neemt.",
    "pl": "Jeśli ból nie ustąpi po dwóch tygodniach lub się nasili, proszę porozmawiać z lekarzem przed przyjęciem kolejnych tabletek.",
    "cs": "Pokud bolest po dvou týdnech neustoupí nebo se zhorší, poraďte se s lékařem, než si vezmete další tablety.",
    "tr": "Ağrı iki hafta sonra geçmezse veya kötüleşirse, daha fazla tablet almadan önce doktorunuzla konuşun.",
    "vi": "Nếu cơn đau không hết sau hai tuần hoặc nặng hơn, hãy nói chuyện với bác sĩ trước khi uống thêm thuốc.",
    "id": "Jika nyeri tidak hilang setelah dua minggu atau memburuk, bicaralah dengan dokter Anda sebelum minum tablet lagi.",
    "sw": "Ikiwa maumivu hayaishi baada ya wiki mbili au yanazidi, zungumza na daktari wako kabla ya kumeza vidonge zaidi.",
    "ru": "Если боль не проходит через две недели или усиливается, поговорите с врачом, прежде чем принимать ещё таблетки.",
    "uk": "Якщо біль не минає за два тижні або посилюється, поговоріть із лікарем, перш ніж приймати ще таблетки.",
    "el": "Αν ο πόνος δεν περάσει μετά από δύο εβδομάδες ή χειροτερέψει, μιλήστε με τον γιατρό σας πριν πάρετε κι άλλα δισκία.",
    "ar": "إذا لم يختفِ الألم بعد أسبوعين أو ازداد سوءًا، فتحدث إلى طبيبك قبل أن تتناول المزيد من الأقراص.",
    "fa": "اگر درد پس از دو هفته از بین نرفت یا بدتر شد، پیش از خوردن قرص بیشتر با پزشک خود صحبت کنید.",
    "ur": "اگر درد دو ہفتوں کے بعد ختم نہ ہو یا بڑھ جائے تو مزید گولیاں لینے سے پہلے اپنے ڈاکٹر سے بات کریں۔",
    "he": "אם הכאב אינו חולף אחרי שבועיים או מחמיר, דברו עם הרופא לפני נטילת כדורים נוספים.",
    "hi": "अगर दो हफ़्ते बाद भी दर्द ठीक न हो या बढ़ जाए, तो और गोलियाँ लेने से पहले अपने डॉक्टर से बात करें।",
    "bn": "দুই সপ্তাহ পরেও ব্যথা না কমলে বা বেড়ে গেলে, আরও ট্যাবলেট খাওয়ার আগে আপনার ডাক্তারের সঙ্গে কথা বলুন।",
    "ta": "இரண்டு வாரங்களுக்குப் பிறகும் வலி குறையவில்லை அல்லது அதிகரித்தால், மேலும் மாத்திரைகள் எடுக்கும் முன் மருத்துவரிடம் பேசுங்கள்.",
    "th": "หากอาการปวดไม่หายไปหลังจากสองสัปดาห์หรือแย่ลง ให้ปรึกษาแพทย์ก่อนรับประทานยาเพิ่ม",
    "zh-Hans": "如果疼痛两周后仍未消失或加重，请在服用更多药片之前咨询医生。",
    "zh-Hant": "如果疼痛兩週後仍未消失或加重，請在服用更多藥片之前諮詢醫師。",
    "ja": "2週間たっても痛みが消えない、または悪化する場合は、錠剤を追加で飲む前に医師に相談してください。",
    "ko": "2주가 지나도 통증이 사라지지 않거나 심해지면 약을 더 먹기 전에 의사와 상담하세요.",
    "am": "ህመሙ ከሁለት ሳምንት በኋላ ካልጠፋ ወይም ከባሰ፣ ተጨማሪ ክኒን ከመውሰድዎ በፊት ሐኪምዎን ያነጋግሩ።",
    "hy": "Եթե ցավը երկու շաբաթից չի անցնում կամ ուժեղանում է, խոսեք բժշկի հետ՝ նախքան նոր հաբ ընդունելը։",
    "km": "ប្រសិនបើការឈឺចាប់មិនបាត់ក្រោយពីរសប្ដាហ៍ ឬកាន់តែខ្លាំង សូមពិភាក្សាជាមួយគ្រូពេទ្យមុនលេបថ្នាំបន្ថែម។",
    "my": "နှစ်ပတ်အကြာတွင် နာကျင်မှု မပျောက်ပါက သို့မဟုတ် ပိုဆိုးလာပါက ဆေးထပ်မသောက်မီ ဆရာဝန်နှင့် တိုင်ပင်ပါ။",
}  # fmt: skip
OWN = [
    CHECKS[name]
    for name in (
        "unchanged", "source-residue", "wrong-language", "text-too-short", "text-too-long",
        "doubled-word", "capital-at-start", "multiple-capitals", "tripled-letter",
    )
]  # fmt: skip


def ids(source: str, target: str, language: str, checks: list[Check] = OWN) -> set[str]:
    example: Example = Passes(source, target, language)
    return {check.id for check in checks if problems(check, example)}


@pytest.mark.parametrize("language", CORRECT)
def test_correct_translation_is_silent(language: str) -> None:
    assert ids(SOURCE, CORRECT[language], language) == set()


@pytest.mark.parametrize("language", CORRECT)
def test_source_is_found_in_every_language(language: str) -> None:
    assert "unchanged" in ids(SOURCE, SOURCE, language)


LATIN = ["es", "fr", "de", "it", "pt", "nl", "pl", "cs", "tr", "vi", "id", "sw"]


@pytest.mark.parametrize("said", LATIN)
@pytest.mark.parametrize("written", LATIN)
def test_every_other_latin_language_is_told(said: str, written: str) -> None:
    found = ids(SOURCE, CORRECT[written], said, [CHECKS["wrong-language"]])
    assert found == (set() if said == written else {"wrong-language"})


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("ru", "uk"), ("uk", "ru"), ("ar", "fa"), ("fa", "ar"), ("ar", "ur"), ("fa", "ur"),
        ("ur", "fa"), ("ur", "ar"), ("ja", "zh-Hans"), ("ja", "zh-Hant"),
    ],
)  # fmt: skip
def test_neighbours_in_other_scripts_are_told(said: str, written: str) -> None:
    found = ids(SOURCE, CORRECT[written], said, [CHECKS["wrong-language"]])
    assert found == {"wrong-language"}


@pytest.mark.parametrize("language", LATIN)
def test_half_a_sentence_left_over_is_found(language: str) -> None:
    half = (
        CORRECT[language].partition(",")[0] + ", talk to your doctor before you take more tablets."
    )
    [problem] = problems(CHECKS["source-residue"], Passes(SOURCE, half, language))
    assert problem.span is not None
    assert half[slice(*problem.span)] == "talk to your doctor before you take more tablets"


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Read “The truth about your back” first.", "Lesen Sie zuerst „The truth about your back“.", "de"),
        ("Watch [How to get out of bed](https://example.org/bed).", "Mire [How to get out of bed](https://example.org/bed).", "es"),
        ("Say “I am in pain and I need help”.", 'Zeg <span lang="en">I am in pain and I need help</span>.', "nl"),
        ("Press `set the time and go`.", "Appuyez sur `set the time and go`.", "fr"),
        ("The Department of Health and Social Care", "Il Department of Health and Social Care", "it"),
        ("Vitamin B12", "Vitamin B12", "id"),
        ("10–20 mg", "10–20 mg", "pl"),
        ("Hotline: 112", "Hotline: 112", "de"),
        ("Diabetes", "Diabetes", "es"),
        ("Normal", "Normal", "tr"),
        ("Paracetamol", "Paracetamol", "pt"),
        ("https://example.org/what-to-do-in-an-emergency", "https://example.org/what-to-do-in-an-emergency", "vi"),
        ("Chen Jian, Cainiu Health", "Chen Jian, Cainiu Health", "sw"),
        ("Call your doctor.", "Call your doctor.", "en-GB"),
        ("Version 2.1", "Version 2.1", "de"),
        ("腰痛", "腰痛", "ja"),
        (
            "The work tree contains local changes; use the button to discard them.",
            "Drzewo robocze zawiera lokalne zmiany; użyj przycisku, aby je odrzucić.",
            "pl",
        ),
        ("The value lies outside the range", "Giá trị so sánh nằm ngoài phạm vi", "vi"),
    ],
)  # fmt: skip
def test_what_may_stay_is_silent(source: str, target: str, language: str) -> None:
    assert ids(source, target, language) == set()


def test_sentence_kept_whole_is_an_error_and_a_label_a_warning() -> None:
    check = CHECKS["unchanged"]
    [sentence] = problems(check, Passes(SOURCE, SOURCE, "es"))
    [label] = problems(check, Passes("When to call", "When to call", "es"))
    assert (sentence.severity, label.severity) == ("error", None)


@pytest.mark.parametrize(
    ("target", "language", "left"),
    [
        ("Puede causar dizziness y fiebre.", "es", ["dizziness"]),
        ("Può causare vertigini e fever.", "it", ["fever"]),
        ("Es kann dizziness and fever verursachen.", "de", ["dizziness", "fever"]),
        ("Może powodować zawroty głowy i gorączkę (fever).", "pl", ["fever"]),
        ("Pode causar *dizziness* e febre.", "pt", []),  # in italics, as a word of another language
        ("Pode causar «dizziness» e febre.", "pt", []),
        ("Puede causar Dizziness y fiebre.", "es", []),  # may be a name
        ("Véase https://dizziness.example/fever.", "es", []),
        ("Det kan ge dizziness och feber.", "sv", ["dizziness"]),
        ("Voi aiheuttaa dizziness ja kuumetta.", "fi", []),  # never compared
    ],
)
def test_a_single_word_that_was_left(target: str, language: str, left: list[str]) -> None:
    example = Passes("It may cause dizziness and fever.", target, language)
    found = problems(CHECKS["source-word-left"], example)
    assert [target[slice(*problem.span)] for problem in found if problem.span] == left


def test_a_word_that_the_language_has_too_is_not_left() -> None:
    check = CHECKS["source-word-left"]
    assert not list(problems(check, Passes("Drink water.", "Drink wat water.", "nl")))
    assert list(problems(check, Passes("Drink water.", "Beba water.", "pt")))


@pytest.mark.parametrize(
    ("source", "target", "language", "left"),
    [
        ("Take the medicine every day.", "Tome el medicine cada día.", "es", ["medicine"]),
        ("Take the medicine every day.", "Uống thuốc every ngày.", "vi", ["every"]),
        ("Take the medicine every day.", "Prenda la medicine ogni giorno.", "it", []),  # a plural
        ("Swallow the tablets whole.", "Połknąć tablets w całości.", "pl", ["tablets"]),
        ("Take 1 tablet with food.", "Minum 1 tablet bersama food.", "id", ["food"]),
        ("Take 1 tablet with food.", "Nehmen Sie 1 Tablette mit food ein.", "de", ["food"]),
        ("Call us if it bleeds or hurts.", "Llámenos si sangra or duele.", "es", ["or"]),
        ("Apply the cream to the skin.", "Paka cream kwenye ngozi.", "sw", ["cream"]),
        ("Wash your hands.", "Cuci hands Anda.", "id", ["hands"]),
        ("Wash your hands.", "Tvätta hands noga.", "sv", []),  # may be a Swedish word
        ("Drink from a bottle.", "Drik af en bottle.", "da", ["bottle"]),
        ("Rinse your mouth.", "Vypláchněte si mouth.", "cs", ["mouth"]),
        # loans of several words, names, what an acronym stands for, addresses, names of buttons
        ("Avoid fast food and ice cream.", "Evite la fast food y el ice cream.", "es", []),
        ("Try Nordic walking.", "Essayez le nordic walking.", "fr", []),
        ("Trial and error is the rule.", "Il trial and error è la regola.", "it", []),
        ("COPD (chronic obstructive pulmonary disease)", "EPOC (chronic obstructive pulmonary disease)", "es", []),
        ("The Breathe Easy group meets.", "Il gruppo Breathe Easy si riunisce.", "it", []),
        ("Write to care@eat-well.example.", "Escriba a care@eat-well.example.", "es", []),
        ("Press 'apply' twice.", "Appuyez 2 fois sur 'apply'.", "fr", []),
        ("Skin-to-skin contact helps.", "El contacto skin-to-skin ayuda.", "es", []),
        ("Do the test online; it is for stress.", "Faça o teste online; é para stress.", "pt-BR", []),
    ],
)  # fmt: skip
def test_a_word_of_many_loans_tells_only_alone(
    source: str, target: str, language: str, left: list[str]
) -> None:
    found = problems(CHECKS["source-word-left"], Passes(source, target, language))
    assert [target[slice(*problem.span)] for problem in found if problem.span] == left
