"""A number in words that changed is found beside what it counts, and only there."""

from __future__ import annotations

import pytest

from pipeline.checks.amounts.counted import spelled_number_mismatch
from pipeline.checks.check import Context
from pipeline.checks.facts import Facts
from pipeline.checks.reading import Pair, Reading, Standing
from pipeline.checks.run import run
from pipeline.model import Language, Severity, Termbase
from tests.builders import make_catalog, make_unit
from tests.checks.sentences import problems

ONE_TABLET = "Take one tablet with a glass of water."
TWO_TABLETS = "Take two tablets before going to bed."
THREE_TIMES = "Repeat the exercise three times."
TWO_WEEKS = "Wait at least two weeks."
FORTNIGHT = "Come back for a check-up in a fortnight."
MONTH_AND_A_HALF = "Recovery takes one and a half months."
ONE_HOUR = "Wait an hour before you eat."
TWO_HOURS = "Wait two hours before you eat."
WARFARIN = "Take one and a half warfarin tablets at 6 p.m. every day and have your INR checked in two weeks."
HALF_A_TABLET = "Take half a tablet in the morning."


def findings(source: str, target: str, language: str) -> list[str]:
    catalog = make_catalog(make_unit(source, target), language=language)
    found = run({"x.po": catalog})
    assert {each.id for each in found} <= {"spelled-number-mismatch", "number-mismatch"}, found
    return [
        target[slice(*each.span)].strip()
        for each in found
        if each.id == "spelled-number-mismatch" and each.span
    ]


