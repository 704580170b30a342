"""The lists of a page that Word has saved as HTML: paragraphs with a mark typed before each.

Word says in comments for old browsers which part of a paragraph is the mark, and in its style how
deep the item is. Works on the tree that it is given, as `mending` does.
"""

from __future__ import annotations

import re
from typing import Any

__all__ = ["list_items", "without_conditions"]

_MARK = re.compile(r"<!\[if !supportLists\]>(.*?)<!\[endif\]>", re.DOTALL)
_CONDITION = re.compile(r"<!\[(?:if [^\]>]*|endif)\]>")  # what stands between is shown everywhere
_LEVEL = re.compile(r"mso-list:\s*\S+\s+level(\d)")
_NUMBER = re.compile(r"\W*(?:\d+|[a-zA-Z]|[ivxIVX]+)[.)]\W*")


def without_conditions(page: str) -> str:
    """The page without Word's conditions, which no parser knows; marks of lists are named so."""
    page = _MARK.sub(r"<span data-mark>\1</span>", page)
    return _CONDITION.sub("", page)


def list_items(soup: Any) -> None:
    """Makes lists of the paragraphs that have such a mark, one within the other by their levels."""
    for paragraph in soup.find_all("p"):
        mark = paragraph.find("span", attrs={"data-mark": True})
        if mark is None:
            continue
        level = _LEVEL.search(str(paragraph.get("style") or ""))
        depth = int(level[1]) if level else 1
        name = "ol" if _NUMBER.fullmatch(mark.get_text().strip()) else "ul"
        mark.decompose()
        before = paragraph.find_previous_sibling()
        target = _last_list(before, depth, name) if before is not None else None
        if target is None:
            target = soup.new_tag(name)
            target["data-depth"] = str(depth)
            outer = _last_item(before, depth)
            if outer is not None:
                outer.append(target)
            else:
                paragraph.insert_before(target)
        paragraph.name, paragraph.attrs = "li", {}
        target.append(paragraph.extract())


def _last_list(before: Any, depth: int, name: str) -> Any:
    """The list of this depth that `before` ends with, if it is one of the same kind."""
    for each in reversed([before, *before.find_all(["ul", "ol"])]):
        if each.get("data-depth") == str(depth):
            return each if each.name == name else None
    return None


def _last_item(before: Any, depth: int) -> Any:
    """The last item of the list that `before` is, where an item so deep belongs into it."""
    if before is None or not before.get("data-depth") or int(before["data-depth"]) >= depth:
        return None
    items = before.find_all("li")
    return items[-1] if items else None
