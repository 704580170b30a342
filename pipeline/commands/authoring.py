"""init, import, segment."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pipeline.commands.command import (
    Command,
    add_dry_run,
    open_project,
    say,
)
from pipeline.errors import UsageError
from pipeline.stages import authoring, merging


def init_arguments(parser: argparse.ArgumentParser) -> None:
    """Of `leaflets init`."""
    parser.add_argument("directory", type=Path, metavar="DIR", help="made where it is not there")
    parser.add_argument("--empty", action="store_true", help="without the example article")
    add_dry_run(parser)


def init(options: argparse.Namespace) -> int:
    """Run `leaflets init`."""
    dry_run = options.dry_run
    for path in authoring.init(options.directory, empty=options.empty, dry_run=dry_run):
        print(f"{'would write' if dry_run else 'wrote'} {path}")
    if dry_run:
        return 0
    if merging.in_checkout(options.directory):
        for line in merging.install(options.directory):
            say(line)
    else:
        say("in a git checkout, run once: leaflets merge-driver --install")
    say(f"next: write articles in {options.directory / 'source'}, then: leaflets make")
    return 0


def importing_arguments(parser: argparse.ArgumentParser) -> None:
    """Of `leaflets import`."""
    parser.add_argument("file", type=Path, metavar="FILE", help="text, Markdown, HTML or DOCX")
    parser.add_argument("--slug", help="the name of the article (default: from the file's name)")
    parser.add_argument("--force", action="store_true", help="overwrite the article")
    parser.add_argument("--dry-run", action="store_true", help="print the article, write nothing")


def importing(options: argparse.Namespace) -> int:
    """Run `leaflets import`."""
    project = open_project(options)
    result = authoring.import_article(
        project,
        options.file,
        slug=options.slug,
        force=options.force,
        dry_run=options.dry_run,
    )
    for note in result.notes:
        say(note)
    if options.dry_run:
        print(result.text, end="")
    else:
        print(f"wrote {project.relative(result.path)}")
    return 0


def segment_arguments(parser: argparse.ArgumentParser) -> None:
    """Of `leaflets segment`."""
    parser.add_argument(
        "file", nargs="?", default="-", metavar="FILE", help="a Markdown file (default: stdin)"
    )
    parser.add_argument("--language", metavar="L", help="default: the project's, en without one")
    parser.add_argument(
        "--segmentation",
        choices=("sentence", "paragraph"),
        help="what a segment is (default: as its front matter or the project says)",
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="text: one segment a line"
    )


def segment(options: argparse.Namespace) -> int:
    """Run `leaflets segment`."""
    try:
        project = open_project(options)
    except UsageError:
        if options.root is not None:
            raise
        project = None  # any Markdown can be segmented, project or no project
    listing = authoring.segment(
        options.file,
        sys.stdin.buffer if options.file == "-" else None,
        language=options.language,
        segmentation=options.segmentation,
        project=project,
        as_json=options.format == "json",
    )
    print(listing, end="")
    return 0


COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "init": Command(init_arguments, init),
        "import": Command(importing_arguments, importing),
        "segment": Command(segment_arguments, segment),
    }
)
