"""Checks applied to values: documents and catalogs → findings, in a fixed order. No I/O.

Puts together what `judge` says about each article, each catalog and each language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.checks.check import Placed
from pipeline.checks.facts import Facts
from pipeline.checks.judge import (
    Surroundings,
    judge_article,
    judge_catalog,
    judge_language,
    judge_unused,
    language_of,
)
from pipeline.checks.panel import Panel
from pipeline.checks.policy import Policy
from pipeline.checks.registry import NOTICES
from pipeline.checks.suppressions import Suppression
from pipeline.checks.suspects import judge_suspects
from pipeline.errors import LeafletsError, SourceError
from pipeline.model import Catalog, Document, Finding, Language, State, Termbase

__all__ = ["Policy", "finding_from_error", "language_of", "run", "source_language_of"]

ENGLISH = Language("en")
TEMPLATE_SUFFIX = ".pot"


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
    panel = Panel(policy or Policy())
    known = _KnownFacts(termbase or Termbase())
    surroundings = {document.article.slug: Surroundings(document) for document in documents}
    findings: list[Finding] = []
    used: dict[str, set[Suppression]] = {slug: set() for slug in surroundings}
    for slug, around in surroundings.items():
        assert around.document is not None
        verdict = judge_article(around.document, known.about(around.document.language), panel)
        findings += verdict.findings
        used[slug] |= verdict.used
    translated = {
        path: catalog for path, catalog in catalogs.items() if not path.endswith(TEMPLATE_SUFFIX)
    }
    for path, catalog in translated.items():
        around = surroundings.get(catalog.domain, NO_ARTICLE)
        facts = known.about(source_language or source_language_of(catalog))
        verdict = judge_catalog(path, catalog, around, facts, panel)
        findings += verdict.findings
        if verdict.used:
            used[catalog.domain] |= verdict.used
    for domain, group in _by_domain(translated).items():
        around = surroundings.get(domain, NO_ARTICLE)
        about = [finding for finding in findings if finding.article == domain]
        verdict = judge_suspects(about, group, around, panel.policy)
        findings += verdict.findings
        if verdict.used:
            used[domain] |= verdict.used
    findings += _judge_languages(translated, known, source_language, panel)
    if not partial:
        for slug, around in surroundings.items():
            assert around.document is not None
            findings += judge_unused(around.document, frozenset(used[slug]), panel).findings
    return tuple(sorted(findings, key=lambda finding: finding.order))


NO_ARTICLE = Surroundings(None)


class _KnownFacts:
    """Facts by source language, made when they are first asked for."""

    def __init__(self, termbase: Termbase) -> None:
        self._termbase = termbase
        self._facts: dict[Language, Facts] = {}

    def about(self, language: Language) -> Facts:
        if language not in self._facts:
            self._facts[language] = Facts(language, self._termbase)
        return self._facts[language]


def _by_domain(catalogs: Mapping[str, Catalog]) -> dict[str, dict[str, Catalog]]:
    found: dict[str, dict[str, Catalog]] = {}
    for path, catalog in catalogs.items():
        found.setdefault(catalog.domain, {})[path] = catalog
    return {domain: group for domain, group in found.items() if len(group) > 1}


def _judge_languages(
    catalogs: Mapping[str, Catalog],
    known: _KnownFacts,
    source_language: Language | None,
    panel: Panel,
) -> list[Finding]:
    placed: dict[tuple[Language, Language], list[Placed]] = {}
    for path, catalog in catalogs.items():
        language = language_of(path, catalog)
        if language is None:
            continue
        own_source = source_language or source_language_of(catalog)
        placed.setdefault((language, own_source), []).extend(
            Placed(path, catalog.domain, unit)
            for unit in catalog.units
            if unit.state is State.TRANSLATED
        )
    findings: list[Finding] = []
    for (language, own_source), units in placed.items():
        findings += judge_language(units, language, known.about(own_source), panel)
    return findings


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
