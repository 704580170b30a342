"""Stray scripts: run by run, in source and target, without false alarms on units and names."""

from __future__ import annotations

from itertools import pairwise

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language import inline, scripts
from pipeline.language.cldr import expected_scripts
from pipeline.language.scripts import ForeignRun, StrayRun
from pipeline.model import Language

ALLOW = frozenset({"mecobalamin", "Chen Jian", "髓核"})


def stray(text: str, tag: str) -> list[tuple[str, str]]:
    return [
        (run.text, run.script) for run in scripts.stray_runs(text, Language.parse(tag), allow=ALLOW)
    ]


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        pytest.param("en", "rest the back and腰部 muscles", [("腰部", "Han")], id="glued-to-a-word"),
        pytest.param("es", "la espalda y腰部 músculos", [("腰部", "Han")], id="glued-spanish"),
        pytest.param("en", "the fibrous ring (纤维环) tears", [("纤维环", "Han")], id="in-brackets"),
        pytest.param("en", "rest，then walk。", [("，", "Common"), ("。", "Common")], id="full-width-punctuation"),
        pytest.param("en", "take （５　mg）", [("（５\u3000", "Common"), ("）", "Common")], id="full-width-digits"),
        pytest.param("en", "an ＭＲＩ scan", [("ＭＲＩ", "Common")], id="full-width-letters"),
        pytest.param("en", "take 5㎎", [("㎎", "Common")], id="squared-unit"),
        pytest.param("en", "腰部の痛み comes", [("腰部の痛み", "Hiragana")], id="japanese-is-one-run"),
        pytest.param("es", "Вода и хлеб", [("Вода и хлеб", "Cyrillic")], id="phrase-is-one-run"),
        pytest.param("es", "Tome vit\u0430mina", [("vit\u0430mina", "Cyrillic")], id="homoglyph-in-latin"),
        pytest.param("ru", "вита\u006dин", [("вита\u006dин", "Latin")], id="homoglyph-in-cyrillic"),
        pytest.param("en", "هل تشعر بألم؟", [("هل تشعر بألم", "Arabic"), ("؟", "Common")], id="arabic"),
        pytest.param("ru", "Избегайте prolonged sitting", [("prolonged sitting", "Latin")], id="latin-prose"),
        pytest.param("zh-Hans", "请避免 prolonged 久坐and休息", [("prolonged", "Latin"), ("and", "Latin")], id="latin-in-chinese"),
        pytest.param("zh-Hans", "避免腰部の疲劳", [("の", "Hiragana")], id="kana-in-chinese"),
        pytest.param("ar", "تناول vitamin B1", [("vitamin", "Latin")], id="latin-word-before-code"),
        pytest.param("ja", "허리 통증があります", [("허리 통증", "Hangul")], id="hangul-in-japanese"),
        pytest.param("hi", "दर्द ব্যথা", [("ব্যথা", "Bengali")], id="bengali-in-hindi"),
        pytest.param("hi", "दर्द ০ है", [("০", "Bengali")], id="bengali-digit"),
    ],
)  # fmt: skip
def test_stray_runs(tag: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert stray(text, tag) == expected


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        (
            "en",
            "A 2–3 mm cut at L4–L5, 5 µg or 5 μg of β-blocker, Δt, 3 kΩ, μm, 37 °C, 5 ℃, № 5, ½, ™",
        ),
        ("en", "“Naïve” café… a·b × 2 ≤ 3 — e\u0301 😀"),
        ("en", "The core (髓核) and Mecobalamin"),
        ("es", "Tome `腰部` y vea [esto](http://a.org/腰部) <b title='腰'>ya</b> ¿Sí? ¡No!"),
        ("vi", "Đau thắt lưng là gì? Uống 5 µg"),
        ("tr", "Ağrı, İlaç, şişlik"),
        (
            "ru",
            "Принимайте витамин B1 и mecobalamin, 5 mg, МРТ, L4–L5, pH-метр, IgG, HbA1c, COVID-19",
        ),
        (
            "zh-Hans",
            "服用 mecobalamin 5 mg/kg，维生素B1，MRI、mRNA、X光。见 https://a.org/foo 或 info@help.org",
        ),
        ("zh-Hans", "陈健医生（Dr. Chen Jian）".replace("Dr. ", "")),
        ("ja", "腰椎椎間板ヘルニアのリハビリ、ビタミンB1・Ｌ４〜５。々〇「」ー"),
        ("ko", "허리 통증 (腰痛) MRI，5 mg"),
        ("ar", "تناول 5 mg، هل؟ ٣ أيام؛ ۵"),
        ("hi", "दर्द 5 mg लें। ३ बार॥"),
        ("th", "รับประทาน 5 mg วันละ ๓ ครั้ง"),
        ("he", "כאב גב — 5 mg, ד״ר"),
        ("el", "Πάρτε 5 mg· τώρα;"),
        ("sr-Latn", "Bol u leđima"),
        ("ru", "Укажите E-mail и скачайте pdf."),
        ("ko", "email을 보내고 apk를 설치하세요."),
        ("th", "เปิด wifi"),
        ("uk", "LeafTest на YouTube"),
        ("zh-Hans", "用FreeStyle测量。"),
        ("ko", "ECGTimer는 박동을 셉니다."),
        ("el", "Γράψτε ένα email ή κλείστε ραντεβού online από το site."),
    ],
)
def test_nothing_stray(tag: str, text: str) -> None:
    assert stray(text, tag) == []


