"""The task of a build: one article in some languages becomes files.

An `Order` goes to a worker and `Made` comes back, both plain values, so that it does not matter on
which process or machine the worker runs. Workers write nothing: one that outlives a build which was
killed could put its old leaflet over the next one's.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.catalogs.translations import NO_TRANSLATIONS, Translations
from pipeline.errors import CatalogError, ExportError, LeafletsError, SourceError
from pipeline.execution import executor
from pipeline.execution.storage import Storage
from pipeline.leaflets import localize, theme
from pipeline.leaflets.downloads import offers
from pipeline.leaflets.entry import IndexEntry, index_entry
from pipeline.leaflets.words import Words
from pipeline.model import Coverage, Language, Leaflet, TermRule
from pipeline.places import WORDS_DOMAIN
from pipeline.stages.keys import Keys
from pipeline.stages.offered import LAYOUT_OF, Offer
from pipeline.stages.project import Failure, Project, shipped_words, theme_of

if TYPE_CHECKING:
    from pipeline.leaflets.pdf import PdfExporter
    from pipeline.stages.documents import Documents
    from pipeline.stages.luggage import Files, Luggage
    from pipeline.stages.shells import Shells

RELEASE_HINT = "mend what `leaflets check` reports, or build a draft without --release"
EPOCH_WITHOUT_DATE = 946684800  # 2000-01-01: an article without a date has no better one


class Wanted(NamedTuple):
    """The files of one leaflet that have to be made."""

    language: Language
    names: tuple[str, ...]  # what stands after "<slug>.": "html", "trifold.pdf"
    refusal: LeafletsError | None = None  # why it may not be released, whatever it looks like


@dataclass(frozen=True, slots=True)
class Order:
    """One task: an article in some languages."""

    slug: str
    leaflets: tuple[Wanted, ...]
    files: Files = field(default_factory=dict, repr=False)  # what it reads, for other machines

    def __str__(self) -> str:
        """What a person knows it by."""
        return self.slug


@dataclass(slots=True)
class MadeLeaflet:
    """What became of one leaflet."""

    language: Language
    facts: Mapping[str, Any] = field(default_factory=dict)  # for the index; {} where it failed
    contents: dict[str, bytes] = field(default_factory=dict)  # by name, of every file made
    stored: list[str] = field(default_factory=list)  # files that the worker has laid there itself
    failed: list[str] = field(default_factory=list)  # the names of files that could not be made
    failures: list[Failure] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)  # what is as asked for, but not as usual
    refused: Coverage | None = None  # of a leaflet that a release refuses


@dataclass(slots=True)
class Made:
    """What became of an order."""

    slug: str
    leaflets: list[MadeLeaflet]
    # What was newly made on the way, by key: `Shells.taken` and `Documents.taken`.
    kept: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Setting:
    """What all orders of a build have in common; a worker starts with it."""

    root: Path  # the project's folder
    published: tuple[Language, ...]  # in the order of the language switcher
    offer: Offer  # all files that leaflets are offered in
    release: bool = False
    epoch: int | None = None
    storage: Storage | None = None  # where workers lay files; None: they send them
    luggage: Luggage | None = None  # for workers that don't see the project's folder

    # In the process that planned the build: what it has read already, and what is on record for a
    # key. Never sent anywhere.
    project: Project | None = field(default=None, compare=False, repr=False)
    keys: Keys | None = field(default=None, compare=False, repr=False)
    kept: Callable[[str], bytes | None] = field(default=lambda key: None, compare=False, repr=False)

    def __call__(self) -> Callable[[Order], Made]:
        """A worker's function."""
        if self.luggage is not None:
            from pipeline.stages.luggage import Abroad

            return Abroad(self.luggage, lambda project: Workshop(self, project).make)
        return Workshop(self, self.project or Project.open(self.root)).make

    def __reduce__(self) -> tuple[object, ...]:
        """Without what other processes read and make for themselves."""
        told = (self.root, self.published, self.offer, self.release, self.epoch)
        return (Setting, (*told, self.storage, self.luggage))


