"""Where a translation has another Roman numeral than its source: stage VI for stage IV.

"IV" may mean a vein, and "I" be a word: so nothing is said but where another numeral stands there
instead, which the source does not have. Judges nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from pipeline.language import inline
from pipeline.language.amounts.figures import Figures
from pipeline.language.amounts.number_words import is_ordinal_one
from pipeline.language.amounts.roman import Roman, all_roman_numerals, is_of_a_kind

__all__ = ["changed_numerals"]


_ONE = Decimal(1)


def changed_numerals(source: Figures, target: Figures) -> tuple[tuple[Roman, Roman], ...]:
    """(the numeral of the source, the one that stands for it), where the translation has another.

    Neither is said in the other text, in whatever figures or words. Digits that are no numeral of
    the source are told where numbers are compared (`quantities`); but not a 1, which many languages
    write for "a": "type 1" for "type II" is told here.
    """
    ours = all_roman_numerals(inline.blank(source.text))
    theirs = all_roman_numerals(inline.blank(target.text))
    gone = _without_answer(ours, theirs)
    if not gone:
        return ()
    said = _said_otherwise(target, theirs)
    gone = [each for each in gone if each.value not in said]
    if not gone:
        return ()
    said = _said_otherwise(source, ours)
    come = [*_without_answer(theirs, ours), *_ones(target)]
    if any(is_of_a_kind(source.text, each.start, source.language) for each in gone):
        come += _words(target, theirs)
    come = [each for each in come if each.value not in said]
    return tuple(zip(gone, come, strict=False))


def _without_answer(these: Iterable[Roman], others: Iterable[Roman]) -> list[Roman]:
    """Those of `these` that are not as often among the others."""
    known = Counter(each.value for each in others)
    left = []
    for each in these:
        if known[each.value]:
            known[each.value] -= 1
        else:
            left.append(each)
    return left


def _said_otherwise(text: Figures, numerals: Iterable[Roman]) -> frozenset[Decimal]:
    """The numbers that a text has in digits or in words."""
    starts = {each.start for each in numerals}
    words = (word for word in text.words if word.start not in starts)
    in_digits = (figure.number for figure in text.figures)
    return frozenset(value for number in (*in_digits, *words) for value in number.readings)


def _words(text: Figures, numerals: Iterable[Roman]) -> list[Roman]:
    """Numbers in words that may name a type or a stage: 四期. One may be any article."""
    starts = {each.start for each in numerals}
    return [
        Roman(word.start, word.end, word.readings[0])
        for word in text.words
        if word.start not in starts
        and (word.readings[0] in _KINDS or is_ordinal_one(word.raw, text.language))
    ]


_KINDS = frozenset(map(Decimal, range(2, 6)))  # no scale of a leaflet has more


def _ones(text: Figures) -> list[Roman]:
    return [
        Roman(number.start, number.end, _ONE)
        for number, *_ in text.figures
        if number.readings[:1] == (_ONE,) and not number.parts
    ]
