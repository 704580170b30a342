"""The formats of `leaflets check --format`: each is the module of that name beside this one.

A module is loaded when its format is asked for: SARIF needs all checks, colours need rich.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable

from pipeline.model import Finding

NAMES = ("text", "json", "sarif", "junit", "github", "html")


def render(findings: Iterable[Finding], name: str) -> str:
    """The findings, which are in the order of reports, in the format of this name."""
    if name not in NAMES:
        raise ValueError(f"no format '{name}'")
    rendered: str = importlib.import_module(f"pipeline.reports.{name}").render(findings)
    return rendered
