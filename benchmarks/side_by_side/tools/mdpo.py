"""mdpo in process: one Python that goes through all articles, a PO file an article.

Its command line starts anew for each file, and with one catalog for all its cost is quadratic.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from benchmarks.measuring import run
from benchmarks.side_by_side.tools.tool import (
    BENCH_PYTHON,
    COLD,
    EXTRACT,
    OUTPUT,
    UPDATE,
    Tool,
    Work,
    fill,
    peer_says,
    remove,
    restore,
)

PROGRAM = Path(__file__).with_name("mdpo_program.py")
STEPS = {
    EXTRACT: "extract",
    UPDATE: "update",
    OUTPUT: "output",
    COLD: "extract update output",
}


class Mdpo(Tool):
    """A Python library over the C parser md4c."""

    name = "mdpo"
    does = (
        "paragraphs; a catalog an article; translated Markdown in all languages, no pages and no"
        " checks; offers no translation for a changed text; knows nothing of what is done already"
    )
    mode = "in process: one Python over all articles"

    @classmethod
    def version(cls) -> str:
        """Of the package in the benchmark's own environment."""
        found = peer_says("-P", str(PROGRAM), "version", codes=(0, 2))
        return f"mdpo {found}"

    def prepare(self) -> None:
        """Filled catalogs, a file an article and language."""
        self.write_sources()
        run(self._command("update"), folder=self.folder)
        for tag in self.languages:
            for path in sorted((self.folder / "po" / tag).glob("*.po")):
                fill(path, tag)
        run(self._command("update"), folder=self.folder)
        remove(self.folder / "po.done")
        shutil.copytree(self.folder / "po", self.folder / "po.done")

    def works(self, job: str) -> Mapping[str, Work]:
        """The same program with other steps."""
        if job not in STEPS:
            return {}
        command = self._command(*STEPS[job].split())
        ready = self._edited if job == UPDATE else self._without_output
        return {"mdpo": Work([command], self.folder, self._restored, ready)}

    def _command(self, *steps: str) -> list[str]:
        return [str(BENCH_PYTHON), "-P", str(PROGRAM), *steps, "--", *self.languages]

    def _restored(self) -> None:
        self.write_sources()
        restore(self.folder / "po.done", self.folder / "po")

    def _without_output(self) -> None:
        remove(self.folder / "out", self.folder / "pot")

    def _edited(self) -> None:
        self._restored()
        self.edit_sources()
