"""check: articles and catalogs → findings; with one PO file alone, project or no project.

Nothing is checked twice: what an article, a catalog or a language was found to be is on record,
under a digest of every byte that was read for it, of the settings and of ourselves. The engine
(`judging`) is loaded only where something is not on record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import LeafletsError, UsageError
from pipeline.execution.finished import FinishedWork, rarely_collecting
from pipeline.execution.stamps import digest, engine_stamp
from pipeline.files import read_if_exists, write_if_changed
from pipeline.model import Finding, Language, Severity
from pipeline.places import (
    ABBREVIATIONS_FILE,
    LOCALES,
    MESSAGES,
    SETTINGS_FILE,
    SOURCE,
    SPELLING_FILE,
    WORDS_DOMAIN,
)
from pipeline.stages.project import Failure, Project

if TYPE_CHECKING:
    from pipeline.stages.judging import Bench, Judged, Needed

ORDER = attrgetter("order")


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The findings in the order of path, line and id, and the tasks that failed."""

    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...] = ()
    known: int = 0  # findings that the baseline knows, left out of `findings`

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
    """Everything of the project, or of these languages and articles; only the record is written."""
    session = _Session(project)
    languages = project.targets(locales)
    slugs = project.slugs(articles)
    with rarely_collecting():
        for slug in slugs:
            session.article(slug, languages)
            if not locales:
                session.suspects(slug, languages)
        for language in languages if not articles else ():
            session.catalog(project.catalog_path(language, WORDS_DOMAIN), language, WORDS_DOMAIN)
            session.language(language)
    if not locales:
        session.unused(slugs)
    if not locales and not articles:
        session.forget_others()
    session.record.close()
    return CheckResult(tuple(sorted(session.findings, key=ORDER)))


# ---- by path
def check_paths(
    paths: Iterable[Path], *, project: Project | None, locales: tuple[str, ...] = ()
) -> CheckResult:
    """These files alone: PO files with their article where the project has it, or articles.

    An article stands for itself and its catalogs. A PO file that no project knows is checked by
    itself, against the language that its header names.
    """
    if project is None:
        from pipeline.stages import judging

        files = [file for path in paths for file in _files(path, None)]
        wanted = frozenset(Language.parse(tag) for tag in locales)
        return CheckResult(tuple(sorted(judging.lone_catalogs(files, wanted), key=ORDER)))
    session = _Session(project)
    targets = frozenset(project.targets(locales)) if locales else None
    for path in paths:
        for file in _files(path, project):
            if file.suffix == ".md":
                session.article(file.stem, project.targets(locales))
            else:
                session.lone_catalog(file, targets)
    if not session.seen:
        raise nothing_to_check()
    session.record.close()
    return CheckResult(tuple(sorted(session.findings, key=ORDER)))


def nothing_to_check() -> UsageError:
    """A run that looks at nothing must not look like a clean one."""
    return UsageError("nothing to check here", hint="name PO files or articles, in one of --locale")


def _files(path: Path, project: Project | None) -> Iterator[Path]:
    """The PO files and articles that a path names; UsageError for what is neither."""
    if not path.exists():
        raise UsageError("there is no such file", path=str(path))
    if path.is_dir():
        inner = sorted(each for each in path.rglob("*.po") if not _is_hidden(each, path))
        if project is not None:
            articles = project.article_path("").parent
            inner += sorted(
                each for each in path.rglob("*.md") if each.resolve().parent == articles
            )
        if not inner:
            raise UsageError("nothing to check in this folder", path=str(path))
        yield from inner
    elif path.suffix in (".po", ".pot") or (
        project is not None and path.resolve() == project.article_path(path.stem)
    ):
        yield path
    else:
        raise UsageError(
            "neither a PO file nor an article of this project",
            path=str(path),
            hint="name a .po file, source/<article>.md, or a folder of them",
        )


def _is_hidden(path: Path, folder: Path) -> bool:
    """Whether the path lies in a folder such as .git or .venv below `folder`."""
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


# ---- the baseline, and reports
def baseline_path(project: Project | None, named: Path | None) -> Path | None:
    """The baseline of this run: the one that was named, or else that of leaflets.toml."""
    if named is not None or project is None or project.settings.baseline is None:
        return named
    return project.root / project.settings.baseline


