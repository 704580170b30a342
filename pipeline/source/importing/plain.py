"""A plain-text article → draft: title, byline, headings and lists recognised by their shape.

Not a word is changed, dropped or moved out of its paragraph. What is no more than likely goes into
the notes as a guess, so that the editor knows where to look. Markup characters are escaped: plain
text has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple
from unicodedata import decimal

from pipeline.language.inline import TERMINATORS
from pipeline.language.widths import columns, is_wide
from pipeline.source import escaping
from pipeline.source.importing.byline import leading_bylines, parse_byline
from pipeline.source.importing.draft import LIST_SEPARATOR, Draft

_EDGES = " \t\u00a0\u3000\ufeff"  # odd spaces go at the edges of a line, nowhere else
_STOPS = (*TERMINATORS, ":", "：")
_OPENING = "([\"'“„‘‚«"
_NO_HEADING_END = (*(set(TERMINATORS) - set("?？؟፧")), *":;,：；，、؛،")
_MAX_TITLE = 200
_MAX_HEADING = 80
_MAX_HEADING_WORDS = 12
_MIN_PROSE = 80

_NUMBERED = re.compile(
    r"""
    (?P<number>\d{1,2}(?:\.\d{1,2})*)
    (?:[.)．][ \t\u00a0\u3000]+ | [、．] | (?<=\.\d)[ ]+
       | [.)](?=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]))  # kana, Han, Hangul
    (?P<text>\S.*)
    """,
    re.VERBOSE,
)
_HAN_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、\S")
_BULLET = re.compile(
    r"(?P<mark>[•‣▪●◦∙○■□➢·・\uF0B7\uF0A7*+–—-]|o(?=\t))"  # Word's second level is an o and a tab
    r"(?:[ \t\u00a0\u3000]+|(?<=・))(?P<text>\S.*)"
)
_DOUBTFUL_BULLETS = frozenset("*+–—-·")  # a dash may also open a line of dialogue
_CELLS = re.compile(r"\||\t|\S {3,}\S|-{3,}")  # what sets the cells of a table apart
_CELL_GAP = re.compile(r"\t+| {3,}")
_INNER_STOP = re.compile(r"[。।።۔][ ]*\S|\b(?P<last>[^\W\d_]{3,})[.] +(?P<next>[^\W\d_])")
_UNDERLINE = re.compile(r"([-=~])\1{2,}")
_WRAP_WIDTHS = range(50, 101)
_MIN_FULL_LINES = 3
_MOVED_IN = 2  # columns by which what belongs to an item is moved in
_FAR = 8  # what stands apart and further in is centred: the number of a page
_MAX_HEADING_DIGITS = 5  # more are a telephone number


class _Paragraph(NamedTuple):
    """One paragraph of the file, on one line."""

    line: int  # 1-based, its first line in the file
    text: str
    indent: int  # columns before its first line
    is_apart: bool  # a blank line stands above it


class _Item(NamedTuple):
    """An item of a list as Markdown, and how many paragraphs of the file it is."""

    text: str
    size: int
    is_loose: bool  # it has paragraphs of its own


@dataclass(slots=True)
class _Found:
    """What has been recognised so far."""

    notes: list[str] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)

    def add_list(self, items: Sequence[_Item]) -> None:
        """A list; two numbered ones in a row would be one for Markdown: its numbers would go on."""
        if self.blocks and self.blocks[-1].startswith("1. ") and items[0].text.startswith("1. "):
            self.blocks.append(LIST_SEPARATOR)
        between = "\n\n" if any(item.is_loose for item in items) else "\n"
        self.blocks.append(between.join(item.text for item in items))


def read_plain(text: str, *, fallback_title: str) -> Draft:
    """The draft for a plain-text article; `fallback_title` serves where the text has no title."""
    found = _Found()
    paragraphs = _paragraphs(text.split("\n"), found)
    title, rest = _title(paragraphs, fallback_title, found)
    byline, notes, taken = leading_bylines([(p.text, f"line {p.line}") for p in rest])
    found.notes += notes
    _blocks(rest[taken:], found)
    return Draft(
        title,
        "\n\n".join(found.blocks),
        tuple(found.notes),
        author=byline.author,
        publisher=byline.publisher,
        date=byline.date,
    )


# --------------------------------------------------------------------------------------- paragraphs
def _paragraphs(raw_lines: Sequence[str], found: _Found) -> list[_Paragraph]:
    """The paragraphs: lines, or in a file wrapped to a width, the lines that belong together."""
    lines = [line.strip(_EDGES) for line in raw_lines]
    width = _wrap_width(lines)
    is_mixed = not width
    if is_mixed:
        width = _width_among_long_lines(lines)
    if width:
        found.notes.append(f"guessed: lines are wrapped at {width} characters; joined again")
    paragraphs: list[_Paragraph] = []
    continues = False
    for number, line in enumerate(lines, start=1):
        if line and continues and not _begins_anew(line):
            last = paragraphs[-1]
            paragraphs[-1] = _Paragraph(last.line, _joined(last.text, line), *last[2:])
        elif line:
            is_apart = number == 1 or not lines[number - 2]
            paragraphs.append(_Paragraph(number, line, _indent(raw_lines[number - 1]), is_apart))
        following = lines[number] if number < len(lines) else ""
        continues = bool(line and following) and (
            _is_cut(line, following, width) if is_mixed else _is_soft_break(line, following, width)
        )
    return paragraphs


def _indent(raw: str) -> int:
    """Columns before the text. Wide spaces are none: every Chinese paragraph begins with two."""
    raw = raw.lstrip("\ufeff").expandtabs(4)
    return len(raw) - len(raw.lstrip(" "))


def _wrap_width(lines: Sequence[str]) -> int:
    """The width that the file is wrapped to, or 0 where a line is a paragraph."""
    width = max(map(columns, lines), default=0)
    if width not in _WRAP_WIDTHS:
        return 0
    inner = [
        (line, following)
        for line, following in pairwise(lines)
        if line and following and not _begins_anew(following)
    ]
    full = [pair for pair in inner if columns(pair[0]) >= 0.8 * width]
    in_sentence = [pair for pair in full if _breaks_a_sentence(*pair)]
    is_wrapped = len(full) >= len(inner) / 2 or len(in_sentence) >= len(full) / 2
    return width if len(full) >= _MIN_FULL_LINES and is_wrapped else 0


def _width_among_long_lines(lines: Sequence[str]) -> int:
    """The width of paragraphs that are wrapped in a file where others are one long line; or 0."""
    cut = [
        columns(line)
        for line, following in pairwise(lines)
        if line
        and following
        and not _begins_anew(following)
        and _breaks_a_sentence(line, following)
    ]
    width = max((each for each in cut if each <= _WRAP_WIDTHS[-1]), default=0)
    full = sum(0.8 * width <= each <= width for each in cut)
    is_wrapped = full >= max(_MIN_FULL_LINES, len(cut) / 2)
    return width if width in _WRAP_WIDTHS and is_wrapped else 0


def _is_cut(line: str, following: str, width: int) -> bool:
    """Whether a line among others of any length was cut: here a full one may be a paragraph."""
    if not width / 2 <= columns(line) <= width or line.endswith(_STOPS):
        return False
    return _is_soft_break(line, following, width)


def _is_soft_break(line: str, following: str, width: int) -> bool:
    """Whether the line ends because the next word would not have fitted, or amid a sentence."""
    if not width:
        return False
    first_word = following[0] if is_wide(following[0]) else following.split(" ", 1)[0]
    needed = columns(line) + 1 + min(columns(first_word), 20)
    return needed > width or _breaks_a_sentence(line, following)


def _breaks_a_sentence(line: str, following: str) -> bool:
    return following.lstrip(_OPENING)[:1].islower() and not line.endswith(_STOPS)


def _begins_anew(line: str) -> bool:
    """Whether the line is an item of a list, or a row of a table, and goes on with nothing."""
    return bool(
        _NUMBERED.match(line) or _BULLET.match(line) or _is_row(line) or _UNDERLINE.fullmatch(line)
    )


def _is_row(line: str) -> bool:
    """Whether the line has cells. The tab behind a bullet or a number, as Word puts it, is none."""
    item = _BULLET.fullmatch(line) or _NUMBERED.fullmatch(line)
    return _CELLS.search(item["text"] if item else line) is not None


def _joined(text: str, line: str) -> str:
    between = "" if text[-1] >= "\u2e80" and line[0] >= "\u2e80" else " "
    return f"{text}{between}{line}"


# ------------------------------------------------------------------------------------ title
def _title(
    paragraphs: Sequence[_Paragraph], fallback: str, found: _Found
) -> tuple[str, Sequence[_Paragraph]]:
    first = paragraphs[0]
    is_prose = len(first.text) > _MAX_TITLE or parse_byline(first.text) is not None
    if is_prose or len(paragraphs) == 1:
        found.notes.append(f"guessed: the title is {fallback!r}, from the file's name")
        return fallback, paragraphs
    found.notes.append(f"title: line {first.line}")
    return first.text, paragraphs[2 if _is_underlined(paragraphs, 0) else 1 :]


# ------------------------------------------------------------------------------------------- blocks
def _blocks(paragraphs: Sequence[_Paragraph], found: _Found) -> None:
    position = 0
    while position < len(paragraphs):
        position += (
            _table(paragraphs, position, found)
            or _bullet_list(paragraphs, position, found)
            or _numbered_list(paragraphs, position, found)
            or _underlined_heading(paragraphs, position, found)
            or _heading(paragraphs, position, found)
            or _plain_paragraph(paragraphs[position], found)
        )


def _plain_paragraph(paragraph: _Paragraph, found: _Found) -> int:
    found.blocks.append(escaping.paragraph(paragraph.text))
    return 1


def _table(paragraphs: Sequence[_Paragraph], start: int, found: _Found) -> int:
    """The number of paragraphs from `start` that look like the rows of a table, 0 for fewer than 2.

    They stay lines of text, unless the first row is plainly one of headings and each row has as
    many cells: which cell belongs under which heading is for the editor to say.
    """
    rows = []
    for paragraph in paragraphs[start:]:
        if not _is_row(paragraph.text):
            break
        rows.append(paragraph)
    if len(rows) < 2:
        return 0
    where = f"lines {rows[0].line} to {rows[-1].line}"
    cells = [_CELL_GAP.split(row.text) for row in rows]
    if _has_headings(cells):
        lines = [" | ".join(escaping.cell(escaping.inline(each)) for each in row) for row in cells]
        lines.insert(1, " | ".join(["---"] * len(cells[0])))
        found.blocks.append("\n".join(f"| {line} |" for line in lines))
        found.notes.append(f"guessed: {where} are a table, the first of them its headings")
        return len(rows)
    for row in rows:
        _plain_paragraph(row, found)
    found.notes.append(f"guessed: {where} are a table; write it as one, | between the cells")
    return len(rows)


def _has_headings(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names columns: as many cells as all have, and figures only below it."""
    first, *others = rows
    return (
        len(first) > 1
        and len(others) > 1
        and all(len(row) == len(first) for row in others)
        and not any(map(_has_digit, first))
        and all(any(map(_has_digit, row)) for row in others)
        and not any("|" in cell for row in rows for cell in row)
    )


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _bullet_list(paragraphs: Sequence[_Paragraph], start: int, found: _Found) -> int:
    """The number of paragraphs from `start` that are one bulleted list, 0 where none is."""
    first = _BULLET.fullmatch(paragraphs[start].text)
    if first is None:
        return 0
    items: list[_Item] = []
    position = start
    while position < len(paragraphs):
        match = _BULLET.fullmatch(paragraphs[position].text)
        if match is None or match["mark"] != first["mark"]:
            break
        items.append(_item("-", match["text"], paragraphs, position))
        position += items[-1].size
    if len(items) == 1 and first["mark"] in _DOUBTFUL_BULLETS:
        return 0
    found.add_list(items)
    found.notes.append(_list_note("a bulleted", paragraphs[start:position]))
    return position - start


