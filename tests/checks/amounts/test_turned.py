"""The same numbers the other way round, and numbers said in another way: found, and left alone."""

from __future__ import annotations

import pytest

from pipeline.checks.registry import CHECKS as ALL_CHECKS
from pipeline.checks.run import run
from pipeline.model import Severity
from tests.builders import make_catalog, make_unit
from tests.checks.sentences import problems

TURNED = [  # source, language, wrong translation
    ("Blood pressure of 140/90 mmHg", "es", "Presión arterial de 90/140 mmHg"),
    ("Blood pressure of 140/90", "ja", "血圧90/140"),
    ("A result of ≥6.5% means diabetes.", "de", "Ein Wert von ≤ 6,5 % bedeutet Diabetes."),
    ("A pulse of >100 is too fast.", "zh-Hans", "脉搏<100则过快。"),
    ("A fever of &gt;39 °C", "ru", "Температура &lt;39 °C"),
    ("We are closed on 4 March 2026.", "it", "Siamo chiusi il 3/4/2026."),
    ("We are closed on 4 March 2026.", "ru", "Мы закрыты 03.04.2026."),
    ("We are closed on March 4, 2026.", "ja", "2026年4月3日は休みです。"),
    ("Come on 6 July at 9 a.m.", "fr", "Venez le 7 juin à 9 h."),
    ("Come on 6 July at 9 a.m.", "ko", "6월 7일 오전 9시에 오세요."),
    ("Come on 6 July at 9 a.m.", "vi", "Hãy đến ngày 7 tháng 6 lúc 9 giờ sáng."),
    ("Come on 6 July at 9 a.m.", "ar", "تعال في ٧ يونيو الساعة ٩ صباحًا."),
]

WRONG = [  # source, language, wrong translation
    ("Every 6 months", "vi", "5 tháng 1 lần"),
    ("We are closed in August.", "vi", "Chúng tôi nghỉ vào tháng 7."),
    ("Open from May to October", "vi", "Mở cửa từ tháng 5 đến tháng 11"),
    ("In the 1980s", "ar", "في السبعينيات"),
    ("About 300 people", "fr", "Environ deux cents personnes"),
    ("About 300 people", "de", "Etwa zweihundert Menschen"),
    ("About 500 women", "es", "Unas seiscientas mujeres"),
    ("About 300 people", "ru", "Около двухсот человек"),
    ("Three hundred people", "pl", "200 osób"),
    ("Use 3 drops.", "de", "Die 3-D-Aufnahme"),
    ("Take 3 tablets.", "ko", "네알을 드세요."),
    ("Stage IIIa cancer", "ar", "سرطان المرحلة ٢أ"),
    ("Stage IIIB cancer", "ja", "ステージ2Bのがん"),
    ("Stage IIb cancer", "zh-Hans", "3b期癌症"),
    ("Stage IIIa cancer", "ru", "Рак 2а стадии"),
    ("Take 1½ tablets.", "fr", "Prenez deux comprimés et demi."),
    ("Take 1½ tablets.", "ru", "Примите две с половиной таблетки."),
    ("Take 1½ tablets.", "ar", "تناول قرصين ونصف القرص."),
    ("Take 1½ tablets.", "zh-Hans", "服用两片半。"),
    ("Take 1½ tablets.", "tr", "İki buçuk tablet alın."),
    ("Take 1½ tablets.", "ko", "두 알 반을 드세요."),
    ("It takes 1½ hours.", "vi", "Mất hai tiếng rưỡi."),
    ("Come at 2:30 p.m. on Monday.", "de", "Kommen Sie am Montag um 2:30 Uhr."),
    ("Come at 2:30 p.m.", "zh-Hans", "请上午2点半来。"),
    ("Type II diabetes", "ar", "السكري من النوع الأول"),
    ("Type II diabetes", "ru", "Диабет первого типа"),
    ("Cancer, stage III", "zh-Hans", "癌症，四期"),
    ("You may drive from the 3rd week.", "ru", "Водить машину можно с 3-го месяца."),
    ("You may drive from the 3rd week.", "de", "Ab dem 3. Monat dürfen Sie Auto fahren."),
    ("You may drive from the 3rd week.", "it", "Può guidare dal 3° mese."),
    ("See doi:10.1000/182.", "de", "Siehe doi:10.1000/183."),
]

