"""The translation memory at the size of a large publisher's, beside comparing with every text.

Made-up entries in one language (by default 200,000, of 3 to 22 words whose frequencies are those
of real text): making the store, bringing it up to date, and looking up edited texts. The other
side is `rapidfuzz` over all source texts, which also tells whether our index misses the best one.
Times are wall clock, medians where there are several.

    python benchmarks/memory.py [--entries 200000] [--texts 300]
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from rapidfuzz import fuzz, process

from pipeline.catalogs.memory.entries import Entry
from pipeline.catalogs.memory.store import Store
from pipeline.catalogs.similar import threshold
from pipeline.model import Language, State

SPANISH = Language("es")
PER_FILE = 1_000
COMMON = "the of to and a in your you is it for with on or if not be may can this".split()
ONSETS = "b c d f g h j k l m n p r s t v w st tr pl gr".split()
VOWELS = "a e i o u ea ou".split()


def vocabulary(chance: random.Random) -> list[str]:
    """9,000 made-up words behind twenty real ones, the frequent ones first."""
    words = (
        "".join(chance.choice(ONSETS) + chance.choice(VOWELS) for _ in range(chance.randint(1, 3)))
        for _ in range(9_000)
    )
    return list(dict.fromkeys([*COMMON, *words]))


def sentences(chance: random.Random, words: list[str], count: int) -> list[str]:
    """Texts whose words follow Zipf's law."""
    weights = [1 / (rank + 2) for rank in range(len(words))]
    drawn = iter(chance.choices(words, weights, k=count * 22))
    made = (" ".join(next(drawn) for _ in range(chance.randint(3, 22))) + "." for _ in range(count))
    return [text.capitalize() for text in made]


def edited(chance: random.Random, text: str, words: list[str]) -> str:
    """The text with one word in eight changed, put in or left out."""
    found = text.split()
    for _ in range(max(1, len(found) // 8)):
        place = chance.randrange(len(found))
        kind = chance.random()
        if kind < 0.4:
            found[place] = chance.choice(words)
        elif kind < 0.7:
            found.insert(place, chance.choice(words))
        elif len(found) > 2:
            del found[place]
    return " ".join(found)


def read(data: bytes, name: str) -> Iterator[Entry]:
    """An entry for each line."""
    for text in data.decode().split("\n"):
        yield Entry(text, text.upper(), SPANISH, State.TRANSLATED, name, name, "2026-11-22")


def timed(action: Callable[[], object]) -> float:
    """Seconds."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def measure(folder: Path, entries: int, asked: int) -> None:
    """Print what was measured."""
    chance = random.Random(7)
    words = vocabulary(chance)
    texts = sentences(chance, words, entries)
    files = {}
    for start in range(0, entries, PER_FILE):
        path = folder / f"{start}.txt"
        path.write_text("\n".join(texts[start : start + PER_FILE]), encoding="utf-8")
        files[path.name] = path
    queries = [edited(chance, chance.choice(texts), words) for _ in range(asked)]
    database = folder / "memory.sqlite"
    with Store(database, lambda: files, read) as store:
        print(f"make it: {timed(store.refresh):.1f} s for {entries:,} entries, ", end="")
        print(f"{database.stat().st_size / 1e6:.0f} MB")
        print(f"nothing changed: {timed(store.refresh) * 1e3:.1f} ms")
        files["0.txt"].write_text("\n".join([*texts[:PER_FILE], "A new line."]), encoding="utf-8")
        print(f"one file of {len(files)} changed: {timed(store.refresh) * 1e3:.0f} ms")
        exact = statistics.median(timed(lambda t=t: store.exact(t, SPANISH)) for t in texts[:2_000])
        print(f"exact: {exact * 1e6:.0f} µs a text")
        ours = [timed(lambda q=q: store.near(q)) for q in queries]
        print(f"near: {statistics.median(ours) * 1e3:.1f} ms a text")
        compare(store, queries, sorted(set(texts)))


def compare(store: Store, queries: list[str], texts: list[str]) -> None:
    """The nearest of all texts, by comparing with each: how long it takes, how often we miss it."""
    times, found, missed = [], 0, 0
    for query in queries:
        start = time.perf_counter()
        best = process.extractOne(query, texts, scorer=fuzz.ratio, score_cutoff=threshold(query))
        times.append(time.perf_counter() - start)
        if best is not None:
            near = store.near(query)
            found += bool(near) and near[0][1] >= best[1]
            missed += not near or near[0][1] < best[1]
    print(f"comparing with all: {statistics.median(times) * 1e3:.1f} ms a text")
    print(f"the nearest of all was found {found} times of {found + missed}")


def main() -> None:
    """Measure in a folder that is gone afterwards."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=200_000)
    parser.add_argument("--texts", type=int, default=300)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), options.entries, options.texts)


if __name__ == "__main__":
    main()
