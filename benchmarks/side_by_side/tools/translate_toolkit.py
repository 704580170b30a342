"""The translate toolkit, a process a folder: md2po, pot2po, po2md and pofilter."""

from __future__ import annotations

import shutil
from collections.abc import Mapping

from benchmarks import library
from benchmarks.measuring import run
from benchmarks.side_by_side.tools import leaflets
from benchmarks.side_by_side.tools.tool import (
    BENCH_PYTHON,
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
    peer_says,
    remove,
    restore,
    touch_one_text,
)

VERSION = "import importlib.metadata as m; print(m.version('translate-toolkit'))"
QUIET = "--progress=none"


class TranslateToolkit(Tool):
    """Python programs; `md2po` is also mdpo's name, so that they are called as modules."""

    name = "translate toolkit"
    does = (
        "paragraphs; a catalog an article; translated Markdown in all languages, no pages;"
        " similar texts are looked for within an article; pofilter checks our catalogs"
    )
    mode = "a process a folder and language"

    @classmethod
    def version(cls) -> str:
        """Of the package in the benchmark's own environment."""
        found = peer_says("-c", VERSION, codes=(0, 1))
        return f"translate toolkit {found}"

    def prepare(self) -> None:
        """Templates and filled catalogs."""
        self.write_sources()
        for name in ("po", "po.done", "out", "filtered"):
            for tag in self.languages:
                (self.folder / name / tag).mkdir(parents=True, exist_ok=True)
        for command in (self._extract("pot"), *self._merge("pot", "po", "po")):
            run(command, folder=self.folder)
        for tag in self.languages:
            for path in sorted((self.folder / "po" / tag).glob("*.po")):
                fill(path, tag)
        remove(self.folder / "po.done")
        shutil.copytree(self.folder / "po", self.folder / "po.done")

    def works(self, job: str) -> Mapping[str, Work]:
        """A command for the articles, and for what is done for a language one each."""
        done = [self._extract("pot", "-S"), *self._output("-S")]
        commands = {
            EXTRACT: [self._extract("pot")],
            UPDATE: [self._extract("pot"), *self._merge("pot", "po.done", "po")],
            CHECK: self._filters(),
            OUTPUT: self._output(),
            COLD: [self._extract("pot"), *self._merge("pot", "po.done", "po"), *self._output()],
            NOTHING: done,
            ONE_TEXT: done,
        }
        if job not in commands:
            return {}
        before = {UPDATE: self._edited, ONE_TEXT: self._one_text, NOTHING: lambda: None}
        begin = self._built if job in (NOTHING, ONE_TEXT) else self._restored
        codes = (0, 1) if job == CHECK else (0,)
        ready = before.get(job, self._without_output)
        heading = "pofilter" if job == CHECK else "translate toolkit"
        return {heading: Work(commands[job], self.folder, begin, ready, codes)}

    # ---- commands
    def _module(self, name: str, *arguments: str) -> list[str]:
        return [str(BENCH_PYTHON), "-m", f"translate.{name}", QUIET, *arguments]

    def _extract(self, target: str, *more: str) -> list[str]:
        return self._module("convert.md2po", "-P", *more, "source", target)

    def _merge(self, templates: str, old: str, new: str) -> list[list[str]]:
        return [
            self._module("convert.pot2po", "-t", f"{old}/{tag}", templates, f"{new}/{tag}")
            for tag in self.languages
        ]

    def _output(self, *more: str) -> list[list[str]]:
        return [
            self._module("convert.po2md", *more, "-t", "source", f"po/{tag}", f"out/{tag}")
            for tag in self.languages
        ]

    def _filters(self) -> list[list[str]]:
        project = self.folder.with_name("leaflets")
        return [
            self._module(
                "filters.pofilter",
                f"--language={library.gettext_name(tag).lower()}",
                str(leaflets.catalogs(project, tag)),
                f"filtered/{tag}",
            )
            for tag in self.languages
        ]

    # ---- states
    def _restored(self) -> None:
        self.write_sources()
        restore(self.folder / "po.done", self.folder / "po")

    def _built(self) -> None:
        self._restored()
        for command in (self._extract("pot"), *self._output()):
            run(command, folder=self.folder)

    def _without_output(self) -> None:
        remove(*(self.folder / name for name in ("out", "pot", "filtered")))
        for tag in self.languages:
            (self.folder / "out" / tag).mkdir(parents=True)
            (self.folder / "filtered" / tag).mkdir(parents=True)

    def _edited(self) -> None:
        self._restored()
        self.edit_sources()

    def _one_text(self) -> None:
        touch_one_text(self.folder / "po" / self.languages[0] / "a00003.po")
