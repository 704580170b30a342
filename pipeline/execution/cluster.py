"""Tasks on many machines: a Dask cluster whose scheduler is named by its address.

The one module that knows Dask. A task travels as bytes and is run again where the worker that had
it died; results come back in the order of the tasks. Only what is about to be done is handed over,
so that a library need never be in anybody's memory as a whole. How a cluster is started and what
it has to have: docs/cluster.md.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import pickle
import threading
import time
import uuid
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline.errors import MachineError, counted
from pipeline.execution import version
from pipeline.execution.executor import Start, scratch

if TYPE_CHECKING:
    from distributed import Client, Future

T = TypeVar("T")
R = TypeVar("R")

CONNECT_SECONDS = 5.0  # until the scheduler has answered, and then until there is a worker
LOOK_SECONDS = 2.0  # how often, while a task is waited for, it is asked whether there are workers
ALONE_SECONDS = 30.0  # without any worker, before the run is given up: one may be starting anew
AHEAD = 3  # tasks for each thread of a worker that are handed over before they can be begun
READY = 2  # runs that a worker stays ready for: two people may build at a time

INSTALL_HINT = 'install what it needs: pip install "leaflets[cluster]"'
SAME_VERSION_HINT = (
    "install the same leaflets, with requirements-cluster.lock, on every machine of the cluster"
    " and on this one, then start its workers anew"
)
START_HINT = "start one with: dask scheduler; see docs/cluster.md"
WORKER_HINT = "start one with: dask worker {address} --nthreads 1; see docs/cluster.md"


class Cluster:
    """The workers of the scheduler at an address such as "tcp://scheduler:8786"."""

    is_remote = True

    def __init__(self, address: str, *, patience: float = CONNECT_SECONDS) -> None:
        self.address = address
        self._patience = patience

    def run(self, start: Start[T, R], tasks: Iterable[T]) -> Iterator[R]:
        """The results, in the order of the tasks; nobody is called where there is no task.

        MachineError where the scheduler can't be reached, has no workers, one of them is not of
        our version, or a task kills one worker after the other.
        """
        rest = iter(tasks)
        for first in rest:
            with _connected(self.address, self._patience) as client:
                _require_workers(client, self.address, self._patience)
                _require_our_version(client, self.address)
                yield from _Run(client, self.address, start).results(_chain(first, rest))


class _Run:
    """One run on a cluster that has been found fit for it."""

    def __init__(self, client: Client, address: str, start: Start[Any, Any]) -> None:
        self._client, self._address = client, address
        self._name = f"leaflets-{uuid.uuid4().hex}"
        # What all tasks need is the result of a task itself: workers fetch it from each other, and
        # where all that had it are dead, it is made again.
        parcel = pickle.dumps((self._name, dict(version.ours()), pickle.dumps(start)))
        self._parcel = self._submit("start", _hand_over, parcel)
        self._threads, self._counted = 0, 0.0
        self._workers: frozenset[str] = frozenset()
        self._alone_since: float | None = None

    def results(self, tasks: Iterable[Any]) -> Iterator[Any]:
        """What the tasks came to, in their order."""
        waiting: deque[tuple[Any, Future]] = deque()
        numbered = enumerate(tasks)
        while True:
            while len(waiting) < self._room():
                number, task = next(numbered, (0, None))
                if task is None:
                    break
                done = self._submit(str(number), _do, self._parcel, pickle.dumps(task))
                waiting.append((task, done))
            if not waiting:
                return
            yield self._result(*waiting.popleft())

    def _submit(self, name: str, work: Callable[..., Any], *values: Any) -> Future:
        import dask

        # Dask warns of large tasks because they pass through the scheduler. Ours are few at a time.
        with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TiB"}):
            return self._client.submit(work, *values, key=f"{self._name}-{name}", pure=False)

    def _room(self) -> int:
        """How many tasks may be handed over at a time; workers may come and go."""
        now = time.monotonic()
        if now - self._counted > LOOK_SECONDS:
            self._threads, self._counted = self._count(), now
        return max(1, self._threads) * AHEAD

    def _count(self) -> int:
        """The threads of all workers there are; MachineError where there has been none for long."""
        try:
            found = self._client.nthreads()
            if found.keys() - self._workers:
                # A task is given to workers that have what it needs; others must steal it.
                with contextlib.suppress(TimeoutError):
                    self._client.replicate([self._parcel], callback_timeout=ALONE_SECONDS)
        except _lost_with_the_scheduler() as error:
            raise _lost(self._address, error) from error
        self._workers, threads = frozenset(found), sum(found.values())
        now = time.monotonic()
        self._alone_since = None if threads else self._alone_since or now
        if self._alone_since is not None and now - self._alone_since > ALONE_SECONDS:
            raise MachineError(
                f"all workers are gone, for {ALONE_SECONDS:g} seconds now",
                path=self._address,
                hint=WORKER_HINT.format(address=self._address),
            )
        return int(threads)

    def _result(self, task: Any, done: Future) -> Any:
        """What this task came to, or raises what it raised, with its traceback."""
        from distributed import KilledWorker

        while True:
            try:
                return done.result(timeout=LOOK_SECONDS)
            except TimeoutError:
                if done.status == "error":
                    raise  # the task's own
                self._count()
            except KilledWorker as error:
                died = counted(error.allowed_failures + 1, "worker")
                raise MachineError(
                    f"{task}: {died} died that had this task",
                    path=self._address,
                    hint="is their memory full? their logs tell, see docs/cluster.md",
                ) from error
            except _lost_with_the_scheduler() as error:
                if done.status == "error":
                    raise  # the task's own
                raise _lost(self._address, error) from error


def _chain(first: T, rest: Iterator[T]) -> Iterator[T]:
    yield first
    yield from rest


# ---- the scheduler and its workers
@contextlib.contextmanager
def _connected(address: str, patience: float) -> Iterator[Client]:
    try:
        from distributed import Client
    except ImportError as error:
        raise MachineError(
            "a cluster needs the library 'distributed'", path=address, hint=INSTALL_HINT
        ) from error
    try:
        # A client that fails to connect takes long to fall apart: so greet before there is one.
        asyncio.run(_greet(address, patience))
        client = Client(address, timeout=patience, set_as_default=False, name="leaflets")
    except Exception as error:  # what answers there may be anything, and so may what comes of it
        raise MachineError(
            f"the scheduler can't be reached: {_sentence(error)}", path=address, hint=START_HINT
        ) from error
    log = logging.getLogger("distributed.client")
    level = log.level
    log.setLevel(logging.CRITICAL)  # a lost scheduler is told by us: Dask's tracebacks hide it
    try:
        yield client
    finally:
        with contextlib.suppress(TimeoutError, OSError):  # it may be gone
            client.close(timeout=CONNECT_SECONDS)
        log.setLevel(level)


async def _greet(address: str, patience: float) -> None:
    """Return if a program answers there that speaks Dask's language, in our version of it."""
    from distributed.comm import connect
    from distributed.security import Security

    arguments = Security().get_connection_args("client")
    greeted = connect(address, timeout=patience, **arguments)  # which a silent server never ends
    (await asyncio.wait_for(greeted, 2 * patience)).abort()


