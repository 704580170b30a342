"""Numerals whose partner is a word: "two" for 2, "half past three" for 15:30.

Words are possible readings only, so that none of them is asked for: see `number_words`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.language.amounts.differences import Difference, DifferenceKind, with_unit
from pipeline.language.amounts.number_words import may_go_unsaid, months_named
from pipeline.language.amounts.numerals import Number, NumberKind
from pipeline.language.amounts.pairing.moments import HALF_HOUR
from pipeline.language.amounts.pairing.sides import HALF_DAY, Side
from pipeline.language.amounts.quarters import names_next_hour
from pipeline.language.amounts.unit_differences import is_dose_without_unit
from pipeline.model import Language

__all__ = ["pair_words"]

_ONE, _HALF = (Decimal(1),), Decimal("0.5")


def pair_words(left: Side, right: Side, pairs: list[tuple[Number, Number]]) -> list[Difference]:
    """Numerals whose partner is a word, "two" for 2; the differences are those of their units.

    A word that has a word of the same value on the other side is spoken for; but a 1 may be any
    article, and the two need not have as many of them.
    """
    if not left.open and not right.open:
        return []
    left_words, right_words = left.words(), right.words()
    _pair_amounts_in_words(left, right, right_words, left_words)
    _pair_amounts_in_words(right, left, left_words, right_words)
    left_free = _unpaired_words(left_words, _surely_said(right_words, right))
    right_free = _unpaired_words(right_words, _surely_said(left_words, left))
    differences = []
    for number, word in _pair_with_words(left, right, right_free):
        unit = _wrong_unit(number, word, left, right, pairs)
        if unit:
            differences.append(
                Difference(
                    DifferenceKind.UNIT,
                    f"{word.raw} {unit}",
                    (word.start, word.end),
                    (number.start, number.end),
                    with_unit(left, number),
                )
            )
    turned = [(other, number) for number, other in pairs]
    for number, word in _pair_with_words(right, left, left_free):
        unit = _wrong_unit(number, word, right, left, turned)
        if unit:
            differences.append(
                Difference(
                    DifferenceKind.UNIT,
                    with_unit(right, number),
                    (number.start, number.end),
                    (word.start, word.end),
                    f"{word.raw} {unit}",
                )
            )
    return differences


def _wrong_unit(
    number: Number, word: Number, side: Side, other: Side, pairs: Sequence[tuple[Number, Number]]
) -> str:
    """The unit of the word of `other` that stands for the number; "" if it is no other.

    Nor where the two are exchanged with another pair of the value, so that all units agree.
    """
    own, unit = side.unit(number), other.unit_of_word(word)
    if not own or not unit or unit == own:
        return ""
    is_exchanged = any(
        one.readings[:1] == number.readings[:1]
        and side.unit(one) in ("", unit)
        and other.unit(two) in ("", own)
        for one, two in pairs
    )
    return "" if is_exchanged else unit


def _pair_amounts_in_words(
    side: Side, other: Side, words: list[Number], rivals: list[Number]
) -> None:
    """Numerals whose unit a word of the other text has too, and no word of their own text.

    "Two hours" is 2시간, whatever 이 ("this", "two") says elsewhere in the sentence.
    """
    for number in tuple(side.open):
        unit = side.unit(number)
        if not unit or number.parts:
            continue
        word = _word_of(number, unit, other, words)
        if word is not None and _word_of(number, unit, side, rivals) is None:
            words.remove(word)
            side.open.remove(number)


def _word_of(number: Number, unit: str, side: Side, words: list[Number]) -> Number | None:
    """The word among `words`, those of `side`, that says this amount."""
    value = number.readings[:1]
    return next(
        (word for word in words if word.readings[:1] == value and side.unit_of_word(word) == unit),
        None,
    )


def _unpaired_words(words: list[Number], others: list[Number]) -> list[Number]:
    if not words or not others:
        return words
    spoken_for = Counter(word.readings[0] for word in others if word.readings[0] != 1)
    free = []
    for word in words:
        if spoken_for[word.readings[0]] > 0:
            spoken_for[word.readings[0]] -= 1
        else:
            free.append(word)
    return free


def _surely_said(words: list[Number], side: Side) -> list[Number]:
    """Without those that the other text may have no word for: "both", "a pair of glasses"."""
    unsure = may_go_unsaid(side.facts.language)
    return [word for word in words if word.raw.lower() not in unsure] if unsure else words


def _pair_with_words(side: Side, other: Side, words: list[Number]) -> list[tuple[Number, Number]]:
    """The pairs of a single number and the word that stands for it."""
    pairs = []
    for number in list(side.open):
        if not number.parts and not _may_be_said(number, other, words):
            continue
        if _is_one_dose(number, side, other):
            continue  # an article somewhere is no "1 %"
        known = Counter(word.readings[0] for word in words)
        wanted = _said(number, side, other, known)
        if wanted is None:
            continue
        other.take_all((wanted - known).elements())
        side.open.remove(number)
        for value in wanted:
            word = _word_for(value, side.unit(number), other, words)
            if word is not None:
                words.remove(word)
                pairs += [(number, word)] if not number.parts else []
    return pairs


def _may_be_said(number: Number, other: Side, words: list[Number]) -> bool:
    """Whether there is a word, or an open number, of the single value of `number`."""
    value = number.readings[:1]
    return any(word.readings[:1] == value for word in (*words, *other.open))


def _is_one_dose(number: Number, side: Side, other: Side) -> bool:
    """Whether the number is the 1 of a dose whose unit the other text does not name."""
    unit = side.unit(number)
    return number.readings[:1] == _ONE and is_dose_without_unit(unit, "", other)


def _word_for(value: Decimal, unit: str, side: Side, words: list[Number]) -> Number | None:
    """The word of this value that has this unit, or else none, or else another."""
    fitting = [word for word in words if word.readings[0] == value]
    if not unit:
        return fitting[0] if fitting else None
    rank = {unit: 0, "": 1}
    return min(fitting, key=lambda word: rank.get(side.unit_of_word(word), 2), default=None)


def _said(
    number: Number, side: Side, other: Side, known: Counter[Decimal]
) -> Counter[Decimal] | None:
    """The values by which the other text says the number; None if it has no such words."""
    months = Counter[Decimal]()
    if number.kind is NumberKind.DATE and number.parts:
        months = Counter(months_named(other.facts.text, other.facts.language))
    there = known + _values(other)
    for values in _ways(number, side, other.facts.language):
        wanted = Counter(values) - months
        in_one_word = len(values) < len(number.parts)  # a numeral that says it has been paired
        if (number.parts or wanted) and not wanted - (known if in_one_word else there):
            return wanted
    return None


def _ways(number: Number, side: Side, language: Language) -> Iterator[tuple[Decimal, ...]]:
    """The values that words must have to stand for it, in each way that a language may say it.

    30 minutes are a half beside the hour, in languages that do not name the next one for it, or in
    one word with it: ढाई बजे is half past two, in the afternoon too.
    """
    if len(number.parts) == 2 and (number.kind is NumberKind.TIME or side.is_clock(number)):
        hour, minutes = number.parts
        if minutes == HALF_HOUR:
            if not names_next_hour(language):
                yield hour, _HALF
            yield (hour + _HALF,)
            if hour > HALF_DAY:
                yield (hour - HALF_DAY + _HALF,)
        if not minutes and side.is_clock(number):
            yield (hour,)
        yield hour, minutes
        return
    yield number.parts or number.readings[:1]


def _values(side: Side) -> Counter[Decimal]:
    return Counter(n.readings[0] for n in side.open if n.legal and not n.parts)
