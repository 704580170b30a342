"""Which texts were asked for, and whose answers may be others since: the memory's log.

What lacks a translation is looked at again when the memory may have one for it, and not before.
A text is known by a mark, 32 bits of it: two that share one cost a look for nothing.
"""

from __future__ import annotations

import base64
import os
import sqlite3
import sys
import zlib
from array import array
from collections.abc import Iterable

from pipeline.model import Language

__all__ = ["Position", "begin", "language_mark", "mark", "note", "packed", "position", "since"]

Position = tuple[str, int]
"""A moment of one memory: which memory it was, and how often that had changed."""

MOST = 50_000  # marks kept: an import of a large memory is "everything", and no list

TABLES = """
CREATE TABLE log (
    memory TEXT NOT NULL,    -- another one for every file that is made
    turn INTEGER NOT NULL,   -- how often it has changed
    first INTEGER NOT NULL   -- what changed in the turns behind this one is known
);
CREATE TABLE change (
    turn INTEGER NOT NULL, mark INTEGER NOT NULL, PRIMARY KEY (turn, mark)
) WITHOUT ROWID;
"""
NAMES = ("log", "change")


# ---- marks
def mark(text: str) -> int:
    """Of a text that is asked for."""
    return zlib.crc32(text.encode())


def language_mark(language: Language) -> int:
    """Of the question whether there is anything at all in a language; no text has it as its own."""
    return zlib.crc32(b"\0" + language.tag.encode())


def packed(marks: Iterable[int]) -> str:
    """Marks as a text that JSON can hold, the same for the same marks."""
    values = array("I", sorted(set(marks)))
    if sys.byteorder == "big":
        values.byteswap()
    return base64.b64encode(values.tobytes()).decode()


def unpacked(text: str) -> frozenset[int]:
    """The marks in what `packed` made."""
    values = array("I", base64.b64decode(text))
    if sys.byteorder == "big":
        values.byteswap()
    return frozenset(values)


# ---- the log
def begin(connection: sqlite3.Connection) -> None:
    """The first row of a new log."""
    connection.execute("INSERT INTO log VALUES (?, 0, 0)", (os.urandom(8).hex(),))


def position(connection: sqlite3.Connection) -> Position:
    """Where the memory is now."""
    memory, turn = connection.execute("SELECT memory, turn FROM log").fetchone()
    return str(memory), int(turn)


def note(connection: sqlite3.Connection, marks: Iterable[int] | None) -> None:
    """One turn in which the answers for these texts changed; None: for nobody knows which."""
    rows = None if marks is None else sorted(set(marks))
    if rows == []:
        return
    connection.execute("UPDATE log SET turn = turn + 1")
    if rows is not None:
        _, turn = position(connection)
        connection.executemany("INSERT INTO change VALUES (?, ?)", [(turn, each) for each in rows])
        (kept,) = connection.execute("SELECT count(*) FROM change").fetchone()
    if rows is None or kept > MOST:
        connection.execute("DELETE FROM change")
        connection.execute("UPDATE log SET first = turn")


def since(connection: sqlite3.Connection, moment: Position) -> frozenset[int] | None:
    """Marks of the texts whose answers may be others than at that moment; None: any."""
    memory, turn, first = connection.execute("SELECT memory, turn, first FROM log").fetchone()
    if moment[0] != memory or not first <= moment[1] <= turn:
        return None
    query = "SELECT DISTINCT mark FROM change WHERE turn > ?"
    return frozenset(each for (each,) in connection.execute(query, (moment[1],)))
