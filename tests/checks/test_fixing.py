"""Fixes are applied where the checks find less afterwards, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.checks.fixing import apply_fixes, fix_catalog
from pipeline.checks.run import run
from pipeline.model import Catalog, Finding
from tests.builders import make_catalog, make_finding, make_unit


def offered(text: str, wrong: str, right: str) -> list[Finding]:
    """A finding with a fix for each place of `wrong`."""
    found = []
    start = text.find(wrong)
    while start >= 0:
        end = start + len(wrong)
        finding = make_finding("doubled-space", msgid="Rest.", msgstr=text, span=(start, end))
        found.append(replace(finding, fix=right))
        start = text.find(wrong, end)
    return found


def doubled_spaces(catalog: Catalog) -> tuple[Finding, ...]:
    return tuple(each for unit in catalog.units for each in offered(unit.msgstr, "  ", " "))


def test_fixes_are_applied_from_the_end_so_that_places_stay_true() -> None:
    text = "a  b  c"
    assert apply_fixes(text, offered(text, "  ", " ")) == "a b c"


def test_of_two_fixes_that_overlap_the_first_is_taken() -> None:
    first = replace(make_finding(span=(0, 3)), fix="x")
    second = replace(make_finding(span=(2, 5)), fix="y")
    assert apply_fixes("abcdef", [second, first]) == "xdef"


@pytest.mark.parametrize(
    ("fixes", "expected"),
    [
        pytest.param([(0, 3, "x"), (3, 5, "y")], "xyf", id="side-by-side"),
        pytest.param([(3, 3, "-"), (3, 3, "+")], "abc-def", id="two-insertions-at-one-place"),
        pytest.param([(0, 3, "x"), (3, 3, "-")], "xdef", id="an-insertion-behind-a-change"),
        pytest.param([(3, 3, "-"), (3, 5, "y")], "abc-yf", id="a-change-behind-an-insertion"),
    ],
)
def test_fixes_that_touch(fixes: list[tuple[int, int, str]], expected: str) -> None:
    found = [replace(make_finding(span=(start, end)), fix=fix) for start, end, fix in fixes]
    assert apply_fixes("abcdef", found) == expected


def test_what_offers_no_fix_stands_in_no_other_s_way() -> None:
    def judge(catalog: Catalog) -> tuple[Finding, ...]:
        about_all = make_finding("catalog-stale", msgid=None, span=None)
        return (about_all, make_finding(msgid="Rest."), *doubled_spaces(catalog))

    catalog = make_catalog(make_unit("Rest.", "Des  canse."))
    fixed = fix_catalog(catalog, judge, judge(catalog))
    assert fixed.catalog.units[0].msgstr == "Des canse."


def test_catalog_is_fixed_until_nothing_is_offered() -> None:
    catalog = make_catalog(make_unit("Rest.", "Des    canse."))
    fixed = fix_catalog(catalog, doubled_spaces, doubled_spaces(catalog))
    assert fixed.catalog.units[0].msgstr == "Des canse."
    assert doubled_spaces(fixed.catalog) == ()
    assert fix_catalog(fixed.catalog, doubled_spaces, ()).settled == ()


def test_fix_that_makes_something_worse_is_not_taken() -> None:
    def judge(catalog: Catalog) -> tuple[Finding, ...]:
        (unit,) = catalog.units
        worse = [make_finding("number-mismatch", msgid="Rest.")] if "  " not in unit.msgstr else []
        return (*doubled_spaces(catalog), *worse)

    catalog = make_catalog(make_unit("Rest.", "Des  canse."))
    fixed = fix_catalog(catalog, judge, judge(catalog))
    assert (fixed.catalog, fixed.settled) == (catalog, ())


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        pytest.param("Tome `a,b` ya.", ",b", ", b", id="code"),
        pytest.param("Vea https://a.org/a,b ya.", ",b", ", b", id="address"),
        pytest.param("Vea [esto](a,b.html) ya.", ",b", ", b", id="link"),
        pytest.param("Tome %(dosis)s ya.", "dosis", "toma", id="placeholder"),
        pytest.param("Tome 1,5 mg ya.", ",5", ",05", id="number"),
        pytest.param("خذ ١٠ مغ.", "٠", "", id="number-in-other-digits"),
    ],
)
def test_fix_that_touches_what_it_may_not_is_not_taken(text: str, wrong: str, right: str) -> None:
    def judge(catalog: Catalog) -> tuple[Finding, ...]:
        return tuple(each for u in catalog.units for each in offered(u.msgstr, wrong, right))

    catalog = make_catalog(make_unit("Rest.", text))
    assert fix_catalog(catalog, judge, judge(catalog)).catalog == catalog


def test_fuzzy_and_obsolete_units_are_left_alone() -> None:
    catalog = make_catalog(
        make_unit("Rest.", "Des  canse.", fuzzy=True), make_unit("Go.", "Va  ya.", obsolete=True)
    )
    assert fix_catalog(catalog, doubled_spaces, doubled_spaces(catalog)).catalog == catalog


# ------------------------------------------------------------------ what is certain, and what is not
def mended(language: str, source: str, target: str) -> str:
    """The translation as `check --fix` leaves it; a second time it has to leave it so."""

    def judge(catalog: Catalog) -> tuple[Finding, ...]:
        return run({"a.po": catalog})

    catalog = make_catalog(make_unit(source, target), language=language)
    fixed = fix_catalog(catalog, judge, judge(catalog)).catalog
    assert fix_catalog(fixed, judge, judge(fixed)).catalog == fixed
    return fixed.units[0].msgstr


UNSURE = [
    pytest.param(
        "cs",
        "Do not rub the skin. Use the “cool” setting, as described in the leaflet.",
        "Kůži netřete. Use the “cool” setting, as described in the leaflet.",
        id="a-stretch-of-the-source-was-left",
    ),
    pytest.param(
        "ja",
        "Keep it cool, as described in “Storage”.",
        "Keep it cool, as described in 「保管」.",
        id="the-stop-of-a-source-that-was-left",
    ),
    pytest.param(
        "ar",
        "Keep your medicines in the box.",
        "احفظ ا?دوية في العلبة.",
        id="a-letter-became-a-question-mark",
    ),
    pytest.param(
        "zh-Hans",
        "Bring your card, your pills and your glasses.",
        "请带上医保卡, 药片, 眼镜。",
        id="a-list-of-three",
    ),
    pytest.param(
        "zh-Hans",
        "Avoid coffee, tea or alcohol at night.",
        "晚上避免咖啡, 茶和酒。",
        id="a-list-that-ends-with-and",
    ),
    pytest.param(
        "zh-Hans",
        "Before you swallow, chew or crush the tablet, ask us.",
        "在您打算直接整片吞咽, 咀嚼或碾碎药片之前请先询问我们。",
        id="a-list-behind-a-long-beginning",
    ),
    pytest.param(
        "km",
        "Write the number as “1.”",
        "សូមសរសេរលេខជា “1.” ។",
        id="a-number-with-its-stop-in-quotes",
    ),
    pytest.param(
        "km", "Wait for 500 ms.", "រង់ចាំ ៥០០ មិល្លីវ. ។", id="an-abbreviation-before-the-stop"
    ),
    pytest.param(
        "fa",
        "If the number has an exclamation mark beside it, measure again.",
        "اگر کنار عدد یک ! بود، دوباره اندازه بگیرید.",
        id="a-mark-that-is-spoken-of",
    ),
    pytest.param(
        "fr",
        "Look for the word “Lot:” on the box.",
        "Cherchez le mot «\u00a0Lot:\u00a0» sur la boîte.",
        id="a-colon-of-what-is-quoted",
    ),
    pytest.param(
        "pt-BR", "Press “Start”.", "Pressione «Iniciar».", id="marks-that-may-stand-inside"
    ),
    pytest.param(
        "fr", "See the table for the dose.", "Voir le  pour la dose.", id="a-word-lost-in-a-gap"
    ),
    pytest.param("es", "Put it into the box.", "Póngalo en la .", id="a-word-lost-before-a-stop"),
    pytest.param(
        "ar",
        "Call +1 800 555 now.",
        "اتصل على \u202a+1 800 555\u202c الآن.",
        id="a-number-turned-by-what-would-be-deleted",
    ),
    pytest.param("zh-Hant", "Take 5 tablets.", "服用５片。", id="a-wide-digit-in-taiwan"),
    pytest.param("am", "There is no pain.", "ምንም ሕመም የለም...", id="an-ellipsis-of-stops"),
    pytest.param("am", "Bread, rice, etc.", "ዳቦ፣ ሩዝ ወዘተ.", id="an-abbreviation-for-and-so-on"),
    pytest.param(
        "zh-Hans",
        "Write :pain to look for it.",
        "请输入 :pain 进行查找。",
        id="a-colon-of-the-word-behind-it",
    ),
    pytest.param("zh-Hans", "Do not type ./ or ../.", "请勿输入（./, ../）字符。", id="signs"),
    pytest.param("fa", "Open and close your hand", "باز کردن . بستن دست", id="a-stop-for-a-word"),
    pytest.param("de", "Take 50% to 60%.", "Nehmen Sie 50%-60%.", id="one-end-of-a-range"),
    pytest.param("fr", "Well done :)", "Bravo :)", id="a-smiley"),
    pytest.param(
        "fr", "Press Ctrl+; now.", "Appuyez sur Ctrl+; maintenant.", id="a-key-beside-a-plus"
    ),
    pytest.param(
        "zh-Hans",
        'Open the page role="help"> of the ward.',
        '请打开本病房的网页 role="help">。',
        id="a-value-of-an-attribute",
    ),
    pytest.param("fr", "Mix them 1:10.", "Mélangez 1 : 10.", id="a-ratio"),
    pytest.param("fr", "Drive C: is full.", "Le lecteur C: est plein.", id="a-colon-of-a-name"),
    pytest.param("fr", "Press “?” now.", "Appuyez sur « ? » maintenant.", id="a-quoted-sign"),
    pytest.param("ja", "It hurts!?", "痛い!?", id="one-mark-of-two"),
    pytest.param("zh-Hans", "Wait. . .", "等等. . .", id="a-spaced-ellipsis"),
    pytest.param("fr", "Wait...", "Attendez. . .", id="a-spaced-ellipsis-of-french"),
    pytest.param("de", "Wait...", "Warten . . .", id="a-spaced-ellipsis-of-german"),
    pytest.param("km", "Walk 2 km.", "ដើរ 2 គ.ម.", id="initials"),
]


@pytest.mark.parametrize(("language", "source", "target"), UNSURE)
def test_what_is_not_certain_is_left_to_a_reader(language: str, source: str, target: str) -> None:
    assert mended(language, source, target) == target


SURE = [
    pytest.param("cs", "Press “Start”.", "Stiskněte “Start”.", "Stiskněte „Start“.", id="cs"),
    pytest.param("ar", "Is it open?", "هل هو مفتوح?", "هل هو مفتوح؟", id="ar"),
    pytest.param("zh-Hans", "Rest, then walk.", "请休息, 然后走动.", "请休息，然后走动。", id="zh"),
    pytest.param(
        "ja",
        "Does it hurt? Ask us.",
        "痛みますか? 私たちに聞いてください。",
        "痛みますか？ 私たちに聞いてください。",
        id="ja-space-behind-a-question-mark",
    ),
    pytest.param(
        "zh-Hans", "Does it hurt? Ask us.", "疼吗? 请询问。", "疼吗？请询问。", id="zh-no-space"
    ),
    pytest.param("ja", "Tea, milk, rice.", "茶, 牛乳, 米。", "茶、牛乳、米。", id="ja-list"),
    pytest.param("zh-Hans", "Take 5 tablets.", "服用５片。", "服用5片。", id="zh-digit"),
    pytest.param(
        "hi", "It is open. Rest.", "यह खुला है. आराम करें.", "यह खुला है। आराम करें।", id="hi-short-verb"
    ),
    pytest.param("fr", "The dose is low.", "La dose  est faible.", "La dose est faible.", id="fr"),
    pytest.param("es", "Put it away.", "Guarde la caja .", "Guarde la caja.", id="es"),
    pytest.param("ar", "Rest now.", "\u202bاسترح الآن.", "استرح الآن.", id="ar-embedding"),
    pytest.param("am", "Drink water.", "ውሃ ይጠጡ.", "ውሃ ይጠጡ።", id="am"),
    pytest.param("zh-Hans", "Warning: pain.", "警告 :疼痛。", "警告：疼痛。", id="zh-colon"),
    pytest.param(
        "fa", "Rest. Then walk.", "استراحت کنید . سپس راه بروید.",
        "استراحت کنید. سپس راه بروید.", id="fa-stop",
    ),
    pytest.param("fr", "Note: rest.", "Note: reposez-vous.", "Note\u00a0: reposez-vous.", id="fr:"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "source", "target", "right"), SURE)
def test_what_is_certain_is_mended(language: str, source: str, target: str, right: str) -> None:
    assert mended(language, source, target) == right


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("ar", "هنگام بلند کردن چیز سنگین کمر خود را صاف نگه دارید و زانوها را خم کنید."),
        ("fa", "حافظ على استقامة ظهرك عند رفع شيء ثقيل واثنِ ركبتيك."),
    ],
)
def test_a_text_in_another_language_is_left_as_it_is(language: str, target: str) -> None:
    """Its letters are right where it belongs."""
    source = "Keep your back straight when you lift something heavy and bend your knees."
    catalog = make_catalog(make_unit(source, target), language=language)

    def judge(one: Catalog) -> tuple[Finding, ...]:
        return run({"x.po": one})

    assert any(each.fix is not None for each in judge(catalog))
    assert fix_catalog(catalog, judge, judge(catalog)).catalog == catalog
