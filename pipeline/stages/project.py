"""A content project and reading it: articles, catalogs, termbase. Names of folders: `places`.

It reads; the stages decide what to do. What reads a file is loaded when the first such file is
read: a run that finds everything on record needs none.
"""

from __future__ import annotations

import itertools
import os
import re
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import CatalogError, LeafletsError, SettingsError, SourceError, UsageError
from pipeline.execution.stamps import Look, digest, look, looks_below
from pipeline.files import named, path_of, read_if_exists
from pipeline.model import Catalog, Document, Language, Termbase, Unit
from pipeline.places import (
    ABBREVIATIONS_FILE,
    LOCALES,
    MESSAGES,
    OUTPUT,
    SETTINGS_FILE,
    SOURCE,
    TEMPLATES,
    WORDS_DOMAIN,
    WORK,
)
from pipeline.reports.terminal import has_unseen
from pipeline.settings import Settings, find_root, read_settings, with_lines

if TYPE_CHECKING:
    from pipeline.catalogs.po.glance import Entries
    from pipeline.catalogs.translations import Translations
    from pipeline.leaflets.theme import Theme
    from pipeline.source.abbreviations import Abbreviations

KEPT_PATHS = 8192  # asked for again and again, most of all while their article is at hand
KEPT_DOCUMENTS = 128  # parsed articles held at a time: stages follow one another over the same few

NAMES_TOLD = 20  # of more, only those that may have been meant
NEAR_TOLD = 3
HIDDEN = "."  # how such names begin
MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")  # how other programs end such names


class Failure(NamedTuple):
    """A task that failed, while the others went on."""

    task: str  # "lumbar-disc-herniation", "lumbar-disc-herniation in ar"
    error: LeafletsError


class SeenCatalog(NamedTuple):
    """A catalog that was read."""

    digest: str  # of the file
    entries: Entries
    look: Look | None  # of the file, from before it was read


@dataclass(slots=True)
class Seen:
    """What an update has just found in the catalogs of an article that it left as they are.

    A build that goes along with it need not read them again. Of the article at hand only: what is
    saved meanwhile is for the next build, whose key it changes.
    """

    domain: str = ""
    catalogs: dict[Language, SeenCatalog] = field(default_factory=dict)

    def note(self, domain: str, language: Language, catalog: SeenCatalog) -> None:
        """Remember a catalog, and none of other articles."""
        if domain != self.domain:
            self.domain, self.catalogs = domain, {}
        self.catalogs[language] = catalog

    def of(self, domain: str, language: Language) -> SeenCatalog | None:
        """The catalog, where it is remembered."""
        return self.catalogs.get(language) if domain == self.domain else None


