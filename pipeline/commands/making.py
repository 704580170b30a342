"""make."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from types import MappingProxyType

from pipeline.commands.building import (
    closing_table,
    once,
    progress_on_stderr,
    tell_planned,
)
from pipeline.commands.checking import rendered
from pipeline.commands.command import (
    Command,
    add_dry_run,
    epoch,
    latest_day,
    now,
    open_project,
    say,
    tell_failures,
)
from pipeline.stages import building, checking, updating
from pipeline.stages.build_request import BuildRequest


def make_arguments(parser: argparse.ArgumentParser) -> None:
    """Of `leaflets make`."""
    add_dry_run(parser)


def make(options: argparse.Namespace) -> int:
    """Everything in one process, so that every article is parsed once."""
    project = open_project(options)
    changes = updating.update(project, now=now(), dry_run=options.dry_run, tell=say)
    for path in changes.written:
        say(f"{'would write' if options.dry_run else 'wrote'} {path}")
    checked = checking.check_project(project, latest=latest_day())
    request = BuildRequest(dry_run=options.dry_run, epoch=epoch())
    with progress_on_stderr() as progress:
        result = building.build(project, request, findings=checked.findings, progress=progress)
    if checked.findings:
        print(rendered(checked.findings, "text"))
    failures = once(changes.failures, result.failures)
    tell_failures(failures)
    for remark in result.remarks:
        say(remark)
    tell_planned(project, result)
    if not options.dry_run:
        print(closing_table(project, result, checked.findings), end="")
    if checked.has_errors:
        say("The leaflets above are drafts: mend the errors before a patient reads them.")
    return 1 if failures or checked.has_errors else 0


COMMANDS: Mapping[str, Command] = MappingProxyType({"make": Command(make_arguments, make)})
