"""The checks on a project's files: one article, one catalog or one language at a time.

What `checking` does where nothing is on record; loaded only then. Reads, judges, writes nothing.
"""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.catalogs import po, review
from pipeline.checks import judge, run
from pipeline.checks.check import Placed
from pipeline.checks.facts import Facts
from pipeline.checks.judge import Surroundings, Verdict
from pipeline.checks.panel import Panel
from pipeline.checks.policy import Policy
from pipeline.checks.registry import CHECKS, IDS, NOTICES
from pipeline.checks.repeats import marks_of, places_to_compare
from pipeline.checks.suppressions import Suppression
from pipeline.checks.suspects import are_suspect, judge_suspects
from pipeline.errors import CatalogError, LeafletsError, SettingsError
from pipeline.files import read_if_exists
from pipeline.language.spelling import Dictionaries
from pipeline.leaflets.words import SOURCE_LANGUAGE as WORDS_IN
from pipeline.model import (
    BlockKind,
    Catalog,
    Document,
    Finding,
    Language,
    Severity,
    State,
    Termbase,
    Unit,
)
from pipeline.places import SETTINGS_FILE, SPELLING_FILE, WORDS_DOMAIN
from pipeline.settings import Settings, with_lines
from pipeline.source.decoding import decode_utf8
from pipeline.stages.checking import nothing_to_check
from pipeline.stages.project import Project

if TYPE_CHECKING:
    from pipeline.stages import picture_words

Needed = tuple[str, str, int | None]  # check, reason and block of a suppression that was needed


@dataclass(frozen=True, slots=True)
class Judged:
    """What one task found, and what others need of it."""

    findings: tuple[Finding, ...]
    used: tuple[Needed, ...] = ()  # suppressions of the article
    pictures: tuple[tuple[str, int], ...] = ()  # of an article: address and line of each
    # To other files: address, the place there or "", and line of each.
    links: tuple[tuple[str, str, int], ...] = ()
    ids: tuple[str, ...] = ()  # of an article: the places that links of others can lead to
    title: tuple[str, int] = ("", 0)  # of an article, or of it in a catalog; and its line
    reviewed: tuple[str, int] = ("", 0)  # of an article: the day as ISO 8601, or "", and the line
    broken: bool = False  # it can't be read, so that nothing about it was checked
    marks: str = ""  # of a catalog: what the checks of all of its language need; see `repeats`
    strange: bool = False  # a catalog that has texts besides those of its article


