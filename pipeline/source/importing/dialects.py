"""What other dialects of Markdown write, as ours reads it: lists, boxes to tick, boxes of GitHub.

CommonMark 0.31.2 lets a list begin below a line of text, and a list within a list begin where the
text of its item does; Python-Markdown wants a blank line and four spaces. Not a word is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = ["in_our_markdown"]

_FENCE = re.compile(r"[ ]*(`{3,}|~{3,})")  # in a list, too
_ITEM = re.compile(r"(?P<indent>[ ]*)(?P<mark>[-*+]|[0-9]{1,9}\.)(?P<gap>[ ]{1,4})(?=\S)")
_RULE = re.compile(r"[ ]{0,3}(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,})$")
_TASK = re.compile(r"(?P<item>[ ]*(?:[-*+]|[0-9]{1,9}\.)[ ]+)\[(?P<tick>[ xX])\](?=[ ]+\S)")
_ALERT = re.compile(r"[ ]{0,3}>[ ]*\[!(?P<kind>[A-Za-z]+)\][ ]*$")
_QUOTED = re.compile(r"[ ]{0,3}>[ ]?")
_OUTER = re.compile(r"[ ]{4}|\t")  # code, or what belongs to something above
_TAB = 4


def in_our_markdown(body: str) -> tuple[str, tuple[str, ...]]:
    """The text with its lists and boxes as ours has them, and notes on what was done."""
    lines, notes = _with_boxes(body.split("\n"))
    lines, ticked = _with_ticks(lines)
    lines, moved = _with_lists(lines)
    return "\n".join(lines), (*notes, *ticked, *moved)


def _outside_code(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines that stand in no fenced code, with their numbers from 0."""
    fence = ""
    for number, line in enumerate(lines):
        opening = _FENCE.match(line)
        if opening and (not fence or opening[1].startswith(fence)):
            fence = "" if fence else opening[1]
        elif not fence:
            yield number, line


# ------------------------------------------------------------------------------------------- boxes
def _with_boxes(lines: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """GitHub's alerts, quotations that begin with [!WARNING], as boxes."""
    done = list(lines)
    count = 0
    for number, line in _outside_code(lines):
        alert = _ALERT.match(line)
        if alert is None:
            continue
        count += 1
        done[number] = f"!!! {alert['kind'].lower()}"
        for below in range(number + 1, len(lines)):
            quoted = _QUOTED.match(lines[below])
            if quoted is None:
                break
            text = lines[below][quoted.end() :]
            done[below] = f"{' ' * _TAB}{text}" if text.strip() else ""
    return done, (f"boxes of GitHub made boxes of ours: {count}",) if count else ()


def _with_ticks(lines: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """Items that begin with [ ] or [x] begin with a box to tick."""
    done = list(lines)
    count = 0
    for number, line in _outside_code(lines):
        if task := _TASK.match(line):
            count += 1
            tick = "☐" if task["tick"] == " " else "☑"
            done[number] = f"{task['item']}{tick}{line[task.end() :]}"
    return done, (f"boxes to tick: {count}",) if count else ()


# ------------------------------------------------------------------------------------------- lists
def _with_lists(lines: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """Lists as ours are, and notes on what was done."""
    lists = _Lists()
    outside = dict(_outside_code(lines))
    for number, line in enumerate(lines):
        is_item = number in outside and not _RULE.match(line)
        lists.take(line, _ITEM.match(line) if is_item else None)
    notes = {
        "blank lines put above lists": lists.apart,
        "lines of lists moved in by four spaces a level": lists.moved,
    }
    return lists.done, tuple(f"{note}: {count}" for note, count in notes.items() if count)


@dataclass(slots=True)
class _Lists:
    """Lists with a blank line above, and what belongs to an item moved in by four a level."""

    done: list[str] = field(default_factory=list)
    contents: list[int] = field(default_factory=list)
    # of the items that a line may belong to: the columns in which their texts begin
    kind: str = ""  # of the outer list: "-" of any bullet, or "1"
    is_below_text: bool = False  # the line above is no blank one
    apart: int = 0
    moved: int = 0

    def take(self, line: str, item: re.Match[str] | None) -> None:
        """The next line, which may be an item."""
        indent = len(line) - len(line.lstrip(" "))
        is_lazy = item is None and self.is_below_text and bool(self.contents)
        if not line.strip() or (is_lazy and indent < self.contents[-1]):
            self.done.append(line)  # goes on with the line above, wherever it begins
        else:
            self._place(line, indent, item)
        self.is_below_text = bool(line.strip())

    def _place(self, line: str, indent: int, item: re.Match[str] | None) -> None:
        is_in_list = bool(self.contents)
        while self.contents and indent < self.contents[-1]:
            self.contents.pop()
        wanted = _TAB * len(self.contents)
        within = indent - self.contents[-1] if self.contents else 0
        if item is not None and (self.contents or not _OUTER.match(line)):
            kind = "1" if item["mark"][0].isdecimal() else "-"
            is_new = not is_in_list or (not self.contents and kind != self.kind)
            if is_new and self.is_below_text:
                self.done.append("")
                self.apart += 1
            self.kind = self.kind if self.contents else kind
            self.contents.append(item.end())
        if indent < wanted:
            indent = wanted + (within if item is None and within >= _TAB else 0)  # code stays code
            self.moved += 1
        self.done.append(" " * indent + line.lstrip(" "))
