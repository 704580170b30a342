from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.execution.stamps import (
    digest,
    engine_stamp,
    everything_below,
    listing,
    look,
    looks_below,
    stamp,
)


@given(st.lists(st.binary(max_size=4)), st.lists(st.binary(max_size=4)))
def test_digests_are_equal_only_for_equal_lists(one: list[bytes], other: list[bytes]) -> None:
    assert (digest(one) == digest(other)) == (one == other)


def test_engine_stamp_changes_with_what_is_installed_and_else_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = engine_stamp.__wrapped__  # the stamp itself is found once in a process
    before = found()
    assert found() == before
    packages = tmp_path / "site-packages"
    packages.mkdir()
    monkeypatch.syspath_prepend(packages)
    empty = found()
    assert empty != before
    (packages / "another").mkdir()
    os.utime(packages, ns=(7, 7))
    filled = found()
    assert filled != empty
    monkeypatch.setattr(sys, "version", "3.99")
    assert found() != filled


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
    (tmp_path / "linked").symlink_to(tmp_path / "b")
    (tmp_path / "b" / "one.md").touch()
    os.utime(tmp_path / "b" / "one.md", ns=(7, 7))
    found = {os.path.relpath(each, tmp_path): files for each, files in looks_below(tmp_path)}
    assert list(found) == [".", "a", "b", "b/c"]
    assert found.pop("b") == {"one.md": look(tmp_path / "b" / "one.md")}
    assert list(found.values()) == [{}, {}, {}]


def test_all_that_templates_may_include_is_found_once(tmp_path: Path) -> None:
    for name in ("own/a", "own/.hidden", "shared"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("own/.b.css", "own/.hidden/c.css", "shared/d.css"):
        (tmp_path / name).touch()
    (tmp_path / "own" / "linked").symlink_to(tmp_path / "shared")
    (tmp_path / "shared" / "round").symlink_to(tmp_path / "own")
    found = [os.path.relpath(each, tmp_path / "own") for each in everything_below(tmp_path / "own")]
    assert sorted(found) == [
        *(".", ".b.css", ".hidden", ".hidden/c.css", "a", "linked", "linked/d.css")
    ]
