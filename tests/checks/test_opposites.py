"""The opposite of what the source says is found in every language, and what is right is not.

The corpus (opposites/<language>.tsv) has three columns: source, translation, and the translation in
which one word is its contrary: positive for negative, the ear for the eye, faster for slower.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.sentences import FIRST_CLASS, problems, rows

CORPUS = Path(__file__).parent / "opposites"
LANGUAGES = sorted(path.stem for path in CORPUS.glob("*.tsv"))


def test_corpus_has_every_first_class_language() -> None:
    assert LANGUAGES == FIRST_CLASS


@pytest.mark.parametrize("language", LANGUAGES)
def test_correct_translations_have_no_findings(language: str) -> None:
    found = {
        target: [problem.message for problem in problems(source, target, language)]
        for source, target, _ in rows(language, CORPUS)
    }
    assert {target: messages for target, messages in found.items() if messages} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_opposite_is_found(language: str) -> None:
    opposites = [(source, wrong) for source, _, wrong in rows(language, CORPUS)]
    assert len(opposites) >= 6
    assert [wrong for source, wrong in opposites if not problems(source, wrong, language)] == []
