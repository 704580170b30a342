"""Negations lost by rule, for catalogs in which nobody wrote opposites: data/negation-drops.tsv.

A negation is dropped only from a text that has no other, where what is left says the opposite.
Knows nothing of whether it is noticed.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.checks.meaning.negating import negations
from pipeline.checks.reading import Reading
from pipeline.language.cldr import separates_particles, separates_words
from pipeline.language.tables import rows
from pipeline.model import Language

__all__ = ["without_negation"]

_NOTHING, _BETWEEN, _REST = '""', "…", "*"
_FARTHEST = 40  # code points between the two words of "ne … pas"


def without_negation(text: str, language: Language) -> str | None:
    """The text without its one negation; None where it has none, or more, or we can't tell."""
    found = negations(Reading(text, language))
    if len(found) != 1:
        return None
    (cue,) = found
    for pattern, instead in _drops(language):
        for match in pattern.finditer(text):
            if match.start() < cue.end and cue.start < match.end():
                kept = match["kept"] if "kept" in pattern.groupindex else ""
                left = instead.replace(_BETWEEN, kept).replace(_REST, kept)
                return _tidy(text, text[: match.start()] + left + text[match.end() :])
    return None


@cache
def _drops(language: Language) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The patterns with what stands in their place, the longest form first."""
    found = sorted(
        (
            (form, "" if instead == _NOTHING else instead)
            for tag, form, instead in rows("negation-drops.tsv")
            if tag == language.base
        ),
        key=lambda row: -len(row[0]),
    )
    edges = (
        r"(?<!\w)" if separates_particles(language) else "",  # Korean verbs take it on
        r"(?!\w)" if separates_words(language) else "",
    )
    return tuple(
        (re.compile(f"{edges[0]}{_written(form)}{edges[1]}", re.IGNORECASE), instead)
        for form, instead in found
    )


def _written(form: str) -> str:
    pattern = re.escape(form).replace(r"\ ", r"\s+")
    pattern = pattern.replace(rf"\s+{_BETWEEN}\s+", rf"\s+(?P<kept>.{{1,{_FARTHEST}}}?)\s+")
    pattern = pattern.replace(_BETWEEN + r"\s+", rf"(?P<kept>.{{1,{_FARTHEST}}}?)\s+")
    return pattern.replace(re.escape(_REST), r"(?P<kept>\w+)")


def _tidy(before: str, after: str) -> str:
    """The text without the space that a lost word leaves, and with its capital."""
    left = re.sub(r"\*\*\s*\*\*|__\s*__", "", after)  # emphasis that held it alone
    left = re.sub(r"(?<=\S)  +(?=\S)", " ", left)
    left = re.sub(r" +(?=[.,;:!?。，।۔։])", "", left).lstrip(" ")
    if before[:1].isupper() and left[:1].islower():
        left = left[:1].upper() + left[1:]
    return left