# language, source, the right translation, a wrong one, what is marked in it
CHANGED = [
    ("de", "Do not take more than one tablet.", "Nehmen Sie nicht mehr als eine Tablette.", "Nehmen Sie nicht mehr als zwei Tabletten.", "zwei Tabletten"),
    ("es", FORTNIGHT, "Vuelva para una revisión dentro de quince días.", "Vuelva para una revisión dentro de una semana.", "una semana"),
    ("fr", FORTNIGHT, "Revenez pour un contrôle dans quinze jours.", "Revenez pour un contrôle dans une semaine.", "une semaine"),
    ("de", FORTNIGHT, "Kommen Sie in vierzehn Tagen zur Kontrolle.", "Kommen Sie in einer Woche zur Kontrolle.", "einer Woche"),
    ("it", FORTNIGHT, "Torni per un controllo tra due settimane.", "Torni per un controllo tra tre settimane.", "tre settimane"),
    ("zh-Hans", FORTNIGHT, "两周后回来复查。", "一周后回来复查。", "一周"),
    ("hi", FORTNIGHT, "दो हफ्ते बाद जाँच के लिए वापस आएँ।", "एक हफ्ते बाद जाँच के लिए वापस आएँ।", "एक हफ्ते"),
    ("es", MONTH_AND_A_HALF, "La recuperación dura un mes y medio.", "La recuperación dura dos meses.", "dos meses"),
    ("ru", MONTH_AND_A_HALF, "Выздоровление занимает полтора месяца.", "Выздоровление занимает два месяца.", "два месяца"),
    ("pl", MONTH_AND_A_HALF, "Powrót do zdrowia trwa półtora miesiąca.", "Powrót do zdrowia trwa dwa miesiące.", "dwa miesiące"),
    ("ar", MONTH_AND_A_HALF, "يستغرق التعافي شهرًا ونصفًا.", "يستغرق التعافي شهرين.", "شهرين"),
    ("ko", MONTH_AND_A_HALF, "회복에는 한 달 반이 걸립니다.", "회복에는 두 달이 걸립니다.", "두 달"),
    ("tr", MONTH_AND_A_HALF, "İyileşme bir buçuk ay sürer.", "İyileşme iki ay sürer.", "iki ay"),
    ("ar", ONE_HOUR, "انتظر ساعة قبل أن تأكل.", "انتظر ساعتين قبل أن تأكل.", "ساعتين"),
    ("he", ONE_HOUR, "המתינו שעה לפני שתאכלו.", "המתינו שעתיים לפני שתאכלו.", "שעתיים"),
    ("es", ONE_HOUR, "Espere una hora antes de comer.", "Espere dos horas antes de comer.", "dos horas"),
    ("es", ONE_TABLET, "Tome un comprimido con un vaso de agua.", "Tome dos comprimidos con un vaso de agua.", "dos comprimidos"),
    ("es", TWO_TABLETS, "Tome dos comprimidos antes de acostarse.", "Tome tres comprimidos antes de acostarse.", "tres comprimidos"),
    ("es", TWO_TABLETS, "Tome 2 comprimidos antes de acostarse.", "Tome un comprimido antes de acostarse.", "un comprimido"),
    ("es", TWO_WEEKS, "Espere al menos dos semanas.", "Espere al menos una semana.", "una semana"),
    ("fr", ONE_TABLET, "Prenez un comprimé avec un verre d’eau.", "Prenez deux comprimés avec un verre d’eau.", "deux comprimés"),
    ("fr", THREE_TIMES, "Répétez l’exercice trois fois.", "Répétez l’exercice deux fois.", "deux fois"),
    ("fr-CA", TWO_WEEKS, "Attendez au moins deux semaines.", "Attendez au moins six semaines.", "six semaines"),
    ("de", ONE_TABLET, "Nehmen Sie eine Tablette mit einem Glas Wasser ein.", "Nehmen Sie zwei Tabletten mit einem Glas Wasser ein.", "zwei Tabletten"),
    ("de", THREE_TIMES, "Wiederholen Sie die Übung dreimal.", "Wiederholen Sie die Übung zweimal.", "zweimal"),
    ("de-CH", TWO_WEEKS, "Warten Sie mindestens zwei Wochen.", "Warten Sie mindestens vier Wochen.", "vier Wochen"),
    ("it", ONE_TABLET, "Prenda una compressa con un bicchiere d’acqua.", "Prenda due compresse con un bicchiere d’acqua.", "due compresse"),
    ("it", TWO_WEEKS, "Aspetti almeno due settimane.", "Aspetti almeno sei settimane.", "sei settimane"),
    ("pt", ONE_TABLET, "Tome um comprimido com um copo de água.", "Tome três comprimidos com um copo de água.", "três comprimidos"),
    ("pt-BR", TWO_TABLETS, "Tome dois comprimidos antes de se deitar.", "Tome um comprimido antes de se deitar.", "um comprimido"),
    ("nl", ONE_TABLET, "Neem één tablet in met een glas water.", "Neem twee tabletten in met een glas water.", "twee tabletten"),
    ("nl", THREE_TIMES, "Herhaal de oefening drie keer.", "Herhaal de oefening twee keer.", "twee keer"),
    ("pl", ONE_TABLET, "Należy przyjąć jedną tabletkę, popijając szklanką wody.", "Należy przyjąć dwie tabletki, popijając szklanką wody.", "dwie tabletki"),
    ("pl", TWO_WEEKS, "Należy odczekać co najmniej dwa tygodnie.", "Należy odczekać co najmniej trzy tygodnie.", "trzy tygodnie"),
    ("cs", TWO_TABLETS, "Před spaním užijte dvě tablety.", "Před spaním užijte čtyři tablety.", "čtyři tablety"),
    ("cs", THREE_TIMES, "Cvik zopakujte třikrát.", "Cvik zopakujte dvakrát.", "dvakrát"),
    ("ru", ONE_TABLET, "Примите одну таблетку, запив её водой.", "Примите две таблетки, запив их водой.", "две таблетки"),
    ("ru", THREE_TIMES, "Повторите упражнение три раза.", "Повторите упражнение два раза.", "два раза"),
    ("uk", TWO_TABLETS, "Прийміть дві таблетки перед сном.", "Прийміть три таблетки перед сном.", "три таблетки"),
    ("el", ONE_TABLET, "Πάρτε ένα δισκίο με ένα ποτήρι νερό.", "Πάρτε δύο δισκία με ένα ποτήρι νερό.", "δύο δισκία"),
    ("el", TWO_WEEKS, "Περιμένετε τουλάχιστον δύο εβδομάδες.", "Περιμένετε τουλάχιστον τρεις εβδομάδες.", "τρεις εβδομάδες"),
    ("tr", ONE_TABLET, "Bir bardak su ile bir tablet alın.", "Bir bardak su ile iki tablet alın.", "iki tablet"),
    ("tr", TWO_TABLETS, "Yatmadan önce iki tablet alın.", "Yatmadan önce üç tablet alın.", "üç tablet"),
    ("ar", ONE_TABLET, "تناول قرصًا واحدًا مع كوب من الماء.", "تناول قرصين مع كوب من الماء.", "قرصين"),
    ("ar", TWO_TABLETS, "تناول قرصين قبل النوم.", "تناول ثلاثة أقراص قبل النوم.", "ثلاثة أقراص"),
    ("ar", TWO_TABLETS, "تناول قرصين قبل النوم.", "تناول قرصًا واحدًا قبل النوم.", "قرصًا واحدًا"),
    ("fa", ONE_TABLET, "یک قرص را با یک لیوان آب بخورید.", "دو قرص را با یک لیوان آب بخورید.", "دو قرص"),
    ("he", TWO_TABLETS, "יש ליטול שתי טבליות לפני השינה.", "יש ליטול שלוש טבליות לפני השינה.", "שלוש טבליות"),
    ("he", TWO_WEEKS, "יש להמתין לפחות שבועיים.", "יש להמתין לפחות שלושה שבועות.", "שלושה שבועות"),
    ("ur", TWO_TABLETS, "سونے سے پہلے دو گولیاں لیں۔", "سونے سے پہلے تین گولیاں لیں۔", "تین گولیاں"),
    ("hi", ONE_TABLET, "एक गिलास पानी के साथ एक गोली लें।", "एक गिलास पानी के साथ दो गोलियाँ लें।", "दो गोलियाँ"),
    ("hi", TWO_WEEKS, "कम से कम दो हफ़्ते रुकें।", "कम से कम तीन हफ़्ते रुकें।", "तीन हफ़्ते"),
    ("bn", TWO_TABLETS, "শোয়ার আগে দুটি ট্যাবলেট খান।", "শোয়ার আগে তিনটি ট্যাবলেট খান।", "তিনটি ট্যাবলেট"),
    ("ta", TWO_TABLETS, "தூங்குவதற்கு முன் இரண்டு மாத்திரைகள் எடுத்துக்கொள்ளுங்கள்.", "தூங்குவதற்கு முன் மூன்று மாத்திரைகள் எடுத்துக்கொள்ளுங்கள்.", "மூன்று மாத்திரைகள்"),
    ("th", TWO_TABLETS, "รับประทานยาสองเม็ดก่อนนอน", "รับประทานยาสามเม็ดก่อนนอน", "สามเม็ด"),
    ("vi", ONE_TABLET, "Uống một viên với một ly nước.", "Uống hai viên với một ly nước.", "hai viên"),
    ("vi", THREE_TIMES, "Lặp lại bài tập ba lần.", "Lặp lại bài tập năm lần.", "năm lần"),
    ("id", TWO_TABLETS, "Minum dua tablet sebelum tidur.", "Minum tiga tablet sebelum tidur.", "tiga tablet"),
    ("zh-Hans", ONE_TABLET, "用一杯水送服一片药。", "用一杯水送服两片药。", "两片"),
    ("zh-Hant", TWO_WEEKS, "請至少等待兩週。", "請至少等待三週。", "三週"),
    ("ja", TWO_TABLETS, "寝る前に二錠飲んでください。", "寝る前に三錠飲んでください。", "三錠"),
    ("ja", TWO_TABLETS, "寝る前に2錠飲んでください。", "寝る前に1錠飲んでください。", "1錠"),
    ("ko", "Falling more than once.", "두 번 이상 넘어짐.", "세 번 이상 넘어짐.", "세 번"),
    ("ko", TWO_TABLETS, "잠자기 전에 두 알을 드세요.", "잠자기 전에 세 알을 드세요.", "세 알을"),
    ("ko", TWO_TABLETS, "잠자기 전에 두알을 드세요.", "잠자기 전에 세알을 드세요.", "세알을"),
    ("ko", "Stretch five times.", "다섯번 펴세요.", "세번 펴세요.", "세번"),
    ("hy", TWO_TABLETS, "Քնելուց առաջ ընդունեք երկու հաբ։", "Քնելուց առաջ ընդունեք երեք հաբ։", "երեք հաբ"),
    ("am", TWO_TABLETS, "ከመተኛትዎ በፊት ሁለት ክኒን ይውሰዱ።", "ከመተኛትዎ በፊት ሦስት ክኒን ይውሰዱ።", "ሦስት ክኒን"),
    ("km", TWO_TABLETS, "លេបថ្នាំពីរគ្រាប់មុនពេលចូលគេង។", "លេបថ្នាំបីគ្រាប់មុនពេលចូលគេង។", "បីគ្រាប់"),
    ("my", TWO_TABLETS, "အိပ်ရာမဝင်မီ ဆေးနှစ်လုံး သောက်ပါ။", "အိပ်ရာမဝင်မီ ဆေးသုံးလုံး သောက်ပါ။", "သုံးလုံး"),
    ("sw", TWO_TABLETS, "Meza vidonge viwili kabla ya kulala.", "Meza vidonge vitatu kabla ya kulala.", "vidonge vitatu"),
    ("sw", TWO_WEEKS, "Subiri angalau wiki mbili.", "Subiri angalau wiki nne.", "wiki nne"),
    ("es", TWO_WEEKS, "Espere al menos dos semanas.", "Espere al menos treinta semanas.", "treinta semanas"),
    ("fr", "Rinse it once.", "Rincez-le une fois.", "Rincez-le deux fois.", "deux fois"),
    ("nl", "Rinse it twice.", "Spoel het twee keer.", "Spoel het vier keer.", "vier keer"),
    # a number that changed is still said, of something else
    ("de", "Every 4 hours, and only four times.", "Alle 4 Stunden, und nur viermal.", "Alle 4 Stunden, und nur fünfmal.", "fünfmal"),
    ("id", "Every 4 hours, and only four times.", "Setiap 4 jam, dan hanya empat kali.", "Setiap 4 jam, dan hanya lima kali.", "lima kali"),
    # so many and a half
    ("fr", "Take one and a half tablets.", "Prenez un comprimé et demi.", "Prenez deux comprimés et demi.", "deux comprimés et demi"),
    ("de", "Take one and a half tablets.", "Nehmen Sie anderthalb Tabletten.", "Nehmen Sie zweieinhalb Tabletten.", "zweieinhalb Tabletten"),
    ("tr", "Take one and a half tablets.", "Bir buçuk tablet alın.", "İki buçuk tablet alın.", "İki buçuk tablet"),
    ("zh-Hans", "Take one and a half tablets.", "服用一片半。", "服用两片半。", "两片半"),
    # so many of something that is not counted by a list, and what comes in an order
    ("es", "One in four children has it.", "Lo tiene uno de cada cuatro niños.", "Lo tiene uno de cada cuarenta niños.", "cuarenta"),
    ("ja", "Seven of the nine bones heal.", "九つの骨のうち七つが治ります。", "九つの骨のうち六つが治ります。", "六つ"),
    ("pl", "It hurts on the third day.", "Boli trzeciego dnia.", "Boli szóstego dnia.", "szóstego"),
    ("it", "It hurts on the first day.", "Fa male il primo giorno.", "Fa male il quinto giorno.", "quinto"),
    ("zh-Hans", "It takes twenty minutes.", "需要二十分钟。", "需要三十分钟。", "三十"),
    # as many of another unit
    ("de", "Wait thirty seconds.", "Warten Sie dreißig Sekunden.", "Warten Sie dreißig Minuten.", "dreißig Minuten"),
    ("ru", "Drink half a litre.", "Выпейте пол-литра.", "Выпейте половину миллилитра.", "половину миллилитра"),
    ("zh-Hans", "Three in ten people get it.", "十人中有三人会得。", "十人中有八人会得。", "八"),
    ("zh-Hans", "It heals within a week.", "一周内就会好。", "一年内就会好。", "一年"),
    # noon and midnight
    ("it", "Come at noon.", "Venga a mezzogiorno.", "Venga a mezzanotte.", "mezzanotte"),
    ("ko", "Fast from midnight.", "자정부터 금식하세요.", "정오부터 금식하세요.", "정오"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "source", "right", "wrong", "marked"), CHANGED)
