"""selftest: the project's own translations, or any PO files, with seeded errors in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.catalogs import po
from pipeline.checks import run
from pipeline.checks.selftest import Score, measure
from pipeline.errors import UsageError
from pipeline.model import Catalog, Finding, Language, Termbase
from pipeline.places import WORDS_DOMAIN
from pipeline.stages.judging import Bench
from pipeline.stages.project import Project


def selftest_project(project: Project, *, locales: tuple[str, ...] = ()) -> dict[Language, Score]:
    """The scores of the project's catalogs of articles, by language in the project's order."""
    bench = Bench(project)
    scores: dict[Language, Score] = {}
    for language in project.targets(locales):
        score = scores[language] = Score()
        for slug in project.slugs():
            catalog = project.catalog(language, slug)
            if catalog is not None:
                path = project.relative(project.catalog_path(language, slug))
                score.add(_score(catalog, path, language, bench))
    return scores


def _score(catalog: Catalog, path: str, language: Language, bench: Bench) -> Score:
    def judge(part: Catalog) -> tuple[Finding, ...]:
        return bench.units(path, part)

    return measure(
        catalog,
        language,
        judge,
        bench.project.termbase(),
        source_language=bench.project.settings.source_language,
    )


def selftest_paths(paths: Sequence[Path], project: Project | None) -> dict[Language, Score]:
    """The scores of these PO files, by language."""
    scores: dict[Language, Score] = {}
    termbase = project.termbase() if project is not None else Termbase()
    for path in paths:
        if not path.is_file():
            raise UsageError("there is no such file", path=str(path), hint="name a .po file")
        catalog = po.parse(path.read_bytes(), path.as_posix())
        language = run.language_of(path.as_posix(), catalog)
        if language is None or catalog.domain == WORDS_DOMAIN:
            raise UsageError(
                "nothing to test here: no catalog of an article in a known language",
                path=str(path),
                hint="name the catalog of an article, with its language in the header",
            )

        def judge(part: Catalog, shown: str = path.as_posix()) -> tuple[Finding, ...]:
            return run.run({shown: part}, termbase=termbase)

        scores.setdefault(language, Score()).add(measure(catalog, language, judge, termbase))
    return scores
