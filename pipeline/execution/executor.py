"""The one way in which many independent tasks are run, wherever that is.

A task is a value and so is its result: both travel to other processes and machines. A stage gives
an executor `Start`, which makes what every worker needs once (a project, a PDF engine) and returns
the function that does a task. Results come back in the order of the tasks, whoever finishes first.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from typing import Any, Protocol, TypeVar

T_contra = TypeVar("T_contra", contravariant=True)
R_co = TypeVar("R_co", covariant=True)
T = TypeVar("T")
R = TypeVar("R")

# A worker takes half a second of CPU to start and to load the engine, so it must save more.
WORTH_A_WORKER = 1.0  # seconds of work
WORTH_A_MESSAGE = 0.1  # seconds of work: a message takes half a millisecond
MOST_IN_A_BATCH = 8  # tasks

# Where a worker that is made ready may keep temporary files, cleared away by whoever started the
# worker even if it is killed; None: only where the system keeps such files.
scratch: ContextVar[str | None] = ContextVar("scratch", default=None)


class Start(Protocol[T_contra, R_co]):
    """Makes a worker ready and returns what does a task there; picklable, called once a worker."""

    def __call__(self) -> Callable[[T_contra], R_co]:
        """What does one task. It may have a `close`, for workers that outlive the run."""
        ...


class Executor(Protocol):
    """Runs tasks."""

    @property
    def is_remote(self) -> bool:
        """Whether workers see other disks than ours: tasks must bring all that they read."""
        ...

    def run(self, start: Start[T, R], tasks: Iterable[T]) -> Iterator[R]:
        """The results, in the order of the tasks. An error in one ends the run and is raised.

        Tasks are taken as workers get free: a long list need never be in memory as a whole.
        """
        ...


class Serial:
    """One task after another, here."""

    is_remote = False

    def run(self, start: Start[T, R], tasks: Iterable[T]) -> Iterator[R]:
        """The results as they are made; a worker is only started when there is a task."""
        work: Callable[[Any], R] | None = None
        for task in tasks:
            work = work or start()
            yield work(task)


class Local:
    """Here, or in more processes of this machine once there is enough work for them.

    `cost` estimates what a task takes, in seconds; `limit` is the most processes (None: one a
    core); `start_cost` is what a worker takes to start, in units of the usual one.
    """

    is_remote = False

    def __init__(
        self, cost: Callable[[Any], float], *, limit: int | None = None, start_cost: float = 1.0
    ) -> None:
        self._cost = cost
        self._limit = limit or cores()
        self._start_cost = start_cost

    def run(self, start: Start[T, R], tasks: Iterable[T]) -> Iterator[R]:
        """The results, in the order of the tasks."""
        iterator, first, seconds = iter(tasks), list[T](), 0.0
        worth = WORTH_A_WORKER * self._start_cost
        for task in iterator if self._limit > 1 else ():
            first.append(task)
            seconds += self._cost(task)
            if seconds >= worth * self._limit:
                break
        executor: Executor = Serial()
        workers = min(self._limit, int(seconds / worth))
        if workers > 1:
            from pipeline.execution.pool import Pool

            executor = Pool(workers, batch=_batch(seconds / len(first)))
        yield from executor.run(start, itertools.chain(first, iterator))


def _batch(seconds: float) -> int:
    """How many tasks that take so long travel at a time.

    Enough that messages cost next to nothing, and no more: of four articles with their PDFs in
    eight languages one worker had all, and the others had none.
    """
    return max(1, min(MOST_IN_A_BATCH, round(WORTH_A_MESSAGE / max(seconds, 1e-6))))


def cores() -> int:
    """How many processes can run at the same time, as far as the system tells."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
