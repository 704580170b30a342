"""Checks applied to values: documents and catalogs → findings, in a fixed order. No I/O.

Owns what every check would otherwise repeat: which units and languages it is asked about, its
severity, suppressions, the place of a finding, and what happens where a check itself fails.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath, PurePosixPath
from types import MappingProxyType

from pipeline.checks import suppressions
from pipeline.checks.check import Check, Context, Problem, Scope
from pipeline.checks.facts import Facts
from pipeline.checks.registry import CHECKS, IDS, NOTICES
from pipeline.checks.suppressions import Suppression
from pipeline.checks.wording import excerpt
from pipeline.errors import LeafletsError, SourceError
from pipeline.language import cldr
from pipeline.model import (
    Catalog,
    Document,
    Finding,
    Key,
    Language,
    Resolution,
    Severity,
    State,
    Termbase,
    Unit,
)
from pipeline.source import fragments
from pipeline.source.document import directive_findings
from pipeline.source.signature import reference_labels

ENGLISH = Language("en")
TEMPLATE_SUFFIX = ".pot"


@dataclass(frozen=True, slots=True)
class Policy:
    """What a project wants of the checks; an id that does not exist has no effect here.

    The settings are compared with `registry.IDS` where they are read.
    """

    disabled: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))
    # id → severity instead of the check's own; switches on what is off by default
    allow: frozenset[str] = frozenset()  # words that may stand in any script

    def is_active(self, identifier: str) -> bool:
        """Whether findings with this id are wanted."""
        if identifier in NOTICES:
            return identifier not in self.disabled or not NOTICES[identifier].can_be_disabled
        wanted = CHECKS[identifier].enabled_by_default or identifier in self.severities
        return wanted and identifier not in self.disabled


def run(
    catalogs: Mapping[str, Catalog],
    *,
    documents: Iterable[Document] = (),
    termbase: Termbase | None = None,
    source_language: Language | None = None,
    policy: Policy | None = None,
    partial: bool = False,
) -> tuple[Finding, ...]:
    """The findings about these documents and catalogs, in the order of path, line and id.

    `catalogs` maps the path of each, as findings shall show it, to its content; a catalog belongs
    to the document whose slug is its domain. Without that document it is checked by itself.
    `source_language`: None takes what the catalog's header says (X-Source-Language), or English.
    `partial`: not all catalogs of the documents are here, so that a suppression in an article may
    be needed by one of the others: no such suppression is reported as unused.
    Templates (*.pot) have no translations and no findings.
    """
    articles = {document.article.slug: document for document in documents}
    judge = _Judge(policy or Policy(), termbase or Termbase(), source_language)
    for document in articles.values():
        judge.document(document)
    for path, catalog in catalogs.items():
        if not path.endswith(TEMPLATE_SUFFIX):
            judge.catalog(path, catalog, articles.get(catalog.domain))
    if not partial:
        for document in articles.values():
            judge.unused_in(document)
    return tuple(sorted(judge.findings, key=order))


def order(finding: Finding) -> tuple[str, int, str, tuple[int, int], str]:
    """The order of findings in every report."""
    return (finding.path, finding.line, finding.id, finding.span or (-1, -1), finding.message)


def finding_from_error(
    error: LeafletsError, *, path: str, language: Language | None = None, article: str | None = None
) -> Finding:
    """The finding about a file that can't be read: an article, or else a catalog."""
    notice = NOTICES["article-broken" if isinstance(error, SourceError) else "catalog-broken"]
    return Finding(
        id=notice.id,
        severity=notice.severity,
        path=error.path or path,
        line=error.line or 1,
        message=error.message,
        hint=error.hint,
        locale=language.tag if language else None,
        article=article,
    )


def source_language_of(catalog: Catalog) -> Language:
    """The language that a catalog translates from, as its header says; English where it is mute."""
    tag = catalog.header_value("X-Source-Language")
    return Language.parse(tag) if tag else ENGLISH


