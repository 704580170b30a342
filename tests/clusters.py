"""A real Dask cluster on this machine, and tasks that its workers can import."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
START_SECONDS = 150.0  # a busy machine takes long to load Dask
COMMON = ("--host", "127.0.0.1", "--no-dashboard")


@dataclass
class Machines:
    """A scheduler and workers, each a process of its own on the loopback interface."""

    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    scheduler: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def _address_file(self) -> Path:
        return self.folder / "scheduler.address"

    @property
    def address(self) -> str:
        return self._address_file.read_text()

    def start(self, workers: int) -> None:
        """Start the scheduler, and so many workers, which know of it when this returns."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.scheduler = self._run("scheduler", "scheduler", "--port", "0")
        self._address_file.write_text(self._logged("scheduler", "Scheduler at:"))
        self.add_workers(workers)

    def add_workers(self, number: int, *, path: Path | None = None) -> None:
        """More workers; those whose `path` is given find their packages there first."""
        names = [f"worker-{len(self.workers) + each}" for each in range(number)]
        for name in names:
            options = ("--nthreads", "1", "--no-nanny", "--local-directory", str(self.folder))
            self.workers.append(self._run(name, "worker", self.address, *options, path=path))
        for name in names:
            self._logged(name, "Registered to:")

    def kill(self, worker: int) -> None:
        """Let this worker die as in a power cut."""
        self.workers[worker].send_signal(signal.SIGKILL)
        self.workers[worker].wait()

    def stop(self) -> None:
        for process in (*self.workers, *filter(None, [self.scheduler])):
            process.kill()
            process.wait()

    def _run(
        self, name: str, kind: str, *options: str, path: Path | None = None
    ) -> subprocess.Popen[bytes]:
        paths = [str(each) for each in (path, ROOT, ROOT / "tests") if each is not None]
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(paths),
            "PYTHONDONTWRITEBYTECODE": "1",
            **self.environment,
        }
        with (self.folder / f"{name}.log").open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", kind, *COMMON, *options],
                stdout=log,
                stderr=log,
                env=environment,
                cwd=self.folder,
            )

    def _logged(self, name: str, words: str) -> str:
        """What the program says behind these words, once it has said them."""
        end = time.monotonic() + START_SECONDS
        log = self.folder / f"{name}.log"
        while time.monotonic() < end:
            for line in log.read_text().splitlines():
                if words in line:
                    return line.split(words)[1].strip()
            time.sleep(0.05)
        raise AssertionError(log.read_text())


@contextlib.contextmanager
def running(
    folder: Path, workers: int, environment: Mapping[str, str] | None = None
) -> Iterator[Machines]:
    """A cluster for as long as it is needed."""
    machines = Machines(folder, environment or {})
    try:
        machines.start(workers)
        yield machines
    finally:
        machines.stop()


# ---- tasks
@dataclass(frozen=True)
class Squares:
    """Squares numbers; so many processes wait for each other before the first one has done any."""

    folder: Path | None = None  # where they sign in
    processes: int = 0

    def __call__(self) -> Callable[[int], tuple[int, int]]:
        return self.square

    def square(self, number: int) -> tuple[int, int]:
        end = time.monotonic() + START_SECONDS
        if self.folder is not None:
            (self.folder / str(os.getpid())).touch()
            while len(list(self.folder.iterdir())) < self.processes and time.monotonic() < end:
                time.sleep(0.01)
        return number * number, os.getpid()


@dataclass(frozen=True)
class Fails:
    """Raises this error at its fourth task."""

    error: Exception

    def __call__(self) -> Callable[[int], int]:
        return self.fail

    def fail(self, number: int) -> int:
        if number == 3:
            raise self.error
        return number


@dataclass(frozen=True)
class Deadly:
    """Kills the worker that does its first task."""

    def __call__(self) -> Callable[[int], int]:
        return self.work

    def work(self, number: int) -> int:
        if number == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return number


@dataclass(frozen=True)
class Sleeps:
    """Takes its time."""

    def __call__(self) -> Callable[[int], int]:
        return self.work

    def work(self, number: int) -> int:
        time.sleep(0.05)
        return number
