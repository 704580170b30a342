"""Sentences with their translations in tables, and what the checks of meaning find in them."""

from __future__ import annotations

from pathlib import Path

from pipeline.checks.check import Check, Context, Problem
from pipeline.checks.facts import Facts
from pipeline.checks.meaning.conditions import condition_mismatch
from pipeline.checks.meaning.negation import negation_mismatch
from pipeline.checks.meaning.opposites import limit_mismatch, opposite_mismatch
from pipeline.checks.reading import Pair, Reading, Standing
from pipeline.checks.run import run
from pipeline.model import Finding, Language, Severity, Termbase
from tests.builders import make_catalog, make_unit

FIRST_CLASS = [
    "am",
    "ar",
    "bn",
    "cs",
    "de",
    "el",
    "es",
    "fa",
    "fr",
    "he",
    "hi",
    "hy",
    "id",
    "it",
    "ja",
    "km",
    "ko",
    "my",
    "nl",
    "pl",
    "pt",
    "ru",
    "sw",
    "ta",
    "th",
    "tr",
    "uk",
    "ur",
    "vi",
    "zh-Hans",
    "zh-Hant",
]
FACTS = Facts(Language("en"), Termbase())
ON = (negation_mismatch, condition_mismatch, limit_mismatch, opposite_mismatch)


def rows(language: str, folder: Path) -> list[list[str]]:
    """The lines of `folder`/<language>.tsv: source, translation, what is wrong instead."""
    lines = (folder / f"{language}.tsv").read_text(encoding="utf-8").strip("\n").split("\n")
    return [line.split("\t") for line in lines]


def problems(
    source: str, target: str, tag: str, *checks: Check, critical: bool = False
) -> list[Problem]:
    """What the checks find, by default all that are on."""
    language = Language(tag)
    pair = Pair(FACTS.reading(source), Reading(target, language), Standing(critical=critical))
    context = Context(language=language, facts=FACTS)
    return [problem for each in checks or ON for problem in each.function(pair, context)]


def findings_on_right(language: str, folder: Path) -> dict[str, list[str]]:
    """Every translation of a table that is right and has a finding, with the messages."""
    found = {
        target: [problem.message for problem in problems(source, target, language)]
        for source, target, _ in rows(language, folder)
    }
    return {target: messages for target, messages in found.items() if messages}


def told(source: str, target: str, language: str) -> list[Finding]:
    """The errors and warnings of all checks about one translation."""
    catalog = make_catalog(make_unit(source, target), language=language)
    found = run({f"locales/{language}/LC_MESSAGES/leaflet.po": catalog})
    return [each for each in found if each.severity is not Severity.INFO]
