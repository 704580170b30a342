"""The translation memory on disk: one SQLite file, derived from files that people keep.

It can be deleted at any time; that costs time and nothing else. Brought up to date file by file,
in one transaction; a damaged one is made again. It finds entries; what may be suggested is judged
in `memory`.
"""

from __future__ import annotations

import contextlib
import hashlib
import heapq
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TypeVar

from pipeline.catalogs.memory import changes
from pipeline.catalogs.memory.changes import Position
from pipeline.catalogs.memory.entries import Context, Entry
from pipeline.catalogs.similar import Index
from pipeline.errors import CatalogError, LeafletsError, MachineError
from pipeline.files import lock, read
from pipeline.model import Language, State

__all__ = ["ReadEntries", "Store"]

Result = TypeVar("Result")
ReadEntries = Callable[[bytes, str], Iterable[Entry]]
"""The entries in a file's bytes; the text names the file in messages and in `Entry.origin`."""

LAYOUT = 2  # of the tables; another number in the file: it is made again
PATIENCE = 120.0  # seconds to wait for another process that writes
COMMON = 2_000  # a run of words that more sources have tells nothing
CANDIDATES = 100  # sources that are really compared
ONLY_CAPITALS = 99.0  # similarity of a text in which nothing but capitals differs
SHORT = 4  # words: texts with fewer are looked up by characters too
WORD_LENGTH = 15  # longer on average: a script without spaces, taken by characters

TABLES = """
CREATE TABLE about (layout INTEGER NOT NULL, engine TEXT NOT NULL);
CREATE TABLE file (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    stamp TEXT NOT NULL,     -- size, time of change, inode: unchanged, so the file is not read
    digest BLOB NOT NULL,    -- of its bytes: unchanged, so it is not parsed
    problem TEXT NOT NULL    -- why it could not be read; it has no entries then
);
CREATE TABLE source (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE entry (
    id INTEGER PRIMARY KEY,  -- in the order of the file
    file INTEGER NOT NULL, source INTEGER NOT NULL, language TEXT NOT NULL, target TEXT NOT NULL,
    state TEXT NOT NULL, article TEXT NOT NULL, date TEXT NOT NULL, msgctxt TEXT,
    obsolete INTEGER NOT NULL, is_part INTEGER NOT NULL, is_imported INTEGER NOT NULL,
    before INTEGER, after INTEGER
);
CREATE INDEX entry_by_source ON entry (source, language);
CREATE INDEX entry_by_file ON entry (file);
CREATE TABLE run (run INTEGER, source INTEGER, PRIMARY KEY (run, source)) WITHOUT ROWID;
"""
NAMES = ("about", "file", "source", "entry", "run", *changes.NAMES)
SELECT = """
SELECT source.text, target, language, state, file.path, article, date, msgctxt, obsolete, is_part,
       is_imported, before, after
FROM entry JOIN source ON source.id = entry.source JOIN file ON file.id = entry.file
"""
ORDER = " ORDER BY file.path, entry.id"
DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
# The latter: where SQLite quotes a damaged name in what it says, Python can't read that.
_OF_THE_FILE = (sqlite3.DatabaseError, UnicodeDecodeError)


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
            candidates = self._do(partial(_candidates, source))
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
        return self._do(lambda connection: _as_entries(connection.execute(query, values)))

    # ---- the file
    def _do(self, operation: Callable[[sqlite3.Connection], Result]) -> Result:
        """The operation's result; where the file is damaged, after having made it again."""
        try:
            return operation(self._connection())
        except _OF_THE_FILE as error:
            if not _is_damage(error):
                raise self._refused(error) from error
            self._discard(error)
        try:
            self._refresh(self._connection())
            return operation(self._connection())
        except _OF_THE_FILE as error:
            raise self._refused(error) from error

    def _connection(self) -> sqlite3.Connection:
        if self._open is None:
            # The lock: two processes that make the same file at once; SQLite's own patience does
            # not reach to the change of the journal.
            with lock(self._lock_path, seconds=PATIENCE):
                self._open = _connect(self._path, self._engine)
        return self._open

    @property
    def _lock_path(self) -> Path:
        return self._path.with_name(self._path.name + ".lock")

    def _discard(self, error: Exception) -> None:
        """Take the damaged file away, unless another process has done so meanwhile."""
        self.close()
        with lock(self._lock_path, seconds=PATIENCE):
            if _is_whole(self._path) and not _is_of_another_shape(error):
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
        with _transaction(connection):
            known = dict(connection.execute("SELECT path, stamp FROM file"))  # nobody else's now
            filling = _Filling(connection)
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

    def _take(self, filling: _Filling, name: str, path: Path) -> None:
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
        filling: _Filling,
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


