"""One row more in the termbase: what `leaflets make` does again, beside making all.

    python benchmarks/one_term.py [--articles 300] [--rounds 3]

The library is that of `side_by_side`, filled in five languages, with a termbase of 200 rows. In each
round a row is added whose term no article has, one that one has, one that all have, and one that
documents are read with; beside that, nothing. CPU seconds of whole processes, medians, in turn.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from lacking import fill, update
from library import write_library
from measuring import run

HEADER = "term\tlanguage\trule\tes\tnote\n"
ROWS = 200
ALL = ("pain", "doctor", "day", "water", "tablet")  # words that nearly all articles have


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3, choices=range(1, 6))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder)
        write_library(library, options.articles)
        for number, path in enumerate(sorted(library.glob("source/*.md"))[: options.rounds]):
            with path.open("a", encoding="utf-8") as stream:
                stream.write(f"\nAsk for the {rare(number)}.\n")
        update(library)
        fill(library, left_out=0.0)
        termbase = library / "source" / "termbase.tsv"
        rows = [f"plain word {number}\ten\tuse\tpalabra\t\n" for number in range(ROWS)]
        termbase.write_text(HEADER + "".join(rows), encoding="utf-8")
        seconds: dict[str, list[float]] = {"everything": [make(library)]}
        for number in range(options.rounds):
            kinds = {
                "no row": "",
                "of no article": f"zzz{number}\ten\tuse\tzzz\t\n",
                "of one article": f"{rare(number)}\ten\tuse\tpoco\t\n",
                "of all articles": f"{ALL[number]}\ten\tuse\tmucho\t\n",
                "kept as it is": f"Zzz{number}\ten\tkeep\t\t\n",
            }
            for name, row in kinds.items():
                with termbase.open("a", encoding="utf-8") as stream:
                    stream.write(row)
                seconds.setdefault(name, []).append(make(library))
        base = statistics.median(seconds["everything"])
        for name, values in seconds.items():
            middle = statistics.median(values)
            print(f"{name:18} {middle:7.3f} s CPU {middle / base:6.3f}x")
    return 0


def make(library: Path) -> float:
    """CPU seconds of `leaflets make`: update, check and build."""
    command = [sys.executable, "-m", "pipeline", "make", "--root", str(library)]
    return run(command, codes=(0, 1)).seconds  # the texts of the library are rough


def rare(number: int) -> str:
    """A word that no other article has."""
    return "xyz"[number % 3] * (3 + number)


if __name__ == "__main__":
    sys.exit(main())
