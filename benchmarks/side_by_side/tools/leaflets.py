"""Ourselves, by the command line."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from benchmarks import library
from benchmarks.measuring import run
from benchmarks.side_by_side.tools.tool import (
    CHECK,
    COLD,
    EXTRACT,
    NOTHING,
    ONE_TEXT,
    OUTPUT,
    UPDATE,
    Tool,
    Work,
    fill,
    remove,
    restore,
    touch_one_text,
)
from pipeline import __version__

PROGRAM = (sys.executable, "-m", "pipeline")
HTML = ("--format", "html")
JOBS = "--jobs"
CHECKED = "leaflets, all checks on"
WITH_UPDATE = "leaflets, with update"


class Leaflets(Tool):
    """A catalog an article and language, sentences as units."""

    name = "leaflets"
    does = (
        "sentences; a template and a catalog an article; complete, accessible web pages in all"
        " languages and in the source's, with an index"
    )
    mode = (
        "one process (`--jobs 1`), as installed; `dist/` and `.leaflets/` removed before a cold run; before an"
        " update, the records and the memory are there that earlier ones have left"
    )

    @classmethod
    def version(cls) -> str:
        """As it stands in this checkout."""
        return f"leaflets {__version__}"

    def prepare(self) -> None:
        """A project whose catalogs are filled."""
        library.write_library(self.folder, self.articles, self.languages)
        run([*PROGRAM, "update"], folder=self.folder)
        for tag in self.languages:
            for path in sorted(catalogs(self.folder, tag).glob("a*.po")):
                fill(path, tag)
        restore(self.folder / "locales", self.folder / "locales.done")

    def settle(self) -> None:
        """In the form in which this checkout's update leaves it, with what that remembers."""
        self._restored()
        run([*PROGRAM, "update"], folder=self.folder)
        run([*PROGRAM, "memory", "rebuild"], folder=self.folder)
        restore(self.folder / "locales", self.folder / "locales.done")
        restore(self.folder / ".leaflets", self.folder / "leaflets.done")

    def works(self, job: str) -> Mapping[str, Work]:
        """By the command that does it."""
        works = {
            EXTRACT: {"leaflets": self._work("extract", before=self._without_templates)},
            UPDATE: {"leaflets": self._work("update", before=self._edited)},
            CHECK: {"leaflets": self._work("check", "--format", "json", before=self._cold)},
            OUTPUT: {"leaflets": self._work("build", *HTML, before=self._cold)},
            COLD: {
                "leaflets": self._work("build", "--update", *HTML, before=self._cold),
                CHECKED: self._work("make", before=self._cold),
            },
            NOTHING: {
                "leaflets": self._work("build", *HTML, begin=self._built),
                WITH_UPDATE: self._work("build", "--update", *HTML, begin=self._built),
            },
            ONE_TEXT: {
                "leaflets": self._work("build", *HTML, begin=self._built, before=self._one_text)
            },
        }
        return works.get(job, {})

    def build(self, *, jobs: int | None) -> list[str]:
        """The output by so many processes at most; None: by as many as it thinks fit."""
        return [*PROGRAM, "build", *HTML, *([JOBS, str(jobs)] if jobs else [])]

    def _work(self, *arguments: str, begin: object = None, before: object = None) -> Work:
        codes = (0, 1) if arguments[0] in ("check", "make") else (0,)  # 1: there are findings
        start = begin if callable(begin) else self._restored
        ready = before if callable(before) else lambda: None
        alone = (JOBS, "1") if can(arguments[0], JOBS) else ()
        return Work([[*PROGRAM, *arguments, *alone]], self.folder, start, ready, codes)

    # ---- states
    def _restored(self) -> None:
        """Sources and catalogs as `prepare` left them, nothing derived but the templates."""
        self.write_sources()
        restore(self.folder / "locales.done", self.folder / "locales")
        self._cold()

    def _cold(self) -> None:
        remove(self.folder / "dist", self.folder / ".leaflets")

    def _without_templates(self) -> None:
        self._cold()
        remove(self.folder / "locales" / "templates")

    def _edited(self) -> None:
        """As after an update, and then the authors have edited."""
        self._restored()
        restore(self.folder / "leaflets.done", self.folder / ".leaflets")
        self.edit_sources()

    def _built(self) -> None:
        """Everything done."""
        self._restored()
        run([*PROGRAM, "build", "--update", *HTML], folder=self.folder)
        run([*PROGRAM, "build", *HTML], folder=self.folder)

    def _one_text(self) -> None:
        touch_one_text(catalogs(self.folder, self.languages[0]) / "a00003.po")


@cache
def can(command: str, option: str) -> bool:
    """Whether this checkout's command knows the option."""
    return option in run([*PROGRAM, command, "--help"]).out


def catalogs(folder: Path, tag: str) -> Path:
    """Where our catalogs of a language lie."""
    return folder / "locales" / library.gettext_name(tag) / "LC_MESSAGES"
