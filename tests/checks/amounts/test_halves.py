"""Half a tablet is no tablet and a half, in whatever language, and however either is said."""

from __future__ import annotations

import pytest

from tests.checks.sentences import told

ONE_AND_A_HALF = ["Take 1.5 tablets.", "Take 1½ tablets.", "Take one and a half tablets."]
# language, half a tablet, and so many ways to say one and a half
TABLETS = {
    "ar": ("تناول نصف قرص.", "تناول قرصًا ونصف القرص.", "تناول قرصًا ونصف قرص."),
    "bn": ("অর্ধেক ট্যাবলেট খান।", "দেড়টি ট্যাবলেট খান।"),
    "cs": ("Vezměte si půl tablety.", "Vezměte si jednu a půl tablety."),
    "de": (
        "Nehmen Sie eine halbe Tablette.",
        "Nehmen Sie eineinhalb Tabletten.",
        "Nehmen Sie eine ganze und eine halbe Tablette.",
    ),
    "el": ("Πάρτε μισό δισκίο.", "Πάρτε ενάμισι δισκίο."),
    "es": (
        "Tome medio comprimido.",
        "Tome un comprimido y medio.",
        "Tome uno y medio comprimidos.",
        "Tome un comprimido entero y medio más.",
    ),
    "fa": ("نصف قرص بخورید.", "یک و نیم قرص بخورید."),
    "fr": ("Prenez un demi-comprimé.", "Prenez un comprimé et demi."),
    "he": ("קחו חצי כדור.", "קחו כדור וחצי."),
    "hi": ("आधी गोली लें।", "डेढ़ गोली लें।", "एक और आधी गोली लें।"),
    "id": ("Minum setengah tablet.", "Minum satu setengah tablet."),
    "it": ("Prenda mezza compressa.", "Prenda una compressa e mezza."),
    "ja": ("半錠を飲んでください。", "1錠半を飲んでください。", "1錠と半錠を飲んでください。"),
    "ko": ("반 알을 드세요.", "한 알 반을 드세요."),
    "nl": ("Neem een halve tablet.", "Neem anderhalve tablet."),
    "pl": ("Zażyj pół tabletki.", "Zażyj półtorej tabletki."),
    "pt": ("Tome meio comprimido.", "Tome um comprimido e meio."),
    "ru": (
        "Примите половину таблетки.",
        "Примите полторы таблетки.",
        "Примите одну таблетку и ещё половину таблетки.",
    ),
    "sw": ("Kunywa nusu kidonge.", "Kunywa kidonge kimoja na nusu."),
    "ta": ("அரை மாத்திரை எடுத்துக் கொள்ளுங்கள்.", "ஒன்றரை மாத்திரை எடுத்துக் கொள்ளுங்கள்."),
    "th": ("กินยาครึ่งเม็ด", "กินยา 1 เม็ดครึ่ง", "กินยา 1 เม็ดกับอีกครึ่งเม็ด"),
    "tr": ("Yarım tablet alın.", "Bir buçuk tablet alın.", "Bir tam ve yarım tablet alın."),
    "uk": ("Прийміть пів таблетки.", "Прийміть півтори таблетки."),
    "ur": ("آدھی گولی لیں۔", "ڈیڑھ گولی لیں۔"),
    "vi": ("Uống nửa viên.", "Uống một viên rưỡi.", "Uống một viên và nửa viên."),
    "zh-Hans": ("服用半片。", "服用一片半。"),
    "zh-Hant": ("服用半片。", "服用一片半。"),
}


def ids(source: str, target: str, language: str) -> set[str]:
    return {each.id for each in told(source, target, language)}


@pytest.mark.parametrize("language", TABLETS)
@pytest.mark.parametrize("source", ONE_AND_A_HALF)
def test_one_and_a_half_may_not_become_a_half(source: str, language: str) -> None:
    half, *right = TABLETS[language]
    assert ids(source, half, language) & {"number-mismatch", "spelled-number-mismatch"}
    assert [target for target in right if ids(source, target, language)] == []


@pytest.mark.parametrize("language", TABLETS)
def test_a_half_is_a_half(language: str) -> None:
    assert ids("Take half a tablet.", TABLETS[language][0], language) == set()
    assert ids("Take 0.5 tablets.", TABLETS[language][0], language) == set()


@pytest.mark.parametrize("language", ["de", "es", "fr", "hi", "ko", "pl", "tr", "vi", "zh-Hans"])
def test_a_half_may_not_become_one_and_a_half(language: str) -> None:
    assert ids("Take half a tablet.", TABLETS[language][1], language) == {"spelled-number-mismatch"}


@pytest.mark.parametrize(
    ("source", "target", "language", "is_told"),
    [
        ("Take 1.5 tablets a day.", "每天服用半片。", "zh-Hans", True),
        ("Take 1.5 tablets once a day.", "每天一次，服用半片。", "zh-Hans", True),
        ("Wait half an hour.", "等一个半小时。", "zh-Hans", True),
        ("Wait half an hour.", "等半个小时。", "zh-Hans", False),
        ("Wait an hour and a half.", "等一个半小时。", "zh-Hans", False),
        ("Take half a tablet.", "1錠半を飲んでください。", "ja", True),
        ("Wait an hour and a half.", "1時間半待ってください。", "ja", False),
        (
            "Go back to work after one and a half weeks.",
            "일주일 반 뒤에 직장에 돌아가세요.",
            "ko",
            False,
        ),
        ("Take 2.5 tablets.", "服用2片半。", "zh-Hans", False),
        ("Take half a tablet half an hour before meals.", "饭前半小时服用半片。", "zh-Hans", False),
        (
            "Take half a tablet, then one and a half.",
            "Erst eine halbe Tablette, dann eineinhalb.",
            "de",
            False,
        ),
    ],
)
def test_halves_beside_other_numbers(
    source: str, target: str, language: str, is_told: object
) -> None:
    assert bool(ids(source, target, language)) == is_told