class _Filling:
    """Changes of the tables inside one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._sources: dict[str, int] = {}
        self._runs: list[tuple[int, int]] = []
        self._left: set[int] = set()  # sources that lost an entry
        self._languages: set[str] = set()  # that have an entry, as far as that was asked
        self.marks: set[int] = set()  # of the texts whose entries are others now

    def is_known(self, name: str, stamp: str, digest: bytes) -> bool:
        """Whether the file's entries are those of these bytes; its new stamp is noted then."""
        done = self._connection.execute(
            "UPDATE file SET stamp = ? WHERE path = ? AND digest = ?", (stamp, name, digest)
        )
        return done.rowcount == 1

    def forget(self, name: str) -> None:
        """Take out a file with its entries."""
        self.marks.update(changes.mark(str(text)) for text, *_ in self._taken_out(name))

    def _taken_out(self, name: str) -> set[tuple[object, ...]]:
        """(text, language, …) of the entries that the file had; they are gone with it."""
        of_file = "(SELECT id FROM file WHERE path = ?)"
        query = (
            "SELECT source, text, language, target, state, article, date, msgctxt, obsolete,"
            " is_part, is_imported, before, after"
            f" FROM entry JOIN source ON source.id = entry.source WHERE file = {of_file}"
        )
        rows = self._connection.execute(query, (name,)).fetchall()
        self._left.update(source for source, *_ in rows)
        self._connection.execute(f"DELETE FROM entry WHERE file = {of_file}", (name,))
        self._connection.execute("DELETE FROM file WHERE path = ?", (name,))
        return {tuple(row) for _, *row in rows}

    def replace(
        self, name: str, stamp: str, digest: bytes, entries: tuple[Entry, ...], *, problem: str = ""
    ) -> None:
        """Put these entries in the place of what the file had."""
        before = self._taken_out(name)
        for tag in {entry.language.tag for entry in entries} - self._languages:
            self._meet(tag)
        file = self._connection.execute(
            "INSERT INTO file (path, stamp, digest, problem) VALUES (?, ?, ?, ?)",
            (name, stamp, digest, problem),
        ).lastrowid
        assert file is not None
        self._connection.executemany(
            "INSERT INTO entry VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [_row(file, self._source(entry.source), entry) for entry in entries],
        )
        after = {(entry.source, *_row(0, 0, entry)[2:]) for entry in entries}
        self.marks.update(changes.mark(str(text)) for text, *_ in before ^ after)

    def _meet(self, tag: str) -> None:
        """Where nothing was in this language, all that was asked for in it may be answered now."""
        query = "SELECT 1 FROM entry WHERE language = ? LIMIT 1"
        if self._connection.execute(query, (tag,)).fetchone() is None:
            self.marks.add(changes.language_mark(Language(tag)))
        self._languages.add(tag)

    def _source(self, text: str) -> int:
        if text not in self._sources:
            query = "SELECT id FROM source WHERE text = ?"
            found = self._connection.execute(query, (text,)).fetchone()
            self._sources[text] = found[0] if found else self._new_source(text)
        return self._sources[text]

    def _new_source(self, text: str) -> int:
        done = self._connection.execute("INSERT INTO source (text) VALUES (?)", (text,))
        assert done.lastrowid is not None
        self._runs += [(run, done.lastrowid) for run in _runs(text)]
        return done.lastrowid

    def finish(self) -> None:
        """Index the new sources, take out those that nobody has any more."""
        self._runs.sort()  # in the order of the table: several times faster
        self._connection.executemany("INSERT INTO run VALUES (?, ?)", self._runs)
        for source in sorted(self._left):
            used = "SELECT 1 FROM entry WHERE source = ? LIMIT 1"
            if self._connection.execute(used, (source,)).fetchone():
                continue
            query = "SELECT text FROM source WHERE id = ?"
            (text,) = self._connection.execute(query, (source,)).fetchone()
            self._connection.executemany(
                "DELETE FROM run WHERE run = ? AND source = ?",
                [(run, source) for run in _runs(text)],
            )
            self._connection.execute("DELETE FROM source WHERE id = ?", (source,))


# --------------------------------------------------------------------------------------- near texts
def _runs(text: str) -> set[int]:
    """Digests of what a text shares with those near to it: pairs of neighbouring words.

    Two texts that are similar enough to be offered share a pair. Very short ones need not, and
    scripts without spaces have none: these are taken by three characters as well.
    """
    words = text.casefold().split()
    pieces = {f"{one} {other}" for one, other in pairwise(words)}
    if len(words) < SHORT or len(text) > WORD_LENGTH * len(words):
        characters = "".join(words)
        pieces |= {characters[at : at + 3] for at in range(max(1, len(characters) - 2))}
    return {zlib.crc32(piece.encode()) for piece in pieces}


