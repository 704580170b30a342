"""What was measured: a JSON file that outlives a run, so that long parts can be run one by one.

A part is one job at one size, or something measured otherwise; it is replaced whole when it is
measured anew. The document is made from the file alone.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

VERSION = 1
LEFT_OUT = "left out"  # with a reason, in place of a version or as a part's only fact
LIBRARY = "library"  # the part with what a library is like


@dataclass(frozen=True)
class Cost:
    """What one way of doing a job took, a number for every round."""

    cpu: tuple[float, ...]  # seconds, user and system, of all processes
    wall: tuple[float, ...]
    peak: int = 0  # bytes, of the largest single process in any round

    @property
    def seconds(self) -> float:
        """CPU seconds at the median."""
        return statistics.median(self.cpu)

    @property
    def wall_seconds(self) -> float:
        """By the clock, at the median."""
        return statistics.median(self.wall)

    def times(self, other: Cost) -> float:
        """How many times as dear this is as `other`: the median over rounds run side by side."""
        if len(self.cpu) != len(other.cpu):
            return self.seconds / other.seconds
        return statistics.median(a / b for a, b in zip(self.cpu, other.cpu, strict=True))


@dataclass(frozen=True)
class Part:
    """One job at one size, by all who can do it."""

    costs: Mapping[str, Cost] = field(default_factory=dict)  # by the heading of the column
    facts: Mapping[str, Any] = field(default_factory=dict)  # what is no cost
    commit: str = ""  # of ours, when it was measured
    load: float = 0.0  # processes that waited, on average, at its end


@dataclass
class Results:
    """All parts in a file, by name."""

    path: Path
    parts: dict[str, Part]
    machine: dict[str, str]
    versions: dict[str, str]  # of a tool, or why it is missing

    @classmethod
    def read(cls, path: Path) -> Results:
        """What is there; nothing where there is no file, or one of another version."""
        try:
            data = json.loads(path.read_bytes())
        except FileNotFoundError:
            data = {}
        if data.get("version") != VERSION:
            return cls(path, {}, {}, {})
        parts = {name: _part(each) for name, each in data["parts"].items()}
        return cls(path, parts, data["machine"], data["versions"])

    def save(self) -> None:
        """Write the file."""
        data = {
            "version": VERSION,
            "machine": self.machine,
            "versions": self.versions,
            "parts": {name: asdict(part) for name, part in self.parts.items()},
        }
        self.path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(data, ensure_ascii=False, indent=1)
        self.path.write_text(text + "\n", encoding="utf-8")

    # ---- asking
    def sizes(self) -> tuple[int, ...]:
        """Numbers of articles of the libraries that something was measured with."""
        found = (name.partition("/") for name in self.parts)
        return tuple(sorted(int(size) for size, _, name in found if name == LIBRARY))

    def part(self, job: str, size: int | None = None) -> Part:
        """A part; an empty one where it was not measured."""
        return self.parts.get(part_name(job, size), Part())

    def cost(self, job: str, size: int, heading: str) -> Cost | None:
        """What a job took; None where it was not measured."""
        return self.part(job, size).costs.get(heading)

    def ratio(self, job: str, size: int, theirs: str, ours: str = "leaflets") -> float | None:
        """How many times as dear theirs is as ours; None where one of them was not measured."""
        one, other = self.cost(job, size, theirs), self.cost(job, size, ours)
        return one.times(other) if one and other else None


def part_name(job: str, size: int | None = None) -> str:
    """As a part is called in the file."""
    return job if size is None else f"{size}/{job}"


def _part(data: Mapping[str, Any]) -> Part:
    costs = {
        heading: Cost(tuple(each["cpu"]), tuple(each["wall"]), each["peak"])
        for heading, each in data["costs"].items()
    }
    return Part(costs, data["facts"], data["commit"], data["load"])
