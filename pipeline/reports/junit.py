"""Findings as JUnit XML, for CI servers that show test results.

One test suite a file, one failed test case a finding; notes pass, their text as output.
"""

from __future__ import annotations

import itertools
import xml.etree.ElementTree as ET
from collections.abc import Iterable

from pipeline.model import Finding, Severity
from pipeline.reports.terminal import visible


def render(findings: Iterable[Finding]) -> str:
    """The test suites; one passed test case where there are no findings."""
    every = tuple(findings)
    root = ET.Element("testsuites", {"name": "leaflets check", **_counts(every)})
    for path, group in itertools.groupby(every, key=lambda finding: finding.path):
        here = tuple(group)
        suite = ET.SubElement(root, "testsuite", {"name": _clean(path), **_counts(here)})
        for finding in here:
            _case(suite, finding)
    if not every:
        suite = ET.SubElement(root, "testsuite", name="leaflets check", tests="1", failures="0")
        ET.SubElement(suite, "testcase", classname="leaflets", name="no findings")
        root.set("tests", "1")
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=False) + "\n"


def _counts(findings: tuple[Finding, ...]) -> dict[str, str]:
    failures = sum(finding.severity is not Severity.INFO for finding in findings)
    return {"tests": str(len(findings)), "failures": str(failures)}


def _case(suite: ET.Element, finding: Finding) -> None:
    place = f"{finding.path}:{finding.line}"
    case = ET.SubElement(
        suite,
        "testcase",
        classname=finding.id,
        name=_clean(f"{place}: {finding.message}"),
        file=_clean(finding.path),
        line=str(finding.line),
    )
    detail = "\n".join(
        part
        for part in (
            f"{place}: {finding.severity} {finding.id}: {finding.message}",
            f"source: {finding.msgid}" if finding.msgid else "",
            f"target: {finding.msgstr}" if finding.msgstr else "",
            f"hint: {finding.hint}" if finding.hint else "",
        )
        if part
    )
    if finding.severity is Severity.INFO:
        ET.SubElement(case, "system-out").text = _clean(detail)
        return
    failure = ET.SubElement(
        case, "failure", type=finding.severity.value, message=_clean(finding.message)
    )
    failure.text = _clean(detail)


def _clean(text: str) -> str:
    """The text with what XML 1.0 §2.2 can't hold, and more, written as its code point."""
    return visible(text)