def test_changed(language: str, source: str, right: str, wrong: str, marked: str) -> None:
    assert findings(source, right, language) == []
    assert findings(source, wrong, language) == [marked]


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Wait for two weeks.", "Attendez quinze jours.", "fr"),
        ("Take two tablets a day for two weeks.", "Prenez deux comprimés par jour pendant quinze jours.", "fr"),
        ("Come back in one week.", "Revenez dans huit jours.", "fr"),
        ("Take one tablet in the morning and one at night.", "Nehmen Sie zwei Tabletten, eine morgens und eine abends.", "de"),
        ("Take one tablet twice a day.", "Tome dos comprimidos al día, uno cada vez.", "es"),
        ("Take half a tablet.", "Nehmen Sie eine halbe Tablette.", "de"),
        ("Take half a tablet.", "Prenez un demi-comprimé.", "fr"),
        ("Take one and a half tablets.", "Tome un comprimido y medio.", "es"),
        ("Take two and a half tablets.", "Nehmen Sie zweieinhalb Tabletten.", "de"),
        ("Rest every two days.", "Descanse un día sí y otro no.", "es"),
        ("It takes between one and one and a half hours.", "1시간에서 1시간 30분 정도 걸립니다.", "ko"),
        ("Rest for one or two days.", "请休息一两天。", "zh-Hans"),
        ("Rest for two or three days.", "二三日休んでください。", "ja"),
        ("Rest for a day or two.", "استرح يومًا أو يومين.", "ar"),
        ("In the second week it is better.", "第二周会好转。", "zh-Hans"),
        ("In the first week it is better.", "Dans la première semaine, cela va mieux.", "fr"),
        ("It takes twenty-five days.", "Es dauert fünfundzwanzig Tage.", "de"),
        ("It takes twenty-five days.", "Cela dure vingt-cinq jours.", "fr"),
        ("It takes twenty-five days.", "Mất hai mươi lăm ngày.", "vi"),
        ("It takes thirteen days.", "Mất mười ba ngày.", "vi"),
        ("It takes twelve days.", "Inachukua siku kumi na mbili.", "sw"),
        ("It takes thirteen days.", "စ ၁၃ ရက် ကြာသည်။", "my"),
        ("It takes thirteen days.", "ត្រូវការដប់បីថ្ងៃ។", "km"),
        ("Come back in one year.", "တစ်နှစ်အကြာ ပြန်လာပါ။", "my"),
        ("Come back in two years.", "နှစ်နှစ်အကြာ ပြန်လာပါ။", "my"),
        ("Never take a double dose.", "Nehmen Sie nie zwei Dosen auf einmal.", "de"),
        ("Do not take two doses.", "لا تتناول جرعة مضاعفة.", "ar"),
        ("Do not take two doses to make up for one.", "No tome una dosis doble para compensar.", "es"),
        ("If you forget a tablet, do not take two tablets.", "إذا نسيت قرصًا فلا تتناول قرصين.", "ar"),
        ("One of the tablets is white.", "Eine der zwei Tabletten ist weiß.", "de"),
        ("Three of four people sleep better after two weeks.", "Drei von vier Menschen schlafen nach zwei Wochen besser.", "de"),
        ("The pain lasts six months.", "Der Schmerz dauert ein halbes Jahr.", "de"),
        ("Wait two hours.", "Espere 120 minutos.", "es"),
        ("Drink a glass of water with two tablets.", "Tome dos comprimidos con un vaso de agua.", "es"),
        ("Children under two years", "دون السنتين من العمر", "ar"),
        ("The pain is one of two kinds.", "疼痛有两种。", "zh-Hans"),
        ("Hold for ten seconds and do it five times.", "10초 동안 유지하고 다섯 번 하세요.", "ko"),
        ("Rest for two to three days.", "이삼일 동안 쉬세요.", "ko"),
        ("You have fallen more than once.", "두 번 이상 넘어진 적이 있습니다.", "ko"),
        ("You take two or more tablets.", "Toma más de un comprimido.", "es"),
        ("Take one dose now and one dose in a month.", "Tome dos dosis: una ahora y otra en un mes.", "es"),
        ("Wait 4 hours between two doses.", "Espere 4 horas entre una dosis y otra.", "es"),
        ("Take eleven tablets.", "تناول أحد عشر قرصًا.", "ar"),
        ("Take two and a half tablets.", "ढाई गोली लें।", "hi"),
        ("It lasts two to three weeks.", "Это длится две-три недели.", "ru"),
        ("Sit on a chair twice.", "นั่งเก้าอี้สองครั้ง", "th"),
        ("Drink half a litre of water.", "물을 500ml 드세요.", "ko"),
        ("Drink 500 ml of water.", "Beba medio litro de agua.", "es"),
        ("Drink one and a half litres.", "1.5リットル飲んでください。", "ja"),
        ("It is very painful.", "这十分疼痛。", "zh-Hans"),
        ("Take two tablets half an hour before meals.", "饭前半小时服两片。", "zh-Hans"),
        ("Come back in two weeks.", "Kommen Sie in vierzehn Tagen wieder.", "de"),
        ("We close at five in the afternoon.", "Wir schließen um siebzehn Uhr.", "de"),
        ("We open at two in the afternoon.", "Tunafungua saa nane mchana.", "sw"),
        ("We are closed on Fridays at noon.", "סגור בימי שישי בצהריים.", "he"),
        ("The clinic is open on Tuesday.", "Η κλινική λειτουργεί την Τρίτη.", "el"),
        ("Eight of nine heal.", "ប្រាំ\u200bបីក្នុងចំណោមប្រាំ\u200bបួនជាសះស្បើយ។", "km"),
        ("It begins at midnight.", "Empieza a las 12 de la noche.", "es"),
        ("Take it once a day.", "每日一次。", "zh-Hans"),
    ],
)  # fmt: skip
def test_what_only_looks_changed(source: str, target: str, language: str) -> None:
    assert findings(source, target, language) == []


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Drink half a litre of water.", "물을 500ml 드세요.", "ko"),
        ("Drink 250 ml of water.", "Çeyrek litre su için.", "tr"),
        ("Drink one and a half litres.", "1.5リットル飲んでください。", "ja"),
        ("Come on 3 June.", "בואו ב-3 ביוני.", "he"),
        ("Do not take more than one tablet.", "2錠以上飲まないでください。", "ja"),
        ("If you vomit more than once, call us.", "2回以上吐いたら、お電話ください。", "ja"),
        ("If it happens more than once, call us.", "두 번 이상 일어나면 전화하세요.", "ko"),
    ],
)
def test_what_is_said_in_another_way_has_no_finding_at_all(
    source: str, target: str, language: str
) -> None:
    catalog = make_catalog(make_unit(source, target), language=language)
    assert run({"x.po": catalog}) == ()