@dataclass(slots=True)
class Project:
    """A content project on disk."""

    settings: Settings
    seen: Seen = field(default_factory=Seen, compare=False)
    # Of the files behind what is at hand: how each looked before it was read.
    looks: dict[str, Look | None] = field(default_factory=dict, compare=False)
    _paths: dict[tuple[str, str], Path] = field(default_factory=dict, compare=False)
    _documents: OrderedDict[str, Document] = field(default_factory=OrderedDict)
    _termbase: Termbase | None = None
    _abbreviations: Abbreviations | None = None

    @classmethod
    def open(cls, root: Path | None) -> Project:
        """The project in `root`, or the one that the current folder belongs to."""
        if root is not None and not root.is_dir():
            raise UsageError(
                "there is no such folder",
                path=str(root),
                hint="name the one that holds leaflets.toml",
            )
        root = find_root(Path.cwd()) if root is None else root
        seen = look(root / SETTINGS_FILE)
        settings = read_settings(root)
        return cls(settings, looks={str(settings.root / SETTINGS_FILE): seen})

    @property
    def root(self) -> Path:
        """The folder that holds leaflets.toml, absolute."""
        return self.settings.root

    def relative(self, path: Path) -> str:
        """The path as messages show it: POSIX, relative to the project where it lies inside."""
        name = str(path)
        inside = f"{self.root}{os.sep}"
        if name.startswith(inside):  # nearly always, and much faster
            return name[len(inside) :].replace(os.sep, "/")
        absolute = path if path.is_absolute() else Path.cwd() / path
        try:
            return absolute.relative_to(self.root).as_posix()
        except ValueError:
            return absolute.as_posix()

    def own_path(self, path: Path) -> Path:
        """The file as the project names it, absolute: a folder of it may be a link to elsewhere.

        For a file that is not in the project, where it really lies.
        """
        typed = Path(os.path.abspath(path))
        for folder in typed.parents:
            if folder.exists() and folder.samefile(self.root):
                return self.root / typed.relative_to(folder)
        real = path.resolve()
        for name in (SOURCE, LOCALES):
            folder = (self.root / name).resolve()
            if real.is_relative_to(folder):
                return self.root / name / real.relative_to(folder)
        return real

    # ---- articles ----
    def slugs(self, only: Iterable[str] = ()) -> tuple[str, ...]:
        """The articles, by name; with `only`, those, and UsageError for one that is not there."""
        found = sorted(name.removesuffix(".md") for name in names_in(self.root / SOURCE, ".md"))
        if not found:
            raise UsageError(
                "there are no articles",
                path=f"{SOURCE}/",
                hint=f"write {SOURCE}/<name>.md, or bring one in: leaflets import FILE",
            )
        wanted = tuple(only)
        for slug in wanted:
            if slug not in found:
                raise UsageError(
                    f"there is no article '{slug}'", path=f"{SOURCE}/", hint=_like(slug, found)
                )
        return wanted or tuple(found)

    def overlooked(self) -> tuple[str, ...]:
        """Files in source/ that look like articles but for the ending of their names."""
        names = sorted(names_in(self.root / SOURCE))
        return tuple(
            name for name in names if name.lower().endswith(MARKDOWN) and not name.endswith(".md")
        )

    def misplaced(self) -> tuple[str, ...]:
        """Files in folders below source/ that begin as articles do, and are none."""
        found = []
        for path in sorted((self.root / SOURCE).glob("*/**/*.md")):
            if is_hidden(path, self.root / SOURCE):
                continue
            try:
                with path.open("rb") as file:
                    is_article = _ARTICLE.match(file.read(LONGEST_HEAD)) is not None
            except OSError:  # a folder of that name, a link to nowhere: not known to be an article
                continue
            if is_article:
                refuse_odd_name(path.name, str(path.parent))
                found.append(path.relative_to(self.root / SOURCE).as_posix())
        return tuple(found)

    def abandoned(self) -> Mapping[str, tuple[Path, ...]]:
        """The template and catalogs that stay of each article that is gone, by its name."""
        known = {*self.slugs(), WORDS_DOMAIN}
        folders = [(TEMPLATES, ".pot")]
        folders += [(f"{LOCALES}/{each.directory}/{MESSAGES}", ".po") for each in self.targets()]
        found: dict[str, list[Path]] = {}
        for folder, suffix in folders:
            for name in names_in(self.root / folder, suffix):
                domain = name.removesuffix(suffix)
                if domain not in known:
                    found.setdefault(domain, []).append(self.root / folder / name)
        return {domain: tuple(found[domain]) for domain in sorted(found)}

    def unlisted(self) -> Mapping[str, tuple[Path, ...]]:
        """The catalogs below locales/ in folders of no language of the project, by folder."""
        known = {each.directory for each in self.languages()}
        found: dict[str, tuple[Path, ...]] = {}
        for name in sorted(set(names_in(self.root / LOCALES)) - known):
            folder = self.root / LOCALES / name / MESSAGES
            if files := tuple(folder / each for each in sorted(names_in(folder, ".po"))):
                found[name] = files
        return found

    def renamed(self, folder: str) -> tuple[Language, ...]:
        """The languages that the one of such a folder may be called now: pt-BR for pt."""
        base = Language.parse(folder).base
        return tuple(each for each in self.targets() if each.base == base)

    def article_path(self, slug: str) -> Path:
        """source/<slug>.md."""
        return self._paths.get((SOURCE, slug)) or self._path(SOURCE, slug, ".md")

    def parsed(self, slug: str) -> Document | None:
        """The article's document where it is at hand already."""
        return self._documents.get(slug)

    def document(self, slug: str) -> Document:
        """The article, parsed; SourceError where it can't be."""
        if slug == WORDS_DOMAIN:
            raise SourceError(
                f"'{WORDS_DOMAIN}' is the name of the catalog of the leaflet's own words",
                path=self.relative(self.article_path(slug)),
                line=1,
                hint="give the article another name",
            )
        if slug not in self._documents:
            from pipeline.source import abbreviations, document, pictures, reading

            path = self.article_path(slug)
            self.looks[str(path)] = look(path)

            shortened = abbreviations.of_language(
                self.abbreviations(), self.settings.source_language
            )
            article = reading.read_article(path, root=self.root)
            parsed = document.parse(
                article,
                language=self.settings.source_language,
                segmentation=article.metadata.segmentation or self.settings.segmentation,
                termbase=self.termbase(),
                allow=self.settings.allow,
                abbreviations=shortened,
            )
            self._documents[slug] = pictures.with_labels(
                parsed, self.drawings(parsed), abbreviations=shortened
            )
            while len(self._documents) > KEPT_DOCUMENTS:
                gone, _ = self._documents.popitem(last=False)
                del self.looks[str(self.article_path(gone))]
        return self._documents[slug]

    def drawings(self, document: Document) -> dict[str, bytes]:
        """The drawings that the article shows, by address, those that can be read."""
        from pipeline.source import pictures

        found: dict[str, bytes] = {}
        addresses = pictures.addresses(document)
        folder = (self.root / SOURCE).resolve() if addresses else self.root
        for address in addresses:
            path = Path(os.path.realpath(named(folder, path_of(address) or "")))
            if path.is_relative_to(folder) and os.path.isfile(path):
                self.looks.setdefault(str(path), look(path))
                found[address] = path.read_bytes()
        return found

    def drawings_digest(self) -> bytes:
        """Changes with every drawing in source/: their labels are texts of the articles."""
        found = [
            Path(folder, name)
            for folder, files in looks_below(self.root / SOURCE)
            for name in sorted(files)
            if name.lower().endswith(".svg")
        ]
        parts = ((self.relative(path).encode(), _content(path)) for path in found)
        return digest(itertools.chain.from_iterable(parts)).encode()

    @property
    def termbase_path(self) -> Path:
        """source/termbase.tsv."""
        return self.root / SOURCE / "termbase.tsv"

    def termbase(self) -> Termbase:
        """The project's terms; empty where there is no file."""
        if self._termbase is None:
            from pipeline.source import termbase

            self.looks[str(self.termbase_path)] = look(self.termbase_path)
            self._termbase = termbase.read_termbase(
                self.termbase_path,
                root=self.root,
                source_language=self.settings.source_language,
            )
        return self._termbase

    def abbreviations(self) -> Abbreviations:
        """The project's own, source/abbreviations.txt, by language; none where there is no file."""
        if self._abbreviations is None:
            from pipeline.source import abbreviations

            path = self.root / ABBREVIATIONS_FILE
            self.looks[str(path)] = look(path)
            self._abbreviations = abbreviations.read_abbreviations(
                path,
                root=self.root,
                source_language=self.settings.source_language,
            )
        return self._abbreviations

    # ---- languages and catalogs ----
    def languages(self, only: Iterable[str] = ()) -> tuple[Language, ...]:
        """The target languages; with `only`, those, and UsageError for one not in leaflets.toml."""
        wanted = tuple(dict.fromkeys(Language.parse(tag) for tag in only))
        for language in wanted:
            if (
                language not in self.settings.languages
                and language != self.settings.source_language
            ):
                tags = [each.tag for each in self.settings.languages]
                raise UsageError(
                    f"'{language}' is no language of this project",
                    path="leaflets.toml",
                    hint=f"add it to project.languages, or use {_one_of(tags)}",
                )
        return wanted or self.settings.languages

    def targets(self, only: Iterable[str] = ()) -> tuple[Language, ...]:
        """The same without the source language, which has no catalogs."""
        source = self.settings.source_language
        return tuple(each for each in self.languages(only) if each != source)

    def template_path(self, domain: str) -> Path:
        """locales/templates/<domain>.pot."""
        return self._paths.get((TEMPLATES, domain)) or self._path(TEMPLATES, domain, ".pot")

    def catalog_path(self, language: Language, domain: str) -> Path:
        """locales/<lang>/LC_MESSAGES/<domain>.po."""
        folder = f"{LOCALES}/{language.directory}/{MESSAGES}"
        return self._paths.get((folder, domain)) or self._path(folder, domain, ".po")

    def _path(self, folder: str, stem: str, suffix: str) -> Path:
        """The file of this name, to be found in `_paths` for a while."""
        if len(self._paths) >= KEPT_PATHS:
            self._paths.clear()
        path = self._paths[folder, stem] = Path(f"{self.root}/{folder}/{stem}{suffix}")
        return path

    def catalog(self, language: Language, domain: str) -> Catalog | None:
        """The catalog, None where there is no file; CatalogError where it can't be read."""
        from pipeline.catalogs import po

        path = self.catalog_path(language, domain)
        return po.read(path, root=self.root) if path.exists() else None

    def required_catalog(self, language: Language, domain: str) -> Catalog:
        """The catalog; CatalogError where there is no file, too."""
        found = self.catalog(language, domain)
        if found is None:
            raise CatalogError(
                "there is no such catalog",
                path=self.relative(self.catalog_path(language, domain)),
                hint="make it with: leaflets update",
            )
        return found

    def translations(self, language: Language, domain: str) -> Translations | None:
        """What the catalog says to readers, None where there is no file; errors as `catalog`."""
        from pipeline.catalogs import po
        from pipeline.catalogs.translations import Translations

        seen = self.seen.of(domain, language)
        if seen is not None:
            return Translations.of_entries(seen.entries)
        path = self.catalog_path(language, domain)
        data = po.data_of(path, root=self.root) if path.exists() else None
        return None if data is None else Translations.read(data, self.relative(path))

    def review_of(self, slug: str) -> str:
        """What the template of an article says of its review (`catalogs.review`); "" for nothing.

        Only an article that `has_review` has one.
        """
        from pipeline.catalogs import review

        try:
            return review.review_in(read_if_exists(self.template_path(slug)) or b"")
        except OSError:
            return ""  # derived: what can't be read is made again

    # ---- outputs ----
    @property
    def output(self) -> Path:
        """dist/."""
        return self.root / OUTPUT

    @property
    def work(self) -> Path:
        """.leaflets/: what can be deleted at any time."""
        return self.root / WORK


