"""The formats of `leaflets check --format`: each is the module of that name beside this one.

A module is loaded when its format is asked for: SARIF needs all checks, colours need rich.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pipeline.model import Finding

NAMES = ("text", "json", "sarif", "junit", "github", "html")
FOR_CHECKOUTS = ("sarif", "junit", "github")  # their readers look for files from its top


def render(findings: Iterable[Finding], name: str) -> str:
    """The findings, which are in the order of reports, in the format of this name."""
    if name not in NAMES:
        raise ValueError(f"no format '{name}'")
    rendered: str = importlib.import_module(f"pipeline.reports.{name}").render(findings)
    return rendered


def from_checkout(findings: Iterable[Finding], folder: Path) -> tuple[Finding, ...]:
    """The findings of `folder` with paths from the top of the git checkout that it lies in.

    As they are where there is none; a path that leads elsewhere stays absolute.
    """
    every = tuple(findings)
    tops = (above for above in (folder, *folder.parents) if (above / ".git").exists())
    inside = folder.relative_to(next(tops, folder)).as_posix()
    if inside == ".":
        return every
    return tuple(
        each if os.path.isabs(each.path) else replace(each, path=f"{inside}/{each.path}")
        for each in every
    )
