"""What tasks take along to machines that don't see the project's folder, and its unpacking there.

Files travel as bytes under their paths in the project, and the settings as a value. A worker lays
them into a folder of its own and opens a project there: what works on it, and every path that it
tells, is then the same as at home.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar
from urllib.parse import unquote

from pipeline.errors import MachineError, unreadable
from pipeline.execution import executor
from pipeline.files import read_if_exists
from pipeline.leaflets.words import shipped_catalog
from pipeline.model import Language
from pipeline.places import ABBREVIATIONS_FILE, SPELLING_FILE, WORDS_DOMAIN
from pipeline.settings import Settings
from pipeline.stages.project import Project, has_review

if TYPE_CHECKING:
    from pipeline.stages.shown import Pictures

Files = Mapping[str, bytes]  # by path, relative to the project's folder
R = TypeVar("R")

_DICTIONARIES = ".dictionaries"  # where those of the project's machine lie on a worker


@dataclass(frozen=True, slots=True)
class Luggage:
    """What every task of a run needs of the project."""

    settings: Settings
    files: Files


class Travels(Protocol):
    """A task that brings its own files."""

    @property
    def files(self) -> Files:
        """What it reads besides the luggage that all tasks share."""
        ...


# ---- at home
def for_all(project: Project) -> dict[str, bytes]:
    """What articles of any kind are read with: terms and abbreviations."""
    return dict(_present(project, (project.termbase_path, project.root / ABBREVIATIONS_FILE)))


def for_leaflets(project: Project, languages: Iterable[Language]) -> Luggage:
    """What leaflets in these languages are made with besides: their words and their look."""
    files = for_all(project)
    for language in languages:
        path = project.catalog_path(language, WORDS_DOMAIN)
        # Those that come with us lie elsewhere in a checkout than in an installed package.
        shipped = shipped_catalog(language)
        found = read_if_exists(path) or (read_if_exists(shipped) if shipped else None)
        if found is not None:
            files[_inside(project, path)] = found
    theme, root = project.settings.theme, project.root
    if theme.get("logo_image"):
        files |= _present(project, (root / unquote(str(theme["logo_image"])),))
    if theme.get("templates"):
        files |= _present(project, sorted((root / str(theme["templates"])).rglob("*")))
    return Luggage(project.settings, files)


def for_checks(project: Project, languages: Iterable[Language]) -> Luggage:
    """What catalogs in these languages are checked with besides: words, and dictionaries."""
    files = for_all(project) | dict(_present(project, (project.root / SPELLING_FILE,)))
    dictionaries = project.settings.dictionaries
    if dictionaries is not None:
        for path in sorted(dictionaries.iterdir()):
            if path.is_file() and any(path.name.startswith(each.base) for each in languages):
                files[f"{_DICTIONARIES}/{path.name}"] = path.read_bytes()
    return Luggage(project.settings, files)


def of_article(
    project: Project, slug: str, languages: Iterable[Language], pictures: Pictures
) -> dict[str, bytes]:
    """The article, what it may show, and its catalogs in these languages, as far as they exist.

    Of its template what is noted of the article's review, where there may be one.
    """
    article = project.article_path(slug)
    source = read_if_exists(article) or b""
    shown = [Path(each.folder, each.name) for each in pictures.shown(source)]
    catalogs = [project.catalog_path(language, slug) for language in languages]
    noted = [project.template_path(slug)] if has_review(source) else []
    return dict(_present(project, (article, *noted, *shown, *catalogs)))


def _present(project: Project, paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """Path in the project and bytes of those that are files there.

    What a link leads out of the project's folder for stays at home: nothing may show it.
    """
    for path in paths:
        if path.is_file() and path.resolve().is_relative_to(project.root):
            try:
                content = path.read_bytes()
            except OSError as error:
                raise unreadable(MachineError, project.relative(path), error) from error
            yield _inside(project, path), content


def _inside(project: Project, path: Path) -> str:
    return path.relative_to(project.root).as_posix()


# ---- there
class Abroad(Generic[R]):
    """Does tasks on a worker, in a folder that is a project as far as the task at hand reads it."""

    def __init__(self, luggage: Luggage, worker: Callable[[Project], Callable[[Any], R]]) -> None:
        import tempfile  # with random and shutil: not for those who stay at home

        self._folder = tempfile.TemporaryDirectory(prefix="leaflets-", dir=executor.scratch.get())
        root = Path(self._folder.name).resolve()
        _unpack(luggage.files, root)
        settings = replace(luggage.settings, root=root)
        if settings.dictionaries is not None:
            (root / _DICTIONARIES).mkdir(exist_ok=True)
            settings = replace(settings, dictionaries=root / _DICTIONARIES)
        self._root, self._work = root, worker(Project(settings))
        self._shared = luggage.files.keys()

    def __call__(self, task: Travels) -> R:
        """The task's result; its files are there for as long as that takes."""
        own = {name: task.files[name] for name in task.files.keys() - self._shared}
        paths = _unpack(own, self._root)
        try:
            return self._work(task)
        finally:
            for path in paths:
                path.unlink()

    def close(self) -> None:
        """Clear the folder away."""
        with contextlib.suppress(OSError):  # whoever lent the place does it, too
            self._folder.cleanup()


def _unpack(files: Files, root: Path) -> list[Path]:
    paths = [root / name for name in files]
    for path, content in zip(paths, files.values(), strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return paths
