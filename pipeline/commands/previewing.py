"""preview."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from types import MappingProxyType

from pipeline.commands.command import (
    Command,
    epoch,
    now,
    open_project,
    say,
)
from pipeline.stages import previewing


def preview_arguments(parser: argparse.ArgumentParser) -> None:
    """Of `leaflets preview`."""
    parser.add_argument("--port", type=int, default=8765, help="default: 8765; 0: any free one")


def preview(options: argparse.Namespace) -> int:
    """Run `leaflets preview`."""
    project = open_project(options)
    previewing.preview(project, port=options.port, clock=now, epoch=epoch(), say=say)
    return 0


COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "preview": Command(preview_arguments, preview),
    }
)
