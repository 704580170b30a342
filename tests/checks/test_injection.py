"""What a translation brings into a page is found, and nothing is found in what its source has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties import examples

from pipeline.checks.check import Check, Context, Problem
from pipeline.checks.facts import Facts
from pipeline.checks.markup import label_lost, markup_mismatch
from pipeline.checks.reading import Pair, Reading, Standing
from pipeline.checks.registry import CHECKS
from pipeline.model import BlockKind, Language, Termbase
from pipeline.source.signature import signature

OWN = [
    each for each in CHECKS.values() if each.function.__module__.endswith((".injection", ".markup"))
]
FACTS = Facts(Language("en"), Termbase())


def pair(source: str, target: str, language: str = "de", kind: BlockKind | None = None) -> Pair:
    return Pair(
        FACTS.reading(source),
        Reading(target, Language.parse(language)),
        Standing(kinds=frozenset({kind} if kind else ())),
    )


def ask(check: Check, subject: Pair) -> list[Problem]:
    return list(check.function(subject, Context(subject.target.language, FACTS)))


def found(source: str, target: str, language: str, kind: BlockKind | None = None) -> list[str]:
    subject = pair(source, target, language, kind)
    return [check.id for check in OWN for _ in ask(check, subject)]


@pytest.mark.parametrize(
    ("source", "target", "language", "ids"),
    [
        pytest.param("Rest.", "    Ruhe.", "de", ["block-injected"], id="indented"),
        pytest.param("Rest.", "```Ruhe.", "de", ["markup-mismatch", "block-injected"], id="fence"),
        pytest.param("Rest.", "* * *", "fr", ["block-injected"], id="rule"),
        pytest.param("Rest.", "> आराम करें।", "hi", ["block-injected"], id="quotation"),
        pytest.param("Rest.", "*[MRI]: ЯМР", "ru", ["block-injected"], id="abbreviation"),
        pytest.param("Rest.", "＃＃ 休憩", "ja", ["block-injected"], id="full-width"),
        pytest.param("Over 5 mg", ">5 mg", "pl", [], id="greater-than"),
        pytest.param("Plus 5 kg", "+5 kg", "cs", [], id="plus"),
        pytest.param("On 1 May we are closed.", "1. Mai: geschlossen.", "de", [], id="ordinal"),
        pytest.param("No.", "–", "uk", [], id="dash"),
        pytest.param("Name: ____", "____ :الاسم", "ar", [], id="form"),
        pytest.param("Rest.", r"Ruhe\n", "de", ["backslash-visible"], id="backslash"),
        pytest.param("Rest.", "<iframe src=x>", "th", ["markup-mismatch", "unsafe-html"], id="frame"),
        pytest.param("`<b>`", "`<script>`", "ko", ["markup-mismatch"], id="code"),
        pytest.param(
            '<abbr title="Blood pressure">BP</abbr>', '<abbr title="Blutdruck">RR</abbr>', "de", [],
            id="translated-title",
        ),
        pytest.param(
            '<b class="a">Rest</b>', '<b class="b">Ruhe</b>', "de", ["markup-mismatch"], id="class"
        ),
        pytest.param('Take X.', '<span lang="en" dir="ltr">X</span> را بخورید.', "fa", [], id="span"),
        pytest.param("Take X.", "<span>X</span> בוא.", "he", ["markup-mismatch"] * 2, id="bare-span"),
        pytest.param("See [a](b.html).", "見る [a] (b.html)", "ja", ["markup-mismatch"], id="space"),
        pytest.param("See [a](b.html).", "עיינו ב[](b.html)", "he", ["label-lost"], id="label"),
    ],
)  # fmt: skip
def test_findings(source: str, target: str, language: str, ids: list[str]) -> None:
    assert found(source, target, language) == ids


@pytest.mark.parametrize(
    ("source", "target", "fixed"),
    [
        pytest.param(
            "See [a](b.html).", "看［说明］（b.html）。", "看[说明](b.html)。", id="full-width"
        ),
        pytest.param("See [a](b.html).", "看[说明] (b.html)。", "看[说明](b.html)。", id="space"),
        pytest.param("See [a](b.html).", "看【[说明](b.html)】。", None, id="right"),
        pytest.param("![A](b.svg)", "！［图］（ b.svg ）", "![图](b.svg)", id="picture"),
        pytest.param("**One**", "＊＊一＊＊", "**一**", id="strong"),
        pytest.param("*One*", "＊一＊", "*一*", id="emphasis"),
        pytest.param("One.[^a]", "一。［＾a］", "一。[^a]", id="footnote"),
        pytest.param("[a](x) [b](x)", "[甲](x) [乙]（x）", "[甲](x) [乙](x)", id="the-second"),
    ],
)
def test_a_fix_restores_the_markup_and_leaves_nothing_to_find(
    source: str, target: str, fixed: str | None
) -> None:
    subject = pair(source, target, "zh-Hans")
    problems = ask(markup_mismatch, subject)
    if fixed is None:
        assert problems == []
        return
    (problem,) = problems
    assert problem.span is not None
    assert problem.fix is not None
    start, end = problem.span
    assert target[:start] + problem.fix + target[end:] == fixed
    assert signature(fixed) == signature(source)
    assert found(source, fixed, "zh-Hans") == []


def test_pipes_count_only_where_a_table_is() -> None:
    for kind in BlockKind:
        expected = ["table-pipe"] if kind in (BlockKind.TABLE_CELL, BlockKind.TABLE_HEADER) else []
        assert found("Rest", "Ruhe | Schlaf", "de", kind) == expected


def test_an_added_span_is_shown_as_text_in_raw_html() -> None:
    target = '<span lang="en">X</span>'
    assert found("Take X.", target, "de", BlockKind.HTML) == ["markup-mismatch"] * 2


def test_an_empty_label_of_the_source_may_stay() -> None:
    assert ask(label_lost, pair("![](a.svg) Rest.", "![](a.svg) Ruhe.")) == []


ALPHABET = "aé腰ب 5*_`[]()!<>&\\{}#|+-.\n^"


@examples(150)
@given(st.text(alphabet=ALPHABET, max_size=30), st.text(alphabet=ALPHABET, max_size=30))
def test_no_check_fails_and_spans_are_in_the_translation(source: str, target: str) -> None:
    subject = pair(source, target)
    for check in OWN:
        for problem in ask(check, subject):
            if problem.span is not None:
                assert 0 <= problem.span[0] < problem.span[1] <= len(target)


@examples(100)
@given(st.text(alphabet=ALPHABET, max_size=30))
def test_a_text_is_never_a_mistake_beside_itself(text: str) -> None:
    subject = pair(text, text, "en", BlockKind.TABLE_CELL)
    ignored = {"label-lost"}
    assert [c.id for c in OWN if c.id not in ignored for _ in ask(c, subject)] == []
