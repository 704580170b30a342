"""Checks of what an author meant as a block, and the parser did not, or not quite.

They look at the page that Python-Markdown makes of an article, like those of `structure`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from itertools import pairwise, takewhile

from pipeline.checks.articles.page import Page, Place, text_of
from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.wording import excerpt
from pipeline.language.inline import without_code
from pipeline.model import URGENT_BOXES, Document, Element, Node, Severity

_ITEM = re.compile(r"\s*(?:[-*+•‣▪]|[0-9]{1,2}[.)])\s+\S")
# An item as other programs write it, and Markdown does not know it; and what it would have.
_FOREIGN_ITEM = re.compile(r"\s*([•‣▪]|([0-9]{1,2})(?=\)))\)?\s+\S")
# What looks like an item and is none to Markdown: "-rest", "1.Rest", "1、休息", "a) rest".
_CLOSE_ITEM = re.compile(
    r"\s*(?:(?P<sign>[-*•])(?=[^\W\d_])|(?P<number>[0-9]{1,2})[.)、．](?=[^\W\d_])"
    r"|(?P<letter>[a-z])\)\s*(?=\w))"
)
# A no-break space, which a Mac types so easily: to Markdown it is no space.
_HARD_ITEM = re.compile(r"\s*([-*+]|[0-9]{1,2}\.)[\u00a0\u2007\u202f]\s*\S")
_ROW = re.compile(r"\s*\|.*\|\s*")
_COLONS = (":", "：")
# Kinds of boxes that people know from other programs: all but the urgent ones look like a note.
_CALM_BOXES = frozenset(
    {"abstract", "admonition", "error", "example", "faq", "hint", "info", "note", "question"}
    | {"quote", "seealso", "success", "summary", "tip", "todo", "topic"}
)
_MARK = re.compile(r"(?:!!!|\?\?\?)\+?(?:\s|$)")  # with which a box, or one that folds, begins
_KINDS = "|".join(sorted(URGENT_BOXES | _CALM_BOXES))
# The same with a mark too few or too many; as GitHub and others write boxes.
_FOREIGN_MARK = re.compile(
    rf"(?:!{{1,2}}|!{{4,}})\s*(?:{_KINDS})\s*(?:[\"'“”„«].*)?$|:::+\s*\{{?\w|\[!(?:{_KINDS})\]",
    re.IGNORECASE | re.MULTILINE,
)
_KIND = re.compile(rf"\W*({_KINDS})\b", re.IGNORECASE)
_NO_BREAK_SPACES = "\u00a0\u2007\u202f"
_FENCE = re.compile(r"(`{3,}|~{3,})")
_REFERENCE = re.compile(r"\[([^\[\]\n]+)\]\[([^\[\]\n]*)\]")
_MARGIN = " \t>"
_BAR = re.compile(r"(?<!\\)\|")
_WORDLESS = re.compile(r"[\s>]*(?:<!--|\{)")  # a comment, attributes
_END_BAR = re.compile(r"(?<!\\)\|\s*$")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")
# Emphasis that was not read as such, mostly for a space within; a break that other parsers know.
_STARS = re.compile(r"\*\*[^*\n\w]*\w[^*\n]*\*\*")
# Two emphases that touch: "*now**and*". A piece is looked at from its beginning alone: in a script
# without spaces it may be a whole paragraph.
_JOINED = re.compile(r"(?<![^\s*])[^\s*]+\*{2,}\w[^\s*]*")
_BREAK = re.compile(r"\\\n")
_OPENING_STARS = re.compile(r"(?<![\w*\\])\*\*\w[^\s*]*")
_CLOSING_STARS = re.compile(r"\w\*\*(?![\w*])")
# A link or a picture of which a bracket is missing, too much, or of the other kind.
_ADDRESS = (
    r"(?:[a-z]+://|www\.|mailto:|tel:|\#\w|[^\s()\[\]]+\.(?:html?|md|png|jpe?g|svg|gif|webp)\b)"
)
_BROKEN_LINK = re.compile(
    rf"!?\[[^\[\]\n]*\][ ]?\([ ]?{_ADDRESS}[^\s()\[\]]*\)?|\([^()\n]+\)[ ]?\[{_ADDRESS}[^\s\]]*\]?"
    # "[words(address)": not an address in round brackets that stands in a remark in square ones.
    rf"|!?\[[^\[\]()\n]*[^\s\[\]()]\({_ADDRESS}[^\s()\[\]]*\)?(?![^\[\]\n]*\])"
    rf"|[^\s\[\]()]{{0,30}}\]\({_ADDRESS}[^\s()\[\]]*\)?"
)
_BACKTICK = re.compile(r"(?<![\\`])`{1,2}(?!`)[^\s`]*")
_ENTITY = re.compile(r"&([A-Za-z]{2,8});")
_OFFICE_TAG = re.compile(r"</?\w+:\w+[^<>\n]*>")  # <o:p>, which Word leaves behind
_FOREIGN_MARKS = {  # only those that open: one problem a pair
    re.compile(r"(?<![~\w])~~(?!~)\w+"): "delete what is struck out: it would be read all the same",
    re.compile(r"(?<![=\w])==(?!=)\w+"): "write **bold** for what matters",
    re.compile(r"[A-Za-z]{1,3}~\d{1,3}[+-]?~"): "write the character that stands lower: H₂O",
    re.compile(r"[\dA-Za-z]+\^[-+\w]{1,4}\^"): "write the character that stands higher: 10³",
}
_TICK = re.compile(r"\s*(\[[ xX]\])\s+\S")  # a task of GitHub's Markdown
_BR = "\v"
_BLOCKS = frozenset({"blockquote", "div", "dl", "ol", "p", "pre", "table", "ul"})


@check(
    "block-swallowed",
    Scope.ARTICLE,
    Severity.WARNING,
    examples=(
        Passes("Rest:\n\n- at night\n- at noon", "", "en"),
        Passes("The pain comes and goes\n- mostly at night -\nand is harmless.", "", "en"),
        Passes("Take no more than\n2. Never take 3.", "", "en"),
        Passes("- Ruhe\n  auch nachts\n- Wärme", "", "de"),
        Passes("```\nRest:\n- at night\n```", "", "en"),
        Fires("Rest:\n- at night\n- at noon", "", "en", "'- at night'"),
        Passes("1) at night  \n2) at noon", "", "en"),
        Passes("1\\. at night  \n2\\. at noon  \n3\\. at dawn", "", "en"),
        Fires("Rest:  \nall day:\n- at night\n- at noon", "", "en", "'- at night'"),
        Fires("راحة\n1. ليلا\n2. ظهرا", "", "ar", "'1. ليلا'"),
        Fires("Rest.\n\n1) at night\n2) at noon", "", "en", "'1) at night'"),
        Fires("• 夜间\n• 中午", "", "zh-Hans", "'• 夜间'"),
        Fires("| 药 | 量 |\n| 阿司匹林 | 100 mg |", "", "zh-Hans", "'| 药 | 量 |'"),
        Fires("1.Shake it.\n2.Pour it.", "", "en", "'1.Shake it.'"),
        Fires("1、摇匀。\n2、倒出。", "", "zh-Hans", "'1、摇匀。'"),
        Passes("Take\n1.5 mg or\n2.5 mg, not\n-5 mg.", "", "en"),
        Fires("Ruhe:\n-nachts\n-mittags", "", "de", "'-nachts'"),
        Fires("a) at night\nb) at noon", "", "en", "'a) at night'"),
        Fires("-\u00a0at night\n-\u00a0at noon", "", "en", "'- at night'"),
    ),
)
def block_swallowed(document: Document, _context: Context) -> Iterator[Problem]:
    """A list or a table is part of a paragraph, because something is missing around it.

    A list needs a blank line above it and signs that Markdown knows (`1.` and `-`, not `1)`, `a)`
    or `•`) with a space behind them, a table that line and one of hyphens below its first row.
    Without, the reader sees one long line, "Rest: - at night - at noon".
    """
    page = Page.of(document)
    for place in page.named("p", "li", "dd"):
        if place.is_raw or place.is_open:
            continue
        lines = _own_text(place.element).split("\n")
        rows = [line for line in lines if _ROW.fullmatch(line)]
        items = [line for line in _going_on(place.element) if _ITEM.match(line)]
        is_list = len(items) > 1 or (
            bool(items) and lines[lines.index(items[0], 1) - 1].endswith(_COLONS)
        )
        hard = lines[0] if all(map(_HARD_ITEM.match, lines[:2])) and len(lines) > 1 else ""
        if len(rows) > 1:
            first, what, hint = rows[0], "a table", "put |---|---| below its first row"
        elif hard:
            first, what = hard, "a list"
            hint = "put an ordinary space behind each sign, for the no-break space (U+00A0) there"
        elif is_list or (items and _is_foreign_list(lines, place.element)):
            first = lines[0] if _FOREIGN_ITEM.match(lines[0]) else items[0]
            what, hint = "a list", _list_hint(first, is_at_start=first is lines[0])
        elif close := _first_close_item(place.element):
            first, what = close, "a list"
            hint = _close_hint(close, is_at_start=close == lines[0])
        else:
            continue
        yield Problem(
            f"{what} that begins with {excerpt(first.strip())} is read as part of a paragraph",
            hint=hint,
            line=page.line(place.segment, _begins_like(first)),
        )


def _is_foreign_list(lines: list[str], element: Element) -> bool:
    """Whether these are items with signs that Markdown does not know, in one line on the page."""
    return all(map(_FOREIGN_ITEM.match, lines[:2])) and not any(map(_breaks, element.children))


def _breaks(node: Node) -> bool:
    """Whether a line of its own begins in it."""
    if isinstance(node, str):
        return False
    return (isinstance(node, Element) and node.tag == "br") or any(map(_breaks, node.children))


def _list_hint(item: str, *, is_at_start: bool) -> str:
    hints = [] if is_at_start else ["put a blank line above it"]
    if foreign := _FOREIGN_ITEM.match(item):
        sign = f"{foreign[2]}." if foreign[2] else "-"
        hints.append(f"write {sign} for {foreign[1]}{')' if foreign[2] else ''}")
    return " and ".join(hints)


def _first_close_item(element: Element) -> str:
    """The first of two lines, one below the other, that begin as items and are none, or ""."""
    lines = _lines_of(element)
    for line, next_line in pairwise(lines):
        first, second = _CLOSE_ITEM.match(line), _CLOSE_ITEM.match(next_line)
        if first and second and not line.endswith(_BR) and _follows(first, second):
            return line
    return ""


def _follows(first: re.Match[str], second: re.Match[str]) -> bool:
    """Whether the second is the item below the first: the same sign, the next number or letter."""
    if first["sign"]:
        return first["sign"] == second["sign"]
    if first["number"]:
        return second["number"] is not None and int(second["number"]) == int(first["number"]) + 1
    return second["letter"] is not None and ord(second["letter"]) == ord(first["letter"]) + 1


def _close_hint(item: str, *, is_at_start: bool) -> str:
    found = _CLOSE_ITEM.match(item)
    assert found is not None
    sign = f"{found['number']}." if found["number"] else "1." if found["letter"] else "-"
    typed = found[0].strip()
    write = f"put a space behind {excerpt(typed)}" if sign == typed else f"write {sign} for {typed}"
    return write if is_at_start else f"put a blank line above it and {write}"


def _own_text(element: Element) -> str:
    """The text that stands in an element itself, line by line as its author typed it."""
    blocks = (child for child in element.children if not _is_block(child))
    return "".join(map(text_of, blocks)).strip()


def _going_on(element: Element) -> list[str]:
    """The lines of its own text that the page shows on the line of the one before: no break."""
    return [line for before, line in pairwise(_lines_of(element)) if not before.endswith(_BR)]


def _lines_of(element: Element) -> list[str]:
    """The lines of its own text; one that the page breaks behind ends with `_BR`."""
    blocks = (child for child in element.children if not _is_block(child))
    return "".join(map(_with_breaks, blocks)).strip().split("\n")


def _with_breaks(node: Node) -> str:
    if not _breaks(node):
        return text_of(node)
    if isinstance(node, Element) and node.tag == "br":
        return _BR
    return "".join(map(_with_breaks, node.children)) if not isinstance(node, str) else node


def _is_block(node: Node) -> bool:
    return isinstance(node, Element) and node.tag in _BLOCKS


def _begins_like(line: str) -> str:
    """A pattern for the line of the article that this text comes from: its sign, its first word."""
    return rf"^[\s>:]*{r'.*?'.join(map(re.escape, line.split()[:2]))}"


@check(
    "box-malformed",
    Scope.ARTICLE,
    Severity.ERROR,
    examples=(
        Passes('!!! warning "Call 112"\n    At once.', "", "en"),
        Passes("!!! warning\n    Call 112.", "", "en"),
        Passes("```\n!!! warning Call 112\n```", "", "en"),
        Fires("!!! warning Call 112\n    At once.", "", "en", "'Call 112'"),
        Fires('!!! danger "Notruf"\nRufen Sie 112.', "", "de", "'Notruf'"),
        Fires('??? note "Notes"\n    At night.', "", "en", "'??? note'"),
        Fires("> [!WARNING]\n> Call 112.", "", "en", "'[!WARNING]'"),
        Fires("::: warning\nCall 112.\n:::", "", "en", "'::: warning'"),
        Fires('!! danger "Notruf"\n    Rufen Sie 112.', "", "de", "'!! danger'"),
        Passes("! Important things come first. Note: 3 x.", "", "en"),
    ),
)
def box_malformed(document: Document, _context: Context) -> Iterator[Problem]:
    """A box loses its title or its text, because it is not written as boxes are.

    A title goes in quotation marks; without them no reader ever sees it. What stands in the box is
    moved in by four spaces; without them the warning has a frame and nothing in it.
    """
    page = Page.of(document)
    for place, kind, rest in _boxes(page):
        line, row = page.above(place.segment, _begins_box(kind))
        if rest:
            after = row.split("!!!", 1)[-1].strip()[len(kind) :]
            words = after.partition('"')[0].strip() or rest
            yield Problem(
                f"the words {excerpt(words)} behind '!!! {kind}' are not shown",
                hint=f'put the title in quotation marks: !!! {kind} "{words}"',
                line=line,
            )
        elif not any(map(_is_content, place.element.children)):
            below = page.row(line + 1)
            is_hard = below.lstrip(_MARGIN).startswith(tuple(_NO_BREAK_SPACES))
            yield Problem(
                f"there is nothing in the box {excerpt(text_of(place.element).strip())}",
                hint="move each line of its text in by four spaces"
                + ("; those before it are no-break spaces (U+00A0)" if is_hard else ""),
                line=line,
            )
    for place in page.named("p"):
        text = _own_text(place.element)
        if place.is_raw or place.is_open:
            continue
        if _MARK.match(text) or _FOREIGN_MARK.match(text):
            first = text.split("\n", 1)[0]
            line, row = page.above(place.segment, _begins_like(first))
            meant = _KIND.match(first)
            hints = [f'begin it with: !!! {meant[1].lower() if meant else "note"} "Title"']
            if any(map(row.__contains__, "“”„«")):
                hints.append("quotation marks as on a typewriter")
            if any(map(row.__contains__, _NO_BREAK_SPACES)):
                hints.append("ordinary spaces, no no-break space (U+00A0)")
            yield Problem(
                f"a box that begins with {excerpt(' '.join(first.split()[:2]))} is read as text",
                hint=f"{', '.join(hints)}; its text is moved in by four spaces",
                line=line,
            )


@check(
    "box-kind-unknown",
    Scope.ARTICLE,
    Severity.WARNING,
    examples=(
        Passes('!!! warning "Call 112"\n    At once.', "", "en"),
        Passes("!!! Note\n    Keep this leaflet.", "", "en"),
        Fires('!!! waring "Call 112"\n    At once.', "", "en", "'waring'"),
        Fires('!!! warnung "Notruf"\n    Rufen Sie 112.', "", "de", "'warnung'"),
    ),
)
def box_kind_unknown(document: Document, _context: Context) -> Iterator[Problem]:
    """A box is of a kind that is not known, and is shown as a calm note.

    A misspelt "warning" loses its colour and its sign, and its texts are no longer taken to be
    critical where translations are checked.
    """
    page = Page.of(document)
    for place, kind, _ in _boxes(page):
        if kind not in URGENT_BOXES | _CALM_BOXES:
            yield Problem(
                f"there is no kind of box {excerpt(kind)}: it is shown as a note",
                hint=f"those that warn: {', '.join(sorted(URGENT_BOXES))}; others: note, tip, info",
                line=page.above(place.segment, _begins_box(kind))[0],
            )


@check(
    "markup-visible",
    Scope.ARTICLE,
    Severity.WARNING,
    examples=(
        Passes("See [our page][clinic].\n\n[clinic]: https://clinic.org", "", "en"),
        Passes("```\n[a][b]\n```", "", "en"),
        Passes("As others found [1][2].", "", "en"),
        Fires("See [our page][clinic].", "", "en", "'[our page][clinic]'"),
        Passes("Do **not** drive. 2 \\* 3", "", "en"),
        Fires("```\nNotruf 112", "", "de", "'```'"),
        Fires("Do **not ** drive.", "", "en", "'**not **'"),
        Fires("Take it *now**and*5 mg later.", "", "en", "'now**and'"),
        Passes("Sold as Doloren**.\n\n\\** Not in every country.", "", "en"),
        Fires("First line\\\nsecond line", "", "en", "backslash"),
        Passes("- ☐ Bring this letter.\n- See [x] below.", "", "en"),
        Fires("- [ ] Bring this letter.", "", "en", "'[ ]'"),
        Fires("- Arznei\n- [x] Versichertenkarte", "", "de", "'[x]'"),
        Fires(
            "See [our page](https://clinic.org today.", "", "en", "'[our page](https://clinic.org'"
        ),
        Fires("ここ [地図] (map.html) を見る。", "", "ja", "'[地図] (map.html)'"),
        Fires("Siehe (Karte)[https://klinik.de].", "", "de", "'(Karte)[https://klinik.de]'"),
        Passes("See [Smith 2020] (page 3), and (below) [3].", "", "en"),
        Fires("Read about [spacers(https://nhs.uk/x).", "", "en", "'[spacers(https://nhs.uk/x)'"),
        Fires("Lea sobre cámaras](https://asma.es).", "", "es", "'cámaras](https://asma.es)'"),
        Passes("Ask a nurse [or look there (https://nhs.uk) first].", "", "en"),
        Fires("Take `one puff every 30 seconds.", "", "en", "'`one'"),
        Passes("Press `Fn`, then \\` twice.", "", "en"),
        Fires("Do **not drive.", "", "en", "'**not'"),
        Passes("\\*\\*Not in every country.\n\nSold as Doloren**.", "", "en"),
        Fires("~~Do not take it.~~ Take it.", "", "en", "'~~Do'"),
        Fires("==飲まない==", "", "ja", "'==飲まない'"),
        Fires("Trinken Sie H~2~O.", "", "de", "'H~2~'"),
        Fires("10^9^ cells", "", "en", "'10^9^'"),
        Passes("About ~2 hours, 5 == 5, a\n~~~\nb\n~~~", "", "en"),
        Fires("5&nbps;mg", "", "en", "'&nbps;'"),
        Passes("5&nbsp;mg, Q&A; 3 &lt; 4, type &amp;copy;", "", "en"),
        Fires("Take 5 mg.<o:p></o:p>", "", "en", "o:p>"),
        Fires("<style>\np {color: red}\n</style>\n\nTake 5 mg.", "", "en", "<style>"),
    ),
)
def markup_visible(document: Document, _context: Context) -> Iterator[Problem]:
    """Markdown stands in the leaflet as it was typed, because something of it is missing.

    A link whose address is not defined anywhere or that lacks a bracket, code that is never closed,
    stars that are not closed, have a space inside them or other stars beside them, a backslash for
    a line break, what other Markdown has (boxes to tick, `~~struck~~`, `==marked==`,
    `H~2~O`), a misspelt `&nbsp;`, what Word left, a style sheet or a script, which is printed.
    """
    page = Page.of(document)
    yield from _half_typed(page)
    yield from _of_other_markdown(page)
    yield from _visible_tags(page)
    for text, segment in page.texts:
        for match in _REFERENCE.finditer(text):
            label = match[2] or match[1]
            if not label.isdecimal():
                yield Problem(
                    f"the address of the link {excerpt(match[0])} is defined nowhere",
                    hint=f"write it on a line of its own: [{label}]: https://…",
                    line=page.line(segment, re.escape(match[0])),
                )
        for match in _STARS.finditer(text):
            yield Problem(
                f"the stars of {excerpt(match[0])} are shown",
                hint="no space stands behind the first stars or before the last: **not**",
                line=page.line(segment, re.escape(match[0])),
            )
        for match in _JOINED.finditer(text):
            yield Problem(
                f"the stars of {excerpt(match[0])} are shown",
                hint="leave a space between two emphases: *now* **and**",
                line=page.line(segment, re.escape(match[0])),
            )
        if tick := _TICK.match(text):
            yield Problem(
                f"the box to tick {excerpt(tick[1])} is shown as brackets",
                hint="write ☐, or ☑ for one that is ticked",
                line=page.line(segment, re.escape(tick[1])),
            )
        for _match in _BREAK.finditer(text):
            yield Problem(
                "the backslash at the end of a line is shown",
                hint="end the line with two spaces to have a break there",
                line=page.line(segment, r"\\$"),
            )
    for place in page.named("p"):
        fence = _FENCE.match(_own_text(place.element))
        if fence and not place.is_raw and not place.is_open:
            yield Problem(
                f"a block of code that begins with {excerpt(fence[0])} is read as text",
                hint=f"close it with {fence[0]} on a line of its own; neither line is moved in",
                line=page.above(place.segment, rf"^[\s>]*{fence[0]}")[0],
            )


@check(
    "table-cell-lost",
    Scope.ARTICLE,
    Severity.ERROR,
    examples=(
        Passes("| Drug | Dose |\n|---|---|\n| Ibuprofen | 400 mg |", "", "en"),
        Passes("| Drug | Dose |\n|---|---|\n| Ibuprofen |", "", "en"),
        Passes("| Drug | Dose |\n|---|---|\n| `a|b` | 1 \\| 2 |", "", "en"),
        Fires(
            "| Drug | Dose |\n|---|---|\n| Ibuprofen | 400 mg | twice a day |",
            "",
            "en",
            "'twice a day'",
        ),
        Fires("药 | 量\n---|---\n| 阿司匹林 | 100 mg", "", "zh-Hans", "'100 mg'"),
    ),
)
def table_cell_lost(document: Document, _context: Context) -> Iterator[Problem]:
    """A row of a table has more cells than the table has columns.

    What stands in them is in no leaflet: a dose, how often it is taken.
    """
    for line, columns, cells in _rows_of_tables(document):
        more = [cell for cell in cells[columns:] if cell]
        if more:
            yield Problem(
                f"the cell {excerpt(more[0])} is in no column, and is not shown",
                hint=f"the first row has {columns} cells: give it one more, or join two cells",
                line=line,
            )


@check(
    "table-cell-missing",
    Scope.ARTICLE,
    Severity.WARNING,
    examples=(
        Passes("| Age | Puffs | Most |\n|---|---|---|\n| 5–11 | 1 | |", "", "en"),
        Passes("| Age | Puffs | Most |\n|---|---|---|\n| **Children** |\n| 5 | 1 | 4 |", "", "en"),
        Fires("| Age | Puffs | Most |\n|---|---|---|\n| 5–11 | 1 4 |", "", "en", "2 of 3"),
        Fires("| Alter | Hübe |\n|---|---|\n| 5–11 | 1 |\nNie mehr.", "", "de", "'Nie mehr.'"),
    ),
)
def table_cell_missing(document: Document, _context: Context) -> Iterator[Problem]:
    """A row of a table has fewer cells than the table has columns, or is no row at all.

    Where a bar was forgotten, two cells stand in one, and what follows in the column of something
    else. Only a row of a single cell, a heading among rows, is taken to be meant. A text without a
    blank line above it is a row of the table, too.
    """
    for line, columns, cells in _rows_of_tables(document, with_texts=True):
        if not cells and columns > 1:
            text = Page.of(document).row(line).strip(_MARGIN)
            yield Problem(
                f"the text {excerpt(text)} below the table is read as a row of it",
                hint="put a blank line above it",
                line=line,
            )
        elif 1 < len(cells) < columns:
            yield Problem(
                f"the row has {len(cells)} of {columns} cells",
                hint="put a | where one is missing; a cell that is meant to be empty is | |",
                line=line,
            )


def _rows_of_tables(
    document: Document, *, with_texts: bool = False
) -> Iterator[tuple[int, int, list[str]]]:
    """The rows below the first of each table: line, columns of the table, the row's own cells.

    `with_texts`: also the lines that hold no bar and end the table; they have no cells.
    """
    if "|" not in document.article.body:
        return
    page = Page.of(document)
    rows: list[str] = document.article.body.split("\n")
    for place in page.named("table"):
        if place.is_raw or place.is_open:
            continue
        top = page.top(place, "|") - document.article.body_line
        has_border = rows[top].strip(_MARGIN).startswith("|") or rows[top].rstrip().endswith("|")
        columns = len(_cells_in(rows[top], has_border=has_border))
        below = takewhile(lambda row: rows[row].strip(_MARGIN), range(top + 2, len(rows)))
        for row in below:
            if "|" in rows[row]:
                cells = _cells_in(rows[row], has_border=has_border)
            elif with_texts and not _WORDLESS.match(rows[row]):
                cells = []
            else:
                break
            yield row + document.article.body_line, columns, cells


def _half_typed(page: Page) -> Iterator[Problem]:
    """Links and emphasis of which half is missing. Stars behind a word elsewhere mark a note."""
    has_notes = any(_CLOSING_STARS.search(text) for text, _ in page.texts)
    for text, segment in page.texts:
        for match in _BROKEN_LINK.finditer(text):
            yield Problem(
                f"the link {excerpt(match[0])} is shown as it was typed",
                hint="write [words](address): no space between ] and (, a ) behind the address",
                line=page.line(segment, re.escape(match[0])),
            )
        for match in () if has_notes else _OPENING_STARS.finditer(_STARS.sub("", text)):
            yield Problem(
                f"the stars of {excerpt(match[0])} are shown",
                hint="close them behind the last word that is meant: **not**",
                line=page.line(segment, re.escape(match[0])),
            )
    yield from _open_code(page)


def _open_code(page: Page) -> Iterator[Problem]:
    """Backticks that neither begin nor end code, and stand behind no backslash."""
    told = set[int]()
    for text, segment in page.texts:
        if "`" not in text or segment is None or segment in told:
            continue
        told.add(segment)
        typed = without_code(page.document.segments[segment].key.msgid)
        if match := _BACKTICK.search(typed):
            yield Problem(
                f"the backtick of {excerpt(match[0])} is shown",
                hint="close it with another one behind the last word of the code, or delete it",
                line=page.line(segment, re.escape(match[0])),
            )


def _of_other_markdown(page: Page) -> Iterator[Problem]:
    """What is struck out, marked, lowered or raised elsewhere, and stands here as it was typed."""
    for text, segment in page.texts:
        for pattern, hint in _FOREIGN_MARKS.items():
            for match in pattern.finditer(text):
                yield Problem(
                    f"the marks of {excerpt(match[0])} are shown",
                    hint=hint,
                    line=page.line(segment, re.escape(match[0])),
                )


def _visible_tags(page: Page) -> Iterator[Problem]:
    """HTML that is shown: what is no entity and no tag, and what no page has in its text."""
    for text, segment in page.texts:
        unknown = (match for match in _ENTITY.finditer(text) if f"{match[1]};" not in html5)
        for match in (*unknown, *_OFFICE_TAG.finditer(text)):
            yield Problem(
                f"{excerpt(match[0])} is shown as it was typed",
                hint="delete it, or mend its spelling",
                line=page.line(segment, re.escape(match[0])),
            )
    for place in page.named("script", "style"):
        tag = f"<{place.element.tag}>"
        yield Problem(
            f"what stands in {tag} is printed as text",
            hint="delete it; how leaflets look is set in leaflets.toml, [theme]",
            line=page.above(place.segment, rf"(?i)<{place.element.tag}\b")[0],
        )


def _cells_in(row: str, *, has_border: bool) -> list[str]:
    """The cells of a row as the parser cuts them; a bar in code or behind a backslash cuts none."""
    row = _CODE_SPAN.sub(lambda code: code[0].replace("|", " "), row.strip(_MARGIN))
    if has_border:
        row = _END_BAR.sub("", row.removeprefix("|"))
    return [cell.strip() for cell in _BAR.split(row)]


def _boxes(page: Page) -> Iterator[tuple[Place, str, str]]:
    """The boxes of the article, each with its kind and what else was taken for one."""
    for place in page.named("div"):
        classes = place.element.get("class").split()
        if classes[:1] == ["admonition"] and not place.is_raw:
            yield place, classes[1], " ".join(classes[2:])


def _is_content(node: Node) -> bool:
    """Whether it is an element of a box below its title."""
    return isinstance(node, Element) and node.get("class") != "admonition-title"


def _begins_box(kind: str) -> str:
    """A pattern for the line of the article that begins a box of this kind."""
    return rf"^[\s>]*!!!\s*(?i:{re.escape(kind)})"
