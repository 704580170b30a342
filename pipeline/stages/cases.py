"""The task of a check: an article and its catalogs, as far as they are not on record, are judged.

A `Case` goes to a worker and `Heard` comes back, both plain values, so that it does not matter on
which process or machine the worker runs. What only all articles together can tell stays with the
process that asks, and so does the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.execution.finished import rarely_collecting
from pipeline.model import Finding, Language
from pipeline.stages.project import Project
from pipeline.stages.recorded import Facts, facts_of

if TYPE_CHECKING:
    from pipeline.stages.judging import Bench
    from pipeline.stages.luggage import Files, Luggage

SECONDS_A_BYTE = 1e-6  # of an article or catalog: what judging it costs once all is loaded


@dataclass(frozen=True, slots=True)
class Case:
    """One task."""

    slug: str
    judges_article: bool  # if that turns out to be broken, its catalogs are not judged
    catalogs: tuple[Language, ...]  # to be judged
    compared: tuple[Language, ...] = ()  # all languages, where they are to be compared
    known: Mapping[Language, Sequence[Finding]] = field(default_factory=dict)  # about the others
    size: int = 0  # bytes of what is to be judged
    files: Files = field(default_factory=dict, repr=False)  # what it reads, for other machines

    def __str__(self) -> str:
        """What a person knows it by."""
        return self.slug


@dataclass(slots=True)
class Heard:
    """What became of a case."""

    article: Facts | None = None
    catalogs: dict[Language, Facts] = field(default_factory=dict)
    suspects: Facts | None = None  # of the languages together, where there was anything to compare


@dataclass(frozen=True, slots=True)
class Setting:
    """What all cases of a run have in common; a worker starts with it."""

    root: Path  # the project's folder
    luggage: Luggage | None = None  # for workers that don't see that

    # In the process that asks: the bench that it has. Never sent anywhere.
    own: Callable[[], Bench] | None = field(default=None, compare=False, repr=False)

    def __call__(self) -> Callable[[Case], Heard]:
        """A worker's function."""
        if self.luggage is not None:
            from pipeline.stages.luggage import Abroad

            return Abroad(self.luggage, lambda project: _Judge(project, None).hear)
        if self.own is not None:
            bench = self.own()
            return _Judge(bench.project, bench).hear
        return _Judge(Project.open(self.root), None).hear

    def __reduce__(self) -> tuple[object, ...]:
        """Without the bench, of which every other process has one of its own."""
        return (Setting, (self.root, self.luggage))


class _Judge:
    """Hears cases."""

    def __init__(self, project: Project, own: Bench | None) -> None:
        from pipeline.stages.judging import Bench

        self._bench = own or Bench(project)

    def hear(self, case: Case) -> Heard:
        """Judge what the case asks for."""
        with rarely_collecting():
            return self._hear(case)

    def _hear(self, case: Case) -> Heard:
        heard, bench = Heard(), self._bench
        if case.judges_article:
            heard.article = facts_of(bench.article(case.slug))
            if heard.article["broken"]:
                return heard
        found = dict(case.known)
        for language in case.catalogs:
            path = bench.project.catalog_path(language, case.slug)
            judged = bench.catalog(path, language, case.slug)
            heard.catalogs[language] = facts_of(judged)
            found[language] = judged.findings
        about = [finding for language in case.compared for finding in found[language]]
        if are_similar(about):
            heard.suspects = facts_of(bench.suspects(case.slug, about, case.compared))
        return heard


def are_similar(findings: Iterable[Finding]) -> bool:
    """Whether several languages may have the same trouble with one sentence."""
    locales: dict[tuple[str, str], set[str]] = {}
    for finding in findings:
        if finding.msgid and finding.locale:
            locales.setdefault((finding.id, finding.msgid), set()).add(finding.locale)
    return any(len(tags) > 1 for tags in locales.values())


def cost(case: Case) -> float:
    """What a case takes, in seconds of CPU."""
    return case.size * SECONDS_A_BYTE
