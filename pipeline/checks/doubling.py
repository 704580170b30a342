"""A word that stands twice in a row, in an article or in a translation. Judges nothing."""

from __future__ import annotations

from itertools import pairwise
from operator import eq

from pipeline.checks.reading import Reading
from pipeline.language.words import Word

__all__ = ["doubled_words"]

_HYPHENS = ("-", "‐", "‑")
_ELIDED_BEFORE = 4  # letters


def doubled_words(reading: Reading) -> list[tuple[Word, Word]]:
    """(one, the same again), with nothing but white space and emphasis between, in order.

    Neither 5 5 nor a single capital letter; the second may be the first behind an elided word.
    """
    folded = reading.folded
    if not (any(map(eq, folded, folded[1:])) or any(map(_elides, folded, folded[1:]))):
        return []
    return [
        (left, right)
        for left, right in pairwise(reading.words)
        if (left.folded == right.folded or _elides(left.folded, right.folded))
        and reading.text[left.end : right.start].strip("*_").isspace()
        and not _is_hyphenated(reading.text, left.start, right.end)
        and not left.folded.isnumeric()
        and not _names(reading.text, left.start, right.start)
        and (right.end - right.start > 1 or reading.text[left.start].islower())
    ]


def _elides(left: str, right: str) -> bool:
    """Whether `left` is `right` behind an elided word: "d'utiliser utiliser".

    Of short words nothing is said: "ce que c'est est" is right.
    """
    return "'" in left and len(right) >= _ELIDED_BEFORE and left.endswith("'" + right)


def _names(text: str, one: int, other: int) -> bool:
    """Whether a capital makes a name of the second: "the button Button", "the file *File*"."""
    return text[one].islower() and text[other].isupper()


def _is_hyphenated(text: str, start: int, end: int) -> bool:
    """Whether a hyphen joins the pair to a word beside it: "prenez-le le matin"."""
    return text[start - 1 : start] in _HYPHENS or text[end : end + 1] in _HYPHENS
