"""selftest: the project's own translations, or any PO files, with seeded errors in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.catalogs import po
from pipeline.checks import run
from pipeline.checks.selftest import Score, measure
from pipeline.errors import UsageError
from pipeline.language import cldr
from pipeline.model import Catalog, Finding, Key, Language, State, Termbase
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
                neighbours = _neighbours(project, slug, language)
                score.add(_score(catalog, path, language, bench, neighbours))
    return scores


def _neighbours(project: Project, slug: str, language: Language) -> Iterator[dict[Key, str]]:
    """The translations of an article in the other languages that share a script with this one."""
    scripts = cldr.expected_scripts(language)
    for other in project.targets():
        if other.base != language.base and not scripts.isdisjoint(cldr.expected_scripts(other)):
            catalog = project.catalog(other, slug)
            units = catalog.units if catalog is not None else ()
            yield {unit.key: unit.msgstr for unit in units if unit.state is State.TRANSLATED}


def _score(
    catalog: Catalog,
    path: str,
    language: Language,
    bench: Bench,
    neighbours: Iterable[Mapping[Key, str]],
) -> Score:
    def judge(part: Catalog) -> tuple[Finding, ...]:
        return bench.units(path, part)

    return measure(
        catalog,
        language,
        judge,
        bench.project.termbase(),
        source_language=bench.project.settings.source_language,
        neighbours=neighbours,
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
