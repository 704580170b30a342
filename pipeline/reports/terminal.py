"""What the terminal can do, found out without loading what draws on it."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

USUAL_COLUMNS = 80  # where there is no terminal


def has_colours(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether to write colours: a terminal that can, and no NO_COLOR (https://no-color.org)."""
    return stream.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


def columns(environment: Mapping[str, str]) -> int:
    """The width of the terminal; COLUMNS, where it is set, wins."""
    told = environment.get("COLUMNS", "")
    if told.isascii() and told.isdigit() and int(told) > 0:
        return int(told)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or USUAL_COLUMNS
    except (ValueError, OSError):  # no terminal, or no file at all
        return USUAL_COLUMNS
