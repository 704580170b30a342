"""What is read without Python-Markdown reads as Python-Markdown reads it."""

from __future__ import annotations

import markdown
import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import strategies as st
from markdown_strategies import lines
from properties import examples

from pipeline.leaflets.markup import to_html
from pipeline.model import Element, Node
from pipeline.source import spans
from pipeline.source.markdown import (
    EXTENSIONS,
    BlockTree,
    Piece,
    parse_blocks,
    render_inline,
    spell,
)


def inline(text: str, tree: BlockTree) -> str:
    """The text as Python-Markdown's inline stage spells it."""
    (inlined,) = render_inline(tree, (Piece(text, "p"),))
    return spell(inlined)


DEFINED = parse_blocks("[a]: a.html 'A'\n\n[b]: b.html\n")
MADE_OF = (*"ab *[]()!.:/ -", "**", "](", "[a]", "a.b", "\n", "#x", "^", "é", "疼")


@examples(600)
@given(st.lists(st.sampled_from(MADE_OF), max_size=14).map("".join))
def test_whatever_is_read_is_read_like_python_markdown(text: str) -> None:
    nodes = spans.read(text)
    assume(nodes is not None)
    assert nodes is not None
    assert to_html(nodes) == inline(text, DEFINED)


WORDS = st.text("ab é疼.,;:!?()'\"-–/#+|~^>\n", min_size=1, max_size=6)
SPANS = st.one_of(
    WORDS,
    WORDS.map(lambda text: f"*{text}*"),
    WORDS.map(lambda text: f"**{text}**"),
    st.tuples(WORDS, WORDS).map(lambda both: f"[{both[0]}]({both[1]})"),
    st.tuples(WORDS, WORDS).map(lambda both: f"![{both[0]}]({both[1]})"),
)


@examples(400)
@given(st.lists(SPANS, min_size=1, max_size=4).map("".join))
def test_spans_side_by_side_are_read_like_python_markdown(text: str) -> None:
    nodes = spans.read(text)
    assume(nodes is not None)
    assert nodes is not None
    assert to_html(nodes) == inline(text, DEFINED)


# Most lines hold something that `spans` leaves to Python-Markdown: these are passed over.
@examples(200, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.one_of(lines(), st.lists(SPANS, min_size=2, max_size=4).map("".join)), st.data())
def test_what_reads_apart_renders_apart(text: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(text)))
    pieces = [text[:cut], text[cut:]]
    assume(spans.reads_apart(pieces))
    assert "".join(inline(piece, DEFINED) for piece in pieces) == inline(text, DEFINED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Keep warm!", ("Keep warm!",), id="words"),
        pytest.param(
            "**Never** take *two*.",
            (
                Element("strong", (), ("Never",)),
                " take ",
                Element("em", (), ("two",)),
                ".",
            ),
            id="strong and emphasis",
        ),
        pytest.param(
            "See [our pages](https://example.org/a?b=1#c).",
            ("See ", Element("a", (("href", "https://example.org/a?b=1#c"),), ("our pages",)), "."),
            id="a link",
        ),
        pytest.param(
            "![A back](back.png)",
            (Element("img", (("alt", "A back"), ("src", "back.png"))),),
            id="a picture",
        ),
        pytest.param("", (), id="nothing"),
    ],
)
def test_what_is_read(text: str, expected: tuple[Node, ...]) -> None:
    assert spans.read(text) == expected
    assert to_html(expected) == inline(text, DEFINED)


@pytest.mark.parametrize(
    "text",
    [
        "`code`", "a_b_c", "[ref]", "[ref][a]", "![](b.png)", "[^1]", "[a](b 'c')", "[*a*](b)",
        "***both***", "* a*", "*a", "**a*", "a  \nb", "<b>a</b>", "AT&T", r"\*", "{.c}", "*a*{.c}",
        "[a](b_c_d)", "[](a)", "**a***b*", "\x021\x03",
    ],
)  # fmt: skip
def test_what_is_left_to_python_markdown(text: str) -> None:
    assert spans.read(text) is None


def test_the_source_of_truth_is_the_grammar_of_articles() -> None:
    text = "See **this** and *that*: [here](a.html)."
    nodes = spans.read(text)
    assert nodes is not None
    assert f"<p>{to_html(nodes)}</p>" == markdown.markdown(text, extensions=list(EXTENSIONS))
