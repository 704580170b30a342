"""The record of finished work: what need not be done again.

A task is known by its name and done by its key, a digest over everything that it reads. What it
found out is kept with it, and of costly files what they held. All of it is one SQLite file, safe
under several processes, which can be deleted at any time: that costs time and nothing else.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import json
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self, TypeVar

from pipeline.execution.stamps import Stamp, stamp

FILE = "work.sqlite"  # in the project's work folder
VERSION = 4  # of the tables
SAVE_AFTER = 2.0  # seconds: no more than that is done again after a power cut
WAIT = 30.0  # seconds for another process that is writing
LARGEST = 512 * 1024 * 1024  # bytes of results kept; the longest unused ones go first
COLLECT_AFTER = 100_000  # objects more than before

Answer = TypeVar("Answer")

_TABLES = (
    "DROP TABLE IF EXISTS work",
    "DROP TABLE IF EXISTS results",
    """CREATE TABLE work (
        area TEXT, task TEXT, key TEXT, outputs TEXT, facts TEXT, sum INTEGER,
        PRIMARY KEY (area, task)
    ) WITHOUT ROWID""",
    """CREATE TABLE results (
        key TEXT PRIMARY KEY, used INTEGER, size INTEGER, facts TEXT, content BLOB, digest BLOB
    )""",
    "CREATE INDEX results_by_use ON results (used, size)",
)


class Task(NamedTuple):
    """What is noted about a finished task."""

    key: str
    outputs: Mapping[str, Stamp | None]  # the files that it left, as they looked then
    facts: Mapping[str, Any]  # what it found out, as JSON can keep it


class Result(NamedTuple):
    """A file that was made, and what was found out at that."""

    facts: Mapping[str, Any]
    content: bytes


@dataclass(slots=True)
class FinishedWork:
    """What earlier runs finished in one area (build, check, update), by task name.

    What is noted is written now and then and on `close`, all at once, so that no other process
    waits for longer than that takes. A damaged file is made anew, and where none can be written
    nothing is remembered: either costs time only.
    """

    path: Path
    area: str
    look: Callable[[str], Stamp | None] = stamp  # what an output looks like from outside
    _connection: sqlite3.Connection | None = None
    _noted: dict[str, Task | None] = field(default_factory=dict)  # not written yet; None: forgotten
    _results: dict[str, Result] = field(default_factory=dict)  # not written yet
    _used: set[str] = field(default_factory=set)  # results that were asked for
    _saved: float = field(default_factory=time.monotonic)
    _is_first: bool | None = None  # whether the file knew no task when it was first asked for one
    _written: set[str] = field(default_factory=set)  # names of what was written, where it knew none
    _ahead: tuple[str, dict[str, Task]] = ("", {})  # tasks by the beginning of their names
    was_damaged: bool = False  # what it said before that was found, it knows no more

    @classmethod
    def open(
        cls, folder: Path, area: str, *, look: Callable[[str], Stamp | None] = stamp
    ) -> FinishedWork:
        """The record in a work folder, opened when it is first asked."""
        return cls(folder / FILE, area, look)

    def __enter__(self) -> Self:
        """Itself: to be closed at the end of the block, whatever happens in it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Keep what is finished, even where the rest failed."""
        self.close()

    @property
    def knew_nothing(self) -> bool:
        """Whether no task was on record when that was first asked."""
        if self._is_first is None:
            self._is_first = not self._ask("SELECT 1 FROM work WHERE area = ? LIMIT 1", self.area)
        return self._is_first

    # ---- what is done
    def facts(self, task: str, key: str) -> Mapping[str, Any] | None:
        """What was noted when `task` was finished with this key and its outputs are untouched.

        None: the task has to be done (again).
        """
        done = self._task(task)
        if done is None or done.key != key:
            return None
        if any(self.look(path) != known for path, known in done.outputs.items()):
            return None
        return done.facts

    def last_facts(self, task: str) -> Mapping[str, Any] | None:
        """What was noted when `task` was last finished, whatever has changed since.

        None where it never was, or where one of its outputs is gone.
        """
        done = self._task(task)
        if done is None or any(self.look(path) is None for path in done.outputs):
            return None
        return done.facts

    def finish(
        self, task: str, key: str, outputs: Iterable[str | Path], facts: Mapping[str, Any]
    ) -> None:
        """Note that `task` is done; its outputs lie where they belong already."""
        stamps = {str(path): self.look(str(path)) for path in outputs}
        self._noted[task] = Task(key, stamps, dict(facts))
        if time.monotonic() - self._saved > SAVE_AFTER:
            self.save()

    def forget(self, task: str) -> bool:
        """Whether `task` had been finished; afterwards it has not."""
        known = self._task(task) is not None
        if known:
            self._noted[task] = None
        return known

    def tasks(self) -> tuple[str, ...]:
        """The names of all finished tasks, in order."""
        rows = self._ask("SELECT task FROM work WHERE area = ?", self.area)
        names = {task for (task,) in rows}
        names.update(self._noted)
        names.difference_update(task for task, done in self._noted.items() if done is None)
        return tuple(sorted(names))

    def look_ahead(self, prefix: str) -> None:
        """Read all tasks whose names begin so, since each of them will be asked for."""
        query = "SELECT task, key, outputs, facts, sum FROM work WHERE area = ?"
        bounds = (prefix, f"{prefix}\U0010ffff")
        rows = self._ask(f"{query} AND task > ? AND task < ?", self.area, *bounds)
        self._ahead = (
            prefix,
            self._read(lambda: {row[0]: _as_task(*row) for row in rows}) or {},
        )

    def _task(self, name: str) -> Task | None:
        if name in self._noted:
            return self._noted[name]
        prefix, known = self._ahead
        if prefix and name.startswith(prefix):
            return known.get(name)
        if self.knew_nothing and name not in self._written:
            return None
        query = "SELECT task, key, outputs, facts, sum FROM work WHERE area = ? AND task = ?"
        rows = self._ask(query, self.area, name)
        return self._read(lambda: _as_task(*rows[0])) if rows else None

    # ---- what it came to
    def result(self, key: str) -> Result | None:
        """What a task with this key came to, whenever and under whatever name it was done."""
        if key in self._results:
            return self._results[key]
        rows = self._ask("SELECT facts, content, digest FROM results WHERE key = ?", key)
        result = self._read(lambda: _as_result(*rows[0])) if rows else None
        if result is not None:
            self._used.add(key)
        return result

    def keep(self, key: str, facts: Mapping[str, Any], content: bytes) -> None:
        """Remember what the task with this key came to."""
        self._results[key] = Result(facts, content)

    # ---- the file
    def save(self) -> None:
        """Write what was noted. What can't be written is forgotten: to be done again next time."""
        if self._noted or self._results or self._used:
            self._guarded(self._write)
        if self._is_first is not False:
            self._written.update(self._noted)
        if self._noted:
            self._ahead = ("", {})
        self._noted.clear()
        self._results.clear()
        self._used.clear()
        self._saved = time.monotonic()

    def close(self) -> None:
        """Write what was noted and let go of the file."""
        self.save()
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _write(self, connection: sqlite3.Connection) -> None:
        now = time.time_ns()
        with connection:  # one transaction: all of it or nothing
            connection.executemany(
                "INSERT OR REPLACE INTO work VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (self.area, *row, _sum(*row))
                    for name, task in self._noted.items()
                    if task is not None
                    for row in [(name, task.key, _json(task.outputs), _json(task.facts))]
                ],
            )
            connection.executemany(
                "DELETE FROM work WHERE area = ? AND task = ?",
                [(self.area, name) for name, task in self._noted.items() if task is None],
            )
            connection.executemany(
                "UPDATE results SET used = ? WHERE key = ?", [(now, key) for key in self._used]
            )
            connection.executemany(
                "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (key, now, len(content), text := _json(facts), content, _digest(text, content))
                    for key, (facts, content) in self._results.items()
                ],
            )
            if self._results:
                _drop_unused(connection)

    def _ask(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        return self._guarded(lambda connection: connection.execute(query, values).fetchall()) or []

    def _guarded(self, use: Callable[[sqlite3.Connection], Answer]) -> Answer | None:
        """What `use` makes of the file; None where there is no such file, or it can't be used."""
        try:
            return use(self._opened())
        except sqlite3.OperationalError:
            return None  # a folder that can't be written, or a process that does not let go
        except (sqlite3.DatabaseError, UnicodeDecodeError):  # of a table, of what SQLite says of it
            self._start_anew()
            return None

    def _read(self, make: Callable[[], Answer]) -> Answer | None:
        """What `make` reads out of rows; None where they are damaged, and then of a new file."""
        try:
            return make()
        except (ValueError, TypeError, AttributeError):  # no JSON, or of another kind
            self._start_anew()
            return None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            with contextlib.suppress(OSError):
                self.path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(self.path, timeout=WAIT)
            if _version(self._connection) != VERSION:
                _make_tables(self._connection)
        return self._connection

    def _start_anew(self) -> None:
        """Remove the damaged file; the next question makes a new one."""
        self.was_damaged = True
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        with contextlib.suppress(OSError):
            self.path.unlink()


def _make_tables(connection: sqlite3.Connection) -> None:
    """Make the tables anew, unless another process was faster, and has noted work since."""
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        if _version(connection) != VERSION:
            for statement in (*_TABLES, f"PRAGMA user_version = {VERSION}"):
                connection.execute(statement)


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    assert isinstance(version, int)
    return version


def _as_task(name: str, key: str, outputs: str, facts: str, known: int) -> Task:
    """ValueError where it is not what was noted, as in `_as_result`: a title of the index, or how
    much is translated, would be another.
    """
    if known != _sum(name, key, outputs, facts):
        raise ValueError("damaged")
    stamps = {path: tuple(known) if known else None for path, known in json.loads(outputs).items()}
    return Task(key, stamps, dict(json.loads(facts)))


def _as_result(facts: str, content: bytes, digest: bytes) -> Result:
    """ValueError where it is not what was kept: SQLite doesn't see a bit that a disk turned."""
    if digest != _digest(facts, content):
        raise ValueError("damaged")
    return Result(dict(json.loads(facts)), content)


def _sum(*values: str) -> int:
    """Finds what a disk turns; a tenth of the time of a digest, and a build asks for thousands."""
    return zlib.crc32("\n".join(values).encode())


def _digest(facts: str, content: bytes) -> bytes:
    return hashlib.sha256(facts.encode() + content).digest()


def _json(values: Mapping[str, Any]) -> str:
    return json.dumps(dict(values), ensure_ascii=False, separators=(",", ":"))


def _drop_unused(connection: sqlite3.Connection) -> None:
    """Let the results go that nobody has asked for longest, until the rest is small enough."""
    (total,) = connection.execute("SELECT coalesce(sum(size), 0) FROM results").fetchone()
    if total <= LARGEST:
        return
    keys = []
    for key, size in connection.execute("SELECT key, size FROM results ORDER BY used"):
        keys.append((key,))
        total -= size
        if total <= LARGEST * 3 // 4:  # not to come here again at every save
            break
    connection.executemany("DELETE FROM results WHERE key = ?", keys)


@contextlib.contextmanager
def rarely_collecting() -> Iterator[None]:
    """Look for garbage in cycles seldom: for work over many small values that hold none.

    Every unit, reading and finding is a new object, and the collector walks all that live for
    each few hundred of them: measured, a third of the time of all checks.
    """
    before = gc.get_threshold()
    gc.set_threshold(COLLECT_AFTER, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)