class Workshop:
    """Makes leaflets; what is the same for all of them it makes once."""

    def __init__(self, setting: Setting, project: Project) -> None:
        self.setting, self.project = setting, project
        self._scratch = executor.scratch.get()  # known only while a worker is made ready
        self._words: dict[Language, Words] = {}

    def make(self, order: Order) -> Made:
        """Everything that was ordered; what can't be made is told, and the rest is made."""
        leaflets = [self._made(order.slug, wanted) for wanted in order.leaflets]
        has_pages = any("html" in wanted.names for wanted in order.leaflets)
        kept = self.shells.taken() | self.documents.taken() if has_pages else {}
        return Made(order.slug, leaflets, kept)

    def _made(self, slug: str, wanted: Wanted) -> MadeLeaflet:
        made = MadeLeaflet(wanted.language)
        task = f"{slug} in {wanted.language}"
        try:
            leaflet = self._localized(slug, wanted.language)
            self._require_releasable(leaflet, wanted, made)
            self.words(wanted.language)  # a broken catalog of theirs stops this language, not all
            made.facts = _facts(leaflet)
        except LeafletsError as error:
            if error.exit_code != 1:
                raise
            # An article that can't be read has no leaflet in any language.
            made.failures.append(Failure(slug if isinstance(error, SourceError) else task, error))
            return made
        for name in wanted.names:
            try:
                content = self._export(leaflet, name, made.remarks)
            except ExportError as error:
                made.failures.append(Failure(f"{task} ({name})", error))
                made.failed.append(name)
                continue
            if self.setting.storage is None:
                made.contents[name] = content
            else:
                self.setting.storage.write(file_name(slug, wanted.language, name), content)
                made.stored.append(name)
        return made

    def _require_releasable(self, leaflet: Leaflet, wanted: Wanted, made: MadeLeaflet) -> None:
        """In a release, refuse a leaflet with a gap or an error; its coverage still counts."""
        if not self.setting.release:
            return
        problems = localize.release_problems(leaflet)
        if wanted.refusal is None and not problems:
            return
        made.refused = leaflet.coverage
        raise wanted.refusal or ExportError(
            f"not released: {'; '.join(problems)}",
            path=f"{leaflet.slug} in {leaflet.language}",
            hint=RELEASE_HINT,
        )

    # ---- a leaflet
    def _localized(self, slug: str, language: Language) -> Leaflet:
        document, said = self.documents(slug), self._translations(slug, language)
        is_own = said is None and document.article.metadata.reviewed
        reviewed = self.project.review_of(slug) if is_own else ""
        return localize.localize(
            document, said, language=language, allow=self._allow, reviewed=reviewed
        )

    @cached_property
    def _allow(self) -> frozenset[str]:
        kept = {term.term for term in self.project.termbase().with_rule(TermRule.KEEP)}
        return self.project.settings.allow | kept

    def _translations(self, slug: str, language: Language) -> Translations | None:
        """The translations, empty where there are none yet; None for the source language."""
        if language == self.project.settings.source_language:
            return None
        return self.project.translations(language, slug) or NO_TRANSLATIONS

    def words(self, language: Language) -> Words:
        """The leaflet's own words, those that come with us where the project has none.

        LeafletsError where the project's can't be read.
        """
        if language not in self._words:
            catalog = self.project.catalog(language, WORDS_DOMAIN)
            self._words[language] = Words(catalog or shipped_words(language), language)
        return self._words[language]

    def words_at_hand(self, language: Language) -> Words:
        """The same, those that come with us also where the project's can't be read."""
        try:
            return self.words(language)
        except CatalogError:  # told with every leaflet in the language
            return Words(shipped_words(language), language)

    @cached_property
    def theme(self) -> theme.Theme:
        """The project's look."""
        if self.setting.keys is not None:
            return self.setting.keys.theme
        return theme_of(self.project)

    @cached_property
    def keys(self) -> Keys:
        """What is kept on the way is kept by these."""
        setting = self.setting
        return setting.keys or Keys(
            self.project,
            self.theme,
            offer=setting.offer,
            published=setting.published,
            epoch=setting.epoch,
        )

    @cached_property
    def shells(self) -> Shells:
        """What web pages have in common."""
        from pipeline.stages.shells import Shells  # with all that makes pages

        return Shells(self.keys, self.setting.kept)

    @cached_property
    def documents(self) -> Documents:
        """The articles."""
        from pipeline.stages.documents import Documents

        return Documents(self.project, self.keys, self.setting.kept)

    @cached_property
    def pdf(self) -> PdfExporter:
        """The PDF engine, started when the first PDF is really needed."""
        from pipeline.leaflets.pdf import PdfExporter

        return PdfExporter(self._scratch)

    # ---- a file; what makes it is loaded when it is needed
    def _export(self, leaflet: Leaflet, name: str, remarks: list[str]) -> bytes:
        if name == "md":
            return localize.localize_source(
                self.documents(leaflet.slug),
                self._translations(leaflet.slug, leaflet.language),
                language=leaflet.language,
                source=self.project.article_path(leaflet.slug).read_bytes(),
                is_draft=leaflet.is_draft and leaflet.language != leaflet.source_language,
            )
        if name in LAYOUT_OF:
            return self._export_printed(leaflet, name, remarks)
        if name != "html":
            return self._export_flowing(leaflet, name)
        from pipeline.leaflets import html

        return html.export_html(
            leaflet,
            words=self.words(leaflet.language),
            theme=self.theme,
            languages=self.setting.published,
            image_root=self.project.article_path(leaflet.slug).parent,
            formats=offers(self.setting.offer.of(leaflet.slug, leaflet.language)),
            contact=self.project.settings.contact_in(leaflet.language),
            base_url=self.project.settings.base_url,
            shell_of=self.shells,
        )

    def _export_printed(self, leaflet: Leaflet, name: str, remarks: list[str]) -> bytes:
        printed = self.pdf.print_leaflet(
            leaflet,
            words=self.words(leaflet.language),
            theme=self.theme,
            image_root=self.project.article_path(leaflet.slug).parent,
            timestamp=self._timestamp(leaflet),
            contact=self.project.settings.contact_in(leaflet.language),
            base_url=self.project.settings.base_url,
            layout=LAYOUT_OF[name],
            sheet=self.project.settings.sheet,
        )
        if printed.size < self.theme.size:
            remarks.append(
                f"{leaflet.slug} in {leaflet.language} ({name}) is set in {printed.size:g} pt"
                f" instead of {self.theme.size:g} pt, so that it fits"
            )
        return printed.pdf

    def _export_flowing(self, leaflet: Leaflet, name: str) -> bytes:
        """What has no pages: one of the formats made from `leaflets.flow`."""
        from pipeline.leaflets.images import reader

        words = self.words(leaflet.language)
        contact = self.project.settings.contact_in(leaflet.language)
        read = reader(leaflet, self.project.article_path(leaflet.slug).parent)
        if name == "txt":
            from pipeline.leaflets.text import export_text

            return export_text(leaflet, words=words, read_image=read, contact=contact)
        from pipeline.leaflets.pdf import to_png

        export: Callable[..., bytes]
        if name == "epub":
            from pipeline.leaflets.epub import export_epub

            root = self.project.article_path(leaflet.slug).parent
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
        if self.setting.epoch is not None:
            return self.setting.epoch
        date = leaflet.metadata.reviewed or leaflet.metadata.date
        if not date:
            return EPOCH_WITHOUT_DATE
        midnight = datetime.datetime.fromisoformat(date).replace(tzinfo=datetime.UTC)
        return int(midnight.timestamp())


def file_name(slug: str, language: Language, name: str) -> str:
    """A leaflet's file, below the folder of all: <lang>/<slug>.<name>."""
    return f"{language.tag}/{slug}.{name}"


# ---- what the index says of a leaflet, as JSON can keep it
def _facts(leaflet: Leaflet) -> dict[str, Any]:
    entry = index_entry(leaflet, formats=())  # its formats are those whose files are current
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


def entry_of(facts: Mapping[str, Any], names: Iterable[str]) -> IndexEntry:
    """What the index says of a leaflet that lies in these files."""
    return IndexEntry(
        slug=facts["slug"],
        language=Language(facts["language"]),
        title=facts["title"],
        title_language=Language(facts["title_language"]),
        summary=facts["summary"],
        coverage=coverage_of(facts),
        is_source=facts["is_source"],
        is_draft=facts["is_draft"],
        formats=offers(names),
        topics=tuple((topic, shown) for topic, shown in facts.get("topics", ())),
    )


def coverage_of(facts: Mapping[str, Any]) -> Coverage:
    """How far the leaflet is translated."""
    return Coverage(*facts["coverage"])
