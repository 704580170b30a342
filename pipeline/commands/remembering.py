"""memory."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from pipeline.commands.command import (
    Command,
    add_dry_run,
    add_locale,
    add_root,
    open_project,
    say,
)
from pipeline.errors import counted
from pipeline.stages import remembering


def memory_arguments(parser: argparse.ArgumentParser) -> None:
    """Of `leaflets memory`: its sub-commands, each with its own."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)

    importing = actions.add_parser("import", help="keep a TMX file in locales/memory/ and use it")
    importing.add_argument("file", type=Path, metavar="FILE.tmx")
    importing.add_argument("--force", action="store_true", help="replace a file of that name")
    importing.add_argument("--dry-run", action="store_true", help="say what would be taken")
    add_root(importing)
    importing.set_defaults(run=memory_import)

    export = actions.add_parser("export", help="all approved translations as TMX, for other tools")
    add_locale(export)
    export.add_argument("--out", type=Path, metavar="FILE", help="default: standard output")
    add_dry_run(export)
    add_root(export)
    export.set_defaults(run=memory_export)

    search = actions.add_parser(
        "search", help="where a text, or one like it, was translated before"
    )
    search.add_argument("text", metavar="TEXT")
    search.add_argument("--locale", required=True, metavar="L", help="the translation's language")
    search.add_argument("--format", choices=("text", "json"), default="text")
    add_root(search)
    search.set_defaults(run=memory_search)

    rebuild = actions.add_parser(
        "rebuild", help="make .leaflets/memory.sqlite again; nothing is lost"
    )
    rebuild.add_argument("--dry-run", action="store_true", help="say what it is made from")
    add_root(rebuild)
    rebuild.set_defaults(run=memory_rebuild)


def memory(options: argparse.Namespace) -> int:
    """Run the sub-command."""
    run: Callable[[argparse.Namespace], int] = options.run
    return run(options)


def memory_import(options: argparse.Namespace) -> int:
    """Run `leaflets memory import`."""
    done = remembering.import_tmx(
        open_project(options), options.file, force=options.force, dry_run=options.dry_run, tell=say
    )
    verb = "would write" if options.dry_run else "wrote"
    print(f"{verb} {done.path}" if done.written else f"{done.path} is there already")
    languages = ", ".join(f"{tag} {count}" for tag, count in done.languages.items())
    say(f"of {counted(done.pairs, 'translation')} {done.usable} can be used: {languages}")
    return 0


def memory_export(options: argparse.Namespace) -> int:
    """Run `leaflets memory export`."""
    data = remembering.export_tmx(open_project(options), locales=tuple(options.locale), tell=say)
    if options.out is None:
        sys.stdout.buffer.write(data)
        return 0
    written = remembering.save(options.out, data, dry_run=options.dry_run)
    verb = "would write" if options.dry_run else "wrote"
    print(f"{verb} {options.out}" if written else f"{options.out} is up to date")
    return 0


def memory_search(options: argparse.Namespace) -> int:
    """Run `leaflets memory search`."""
    matches = remembering.search(
        open_project(options), options.text, locale=options.locale, tell=say
    )
    print(remembering.render_matches(matches, as_json=options.format == "json"), end="")
    if not matches:
        say("nothing like it was translated before")
    return 0


def memory_rebuild(options: argparse.Namespace) -> int:
    """Run `leaflets memory rebuild`."""
    done = remembering.rebuild(open_project(options), dry_run=options.dry_run, tell=say)
    if options.dry_run:
        print(f"would read {counted(done.files, 'file')}")
        return 0
    print(f"{counted(done.entries, 'translation')} from {counted(done.files, 'file')}")
    return 1 if done.problems else 0


COMMANDS: Mapping[str, Command] = MappingProxyType({"memory": Command(memory_arguments, memory)})
