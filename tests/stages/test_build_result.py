"""What a build tells about a language: how many leaflets lie where, and how many were refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from clinic import Site

from pipeline.execution.storage import Disk
from pipeline.model import Coverage, Language
from pipeline.stages.build_result import BuildResult, rows
from pipeline.stages.project import Project

SPANISH = Language("es")


@pytest.mark.parametrize(
    ("files", "refused", "told"),
    [
        (0, 0, "dist/es/ (0 files)"),
        (1, 0, "dist/es/ (1 file)"),
        (2, 0, "dist/es/ (2 files)"),
        (1, 1, "dist/es/ (1 file, 1 refused)"),
        (0, 3, "dist/es/ (0 files, 3 refused)"),
    ],
)
def test_files_are_counted_in_words(site: Site, files: int, refused: int, told: str) -> None:
    result = BuildResult(Disk(Path(site.root, "dist")))
    result.add(SPANISH, Coverage(4, 4, 0, 0), files)
    result.refused[SPANISH] = refused
    (row,) = rows(Project.open(site.root), result, None)
    assert (row.tag, row.errors, row.files) == ("es", None, told)
