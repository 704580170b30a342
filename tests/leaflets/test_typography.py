"""How text is set is data, and the data serve every language."""

from __future__ import annotations

import tomllib

import pytest

from pipeline.language import cldr
from pipeline.leaflets.phrases import phrases_of
from pipeline.leaflets.print_text import (
    Json,
    by_phrase,
    columns_in,
    glued,
    joined,
    longest_word,
    printed_text,
    widest,
    with_notes_kept,
)
from pipeline.leaflets.typography import (
    LAST_FAMILY,
    TYPOGRAPHY_FILE,
    counter_style,
    families,
    typography,
)
from pipeline.model import Language

ISSUE_LANGUAGES = "en es fr de zh-Hans ja ar pt-BR it nl pl ru uk tr vi id ko zh-Hant he fa ur hi bn ta th el am sw"


@pytest.mark.parametrize("tag", ISSUE_LANGUAGES.split())
def test_every_chain_has_the_letters_and_the_signs(tag: str) -> None:
    style = typography(Language(tag))
    assert LAST_FAMILY in style.print_fonts
    assert "Noto Sans" in style.print_fonts, "the only family with Latin letters for all"
    assert set(style.print_fonts) <= families()
    assert style.emphasis in ("italic", "weight")


@pytest.mark.parametrize(
    ("tag", "text", "whole"),
    [
        ("en", "above 38 °C, 15 mg or 5 %", ["38 °C", "15 mg", "5 %"]),
        ("de", "1,5 ml, ½ l und 10 Meter in 5 Minuten", ["1,5 ml", "½ l"]),
        ("ru", "по 5 мг 3 раза", ["5 мг"]),
        ("en", "L4 mm, type 2 glue, 3 days", []),
        ("th", "ครั้งละ20–30 mg", ["20–30 mg"]),
        ("en", "Call 0113 496 0001 or +44 113 496 0002.", ["0113 496 0001", "+44 113 496 0002"]),
        ("hi", "200–400 मिग्रा या 0.3 मिग्रा, 3 बार", ["200–400 मिग्रा", "0.3 मिग्रा"]),
        ("ar", "0.15 ملغ، 3 مرات", ["0.15 ملغ"]),
        ("fa", "400 میلی‌گرم در روز", ["400 میلی‌گرم"]),
        ("ko", "하루 5 mL를 3번", ["하루", "5 mL를", "3번"]),
    ],
)
def test_no_line_ends_between_an_amount_and_its_sign(tag: str, text: str, whole: list[str]) -> None:
    parts = list(printed_text(text, Language(tag)))
    assert [part["text"] for part in parts if isinstance(part, dict)] == whole
    assert "".join(part if isinstance(part, str) else part["text"] for part in parts) == text


def test_a_dose_stays_with_its_unit_where_it_is_read_from_left_to_right() -> None:
    parts = list(printed_text("من 200–400 ملغ", Language("ar")))
    run = {"k": "ltr", "text": "200–400", "pieces": [], "groups": []}
    assert parts == ["من ", {"k": "word", "c": [run, " ملغ"]}]


def test_a_dose_among_kana_keeps_the_space_beside_latin_letters() -> None:
    parts = list(printed_text("体重15～30 kgの子ども", Language("ja")))
    gap, dose = {"k": "gap"}, {"k": "word", "text": "15～30 kg"}
    assert parts == ["体重", gap, dose, gap, "の子ども"]
    parts = list(printed_text("每次200–400毫克，3天", Language("zh-Hans")))
    assert parts == ["每次", gap, {"k": "word", "text": "200–400毫克"}, "，3天"]


def test_the_widest_word_need_not_be_the_longest() -> None:
    assert widest(["تحسسي", "مستلقيًا", "من"]) == "مستلقيًا\nتحسسي"


