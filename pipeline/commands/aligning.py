"""align."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pipeline.commands.command import (
    Command,
    add_dry_run,
    now,
    open_project,
    say,
    tell_changes,
)
from pipeline.reports.terminal import visible
from pipeline.stages import aligning


def align_arguments(parser: argparse.ArgumentParser) -> None:
    """Of `leaflets align`."""
    parser.add_argument("article", metavar="ARTICLE", help="its name, or its path")
    parser.add_argument(
        "translation", type=Path, metavar="TRANSLATION", help="text, Markdown, HTML or DOCX"
    )
    parser.add_argument("--locale", required=True, metavar="L", help="the translation's language")
    add_dry_run(parser)


def align(options: argparse.Namespace) -> int:
    """Run `leaflets align`."""
    result = aligning.align_translation(
        open_project(options),
        options.article,
        options.translation,
        locale=options.locale,
        now=now(),
        dry_run=options.dry_run,
    )
    for left in result.not_used:
        print(visible(f"{left.place}: not aligned: {left.text}"))
    for left in result.without_translation:
        print(visible(f"{left.place}: no translation found: {left.text}"))
    say(
        f"{result.filled} filled in as fuzzy, {result.offered} offered in comments, "
        f"{result.known} known already; {len(result.not_used)} of the translation not aligned"
    )
    return tell_changes(result.changes, dry_run=options.dry_run)


COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "align": Command(align_arguments, align),
    }
)
