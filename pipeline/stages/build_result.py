"""What a build made, counted by language, and the lines in which that is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.errors import counted
from pipeline.execution.storage import Storage, is_address
from pipeline.language import cldr
from pipeline.model import Coverage, Finding, Language, Severity
from pipeline.stages.project import Failure, Project

if TYPE_CHECKING:
    from pipeline.reports.table import Row


@dataclass(slots=True)
class BuildResult:
    """What was made."""

    out: Storage
    files: Counter[Language] = field(default_factory=Counter)  # current ones
    coverage: dict[Language, Coverage] = field(default_factory=dict)  # in the order of the table
    refused: Counter[Language] = field(default_factory=Counter)  # by a release
    planned: list[str] = field(default_factory=list)  # what a dry run would make, by address
    made: int = 0  # files made in this run; the others were current
    remarks: list[str] = field(default_factory=list)  # what is as asked for, but not as usual
    failures: list[Failure] = field(default_factory=list)

    def add(self, language: Language, coverage: Coverage, files: int = 0) -> None:
        """Count a leaflet."""
        self.files[language] += files
        self.coverage[language] = self.coverage.get(language, Coverage()) + coverage

    def take_away(self, language: Language, coverage: Coverage, files: int) -> None:
        """Count a leaflet no more, to be counted anew."""
        less = (coverage.total, coverage.translated, coverage.fuzzy, coverage.untranslated)
        self.add(language, Coverage(*(-number for number in less)), -files)


def rows(
    project: Project, result: BuildResult, findings: Iterable[Finding] | None
) -> tuple[Row, ...]:
    """The lines of the closing table: every language that was built, and where its files are."""
    from pipeline.reports.table import Row  # only where a person reads it

    counted = Counter(
        (finding.locale or project.settings.source_language.tag, finding.severity)
        for finding in findings or ()
    )
    return tuple(
        Row(
            tag=language.tag,
            name=cldr.autonym(language),
            coverage=result.coverage[language],
            errors=None if findings is None else counted[language.tag, Severity.ERROR],
            warnings=None if findings is None else counted[language.tag, Severity.WARNING],
            files=_files(
                shown(project, result.out.address(language.tag)),
                result.files[language],
                result.refused[language],
            ),
        )
        for language in result.coverage
    )


def shown(project: Project, address: str) -> str:
    """An output as messages show it."""
    return address if is_address(address) else project.relative(project.root / address)


def _files(folder: str, files: int, refused: int) -> str:
    """Where the leaflets of a language are: "dist/es/ (2 files, 1 refused)"."""
    told = counted(files, "file")
    return f"{folder}/ ({told}, {refused} refused)" if refused else f"{folder}/ ({told})"
