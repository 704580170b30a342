"""The fast way to a page gives the nodes of the slow one, for any article and any translation."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_strategies import articles, lines
from properties import examples

from pipeline.model import (
    Article,
    Document,
    Element,
    Inline,
    Language,
    Metadata,
    Node,
    Segmentation,
)
from pipeline.source import framing, page, skeleton
from pipeline.source.document import BlockText, parse, render

ENGLISH, GERMAN = Language("en"), Language("de")
CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.md"))
HOSTILE = (
    "# heading",
    "one\n\n- item\n- item",
    "one  \ntwo",
    "| a | b |\n|---|---|\n| c | d |",
    "***",
    "{: #stolen .c }",
    "text {#stolen}",
    "*so*{#stolen}",
    "*so*{a\n{: #stolen}",
    "*so*{a {#stolen}",
    "*so*{.c} and {.d}",
    "x\n{: #stolen }",
    "[ref]: evil.html",
    "[^1]",
    "[TOC]",
    "unclosed **bold and [link",
    "closed** too](b.html)",
    "<div>\n\nblock\n\n</div>",
    "<div>",
    "</div>",
    "<hr>",
    "<kbd>",
    "</kbd>",
    "<!-- comment -->",
    "<!-- open",
    "&amp;&#160;&nosuch; &",
    "\\*kept\\* \\",
    "`code",
    "![](a.png)",
    "\x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03 \x0242\x03",
    "\ue000\U000f0000\U0010fffd",
    " \u00a0\u2028 ",
    "",
)


def parsed(body: str) -> Document:
    article = Article("back-pain", "source/back-pain.md", Metadata("Back pain"), body, 1)
    return parse(article, language=ENGLISH, segmentation=Segmentation.SENTENCE)


def worded(
    document: Document, blocks: Iterable[int], texts: Sequence[str | None]
) -> dict[int, BlockText]:
    """The blocks in the given texts, taken in turn; None is the source's own."""
    return {
        block: BlockText(
            GERMAN,
            tuple(
                (s.lead, s.key.msgid if text is None else text)
                for s in document.blocks[block].segments
                for text in (texts[s.index % len(texts)],)
            ),
        )
        for block in sorted(blocks)
    }


def assert_same(document: Document, texts: dict[int, BlockText]) -> None:
    assert render(document, texts) == page.render(document, texts)


corpus = pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in CORPUS])
translations = st.lists(
    st.one_of(st.none(), lines(), st.sampled_from(HOSTILE), st.text(max_size=12)),
    min_size=1,
    max_size=6,
)


@corpus
def test_hostile_texts_show_the_same_either_way(path: Path) -> None:
    document = parsed(path.read_text("utf-8"))
    for text in (*HOSTILE, "Wärme *hilft*."):
        assert_same(document, worded(document, skeleton.simple_blocks(document), (text,)))


@examples(60)
@given(articles(), translations)
def test_any_article_in_any_words_is_the_same_either_way(
    body: str, texts: list[str | None]
) -> None:
    document = parsed(body)
    simple = skeleton.simple_blocks(document)
    assert_same(document, worded(document, simple, texts))
    assert_same(document, worded(document, sorted(simple)[::2], texts))
    assert_same(document, worded(document, range(len(document.blocks)), texts))


# Articles without anything out of the ordinary, whose source pages are made from their block trees.
PLAIN = st.one_of(
    st.sampled_from(
        (
            *("Rest.", "5 > 4 × 2", "Keep *warm*. **Rest** well.", "  Two\nlines. And more.", "✓"),
            *(
                "[Walk](a.html) a bit.",
                "![A back](b.png)",
                "Rest",
                "Why? | So.",
                "腰部 خذ",
                "…",
                "#",
            ),
            *(
                "*All*",
                "***",
                "`code`",
                "a_b",
                "\\*",
                "<b>",
                "&amp;",
                "{: .c }",
                "[x]",
                "  \n",
                "[TOC]",
            ),
        )
    ),
    st.text(alphabet=st.sampled_from("ab Cé.!:|*>-1\n"), max_size=12),
)
FRAMES = (
    *(
        "{}",
        "{}",
        "# {}",
        "## {} ##",
        "{}\n===",
        "- {}\n- {}",
        "- {}\n\n- {}",
        "1. {}\n2. {}",
        "3. {}",
    ),
    *(
        "> {}\n>\n> {}",
        "| {} | b |\n|:--|--:|\n| {} | {} |",
        "{}\n:   {}\n\n    {}",
        "    {}",
        "---",
    ),
    *("!!! note\n    {}", '!!! warning "{}"\n    {}\n\n    - {}', "- {}\n\n    {}\n\n    - {}"),
)


@examples(300)
@example(["{}"], [">1  \n>"])  # a line break at the end, found by `make explore`
@given(st.lists(st.sampled_from(FRAMES), min_size=1, max_size=5), st.lists(PLAIN, min_size=1))
def test_source_pages_are_the_same_either_way(frames: list[str], texts: list[str]) -> None:
    waiting = itertools.cycle(texts)
    body = "\n\n".join("".join(_framed(frame, waiting)) for frame in frames)
    one, other = parsed(body), parsed(body)
    assert render(one, {}) == page.render(other, {})
    assert page.of(one).heading_ids in (None, page.of(other).heading_ids)
    assert_same(one, worded(one, skeleton.simple_blocks(one), texts))


