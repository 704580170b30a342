"""How what a check found is kept on record, and told between processes: as values of JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from pipeline.model import Finding, Severity

if TYPE_CHECKING:
    from pipeline.stages.judging import Judged

Facts = Mapping[str, Any]

_FIELDS = tuple(each.name for each in fields(Finding))


def facts_of(judged: Judged) -> Facts:
    """What one task found, and what others need of it."""
    return {
        "findings": [_as_json(finding) for finding in judged.findings],
        "used": [list(each) for each in judged.used],
        "pictures": [list(each) for each in judged.pictures],
        "links": [list(each) for each in judged.links],
        "ids": list(judged.ids),
        "title": list(judged.title),
        "reviewed": list(judged.reviewed),
        "broken": judged.broken,
        "marks": judged.marks,
        "strange": judged.strange,
    }


def findings_in(facts: Facts) -> list[Finding]:
    """The findings, as they were."""
    return [_from_json(each) for each in facts["findings"]]


def _as_json(finding: Finding) -> dict[str, Any]:
    values = ((name, getattr(finding, name)) for name in _FIELDS)
    return {name: value for name, value in values if value is not None}


def _from_json(values: Mapping[str, Any]) -> Finding:
    span = values.get("span")
    return Finding(
        **{
            **values,
            "severity": Severity(values["severity"]),
            "span": tuple(span) if span else None,
        }
    )
