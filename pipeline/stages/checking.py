"""check: articles and catalogs → findings; with one PO file alone, project or no project.

Says which files a run is about, and what of its findings is new beside a baseline. Nothing is
checked twice: read next `session`, where what was found earlier is on record, under a digest of
every byte that was read for it, of the settings and of ourselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.execution.executor import Executor, Local
from pipeline.execution.finished import rarely_collecting
from pipeline.files import read_if_exists, write_if_changed
from pipeline.model import Finding, Language, Severity
from pipeline.places import SOURCE
from pipeline.stages.addresses import shared_titles
from pipeline.stages.cases import cost
from pipeline.stages.left_over import left_over
from pipeline.stages.project import Project, is_hidden, names_in, refuse_odd_name
from pipeline.stages.session import Session

ORDER = attrgetter("order")

# Of a worker: besides the engine, what it learns of every language. Measured, two processes for 5 s
# of checks took longer than one.
START_COST = 5.0


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The findings in the order of path, line and id."""

    findings: tuple[Finding, ...]
    known: int = 0  # findings that the baseline knows, left out of `findings`

    @property
    def has_errors(self) -> bool:
        """Whether anything must not reach a patient."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


# ---- whole project
def check_project(
    project: Project,
    *,
    locales: tuple[str, ...] = (),
    latest: str = "",
    executor: Executor | None = None,
) -> CheckResult:
    """Everything of the project, or of these languages; only the record is written.

    `latest`: the day, as ISO 8601, after which nothing can have been done; "": not looked at.

    `executor`: who does it, see `who_checks`. The result is the same whoever that is.
    """
    session = Session(project, latest)
    languages = project.targets(locales)
    slugs = project.slugs()
    with session.record:
        with rarely_collecting():
            session.articles(
                slugs,
                languages,
                words=True,
                compare=not locales,
                executor=executor or who_checks(),
            )
            for language in languages:
                session.language(language)
        if not locales:
            session.contacts()
            session.unused(slugs)
            session.findings += left_over(project)
            session.findings += shared_titles(project, session.titles)
            session.forget_others()
    return CheckResult(tuple(sorted(session.findings, key=ORDER)))


def who_checks(*, jobs: int | None = None, cluster: str | None = None) -> Executor:
    """So many processes at most (None: as many as pay), or the workers of a cluster's scheduler."""
    if cluster is None:
        return Local(cost, limit=jobs, start_cost=START_COST)
    from pipeline.execution.cluster import Cluster

    return Cluster(cluster)


# ---- by path
def check_paths(
    paths: Iterable[Path],
    *,
    project: Project | None,
    locales: tuple[str, ...] = (),
    latest: str = "",
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
    session = Session(project, latest)
    targets = frozenset(project.targets(locales)) if locales else None
    with session.record:
        for path in paths:
            for file in _files(path, project):
                if file.suffix == ".md":
                    session.articles((file.stem,), project.targets(locales))
                else:
                    session.lone_catalog(file, targets)
    if not session.seen:
        raise nothing_to_check()
    return CheckResult(tuple(sorted(session.findings, key=ORDER)))


def nothing_to_check() -> UsageError:
    """A run that looks at nothing must not look like a clean one."""
    return UsageError("nothing to check here", hint="name PO files or articles, in one of --locale")


def _files(path: Path, project: Project | None) -> Iterator[Path]:
    """The PO files and articles that a path names; UsageError for what is neither."""
    refuse_odd_name(path.name, str(path.parent))
    if not path.exists():
        hint = "name PO files, articles or folders"
        if project is not None and project.article_path(str(path)).exists():
            hint = f"an article is named by its file: {SOURCE}/{path}.md"
        raise UsageError("there is no such file", path=str(path), hint=hint)
    if path.is_dir():
        inner = sorted(each for each in path.rglob("*.po") if not is_hidden(each, path))
        if project is not None:
            folder, articles = project.own_path(path), project.root / SOURCE
            if folder == articles or folder in articles.parents:
                inner += sorted(articles / name for name in names_in(articles, ".md"))
        if not inner:
            raise UsageError(
                "nothing to check in this folder",
                path=str(path),
                hint="name PO files, articles or folders",
            )
        for each in inner:
            refuse_odd_name(each.name, str(each.parent))
        yield from inner
    elif path.suffix in (".po", ".pot") or (
        project is not None and project.own_path(path) == project.article_path(path.stem)
    ):
        yield path
    else:
        raise UsageError(
            "neither a PO file nor an article of this project"
            if project is not None
            else "no PO file, and in no project whose article it could be",
            path=str(path),
            hint="name a .po file, source/<article>.md, or a folder of them",
        )


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
    from pipeline.checks.baseline import Baseline, is_blind

    content = read_if_exists(path)
    if content is None and not write:
        raise UsageError(
            "there is no such baseline", path=str(path), hint="make it with: --write-baseline"
        )
    known = Baseline.of(result.findings) if write else Baseline.parse(content or b"", str(path))
    new = known.new(result.findings)
    # What hides behind a file that can't be read has not been mended.
    if write or (whole and not is_blind(result.findings)):
        write_if_changed(path, known.shrunk(result.findings).render())
    return CheckResult(new, len(result.findings) - len(new))


def write_report(path: Path, text: str) -> None:
    """Write one report of a run."""
    write_if_changed(path, text.encode())
