"""Checks of script: text that the language of a translation is not written in.

What is stray is decided by `language.scripts`, the same for articles and for translations, which
knows units, symbols and codes. Here is added what a translation may keep besides: the names of
people and of medicines, in languages that are not written with Latin letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Pair
from pipeline.checks.wording import code_points, excerpt
from pipeline.language import cldr
from pipeline.language.medicines import is_medicine
from pipeline.language.scripts import StrayRun, stray_runs
from pipeline.model import Language, Severity, TermRule
from pipeline.source.protected import prose
from pipeline.source.termbase import readings_in

ENGLISH = Language("en")
LATIN = "Latin"
LETTERS = "letters"
WORD_JOINTS = re.compile(r"[\s\-’'\u00a0]+")


@check(
    "stray-fragment",
    Scope.UNIT,
    Severity.ERROR,
    examples=(
        Passes("Move your lower back.", "Mueva la zona lumbar.", "es"),
        Passes("Take 400 mg of ibuprofen.", "每次服用布洛芬（ibuprofen）400 mg。", "zh-Hans"),
        Fires("Move your lower back.", "Mueva la 腰部.", "es", "'腰部' (U+8170 U+90E8)"),
        Fires("Avoid prolonged sitting.", "تجنب prolonged sitting.", "ar", "'prolonged sitting'"),
        Fires("Rest, then walk.", "Ruhen Sie， dann gehen Sie.", "de", "U+FF0C"),
        Fires(
            "Move your lower back.",
            "腰椎部を動かしましょう。",
            "ja",
            "'腰椎部'",
            resolved=("腰椎部",),
        ),
    ),
)
def stray_fragment(pair: Pair, context: Context) -> Iterator[Problem]:
    """The text holds words or punctuation of a language that it is not written in.

    It is what careless or automatic translation leaves behind, and no patient can read it. In
    articles it is looked for before segmentation, and the termbase may resolve it; in translations
    a fragment that stood in the source must not come back. Units, symbols, codes, names of people
    and of medicines are no fragments, nor is what stands on the project's lists or is marked with
    its language (`<span lang="zh">腰部</span>`).
    """
    allow = context.allow | context.facts.words_kept_in(context.language)
    text = pair.target.text
    if "lang" in text:
        text = prose(text, context.language)
    reported: set[int] = set()
    for run in stray_runs(text, context.language, allow=allow):
        if run.script == LATIN and _is_name(run.text, pair.source.text):
            continue
        reported.update(range(run.start, run.end))
        yield _stray(run, context.language)
    for resolution in context.resolutions.get(pair.unit.key, ()):
        start = text.find(resolution.found)
        if start >= 0 and start not in reported and not _is_reading(resolution.found, context):
            yield Problem(
                f"{_shown(resolution.found)} has been carried over from the source, which now has "
                f"{excerpt(resolution.replacement)} in its place",
                (start, start + len(resolution.found)),
                f"translate {excerpt(resolution.replacement)}, or make it a reading in the "
                "termbase",
            )


def _stray(run: StrayRun, language: Language) -> Problem:
    name = cldr.name_in(language, ENGLISH)
    if run.kind == LETTERS:
        return Problem(
            f"{run.script} characters {_shown(run.text)}, which {name} is not written with",
            (run.start, run.end),
            "translate them; if they belong there, mark their language or add them to the allow "
            "list",
        )
    return Problem(
        f"punctuation {_shown(run.text)}, which {name} is not written with",
        (run.start, run.end),
        f"type the punctuation of {name}",
    )


def _shown(text: str) -> str:
    """The text, with its code points where a reader may not know it or see it."""
    return excerpt(text) if text.isascii() else f"{excerpt(text)} ({code_points(text)})"


def _is_name(text: str, msgid: str) -> bool:
    """Whether every word of a Latin run is a name that a translation may leave in Latin letters.

    A capital makes a name, unless it is the one that begins the source's sentence; what has a
    stem of medicines' names is one without a capital.
    """
    return all(
        is_medicine(word) or (word[:1].isupper() and not msgid.lstrip('*_(["“').startswith(word))
        for word in WORD_JOINTS.split(text)
        if word
    )


def _is_reading(found: str, context: Context) -> bool:
    """Whether the termbase gives this language the very fragment: it may be a word of its own."""
    return any(
        found in reading
        for term in context.facts.termbase.with_rule(TermRule.RESOLVE)
        if term.term in found or found in term.term
        for reading in readings_in(term, context.language)
    )
