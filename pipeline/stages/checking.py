"""check: articles and catalogs → findings; with one PO file alone, project or no project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from pipeline.catalogs import po
from pipeline.checks import run as checks
from pipeline.checks.registry import IDS, NOTICES
from pipeline.errors import CatalogError, LeafletsError, SettingsError, UsageError
from pipeline.model import Catalog, Document, Finding, Language, Severity, Termbase
from pipeline.settings import SETTINGS_FILE, Settings
from pipeline.source.document import segment_lines
from pipeline.source.signature import Kind, signature
from pipeline.stages.project import WORDS_DOMAIN, Failure, Project


@dataclass(slots=True)
class Inputs:
    """What one run of the checks looks at, and what was found while reading it."""

    documents: list[Document] = field(default_factory=list)
    catalogs: dict[str, Catalog] = field(default_factory=dict)  # path as shown → content
    findings: list[Finding] = field(default_factory=list)  # of what can't be read
    failures: list[Failure] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The findings in the order of path, line and id, and the tasks that failed."""

    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]

    @property
    def has_errors(self) -> bool:
        """Whether anything must not reach a patient."""
        return bool(self.failures) or any(
            finding.severity is Severity.ERROR for finding in self.findings
        )


# ---- whole project
def check_project(
    project: Project, *, locales: tuple[str, ...] = (), articles: tuple[str, ...] = ()
) -> CheckResult:
    """Everything of the project, or of these languages and articles; nothing is written."""
    inputs = Inputs()
    languages = project.targets(locales)
    slugs = project.slugs(articles)
    for slug in slugs:
        _read_article(project, slug, languages, inputs)
    if not articles:
        for language in languages:
            _read_catalog(project, language, WORDS_DOMAIN, inputs)
    return _checked(inputs, project, partial=bool(locales))


def _read_article(
    project: Project, slug: str, languages: Iterable[Language], inputs: Inputs
) -> None:
    try:
        document = project.document(slug)
        inputs.documents.append(document)
        inputs.findings += _missing_pictures(project, document)
    except LeafletsError as error:
        if error.exit_code != 1:
            raise
        path = project.relative(project.article_path(slug))
        for part in getattr(error, "parts", ()) or (error,):
            inputs.findings.append(checks.finding_from_error(part, path=path, article=slug))
        return
    for language in languages:
        _read_catalog(project, language, slug, inputs)


def _missing_pictures(project: Project, document: Document) -> Iterator[Finding]:
    """A finding for every picture that does not lie where the article says."""
    folder = project.article_path(document.article.slug).parent
    lines: tuple[int, ...] = ()
    for segment in document.segments:
        if "![" not in segment.key.msgid:
            continue
        for feature in signature(segment.key.msgid):
            if feature.kind is not Kind.IMAGE or (folder / unquote(feature.detail)).is_file():
                continue
            lines = lines or segment_lines(document)
            yield Finding(
                "picture-missing",
                NOTICES["picture-missing"].severity,
                document.article.path,
                lines[segment.index],
                f"there is no picture '{feature.detail}'",
                hint=f"put it at {project.relative(folder / feature.detail)}, or mend the address",
                article=document.article.slug,
            )


def _read_catalog(project: Project, language: Language, domain: str, inputs: Inputs) -> None:
    path = project.relative(project.catalog_path(language, domain))
    article = None if domain == WORDS_DOMAIN else domain
    try:
        catalog = project.catalog(language, domain)
    except CatalogError as error:
        finding = checks.finding_from_error(error, path=path, language=language, article=article)
        inputs.findings.append(finding)
        return
    if catalog is not None:
        inputs.catalogs[path] = catalog
        return
    missing = CatalogError("there is no catalog", path=path, hint="make it with: leaflets update")
    finding = checks.finding_from_error(missing, path=path, language=language, article=article)
    inputs.findings.append(replace(finding, id="catalog-missing"))


def _checked(inputs: Inputs, project: Project, *, partial: bool) -> CheckResult:
    found = checks.run(
        inputs.catalogs,
        documents=inputs.documents,
        termbase=project.termbase(),
        source_language=project.settings.source_language,
        policy=_policy(project.settings),
        partial=partial,
    )
    together = sorted([*inputs.findings, *found], key=checks.order)
    return CheckResult(tuple(together), tuple(inputs.failures))


def _policy(settings: Settings) -> checks.Policy:
    unknown = sorted((settings.disabled_checks | set(settings.severities)) - IDS)
    if unknown:
        raise SettingsError(
            tuple(f"checks: there is no check '{name}'; see docs/checks.md" for name in unknown),
            path=SETTINGS_FILE,
        )
    return checks.Policy(
        disabled=settings.disabled_checks, severities=settings.severities, allow=settings.allow
    )


# ---- by path
def check_paths(
    paths: Iterable[Path], *, project: Project | None, locales: tuple[str, ...] = ()
) -> CheckResult:
    """These files alone: PO files with their article where the project has it, or articles.

    An article stands for itself and its catalogs. A PO file that no project knows is checked by
    itself, against the language that its header names.
    """
    inputs = Inputs()
    for path in paths:
        _read_path(path, project, locales, inputs)
    if project is None:
        found = checks.run(inputs.catalogs, termbase=Termbase())
        together = sorted([*inputs.findings, *found], key=checks.order)
        return CheckResult(tuple(together), tuple(inputs.failures))
    return _checked(inputs, project, partial=True)


def _read_path(
    path: Path, project: Project | None, locales: tuple[str, ...], inputs: Inputs
) -> None:
    if not path.exists():
        raise UsageError("there is no such file", path=str(path))
    if path.is_dir():
        for inner in sorted([*path.rglob("*.po"), *path.rglob("*.md")]):
            _read_path(inner, project, locales, inputs)
    elif path.suffix in (".po", ".pot"):
        _read_lone_catalog(path, project, inputs)
    elif project is not None and path.resolve() == project.article_path(path.stem):
        _read_article(project, path.stem, project.targets(locales), inputs)
    else:
        raise UsageError(
            "neither a PO file nor an article of this project",
            path=str(path),
            hint="name a .po file, source/<article>.md, or a folder of them",
        )


def _read_lone_catalog(path: Path, project: Project | None, inputs: Inputs) -> None:
    absolute = path.resolve()
    shown = project.relative(absolute) if project is not None else path.as_posix()
    try:
        catalog = po.parse(absolute.read_bytes(), shown)
    except CatalogError as error:
        inputs.findings.append(checks.finding_from_error(error, path=shown))
        return
    inputs.catalogs[shown] = catalog
    belongs = project is not None and project.article_path(catalog.domain).exists()
    if project is not None and belongs:
        known = {document.article.slug for document in inputs.documents}
        if catalog.domain not in known:
            _read_article(project, catalog.domain, (), inputs)
