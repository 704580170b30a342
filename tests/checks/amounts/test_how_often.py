"""A dose for a week is none for a day, also where an adjective says so: "una dosis diaria"."""

from __future__ import annotations

import pytest

from pipeline.checks.run import run
from tests.builders import make_catalog, make_unit

WEEKLY = "Take a weekly dose of 5 mg."
DAILY = "Take a daily dose of 5 mg."

# language, the daily dose, the weekly dose
DOSES = [
    ("am", "ዕለታዊ 5 ሚ.ግ. መጠን ይውሰዱ።", "ሳምንታዊ 5 ሚ.ግ. መጠን ይውሰዱ።"),
    ("ar", "تناول جرعة يومية قدرها 5 ملغ.", "تناول جرعة أسبوعية قدرها 5 ملغ."),
    ("bn", "৫ মিগ্রা দৈনিক মাত্রা নিন।", "৫ মিগ্রা সাপ্তাহিক মাত্রা নিন।"),
    ("cs", "Užívejte denní dávku 5 mg.", "Užívejte týdenní dávku 5 mg."),
    ("de", "Nehmen Sie eine Tagesdosis von 5 mg ein.", "Nehmen Sie eine Wochendosis von 5 mg ein."),
    ("el", "Πάρτε ημερήσια δόση 5 mg.", "Πάρτε εβδομαδιαία δόση 5 mg."),
    ("es", "Tome una dosis diaria de 5 mg.", "Tome una dosis semanal de 5 mg."),
    ("fr", "Prenez une dose quotidienne de 5 mg.", "Prenez une dose hebdomadaire de 5 mg."),
    ("he", 'קחו מנה יומית של 5 מ"ג.', 'קחו מנה שבועית של 5 מ"ג.'),
    ("hi", "5 मि.ग्रा. की दैनिक ख़ुराक लें।", "5 मि.ग्रा. की साप्ताहिक ख़ुराक लें।"),
    ("hy", "Ընդունեք օրական 5 մգ չափաբաժին։", "Ընդունեք շաբաթական 5 մգ չափաբաժին։"),
    ("id", "Minum dosis harian 5 mg.", "Minum dosis mingguan 5 mg."),
    ("it", "Assuma una dose giornaliera di 5 mg.", "Assuma una dose settimanale di 5 mg."),
    ("nl", "Neem een dagelijkse dosis van 5 mg.", "Neem een wekelijkse dosis van 5 mg."),
    ("pl", "Przyjmuj dawkę dzienną 5 mg.", "Przyjmuj dawkę tygodniową 5 mg."),
    ("pt-BR", "Tome uma dose diária de 5 mg.", "Tome uma dose semanal de 5 mg."),
    ("ru", "Принимайте суточную дозу 5 мг.", "Принимайте недельную дозу 5 мг."),
    ("th", "รับประทานยาขนาดรายวัน 5 มก.", "รับประทานยาขนาดรายสัปดาห์ 5 มก."),
    ("tr", "5 mg günlük doz alın.", "5 mg haftalık doz alın."),
    ("uk", "Приймайте добову дозу 5 мг.", "Приймайте тижневу дозу 5 мг."),
    ("ur", "5 ملی گرام کی یومیہ خوراک لیں۔", "5 ملی گرام کی ہفتہ وار خوراک لیں۔"),
]


@pytest.mark.parametrize(("language", "daily", "weekly"), DOSES)
def test_adjectives_say_how_often(language: str, daily: str, weekly: str) -> None:
    assert _found(DAILY, daily, language) == []
    assert _found(WEEKLY, weekly, language) == []
    assert "frequency-mismatch" in _found(WEEKLY, daily, language)
    assert "frequency-mismatch" in _found(DAILY, weekly, language)


def _found(source: str, target: str, language: str) -> list[str]:
    path = f"locales/{language}/LC_MESSAGES/leaflet.po"
    return [
        each.id for each in run({path: make_catalog(make_unit(source, target), language=language)})
    ]


def test_a_letter_that_grows_when_it_is_made_small_hides_nothing() -> None:
    source = "Take the medicine twice a day."
    assert _found(source, "İlacı günde iki kez alın.", "tr") == []
    assert _found(source, "İlacı haftada iki kez alın.", "tr") == ["frequency-mismatch"]


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        ("de", "Nehmen Sie es jeden Tag zur selben Zeit.", "Nehmen Sie es jeden zweiten Tag zur selben Zeit."),
        ("es", "Tómelo todos los días a la misma hora.", "Tómelo un día sí y otro no a la misma hora."),
        ("fr", "Prenez-le tous les jours aux mêmes heures.", "Prenez-le tous les deux jours aux mêmes heures."),
        ("ru", "Принимайте его каждый день в одно время.", "Принимайте его через день в одно время."),
    ],
)  # fmt: skip
def test_times_of_the_day_are_no_number_of_times(language: str, right: str, wrong: str) -> None:
    source = "Take it at the same times every day."
    for target, expected in ((right, []), (wrong, ["frequency-mismatch"])):
        catalog = make_catalog(make_unit(source, target), language=language)
        assert [each.id for each in run({"x.po": catalog})] == expected
