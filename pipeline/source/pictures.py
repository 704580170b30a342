"""The labels of an article's drawings: SVG texts as blocks of the article, and back in the SVG.

What stands in `<text>`, `<title>` and `<desc>` is translated like any other text of the article.
Only the words change, and what says their language: everything else of a drawing keeps its bytes.
Reads no files: drawings come as bytes, under the address by which the article names them.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from xml.etree import ElementTree

from pipeline.files import path_of
from pipeline.language import cldr
from pipeline.language.isolation import ltr_runs
from pipeline.language.patterns import lazy
from pipeline.model import (
    Block,
    BlockKind,
    Document,
    Element,
    Key,
    Language,
    Node,
    Segment,
)
from pipeline.source import harmless, page, rawhtml
from pipeline.source.directives import Scope
from pipeline.source.document import digest_of, render
from pipeline.source.lines import search
from pipeline.source.segments import cut
from pipeline.source.slots import Draft, InPicture
from pipeline.source.tags import escape
from pipeline.source.texts import BlockText, cleaned

__all__ = [
    "Labels",
    "Words",
    "addresses",
    "labelled",
    "labels_shown",
    "shown",
    "with_labels",
    "words",
    "words_left",
]

SUFFIX = ".svg"
_KINDS = {
    "text": BlockKind.PICTURE_LABEL,
    "title": BlockKind.PICTURE_DESCRIPTION,
    "desc": BlockKind.PICTURE_DESCRIPTION,
}
_OPAQUE = frozenset({"foreignobject", "metadata", "script", "style"})
# What stands in <switch> is for one language of several, told by this attribute; without it, for
# programs that can't show something else: so Adobe Illustrator and draw.io save all their words.
_CHOOSES = "systemLanguage"
_PAGES = frozenset({"foreignObject", "flowRoot"})  # no browser shows what is in the second
_UNREAD = frozenset({"metadata", "script", "style"})
_SVG = "{http://www.w3.org/2000/svg}"
_POSITION = lazy(r"\s(?:x|y|dx|dy)\s*=")
_LANGUAGE = lazy(r"""\sxml:lang\s*=\s*(?:"[^"]*"|'[^']*')""")
_ROOT = lazy(r"<(?:\w+:)?svg\b")
_REMARK = lazy(r"<!--(?P<text>.*?)-->", re.S)
_XML_REFERENCE = lazy(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)\w+;")
# UAX #9: the base direction of what they stand around. An attribute `direction` would turn round
# what `text-anchor` means and move the label; Typst's SVG engine knows only the characters.
_RIGHT_TO_LEFT, _LEFT_TO_RIGHT, _END = "\u2067", "\u2066", "\u2069"

# What is shown for each label of a drawing, in order; None: it stays as it is.
Labels = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class _Label:
    """One readable text of a drawing."""

    kind: BlockKind
    start: int
    end: int
    name_end: int  # behind the name in the start tag of its element: attributes go here


class Words(NamedTuple):
    """What a label of a drawing says."""

    text: str  # without its tags, its white space as a reader sees it
    line: int  # of the file, 1-based
    remarks: tuple[str, ...]  # the comments between the label before it and this one


# -------------------------------------------------------------------------------------- the article
def addresses(document: Document) -> tuple[str, ...]:
    """The addresses of the drawings that the article shows, each once, in reading order."""
    if SUFFIX not in document.article.body.lower():
        return ()
    found = (element.get("src") for element in _pictures(render(document, {})))
    return tuple(
        dict.fromkeys(each for each in found if (path_of(each) or "").lower().endswith(SUFFIX))
    )


def shown(document: Document) -> tuple[tuple[str, int], ...]:
    """The address of every picture of the article, each once, and the line of the file with it.

    As the leaflet has them: by reference and in raw HTML too. Of a picture by reference that is the
    line of the reference, where the address is mended. "" for those without an address.
    """
    body, first = document.article.body, document.article.body_line
    if "![" not in body and "<img" not in body.lower():
        return ()
    found = (element.get("src") for element in _pictures(render(document, {})))
    return tuple((each, first + _line_of(body, each)) for each in dict.fromkeys(found))


_WITHOUT_ADDRESS = lazy(
    r"!\[[^\]]*\]\(\s*(?:<\s*>)?\s*[)\"']|<img\b(?![^>]*\bsrc=[\"']?[^\s\"'>])", re.I
)


def _line_of(body: str, address: str) -> int:
    if not address:
        found = _WITHOUT_ADDRESS.search(body)
        return body.count("\n", 0, found.start()) if found else 0
    return search(body, address) or search(body, html.escape(address))


def _pictures(nodes: Sequence[Node]) -> Iterator[Element]:
    for node in nodes:
        if isinstance(node, Element) and node.tag == "img":
            yield node
        elif not isinstance(node, str):
            yield from _pictures(node.children)


