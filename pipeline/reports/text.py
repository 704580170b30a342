"""Findings as text for people: by file, every finding with what to do about it.

Knows nothing of terminals: `paint` is given by who does (`console.painter`).
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from pipeline.model import Finding
from pipeline.reports.summary import LACKING, NO_CATALOG, sentence, summarize
from pipeline.reports.terminal import visible

Paint = Callable[[str, str], str]  # (text, role) → text; roles: see `console.STYLES`

CONTEXT_CHARACTERS = 45  # of the sentence, shown on either side of the marked place
EXCERPT_CHARACTERS = 100
SHOWN = 3  # of what is lacking in a file, where the report is not of that file alone
ELLIPSIS = "…"


def plain(text: str, _role: str) -> str:
    """The text as it is: a Paint without colours."""
    return text


def render(findings: Iterable[Finding], *, paint: Paint = plain) -> str:
    """The findings grouped by file, an empty line between files, the counts at the end.

    The catalogs that are not there come last, as one: a new article has none in any language.
    """
    every = tuple(findings)
    missing = [finding for finding in every if finding.id == NO_CATALOG]
    others = [finding for finding in every if finding.id != NO_CATALOG]
    is_alone = len({finding.path for finding in every}) == 1
    groups = [
        "\n".join(_group(tuple(group), paint, is_alone=is_alone))
        for _, group in itertools.groupby(others, key=lambda finding: finding.path)
    ]
    if missing:
        groups.append("\n".join(_missing(missing, paint)))
    summary = summarize(every)
    role = "error" if summary.errors else "good"
    return "\n\n".join([*groups, paint(sentence(summary), role)]) + "\n"


def _group(findings: tuple[Finding, ...], paint: Paint, *, is_alone: bool) -> Iterator[str]:
    """The lines of one file's findings; what there is many of is counted from the fourth on."""
    counts = Counter(each.id for each in findings if each.id in LACKING and not is_alone)
    seen: Counter[str] = Counter()
    for finding in findings:
        more = counts[finding.id] - SHOWN
        seen[finding.id] += more > 1
        if seen[finding.id] <= SHOWN:
            yield from _lines(finding, paint)
        elif seen[finding.id] == SHOWN + 1:
            yield f"{_head(finding, paint)} here and below, {more} more of the kind"


def _missing(findings: list[Finding], paint: Paint) -> Iterator[str]:
    """The lines about catalogs that are not there: the first is named, the others are counted."""
    first, more = findings[0], len(findings) - 1
    if more:
        others = "one more is" if more == 1 else f"{more} more are"
        first = replace(first, message=f"{first.message}; {others} missing")
    yield from _lines(first, paint)


def _head(finding: Finding, paint: Paint) -> str:
    column = f":{finding.column}" if finding.column else ""
    place = paint(f"{_one_line(finding.path)}:{finding.line}{column}:", "place")
    return f"{place} {paint(f'{finding.severity} {finding.id}:', finding.severity)}"


def _lines(finding: Finding, paint: Paint) -> Iterator[str]:
    yield f"{_head(finding, paint)} {_one_line(finding.message)}"
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
    shown = _one_line(before) + paint(_one_line(text[start:end]), "mark") + _one_line(after)
    return shown.replace("##[", "## [")  # of parts that hold none: see `terminal`


def _one_line(text: str) -> str:
    return visible(text.replace("\r", " ").replace("\n", " "))
