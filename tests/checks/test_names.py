"""A name that one unit leaves in doubt, and what the catalog as a whole says of it."""

from __future__ import annotations

import pytest

from pipeline.checks.run import run
from tests.builders import make_catalog, make_unit

Pairs = list[tuple[str, str]]

HELPS = ("Pilluhr helps you.", "Pilluhr поможет вам.")
RINGS = ("Pilluhr rings twice.", "Pilluhr звонит дважды.")
FREE = ("Pilluhr is free.", "Приложение Pilluhr бесплатное.")
WITHIN = ("Open Pilluhr at night.", "Откройте Pilluhr вечером.")
UNSAID = ("Pilluhr needs no account.", "Учётная запись не нужна.")
SMALL = ("Set the pilluhr first.", "Сначала настройте часы.")
BEGINS_SMALL = ("pilluhr is free.", "Приложение pilluhr бесплатное.")
ASKED = ("Thank you for reading! pilluhr asks nothing.", "Спасибо! Часы pilluhr не спросят.")
LIKED = ("Nurses like pilluhr.", "Медсёстрам нравится pilluhr.")

IS_SPREAD = ("COVID-19 is spread by air.", "COVID-19 передаётся по воздуху.")
VACCINE = ("The vaccine protects from COVID-19.", "Прививка защищает от COVID-19.")
SHORT = ("Most people get over COVID-19.", "Большинство людей переносит COVID-19 легко.")
COUGH = ("Stay at home while you cough.", "При кашле из-за COVID-19 оставайтесь дома.")


def ids(pairs: Pairs, language: str) -> list[tuple[str, str]]:
    """(msgid, id) of what is found in a catalog of these pairs alone."""
    catalog = make_catalog(*(make_unit(*pair) for pair in pairs), language=language)
    path = f"locales/{language}/LC_MESSAGES/back-pain.po"
    return [(each.msgid or "", each.id) for each in run({path: catalog})]


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        pytest.param([HELPS], [HELPS], id="once"),
        pytest.param([HELPS, RINGS], [HELPS, RINGS], id="twice"),
        pytest.param([HELPS, RINGS, FREE], [], id="in-every-sentence"),
        pytest.param([HELPS, WITHIN], [], id="once-within-a-sentence"),
        pytest.param([HELPS, RINGS, FREE, UNSAID], [], id="left-unsaid-once"),
        pytest.param(
            [HELPS, RINGS, UNSAID, ("Pilluhr learns.", "Часы учатся.")],
            [HELPS, RINGS],
            id="half-are-translated",
        ),
        pytest.param([HELPS, RINGS, FREE, SMALL], [HELPS, RINGS, FREE], id="a-word-elsewhere"),
        pytest.param([HELPS, WITHIN, SMALL], [], id="a-name-beside-a-word"),
        pytest.param([BEGINS_SMALL, ASKED, LIKED], [], id="begins-sentences-with-a-small-letter"),
        pytest.param([BEGINS_SMALL, LIKED], [BEGINS_SMALL, LIKED], id="small-and-kept-twice"),
        pytest.param(
            [
                ("Use the splint.", "Носите splint."),
                ("A splint helps.", "Ваш splint поможет."),
                ("Wash the splint.", "Мойте splint."),
            ],
            [("Use the splint.", ""), ("A splint helps.", ""), ("Wash the splint.", "")],
            id="a-word-that-begins-no-sentence",
        ),
        pytest.param(
            [HELPS, RINGS, FREE, ("Rest is good.", "Rest полезен.")],
            [("Rest is good.", "")],
            id="another-word",
        ),
        pytest.param(
            [HELPS, RINGS, FREE, ("Pilluhr rests.", "Pilluhr rests.")],
            [("Pilluhr rests.", "")],
            id="beside-a-word-left-behind",
        ),
    ],
)
def test_what_translations_keep_again_and_again_is_a_name(pairs: Pairs, found: Pairs) -> None:
    stray = [msgid for msgid, name in ids(pairs, "ru") if name == "stray-fragment"]
    assert sorted(stray) == sorted(msgid for msgid, _ in found)


@pytest.mark.parametrize(
    ("source", "target", "language", "is_found"),
    [
        ("Ask at MyClinic.example.org for it.", "請至MyClinic.example.org詢問。", "zh-Hant", False),
        ("Look at example.org/help/pills.pdf first.", "まずexample.org/help/pills.pdfを。", "ja", False),
        ("Write your birthday as dd/mm/yyyy.", "생일을 dd/mm/yyyy 형식으로 쓰세요.", "ko", False),
        ("When did you fall (hh:mm)?", "您什么时候跌倒的(hh:mm)？", "zh-Hans", False),
        ("Take 5 ml and/or rest.", "服用 5 毫升 and/or 休息。", "zh-Hans", True),
        ("Your file is /home/visit_notes now.", "파일은 /home/visit_notes 입니다.", "ko", False),
        ("Walk and/or swim daily.", "매일 걷기 and/or 수영하세요.", "ko", True),
        ("Rest.then walk slowly.", "休息.then慢慢走。", "zh-Hans", True),
        ("Type “sleep” into the box.", "在框中输入“sleep”。", "zh-Hans", False),
        ("Type the word sleep.", "请输入“sleep”。", "zh-Hans", True),
        ("Have an X-ray of your chest.", "மார்பு எக்ஸ்ரே(X-ray) எடுத்துக்கொள்ளுங்கள்.", "ta", False),
        ("Have an X-ray of your chest.", "மார்பு X-ray எடுத்துக்கொள்ளுங்கள்.", "ta", True),
        ("Ask the Centre for Sleep and Pain.", "「Centre for Sleep and Pain」へ。", "ja", False),
        ("Ask the Centre for Sleep and pain.", "Centre for Sleep and painへ。", "ja", True),
    ],
)  # fmt: skip
def test_what_stands_alike_in_both_texts_and_is_no_word(
    source: str,
    target: str,
    language: str,
    is_found: bool,  # noqa: FBT001
) -> None:
    found = {name for _, name in ids([(source, target)], language)}
    assert ("stray-fragment" in found) == is_found


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        pytest.param([COUGH], [COUGH], id="alone"),
        pytest.param([COUGH, IS_SPREAD, VACCINE], [COUGH], id="named-twice"),
        pytest.param([COUGH, IS_SPREAD, VACCINE, SHORT], [], id="what-the-text-is-about"),
        pytest.param(
            [
                ("Press L4.", "Нажмите L4."),
                ("L4 hurts.", "L4 болит."),
                ("See L4.", "См. L4."),
                ("See the picture.", "См. рисунок L4."),
            ],
            [("See the picture.", "")],
            id="a-code-of-one-letter",
        ),
        pytest.param(
            [IS_SPREAD, VACCINE, SHORT, ("Take 5 mg.", "Примите 5 мг от COVID-20.")],
            [("Take 5 mg.", "")],
            id="another-code",
        ),
        pytest.param(
            [IS_SPREAD, VACCINE, SHORT, ("Isolate for 5 days.", "Изоляция: COVID-19, дней.")],
            [("Isolate for 5 days.", "")],
            id="in-place-of-a-number",
        ),
    ],
)
def test_a_translation_may_name_what_the_catalog_is_about(pairs: Pairs, found: Pairs) -> None:
    told = {msgid for msgid, name in ids(pairs, "ru") if name == "number-mismatch"}
    assert told == {msgid for msgid, _ in found}
