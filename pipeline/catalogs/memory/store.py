"""The translation memory on disk: one SQLite file, derived from files that people keep.

It can be deleted at any time; that costs time and nothing else. Brought up to date file by file,
in one transaction; a damaged one is made again. It finds entries; what may be suggested is judged
in `memory`. Read next: `database` (the tables), `filling` (how they are changed), `nearness`.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from pipeline.catalogs.memory import changes, nearness
from pipeline.catalogs.memory.changes import Position
from pipeline.catalogs.memory.database import (
    ERRORS_OF_THE_FILE,
    ORDER,
    PATIENCE,
    SELECT,
    as_entries,
    connect,
    is_damage,
    is_of_another_shape,
    is_whole,
    transaction,
)
from pipeline.catalogs.memory.entries import Entry
from pipeline.catalogs.memory.filling import Filling
from pipeline.catalogs.similar import Index
from pipeline.errors import CatalogError, MachineError
from pipeline.files import lock, read
from pipeline.model import Language

__all__ = ["ReadEntries", "Store"]

Result = TypeVar("Result")
ReadEntries = Callable[[bytes, str], Iterable[Entry]]
"""The entries in a file's bytes; the text names the file in messages and in `Entry.origin`."""

ONLY_CAPITALS = 99.0  # similarity of a text in which nothing but capitals differs


def _ignore(_: str) -> None:
    """Where nobody wants to be told."""


