"""build, make."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import MappingProxyType

from pipeline.commands.checking import rendered
from pipeline.commands.command import (
    Command,
    add_selection,
    epoch,
    now,
    open_project,
    say,
    tell_failures,
)
from pipeline.model import Finding
from pipeline.reports import console
from pipeline.stages import building, checking, updating
from pipeline.stages.building import BuildResult, Progress
from pipeline.stages.project import Failure, Project


def _updated(project: Project, options: argparse.Namespace) -> Sequence[Failure]:
    """Bring the catalogs up to date; what failed does not keep the others from being built."""
    changes = updating.update(
        project,
        now=now(),
        locales=tuple(options.locale),
        articles=tuple(options.article),
        tell=say,
    )
    return changes.failures


def _once(*groups: Sequence[Failure]) -> tuple[Failure, ...]:
    """All failures, each told once: an article that can't be read fails in every stage."""
    return tuple(
        {(each.task, str(each.error)): each for group in groups for each in group}.values()
    )


def _release_findings(project: Project, options: argparse.Namespace) -> Sequence[Finding]:
    """What must not be released; only a release asks for it."""
    if not options.release:
        return ()
    return checking.check_project(project).findings


def _progress() -> AbstractContextManager[Progress]:
    return console.progress(sys.stderr, os.environ)


def _closing_table(
    project: Project, result: BuildResult, findings: Sequence[Finding] | None
) -> str:
    return console.closing_table(
        building.rows(project, result, findings),
        width=shutil.get_terminal_size((100, 24)).columns,
        colours=console.has_colours(sys.stdout, os.environ),
    )


def build_arguments(parser: argparse.ArgumentParser) -> None:
    """Of `leaflets build`."""
    add_selection(parser)
    parser.add_argument("--format", metavar="html,pdf", help="formats (default: leaflets.toml)")
    parser.add_argument("--out", type=Path, metavar="DIR", help="default: dist/")
    parser.add_argument(
        "--update", action="store_true", help="bring templates and catalogs up to date first"
    )
    parser.add_argument(
        "--release", action="store_true", help="refuse leaflets that are not complete"
    )


def build(options: argparse.Namespace) -> int:
    """Run `leaflets build`."""
    project = open_project(options)
    not_updated = _updated(project, options) if options.update else ()
    request = building.BuildRequest(
        locales=tuple(options.locale),
        articles=tuple(options.article),
        formats=tuple(filter(None, (options.format or "").split(","))),
        out=options.out,
        release=options.release,
        epoch=epoch(),
    )
    with _progress() as progress:
        result = building.build(
            project, request, findings=_release_findings(project, options), progress=progress
        )
    failures = _once(not_updated, result.failures)
    tell_failures(failures)
    print(_closing_table(project, result, None), end="")
    return 1 if failures else 0


def make_arguments(parser: argparse.ArgumentParser) -> None:
    """Of `leaflets make`."""
    del parser  # it has none


def make(options: argparse.Namespace) -> int:
    """Everything in one process, so that every article is parsed once."""
    project = open_project(options)
    changes = updating.update(project, now=now(), tell=say)
    for path in changes.written:
        say(f"wrote {path}")
    checked = checking.check_project(project)
    request = building.BuildRequest(epoch=epoch())
    with _progress() as progress:
        result = building.build(project, request, findings=checked.findings, progress=progress)
    if checked.findings:
        print(rendered(checked.findings, "text"))
    failures = _once(changes.failures, result.failures)
    tell_failures(failures)
    print(_closing_table(project, result, checked.findings), end="")
    if checked.has_errors:
        say("The leaflets above are drafts: mend the errors before a patient reads them.")
    return 1 if failures or checked.has_errors else 0


COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "build": Command(build_arguments, build),
        "make": Command(make_arguments, make),
    }
)
