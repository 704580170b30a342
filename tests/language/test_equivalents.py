"""Numbers said in another way: right translations that no comparison of digits would let pass."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.amounts.equivalents import fractions, phrase_spans, says_time
from pipeline.language.amounts.figures import figures
from pipeline.language.amounts.quantities import compare
from pipeline.language.cldr import is_known
from pipeline.language.tables import rows
from pipeline.model import Language

ENGLISH = Language("en")

SAME = [
    ("Wait 30 minutes before you eat.", "es", "Espere media hora antes de comer."),
    ("Wait 30 minutes before you eat.", "de", "Warten Sie eine halbe Stunde mit dem Essen."),
    ("Wait 30 minutes before you eat.", "ru", "Подождите полчаса, прежде чем есть."),
    ("Wait 30 minutes before you eat.", "he", "המתינו חצי שעה לפני האוכל."),
    ("Wait 30 minutes before you eat.", "hi", "खाने से पहले आधा घंटा रुकें।"),
    ("Rest for 90 minutes.", "it", "Si riposi per un’ora e mezza."),
    ("Rest for 90 minutes.", "nl", "Rust anderhalf uur."),
    ("Rest for 90 minutes.", "ja", "1時間半休んでください。"),
    ("Rest for 90 minutes.", "ar", "استرح ساعة ونصف الساعة."),
    ("Rest for 90 minutes.", "th", "พักหนึ่งชั่วโมงครึ่ง"),
    ("Rest for 90 minutes.", "vi", "Nghỉ ngơi tiếng rưỡi."),
    ("Rest for 2.5 hours.", "vi", "Nghỉ ngơi hai tiếng rưỡi."),
    ("Come back in 14 days.", "ko", "2주 뒤에 다시 오세요."),
    ("Come back in 14 days.", "ar", "عد بعد أسبوعين."),
    ("Come back in 14 days.", "zh-Hans", "请两周后复诊。"),
    ("Come back in 6 months.", "pl", "Zgłoś się za pół roku."),
    ("Come back in 6 months.", "vi", "Tái khám sau nửa năm."),
    ("Our nurses are there 24/7.", "de", "Unsere Schwestern sind rund um die Uhr da."),
    ("Our nurses are there 24/7.", "es", "Estamos las 24 horas, los 7 días de la semana."),
    ("We are there 24 hours a day.", "it", "Ci siamo 24/7."),
    ("It affects 3 in 100 people.", "de", "Es betrifft 3 % der Menschen."),
    ("It affects 3% of people.", "ja", "100人のうち3人に起こります。"),
    ("A quarter of people have it.", "de", "25 % der Menschen haben es."),
    ("25% of people have it.", "de", "Ein Viertel der Menschen hat es."),
    ("1 in 4 people has it.", "de", "25 % der Menschen haben es."),
    ("Blood pressure of 140/90.", "es", "Presión arterial de 140 sobre 90."),
    ("From 120/80 to 140/90.", "es", "De 120 sobre 80 a 140 sobre 90."),
    ("We are there 24 hours a day.", "fr", "Nous sommes là 24 heures sur 24."),
    ("We are there 24 hours a day.", "de", "Wir sind rund um die Uhr da."),
    ("Open until 12 noon.", "pt-BR", "Aberto até o meio-dia."),
    ("Do not eat after midnight.", "es", "No coma nada después de las 12 de la noche."),
    ("Do not eat after midnight.", "zh-Hant", "午夜12點以後請勿進食。"),
    ("Take 1½ tablets.", "es", "Tome un comprimido y medio."),
    ("Take 1½ tablets.", "am", "አንድ ተኩል እንክብል ይውሰዱ።"),
    ("25% notice nothing.", "ja", "4人に1人は何も感じません。"),
    ("25% notice nothing.", "de", "Ein Viertel merkt nichts."),
    ("67% get better.", "zh-Hans", "三分之二的患者会好转。"),
    ("About 100,000 people have it.", "es", "Unas cien mil personas lo tienen."),
    ("About 100,000 people have it.", "hi", "लगभग एक लाख लोगों को यह है।"),
    ("About 100,000 people have it.", "it", "Circa centomila persone ne soffrono."),
    ("It happens in their fifties.", "fr", "Cela touche les personnes de 50 à 59 ans."),
    ("You have fallen more than once.", "ja", "2回以上転んだことがある。"),
    ("You take 2 or more medicines.", "es", "Toma más de un medicamento."),
    ("Open 7 days a week", "it", "Aperto 7 giorni su 7"),
    ("Open 7 days a week", "ko", "연중무휴"),
    ("Open 7 days a week", "zh-Hans", "每天开放"),
    ("Children aged 2 may have a second dose.", "ar", "قد يحصل الأطفال بعمر سنتين على جرعة ثانية."),
]  # fmt: skip

OTHER = [
    # A day may end tonight, and 24 hours do not.
    ("Wait 24 hours.", "fr", "Attendez un jour.", ["missing 24"]),
    ("Wait 30 minutes.", "es", "Espere una hora.", ["missing 30"]),
    ("Blood pressure of 140/90.", "es", "Presión de 140 sobre 90 tras 5 minutos.", ["extra 5"]),
    ("A pressure of 140/90 after 5 minutes.", "es", "140 sobre 90.", ["missing 5"]),
    ("Blood pressure of 140/90.", "es", "Presión de 140 sobre 95.", ["extra 140", "extra 95", "missing 140/90"]),
    ("Our nurses are there 24/7.", "es", "Estamos las 24 horas, los 5 días.", ["extra 5"]),
    ("It affects 3 in 100 people.", "de", "Es betrifft 4 % der Menschen.", ["extra 4", "missing 3", "missing 100"]),
    ("3 in 100 people feel sick after 100 mg.", "de", "3 % der Menschen wird übel.", ["missing 100"]),
    ("A quarter of people have it.", "de", "35 % der Menschen haben es.", ["extra 35"]),
    ("Wait 90 minutes.", "es", "Espere media hora.", ["missing 90"]),
    ("Rest for 90 minutes.", "vi", "Nghỉ ngơi hai tiếng rưỡi.", ["missing 90"]),
    ("Rest for 90 minutes.", "ja", "2時間半休んでください。", ["extra 2", "missing 90"]),
    ("Come back in 14 days.", "es", "Vuelva dentro de tres semanas.", ["missing 14"]),
    ("Come back in 6 months.", "es", "Vuelva dentro de un año.", ["missing 6"]),
    ("Take 12 drops in the afternoon.", "fr", "Prenez les gouttes l’après-midi.", ["missing 12"]),
    ("Take 12 drops at noon.", "de", "Nehmen Sie mittags die Tropfen.", ["missing 12"]),
    # What both texts say anyway answers for no number that was lost.
    (
        "Inject twice a day for 7 days.", "ja", "1日2回、7日間、7日注射してください。",
        ["extra 1", "extra 7"],
    ),
    (
        "Take 1.5 mg half an hour before meals.", "es", "Tome el comprimido media hora antes.",
        ["missing 1.5"],
    ),
    ("Use the 25% cream four times a day.", "es", "Use la crema cuatro veces al día.", ["missing 25"]),
    ("25% notice nothing.", "de", "Ein Drittel merkt nichts.", ["missing 25"]),
    ("100,000 people", "es", "cien personas", ["missing 100,000"]),
    ("You have fallen more than once.", "ja", "2回転んだことがある。", ["extra 2"]),
    ("Take it for 7 days.", "zh-Hans", "每天服用。", ["missing 7"]),
    ("Open 7 days a week", "it", "Aperto 6 giorni su 7", ["extra 6"]),
    ("You have fallen more than once.", "ja", "3回以上転んだことがある。", ["extra 3"]),
    ("2 million people", "sw", "watu elfu 2", ["extra elfu 2", "missing 2 million"]),
]  # fmt: skip


def told(source: str, tag: str, target: str) -> list[str]:
    found = compare(source, ENGLISH, target, Language(tag))
    return [f"{each.kind} {each.text}" for each in found]


@pytest.mark.parametrize(("source", "tag", "target"), SAME)
def test_what_is_said_in_another_way(source: str, tag: str, target: str) -> None:
    assert told(source, tag, target) == []


@pytest.mark.parametrize(("source", "tag", "target", "expected"), OTHER)
def test_what_is_something_else(source: str, tag: str, target: str, expected: list[str]) -> None:
    assert told(source, tag, target) == expected


def test_a_day_is_named_by_its_hours_and_they_not_by_a_day() -> None:
    hours = figures("las 24 horas", Language("es"))
    assert says_time(Decimal(1), "day", hours)
    assert not says_time(Decimal(24), "hour", figures("una vez al día", Language("es")))


def test_a_phrase_is_where_it_stands_behind_a_letter_that_grows_when_made_small() -> None:
    text = "İlacı yarım saat önce alın."
    assert [text[slice(*span)] for span in phrase_spans(figures(text, Language("tr")))] == [
        "yarım saat"
    ]


@given(st.integers(1, 99))
def test_a_fraction_comes_to_its_per_cent(percent: int) -> None:
    for part, whole in fractions(Decimal(percent)):
        assert 0 < part < whole
        assert whole <= 10 or 100 * part == percent * whole
        assert abs(100 * part / whole - percent) < Decimal("0.5")


def test_each_row_of_the_data_is_of_a_language_and_says_a_number_and_a_unit() -> None:
    units = {
        "minute",
        "hour",
        "day",
        "month",
        "year",
        "clock",
        "number",
        "upward",
        "daily",
        "milliliter",
        "international-unit",
    }
    for tag, amounts, phrases in rows("said-otherwise.tsv"):
        values, unit = amounts.split(" ")
        assert is_known(Language(tag)), tag
        assert unit in units, amounts
        assert all(value.isdigit() for value in values.split("|")), amounts
        assert "" not in phrases.split(", "), phrases
