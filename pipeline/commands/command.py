"""What a command is, and what all of them share: the project, the time, and telling people.

Results go to stdout, everything else to stderr.
"""

from __future__ import annotations

import argparse
import os
import sys

from pipeline.errors import UsageError
from pipeline.reports.terminal import visible

TYPE_CHECKING = False  # typing itself costs 3 ms: a build with nothing to do should pay for little
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from pipeline.stages.cataloguing import Changes
    from pipeline.stages.project import Failure, Project

_LAST_SECOND = 253_402_300_799  # 9999-12-31T23:59:59Z: no later date can be written


class Command:
    """One command: how its arguments are declared, and what runs; the result is the exit code."""

    def __init__(
        self,
        arguments: Callable[[argparse.ArgumentParser], None],
        run: Callable[[argparse.Namespace], int],
    ) -> None:
        self.arguments = arguments
        self.run = run


def folder(text: str) -> Any:
    """A path that an argument names, as `type` of argparse."""
    from pathlib import Path

    return Path(text)


# ---- arguments that several commands have
def add_selection(parser: argparse.ArgumentParser) -> None:
    """--locale and --article."""
    add_locale(parser)
    parser.add_argument(
        "--article", action="append", default=[], metavar="S", help="only this article (repeatable)"
    )


def add_locale(parser: argparse.ArgumentParser) -> None:
    """--locale, once for each language that the command is limited to."""
    parser.add_argument(
        "--locale", action="append", default=[], metavar="L", help="only this language (repeatable)"
    )


def add_dry_run(parser: argparse.ArgumentParser) -> None:
    """--dry-run, which every command that writes has."""
    parser.add_argument("--dry-run", action="store_true", help="say what would be written")


def add_jobs(parser: argparse.ArgumentParser) -> None:
    """--jobs, which every command that can use several processes has."""
    parser.add_argument(
        "--jobs", type=_jobs, metavar="N", help="processes at most (default: as many as pay)"
    )


def add_cluster(parser: argparse.ArgumentParser) -> None:
    """--cluster, of what other machines can do."""
    parser.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="on the workers of a Dask scheduler: tcp://scheduler:8786 (docs/cluster.md)",
    )


def _jobs(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of processes: 1 or more")
    return int(text)


def add_root(parser: argparse.ArgumentParser) -> None:
    """--root after a sub-command as well as before it."""
    parser.add_argument("--root", type=folder, metavar="DIR", default=argparse.SUPPRESS)


# ---- where and when
def open_project(options: argparse.Namespace) -> Project:
    """The project that --root names, or the one that the current folder belongs to."""
    from pipeline.stages.project import Project

    return Project.open(options.root)


def now() -> str:
    """The time for POT-Creation-Date; SOURCE_DATE_EPOCH is honoured."""
    from datetime import UTC, datetime

    seconds = epoch()
    moment = datetime.now(UTC) if seconds is None else datetime.fromtimestamp(seconds, UTC)
    return moment.strftime("%Y-%m-%d %H:%M+0000")


def latest_day() -> str:
    """The latest day that any place on earth has now, in ISO 8601: whatever the time zone."""
    from datetime import UTC, datetime, timedelta

    return (datetime.now(UTC) + timedelta(hours=14)).date().isoformat()


def epoch() -> int | None:
    """SOURCE_DATE_EPOCH, see https://reproducible-builds.org/specs/source-date-epoch/."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or float(text) > _LAST_SECOND:
        raise UsageError(
            f"SOURCE_DATE_EPOCH is '{text}'", hint="set it to whole seconds since 1970, or unset it"
        )
    return int(text)


# ---- telling
def say(text: str) -> None:
    """Tell a person something that is no result."""
    print(visible(text), file=sys.stderr)


def tell_failures(failures: Sequence[Failure]) -> None:
    """Name every task that failed, and why."""
    for failure in failures:
        say(f"leaflets: {failure.task} failed: {failure.error}")


def tell_changes(changes: Changes, *, dry_run: bool) -> int:
    """List what was written; the exit code that follows."""
    for path in changes.written:
        print(f"{'would write' if dry_run else 'wrote'} {path}")
    tell_failures(changes.failures)
    say(f"{len(changes.written)} changed, {changes.unchanged} already up to date")
    return 1 if changes.failures else 0
