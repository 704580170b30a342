"""What is right for a language, and where a text ends."""

from __future__ import annotations

import pytest
from babel import localedata

from pipeline.language import cldr
from pipeline.language.inline import blank
from pipeline.language.orthography import (
    Mark,
    Quotation,
    asks_directly,
    ending,
    punctuation,
    quotations,
    quoting,
    spacing,
)
from pipeline.language.tables import rows
from pipeline.model import Language


@pytest.mark.parametrize(
    "text",
    [
        "Was ist Asthma",
        "„Was ist Asthma“",
        "»Was ist Asthma«",
        "*Was ist Asthma*",
        "\u00a0Was ist Asthma",
    ],
)
def test_a_text_asks_whatever_stands_around_it(text: str) -> None:
    assert asks_directly(text, Language("de"))
    assert not asks_directly(text.replace("Was ist", "Wenn Sie"), Language("de"))


def every_language() -> list[Language]:
    found = {Language.parse(name) for name in localedata.locale_identifiers()}
    return sorted(language for language in found if cldr.is_known(language))


def test_every_language_of_cldr_has_marks_spaces_and_quotation_marks() -> None:
    languages = every_language()
    assert len(languages) > 700
    for language in languages:
        marks = punctuation(language)
        assert marks.marks[Mark.STOP] or Mark.STOP in marks.optional
        assert marks.marks[Mark.QUESTION]
        assert all(rule.accepted for rule in spacing(language).values())
        assert all(len(pair) == 2 for pair in quoting(language).outer + quoting(language).inner)


@pytest.mark.parametrize(
    ("name", "columns"), [("punctuation.tsv", 13), ("spacing.tsv", 5), ("quotation.tsv", 5)]
)
def test_every_row_is_whole_and_names_its_source(name: str, columns: int) -> None:
    assert rows(name)
    for row in rows(name):
        assert len(row) == columns, row
        assert row[-1], row


@pytest.mark.parametrize(
    ("tag", "stop", "question", "comma"),
    [
        pytest.param("de", ".", "?", ",", id="de"),
        pytest.param("zh-TW", "。", "？", "，", id="zh-TW"),
        pytest.param("yue", "。", "？", "，", id="yue-by-script"),
        pytest.param("ja", "。", "？", "、", id="ja"),
        pytest.param("ps", ".", "؟", "،", id="ps-by-script"),
        pytest.param("ur", "۔", "؟", "،", id="ur"),
        pytest.param("mr", ".", "?", ",", id="mr-unlike-its-script"),
        pytest.param("ne", "।", "?", ",", id="ne-by-script"),
        pytest.param("el", ".", ";", ",", id="el"),
        pytest.param("ti", "።", "?", "፣", id="ti-by-script"),
        pytest.param("hy", "։", "՞", ",", id="hy"),
    ],
)
def test_preferred_marks(tag: str, stop: str, question: str, comma: str) -> None:
    marks = punctuation(Language(tag)).marks
    assert [marks[each][0] for each in (Mark.STOP, Mark.QUESTION, Mark.COMMA)] == [
        stop,
        question,
        comma,
    ]


@pytest.mark.parametrize(
    ("tag", "pair"),
    [
        ("de", "„“"),
        ("de-CH", "«»"),
        ("de-AT", "„“"),
        ("fr-BE", "«»"),
        ("zh-Hant", "「」"),
        ("zh-TW", "「」"),
        ("zh-Hans", "“”"),
        ("ja", "「」"),
        ("sv", "””"),
        ("pl", "„”"),
    ],
)
def test_preferred_quotation_marks(tag: str, pair: str) -> None:
    assert quoting(Language(tag)).outer[0] == pair


def test_spaces_fall_back_mark_by_mark() -> None:
    assert spacing(Language("fr"))["?"].accepted == ("\u202f", "\u00a0")
    assert spacing(Language("fr-CA"))["?"].accepted[0] == ""
    assert spacing(Language("fr-CA"))[":"].accepted[0] == "\u00a0"
    assert spacing(Language("fr-CA"))["%"] == spacing(Language("fr"))["%"]
    assert spacing(Language("fr"))[","].accepted == ("",)
    assert "?" not in spacing(Language("km"))


NONE: set[Mark] = set()
STOP, QUESTION, COLON = {Mark.STOP}, {Mark.QUESTION}, {Mark.COLON}
ENDINGS = [
    pytest.param("Rest.", "en", STOP, True, id="plain"),
    pytest.param("Rest", "en", NONE, True, id="none"),
    pytest.param("**Rest.**", "en", STOP, True, id="bold"),
    pytest.param("Rest.[^1]", "en", STOP, True, id="footnote"),
    pytest.param("Rest.¹", "en", STOP, True, id="superscript"),
    pytest.param("See [rest.](a.html)", "en", STOP, True, id="link"),
    pytest.param("See [rest](a.html).", "en", STOP, True, id="behind-link"),
    pytest.param("See [rest](a.html)", "en", NONE, True, id="link-without"),
    pytest.param("He said “rest.”", "en", STOP, True, id="inside-quotation"),
    pytest.param("Er sagt „Ruhe“.", "de", STOP, True, id="behind-quotation"),
    pytest.param("He asked “why?”.", "en", STOP | QUESTION, True, id="question-and-stop"),
    pytest.param("Rest (approx.)", "en", NONE, False, id="in-brackets"),
    pytest.param("Rest (a day)", "en", NONE, True, id="bracket-without"),
    pytest.param("(See below.)", "en", STOP, True, id="all-in-brackets"),
    pytest.param("Date: {date}", "en", NONE, True, id="placeholder"),
    pytest.param("Press `x:`", "en", NONE, True, id="code"),
    pytest.param("Rest.<br>", "en", STOP, True, id="tag"),
    pytest.param("Wait...", "en", {Mark.ELLIPSIS}, True, id="ellipsis"),
    pytest.param("停。”", "zh-Hans", STOP | COLON | {Mark.SEMICOLON}, True, id="zh"),
    pytest.param("Πονάει;", "el", QUESTION, True, id="el"),
    pytest.param("Rest;", "en", {Mark.SEMICOLON}, True, id="semicolon"),
    pytest.param("", "en", NONE, True, id="empty"),
    pytest.param("...", "en", {Mark.ELLIPSIS}, True, id="only-marks"),
]


@pytest.mark.parametrize(("text", "tag", "marks", "is_sure"), ENDINGS)
def test_ending(text: str, tag: str, marks: set[Mark], *, is_sure: bool) -> None:
    found = ending(text, blank(text), Language(tag))
    assert (set(found.marks), found.is_sure) == (marks, is_sure)


@pytest.mark.parametrize(
    ("text", "found", "are_paired"),
    [
        pytest.param("Sag „a“.", (Quotation(4, 6, 0),), True, id="de"),
        pytest.param("Säg ”a”.", (Quotation(4, 6, 0),), True, id="sv"),
        pytest.param("« a “b” »", (Quotation(0, 8, 0), Quotation(4, 6, 1)), True, id="fr-nested"),
        pytest.param("「a『b』」", (Quotation(0, 5, 0), Quotation(2, 4, 1)), True, id="ja-nested"),
        pytest.param('ארה"ב', (), True, id="he-acronym"),
        pytest.param("“a", (), False, id="open"),
        pytest.param("it’s", (), True, id="apostrophe"),
        pytest.param('"a" "b"', (Quotation(0, 2, 0), Quotation(4, 6, 0)), True, id="straight"),
    ],
)
def test_quotations(text: str, found: tuple[Quotation, ...], *, are_paired: bool) -> None:
    assert quotations(text) == (found, are_paired)