def test_what_one_language_keeps_in_latin_letters_is_stray_in_another() -> None:
    assert stray("Запишитесь online, email не нужен.", "ru") == [("online", "Latin")]
    assert stray("Πάρτε ένα tablet.", "el") == [("tablet", "Latin")]


def test_offsets_are_those_of_the_text_with_its_markup() -> None:
    text = "**Rest** the [back](http://a.org/腰) and腰部."
    (run,) = scripts.stray_runs(text, Language("en"))
    assert run == StrayRun(text.rindex("腰部"), text.rindex("腰部") + 2, "腰部", "Han", "letters")


def test_allowed_words_are_whole_words() -> None:
    runs = scripts.stray_runs(
        "Возьмите meco и mecobalamins", Language("ru"), allow=frozenset({"meco"})
    )
    assert [run.text for run in runs] == ["mecobalamins"]


@given(st.text(alphabet=st.sampled_from("ab腰部のカー허Вд βα，。5٣०،؟।*`<>[]() \n\u0301"), max_size=30), st.sampled_from(["en", "zh", "ja", "ar", "ru", "hi"]))  # fmt: skip
def test_runs_are_ordered_disjoint_and_true_to_the_text(text: str, tag: str) -> None:
    runs = scripts.stray_runs(text, Language(tag))
    assert all(text[run.start : run.end] == run.text for run in runs)
    assert all(left.end <= right.start for left, right in pairwise(runs))


@given(st.text(alphabet=st.sampled_from("abсе腰の허Вд βα，5٣օո\u3000\u0301`<> "), max_size=20), st.sampled_from(["en", "ru", "el", "hy", "ko"]))  # fmt: skip
def test_what_may_be_stray_is_seen_in_pieces(text: str, tag: str) -> None:
    language = Language(tag)
    whole = scripts._is_suspect(text, expected_scripts(language))
    assert scripts._may_be_stray(text, language) or not whole


@given(st.text(alphabet=st.sampled_from("ab腰の허Вд*`<>[]() "), max_size=30), st.sampled_from(["en", "zh", "ru"]))  # fmt: skip
def test_known_visible_text_changes_nothing(text: str, tag: str) -> None:
    runs = scripts.stray_runs(text, Language(tag), visible=inline.blank(text))
    assert runs == scripts.stray_runs(text, Language(tag))


@given(st.text(alphabet=st.sampled_from("abсéе腰の허Вд βαπ，5٣օոアー。\u3000\u0301`<>&; "), max_size=20), st.sampled_from(["en", "sr", "uz", "ru", "el", "hy", "ja", "ko", "hi"]))  # fmt: skip
def test_what_may_be_foreign_is_seen_in_the_whole(text: str, tag: str) -> None:
    runs = scripts.foreign_runs(text, Language(tag))
    assert scripts.may_be_foreign(f"abc\n{text}\nабв", Language(tag)) or not runs
    assert scripts.may_be_foreign(text, Language(tag)) or not runs


def test_letters_of_the_language_and_latin_ones_are_not_foreign() -> None:
    assert not scripts.may_be_foreign("Нужно 5 mg, “Ibuprofen” × 2.", Language("ru"))
    assert scripts.may_be_foreign("Нужно 5 μγ.", Language("ru"))


def test_foreign_runs_are_passages() -> None:
    text = "See 腰部，背部 or カタカナの or Вода."
    assert scripts.foreign_runs(text, Language("en")) == (
        ForeignRun(4, 9, Language("zh")),
        ForeignRun(13, 18, Language("ja")),
        ForeignRun(22, 26, Language("und-Cyrl")),
    )
    assert scripts.foreign_runs("MRI 与 prolonged", Language("zh")) == ()
    assert scripts.foreign_runs("5 µg of β-blocker", Language("en")) == ()


@pytest.mark.parametrize(
    ("character", "script"),
    [
        ("腰", "Han"),
        ("ー", "Katakana"),
        ("a", "Latin"),
        ("٣", "Arabic"),
        ("5", "Common"),
        ("µ", "Common"),
        ("μ", "Greek"),
    ],
)
def test_script_of(character: str, script: str) -> None:
    assert scripts.script_of(character) == script


def test_words_keep_their_marks() -> None:
    text = "कमर दर्द, L4–L5"
    assert [text[a:b] for a, b in scripts.words(text)] == ["कमर", "दर्द", "L4", "L5"]


def test_quick_words_are_the_words_of_unicode_for_every_character() -> None:
    whole = regex.compile(r"[\p{L}\p{M}\p{Nd}]+")
    wrong = [
        f"U+{code:04X}"
        for code in range(0x10000)
        if not 0xD800 <= code <= 0xDFFF
        and scripts.words(text := f"a{chr(code)}b") != tuple(m.span() for m in whole.finditer(text))
    ]
    assert wrong == []


def test_kinds_known_beforehand_are_those_found_by_property() -> None:
    for expected in (frozenset({"Latin"}), frozenset({"Latin", "Cyrillic"})):
        found = scripts._Kinds(expected)
        known = dict(found)
        found.clear()
        assert {each: found[each] for each in known} == known
        assert len(known) > 500
