"""The same build at home, by one worker of a Dask cluster, and by two: seconds, and the same bytes.

The cluster is a real one on this machine, as in the tests. Rounds are interleaved; the first one,
in which the workers load everything, is left out.

    python benchmarks/cluster.py --articles 25 --rounds 3
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import library
from clusters import Machines, running

FORMATS = "html,epub,docx"


def build(root: Path, *options: str) -> float:
    """The wall time of a build of everything."""
    for name in ("dist", ".leaflets"):
        shutil.rmtree(root / name, ignore_errors=True)
    begun = time.monotonic()
    command = [sys.executable, "-m", "pipeline", "build", "--root", str(root), "--format", FORMATS]
    subprocess.run([*command, *options], check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - begun


def bytes_of(root: Path) -> str:
    """A digest over everything in dist/."""
    paths = sorted(path for path in (root / "dist").rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def on(machines: Machines) -> Callable[[Path], float]:
    """A build on this cluster."""
    return lambda root: build(root, "--cluster", machines.address)


def measured(folder: Path, articles: int, rounds: int) -> dict[str, list[float]]:
    """Seconds of each build, by who does it."""
    root = folder / "library"
    library.write_library(root, articles)
    subprocess.run([sys.executable, "-m", "pipeline", "update", "--root", str(root)], check=True)
    with running(folder / "one", 1) as one, running(folder / "two", 2) as two:
        ways = {
            "at home": lambda root: build(root, "--jobs", "1"),
            "one worker": on(one),
            "two workers": on(two),
        }
        seconds: dict[str, list[float]] = {name: [] for name in ways}
        made = set()
        for _ in range(rounds + 1):
            for name, way in ways.items():
                seconds[name].append(way(root))
                made.add(bytes_of(root))
        if len(made) != 1:
            sys.exit("not all builds made the same bytes")
    return {name: each[1:] for name, each in seconds.items()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=25)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measured(Path(folder), chosen.articles, chosen.rounds)
    for name, each in found.items():
        print(f"{name:<12} {statistics.median(each):6.1f} s")
    pairs = zip(found["two workers"], found["one worker"], strict=True)
    ratio = statistics.median(two / one for two, one in pairs)
    print(f"two workers take {ratio:.2f} of the time of one; the same bytes in every build")
