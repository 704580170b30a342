"""exchange: catalogs out to translators who work elsewhere, and their work back in.

Out: one file for each language, with all its catalogs; the termbase as one file. In: any of these
files, in any order, whatever the sources became meanwhile; how: `catalogs.exchange.receive`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.catalogs import po
from pipeline.catalogs.exchange import tbx, terms
from pipeline.catalogs.exchange.formats import FORMATS, TERMBASE_ROOTS, parse_parcels, xml_root
from pipeline.catalogs.exchange.parcel import Parcel, pack
from pipeline.catalogs.exchange.receive import Kind, receive
from pipeline.catalogs.exchange.xml import Node
from pipeline.catalogs.memory.entries import project_language
from pipeline.errors import CatalogError, ExportError, LeafletsError, UsageError, unreadable
from pipeline.files import lock, read_if_exists
from pipeline.model import Catalog, Language
from pipeline.places import WORDS_DOMAIN
from pipeline.source.decoding import decode_utf8
from pipeline.source.termbase import parse_termbase
from pipeline.stages.cataloguing import Changes, Save
from pipeline.stages.project import Failure, Project

FOLDER = "exchange"  # where exports go, unless told otherwise
TERMBASE = "tbx"
FORMAT_NAMES = (*FORMATS, TERMBASE)
EXCERPT = 60  # characters of a source text that a message shows


# ---- export
def export(
    project: Project,
    name: str,
    *,
    locales: tuple[str, ...] = (),
    articles: tuple[str, ...] = (),
    out: Path | None = None,
    dry_run: bool = False,
) -> Changes:
    """Write the catalogs, as they are on disk, in the format `name` (one of FORMAT_NAMES).

    `out` is a folder (default: exchange/ in the project), or a file where only one is written. A
    catalog that is not there, or can't be read, is a failure; the others go on.
    """
    changes = Changes()
    save = Save(project, changes, dry_run)
    if name == TERMBASE:
        content = tbx.render_tbx(
            project.termbase(), source_language=project.settings.source_language
        )
        save(_target(project, out, "termbase.tbx", of=1), content)
        return changes
    chosen = FORMATS[name]
    languages = project.targets(locales)
    for language in languages:
        packed = tuple(_parcels(project, language, _domains(project, articles), changes))
        if packed:
            stem = f"{articles[0]}.{language}" if len(articles) == 1 else language.tag
            path = _target(project, out, f"{stem}{chosen.suffix}", of=len(languages))
            try:
                content = chosen.render(packed)
            except ExportError as error:
                changes.failures.append(Failure(f"{name} in {language}", error))
                continue
            save(path, content)
    return changes


def _domains(project: Project, articles: tuple[str, ...]) -> tuple[str, ...]:
    """The articles asked for; all, and the leaflet's own words, where none is."""
    if not articles:
        return (*project.slugs(), WORDS_DOMAIN)
    named = tuple(each for each in articles if each != WORDS_DOMAIN)
    words = (WORDS_DOMAIN,) if WORDS_DOMAIN in articles else ()
    return (*(project.slugs(named) if named else ()), *words)


def _parcels(
    project: Project, language: Language, domains: tuple[str, ...], changes: Changes
) -> Iterator[Parcel]:
    for domain in domains:
        try:
            catalog = project.required_catalog(language, domain)
        except CatalogError as error:
            changes.failures.append(Failure(f"{domain} in {language}", error))
            continue
        yield pack(catalog, source_language=project.settings.source_language)


def _target(project: Project, out: Path | None, name: str, *, of: int) -> Path:
    """Where the file `name`, one `of` so many, goes."""
    if out is None:
        return project.root / FOLDER / name
    if out.suffix and not out.is_dir():
        if of == 1:
            return out
        raise UsageError(
            f"--out names one file, and {of} would be written",
            path=str(out),
            hint="name a folder, or one language: --locale es",
        )
    return out / name


# ---- import
@dataclass(frozen=True, slots=True)
class Told:
    """Something about one unit or term that a person should read."""

    path: str  # of the exchange file
    line: int
    message: str
    is_problem: bool


@dataclass(slots=True)
class Imported:
    """What an import did, or with `dry_run` would do."""

    changes: Changes = field(default_factory=Changes)
    told: list[Told] = field(default_factory=list)
    taken: int = 0  # units that say now what a file says

    @property
    def has_problems(self) -> bool:
        """Whether a person must decide something, or a file could not be taken."""
        return bool(self.changes.failures) or any(each.is_problem for each in self.told)


def import_files(project: Project, files: tuple[Path, ...], *, dry_run: bool = False) -> Imported:
    """Merge what the files bring into the catalogs and the termbase.

    A file is taken whole or not at all; one that can't be read is a failure, the others go on.
    """
    imported = Imported()
    save = Save(project, imported.changes, dry_run)
    with lock(project.work / "lock"):
        incoming = _Incoming(project, imported)
        for path in files:
            try:
                incoming.open(path)
            except LeafletsError as error:
                if error.exit_code != 1:
                    raise
                imported.changes.failures.append(Failure(project.relative(path), error))
        incoming.save(save)
    return imported


@dataclass(slots=True)
class _Held:
    """A catalog as it was on disk, and as it is with everything that came for it."""

    before: bytes
    now: Catalog


