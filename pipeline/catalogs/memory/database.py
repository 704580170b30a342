"""The memory's SQLite file: its tables, its rows as entries, and how damage of it is known.

A file that is not as we make it is made again by `store`: nothing that a person wrote is in it.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import MappingProxyType

from pipeline.catalogs.memory import changes
from pipeline.catalogs.memory.entries import Context, Entry
from pipeline.errors import LeafletsError
from pipeline.model import Language, State

__all__ = [
    "ERRORS_OF_THE_FILE",
    "ORDER",
    "PATIENCE",
    "SELECT",
    "as_entries",
    "connect",
    "is_damage",
    "is_of_another_shape",
    "is_whole",
    "row",
    "transaction",
]

LAYOUT = 2  # of the tables; another number in the file: it is made again
PATIENCE = 120.0  # seconds to wait for another process that writes

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
ERRORS_OF_THE_FILE = (sqlite3.DatabaseError, UnicodeDecodeError)


# ---- rows
_STATES = MappingProxyType({state.value: state for state in State})


def row(file: int, source: int, entry: Entry) -> tuple[object, ...]:
    """An entry of this file as a row of the table `entry`, without its id."""
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


def as_entries(rows: Iterable[tuple[object, ...]]) -> tuple[Entry, ...]:
    """The entries in rows that SELECT gave; where one holds what we never write, it is damage."""
    try:
        return tuple(map(_entry, rows))
    except (LookupError, ValueError, TypeError, LeafletsError) as error:
        raise _OddRowError(f"a row holds {error!r}") from error


def _entry(row: tuple[object, ...]) -> Entry:
    *texts, msgctxt, obsolete, is_part, is_imported, before, after = row
    source, target, tag, state, origin, article, date = map(str, texts)
    if not (isinstance(before, int | None) and isinstance(after, int | None)):
        raise TypeError("neighbours are known by numbers")
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


# ---- the connection
def connect(path: Path, engine: str) -> sqlite3.Connection:
    """A connection to a file that has our tables; made, or made anew, where it has not."""
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        # Readers go on while another process writes. Where the file system can't, SQLite says so
        # and keeps its other journal. No power loss costs more than the latest refresh.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        if not _is_ours(connection, engine):
            with transaction(connection):
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
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, and nobody else writes meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):  # the first error is the one to tell
            connection.execute("ROLLBACK")
        raise


def is_damage(error: Exception) -> bool:
    """Whether an error of SQLite says that the file is damaged, not that it can't be used now."""
    if isinstance(error, UnicodeDecodeError) or is_of_another_shape(error):
        return True
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # raised by Python itself, of a text that is no UTF-8
        return "decode" in str(error)
    return (code & 0xFF) in DAMAGE


def is_of_another_shape(error: Exception) -> bool:
    """Whether our tables, or what stands in them, are not as we make them: SQLite sees no damage.

    Nothing that a person wrote is in the file: to make it again costs time only.
    """
    is_foreign = isinstance(error, sqlite3.OperationalError) and str(error).startswith("no such")
    return is_foreign or isinstance(error, sqlite3.IntegrityError | _OddRowError)


class _OddRowError(sqlite3.DatabaseError):
    """A row that holds what we never write."""


def is_whole(path: Path) -> bool:
    """Whether SQLite finds nothing wrong with the file; it reads all of it."""
    if not path.exists():
        return True
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=PATIENCE)) as connection:
            return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    except ERRORS_OF_THE_FILE:
        return False
