"""po4a in its best mode: one process, one configuration, one catalog a language, no wrapping."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from benchmarks.measuring import run
from benchmarks.side_by_side.tools.tool import (
    COLD,
    EXTRACT,
    NOTHING,
    ONE_TEXT,
    OUTPUT,
    UPDATE,
    MissingError,
    Tool,
    Work,
    fill,
    remove,
    restore,
    touch_one_text,
)

CONFIGURATION = "po4a.cfg"
# Without neverwrap, po4a joins the rows of a table into one line.
OPTIONS = "-o markdown -o neverwrap --keep 0 -M UTF-8 -L UTF-8"


class Po4a(Tool):
    """A Debian program in Perl."""

    name = "po4a"
    does = (
        "paragraphs; one catalog a language for all articles; translated Markdown in all languages,"
        " no pages and no checks; calls msgmerge and msgfmt"
    )
    mode = "one process, one configuration, one catalog a language, `-o neverwrap`"

    @classmethod
    def version(cls) -> str:
        """As it says itself."""
        if shutil.which("po4a") is None:
            raise MissingError("not installed (Debian: apt-get install po4a)")
        return run(["po4a", "--version"]).out.split("\n")[0].replace(" version", "").rstrip(".")

    def prepare(self) -> None:
        """Configuration, template and filled catalogs."""
        self.write_sources()
        lines = [
            "[po4a_langs] " + " ".join(self.languages),
            "[po4a_paths] po/all.pot $lang:po/$lang.po",
            f'[options] opt:"{OPTIONS}"',
        ]
        for path in sorted(self.source.glob("*.md")):
            lines.append(f"[type: text] source/{path.name} $lang:out/$lang/{path.name}")
        (self.folder / CONFIGURATION).write_text("\n".join(lines) + "\n", encoding="utf-8")
        (self.folder / "po").mkdir(exist_ok=True)
        run(["po4a", CONFIGURATION], folder=self.folder)
        for tag in self.languages:
            fill(self.folder / "po" / f"{tag}.po", tag)
        run(["po4a", CONFIGURATION], folder=self.folder)
        remove(self.folder / "po.done")
        shutil.copytree(self.folder / "po", self.folder / "po.done")

    def works(self, job: str) -> Mapping[str, Work]:
        """By what its documentation recommends for each."""
        masters = [f"-msource/a{number:05}.md" for number in range(self.articles)]
        extract = ["po4a-updatepo", "-ftext", "-omarkdown", "-oneverwrap", "-MUTF-8", *masters]
        commands = {
            EXTRACT: ([*extract, "-pnew.pot"], self._without_template),
            UPDATE: (["po4a", "--no-translations", CONFIGURATION], self._edited),
            OUTPUT: (["po4a", "--no-update", "--force", CONFIGURATION], self._without_output),
            COLD: (["po4a", CONFIGURATION], self._without_output),
            NOTHING: (["po4a", CONFIGURATION], lambda: None),
            ONE_TEXT: (["po4a", CONFIGURATION], self._one_text),
        }
        if job not in commands:
            return {}
        command, before = commands[job]
        return {"po4a": Work([command], self.folder, self._begin, before)}

    def _begin(self) -> None:
        """Everything done."""
        self._restored()
        run(["po4a", CONFIGURATION], folder=self.folder)

    def _restored(self) -> None:
        self.write_sources()
        restore(self.folder / "po.done", self.folder / "po")

    def _without_template(self) -> None:
        remove(self.folder / "new.pot")

    def _without_output(self) -> None:
        remove(self.folder / "out")

    def _edited(self) -> None:
        self._restored()
        self.edit_sources()

    def _one_text(self) -> None:
        touch_one_text(Path(self.folder / "po" / f"{self.languages[0]}.po"))