def has_review(source: bytes) -> bool:
    """Whether an article may say when it was reviewed, told without parsing it."""
    return b"reviewed" in source


LONGEST_HEAD = 4096  # bytes in which an article has its title
_ARTICLE = re.compile(rb"(?s)(?:\xef\xbb\xbf)?---\s*\n(?:.*\n)?title\s*:")


def shipped_words(language: Language) -> Catalog | None:
    """The translations of the leaflet's own words that come with us; None where there are none.

    Those of a language at large without letters that a region does not have: "Grosse Schrift".
    """
    from pipeline.catalogs import po
    from pipeline.catalogs.catalog import with_header
    from pipeline.language.letters import strange_letters
    from pipeline.leaflets.words import SOURCE_LANGUAGE, shipped_catalog

    path = shipped_catalog(language)
    if path is not None:
        shipped = po.read(path, root=path.parent)
        strange = strange_letters(language)
        instead = str.maketrans({letter: known.instead for letter, known in strange.items()})
        units = (replace(unit, msgstr=unit.msgstr.translate(instead)) for unit in shipped.units)
        shipped = replace(shipped, language=language, units=tuple(units))
        return with_header(shipped, {"Language": language.directory})
    if language.base == SOURCE_LANGUAGE.base:  # as they are said: nobody has to translate them
        from pipeline.leaflets.extraction import extract_units

        words = tuple(Unit(unit.key, unit.key.msgid) for unit in extract_units())
        return Catalog(WORDS_DOMAIN, language, (), words)
    return None


