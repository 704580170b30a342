"""A number in words that a translation has none for: "two hours" for ساعة, "an hour" for ساعتين.

`counts` compares two numbers. Here one of the texts says no number at all, as Arabic and Hebrew say
one and two by the noun alone, or says a length of time by a phrase of its own ("a fortnight"). It
is looked for only where the text without a number says none of anything, so that no number that we
don't know how to read in its language can be the one that is missed. Judges nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from pipeline.language.amounts.counts import Count, Counted, names_thing
from pipeline.language.amounts.equivalents import (
    Said,
    lengths,
    phrase_spans,
    says_length,
)
from pipeline.language.amounts.figures import Figures
from pipeline.language.amounts.halves import halves_behind, has_half
from pipeline.language.amounts.numerals import part_of_one
from pipeline.language.amounts.unit_names import Amount, dimensions, units_named
from pipeline.language.tables import words_of

__all__ = [
    "added_count",
    "changed_length",
    "halves_said",
    "lost_count",
    "lost_half",
    "lost_length",
    "sole_count",
]

_ONE = Decimal(1)
_TIME = "time"  # of unit-dimensions; and what "twice" counts: "two times" are "double"


def sole_count(source: Counted) -> Count | None:
    """The only thing that a text counts, but by "one": what `lost_count` looks for."""
    ours = [count for count in source.counts if count.value != _ONE]
    if len(ours) != 1 or not ours[0].in_words or ours[0].what == _TIME:
        return None
    return ours[0]


def lost_count(count: Count, target: Counted) -> Count | None:
    """The `sole_count` of a source whose translation names the thing and says no number at all."""
    if not _says_no_number(target):
        return None
    what, there = count.what, target.figures
    named = (
        what in units_named(there.text, there.language)
        if what in dimensions()
        else names_thing(what, there)
    )
    return count if named else None


def added_count(
    source: Figures, ours: tuple[Amount, ...], target: Counted
) -> tuple[Amount, Count] | None:
    """One of a unit in the source, "an hour", and several of it in a translation: "dos horas".

    `ours`: the `unit_names.turns` of the source, which says no other number.
    """
    theirs = [count for count in target.counts if count.what == ours[0].unit]
    if len(ours) != 1 or len(theirs) != 1 or not theirs[0].in_words or theirs[0].value <= _ONE:
        return None
    if not _says_no_number(Counted(source, (), ())):
        return None
    if target.figures.figures or any(word.readings[0] == _ONE for word in target.figures.words):
        return None  # "an hour or so" may be "one or two hours"
    return ours[0], theirs[0]


def changed_length(source: Figures, target: Counted) -> tuple[Said, Count] | None:
    """A length of time that a phrase of the source says, and another that stands for it."""
    gone = _lost_lengths(source, target.figures)
    if len(gone) != 1:
        return None
    known = dimensions()
    come = [
        count
        for count in target.counts
        if known.get(count.what) == _TIME and not says_length(count.value, count.what, source)
    ]
    return (gone[0], come[0]) if len(come) == 1 else None


def lost_length(source: Figures, target: Counted) -> Said | None:
    """The same where the translation names a unit of time and says no number at all: "неделю"."""
    gone = _lost_lengths(source, target.figures)
    if len(gone) != 1 or not _says_no_number(target):
        return None
    known, there = dimensions(), target.figures
    named = units_named(there.text, there.language)
    return gone[0] if any(known.get(unit) == _TIME for unit in named) else None


def lost_half(source: Figures, target: Figures) -> tuple[int, int] | None:
    """Where the source says "one and a half" or "half full", and the translation no half at all.

    Nor another number: whoever says "90 minutes" for "one and a half hours" has a new one.
    """
    halves = halves_said(source)
    stems = words_of("half-stems.tsv", target.language)
    written = target.text.casefold()
    if not halves or not stems or any(stem in written for stem in stems):
        return None
    here = {_ONE} | _all_numbers(source)
    if any(value not in here or part_of_one(value) for value in _all_numbers(target)):
        return None
    phrases = lengths(target)
    if len(phrases) < len(phrase_spans(target)):
        return None
    # a phrase for "two weeks", which the source says too, has nothing to do with the half
    is_said = all(
        any(says_length(value, unit, source) for unit, value in times) for times in phrases.values()
    )
    return halves[0] if is_said else None


def halves_said(source: Figures) -> tuple[tuple[int, int], ...]:
    """Where a source says "one and a half", or else that half of a thing is meant: "half full"."""
    found = halves_behind(source)
    return found or tuple(match.span() for match in _halves_of(source))


def _halves_of(source: Figures) -> Iterable[re.Match[str]]:
    words = sorted(words_of("half-of.tsv", source.language), key=len, reverse=True)
    if not words:
        return ()
    pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)"
    return re.finditer(pattern, source.text, re.IGNORECASE)


def _all_numbers(facts: Figures) -> set[Decimal]:
    found = {value for figure in facts.figures for value in figure.number.readings}
    found.update(part for figure in facts.figures for part in figure.number.parts)
    return found.union(word.readings[0] for word in facts.words)


def _lost_lengths(source: Figures, target: Figures) -> list[Said]:
    """The phrases of the source of which the target says no length in any way."""
    return [
        said
        for said, times in lengths(source).items()
        if not any(says_length(value, unit, target) for unit, value in times)
    ]


def _says_no_number(text: Counted) -> bool:
    """Whether a text says no number but "one", which may be an article or the noun alone."""
    figures = text.figures
    return (
        not figures.figures
        and not text.frequencies
        and all(word.readings[0] == _ONE for word in figures.words)
        and all(count.value == _ONE for count in text.counts)
        and not phrase_spans(figures)
        and not has_half(figures)
    )
