"""The SARIF that we write is valid by the standard's own schema.

sarif-2.1.0.schema.json is the OASIS schema (2.1.0-rtm.5) as an MIT-licensed package ships it.
"""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema

from pipeline.checks.registry import CHECKS, NOTICES
from pipeline.model import Severity
from pipeline.reports import sarif
from tests.builders import make_finding

SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0.schema.json").read_text("utf-8"))


def test_log_without_findings_is_valid() -> None:
    jsonschema.validate(json.loads(sarif.render([])), SCHEMA)


def test_log_with_every_rule_and_severity_is_valid() -> None:
    findings = [
        make_finding(identifier, severity=severity, column=3, path="source/dolor de espalda.md")
        for identifier in (*CHECKS, *NOTICES, "removed-check")
        for severity in Severity
    ]
    jsonschema.validate(json.loads(sarif.render(findings)), SCHEMA)