def _numbered_list(paragraphs: Sequence[_Paragraph], start: int, found: _Found) -> int:
    """The number of paragraphs from `start` that are numbered 1, 2, 3 …, 0 where fewer than two."""
    items: list[_Item] = []
    position = start
    while position < len(paragraphs):
        match = _NUMBERED.fullmatch(paragraphs[position].text)
        if match is None or _number(match) != str(len(items) + 1):
            break
        items.append(_item(f"{len(items) + 1}.", match["text"], paragraphs, position))
        position += items[-1].size
    if len(items) < 2:
        return 0
    found.add_list(items)
    found.notes.append(_list_note("a numbered", paragraphs[start:position]))
    return position - start


def _item(mark: str, text: str, paragraphs: Sequence[_Paragraph], position: int) -> _Item:
    """The item at `position` with what is moved in below it: paragraphs, and a list of bullets."""
    own = paragraphs[position]
    lines = [f"{mark} {escaping.item(text)}"]
    size, is_loose, in_list = 1, False, False
    for paragraph in paragraphs[position + 1 :]:
        bullet = _BULLET.fullmatch(paragraph.text)
        moved = paragraph.indent - own.indent
        if moved < _MOVED_IN or (paragraph.is_apart and moved > _FAR):
            break
        if not bullet and (_begins_anew(paragraph.text) or (mark != "-" and paragraph.is_apart)):
            break  # what stands apart below a number may be a section's text
        if bullet:
            lines.append(f"    - {escaping.item(bullet['text'])}")
        elif in_list:  # it may belong to either
            break
        else:
            lines += ["", f"    {escaping.item(paragraph.text)}"]
            is_loose = True
        in_list = bullet is not None
        size += 1
    return _Item("\n".join(lines), size, is_loose)


