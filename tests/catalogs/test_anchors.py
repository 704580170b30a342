from __future__ import annotations

import pytest

from pipeline.catalogs.alignment.anchors import Anchor, AnchorKind, Reader, Weigher
from pipeline.model import Language, Term, Termbase, TermRule

ENGLISH = Language("en")
TERMS = Termbase(
    (
        Term(
            "nerve root", ENGLISH, TermRule.USE, {"de": ("Nervenwurzel",), "zh-Hans": ("神经根",)}
        ),
        Term("Cainiu", ENGLISH, TermRule.KEEP, {}),
        Term("slipped disc", ENGLISH, TermRule.AVOID, {"en": ("herniated disc",)}),
    )
)


def anchors(text: str, tag: str, other: str = "en") -> frozenset[Anchor]:
    pair = (ENGLISH, Language(other if tag == "en" else tag))
    return Reader(Language(tag), pair, TERMS).anchors(text)


def shared(source: str, target: str, tag: str) -> set[tuple[str, str]]:
    return {(str(kind), value) for kind, value in anchors(source, "en", tag) & anchors(target, tag)}


@pytest.mark.parametrize(
    ("source", "target", "tag", "expected"),
    [
        pytest.param(
            "Take 1.5 mg.",
            "Nehmen Sie 1,5 mg.",
            "de",
            {("number", "1.5"), ("count", "1.5")},
            id="decimal-comma",
        ),
        pytest.param(
            "Wait 30 minutes.",
            "انتظر ٣٠ دقيقة.",
            "ar",
            {("number", "30"), ("count", "30")},
            id="arabic-digits",
        ),
        pytest.param("Rinse twice.", "1日2回すすぐ。", "ja", {("count", "2")}, id="twice"),
        pytest.param(
            "Wait two hours.", "2時間待つ。", "ja", {("count", "2")}, id="number-in-words"
        ),
        pytest.param("A nerve root hurts.", "神经根疼痛。", "zh-Hans", {("term", "0")}, id="term"),
        pytest.param("By Cainiu.", "出自Cainiu。", "zh-Hans", {("term", "1")}, id="kept-name"),
        pytest.param(
            "A slipped disc.",
            "Slipped disc.",
            "nl",
            {("cognate", "slipp")},
            id="avoided-term-is-none",
        ),
        pytest.param(
            "An MRI of L4.", "L4のMRI検査。", "ja", {("name", "mri"), ("name", "l4")}, id="codes"
        ),
        pytest.param(
            "Ask [us](https://example.org/ask).",
            "[お問い合わせ](https://example.org/ask)ください。",
            "ja",
            {("address", "https://example.org/ask")},
            id="link",
        ),
        pytest.param("Does it hurt?", "痛みますか？", "ja", {("question", "")}, id="question"),
        pytest.param(
            "Is it hot?", "هل هو ساخن؟", "ar", {("question", "")}, id="arabic-question-mark"
        ),
        pytest.param(
            "**Never** rub it.",
            "Reiben Sie **nie** daran.",
            "de",
            {("cue", "negation"), ("markup", "strong emphasis")},
            id="negation",
        ),
        pytest.param(
            "Avoid alcohol.",
            "No tome alcohol.",
            "es",
            {("cue", "negation"), ("cognate", "alcoh")},
            id="cognate",
        ),
    ],
)
def test_what_survives_translation(
    source: str, target: str, tag: str, expected: set[tuple[str, str]]
) -> None:
    assert shared(source, target, tag) == expected


def test_cues_count_only_where_both_languages_have_them() -> None:
    kinds = {anchor.kind for anchor in anchors("Do not rub it before 8.", "en", "ro")}
    assert AnchorKind.CUE not in kinds


def test_rare_anchor_weighs_more_than_a_common_one() -> None:
    common, rare = Anchor(AnchorKind.NUMBER, "2"), Anchor(AnchorKind.NUMBER, "38.5")
    weigher = Weigher([frozenset({common})] * 9 + [frozenset({common, rare})])
    assert weigher.cost(frozenset({rare}), frozenset({rare})) < -1.5
    assert -0.5 < weigher.cost(frozenset({common}), frozenset({common})) <= 0.0


def test_cost_of_what_is_missing_and_of_a_1_too_many() -> None:
    weigher = Weigher([frozenset()])
    none, one, five = (
        frozenset[Anchor](),
        {Anchor(AnchorKind.NUMBER, "1")},
        {Anchor(AnchorKind.NUMBER, "5")},
    )
    assert weigher.cost(frozenset(five), none) == 1.5
    assert weigher.cost(none, frozenset(five)) == 1.5
    assert weigher.cost(none, frozenset(one)) == 0.0
    assert weigher.cost(none, none) == 0.0
