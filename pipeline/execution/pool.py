"""Tasks in several processes of this machine.

Processes are spawned, never forked: a fork copies locks that a thread of a library may hold, and
fonts and compilers that it must not share. Tasks travel in batches, so that a leaflet of two
milliseconds does not cost a third of that in messages.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar, cast

from pipeline.errors import MachineError
from pipeline.execution.executor import MOST_IN_A_BATCH, Start, scratch

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 2  # batches a worker that wait for it, so that it never waits for us
ATTEMPTS = 3  # pools for the same batch, before it is held to be what kills its workers

_work: Callable[[Any], Any] | None = None  # in a worker: what does a task


class Pool:
    """So many processes, started at the first task and ended with the run."""

    is_remote = False

    def __init__(self, workers: int, *, batch: int = MOST_IN_A_BATCH) -> None:
        self.workers = workers
        self.batch = batch

    def run(self, start: Start[T, R], tasks: Iterable[T]) -> Iterator[R]:
        """The results in the order of the tasks; a worker that dies has its tasks run again.

        Whoever wants no more, or is interrupted, ends the workers at once. What one of them was
        writing lies beside its target, and the next run takes it away; what they keep for
        themselves, in a folder that ends with the run.
        """
        folder = tempfile.mkdtemp(prefix="leaflets-")
        try:
            yield from self._results(start, tasks, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _results(self, start: Start[T, R], tasks: Iterable[T], folder: str) -> Iterator[R]:
        iterator = iter(tasks)
        batches: Iterator[list[T]] = iter(lambda: list(itertools.islice(iterator, self.batch)), [])
        unfinished: deque[list[T]] = deque()
        died = 0
        while True:
            pool = self._pool(start, folder)
            try:
                for batch in self._batches(pool, unfinished, batches):
                    died = 0
                    yield from cast("list[R]", batch)
            except BrokenProcessPool as error:
                pool.shutdown()
                died += 1
                if died == ATTEMPTS:
                    raise MachineError(
                        f"a worker process died {ATTEMPTS} times over the same work",
                        hint="is the memory full? use fewer processes: --jobs 1",
                    ) from error
            except BaseException:
                _end(pool)
                raise
            else:
                pool.shutdown()
                return

    def _pool(self, start: Start[T, R], folder: str) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self.workers,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(start, folder),
        )

    def _batches(
        self,
        pool: ProcessPoolExecutor,
        unfinished: deque[list[T]],
        batches: Iterator[list[T]],
    ) -> Iterator[list[Any]]:
        """The results of each batch; what is not finished stays in `unfinished`."""
        waiting = deque(pool.submit(_do_batch, each) for each in unfinished)
        while True:
            while len(waiting) < self.workers * AHEAD and (batch := next(batches, None)):
                unfinished.append(batch)
                waiting.append(pool.submit(_do_batch, batch))
            if not waiting:
                return
            results = waiting.popleft().result()
            unfinished.popleft()
            yield results


def _begin(start: Start[Any, Any], folder: str) -> None:
    """Make a worker ready. Ctrl-C reaches the whole group; the main process ends the workers."""
    global _work  # noqa: PLW0603 – a worker's own, set once before its first task
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, args=(folder,), daemon=True).start()
    scratch.set(folder)
    _work = start()


def _end_with_parent(folder: str) -> None:
    """Where the main process is killed, nobody tells its workers: they would wait for ever."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


def _do_batch(tasks: list[Any]) -> list[Any]:
    assert _work is not None
    return [_work(task) for task in tasks]


def _end(pool: ProcessPoolExecutor) -> None:
    """End the workers, whatever they are doing: they are the only children of ours."""
    pool.shutdown(wait=False, cancel_futures=True)
    for process in multiprocessing.active_children():
        process.terminate()
    for process in multiprocessing.active_children():
        process.join()