def _framed(frame: str, texts: Iterator[str]) -> Iterator[str]:
    """The frame with the next of the texts in each gap."""
    first, *others = frame.split("{}")
    yield first
    for other in others:
        yield from (next(texts), other)


@corpus
def test_source_pages_of_the_corpus_are_the_same_either_way(path: Path) -> None:
    body = path.read_text("utf-8")
    assert render(parsed(body), {}) == page.render(parsed(body), {})


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("# *Rest*\n\n- Walk.\n- [Sit](a.html).", True, id="ordinary"),
        pytest.param('| a |\n|--:|\n| ✓ |\n\n!!! note "A"\n    B', True, id="table and box"),
        pytest.param("# ![Rest](a.png)", False, id="a picture in a heading"),
        pytest.param("# Rest {#own}", False, id="an attribute list"),
        pytest.param("Rest `now`.", False, id="other markup"),
        pytest.param("Rest.[^1]\n\n[^1]: Or not.", False, id="a footnote"),
        pytest.param("<p>Rest.</p>", False, id="raw HTML"),
    ],
)
def test_ordinary_source_pages_are_made_without_the_later_stages(
    body: str, *, expected: bool
) -> None:
    document = parsed(body)
    found = framing.plain_skeleton(document, page.of(document))
    assert (found is not None) is expected
    assert render(document, {}) == page.render(parsed(body), {})


NOTES = "\n\n[^1]: A note. With two.\n\n[^long]: First.\n\n    Second *part*.\n"
NOTED = ("One[^1].", "Two[^long]!", "*Then*[^1] and[^long].", "No[^none]", "**In[^1]**", "`[^1]`")


@examples(60)
@given(
    st.lists(st.one_of(st.sampled_from(NOTED), lines()), min_size=1, max_size=4),
    st.lists(st.one_of(st.none(), st.sampled_from((*NOTED, "Plain."))), min_size=1, max_size=4),
)
def test_articles_with_footnotes_are_the_same_either_way(
    body: list[str], texts: list[str | None]
) -> None:
    document = parsed("\n\n".join(body) + NOTES)
    simple = skeleton.simple_blocks(document)
    assert_same(document, worded(document, simple, texts))
    assert_same(document, worded(document, sorted(simple)[::2], texts))


@examples(40)
@given(articles())
def test_the_ids_of_headings_do_not_depend_on_marks(body: str) -> None:
    plain, marked = parsed(body), parsed(body)
    page.of(plain).heading_ids = page.unmarked_heading_ids(plain)
    assert page.render(plain, {}) == page.render(marked, {})
    assert page.of(plain).heading_ids == page.of(marked).heading_ids


# ---------------------------------------------------------------------------------- what is simple
@pytest.mark.parametrize(
    ("body", "found"),
    [
        pytest.param("Keep warm. *Rest* well.", "all", id="words and emphasis"),
        pytest.param("- Rest\n    - and sleep", "all", id="a list in a list"),
        pytest.param("| Dose |\n|---|\n| 5 mg |", "all", id="a table"),
        pytest.param("See [this][1].\n\n[1]: a.html", "all", id="a link defined elsewhere"),
        pytest.param("Rest {#own}\n====", "all", id="an attribute list"),
        pytest.param("*Rest*{.own} well", "none", id="an attribute list of an element"),
        pytest.param("Press <kbd>Esc</kbd>.", "none", id="a tag in the text"),
        pytest.param("[TOC]\n\n# Rest", "none", id="contents that repeat headings"),
        pytest.param("Rest.[^1]\n\n[^1]: Or sleep.", "all", id="a footnote"),
        pytest.param("Rest.[^1] Walk.[^1]\n\n[^1]: Or not.", "none", id="a footnote twice"),
        pytest.param("WHO says so.\n\n*[WHO]: The health body", "none", id="abbreviations"),
        pytest.param("<p>Rest</p>", "none", id="raw HTML"),
    ],
)
def test_only_what_stands_by_itself_is_simple(body: str, found: str) -> None:
    document = parsed(body)
    own = {block.index for block in document.blocks} - {0}
    assert skeleton.simple_blocks(document) == (own if found == "all" else set())


def elements(nodes: Iterable[Node]) -> Iterable[Element]:
    for node in nodes:
        if not isinstance(node, str):
            if isinstance(node, Element):
                yield node
            yield from elements(node.children)


def test_a_language_shares_what_it_does_not_translate() -> None:
    document = parsed("# Rest\n\nKeep *warm*.\n\n- Sleep.\n- Walk.\n\n    code")
    source = render(document, {})
    (heading, paragraph, *_) = elements(source)
    again = render(document, worded(document, [1], ("Ruhe",)))
    assert paragraph.tag == "p"
    assert any(each is paragraph for each in elements(again))
    assert not any(each is heading for each in elements(again))
    assert render(document, {}) is source


def test_an_inline_in_no_need_of_markdown_is_made_without() -> None:
    document = parsed("Keep warm. Rest.")
    texts = worded(document, [1], ("Warm halten.", "Ruhen."))
    (paragraph,) = render(document, texts)
    assert isinstance(paragraph, Element)
    (inline,) = paragraph.children
    assert isinstance(inline, Inline)
    assert inline.language == GERMAN
    assert_same(document, texts)
