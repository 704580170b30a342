"""What turns a sentence of a leaflet round is told, and its right translations are silent.

turned/<kind>.tsv: language, source, "+" for a right translation and "-" for a mistaken one, the
translation.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checks.run import run
from pipeline.model import Severity
from tests.builders import make_catalog, make_unit

FOLDER = Path(__file__).parent / "turned"
KINDS = sorted(path.stem for path in FOLDER.glob("*.tsv"))
ABOUT_FORM = {"mark-spacing", "text-too-short", "text-too-long"}


def read(kind: str, mark: str) -> list[tuple[str, str, str]]:
    lines = (FOLDER / f"{kind}.tsv").read_text(encoding="utf-8").strip("\n").split("\n")
    rows = [line.split("\t") for line in lines]
    return [
        (language, source, target)
        for language, source, is_right, target in rows
        if is_right == mark
    ]


def told(language: str, source: str, target: str) -> set[str]:
    found = run({"a.po": make_catalog(make_unit(source, target), language=language)})
    return {
        each.id for each in found if each.msgid is not None and each.severity is not Severity.INFO
    } - ABOUT_FORM


@pytest.mark.parametrize("kind", KINDS)
def test_right_translations_are_silent(kind: str) -> None:
    assert {row: found for row in read(kind, "+") if (found := told(*row))} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_mistaken_translations_are_told(kind: str) -> None:
    assert [row for row in read(kind, "-") if not told(*row)] == []
