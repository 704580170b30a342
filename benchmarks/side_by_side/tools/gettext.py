"""GNU gettext on the same messages as ours: msgmerge and msgfmt.

In two layouts, because its cost depends on them: one catalog a language for all articles, in
which msgmerge finds most, and a catalog an article as we have them, in which it looks no further
than the article.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks import library
from benchmarks.measuring import run
from benchmarks.side_by_side.tools import leaflets
from benchmarks.side_by_side.tools.tool import CHECK, UPDATE, MissingError, Tool, Work, remove
from pipeline.catalogs import po
from pipeline.model import Catalog, Key, Language, Unit

APART = "msgmerge, a catalog an article"


class Gettext(Tool):
    """Programs in C; they have no extraction from Markdown and no output."""

    name = "gettext"
    does = "merges and checks our own messages; neither reads articles nor writes any"
    mode = "a process a language, one catalog each, `--no-wrap --quiet`"

    @classmethod
    def version(cls) -> str:
        """As msgmerge says."""
        if shutil.which("msgmerge") is None or shutil.which("msgfmt") is None:
            raise MissingError("not installed (Debian: apt-get install gettext)")
        return f"GNU gettext {run(['msgmerge', '--version']).out.splitlines()[0].split()[-1]}"

    def prepare(self) -> None:
        """Our catalogs joined to one a language; the templates of the edited articles."""
        ours = self.folder.with_name("leaflets")
        edited = self.folder / "edited"
        remove(self.folder)
        library.write_library(edited, self.articles, self.languages)
        library.write_sources(edited / "source", self.articles, is_edited=True)
        run([*leaflets.PROGRAM, "extract"], folder=edited)
        _join(sorted((edited / "locales" / "templates").glob("a*.pot")), self.folder / "new.pot")
        for tag in self.languages:
            found = sorted(leaflets.catalogs(ours, tag).parents[0].glob("LC_MESSAGES/a*.po"))
            apart = self.folder / "apart" / tag
            apart.mkdir(parents=True)
            for path in found:
                shutil.copy(path, apart)
            _join(found, self.folder / f"{tag}.po")

    def works(self, job: str) -> Mapping[str, Work]:
        """Merging and checking."""
        if job == UPDATE:
            joint = [_merge(f"{tag}.po", "new.pot", f"{tag}.merged.po") for tag in self.languages]
            apart = [
                _merge(f"apart/{tag}/{slug}.po", f"edited/locales/templates/{slug}.pot", "one.po")
                for tag in self.languages
                for slug in (f"a{number:05}" for number in range(self.articles))
            ]
            return {"msgmerge": Work(joint, self.folder), APART: Work(apart, self.folder)}
        if job == CHECK:
            commands = [["msgfmt", "--check", "-o", "/dev/null", f"{t}.po"] for t in self.languages]
            return {"msgfmt": Work(commands, self.folder)}
        return {}


def _merge(old: str, template: str, new: str) -> Sequence[str]:
    return ["msgmerge", "--quiet", "--no-wrap", "-o", new, old, template]


def _join(paths: Sequence[Path], target: Path) -> None:
    """All messages of the catalogs in one, each once."""
    units: dict[Key, Unit] = {}
    header: tuple[tuple[str, str], ...] = ()
    language: Language | None = None
    for catalog in _read(paths):
        header, language = header or catalog.header, language or catalog.language
        for unit in catalog.units:
            units.setdefault(unit.key, replace(unit, references=()))
    po.write(target, Catalog(target.stem, language, header, tuple(units.values())))


def _read(paths: Sequence[Path]) -> Iterator[Catalog]:
    for path in paths:
        yield po.read(path, root=path.parent)
