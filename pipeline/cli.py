"""Arguments → one stage → exit code; no logic.

Everything but argparse is imported where it is used: `leaflets --help` must not load the engine
(benchmarks/start_up.py). Results go to stdout, everything else to stderr.
Exit codes: 0 clean, 1 findings of severity error or tasks that failed, 2 wrong usage or a broken
environment.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.stages.project import Project

EXIT_INTERRUPTED = 130  # 128 + SIGINT, as shells expect


def run() -> None:
    """The entry point of `leaflets` and `python -m pipeline`."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns its exit code and never lets a mendable error show a traceback."""
    options = _parser().parse_args(arguments)
    if options.command is None:
        _parser().print_help()
        return 0
    _speak_utf8()
    from pipeline.errors import LeafletsError

    handler: Callable[[argparse.Namespace], int] = options.handler
    try:
        return handler(options)
    except LeafletsError as error:
        print(f"leaflets: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("leaflets: stopped; every file is whole, old or new", file=sys.stderr)
        return EXIT_INTERRUPTED
    except BrokenPipeError:  # `leaflets check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _speak_utf8() -> None:
    """Findings quote every script, whatever the terminal's locale says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


# ----------------------------------------------------------------------------------------- arguments
def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="leaflets",
        description="One health article, leaflets that patients in any language can trust.",
        epilog="exit codes: 0 clean, 1 errors found or tasks failed, 2 wrong usage or environment",
    )
    parser.add_argument("--version", action="version", version=f"leaflets {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    project = argparse.ArgumentParser(add_help=False)
    project.add_argument(
        "--root",
        type=Path,
        metavar="DIR",
        help="the content project (default: the nearest folder upwards with a leaflets.toml)",
    )
    _authoring_commands(commands, project)
    _catalog_commands(commands, project)
    _output_commands(commands, project)
    return parser


def _authoring_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], project: argparse.ArgumentParser
) -> None:
    init = commands.add_parser("init", help="make a new content project that builds at once")
    init.add_argument("directory", type=Path, metavar="DIR")
    init.add_argument("--empty", action="store_true", help="without the example article")
    init.set_defaults(handler=_init)

    importing = commands.add_parser(
        "import", parents=[project], help="turn a text, Markdown, HTML or DOCX file into an article"
    )
    importing.add_argument("file", type=Path, metavar="FILE")
    importing.add_argument("--slug", help="the name of the article (default: from its title)")
    importing.add_argument("--force", action="store_true", help="overwrite the article")
    importing.add_argument(
        "--dry-run", action="store_true", help="print the article, write nothing"
    )
    importing.set_defaults(handler=_import)

    segment = commands.add_parser(
        "segment", parents=[project], help="print the segments of a Markdown file (or of stdin)"
    )
    segment.add_argument("file", nargs="?", default="-", metavar="FILE")
    segment.add_argument("--language", metavar="L", help="the text's language (default: en)")
    segment.add_argument("--segmentation", choices=("sentence", "paragraph"))
    segment.add_argument("--format", choices=("text", "json"), default="text")
    segment.set_defaults(handler=_segment)


def _catalog_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], project: argparse.ArgumentParser
) -> None:
    extract = commands.add_parser(
        "extract", parents=[project], help="source/ → locales/templates/*.pot"
    )
    extract.add_argument("--dry-run", action="store_true", help="say what would be written")
    extract.set_defaults(handler=_extract)

    update = commands.add_parser(
        "update", parents=[project], help="bring the catalogs up to date with source/"
    )
    _selection(update)
    update.add_argument("--dry-run", action="store_true", help="say what would be written")
    update.set_defaults(handler=_update)

    formatting = commands.add_parser(
        "format", parents=[project], help="rewrite catalogs in our layout, losing nothing"
    )
    formatting.add_argument("files", nargs="+", type=Path, metavar="PO")
    formatting.add_argument(
        "--check", action="store_true", help="only tell which files would change"
    )
    formatting.add_argument(
        "--output", type=Path, metavar="FILE", help="write there instead ('-': standard output)"
    )
    formatting.set_defaults(handler=_format)

    status = commands.add_parser(
        "status", parents=[project], help="coverage by language and article"
    )
    status.add_argument("--format", choices=("text", "json"), default="text")
    status.set_defaults(handler=_status)


def _output_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], project: argparse.ArgumentParser
) -> None:
    check = commands.add_parser(
        "check", parents=[project], help="find what must not reach a patient"
    )
    check.add_argument(
        "paths", nargs="*", metavar="PATH", help="articles or PO files (default: everything)"
    )
    check.add_argument("--locale", action="append", default=[], metavar="L")
    check.add_argument(
        "--format", choices=("text", "json", "sarif", "junit", "github"), default="text"
    )
    check.set_defaults(handler=_check)

    build = commands.add_parser("build", parents=[project], help="leaflets → dist/")
    _selection(build)
    build.add_argument("--format", metavar="html,pdf", help="formats (default: leaflets.toml)")
    build.add_argument("--out", type=Path, metavar="DIR", help="default: dist/")
    build.add_argument(
        "--release", action="store_true", help="refuse leaflets that are not complete"
    )
    build.set_defaults(handler=_build)

    everything = commands.add_parser(
        "make", parents=[project], help="update, check and build everything"
    )
    everything.set_defaults(handler=_make)


def _selection(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--locale", action="append", default=[], metavar="L", help="only this language (repeatable)"
    )
    parser.add_argument(
        "--article", action="append", default=[], metavar="S", help="only this article (repeatable)"
    )