def language_of(path: str, catalog: Catalog) -> Language | None:
    """The language of a catalog's translations, if CLDR knows it.

    Where neither folder nor header tell, the file's name may: "es.po".
    """
    language = catalog.language or Language.parse(PurePosixPath(path).stem)
    return language if cldr.is_known(language) else None


# ------------------------------------------------------------------------------------- one by one
@dataclass(frozen=True, slots=True)
class _Place:
    """Where the subject of a check stands: what all findings about it have in common."""

    path: str
    line: int
    locale: str | None = None
    article: str | None = None
    unit: Unit | None = None

    def finding(self, identifier: str, severity: Severity, problem: Problem) -> Finding:
        unit = self.unit
        return Finding(
            id=identifier,
            severity=severity,
            path=self.path,
            line=self.line,
            message=problem.message,
            hint=problem.hint,
            locale=self.locale,
            article=self.article,
            msgctxt=unit.key.msgctxt if unit else None,
            msgid=unit.key.msgid if unit else None,
            msgstr=unit.msgstr if unit else None,
            span=problem.span,
        )


@dataclass(slots=True)
class _Judge:
    """One run: what has been found, and which suppressions in articles were of use."""

    policy: Policy
    termbase: Termbase
    source_language: Language | None
    findings: list[Finding] = field(default_factory=list)
    used: set[tuple[str, Suppression]] = field(default_factory=set)  # (slug, suppression)
    facts: dict[Language, Facts] = field(default_factory=dict)  # by source language

    # ---- articles
    def document(self, document: Document) -> None:
        """Judge an article: its stray fragments, its directives and suppressions."""
        if self.policy.is_active("directive-unknown"):
            for finding in directive_findings(document):
                self._keep(finding, (), document)
        for suppression in dict.fromkeys(suppressions.in_document(document)):
            if not suppression.reason:
                place = _article_place(document, suppression.check)
                self._note("suppression-without-reason", place, _without_reason(suppression))
        if self.policy.is_active(fragments.STRAY_FRAGMENT):
            found = fragments.stray_findings(
                document.article,
                document.language,
                termbase=self.termbase,
                allow=self.policy.allow,
            )
            for finding in found:
                self._keep(finding, suppressions.around(finding, document), document)

    def unused_in(self, document: Document) -> None:
        """Judge the suppressions of an article, after everything that could have needed them."""
        for suppression in dict.fromkeys(suppressions.in_document(document)):
            is_used = (document.article.slug, suppression) in self.used
            if suppression.reason and not is_used and self._is_judged(suppression):
                place = _article_place(document, suppression.check)
                self._note("unused-suppression", place, _unused(suppression))

    # ---- catalogs
    def catalog(self, path: str, catalog: Catalog, document: Document | None) -> None:
        """Judge one catalog, as a whole and unit by unit."""
        language = language_of(path, catalog)
        place = _Place(path, 1, language.tag if language else None, catalog.domain)
        if language is None:
            self._note("language-unknown", place, LANGUAGE_UNKNOWN)
            return
        context = Context(
            language=language,
            facts=self._facts(self.source_language or source_language_of(catalog)),
            allow=self.policy.allow,
            document=document,
            labels=reference_labels(document) if document else frozenset(),
            resolutions=_resolutions(document),
        )
        above = suppressions.in_comments(catalog.header_comments)
        self._judge(self._checks(Scope.CATALOG, language), catalog, context, place, above)
        units = self._checks(Scope.UNIT, language)
        by_state = {state: [c for c in units if state in c.states] for state in State}
        in_article = suppressions.by_key(document) if document else {}
        for unit in catalog.units:
            if unit.obsolete:
                continue
            here = suppressions.in_comments(unit.comments) if unit.comments else ()
            self._judge(
                by_state[unit.state],
                unit,
                context,
                replace(place, line=unit.line or 1, unit=unit),
                here + in_article.get(unit.key, ()),
            )

    def _facts(self, source_language: Language) -> Facts:
        if source_language not in self.facts:
            self.facts[source_language] = Facts(source_language, self.termbase)
        return self.facts[source_language]

    def _checks(self, scope: Scope, language: Language) -> list[Check]:
        return [
            check
            for check in CHECKS.values()
            if check.scope is scope
            and self.policy.is_active(check.id)
            and language.base not in check.except_languages
        ]

    def _judge(
        self,
        checks: Sequence[Check],
        subject: Unit | Catalog,
        context: Context,
        place: _Place,
        allowed: tuple[Suppression, ...],
    ) -> None:
        """Ask each of the checks about the subject, then judge the suppressions beside it."""
        asked = {check.id for check in checks}
        needed: set[Suppression] = set()
        for check in checks:
            for finding in _ask(check, subject, context, place):
                needed |= self._keep(finding, allowed, context.document)
        for suppression in allowed:
            if suppression.block is not None:
                continue  # stands in the article: judged once, after all languages
            if not suppression.reason:
                self._note("suppression-without-reason", place, _without_reason(suppression))
            elif suppression not in needed and (
                suppression.check in asked or suppression.check not in IDS
            ):
                self._note("unused-suppression", place, _unused(suppression))

    # ---- both
    def _keep(
        self, finding: Finding, allowed: tuple[Suppression, ...], document: Document | None
    ) -> set[Suppression]:
        """Keep a finding unless it is suppressed; returns the suppressions that it needed."""
        needed = {
            suppression
            for suppression in allowed
            if suppression.check == finding.id
            and suppression.reason
            and finding.id != "internal-error"
        }
        if document is not None:
            slug = document.article.slug
            self.used |= {(slug, each) for each in needed if each.block is not None}
        if not needed:
            severity = self.policy.severities.get(finding.id, finding.severity)
            self.findings.append(replace(finding, severity=severity))
        return needed

    def _note(self, identifier: str, place: _Place, problem: Problem) -> None:
        if self.policy.is_active(identifier):
            self._keep(place.finding(identifier, NOTICES[identifier].severity, problem), (), None)

    def _is_judged(self, suppression: Suppression) -> bool:
        return suppression.check not in IDS or self.policy.is_active(suppression.check)


