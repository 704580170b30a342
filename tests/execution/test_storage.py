"""Storage for leaflets: what is whole, what is current, and what is told when it can't be used."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import MachineError
from pipeline.execution.storage import Disk, Shared, Storage, shared_storage


@pytest.fixture(params=["disk", "memory", "file"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Storage]:
    if request.param == "disk":
        yield Disk(tmp_path / "out")
        return
    request.getfixturevalue("dask")  # comes with fsspec
    if request.param == "file":
        yield shared_storage(f"{(tmp_path / 'out').as_uri()}/")
        return
    import fsspec

    yield shared_storage("memory://leaflets")
    fsspec.filesystem("memory").store.clear()


def test_file_is_there_once_it_is_written_until_it_is_removed(storage: Storage) -> None:
    address = storage.address("es/a.html")
    assert storage.name_of(address) == "es/a.html"
    assert storage.name_of("elsewhere/es/a.html") is None
    assert storage.stamp(address) is None
    assert storage.write("es/a.html", b"one")
    one = storage.stamp(address)
    assert one is not None
    assert one[0] == 3
    assert storage.stamp(address) == one
    storage.write("es/a.html", b"another")
    assert storage.stamp(address) != one
    storage.remove("es/a.html")
    storage.remove("es/a.html")
    assert storage.stamp(address) is None


def test_folders_tell_what_lies_right_in_them(storage: Storage) -> None:
    assert list(storage.folders()) == []
    for name in ("es/b.html", "es/a.html", "es/deep/c.html", "ar/a.pdf", "index.html"):
        storage.write(name, b"one")
    assert list(storage.folders()) == [("ar", ["a.pdf"]), ("es", ["a.html", "b.html"])]


@pytest.mark.usefixtures("dask")
def test_what_others_write_is_seen_when_it_is_told(tmp_path: Path) -> None:
    ours = shared_storage((tmp_path / "out").as_uri())
    assert ours.stamp(ours.address("es/a.html")) is None
    theirs: Shared = pickle.loads(pickle.dumps(ours))
    theirs.write("es/a.html", b"one")
    ours.noted("es/a.html")
    found = ours.stamp(ours.address("es/a.html"))
    assert found is not None
    assert found == theirs.stamp(ours.address("es/a.html"))


@pytest.mark.usefixtures("dask")
def test_a_disk_that_a_worker_has_to_itself_is_told(tmp_path: Path) -> None:
    """The file that the build asked for was "not found", and who had written it stood nowhere."""
    ours = shared_storage((tmp_path / "out").as_uri())
    assert ours.stamp(ours.address("es/a.html")) is None
    with pytest.raises(MachineError) as caught:
        ours.noted("es/a.html")
    assert str(caught.value) == (
        f"{ours.address('es/a.html')}: a worker has written this file, and from here it is not"
        " there\n  hint: name storage that this machine and every worker reach at the same address"
        " (docs/cluster.md)"
    )


@pytest.mark.usefixtures("dask")
@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("nothing://bucket", "the storage can't be used: Protocol not known: nothing"),
        ("gs://bucket/x", "nothing here can reach this storage: "),
        ("file://dist", "this address begins in the folder in which each program was started\n"),
    ],
)
def test_storage_that_cannot_be_used_is_told(address: str, told: str) -> None:
    with pytest.raises(MachineError) as caught:
        shared_storage(address)
    assert str(caught.value).startswith(f"{address}: {told}")


@pytest.mark.usefixtures("dask")
def test_address_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    storage = shared_storage((tmp_path / "out").as_uri())
    with pytest.raises(MachineError, match="the storage can't be used: "):
        storage.write("es/a.html", b"one")
