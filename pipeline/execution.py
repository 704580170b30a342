"""The record of finished work: what need not be done again.

A task is known by its name and done by its key, a digest over everything that it reads. The
record is one JSON file that can be deleted at any time: that costs time and nothing else.
Running tasks on several processes comes here too, when there is more work than one can do.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import importlib.util
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.files import write_if_changed

VERSION = 1  # of the record's format
COLLECT_AFTER = 100_000  # objects more than before


@dataclass(slots=True)
class FinishedWork:
    """What earlier runs finished, by task name: its key, its outputs, and facts worth keeping."""

    path: Path
    _tasks: dict[str, dict[str, Any]] = field(default_factory=dict)
    _changed: bool = False

    @classmethod
    def read(cls, path: Path) -> FinishedWork:
        """The record at `path`; an absent or damaged one is simply empty."""
        try:
            data = json.loads(path.read_bytes())
            tasks = data["tasks"] if data.get("version") == VERSION else {}
        except (OSError, ValueError, KeyError, AttributeError):
            tasks = {}
        return cls(path, dict(tasks))

    def facts(self, task: str, key: str) -> Mapping[str, Any] | None:
        """What was noted when `task` was finished with this key and its outputs are untouched.

        None: the task has to be done (again).
        """
        entry = self._tasks.get(task)
        if entry is None or entry.get("key") != key:
            return None
        if any(_stamp(Path(path)) != stamp for path, stamp in entry["outputs"].items()):
            return None
        facts: Mapping[str, Any] = entry["facts"]
        return facts

    def last_facts(self, task: str) -> Mapping[str, Any] | None:
        """What was noted when `task` was last finished, whatever has changed since.

        None where it never was, or where one of its outputs is gone.
        """
        entry = self._tasks.get(task)
        if entry is None or any(_stamp(Path(path)) is None for path in entry["outputs"]):
            return None
        facts: Mapping[str, Any] = entry["facts"]
        return facts

    def finish(
        self, task: str, key: str, outputs: Iterable[Path], facts: Mapping[str, Any]
    ) -> None:
        """Note that `task` is done; its outputs lie on the disk already."""
        stamps = {str(path): _stamp(path) for path in outputs}
        self._tasks[task] = {"key": key, "outputs": stamps, "facts": dict(facts)}
        self._changed = True

    def forget(self, task: str) -> bool:
        """Whether `task` had been finished; afterwards it has not."""
        known = self._tasks.pop(task, None) is not None
        self._changed = self._changed or known
        return known

    def tasks(self) -> tuple[str, ...]:
        """The names of all finished tasks, in order."""
        return tuple(sorted(self._tasks))

    def save(self) -> None:
        """Write the record, if anything was finished."""
        if self._changed:
            data = {"version": VERSION, "tasks": self._tasks}
            text = json.dumps(data, ensure_ascii=False, sort_keys=True)
            write_if_changed(self.path, text.encode())
            self._changed = False


def _stamp(path: Path) -> list[int] | None:
    """Size and modification time, as JSON gives them back; None for a file that is not there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return [status.st_size, status.st_mtime_ns]


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


def digest(parts: Iterable[bytes]) -> str:
    """sha256 over the parts, each with its length, so that no two lists look alike."""
    total = hashlib.sha256()
    for part in parts:
        total.update(b"%d:" % len(part))
        total.update(part)
    return total.hexdigest()


def engine_stamp() -> bytes:
    """Changes whenever our own code, templates or data do, or any package is installed.

    Stats only: under a millisecond, and nothing is imported for it.
    """
    package = Path(__file__).parent
    stamps = []
    for folder, folders, names in os.walk(package):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            stamps.append((name, _stamp(Path(folder, name))))
    typst = importlib.util.find_spec("typst")
    if typst is not None and typst.origin is not None:
        stamps.append(("site-packages", _stamp(Path(typst.origin).parents[1])))
    return json.dumps(stamps).encode()
