"""compile."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pipeline.commands.command import (
    Command,
    add_dry_run,
    add_selection,
    open_project,
    tell_changes,
)
from pipeline.stages import compiling


def compile_arguments(parser: argparse.ArgumentParser) -> None:
    """Of `leaflets compile`."""
    add_selection(parser)
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="write below DIR (default: beside the catalogs)"
    )
    add_dry_run(parser)


def compile_catalogs(options: argparse.Namespace) -> int:
    """Run `leaflets compile`."""
    changes = compiling.compile_catalogs(
        open_project(options),
        locales=tuple(options.locale),
        articles=tuple(options.article),
        out=options.out,
        dry_run=options.dry_run,
    )
    return tell_changes(changes, dry_run=options.dry_run)


COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "compile": Command(compile_arguments, compile_catalogs),
    }
)