def test_phrases_of_a_title_keep_the_space_beside_latin_letters() -> None:
    parts = list(by_phrase(["すぐに112に電話"], Language("ja")))
    assert parts == [
        {"k": "word", "text": "すぐに"},
        {"k": "gap"},
        {"k": "word", "text": "112に"},
        {"k": "word", "text": "電話"},
    ]


@pytest.mark.parametrize(
    ("tag", "first_own"),
    [
        pytest.param("ar", "Almarai", id="row"),
        pytest.param("ckb", "IBM Plex Sans Arabic", id="by-script"),
        pytest.param("mr", "Noto Sans Devanagari", id="by-script-devanagari"),
        pytest.param("zh-HK", "Noto Sans CJK TC", id="by-variant"),
        pytest.param("zh", "Noto Sans CJK SC", id="by-base"),
        pytest.param("sw", LAST_FAMILY, id="latin"),
    ],
)
def test_language_without_a_row_is_set_as_its_script(tag: str, first_own: str) -> None:
    assert next(f for f in typography(Language(tag)).print_fonts if f != "Noto Sans") == first_own


@pytest.mark.parametrize(
    ("tag", "family"),
    [
        pytest.param("he", "Noto Sans Hebrew", id="own"),
        pytest.param("bn", "Hind Siliguri", id="another-maker"),
        pytest.param("en", "", id="latin"),
        pytest.param("ru", "", id="cyrillic"),
        pytest.param("ar", "", id="its-latin-letters-too"),
        pytest.param("ja", "", id="latin-letters-only-are-another's"),
        pytest.param("ko", "", id="korean"),
    ],
)
def test_family_of_the_script_is_known_where_signs_are_another_s(tag: str, family: str) -> None:
    assert typography(Language(tag)).own_font == family


@pytest.mark.parametrize("tag", ["ar", "he", "hi", "th", "ja", "ko", "zh-Hans", "am"])
def test_scripts_without_italics_emphasize_by_weight(tag: str) -> None:
    assert typography(Language(tag)).emphasis == "weight"


@pytest.mark.parametrize(
    ("tag", "style"),
    [
        pytest.param("fa", "persian", id="fa"),
        pytest.param("bn", "bengali", id="bn"),
        pytest.param("my", "myanmar", id="my"),
        pytest.param("ar-EG", "arabic-indic", id="ar-EG"),
        pytest.param("ar", "decimal", id="ar"),
        pytest.param("ur", "decimal", id="ur"),
        pytest.param("hi", "decimal", id="hi"),
        pytest.param("de", "decimal", id="de"),
    ],
)
def test_lists_are_numbered_in_the_digits_of_the_language(tag: str, style: str) -> None:
    assert counter_style(Language(tag)) == style


def test_words_that_go_on_across_emphasis_stay_on_one_line_in_korean() -> None:
    korean = Language("ko")
    content = [
        *printed_text("고리 안에 추간판(", korean),
        {"k": "em", "c": list(printed_text("섬유륜 조직", korean))},
        *printed_text(")이 있습니다.", korean),
    ]
    opened = {"k": "em", "c": [{"k": "word", "text": "섬유륜"}]}
    closed = {"k": "em", "c": [{"k": "word", "text": "조직"}]}
    assert list(glued(content)) == [
        *({"k": "word", "text": "고리"}, " ", {"k": "word", "text": "안에"}, " "),
        {"k": "word", "text": "추간판"},
        {"k": "word", "c": ["(", opened]},
        {"k": "em", "c": [" "]},
        {"k": "word", "c": [closed, {"k": "word", "text": ")이"}]},
        *(" ", {"k": "word", "text": "있습니다."}),
    ]


def test_word_that_the_engine_would_split_is_kept_whole_in_thai() -> None:
    assert list(printed_text("ผ่าตัดด้วยกล้องจุลทรรศน์แล้ว", Language("th"))) == [
        "ผ่าตัดด้วยกล้อง",
        {"k": "word", "text": "จุลทรรศน์"},
        "แล้ว",
    ]


