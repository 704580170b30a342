"""merge-driver, resolve."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pipeline.commands.command import (
    Command,
    add_dry_run,
    say,
)
from pipeline.errors import UsageError
from pipeline.settings import find_root
from pipeline.stages import merging


def merge_driver_arguments(parser: argparse.ArgumentParser) -> None:
    """Of `leaflets merge-driver`."""
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="the base, ours (written to), theirs, the name"
    )
    parser.add_argument(
        "--install", action="store_true", help="make git use it, in this checkout of yours"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would be done")


def merge_driver(options: argparse.Namespace) -> int:
    """Run `leaflets merge-driver`."""
    if options.install:
        folder = options.root if options.root is not None else find_root(Path.cwd())
        for line in merging.install(folder, dry_run=options.dry_run):
            print(line)
        return 0
    if len(options.files) != 4:
        raise UsageError(
            "merge-driver takes four files: %O %A %B %P",
            hint="git calls it; to make git do so: leaflets merge-driver --install",
        )
    base, ours, theirs, name = options.files
    disputed = merging.merge_driver(
        Path(base), Path(ours), Path(theirs), name=name, dry_run=options.dry_run
    )
    for each in disputed:
        say(f"leaflets: {each.error()}")
    return 1 if disputed else 0


def resolve_arguments(parser: argparse.ArgumentParser) -> None:
    """Of `leaflets resolve`."""
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="PO", help="catalogs, with conflict markers or not"
    )
    add_dry_run(parser)


def resolve(options: argparse.Namespace) -> int:
    """Run `leaflets resolve`."""
    result = merging.resolve(tuple(options.files), dry_run=options.dry_run)
    for path in result.written:
        print(f"{'would write' if options.dry_run else 'wrote'} {path}")
    for path in result.unchanged:
        say(f"{path}: no conflict markers")
    for each in result.disputed:
        say(f"leaflets: {each.error()}")
    for error in result.failures:
        say(f"leaflets: {error}")
    codes = (error.exit_code for error in result.failures)
    return max(codes, default=1 if result.disputed else 0)


COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "merge-driver": Command(merge_driver_arguments, merge_driver),
        "resolve": Command(resolve_arguments, resolve),
    }
)
