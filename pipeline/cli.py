"""The command line: which commands there are, and how one of them is run; no logic.

Only the command that is called is loaded, with its arguments: `leaflets --help` must not load the
engine (benchmarks/start_up.py). Commands: `commands`, a module for each stage.
Exit codes: 0 clean, 1 findings of severity error or tasks that failed, 2 wrong usage or a broken
environment.
"""

from __future__ import annotations

import argparse
import errno
import gc
import importlib
import os
import signal
import sys

from pipeline import __version__
from pipeline.reports import terminal

TYPE_CHECKING = False  # typing itself costs 3 ms, a quarter of what Python needs to start
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.commands.command import Command

COLLECT_AFTER = 20_000  # new objects; usually it is 700
EXIT_INTERRUPTED = 130  # 128 + SIGINT, as shells expect
EXIT_TERMINATED = 143  # 128 + SIGTERM
EXIT_UNREAD = 141  # 128 + SIGPIPE: nobody heard the answer, so it is none

# What only the owner of the machine can mend, wherever it shows: no mistake of ours.
_OF_THE_MACHINE = frozenset(
    {
        errno.EACCES,
        errno.EBADF,
        errno.EDQUOT,
        errno.EEXIST,
        errno.EIO,
        errno.EISDIR,
        errno.ELOOP,
        errno.ENAMETOOLONG,
        errno.ENOSPC,
        errno.ENOTDIR,
        errno.EPERM,
        errno.EROFS,
    }
)

# name, module below pipeline.commands, help; in the order in which people meet them
COMMANDS = (
    ("init", "authoring", "make a new content project that builds at once"),
    ("import", "authoring", "turn a text, Markdown, HTML or DOCX file into an article"),
    ("segment", "authoring", "print the segments of a Markdown file (or of stdin)"),
    ("make", "making", "update, check and build everything"),
    ("extract", "cataloguing", "source/ → locales/templates/*.pot"),
    ("update", "cataloguing", "bring the catalogs up to date with source/"),
    ("check", "checking", "find what must not reach a patient"),
    ("selftest", "selftesting", "seed errors into right translations, count those found"),
    ("explain", "checking", "tell what a check finds, why, and how to allow it"),
    ("build", "building", "leaflets → dist/"),
    ("status", "cataloguing", "coverage by language and article"),
    ("preview", "previewing", "show the leaflets in a browser, new at every save"),
    ("format", "cataloguing", "rewrite catalogs in our layout, losing nothing"),
    ("align", "aligning", "fill a catalog from a translation that exists already"),
    ("memory", "remembering", "what was translated before, in any article"),
    ("exchange", "exchanging", "catalogs ↔ XLIFF, TMX, TBX and review sheets"),
    ("compile", "compiling", "catalogs → .mo files, for programs that are not ours"),
    ("merge-driver", "merging", "merge two versions of a catalog, for git"),
    ("resolve", "merging", "repair catalogs that hold conflict markers"),
)
WITHOUT_PROJECT = frozenset({"explain", "init", "resolve"})  # they do nothing with --root


class Terminated(KeyboardInterrupt):
    """SIGTERM, by which a service manager, a CI runner or `timeout` stops a run: as Ctrl-C does."""


def _terminated(number: int, frame: object) -> None:
    raise Terminated


def run() -> None:
    """The entry point of `leaflets` and `python -m pipeline`."""
    gc.set_threshold(COLLECT_AFTER)  # to look through all modules while they load takes a tenth
    if signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _terminated)
    for name in ("stdout", "stderr"):  # None where the caller has closed them
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    try:
        code = main(sys.argv[1:])
    except KeyboardInterrupt as stop:  # while a command's modules were still loading
        code = _exit_code(stop)
    sys.exit(code)


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns its exit code and never lets a mendable error show a traceback."""
    called = next((each for each in arguments if not each.startswith("-")), None)
    module = next((module for name, module, _ in COMMANDS if name == called), None)
    command = _command(called, module) if called and module else None
    parser = _parser(called, command)
    options = parser.parse_args(arguments)
    if command is None:
        parser.print_help()
        return 0
    _speak_utf8()
    from pipeline.errors import LeafletsError

    try:
        code = command.run(options)
        sys.stdout.flush()  # what can't be written is told here, and not when Python ends
        return code
    except LeafletsError as error:
        print(f"leaflets: {terminal.visible(str(error))}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt as stop:
        print("leaflets: stopped; every file is whole, old or new", file=sys.stderr)
        return _exit_code(stop)
    except BrokenPipeError:  # `leaflets check | head`
        _write_no_more()
        return EXIT_UNREAD
    except OSError as error:
        if error.filename is None and _is_nowhere():
            print("leaflets: the folder in which this was started is gone", file=sys.stderr)
            print("  hint: go into a content project, or name one: --root DIR", file=sys.stderr)
            return 2
        if error.errno not in _OF_THE_MACHINE:
            raise
        if error.filename is None:
            _write_no_more()
            print(f"leaflets: standard output: {error.strerror}", file=sys.stderr)
        else:
            print(f"leaflets: {error.filename}: {error.strerror}", file=sys.stderr)
            print(
                "  hint: check what it is, and that you may read and write there", file=sys.stderr
            )
        return 2


def _is_nowhere() -> bool:
    """Whether the folder in which this was started has been removed."""
    try:
        os.getcwd()
    except FileNotFoundError:
        return True
    return False


def _exit_code(stop: KeyboardInterrupt) -> int:
    return EXIT_TERMINATED if isinstance(stop, Terminated) else EXIT_INTERRUPTED


def _write_no_more() -> None:
    """Let Python end without trying once more to write what is left of the output."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _command(name: str, module: str) -> Command:
    commands: Mapping[str, Command] = importlib.import_module(
        f"pipeline.commands.{module}"
    ).COMMANDS
    return commands[name]


def _speak_utf8() -> None:
    """Findings quote every script, whatever the terminal's locale says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _parser(called: str | None, command: Command | None) -> argparse.ArgumentParser:
    """The command that is called, with its arguments; where none is, all of them by name."""
    parser = argparse.ArgumentParser(
        prog="leaflets",
        description="One health article, leaflets that patients in any language can trust.",
        epilog="exit codes: 0 clean, 1 errors found or tasks failed, 2 wrong usage or environment",
        formatter_class=_formatter,
    )
    parser.add_argument("--version", action="version", version=f"leaflets {__version__}")
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", title="commands", prog="leaflets"
    )
    for name, _, text in COMMANDS:
        if command is None:
            commands.add_parser(name, help=text, add_help=False)
        elif name == called:
            own = commands.add_parser(name, description=text, formatter_class=_formatter)
            _add_arguments(own, name, command)
    return parser


def _formatter(prog: str) -> argparse.HelpFormatter:
    """As wide as the terminal; to find that out, argparse loads every kind of compression."""
    return argparse.HelpFormatter(prog, width=terminal.columns(os.environ) - 2)


def _add_arguments(parser: argparse.ArgumentParser, name: str, command: Command) -> None:
    help_text = "the content project (default: the nearest folder upwards with a leaflets.toml)"
    parser.add_argument(
        "--root",
        type=_path,
        metavar="DIR",
        help=argparse.SUPPRESS if name in WITHOUT_PROJECT else help_text,
    )
    command.arguments(parser)


def _path(text: str) -> object:
    from pathlib import Path

    return Path(text)
