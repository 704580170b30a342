"""Findings as JSON: the contract of `leaflets check --format json`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from pipeline.model import Finding
from pipeline.reports.summary import summarize
from pipeline.reports.terminal import visible_json

FIELDS = (
    "id", "severity", "path", "line", "column", "locale", "article",
    "msgctxt", "msgid", "msgstr", "message", "hint", "fix",
)  # fmt: skip


def render(findings: Iterable[Finding]) -> str:
    """`{"findings": [...], "summary": {...}}`: lines 1-based, spans 0-based code points, half-open.

    For a finding in the source, the span is in the line of the article.
    """
    every = tuple(findings)
    data = {"findings": [], "summary": asdict(summarize(every)) | {"total": len(every)}}
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    if not every:
        return text
    listed = ",\n".join(map(_finding, every))
    return visible_json(text.replace('"findings": []', f'"findings": [\n{listed}\n  ]', 1))


# An indent makes the encoder ten times slower, because it then does without its part in C.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",\n      ", ": "))


def _finding(finding: Finding) -> str:
    """The finding as it stands in the list, indented."""
    values = _ENCODER.encode({name: getattr(finding, name) for name in FIELDS})[1:-1]
    span = "null"
    if finding.span:
        span = f"[\n        {finding.span[0]},\n        {finding.span[1]}\n      ]"
    return f'    {{\n      {values},\n      "span": {span}\n    }}'
