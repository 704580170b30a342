"""Findings counted: by severity, by id, by language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model import Finding, Severity

# What is not there yet: of this a new catalog has so much that it would hide what is wrong.
NO_CATALOG = "catalog-missing"
LACKING = frozenset({"untranslated", NO_CATALOG})


@dataclass(frozen=True, slots=True)
class Summary:
    """How many findings there are. Every severity has a count; ids and languages are sorted."""

    by_severity: dict[str, int]
    by_id: dict[str, int]
    by_locale: dict[str, dict[str, int]]  # language tag → counts by severity; not the source's

    @property
    def errors(self) -> int:
        """The findings that keep a leaflet from patients."""
        return self.by_severity[Severity.ERROR]

    @property
    def total(self) -> int:
        """All findings."""
        return sum(self.by_severity.values())


def summarize(findings: Iterable[Finding]) -> Summary:
    """The counts over these findings."""
    every = tuple(findings)
    locales = sorted({finding.locale for finding in every if finding.locale})
    return Summary(
        by_severity=_severities(every),
        by_id=dict(sorted(Counter(finding.id for finding in every).items())),
        by_locale={
            tag: _severities(finding for finding in every if finding.locale == tag)
            for tag in locales
        },
    )


def _severities(findings: Iterable[Finding]) -> dict[str, int]:
    counted = Counter(finding.severity for finding in findings)
    return {severity.value: counted[severity] for severity in Severity}


def sentence(summary: Summary) -> str:
    """The counts in words: "2 errors, 1 warning"; "no findings" where there are none."""
    words = {"error": "errors", "warning": "warnings", "info": "notes"}
    singular = {"error": "error", "warning": "warning", "info": "note"}
    parts = [
        f"{count} {singular[name] if count == 1 else words[name]}"
        for name, count in summary.by_severity.items()
        if count
    ]
    return ", ".join(parts) or "no findings"
