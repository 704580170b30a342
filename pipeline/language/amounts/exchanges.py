"""Amounts that have changed places: 500 mg at night and 250 in the morning for the other way round.

Each number is still there with its unit, and each word, so that no comparison of either finds
anything. What a text counts is given by `counts`, its clocks by `figures`, and who or when is meant
by the contraries among its `cues`: morning and evening, adults and children. Judges nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations, pairwise
from typing import NamedTuple

from pipeline.language.amounts.counts import Counted
from pipeline.language.amounts.figures import Figure, Figures
from pipeline.language.amounts.numerals import NumberKind
from pipeline.language.amounts.unit_names import units_named
from pipeline.language.meaning.cues import Cue
from pipeline.language.meaning.relations import lists_of, pairs_of
from pipeline.language.patterns import lazy

__all__ = ["Amount", "Exchange", "amounts", "exchanged", "may_be_exchanged", "with_unsaid"]

_HOUR, _NOON, _DAY, _MINUTES = "hour", 12, 24, 60
_CLOCK, _OFTEN = "clock", "often"
_MOST_TIMES = 1000  # in a period, so that each "so many times in so many hours" is another number


class Amount(NamedTuple):
    """So many of one thing, a time of day, or one of several contraries, where it stands."""

    start: int  # 0-based code points, half-open
    end: int
    what: str  # as in `Count`; "clock"; "often"; for contraries the name of the first: "morning"
    value: Decimal  # of a clock the minutes since midnight, of a contrary which it is


class Exchange(NamedTuple):
    """What the source says together, and what the translation says instead of the first."""

    said: Amount
    beside: Amount
    instead: Amount


def amounts(text: Counted, cues: Iterable[Cue]) -> tuple[Amount, ...]:
    """What a text counts, how often, its clocks and its contraries, in order."""
    found = {
        each.start: Amount(each.start, each.end, each.what, each.value) for each in text.counts
    }
    for figure in text.figures.figures:
        clock = _clock(figure, text.figures)
        # 夕方に2錠 counts tablets, though "in the evening" stands before the number.
        if clock is not None and (clock.start not in found or found[clock.start].what == _HOUR):
            found[clock.start] = clock
    often = [
        Amount(each.start, each.end, _OFTEN, Decimal(each.hours * _MOST_TIMES + each.times))
        for each in text.frequencies
    ]
    said = [each for each in found.values() if not any(_is_within(each, other) for other in often)]
    return tuple(sorted([*said, *often, *_contraries(cues)]))


def with_unsaid(found: tuple[Amount, ...], text: Counted) -> tuple[Amount, ...]:
    """These amounts of a text, and those that leave unsaid what they count, as it was said before.

    "1 tablet in the morning and 2 at night": of a text that counts one thing only. What could be an
    hour, "2 in the evening", is taken for such an amount.
    """
    things = {each.what for each in found if _is_counted(each) and each.what != _OFTEN}
    if len(things) != 1:
        return found
    [thing] = things
    first = next(each.start for each in found if each.what == thing)
    bare = [
        each.number
        for each in text.figures.figures
        if not each.unit and each.number.kind is NumberKind.NUMERAL and not each.number.parts
    ]
    hours = {each.start for each in bare}
    said = [each for each in found if each.what != _CLOCK or each.start not in hours]
    unsaid = [
        Amount(each.start, each.end, thing, each.readings[0])
        for each in (*bare, *text.figures.words)
        if each.readings
        and each.start > first
        and not any(other.start < each.end and each.start < other.end for other in said)
        and not any(other.start < each.end and each.start < other.end for other in text.frequencies)
    ]
    return tuple(sorted([*said, *unsaid]))


def _is_within(amount: Amount, phrase: Amount) -> bool:
    """Whether the number is the one of a phrase: 2時間ごとに is no two o'clock."""
    return phrase.start <= amount.start < phrase.end


def may_be_exchanged(ours: Sequence[Amount]) -> bool:
    """Whether anything of a text can stand where another belongs.

    Two kinds that take turns, and neither of one value only: what is exchanged would be the same.
    A text of which that is not true is `exchanged` in no translation.
    """
    things = sorted({each.what for each in ours})
    return any(_can_change(_of(ours, *kinds)) for kinds in combinations(things, 2))


