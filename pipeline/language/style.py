"""What the guides of a language say about plain text: limits, lists, and a measure of readability.

Everything here is read from tables (see `data`), for the exact tag or else for the base language.
What has no row is not known, and nothing is claimed about it. Judges nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.language import tables
from pipeline.model import Language

ANY = "any"
LONG_WORD = 6  # letters; LIX counts the words that have more


class SentenceLimit(NamedTuple):
    """How long a sentence may be."""

    number: int
    unit: str  # "words", or "characters" where words are not written apart


class Passive(NamedTuple):
    """How the passive is told, and how much of it a text may have."""

    pattern: re.Pattern[str]  # the participle is its group "p"
    states: frozenset[str]  # participles, lower case, that say how somebody is: "tired"
    most: int  # sentences in a hundred

    def is_in(self, sentence: str) -> bool:
        """Whether anything in the sentence (lower case) is done by nobody who is named first."""
        return any(found["p"] not in self.states for found in self.pattern.finditer(sentence))


class Readability(NamedTuple):
    """What a formula says of a text."""

    name: str
    value: float
    wanted: float  # the value that a text for everyone has at least, or at most
    is_hard: bool


class _Formula(NamedTuple):
    name: str
    constant: float
    factors: tuple[float, ...]  # see data/readability.tsv
    wanted: float


def _row(name: str, language: Language) -> tuple[str, ...] | None:
    """The row for the exact tag, else for the base language."""
    found = {row[0]: row for row in tables.rows(name)}
    return found.get(language.tag) or found.get(language.base)


def _listed(name: str, language: Language, *, everywhere: bool = False) -> frozenset[str]:
    """The entries of a table with commas: those of the base language and of the exact tag."""
    wanted = {language.base, language.tag} | ({ANY} if everywhere else set())
    return frozenset(
        entry.strip()
        for row in tables.rows(name)
        if row[0] in wanted
        for entry in row[1].split(",")
    )


@cache
def sentence_limit(language: Language) -> SentenceLimit | None:
    """How long a sentence may be by the language's own guides, if one says so."""
    row = _row("sentence-lengths.tsv", language)
    return SentenceLimit(int(row[1]), row[2]) if row else None


@cache
def passive(language: Language) -> Passive | None:
    """The passive of the language, if its own guides say how much of it is too much."""
    row = _row("passives.tsv", language)
    if row is None:
        return None
    return Passive(re.compile(row[2]), frozenset(row[3].split(", ")), int(row[1]))


@cache
def vague_links(language: Language) -> frozenset[str]:
    """Link texts, lower case, that say nothing of where the link leads."""
    return _listed("vague-links.tsv", language)


@cache
def known_abbreviations(language: Language) -> frozenset[str]:
    """Abbreviations in capitals that need no explanation."""
    return _listed("known-abbreviations.tsv", language, everywhere=True)


@cache
def error_prone_units(language: Language) -> Mapping[str, str]:
    """Spellings of units that have been misread in a dose → what to write."""
    return {
        row[1]: row[2]
        for row in tables.rows("error-prone-units.tsv")
        if row[0] in (ANY, language.base)
    }


@cache
def has_ambiguous_dates(language: Language) -> bool:
    """Whether readers of the language disagree about which number of 03/04/2025 is the month."""
    tags = {row[0] for row in tables.rows("ambiguous-dates.tsv")}
    return language.tag in tags or language.base in tags


# -------------------------------------------------------------------------------------- readability
def readability(words: Sequence[str], sentences: int, language: Language) -> Readability | None:
    """How hard a text of these words (lower case) is, where the language has a formula for it."""
    formula = _formula(language)
    if formula is None or not words or not sentences:
        return None
    count = len(words)
    by_sentence, sentence, by_syllable, by_letter, by_length = formula.factors
    value = formula.constant + by_sentence * count / sentences + sentence * sentences / count
    if by_syllable:
        each = Counter(words).items()
        value += by_syllable * sum(syllables(word, language) * n for word, n in each) / count
    if by_letter:
        value += by_letter * sum(len(word) for word in words) / count
    if by_length:
        value += by_length * sum(len(word) > LONG_WORD for word in words) / count
    wanted = abs(formula.wanted)
    is_hard = value > wanted if formula.wanted < 0 else value < wanted
    return Readability(formula.name, value, wanted, is_hard)


@lru_cache(maxsize=1 << 14)  # words come again and again: measured, 2 % of all checks
def syllables(word: str, language: Language) -> int:
    """About how many syllables a word (lower case) has; 1 at least."""
    silent, nucleus = _syllable_patterns(language)
    if nucleus is None:
        return 1
    return max(1, len(nucleus.findall(silent.sub("", word) if silent else word)))


@cache
def _formula(language: Language) -> _Formula | None:
    row = _row("readability.tsv", language)
    if row is None:
        return None
    constant, *factors, wanted = (float(column) for column in row[2:9])
    return _Formula(row[1], constant, tuple(factors), wanted)


@cache
def _syllable_patterns(
    language: Language,
) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    row = _row("syllables.tsv", language)
    if row is None:
        return None, None
    return None if row[1] == "-" else re.compile(row[1]), re.compile(row[2])