class Store:
    """The memory's file. To be closed; `with` does it.

    `files` says, at the moment it is called, which files there are: name → path. `engine` names
    whatever the entries depend on besides the files: with another one all are made again. `tell`
    gets a sentence for the user where something was damaged or can't be read.
    """

    def __init__(
        self,
        path: Path,
        files: Callable[[], Mapping[str, Path]],
        read: ReadEntries,
        *,
        engine: str = "",
        tell: Callable[[str], None] = _ignore,
    ) -> None:
        self._path = path
        self._files = files
        self._read = read
        self._engine = engine
        self._tell = tell
        self._open: sqlite3.Connection | None = None
        self._near: dict[str, tuple[tuple[str, float], ...]] = {}
        self._known: dict[str, bool] = {}  # sources that were asked for
        self._said: dict[str, tuple[bytes, frozenset[Entry]]] = {}  # what files said when confirmed
        self._position: Position | None = None

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; the next question opens it again."""
        if self._open is not None:
            self._open.close()
            self._open = None
        self._near.clear()
        self._known.clear()
        self._said.clear()

    # ---- up to date
    def refresh(self) -> bool:
        """Bring the memory up to date with the files; False where it was.

        Unchanged files cost a stat each. A file that can't be read has no entries until it can.
        """
        return self._do(self._refresh)

    def rebuild(self) -> None:
        """Make the memory again from the files, whatever state it is in."""
        self.close()
        with lock(self._lock_path, seconds=PATIENCE):
            self._remove()
        self._do(self._refresh)

    def problems(self) -> tuple[tuple[str, str], ...]:
        """(file, what is wrong with it) of every file that could not be read, by name."""
        query = "SELECT path, problem FROM file WHERE problem <> '' ORDER BY path"
        return self._do(lambda connection: tuple(connection.execute(query)))

    # ---- what has changed
    @property
    def position(self) -> Position | None:
        """Where the memory was when it was last brought up to date here; None before."""
        return self._position

    def changed_since(self, moment: Position) -> frozenset[int] | None:
        """`changes.mark` of the texts whose answers may be others than then; None: of any text."""
        return self._do(lambda connection: changes.since(connection, moment))

    # ---- questions
    def exact(self, source: str, language: Language) -> tuple[Entry, ...]:
        """What is known for exactly this text, in any context, by file and place."""
        if not self._is_known(source):
            return ()
        query = f"{SELECT} WHERE source.text = ? AND language = ? {ORDER}"
        return self._entries(query, (source, language.tag))

    def _is_known(self, source: str) -> bool:
        """Whether any language has an entry for this text; nearly always each is asked for it."""
        if source not in self._known:
            query = "SELECT 1 FROM source WHERE text = ?"
            row = self._do(lambda connection: connection.execute(query, (source,)).fetchone())
            self._known[source] = row is not None
        return self._known[source]

    def near(self, source: str) -> tuple[tuple[str, float], ...]:
        """(known source text, similarity of 100) near to this one, nearest first, in no language.

        What is near does not depend on the target language: it is found once for all of them.
        A text in other capitals is near, however many of its letters that concerns.
        """
        if source not in self._near:
            candidates = self._do(partial(nearness.candidates, source))
            nearest = Index(candidates).nearest(source)
            found, folded = {text for text, _ in nearest}, source.casefold()
            others = (each for each in candidates if each.casefold() == folded)
            alike = tuple((each, ONLY_CAPITALS) for each in others if each not in found)
            self._near[source] = tuple(sorted((*nearest, *alike), key=lambda each: -each[1]))
        return self._near[source]

    def containing(self, text: str, language: Language, *, limit: int) -> tuple[Entry, ...]:
        """Entries with this wording in their source or their translation; cases as ASCII has it."""
        pattern = "%" + "".join(f"!{c}" if c in "!%_" else c for c in text) + "%"
        query = (
            f"{SELECT} WHERE language = ? AND NOT is_part"
            f" AND (source.text LIKE ? ESCAPE '!' OR target LIKE ? ESCAPE '!') {ORDER} LIMIT ?"
        )
        return self._entries(query, (language.tag, pattern, pattern, limit))

    def entries(self, languages: Iterable[Language] = ()) -> tuple[Entry, ...]:
        """All entries (in these languages), by file and place."""
        tags = [language.tag for language in languages]
        where = f"WHERE language IN ({','.join('?' * len(tags))})" if tags else ""
        return self._entries(f"{SELECT} {where} {ORDER}", tuple(tags))

    def count(self) -> int:
        """How many units and pairs there are, not counting the sentences of longer ones."""
        query = "SELECT count(*) FROM entry WHERE NOT is_part"
        found: tuple[int] = self._do(lambda connection: connection.execute(query).fetchone())
        return found[0]

    def has_language(self, language: Language) -> bool:
        """Whether there is any entry in this language."""
        query = "SELECT 1 FROM entry WHERE language = ? LIMIT 1"
        return self._do(
            lambda connection: connection.execute(query, (language.tag,)).fetchone() is not None
        )

    def is_confirmed(self, entry: Entry) -> bool:
        """Whether the file that the entry comes from says the same at this moment."""
        path = self._files().get(entry.origin)
        if path is None:
            return False
        try:
            data = read(path)
            if entry.origin not in self._said or self._said[entry.origin][0] != data:
                self._said[entry.origin] = (data, frozenset(self._read(data, entry.origin)))
        except (OSError, CatalogError):
            return False
        return entry in self._said[entry.origin][1]

    def _entries(self, query: str, values: tuple[object, ...]) -> tuple[Entry, ...]:
        return self._do(lambda connection: as_entries(connection.execute(query, values)))

    # ---- the file
    def _do(self, operation: Callable[[sqlite3.Connection], Result]) -> Result:
        """The operation's result; where the file is damaged, after having made it again."""
        try:
            return operation(self._connection())
        except ERRORS_OF_THE_FILE as error:
            if not is_damage(error):
                raise self._refused(error) from error
            self._discard(error)
        try:
            self._refresh(self._connection())
            return operation(self._connection())
        except ERRORS_OF_THE_FILE as error:
            raise self._refused(error) from error

    def _connection(self) -> sqlite3.Connection:
        if self._open is None:
            # The lock: two processes that make the same file at once; SQLite's own patience does
            # not reach to the change of the journal.
            with lock(self._lock_path, seconds=PATIENCE):
                self._open = connect(self._path, self._engine)
        return self._open

    @property
    def _lock_path(self) -> Path:
        return self._path.with_name(self._path.name + ".lock")

    def _discard(self, error: Exception) -> None:
        """Take the damaged file away, unless another process has done so meanwhile."""
        self.close()
        with lock(self._lock_path, seconds=PATIENCE):
            if is_whole(self._path) and not is_of_another_shape(error):
                return
            self._tell(f"{self._path.name} was damaged ({error}); it is made again from the files")
            self._remove()

    def _remove(self) -> None:
        """Delete the file and what SQLite keeps beside it; call it under the lock."""
        for suffix in ("", "-wal", "-shm", "-journal"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)

    def _refused(self, error: Exception) -> MachineError:
        return MachineError(
            f"the translation memory can't be used: {error}",
            path=str(self._path),
            hint="check the disk and your rights there; the file can be deleted, it is made again",
        )

    # ---- keeping up
    def _refresh(self, connection: sqlite3.Connection) -> bool:
        self._known.clear()  # another process may have brought the file up to date
        files = dict(sorted(self._files().items()))
        stamps = {name: _stamp(path) for name, path in files.items()}
        self._position = changes.position(connection)
        known = dict(connection.execute("SELECT path, stamp FROM file"))
        if known == stamps:
            return False
        with transaction(connection):
            known = dict(connection.execute("SELECT path, stamp FROM file"))  # nobody else's now
            filling = Filling(connection)
            for name in known.keys() - stamps.keys():
                filling.forget(name)
            for name, path in files.items():
                if known.get(name) != stamps[name]:
                    self._take(filling, name, path)
            filling.finish()
            changes.note(connection, filling.marks if known else None)
            self._position = changes.position(connection)
        self._near.clear()
        return True

    def _take(self, filling: Filling, name: str, path: Path) -> None:
        """Bring the entries of one file up to date."""
        stamp = _stamp(path)  # before reading: what is written after it, is seen the next time
        try:
            data = read(path)
        except OSError as error:
            self._miss(filling, name, stamp, b"", f"cannot be read: {error.strerror or error}")
            return
        digest = hashlib.sha256(data).digest()
        if filling.is_known(name, stamp, digest):
            return
        try:
            filling.replace(name, stamp, digest, tuple(self._read(data, name)))
        except CatalogError as error:
            self._miss(filling, name, stamp, digest, error.message, error.line)

    def _miss(
        self,
        filling: Filling,
        name: str,
        stamp: str,
        digest: bytes,
        problem: str,
        line: int | None = None,
    ) -> None:
        """Note a file that can't be read, and say so once."""
        filling.replace(name, stamp, digest, (), problem=problem)
        place = name if line is None else f"{name}:{line}"
        self._tell(f"{place}: nothing of it is in the memory: {problem}")


def _stamp(path: Path) -> str:
    """What `stat` says of a file's content, "" of one that is not there."""
    try:
        status = os.stat(path)
    except OSError:
        return ""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"
