from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import MachineError, SourceError
from pipeline.execution.executor import Executor, Local, Serial, scratch
from pipeline.execution.pool import Pool


@dataclass(frozen=True)
class Squares:
    """Squares numbers; slow ones first, so that later tasks finish earlier."""

    seconds: float = 0.0
    fails_at: int = -1

    def __call__(self) -> Callable[[int], tuple[int, int]]:
        return self.square

    def square(self, number: int) -> tuple[int, int]:
        if number == self.fails_at:
            raise SourceError("can't be squared", path="source/a.md", line=3, hint="mend it")
        time.sleep(self.seconds if number % 2 == 0 else 0)
        return number * number, os.getpid()


EXECUTORS = [Serial(), Pool(2, batch=3), Local(lambda task: 0.6, limit=2)]


@pytest.mark.parametrize("executor", EXECUTORS)
def test_results_come_in_the_order_of_the_tasks(executor: Executor) -> None:
    results = list(executor.run(Squares(0.05), range(10)))
    assert [square for square, _ in results] == [number * number for number in range(10)]


@pytest.mark.parametrize("executor", EXECUTORS)
def test_no_tasks_no_workers(executor: Executor) -> None:
    def refuse() -> Callable[[int], int]:
        raise AssertionError

    assert list(executor.run(refuse, iter(()))) == []


@pytest.mark.parametrize(("cost", "tasks", "processes"), [(0.3, 3, 1), (1.0, 4, 2)])
def test_more_processes_only_where_they_pay(cost: float, tasks: int, processes: int) -> None:
    executor = Local(lambda task: cost, limit=2)
    used = {process for _, process in executor.run(Squares(0.2), range(tasks))}
    assert (used == {os.getpid()}) == (processes == 1)


@pytest.mark.parametrize(("cost", "most"), [(0.9, 1), (0.05, 2), (0.002, 8)])
def test_dear_tasks_are_shared_among_the_processes(
    monkeypatch: pytest.MonkeyPatch, cost: float, most: int
) -> None:
    """Of four articles with their PDFs one process had all: they were a single batch."""
    batches: list[int] = []
    work = Pool._batches

    def note(self: Pool, *values: Any) -> Iterator[list[Any]]:
        batches.append(self.batch)
        return work(self, *values)

    monkeypatch.setattr(Pool, "_batches", note)
    tasks = range(int(2 / cost) + 2)
    results = list(Local(lambda task: cost, limit=2).run(Squares(), tasks))
    assert ([square for square, _ in results], batches) == ([n * n for n in tasks], [most])


def test_no_more_processes_than_are_asked_for() -> None:
    """Whoever asks for one has a full memory, or other work on the machine."""
    used = {process for _, process in Local(lambda task: 9.0, limit=1).run(Squares(), range(4))}
    assert used == {os.getpid()}


@pytest.mark.parametrize("executor", EXECUTORS)
def test_error_of_ours_arrives_whole(executor: Executor) -> None:
    with pytest.raises(SourceError) as caught:
        list(executor.run(Squares(fails_at=4), range(10)))
    assert str(caught.value) == "source/a.md:3: can't be squared\n  hint: mend it"


def test_tasks_are_taken_as_workers_get_free() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    results = Pool(2, batch=2).run(Squares(), tasks())
    assert next(results)[0] == 0
    assert len(taken) <= 2 * 2 * 2 + 2
    results.close()  # type: ignore[attr-defined]  # ends the workers at once


@pytest.mark.parametrize("fails_at", [4, -1])
def test_no_worker_goes_on_once_the_run_is_over(fails_at: int) -> None:
    """Not after an error either, nor for whoever wants no more: it would write when the lock is
    somebody else's.
    """
    results = Pool(2, batch=1).run(Squares(0.2, fails_at), range(40))
    if fails_at < 0:
        assert next(results)[0] == 0
        results.close()  # type: ignore[attr-defined]
    else:
        with pytest.raises(SourceError):
            list(results)
    # One that another thread has just waited for is still listed for a moment; the work would
    # have gone on for four seconds.
    end = time.monotonic() + 2
    while multiprocessing.active_children() and time.monotonic() < end:
        time.sleep(0.01)
    assert multiprocessing.active_children() == []


# What a shell starts in the background inherits that Ctrl-C is ignored: here it must not be.
ENDLESS = """
import signal
from pipeline.execution.pool import Pool
from test_executor import Slow

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for process in Pool(2, batch=1).run(Slow(), range(1000)):
        print(process, flush=True)
"""


class Slow:
    """Keeps something in the folder that it is lent."""

    def __call__(self) -> Callable[[int], int]:
        Path(tempfile.mkdtemp(prefix="leaflets-", dir=scratch.get()), "template").write_text("x")
        return self.work

    def work(self, number: int) -> int:
        time.sleep(0.05)
        return os.getpid()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize(
    "end",
    [
        signal.SIGTERM,
        *(pytest.param(each, marks=pytest.mark.soak) for each in (signal.SIGKILL, signal.SIGINT)),
    ],
)
def test_workers_end_with_the_main_process(tmp_path: Path, end: signal.Signals) -> None:
    script = tmp_path / "endless.py"
    script.write_text(ENDLESS)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    environment = {
        **os.environ,
        "TMPDIR": str(temporary),
        "PYTHONPATH": os.pathsep.join([*sys.path, str(Path(__file__).parent)]),
    }
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        workers = {int(process.stdout.readline()) for _ in range(6)}
        assert len(list(temporary.glob("leaflets-*"))) == 1
        process.send_signal(end)
        process.wait(5)
    limit = time.monotonic() + 5
    while any(Path(f"/proc/{worker}").exists() for worker in workers):
        assert time.monotonic() < limit
        time.sleep(0.05)
    assert list(temporary.glob("leaflets-*")) == []


@dataclass(frozen=True)
class Mortal:
    """A worker that dies at a task, the first time or always."""

    trace: Path
    always: bool = False
    at: tuple[int, ...] = (5,)

    def __call__(self) -> Callable[[int], int]:
        return self.work

    def work(self, number: int) -> int:
        trace = self.trace.with_suffix(f".{number}")
        if number in self.at and (self.always or not trace.exists()):
            trace.touch()
            os._exit(9)
        return number


def test_tasks_of_a_dead_worker_are_run_again(tmp_path: Path) -> None:
    results = Pool(2, batch=2).run(Mortal(tmp_path / "died"), range(12))
    assert list(results) == list(range(12))


@pytest.mark.soak
def test_workers_may_die_as_often_as_work_goes_on_between(tmp_path: Path) -> None:
    """Three deaths in a build of a night are no reason to give it up."""
    deaths = (5, 25, 45, 65)
    results = Pool(2, batch=2).run(Mortal(tmp_path / "died", at=deaths), range(70))
    assert list(results) == list(range(70))
    assert len(list(tmp_path.iterdir())) == len(deaths)


def test_task_that_kills_its_workers_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match="a worker process died 3 times over the same work"):
        list(Pool(2, batch=2).run(Mortal(tmp_path / "died", always=True), range(12)))
