"""The one door to Python-Markdown: the grammar in which articles are segmented and rendered.

Python-Markdown works in stages: preprocessors, block parser, tree processors, inline patterns,
more tree processors. This module stops it where every leaf still holds *raw inline Markdown*
(after `footnotes` at priority 50, before `inline` at 20) and, once texts have been exchanged,
lets it go on. It knows nothing of blocks, segments or languages: see `source.document`.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast
from xml.etree.ElementTree import Element, SubElement

import markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrTreeprocessor
from markdown.extensions.attr_list import AttrListTreeprocessor, get_attrs_and_remainder
from markdown.extensions.footnotes import FN_BACKLINK_TEXT, NBSP_PLACEHOLDER, FootnoteExtension
from markdown.extensions.toc import TocTreeprocessor, unique
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, ETX, HTML_PLACEHOLDER_RE, STX, AtomicString

__all__ = [
    "AMP_SUBSTITUTE",
    "EXTENSIONS",
    "ETX",
    "FN_BACKLINK_TEXT",
    "HTML_PLACEHOLDER_RE",
    "NBSP_PLACEHOLDER",
    "SPECIAL",
    "STX",
    "TOC_MARKER",
    "AtomicString",
    "BlockTree",
    "Inlined",
    "Piece",
    "finish",
    "finish_apart",
    "give_heading_ids",
    "headings",
    "is_block_level",
    "parse_blocks",
    "prettify",
    "render_inline",
    "spell",
    "split_attribute_list",
    "stash",
    "store",
]


class _WholeWords(Extension):
    """Emphasis that costs no word: of `*y**heat*5 mg` Python-Markdown 3.11.3 prints no 5.

    Where a shorter run of stars than the last one ends an emphasis, it takes what stands behind
    that run for stars that are missing. Such an emphasis is none here, and shown as it is typed.
    """

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Look at each emphasis that is found: beside its marks it must hold what was typed."""
        emphasis: Any = md.inlinePatterns["em_strong"]
        find = emphasis.handleMatch

        def find_whole(match: re.Match[str], data: str) -> tuple[Element | None, int, int]:
            element, start, end = find(match, data)
            if element is not None and _unmarked(element.itertext()) != _unmarked(data[start:end]):
                emphasis.reset()
                return None, match.start(), match.end()
            return element, start, end

        emphasis.handleMatch = find_whole


def _unmarked(texts: Iterable[str]) -> str:
    return "".join(texts).replace("*", "").replace("_", "")


class _Abbreviations(AbbrTreeprocessor):
    """Abbreviations also between letters of a script that puts no space there: HbA1cは, وHbA1c.

    Python-Markdown takes such a letter for the word going on, and their meaning was lost to readers
    of Japanese, Chinese, Korean and Thai.
    """

    def run(self, root: Element) -> Element | None:
        """Mark them in the tree, the longest first."""
        if self.abbrs:
            names = sorted(self.abbrs, key=len, reverse=True)
            self.RE = re.compile("|".join(map(_whole_abbreviation, names)))
            self.iter_element(root)
        return None


def _whole_abbreviation(name: str) -> str:
    start, end = (
        rf"(?:\b|{beside})" if letter.isascii() and letter.isalnum() else r"\b"
        for letter, beside in (
            (name[0], rf"(?<={_OTHER_SCRIPTS})"),
            (name[-1], f"(?={_OTHER_SCRIPTS})"),
        )
    )
    return f"{start}{re.escape(name)}{end}"


# Letters that stand beside Latin ones without a space, or as a particle of theirs.
_OTHER_SCRIPTS = "[\u0590-\u109f\u1200-\u139f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"


class _AbbreviationsInAnyScript(Extension):
    """Our processor in the place of Python-Markdown's own; the definitions stay with that."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Take the place of the one that "abbr" has registered before."""
        known = cast("AbbrTreeprocessor", md.treeprocessors["abbr"]).abbrs
        md.treeprocessors.register(_Abbreviations(md, known), "abbr", 7)


# Part of every article's meaning: a change here changes segments, so it is a breaking change.
EXTENSIONS: tuple[str | Extension, ...] = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "fenced_code",
    "footnotes",
    "md_in_html",
    "sane_lists",
    "tables",
    "toc",
    _WholeWords(),
    _AbbreviationsInAnyScript(),
)
TOC_MARKER = "[TOC]"
# What at least one inline pattern begins with. Text without any of these is left as it is by all
# of them, so that they need not be asked.
SPECIAL = re.compile(r"[`\\\[<&*_]|  \n")
_SPELLED = re.compile(r"[&<>\x02]")
_HEADING = re.compile(r"[Hh][123456]")
_ATTRIBUTE_AT_END_OF_LINE = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "td", "th"})


