"""check."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from pipeline.commands.command import (
    Command,
    open_project,
)
from pipeline.errors import UsageError
from pipeline.model import Finding
from pipeline.reports import console, formats, text
from pipeline.stages import checking


def rendered(findings: Sequence[Finding], name: str) -> str:
    """The findings in the format of this name; colours where the terminal has them."""
    if name == "text":
        colours = console.has_colours(sys.stdout, os.environ)
        return text.render(findings, paint=console.painter(colours=colours))
    return formats.FORMATS[name](findings)


def check_arguments(parser: argparse.ArgumentParser) -> None:
    """Of `leaflets check`."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="articles or PO files (default: everything)"
    )
    parser.add_argument("--locale", action="append", default=[], metavar="L")
    parser.add_argument(
        "--format", choices=("text", "json", "sarif", "junit", "github"), default="text"
    )


def check(options: argparse.Namespace) -> int:
    """Run `leaflets check`."""
    paths = [Path(path) for path in options.paths]
    try:
        project = open_project(options)
    except UsageError:
        if options.root is not None or not paths:
            raise
        project = None  # a PO file can be checked by itself
    locales = tuple(options.locale)
    if paths:
        result = checking.check_paths(paths, project=project, locales=locales)
    else:
        assert project is not None
        result = checking.check_project(project, locales=locales)
    print(rendered(result.findings, options.format), end="")
    return 1 if result.has_errors else 0


COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "check": Command(check_arguments, check),
    }
)
