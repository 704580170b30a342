"""selftest."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pipeline.checks.selftest import KINDS, Score, rows
from pipeline.commands.command import Command, add_locale, open_project, say
from pipeline.errors import UsageError
from pipeline.model import Language
from pipeline.stages import selftesting


def selftest_arguments(parser: argparse.ArgumentParser) -> None:
    """Of `leaflets selftest`."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PO", help="default: all catalogs")
    add_locale(parser)
    parser.add_argument("--format", choices=("text", "json", "markdown"), default="text")
    parser.add_argument(
        "--missed", action="store_true", help="list every seeded error that was not found"
    )


def selftest(options: argparse.Namespace) -> int:
    """Run `leaflets selftest`."""
    try:
        project = open_project(options)
    except UsageError:
        if options.root is not None or not options.paths:
            raise
        project = None  # PO files can be tested by themselves
    if options.paths:
        scores = selftesting.selftest_paths(options.paths, project)
    else:
        assert project is not None
        scores = selftesting.selftest_project(project, locales=tuple(options.locale))
    print(RENDERERS[options.format](scores), end="")
    if options.missed:
        _tell_missed(scores)
    return 0


def _table(scores: Mapping[Language, Score]) -> list[tuple[str, ...]]:
    return [("seeded error", *(language.tag for language in scores)), *rows(scores, KINDS)]


def _as_text(scores: Mapping[Language, Score]) -> str:
    table = _table(scores)
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    lines = [
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in table
    ]
    return "\n".join(["recall in percent, by kind of error and language", *lines, ""])


def _as_markdown(scores: Mapping[Language, Score]) -> str:
    head, *body = _table(scores)
    ruler = ["---", *("--:" for _ in head[1:])]
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, ruler, *body))


def _as_json(scores: Mapping[Language, Score]) -> str:
    data = {
        language.tag: {
            "segments": score.segments,
            "alarms": len(score.alarms),
            "kinds": {
                kind: {"seeded": score.seeded[kind], "found": score.found[kind]} for kind in KINDS
            },
        }
        for language, score in scores.items()
    }
    return json.dumps({"locales": data}, ensure_ascii=False, indent=2) + "\n"


def _tell_missed(scores: Mapping[Language, Score]) -> None:
    for language, score in scores.items():
        for alarm in score.alarms:
            say(f"{language}  alarm  {alarm.id}: {alarm.message}\n    {alarm.msgstr}")
        for missed in score.missed:
            unit = missed.unit
            say(
                f"{language}  missed  {missed.kind}\n    {unit.key.msgid}\n    {missed.was}\n"
                f"    {unit.msgstr}"
            )


RENDERERS = MappingProxyType({"text": _as_text, "json": _as_json, "markdown": _as_markdown})
COMMANDS: Mapping[str, Command] = MappingProxyType(
    {"selftest": Command(selftest_arguments, selftest)}
)
