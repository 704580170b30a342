"""Per cent with what they are parts of: 25 % and "one in four", "3 in 100", 8割 for 80 %."""

from __future__ import annotations

from decimal import Decimal

from pipeline.language.amounts.equivalents import fractions
from pipeline.language.amounts.halves import says_value
from pipeline.language.amounts.numerals import Number
from pipeline.language.amounts.pairing.sides import Side
from pipeline.language.tables import words_of

__all__ = ["pair_fractions", "pair_hundreds"]

_ONE = Decimal(1)
_HUNDRED = (Decimal(100),)
_BESIDE_HUNDRED = 30  # code points: "3 out of every 100", 100人のうち3人


def pair_fractions(side: Side, other: Side) -> None:
    """Per cent with their fraction: 25 % is 4人に1人, "one in four", "ein Viertel"."""
    for number in tuple(side.open):
        if side.unit(number) != "percent" or not number.legal:
            continue
        if _take_tenths(number, other):
            side.open.remove(number)
            continue
        values = {word.readings[0] for word in other.words()} | {_ONE}
        for part, whole in fractions(number.readings[0]):
            if says_value(whole, side.facts):
                continue  # "four times" is no "one in four" where both texts have it
            if {part, whole} <= values or other.take_all((part, whole)):
                side.open.remove(number)
                break


def _take_tenths(number: Number, other: Side) -> bool:
    """Whether the other text counts in tenths, 8割; its number is then open no more."""
    words = words_of("tenths.tsv", other.facts.language)
    for each in other.open if words else ():
        value = each.readings[0] * 10 if each.readings else None
        if value == number.readings[0] and other.facts.text.startswith(words, each.end):
            other.open.remove(each)
            return True
    return False


def pair_hundreds(left: Side, right: Side, pairs: list[tuple[Number, Number]]) -> None:
    """ "3 in 100" with "3 %": the 3 has found its partner, and 100 is in the sign."""
    for pair in tuple(pairs):
        one, two = pair
        for side, number, other, share in ((left, one, right, two), (right, two, left, one)):
            if other.unit(share) != "percent" or side.unit(number) == "percent":
                continue
            for each in side.open:
                near = abs(each.start - number.start) <= _BESIDE_HUNDRED
                if near and each.readings[:1] == _HUNDRED and not side.unit(each):
                    side.open.remove(each)
                    pairs.remove(pair)
                    break
