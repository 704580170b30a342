"""Translations replaced in a PO file where they stand: every other byte of it stays as it was.

For files that are not in our layout: a translator's editor wraps lines, a Windows editor ends them
with CRLF, and whoever reads the diff of three mended commas wants to see three lines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from pipeline.catalogs.po.grammar import BLANKS, QUOTED, unescaped
from pipeline.catalogs.po.writing import escaped

__all__ = ["replaced"]

TRANSLATION = re.compile(r"[ \t\r\f\v]*msgstr(?=[ \t\r\f\v\"])")


def replaced(text: str, translations: Mapping[int, str]) -> str | None:
    """The text of a PO file with these translations, or None where they can't be put into it.

    `translations`: by the 1-based line of their `msgid`. A wrapped translation stays wrapped where
    it was, whatever ends the lines.
    """
    lines = text.split("\n")
    for line, wanted in sorted(translations.items()):
        start = next((at for at in range(line, len(lines)) if TRANSLATION.match(lines[at])), None)
        if start is None:
            return None
        end = start + 1
        while end < len(lines) and lines[end].lstrip(BLANKS).startswith('"'):
            end += 1
        shown = _with_text(lines[start:end], wanted)
        if shown is None:
            return None
        lines[start:end] = shown
    return "\n".join(lines)


def _with_text(lines: list[str], wanted: str) -> list[str] | None:
    """As many lines, with one string each, that say `wanted`; None where one has more strings."""
    found = [QUOTED.findall(line) for line in lines]
    if any(len(each) != 1 for each in found):
        return None
    parts = [unescaped(each[0]) for each in found]
    return [
        line if new == old else _with_string(line, new)
        for line, old, new in zip(lines, parts, _cut(parts, wanted), strict=True)
    ]


def _with_string(line: str, text: str) -> str:
    start, end = line.index('"') + 1, line.rindex('"')
    return line[:start] + escaped(text) + line[end:]


def _cut(parts: list[str], wanted: str) -> list[str]:
    """`wanted` cut where the text of these parts was, as far as both are alike."""
    if len(parts) == 1:
        return [wanted]
    old = "".join(parts)
    changes = SequenceMatcher(None, old, wanted, autojunk=False).get_opcodes()
    cuts, at = [0], 0
    for part in parts[:-1]:
        at += len(part)
        cuts.append(_moved(at, changes))
    return [wanted[start:end] for start, end in pairwise([*cuts, len(wanted)])]


def _moved(at: int, changes: Sequence[tuple[str, int, int, int, int]]) -> int:
    """Where a place in the old text is in the new one; behind a change that it stands inside of."""
    for tag, start, end, new_start, new_end in changes:
        if at == start:
            return new_start
        if at < end:
            return new_start + at - start if tag == "equal" else new_end
    return changes[-1][4] if changes else 0
