"""The HTML of an article: made once with holes in it, and filled for each language.

What `html_tree` and `markup` do to a page (levels, ids, scopes, frames, escaping) they do to it in
every language: where a language changes nothing but words, only the words differ in what comes out.
So they are run once (`cutting`), and a page is what came out with the words between.

A page of which more differs (text that is not translated, a script to be announced, raw HTML,
pictures outside of texts) is made from its nodes, as every page could be. That both ways give the
same bytes is tested for any article and translation. What walks nodes is loaded only for these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, cast

from pipeline.language import cldr
from pipeline.language.unbroken import DIGIT
from pipeline.leaflets import tree
from pipeline.leaflets.article import ArticleHtml, Place
from pipeline.leaflets.body import Body
from pipeline.leaflets.images import Image
from pipeline.leaflets.page_text import page_text
from pipeline.leaflets.words import Words
from pipeline.model import Document, Element, Inline, Language, Leaflet, Node, Sentence
from pipeline.source import known, skeleton
from pipeline.source.tags import escape, start_tag
from pipeline.source.texts import BlockText

__all__ = ["Stencil", "Word", "article_html"]

ReadImage = Callable[[str], Image]
_EMPHASIS = frozenset({"em", "strong"})
_LINK = ["href"]
_OF_LINES = frozenset({"a", "br", "code", "em", "img", "strong", "sup"})


class Word(NamedTuple):
    """A hole for one of the leaflet's own words, in an attribute."""

    msgid: str
    values: tuple[tuple[str, str], ...] = ()


class Stencil(NamedTuple):
    """The HTML of an article in any language that runs in one direction."""

    parts: tuple[str, ...]  # empty where a hole is
    blocks: tuple[tuple[int, int], ...]  # (part, block) of each text
    words: tuple[tuple[int, Word], ...]  # (part, word)
    # Where a reader can be led: (id, whether it is urgent, title as texts and blocks).
    places: tuple[tuple[str, bool, tuple[str | int, ...]], ...]


def article_html(leaflet: Leaflet, *, words: Words, read_image: ReadImage) -> ArticleHtml:
    """The leaflet's article for its page; ExportError where a picture fails."""
    filled = _filled(leaflet, words, read_image)
    if filled is not None:
        return filled
    from pipeline.leaflets import html_tree, markup

    language = leaflet.language
    nodes = html_tree.article_nodes(leaflet, words=words, read_image=read_image)
    html = markup.to_html(nodes, language=language, comments=False)
    return ArticleHtml(html, html_tree.places(nodes, language))


# ------------------------------------------------------------------------------------------ filling
def _filled(leaflet: Leaflet, words: Words, read_image: ReadImage) -> ArticleHtml | None:
    """The article as its stencil, filled; None where its page can't be filled in."""
    body, language = leaflet.body, leaflet.language
    if not isinstance(body, Body) or body.language != language or body.may_be_foreign:
        return None
    stencil = _of(body.document, language)
    exchanged = _exchanged(body) if stencil else None
    if stencil is None or exchanged is None:
        return None
    filling = _Filling(language, words, read_image)
    is_ltr = not filling.is_rtl
    marked_up = [(block, text) for block, text in exchanged.items() if isinstance(text, Inline)]
    ready = {block: _html(text.children, language) if is_ltr else None for block, text in marked_up}
    if not all(ready[block] is not None or _is_only_text(text) for block, text in marked_up):
        return None
    parts = list(stencil.parts)
    for part, block in stencil.blocks:
        shown = exchanged[block]
        if is_ltr and type(shown) is BlockText:  # nearly always
            texts = [text for pair in shown.parts for text in pair]
            whole = "".join(texts)
            if DIGIT.search(whole):  # each by itself, as on any other way
                parts[part] = "".join([page_text(text, language) for text in texts])
            else:
                parts[part] = escape(whole)
        else:
            parts[part] = ready.get(block) or filling.text(shown)
    for part, word in stencil.words:
        parts[part] = filling.word(word)
    places = tuple(
        Place(name, filling.line(title, exchanged), is_urgent)
        for name, is_urgent, title in stencil.places
    )
    return ArticleHtml("".join(parts), places)


