"""What the terminal can do, found out without loading what draws on it; and what may be told it.

Texts of others are quoted in all that we say: of a terminal they could move the cursor, of a
workflow's log they could be commands.

Source of the commands: actions/runner, src/Runner.Common/ActionCommand.cs: `::` that begins a line,
blanks before it or not, and the older `##[` anywhere.
"""

from __future__ import annotations

import os
import re
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

USUAL_COLUMNS = 80  # where there is no terminal
# Controls but for tab and line feed, what turns the order of a line, and what is no character.
_UNSEEN = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\ud800-\udfff\ufffe\uffff"
# Compiled by `re` when they are first needed: most of what we say is plain, and each takes 1 ms.
_DANGER = rf"(?m)[{_UNSEEN}]|##(?=\[)|^(?:(?![{_UNSEEN}])\s)*:(?=:)"
_UNSEEN_IN_NAME = rf"[\t\n{_UNSEEN}]"
_DANGER_IN_JSON = rf"[{_UNSEEN}]|##\["


def visible(text: str) -> str:
    """The text as people may be told it: U+001B as `[U+001B]`, a workflow command as none."""
    if "::" not in text and "##[" not in text and _is_seen(text.replace("\n", "")):
        return text
    return re.sub(_DANGER, _shown, text)


def _is_seen(text: str) -> bool:
    """Whether all of it can be seen, for sure: nothing of `_UNSEEN` is printable."""
    return text.replace("\t", "").isprintable()


def _shown(match: re.Match[str]) -> str:
    found = match[0]
    return f"{found} " if found[-1] in "#:" else f"[U+{ord(found):04X}]"


def visible_json(text: str) -> str:
    """JSON of the same value that is as harmless."""
    return re.sub(_DANGER_IN_JSON, lambda it: it[0][:-1] + f"\\u{ord(it[0][-1]):04x}", text)


def has_unseen(text: str) -> bool:
    """Whether a character is in it that no name of a file should have."""
    return not text.isprintable() and re.search(_UNSEEN_IN_NAME, text) is not None


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