@dataclass(frozen=True, slots=True)
class BlockTree:
    """An article whose blocks are parsed and whose leaves are not. Never changed once made."""

    root: Element
    stash: tuple[str, ...]  # raw HTML that placeholders in the tree stand for, by number
    references: Mapping[str, tuple[str, str | None]]  # label → (address, title)
    abbreviations: Mapping[str, str]  # short form → long form
    footnotes: tuple[tuple[str, str], ...]  # (label, text) in order of definition


@dataclass(frozen=True, slots=True)
class Piece:
    """One string of raw inline Markdown on its way through the inline patterns."""

    text: str
    tag: str  # of the element that it stands in
    has_children: bool = False  # whether that element has children of its own
    is_tail: bool = False  # whether it stands behind an element and not inside one


@dataclass(frozen=True, slots=True)
class Inlined:
    """A piece rendered: text, then elements with their tails."""

    text: str
    elements: tuple[Element, ...] = ()


# A line that begins otherwise than with a letter: only such a line can begin a heading, a list, a
# quotation, a definition, a table's second row, code, raw HTML, a box, or end a heading.
_ODD_LINE = re.compile(r"\n(?![^\W\d_])")
_BEFORE_ALL = 1000  # Python-Markdown's own end at 105


class _OrdinaryParagraph(BlockProcessor):
    """A paragraph of which every line begins with a letter, before others look for theirs in it.

    Searching it for the marks of all other blocks takes half the time of parsing an article.
    """

    def test(self, parent: Element, block: str) -> bool:
        """Whether it is one, alone in its list item where it is in a list."""
        if not block[:1].isalpha() or ("\n" in block and _ODD_LINE.search(block)):
            return False
        return not self.parser.state.isstate("list") or not (len(parent) or parent.text)

    def run(self, parent: Element, blocks: list[str]) -> None:
        """What Python-Markdown's own processor of paragraphs makes of it."""
        holder = parent if self.parser.state.isstate("list") else SubElement(parent, "p")
        holder.text = blocks.pop(0)


class _Grammar:
    """One Markdown instance and the parts of it that hold state."""

    def __init__(self) -> None:
        # By name, Python-Markdown would look through every package that is installed: 30 ms.
        made = [
            import_module(f"markdown.extensions.{each}").makeExtension()
            if isinstance(each, str)
            else each
            for each in EXTENSIONS
        ]
        self.md = markdown.Markdown(extensions=made)
        ordinary = _OrdinaryParagraph(self.md.parser)
        self.md.parser.blockprocessors.register(ordinary, "ordinary", _BEFORE_ALL)
        processors = list(self.md.treeprocessors)
        inline = self.md.treeprocessors.get_index_for_name("inline")
        self.before: list[Treeprocessor] = processors[:inline]
        self.inline = processors[inline]
        self.toc = self.md.treeprocessors["toc"]
        self.attribute_lists = self.md.treeprocessors["attr_list"]
        self.after: list[Treeprocessor] = processors[inline + 1 :]
        self.abbreviations = cast("AbbrTreeprocessor", self.md.treeprocessors["abbr"]).abbrs
        self.footnotes = next(
            extension
            for extension in self.md.registeredExtensions
            if isinstance(extension, FootnoteExtension)
        )

    def restore(self, tree: BlockTree) -> None:
        """Put the state back in which `parse_blocks` left it for `tree`."""
        self.md.reset()
        self.md.htmlStash.rawHtmlBlocks = list(tree.stash)
        self.md.htmlStash.html_counter = len(tree.stash)
        # types-markdown says that a title is always there; Python-Markdown stores None.
        known = cast("dict[str, tuple[str, str | None]]", self.md.references)
        known.update(tree.references)
        self.abbreviations.update(tree.abbreviations)
        self.footnotes.footnotes.update(tree.footnotes)


_local = threading.local()


def _grammar() -> _Grammar:
    """This thread's grammar: making one takes 0.5 ms, and it can't be shared between threads."""
    grammar = getattr(_local, "grammar", None)
    if grammar is None:
        grammar = _local.grammar = _Grammar()
    return cast("_Grammar", grammar)


def is_block_level(tag: object) -> bool:
    """Whether Python-Markdown treats the element as a block."""
    return _grammar().md.is_block_level(tag)


