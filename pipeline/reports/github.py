"""Findings as GitHub workflow commands: annotations beside the changed lines of a pull request.

Source of the escapes: actions/toolkit, packages/core/src/command.ts.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model import Finding, Severity
from pipeline.reports.summary import LACKING
from pipeline.reports.terminal import visible

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(findings: Iterable[Finding]) -> str:
    """One command a finding, on a line of its own; what is only lacking comes last.

    GitHub shows the first ten errors of a step.
    """
    by_weight = sorted(findings, key=lambda finding: finding.id in LACKING)
    return "".join(f"{_command(finding)}\n" for finding in by_weight)


def _command(finding: Finding) -> str:
    properties = {
        "file": finding.path,
        "line": str(finding.line),
        "col": str(finding.column) if finding.column else "",
        "title": finding.id,
    }
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    text = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
    return f"::{COMMANDS[finding.severity]} {listed}::{_data(text)}"


def _data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