def test_what_number_mismatch_tells_is_told_once() -> None:
    assert findings("Take two tablets.", "Tome 3 comprimidos.", "es") == []


@pytest.mark.parametrize(
    ("source", "target", "language", "severity"),
    [
        ("Take one tablet.", "Tome dos comprimidos.", "es", Severity.ERROR),
        ("Take two puffs.", "Prenez trois bouffées.", "fr", Severity.ERROR),
        ("Take two spoons.", "ملعقة واحدة.", "ar", Severity.ERROR),
        ("Use one patch.", "Nehmen Sie zwei Pflaster.", "de", Severity.ERROR),
        ("Put two drops in your eye.", "눈에 세 방울 넣으세요.", "ko", Severity.ERROR),
        ("Wait two hours.", "Espere tres horas.", "es", None),
        ("Wait for two doses.", "Warten Sie drei Dosen ab.", "de", None),
    ],
)
def test_another_number_of_what_is_taken_is_an_error(
    source: str, target: str, language: str, severity: Severity | None
) -> None:
    (problem,) = problems(source, target, language, spelled_number_mismatch)
    assert problem.severity is severity


def test_in_a_warning_box_it_is_an_error() -> None:
    source, target = "Take one tablet.", "Tome dos comprimidos."
    facts = Facts(Language("en"), Termbase())
    pair = Pair(facts.reading(source), Reading(target, Language("es")), Standing(critical=True))
    context = Context(language=Language("es"), facts=facts)
    (problem,) = spelled_number_mismatch.function(pair, context)
    assert problem.severity is Severity.ERROR
    assert problem.message == (
        "the source says 'one tablet', the translation says 'dos comprimidos'"
    )


