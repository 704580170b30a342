"""What real translations showed to be right is silent, and what is wrong beside it is still told.

Each pair stands for a class of sentences that were found in vain in published translations.
"""

from __future__ import annotations

import pytest

from pipeline.checks.run import run
from tests.builders import make_catalog, make_unit


def ids(language: str, source: str, target: str) -> set[str]:
    catalog = make_catalog(make_unit(source, target), language=language)
    return {finding.id for finding in run({"a.po": catalog}) if finding.msgid is not None}


RIGHT = [
    pytest.param("de", "Take 2 in the morning.", "Nehmen Sie 2 in der Früh.", id="in-is-no-inch"),
    pytest.param(
        "de",
        "The ward opened on 3 May 2024 in our clinic.",
        "Die Station öffnete am 3. Mai 2024 in unserer Klinik.",
        id="in-behind-a-year",
    ),
    pytest.param(
        "it",
        "You may take 2 a day, but no more.",
        "Può prenderne 2 ma non di più al giorno.",
        id="ma-is-no-milliampere",
    ),
    pytest.param(
        "pt",
        "Take 2 drops or 4 drops without food.",
        "Tome 2 gotas ou 4 sem alimentos.",
        id="sem-is-no-week",
    ),
    pytest.param(
        "fr",
        "See sections 4.3 and 4.4 of the leaflet.",
        "Voir les sections 4.3 et 4.4 de la notice.",
        id="numbers-of-sections",
    ),
    pytest.param(
        "de",
        "It helps on a day to day basis.",
        "Das hilft im Alltag.",
        id="day-to-day-is-no-day",
    ),
    pytest.param("hi", "Take 5 mg.", "5 मि०ग्रा० लें।", id="a-zero-for-the-sign-of-abbreviation"),
    pytest.param(
        "ar",
        "It is seen in 1 of 100,000 people.",
        "يظهر لدى ١ من كل ١٠٠،٠٠٠ شخص.",
        id="thousands-by-the-arabic-comma",
    ),
    pytest.param(
        "km",
        "Double the pillows to lie higher.",
        "ប្រើខ្នើយទ្វេដងដើម្បីគេងខ្ពស់ជាង។",
        id="three-within-another-word",
    ),
    pytest.param("ja", "Bread, rice, fruit…", "パン、米、果物など", id="and-so-on-for-an-ellipsis"),
    pytest.param("de", "Bread, rice and more", "Brot, Reis …", id="an-ellipsis-for-and-more"),
    pytest.param("he", 'Press "yes" or "no".', 'הקישו על "כן" או ל־"לא".', id="quotes-behind-maqaf"),
    pytest.param(
        "es", "End it with a colon (:).", "Ponga dos puntos (:) al final.", id="no-smiley"
    ),
    pytest.param(
        "fr",
        "Write it into the *Diary* booklet.",
        "Notez-le dans le journal *Journal*.",
        id="a-name-that-is-its-word",
    ),
    pytest.param(
        "cs", "RNase breaks it down.", "Rozkládá se RNasou.", id="an-inflected-name"
    ),
    pytest.param(
        "de",
        "Think twice before you stop, and mind the signs.",
        "Überlegen Sie gut, bevor Sie aufhören, und achten Sie auf die Anzeichen.",
        id="achten-is-no-eighth",
    ),
    pytest.param("vi", "See section B.3.4.", "Xem phần B.3.4.", id="a-section-with-a-letter"),
    pytest.param(
        "ar", "Use a screen reader.", "استخدم قارئ الشاشة مثل XReader.", id="a-name-in-latin-letters"
    ),
    pytest.param("fr", "Press **More…**.", "Appuyez sur **Plus**.", id="the-ellipsis-of-a-button"),
    pytest.param("cs", "Heat stroke is serious.", "Úžeh je závažný.", id="no-wrong-encoding"),
    pytest.param("de", "Store at −18 °C.", "Bei –18 °C lagern.", id="a-dash-for-minus"),
    pytest.param("ja", "The dose is doubled.", "用量は2倍になります。", id="doubled-is-two"),
    pytest.param(
        "vi", "It took some twenty times.", "Phải mất chừng hai chục lần.", id="two-tens"
    ),
    pytest.param(
        "tr", "See www.example.org.", "Bakınız www.example.org'da.", id="an-ending-behind-an-address"
    ),
    pytest.param(
        "tr", "See www.example.org.", "Bilgiler www.example.org’dadır.", id="a-longer-ending"
    ),
    pytest.param(
        "zh-Hans",
        "Do it in two ways: 1) rest; 2) walk.",
        "有两种方式：1）休息；2）走动。",
        id="items-without-spaces",
    ),
    pytest.param(
        "ko",
        "Pressure ulcers are wounds of the skin.",
        "욕창(pressure ulcer)은 피부에 생기는 상처를 말합니다.",
        id="a-gloss-in-the-singular",
    ),
    pytest.param(
        "cs",
        "Read [more](https://en.wikipedia.org/wiki/Pain).",
        "Čtěte [více](https://cs.wikipedia.org/wiki/Bolest).",
        id="the-page-in-the-language",
    ),
    pytest.param(
        "es",
        "Read [more](https://example.org/en/pain).",
        "Lea [más](https://example.org/es/pain).",
        id="the-folder-of-the-language",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("language", "source", "target"), RIGHT)
def test_right_translation_has_no_finding(language: str, source: str, target: str) -> None:
    assert ids(language, source, target) == set()


WRONG = [
    pytest.param("de", "Take 5 mg.", "Nehmen Sie 50 mg in der Früh.", "number-mismatch", id="de"),
    pytest.param("it", "Set it to 5 mA.", "Lo imposti su 6 mA.", "number-mismatch", id="it-mA"),
    pytest.param("fr", "See 4.8 mg.", "Voir 4.8 mg.", "number-mismatch", id="no-section"),
    pytest.param("fr", "See table 4.8 mg.", "Voir 4.8 mg.", "number-mismatch", id="a-dose-behind"),
    pytest.param("es", "Take it twice a day.", "Tómelo dos veces.", "number-mismatch", id="a-day"),
    pytest.param("hi", "Take 5 mg.", "१० मि०ग्रा० लें।", "number-mismatch", id="hi-ten"),
    pytest.param("ar", "Take 1.5 mg.", "خذ ١،٥ مغ.", "number-mismatch", id="ar-decimal"),
    pytest.param("ar", "Take 1.125 mg.", "خذ ١،١٢٥ مغ.", "number-mismatch", id="ar-thousands"),
    pytest.param("am", "There is no pain.", "ሕመም የለም...", "ellipsis-mismatch", id="am-ellipsis"),
    pytest.param("de", "Store at −18 °C.", "Bei –8 °C lagern.", "number-mismatch", id="minus-8"),
    pytest.param("de", "Take 5 mg.", "Nehmen Sie –50 mg.", "number-mismatch", id="a-dash-and-50"),
    pytest.param("ja", "The dose is doubled.", "用量は3倍です。", "number-mismatch", id="ja-three"),
    pytest.param("cs", "The rest", "OdpoÄ\x8dinek a klid", "mojibake", id="cs-mojibake"),
    pytest.param(
        "tr", "See www.example.org.", "Bakınız www.ornek.org'da.", "url-mismatch", id="tr-address"
    ),
    pytest.param("zh-Hans", "Rest (a day).", "休息（一天。", "bracket-unbalanced", id="zh-half"),
    pytest.param("de", "If the pain returns…", "Wenn es wehtut.", "ellipsis-mismatch", id="…"),
    pytest.param("he", 'Press "yes".', 'הקישו על "כן.', "quotation-unbalanced", id="he-half"),
    pytest.param("es", "Rest (a day).", "Descanse (un día.", "bracket-unbalanced", id="half"),
    pytest.param("fr", "Take the drops.", "Prenez les *les* gouttes.", "doubled-word", id="les"),
    pytest.param("de", "The pain goes.", "DIe Schmerzen gehen.", "multiple-capitals", id="DIe"),
    pytest.param(
        "cs",
        "Read [more](https://en.wikipedia.org/wiki/Pain).",
        "Čtěte [více](https://de.wikipedia.org/wiki/Schmerz).",
        "markup-mismatch",
        id="the-page-in-another-language",
    ),
    pytest.param(
        "es",
        "Read [more](https://example.org/en/pain).",
        "Lea [más](https://example.org/es/dolor).",
        "markup-mismatch",
        id="another-page",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("language", "source", "target", "expected"), WRONG)
def test_wrong_translation_is_still_told(
    language: str, source: str, target: str, expected: str
) -> None:
    assert expected in ids(language, source, target)