@dataclass(slots=True)
class _Incoming:
    """The files of one import; nothing is written before all have been read."""

    project: Project
    imported: Imported
    _catalogs: dict[Path, _Held] = field(default_factory=dict)
    _table: str | None = None  # the termbase's new text
    _held_table: bytes | None = None  # the file that it was made from

    def open(self, path: Path) -> None:
        """Take one file in."""
        name = self.project.relative(path)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise unreadable(UsageError, name, error) from error
        root = xml_root(data, name)
        if root is not None and root.name in TERMBASE_ROOTS:
            self._take_terms(root, name)
            return
        parcels = parse_parcels(data, name, root)
        if not parcels:
            raise CatalogError(
                "there is no translation in this file",
                path=name,
                line=1,
                hint="export it again, or ask for the file that has them",
            )
        ours = [self._in_our_languages(each) for each in parcels]
        for each in ours:
            self._hold(each, name)  # all of them, before anything of the file is taken
        for each in ours:
            self._take(each, name)

    def _in_our_languages(self, parcel: Parcel) -> Parcel:
        """As the project names its languages: many tools know no "es", only "es-ES"."""
        settings = self.project.settings
        return replace(
            parcel,
            language=project_language(parcel.language, settings.languages),
            source_language=project_language(parcel.source_language, (settings.source_language,)),
        )

    def _path(self, parcel: Parcel) -> Path:
        return self.project.catalog_path(parcel.language, parcel.domain)

    def _hold(self, parcel: Parcel, name: str) -> None:
        """See that the project has a catalog for the parcel."""
        settings = self.project.settings
        if parcel.source_language != settings.source_language:
            raise CatalogError(
                f"this file translates from '{parcel.source_language}', and the sources are in"
                f" '{settings.source_language}'",
                path=name,
                line=parcel.line,
                hint="import it into the project that it was exported from",
            )
        if parcel.language not in settings.languages:
            tags = ", ".join(each.tag for each in settings.languages)
            raise CatalogError(
                f"'{parcel.language}' is no language of this project",
                path=name,
                line=parcel.line,
                hint=f"the languages in leaflets.toml are {tags}: mend the file, or add it",
            )
        path = self._path(parcel)
        if path in self._catalogs:
            return
        if not _is_plain_name(parcel.domain) or not _is_file(path):
            raise CatalogError(
                f"there is no catalog for {_excerpt(parcel.domain)} in {parcel.language}",
                path=name,
                line=parcel.line,
                hint="was the article renamed? change it in the file too; else: leaflets update",
            )
        before = path.read_bytes()
        self._catalogs[path] = _Held(before, po.parse(before, self.project.relative(path)))

    def _take(self, parcel: Parcel, name: str) -> None:
        held = self._catalogs[self._path(parcel)]
        received = receive(parcel, held.now)
        held.now = received.catalog
        for outcome in received.outcomes:
            if outcome.kind is Kind.TAKEN:
                self.imported.taken += 1
                continue
            place = f"{parcel.domain} in {parcel.language}"
            message = f"{outcome.kind}: {place}: {_excerpt(outcome.key.msgid)}: {outcome.message}"
            self.imported.told.append(Told(name, outcome.line, message, outcome.is_problem))

    def _take_terms(self, root: Node, name: str) -> None:
        project = self.project
        source = project.settings.source_language
        shown = project.relative(project.termbase_path)
        if self._table is None:
            self._held_table = read_if_exists(project.termbase_path)
            self._table = decode_utf8(self._held_table or b"", shown)
        known = parse_termbase(self._table, path=shown, source_language=source)
        merged = terms.merge_terms(
            self._table,
            known,
            tbx.read_tbx(root, name, source_language=source),
            languages=(source, *project.settings.languages),
        )
        parse_termbase(merged.text, path=name, source_language=source)  # or nothing is written
        if merged.added or merged.filled:
            self._table = merged.text
        self.imported.taken += len(merged.added) + len(merged.filled)
        self.imported.told += [
            Told(name, each.line, f"difference: {each.message}", is_problem=True)
            for each in merged.differences
        ]
        self.imported.told += [
            Told(name, root.line, f"left out: readings in '{tag}'", is_problem=False)
            for tag in merged.left_out
        ]

    def save(self, save: Save) -> None:
        """Write what changed."""
        for path, held in self._catalogs.items():
            save.catalog(path, held.before, held.now)
        if self._table:  # none is made of nothing
            self._save_table(save, self._table)

    def _save_table(self, save: Save, table: str) -> None:
        path = self.project.termbase_path
        if read_if_exists(path) == self._held_table:
            save(path, table.encode())
            return
        name = self.project.relative(path)
        error = CatalogError(
            "this file was saved by somebody else just now, so no term was taken",
            path=name,
            hint="import the terms again",
        )
        self.imported.changes.failures.append(Failure(name, error))


def _is_plain_name(domain: str) -> bool:
    """Names in a file from elsewhere are not trusted: none may lead out of the folder."""
    return Path(domain).name == domain and domain not in ("", ".", "..")


def _is_file(path: Path) -> bool:
    """Whether there is such a file; a name may be too long to be one."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _excerpt(text: str) -> str:
    shown = " ".join(text.split())
    return repr(shown if len(shown) <= EXCERPT else f"{shown[:EXCERPT].rstrip()}…")
