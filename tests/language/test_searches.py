"""Looking only where something can begin finds what looking everywhere finds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.writing import quotation
from pipeline.language import inline, unbroken
from pipeline.language.patterns import any_of, by_first

MARKUP = (
    "word", "é", "ж", "12", "8", " ", "\n", "\u3000", "*", "_", ":", "-", "'", "\\", "$", "!",
    "[", "]", "](", "(", ")", "（", "）", "(s)", "[^1]", "`", "``", "<", "<b>", "</b>", "&amp;",
    "{#x}", "{", "}", "%", "%s", "${x}", "http://a.b/c", "https://", "www.x.org", "wwww.a.b",
    "mailto:", "ftp://q/", "x@y.org", "@",
)  # fmt: skip
texts = st.lists(st.sampled_from(MARKUP), max_size=12).map("".join)


def spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])


@given(texts)
def test_blank_finds_all_that_a_reader_does_not_see(text: str) -> None:
    pattern = inline._invisible(addresses=True)
    expected = pattern.sub(spaces, text) if inline.has_markup(text) else text
    assert inline.blank(text) == expected


@given(texts)
def test_brackets_that_are_none_are_told_by_what_stands_beside_them(text: str) -> None:
    if quotation._NO_BRACKET.search(text):
        assert quotation._MAY_BE_NONE.search(text)


FORMS = ("twice a day", "twice", "two", "a.m.", "daily", "d")
pieces = st.sampled_from((*FORMS, "twice  a\nday", "x", "3", " ", "_", "tw"))


@given(st.lists(pieces, max_size=8).map("".join))
def test_any_of_finds_what_plain_alternatives_find(text: str) -> None:
    plain = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in FORMS)
    expected = re.compile(rf"(?<![^\W\d_])(?:{plain})(?!\w)")
    found = re.compile(rf"(?:{any_of(FORMS, not_behind='[a-z]')})(?!\w)")
    assert [each.span() for each in found.finditer(text)] == [
        each.span() for each in expected.finditer(text)
    ]
    assert re.compile(any_of(())).search(text) is None


COMPOUNDS = (("drei", r"rei(?:tägig|fach)\w{0,4}"), ("dreißig", "reißig"), ("drei", "rei"))
german = st.sampled_from(("drei", "dreißig", "tägig", "fach", "er", "e", "d", " ", "-", "ein"))


@given(st.lists(german, max_size=6).map("".join))
def test_by_first_finds_what_plain_alternatives_find(text: str) -> None:
    plain = "|".join(text[0] + rest for text, rest in COMPOUNDS)
    expected = re.compile(rf"(?<!\w)(?:{plain})(?!\w)")
    alternatives = by_first(COMPOUNDS, not_behind=r"\w")
    found = re.compile(rf"(?:{alternatives})(?!\w)")
    assert [each.span() for each in found.finditer(text)] == [
        each.span() for each in expected.finditer(text)
    ]


AMOUNTS = (
    "5", "20", "0", "½", ".", ",", "–", "-", "～", " ", "\u00a0", "mg", "m", "g", "%", "°C", "IU",
    "мг", "a", "é", "_", "\n", "/", "٣",
)  # fmt: skip


@given(st.lists(st.sampled_from(AMOUNTS), max_size=12).map("".join))
def test_what_stays_whole_is_found_from_its_first_digit(text: str) -> None:
    number, letter, dash = r"\d+(?:[.,]\d+)*", unbroken._LETTER, unbroken._DASH
    plain = re.compile(
        rf"(?<![\d{letter}_–-]){number}[{dash}]{number}(?:[ \u00a0\u202f]?{unbroken._UNIT})?"
        rf"(?![\d{letter}_–-])"
        rf"|(?<![\d{letter}_.,–-])(?:{number}|\d*[½¼¾]) {unbroken._sign()}"
    )
    assert [each.span() for each in unbroken._WHOLE.finditer(text)] == [
        each.span() for each in plain.finditer(text)
    ]
    count = r"\d+(?:[.,٫٬]\d+)*"
    plain = re.compile(rf"(?<![A-Za-z\d.,٫٬:/+−–-]){count}(?:[{dash}]{count})?(?![\d:/٫٬–-])")
    assert [each.span() for each in unbroken.COUNTED.finditer(text)] == [
        each.span() for each in plain.finditer(text)
    ]
