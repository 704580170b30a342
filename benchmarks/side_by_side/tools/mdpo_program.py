"""mdpo over all articles of the folder that it is run in, one step after the other.

    python mdpo_program.py STEP... -- LANGUAGE...

Run by the Python of the benchmark's own environment, so it imports nothing of ours.
"""

from __future__ import annotations

import importlib.metadata
import sys
from collections.abc import Iterable
from pathlib import Path


def main(arguments: list[str]) -> int:
    """Run the steps; 2 where mdpo is not here."""
    if arguments == ["version"]:
        try:
            print(importlib.metadata.version("mdpo"))
        except importlib.metadata.PackageNotFoundError:
            return 2
        return 0
    place = arguments.index("--")
    articles = sorted(Path("source").glob("*.md"))
    for step in arguments[:place]:
        STEPS[step](articles, arguments[place + 1 :])
    return 0


def extract(articles: Iterable[Path], languages: list[str]) -> None:
    """A template an article."""
    del languages
    Path("pot").mkdir(exist_ok=True)
    for path in articles:
        _to_catalog(path, Path("pot", f"{path.stem}.pot"))


def update(articles: Iterable[Path], languages: list[str]) -> None:
    """A catalog an article and language, with what the file held before."""
    for tag in languages:
        Path("po", tag).mkdir(parents=True, exist_ok=True)
        for path in articles:
            _to_catalog(path, Path("po", tag, f"{path.stem}.po"))


def output(articles: Iterable[Path], languages: list[str]) -> None:
    """Translated Markdown."""
    from mdpo.po2md import pofile_to_markdown  # type: ignore[import-not-found]  # noqa: PLC0415

    for tag in languages:
        Path("out", tag).mkdir(parents=True, exist_ok=True)
        for path in articles:
            catalog, target = f"po/{tag}/{path.stem}.po", f"out/{tag}/{path.name}"
            pofile_to_markdown(str(path), catalog, save=target, wrapwidth=0)


def _to_catalog(article: Path, catalog: Path) -> None:
    from mdpo.md2po import markdown_to_pofile  # type: ignore[import-not-found]  # noqa: PLC0415

    markdown_to_pofile(
        str(article), po_filepath=str(catalog), save=True, wrapwidth=0, location=False
    )


STEPS = {"extract": extract, "update": update, "output": output}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
