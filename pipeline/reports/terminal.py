"""What the terminal can do, found out without loading what draws on it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO


def has_colours(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether to write colours: a terminal that can, and no NO_COLOR (https://no-color.org)."""
    return stream.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"