def _of(document: Document, language: Language) -> Stencil | None:
    """The stencil of a document, made when it is first asked for, once for each direction."""
    kept = known.of(document).stencils
    is_rtl = cldr.direction(language) == "rtl"
    if is_rtl not in kept:
        from pipeline.leaflets import cutting  # with all that makes a page of nodes

        is_like_source = is_rtl == (cldr.direction(document.language) == "rtl")
        like = document.language if is_like_source else language
        kept[is_rtl] = cutting.stencil(document, like)
    return cast("Stencil | None", kept[is_rtl])


def _exchanged(body: Body) -> skeleton.Exchanged | None:
    """What fills the holes, by block; None where the page differs in more."""
    document, texts = body.document, body.texts
    missing = skeleton.simple_blocks(document) - texts.keys()
    if missing:
        if body.language != document.language:
            return None
        texts = {**texts, **{block: _own_text(document, block) for block in missing}}
    return skeleton.exchanged(document, texts)


def _own_text(document: Document, block: int) -> BlockText:
    """A block in the words of the source."""
    segments = document.blocks[block].segments
    return BlockText(document.language, tuple([(each.lead, each.key.msgid) for each in segments]))


def _is_only_text(shown: Inline) -> bool:
    """Whether it holds nothing that the page around it would have to know of.

    A cell without a word is no header; tables and boxes are counted.
    """
    return bool(tree.plain_text(shown.children).strip()) and all(
        each.tag in _OF_LINES for each in tree.walk(shown.children) if isinstance(each, Element)
    )


def _html(nodes: Iterable[Node], language: Language) -> str | None:
    """The HTML of words with emphasis and links in them, for which nothing has to be prepared.

    None where there is more, or no word at all.
    """
    parts: list[str] = []
    has_words = False
    for node in nodes:
        for each in node.children if isinstance(node, Sentence) else (node,):
            if isinstance(each, str):
                text = each
                parts.append(page_text(text, language))
            elif isinstance(each, Element) and _is_ready(each):
                text = "".join([child for child in each.children if isinstance(child, str)])
                parts += (start_tag(each), page_text(text, language), f"</{each.tag}>")
            else:
                return None
            has_words = has_words or bool(text.strip())
    return "".join(parts) if has_words else None


def _is_ready(element: Element) -> bool:
    """Whether an element in a text is for a page what it is, with nothing but words in it."""
    return (
        element.tag in _EMPHASIS
        or (
            element.tag == "a"
            and [name for name, _ in element.attributes] == _LINK
            and not tree.is_address(tree.plain_text(element.children).strip())
        )
    ) and all(isinstance(child, str) for child in element.children)


class _Filling:
    """What goes into the holes in one language."""

    def __init__(self, language: Language, words: Words, read_image: ReadImage) -> None:
        self.language, self.words, self.read_image = language, words, read_image
        self.is_rtl = cldr.direction(language) == "rtl"

    def text(self, shown: BlockText | Inline) -> str:
        """The text of a block as HTML."""
        from pipeline.leaflets import html_tree, markup

        if isinstance(shown, BlockText):
            texts = tuple(text for part in shown.parts for text in part if text)
            nodes = html_tree.isolate_numbers(texts, self.language)
        else:
            nodes = html_tree.prepared(
                shown.children, self.language, words=self.words, read_image=self.read_image
            )
        return markup.to_html(nodes, language=self.language, comments=False)

    def word(self, word: Word) -> str:
        """One of the leaflet's own words in an attribute."""
        return escape(self.words.text(word.msgid, **dict(word.values))).replace('"', "&quot;")

    def line(self, title: Sequence[str | int], exchanged: skeleton.Exchanged) -> Inline:
        """The title of a place."""
        parts = (each if isinstance(each, str) else _plain(exchanged[each]) for each in title)
        return Inline(-1, self.language, ("".join(parts).strip(),))


def _plain(shown: BlockText | Inline) -> str:
    """The words of a block, without links and footnotes."""
    if isinstance(shown, Inline):
        return "".join(tree.words_of(shown.children))
    return "".join([text for part in shown.parts for text in part])
