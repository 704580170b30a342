"""One edit in a library that is not wholly translated, beside one that is.

    python benchmarks/lacking.py [--articles 300] [--rounds 3]

The library is that of `side_by_side`, in five languages; in the second one a fifth of all
translations is left out, so that nearly every article lacks some. In each round one sentence of
an article is changed, then one translation, and `leaflets update` is run after either. CPU seconds
of whole processes, medians, in turn.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from library import translation, write_library
from measuring import run

from pipeline.catalogs import po

SHARES = {"wholly translated": 0.0, "a fifth lacks": 0.2}  # of translations left out
LANGUAGE = "de"


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        libraries = {name: Path(folder, name) for name in SHARES}
        for name, library in libraries.items():
            write_library(library, options.articles)
            update(library)
            lacking = fill(library, left_out=SHARES[name])
            update(library)
            print(f"{name}: {options.articles} articles, {lacking} translations lack")
        for what, edit in (
            ("a sentence", change_a_sentence),
            ("a translation", change_a_translation),
        ):
            seconds: dict[str, list[float]] = {name: [] for name in libraries}
            for number in range(options.rounds):
                for name, library in libraries.items():
                    edit(library, number)
                    seconds[name].append(update(library))
            middle = {name: statistics.median(each) for name, each in seconds.items()}
            base = middle["wholly translated"]
            for name, value in middle.items():
                print(f"{what:14} {name:18} {value:6.3f} s CPU {value / base:5.2f}x")
    return 0


def update(library: Path) -> float:
    """CPU seconds of `leaflets update`."""
    return run([sys.executable, "-m", "pipeline", "update", "--root", str(library)]).seconds


def fill(library: Path, *, left_out: float) -> int:
    """Translate all texts of all articles, but for that share of them; how many lack."""
    chance, lacking = random.Random(0), 0
    for path in sorted(library.glob("locales/*/LC_MESSAGES/a*.po")):
        tag = path.parts[-3].replace("_", "-")
        held = po.read(path, root=library)
        units = []
        for unit in held.units:
            lacks = chance.random() < left_out
            lacking += lacks
            units.append(replace(unit, msgstr="" if lacks else translation(unit.key.msgid, tag)))
        po.write(path, replace(held, units=tuple(units)))
    return lacking


def change_a_sentence(library: Path, number: int) -> None:
    """Another sentence in another article in each round."""
    path = sorted(library.glob("source/*.md"))[number]
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\nAsk for a quiet room number {number + 2}.\n", encoding="utf-8")


def change_a_translation(library: Path, number: int) -> None:
    """The last of another catalog in each round."""
    path = sorted(library.glob(f"locales/{LANGUAGE}/LC_MESSAGES/a*.po"))[number]
    before, entry, after = path.read_text(encoding="utf-8").rpartition('\nmsgstr "')
    path.write_text(f"{before}{entry}Bitte: {after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
