"""Numbers to dial: those for emergencies, words that say "call", and groups in another order.

Emergency numbers are the one kind that a translation may change: 999 for 112, 911 for 120. Whether
it should is for a person to say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from pipeline.language.amounts.figures import Figures
from pipeline.language.amounts.numerals import NumberKind, fold, visible_digits
from pipeline.language.tables import rows, words_of
from pipeline.model import Language

__all__ = ["is_localised", "says_to_call", "scrambled"]


def is_localised(number: str, instead: str, language: Language) -> bool:
    """Whether both are emergency numbers, and `instead` is one where `language` is read.

    A line for advice is none in the place of one for an ambulance: in the Netherlands 113 is for
    who thinks of suicide.
    """
    known, number, instead = emergency_numbers(language), fold(number), fold(instead)
    if number not in _all_numbers() or instead not in known:
        return False
    return instead not in _advice(language) or number in _all_advice()


@cache
def emergency_numbers(language: Language) -> frozenset[str]:
    """The emergency numbers of the countries where leaflets are read in this language."""
    return frozenset(number for number, _ in _listed(language))


@cache
def _advice(language: Language) -> frozenset[str]:
    """Those that are for advice alone, in every country where the language is read."""
    listed = _listed(language)
    return frozenset(n for n, is_advice in listed if is_advice and (n, False) not in listed)


@cache
def _all_numbers() -> frozenset[str]:
    return frozenset(number for number, _ in _listed(None))


@cache
def _all_advice() -> frozenset[str]:
    return frozenset(number for number, is_advice in _listed(None) if is_advice)


@cache
def _listed(language: Language | None) -> frozenset[tuple[str, bool]]:
    """(number, whether it is for advice alone), of all countries for None."""
    return frozenset(
        (number.rstrip(_ADVICE), number.endswith(_ADVICE))
        for _, tags, numbers in rows("emergency-numbers.tsv")
        if language is None or language.base in tags.split(" ")
        for number in numbers.split(" ")
    )


_ADVICE = "!"


def says_to_call(text: str, language: Language) -> bool:
    """Whether `text` tells somebody to dial; False for a language whose words we don't know."""
    folded = text.casefold()
    return any(word in folded for word in words_of("call-words.tsv", language))


# ------------------------------------------------------------------------------- groups of a number
# 0800 123 4567, (555) 123-4567, 8 800 555-35-35.
_IN_GROUPS = re.compile(
    r"(?<![\w.,:/-])\+?\(?[0-9]{1,5}(?:(?:\)?[ \u00a0]|\)|-)\(?[0-9]{2,5})+\)?(?![\w-]|[.,:/][0-9])"
)
_LEAST_DIGITS = 6  # of a number in groups
# What stands between the digits of one number, with the marks that keep its order.
_BETWEEN = re.compile("[ \u00a0\u202f()./\u2010-\u2014\u061c\u200e\u200f\u2066-\u2069-]")


def scrambled(
    source: Figures, target: Figures
) -> Iterator[tuple[tuple[int, int], tuple[int, int] | None]]:
    """Where `source` has a telephone number whose groups `target` has in another order only.

    Or without the 0 before it. Its place in both texts, None where the groups stand apart in the
    target. Whoever types from right to left sees "0800 123 4567" as "4567 123 0800", and is tempted
    to turn it round.
    """
    for start, end in _dialled(source):
        digits = _digits(source.text[start:end])
        if digits in _BETWEEN.sub("", visible_digits(target.text)):
            continue
        groups = _values(source.text[start:end])
        if not groups <= _values(target.text):
            continue  # another number, which differs by itself
        same = (
            found.span()
            for found in _IN_GROUPS.finditer(visible_digits(target.text))
            if _values(found[0]) == groups
        )
        yield (start, end), next(same, None)


def _dialled(text: Figures) -> Iterator[tuple[int, int]]:
    """The places of the telephone numbers in a text."""
    if len(text.text) < _LEAST_DIGITS or not text.figures:
        return
    says_call: bool | None = None
    for found in _IN_GROUPS.finditer(visible_digits(text.text)):
        start, end = found.span()
        inside = [each for each in text.figures if start <= each.number.start < end]
        kinds = {each.number.kind for each in inside}
        if NumberKind.PHONE not in kinds:
            if len(_digits(found[0])) < _LEAST_DIGITS or kinds != {NumberKind.NUMERAL}:
                continue
            if len(inside) < 2 or any(each.unit for each in inside):  # 250 000 is one number
                continue
            if says_call is None:
                says_call = says_to_call(text.text, text.language)
            if not says_call:
                continue
        yield start, end


def _digits(text: str) -> str:
    return "".join(_groups(text))


def _values(text: str) -> Counter[int]:
    """Its groups as they are paired, in any order: of 0800 the 800."""
    return Counter(map(int, _groups(text)))


def _groups(text: str) -> list[str]:
    return re.findall("[0-9]+", visible_digits(text))
