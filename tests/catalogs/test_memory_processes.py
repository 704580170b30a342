"""Several processes on one memory, and processes that are killed: with real ones."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.catalogs.memory.store import Store
from tests.catalogs.memory_worker import FILES, files, read

REPOSITORY = Path(__file__).parents[2]


def start(root: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.catalogs.memory_worker", str(root), *arguments],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def expected(root: Path) -> list[tuple[str, str]]:
    return sorted(
        (entry.source, entry.target)
        for name, path in files(root).items()
        for entry in read(path.read_bytes(), name)
    )


def found(root: Path) -> tuple[list[tuple[str, str]], list[str]]:
    """(what a new process finds in the memory, what it has to tell)."""
    told: list[str] = []
    with Store(root / "memory.sqlite", lambda: files(root), read, tell=told.append) as store:
        store.refresh()
        assert store.near("Take the tablet of day 7 with water, please.")
        return sorted((entry.source, entry.target) for entry in store.entries()), told


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for number in range(FILES):
        write(tmp_path, number, "")
    return tmp_path


def write(root: Path, number: int, mark: str) -> None:
    lines = [
        f"Take the tablet of day {day} with water{mark}.\tTome el {day} con agua{mark}."
        for day in range(number * 20, number * 20 + 20)
    ]
    (root / f"{number}.txt").write_text("\n".join(lines), encoding="utf-8")


def test_processes_that_begin_at_once_make_one_whole_memory(root: Path) -> None:
    processes = [start(root, "refresh", "4") for _ in range(3)]
    for process in processes:
        out, error = process.communicate(timeout=60)
        assert (process.returncode, error) == (0, "")
        assert out == f"{FILES * 20}\n" * 4
    assert found(root) == (expected(root), [])


def test_readers_and_writers_do_not_disturb_each_other(root: Path) -> None:
    readers = [start(root, "look", "60") for _ in range(2)]
    with Store(root / "memory.sqlite", lambda: files(root), read) as store:
        for turn in range(10):
            write(root, turn % FILES, f" at {turn} hours")
            store.refresh()
    for reader in readers:
        out, error = reader.communicate(timeout=60)
        assert (reader.returncode, error) == (0, "")
        assert set(out.split()) <= {"0", "20"}  # of one file all or nothing, never a part
    assert found(root) == (expected(root), [])


@pytest.mark.parametrize("file", [1, FILES // 2, FILES], ids=lambda number: f"file {number}")
def test_killed_while_it_writes(root: Path, file: int) -> None:
    """It kills itself with SIGKILL in the middle of its transaction: nothing of it is there."""
    with Store(root / "memory.sqlite", lambda: files(root), read) as store:
        store.refresh()
        before = sorted((entry.source, entry.target) for entry in store.entries())
    for number in range(FILES):
        write(root, number, " and food")
    process = start(root, "die", str(file))
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    with Store(root / "memory.sqlite", dict, read) as store:  # asked without being refreshed
        assert sorted((entry.source, entry.target) for entry in store.entries()) == before
    assert found(root) == (expected(root), [])


def test_killed_while_it_makes_the_first_memory(root: Path) -> None:
    process = start(root, "die", "3")
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    assert found(root) == (expected(root), [])


def test_processes_that_find_a_damaged_file_make_it_again_once(root: Path) -> None:
    (root / "memory.sqlite").write_bytes(b"no database at all" * 999)
    processes = [start(root, "refresh", "2") for _ in range(3)]
    told = []
    for process in processes:
        out, error = process.communicate(timeout=60)
        assert (process.returncode, out) == (0, f"{FILES * 20}\n" * 2)
        told += error.splitlines()
    assert len(told) == 1
    assert found(root) == (expected(root), [])
