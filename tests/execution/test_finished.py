from __future__ import annotations

import contextlib
import multiprocessing
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.execution import finished
from pipeline.execution.finished import FILE, FinishedWork, Result


@pytest.fixture(autouse=True)
def _closed_at_last(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close what a test has opened: Python 3.13 warns of connections that the collector closes."""
    opened: list[FinishedWork] = []
    really_open = FinishedWork.open

    def noting(*args: Any, **options: Any) -> FinishedWork:
        opened.append(really_open(*args, **options))
        return opened[-1]

    monkeypatch.setattr(FinishedWork, "open", noting)
    yield
    for work in opened:
        work.close()


def with_one_task(tmp_path: Path) -> tuple[FinishedWork, Path]:
    output = tmp_path / "es" / "a.html"
    output.parent.mkdir()
    output.write_text("<p>Hola</p>", encoding="utf-8")
    with FinishedWork.open(tmp_path, "build") as work:
        work.finish("a/es", "key", [output], {"title": "腰"})
    return FinishedWork.open(tmp_path, "build"), output


def test_finished_work_is_remembered_with_its_facts(tmp_path: Path) -> None:
    work, _ = with_one_task(tmp_path)
    assert work.facts("a/es", "key") == {"title": "腰"}
    assert work.tasks() == ("a/es",)


@pytest.mark.parametrize("task", ["a/es", "b/es"])
def test_other_key_or_task_has_to_be_done(tmp_path: Path, task: str) -> None:
    work, _ = with_one_task(tmp_path)
    assert work.facts(task, "other key") is None


def test_the_folder_of_the_record_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "clinic" / ".leaflets"
    with FinishedWork.open(folder, "build") as work:
        work.finish("a/es", "key", [], {})
    assert FinishedWork.open(folder, "build").facts("a/es", "key") == {}


def test_areas_know_nothing_of_each_other(tmp_path: Path) -> None:
    with_one_task(tmp_path)
    other = FinishedWork.open(tmp_path, "check")
    assert other.facts("a/es", "key") is None
    assert other.tasks() == ()


def test_touched_output_has_to_be_done_again(tmp_path: Path) -> None:
    work, output = with_one_task(tmp_path)
    output.write_text("edited by hand", encoding="utf-8")
    assert work.facts("a/es", "key") is None
    assert work.last_facts("a/es") == {"title": "腰"}


def test_missing_output_has_to_be_done_again(tmp_path: Path) -> None:
    work, output = with_one_task(tmp_path)
    output.unlink()
    assert work.facts("a/es", "key") is None
    assert work.last_facts("a/es") is None


def test_what_is_forgotten_stays_so(tmp_path: Path) -> None:
    work, _ = with_one_task(tmp_path)
    assert work.forget("a/es")
    assert not work.forget("a/es")
    assert work.facts("a/es", "key") is None
    work.close()
    assert FinishedWork.open(tmp_path, "build").tasks() == ()


def test_what_is_noted_counts_before_it_is_written(tmp_path: Path) -> None:
    work, _ = with_one_task(tmp_path)
    work.finish("b/es", "another", [], {"n": 1})
    assert work.tasks() == ("a/es", "b/es")
    assert work.facts("b/es", "another") == {"n": 1}
    assert FinishedWork.open(tmp_path, "build").tasks() == ("a/es",)


@pytest.mark.parametrize("damage", [b"", b"{", b"SQLite format 3\0" + b"x" * 5000])
def test_damaged_record_costs_time_only(tmp_path: Path, damage: bytes) -> None:
    work, output = with_one_task(tmp_path)
    work.close()
    (tmp_path / FILE).write_bytes(damage)
    with FinishedWork.open(tmp_path, "build") as again:
        assert again.facts("a/es", "key") is None
        again.finish("a/es", "key", [output], {"title": "b"})
    assert FinishedWork.open(tmp_path, "build").facts("a/es", "key") == {"title": "b"}


def test_record_of_another_version_is_made_anew(tmp_path: Path) -> None:
    work, _ = with_one_task(tmp_path)
    work.close()
    with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute("PRAGMA user_version = 1")
    assert FinishedWork.open(tmp_path, "build").tasks() == ()


def test_where_nothing_can_be_written_nothing_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way of the folder")
    with FinishedWork.open(tmp_path / "file", "build") as work:
        work.finish("a", "key", [], {})
        assert work.facts("a", "key") == {}
    assert FinishedWork.open(tmp_path / "file", "build").tasks() == ()


def test_results_are_found_by_key_under_any_name(tmp_path: Path) -> None:
    with FinishedWork.open(tmp_path, "build") as work:
        work.keep("key", {"title": "腰"}, b"%PDF")
        assert work.result("key") == Result({"title": "腰"}, b"%PDF")
    assert FinishedWork.open(tmp_path, "build").result("key") == Result({"title": "腰"}, b"%PDF")
    assert FinishedWork.open(tmp_path, "build").result("other") is None


def test_results_unused_for_longest_go_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finished, "LARGEST", 100)
    for name in ("a", "b", "c"):
        with FinishedWork.open(tmp_path, "build") as work:
            work.keep(name, {}, b"x" * 30)
    with FinishedWork.open(tmp_path, "build") as work:
        assert work.result("a") is not None  # used again: now b is the oldest
    with FinishedWork.open(tmp_path, "build") as work:
        work.keep("d", {}, b"x" * 30)
    work = FinishedWork.open(tmp_path, "build")
    assert [name for name in "abcd" if work.result(name)] == ["a", "d"]


def write_many(folder: Path, area: str) -> None:
    for number in range(40):
        with FinishedWork.open(folder, area) as work:
            work.finish(f"task {number}", "key", [], {"of": area})


def test_several_processes_write_at_the_same_time(tmp_path: Path) -> None:
    areas = ["build", "check", "update"]
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=write_many, args=(tmp_path, area)) for area in areas]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    for area in areas:
        work = FinishedWork.open(tmp_path, area)
        assert len(work.tasks()) == 40
        assert work.facts("task 39", "key") == {"of": area}


def test_two_that_make_the_file_at_once_keep_what_both_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The slower one found no tables, and made them anew over the work of the faster one."""
    really_version = finished._version
    answers = []

    def slow(connection: sqlite3.Connection) -> int:
        answers.append(really_version(connection))
        if len(answers) == 1:  # while this one looks, another makes the file
            with FinishedWork.open(tmp_path, "check") as faster:
                faster.finish("task", "key", [], {})
        return answers[-1]

    monkeypatch.setattr(finished, "_version", slow)
    with FinishedWork.open(tmp_path, "build") as work:
        work.finish("task", "key", [], {})
    assert answers[0] == 0
    for area in ("build", "check"):
        assert FinishedWork.open(tmp_path, area).tasks() == ("task",)


# ---- what a disk does to it
@pytest.mark.parametrize("column", ["content", "facts"])
def test_a_result_that_is_not_what_was_kept_is_made_again(tmp_path: Path, column: str) -> None:
    with FinishedWork.open(tmp_path, "build") as work:
        work.keep("key", {"title": "10 mg"}, b"Take 10 mg.")
    connection = sqlite3.connect(tmp_path / FILE)
    with connection:
        (value,) = connection.execute(f"SELECT {column} FROM results").fetchone()
        turned = value.replace(b"10", b"70") if column == "content" else value.replace("10", "70")
        connection.execute(f"UPDATE results SET {column} = ?", (turned,))
    connection.close()
    work = FinishedWork.open(tmp_path, "build")
    assert work.result("key") is None
    work.keep("key", {}, b"Take 10 mg.")
    work.close()
    assert FinishedWork.open(tmp_path, "build").result("key") == Result({}, b"Take 10 mg.")


@pytest.mark.parametrize("column", ["task", "key", "outputs", "facts"])
def test_a_task_with_a_turned_bit_is_done_again(tmp_path: Path, column: str) -> None:
    """Whichever it is: 1 that is not translated would be 0, and "10 mg" of a title 30."""
    output = tmp_path / "a.html"
    output.write_text("a")
    facts = {"title": "Take 10 mg", "translated": 1}
    with FinishedWork.open(tmp_path, "build") as work:
        work.finish("a/es", "key", [output], facts)
    before = (tmp_path / FILE).read_bytes()
    with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as connection:
        (value,) = connection.execute(f"SELECT {column} FROM work").fetchone()
    for place, letter in enumerate(value):
        (tmp_path / FILE).write_bytes(before)
        turned = value[:place] + chr(ord(letter) ^ 1 << place % 7) + value[place + 1 :]
        with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as damaged, damaged:
            damaged.execute(f"UPDATE work SET {column} = ?", (turned,))
        work = FinishedWork.open(tmp_path, "build")
        assert work.facts("a/es", "key") is None, turned
        assert work.last_facts(turned if column == "task" else "a/es") is None, turned
        work.close()


@pytest.mark.parametrize("column", ["outputs", "facts"])
@pytest.mark.parametrize("value", ['{"a', "7", b"\xff", None])
def test_a_task_that_can_not_be_read_is_done_again(
    tmp_path: Path, column: str, value: object
) -> None:
    work, _ = with_one_task(tmp_path)
    connection = sqlite3.connect(tmp_path / FILE)
    with connection:
        connection.execute(f"UPDATE work SET {column} = ?", (value,))
    connection.close()
    assert work.facts("a/es", "key") is None
    work.look_ahead("a/")
    assert work.facts("a/es", "key") is None


# ---- not asking for each task
def asked(work: FinishedWork, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions that the file is asked from now on."""
    questions: list[str] = []
    ask = FinishedWork._ask

    def noting(self: FinishedWork, query: str, *values: str) -> object:
        questions.append(query)
        return ask(self, query, *values)

    monkeypatch.setattr(FinishedWork, "_ask", noting)
    return questions


def test_tasks_are_read_ahead_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with FinishedWork.open(tmp_path, "build") as work:
        for task in ("es/a", "es/b", "fr/a"):
            work.finish(task, "key", [], {"task": task})
    work = FinishedWork.open(tmp_path, "build")
    work.look_ahead("es/")
    questions = asked(work, monkeypatch)
    assert work.last_facts("es/a") == {"task": "es/a"}
    assert work.facts("es/b", "key") == {"task": "es/b"}
    assert work.facts("es/c", "key") is None
    assert questions == []
    assert work.last_facts("fr/a") == {"task": "fr/a"}


def test_what_is_done_after_reading_ahead_is_known(tmp_path: Path) -> None:
    work, _ = with_one_task(tmp_path)
    work.look_ahead("a/")
    work.finish("a/fr", "key", [], {"n": 1})
    assert work.forget("a/es")
    for _ in range(2):
        assert work.facts("a/fr", "key") == {"n": 1}
        assert work.last_facts("a/es") is None
        work.save()


def test_an_empty_record_is_asked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = FinishedWork.open(tmp_path, "build")
    questions = asked(work, monkeypatch)
    assert not any(work.last_facts(task) for task in ("a", "b", "c"))
    assert len(questions) == 1
    work.finish("b", "key", [], {"n": 1})
    work.save()
    assert work.facts("b", "key") == {"n": 1}
    assert work.facts("c", "key") is None
    assert work.forget("b")
    work.save()
    assert work.last_facts("b") is None