def with_labels(
    document: Document,
    drawings: Mapping[str, bytes],
    *,
    abbreviations: frozenset[str] = frozenset(),
) -> Document:
    """The document with the labels of `drawings`, by address, as its last blocks.

    The document itself where there are none. A drawing that is no XML in UTF-8 has no labels: it
    is shown, or refused, as it is.
    """
    drafts = [
        (address, Draft(label.kind, svg[label.start : label.end], place, Scope(), is_html=True))
        for address, data in drawings.items()
        for svg in (_decoded(data),)
        for number, label in enumerate(_labels(svg))
        for place in (InPicture(address, number),)
    ]
    if not drafts:
        return document
    own = page.of(document)
    blocks, raws = list(document.blocks), []
    first = len(document.segments)
    for address, draft in drafts:
        is_label = draft.kind is BlockKind.PICTURE_LABEL
        each = cut(
            draft._replace(is_one_line=is_label),
            document.language,
            document.segmentation,
            abbreviations=abbreviations,
        )
        segments = tuple(
            Segment(first + number, Key(None, msgid), len(blocks), lead)
            for number, (lead, msgid) in enumerate(each.parts)
        )
        first += len(segments)
        blocks.append(Block(len(blocks), draft.kind, each.text, segments, picture=address))
        raws.append(each.raws)
    return replace(
        document,
        blocks=tuple(blocks),
        digest=digest_of(blocks),
        tree=replace(
            own,
            places=(*own.places, *(draft.place for _, draft in drafts)),
            raws=(*own.raws, *raws),
            is_html=(*own.is_html, *(True for _ in drafts)),
            owners=tuple(block.index for block in blocks for _ in block.segments),
            lines=None,
            sites=None,
        ),
    )


def labels_shown(
    document: Document, texts: Mapping[int, BlockText]
) -> dict[str, tuple[str | None, ...]]:
    """For each drawing with labels what is shown for them where `texts` are shown."""
    own = page.of(document)
    found: dict[str, list[str | None]] = {}
    for block in document.blocks:
        if not block.picture:
            continue
        shown = texts.get(block.index)
        raw = "".join(lead + text for lead, text in own.raws[block.index])
        text = (
            None if shown is None else "".join(lead + cleaned(each) for lead, each in shown.parts)
        )
        found.setdefault(block.picture, []).append(None if text is None else _fit(text, raw))
    return {address: tuple(own_texts) for address, own_texts in found.items()}


def _fit(text: str, raw: str) -> str:
    """A translation as XML: no tags but those of its source, no references that only HTML has."""
    safe = harmless.safe_text(" ".join(text.split("\n")), raw, keeps_lone=True)
    return _XML_REFERENCE.sub(lambda match: escape(html.unescape(match[0])), safe)


# -------------------------------------------------------------------------------------- the drawing
def labelled(data: bytes, shown: Labels, *, language: Language, source: Language) -> bytes | None:
    """The drawing with the texts `shown` in place of its labels, and in `language`.

    What is None stays in the `source` language, and says so. None where the drawing has other
    labels than those, or where the new ones make it no XML any more.
    """
    if all(text is None for text in shown):
        return data
    svg = _decoded(data)
    labels = list(_labels(svg))
    if len(labels) != len(shown):
        return None
    edits: list[tuple[int, int, str]] = [_root_language(svg, language)]
    is_rtl = cldr.direction(language) == "rtl"
    for label, text in zip(labels, shown, strict=True):
        if text is None:
            tag = svg[label.name_end : svg.index(">", label.name_end)]
            if not _LANGUAGE.search(tag):
                edits.append((label.name_end, label.name_end, f' xml:lang="{source.tag}"'))
            continue
        is_turned = is_rtl and label.kind is BlockKind.PICTURE_LABEL
        edits.append((label.start, label.end, _isolated(text) if is_turned else text))
    parts: list[str] = []
    position = 0
    for start, end, text in sorted(edits):
        parts += (svg[position:start], text)
        position = end
    new = "".join((*parts, svg[position:]))
    return new.encode() if _is_xml(new) else None


def words(data: bytes) -> tuple[Words, ...]:
    """What the labels of a drawing say, in order."""
    svg = _decoded(data)
    remarks = [(match.end(), match["text"]) for match in _REMARK.finditer(svg)]
    found: list[Words] = []
    position = 0
    for label in _labels(svg):
        before = [text for end, text in remarks if position < end <= label.start]
        position = label.start
        found.append(
            Words(
                _bare(svg[label.start : label.end]),
                1 + svg.count("\n", 0, label.start),
                tuple(" ".join(text.split()) for text in before),
            )
        )
    return tuple(found)


