"""Words as they stand on a web page: escaped, and what must stay on one line in an element."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.language.patterns import lazy
from pipeline.language.unbroken import DIGIT, counted_runs, whole_runs
from pipeline.model import Language
from pipeline.source.tags import escape

__all__ = ["page_text", "with_numbers_whole"]

# Groups of digits as telephone numbers have them, not longer than a line on a phone.
_GROUPS = lazy(r"(?<![\w.,])[+(]?\d[\d()/.\u2010-\u2013 -]{4,28}\d(?!\w)")


def page_text(text: str, language: Language) -> str:
    """Text as HTML, its amounts and telephone numbers each in a `<span class="whole">`.

    A number and the word that it counts are in a `<span class="count">`, which may be parted in a
    cell of a table: no column is wider for it.
    """
    has_number = DIGIT.search(text)
    if not has_number and "-" not in text:  # nearly always
        return escape(text)
    runs = whole_runs(text, language)
    counts = counted_runs(text, language, runs) if has_number else []
    if not counts:
        return _with_wholes(text, 0, len(text), runs)
    parts: list[str] = []
    done = 0
    for start, end in counts:
        around, inside = (_with_wholes(text, *span, runs) for span in ((done, start), (start, end)))
        parts += (around, '<span class="count">', inside, "</span>")
        done = end
    return "".join((*parts, _with_wholes(text, done, len(text), runs)))


def with_numbers_whole(text: str) -> str:
    """Text in some language as HTML, each telephone number in such a `<span>`.

    In a line that says how to reach somebody every number of several groups is one.
    """
    if not DIGIT.search(text):
        return escape(text)
    runs = [each.span() for each in _GROUPS.finditer(text) if sum(map(str.isdigit, each[0])) >= 6]
    return _with_wholes(text, 0, len(text), runs)


def _with_wholes(text: str, first: int, last: int, runs: Sequence[tuple[int, int]]) -> str:
    """A part of the text, the runs in it each in an element."""
    if not runs:
        return escape(text[first:last])
    parts: list[str] = []
    done = first
    for start, end in runs:
        if first <= start and end <= last:
            whole = escape(text[start:end])
            parts += (escape(text[done:start]), f'<span class="whole">{whole}</span>')
            done = end
    return "".join((*parts, escape(text[done:last])))