@pytest.mark.parametrize(
    ("language", "source", "right", "wrong"),
    [
        ("ar", TWO_HOURS, "انتظر ساعتين قبل أن تأكل.", "انتظر ساعة قبل أن تأكل."),
        ("he", TWO_HOURS, "המתינו שעתיים לפני שתאכלו.", "המתינו שעה לפני שתאכלו."),
        ("ru", FORTNIGHT, "Приходите через две недели.", "Приходите через неделю."),
        ("cs", FORTNIGHT, "Na kontrolu přijďte za čtrnáct dní.", "Na kontrolu přijďte za týden."),
        ("ar", HALF_A_TABLET, "تناول نصف قرص في الصباح.", "تناول قرصًا في الصباح."),
        ("es", TWO_TABLETS, "Tome dos comprimidos al acostarse.", "Tome comprimidos al acostarse."),
    ],
)
def test_a_number_that_is_lost(language: str, source: str, right: str, wrong: str) -> None:
    """The noun alone says "one" in Arabic, Hebrew, Russian: no word for it stands there."""

    def told(target: str) -> list[str]:
        catalog = make_catalog(make_unit(source, target), language=language)
        return [each.message for each in run({"x.po": catalog})]

    assert told(right) == []
    assert len(told(wrong)) == 1
    assert told(wrong)[0].endswith("the translation says no number")


