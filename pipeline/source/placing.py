"""A translation as it must be typed to be read as itself in its place of a Markdown file.

What would be taken for a list item, a heading, a cell or an attribute list is escaped, which shows
the same. Whether it does is proved elsewhere (`source.comparing`); what can't be typed is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import BlockKind, Document
from pipeline.source import document, escaping, markdown, page
from pipeline.source.rawhtml import escape_attribute
from pipeline.source.sites import Site
from pipeline.source.slots import Attribute, InSlot, InStash, Meaning
from pipeline.source.texts import HOSTILE
from pipeline.source.wording import Wording

__all__ = ["Impossible", "Placed", "heading_ids", "placed"]

_HARD_BREAK = "  \n"
_BREAK = re.compile(r"(?P<spaces>[ ]*)\n[ \t\n]*")
# What may stand between the margin and the text of a block that begins a line.
_MARGIN = re.compile(
    r"(?:[ \t>]|[-*+][ \t]+|\d+[.)][ \t]+|:[ \t]+|\[\^[^\]\n]+\]:[ \t]*|<!--[^\n]*?-->)*"
)
_BULLET = re.compile(r"\*(?=[ \t]|$)|\*(?:[ ]*\*){2,}[ ]*$|_(?:[ ]*_){2,}[ ]*$")
_DEFINITION = re.compile(r"\[(?=[^\]\n]+\]:)|\*(?=\[[^\]\n]+\]:)")
_UNDERLINE = re.compile(r"=+[ ]*$")
# Python-Markdown takes all from the first brace to the last for an attribute list.
_BRACE = re.compile(r"(?<![*_`)\]>\\])\{")
# `{{< … >}}` and `{% … %}` are a site generator's, and broken by an escape.
_BRACED = re.compile(r"\{(?![{%])")
_ATTRIBUTES = re.compile(r"\{.*\}[ ]*")
_ENDS_WITH_LIST = frozenset({"dt", "td", "th"})
_HASHES = re.compile(r"(?<!\\)#(?=#*$)")
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_PIPE = re.compile(r"(?<!\\)\|")
_CELLS = frozenset({"td", "th"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A block's new text."""

    typed: str  # as it stands in the file
    text: str  # as it is when the file is parsed again
    before: int = 0  # characters before and behind its place that it takes the place of: quotes
    behind: int = 0


@dataclass(frozen=True, slots=True)
class Impossible:
    """Why a text can't be typed in its place."""

    reason: str


def placed(article: Document, block: int, site: Site, words: Wording) -> Placed | Impossible:
    """The block's words as they are typed at `site` of the article's body."""
    own = page.of(article)
    body = article.article.body
    place = own.places[block]
    text = markdown.HTML_PLACEHOLDER_RE.sub(
        lambda match: own.tree.stash[int(match[1])], _joined(article, block, words)
    )
    if site.is_untitled:
        return Placed(f' "{_one_line(text)}"', _one_line(text))
    if isinstance(place, InStash) and place.span.attribute:
        return _value(body, site, text, text)
    if isinstance(place, Attribute):
        return _value(body, site, text, escape_attribute(text))
    if isinstance(place, Meaning):
        return Placed(text, text) if place.is_abbreviation else _title(body, site, text)
    if own.is_html[block]:
        text = _one_line(text)
        if isinstance(place, InSlot):  # where a brace may begin an attribute list
            text = text.replace("{", "&#123;")
        return Placed(text, text)
    assert isinstance(place, InSlot)
    return _prose(body, site, text, own.slots[place.slot].tag, article.blocks[block].kind)


def _joined(article: Document, block: int, words: Wording) -> str:
    """The block's words: what equals the source as translators see it, without soft breaks."""
    segments = article.blocks[block].segments
    shown = words.texts[block].parts
    return "".join(
        HOSTILE.sub("", lead) + (segment.key.msgid if own == segment.key.msgid else fit)
        for segment, (lead, own), (_, fit, _) in zip(
            segments, shown, words.parts(block), strict=True
        )
    )


# ------------------------------------------------------------------------------------------- prose
def _prose(body: str, site: Site, text: str, tag: str, kind: BlockKind) -> Placed | Impossible:
    start = body.rfind("\n", 0, site.start) + 1
    margin = body[start : site.start]
    rows = _rows(text)
    is_heading = kind is BlockKind.HEADING
    if len(rows) > 1 and (tag in _CELLS or margin.lstrip(" >").startswith("#")):
        return Impossible("a hard line break can't stand in a heading or a table cell")
    if tag in _CELLS:
        rows = [_cell(row) for row in rows]
    elif _MARGIN.fullmatch(margin) and kind is not BlockKind.BOX_TITLE:
        rows = [_line_start(rows[0]), *(_further_line(row) for row in rows[1:])]
    else:
        rows = [rows[0], *(_further_line(row) for row in rows[1:])]
    # A heading ends in one in any case: its id.
    if is_heading or (tag in _ENDS_WITH_LIST and rows[-1].rstrip().endswith("}")):
        rows[-1] = _BRACE.sub(r"\\{", rows[-1])
    if is_heading:
        rows[-1] = _HASHES.sub(r"\\#", rows[-1])
    indentation = _indentation(body, site, margin)
    return Placed((_HARD_BREAK + indentation).join(rows), _HARD_BREAK.join(rows))


