"""How many of what a text says, in words or digits, where that is certain: "two tablets", 三天.

A number in words is a possible reading anywhere else (`number_words`); right beside what it counts
it is as good as a numeral. Data: data/counts/<language>.txt; units of time and measure as `units`
knows them. Also says what two texts count differently; judges nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations
from typing import NamedTuple

from pipeline.language.amounts.day_parts import counts_from_sunrise
from pipeline.language.amounts.equivalents import has_half, phrase_spans, says_loosely
from pipeline.language.amounts.figures import Figures
from pipeline.language.amounts.frequencies import Frequency
from pipeline.language.amounts.number_words import attached
from pipeline.language.amounts.numerals import Number, half_words, part_of_one, visible_digits
from pipeline.language.amounts.unit_names import dimensions
from pipeline.language.amounts.units import unit_ahead, unit_at, unit_spellings
from pipeline.language.amounts.weekdays import weekdays
from pipeline.language.cldr import month_names, separates_particles, separates_words
from pipeline.language.meaning.cues import VOWEL_SIGNS
from pipeline.language.tables import rows_for
from pipeline.model import Language

__all__ = [
    "Count",
    "Counted",
    "changed_counts",
    "changed_words",
    "counts",
    "names_thing",
    "telling_words",
]

_ARTICLE, _BETWEEN, _BEHIND, _UNSURE = "a", "+", "^", "-"
_GAP = r"[ \u00a0\u202f\u2009*_-]"
_LETTER = r"[\w\u0900-\u0963\u0966-\u0DFF]"  # \w knows no Indic vowel signs
_NO_UNITS = frozenset({"second", "percent", "celsius"})  # "a second dose"; never said in words
_HALF, _ONE, _TEN = Decimal("0.5"), Decimal(1), Decimal(10)
_JOINED = 3  # code points between parts of a number for certain: "one in ten" are two
_SOME = re.compile(r"[一二两兩三四五六七八九]{2,}")  # 二三日, two or three days
_ROMAN = re.compile("[IVX]+")
_HALF_DAY, _SUNRISE = Decimal(12), Decimal(6)  # between two clocks
_COMPOUND = 4  # code points between the parts of a number: "twenty-", "treinta y "
_MOST_SUMMED = 6  # numbers of a text that are added up


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
    words = _words(language)
    if words is None:
        return Counted(figures, frequencies, ())
    visible = visible_digits(figures.text).lower()
    if len(visible) != len(figures.text):  # the dot of the Turkish İ is a code point
        visible = visible_digits(figures.text).replace("İ", "i").lower()
    found = [*_in_figures(figures, words, visible), *_in_words(figures, words, visible)]
    spans = [(each.start, each.end) for each in frequencies]
    return Counted(
        figures,
        frequencies,
        tuple(
            sorted(
                count
                for count in found
                if not any(a < count.end and count.start < b for a, b in spans)
            )
        ),
    )


# --------------------------------------------------------------------------------------- the words
class _Words(NamedTuple):
    """The words of a language, and how they are found."""

    numbers: Mapping[str, Decimal]
    things: Mapping[str, str]  # a form as it is listed → what it names
    of_both: Mapping[str, tuple[Decimal, str]]  # "twice", قرصين
    number: re.Pattern[str]  # or an article before a thing
    thing: re.Pattern[str]  # behind a number
    between: re.Pattern[str] | None  # a number and a unit: "deux premiers jours"
    behind: re.Pattern[str] | None  # a thing, and a number behind it
    both: re.Pattern[str] | None
    unsure: re.Pattern[str] | None  # right before a number
    half: re.Pattern[str] | None  # "and a half", behind a number or what it counts


@cache
def _words(language: Language) -> _Words | None:
    entries = rows_for("counts", language)
    if not entries:
        return None
    ahead: dict[str, Decimal] = {}
    behind: dict[str, Decimal] = {}
    things: dict[str, str] = {}
    of_both: dict[str, tuple[Decimal, str]] = {}
    articles: list[str] = []
    between: list[str] = []
    unsure: list[str] = []
    for key, row in entries:
        forms = [form.lower() for form in row.split(", ")]
        what, _, value = key.partition("=")
        if key == _ARTICLE:
            articles = forms
        elif key == _BETWEEN:
            between = forms
        elif key == _UNSURE:
            unsure = forms
        elif value:
            of_both.update((form, (Decimal(value), what)) for form in forms)
        elif key[0] == _BEHIND:
            behind.update((form, Decimal(key[1:])) for form in forms)
        elif key[0].isdecimal():
            ahead.update((form, Decimal(key)) for form in forms)
        else:
            things.update((form, what) for form in forms)
    spaced = separates_words(language)
    edge = f"(?<!{_LETTER}){attached(language)}" if spaced else ""
    end = f"(?!{_LETTER})" if spaced else f"(?![{VOWEL_SIGNS}])"
    glued = not separates_particles(language)
    gap = f"{_GAP}{{0,3}}" if glued else f"(?:{_GAP}{{1,3}}|(?<=-))"
    middle = f"(?:{gap}(?:{_any_of(between)}))?" if between else ""
    named = f"{middle}{gap}(?P<thing>{_any_of(things)}){end}"
    return _Words(
        {**ahead, **behind},
        things,
        of_both,
        re.compile(
            f"{edge}(?:(?P<number>{_any_of(ahead)}){'' if glued else end}"
            f"|(?:{_any_of(articles)})(?={named}))"
        ),
        re.compile(named),
        re.compile(middle) if middle else None,
        re.compile(f"{edge}(?P<thing>{_any_of(things)}){gap}(?P<number>{_any_of(behind)}){end}")
        if behind
        else None,
        re.compile(f"{edge}(?P<both>{_any_of(of_both)}){end}") if of_both else None,
        re.compile(f"(?:{edge}(?:{_any_of(unsure)}){gap})$") if unsure else None,
        re.compile(f"(?:{gap})?(?:{halves}){end}") if (halves := half_words(language)) else None,
    )


def names_thing(what: str, figures: Figures) -> bool:
    """Whether a text names a thing that is counted, with a number or without: "tablet"."""
    pattern = _thing(what, figures.language)
    return pattern is not None and pattern.search(visible_digits(figures.text).lower()) is not None


@cache
def _thing(what: str, language: Language) -> re.Pattern[str] | None:
    words = _words(language)
    if words is None:
        return None
    spaced = separates_words(language)
    edge = f"(?<!{_LETTER}){attached(language)}" if spaced else ""
    end = f"(?!{_LETTER})" if spaced else f"(?![{VOWEL_SIGNS}])"
    named = [form for form, each in words.things.items() if each == what]
    return re.compile(f"{edge}(?:{_any_of(named)}){end}")


def _any_of(forms: Iterable[str]) -> str:
    """A pattern for the forms, the longest first; "*" at the end of one is any letters."""
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    if not longest_first:
        return "(?!)"
    return "|".join(
        re.escape(form.rstrip("*")) + (f"{_LETTER}*" if form.endswith("*") else "")
        for form in longest_first
    )


def _named(things: Mapping[str, str], written: str) -> str:
    """What a thing as it is written names: "mātra*" is listed without its ending."""
    found = things.get(written)
    if found is not None:
        return found
    return next(
        what
        for form, what in sorted(things.items(), key=lambda item: -len(item[0]))
        if form[-1] == "*" and written.startswith(form[:-1])
    )


# ------------------------------------------------------------------------------------------ finding
def _in_figures(figures: Figures, words: _Words, visible: str) -> Iterator[Count]:
    for figure in figures.figures:
        number = figure.number
        if not number.readings or not number.legal:
            continue
        match = words.thing.match(visible, number.end)
        if match is not None:
            what = _named(words.things, match["thing"])
            yield Count(number.start, match.end(), number.readings[0], what, in_words=False)
        elif figure.unit and figure.unit not in _NO_UNITS and not figure.half:
            yield Count(number.start, figure.end, number.readings[0], figure.unit, in_words=False)


def _in_words(figures: Figures, words: _Words, visible: str) -> Iterator[Count]:
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
        if not _is_part(figures, start, match.end()) and not _is_unsure(words, visible, start):
            yield Count(start, position, value + _HALF if half else value, what, in_words=True)
    for match in words.behind.finditer(visible) if words.behind else ():
        if not _is_part(figures, *match.span("number")):
            what, value = _named(words.things, match["thing"]), words.numbers[match["number"]]
            half = _half_behind(words, visible, match.end(), language)
            end = half or match.end()
            start = match.start("thing")
            yield Count(start, end, value + _HALF if half else value, what, in_words=True)
    for match in words.both.finditer(visible) if words.both else ():
        value, what = words.of_both[match["both"]]
        yield Count(match.start("both"), match.end(), value, what, in_words=True)


def _counted_at(
    words: _Words, visible: str, position: int, value: Decimal, language: Language
) -> tuple[str, int] | None:
    """What is counted by the number that ends here, and where it ends."""
    thing = words.thing.match(visible, position)
    if thing is not None:
        return _named(words.things, thing["thing"]), thing.end()
    more = words.between.match(visible, position) if words.between else None
    found = _unit_at(visible, more.end() if more else position, language)
    if found is None or found[0] not in _NO_UNITS or (found[0] == "second" and value > _ONE):
        return found
    return None


def _unit_at(visible: str, position: int, language: Language) -> tuple[str, int] | None:
    if separates_words(language) and visible[position : position + 1] not in _SPACES:
        return None
    return unit_at(visible, position, unit_spellings(language))


def _with_half(words: _Words, visible: str, position: int) -> int | None:
    """Where "and a half" ends that stands here."""
    match = words.half.match(visible, position) if words.half else None
    return match.end() if match else None


def _half_behind(words: _Words, visible: str, position: int, language: Language) -> int | None:
    """The same behind what is counted; not the half of an hour, 3片半小时前."""
    end = _with_half(words, visible, position)
    if end is None or unit_at(visible, end, unit_spellings(language)) is not None:
        return None
    return end


_SPACES = frozenset(" \u00a0\u202f\u2009-")


def _is_unsure(words: _Words, visible: str, start: int) -> bool:
    """Whether what stands before the number makes it uncertain: "between two doses"."""
    before = visible[max(0, start - _LONGEST_UNSURE) : start]
    return words.unsure is not None and words.unsure.search(before) is not None


_LONGEST_UNSURE = 16  # code points


def _is_part(figures: Figures, start: int, end: int) -> bool:
    """Whether the number is only a part of one: the five of "twenty-five", 二三."""
    if figures.text[max(0, start - 1) : start] in _HAN or figures.text[end : end + 1] in _HAN:
        return True
    nearest = _COMPOUND if separates_words(figures.language) else 1
    return any(
        word.readings[0] >= _TEN
        and not (word.start >= start and word.end <= end)
        and word.start - end <= nearest
        and start - word.end <= nearest
        for word in figures.words
    )


_HAN = frozenset("第零〇一二两兩三四五六七八九十百千几幾数數")


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
            and not (_is_halved(one) > _is_halved(other) and has_half(target.figures))
            and not (_is_halved(one) < _is_halved(other) and has_half(source.figures))
        ]
    return tuple(changed or _in_other_units(source, target))


def _is_halved(count: Count) -> bool:
    """Whether so many and a half are counted: a half of the other text may be this one's."""
    return count.value > _ONE and part_of_one(count.value) == _HALF


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
        if len(gone) == len(come) == 1:
            (one,), (other,) = gone, come
            if one.value == other.value and (one.in_words or other.in_words):
                yield one, other


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
        places.setdefault(word.readings[0], set()).add(word.start)
    # "Twice" and قرصين say a number without one; of "3 times a day" it has been counted.
    told = [(each.start, each.end, Decimal(each.times)) for each in text.frequencies]
    told += [(each.start, each.end, each.value) for each in text.counts]
    for start, end, value in told:
        known = places.setdefault(value, set())
        if not any(start <= place < end for place in known):
            known.add(start)
    return Counter({value: len(starts) for value, starts in places.items()})


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