@dataclass(slots=True)
class Bench:
    """Judges the files of one project; what it reads about an article it reads once.

    A run over the project asks article by article, so that no more than one article's catalogs are
    held at a time.
    """

    project: Project
    _panel: Panel | None = None
    _pictures: picture_words.Judge | None = None
    _facts: dict[Language, Facts] = field(default_factory=dict)
    _around: dict[str, Surroundings] = field(default_factory=dict)
    _catalogs: dict[Path, Catalog] = field(default_factory=dict)  # of one article, all languages
    _domain: str = ""  # of these

    @property
    def panel(self) -> Panel:
        """What leaflets.toml wants of the checks; SettingsError for a check that is none."""
        if self._panel is None:
            self._panel = Panel(policy_of(self.project.settings))
        return self._panel

    @property
    def facts(self) -> Facts:
        """About source texts, shared by all languages."""
        return self._facts_in(self.project.settings.source_language)

    def _facts_of(self, domain: str) -> Facts:
        """About the texts of a domain: the leaflet's own words are English in every project."""
        if domain != WORDS_DOMAIN or self.project.settings.source_language.base == WORDS_IN.base:
            return self.facts
        return self._facts_in(WORDS_IN)

    def _facts_in(self, language: Language) -> Facts:
        if language not in self._facts:
            self._facts[language] = Facts(language, self.project.termbase())
        return self._facts[language]

    def around(self, slug: str) -> Surroundings:
        """What the article tells about its units; nothing for the leaflet's own words."""
        if slug not in self._around:
            if slug == WORDS_DOMAIN or not self.project.article_path(slug).exists():
                return run.NO_ARTICLE
            self._around = {slug: Surroundings(self.project.document(slug))}  # one at a time
        return self._around[slug]

    def article(self, slug: str) -> Judged:
        """The article by itself."""
        path = self.project.relative(self.project.article_path(slug))
        try:
            document = self.project.document(slug)
        except LeafletsError as error:
            if error.exit_code != 1:
                raise
            parts = getattr(error, "parts", ()) or (error,)
            found = [run.finding_from_error(part, path=path, article=slug) for part in parts]
            return Judged(tuple(found), broken=True)
        from pipeline.checks.articles import structure
        from pipeline.source import pictures  # with the parser of articles

        verdict = judge.judge_article(document, self.facts, self.panel)
        links = tuple((*link,) for link in structure.relative_links(document))
        shown, ids = pictures.shown(document), structure.ids(document)
        metadata = document.article.metadata
        title = (metadata.title, metadata.lines.get("title", 1))
        told = (
            *verdict.findings,
            *self._words_left(document, path, dict(shown)),
            *self._review(document, path),
        )
        reviewed = (metadata.reviewed, metadata.lines.get("reviewed", 1))
        return Judged(told, _needed(verdict), shown, links, ids, title, reviewed)

    def _review(self, document: Document, path: str) -> Iterator[Finding]:
        """Whether the article has changed since the day on which it says that it was reviewed."""
        article, policy, notice = document.article, self.panel.policy, NOTICES["review-outdated"]
        reviewed = article.metadata.reviewed
        if not reviewed or article.metadata.is_draft or not policy.is_active(notice.id):
            return
        now = review.review_of(reviewed, (segment.key for segment in document.segments))
        if not review.holds(now, self.project.review_of(article.slug)):
            yield Finding(
                notice.id,
                policy.severities.get(notice.id, notice.severity),
                path,
                article.metadata.lines.get("reviewed", 1),
                f"the article has changed since it was reviewed on {reviewed}, so that the leaflet "
                "is a draft again",
                hint="have it reviewed, then give that day in 'reviewed'",
                locale=document.language.tag,
                article=article.slug,
            )

    def _words_left(
        self, document: Document, path: str, lines: Mapping[str, int]
    ) -> Iterator[Finding]:
        """What its drawings say that nobody can translate."""
        drawings = self.project.drawings(document)
        if drawings:
            from pipeline.stages import picture_words  # with what reads pictures

            slug = document.article.slug
            yield from picture_words.words_left(drawings, lines, path, slug, self.panel)

    def contacts(self) -> Judged:
        """The contact lines, which stand in every leaflet."""
        from pipeline.stages.contact_lines import contact_findings

        return Judged(tuple(contact_findings(self.project.settings, self.facts, self.panel)))

    def ids(self, slug: str) -> frozenset[str] | None:
        """The places of an article that links can lead to; None where it can't be read."""
        from pipeline.checks.articles import structure

        try:
            return frozenset(structure.ids(self.project.document(slug)))
        except LeafletsError:
            return None

    def unused(self, slug: str, used: Iterable[Needed]) -> tuple[Finding, ...]:
        """The suppressions of the article that neither it nor any language needed."""
        document = self.project.document(slug)
        needed = frozenset(Suppression(*each) for each in used)
        return judge.judge_unused(document, needed, self.panel).findings

    def catalog(self, path: Path, language: Language | None, domain: str) -> Judged:
        """One catalog beside its article."""
        shown = self.project.relative(path)
        article = None if domain == WORDS_DOMAIN else domain
        try:
            if not path.exists():
                raise CatalogError(
                    "there is no catalog", path=shown, hint="make it with: leaflets update"
                )
            catalog = self._read(path, domain)
        except CatalogError as error:
            finding = run.finding_from_error(error, path=shown, language=language, article=article)
            if not path.exists():
                finding = replace(finding, id="catalog-missing")
            return Judged((finding,), broken=True)
        judged = self.parsed(shown, catalog)
        return replace(judged, findings=(*judged.findings, *self._redrawn(catalog)))

    def _redrawn(self, catalog: Catalog) -> Iterator[Finding]:
        """What is wrong with the pictures that were drawn for the catalog's language."""
        try:
            document = self.around(catalog.domain).document
        except LeafletsError:
            return  # the article has a finding of its own
        if document is None or catalog.language is None or not document.blocks[-1].picture:
            return
        if self._pictures is None:
            from pipeline.stages import picture_words  # with what reads pictures: only where needed

            self._pictures = picture_words.Judge(self.panel)
        yield from self._pictures.findings(self.project, document, catalog.language, self.facts)

    def _read(self, path: Path, domain: str) -> Catalog:
        """The catalog, which is held until another article's is read."""
        if domain != self._domain:
            self._domain, self._catalogs = domain, {}
        if path not in self._catalogs:
            catalog = po.read(path, root=self.project.root)
            self._catalogs[path] = catalog
        return self._catalogs[path]

    def parsed(self, shown: str, catalog: Catalog) -> Judged:
        """A catalog that has been read already."""
        if shown.endswith(run.TEMPLATE_SUFFIX):
            return Judged(())
        try:
            around = self.around(catalog.domain)
        except LeafletsError:
            around = run.NO_ARTICLE  # the article has a finding of its own
        verdict = judge.judge_catalog(
            shown, catalog, around, self._facts_of(catalog.domain), self.panel
        )
        marks = marks_of((*unit.key, unit.msgstr) for unit in _settled(catalog))
        return Judged(
            verdict.findings,
            _needed(verdict),
            title=_title_in(catalog, around),
            marks=marks,
            strange=_has_more(catalog, around),
        )

    def suspects(
        self, slug: str, findings: Sequence[Finding], languages: Iterable[Language]
    ) -> Judged:
        """What the findings about the catalogs of one article say about its sentences."""
        catalogs: dict[str, Catalog] = {}
        if not are_suspect(findings):
            return Judged(())
        for path in (self.project.catalog_path(language, slug) for language in languages):
            with contextlib.suppress(CatalogError, OSError):  # has a finding of its own
                catalogs[self.project.relative(path)] = self._read(path, slug)
        verdict = judge_suspects(findings, catalogs, self.around(slug), self.panel.policy)
        return Judged(verdict.findings, _needed(verdict))

    def units(self, shown: str, catalog: Catalog) -> tuple[Finding, ...]:
        """The findings about some units of a catalog, whatever it lacks of its article."""
        around = self.around(catalog.domain)
        facts = self._facts_of(catalog.domain)
        return judge.judge_units(shown, catalog, around, facts, self.panel).findings

    def marks(self, path: Path) -> str:
        """Those of a catalog about which nothing could be put on record."""
        return marks_of((*unit.key, unit.msgstr) for unit in self._translated(path))

    def _translated(self, path: Path) -> list[Unit]:
        try:
            return _settled(po.parse(path.read_bytes(), self.project.relative(path)))
        except (CatalogError, OSError):
            return []  # has a finding of its own

    def language(self, language: Language, marks: Mapping[Path, str]) -> Judged:
        """What only all catalogs of the language together can tell.

        `marks`: what was found out about each, in the order of what is told.
        """
        placed: list[Placed] = []
        for path in filter(places_to_compare(marks).__contains__, marks):
            shown = self.project.relative(path)
            placed += [Placed(shown, path.stem, unit) for unit in self._translated(path)]
        return Judged(judge.judge_language(placed, language, self.facts, self.panel))


