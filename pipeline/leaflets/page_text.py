"""Words as they stand on a web page: escaped, and what must stay on one line in an element."""

from __future__ import annotations

from pipeline.language.unbroken import DIGIT, whole_runs
from pipeline.model import Language
from pipeline.source.tags import escape

__all__ = ["page_text"]


def page_text(text: str, language: Language) -> str:
    """Text as HTML, its amounts and telephone numbers each in a `<span class="whole">`."""
    runs = whole_runs(text, language) if DIGIT.search(text) else ()
    if not runs:  # nearly always
        return escape(text)
    parts: list[str] = []
    done = 0
    for start, end in runs:
        whole = escape(text[start:end])
        parts += (escape(text[done:start]), f'<span class="whole">{whole}</span>')
        done = end
    return "".join((*parts, escape(text[done:])))
