"""What every tool has to say: whether it is here, what it does, and what it is called with.

A tool works in a folder of its own, on the same articles and with the same translations as all
others. Its `prepare` leaves there what a project has in which everything is done: sources, and
catalogs that are filled. From that state every job starts.
"""

from __future__ import annotations

import shutil
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import polib

from benchmarks import library
from benchmarks.measuring import run

# What can be asked of a tool; what each job is, and in which order they come: `jobs`.
EXTRACT, UPDATE, CHECK, OUTPUT = "extract", "update", "check", "output"
COLD, NOTHING, ONE_TEXT = "cold", "no-op", "one-msgstr"
ROOT = Path(__file__).parents[3]
BIN = ROOT / ".leaflets" / "bench" / "bin"  # folders that were taken away; beside those we work in
BENCH_PYTHON = ROOT / ".leaflets" / "bench" / "venv" / "bin" / "python"  # has the peers in Python


class MissingError(Exception):
    """Why a tool can't run here."""


def nothing() -> None:
    """What has to be made ready where nothing has."""


@dataclass(frozen=True)
class Work:
    """One way of doing a job."""

    commands: Sequence[Sequence[str]]  # run one after the other; their costs are added
    folder: Path  # in which they run
    begin: Callable[[], object] = nothing  # once, before the first round
    before: Callable[[], object] = nothing  # before every round
    codes: tuple[int, ...] = (0,)  # exit codes of a run that ended well


class Tool(ABC):
    """One tool, in its folder."""

    name: ClassVar[str]
    does: ClassVar[str]  # what it makes, and what it does not
    mode: ClassVar[str]  # how it is run, so that it is quickest

    def __init__(self, folder: Path, articles: int, languages: tuple[str, ...]) -> None:
        self.folder = folder
        self.articles = articles
        self.languages = languages

    @classmethod
    @abstractmethod
    def version(cls) -> str:
        """Its name with its version; MissingError where it can't run here."""

    @abstractmethod
    def prepare(self) -> None:
        """Make its folder, with everything done."""

    def settle(self) -> None:  # noqa: B027
        """What has to be done again whenever our own code changes: nothing, by peers."""

    @abstractmethod
    def works(self, job: str) -> Mapping[str, Work]:
        """Its ways of doing the job, by the heading of their column; none: it can't."""

    # ---- sources
    @property
    def source(self) -> Path:
        """Where its articles lie."""
        return self.folder / "source"

    def write_sources(self) -> None:
        """The articles as they are before the edit."""
        library.write_sources(self.source, self.articles)

    def edit_sources(self) -> None:
        """The articles with one sentence in twenty changed."""
        library.write_sources(self.source, self.articles, is_edited=True)


def peer_says(*arguments: str, codes: tuple[int, ...]) -> str:
    """What a Python of the benchmark's own environment prints; MissingError where that lacks it."""
    if not BENCH_PYTHON.is_file():
        raise MissingError("its environment is not there (make bench makes it)")
    found = run([str(BENCH_PYTHON), *arguments], codes=codes).out.strip()
    if not found:
        raise MissingError("not installed in the environment of the benchmarks")
    return found


def restore(saved: Path, target: Path) -> None:
    """Make `target` what `saved` is."""
    remove(target)
    shutil.copytree(saved, target)


def remove(*paths: Path) -> None:
    """Take away files and folders; those that are not there are fine. A folder goes into BIN.

    What is deleted costs whoever writes next: for minutes ext4 passes over each inode that has
    just become free before it takes another (fs/ext4/ialloc.c, recently_deleted). Measured: 0.34
    to 0.78 ms of system time for a new file after 6,000 were deleted, 0.05 to 0.16 after they were
    moved.
    """
    for path in paths:
        if path.is_dir():
            BIN.mkdir(parents=True, exist_ok=True)
            shutil.move(path, tempfile.mkdtemp(dir=BIN))
        else:
            path.unlink(missing_ok=True)


def empty_bin() -> None:
    """Delete what was taken away, when nothing is measured any more."""
    if BIN.is_dir():
        shutil.rmtree(BIN)


def fill(path: Path, tag: str) -> None:
    """Give every text of a catalog its translation; the library knows those of its own."""
    catalog = polib.pofile(str(path), wrapwidth=0)
    for entry in catalog:
        if not entry.obsolete and not entry.msgstr:
            entry.msgstr = library.translation(entry.msgid, tag)
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    catalog.metadata["Language"] = library.gettext_name(tag)
    catalog.save(str(path))


def touch_one_text(path: Path) -> None:
    """Change the translation of the last sentence of a catalog that has one; back the next time."""
    text = path.read_text(encoding="utf-8")
    place = text.rindex('."\n')
    is_changed = text[place - 1] == "!"
    start = place - 1 if is_changed else place
    path.write_text(text[:start] + ("" if is_changed else "!") + text[place:], encoding="utf-8")
