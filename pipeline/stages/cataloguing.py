"""extract, format, status: source/ → templates, and how far the catalogs are (see `updating`).

Every task (an article, an article in a language) stands alone: one that fails is reported, the
others go on, and nothing that could be read is ever replaced by less.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from pipeline.catalogs import catalog, merge, po
from pipeline.catalogs import template as templates
from pipeline.catalogs.po.glance import Entries, Texts, glance_along, texts
from pipeline.catalogs.unchanged import is_unchanged
from pipeline.errors import LeafletsError, UsageError, unreadable
from pipeline.execution.stamps import digest
from pipeline.files import (
    lock,
    read_if_exists,
    remove_leftovers,
    replace_if_unchanged,
    write_if_changed,
)
from pipeline.leaflets import words
from pipeline.model import Catalog, Coverage, Language
from pipeline.places import TEMPLATES, WORDS_DOMAIN
from pipeline.stages import merging, recutting
from pipeline.stages.project import Failure, Project, shipped_words


@dataclass(slots=True)
class Changes:
    """What a writing stage did, or with `dry_run` would do. Paths relative to the project."""

    written: list[str] = field(default_factory=list)
    unchanged: int = 0
    failures: list[Failure] = field(default_factory=list)

    def note(self, path: str, *, written: bool) -> None:
        """Count one file."""
        if written:
            self.written.append(path)
        else:
            self.unchanged += 1


@dataclass(frozen=True, slots=True)
class Save:
    """How files are written: for real, or only told."""

    project: Project
    changes: Changes
    dry_run: bool
    digests: dict[Path, str] = field(default_factory=dict)  # of what each file was left with

    def __call__(self, path: Path, content: bytes) -> None:
        """Write `content` where it differs, or only say so."""
        self.digests[path] = digest([content])
        if self.dry_run:
            written = not path.exists() or path.read_bytes() != content
        else:
            written = write_if_changed(path, content)
        self.changes.note(self.project.relative(path), written=written)

    def catalog(self, path: Path, base: bytes | None, merged: Catalog | bytes) -> bool:
        """Write a catalog made from a file that held `base`; what was saved since is merged in.

        Whether anything was: then the file holds more than `merged`.
        """
        if self.dry_run:
            self(path, merged if isinstance(merged, bytes) else po.render(merged))
            return False
        name = self.project.relative(path)
        saved = merging.save_catalog(path, base, merged, name=name)
        self.digests[path] = digest([saved.content])
        self.changes.note(name, written=saved.written)
        self.changes.failures += [Failure(name, each.error()) for each in saved.disputed]
        return saved.merged

    def nothing(self, path: Path, content: bytes) -> str:
        """Note that a file is as it should be: it holds `content`. Returns the digest of that."""
        self.digests[path] = digest([content])
        self.changes.unchanged += 1
        return self.digests[path]

    def tidy(self, languages: Iterable[Language]) -> None:
        """Remove what killed runs left beside templates and catalogs; call it under the lock."""
        if self.dry_run:
            return
        remove_leftovers(self.project.root / TEMPLATES)
        for language in languages:
            remove_leftovers(self.project.catalog_path(language, WORDS_DOMAIN).parent)


def extract(project: Project, *, now: str, dry_run: bool = False) -> Changes:
    """Bring locales/templates/ up to date with source/.

    `now` is the date for POT-Creation-Date, as PO files write it; it is used only where a msgid
    changed.
    """
    changes = Changes()
    save = Save(project, changes, dry_run)
    with lock(project.work / "lock"):
        save.tidy(())
        for domain, fresh in _templates(project, changes, now=now):
            save(project.template_path(domain), fresh.content)
    return changes


class Attempt:
    """Turns an error of ours inside the block into a Failure, so that the others go on."""

    def __init__(self, name: str, failures: list[Failure]) -> None:
        self.name = name
        self.failures = failures

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if isinstance(error, LeafletsError) and error.exit_code == 1:
            self.failures.append(Failure(self.name, error))
            return True
        return False


def _templates(project: Project, changes: Changes, *, now: str) -> Iterator[tuple[str, Fresh]]:
    """(domain, template) of every article that can be read, then the leaflet's own words."""
    for slug in project.slugs():
        with Attempt(slug, changes.failures):
            yield slug, dated(project, article_template(project, slug, now=now))
    yield WORDS_DOMAIN, dated(project, words_template(project, now=now))


def article_template(project: Project, slug: str, *, now: str) -> Catalog:
    """The template of an article, dated `now`."""
    return templates.make_template(
        project.document(slug), project=project.settings.name, created=now
    )


def words_template(project: Project, *, now: str) -> Catalog:
    """The template of the leaflet's own words, dated `now`."""
    shipped = po.read(words.TEMPLATE, root=words.TEMPLATE.parent)
    header = templates.make_header(
        WORDS_DOMAIN, project=project.settings.name, created=now, language=words.SOURCE_LANGUAGE
    )
    return replace(shipped, header=header)


