"""Commands that are killed, at any moment: a project, and processes to kill.

One process with the engine loaded forks a process for each run, so that hundreds of real ones can
be killed with a real SIGKILL; nothing in them knows of it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# Arguments: the folder whose accesses count as steps, the command. Reads orders, a line each:
# "whole", "after <seconds>", "step <number>"; answers with what the command's process ended with
# and the seconds that it took. A step is an access to a file that Python audits: killed there, the
# process has not done it yet.
FORKS = """
import contextlib, io, os, select, signal, sys, time
from pipeline.cli import main

ACCESSES = {"open", "os.rename", "os.chmod", "os.remove", "os.mkdir", "os.listdir"}
FOLDER, COMMAND = sys.argv[1], sys.argv[2:]

def run(step):
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    seen = 0
    def hook(event, arguments):
        nonlocal seen
        if event in ACCESSES and FOLDER in str(arguments[0]):
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)
    if step:
        sys.addaudithook(hook)
    os._exit(main(COMMAND))

is_loaded = False
for order in sys.stdin:
    if not is_loaded:  # the commands import the engine when they need it: once, here
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            main([*COMMAND, "--dry-run"])
        is_loaded = True
    kind, _, number = order.strip().partition(" ")
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        run(int(number) if kind == "step" else 0)
    if kind == "after":
        select.select([os.pidfd_open(child)], [], [], float(number))
        os.kill(child, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(status, time.monotonic() - start, flush=True)
"""


@dataclass
class Runs:
    """Processes that run one command."""

    process: subprocess.Popen[str]

    def run(self, order: str) -> tuple[int, float]:
        """(exit code of the command or minus the signal that ended it, its seconds)."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{order}\n")
        self.process.stdin.flush()
        code, seconds = self.process.stdout.readline().split()
        return int(code), float(seconds)


@contextmanager
def runs(folder: str, *command: str, before: str = "") -> Iterator[Runs]:
    """Runs of a command that works in `folder`; `before` is Python to run first."""
    with subprocess.Popen(
        [sys.executable, "-c", before + FORKS, folder, *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1790000000"},
    ) as process:
        yield Runs(process)
        assert process.stdin is not None
        process.stdin.close()


def files(folder: Path) -> dict[str, bytes]:
    """Every file in the folder and below it, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def article(name: str, minutes: int, sentences: int) -> str:
    """An article of about so many sentences."""
    steps = "\n".join(
        f"- In week {week} of {name}, rest for {minutes} minutes.\n- Then walk around the house {week} times."
        for week in range(1, sentences // 2 + 1)
    )
    return f"---\ntitle: Exercises for {name}\nsummary: What helps.\n---\n\n{steps}\n"


def write_articles(root: Path, articles: tuple[str, ...], minutes: int, sentences: int) -> None:
    """The articles, in which everybody rests so many minutes."""
    for name in articles:
        path = root / "source" / f"{name}.md"
        path.write_text(article(name, minutes, sentences), encoding="utf-8")


def new_project(root: Path, languages: tuple[str, ...]) -> None:
    """A project without articles."""
    (root / "source").mkdir(parents=True)
    tags = ", ".join(f'"{tag}"' for tag in languages)
    (root / "leaflets.toml").write_text(f'[project]\nname = "Clinic"\nlanguages = [{tags}]\n')


def translate(root: Path) -> None:
    """Something in every unit of every catalog."""
    for path in sorted((root / "locales").glob("*/LC_MESSAGES/*.po")):
        header, *entries = path.read_text(encoding="utf-8").split("\n\n")
        done = [entry.replace('msgstr ""', f'msgstr "腰 {number}"') for number, entry in enumerate(entries)]  # fmt: skip
        path.write_text("\n\n".join([header, *done]), encoding="utf-8")