@pytest.mark.parametrize("tag", ["de", "nl", "pl", "ru", "uk"])
def test_languages_of_long_words_are_hyphenated(tag: str) -> None:
    assert typography(Language(tag)).hyphenate


def test_greek_is_not_cut_by_rules_that_leave_single_letters() -> None:
    assert not typography(Language("el")).cuts


@pytest.mark.parametrize(
    ("tag", "text", "columns"),
    [
        pytest.param("en", "Rest the ankle.", 15, id="latin"),
        pytest.param("ja", "足首 A1", 7, id="square-letters"),
        pytest.param("ko", "발목 A1", 7, id="hangul-in-boxes"),
        pytest.param("en", "https://example.org/leaflets", 28, id="long-word"),
        pytest.param("ar", "تناول 200–400 mg", 16, id="run-in-its-order"),
    ],
)
def test_columns_tell_how_wide_a_text_is(tag: str, text: str, columns: int) -> None:
    content = list(printed_text(text, Language(tag)))
    assert columns_in([*content, {"k": "br"}]) == columns
    assert columns_in([{"k": "strong", "c": content}]) == columns


def test_the_phrase_before_a_dose_may_be_the_longest_word_of_a_title() -> None:
    title = "小児用パラセタモール内服液 120 mg/5 mL"
    assert longest_word(title, Language("ja")).strip() == "パラセタモール内服液"


@pytest.mark.parametrize(
    ("tag", "title", "expected"),
    [
        pytest.param(
            "zh-Hans",
            "腰椎间盘突出症为什么治疗了还会加重？",
            ("腰椎间盘突出症", "为什么", "治疗了", "还会加重？"),
            id="no-character-is-parted-from-its-word",
        ),
        pytest.param("zh-Hans", "何时应立即求助", ("何时应立即求助",), id="zh-Hans"),
        pytest.param(
            "zh-Hant",
            "為什麼腰椎椎間盤突出症接受治療後還會惡化？",
            ("為什麼", "腰椎椎間盤突出症", "接受", "治療後", "還會惡化？"),
            id="zh-Hant",
        ),
        pytest.param(
            "ja",
            "毎日の生活で腰と背中をいたわりましょう",
            ("毎日の", "生活で", "腰と", "背中を", "いたわりましょう"),
            id="ja",
        ),
        pytest.param(
            "ja",
            "小児用パラセタモール内服液",
            ("小児用", "パラセタモール内服液"),
            id="a-long-phrase-is-cut-before-a-loanword",
        ),
        pytest.param(
            "ja",
            "非ステロイド性抗炎症薬の使い方",
            ("非ステロイド性抗炎症薬の", "使い方"),
            id="not-behind-one-nor-behind-a-prefix",
        ),
        pytest.param(
            "ja", "妊娠中のカフェイン", ("妊娠中の", "カフェイン"), id="no-short-one-is-cut"
        ),
        pytest.param("ko", "매일 등과 허리를", ("매일 등과 허리를",), id="breaks-at-spaces"),
    ],
)
def test_titles_are_broken_between_phrases(tag: str, title: str, expected: tuple[str, ...]) -> None:
    assert phrases_of(title, Language(tag)) == expected
    assert "".join(expected) == title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "a 2–3 mm incision",
            ["a ", {"k": "word", "text": "2–3 mm"}, " incision"],
            id="with-its-unit",
        ),
        pytest.param("5-10%.", [{"k": "word", "text": "5-10%"}, "."], id="hyphen-and-percent"),
        pytest.param(
            "for 1,5–2 hours",
            ["for ", {"k": "word", "text": "1,5–2"}, " hours"],
            id="a-word-follows",
        ),
        pytest.param(
            "ขนาด 2–3 มิลลิเมตร",
            ["ขนาด ", {"k": "word", "text": "2–3"}, " มิลลิเมตร"],
            id="no-sign-is-cut",
        ),
        pytest.param("on 2026-09-14", ["on 2026-09-14"], id="a-date-is-no-range"),
        pytest.param(
            "+44-20-7946", [{"k": "word", "text": "+44-20-7946"}], id="as-does-a-telephone-number"
        ),
        pytest.param("L4–L5", ["L4–L5"], id="nor-are-names"),
    ],
)
def test_ranges_stay_on_one_line(text: str, expected: list[Json]) -> None:
    assert list(printed_text(text, Language("en"))) == expected