def exchanged(ours: Sequence[Amount], theirs: Sequence[Amount]) -> Exchange | None:
    """The first amount of a translation that stands where another belongs, or None.

    Of two kinds of amounts, in texts that have the same of each. Either there is one of each, and
    they have changed values ("three tablets for two days"), or they take turns ("500 mg at 8,
    250 mg at 20"), and are put together otherwise. Where they do not take turns, nothing is said:
    "from 10 to 20 mg" may be "to 20 mg from 10" in another language.
    """
    shared = {each.what for each in ours} & {each.what for each in theirs}
    for kinds in combinations(sorted(shared), 2):
        here, there = _of(ours, *kinds), _of(theirs, *kinds)
        if len(here) == len(there) and (found := _exchange(here, there)):
            return found
    return None


def _of(found: Iterable[Amount], *kinds: str) -> list[Amount]:
    return [each for each in found if each.what in kinds]


def _exchange(here: Sequence[Amount], there: Sequence[Amount]) -> Exchange | None:
    if not _takes_turns(here) or not _takes_turns(there):
        return None
    if len(here) == 2:
        if not all(map(_is_counted, here)):
            return None
        (first, second), rest = sorted(here, key=_rank), sorted(there, key=_rank)
        has_changed = first.value == rest[1].value != second.value == rest[0].value
        return Exchange(first, second, rest[0]) if has_changed else None
    if Counter(map(_kept, here)) != Counter(map(_kept, there)):
        return None
    together = {frozenset(map(_kept, each)) for each in _pairs(there)}
    for pair in _pairs(here):
        if frozenset(map(_kept, pair)) in together:
            continue
        said, beside = sorted(pair, key=_rank)
        for other in _pairs(there):
            instead, by = sorted(other, key=_rank)
            if _kept(by) == _kept(beside):
                return Exchange(said, beside, instead)
    return None


def _can_change(amounts: Sequence[Amount]) -> bool:
    """Whether `_exchange` can find anything in some translation."""
    if not _takes_turns(amounts):
        return False
    if len(amounts) == 2:
        return all(map(_is_counted, amounts)) and amounts[0].value != amounts[1].value
    return all(len({each.value for each in kind}) > 1 for kind in (amounts[::2], amounts[1::2]))


def _takes_turns(amounts: Sequence[Amount]) -> bool:
    return len(amounts) % 2 == 0 and all(one.what != other.what for one, other in pairwise(amounts))


def _pairs(amounts: Sequence[Amount]) -> Iterator[tuple[Amount, Amount]]:
    return zip(amounts[::2], amounts[1::2], strict=True)


def _rank(amount: Amount) -> tuple[bool, str]:
    return not _is_counted(amount), amount.what  # what is counted is told of first


def _is_counted(amount: Amount) -> bool:
    return amount.what != _CLOCK and amount.what not in _places()


def _kept(amount: Amount) -> tuple[str, Decimal]:
    """What is the same in both texts."""
    return amount.what, amount.value


def _contraries(cues: Iterable[Cue]) -> Iterator[Amount]:
    for cue in cues:
        place = _places().get(cue.name)
        if place is not None:
            yield Amount(cue.start, cue.end, *place)


@cache
def _places() -> dict[str, tuple[str, Decimal]]:
    """Contrary → the first of those that it belongs to, and which it is."""
    places: dict[str, tuple[str, Decimal]] = {}
    for names in lists_of("swapped"):
        for number, name in enumerate(names):
            places.setdefault(name, (names[0], Decimal(number)))
    for name, other in pairs_of("placed"):
        places[name] = places[other]
    return places


def _clock(figure: Figure, text: Figures) -> Amount | None:
    """The time of day that a figure says: "8 a.m.", 20:00, "20 Uhr"."""
    number = figure.number
    parts = number.parts or number.readings[:1]
    if not parts or len(parts) > 2 or parts[0] > _DAY:
        return None
    if not figure.half and number.kind is not NumberKind.TIME and not _is_hour(figure, text):
        return None
    hours, minutes = parts[0], (parts[1] if len(parts) == 2 else Decimal(0))
    if figure.half:
        hours = hours % _NOON + (_NOON if figure.half == "pm" else 0)
    end = max(number.end, figure.end)
    return Amount(number.start, end, _CLOCK, hours * _MINUTES + minutes)


def _is_hour(figure: Figure, text: Figures) -> bool:
    """Whether an hour stands behind the number: "8 h", "8 Uhr"."""
    if figure.unit:
        return figure.unit == _HOUR
    following = _NEXT_WORD.match(text.text, figure.number.end)
    return following is not None and _HOUR in units_named(following[1], text.language)


_NEXT_WORD = lazy(r"\s*(\S{1,24})")