def parse_blocks(body: str) -> BlockTree:
    """The blocks of `body`, every leaf still raw; what `markdown.markdown` knows at priority 25.

    Raises RecursionError where lists or quotations are nested deeper than Python can follow.
    """
    grammar = _grammar()
    md = grammar.md
    md.reset()
    root = Element("div")
    if body.strip():
        try:
            lines = body.split("\n")
            for preprocessor in md.preprocessors:
                lines = preprocessor.run(lines)
            root = cast("Element", md.parser.parseDocument(lines).getroot())
            for processor in grammar.before:
                processor.run(root)
        except BaseException:
            del _local.grammar  # half-way through: its state can't be trusted any more
            raise
    return BlockTree(
        root,
        tuple(
            item if isinstance(item, str) else md.serializer(item)
            for item in md.htmlStash.rawHtmlBlocks
        ),
        dict(cast("Mapping[str, tuple[str, str | None]]", md.references)),
        dict(grammar.abbreviations),
        tuple(grammar.footnotes.footnotes.items()),
    )


def render_inline(tree: BlockTree, pieces: Sequence[Piece]) -> tuple[Inlined, ...]:
    """Every piece through the inline patterns by itself, in the order given.

    The order matters to articles that refer to a footnote twice: ids of references are counted.
    What the patterns add to the stash stays there until the next call: `finish` must follow
    before that.
    """
    grammar = _grammar()
    grammar.restore(tree)
    root = Element("div")
    holders: dict[int, Element] = {}
    for index, piece in enumerate(pieces):
        if not SPECIAL.search(piece.text):
            continue
        holder = holders[index] = SubElement(root, "span" if piece.is_tail else piece.tag)
        if piece.is_tail:
            holder.tail = piece.text
        else:
            holder.text = piece.text
            if piece.has_children:
                # Python-Markdown looks a second time at what it has made where the element had
                # children before; with a child to be taken out again, so does this holder.
                SubElement(holder, "span")
    if holders:
        grammar.inline.run(root)
    starts = {id(holder) for holder in holders.values()}
    followers = _followers(root, starts)
    return tuple(
        _collect(holders[index], piece, followers) if index in holders else Inlined(piece.text)
        for index, piece in enumerate(pieces)
    )


def _followers(root: Element, starts: set[int]) -> dict[int, list[Element]]:
    """For each holder the elements that were put behind it."""
    followers: dict[int, list[Element]] = {}
    current: list[Element] = []
    for child in root:
        if id(child) in starts:
            current = followers[id(child)] = []
        else:
            current.append(child)
    return followers


def _collect(holder: Element, piece: Piece, followers: dict[int, list[Element]]) -> Inlined:
    if piece.is_tail:
        return Inlined(holder.tail or "", tuple(followers[id(holder)]))
    elements = list(holder)
    if piece.has_children:
        elements.pop()
    return Inlined(holder.text or "", tuple(elements))


def store(html: str) -> str:
    """A placeholder for raw HTML, valid until the next `render_inline`."""
    return _grammar().md.htmlStash.store(html)


def spell(inlined: Inlined) -> str:
    """What was made of a piece, as HTML; to be called before the next `render_inline`."""
    if not inlined.elements and not _SPELLED.search(inlined.text):
        return inlined.text
    md = _grammar().md
    frame = Element("i")
    frame.text = inlined.text
    parts = [md.serializer(frame).removeprefix("<i>").removesuffix("</i>")]
    parts += (md.serializer(element) for element in inlined.elements)
    text = "".join(parts)
    stored = md.htmlStash.rawHtmlBlocks
    return HTML_PLACEHOLDER_RE.sub(lambda match: str(stored[int(match[1])]), text)


def stash() -> tuple[str, ...]:
    """The raw HTML that placeholders stand for since the last `render_inline`."""
    return tuple(cast("list[str]", _grammar().md.htmlStash.rawHtmlBlocks))


def finish(
    root: Element,
    *,
    heading_ids: Sequence[str] | None,
    has_contents: bool = True,
    keep_labels: bool = True,
    invisible: re.Pattern[str] | None = None,
) -> tuple[str, ...]:
    """Run the processors that follow the inline stage on `root`; returns the raw HTML stash.

    Call it right after `render_inline`, whose state it goes on with. With `heading_ids` (in the
    order of the headings) these are set instead of being made from the headings' words. Without
    `keep_labels` the contents name headings by their own words, not by a `data-toc-label`.
    `invisible` characters are left out of a table of contents, which repeats the headings, and
    are no text to the search for attribute lists.
    """
    grammar = _grammar()
    _strip_breaks(root, invisible)
    for processor in grammar.after:
        if processor is grammar.attribute_lists:
            _assign_attributes(grammar, root, invisible)
            continue
        if processor is not grammar.toc:
            processor.run(root)
            continue
        if heading_ids is not None:
            _set_heading_ids(root, heading_ids, keep_labels=keep_labels and has_contents)
        if heading_ids is None or has_contents:
            _make_contents(grammar, root, invisible)
    return stash()


