"""build: documents + catalogs → dist/. Only what changed is made again.

A task is one file, (article, language, format); its key is a digest of everything that it reads.
A task that fails is reported and the others go on. What we did not write is never deleted.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import ExportError, LeafletsError, UsageError
from pipeline.execution import FinishedWork, digest, engine_stamp
from pipeline.files import lock, write_if_changed
from pipeline.language import cldr
from pipeline.leaflets import html, localize, theme
from pipeline.leaflets.downloads import offers
from pipeline.leaflets.images import reader
from pipeline.leaflets.index import IndexEntry, export_index, index_entry
from pipeline.leaflets.layouts import LAYOUTS
from pipeline.leaflets.words import Words
from pipeline.model import Catalog, Coverage, Finding, Language, Leaflet, Severity, TermRule
from pipeline.reports.console import Row
from pipeline.settings import FORMATS, SETTINGS_FILE
from pipeline.stages.cataloguing import shipped_words
from pipeline.stages.project import LOCALES, SOURCE, WORDS_DOMAIN, Failure, Project

if TYPE_CHECKING:
    from pipeline.leaflets.pdf import PdfExporter

Progress = Callable[[int, int, str], None]  # tasks done, tasks in all, the one at hand
RELEASE_HINT = "mend what `leaflets check` reports, or build a draft without --release"
EPOCH_WITHOUT_DATE = 946684800  # 2000-01-01: an article without a date has no better one


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What `leaflets build` was asked for."""

    locales: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()  # (): those of leaflets.toml
    layouts: tuple[str, ...] = ()  # of PDFs; (): those of leaflets.toml
    out: Path | None = None  # None: dist/
    release: bool = False
    dry_run: bool = False  # only say what would be made
    epoch: int | None = None  # SOURCE_DATE_EPOCH: instead of each article's date


@dataclass(slots=True)
class BuildResult:
    """What was made."""

    out: Path
    files: dict[Language, list[Path]] = field(default_factory=dict)  # current, by language
    coverage: dict[Language, Coverage] = field(default_factory=dict)
    refused: Counter[Language] = field(default_factory=Counter)  # by a release
    planned: list[Path] = field(default_factory=list)  # what a dry run would make
    made: int = 0  # files made in this run; the others were current
    remarks: list[str] = field(default_factory=list)  # what is as asked for, but not as usual
    failures: list[Failure] = field(default_factory=list)


def build(
    project: Project,
    request: BuildRequest,
    *,
    findings: Iterable[Finding] = (),
    progress: Progress = lambda done, total, label: None,
) -> BuildResult:
    """Make the leaflets asked for, and dist/index.html over all that are current.

    With `release`, a leaflet with a gap or with a finding of severity error in `findings` is
    refused, and a draft of it that an earlier build left in the folder is removed.
    """
    out = _output_folder(project, request.out)
    with lock(project.work / "lock"):
        builder = _Builder(project, request, out, tuple(findings))
        for position, (slug, language) in enumerate(builder.pairs):
            progress(position, len(builder.pairs), f"{slug} · {language}")
            builder.leaflet(slug, language)
        if not request.dry_run:
            builder.remove_orphans()
            builder.index()
            builder.work.save()
    progress(len(builder.pairs), len(builder.pairs), "")
    return builder.result


