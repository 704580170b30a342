"""An update or a build that is killed, at any moment: what it wrote is whole, and the next tidies."""

from __future__ import annotations

import os
import random
import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from killing import Runs, files, new_project, runs, translate, write_articles

from pipeline.cli import main
from pipeline.files import TEMPORARY

pytestmark = pytest.mark.skipif(
    not hasattr(os, "pidfd_open"), reason="waits for processes the way only Linux can"
)

SEED = 20261122
KILLS = 220
LANGUAGES = ("ar", "de", "ja")
SENTENCES = 30
ARTICLES = ("back", "hip", "knee", "neck")


# ---- update
@dataclass
class Updates:
    """A project whose sources have just changed, and processes that update its catalogs."""

    root: Path
    runs: Runs
    old: dict[str, bytes] = field(default_factory=dict)
    new: dict[str, bytes] = field(default_factory=dict)

    def run(self, order: str) -> tuple[int, float]:
        """As `Runs.run`."""
        return self.runs.run(order)

    def files(self) -> dict[str, bytes]:
        """Everything under locales/, by path."""
        return files(self.root / "locales")

    def rewind(self) -> None:
        """The catalogs as they were before the sources changed."""
        for path, content in self.old.items():
            (self.root / "locales" / path).write_bytes(content)

    def check_whole(self) -> tuple[bool, bool]:
        """Assert that every catalog is old or new; (some are old and some new, a leftover lies there)."""
        found = self.files()
        leftovers = {path for path in found if TEMPORARY.fullmatch(Path(path).name)}
        assert set(found) - leftovers == set(self.old)
        changed = {path for path in self.old if self.old[path] != self.new[path]}
        ours = {path: found[path] for path in changed}
        for path in set(self.old) - changed:
            assert found[path] == self.old[path]
        torn = [path for path in ours if ours[path] not in (self.old[path], self.new[path])]
        assert torn == []
        is_new = {ours[path] == self.new[path] for path in ours}
        return len(is_new) == 2, bool(leftovers)


def make(root: Path, articles: tuple[str, ...], languages: tuple[str, ...]) -> Iterator[Updates]:
    new_project(root, languages)
    with runs("locales", "update", "--root", str(root)) as updating:
        updates = Updates(root, updating)
        write_articles(root, articles, 10, SENTENCES)
        assert updates.run("whole")[0] == 0
        translate(root)
        updates.old = updates.files()
        write_articles(root, articles, 20, SENTENCES)
        assert updates.run("whole")[0] == 0
        updates.new = updates.files()
        yield updates


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Updates]:
    yield from make(tmp_path / "clinic", ("back",), ("de",))


@pytest.fixture
def large(tmp_path: Path) -> Iterator[Updates]:
    yield from make(tmp_path / "clinic", ARTICLES, LANGUAGES)


@pytest.mark.soak
def test_killed_before_every_single_access_to_a_file(small: Updates) -> None:
    partial = leftovers = step = 0
    while True:
        step += 1
        small.rewind()
        code, _ = small.run(f"step {step}")
        if code == 0:
            break
        assert code == -signal.SIGKILL
        mixed, left = small.check_whole()
        partial += mixed
        leftovers += left
        assert small.run("whole")[0] == 0
        assert small.files() == small.new
    assert step > 10
    assert (partial > 0, leftovers > 0) == (True, True)  # the steps do reach into the writing


@pytest.mark.soak
def test_killed_at_random_moments(large: Updates) -> None:
    randomness = random.Random(SEED)
    large.rewind()
    longest = large.run("whole")[1]
    killed = partial = 0
    while killed < KILLS:
        large.rewind()
        code, _ = large.run(f"after {randomness.uniform(0, longest)}")
        mixed, _ = large.check_whole()
        killed += code == -signal.SIGKILL
        partial += mixed
        code, seconds = large.run("whole")
        assert code == 0
        assert large.files() == large.new
        longest = max(longest / 2, seconds)  # the machine may be busier, or idler, by now
    print(f"{killed} kills, {partial} of them between the first and the last catalog")
    assert partial >= KILLS // 10


# ---- build
FORMATS = "html,txt,epub,md"
ALWAYS_PAYS = "from pipeline.execution import executor; executor.WORTH_A_WORKER = 0.001"


def made_from_nothing(root: Path) -> dict[str, bytes]:
    """What a build of everything gives that nobody disturbs."""
    copy = root.with_name("copy")
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("dist", ".leaflets"))
    assert main(["build", "--root", str(copy), "--format", FORMATS]) == 0
    made = files(copy / "dist")
    shutil.rmtree(copy)
    return made


@pytest.mark.soak
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_build_killed_at_random_moments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    root = tmp_path / "clinic"
    new_project(root, LANGUAGES)
    write_articles(root, ARTICLES, 10, SENTENCES)
    assert main(["update", "--root", str(root)]) == 0
    translate(root)
    whole: dict[int, dict[str, bytes]] = {}
    for minutes in (10, 20):
        write_articles(root, ARTICLES, minutes, SENTENCES)
        whole[minutes] = made_from_nothing(root)
    randomness = random.Random(SEED)
    killed = partial = 0
    command = ("build", "--root", str(root), "--format", FORMATS, "--jobs", jobs)
    with runs("dist", *command, before=ALWAYS_PAYS) as builds:
        longest = builds.run("whole")[1]
        assert files(root / "dist") == whole[20]
        while killed < (KILLS if jobs == "1" else KILLS // 10):
            now, before = (10, 20) if killed % 2 == 0 else (20, 10)
            write_articles(root, ARTICLES, now, SENTENCES)
            code, _ = builds.run(f"after {randomness.uniform(0, longest)}")
            killed += code == -signal.SIGKILL
            found = files(root / "dist")
            known = {
                path: found[path] for path in found if not TEMPORARY.fullmatch(Path(path).name)
            }
            torn = [
                path for path in known if known[path] not in (whole[now][path], whole[before][path])
            ]
            assert torn == []
            partial += known not in (whole[now], whole[before])
            code, seconds = builds.run("whole")
            assert code == 0
            assert files(root / "dist") == whole[now]
            longest = max(longest / 2, seconds)
    print(
        f"{killed} kills with {jobs} processes, {partial} of them between the first and last file"
    )
    assert partial >= killed // 10
