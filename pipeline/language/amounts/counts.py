"""How many of what a text says, in words or digits, where that is certain: "two tablets", 三天.

A number in words is a possible reading anywhere else (`number_words`); right beside what it counts
it is as good as a numeral. Units of time and measure as `units` knows them, all else as
`count_words`. What two texts count differently is told by `count_changes`.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from pipeline.language.amounts.count_words import (
    CountWords,
    counting_words,
    thing_named,
    thing_pattern,
)
from pipeline.language.amounts.figures import Figures
from pipeline.language.amounts.frequencies import Frequency
from pipeline.language.amounts.numerals import part_of_one, visible_digits
from pipeline.language.amounts.units import unit_at, unit_spellings
from pipeline.language.cldr import separates_words
from pipeline.language.letters import lowered
from pipeline.model import Language

__all__ = ["Count", "Counted", "counts", "names_thing"]

_NO_UNITS = frozenset({"second", "percent", "celsius"})  # "a second dose"; never said in words
_HALF, _ONE, _TEN = Decimal("0.5"), Decimal(1), Decimal(10)
_COMPOUND = 4  # code points between the parts of a number: "twenty-", "treinta y "


class Count(NamedTuple):
    """So many of one thing."""

    start: int  # 0-based code points, half-open; the number and what is counted
    end: int
    value: Decimal
    what: str  # "tablet", "dose", or a unit: the same in every language
    in_words: bool


class Counted(NamedTuple):
    """A text, and all that it counts."""

    figures: Figures
    frequencies: tuple[Frequency, ...]
    counts: tuple[Count, ...]


def counts(figures: Figures, frequencies: tuple[Frequency, ...]) -> Counted:
    """What a text counts, in order; not what says how often, which is compared as a whole."""
    language = figures.language
    words = counting_words(language)
    if words is None:
        return Counted(figures, frequencies, ())
    visible = lowered(visible_digits(figures.text))
    found = [*_in_figures(figures, words, visible), *_in_words(figures, words, visible)]
    taken = {place for each in frequencies for place in range(each.start, each.end)}
    free = [each for each in found if taken.isdisjoint(range(each.start, each.end))]
    return Counted(figures, frequencies, tuple(sorted(free)))


def names_thing(what: str, figures: Figures) -> bool:
    """Whether a text names a thing that is counted, with a number or without: "tablet"."""
    pattern = thing_pattern(what, figures.language)
    return pattern is not None and pattern.search(lowered(visible_digits(figures.text))) is not None


# ------------------------------------------------------------------------------------------ finding
def _in_figures(figures: Figures, words: CountWords, visible: str) -> Iterator[Count]:
    for figure in figures.figures:
        number = figure.number
        if not number.legal:
            continue
        match = words.thing.match(visible, number.end)
        if match is not None:
            what = thing_named(words.things, match["thing"])
            yield Count(number.start, match.end(), number.readings[0], what, in_words=False)
        elif figure.unit and figure.unit not in _NO_UNITS and not figure.half:
            yield Count(number.start, figure.end, number.readings[0], figure.unit, in_words=False)


def _in_words(figures: Figures, words: CountWords, visible: str) -> Iterator[Count]:
    position, language = 0, figures.language
    while (match := words.number.search(visible, position)) is not None:
        position = match.end()
        start = match.start("number") if match["number"] else match.start()
        value = words.numbers[match["number"]] if match["number"] else _ONE
        half = _with_half(words, visible, position)  # "one and a half tablets"
        counted = _counted_at(words, visible, half or position, value, language)
        if counted is None:
            continue
        what, end = counted
        half = half or _half_behind(words, visible, end, language)  # "un comprimé et demi"
        position = max(end, half or 0)
        value = value + _HALF if half else value
        # 一个半小时: what stands here is the end of a number that the data has as a whole
        whole = next(
            (
                word
                for word in figures.words
                if word.start < start
                and match.end() <= word.end
                and part_of_one(word.readings[0]) == _HALF
            ),
            None,
        )
        if whole is not None:
            start, value = whole.start, whole.readings[0]
        elif _is_part(figures, start, match.end()):
            continue
        if not _is_unsure(words, visible, start):
            yield Count(start, position, value, what, in_words=True)
    for match in words.behind.finditer(visible) if words.behind else ():
        if not _is_part(figures, *match.span("number")):
            what, value = thing_named(words.things, match["thing"]), words.numbers[match["number"]]
            half = _half_behind(words, visible, match.end(), language)
            end = half or match.end()
            start = match.start("thing")
            yield Count(start, end, value + _HALF if half else value, what, in_words=True)
    for match in words.both.finditer(visible) if words.both else ():
        value, what = words.of_both[match["both"]]
        yield Count(match.start("both"), match.end(), value, what, in_words=True)


def _counted_at(
    words: CountWords, visible: str, position: int, value: Decimal, language: Language
) -> tuple[str, int] | None:
    """What is counted by the number that ends here, and where it ends."""
    thing = words.thing.match(visible, position)
    if thing is not None:
        return thing_named(words.things, thing["thing"]), thing.end()
    more = words.between.match(visible, position) if words.between else None
    found = _unit_at(visible, more.end() if more else position, language)
    if found is None or found[0] not in _NO_UNITS or (found[0] == "second" and value > _ONE):
        return found
    return None


def _unit_at(visible: str, position: int, language: Language) -> tuple[str, int] | None:
    if separates_words(language) and visible[position : position + 1] not in _SPACES:
        return None
    return unit_at(visible, position, unit_spellings(language))


def _with_half(words: CountWords, visible: str, position: int) -> int | None:
    """Where "and a half" ends that stands here."""
    match = words.half.match(visible, position) if words.half else None
    return match.end() if match else None


def _half_behind(words: CountWords, visible: str, position: int, language: Language) -> int | None:
    """The same behind what is counted; not the half of an hour, 3片半小时前."""
    end = _with_half(words, visible, position)
    if end is None or unit_at(visible, end, unit_spellings(language)) is not None:
        return None
    return end


_SPACES = frozenset(" \u00a0\u202f\u2009-")


def _is_unsure(words: CountWords, visible: str, start: int) -> bool:
    """Whether what stands before the number makes it uncertain: "between two doses"."""
    before = visible[max(0, start - _LONGEST_UNSURE) : start]
    return words.unsure is not None and words.unsure.search(before) is not None


_LONGEST_UNSURE = 16  # code points


def _is_part(figures: Figures, start: int, end: int) -> bool:
    """Whether the number is only a part of one: the five of "twenty-five", 二三."""
    if figures.text[max(0, start - 1) : start] in _HAN or figures.text[end : end + 1] in _HAN:
        return True
    spaced = separates_words(figures.language)
    nearest = _COMPOUND if spaced else 1
    return any(
        word.readings[0] >= _TEN
        and not (word.start >= start and word.end <= end)
        and word.start - end <= nearest
        and start - word.end <= nearest
        # Without spaces nothing stands within a number: 半小时后三片 are half an hour and 3.
        and (spaced or not figures.text[min(end, word.end) : max(start, word.start)].strip())
        for word in figures.words
    )


_HAN = frozenset("第零〇一二两兩三四五六七八九十百千几幾数數")
