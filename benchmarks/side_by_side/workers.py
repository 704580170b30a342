"""Two processes beside one, by the clock; and a job so small that a second one can't pay."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.measuring import run
from benchmarks.side_by_side.dist import differing, digests
from benchmarks.side_by_side.goals import DIFFERING, ONE_PROCESS, TWO_PROCESSES
from benchmarks.side_by_side.jobs import in_turn, part
from benchmarks.side_by_side.results import LEFT_OUT, Part
from benchmarks.side_by_side.tools.leaflets import JOBS, Leaflets, can
from benchmarks.side_by_side.tools.tool import OUTPUT, Work


def measure(ours: Leaflets, rounds: int, tell: Callable[[str], None]) -> Part:
    """All output by one process and by two, in turn."""
    if not can("build", JOBS):
        return Part(facts={LEFT_OUT: f"`leaflets build` has no {JOBS}"})
    output = ours.works(OUTPUT)["leaflets"]
    works = {
        heading: (ours, Work([ours.build(jobs=jobs)], ours.folder, output.begin, output.before))
        for heading, jobs in ((ONE_PROCESS, 1), (TWO_PROCESSES, 2))
    }
    costs = in_turn(works, rounds, tell)
    two = digests(ours.folder / "dist")
    output.before()
    run(ours.build(jobs=1), folder=ours.folder)
    return part(costs, {DIFFERING: {TWO_PROCESSES: differing(digests(ours.folder / "dist"), two)}})
