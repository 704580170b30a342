"""Changes of the memory's tables: the entries of a file put in, replaced or taken out.

Everything here happens inside one transaction, which `store` begins and ends.
"""

from __future__ import annotations

import sqlite3

from pipeline.catalogs.memory import changes
from pipeline.catalogs.memory.database import row
from pipeline.catalogs.memory.entries import Entry
from pipeline.catalogs.memory.nearness import runs
from pipeline.model import Language

__all__ = ["Filling"]


class Filling:
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
            [row(file, self._source(entry.source), entry) for entry in entries],
        )
        after = {(entry.source, *row(0, 0, entry)[2:]) for entry in entries}
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
        self._runs += [(run, done.lastrowid) for run in runs(text)]
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
                [(run, source) for run in runs(text)],
            )
            self._connection.execute("DELETE FROM source WHERE id = ?", (source,))