@dataclass(slots=True)
class Fresh:
    """A template as its article is now, and as a file."""

    catalog: Catalog
    content: bytes
    former: Texts | None = None  # of the template that it takes the place of: catalogs follow that
    _texts: Texts | None = None

    @property
    def texts(self) -> Texts | None:
        """What it asks translations for; None where that can't be told at a glance."""
        self._texts = self._texts or texts(self.content)
        return self._texts

    def set_aside(self) -> None:
        """Forget what can be found out again: many templates wait until their turn comes."""
        self.former = None

    def taken_up(self, project: Project) -> None:
        """Find it out again."""
        held = _held_template(project, self.catalog.domain)
        self.former = None if held is None or held == self.content else texts(held)

    def glance(self, data: bytes, name: str) -> Entries | None:
        """The entries of a catalog file; None where `po.parse` must be asked."""
        return glance_along(data, name, *filter(None, (self.former, self.texts)))

    def stands_in(self, held: Entries) -> bool:
        """Whether a catalog file lacks nothing, and an update would leave every byte of it."""
        return self.texts is not None and is_unchanged(self.catalog, self.texts, held)


def dated(project: Project, template: Catalog) -> Fresh:
    """`template` with the date that it had, unless a msgid changed.

    That is the date of the template on disk. Templates are derived, and where one is missing or
    damaged it is simply made again: then a catalog that has the same texts knows the date.
    """
    held = _held_template(project, template.domain)
    former: Texts | None = None
    if held is not None:
        template = templates.keep_review(template, held)
        as_it_was = templates.with_dates(template, held)
        content = po.render(as_it_was)
        if content == held:  # nearly always: nothing to be read
            return Fresh(as_it_was, content)
        former, now = texts(held), texts(content)
        if former is not None and now is not None and _are_others(former, now):
            # Only the dates are to be taken back, which stand in the header.
            header = po.render(replace(template, units=()))
            content = header + b"\n" + content.partition(b"\n\n")[2]
            return Fresh(template, content, former, now)
    kept = _with_kept_date(project, template, held)
    return Fresh(kept, po.render(kept), former)


def _are_others(former: Texts, now: Texts) -> bool:
    """Whether the texts have changed, as far as can be told at a glance."""
    return former.is_ours and now.is_ours and set(former.keys) != set(now.keys)


def _held_template(project: Project, domain: str) -> bytes | None:
    with contextlib.suppress(OSError):  # derived: what can't be read is made again
        return read_if_exists(project.template_path(domain))
    return None


def _with_kept_date(project: Project, template: Catalog, held: bytes | None) -> Catalog:
    if held is not None:
        with contextlib.suppress(LeafletsError):
            before = po.parse(held, f"{template.domain}.pot")
            return templates.keep_date(template, before)
    for language in project.targets():
        with contextlib.suppress(LeafletsError):
            catalog = project.catalog(language, template.domain)
            kept = templates.with_date_of_catalog(template, catalog)
            if kept is not None:
                return kept
    return template


def merged_catalog(project: Project, fresh: Catalog, language: Language) -> Catalog:
    """The catalog as update would write it: what is on disk, merged with the fresh template."""
    existing = project.catalog(language, fresh.domain)
    if existing is None and fresh.domain == WORDS_DOMAIN:
        existing = shipped_words(language)
    if existing is None:
        return merge.new_catalog(fresh, language, project=project.settings.name)
    recut = recutting.recut_catalog(project, fresh, existing, language)
    return merge.merge(fresh, recut.catalog, recut=recut.suggest)


# ---- format
@dataclass(frozen=True, slots=True)
class Formatted:
    """What became of the files that were to have our layout."""

    differing: tuple[Path, ...]  # whose bytes were not in it
    failures: tuple[Failure, ...]  # of those that are no catalogs, and stay as they are


def format_catalogs(
    files: tuple[Path, ...], *, check: bool, output: Path | None = None
) -> Formatted:
    """Without `check`, the files whose bytes are not our layout are rewritten.

    With `output` the one file's layout goes there instead ("-": standard output).
    """
    if output is not None and len(files) != 1:
        raise UsageError(
            "--output takes exactly one PO file",
            hint="without it, each file is rewritten where it lies",
        )
    differing: list[Path] = []
    failures: list[Failure] = []
    for path in files:
        with Attempt(path.name, failures):
            data, formatted = _formatted(path)
            if formatted != data:
                differing.append(path)
            if check:
                continue
            if output is None:
                while formatted != data and not replace_if_unchanged(path, data, formatted):
                    data, formatted = _formatted(path)  # somebody has saved it meanwhile
            elif str(output) == "-":
                sys.stdout.buffer.write(formatted)
            else:
                write_if_changed(output, formatted)
    return Formatted(tuple(differing), tuple(failures))


def _formatted(path: Path) -> tuple[bytes, bytes]:
    """What the file holds, and that in our layout."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(UsageError, str(path), error) from error
    return data, po.format_catalog(data, str(path))


# ---- status
@dataclass(frozen=True, slots=True)
class Status:
    """Coverage of every language and article; nothing is written to find out."""

    coverage: Mapping[str, Mapping[str, Coverage]]  # language tag → slug → coverage
    failures: tuple[Failure, ...]


def status(
    project: Project, *, locales: tuple[str, ...] = (), articles: tuple[str, ...] = ()
) -> Status:
    """How far each language is: what its catalogs on disk have of the sources as they are now.

    Of these languages and articles, or of all. UsageError for one that the project has not.
    """
    failures: list[Failure] = []
    languages = project.targets(locales)
    found: dict[str, dict[str, Coverage]] = {language.tag: {} for language in languages}
    for slug in project.slugs(articles):
        with Attempt(slug, failures):
            keys = frozenset(segment.key for segment in project.document(slug).segments)
            for language in languages:
                with Attempt(f"{slug} in {language}", failures):
                    held = project.catalog(language, slug)
                    found[language.tag][slug] = catalog.coverage_of(keys, held)
    return Status(MappingProxyType(found), tuple(failures))