def _candidates(source: str, connection: sqlite3.Connection) -> tuple[str, ...]:
    """The known texts that share most with this one, the rarer the better; ties by their text."""
    weights: dict[int, float] = {}
    for run in sorted(_runs(source)):
        query = "SELECT source FROM run WHERE run = ? LIMIT ?"
        found = [number for (number,) in connection.execute(query, (run, COMMON + 1))]
        if len(found) <= COMMON:
            for number in found:
                weights[number] = weights.get(number, 0.0) + 1.0 / len(found)
    texts = [
        (-weights[number], text)
        for number in _heaviest(weights)
        for (text,) in connection.execute("SELECT text FROM source WHERE id = ?", (number,))
    ]
    return tuple(text for _, text in sorted(texts)[:CANDIDATES])


def _heaviest(weights: Mapping[int, float]) -> list[int]:
    """CANDIDATES numbers or more, never some of equal ones: those would depend on their order."""
    if len(weights) <= CANDIDATES:
        return list(weights)
    least = heapq.nlargest(CANDIDATES, weights.values())[-1]
    heavier = [number for number, weight in weights.items() if weight > least]
    equal = [number for number, weight in weights.items() if weight == least]
    return heavier if heavier and len(equal) > 4 * CANDIDATES else heavier + equal


# --------------------------------------------------------------------------------------------- rows
_STATES = MappingProxyType({state.value: state for state in State})


def _row(file: int, source: int, entry: Entry) -> tuple[object, ...]:
    context = entry.context
    return (
        file,
        source,
        entry.language.tag,
        entry.target,
        entry.state.value,
        entry.article,
        entry.date,
        entry.msgctxt,
        entry.obsolete,
        entry.is_part,
        entry.is_imported,
        None if context is None else context.before,
        None if context is None else context.after,
    )


def _as_entries(rows: Iterable[tuple[object, ...]]) -> tuple[Entry, ...]:
    try:
        return tuple(map(_entry, rows))
    except (LookupError, ValueError, TypeError, AssertionError, LeafletsError) as error:
        raise _OddRowError(f"a row holds {error!r}") from error


def _entry(row: tuple[object, ...]) -> Entry:
    *texts, msgctxt, obsolete, is_part, is_imported, before, after = row
    source, target, tag, state, origin, article, date = map(str, texts)
    assert isinstance(before, int | None)
    assert isinstance(after, int | None)
    return Entry(
        source,
        target,
        Language(tag),
        _STATES[state],
        origin,
        article,
        date,
        None if msgctxt is None else str(msgctxt),
        bool(obsolete),
        bool(is_part),
        bool(is_imported),
        None if before is None or after is None else Context(before, after),
    )


# --------------------------------------------------------------------------------------- connection
def _connect(path: Path, engine: str) -> sqlite3.Connection:
    """A connection to a file that has our tables; made, or made anew, where it has not."""
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        # Readers go on while another process writes. Where the file system can't, SQLite says so
        # and keeps its other journal. No power loss costs more than the latest refresh.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        if not _is_ours(connection, engine):
            with _transaction(connection):
                for name in NAMES:
                    connection.execute(f"DROP TABLE IF EXISTS {name}")
                for statement in filter(str.strip, (TABLES + changes.TABLES).split(";\n")):
                    connection.execute(statement)
                changes.begin(connection)
                connection.execute("INSERT INTO about VALUES (?, ?)", (LAYOUT, engine))
    except BaseException:
        connection.close()
        raise
    return connection


def _is_ours(connection: sqlite3.Connection, engine: str) -> bool:
    query = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'about'"
    if connection.execute(query).fetchone() == (0,):
        return False
    try:
        about = connection.execute("SELECT layout, engine FROM about").fetchall()
    except sqlite3.OperationalError:  # a table of that name with other columns
        return False
    return about == [(LAYOUT, engine)]


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, and nobody else writes meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):  # the first error is the one to tell
            connection.execute("ROLLBACK")
        raise


def _is_damage(error: Exception) -> bool:
    if isinstance(error, UnicodeDecodeError) or _is_of_another_shape(error):
        return True
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # raised by Python itself, of a text that is no UTF-8
        return "decode" in str(error)
    return (code & 0xFF) in DAMAGE


def _is_of_another_shape(error: Exception) -> bool:
    """Whether our tables, or what stands in them, are not as we make them: SQLite sees no damage.

    Nothing that a person wrote is in the file: to make it again costs time only.
    """
    is_foreign = isinstance(error, sqlite3.OperationalError) and str(error).startswith("no such")
    return is_foreign or isinstance(error, sqlite3.IntegrityError | _OddRowError)


class _OddRowError(sqlite3.DatabaseError):
    """A row that holds what we never write."""


def _is_whole(path: Path) -> bool:
    """Whether SQLite finds nothing wrong with the file; it reads all of it."""
    if not path.exists():
        return True
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=PATIENCE)) as connection:
            return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    except _OF_THE_FILE:
        return False


def _stamp(path: Path) -> str:
    """What `stat` says of a file's content, "" of one that is not there."""
    try:
        status = os.stat(path)
    except OSError:
        return ""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"
