"""What a terminal can do: colours, progress, and the table that ends `make leaflets`.

The only module that imports rich; loaded only where something is shown to a person.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TextIO

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.style import Style
from rich.table import Table
from rich.text import Text

from pipeline.model import Coverage
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


@dataclass(frozen=True, slots=True)
class Row:
    """One language in the closing table."""

    tag: str
    name: str  # of the language, in itself
    coverage: Coverage
    errors: int | None  # None: nothing was checked in this run
    warnings: int | None
    files: str  # where its leaflets are: "dist/es/ (2 files)"


def _count(number: int | None, style: str) -> Text:
    return Text("not checked", "dim") if number is None else Text(str(number), style * bool(number))


def closing_table(rows: Iterable[Row], *, width: int, colours: bool) -> str:
    """The table by language: coverage, findings, files. `width` in columns of the terminal."""
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    table.add_column("language", no_wrap=True)
    table.add_column("", no_wrap=True)
    for heading in ("translated", "errors", "warnings"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("leaflets", overflow="fold")
    for row in rows:
        table.add_row(
            row.tag,
            Text(row.name),
            Text(f"{row.coverage.percent} %", "green" if row.coverage.is_complete else "yellow"),
            _count(row.errors, "bold red"),
            _count(row.warnings, "yellow"),
            Text(row.files),
        )
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=colours,
        no_color=not colours,
        color_system="standard" if colours else None,
        legacy_windows=False,
        highlight=False,
    )
    console.print(table)
    lines = stream.getvalue().split("\n")
    return "\n".join(line.rstrip() for line in lines)
