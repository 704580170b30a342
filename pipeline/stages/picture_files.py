"""The files of an article's pictures: whether they are there, can be shown, and will be."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import ExportError
from pipeline.model import Finding, Language, Severity
from pipeline.places import SOURCE
from pipeline.stages.project import Project

MAX_PICTURE = 2_000_000  # bytes: 20 seconds of a telephone with 1 Mbit/s, as it stands in the page


@dataclass(slots=True)
class PictureFiles:
    """Those of one project during one run: what lies in a folder is looked up once."""

    project: Project
    _names: dict[Path, tuple[str, ...]] = field(default_factory=dict)  # by folder

    def findings(self, slug: str, pictures: Iterable[tuple[str, int]]) -> Iterator[Finding]:
        """What is wrong with the pictures of an article, given by address and line.

        Those that the build would refuse, those that make pages heavy, and those that were drawn
        for a language and that no leaflet shows.
        """
        for address, line in pictures:
            try:
                path = self._file(slug, address)
            except ExportError as error:
                yield self._missing(slug, line, error)
                continue
            yield from self._look_at(slug, address, line, path)
            yield from self._of_languages(slug, address, line, path)

    def _file(self, slug: str, address: str) -> Path:
        """The article's own picture; ExportError where there is none."""
        from pipeline.leaflets import images

        if not address:
            raise ExportError(
                "a picture has no address",
                hint="write its file between the round brackets: ![…](images/disc.svg)",
            )
        source = self.project.root / SOURCE
        path = images.image_path(address, root=source, slug=slug)
        if not os.path.isfile(path):  # unlike that of a Path no error for a name that is too long
            place = f"{SOURCE}/{path.relative_to(source.resolve())}"
            hint = f"put it at {place}, or mend the address"
            if "\\" in address:
                posix = address.replace("\\", "/")
                hint = f"write / between folders: {posix}"
            raise ExportError(f"there is no picture '{address}'", hint=hint)
        return path

    def _look_at(self, slug: str, address: str, line: int, path: Path) -> Iterator[Finding]:
        from pipeline.leaflets import images

        try:
            images.look_at(path, address, slug=slug)
        except ExportError as error:
            yield self._missing(slug, line, error)
            return
        size = path.stat().st_size
        if size > MAX_PICTURE:
            yield from self._notice(
                "picture-large",
                slug,
                line,
                f"the picture '{address}' has {size / 1e6:.1f} MB, "
                "and each page and PDF carries it",
                "save it with 2,000 pixels at most on its longer side, a photograph as JPEG",
            )

    def _of_languages(self, slug: str, address: str, line: int, path: Path) -> Iterator[Finding]:
        """The same of the pictures beside it that are named for languages."""
        settings = self.project.settings
        languages = (settings.source_language, *settings.languages)
        yield from self._of_another_ending(slug, address, line, path, languages)
        names = self._beside(path)
        if not names:
            return
        from pipeline.leaflets import images

        shown = {images.localized_path(path, language).name for language in languages}
        for name in names:
            its_address = f"{address.rpartition('/')[0]}/{name}".removeprefix("/")
            if name in shown:
                yield from self._look_at(slug, its_address, line, path.with_name(name))
                continue
            tag = name[len(path.stem) + 1 : -len(path.suffix)]
            meant = _meant(tag, languages)
            wanted = f"{path.stem}.{meant.tag}{path.suffix}" if meant else name
            if wanted not in names:
                yield from self._notice(
                    "picture-unused",
                    slug,
                    line,
                    f"no leaflet shows the picture '{its_address}': '{tag}' is no language of "
                    "this project",
                    f"call it {wanted}, as leaflets.toml calls the language '{meant}'",
                )

    def _of_another_ending(
        self, slug: str, address: str, line: int, path: Path, languages: tuple[Language, ...]
    ) -> Iterator[Finding]:
        """Those named for a language, but as "figure.es.png" beside "figure.svg"."""
        from pipeline.leaflets import images

        names = self._in_folder(path.parent)
        for name in names:
            stem, ending = os.path.splitext(name)
            tag = stem.removeprefix(f"{path.stem}.")
            is_picture = ending.lower() in images.MEDIA_TYPES and ending != path.suffix
            if tag == stem or not is_picture or f"{path.stem}{ending}" in names:
                continue
            meant = next((each for each in languages if tag in (each.tag, each.base)), None)
            if meant is None or images.localized_path(path, meant) != path:
                continue
            its_address = f"{address.rpartition('/')[0]}/{name}".removeprefix("/")
            yield from self._notice(
                "picture-unused",
                slug,
                line,
                f"no leaflet shows the picture '{its_address}': the one that the article shows "
                f"ends with '{path.suffix}'",
                f"save it as {path.stem}.{tag}{path.suffix}",
            )

    def _beside(self, path: Path) -> list[str]:
        """The pictures called "figure.….svg" beside "figure.svg"."""
        start, end = f"{path.stem}.", path.suffix
        return [
            name
            for name in self._in_folder(path.parent)
            if name.startswith(start) and name.endswith(end) and name != path.name
        ]

    def _in_folder(self, folder: Path) -> tuple[str, ...]:
        if folder not in self._names:
            self._names[folder] = tuple(sorted(os.listdir(folder)))
        return self._names[folder]

    def _missing(self, slug: str, line: int, error: ExportError) -> Finding:
        path = self.project.relative(self.project.article_path(slug))
        return Finding(
            "picture-missing",
            Severity.ERROR,
            path,
            line,
            error.message,
            hint=error.hint,
            article=slug,
        )

    def _notice(
        self, name: str, slug: str, line: int, message: str, hint: str
    ) -> Iterator[Finding]:
        from pipeline.stages.judging import severity_of  # with all checks: only where needed

        severity = severity_of(name, self.project.settings)
        if severity is not None:
            path = self.project.relative(self.project.article_path(slug))
            yield Finding(name, severity, path, line, message, hint=hint, article=slug)


def _meant(tag: str, languages: tuple[Language, ...]) -> Language | None:
    """The language that is meant by a tag as other programs write it: zh-TW, pt_BR, ES."""
    from pipeline.language.cldr import default_script

    written = Language.parse(tag)
    related = [each for each in languages if each.base == written.base]
    same_script = (each for each in related if default_script(each) == default_script(written))
    return next(same_script, related[0] if related else None)