def _require_workers(client: Client, address: str, patience: float) -> None:
    try:
        client.wait_for_workers(1, timeout=patience)
    except TimeoutError as error:
        raise MachineError(
            "the scheduler has no workers", path=address, hint=WORKER_HINT.format(address=address)
        ) from error


def _require_our_version(client: Client, address: str) -> None:
    """MachineError that names the machines that are of another version, and what differs."""
    found: dict[str, object] = {}
    try:
        found["the scheduler"] = client.run_on_scheduler(_tell)
    except Exception as error:  # whatever it is that its Python raises
        raise _without_us("the scheduler", address, error) from error
    for worker, told in client.run(_tell, on_error="return").items():
        found[f"the worker at {worker}"] = told
    problems = []
    for machine, told in found.items():
        if isinstance(told, BaseException):
            raise _without_us(machine, address, told) from told
        assert isinstance(told, Mapping)
        if difference := version.differing(version.ours(), told):
            problems.append(f"{machine} is of another version: {difference}")
    if problems:
        more = f" (and so for {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise MachineError(f"{problems[0]}{more}", path=address, hint=SAME_VERSION_HINT)


def _without_us(machine: str, address: str, error: BaseException) -> MachineError:
    return MachineError(
        f"{machine} can't run leaflets: {_sentence(error)}", path=address, hint=SAME_VERSION_HINT
    )


def _lost_with_the_scheduler() -> tuple[type[BaseException], ...]:
    """What Dask raises when the scheduler is gone."""
    from distributed.client import FutureCancelledError
    from distributed.comm import CommClosedError

    return (CommClosedError, FutureCancelledError, OSError)


def _lost(address: str, error: BaseException) -> MachineError:
    from distributed.client import FutureCancelledError

    # That a task was taken back is what comes of it, with a number that says nothing to anybody.
    why = "" if isinstance(error, FutureCancelledError) else f": {_sentence(error)}"
    return MachineError(
        f"the connection to the scheduler was lost{why}",
        path=address,
        hint="is it still running? what is done is kept, so just run the command again",
    )


def _sentence(error: BaseException) -> str:
    """The first line of what an error says, without a final stop."""
    lines = str(error).strip().split("\n")
    return lines[0].rstrip(".") or f"no Dask scheduler answers ({type(error).__name__})"


# ---- on a worker
# A worker process may have several threads, and what does our tasks is not made for that.
_one_at_a_time = threading.Lock()
_ready: OrderedDict[str, Callable[[Any], Any]] = OrderedDict()  # by run, the last used one last


def _tell() -> dict[str, str]:
    return dict(version.ours())


def _hand_over(parcel: bytes) -> bytes:
    return parcel


def _do(parcel: bytes, task: bytes) -> Any:
    """The result of a task, on a worker that is made ready for its run where it is not yet."""
    with _one_at_a_time:
        return _prepared(parcel)(pickle.loads(task))


def _prepared(parcel: bytes) -> Callable[[Any], Any]:
    """The function that does a run's tasks here; MachineError where we are of another version."""
    run, theirs, start = pickle.loads(parcel)
    if run not in _ready:
        if difference := version.differing(theirs, version.ours()):
            raise MachineError(
                f"a worker is of another version: {difference}", hint=SAME_VERSION_HINT
            )
        while len(_ready) >= READY:
            _, former = _ready.popitem(last=False)
            _close(former)
        token = scratch.set(_scratch_folder())
        try:
            _ready[run] = pickle.loads(start)()
        finally:
            scratch.reset(token)
    _ready.move_to_end(run)
    return _ready[run]


def _close(work: Callable[[Any], Any]) -> None:
    close = getattr(work, "close", None)
    if close is not None:
        close()


def _scratch_folder() -> str:
    """This worker's own folder, which Dask clears away even where the worker was killed."""
    from distributed import get_worker

    return str(get_worker().local_directory)
