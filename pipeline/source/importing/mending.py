"""The tree of a page as every browser makes it, where the page is typed by hand and badly closed.

Python's own parser takes elements as they come. Works on the tree that it is given and knows
nothing of Markdown.
"""

from __future__ import annotations

import copy
import itertools
from typing import Any

__all__ = ["mend", "spaced_text"]

# What ends an element that nobody closed, and what it can't end from within (HTML, 13.1.2.4): pages
# typed by hand or saved by a word processor close few paragraphs, items and cells.
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "center", "details", "dir", "div", "dl"}
    | {"fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"}
    | {"main", "menu", "nav", "ol", "p", "pre", "section", "table", "ul"}
)
_ROWS = frozenset({"tr", "thead", "tbody", "tfoot"})
_TABLE = frozenset({"table"})
_ENDED: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "p": (_BLOCKS, frozenset({"button", "object", "td", "th", "caption"})),
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "dir", "table"})),
    **dict.fromkeys(("dt", "dd"), (frozenset({"dt", "dd"}), frozenset({"dl", "table"}))),
    **dict.fromkeys(("td", "th"), (_ROWS | {"td", "th"}, _TABLE)),
    "tr": (_ROWS, _TABLE),
    **dict.fromkeys(("thead", "tbody", "tfoot"), (_ROWS - {"tr"}, _TABLE)),
    "option": (frozenset({"option", "optgroup"}), frozenset({"select"})),
}
# What a table holds itself; all else in it stands before it in every browser (HTML, 13.2.6.4.9).
_PARTS = _ROWS | {"caption", "colgroup", "col", "td", "th"}
_INLINE = ("a", "abbr", "b", "cite", "code", "em", "font", "i", "q", "small", "span", "strong", "u")
_SEEN = ("img", "hr", "br", "input", "svg", "object", "picture", "iframe")  # without a word


def mend(soup: Any) -> None:
    """Puts elements where browsers have them, so that no word is lost and none run together."""
    _end_unended(soup)
    for part in soup.find_all(list(_PARTS)):
        if part.find_parent("table") is None:
            part.unwrap()
    _move_out(soup)
    for element in soup.find_all([*_BLOCKS, *_ENDED]):
        if not element.decomposed and not _says_anything(element):
            element.insert_before(" ")
            element.decompose()
    for line_break in soup.find_all("br"):
        while line_break.parent.name in _INLINE and not _follows(line_break):
            line_break.parent.insert_after(line_break)


def _end_unended(soup: Any) -> None:
    """Takes out of each element what has ended it, as every browser does.

    Python's own parser closes nothing by itself: what follows an open <p> would be words in it, and
    no list, no heading and no box.
    """
    for element in soup.find_all(list(_ENDED)):
        ending, walls = _ENDED[element.name]
        inner = (each for each in element.descendants if each.name in ending)
        found = next((each for each in inner if not _is_walled(each, element, walls)), None)
        while found is not None and found.parent is not element.parent:
            outer = found.parent
            for moved in (*reversed(list(found.next_siblings)), found):
                outer.insert_after(moved)


def _move_out(soup: Any) -> None:
    """Moves what stands between the cells of a table to where every browser shows it: before it."""
    for table in soup.find_all("table"):
        for part in [table, *table.find_all(list(_ROWS))]:
            for node in list(part.children):
                if node.name not in _PARTS | _TABLE and node.get_text().strip():
                    (part.find_parent("table") or table).insert_before(node)


def _is_walled(inner: Any, element: Any, walls: frozenset[str]) -> bool:
    """Whether something between the two keeps them apart."""
    between = itertools.takewhile(lambda parent: parent is not element, inner.parents)
    return any(parent.name in walls for parent in between)


def spaced_text(element: Any) -> str:
    """The words in an element, those of two blocks apart."""
    text = copy.copy(element)
    for block in text.find_all([*_BLOCKS, *_ENDED, "br", "caption"]):
        block.insert_before(" ")
        block.insert_after(" ")
    return str(text.get_text())


def _says_anything(element: Any) -> bool:
    """Whether it has a word, a picture, or a place that a link may lead to."""
    if element.name in {"hr", "td", "th", *_ROWS} or element.get("id"):
        return True  # an empty cell keeps its column
    return bool(element.get_text().strip()) or element.find(_SEEN) is not None


def _follows(element: Any) -> bool:
    """Whether anything comes behind it in the same element."""
    return any(each.name or str(each).strip() for each in element.next_siblings)
