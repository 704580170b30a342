"""The wording of number-mismatch; what counts as the same number is tested with quantities."""

from __future__ import annotations

import pytest

from pipeline.checks.amounts.numbers import number_mismatch
from pipeline.checks.check import Context
from pipeline.checks.facts import Facts
from pipeline.checks.reading import Pair, Reading, Standing
from pipeline.checks.run import run
from pipeline.model import Language, Severity, Termbase
from tests.builders import make_catalog, make_unit

FACTS = Facts(Language("en"), Termbase())


@pytest.mark.parametrize(
    ("source", "target", "language", "messages"),
    [
        pytest.param(
            "Take 5 mg.",
            "Tome 50 mg.",
            "es",
            ["the source says 5 mg, the translation says '50 mg'"],
            id="changed",
        ),
        pytest.param(
            "Take 5 mg every 8 hours.",
            "Tome 8 mg cada 5 horas.",
            "es",
            [
                "the source says 8 hours, the translation says '8 mg'",
                "the source says 5 mg, the translation says '5 horas'",
            ],
            id="swapped",
        ),
        pytest.param(
            "Wait 3 days.",
            "Warten Sie einige Tage.",
            "de",
            ["the source says 3 days, the translation does not"],
            id="lost",
        ),
        pytest.param(
            "Wait some days.",
            "Attendez 3 jours.",
            "fr",
            ["the translation says '3 jours', the source does not"],
            id="added",
        ),
        pytest.param(
            "Set the clock to 12/24 h.", "Nastavte hodiny na 12/24 h.", "cs", [], id="no-length"
        ),
        pytest.param(
            "Set the clock to 12/24 h.",
            "Nastavte hodiny na 12/48 h.",
            "cs",
            ["the source says 12/24 h, the translation says '12/48 h'"],
            id="another-clock",
        ),
        pytest.param("Wait a day.", "Warten Sie 1 Tag.", "de", [], id="one-for-an-article"),
        pytest.param("It makes a 3D picture.", "Es zeigt das Herz räumlich.", "de", [], id="3D"),
        pytest.param(
            "Use 3 Drops.",
            "Nehmen Sie die Tropfen.",
            "de",
            ["the source says 3 Drops, the translation does not"],
            id="three-drops",
        ),
        pytest.param(
            "Stay within 5-10 meters (about 16-33 feet) of the door.",
            "Zůstaňte do 5 až 10 metrů od dveří.",
            "cs",
            [],
            id="range-said-again",
        ),
        pytest.param(
            "Use a multiple of 4.", "Используйте число, кратное четырём.", "ru", [], id="dative"
        ),
        pytest.param("Keep at -20 °C.", "Bei minus 20 °C lagern.", "de", [], id="minus-in-words"),
        pytest.param("Ask 10,000 people.", "Pregunte a 10 000 personas.", "es", [], id="thousands"),
        pytest.param(
            "Ask 10,000 people.",
            "Pregunte a 1 000 personas.",
            "es",
            ["the source says 10,000, the translation says '1 000'"],
            id="fewer-thousands",
        ),
        pytest.param("Wait 1.5 hours.", "1時間半待ちます。", "ja", [], id="and-a-half-ja"),
        pytest.param("Wait 1.5 hours.", "Attendez 1 heure et demie.", "fr", [], id="and-a-half-fr"),
        pytest.param(
            "Wait 1.5 hours.", "Attendez une heure et demie.", "fr", [], id="half-in-words"
        ),
        pytest.param(
            "Wait 1.5 hours.", "Bir buçuk saat bekleyin.", "tr", [], id="half-in-words-tr"
        ),
        pytest.param("Wait 30 minutes.", "请等半小时。", "zh-Hans", [], id="half-an-hour-zh"),
        pytest.param("A 3-day course.", "Eine dreitägige Kur.", "de", [], id="compound-de"),
        pytest.param("A 48-hour fast.", "Διήμερη νηστεία.", "el", [], id="compound-el"),
        pytest.param(
            "A 3-day course.",
            "Eine dreiwöchige Kur.",
            "de",
            ["the source says 3-day, the translation says 'dreiwöchige'"],
            id="compound-of-another-unit",
        ),
        pytest.param(
            "A 6-week course.",
            "Šestidenní kúra.",
            "cs",
            ["the source says 6-week, the translation says 'Šestidenní'"],
            id="compound-of-another-unit-cs",
        ),
        pytest.param(
            "Enter the 6-digit code.",
            "Введите восьмизначный код.",
            "ru",
            ["the source says 6, the translation does not"],
            id="another-compound",
        ),
        pytest.param("1 in 3 children", "三分之一的儿童", "zh-Hans", [], id="fraction-zh"),
        pytest.param("1 out of every 4 men", "четверть мужчин", "ru", [], id="fraction-ru"),
        pytest.param(
            "1 in 3 children",
            "四分之一的儿童",
            "zh-Hans",
            [
                "the source says 1, the translation does not",
                "the source says 3, the translation does not",
            ],
            id="another-fraction",
        ),
        pytest.param(
            "1 in 3 children",
            "3 детей",
            "ru",
            ["the source says 1, the translation does not"],
            id="fraction-lost",
        ),
        pytest.param("Take it for 6 months.", "请服用半年。", "zh-Hans", [], id="half-a-year-zh"),
        pytest.param("For a 5-year-old child.", "Для пятилетнего ребёнка.", "ru", [], id="age-ru"),
        pytest.param("A 2-week course.", "Двухнедельный курс.", "ru", [], id="length-ru"),
        pytest.param("Wait 48 hours.", "Подождите двое суток.", "ru", [], id="days-and-nights"),
        pytest.param(
            "Wait 1 hour.",
            "请等2个半小时。",
            "zh-Hans",
            ["the source says 1 hour, the translation says '2'"],
            id="and-a-half-too-much",
        ),
        pytest.param(
            "Wait 2.5 hours.",
            "1時間半待ちます。",
            "ja",
            ["the source says 2.5 hours, the translation says '1時間'"],
            id="another-and-a-half",
        ),
        pytest.param("Keep at -20 °C.", "在零下20°C保存。", "zh-Hans", [], id="minus-in-words-zh"),
        pytest.param(
            "Keep at -20 °C.", "영하 20°C에서 보관하세요.", "ko", [], id="minus-in-words-ko"
        ),
        pytest.param(
            "Wait at least 20 hours.", "Espere al menos 20 horas.", "es", [], id="al-menos"
        ),
        pytest.param(
            "Keep it at -20 °C.", "Guárdelo a menos 20 °C.", "es", [], id="minus-in-words-es"
        ),
        pytest.param(
            "Keep it at -20 °C.",
            "Guárdelo al menos 20 °C.",
            "es",
            ["the source says -20 °C, the translation says '20 °C'"],
            id="at-least-is-no-minus",
        ),
        pytest.param(
            "Keep it at -20 °C.",
            "Guarde a pelo menos 20 °C.",
            "pt",
            ["the source says -20 °C, the translation says '20 °C'"],
            id="at-least-is-no-minus-pt",
        ),
        pytest.param(
            "Keep at -20 °C.",
            "Bei 20 °C lagern.",
            "de",
            ["the source says -20 °C, the translation says '20 °C'"],
            id="minus-lost",
        ),
        pytest.param(
            "Keep at 20 °C.",
            "Conserver à -20 °C.",
            "fr",
            ["the source says 20 °C, the translation says '-20 °C'"],
            id="minus-added",
        ),
        pytest.param(
            "Wait 3 days.",
            "Warten Sie 1 Tag.",
            "de",
            ["the source says 3 days, the translation says '1 Tag'"],
            id="one-for-another-number",
        ),
        pytest.param(
            "Take 1.5 mg.",
            "Nehmen Sie 1.5 mg.",
            "de",
            ["the source says 1.5 mg, but '1.5' is not that number in German"],
            id="decimal-mark",
        ),
        pytest.param(
            "Inject 2 ml.",
            "Inyecte 2 mg.",
            "es",
            ["the source says 2 ml, the translation says '2 mg'"],
            id="unit",
        ),
        pytest.param(
            "Take it before week 20.",
            "20か月より前に飲んでください。",
            "ja",
            ["the source names the unit week, the translation says '20か月' instead"],
            id="unit-of-no-number",
        ),
        pytest.param(
            "Take 5 mg once a day.",
            "5mgを1週間に1回飲んでください。",
            "ja",
            ["the source names the unit day, the translation says '1週間' instead"],
            id="one-day-one-week",
        ),
        pytest.param(
            "Take 5 mg once a day.", "5mgを1日1回飲んでください。", "ja", [], id="one-day"
        ),
        pytest.param(
            "Stay at home for six weeks.",
            "自宅で過ごしてください。",
            "ja",
            ["the source says 'six weeks', the translation names no week"],
            id="spelled-amount-lost",
        ),
        pytest.param(
            "Give 15 mg/kg.",
            "Geben Sie 15 mg.",
            "de",
            ["the source says '15 mg/kg', the translation names no kilogram"],
            id="for-a-body-of-one-kilogram",
        ),
        pytest.param(
            "See us on 14 March.", "Gặp chúng tôi ngày 14 tháng Ba.", "vi", [], id="month-in-words"
        ),
        pytest.param(
            "See us on 14 March.",
            "Gặp chúng tôi ngày 14 tháng Năm.",
            "vi",
            ["the source says March, the translation says 'tháng Năm'"],
            id="another-month-in-words",
        ),
        pytest.param(
            "Come every 6 months.", "Tái khám 6 tháng một lần.", "vi", [], id="months-and-no-name"
        ),
        pytest.param(
            "See us on 14 March.", "请于 3 月 14 日来院。", "zh-Hans", [], id="date-with-spaces"
        ),
        pytest.param(
            "At 8:00 a.m.",
            "À 80 h.",
            "fr",
            ["the source says 8:00, the translation says '80 h'"],
            id="no-hour-of-the-clock",
        ),
        pytest.param(
            "About 1 in 10 have pain; fewer than 1% bleed.",
            "Circa 1 su 10 ha dolore; meno dell’ ha un sanguinamento.",
            "it",
            ["the source says 1%, the translation does not"],
            id="one-percent-is-no-article",
        ),
        pytest.param(
            "Open from 8 a.m. to 6 p.m.",
            "午前8時から午後6時まで開いています。",
            "ja",
            [],
            id="halves-before-ja",
        ),
        pytest.param(
            "Open from 8 a.m. to 6 p.m.",
            "上午8点至下午6点开放。",
            "zh-Hans",
            [],
            id="halves-before-zh",
        ),
        pytest.param(
            "Open from 8 a.m. to 6 p.m.",
            "सुबह 8 बजे से शाम 6 बजे तक खुला।",
            "hi",
            [],
            id="halves-before-hi",
        ),
        pytest.param(
            "At 8 a.m. and 8 p.m.",
            "8 बजे सुबह और 8 बजे शाम।",
            "hi",
            [],
            id="halves-after-hi",
        ),
        pytest.param(
            "Take it at 8 a.m. and 8 p.m.",
            "午前8時と午後8時に服用してください。",
            "ja",
            [],
            id="both-halves-ja",
        ),
        pytest.param(
            "Take it at 8 a.m. and 8 p.m.",
            "오전 8시와 오후 8시에 복용하세요.",
            "ko",
            [],
            id="both-halves-ko",
        ),
        pytest.param(
            "Take it at 8 a.m. and 8 p.m.",
            "Sabah saat 8'de ve akşam saat 8'de alın.",
            "tr",
            [],
            id="both-halves-tr",
        ),
        pytest.param(
            "Take it at 8 a.m. and 8 p.m.",
            "Nehmen Sie es morgens um 8 und abends um 8 Uhr.",
            "de",
            [],
            id="both-halves-de",
        ),
        pytest.param(
            "Take it at 8 a.m.",
            "午後8時に服用してください。",
            "ja",
            ["the source and the translation say '8' in different halves of the day"],
            id="other-half-ja",
        ),
        pytest.param(
            "Drink 2 litres.",
            "Trinken Sie 2 Liter.",
            "de",
            [],
            id="british-litres",
        ),
        pytest.param(
            "Drink 1.5–2 litres of water.",
            "Trinken Sie 1,5–2 Liter Wasser.",
            "de",
            [],
            id="british-range",
        ),
        pytest.param(
            "Draw up 5 millilitres.",
            "Aspire 5 ml.",
            "es",
            [],
            id="british-millilitres",
        ),
        pytest.param(
            "A cut of 3 centimetres.",
            "Une coupure de 3 cm.",
            "fr",
            [],
            id="british-centimetres",
        ),
        pytest.param(
            "Walk 2 kilometres.",
            "Gehen Sie 2 Kilometer.",
            "de",
            [],
            id="british-kilometres",
        ),
        pytest.param(
            "Draw up 5 millilitres.",
            "Aspire 5 mg.",
            "es",
            ["the source says 5 millilitres, the translation says '5 mg'"],
            id="british-other-unit",
        ),
        pytest.param(
            "A cut of 2–3 mm.",
            "Une coupure de 2 à 3 cm.",
            "fr",
            [
                "the source says 2 mm, the translation says '2 cm'",
                "the source says 3 mm, the translation says '3 cm'",
            ],
            id="range-with-units",
        ),
        pytest.param(
            "Take 2 tablets of 500 mg.",
            "Prenez 500 comprimés de 2 mg.",
            "fr",
            ["the source says 500 mg, the translation says '2 mg'"],
            id="dose-and-count-fr",
        ),
        pytest.param(
            "Take 2 tablets of 500 mg.",
            "Nehmen Sie 500 Tabletten zu 2 mg.",
            "de",
            ["the source says 500 mg, the translation says '2 mg'"],
            id="dose-and-count-de",
        ),
        pytest.param(
            "Take 2 tablets of 500 mg.",
            "Tome 500 comprimidos de 2 mg.",
            "es",
            ["the source says 500 mg, the translation says '2 mg'"],
            id="dose-and-count-es",
        ),
        pytest.param(
            "Take 2 tablets of 500 mg.",
            "تناول 500 قرص من عيار 2 مغ.",
            "ar",
            ["the source says 500 mg, the translation says '2 مغ'"],
            id="dose-and-count-ar",
        ),
        pytest.param(
            "Take 2 tablets of 500 mg.",
            "500mgを2錠飲んでください。",
            "ja",
            [],
            id="dose-before-count",
        ),
        pytest.param(
            "Take 5 or 10 mg.",
            "Nehmen Sie 5 oder 10 mg.",
            "de",
            [],
            id="two-doses-one-unit",
        ),
        pytest.param(
            "Take 5 or 10 mg.",
            "Nehmen Sie 10 oder 5 mg.",
            "de",
            [],
            id="two-doses-other-order",
        ),
        pytest.param(
            "Take 2 tablets of 500 mg.",
            "2mgを500錠飲んでください。",
            "ja",
            ["the source says 500 mg, the translation says '2mg'"],
            id="dose-and-count-ja",
        ),
        pytest.param(
            "Take it at about 8 a.m. and 8 p.m.",
            "早上约8点，晚上约8点服用。",
            "zh-Hans",
            [],
            id="both-halves-about",
        ),
    ],
)
def test_messages(source: str, target: str, language: str, messages: list[str]) -> None:
    catalog = make_catalog(make_unit(source, target), language=language)
    assert [finding.message for finding in run({"x.po": catalog})] == messages