def _ask(
    check: Check, subject: Unit | Catalog, context: Context, place: _Place
) -> Iterator[Finding]:
    """The findings of one check about one subject; its failure is a finding too."""
    try:
        for problem in check.function(subject, context):
            yield place.finding(check.id, check.severity, problem)
    except Exception as error:  # whatever it is, the other checks and units go on
        frame = traceback.extract_tb(error.__traceback__)[-1]
        problem = Problem(
            f"the check '{check.id}' failed here: {type(error).__name__}: {error}",
            hint="read this translation with care, and report the failure with the entry "
            f"({PurePath(frame.filename).name}:{frame.lineno})",
        )
        yield place.finding("internal-error", NOTICES["internal-error"].severity, problem)


def _resolutions(document: Document | None) -> Mapping[Key, tuple[Resolution, ...]]:
    if document is None:
        return MappingProxyType({})
    found: dict[Key, tuple[Resolution, ...]] = {}
    for segment in document.segments:
        if segment.resolutions:
            found[segment.key] = found.get(segment.key, ()) + segment.resolutions
    return MappingProxyType(found)


def _article_place(document: Document, identifier: str) -> _Place:
    article = document.article
    return _Place(article.path, suppressions.line_in(article, identifier), article=article.slug)


# -------------------------------------------------------------------------------------- the notices
LANGUAGE_UNKNOWN = Problem(
    "the catalog does not say which language it is in, or CLDR does not know that language",
    hint='write its tag into the header: "Language: pt_BR\\n"',
)


def _without_reason(suppression: Suppression) -> Problem:
    return Problem(
        f"the suppression of '{suppression.check}' gives no reason and is not obeyed",
        hint=f"write it behind a colon: leaflets: allow {suppression.check or 'CHECK-ID'}: reason",
    )


def _unused(suppression: Suppression) -> Problem:
    return Problem(
        f"the suppression of '{suppression.check}' suppresses nothing here: "
        f"{excerpt(suppression.reason)}",
        hint=suppressions.advice(suppression.check, IDS),
    )
