"""Translations compared with one another: right pairs in which the article is not in English.

Every text of our article and of the corpus for `selftest`, in every language that has it, against
the same text in the others. Nobody translated the one from the other, so that some of what is told
is true of the pair ("the pain that does not pass" for "lasting pain"): the bounds leave room for
that, and none for a rule that takes every article for an English one.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from pipeline.catalogs import po
from pipeline.checks.check import Context, Scope
from pipeline.checks.facts import Facts
from pipeline.checks.reading import NOWHERE, Pair, Reading, Standing
from pipeline.checks.registry import CHECKS
from pipeline.model import BlockKind, Key, Language, Severity, State, Termbase

ROOT = Path(__file__).parents[2]
ENGLISH = Language.parse("en")
CATALOGS = [
    *sorted(ROOT.glob("locales/*/LC_MESSAGES/lumbar-disc-herniation.po")),
    *sorted(ROOT.glob("tests/selftest/corpus/locales/*/LC_MESSAGES/*.po")),
]
PAGE = [
    check
    for check in CHECKS.values()
    if check.scope is Scope.UNIT and check.enabled_by_default and State.TRANSLATED in check.states
]
NAME = "Cainiu Health"  # kept by our termbase, which knows terms of an English article alone
OF_ALL = 5  # findings per 1,000 pairs, notes left out; measured: 2.7, in the sample 2.6
OF_ONE = 15  # the same of one source language; measured: 8, in the sample 11 (Thai)

LABEL = Standing(kinds=frozenset({BlockKind.HEADING}))  # of what ends without a mark in English

Text = tuple[str, Key]


@cache
def texts() -> dict[Text, dict[Language, str]]:
    """By article and English text, what each language has for it."""
    found: dict[Text, dict[Language, str]] = {}
    for path in CATALOGS:
        catalog = po.read(path, root=ROOT)
        assert catalog.language is not None
        for unit in catalog.units:
            if unit.state is State.TRANSLATED and unit.key.msgid != NAME:
                said = found.setdefault((path.stem, unit.key), {ENGLISH: unit.key.msgid})
                said[catalog.language] = unit.msgstr
    return found


@cache
def languages() -> tuple[Language, ...]:
    """Every language, English among them, in the order of the tags."""
    return tuple(sorted({language for said in texts().values() for language in said}))


def told(source: Language, targets: tuple[Language, ...]) -> tuple[int, Counter[str]]:
    """How many pairs there are, and how many findings of each check."""
    facts = Facts(source, Termbase())
    contexts = {target: Context(language=target, facts=facts) for target in targets}
    pairs, found = 0, Counter[str]()
    for said in texts().values():
        standing = LABEL if said[ENGLISH][-1] not in ".:?!" else NOWHERE
        for target, context in contexts.items():
            if source not in said or target not in said or source.base == target.base:
                continue
            pairs += 1
            pair = Pair(facts.reading(said[source]), Reading(said[target], target), standing)
            found.update(
                check.id
                for check in PAGE
                for problem in check.function(pair, context)
                if (problem.severity or check.severity) is not Severity.INFO
            )
    return pairs, found


def some_targets(source: Language) -> tuple[Language, ...]:
    """English and another one, of each source another."""
    others = [each for each in languages() if each not in (source, ENGLISH)]
    at = languages().index(source)
    return others[at * 5 % len(others)], ENGLISH


def assert_nearly_silent(results: dict[Language, tuple[int, Counter[str]]]) -> None:
    pairs = sum(count for count, _ in results.values())
    assert 1000 * sum(found.total() for _, found in results.values()) <= OF_ALL * pairs, results
    many = {
        source.tag: found
        for source, (count, found) in results.items()
        if 1000 * found.total() > OF_ONE * count
    }
    assert many == {}


def test_right_pairs_without_english_are_nearly_silent() -> None:
    results = {source: told(source, some_targets(source)) for source in languages()[::3]}
    assert len(results) == 10
    assert sum(count for count, _ in results.values()) > 2_000
    assert_nearly_silent(results)


@pytest.mark.soak
def test_all_right_pairs_are_nearly_silent() -> None:
    results = {source: told(source, languages()) for source in languages()}
    assert sum(count for count, _ in results.values()) > 90_000
    assert_nearly_silent(results)
