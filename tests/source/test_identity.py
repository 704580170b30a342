"""The contract of the heart: what is taken out and put back unchanged changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_strategies import articles, lines
from properties import examples

from pipeline.leaflets.markup import to_html
from pipeline.model import (
    Article,
    Document,
    Element,
    Inline,
    Language,
    Metadata,
    Node,
    Raw,
    Segment,
    Segmentation,
    Sentence,
)
from pipeline.source import rawhtml
from pipeline.source.document import BlockText, parse, render, segment_lines
from pipeline.source.markdown import EXTENSIONS

ENGLISH = Language("en")
CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.md"))
corpus = pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in CORPUS])


def parsed(body: str, segmentation: Segmentation = Segmentation.SENTENCE) -> Document:
    article = Article("back-pain", "source/back-pain.md", Metadata("Back pain"), body, 1)
    return parse(article, language=ENGLISH, segmentation=segmentation)


def by_itself(document: Document) -> dict[int, BlockText]:
    """Every segment translated by its own text."""
    return {
        block.index: BlockText(ENGLISH, tuple((s.lead, s.key.msgid) for s in block.segments))
        for block in document.blocks
    }


def expected(body: str) -> str:
    return markdown.markdown(body, extensions=list(EXTENSIONS))


def assert_identity(body: str, segmentation: Segmentation = Segmentation.SENTENCE) -> None:
    document = parsed(body, segmentation)
    assert to_html(render(document, {})) == expected(body)
    assert to_html(render(document, by_itself(document))) == expected(body)
    for block in document.blocks:
        assert "".join(s.lead + s.key.msgid for s in block.segments) == block.text


@corpus
@pytest.mark.parametrize("segmentation", list(Segmentation))
def test_constructs_come_back_byte_for_byte(path: Path, segmentation: Segmentation) -> None:
    assert_identity(path.read_text("utf-8"), segmentation)


@examples(40)
@given(articles())
def test_any_article_comes_back_byte_for_byte(body: str) -> None:
    assert_identity(body)


# --------------------------------------------------------------------------------- every text once
TOKEN = re.compile(r"ⵣ\d+ⵣ")
# Defined once and shown wherever they are used, which these made-up translations never do.
ELSEWHERE = frozenset({"link title", "abbreviation"})
READ_ASIDE = ("alt", "title", "aria-label")


def readable(nodes: Iterable[Node]) -> Iterable[str]:
    """What a reader sees or hears: text outside code, and readable attributes."""
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif isinstance(node, Element):
            if node.tag in ("code", "pre", "script", "style", "svg", "textarea"):
                continue
            # The words of a backlink are the leaflet's; attribute lists of blocks are no text.
            if not {"footnote-backref", "lead", "intro"} & set(node.get("class").split()):
                yield from (value for name, value in node.attributes if name in READ_ASIDE)
            if node.get("class") != "toc":
                yield from readable(node.children)
        else:
            yield from readable(node.children)


def in_tifinagh(segment: Segment) -> str:
    """A text found nowhere else; of a tag only what is read of it."""
    token = f"ⵣ{segment.index}ⵣ"
    if not rawhtml.is_only_tags(segment.key.msgid):
        return token
    return re.sub(r'(?<=alt="|tle=")[^"]*', token, segment.key.msgid)


def assert_every_text_is_in_one_segment(body: str) -> None:
    document = parsed(body)
    texts = {
        block.index: BlockText(
            Language("ber"), tuple((s.lead, in_tifinagh(s)) for s in block.segments)
        )
        for block in document.blocks
    }
    shown = "\0".join(readable(render(document, texts)))
    assert re.findall(r"[^\W\d_]+", TOKEN.sub("", shown)) == []
    blocks = [block for block in document.blocks[1:] if block.kind not in ELSEWHERE]
    wanted = sorted(f"ⵣ{segment.index}ⵣ" for block in blocks for segment in block.segments)
    assert sorted(TOKEN.findall(shown)) == wanted


@pytest.mark.parametrize(
    "path",
    # Blocks that a directive skips keep their text: test_directives.
    [pytest.param(path, id=path.stem) for path in CORPUS if "directives" not in path.stem],
)
def test_every_text_is_in_exactly_one_segment(path: Path) -> None:
    assert_every_text_is_in_one_segment(path.read_text("utf-8"))


@examples(20)
@given(articles().filter(lambda body: "leaflets:" not in body))
def test_every_text_of_any_article_is_in_exactly_one_segment(body: str) -> None:
    assert_every_text_is_in_one_segment(body)


# ------------------------------------------------------------------------------------ the skeleton
def skeleton(nodes: Iterable[Node]) -> list[object]:
    """The block elements, with ids, without the inline ones."""
    found: list[object] = []
    for node in nodes:
        if isinstance(node, Element):
            if node.tag in rawhtml.INLINE_ELEMENTS:
                continue  # among them one backlink for each reference to a footnote
            found.append((node.tag, node.get("id"), node.get("class"), skeleton(node.children)))
        elif isinstance(node, Raw):
            found += skeleton(node.children)
        elif isinstance(node, Inline):
            found.append(node.block)
    return found


HOSTILE = (
    "# heading",
    "- item\n- item",
    "\n\nnew paragraph\n\n",
    "> quote",
    "    code",
    "one\n===",
    "| a | b |\n|---|---|\n| c | d |",
    "```\ncode\n```",
    "***",
    "{: #stolen .c }",
    "text {#stolen}",
    "!!! danger\n    box",
    "[ref]: evil.html",
    "[^1]: evil",
    "*[WHO]: evil",
    "unclosed **bold and [link",
    "<div>\n\nblock\n\n</div>",
    "<div>",
    "<!-- comment -->",
    "\x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03",
    "\ue000\U000f0000\U0010fffd",
    "",
)


@corpus
@pytest.mark.parametrize("text", HOSTILE)
def test_a_translation_never_changes_the_blocks(path: Path, text: str) -> None:
    document = parsed(path.read_text("utf-8"))
    texts = {
        block.index: BlockText(Language("de"), tuple((s.lead, text) for s in block.segments))
        for block in document.blocks
    }
    assert skeleton(render(document, texts)) == skeleton(render(document, {}))


@examples(20)
@given(articles(), st.lists(lines(), min_size=1, max_size=5))
def test_no_translation_changes_the_blocks_of_any_article(body: str, texts: list[str]) -> None:
    document = parsed(body)
    shown = {
        block.index: BlockText(
            Language("de"), tuple((s.lead, texts[s.index % len(texts)]) for s in block.segments)
        )
        for block in document.blocks
    }
    assert skeleton(render(document, shown)) == skeleton(render(document, {}))


@corpus
def test_swapped_case_keeps_ids_and_blocks(path: Path) -> None:
    document = parsed(path.read_text("utf-8"))
    texts = {
        block.index: BlockText(
            Language("de"), tuple((s.lead, s.key.msgid.swapcase()) for s in block.segments)
        )
        for block in document.blocks
    }
    assert skeleton(render(document, texts)) == skeleton(render(document, {}))


@corpus
def test_sentences_stand_in_their_blocks(path: Path) -> None:
    document = parsed(path.read_text("utf-8"))

    def inlines(nodes: Iterable[Node]) -> Iterable[Inline]:
        for node in nodes:
            if isinstance(node, Inline):
                yield node
            elif not isinstance(node, str):
                yield from inlines(node.children)

    for inline in inlines(render(document, {})):
        segments = [child.segment for child in inline.children if isinstance(child, Sentence)]
        assert segments == [s.index for s in document.blocks[inline.block].segments]


# --------------------------------------------------------------------------------------- the lines
@corpus
def test_lines_are_where_the_text_stands(path: Path) -> None:
    body = path.read_text("utf-8")
    document = parsed(body)
    rows = body.expandtabs(4).split("\n")
    places = segment_lines(document)
    assert len(places) == len(document.segments)
    for segment, line in list(zip(document.segments, places, strict=True))[1:]:
        word = re.search(r"[^\W_]+", segment.key.msgid)
        if word and segment.key.msgid not in ("Note", "Warning"):  # titles that no line holds
            assert word[0] in rows[line - 1]
