"""A cluster of Dask on this machine: a scheduler and workers, as somebody would start them.

By the clock, as the work is done in processes that are not ours; beside the same build without
a cluster, whose bytes it must give. In the last one a worker is killed in the middle.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from benchmarks.measuring import ENVIRONMENT, run
from benchmarks.side_by_side.dist import differing, digests
from benchmarks.side_by_side.goals import DIFFERING, KILLED, ONE_WORKER, SERIAL, TWO_WORKERS
from benchmarks.side_by_side.jobs import part
from benchmarks.side_by_side.results import LEFT_OUT, Cost, Part
from benchmarks.side_by_side.tools.leaflets import Leaflets, can
from benchmarks.side_by_side.tools.tool import OUTPUT

OPTION = "--cluster"
DASK = str(Path(sys.executable).with_name("dask"))
PATIENCE = 60  # seconds until the scheduler must be there
WAIT = """
import sys
from distributed import Client
with Client(sys.argv[1]) as client:
    client.wait_for_workers(int(sys.argv[2]))
"""
KILL_AFTER = 0.5  # of the time that two workers take


class Cluster:
    """A scheduler with so many workers of one thread each."""

    def __init__(self, folder: Path, workers: int) -> None:
        self.file = folder / "scheduler.json"
        self.log = (folder / "cluster.log").open("wb")
        scheduler = ("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        self.scheduler = self._start(*scheduler, "--scheduler-file", str(self.file))
        waiting = time.monotonic() + PATIENCE
        while not self.file.is_file():
            if time.monotonic() > waiting or self.scheduler.poll() is not None:
                sys.exit(f"the Dask scheduler does not start; see {self.log.name}")
            time.sleep(0.1)
        self.address: str = json.loads(self.file.read_bytes())["address"]
        worker = ("worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard")
        self.workers = [
            self._start(*worker, "--local-directory", str(folder / f"worker{number}"))
            for number in range(workers)
        ]
        run([sys.executable, "-c", WAIT, self.address, str(workers)])

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [DASK, *arguments]
        return subprocess.Popen(command, env=ENVIRONMENT, stdout=self.log, stderr=self.log)

    def close(self) -> None:
        """End all of it."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()
        self.log.close()


@contextlib.contextmanager
def cluster(workers: int) -> Iterator[Cluster]:
    """A cluster that is gone afterwards."""
    with tempfile.TemporaryDirectory() as name:
        started = Cluster(Path(name), workers)
        try:
            yield started
        finally:
            started.close()


def measure(ours: Leaflets, rounds: int, tell: Callable[[str], None]) -> Part:
    """All output without a cluster, on one worker, and on two."""
    if not can("build", OPTION):
        return Part(facts={LEFT_OUT: f"`leaflets build` has no {OPTION}"})
    if not Path(DASK).is_file():
        return Part(facts={LEFT_OUT: "Dask is not installed here"})
    builds = _Builds(ours, tell)
    with cluster(1) as one, cluster(2) as two:
        for _ in range(rounds):
            builds.run(SERIAL)
            builds.run(ONE_WORKER, one)
            builds.run(TWO_WORKERS, two)
        builds.run(KILLED, two, kill_after=KILL_AFTER * min(builds.walls[TWO_WORKERS]))
    costs = {
        heading: Cost((), tuple(round(wall, 3) for wall in walls))
        for heading, walls in builds.walls.items()
    }
    return part(costs, {DIFFERING: builds.differing})


class _Builds:
    """Builds of one project, by the clock; all must make what the first one made."""

    def __init__(self, ours: Leaflets, tell: Callable[[str], None]) -> None:
        self.ours = ours
        self.tell = tell
        self.work = ours.works(OUTPUT)["leaflets"]
        self.work.begin()
        self.walls: dict[str, list[float]] = {}
        self.differing: dict[str, int] = {}  # files that differ, of the worst round
        self.expected: Mapping[str, str] | None = None

    def run(
        self, heading: str, on: Cluster | None = None, *, kill_after: float | None = None
    ) -> None:
        """One build; with `kill_after`, so many seconds into it the first worker is killed."""
        self.tell(f"{self.ours.articles} articles: cluster, {heading}")
        self.work.before()
        command = self.ours.build(jobs=None) if on else self.ours.build(jobs=1)
        command += [OPTION, on.address] if on else []
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=self.ours.folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL
        )
        if on and kill_after is not None:
            time.sleep(kill_after)
            on.workers[0].kill()
        if process.wait() != 0:
            sys.exit(f"{' '.join(command)} exits with {process.returncode}")
        self.walls.setdefault(heading, []).append(time.perf_counter() - started)
        made = digests(self.ours.folder / "dist")
        self.expected = self.expected or made
        worst = self.differing.get(heading, 0)
        self.differing[heading] = max(worst, differing(self.expected, made))
