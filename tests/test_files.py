from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import MachineError
from pipeline.files import (
    lock,
    named,
    read_if_exists,
    remove_leftovers,
    replace_if_unchanged,
    write_if_changed,
)


def test_write_creates_folders_and_tells_that_it_wrote(tmp_path: Path) -> None:
    path = tmp_path / "locales" / "es" / "a.po"
    assert write_if_changed(path, "腰部\n".encode()) is True
    assert path.read_bytes() == "腰部\n".encode()


def test_equal_content_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    write_if_changed(path, b"same")
    before = path.stat()
    assert write_if_changed(path, b"same") is False
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_write_keeps_permissions_and_leaves_no_temporary_file(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_if_changed(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o640
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.po"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_new_file_has_the_permissions_that_the_umask_gives(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_if_changed(tmp_path / "a.po", b"new")
    finally:
        os.umask(before)
    assert (tmp_path / "a.po").stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_file_that_others_may_write_stays_so(tmp_path: Path) -> None:
    """A shared folder: the umask takes nothing away from a file that was there before."""
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    path.chmod(0o664)
    before = os.umask(0o027)
    try:
        write_if_changed(path, b"new")
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o664


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_what_is_written_is_never_more_open_than_the_file_that_it_replaces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    path.chmod(0o600)
    real, seen = os.open, []

    def watched(name: str, flags: int, mode: int = 0o777) -> int:
        handle = real(name, flags, mode)
        if name.endswith(".tmp"):
            seen.append(os.fstat(handle).st_mode & 0o777)
        return handle

    monkeypatch.setattr(os, "open", watched)
    write_if_changed(path, b"new")
    assert seen == [0o600]


def test_two_writers_never_share_a_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = tmp_path / ".a.po.leaflets-00000001.tmp"
    theirs.write_bytes(b"half of what they wr")
    numbers = iter([b"\0\0\0\1", b"\0\0\0\2"])
    monkeypatch.setattr(os, "urandom", lambda size: next(numbers))
    assert write_if_changed(tmp_path / "a.po", b"ours") is True
    assert theirs.read_bytes() == b"half of what they wr"
    assert (tmp_path / "a.po").read_bytes() == b"ours"


@pytest.mark.parametrize(
    ("write", "linked", "behind"),
    [
        pytest.param(lambda path: write_if_changed(path, b"new"), True, b"new", id="written"),
        pytest.param(
            lambda path: replace_if_unchanged(path, b"old", b"new"), True, b"new", id="replaced"
        ),
        pytest.param(
            lambda path: write_if_changed(path, b"new", through_links=False),
            False,
            b"old",
            id="not-through-links",
        ),
    ],
)
def test_a_link_stays_one_and_what_it_leads_to_is_written(
    tmp_path: Path, write: Callable[[Path], bool], *, linked: bool, behind: bytes
) -> None:
    shared = tmp_path / "shared" / "a.po"
    shared.parent.mkdir()
    shared.write_bytes(b"old")
    path = tmp_path / "a.po"
    path.symlink_to(Path("shared", "a.po"))
    assert write(path) is True
    assert (path.is_symlink(), path.read_bytes(), shared.read_bytes()) == (linked, b"new", behind)
    assert sorted(each.name for each in tmp_path.rglob("*")) == ["a.po", "a.po", "shared"]


def test_failed_replacement_keeps_the_old_file_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(MachineError, match=r"a\.po: cannot write: Permission denied"):
        write_if_changed(path, b"new")
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.po"]


def test_a_disk_that_takes_little_at_a_time_gets_all_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda file, content: real(file, content[:5]))
    assert write_if_changed(tmp_path / "a.po", "msgstr “腰部”\n".encode()) is True
    assert (tmp_path / "a.po").read_text(encoding="utf-8") == "msgstr “腰部”\n"


def test_a_full_disk_keeps_the_old_file_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    real, room = os.write, iter([5])

    def write(file: int, content: bytes) -> int:
        for size in room:
            return real(file, content[:size])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(MachineError, match=r"a\.po: cannot write: No space left on device"):
        write_if_changed(path, b"new and longer")
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.po"]


def test_a_folder_that_is_taken_away_again_and_again_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def replace(source: str, _: Path) -> None:
        tried.append(source)
        raise FileNotFoundError(errno.ENOENT, "No such file or directory")

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(MachineError, match="cannot write: No such file or directory"):
        write_if_changed(tmp_path / "a.po", b"new")
    assert len(set(tried)) == 3
    assert list(tmp_path.iterdir()) == []


def test_folder_that_is_a_file_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "dist").write_text("not a folder")
    with pytest.raises(MachineError, match="cannot write"):
        write_if_changed(tmp_path / "dist" / "en" / "a.html", b"")


