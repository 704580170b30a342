"""Findings as JSON: the contract of `leaflets check --format json`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from pipeline.model import Finding
from pipeline.reports.summary import summarize

FIELDS = (
    "id", "severity", "path", "line", "column", "locale", "article",
    "msgctxt", "msgid", "msgstr", "message", "hint", "fix",
)  # fmt: skip


def render(findings: Iterable[Finding]) -> str:
    """`{"findings": [...], "summary": {...}}`: lines 1-based, spans 0-based code points, half-open.

    For a finding in the source, the span is in the line of the article.
    """
    every = tuple(findings)
    data = {
        "findings": [_finding(finding) for finding in every],
        "summary": asdict(summarize(every)) | {"total": len(every)},
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding) -> dict[str, object]:
    values: dict[str, object] = {name: getattr(finding, name) for name in FIELDS}
    return values | {"span": list(finding.span) if finding.span else None}
