"""The jobs, and how all who can do one are measured: in turn, round after round."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pipeline
from benchmarks import library
from benchmarks.measuring import run
from benchmarks.side_by_side import fuzzies
from benchmarks.side_by_side.results import LEFT_OUT, Cost, Part
from benchmarks.side_by_side.tools import TOOLS
from benchmarks.side_by_side.tools.leaflets import Leaflets
from benchmarks.side_by_side.tools.tool import (
    CHECK,
    COLD,
    EXTRACT,
    NOTHING,
    ONE_TEXT,
    OUTPUT,
    UPDATE,
    MissingError,
    Tool,
    Work,
)

JOBS: Mapping[str, str] = MappingProxyType(
    {
        EXTRACT: "articles → templates",
        UPDATE: "catalogs of all languages brought up to date after 5 % of the sentences changed",
        CHECK: "all catalogs checked",
        OUTPUT: "localized output of all languages, from full catalogs",
        COLD: "extraction, update and output at once, nothing derived in place",
        NOTHING: "the same again, where nothing has changed",
        ONE_TEXT: "the output brought up to date after one translation changed",
    }
)
GENERATOR = (Path(library.__file__), Path(library.__file__).with_suffix(".tsv"))
ENGINE = Path(pipeline.__file__).parent


def digest(files: Iterable[Path]) -> str:
    """Changes with what is in any of the files."""
    total = hashlib.sha256()
    for path in files:
        total.update(path.read_bytes())
    return total.hexdigest()


def versions() -> dict[str, str]:
    """Every tool's version, or why it is left out."""
    found = {}
    for name, tool in TOOLS.items():
        try:
            found[name] = tool.version()
        except MissingError as reason:
            found[name] = f"{LEFT_OUT}: {reason}"
    return found


class Workshop:
    """The folders of all tools for one size; prepared once, and kept."""

    def __init__(self, folder: Path, articles: int, only: Sequence[str]) -> None:
        self.articles = articles
        self.folder = folder / str(articles)
        self.tools: dict[str, Tool] = {}
        for name, tool in TOOLS.items():
            if name in only:
                home = self.folder / name.replace(" ", "-")
                self.tools[name] = tool(home, articles, library.LANGUAGES)

    @property
    def ours(self) -> Leaflets:
        """Ourselves."""
        ours = self.tools[Leaflets.name]
        assert isinstance(ours, Leaflets)
        return ours

    def prepare(self, tell: Callable[[str], None]) -> None:
        """Make what is not there yet. Ours first: others check and merge our catalogs."""
        for name, tool in self.tools.items():
            for what, act, files in (
                ("preparing", tool.prepare, GENERATOR),
                ("settling", tool.settle, (*GENERATOR, *sorted(ENGINE.rglob("*.py")))),
            ):
                mark = tool.folder.with_name(f"{tool.folder.name}.{what}")
                stamp = digest(files)
                if not mark.is_file() or mark.read_text() != stamp:
                    tell(f"{self.articles} articles: {what} {name}")
                    tool.folder.mkdir(parents=True, exist_ok=True)
                    act()
                    mark.write_text(stamp)

    def measure(self, job: str, rounds: int, tell: Callable[[str], None]) -> Part:
        """Every way of doing the job, so many times, in turn."""
        works = {
            heading: (tool, work)
            for tool in self.tools.values()
            for heading, work in tool.works(job).items()
        }
        costs = in_turn(
            works, rounds, lambda step: tell(f"{self.articles} articles: {job}, {step}")
        )
        facts: Mapping[str, Any] = {}
        if job == UPDATE and {"leaflets", "gettext"} <= self.tools.keys():
            facts = fuzzies.shared(self.tools["leaflets"], self.tools["gettext"])
        return part(costs, facts)


def in_turn(
    works: Mapping[str, tuple[Tool, Work]], rounds: int, tell: Callable[[str], None]
) -> dict[str, Cost]:
    """Each once a round, so that a busy neighbour hurts all alike."""
    found: dict[str, list[tuple[float, float, int]]] = {heading: [] for heading in works}
    begun: dict[str, object] = {}  # by tool; ways that begin alike leave their folder so
    for number in range(rounds):
        for heading, (tool, work) in works.items():
            tell(f"round {number + 1}, {heading}")
            if begun.get(tool.name) != work.begin:
                work.begin()
                begun[tool.name] = work.begin
            work.before()
            found[heading].append(_cost(work))
    return {
        heading: Cost(
            tuple(round(cpu, 4) for cpu, _, _ in runs),
            tuple(round(wall, 4) for _, wall, _ in runs),
            max(peak for _, _, peak in runs),
        )
        for heading, runs in found.items()
    }


def part(costs: Mapping[str, Cost], facts: Mapping[str, Any]) -> Part:
    """A part that was measured now."""
    return Part(costs, facts, commit(), round(os.getloadavg()[0], 1))


def _cost(work: Work) -> tuple[float, float, int]:
    """CPU and wall seconds of one run, and the peak of its largest process."""
    cpu = wall = 0.0
    peak = 0
    for command in work.commands:
        ran = run(list(command), folder=work.folder, codes=work.codes)
        if "Traceback (most recent call last)" in ran.err:
            sys.exit(f"{' '.join(command)[:500]}\n{ran.err[-2000:]}")
        cpu, wall, peak = cpu + ran.seconds, wall + ran.wall, max(peak, ran.peak)
    return cpu, wall, peak


def commit() -> str:
    """Which state of ours is measured."""
    return run(["git", "describe", "--always", "--dirty"], folder=Path(__file__).parent).out.strip()