def _rows(text: str) -> list[str]:
    """The text without its soft line breaks, cut at the hard ones."""
    joined = _BREAK.sub(
        lambda match: _HARD_BREAK if len(match["spaces"]) >= len(_HARD_BREAK) - 1 else " ", text
    )
    return joined.split(_HARD_BREAK)


def _line_start(row: str) -> str:
    """A row that begins no block of its own."""
    row = escaping.line_start(row)
    if _UNDERLINE.match(row):
        return "&#61;" + row[1:]
    if _BULLET.match(row) or _DEFINITION.match(row) or _BRACED.match(row):
        return "\\" + row
    return row


def _further_line(row: str) -> str:
    """A row below the first: all alone in braces it would be the block's attributes."""
    return "\\" + row if _ATTRIBUTES.fullmatch(row) else _line_start(row)


def _cell(row: str) -> str:
    """A row whose pipes outside code are no borders of cells; those in code are none anyway."""
    parts: list[str] = []
    position = 0
    for code in _CODE.finditer(row):
        parts += (_PIPE.sub(r"\\|", row[position : code.start()]), code[0])
        position = code.end()
    return "".join((*parts, _PIPE.sub(r"\\|", row[position:])))


def _indentation(body: str, site: Site, margin: str) -> str:
    """What a further line of the block begins with."""
    following = re.search(r"\n([ \t>]*)", body[site.start : site.end])
    return following[1] if following else re.sub(r"[^\s>]", " ", margin)


# ------------------------------------------------------------------------------------------- values
def _one_line(text: str) -> str:
    return re.sub(r"[ \t]*\n[ \t\n]*", " ", text)


def _value(body: str, site: Site, text: str, typed: str) -> Placed:
    """The value of an attribute; quotes are added where its source does without."""
    before, behind = body[site.start - 1 : site.start], body[site.end : site.end + 1]
    is_quoted = before == behind and before in ('"', "'")
    return Placed(typed if is_quoted else f'"{typed}"', text)


def _title(body: str, site: Site, text: str) -> Placed | Impossible:
    """The title of a link definition: in the quotes that it stands in, or those of the other kind.

    Python-Markdown takes all up to the last quote of the line; other tools stop at the first.
    """
    quote = body[site.start - 1 : site.start]
    if quote == "(" or quote not in text:
        return Placed(text, text)
    other = "'" if quote == '"' else '"'
    if other in text:
        return Impossible("both kinds of quotation marks can't stand in the title of a link")
    return Placed(f"{other}{text}{other}", text, before=1, behind=1)


# --------------------------------------------------------------------------------------- headings
def heading_ids(
    article: Document, changed: Mapping[int, str], sites: Sequence[Site | None]
) -> Iterator[tuple[int, str]]:
    """(position in the body, what to type there) for each changed heading without an id."""
    own = page.of(article)
    headings = [
        number
        for number, element in enumerate(own.tree.root.iter())
        if re.fullmatch("h[1-6]", element.tag)
    ]
    done: set[int] = set()
    for block in sorted(changed, reverse=True):
        place = own.places[block]
        if not isinstance(place, InSlot) or own.slots[place.slot].element not in headings:
            continue
        slot = own.slots[place.slot]
        site = sites[block - own.first_block]
        if slot.is_tail or slot.element in done or site is None:
            continue
        done.add(slot.element)
        if own.heading_ids is None:
            document.render(article, {})
        assert own.heading_ids is not None
        yield from _with_id(
            article.article.body, site.end, own.heading_ids[headings.index(slot.element)]
        )


def _with_id(body: str, end: int, identifier: str) -> Iterator[tuple[int, str]]:
    line_end = body.find("\n", end)
    behind = body[end : len(body) if line_end < 0 else line_end]
    attributes = re.fullmatch(r"([ \t]*#*[ \t]*\{:?[ ]?)([^{}]*)\}[ \t]*", behind)
    closing = re.fullmatch(r"((?:[ \t]|#|<!--.*?-->)*)", behind)
    if attributes:
        if not re.search(r"(?:^|\s)(?:#|id=)", attributes[2]):
            yield end + attributes.end(1), f"#{identifier} "
    else:
        yield end + (len(closing[1].rstrip(" \t")) if closing else 0), f" {{#{identifier}}}"