def finish_apart(root: Element, *, invisible: re.Pattern[str]) -> tuple[str, ...]:
    """`finish` for parts of a page that are put into it later: whose headings keep their ids."""
    grammar = _grammar()
    _strip_breaks(root, invisible)
    for processor in grammar.after:
        if processor is grammar.attribute_lists:
            _assign_attributes(grammar, root, invisible)
        elif processor is not grammar.toc:
            processor.run(root)
    return stash()


def _strip_breaks(root: Element, invisible: re.Pattern[str] | None) -> None:
    """Take out white space that is all there is behind a line break, as `prettify` does."""
    for element in root.iter("br") if invisible else ():
        if invisible and element.tail and not invisible.sub("", element.tail).strip():
            element.tail = "".join(element.tail.split())


def _assign_attributes(grammar: _Grammar, root: Element, invisible: re.Pattern[str] | None) -> None:
    """Run `attr_list`, which looks at the text of an element only if its last child has no tail."""
    aside = [
        (element, element.text, element.tail)
        for element in (root.iter() if invisible else ())
        if invisible and (_is_only(invisible, element.text) or _is_only(invisible, element.tail))
    ]
    for element, text, tail in aside:
        element.text = None if invisible and _is_only(invisible, text) else text
        element.tail = None if invisible and _is_only(invisible, tail) else tail
    grammar.attribute_lists.run(root)
    for element, text, tail in aside:
        element.text = element.text or text
        element.tail = element.tail or tail


def _is_only(pattern: re.Pattern[str], text: str | None) -> bool:
    return bool(text) and not pattern.sub("", text or "")


def _make_contents(grammar: _Grammar, root: Element, invisible: re.Pattern[str] | None) -> None:
    before = set(root.iter())
    grammar.toc.run(root)
    for element in root.iter("a") if invisible else ():
        if element not in before and invisible and element.text:
            # Python-Markdown has joined white space around what is taken out here.
            element.text = " ".join(invisible.sub("", element.text).split())


def headings(root: Element) -> tuple[Element, ...]:
    """The headings in the order in which the table of contents meets them."""
    return tuple(element for element in root.iter() if _HEADING.match(element.tag))


def _set_heading_ids(root: Element, heading_ids: Sequence[str], *, keep_labels: bool) -> None:
    for heading, identifier in zip(headings(root), heading_ids, strict=True):
        heading.set("id", identifier)
        if not keep_labels:
            heading.attrib.pop("data-toc-label", None)


def prettify(root: Element) -> None:
    """Put the line breaks between the blocks that stand in the HTML."""
    _grammar().md.treeprocessors["prettify"].run(root)


def give_heading_ids(root: Element, texts: Mapping[Element, str]) -> tuple[str, ...]:
    """Give headings the ids that `finish` would, where `texts` are their words without markup.

    Returns those of all headings. What takes the time of `finish` is a table of contents.
    """
    toc = cast("TocTreeprocessor", _grammar().toc)
    taken = {element.attrib["id"] for element in root.iter() if "id" in element.attrib}
    for heading in headings(root):
        if "id" not in heading.attrib:
            words = " ".join(texts[heading].split())
            heading.attrib["id"] = unique(toc.slugify(words, toc.sep), taken)
    return tuple(heading.attrib["id"] for heading in headings(root))


def split_attribute_list(text: str, tag: str) -> tuple[str, str]:
    """`text` without the attribute list that belongs to the element itself, and that list.

    A heading's closing "#"s go with the list: Python-Markdown removes both.
    """
    if not is_block_level(tag) or "{" not in text:
        return text, ""
    one_line = tag in _ATTRIBUTE_AT_END_OF_LINE
    pattern = AttrListTreeprocessor.HEADER_RE if one_line else AttrListTreeprocessor.BLOCK_RE
    match = pattern.search(text)
    if match is None or get_attrs_and_remainder(match.group(1))[1]:
        return text, ""
    end = match.start()
    if _HEADING.match(tag):
        end = len(text[:end].rstrip("#").rstrip())
    return text[:end], text[end:]
