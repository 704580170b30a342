"""The door to Python-Markdown, and raw HTML: strings found, strings put back."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from properties import examples

from pipeline.source import harmless, markdown, rawhtml
from pipeline.source.markdown import Piece, parse_blocks, render_inline, spell, split_attribute_list


def test_leaves_stay_raw() -> None:
    tree = parse_blocks(
        "- *a*\n\n[r]: x.html 'T'\n\n*[B]: Long\n\n<div>raw</div>\n\nx[^1]\n\n[^1]: y"
    )
    texts = [element.text for element in tree.root.iter() if element.text]
    assert "*a*" in texts
    assert tree.stash == ("<div>raw</div>\n",)
    assert tree.references == {"r": ("x.html", "T")}
    assert tree.abbreviations == {"B": "Long"}
    assert tree.footnotes == (("1", "y"),)


def shown(text: str) -> str:
    """A paragraph of this text, as HTML."""
    (inlined,) = render_inline(parse_blocks(""), [Piece(text, "p")])
    return spell(inlined)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("*y**heat*5 mg", "*y**heat*5 mg"),
        ("*not**twice*, but once", "*not**twice*, but once"),
        ("x*y**heat*`code`", "x*y**heat*<code>code</code>"),
        ("*y**h*5*z", "*y**h<em>5</em>z"),
        ("**Do *not* take** it", "<strong>Do <em>not</em> take</strong> it"),
        ("***both***", "<strong><em>both</em></strong>"),
    ],
)
def test_emphasis_costs_no_word(typed: str, expected: str) -> None:
    assert shown(typed) == expected


MARKED = ("*", "**", "***", "_", "__", "5", "mg", " ", ",", "`c`", "é", "腰")


@given(st.lists(st.sampled_from(MARKED), max_size=12).map("".join))
def test_every_word_of_a_text_is_shown(text: str) -> None:
    def words(typed: str) -> str:
        return "".join(filter(str.isalnum, typed))

    (inlined,) = render_inline(parse_blocks(""), [Piece(text, "p")])
    texts = [inlined.text]
    for element in inlined.elements:
        texts += [*element.itertext(), element.tail or ""]
    assert words("".join(texts)) == words(text)


def test_pieces_are_rendered_by_themselves() -> None:
    tree = parse_blocks("[r]: x.html\n")
    pieces = [Piece(text, "p") for text in ("*a*", "plain", "open *", "* close", "[r] &amp; <b>")]
    inlined = render_inline(tree, pieces)
    assert [spell(each) for each in inlined] == [
        "<em>a</em>",
        "plain",
        "open *",
        "* close",
        '<a href="x.html">r</a> &amp; <b>',
    ]


def test_every_thread_has_its_own_grammar() -> None:
    found: list[str] = []

    def work(word: str) -> None:
        for _ in range(20):
            tree = parse_blocks(f"[{word}]: {word}.html\n")
            (inlined,) = render_inline(tree, [Piece(f"[{word}]", "p")])
            found.append(spell(inlined))

    threads = [threading.Thread(target=work, args=(word,)) for word in ("rücken", "腰部")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(found) == {'<a href="rücken.html">rücken</a>', '<a href="腰部.html">腰部</a>'}
    assert len(found) == 40


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        pytest.param("Text\n{: .a }", "p", ("Text", "\n{: .a }"), id="paragraph"),
        pytest.param("Text {: .a }", "p", ("Text {: .a }", ""), id="not-on-the-same-line"),
        pytest.param("Text {#a}", "h2", ("Text", " {#a}"), id="heading"),
        pytest.param("Text ## {#a}", "h2", ("Text", " ## {#a}"), id="closed-heading"),
        pytest.param("5 mg {.a}", "td", ("5 mg", " {.a}"), id="cell"),
        pytest.param("A {b} and {c}", "h1", ("A {b} and {c}", ""), id="two-braces"),
        pytest.param("Text\n{.a}", "em", ("Text\n{.a}", ""), id="inline-element"),
    ],
)
def test_attribute_list_of_the_block(text: str, tag: str, expected: tuple[str, str]) -> None:
    assert split_attribute_list(text, tag) == expected


# ------------------------------------------------------------------------------------------ raw HTML
@pytest.mark.parametrize(
    ("html", "texts"),
    [
        pytest.param("<p>One. <b>Two</b>.</p>", ["One. <b>Two</b>."], id="inline-tags-inside"),
        pytest.param("<ul><li> a </li><li>b</li></ul>", ["a", "b"], id="edges"),
        pytest.param('<img alt="Ein Bild" title=Titel>', ["Ein Bild", "Titel"], id="attributes"),
        pytest.param(
            '<a title="Tip" href="x">Go</a>', ['<a title="Tip" href="x">Go</a>'], id="in-text"
        ),
        pytest.param('<a aria-label="More" href="x"><i></i></a>', ["More"], id="without-text"),
        pytest.param("<pre>code</pre><style>a</style><p>ألم</p>", ["ألم"], id="opaque"),
        pytest.param(
            "<p><code>x</code></p><p>Type <code>x</code></p>", ["Type <code>x</code>"], id="code"
        ),
        pytest.param("a <!-- b --> c", ["a", "c"], id="comment"),
        pytest.param("5 < 7 and > 3", ["5 < 7 and > 3"], id="no-tags"),
        pytest.param("<p>&nbsp;</p><p>—</p>", [], id="nothing-to-read"),
        pytest.param('<p title="a > b">c</p>', ["a > b", "c"], id="bracket-in-attribute"),
        pytest.param("<td>腰</td\n><td title='x y'>痛</td>", ["腰", "x y", "痛"], id="order"),
    ],
)
def test_readable_strings(html: str, texts: list[str]) -> None:
    assert [html[span.start : span.end] for span in rawhtml.spans(html)] == texts


PIECES = (
    *(
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<code>",
        "</code>",
        "<pre>",
        "</pre>",
        '<i title="x">',
        "</i>",
    ),
    *(
        "<img alt='a b'>",
        "<br/>",
        "<!-- c -->",
        "&amp;",
        "text",
        "腰部",
        " ",
        "\n",
        "<",
        ">",
        '"',
        "'",
    ),
)
markup = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@given(markup)
def test_tokens_have_no_gaps(html: str) -> None:
    assert "".join(html[token.start : token.end] for token in rawhtml.tokens(html)) == html


@given(markup)
def test_putting_back_what_was_taken_out_changes_nothing(html: str) -> None:
    spans = rawhtml.spans(html)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert rawhtml.replace(html, [(span, html[span.start : span.end]) for span in spans]) == html


@given(markup, markup)
def test_safe_text_brings_no_new_tags(text: str, source: str) -> None:
    safe = harmless.safe_text(text, source)
    own = {source[token.start : token.end] for token in rawhtml.tokens(source)}
    for token in rawhtml.tokens(safe):
        if token.kind in ("open", "close"):
            assert safe[token.start : token.end] in own


# ---- ordinary paragraphs
LINES = (
    "Rest",
    "Ärger: so",
    "Zwei\n- drei",
    "a | b",
    "- | -",
    "===",
    "---",
    ": so",
    "> so",
    "# So",
    "1. Eins",
)
MORE = (
    "    code",
    "!!! note",
    "    Inside",
    "[^1]: Note",
    "[a]: b",
    "*[ab]: So",
    "<b>x</b>",
    " Rest",
    "٣. So",
    "",
)


def blocks_of(body: str) -> tuple[object, ...]:
    """What the grammar makes of the blocks of a text."""
    tree = parse_blocks(body)
    return (ElementTree.tostring(tree.root), tree.stash, tree.references, tree.footnotes)


@contextlib.contextmanager
def without_the_quick_way() -> Iterator[None]:
    registry = markdown._grammar().md.parser.blockprocessors
    quick = registry["ordinary"]
    registry.deregister("ordinary")
    yield
    registry.register(quick, "ordinary", markdown._BEFORE_ALL)


@examples(300)
@given(
    st.lists(st.tuples(st.sampled_from((*LINES, *MORE)), st.sampled_from(("\n", "\n\n")))).map(
        lambda rows: "".join(line + end for line, end in rows)
    )
)
@example("- Rest\nwell\n\n    So\n- Zwei\n  drei\n")
def test_ordinary_paragraphs_are_what_python_markdown_makes_of_them(body: str) -> None:
    quickly = blocks_of(body)
    with without_the_quick_way():
        assert quickly == blocks_of(body)


def test_a_paragraph_of_words_is_not_searched_for_other_blocks() -> None:
    registry = markdown._grammar().md.parser.blockprocessors
    first = next(iter(registry))
    root = ElementTree.Element("div")
    assert first.test(root, "Rest well.\nDrink water.")
    assert not first.test(root, "Rest well.\n===")
    assert not first.test(root, "1. Rest well.")
