"""check, explain: what must not reach a patient, and why."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from pipeline import places
from pipeline.commands.command import (
    Command,
    add_cluster,
    add_jobs,
    add_locale,
    latest_day,
    open_project,
    say,
)
from pipeline.errors import UsageError, counted
from pipeline.model import Finding
from pipeline.reports import formats
from pipeline.stages import checking
from pipeline.stages.project import Project


def rendered(findings: Sequence[Finding], name: str, folder: Path | None = None) -> str:
    """The findings in the format of this name; colours where the terminal has them.

    `folder`: where their paths begin.
    """
    if name == "text" and sys.stdout.isatty():
        from pipeline.reports import console, terminal, text  # loads rich: 50 ms

        colours = terminal.has_colours(sys.stdout, os.environ)
        return text.render(findings, paint=console.painter(colours=colours))
    if folder is not None and name in formats.FOR_CHECKOUTS:
        findings = formats.from_checkout(findings, folder)
    return formats.render(findings, name)


def check_arguments(parser: argparse.ArgumentParser) -> None:
    """Of `leaflets check`."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="articles or PO files (default: everything)"
    )
    add_locale(parser)
    parser.add_argument(
        "--format", choices=formats.NAMES, default="text", help="on standard output"
    )
    parser.add_argument(
        "--report",
        action="append",
        default=[],
        metavar="FORMAT=FILE",
        help="write another report of the same run (repeatable): sarif=findings.sarif",
    )
    parser.add_argument(
        "--baseline", type=Path, metavar="FILE", help="report only what is not in this file"
    )
    parser.add_argument(
        "--write-baseline", action="store_true", help="put all that is found now into the baseline"
    )
    add_jobs(parser)
    add_cluster(parser)
    parser.add_argument(
        "--fix", action="store_true", help="mend in the catalogs what is certain for the language"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="with --fix: only show what would change"
    )


def check(options: argparse.Namespace) -> int:
    """Run `leaflets check`."""
    reports = _reports(options.report)
    paths = [Path(path) for path in options.paths]
    project = _project_of(options, paths)
    locales = tuple(options.locale)
    if options.fix:
        _fix(project, paths, locales, dry_run=options.dry_run)
    elif options.dry_run:
        raise UsageError("--dry-run goes with --fix", hint="check itself writes nothing")
    if paths:
        result = checking.check_paths(paths, project=project, locales=locales, latest=latest_day())
    else:
        assert project is not None
        executor = checking.who_checks(jobs=options.jobs, cluster=options.cluster)
        result = checking.check_project(
            project, locales=locales, latest=latest_day(), executor=executor
        )
    whole = not paths and not locales
    result = checking.against_baseline(
        result,
        checking.baseline_path(project, options.baseline),
        write=options.write_baseline,
        whole=whole,
    )
    folder = project.root if project is not None else Path.cwd()
    for name, path in reports:
        checking.write_report(path, rendered(result.findings, name, folder))
    print(rendered(result.findings, options.format, folder), end="")
    if options.write_baseline:
        say(f"{counted(result.known, 'finding')} written into the baseline")
    elif result.known:
        say(f"{result.known} more {'is' if result.known == 1 else 'are'} in the baseline")
    return 1 if result.has_errors else 0


def _project_of(options: argparse.Namespace, paths: Sequence[Path]) -> Project | None:
    """The project of --root; else the one that the paths lie in, from wherever it is asked.

    Else that of the current folder; None where there is none either: a PO file by itself.
    """
    if options.root is None and paths:
        found = sorted({root for root in map(_root_around, paths) if root is not None})
        if len(found) > 1:
            raise UsageError(
                f"the paths lie in several projects: {', '.join(found)}",
                hint="check one project at a time",
            )
        if found:
            return Project.open(Path(found[0]))
        if places.find_root(os.curdir) is None:
            return None
    return open_project(options)


def _root_around(path: Path) -> str | None:
    """The project that the path lies in as it was typed, else where its links lead to."""
    for folder in Path(os.path.abspath(path / "in")).parents:
        if (folder / places.SETTINGS_FILE).is_file():
            return os.path.realpath(folder)
    return places.find_root(str(path))


def _reports(wanted: Sequence[str]) -> tuple[tuple[str, Path], ...]:
    """The formats and files of --report; UsageError before anything is checked."""
    found = []
    for each in wanted:
        name, equals, path = each.partition("=")
        if name not in formats.NAMES or not equals or not path:
            raise UsageError(
                f"--report {each}: not FORMAT=FILE",
                hint=f"FORMAT is one of {', '.join(formats.NAMES)}",
            )
        found.append((name, Path(path)))
    return tuple(found)


def _fix(
    project: Project | None,
    paths: Sequence[Path],
    locales: tuple[str, ...],
    *,
    dry_run: bool,
) -> None:
    from pipeline.stages import fixing

    result = fixing.fix(project, paths, locales=locales, dry_run=dry_run)
    if dry_run:
        print("".join(result.diffs), end="")
    for path in result.written:
        say(f"{'would mend' if dry_run else 'mended'} {path}")
    say(f"{result.settled} mended" if not dry_run else f"{result.settled} would be mended")


def explain_arguments(parser: argparse.ArgumentParser) -> None:
    """Of `leaflets explain`."""
    parser.add_argument("check", nargs="?", metavar="CHECK-ID", help="default: list all checks")


def explain(options: argparse.Namespace) -> int:
    """Run `leaflets explain`."""
    from pipeline.checks import documentation

    print(documentation.explain(options.check) if options.check else documentation.listed(), end="")
    return 0


COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "check": Command(check_arguments, check),
        "explain": Command(explain_arguments, explain),
    }
)