def test_lock_makes_a_second_process_wait_and_then_say_so(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from pipeline.files import lock\n"
        "from pipeline.errors import MachineError\n"
        "try:\n"
        "    with lock(Path(sys.argv[1]), seconds=0.05): print('held')\n"
        "except MachineError as error: print(error.message)\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "lock")]
    with lock(tmp_path / "lock"):
        while_held = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    afterwards = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert (while_held, afterwards) == (
        "another leaflets process is still writing here\n",
        "held\n",
    )


def test_lock_that_links_to_nowhere_is_told(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.symlink_to(tmp_path / "gone" / "lock")
    with pytest.raises(MachineError, match="cannot write: No such file") as caught, lock(path):
        pytest.fail("held")
    assert caught.value.path == str(path)


def test_lock_of_what_can_only_be_read_lies_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a container sees a project: what is made goes to another folder."""
    real, root, temporary = Path.open, tmp_path / "project", tmp_path / "temporary"
    root.mkdir()
    temporary.mkdir()

    def refused(path: Path, mode: str) -> object:
        if path.is_relative_to(root):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
        return real(path, mode)

    monkeypatch.setattr(Path, "open", refused)
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    path = root / ".leaflets" / "lock"
    with (
        lock(path),
        pytest.raises(MachineError, match="another leaflets process is still writing here"),
        lock(path, seconds=0.05),
    ):
        pytest.fail("both hold the lock")
    with lock(root / "another" / "lock"):
        assert len(list(temporary.iterdir())) == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has another lock")
@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOLCK])
def test_where_a_file_system_knows_no_locks_the_second_one_waits_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    import fcntl

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refuse)
    path = tmp_path / "lock"
    for _ in range(2):  # also once it was held
        with (
            lock(path),
            pytest.raises(MachineError, match="another leaflets process is still writing here"),
            lock(path, seconds=0.05),
        ):
            pytest.fail("both hold the lock")


@pytest.mark.skipif(os.name == "nt", reason="Windows has another lock")
def test_a_lock_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    real, answers = fcntl.flock, iter([True, True, False])

    def busy_at_first(file: int, operation: int) -> None:
        if next(answers):
            raise BlockingIOError
        real(file, operation)

    monkeypatch.setattr(fcntl, "flock", busy_at_first)
    with lock(tmp_path / "lock", seconds=5):
        assert next(answers, None) is None


# ------------------------------------------------------------------- beside somebody else's saving
@pytest.mark.parametrize(
    ("held", "expected", "replaced"),
    [
        pytest.param(b"old", b"old", True, id="as-it-was"),
        pytest.param(b"saved meanwhile", b"old", False, id="saved-meanwhile"),
        pytest.param(None, None, True, id="not-there"),
        pytest.param(b"made meanwhile", None, False, id="made-meanwhile"),
        pytest.param(None, b"old", False, id="deleted-meanwhile"),
    ],
)
def test_a_file_is_replaced_only_as_long_as_it_is_what_we_think(
    tmp_path: Path, held: bytes | None, expected: bytes | None, *, replaced: bool
) -> None:
    path = tmp_path / "a.po"
    if held is not None:
        path.write_bytes(held)
    assert replace_if_unchanged(path, expected, b"new") is replaced
    assert read_if_exists(path) == (b"new" if replaced else held)
    assert [entry.name for entry in tmp_path.iterdir()] == (["a.po"] if replaced or held else [])


def test_leftovers_of_killed_writers_are_removed_and_nothing_else(tmp_path: Path) -> None:
    left = tmp_path / ".a.po.leaflets-x7_k2m9q.tmp"
    kept = [tmp_path / name for name in (".a.po.swp", "a.po.tmp", "b.leaflets-x7_k2m9q.tmp")]
    for path in (left, *kept):
        path.write_bytes(b"")
    assert remove_leftovers(tmp_path) == (left,)
    assert sorted(tmp_path.iterdir()) == sorted(kept)
    assert remove_leftovers(tmp_path / "not there") == ()


def test_a_writer_whose_file_was_taken_for_a_leftover_writes_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.po"
    real, seen = os.replace, []

    def replace(source: str, target: Path) -> None:
        if not seen:
            assert [str(each) for each in remove_leftovers(tmp_path)] == [source]
        seen.append(source)
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    assert write_if_changed(path, b"new") is True
    assert (path.read_bytes(), len(seen)) == (b"new", 2)


@pytest.mark.parametrize(
    ("there", "asked"),
    [
        pytest.param("Ru\u0308cken.md", "R\u00fccken.md", id="of-a-mac"),
        pytest.param("R\u00fccken.md", "Ru\u0308cken.md", id="asked-by-a-mac"),
        pytest.param("back.md", "back.md", id="plain"),
    ],
)
def test_a_file_is_found_however_its_letters_are_put_together(
    tmp_path: Path, there: str, asked: str
) -> None:
    (tmp_path / there).write_bytes(b"Rest.")
    assert named(tmp_path, asked) == tmp_path / there
    assert named(tmp_path, "\u00fcbung.md") == tmp_path / "\u00fcbung.md"  # there is none
