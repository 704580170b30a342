"""The memory's log: whose answers may be others than they were."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogs.memory import changes
from pipeline.model import Language


@pytest.fixture
def log() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.executescript(changes.TABLES)
    changes.begin(connection)
    yield connection
    connection.close()


@given(st.sets(st.integers(0, 2**32 - 1)))
def test_marks_come_back_from_a_record(marks: set[int]) -> None:
    assert changes.unpacked(changes.packed(marks)) == marks


def test_marks_are_the_same_on_every_machine() -> None:
    assert changes.mark("Rest.") == 0x493B0BB3
    assert changes.packed([3, 1, 3]) == "AQAAAAMAAAA="
    assert changes.language_mark(Language("de")) != changes.mark("de")


def test_a_moment_knows_what_has_changed_since(log: sqlite3.Connection) -> None:
    first = changes.position(log)
    changes.note(log, [1, 2])
    second = changes.position(log)
    changes.note(log, [2, 3])
    changes.note(log, [])  # a turn in which nothing changed is none
    third = changes.position(log)
    assert [turn for _, turn in (first, second, third)] == [0, 1, 2]
    assert changes.since(log, first) == {1, 2, 3}
    assert changes.since(log, second) == {2, 3}
    assert changes.since(log, third) == frozenset()


def test_of_another_memory_and_of_the_future_nothing_is_known(log: sqlite3.Connection) -> None:
    memory, turn = changes.position(log)
    assert changes.since(log, ("another", turn)) is None
    assert changes.since(log, (memory, turn + 1)) is None


def test_too_much_is_everything(log: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "MOST", 3)
    before = changes.position(log)
    changes.note(log, [1, 2])
    between = changes.position(log)
    changes.note(log, [3, 4])
    after = changes.position(log)
    changes.note(log, [5])
    assert changes.since(log, before) is None
    assert changes.since(log, between) is None
    assert changes.since(log, after) == {5}
    changes.note(log, None)
    assert changes.since(log, after) is None
    assert log.execute("SELECT count(*) FROM change").fetchone() == (0,)