RIGHT = [  # source, language, right translation
    ("Blood pressure of 140/90 mmHg", "ar", "ضغط الدم ٩٠/١٤٠ مم زئبق"),
    ("A result of ≥6.5% means diabetes.", "de", "Ein Wert von ≥ 6,5 % bedeutet Diabetes."),
    ("Between >5 and <10", "fr", "Entre >5 et <10"),
    ("We are closed on 4 March 2026.", "pt-BR", "Estaremos fechados em 04/03/2026."),
    ("We are closed on 4 March 2026.", "ja", "2026年3月4日は休みです。"),
    ("We are closed on 4 March 2026.", "sv", "Vi har stängt 2026-03-04."),
    ("Come on 6 July at 9 a.m.", "es", "Venga el 6 de julio a las 9:00."),
    ("Take 1½ tablets.", "sw", "Meza kidonge kimoja na nusu."),
    ("Take 1½ tablets twice a day.", "ar", "تناول مرتين يوميًا قرصًا ونصف القرص."),
    ("Take 1½ tablets twice a day.", "zh-Hans", "每天两次，每次一片半。"),
    ("It takes 1½ hours.", "fr", "Cela dure 1 h 30."),
    ("It takes 1½ hours.", "ko", "1시간 반이 걸립니다."),
    ("Walk 10,000 steps a day.", "zh-Hans", "每天走一万步。"),
    ("Walk 10,000 steps a day.", "fr", "Faites 10\u202f000 pas par jour."),
    ("Walk 10,000 steps.", "my", "ခြေလှမ်း ၁၀,၀၀၀ လမ်းလျှောက်ပါ။"),
    ("Store at −20 °C.", "ar", "يُحفظ عند \u200e−٢٠ درجة مئوية."),
    ("People in their 50s", "de", "Menschen in den Fünfzigern"),
    ("People in their 50s", "es", "Personas de 50 a 59 años"),
    ("In the 1990s", "zh-Hans", "在20世纪90年代"),
    ("In the 1990s", "es", "En los años noventa"),
    ("In the 1980s", "ar", "في الثمانينيات"),
    ("About 300 people", "fr", "Environ trois cents personnes"),
    ("About 300 people", "de", "Etwa dreihundert Menschen"),
    ("About 500 women", "es", "Unas quinientas mujeres"),
    ("About 300 people", "ru", "Около трёхсот человек"),
    ("Three hundred people", "pl", "300 osób"),
    ("A 3D scan", "de", "Eine 3-D-Aufnahme"),
    ("Take 3 tablets.", "ko", "세알을 드세요."),
    ("We are closed in August.", "vi", "Chúng tôi nghỉ vào tháng 8."),
    ("Every 6 months", "vi", "6 tháng 1 lần"),
    ("Open from May to October", "vi", "Mở cửa từ tháng 5 đến tháng 10"),
    ("Stage IIIa cancer", "ar", "سرطان المرحلة ٣أ"),
    ("Stage IIIB cancer", "ja", "ステージ3Bのがん"),
    ("Stage IIb cancer", "zh-Hans", "2b期癌症"),
    ("Stage IIIa cancer", "ru", "Рак 3а стадии"),
    ("Come at 2:30 p.m.", "am", "ከሰዓት በኋላ 8:30 ይምጡ።"),
    ("Come at 2:30 p.m.", "sw", "Njoo saa nane na nusu mchana."),
    ("Come at 2:30 p.m.", "zh-Hans", "请下午2点半来。"),
    ("You may drive from the 3rd week.", "ru", "Водить машину можно с 3-й недели."),
    ("The operation is on 3 May.", "de", "Die Operation ist am 3. Mai."),
    ("Type II diabetes", "fr", "Diabète de type 2"),
    ("See doi:10.1000/182.", "de", "Siehe doi:10.1000/182."),
    ("Come at half past three.", "de", "Kommen Sie um halb vier."),
    ("Come at half past three.", "ru", "Приходите в половине четвёртого."),
    ("Come at half past three.", "es", "Venga a las tres y media."),
    ("Come at half past three.", "tr", "Üç buçukta gelin."),
]
CHECKS = frozenset(
    {"number-mismatch", "spelled-number-mismatch", "negation-mismatch", "url-mismatch"}
)


def findings(source: str, target: str, language: str) -> list[tuple[str, str]]:
    catalog = make_catalog(make_unit(source, target), language=language)
    found = run({"x.po": catalog})
    return [(each.id, each.message) for each in found if each.id in CHECKS]


@pytest.mark.parametrize(("source", "language", "target"), TURNED)
def test_what_is_turned_round_is_told_as_such(source: str, language: str, target: str) -> None:
    (found,) = findings(source, target, language)
    assert found[0] == "number-mismatch"
    assert "the other way round" in found[1]


@pytest.mark.parametrize(("source", "language", "target"), WRONG)
def test_another_amount_is_found(source: str, language: str, target: str) -> None:
    assert findings(source, target, language) != []