def _title_in(catalog: Catalog, around: Surroundings) -> tuple[str, int]:
    """The article's title as its translation has it, and the line; "" where it has none."""
    blocks = around.document.blocks if around.document is not None else ()
    title = next((block for block in blocks if block.kind is BlockKind.TITLE), None)
    if title is None:
        return "", 0
    units = {unit.key: unit for unit in _settled(catalog)}
    said = [units[each.key] for each in title.segments if each.key in units]
    if len(said) < len(title.segments):
        return "", 0
    return " ".join(unit.msgstr for unit in said), said[0].line


def _has_more(catalog: Catalog, around: Surroundings) -> bool:
    """Whether it has texts that its article does not have, as before an update."""
    known = around.standings
    return any(unit.key not in known for unit in catalog.units if not unit.obsolete)


def _settled(catalog: Catalog) -> list[Unit]:
    return [unit for unit in catalog.units if unit.state is State.TRANSLATED]


def _needed(verdict: Verdict) -> tuple[Needed, ...]:
    return tuple((each.check, each.reason, each.block) for each in verdict.used)


def _meant(name: str) -> str:
    near = difflib.get_close_matches(name, sorted(IDS), n=1)
    return f"; did you mean '{near[0]}'?" if near else "; see docs/checks.md"


def policy_of(settings: Settings) -> Policy:
    """What the settings want of the checks; SettingsError for a check that is none."""
    unknown = sorted((settings.disabled_checks | set(settings.severities)) - IDS)
    problems = [f"checks: there is no check '{name}'{_meant(name)}" for name in unknown]
    problems += [
        f"checks.disable: '{name}' can't be switched off"
        for name in sorted(settings.disabled_checks & set(NOTICES))
        if not NOTICES[name].can_be_disabled
    ]
    if problems:
        raise with_lines(SettingsError(tuple(problems), path=SETTINGS_FILE), settings.root)
    words = decode_utf8(read_if_exists(settings.root / SPELLING_FILE) or b"", SPELLING_FILE)
    return Policy(
        disabled=settings.disabled_checks,
        severities=settings.severities,
        allow=settings.allow,
        spelling=frozenset(words.casefold().split()),
        dictionaries=Dictionaries(settings.dictionaries) if settings.dictionaries else None,
    )


def severity_of(name: str, settings: Settings) -> Severity | None:
    """How severe the project takes what a check or notice tells; None where it is switched off."""
    policy = policy_of(settings)
    if not policy.is_active(name):
        return None
    known = CHECKS.get(name) or NOTICES[name]
    return policy.severities.get(name, known.severity)


def lone_catalogs(
    paths: Iterable[Path], languages: frozenset[Language] = frozenset()
) -> tuple[Finding, ...]:
    """PO files that no project knows, each against the language that its header names.

    With `languages` only those in one of them; one that names none is taken to be in it, where
    there is only one.
    """
    findings: list[Finding] = []
    checked = 0
    for path in paths:
        shown = path.as_posix()
        try:
            catalog = po.read(path, root=Path())
        except CatalogError as error:
            checked += 1
            findings.append(run.finding_from_error(error, path=shown))
            continue
        language = run.language_of(shown, catalog)
        if language is None and len(languages) == 1:
            (language,) = languages
            catalog = replace(catalog, language=language)
        if not languages or language in languages:
            checked += 1
            findings += run.run({shown: catalog}, termbase=Termbase())
    if not checked:
        raise nothing_to_check()
    return tuple(findings)