def _number(match: re.Match[str]) -> str:
    """ "1.2", whatever the digits: those of a script count as ours."""
    return "".join(each if each == "." else str(decimal(each)) for each in match["number"])


def _list_note(kind: str, paragraphs: Sequence[_Paragraph]) -> str:
    first, last = paragraphs[0].line, paragraphs[-1].line
    where = f"line {first} is" if first == last else f"lines {first} to {last} are"
    return f"guessed: {where} {kind} list"


def _underlined_heading(paragraphs: Sequence[_Paragraph], position: int, found: _Found) -> int:
    """2 where the paragraph at `position` is a heading because the next line underlines it."""
    paragraph = paragraphs[position]
    if not _is_underlined(paragraphs, position) or len(paragraph.text) > _MAX_HEADING:
        return 0
    found.blocks.append(escaping.heading(paragraph.text, 2))
    found.notes.append(f"guessed: {paragraph.text!r} (line {paragraph.line}) is a heading")
    return 2


def _is_underlined(paragraphs: Sequence[_Paragraph], position: int) -> bool:
    text, line = paragraphs[position].text, paragraphs[position].line
    below = paragraphs[position + 1] if position + 1 < len(paragraphs) else None
    is_line = below is not None and below.line == line + 1 and _UNDERLINE.fullmatch(below.text)
    return bool(is_line) and text[0].isalnum() and not _is_row(text)


