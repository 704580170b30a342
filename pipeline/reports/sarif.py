"""Findings as SARIF 2.1.0, for code-scanning services and editors.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import quote

from pipeline import __version__
from pipeline.checks.baseline import fingerprint
from pipeline.checks.registry import CHECKS, NOTICES
from pipeline.model import Finding, Severity
from pipeline.reports.terminal import visible_json

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(findings: Iterable[Finding]) -> str:
    """One run of one tool; columns count code points, as ours do."""
    every = tuple(findings)
    ids = sorted({finding.id for finding in every})
    run = {
        "tool": {
            "driver": {
                "name": "leaflets",
                "version": __version__,
                "rules": [_rule(identifier) for identifier in ids],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, ids.index(finding.id)) for finding in every],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return visible_json(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _rule(identifier: str) -> dict[str, object]:
    known = CHECKS.get(identifier) or NOTICES.get(identifier)
    if known is None:
        return {"id": identifier}
    short, _, more = known.documentation.partition("\n\n")
    return {
        "id": identifier,
        "shortDescription": {"text": " ".join(short.split())},
        "fullDescription": {"text": " ".join((more or short).split())},
        "defaultConfiguration": {"level": LEVELS[known.severity]},
    }


def _result(finding: Finding, rule: int) -> dict[str, object]:
    text = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
    region = {"startLine": finding.line}
    if finding.column:
        region["startColumn"] = finding.column
    return {
        "ruleId": finding.id,
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(finding.path)},
                    "region": region,
                }
            }
        ],
        "properties": _properties(finding),
        "partialFingerprints": {"finding/v1": fingerprint(finding)},
    }


def _properties(finding: Finding) -> dict[str, object]:
    """What the format has no place for: the unit, and where in the translation the mistake is."""
    values: dict[str, object] = {
        name: value
        for name in ("locale", "article", "msgctxt", "msgid", "msgstr", "fix")
        if (value := getattr(finding, name)) is not None
    }
    return values | ({"span": list(finding.span)} if finding.span else {})