def against_baseline(
    result: CheckResult, path: Path | None, *, write: bool, whole: bool
) -> CheckResult:
    """The result without what the baseline at `path` knows.

    `write`: everything found becomes known. `whole`: the whole project was checked, so that what
    was not found has been mended and leaves the file. The file never grows by itself.
    """
    if path is None:
        if write:
            raise UsageError("--write-baseline: where to?", hint="name the file: --baseline FILE")
        return result
    if write and not whole:
        raise UsageError(
            "--write-baseline with only a part of the project would forget the rest",
            hint="leave out PATH and --locale",
        )
    from pipeline.checks.baseline import Baseline

    content = read_if_exists(path)
    if content is None and not write:
        raise UsageError(
            "there is no such baseline", path=str(path), hint="make it with: --write-baseline"
        )
    known = Baseline.of(result.findings) if write else Baseline.parse(content or b"", str(path))
    new = known.new(result.findings)
    if whole:
        write_if_changed(path, known.shrunk(result.findings).render())
    return CheckResult(new, result.failures, len(result.findings) - len(new))


def write_report(path: Path, text: str) -> None:
    """Write one report of a run."""
    write_if_changed(path, text.encode())


# ---- one run
@dataclass
class _Session:
    """One run over a project's files: what was found, and what is on record."""

    project: Project
    findings: list[Finding] = field(default_factory=list)
    used: dict[str, list[Needed]] = field(default_factory=dict)  # by article
    keys: dict[Path, bytes] = field(default_factory=dict)  # the digest of each catalog seen
    folders: dict[Path, list[Path]] = field(default_factory=dict)  # and where those lie that exist
    seen: set[str] = field(default_factory=set)  # tasks of this run
    begun: int = 0  # how many findings there were before the article at hand

    def __post_init__(self) -> None:
        settings = self.project.settings
        self.record = FinishedWork.open(self.project.work, "check")
        self.common = digest(
            (
                engine_stamp(),
                _bytes(settings.root / SETTINGS_FILE),
                _bytes(self.project.termbase_path),
                _bytes(settings.root / ABBREVIATIONS_FILE),
                self.project.drawings_stamp(),
                _bytes(settings.root / SPELLING_FILE),
            )
        ).encode()

    @cached_property
    def bench(self) -> Bench:
        """The engine, loaded when it is first needed."""
        from pipeline.stages.judging import Bench

        return Bench(self.project)

    def _judged(self, task: str, key: str, work: Callable[[], Judged]) -> Mapping[str, Any]:
        """What is on record for a task, or is found now."""
        self.seen.add(task)
        facts = self.record.facts(task, key)
        if facts is None:
            judged = work()
            facts = {
                "findings": [_as_json(finding) for finding in judged.findings],
                "used": [list(each) for each in judged.used],
                "pictures": [list(each) for each in judged.pictures],
                "broken": judged.broken,
            }
            self.record.finish(task, key, (), facts)
        self.findings += [_from_json(each) for each in facts["findings"]]
        return facts

    def article(self, slug: str, languages: Iterable[Language]) -> None:
        """An article and its catalogs in these languages; of a broken one, only that."""
        self.begun = len(self.findings)
        source = _bytes(self.project.article_path(slug))
        key = digest((self.common, source))
        facts = self._judged(f"{SOURCE}/{slug}.md", key, lambda: self.bench.article(slug))
        if facts["broken"]:
            return
        self._note_used(slug, facts)
        self.findings += _missing_pictures(self.project, slug, facts["pictures"])
        for language in languages:
            self.catalog(self.project.catalog_path(language, slug), language, slug)

    def catalog(self, path: Path, language: Language | None, domain: str) -> None:
        """One catalog beside its article."""
        content = _bytes(path)
        if content and path not in self.keys:
            self.folders.setdefault(path.parent, []).append(path)
        self.keys[path] = digest((content,)).encode()
        source = _bytes(self.project.article_path(domain))
        key = digest((self.common, source, content, str(language).encode()))
        facts = self._judged(
            self.project.relative(path), key, lambda: self.bench.catalog(path, language, domain)
        )
        self._note_used(domain, facts)

    def lone_catalog(self, path: Path, targets: frozenset[Language] | None) -> None:
        """A PO file that was named, if in one of `targets`: with its article where there is one."""
        absolute = path.resolve()
        slug = absolute.stem
        folder = absolute.parent.parent
        own = folder.parent == self.project.root / LOCALES and absolute.parent.name == MESSAGES
        if targets is not None and own and Language.parse(folder.name) not in targets:
            return
        if self.project.article_path(slug).exists() and f"{SOURCE}/{slug}.md" not in self.seen:
            self.article(slug, ())
        self.catalog(absolute, Language.parse(folder.name) if own else None, slug)

    def language(self, language: Language) -> None:
        """What only all catalogs of a language together can tell."""
        folder = self.project.catalog_path(language, "").parent
        paths = sorted(self.folders.get(folder, ()))
        key = digest((self.common, *(self.keys[path] for path in paths)))
        task = f"{LOCALES}/{language.directory}"
        self._judged(task, key, lambda: self.bench.language(language, paths))

    def unused(self, slugs: Iterable[str]) -> None:
        """The suppressions in articles that nothing needed, where all languages were looked at."""
        for slug in slugs:
            text = _bytes(self.project.article_path(slug))
            if b"leaflets:" not in text or b"allow" not in text:
                continue
            try:
                self.findings += self.bench.unused(slug, self.used.get(slug, ()))
            except LeafletsError as error:
                if error.exit_code != 1:
                    raise  # an article that can't be read has its finding already

    def suspects(self, slug: str, languages: Sequence[Language]) -> None:
        """Sentences that several languages have the same trouble with: look at the source.

        To be asked right after `article`, whose findings are the last ones.
        """
        about = [each for each in self.findings[self.begun :] if each.article == slug]
        locales: dict[tuple[str, str], set[str]] = {}
        for finding in about:
            if finding.msgid:
                place = (finding.id, finding.msgid)
                locales.setdefault(place, set()).add(finding.locale or "")
        if any(len(tags) > 1 for tags in locales.values()):
            self._suspects(slug, about, languages)

    def _suspects(self, slug: str, about: Sequence[Finding], languages: Sequence[Language]) -> None:
        paths = [self.project.catalog_path(language, slug) for language in languages]
        source = _bytes(self.project.article_path(slug))
        key = digest((self.common, source, *(self.keys.get(path, b"") for path in paths)))
        facts = self._judged(
            f"{SOURCE}/{slug}.md in all languages",
            key,
            lambda: self.bench.suspects(slug, about, languages),
        )
        self._note_used(slug, facts)

    def forget_others(self) -> None:
        """Take off the record what is no part of the project any more."""
        for task in self.record.tasks():
            if task not in self.seen:
                self.record.forget(task)

    def _note_used(self, slug: str, facts: Mapping[str, Any]) -> None:
        if facts["used"]:
            self.used.setdefault(slug, []).extend(tuple(each) for each in facts["used"])


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


_FIELDS = tuple(each.name for each in fields(Finding))


def _as_json(finding: Finding) -> dict[str, Any]:
    values = ((name, getattr(finding, name)) for name in _FIELDS)
    return {name: value for name, value in values if value is not None}


def _from_json(values: Mapping[str, Any]) -> Finding:
    span = values.get("span")
    return Finding(
        **{
            **values,
            "severity": Severity(values["severity"]),
            "span": tuple(span) if span else None,
        }
    )


def _missing_pictures(
    project: Project, slug: str, pictures: Iterable[tuple[str, int]]
) -> Iterator[Finding]:
    """A finding for every picture that does not lie where the article says."""
    path = project.article_path(slug)
    for address, line in pictures:
        from urllib.parse import unquote  # with ipaddress

        if (path.parent / unquote(address)).is_file():
            continue
        yield Finding(
            "picture-missing",
            Severity.ERROR,
            project.relative(path),
            line,
            f"there is no picture '{address}'",
            hint=f"put it at {project.relative(path.parent / address)}, or mend the address",
            article=slug,
        )
