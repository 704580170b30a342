"""Measure what is asked for, keep it, and write the document over all that is kept.

python -m benchmarks.side_by_side --sizes 100 1000 --date 2026-11-26
python -m benchmarks.side_by_side --sizes 10000 --parts cold nothing --date 2026-11-26
python -m benchmarks.side_by_side --sizes --parts --date 2026-11-26    # only the document
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from pathlib import Path

from benchmarks import library
from benchmarks.side_by_side import cluster, document, printed, spent, workers
from benchmarks.side_by_side.goals import CLUSTER, FEW, MIDDLE, PRINTING, SPENT, WORKERS
from benchmarks.side_by_side.jobs import JOBS, Workshop, part, versions
from benchmarks.side_by_side.results import LEFT_OUT, LIBRARY, Part, Results, part_name
from benchmarks.side_by_side.tools import TOOLS
from benchmarks.side_by_side.tools.tool import empty_bin

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".leaflets" / "bench"
DOCUMENT = ROOT / "docs" / "benchmarks.md"
ALWAYS = ("leaflets", "python")  # take part at every size
PARTS = (*JOBS, WORKERS, CLUSTER, SPENT, PRINTING)


def main() -> int:
    """Measure and write."""
    options = _options()
    results = Results.read(FOLDER / "results.json")
    results.machine, results.versions = _machine(), versions()
    for name, version in results.versions.items():
        if version.startswith(LEFT_OUT):
            tell(f"{name} is {version}")
    for size in options.sizes:
        _measure_size(results, size, options)
    if WORKERS in options.parts and _wanted(results, part_name(WORKERS, FEW), options):
        few = Workshop(FOLDER / "work", FEW, ["leaflets"])
        few.prepare(tell)
        _keep(results, part_name(WORKERS, FEW), workers.measure(few.ours, options.rounds, tell))
    if PRINTING in options.parts and _wanted(results, part_name(PRINTING), options):
        _keep(results, part_name(PRINTING), printed.measure(options.rounds, tell))
    empty_bin()
    document.write(results, options.out, date=options.date, command=options.command)
    tell(f"wrote {options.out}")
    return 0


def _measure_size(results: Results, size: int, options: argparse.Namespace) -> None:
    names = [
        name
        for name in TOOLS
        if not results.versions[name].startswith(LEFT_OUT)
        and (name in ALWAYS or size <= options.peers_up_to)
    ]
    workshop = Workshop(FOLDER / "work", size, names)
    wanted = [job for job in options.parts if _wanted(results, part_name(job, size), options)]
    if not wanted:
        return
    workshop.prepare(tell)
    if part_name(LIBRARY, size) not in results.parts:
        tell(f"{size} articles: counting")
        _keep(results, part_name(LIBRARY, size), part({}, library.facts(size)._asdict()))
    for job in wanted:
        if job in JOBS:
            _keep(results, part_name(job, size), workshop.measure(job, options.rounds, tell))
    if SPENT in wanted:
        _keep(results, part_name(SPENT, size), spent.measure(workshop.ours, tell))
    for name, measure in ((WORKERS, workers.measure), (CLUSTER, cluster.measure)):
        if name in wanted and size == MIDDLE:
            _keep(results, part_name(name, size), measure(workshop.ours, options.rounds, tell))


def _wanted(results: Results, name: str, options: argparse.Namespace) -> bool:
    """Whether a part is to be measured: with --resume, not one that is there already."""
    return not (options.resume and name in results.parts)


def _keep(results: Results, name: str, measured: Part) -> None:
    """Into the file at once: whatever is interrupted later, this is not measured again."""
    results.parts[name] = measured
    results.save()


def _machine() -> dict[str, str]:
    """What a reader wants to know of the machine."""
    found = {"system": f"{platform.system()} {platform.release()}", "cores": str(os.cpu_count())}
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        model = next((line for line in lines if line.startswith("model name")), ": unknown")
    found["processor"] = model.partition(":")[2].strip()
    return found


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", nargs="*", type=int, default=[100, 1000], metavar="ARTICLES")
    parser.add_argument("--parts", nargs="*", choices=PARTS, default=PARTS, metavar="PART")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers-up-to", type=int, default=1000, metavar="ARTICLES")
    parser.add_argument("--resume", action="store_true", help="leave what is measured already")
    parser.add_argument("--date", required=True, help="as the document shall print it")
    parser.add_argument("--command", default="make bench", help="as the document shall print it")
    parser.add_argument("--out", type=Path, default=DOCUMENT)
    return parser.parse_args()


def tell(step: str) -> None:
    """What is being done, for who waits."""
    print(step, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