def _heading(paragraphs: Sequence[_Paragraph], position: int, found: _Found) -> int:
    """1 where the paragraph at `position` is a heading, else 0.

    A heading is short, has no final stop, and text follows. A numbered one must not be beside
    another numbered line: that is a list.
    """
    paragraph = paragraphs[position]
    following = paragraphs[position + 1].text if position + 1 < len(paragraphs) else ""
    before = paragraphs[position - 1].text if position else ""
    numbered = _NUMBERED.fullmatch(paragraph.text)
    if not _is_heading_shaped(paragraph.text, is_numbered=numbered is not None):
        return 0
    if not _introduces(paragraph.text, following):
        return 0
    if numbered and _is_item(before, found):
        return 0
    depth = _number(numbered).count(".") if numbered else 0
    found.blocks.append(escaping.heading(paragraph.text, min(2 + depth, 6)))
    found.notes.append(f"guessed: {paragraph.text!r} (line {paragraph.line}) is a heading")
    return 1


def _is_item(text: str, found: _Found) -> bool:
    """Whether the paragraph before was numbered and did not become a heading."""
    return bool(_NUMBERED.fullmatch(text)) and not found.blocks[-1].startswith("#")


def _is_heading_shaped(text: str, *, is_numbered: bool) -> bool:
    first_letter = next((character for character in text if character.isalpha()), "")
    return (
        len(text) <= _MAX_HEADING
        and len(text.split()) <= _MAX_HEADING_WORDS
        and not text.endswith(_NO_HEADING_END)
        and not _has_two_sentences(text)
        and sum(map(str.isdigit, text)) <= _MAX_HEADING_DIGITS
        and bool(first_letter)
        and (is_numbered or not first_letter.islower())
        and (is_numbered or text[0].isalpha() or bool(_HAN_NUMBERED.match(text)))
        and parse_byline(text) is None
    )


def _has_two_sentences(text: str) -> bool:
    """Whether another begins after the first: "... with food. Do not drive". Not after "Dr."."""
    return any(
        match["last"] is None or (match["last"].islower() and match["next"].isupper())
        for match in _INNER_STOP.finditer(text)
    )


def _introduces(heading: str, following: str) -> bool:
    """Whether `following` is what stands under a heading: prose, a bullet, a deeper number."""
    numbered, deeper = _NUMBERED.fullmatch(heading), _NUMBERED.fullmatch(following)
    if deeper:
        first = _number(deeper) in {"1", "1.1"}
        return (not numbered and first) or (
            numbered is not None and _number(deeper) == f"{_number(numbered)}.1"
        )
    if _HAN_NUMBERED.match(heading):
        return bool(following) and not _HAN_NUMBERED.match(following)
    is_prose = len(following) > _MIN_PROSE or following.endswith(_STOPS)
    return (is_prose and not following[:1].islower()) or bool(_BULLET.fullmatch(following))
