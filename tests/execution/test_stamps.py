from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.execution.stamps import digest, engine_stamp, folders, listing, stamp


@given(st.lists(st.binary(max_size=4)), st.lists(st.binary(max_size=4)))
def test_digests_are_equal_only_for_equal_lists(one: list[bytes], other: list[bytes]) -> None:
    assert (digest(one) == digest(other)) == (one == other)


def test_engine_stamp_changes_with_what_is_installed_and_else_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = engine_stamp.__wrapped__  # the stamp itself is found once in a process
    before = look()
    assert look() == before
    packages = tmp_path / "site-packages"
    packages.mkdir()
    monkeypatch.syspath_prepend(packages)
    empty = look()
    assert empty != before
    (packages / "another").mkdir()
    os.utime(packages, ns=(7, 7))
    assert look() != empty


def test_listing_has_size_and_time_of_visible_files(tmp_path: Path) -> None:
    for name, text in {"a.po": "12345", "b.md": "", ".a.po.swp": "x"}.items():
        (tmp_path / name).write_text(text)
        os.utime(tmp_path / name, ns=(7, 7))
    (tmp_path / "folder.po").mkdir()
    assert listing(tmp_path) == {"a.po": (5, 7), "b.md": (0, 7)}
    assert listing(tmp_path, ".po") == {"a.po": (5, 7)}
    assert listing(tmp_path / "none") == {}
    assert stamp(tmp_path / "a.po") == (5, 7)
    assert stamp(tmp_path / "none") is None


def test_hidden_folders_are_not_walked(tmp_path: Path) -> None:
    for name in ("b/c", "a", ".git/d", "__pycache__"):
        (tmp_path / name).mkdir(parents=True)
    found = [os.path.relpath(each, tmp_path) for each in folders(tmp_path)]
    assert found == [".", "a", "b", "b/c"]
