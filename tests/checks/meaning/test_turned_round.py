"""What turns a sentence of a leaflet round is told, and its right translations are silent.

turned/<kind>.tsv: language, source, "+" for a right translation, "-" for a mistaken one and "~" for
one of which a hint is given, the translation.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Severity
from tests.checks.sentences import problems, told

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


def test_what_a_free_translation_may_do_without_is_a_hint() -> None:
    rows = [row for kind in KINDS for row in read(kind, "~")]
    assert rows
    for language, source, target in rows:
        found = problems(source, target, language)
        assert [each.severity for each in found] == [Severity.INFO], target


def test_right_translations_have_no_hint_that_a_word_was_left_out() -> None:
    found = {
        row: messages
        for row in read("word-left-out", "+")
        if (messages := [each.message for each in problems(row[1], row[2], row[0])])
    }
    assert found == {}