def names_in(folder: Path, suffix: str = "") -> list[str]:
    """What in the folder ends so and is not hidden; `Path.glob` takes ten times as long.

    Hidden is what other programs keep beside a file for themselves: Emacs its lock, macOS its
    attributes (`.#knee.md`, `._knee.po`).
    """
    try:
        names = [name for name in os.listdir(folder) if name.endswith(suffix) and name[0] != HIDDEN]
    except (FileNotFoundError, NotADirectoryError):  # as if it were empty: the caller tells
        return []
    for name in names if suffix else ():
        refuse_odd_name(name, str(folder))
    return names


def is_hidden(path: Path, folder: Path) -> bool:
    """Whether the path is hidden below `folder`, or lies in a folder such as .git or .venv."""
    return any(part.startswith(HIDDEN) for part in path.relative_to(folder).parts)


def refuse_odd_name(name: str, folder: str) -> None:
    """UsageError for a name of a file that no report could show, and no record keep."""
    if has_unseen(name):
        raise UsageError(
            f"the name {name!a} is not UTF-8, or has characters that nobody sees",
            path=folder,
            hint="give the file another name",
        )


def theme_of(project: Project) -> Theme:
    """The project's look; SettingsError with every mistake in it, and with their lines."""
    from pipeline.leaflets import theme  # no catalog needs one

    try:
        return theme.make_theme(project.settings.theme, root=project.root)
    except SettingsError as error:
        raise with_lines(error, project.root) from error


def _content(path: Path) -> bytes:
    """What the file holds; of one that can't be read something else, and the build tells."""
    try:
        return path.read_bytes()
    except OSError as error:
        return f"\0{error.strerror}".encode()


def _like(name: str, names: Sequence[str]) -> str:
    """What may have been meant; all names where they are few."""
    if len(names) <= NAMES_TOLD:
        return _one_of(names)
    import difflib  # only for a mistake

    near = difflib.get_close_matches(name, names, n=NEAR_TOLD)
    known = f"there are {len(names)}, from '{names[0]}' to '{names[-1]}'"
    return f"did you mean {' or '.join(map(repr, near))}? {known}" if near else known


def _one_of(names: Iterable[str]) -> str:
    return "one of: " + ", ".join(names)
