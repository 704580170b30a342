"""Where two texts count differently: "two tablets" that became twelve, "two weeks" two months.

Compares what `counts` has found, and the numbers in words beside it. Judges nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from pipeline.language.amounts.counts import Count, Counted
from pipeline.language.amounts.day_parts import counts_from_sunrise
from pipeline.language.amounts.equivalents import phrase_spans, says_loosely
from pipeline.language.amounts.figures import Figures
from pipeline.language.amounts.halves import has_half, is_half_alone
from pipeline.language.amounts.numerals import Number, part_of_one
from pipeline.language.amounts.unit_names import dimensions
from pipeline.language.amounts.units import unit_ahead, unit_at, unit_spellings
from pipeline.language.amounts.weekdays import weekdays
from pipeline.language.cldr import month_names, separates_words

__all__ = ["changed_counts", "changed_words", "telling_words"]

_HALF, _ONE, _TEN = Decimal("0.5"), Decimal(1), Decimal(10)
_JOINED = 3  # code points between parts of a number for certain: "one in ten" are two
_SOME = re.compile(r"[一二两兩三四五六七八九]{2,}")  # 二三日, two or three days
_ROMAN = re.compile("[IVX]+")
_HALF_DAY, _SUNRISE = Decimal(12), Decimal(6)  # between two clocks
_MOST_SUMMED = 6  # numbers of a text that are added up


# --------------------------------------------------------------------------------------- comparing
def changed_counts(source: Counted, target: Counted) -> tuple[tuple[Count, Count], ...]:
    """(what the source counts, what stands for it), where the number of one thing has changed.

    Only where neither number is said as often in the other text, nor what its numbers come to ("one
    in the morning and one at night" are two), and not where a unit of time gave way to another.
    """
    changed: list[tuple[Count, Count]] = []
    things = {count.what for count in source.counts} & {count.what for count in target.counts}
    for what in sorted(things):
        gone, come = _unequal(source.counts, target.counts, what)
        if not gone or not come or _counts_other_time(source, target, what):
            continue
        here, there = _values(source), _values(target)
        gone = [each for each in gone if each.value == _ONE or there[each.value] < here[each.value]]
        come = [
            each
            for each in come
            if (each.value == _ONE or here[each.value] < there[each.value])
            and each.value not in _sums(source, what)
        ]
        changed += [
            (one, other)
            for one, other in zip(gone, come, strict=False)
            if (one.in_words or other.in_words)
            and not says_loosely(one.start, one.end, source.figures, target.figures)
            and not (_is_halved(one) > _is_halved(other) and _may_add_half(target.figures))
            and not (_is_halved(one) < _is_halved(other) and _may_add_half(source.figures))
            and not (one.value == _ONE and _names_part(other.value, source.figures))
        ]
    return tuple(changed or _in_other_units(source, target))


def _names_part(value: Decimal, figures: Figures) -> bool:
    """Whether a text says in words which part of one this is: "a quarter of a cup", 4분의 1컵."""
    if not 0 < value < _ONE:
        return False
    whole = Fraction(value).limit_denominator(_LARGEST_PART).denominator
    return any(word.readings[0] == whole for word in figures.words)


_LARGEST_PART = 12


def _is_halved(count: Count) -> bool:
    """Whether so many and a half are counted: a half of the other text may be this one's."""
    return count.value > _ONE and part_of_one(count.value) == _HALF


def _may_add_half(figures: Figures) -> bool:
    """Whether a text has a half that may belong to another number: not "half a tablet" alone."""
    return has_half(figures) and not is_half_alone(figures)


def _in_other_units(source: Counted, target: Counted) -> Iterator[tuple[Count, Count]]:
    """Where as many of another unit are counted, "two months" for "two weeks".

    Whoever converts an amount ("two weeks" to "14 days") changes the number with the unit.
    """
    known = dimensions()
    for dimension in sorted({known[each.what] for each in source.counts if each.what in known}):
        ours, theirs = (
            [each for each in text.counts if known.get(each.what) == dimension]
            for text in (source, target)
        )
        here, there = ({(each.value, each.what) for each in units} for units in (ours, theirs))
        gone = [each for each in ours if (each.value, each.what) not in there]
        come = [each for each in theirs if (each.value, each.what) not in here]
        if len(gone) == 1 and come:
            one, other = gone[0], come[0]
            if _are_of_one_range(one, come, source, target) and (one.in_words or other.in_words):
                yield one, other


def _are_of_one_range(
    one: Count, others: Sequence[Count], source: Counted, target: Counted
) -> bool:
    """Whether both texts have the same numbers there, and the translation another unit of them.

    The ends of a range need not have it each: "two to four weeks", שבועיים עד ארבעה שבועות.
    """
    if {each.what for each in others} == {one.what}:
        return False
    values = {each.value for each in others}
    if values == {one.value}:
        return len(others) == 1
    if len({each.what for each in others}) > 1 or min(one.value, *values) <= _ONE:
        return False
    return values <= {one.value} | _bare(source) and one.value in values | _bare(target)


def _bare(text: Counted) -> set[Decimal]:
    """The numbers in words that count nothing that we know: the first of "two to four weeks"."""
    return {
        word.readings[0]
        for word in text.figures.words
        if not any(each.start <= word.start < each.end for each in text.counts)
    }


def changed_words(
    source: Figures, ours: Sequence[Number], target: Figures
) -> tuple[Number, Number] | None:
    """A number in words that only the source has, and one that only the translation has.

    `ours`: the `telling_words` of the source.

    "Three in ten" that became "eight in ten", the second day the eighth. One that is gone may be
    said in a way that we don't know, and one that has come may be another word ("sei", "neuf");
    both at once are a change, unless an amount was said in another unit or by another clock.
    """
    there = _all_values(target)
    gone = [word for word in ours if word.readings[0] not in there]
    if not gone:
        return None
    here = _all_values(source) | {_ONE}
    come = [word for word in _whole_words(target) if word.readings[0] not in here]
    changes = ((one, other) for one in gone for other in come)
    return next((each for each in changes if _is_change(*each, source, target)), None)


def telling_words(figures: Figures) -> list[Number]:
    """The numbers in words of a source of which a translation may have another for certain.

    Not "one" but of a unit, "the first day": any other may be an article.
    """
    return [
        word
        for word in _whole_words(figures)
        if word.readings[0] != _ONE or _unit_beside(word, figures)
    ]


def _whole_words(figures: Figures) -> list[Number]:
    """The whole numbers in words, but days, months, "noon" and parts of larger ones.

    Nor Roman numerals, which `roman_changes` compares.
    """
    months = month_names(figures.language)
    names = [(each.start, each.end) for each in weekdays(figures.text, figures.language)]
    names += phrase_spans(figures)
    nearest = _JOINED if separates_words(figures.language) else 1
    words = figures.words
    starts = [word.start for word in words]
    longest = max((word.end - word.start for word in words), default=0)
    return [
        word
        for word in words
        if word.readings[0] >= _ONE
        and not part_of_one(word.readings[0])
        and word.raw not in months
        and not _ROMAN.fullmatch(word.raw)
        and not any(start <= word.start < end for start, end in names)
        and not _SOME.fullmatch(word.raw)
        and not any(
            other is not word
            and other.start - word.end <= nearest
            and word.start - other.end <= nearest
            and (other.readings[0] != _ONE or word.readings[0] > _TEN)  # "one in", and "twenty-one"
            for other in words[
                bisect_left(starts, word.start - nearest - longest) : bisect_right(
                    starts, word.end + nearest
                )
            ]
        )
    ]


def _is_change(one: Number, other: Number, source: Figures, target: Figures) -> bool:
    """Not where one amount is said by both: two weeks by 14 days, 5 p.m. by 17 or by 11."""
    clocks = {_HALF_DAY}
    if counts_from_sunrise(source.language) or counts_from_sunrise(target.language):
        clocks.add(_SUNRISE)
    if abs(one.readings[0] - other.readings[0]) in clocks:
        return False
    here, there = _unit_beside(one, source), _unit_beside(other, target)
    if one.readings[0] == _ONE:
        return here == there != ""
    return not here or not there or here == there


def _unit_beside(word: Number, figures: Figures) -> str:
    spellings = unit_spellings(figures.language)
    behind = unit_at(figures.text, word.end, spellings)
    return behind[0] if behind else unit_ahead(figures.text, word.start, spellings) or ""


def _all_values(figures: Figures) -> frozenset[Decimal]:
    return frozenset(_values(Counted(figures, (), ())))


def _unequal(
    ours: tuple[Count, ...], theirs: tuple[Count, ...], what: str
) -> tuple[list[Count], list[Count]]:
    """The counts of one thing that have none of the same value on the other side."""
    here = [each for each in ours if each.what == what]
    there = [each for each in theirs if each.what == what]
    mine, yours = {each.value for each in here}, {each.value for each in there}
    return (
        [each for each in here if each.value not in yours],
        [each for each in there if each.value not in mine],
    )


def _counts_other_time(source: Counted, target: Counted, what: str) -> bool:
    """Whether another unit of time is counted in one text only: "two weeks" are "15 jours"."""
    known = dimensions()
    if known.get(what) != "time":
        return False
    others = (
        Counter(
            (each.what, each.value)
            for each in text.counts
            if each.what != what and known.get(each.what) == "time"
        )
        for text in (source, target)
    )
    return next(others) != next(others)


def _values(text: Counted) -> Counter[Decimal]:
    """How often the numbers of a text, in digits or in words, may have each value."""
    figures = text.figures
    places: dict[Decimal, set[int]] = {}
    for figure in figures.figures:
        for value in (*figure.number.readings, *figure.number.parts):
            places.setdefault(value, set()).add(figure.number.start)
    for word in figures.words:
        if not _is_in_halved(word, text):
            places.setdefault(word.readings[0], set()).add(word.start)
    # "Twice" and قرصين say a number without one; of "3 times a day" it has been counted.
    told = [(each.start, each.end, Decimal(each.times)) for each in text.frequencies]
    told += [(each.start, each.end, each.value) for each in text.counts]
    for start, end, value in told:
        known = places.setdefault(value, set())
        if not any(start <= place < end for place in known):
            known.add(start)
    return Counter({value: len(starts) for value, starts in places.items()})


def _is_in_halved(word: Number, text: Counted) -> bool:
    """Whether the word is only a part of so many and a half: the one or the half of 一片半.

    Behind digits too, 1時間半; of 3片半小时 the half counts hours of its own.
    """
    language = text.figures.language
    return any(
        (_is_halved(each) and word.readings[0] < each.value and each.start <= word.start < each.end)
        or (
            word.readings[0] == _HALF
            and each.end == word.start
            and unit_at(text.figures.text, word.end, unit_spellings(language)) is None
        )
        for each in text.counts
    )


def _sums(text: Counted, what: str) -> frozenset[Decimal]:
    """What the numbers of the text come to that count this thing, or nothing that we know."""
    others = [each for each in text.counts if each.what != what]
    numbers = [
        (number.start, number.readings[0])
        for number in (*(figure.number for figure in text.figures.figures), *text.figures.words)
        if number.readings
    ]
    own = [each for each in text.counts if each.what == what]
    counted = [(each.start, each.end) for each in (*own, *others)]  # "one and a half" is one number
    free = {start: value for start, value in numbers if not any(a <= start < b for a, b in counted)}
    free.update((each.start, each.value) for each in own)
    values = list(free.values())[:_MOST_SUMMED]
    return frozenset(
        sum(some, Decimal(0))
        for size in range(2, len(values) + 1)
        for some in combinations(values, size)
    )