@dataclass
class _Builder:
    project: Project
    request: BuildRequest
    out: Path
    findings: tuple[Finding, ...]

    def __post_init__(self) -> None:
        settings = self.project.settings
        self.result = BuildResult(self.out)
        self.formats = _valid_formats(self.request.formats or settings.formats)
        self.layouts = _valid_layouts(self.request.layouts or settings.layouts)
        self.names = _file_names(self.formats, self.layouts)
        self.published = (settings.source_language, *settings.languages)
        languages = self.project.languages(self.request.locales)
        if not self.request.locales:
            languages = self.published
        self.pairs = [
            (slug, language)
            for slug in self.project.slugs(self.request.articles)
            for language in languages
        ]
        self.theme = theme.make_theme(settings.theme, root=settings.root)
        self.work = FinishedWork.read(self.project.work / "work.json")
        self.words: dict[Language, Words] = {}
        self.entries: dict[tuple[str, Language], IndexEntry] = {}
        self.common = digest(
            (
                engine_stamp(),
                _bytes(settings.root / SETTINGS_FILE),
                _bytes(self.project.termbase_path),
                _stamps(settings.root / SOURCE),
                str(self.request.epoch).encode(),
                " ".join(self.names).encode(),
                self.theme.logo_image.data if self.theme.logo_image else b"",
                _stamps(self.theme.templates) if self.theme.templates else b"",
            )
        ).encode()

    @cached_property
    def pdf(self) -> PdfExporter:
        """The PDF engine, started when the first PDF is really needed."""
        from pipeline.leaflets.pdf import PdfExporter

        return PdfExporter()

    # ---- one leaflet ----
    def leaflet(self, slug: str, language: Language) -> None:
        """Bring every format of one leaflet up to date, or note why that can't be."""
        try:
            self._leaflet(slug, language)
        except LeafletsError as error:
            if error.exit_code != 1:
                raise
            self.result.failures.append(Failure(f"{slug} in {language}", error))
            self._withdraw(slug, language)

    def _leaflet(self, slug: str, language: Language) -> None:
        names = self.names
        paths = {name: self.out / language.tag / f"{slug}.{name}" for name in names}
        key = self._key(slug, language)
        missing = {
            name: path for name, path in paths.items() if self.work.facts(str(path), key) is None
        }
        if self.request.dry_run:
            self.result.planned += missing.values()
            return
        if missing or self.request.release:
            leaflet = self._localized(slug, language)
            self._require_releasable(leaflet)
            facts = _to_facts(index_entry(leaflet, formats=()))
            for name, path in missing.items():
                try:
                    content = self._export(leaflet, name)
                except ExportError as error:
                    self.result.failures.append(Failure(f"{slug} in {language} ({name})", error))
                    self._remove(path)
                    continue
                write_if_changed(path, content)
                self.work.finish(str(path), key, [path], facts)
                self.result.made += 1
        current = {name: self.work.facts(str(path), key) for name, path in paths.items()}
        found = {name: facts for name, facts in current.items() if facts is not None}
        if found:
            entry = _from_facts(next(iter(found.values())), offers(found))
            self._note(slug, language, entry, tuple(paths[name] for name in found))

    def _remove(self, path: Path) -> None:
        """Remove what an earlier build of ours left: it is not what the article says now."""
        if self.work.forget(str(path)):
            path.unlink(missing_ok=True)

    def _note(
        self, slug: str, language: Language, entry: IndexEntry, paths: tuple[Path, ...]
    ) -> None:
        self.entries[slug, language] = entry
        self._count(language, entry.coverage)
        self.result.files[language].extend(paths)

    def _key(self, slug: str, language: Language) -> str:
        catalogs: tuple[bytes, ...] = ()
        if language != self.project.settings.source_language:
            catalogs = (_bytes(self.project.catalog_path(language, slug)),)
        return digest(
            (
                self.common,
                language.tag.encode(),
                _bytes(self.project.article_path(slug)),
                _bytes(self.project.catalog_path(language, WORDS_DOMAIN)),
                *catalogs,
            )
        )

    def _localized(self, slug: str, language: Language) -> Leaflet:
        document, catalog = self.project.document(slug), self._catalog(slug, language)
        kept = {term.term for term in self.project.termbase().with_rule(TermRule.KEEP)}
        allow = self.project.settings.allow | kept
        return localize.localize(document, catalog, language=language, allow=allow)

    def _catalog(self, slug: str, language: Language) -> Catalog | None:
        """The translations, empty where there are none yet; None for the source language."""
        if language == self.project.settings.source_language:
            return None
        return self.project.catalog(language, slug) or Catalog(slug, language, (), ())

    def _require_releasable(self, leaflet: Leaflet) -> None:
        """In a release, refuse a leaflet with a gap or an error; its coverage still counts."""
        if not self.request.release:
            return
        try:
            self._refuse_findings(leaflet.slug, leaflet.language)
            problems = localize.release_problems(leaflet)
            if problems:
                raise ExportError(
                    f"not released: {'; '.join(problems)}",
                    path=f"{leaflet.slug} in {leaflet.language}",
                    hint=RELEASE_HINT,
                )
        except ExportError:
            self._count(leaflet.language, leaflet.coverage)
            self.result.refused[leaflet.language] += 1
            raise

    def _count(self, language: Language, coverage: Coverage) -> None:
        self.result.files.setdefault(language, [])
        before = self.result.coverage.get(language, Coverage())
        self.result.coverage[language] = before + coverage

    def _refuse_findings(self, slug: str, language: Language) -> None:
        errors = [
            finding
            for finding in self.findings
            if finding.severity is Severity.ERROR
            and finding.article in (slug, None)
            and finding.locale in (language.tag, None)
        ]
        if errors:
            more = f" and {len(errors) - 1} more" if len(errors) > 1 else ""
            first = errors[0]
            raise ExportError(
                f"not released: {first.id}: {first.message}{more}",
                path=first.path,
                line=first.line,
                hint=RELEASE_HINT,
            )

    def _withdraw(self, slug: str, language: Language) -> None:
        """Remove what an earlier build of ours left of a leaflet that is refused now."""
        if not self.request.release:
            return
        for name in _file_names(FORMATS, tuple(LAYOUTS)):
            self._remove(self.out / language.tag / f"{slug}.{name}")

    def remove_orphans(self) -> None:
        """Remove what we once made of articles and languages that the project no longer has."""
        names = _file_names(FORMATS, tuple(LAYOUTS))
        files = {f"{slug}.{name}" for slug in self.project.slugs() for name in names}
        tags = {language.tag for language in self.published}
        for task in self.work.tasks():
            path = Path(task)
            if path.parent.parent != self.out or (path.parent.name in tags and path.name in files):
                continue
            self.work.forget(task)
            path.unlink(missing_ok=True)

    def _export(self, leaflet: Leaflet, name: str) -> bytes:
        words = self._words_in(leaflet.language)
        root = self.project.article_path(leaflet.slug).parent
        contact = self.project.settings.contact
        if name == "md":
            return localize.localize_source(
                self.project.document(leaflet.slug),
                self._catalog(leaflet.slug, leaflet.language),
                language=leaflet.language,
                source=self.project.article_path(leaflet.slug).read_bytes(),
                is_draft=leaflet.is_draft and leaflet.language != leaflet.source_language,
            )
        if name in ("epub", "txt", "docx"):
            return self._export_flowing(leaflet, name)
        if name in _LAYOUT_OF:
            printed = self.pdf.print_leaflet(
                leaflet,
                words=words,
                theme=self.theme,
                image_root=root,
                timestamp=self._timestamp(leaflet),
                contact=contact,
                base_url=self.project.settings.base_url,
                layout=_LAYOUT_OF[name],
                sheet=self.project.settings.sheet,
            )
            if printed.size < self.theme.size:
                self.result.remarks.append(
                    f"{leaflet.slug} in {leaflet.language} ({name}) is set in {printed.size:g} pt"
                    f" instead of {self.theme.size:g} pt, so that it fits"
                )
            return printed.pdf
        return html.export_html(
            leaflet,
            words=words,
            theme=self.theme,
            languages=self.published,
            image_root=root,
            formats=offers(self.names),
            contact=contact,
            base_url=self.project.settings.base_url,
        )

    def _export_flowing(self, leaflet: Leaflet, name: str) -> bytes:
        """What has no pages: one of the formats made from `leaflets.flow`; loaded when needed."""
        root = self.project.article_path(leaflet.slug).parent
        words = self._words_in(leaflet.language)
        read = reader(leaflet, root)
        contact = self.project.settings.contact
        if name == "txt":
            from pipeline.leaflets.text import export_text

            return export_text(leaflet, words=words, read_image=read, contact=contact)
        from pipeline.leaflets.pdf import to_png

        export: Callable[..., bytes]
        if name == "epub":
            from pipeline.leaflets.epub import export_epub

            cover = self.pdf.draw_cover(leaflet, words=words, theme=self.theme, image_root=root)
            export = partial(export_epub, cover=cover)
        else:
            from pipeline.leaflets.docx import export_docx as export
        return export(
            leaflet,
            words=words,
            theme=self.theme,
            read_image=read,
            to_png=to_png,
            timestamp=self._timestamp(leaflet),
            contact=contact,
        )

    def _timestamp(self, leaflet: Leaflet) -> int:
        if self.request.epoch is not None:
            return self.request.epoch
        date = leaflet.metadata.reviewed or leaflet.metadata.date
        if not date:
            return EPOCH_WITHOUT_DATE
        midnight = datetime.datetime.fromisoformat(date).replace(tzinfo=datetime.UTC)
        return int(midnight.timestamp())

    def _words_in(self, language: Language) -> Words:
        if language not in self.words:
            catalog = self.project.catalog(language, WORDS_DOMAIN)
            self.words[language] = Words(catalog or shipped_words(language), language)
        return self.words[language]

    # ---- the list of all ----
    def index(self) -> None:
        """dist/index.html over the leaflets of this run and the earlier ones still there."""
        for slug in self.project.slugs():
            for language in self.published:
                self._recall(slug, language)
        if not self.entries:
            return
        entries = [
            self.entries[slug, language]
            for language in self.published
            for slug in self.project.slugs()
            if (slug, language) in self.entries
        ]
        source = self.project.settings.source_language
        spoken = {source, *(entry.language for entry in entries)}
        page = export_index(
            tuple(entries),
            language=source,
            words={language: self._words_in(language) for language in spoken},
            theme=self.theme,
            title=self.project.settings.name,
            contact=self.project.settings.contact,
        )
        if write_if_changed(self.out / "index.html", page):
            self.result.made += 1

    def _recall(self, slug: str, language: Language) -> None:
        """The entry of a leaflet that was not asked for in this run, but was made before."""
        if (slug, language) in self.pairs:
            return
        found = {
            name: self.work.last_facts(str(self.out / language.tag / f"{slug}.{name}"))
            for name in FORMATS
        }
        formats = tuple(name for name, facts in found.items() if facts is not None)
        if formats:
            facts = found[formats[0]]
            assert facts is not None
            self.entries[slug, language] = _from_facts(facts, formats)


