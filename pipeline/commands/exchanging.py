"""exchange."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from pipeline.commands.command import (
    Command,
    add_dry_run,
    add_root,
    add_selection,
    open_project,
    say,
    tell_changes,
)
from pipeline.reports.terminal import visible
from pipeline.stages import exchanging


def exchange_arguments(parser: argparse.ArgumentParser) -> None:
    """Of `leaflets exchange`: its sub-commands, each with its own."""
    ways = parser.add_subparsers(dest="way", metavar="export|import", required=True)

    export = ways.add_parser(
        "export",
        help="write one file for each language (tbx: the termbase)",
        description="Write the catalogs as they are on disk: run `leaflets update` first.",
    )
    export.add_argument(
        "format",
        metavar="FORMAT",
        choices=exchanging.FORMAT_NAMES,
        help="xliff (1.2), xliff2 (2.1), tmx (approved only), tbx, csv or xlsx (review sheet)",
    )
    add_selection(export)
    export.add_argument(
        "--out", type=Path, metavar="DIR|FILE", help="default: exchange/ in the project"
    )
    add_dry_run(export)
    add_root(export)
    export.set_defaults(run=exchange_export)

    importing = ways.add_parser(
        "import",
        help="merge what came back; the format is known by the content",
        description="Merge what came back, whatever changed here meanwhile. What the translator "
        "changed is taken. Where both sides changed, the catalog's wording stays, as fuzzy, the "
        "other one goes into a comment, and the exit code is 1. A sentence that is gone from its "
        "article is kept as obsolete, and offered as fuzzy where it lives on. A translation that "
        "nobody changed, and that the catalog has lost since, is back as fuzzy.",
    )
    importing.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="what came back, in any of the formats"
    )
    add_dry_run(importing)
    add_root(importing)
    importing.set_defaults(run=exchange_import)


def exchange(options: argparse.Namespace) -> int:
    """Run the sub-command."""
    run: Callable[[argparse.Namespace], int] = options.run
    return run(options)


def exchange_export(options: argparse.Namespace) -> int:
    """Run `leaflets exchange export`."""
    changes = exchanging.export(
        open_project(options),
        options.format,
        locales=tuple(options.locale),
        articles=tuple(options.article),
        out=options.out,
        dry_run=options.dry_run,
    )
    if options.format == "tmx":
        say("a memory holds what may be used as it is: untranslated and fuzzy units stay here")
    return tell_changes(changes, dry_run=options.dry_run)


def exchange_import(options: argparse.Namespace) -> int:
    """Run `leaflets exchange import`."""
    imported = exchanging.import_files(
        open_project(options), tuple(options.files), dry_run=options.dry_run
    )
    for told in imported.told:
        print(visible(f"{told.path}:{told.line}: {told.message}"))
    what = "unit or term" if imported.taken == 1 else "units and terms"
    say(f"{imported.taken} {what} taken")
    code = tell_changes(imported.changes, dry_run=options.dry_run)
    return 1 if imported.has_problems else code


COMMANDS: Mapping[str, Command] = MappingProxyType(
    {"exchange": Command(exchange_arguments, exchange)}
)
