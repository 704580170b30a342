"""What turns a sentence of a leaflet round is told, and its right translations are silent.

turned/<kind>.tsv: language, source, "+" for a right translation and "-" for a mistaken one, the
translation.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.sentences import told

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


def ids(language: str, source: str, target: str) -> set[str]:
    return {each.id for each in told(source, target, language)} - ABOUT_FORM


@pytest.mark.parametrize("kind", KINDS)
def test_right_translations_are_silent(kind: str) -> None:
    assert {row: found for row in read(kind, "+") if (found := ids(*row))} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_mistaken_translations_are_told(kind: str) -> None:
    assert [row for row in read(kind, "-") if not ids(*row)] == []