def _to_facts(entry: IndexEntry) -> dict[str, object]:
    """The entry as JSON can keep it; its formats are those whose files are current."""
    coverage = entry.coverage
    return {
        "slug": entry.slug,
        "language": entry.language.tag,
        "title": entry.title,
        "title_language": entry.title_language.tag,
        "summary": entry.summary,
        "coverage": [coverage.total, coverage.translated, coverage.fuzzy, coverage.untranslated],
        "is_source": entry.is_source,
        "is_draft": entry.is_draft,
        "topics": [list(topic) for topic in entry.topics],
    }


def _from_facts(facts: Mapping[str, Any], formats: tuple[str, ...]) -> IndexEntry:
    return IndexEntry(
        slug=facts["slug"],
        language=Language(facts["language"]),
        title=facts["title"],
        title_language=Language(facts["title_language"]),
        summary=facts["summary"],
        coverage=Coverage(*facts["coverage"]),
        is_source=facts["is_source"],
        is_draft=facts["is_draft"],
        formats=formats,
        topics=tuple((topic, shown) for topic, shown in facts.get("topics", ())),
    )


def _output_folder(project: Project, wanted: Path | None) -> Path:
    out = (wanted or project.output).absolute()
    if out == project.root or any(
        out == inside or inside in out.parents
        for inside in (project.root / SOURCE, project.root / LOCALES)
    ):
        raise UsageError(
            "leaflets can't be built among the sources", path=str(wanted), hint="name another --out"
        )
    return out


