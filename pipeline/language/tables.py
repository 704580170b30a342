"""Reading the data files beside this package: one entry a line, tabs between columns, # comments.

What a language is like is data, so that a new language is a file and not a change of code.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.model import Language

DATA = Path(__file__).parent / "data"


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `data/<name>` in file order, without comments and blank lines.

    A missing file is no row: most languages have no exceptions to tell.
    """
    path = DATA / name
    if not path.exists():
        return ()
    lines = path.read_text(encoding="utf-8").split("\n")
    return tuple(
        tuple(column.strip(" ") for column in line.split("\t"))
        for line in lines
        if line.strip() and not line.startswith("#")
    )


def rows_for(folder: str, language: Language) -> tuple[tuple[str, ...], ...]:
    """The rows for the base language, then those for the exact tag: `pt.txt`, then `pt-BR.txt`."""
    base = rows(f"{folder}/{language.base}.txt")
    return base if language.tag == language.base else base + rows(f"{folder}/{language.tag}.txt")
