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

_LAST_PORT = 65535


def preview_arguments(parser: argparse.ArgumentParser) -> None:
    """Of `leaflets preview`."""
    parser.add_argument("--port", type=_port, default=8765, help="default: 8765; 0: any free one")


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or float(text) > _LAST_PORT:
        raise argparse.ArgumentTypeError(f"'{text}' is no port: 0 to {_LAST_PORT}")
    return int(text)


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
