"""Numbers in several words, or in one of several: "deux cent cinquante", "zweihundertfünfzig".

The words by themselves are those of data/number-words; what stands between them, which of them
count in a larger number only and which languages write one word: data/large-numbers.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.language.cldr import separates_particles, separates_words
from pipeline.language.letters import lowered
from pipeline.language.patterns import any_of, lazy
from pipeline.language.tables import rows, rows_for
from pipeline.model import Language

__all__ = ["large_numbers"]

_LETTER = r"[\w\u0900-\u0963\u0966-\u0DFF]"  # \w knows no Indic vowel signs
_SPACE = r"[ \u00a0-]"
_TEN, _TWENTY, _HUNDRED, _THOUSAND = map(Decimal, (10, 20, 100, 1000))
_OVER_TEENS = frozenset(map(Decimal, (60, 80)))  # "soixante et onze", "quatre-vingt-douze"
_NEAR = 8  # code points that an expression which holds a number in words may go on behind it


def large_numbers(visible: str, language: Language) -> Iterator[tuple[int, int, Decimal]]:
    """Where `visible` has a number made of several words, and its value: (start, end, value).

    Only from 21 on. What is no number by the rules of any language, "two hundred, three", is none.
    """
    rules = _rules(language)
    if rules is None:
        return
    small = lowered(visible)
    if not any(word in small for word in rules.hints):
        return
    for match in rules.run.finditer(small):
        start, end = match.span("run")
        pieces = [
            (piece.start(), piece.end(), rules.values.get(piece.group()))
            for piece in rules.piece.finditer(small, start, end)
        ]
        if len(pieces) < 2:  # "ein" of "eine": the longer word is none of two
            continue
        if pieces[-2][2] is not None and small[slice(*pieces[-1][:2])] in rules.not_last:
            pieces.pop()
            end = pieces[-1][1]
        if any(each in small[start : end + _NEAR] for each in rules.no_numbers):
            continue
        value = _value([each for _, _, each in pieces], scale_first=rules.scale_first)
        if len(pieces) > 1 and value is not None and value > _TWENTY:
            yield start, end, value


class _Rules(NamedTuple):
    run: re.Pattern[str]  # two words for numbers and more
    piece: re.Pattern[str]  # a word for a number, or what stands between two
    values: Mapping[str, Decimal]  # of the words for numbers
    hints: Sequence[str]  # a text without any of these has no such number
    not_last: frozenset[str]
    no_numbers: Sequence[str]  # expressions that hold such words
    scale_first: bool


@cache
def _rules(language: Language) -> _Rules | None:
    own = [row[1:] for row in rows("large-numbers.tsv") if row[0] == language.base]
    kinds = {kind: words.split(", ") for kind, words in own if not kind.isdigit()}
    values = _values(language)
    for kind, words in own:
        if kind.isdigit():
            values.update(dict.fromkeys(words.split(", "), Decimal(kind)))
    least = _TWENTY if "fused" in kinds else _HUNDRED
    hints = [word for word, value in values.items() if value >= least]
    if not any(values[word] >= _HUNDRED for word in hints):
        return None
    numbers, joints = _longest_first(values), kinds.get("joint", [])
    number = any_of(numbers)
    joint = any_of(joints) if joints else ""
    attached = f"(?:{any_of(kinds['attached'])})?" if "attached" in kinds else ""
    between = f"{_SPACE}(?:(?:{joint}){_SPACE})?" if joint else f"{_SPACE}{attached}"
    if "fused" in kinds:
        between = f"(?:{between}|{joint})?" if joint else f"(?:{between})?"
    before = rf"(?<!{_LETTER}){attached}" if separates_words(language) else ""
    behind = rf"(?!{_LETTER})" if separates_particles(language) else ""
    return _Rules(
        lazy(rf"{before}(?P<run>(?:{number})(?:{between}(?:{number}))+){behind}"),
        lazy(any_of(_longest_first([*values, *joints]))),
        values,
        hints,
        frozenset(kinds.get("not-last", ())),
        [words for key, words in rows_for("number-words", language) if key == "-"],
        "first" in kinds,
    )


def _values(language: Language) -> dict[str, Decimal]:
    """The words of number-words for a number from 1 on; of those for 1 the first: no article."""
    found: dict[str, Decimal] = {}
    for key, words in rows_for("number-words", language):
        value = Decimal(key) if key.replace(".", "").isdigit() else Decimal()
        if value >= 1:
            listed = [lowered(word) for word in words.split(", ") if word[0] != "*"]
            found.update(dict.fromkeys(listed[: 1 if value == 1 else None], value))
    return found


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)


def _value(each: Sequence[Decimal | None], *, scale_first: bool) -> Decimal | None:
    """What the words come to, None being what stands between two; None where they are no number."""
    values = _scale_last(each) if scale_first else [value for value in each if value is not None]
    thousands = hundreds = rest = Decimal()
    last = Decimal("Infinity")  # the scale of the last thousands
    for value in values:
        if value >= _THOUSAND:
            count = hundreds + rest
            if value >= last or (count and not _is_scale(value)):
                return None
            thousands += (count or 1) * value
            hundreds, rest, last = Decimal(), Decimal(), value if _is_scale(value) else _THOUSAND
        elif value >= _HUNDRED:
            if hundreds or (rest and not _is_scale(value)):
                return None
            hundreds, rest = (rest or 1) * value, Decimal()
        elif not rest or _adds(rest, value) or _adds(value, rest):
            rest += value
        else:
            return None
    return thousands + hundreds + rest


def _is_scale(value: Decimal) -> bool:
    return set(str(value)) == {"1", "0"} and str(value).count("1") == 1


def _adds(tens: Decimal, ones: Decimal) -> bool:
    if tens % _TEN or tens < _TEN or ones >= _TWENTY:
        return False
    return ones < _TEN or tens in _OVER_TEENS


def _scale_last(each: Sequence[Decimal | None]) -> list[Decimal]:
    """The words of "mia mbili na hamsini" as in "two hundred and fifty"."""
    values = list(each)
    for index, (scale, count) in enumerate(pairwise(each)):
        if scale is not None and count is not None and scale >= _HUNDRED > count:
            values[index : index + 2] = [count, scale]
    return [value for value in values if value is not None]
