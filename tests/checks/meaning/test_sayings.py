"""What translators of health text say in another way than the source has no finding.

The sentences are ours, after classes that translations by professionals of apps for patients taught us
(sayings/<topic>.tsv: language, source, right translation, and where there is one that is much like it and
wrong, that one). In mistakes.tsv what is wrong was silent once: a second order that lost its "not", a
limit turned round beside another, "nothing but" without the "but".
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checks.run import run
from tests.builders import make_catalog, make_unit

SAYINGS = Path(__file__).parent / "sayings"
TOPICS = sorted(path.stem for path in SAYINGS.glob("*.tsv"))


def rows(topic: str) -> list[list[str]]:
    lines = (SAYINGS / f"{topic}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines]


def found(language: str, source: str, target: str) -> list[str]:
    path = f"locales/{language}/LC_MESSAGES/leaflet.po"
    catalog = make_catalog(make_unit(source, target), language=language)
    return [each.id for each in run({path: catalog})]


@pytest.mark.parametrize("topic", TOPICS)
def test_right_translations_have_no_findings(topic: str) -> None:
    right = [(language, source, target) for language, source, target, _ in rows(topic)]
    assert {each: ids for each in right if (ids := found(*each))} == {}


@pytest.mark.parametrize("topic", TOPICS)
def test_wrong_ones_that_are_like_them_are_found(topic: str) -> None:
    wrong = [(language, source, target) for language, source, _, target in rows(topic) if target]
    assert wrong
    assert [each for each in wrong if not found(*each)] == []