@pytest.mark.parametrize(("source", "language", "target"), RIGHT)
def test_the_same_amount_is_left_alone(source: str, language: str, target: str) -> None:
    assert findings(source, target, language) == []


SPOONS = [  # language, two teaspoons, two tablespoons
    ("fr", "Donnez deux cuillères à café le soir.", "Donnez deux cuillères à soupe le soir."),
    ("it", "Dia due cucchiaini la sera.", "Dia due cucchiai la sera."),
    ("ru", "Давайте две чайные ложки вечером.", "Давайте две столовые ложки вечером."),
    ("tr", "Akşamları iki çay kaşığı verin.", "Akşamları iki yemek kaşığı verin."),
    ("ar", "أعطِ ملعقتين صغيرتين في المساء.", "أعطِ ملعقتين كبيرتين في المساء."),
    ("hi", "शाम को दो छोटे चम्मच दें।", ""),
    ("ja", "夕方に小さじ2杯を与えてください。", "夕方に大さじ2杯を与えてください。"),
    ("am", "ምሽት ላይ ሁለት የሻይ ማንኪያ ይስጡ።", "ምሽት ላይ ሁለት የሾርባ ማንኪያ ይስጡ።"),
]


@pytest.mark.parametrize(("language", "small", "large"), SPOONS)
def test_spoons(language: str, small: str, large: str) -> None:
    source = "Give two teaspoons in the evening."
    assert findings(source, small, language) == []
    assert not large or findings(source, large, language) != []


def test_a_number_in_words_takes_no_number_of_another_unit_from_its_partner() -> None:
    source = "Give one teaspoon to children of 2 to 5, and two teaspoons to those of 6 to 12."
    target = "2～5歳の子どもには小さじ1杯、6～12歳には小さじ2杯を与えてください。"
    assert findings(source, target, "ja") == []


def test_calories_of_food_are_kilocalories() -> None:
    assert findings("It has 18 kcal.", "يحتوي على ١٨ سعرة حرارية.", "ar") == []
    assert findings("It has 18 kcal.", "Es hat 18 kJ.", "de") != []


def test_exchanged_amounts_are_an_error() -> None:
    source, target = "Take three tablets for two days.", "Zwei Tabletten drei Tage lang."
    (found,) = problems(source, target, "de", ALL_CHECKS["amount-exchanged"])
    assert (found.severity, target[slice(*found.span or (0, 0))]) == (None, "drei Tage")
    assert ALL_CHECKS["amount-exchanged"].severity is Severity.ERROR


@pytest.mark.parametrize(
    ("language", "source", "right", "wrong"),
    [
        (
            "es", "Take one tablet in the morning and two at night.",
            "Tome un comprimido por la mañana y dos por la noche.",
            "Tome dos comprimidos por la mañana y uno por la noche.",
        ),
        (
            "ru", "Take 1 tablet in the morning and 2 in the evening.",
            "Принимайте утром 1 таблетку, а вечером 2.",
            "Принимайте утром 2 таблетки, а вечером 1.",
        ),
        (
            "fr-CH", "Give 1 tablet to children and 2 to adults.",
            "Donnez 1 comprimé aux enfants et 2 aux adultes.",
            "Donnez 2 comprimés aux enfants et 1 aux adultes.",
        ),
        (
            "ja", "Take 1 tablet in the morning and 2 at night.",
            "朝に1錠、夜に2錠服用してください。", "朝に2錠、夜に1錠服用してください。",
        ),
        (
            "hy", "Take 1 tablet in the morning and 2 at night.",
            "Առավոտյան ընդունեք 1 հաբ, երեկոյան՝ 2։", "Առավոտյան ընդունեք 2 հաբ, երեկոյան՝ 1։",
        ),
        (
            "am", "Take 1 tablet in the morning and 2 at night.",
            "ጠዋት 1 ክኒን እና ማታ 2 ይውሰዱ።", "ጠዋት 2 ክኒን እና ማታ 1 ይውሰዱ።",
        ),
        (
            "de", "Take 1 tablet at 8 in the morning and 2 at 8 in the evening.",
            "Nehmen Sie um 8 Uhr morgens 1 Tablette und um 8 Uhr abends 2.", "",
        ),
    ],
)  # fmt: skip
def test_amounts_that_do_not_say_of_what(
    language: str, source: str, right: str, wrong: str
) -> None:
    check = ALL_CHECKS["amount-exchanged"]
    assert problems(source, right, language, check) == []
    assert not wrong or len(problems(source, wrong, language, check)) == 1
