"""What a terminal can do: colours and progress.

The only module that imports rich; loaded only where something is shown to a person.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TextIO

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.style import Style

from pipeline.reports.terminal import has_colours
from pipeline.reports.text import Paint, plain

STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "error": Style.parse("bold red"),
        "warning": Style.parse("bold yellow"),
        "info": Style.parse("cyan"),
        "good": Style.parse("bold green"),
        "place": Style.parse("bold"),
        "hint": Style.parse("cyan"),
        "mark": Style.parse("underline bold"),
    }
)


def painter(*, colours: bool) -> Paint:
    """How to paint text by its role; without colours, not at all."""
    if not colours:
        return plain
    return lambda text, role: STYLES[role].render(text) if role in STYLES else text


@contextlib.contextmanager
def progress(
    stream: TextIO, environment: Mapping[str, str]
) -> Iterator[Callable[[int, int, str], None]]:
    """A function to call with tasks done, tasks in all and the one at hand, while the bar is shown.

    Where the stream is no terminal nothing is shown. The bar disappears when the work is done.
    """
    if not stream.isatty() or environment.get("TERM") == "dumb":
        yield lambda done, total, label: None
        return
    colours = has_colours(stream, environment)
    console = Console(file=stream, no_color=not colours, highlight=False)
    columns = (BarColumn(bar_width=30), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(done: int, total: int, label: str) -> None:
            bar.update(task, completed=done, total=total, description=escape(label))

        yield show