@pytest.mark.parametrize(
    ("language", "source", "right", "wrong"),
    [
        (
            "ar",
            WARFARIN,
            "تناول قرصًا ونصف القرص من الوارفارين كل يوم في الساعة 6 مساءً، وافحص نسبة INR بعد أسبوعين.",
            "تناول قرصًا واحدًا من الوارفارين كل يوم في الساعة 6 مساءً، وافحص نسبة INR بعد أسبوعين.",
        ),
        (
            "bn",
            WARFARIN,
            "প্রতিদিন সন্ধ্যা ৬টায় ওয়ারফারিনের দেড়টি ট্যাবলেট খান এবং দুই সপ্তাহ পরে INR পরীক্ষা করান।",
            "প্রতিদিন সন্ধ্যা ৬টায় ওয়ারফারিনের একটি ট্যাবলেট খান এবং দুই সপ্তাহ পরে INR পরীক্ষা করান।",
        ),
        (
            "de",
            WARFARIN,
            "Nehmen Sie jeden Tag um 6 Uhr abends anderthalb Tabletten Warfarin ein und lassen Sie Ihren INR-Wert in zwei Wochen kontrollieren.",
            "Nehmen Sie jeden Tag um 6 Uhr abends eine Tablette Warfarin ein und lassen Sie Ihren INR-Wert in zwei Wochen kontrollieren.",
        ),
        (
            "el",
            WARFARIN,
            "Παίρνετε ενάμισι δισκίο βαρφαρίνης στις 6 το απόγευμα κάθε μέρα και ελέγξτε το INR σας σε δύο εβδομάδες.",
            "Παίρνετε ένα δισκίο βαρφαρίνης στις 6 το απόγευμα κάθε μέρα και ελέγξτε το INR σας σε δύο εβδομάδες.",
        ),
        (
            "es",
            WARFARIN,
            "Tome una tableta y media de warfarina a las 6 de la tarde todos los días y hágase un control del INR en dos semanas.",
            "Tome una tableta de warfarina a las 6 de la tarde todos los días y hágase un control del INR en dos semanas.",
        ),
        (
            "fa",
            WARFARIN,
            "هر روز ساعت 6 عصر یک و نیم قرص وارفارین بخورید و دو هفته دیگر آزمایش INR بدهید.",
            "هر روز ساعت 6 عصر یک قرص وارفارین بخورید و دو هفته دیگر آزمایش INR بدهید.",
        ),
        (
            "fr",
            WARFARIN,
            "Prenez un comprimé et demi de warfarine à 6 heures du soir tous les jours et faites contrôler votre INR dans deux semaines.",
            "Prenez un comprimé de warfarine à 6 heures du soir tous les jours et faites contrôler votre INR dans deux semaines.",
        ),
        (
            "he",
            WARFARIN,
            "קחו טבלייה וחצי של וורפרין כל יום בשעה 6 בערב ובדקו את ה-INR בעוד שבועיים.",
            "קחו טבלייה אחת של וורפרין כל יום בשעה 6 בערב ובדקו את ה-INR בעוד שבועיים.",
        ),
        (
            "hi",
            WARFARIN,
            "हर दिन शाम 6 बजे वारफ़रिन की डेढ़ गोली लें और दो हफ़्ते में अपना INR जाँच करवाएँ।",
            "हर दिन शाम 6 बजे वारफ़रिन की एक गोली लें और दो हफ़्ते में अपना INR जाँच करवाएँ।",
        ),
        (
            "id",
            WARFARIN,
            "Minumlah satu setengah tablet warfarin setiap hari pukul 6 sore dan periksakan INR Anda dalam dua minggu.",
            "Minumlah satu tablet warfarin setiap hari pukul 6 sore dan periksakan INR Anda dalam dua minggu.",
        ),
        (
            "it",
            WARFARIN,
            "Prenda una compressa e mezza di warfarin alle 6 di sera tutti i giorni e faccia controllare l'INR tra due settimane.",
            "Prenda una compressa di warfarin alle 6 di sera tutti i giorni e faccia controllare l'INR tra due settimane.",
        ),
        (
            "ja",
            WARFARIN,
            "ワルファリンを毎日午後6時に1錠半服用し、2週間後にINRの検査を受けてください。",
            "ワルファリンを毎日午後6時に1錠服用し、2週間後にINRの検査を受けてください。",
        ),
        (
            "ko",
            WARFARIN,
            "매일 저녁 6시에 와파린 한 알 반을 드시고 2주 후에 INR 검사를 받으십시오.",
            "매일 저녁 6시에 와파린 한 알을 드시고 2주 후에 INR 검사를 받으십시오.",
        ),
        (
            "nl",
            WARFARIN,
            "Neem elke dag om 6 uur 's avonds anderhalve tablet warfarine en laat over twee weken uw INR controleren.",
            "Neem elke dag om 6 uur 's avonds één tablet warfarine en laat over twee weken uw INR controleren.",
        ),
        (
            "pl",
            WARFARIN,
            "Proszę zażywać półtorej tabletki warfaryny codziennie o godzinie 6 wieczorem i zbadać INR za dwa tygodnie.",
            "Proszę zażywać jedną tabletkę warfaryny codziennie o godzinie 6 wieczorem i zbadać INR za dwa tygodnie.",
        ),
        (
            "pt-BR",
            WARFARIN,
            "Tome um comprimido e meio de varfarina às 6 horas da tarde todos os dias e faça o controle do INR em duas semanas.",
            "Tome um comprimido de varfarina às 6 horas da tarde todos os dias e faça o controle do INR em duas semanas.",
        ),
        (
            "ru",
            WARFARIN,
            "Принимайте полторы таблетки варфарина в 6 часов вечера каждый день и проверьте МНО через две недели.",
            "Принимайте одну таблетку варфарина в 6 часов вечера каждый день и проверьте МНО через две недели.",
        ),
        (
            "ta",
            WARFARIN,
            "தினமும் மாலை 6 மணிக்கு ஒன்றரை மாத்திரை வார்ஃபரின் எடுத்துக்கொள்ளுங்கள், இரண்டு வாரங்களில் INR பரிசோதனை செய்துகொள்ளுங்கள்.",
            "தினமும் மாலை 6 மணிக்கு ஒரு மாத்திரை வார்ஃபரின் எடுத்துக்கொள்ளுங்கள், இரண்டு வாரங்களில் INR பரிசோதனை செய்துகொள்ளுங்கள்.",
        ),
        (
            "th",
            WARFARIN,
            "กินยาวาร์ฟารินครั้งละหนึ่งเม็ดครึ่งทุกวันเวลา 6 โมงเย็น และตรวจค่า INR ในอีกสองสัปดาห์",
            "กินยาวาร์ฟารินครั้งละหนึ่งเม็ดทุกวันเวลา 6 โมงเย็น และตรวจค่า INR ในอีกสองสัปดาห์",
        ),
        (
            "tr",
            WARFARIN,
            "Her gün akşam saat 6'da bir buçuk tablet varfarin alın ve iki hafta sonra INR değerinizi ölçtürün.",
            "Her gün akşam saat 6'da bir tablet varfarin alın ve iki hafta sonra INR değerinizi ölçtürün.",
        ),
        (
            "uk",
            WARFARIN,
            "Приймайте півтори таблетки варфарину о 6 годині вечора щодня і перевірте МНВ через два тижні.",
            "Приймайте одну таблетку варфарину о 6 годині вечора щодня і перевірте МНВ через два тижні.",
        ),
        (
            "vi",
            WARFARIN,
            "Uống một viên rưỡi warfarin lúc 6 giờ chiều mỗi ngày và kiểm tra INR sau hai tuần.",
            "Uống một viên warfarin lúc 6 giờ chiều mỗi ngày và kiểm tra INR sau hai tuần.",
        ),
        (
            "zh-Hans",
            WARFARIN,
            "每天下午 6 点服用一片半华法林，并在两周后检查 INR。",
            "每天下午 6 点服用一片华法林，并在两周后检查 INR。",
        ),
        (
            "de",
            "Wait one and a half hours.",
            "Warten Sie 90 Minuten.",
            "Warten Sie eine Stunde lang.",
        ),
        (
            "ru",
            "It takes one and a half hours.",
            "Это полуторачасовая операция.",
            "Это часовая операция.",
        ),
        ("fr", "Wait two and a half years.", "Attendez 30 mois.", "Attendez deux longues années."),
    ],
)
def test_a_half_that_is_lost(language: str, source: str, right: str, wrong: str) -> None:
    """Whatever stands between the number and what it counts, and unless it is said in other units."""

    def told(target: str) -> list[tuple[str, str]]:
        catalog = make_catalog(make_unit(source, target), language=language)
        return [(each.id, each.message) for each in run({"x.po": catalog})]

    assert told(right) == []
    assert [each for each, _ in told(wrong)] == ["spelled-number-mismatch"]


def test_a_half_that_is_lost_is_named() -> None:
    catalog = make_catalog(make_unit("One and a half aspirin tablets.", "Una aspirina."))
    found = [each for each in run({"x.po": catalog}) if each.id == "spelled-number-mismatch"]
    assert [each.message for each in found] == [
        "the source says 'One and a half', the translation says no half"
    ]