@pytest.mark.parametrize(
    ("source", "target", "language", "found"),
    [
        (
            "Stand 2 feet from the wall for 5 seconds.",
            "Stellen Sie sich 5 Sekunden lang 60 cm von der Wand entfernt hin.",
            "de",
            [("60 cm", "info")],
        ),
        (
            "Stand 2 feet from the wall for 5 seconds.",
            "Stellen Sie sich 5 Sekunden lang 6 cm von der Wand entfernt hin.",
            "de",
            [("6 cm", "error")],
        ),
        ("Step 3 feet back.", "Recule de 1 m.", "fr", [("1 m", "info")]),
        (
            "Call us above 100.4°F.",
            "Appelez-nous au-dessus de 38 °C.",
            "fr",
            [("38 °C", "info")],
        ),
        (
            "Call us above 100.4°F.",
            "Appelez-nous au-dessus de 39 °C.",
            "fr",
            [("39 °C", "error")],
        ),
        (
            "Lift it 8 to 12 inches.",
            "Levántela de 20 a 30 cm.",
            "es",
            [("20 cm", "info"), ("30 cm", "info")],
        ),
        (
            "Lift it 8 to 12 inches.",
            "Levántela de 20 a 40 cm.",
            "es",
            [("20 cm", "info"), ("40 cm", "error")],
        ),
        ("Take 2 tablespoons.", "Tome 30 ml.", "es", [("30 ml", "error")]),
    ],
)
def test_measure_in_another_unit(
    source: str, target: str, language: str, found: list[tuple[str, str]]
) -> None:
    """Translators of exercises gave 60 cm for 2 feet in 4 of 5 languages, and were right."""
    catalog = make_catalog(make_unit(source, target), language=language)
    told = [(finding.message, finding.severity) for finding in run({"x.po": catalog})]
    assert [severity for _, severity in told] == [severity for _, severity in found]
    for (message, severity), (stands, _) in zip(told, found, strict=True):
        assert f"'{stands}'" in message
        assert ("in another unit" in message) == (severity == "info")


def test_measure_in_another_unit_is_a_warning_in_a_warning_box() -> None:
    language = Language("fr")
    pair = Pair(
        FACTS.reading("Call us above 100.4°F."),
        Reading("Appelez-nous au-dessus de 38 °C.", language),
        Standing(critical=True),
    )
    (found,) = number_mismatch.function(pair, Context(language=language, facts=FACTS))
    assert found.severity is Severity.WARNING
