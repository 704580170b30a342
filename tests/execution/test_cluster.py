"""Tasks on a real cluster: a scheduler and workers, each a process on the loopback interface."""

from __future__ import annotations

import logging
import os
import shutil
import socket
import time
import traceback
from pathlib import Path

import pytest
from clusters import ROOT, Deadly, Fails, Machines, Sleeps, Squares, running

from pipeline.errors import MachineError, SettingsError, SourceError
from pipeline.execution import version
from pipeline.execution.cluster import Cluster

pytestmark = pytest.mark.usefixtures("dask")


def test_results_come_in_the_order_of_the_tasks_from_all_workers(
    machines: Machines, tmp_path: Path
) -> None:
    results = list(Cluster(machines.address).run(Squares(tmp_path, processes=2), range(20)))
    assert [square for square, _ in results] == [number * number for number in range(20)]
    processes = {process for _, process in results}
    assert len(processes) == 2
    assert os.getpid() not in processes


def test_without_tasks_nobody_is_called() -> None:
    assert list(Cluster("tcp://127.0.0.1:1").run(Squares(), iter(()))) == []


def test_tasks_are_taken_as_workers_get_free(machines: Machines) -> None:
    taken: list[int] = []
    tasks = (taken.append(number) or number for number in range(1000))  # type: ignore[func-returns-value]
    results = Cluster(machines.address).run(Squares(), tasks)
    assert [next(results)[0] for _ in range(3)] == [0, 1, 4]
    assert len(taken) <= 20
    results.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "error",
    [
        SourceError("can't be squared", path="source/a.md", line=3, hint="mend it"),
        SettingsError(("one mistake", "another"), path="leaflets.toml"),
    ],
    ids=["source", "settings"],
)
def test_error_of_ours_arrives_whole(machines: Machines, error: Exception) -> None:
    with pytest.raises(type(error)) as caught:
        list(Cluster(machines.address).run(Fails(error), range(10)))
    assert str(caught.value) == str(error)


@pytest.mark.parametrize("error", [ZeroDivisionError("a bug"), TimeoutError("a bug, too")])
def test_bug_keeps_its_traceback(machines: Machines, error: Exception) -> None:
    with pytest.raises(type(error)) as caught:
        list(Cluster(machines.address).run(Fails(error), range(10)))
    assert "raise self.error" in "".join(traceback.format_exception(caught.value))


# ---- what is wrong with a cluster is told within seconds
def test_scheduler_that_is_not_there(free_port: int) -> None:
    begun = time.monotonic()
    with pytest.raises(MachineError) as caught:
        list(Cluster(f"tcp://127.0.0.1:{free_port}", patience=0.5).run(Squares(), range(3)))
    assert str(caught.value) == (
        f"tcp://127.0.0.1:{free_port}: the scheduler can't be reached: "
        f"Timed out trying to connect to tcp://127.0.0.1:{free_port} after 0.5 s\n"
        "  hint: start one with: dask scheduler; see docs/cluster.md"
    )
    assert time.monotonic() - begun < 30  # on a busy machine


def test_address_that_is_none() -> None:
    with pytest.raises(MachineError, match="missing port number in address 'scheduler'"):
        list(Cluster("scheduler").run(Squares(), range(3)))


def test_server_that_is_no_scheduler() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(MachineError, match="can't be reached: no Dask scheduler answers"):
            list(Cluster(address, patience=0.5).run(Squares(), range(3)))


@pytest.fixture
def free_port() -> int:
    """A port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _other_version(path: Path) -> str:
    shutil.copytree(ROOT / "pipeline", path, ignore=shutil.ignore_patterns("__pycache__"))
    with (path / "model.py").open("a") as file:
        file.write("# mended\n")
    here, there = version.ours()["leaflets"], version.content_digest(path)
    assert here != there
    return f"is of another version: leaflets {here} here, {there} there"


def _absent(path: Path) -> str:
    path.mkdir()
    (path / "__init__.py").write_text("raise ModuleNotFoundError(name='pipeline')")
    return "can't run leaflets: "


@pytest.mark.soak
def test_cluster_that_is_not_fit(tmp_path: Path) -> None:
    """No workers, then one of another version, one without us, and one that a task kills."""
    environment = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with running(tmp_path / "cluster", 0, environment) as machines:
        cluster = Cluster(machines.address, patience=0.5)
        with pytest.raises(MachineError) as caught:
            list(cluster.run(Squares(), range(3)))
        assert str(caught.value) == (
            f"{machines.address}: the scheduler has no workers\n"
            f"  hint: start one with: dask worker {machines.address} --nthreads 1; see docs/cluster.md"
        )
        for number, prepare in enumerate((_other_version, _absent)):
            folder = tmp_path / prepare.__name__
            folder.mkdir()
            told = prepare(folder / "pipeline")
            machines.add_workers(1, path=folder)
            with pytest.raises(MachineError) as caught:
                list(cluster.run(Squares(), range(3)))
            assert "the worker at tcp://127.0.0.1:" in caught.value.message
            assert told in caught.value.message
            assert "requirements-cluster.lock" in caught.value.hint
            machines.kill(number)
        machines.add_workers(1)
        with pytest.raises(MachineError) as caught:
            list(cluster.run(Deadly(), range(9)))
        assert caught.value.message == "0: 1 worker died that had this task"


def test_scheduler_that_dies_is_told_in_one_sentence(tmp_path: Path) -> None:
    """Dask's traceback stood before it, and in it the number of a task that was taken back."""
    said: list[logging.LogRecord] = []
    handler = logging.Handler()
    handler.emit = said.append  # type: ignore[method-assign]
    log = logging.getLogger("distributed.client")
    log.addHandler(handler)
    try:
        with running(tmp_path / "cluster", 1) as machines:
            results = Cluster(machines.address).run(Sleeps(), range(1000))
            assert next(results) == 0
            assert machines.scheduler is not None
            machines.scheduler.kill()
            with pytest.raises(MachineError) as caught:
                list(results)
    finally:
        log.removeHandler(handler)
    assert caught.value.message.startswith("the connection to the scheduler was lost")
    assert "cancelled" not in caught.value.message
    assert said == []


def test_version_names_every_library_that_we_need() -> None:
    import tomllib

    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    names = {each.partition(">")[0].partition("=")[0] for each in wanted}
    assert names == set(version.LIBRARIES)


def test_version_is_the_same_for_the_same_content(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "pipeline", tmp_path / "pipeline")
    assert version.content_digest(tmp_path / "pipeline") == version.ours()["leaflets"]
    (tmp_path / "pipeline" / "leaflets" / "locales").mkdir(parents=True)
    (tmp_path / "pipeline" / "leaflets" / "locales" / "a.po").write_text("carried by wheels alone")
    assert version.content_digest(tmp_path / "pipeline") == version.ours()["leaflets"]
