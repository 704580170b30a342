"""build."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import MappingProxyType

from pipeline.commands.command import (
    Command,
    add_dry_run,
    add_selection,
    epoch,
    now,
    open_project,
    say,
    tell_failures,
)
from pipeline.model import Finding
from pipeline.reports import console
from pipeline.settings import FORMATS
from pipeline.stages import building, updating
from pipeline.stages.building import BuildResult, Progress
from pipeline.stages.project import Failure, Project


def _updated(project: Project, options: argparse.Namespace) -> Sequence[Failure]:
    """Bring the catalogs up to date; what failed does not keep the others from being built."""
    changes = updating.update(
        project,
        now=now(),
        locales=tuple(options.locale),
        articles=tuple(options.article),
        dry_run=options.dry_run,
        tell=say,
    )
    return changes.failures


def once(*groups: Sequence[Failure]) -> tuple[Failure, ...]:
    """All failures, each told once: an article that can't be read fails in every stage."""
    told: dict[str, Failure] = {}
    for group in groups:
        for each in group:
            told.setdefault(str(each.error), each)
    return tuple(told.values())


def _release_findings(project: Project, options: argparse.Namespace) -> Sequence[Finding]:
    """What must not be released; only a release asks for it."""
    if not options.release:
        return ()
    from pipeline.stages import checking  # 60 ms that a draft need not pay

    return checking.check_project(project).findings


def progress_on_stderr() -> AbstractContextManager[Progress]:
    """Progress for a terminal; nothing where stderr is none."""
    return console.progress(sys.stderr, os.environ)


def closing_table(project: Project, result: BuildResult, findings: Sequence[Finding] | None) -> str:
    """The table that ends a build; without `findings` it says that nothing was checked."""
    return console.closing_table(
        building.rows(project, result, findings),
        width=shutil.get_terminal_size((100, 24)).columns,
        colours=console.has_colours(sys.stdout, os.environ),
    )


def tell_planned(project: Project, result: BuildResult) -> None:
    """List what a dry run would have made."""
    for path in result.planned:
        print(f"would write {project.relative(path)}")


def build_arguments(parser: argparse.ArgumentParser) -> None:
    """Of `leaflets build`."""
    add_selection(parser)
    parser.add_argument(
        "--format",
        metavar="html,pdf",
        help=f"{', '.join(FORMATS)} (default: leaflets.toml)",
    )
    parser.add_argument(
        "--layout",
        metavar="leaflet,trifold",
        help="layouts of the PDF: leaflet, trifold, large-print (default: leaflets.toml)",
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="default: dist/")
    parser.add_argument(
        "--update", action="store_true", help="bring templates and catalogs up to date first"
    )
    parser.add_argument(
        "--release", action="store_true", help="refuse leaflets that are not complete"
    )
    add_dry_run(parser)


def build(options: argparse.Namespace) -> int:
    """Run `leaflets build`."""
    project = open_project(options)
    not_updated = _updated(project, options) if options.update else ()
    request = building.BuildRequest(
        locales=tuple(options.locale),
        articles=tuple(options.article),
        formats=tuple(filter(None, (options.format or "").split(","))),
        layouts=tuple(filter(None, (options.layout or "").split(","))),
        out=options.out,
        release=options.release,
        dry_run=options.dry_run,
        epoch=epoch(),
    )
    with progress_on_stderr() as progress:
        result = building.build(
            project, request, findings=_release_findings(project, options), progress=progress
        )
    failures = once(not_updated, result.failures)
    tell_failures(failures)
    for remark in result.remarks:
        say(remark)
    tell_planned(project, result)
    if not options.dry_run:
        print(closing_table(project, result, None), end="")
    return 1 if failures else 0


COMMANDS: Mapping[str, Command] = MappingProxyType({"build": Command(build_arguments, build)})
