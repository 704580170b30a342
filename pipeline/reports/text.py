"""Findings as text for people: by file, every finding with what to do about it.

Knows nothing of terminals: `paint` is given by who does (`console.painter`).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator

from pipeline.model import Finding
from pipeline.reports.summary import sentence, summarize

Paint = Callable[[str, str], str]  # (text, role) → text; roles: see `console.STYLES`

CONTEXT_CHARACTERS = 45  # of the sentence, shown on either side of the marked place
EXCERPT_CHARACTERS = 100
ELLIPSIS = "…"


def plain(text: str, _role: str) -> str:
    """The text as it is: a Paint without colours."""
    return text


def render(findings: Iterable[Finding], *, paint: Paint = plain) -> str:
    """The findings grouped by file, an empty line between files, the counts at the end."""
    every = tuple(findings)
    groups = [
        "\n".join(line for finding in group for line in _lines(finding, paint))
        for _, group in itertools.groupby(every, key=lambda finding: finding.path)
    ]
    summary = summarize(every)
    role = "error" if summary.errors else "good"
    return "\n\n".join([*groups, paint(sentence(summary), role)]) + "\n"


def _lines(finding: Finding, paint: Paint) -> Iterator[str]:
    column = f":{finding.column}" if finding.column else ""
    place = paint(f"{finding.path}:{finding.line}{column}:", "place")
    kind = paint(f"{finding.severity} {finding.id}:", finding.severity)
    yield f"{place} {kind} {_one_line(finding.message)}"
    if finding.msgid and finding.msgstr:
        yield f"  source: {_excerpt(finding.msgid, None, paint)}"
        yield f"  target: {_excerpt(finding.msgstr, finding.span, paint)}"
    if finding.hint:
        yield f"  {paint('hint:', 'hint')} {_one_line(finding.hint)}"


def _excerpt(text: str, span: tuple[int, int] | None, paint: Paint) -> str:
    """The text on one line, shortened around the marked place, which is painted."""
    if span is None:
        flat = _one_line(text)
        is_short = len(flat) <= EXCERPT_CHARACTERS
        return flat if is_short else flat[: EXCERPT_CHARACTERS - 1] + ELLIPSIS
    start, end = span
    before, after = text[:start], text[end:]
    if len(before) > CONTEXT_CHARACTERS:
        kept = before[-CONTEXT_CHARACTERS:]
        before = ELLIPSIS + (kept.partition(" ")[2] or kept)
    if len(after) > CONTEXT_CHARACTERS:
        kept = after[:CONTEXT_CHARACTERS]
        after = (kept.rpartition(" ")[0] or kept) + ELLIPSIS
    return _one_line(before) + paint(_one_line(text[start:end]), "mark") + _one_line(after)


def _one_line(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ")
