from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.source import signature as reading
from pipeline.source.signature import Feature, Kind, signature


@pytest.mark.parametrize(
    ("text", "features"),
    [
        pytest.param("Keep moving.", [], id="plain"),
        pytest.param("5 * 3 * 2 and snake_case_name", [], id="no-markup"),
        pytest.param("*a* and _b_", [(Kind.EMPHASIS, "")] * 2, id="emphasis"),
        pytest.param("服用**两片。**然后", [(Kind.STRONG, "")], id="strong-between-ideographs"),
        pytest.param("***both***", [(Kind.EMPHASIS, ""), (Kind.STRONG, "")], id="both"),
        pytest.param('[a](b.html "T")', [(Kind.LINK, "b.html"), (Kind.LINK_TITLE, "")], id="title"),
        pytest.param("[a](b.html)", [(Kind.LINK, "b.html")], id="link"),
        pytest.param("[a][Ref]", [(Kind.LINK, "[ref]")], id="reference"),
        pytest.param("[Ref][]", [(Kind.LINK, "[ref]")], id="implicit-reference"),
        pytest.param("[a] alone", [], id="brackets"),
        pytest.param(
            "<https://a.org/?x=1&y=2>", [(Kind.LINK, "https://a.org/?x=1&y=2")], id="auto"
        ),
        pytest.param("<help@a.org>", [(Kind.LINK, "mailto:help@a.org")], id="mail"),
        pytest.param("![Spine](spine.svg)", [(Kind.IMAGE, "spine.svg")], id="image"),
        pytest.param("`a < b`", [(Kind.CODE, "a < b")], id="code"),
        pytest.param("`**` is not bold", [(Kind.CODE, "**")], id="code-hides-markup"),
        pytest.param("<kbd>Esc</kbd>", [(Kind.TAG, "<kbd>"), (Kind.TAG, "</kbd>")], id="raw-tags"),
        pytest.param(
            '<abbr title="Blood pressure" class="a">BP</abbr>',
            [(Kind.TAG, '<abbr title="" class="a">'), (Kind.TAG, "</abbr>")],
            id="readable-attribute-is-translated",
        ),
        pytest.param("50 % of **all**", [(Kind.STRONG, "")], id="percent-sign"),
        pytest.param("5&nbsp;mg &amp; more", [], id="entities-are-characters"),
        pytest.param("One.[^a] Two.[^a]", [(Kind.FOOTNOTE, "a")] * 2, id="footnote-twice"),
        pytest.param("one  \ntwo", [(Kind.LINE_BREAK, "")], id="hard-break"),
        pytest.param(
            "Page %(page)s of {total}, ${x} %s",
            [(Kind.PLACEHOLDER, each) for each in ("%(page)s", "{total}", "${x}", "%s")],
            id="placeholders",
        ),
        pytest.param("50 %de 5 %s", [(Kind.PLACEHOLDER, "%s")], id="percent-sign-before-a-word"),
        pytest.param("Tome ** dos ** ya", [(Kind.LEFTOVER, "**")] * 2, id="leftover-stars"),
        pytest.param("[a] (b.html) ](", [(Kind.LEFTOVER, "](")], id="leftover-link"),
        pytest.param(r"\*\*literal\*\*", [(Kind.LEFTOVER, "**")] * 2, id="escaped-stars-are-text"),
    ],
)
def test_signature(text: str, features: list[tuple[Kind, str]]) -> None:
    assert signature(text) == Counter(Feature(kind, detail) for kind, detail in features)


def test_shortcut_reference_of_an_article_is_a_link() -> None:
    labels = frozenset({"Exercises"})
    assert signature("See [exercises].", labels=labels) == Counter(
        [Feature(Kind.LINK, "[exercises]")]
    )


@given(st.text(alphabet="aé腰ب 5*_`[]()!<>&\\{}%^:.\n\u2028", max_size=40))
def test_any_text_has_a_signature_that_does_not_depend_on_what_came_before(text: str) -> None:
    first = signature(text)
    signature("[x](y.html)[^1] <b>`z`</b>")
    assert signature(text) == first


PIECES = ("**", "*", "a", "é", "腰", " ", "[", "]", "(", ")", "[^", "x", "b.html", "%", "!", "。")
PHRASES = ("**a**", "*a b*", "[^1]", "[a](b.html)", "**腰部**", " ", "x", "%", "5 %", "[a]", ":")


@given(st.lists(st.sampled_from(PIECES + PHRASES), max_size=14).map("".join))
def test_evident_markup_is_what_python_markdown_reads(text: str) -> None:
    evident = reading._evident(text)
    assert evident is None or evident == reading._full(text, frozenset({"a", "b.html"}))


@pytest.mark.parametrize(
    "text",
    [
        "Take **two** now.",
        "服用**两片**。[^1]",
        "See [the page](a/b.html#c), *please*.",
        "5 % **x**",
    ],
)
def test_plain_markup_is_evident(text: str) -> None:
    assert reading._evident(text) is not None
