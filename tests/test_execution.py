from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.execution import FinishedWork, digest, engine_stamp


def finished(tmp_path: Path) -> tuple[FinishedWork, Path]:
    output = tmp_path / "es" / "a.html"
    output.parent.mkdir()
    output.write_text("<p>Hola</p>", encoding="utf-8")
    work = FinishedWork.read(tmp_path / "work.json")
    work.finish("a/es", "key", [output], {"title": "腰"})
    work.save()
    return FinishedWork.read(tmp_path / "work.json"), output


def test_finished_work_is_remembered_with_its_facts(tmp_path: Path) -> None:
    work, _ = finished(tmp_path)
    assert work.facts("a/es", "key") == {"title": "腰"}


@pytest.mark.parametrize("task", ["a/es", "b/es"])
def test_other_key_or_task_has_to_be_done(tmp_path: Path, task: str) -> None:
    work, _ = finished(tmp_path)
    assert work.facts(task, "other key") is None


def test_touched_output_has_to_be_done_again(tmp_path: Path) -> None:
    work, output = finished(tmp_path)
    output.write_text("edited by hand", encoding="utf-8")
    assert work.facts("a/es", "key") is None


def test_missing_output_has_to_be_done_again(tmp_path: Path) -> None:
    work, output = finished(tmp_path)
    output.unlink()
    assert work.facts("a/es", "key") is None


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"version": 0, "tasks": {"a/es": {}}}'])
def test_damaged_record_costs_time_only(tmp_path: Path, damage: bytes) -> None:
    finished(tmp_path)
    (tmp_path / "work.json").write_bytes(damage)
    assert FinishedWork.read(tmp_path / "work.json").facts("a/es", "key") is None


@given(st.lists(st.binary(max_size=4)), st.lists(st.binary(max_size=4)))
def test_digests_are_equal_only_for_equal_lists(one: list[bytes], other: list[bytes]) -> None:
    assert (digest(one) == digest(other)) == (one == other)


def test_engine_stamp_is_stable() -> None:
    assert engine_stamp() == engine_stamp()
