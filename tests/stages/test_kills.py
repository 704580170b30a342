"""An update that is killed, at any moment: every catalog is whole, old or new, and the next run tidies.

One process with the engine loaded forks a process for each update, so that hundreds of real ones
can be killed with a real SIGKILL; nothing in them knows of it.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pipeline.files import TEMPORARY

pytestmark = pytest.mark.skipif(
    not hasattr(os, "pidfd_open"), reason="waits for processes the way only Linux can"
)

SEED = 20261122
KILLS = 220
LANGUAGES = ("ar", "de", "ja")
SENTENCES = 30

# Reads orders, a line each: "whole", "after <seconds>", "step <number>"; answers with what the
# update's process ended with and the seconds that it took. A step is an access to a file that
# Python audits: killed there, the process has not done it yet.
FORKS = """
import contextlib, io, os, select, signal, sys, time
from pipeline.cli import main

ACCESSES = {"open", "os.rename", "os.chmod", "os.remove", "os.mkdir", "os.listdir"}

def update(step):
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    seen = 0
    def hook(event, arguments):
        nonlocal seen
        if event in ACCESSES and "locales" in str(arguments[0]):
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)
    if step:
        sys.addaudithook(hook)
    os._exit(main(["update", "--root", sys.argv[1]]))

is_loaded = False
for order in sys.stdin:
    if not is_loaded:  # the commands import the engine when they need it: once, here
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            main(["update", "--dry-run", "--root", sys.argv[1]])
        is_loaded = True
    kind, _, number = order.strip().partition(" ")
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        update(int(number) if kind == "step" else 0)
    if kind == "after":
        select.select([os.pidfd_open(child)], [], [], float(number))
        os.kill(child, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(status, time.monotonic() - start, flush=True)
"""


@dataclass
class Updates:
    """A project whose sources have just changed, and processes that update its catalogs."""

    root: Path
    process: subprocess.Popen[str]
    old: dict[str, bytes] = field(default_factory=dict)
    new: dict[str, bytes] = field(default_factory=dict)

    def run(self, order: str) -> tuple[int, float]:
        """(exit code of the update or minus the signal that ended it, its seconds)."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{order}\n")
        self.process.stdin.flush()
        code, seconds = self.process.stdout.readline().split()
        return int(code), float(seconds)

    def files(self) -> dict[str, bytes]:
        """Everything under locales/, by path."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted((self.root / "locales").rglob("*"))
            if path.is_file()
        }

    def rewind(self) -> None:
        """The catalogs as they were before the sources changed."""
        for path, content in self.old.items():
            (self.root / path).write_bytes(content)

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


def article(name: str, minutes: int) -> str:
    steps = "\n".join(
        f"- In week {week} of {name}, rest for {minutes} minutes.\n- Then walk around the house {week} times."
        for week in range(1, SENTENCES // 2 + 1)
    )
    return f"---\ntitle: Exercises for {name}\nsummary: What helps.\n---\n\n{steps}\n"


def make(root: Path, articles: tuple[str, ...], languages: tuple[str, ...]) -> Iterator[Updates]:
    (root / "source").mkdir(parents=True)
    tags = ", ".join(f'"{tag}"' for tag in languages)
    (root / "leaflets.toml").write_text(f'[project]\nname = "Clinic"\nlanguages = [{tags}]\n')
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1790000000"}
    with subprocess.Popen(
        [sys.executable, "-c", FORKS, str(root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        updates = Updates(root, process)
        for minutes in (10, 20):
            for name in articles:
                path = root / "source" / f"{name}.md"
                path.write_text(article(name, minutes), encoding="utf-8")
            updates.old = updates.files() if minutes == 20 else {}
            assert updates.run("whole")[0] == 0
            if minutes == 10:
                translate(root)
        updates.new = updates.files()
        yield updates
        assert process.stdin is not None
        process.stdin.close()


def translate(root: Path) -> None:
    for path in sorted((root / "locales").glob("*/LC_MESSAGES/*.po")):
        header, *entries = path.read_text(encoding="utf-8").split("\n\n")
        done = [entry.replace('msgstr ""', f'msgstr "腰 {number}"') for number, entry in enumerate(entries)]  # fmt: skip
        path.write_text("\n\n".join([header, *done]), encoding="utf-8")


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Updates]:
    yield from make(tmp_path / "clinic", ("back",), ("de",))


@pytest.fixture
def large(tmp_path: Path) -> Iterator[Updates]:
    yield from make(tmp_path / "clinic", ("back", "hip", "knee", "neck"), LANGUAGES)


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
