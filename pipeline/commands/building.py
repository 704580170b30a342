"""build."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys

from pipeline import places
from pipeline.commands.command import (
    Command,
    add_cluster,
    add_dry_run,
    add_jobs,
    add_selection,
    epoch,
    folder,
    latest_day,
    now,
    open_project,
    say,
    tell_failures,
)
from pipeline.reports import terminal
from pipeline.stages import standing

TYPE_CHECKING = False  # what makes leaflets is loaded when there is something to make
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from pipeline.model import Finding
    from pipeline.stages.build_request import BuildRequest
    from pipeline.stages.build_result import BuildResult
    from pipeline.stages.building import Progress
    from pipeline.stages.project import Failure, Project
    from pipeline.stages.updating import Update

NAMED = 4  # tasks that failed for the same reason, before the others are only counted


def _updated(project: Project, options: argparse.Namespace) -> Sequence[Failure]:
    """Bring the catalogs up to date; what failed does not keep the others from being built."""
    from pipeline.stages import updating

    changes = updating.update(
        project,
        now=now(),
        locales=tuple(options.locale),
        articles=tuple(options.article),
        dry_run=options.dry_run,
        tell=say,
    )
    return changes.failures


def _goes_along(project: Project, request: BuildRequest) -> bool:
    """Whether an update is better made together with the build: where all has to be looked at.

    Not where what was updated is checked, told or sent to other machines before anything is built.
    """
    if request.release or request.dry_run or request.cluster:
        return False
    return standing.read(str(project.root), request.kind) is None


def _update(project: Project, options: argparse.Namespace) -> AbstractContextManager[Update]:
    """An update to be made along with the build."""
    from pipeline.stages import updating

    return updating.begun(project, now=now(), locales=tuple(options.locale), tell=say)


def once(*groups: Sequence[Failure]) -> tuple[Failure, ...]:
    """All failures, each told once, with all whom it befell.

    A picture that is missing stops an article in every language and format, an article that can't
    be read every stage.
    """
    told: dict[str, dict[str, Failure]] = {}  # by what is said, then by task
    for group in groups:
        for each in group:
            told.setdefault(str(each.error), {}).setdefault(each.task, each)
    return tuple(
        next(iter(same.values()))._replace(task=_together(tuple(same))) for same in told.values()
    )


def _together(tasks: Sequence[str]) -> str:
    """Who failed: "knee in en (html), knee in en (pdf) and 14 more"."""
    shown, more = tasks[:NAMED], len(tasks) - NAMED
    return f"{', '.join(shown)} and {more} more" if more > 0 else ", ".join(shown)


def _release_findings(project: Project, options: argparse.Namespace) -> Sequence[Finding]:
    """What must not be released; only a release asks for it."""
    if not options.release:
        return ()
    from pipeline.stages import checking  # 60 ms that a draft need not pay

    executor = checking.who_checks(jobs=options.jobs, cluster=options.cluster)
    return checking.check_project(project, latest=latest_day(), executor=executor).findings


def progress_on_stderr() -> AbstractContextManager[Progress]:
    """Progress for a terminal; nothing where stderr is none."""
    if not sys.stderr.isatty():
        return contextlib.nullcontext(lambda done, total, label: None)
    from pipeline.reports import console

    return console.progress(sys.stderr, os.environ)


def closing_table(project: Project, result: BuildResult, findings: Sequence[Finding] | None) -> str:
    """The table that ends a build; without `findings` it says that nothing was checked."""
    from pipeline.reports import table
    from pipeline.stages import build_result

    return table.closing_table(
        build_result.rows(project, result, findings),
        colours=terminal.has_colours(sys.stdout, os.environ),
    )


def tell_planned(project: Project, result: BuildResult) -> None:
    """List what a dry run would have made."""
    from pipeline.stages.build_result import shown

    for address in result.planned:
        print(f"would write {shown(project, address)}")


def build_arguments(parser: argparse.ArgumentParser) -> None:
    """Of `leaflets build`."""
    add_selection(parser)
    parser.add_argument(
        "--format",
        action="append",
        metavar="html,pdf",
        help="html, pdf, epub, txt, docx, md (default: leaflets.toml)",
    )
    parser.add_argument(
        "--layout",
        action="append",
        metavar="leaflet,trifold",
        help="layouts of the PDF: leaflet, trifold, large-print (default: leaflets.toml)",
    )
    parser.add_argument(
        "--out",
        type=_output,
        metavar="DIR",
        help="default: dist/; or shared storage: s3://bucket/leaflets (docs/cluster.md)",
    )
    add_jobs(parser)
    add_cluster(parser)
    parser.add_argument(
        "--update", action="store_true", help="bring templates and catalogs up to date first"
    )
    parser.add_argument(
        "--release", action="store_true", help="refuse leaflets that are not complete"
    )
    add_dry_run(parser)


def _output(text: str) -> Path | str:
    """A folder, or an address."""
    return text if "://" in text else folder(text)


def build(options: argparse.Namespace) -> int:
    """Run `leaflets build`."""
    view = None
    may_be_current = not (options.update or options.release or options.dry_run)
    if may_be_current and (root := _root(options)):
        view = standing.View(root, _kind(options))
        told = standing.told_before(view, terminal=_terminal())
        if told is not None:
            print(told, end="")
            return 0
    return _build(options, view)


def _build(options: argparse.Namespace, view: standing.View | None) -> int:
    """Make what is not current."""
    from pipeline.stages import building

    project = open_project(options)
    request = _request(options)
    goes_along = options.update and _goes_along(project, request)
    not_updated = _updated(project, options) if options.update and not goes_along else ()
    table = ""

    def told(result: BuildResult) -> tuple[str, str]:
        nonlocal table
        table = closing_table(project, result, None)
        return _terminal(), table

    update = _update(project, options) if goes_along else contextlib.nullcontext()
    with update as along, progress_on_stderr() as progress:
        result = building.build(
            project,
            request,
            findings=_release_findings(project, options),
            progress=progress,
            view=view,
            told=told,
            updated=along.articles if along else None,
        )
    if along:
        not_updated = along.changes.failures
    failures = once(not_updated, result.failures)
    tell_failures(failures)
    for remark in result.remarks:
        say(remark)
    tell_planned(project, result)
    print(table, end="")
    return 1 if failures else 0


def _request(options: argparse.Namespace) -> BuildRequest:
    from pipeline.stages.build_request import BuildRequest

    return BuildRequest(
        locales=tuple(options.locale),
        articles=tuple(options.article),
        formats=_parts(options.format),
        layouts=_parts(options.layout),
        out=options.out,
        release=options.release,
        dry_run=options.dry_run,
        epoch=epoch(),
        jobs=options.jobs,
        cluster=options.cluster,
    )


def _parts(given: Sequence[str] | None) -> tuple[str, ...]:
    """What is named with commas between, or by the same option again."""
    parts = [part for each in given or () for part in each.split(",")]
    return tuple(dict.fromkeys(filter(None, parts)))


# ---- what tells whether there is anything to do
def _root(options: argparse.Namespace) -> str | None:
    """The project's folder; None where there is none, for `open_project` to tell."""
    if options.root is None:
        return places.find_root(os.getcwd())
    root = os.path.realpath(options.root)
    return root if os.path.isfile(os.path.join(root, places.SETTINGS_FILE)) else None


def _kind(options: argparse.Namespace) -> str:
    formats, layouts = _parts(options.format), _parts(options.layout)
    return standing.kind(options.locale, options.article, formats, layouts, options.out, epoch())


def _terminal() -> str:
    return "colours" if terminal.has_colours(sys.stdout, os.environ) else "plain"


COMMANDS: Mapping[str, Command] = {"build": Command(build_arguments, build)}