def _valid_formats(formats: tuple[str, ...]) -> tuple[str, ...]:
    for name in formats:
        if name not in FORMATS:
            raise UsageError(f"there is no format '{name}'", hint=f"use {', '.join(FORMATS)}")
    return tuple(name for name in FORMATS if name in formats)


def _valid_layouts(layouts: tuple[str, ...]) -> tuple[str, ...]:
    for name in layouts:
        if name not in LAYOUTS:
            raise UsageError(f"there is no layout '{name}'", hint=f"use {', '.join(LAYOUTS)}")
    return tuple(name for name in LAYOUTS if name in layouts)


_LAYOUT_OF = {layout.suffix.removeprefix("."): name for name, layout in LAYOUTS.items()}


def _file_names(formats: tuple[str, ...], layouts: tuple[str, ...]) -> tuple[str, ...]:
    """What stands after "<slug>." in the names of a leaflet's files: each layout is one of its own.

    The leaflet's usual layout is plain "pdf".
    """
    printed = tuple(name for name, layout in _LAYOUT_OF.items() if layout in layouts)
    return tuple(name for each in formats for name in (printed if each == "pdf" else (each,)))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def _stamps(folder: Path) -> bytes:
    """Sizes and times of everything in source/ but articles: pictures above all."""
    found = [
        f"{path.relative_to(folder)} {path.stat().st_size} {path.stat().st_mtime_ns}"
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".md"
    ]
    return "\n".join(found).encode()


def rows(
    project: Project, result: BuildResult, findings: Iterable[Finding] | None
) -> tuple[Row, ...]:
    """The lines of the closing table: every language that was built, and where its files are."""
    counted = Counter(
        (finding.locale or project.settings.source_language.tag, finding.severity)
        for finding in findings or ()
    )
    return tuple(
        Row(
            tag=language.tag,
            name=cldr.autonym(language),
            coverage=result.coverage[language],
            errors=None if findings is None else counted[language.tag, Severity.ERROR],
            warnings=None if findings is None else counted[language.tag, Severity.WARNING],
            files=_files(
                project.relative(result.out / language.tag), paths, result.refused[language]
            ),
        )
        for language, paths in result.files.items()
    )


def _files(folder: str, paths: list[Path], refused: int) -> str:
    """Where the leaflets of a language are: "dist/es/ (2 files, 1 refused)"."""
    told = f", {refused} refused" if refused else ""
    return f"{folder}/ ({len(paths)} files{told})"
