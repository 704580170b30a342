"""On which line of the file a segment begins.

Python-Markdown keeps no positions. So every line is marked with its number in characters that
Markdown takes for letters, the article is parsed again, and the numbers are read out of the blocks.
Where that changes the blocks, the text is searched for between its neighbours. Most articles need
neither: each block's text stands in one place only.
"""

from __future__ import annotations

import re

from pipeline.model import Document
from pipeline.source import markdown, outline, page
from pipeline.source.slots import InField, InPicture

__all__ = ["MARK", "mark", "number_of", "protected", "search", "segment_lines"]

# Linear B syllables: word characters without case, in no living language.
_DIGITS = "".join(chr(0x10000 + digit) for digit in range(10))
_END = "\U00010050"
MARK = re.compile(f"[{_DIGITS}]+{_END}")
_TO_DIGITS = str.maketrans("0123456789", _DIGITS)
_FROM_DIGITS = str.maketrans(_DIGITS, "0123456789")
_PROTECTED = re.compile(r"<[^<>]*>|\{[^{}]*\}|`[^`]*`")
_WORD = re.compile(r"[^\W_]+")


def mark(number: int) -> str:
    """`number` in characters that Markdown takes for letters; see `MARK`."""
    return str(number).translate(_TO_DIGITS) + _END


def number_of(found: str) -> int:
    """The number that a `mark` stands for."""
    return int(found[:-1].translate(_FROM_DIGITS))


def protected(text: str) -> list[tuple[int, int]]:
    """Where in `text` no mark may stand: tags, attribute lists, code."""
    return [match.span() for match in _PROTECTED.finditer(text)]


def search(body: str, text: str) -> int:
    """The 0-based line of `body` on which the first line of `text` is found; 0 where it is not."""
    first = next((line.strip() for line in text.split("\n") if line.strip()), "")
    for number, line in enumerate(body.split("\n")):
        if first and first in line:
            return number
    return 0


def segment_lines(document: Document) -> tuple[int, ...]:
    """See `source.document.segment_lines`."""
    own = page.of(document)
    if own.lines is None:
        own.lines = _segment_lines(document, own)
    return own.lines


def _segment_lines(document: Document, own: page.Page) -> tuple[int, ...]:
    raws = _body_raws(own)
    starts = _evident_lines(own) or _marked_lines(own) or [None] * len(raws)
    metadata = document.article.metadata
    found: list[int] = []
    for block in document.blocks[: own.first_block]:
        place = own.places[block.index]
        name = place.name if isinstance(place, InField) else ""
        found += [metadata.lines.get(name, 1)] * len(block.segments)
    rows = own.body.split("\n")
    position = 0
    for pairs, start in zip(raws, starts, strict=True):
        position = _searched(rows, pairs, position) if start is None else start
        line = position
        for lead, text in pairs:
            line += lead.count("\n")
            found.append(line + document.article.body_line)
            line += text.count("\n")
    for block in document.blocks[own.first_block + len(raws) :]:  # labels: where the drawing is
        line = search(own.body, block.picture) + document.article.body_line
        found += [line] * len(block.segments)
    return tuple(found)


def _body_raws(own: page.Page) -> tuple[tuple[tuple[str, str], ...], ...]:
    """What was typed for each block of the body; the labels of drawings stand elsewhere."""
    is_label = [isinstance(place, InPicture) for place in own.places]
    end = is_label.index(True) if True in is_label else len(is_label)
    return own.raws[own.first_block : end]


def _evident_lines(own: page.Page) -> list[int | None] | None:
    """The 0-based first line of each block of the body, where no other line can be meant.

    The first line of each stands in one line of the article only, at least between those of its
    neighbours, and they are in order: None where that is not so.
    """
    rows = own.body.split("\n")
    candidates: list[list[int]] = []
    for pairs in _body_raws(own):
        first = "".join(lead + text for lead, text in pairs).split("\n")[0]
        if not first.strip():
            return None
        found = [number for number, row in enumerate(rows) if first in row]
        if not found:
            return None
        candidates.append(found)
    known = [found[0] for found in candidates if len(found) == 1]
    if known != sorted(known):
        return None
    lines: list[int | None] = []
    ends = iter([*known, len(rows)])
    low, high = 0, next(ends)
    for found in candidates:
        if len(found) == 1:
            (low,) = found
            high = next(ends)
        else:
            between = [number for number in found if low <= number <= high]
            if len(between) != 1:
                return None
            (low,) = between
        lines.append(low)
    return lines


def _searched(rows: list[str], pairs: tuple[tuple[str, str], ...], position: int) -> int:
    """The 0-based line where a block's first line stands, from `position` on, else anywhere."""
    first = "".join(lead + text for lead, text in pairs).strip().split("\n")[0]
    for numbers in (range(position, len(rows)), range(position)):
        for number in numbers:
            if first in rows[number]:
                return number
    return position


def _marked_lines(own: page.Page) -> list[int | None] | None:
    """The 0-based first line of each block of the body, or None where marks change the blocks."""
    marked = "\n".join(_marked(line, number) for number, line in enumerate(own.body.split("\n")))
    try:
        drafts = outline.draw(markdown.parse_blocks(marked)).drafts
    except RecursionError:
        return None
    plain = ["".join(lead + text for lead, text in pairs) for pairs in _body_raws(own)]
    if [MARK.sub("", draft.raw) for draft in drafts] != plain:
        return None
    return [_first_line(draft.raw) for draft in drafts]


def _first_line(raw: str) -> int | None:
    for offset, line in enumerate(raw.split("\n")):
        match = MARK.search(line)
        if match:
            return number_of(match[0]) - offset
    return None


def _marked(line: str, number: int) -> str:
    """The line with its number behind the last word of each of its table cells."""
    if line.strip() == markdown.TOC_MARKER:
        return line
    closed = protected(line)
    bounds = [index + 1 for index, character in enumerate(line) if character == "|"]
    places: list[int] = []
    for start, end in zip([0, *bounds], [*bounds, len(line)], strict=True):
        ends = [start + match.end() for match in _WORD.finditer(line[start:end])]
        free = [end for end in ends if not any(a < end < b for a, b in closed)]
        if free and _may_hold(line, free[-1]):
            places.append(free[-1])
    for place in reversed(places):
        line = line[:place] + mark(number) + line[place:]
    return line


def _may_hold(line: str, place: int) -> bool:
    """Whether a mark may stand there: not in the number of a list item, nor in a label."""
    before, after = line[:place], line[place:]
    if before.strip().isdigit() and after[:1] in (".", ")"):
        return False
    return not re.match(r"\]\s*:", after)
