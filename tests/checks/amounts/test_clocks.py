"""A time of day keeps its half of the day: 5 p.m. is 17 Uhr, 下午5点, and not "5 Uhr"."""

from __future__ import annotations

import pytest

from pipeline.checks.run import run
from tests.builders import make_catalog, make_unit


def messages(source: str, target: str, language: str) -> list[str]:
    catalog = make_catalog(make_unit(source, target), language=language)
    return [finding.message for finding in run({"x.po": catalog})]


# source, language, right translations, those that lost the half, those that show another time
CLOCKS = [
    ("At 5 p.m.", "de", ["Um 17 Uhr.", "Um 5 Uhr nachmittags.", "Am Nachmittag um 5."], ["Um 5 Uhr."], []),
    ("At 5 p.m.", "es", ["A las 17 h.", "A las 5 de la tarde.", "A las 5 p. m."], ["A las 5.", "A las 5 h."], []),
    ("At 5 p.m.", "fr", ["À 17 h.", "À 5 h de l’après-midi."], ["À 5 h."], []),
    ("At 5 p.m.", "it", ["Alle 17.", "Alle 5 del pomeriggio."], ["Alle 5."], []),
    ("At 5 p.m.", "pt-BR", ["Às 17 h.", "Às 5 da tarde."], ["Às 5 h."], []),
    ("At 5 p.m.", "nl", ["Om 17 uur.", "Om 5 uur ’s middags."], ["Om 5 uur."], []),
    ("At 5 p.m.", "ru", ["В 17 часов.", "В 5 часов вечера.", "В 5 часов дня."], ["В 5 часов."], []),
    ("At 5 p.m.", "tr", ["Saat 17’de.", "Akşam saat 5’te."], ["Saat 5’te."], []),
    ("At 5 p.m.", "el", ["Στις 17.", "Στις 5 το απόγευμα.", "Στις 5 μ.μ."], ["Στις 5."], []),
    ("At 5 p.m.", "ar", ["في الساعة ٥ مساءً.", "في الساعة 5 عصرًا."], ["في الساعة ٥."], []),
    ("At 5 p.m.", "he", ["בשעה 17.", "בשעה 5 אחר הצהריים."], ["בשעה 5."], []),
    ("At 5 p.m.", "fa", ["ساعت ۵ بعدازظهر.", "ساعت ۱۷."], ["ساعت ۵."], []),
    ("At 5 p.m.", "hi", ["शाम 5 बजे।"], ["5 बजे।"], []),
    ("At 8 p.m.", "bn", ["রাত ৮টায়।"], ["৮টায়।"], []),
    ("At 5 p.m.", "th", ["เวลา 17 น.", "เวลา 5 โมงเย็น"], ["เวลา 5 น."], []),
    ("At 5 p.m.", "vi", ["Lúc 17 giờ.", "Lúc 5 giờ chiều."], ["Lúc 5 giờ."], []),
    ("At 5 p.m.", "zh-Hans", ["下午5点。", "傍晚5点。", "17点。"], ["5点。"], []),
    ("At 5 p.m.", "ja", ["午後5時に。", "夕方5時に。", "17時に。"], ["5時に。"], []),
    ("At 5 p.m.", "ko", ["오후 5시에.", "17시에."], ["5시에."], []),
    ("At 1 p.m.", "de", ["Um 13 Uhr.", "Am Nachmittag um 1 Uhr."], ["Um 1 Uhr."], []),
    ("At 5 in the afternoon.", "de", ["Um 17 Uhr."], ["Um 5 Uhr."], []),
    ("At 5:30 p.m.", "fr", ["À 17 h 30."], ["À 5 h 30."], []),
    ("At 5:30 p.m.", "ja", ["17時30分に。", "午後5時30分に。"], ["5時30分に。"], []),
    ("At 5:30 p.m.", "pl", ["O 17:30.", "O 17.30."], ["O 5:30."], []),
    ("At 5.30 p.m.", "de-CH", ["Um 17.30 Uhr."], ["Um 5.30 Uhr."], []),
    ("At 17:00.", "de", ["Um 17:00 Uhr.", "Um 5:00 Uhr nachmittags."], ["Um 5:00 Uhr."], []),
    ("At 8:00 a.m.", "de", ["Um 8:00 Uhr.", "Um 8 Uhr."], [], ["Um 20:00 Uhr."]),
    ("At 12 a.m.", "de", ["Um 0 Uhr.", "Um 24 Uhr.", "Um Mitternacht (12 Uhr)."], ["Um 12 Uhr."], []),
    ("At 12 p.m.", "de", ["Um 12 Uhr.", "Um 12 Uhr mittags."], [], []),
    ("At 12:00 p.m.", "de", ["Um 12:00 Uhr."], [], ["Um 0:00 Uhr."]),
    ("At 12 a.m.", "es", ["A las 12 de la noche."], ["A las 12."], ["A las 12 p. m."]),
    ("At 12 a.m.", "zh-Hans", ["晚上12点。"], ["12点。"], []),
    ("From 8 a.m. to 5 p.m.", "de", ["Von 8 bis 17 Uhr."], ["Von 8 bis 5 Uhr."], []),
    ("From 8 a.m. to 5 p.m.", "zh-Hans", ["8点至下午5点。"], [], []),  # 下午 is said of 5
    ("From 2 to 5 p.m.", "de", ["Von 14 bis 17 Uhr.", "Nachmittags von 2 bis 5."], ["Von 2 bis 5 Uhr."], []),
    ("At 5 p.m. or 5 a.m.", "fr", ["À 17 h ou à 5 h."], [], []),
    ("Take 5 tablets at 5 p.m.", "es", ["Tome 5 comprimidos a las 17 h.", "A las 17 h tome 5 comprimidos."], [], []),
    ("Take 10 mg at 5 p.m.", "de", ["Nehmen Sie um 17 Uhr 10 mg.", "Nehmen Sie um 17 Uhr 10\u00a0mg."], [], []),
    ("Take 1.5 mg at 5 p.m.", "de", ["Nehmen Sie um 17 Uhr 1,5 mg."], [], []),
    ("At 8 a.m. and 5 p.m.", "sw", ["Saa 2 asubuhi na saa 11 jioni."], [], []),
    ("At 8:30 a.m.", "sw", ["Saa 2:30 asubuhi."], [], []),
    ("At 8 a.m. and 8 p.m.", "fa", ["ساعت ۸ صبح و ۸ شب."], [], []),
    ("At 8 a.m. and 8 p.m.", "hy", ["Առավոտյան ժամը 8-ին և երեկոյան ժամը 8-ին։"], [], []),
    ("Between 8 a.m. and 4 p.m.", "ru", ["С 8 часов утра до 4 часов дня."], [], ["С 8 часов утра до 4 часов утра."]),
    ("Between 8 a.m. and 4 p.m.", "fr", ["Entre 8 heures du matin et 4 heures de l’après-midi."], [], ["Entre 8 heures du matin et 4 heures du matin."]),
    ("From 7 a.m. to 11 a.m. and from 3 p.m. to 6 p.m.", "he", ["מ-7 עד 11 בבוקר ומ-3 עד 6 אחר הצהריים."], [], []),
    ("From 7 a.m. to 11 a.m. and from 3 p.m. to 6 p.m.", "vi", ["Từ 7 giờ đến 11 giờ sáng và từ 3 giờ đến 6 giờ chiều."], [], []),
    ("At 8 a.m. and 8 p.m.", "th", ["เวลา 8 โมงเช้าและ 2 ทุ่ม"], [], []),
    ("At 5 p.m.", "am", ["ከምሽቱ 11 ሰዓት።"], [], []),
    # Latin letters beside another script, and words that say it in the small hours and at twelve too
    ("At 4:30 a.m.", "bn", ["4:30 AM-এ।"], [], ["4:30 PM-এ।"]),
    ("At 4:30 a.m.", "hi", ["4:30 am पर।"], [], ["4:30 pm पर।"]),
    ("At 4:30 a.m.", "km", ["ម៉ោង 4:30 AM។"], [], ["ម៉ោង 4:30 PM។"]),
    ("At 4:30 a.m.", "ko", ["AM 4:30에."], [], ["PM 4:30에."]),
    ("At 4:30 a.m.", "ta", ["4:30 AM மணிக்கு."], [], ["4:30 PM மணிக்கு."]),
    ("At 4:30 a.m.", "ur", ["4:30 AM پر۔"], [], ["4:30 PM پر۔"]),
    ("At 4:30 a.m.", "am", ["በ4:30 AM።"], [], ["በ4:30 PM።"]),
    ("At 2:15 p.m.", "ar", ["في الساعة 2:15 م."], [], ["في الساعة 2:15 ص."]),
    ("At 2:15 a.m.", "ar", ["في الساعة 2:15 ص."], [], ["في الساعة 2:15 م."]),
    ("At 3:30 a.m.", "el", ["Στις 3:30 π.μ."], [], ["Στις 3:30 μ.μ."]),
    ("At 3:00 a.m.", "zh-Hant", ["凌晨3:00。"], [], ["下午3:00。"]),
    ("At 12:30 a.m.", "ja", ["午前0時30分に。"], [], ["午後12時30分に。"]),
    ("Take 8 amoxicillin.", "ja", ["8 Amoxicillinを飲みます。"], [], []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "language", "right", "lost", "other"),
    CLOCKS,
    ids=[f"{language}-{source}" for source, language, *_ in CLOCKS],
)
def test_half_of_the_day(
    source: str, language: str, right: list[str], lost: list[str], other: list[str]
) -> None:
    assert {text: messages(source, text, language) for text in right} == {
        text: [] for text in right
    }
    for text in lost:
        (message,) = messages(source, text, language)
        assert "the translation says only" in message, text
    for text in other:
        (message,) = messages(source, text, language)
        assert "in different halves of the day" in message, text


def test_message_names_both_clocks() -> None:
    assert messages("Come at 5:30 p.m.", "Kommen Sie um 5:30 Uhr.", "de") == [
        "the source says in which half of the day 5:30 is, the translation says only '5:30'"
    ]
