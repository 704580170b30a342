"""Checks of what other dialects of Markdown, and site generators, read otherwise than we do.

They look at the article as it was typed. `leaflets import` makes most of it ours by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Passage
from pipeline.checks.wording import excerpt
from pipeline.language.inline import without_code
from pipeline.model import Document, Severity

_FENCE = re.compile(r"[ ]*(`{3,}|~{3,})")  # in a list, too
_ITEM = re.compile(r"(?P<indent>[ ]*)(?P<mark>[-*+]|[0-9]{1,9}\.)[ ]{1,4}(?P<text>\S.*)")
_RULE = re.compile(r"[ ]*(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,})$")
_TAB = 4


@check(
    "list-flattened",
    Scope.ARTICLE,
    Severity.WARNING,
    examples=(
        Passes("- Take it\n    - at night\n    - with water\n- Rest", "", "en"),
        Passes("  - Take it\n  - Rest\n\n- Walk\n -5 °C is cold.", "", "en"),
        Passes("- Rest\n- - -\n- Ruhe\n  auch nachts", "", "de"),
        Passes("```\n- a\n  - b\n```", "", "en"),
        Fires("- Take it\n  - at night\n  - with water\n- Rest", "", "en", "'at night'"),
        Fires("1. Wash\n   1. your hands\n2. Dry", "", "en", "'your hands'"),
        Fires("1. Wash\n   - your hands\n2. Dry", "", "en", "part of the text above"),
        Passes("1. Wash\n   - your hands\n   - your nails", "", "en"),  # is block-swallowed
        Fires("- 休息\n    - 夜间\n      - 平卧", "", "zh-Hans", "'平卧'"),
    ),
)
def list_flattened(document: Document, _context: Context) -> Iterator[Problem]:
    """An item is moved in below another one, but not far enough to belong to it.

    Other Markdown takes two or three spaces for a list within a list; here such an item stands
    beside the one above, and a step that was number 2 becomes number 4.
    """
    above: tuple[int, int, bool] | None = None
    # the item above: columns before it, and before its text; whether it has a number
    fence, is_apart = "", False
    rows: list[str] = document.article.body.split("\n")
    for number, row in enumerate(rows):
        opening = _FENCE.match(row)
        if opening and (not fence or opening[1].startswith(fence)):
            fence = "" if fence else opening[1]
        item = None if fence or _RULE.match(row) else _ITEM.match(row)
        if item is not None:
            indent, is_numbered = len(item["indent"]), item["mark"][0].isdecimal()
            is_within = above is not None and above[1] <= indent < above[0] + _TAB
            is_beside = above is not None and above[2] == is_numbered
            if (
                above is not None
                and is_within
                and (is_beside or _is_alone(item, rows[number + 1 :]))
            ):
                where = "stands beside the one above" if is_beside else "is part of the text above"
                yield Problem(
                    f"the item {excerpt(item['text'])} {where}, not within it",
                    hint=f"move it in by {above[0] + _TAB} spaces, or by as many as the one above",
                    line=document.article.body_line + number,
                )
            above = indent, item.start("text"), is_numbered
        elif row.strip() and is_apart and not row.startswith(" "):
            above = None
        is_apart = not row.strip()


def _is_alone(item: re.Match[str], below: list[str]) -> bool:
    """Whether no item like it is in the next line: several are told as `block-swallowed`."""
    following = _ITEM.match(below[0]) if below else None
    return following is None or following["indent"] != item["indent"]


@check(
    "shortcode-visible",
    Scope.SEGMENT,
    Severity.WARNING,
    needs="{",
    examples=(
        Passes("Rest {#rest}, {name} or {5 to 6}.", "", "en"),
        Passes("Type `{% include x %}`.", "", "en"),
        Fires("{% include callout.html %}", "", "en", "'{% include callout.html %}'"),
        Fires("See {{< youtube w7Ft2ym >}} first.", "", "en", "'{{< youtube w7Ft2ym >}}'"),
        Fires("Rufen Sie {{ site.phone }} an.", "", "de", "'{{ site.phone }}'"),
    ),
)
def shortcode_visible(passage: Passage, _context: Context) -> Iterator[Problem]:
    """A command for another site generator stands in the text.

    Nothing here carries it out: the patient reads it as it was typed, and misses what it stood for,
    a telephone number or a warning. Where leaflets are made as Markdown for that very generator,
    turn this check off.
    """
    for match in _SHORTCODE.finditer(without_code(passage.reading.text)):
        yield Problem(
            f"{excerpt(match[0])} is shown as it was typed",
            match.span(),
            "write what it stood for, or delete it",
        )


_SHORTCODE = re.compile(r"\{%-?[ ][^{}%\n]+[ ]-?%\}|\{\{[<%]?[ ][^{}\n]+[ ][>%]?\}\}")
