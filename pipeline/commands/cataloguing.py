"""extract, update, format, status."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pipeline.commands.command import (
    Command,
    add_dry_run,
    add_selection,
    now,
    open_project,
    say,
    tell_changes,
    tell_failures,
)
from pipeline.reports import coverage
from pipeline.stages import cataloguing, updating


def extract_arguments(parser: argparse.ArgumentParser) -> None:
    """Of `leaflets extract`."""
    add_dry_run(parser)


def extract(options: argparse.Namespace) -> int:
    """Run `leaflets extract`."""
    changes = cataloguing.extract(open_project(options), now=now(), dry_run=options.dry_run)
    return tell_changes(changes, dry_run=options.dry_run)


def update_arguments(parser: argparse.ArgumentParser) -> None:
    """Of `leaflets update`."""
    add_selection(parser)
    parser.add_argument(
        "--source-fix",
        action="store_true",
        help="the edits only mend typos: keep the translations (a changed number is refused)",
    )
    add_dry_run(parser)


def update(options: argparse.Namespace) -> int:
    """Run `leaflets update`."""
    changes = updating.update(
        open_project(options),
        now=now(),
        locales=tuple(options.locale),
        articles=tuple(options.article),
        source_fix=options.source_fix,
        dry_run=options.dry_run,
        tell=print,
        warn=say,
    )
    return tell_changes(changes, dry_run=options.dry_run)


def formatting_arguments(parser: argparse.ArgumentParser) -> None:
    """Of `leaflets format`."""
    parser.add_argument("files", nargs="+", type=Path, metavar="PO", help="catalogs")
    parser.add_argument(
        "--check", "--dry-run", action="store_true", help="only tell which files would change"
    )
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="write there instead ('-': standard output)"
    )


def formatting(options: argparse.Namespace) -> int:
    """Run `leaflets format`."""
    found = cataloguing.format_catalogs(
        tuple(options.files), check=options.check, output=options.output
    )
    if options.check or options.output is None:  # else the file is left as it is
        for path in found.differing:
            print(f"{'would change' if options.check else 'changed'} {path}")
    tell_failures(found.failures)
    return 1 if found.failures or (options.check and found.differing) else 0


def status_arguments(parser: argparse.ArgumentParser) -> None:
    """Of `leaflets status`."""
    add_selection(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text")


def status(options: argparse.Namespace) -> int:
    """Run `leaflets status`."""
    found = cataloguing.status(
        open_project(options), locales=tuple(options.locale), articles=tuple(options.article)
    )
    render = coverage.render_json if options.format == "json" else coverage.render_text
    print(render(found.coverage), end="")
    tell_failures(found.failures)
    return 1 if found.failures else 0


COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "extract": Command(extract_arguments, extract),
        "update": Command(update_arguments, update),
        "format": Command(formatting_arguments, formatting),
        "status": Command(status_arguments, status),
    }
)