MARK = {"k": "noteref", "to": "fn:1", "c": ["1"]}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            ["手术。", MARK, "为了"],
            ["手", {"k": "word", "c": ["术。", MARK]}, "为了"],
            id="with-the-character-before-it",
        ),
        pytest.param(
            [{"k": "strong", "c": ["微创手术"]}, "。", MARK],
            [
                {"k": "strong", "c": ["微创手"]},
                {"k": "word", "c": [{"k": "strong", "c": ["术"]}, "。", MARK]},
            ],
            id="across-emphasis",
        ),
        pytest.param(
            ["每日 400 mg。", MARK],
            ["每日 400 ", {"k": "word", "c": ["mg。", MARK]}],
            id="with-the-latin-word",
        ),
        pytest.param(
            [{"k": "word", "text": "있습니다."}, MARK, " 그"],
            [{"k": "word", "c": [{"k": "word", "text": "있습니다."}, MARK]}, " 그"],
            id="with-the-korean-word",
        ),
        pytest.param([MARK], [{"k": "word", "c": [MARK]}], id="nothing-before-it"),
        pytest.param(
            ["手术。 ", MARK],
            ["手", {"k": "word", "c": ["术。 ", MARK]}],
            id="behind-a-space",
        ),
        pytest.param(
            [{"k": "word", "text": "있습니다."}, " ", MARK],
            [{"k": "word", "c": [{"k": "word", "text": "있습니다."}, " ", MARK]}],
            id="behind-a-space-in-korean",
        ),
        pytest.param(
            ["手术", {"k": "em", "c": ["。 "]}, " ", MARK],
            ["手", {"k": "word", "c": ["术", {"k": "em", "c": ["。 "]}, " ", MARK]}],
            id="behind-spaces-in-emphasis",
        ),
    ],
)
def test_no_line_begins_with_a_footnote_mark(content: list[Json], expected: list[Json]) -> None:
    assert list(with_notes_kept(content)) == expected


def test_neighbouring_strings_are_one_for_the_engine() -> None:
    mark: Json = {"k": "br"}
    content: list[Json] = ["Cool it.", " ", "Rest.", mark, mark, "Call"]
    assert joined(content) == ["Cool it. Rest.", mark, mark, "Call"]


@pytest.mark.parametrize(
    ("tag", "title", "last"),
    [
        ("ja", "長引く腰痛のお灸と鍼", "お灸と鍼"),
        ("ja", "長引く腰痛のお灸と鍼？", "お灸と鍼？"),
        ("ja", "鍼", "鍼"),
        ("zh-Hans", "请不要吃药", "请不要吃药"),
    ],
)
def test_no_title_ends_with_one_letter_as_a_phrase(tag: str, title: str, last: str) -> None:
    """It would stand alone in the last line of a heading in the margin."""
    assert phrases_of(title, Language(tag))[-1] == last


def test_phrases_are_for_languages_without_spaces() -> None:
    """A page asks for them in no other (`html._title`): there the rows are not even read."""
    rows = tomllib.loads(TYPOGRAPHY_FILE.read_text("utf-8"))["languages"]
    tags = [*rows, *ISSUE_LANGUAGES.split()]
    with_phrases = {tag for tag in tags if typography(Language(tag)).phrases}
    assert {"ja", "zh-Hans", "zh-Hant"} <= with_phrases
    assert not any(cldr.separates_words(Language(tag)) for tag in with_phrases)