def words_left(data: bytes) -> tuple[str, ...]:
    """What a drawing says outside its labels: nobody translates it, and the PDF may not have it."""
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, LookupError, ValueError):
        return ()  # is refused for that
    known = Counter("".join(each.text.split()) for each in words(data))
    left = []
    for text in _said(root):
        key = "".join(text.split())
        if known[key]:
            known[key] -= 1
        elif rawhtml.has_text(html.escape(text)):
            left.append(text)
    return tuple(left)


def _said(root: ElementTree.Element) -> Iterator[str]:
    """The texts of a drawing and of the pages in it, each as a whole, in order."""
    waiting = [root]  # and no recursion: a drawing may be nested as deep as it likes
    while waiting:
        element = waiting.pop()
        name = element.tag.removeprefix(_SVG) if isinstance(element.tag, str) else ""
        if name in _KINDS or name in _PAGES:
            yield " ".join(" ".join(element.itertext()).split())
        elif name not in _UNREAD:
            waiting += reversed(element)


def _bare(label: str) -> str:
    texts = (label[each.start : each.end] for each in rawhtml.tokens(label) if each.kind == "text")
    return " ".join(html.unescape(" ".join(texts)).split())


def _decoded(data: bytes) -> str:
    """The drawing's text, "" where it is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _is_xml(svg: str) -> bool:
    try:
        ElementTree.fromstring(svg.encode())
    except (ElementTree.ParseError, LookupError, ValueError):
        return False
    return True


def _root_language(svg: str, language: Language) -> tuple[int, int, str]:
    root = _ROOT.search(svg)
    assert root is not None  # it has labels
    end = svg.index(">", root.end())
    found = _LANGUAGE.search(svg, root.end(), end)
    start, end = found.span() if found else (root.end(), root.end())
    return (start, end, f' xml:lang="{language.tag}"')


def _labels(svg: str) -> Iterator[_Label]:
    """The readable texts in the order in which they stand; none in what is no XML."""
    if not re.search(r"<(?:\w+:)?(?:text|title|desc)\b", svg) or not _is_xml(svg):
        return
    opaque = _OPAQUE | {"switch"} if _CHOOSES in svg else _OPAQUE
    opened: list[tuple[str, rawhtml.Token]] = []
    inside: rawhtml.Token | None = None
    for token in rawhtml.tokens(svg):
        name = token.name.rpartition(":")[2]
        if token.kind == "open" and svg[token.end - 2] != "/":
            opened.append((name, token))
            if inside is None and name in _KINDS and not opaque & {each for each, _ in opened}:
                inside = token
        elif token.kind == "close" and opened:
            _, start = opened.pop()
            if start is inside:
                inside = None
                yield from _label(svg, name, start, token)


def _label(svg: str, name: str, start: rawhtml.Token, end: rawhtml.Token) -> Iterator[_Label]:
    """The text between two tags, without tags that stand around all of it."""
    first, last = _trimmed(svg, start.end, end.start)
    text = svg[first:last]
    while match := re.match(r"<([\w:]+)\b[^<>]*[^/<>]>|<([\w:]+)>", text):
        closing = f"</{match[1] or match[2]}>"
        inner = text[match.end() : -len(closing)]
        if not text.endswith(closing) or re.search(rf"</?{match[1] or match[2]}\b", inner):
            break
        first, last = _trimmed(svg, first + match.end(), last - len(closing))
        text = svg[first:last]
    has_others = any(token.kind == "other" for token in rawhtml.tokens(text))
    if rawhtml.has_text(text) and not has_others:
        yield _Label(_KINDS[name], first, last, start.attributes_start)


def _trimmed(svg: str, start: int, end: int) -> tuple[int, int]:
    text = svg[start:end]
    left = len(text) - len(text.lstrip())
    return start + left, start + max(left, len(text.rstrip()))


# ------------------------------------------------------------------------------------ right to left
def _isolated(text: str) -> str:
    """A label that runs right to left, its numbers left to right; each placed part by itself."""
    parts: list[str] = []
    last: int | None = None  # of the part that is open, its last text so far
    for token in rawhtml.tokens(text):
        piece = text[token.start : token.end]
        if token.kind == "text" and piece.strip():
            parts += ("" if last is not None else _RIGHT_TO_LEFT, _with_numbers(piece))
            last = len(parts)
            continue
        if last is not None and token.kind == "open" and _POSITION.search(piece):
            parts.insert(last, _END)
            last = None
        parts.append(piece)
    if last is not None:
        parts.insert(last, _END)
    return "".join(parts)


def _with_numbers(text: str) -> str:
    parts: list[str] = []
    position = 0
    for start, end in ltr_runs(text):
        parts += (text[position:start], _LEFT_TO_RIGHT, text[start:end], _END)
        position = end
    return "".join((*parts, text[position:]))
