"""One of two texts while their numbers are paired: what of it has found no partner yet.

The pairs are made by the modules beside it; what a number without a partner means is `quantities`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from itertools import pairwise
from string import ascii_uppercase
from unicodedata import digit

from pipeline.language import forms
from pipeline.language.amounts.figures import Figure, Figures
from pipeline.language.amounts.number_words import range_words, unit_within
from pipeline.language.amounts.numerals import Identifier, Number, NumberKind, visible_digits
from pipeline.language.amounts.units import unit_after
from pipeline.language.patterns import any_of
from pipeline.language.tables import rows
from pipeline.model import Language

__all__ = ["DAY", "HALF_DAY", "HOUR", "Side", "is_code"]

HALF_DAY, DAY, HOUR = 12, 24, 60
_OF_HOUR = frozenset({"", "hour"})
_OF_DATE = frozenset({"", "day", "year", "hour"})  # "2026, 9 h": the year's next word


@dataclass(slots=True)
class Side:
    """The numbers of one text that have found no partner yet."""

    facts: Figures
    open: list[Number]
    figures: dict[int, Figure]  # by the start of the number
    names: list[tuple[str, Identifier]] = field(default_factory=list)

    @classmethod
    def of(cls, facts: Figures) -> Side:
        return cls(
            facts,
            [*(figure.number for figure in facts.figures), *facts.months],
            {figure.number.start: figure for figure in facts.figures},
            [(name, code) for code in facts.codes for name in code.names],
        )

    def unit(self, number: Number) -> str:
        figure = self.figures.get(number.start)
        return figure.unit if figure else ""

    def half(self, number: Number) -> str:
        figure = self.figures.get(number.start)
        return figure.half if figure else ""

    def is_clock(self, number: Number) -> bool:
        """Whether the number can be a time of the day in hours and minutes."""
        if number.kind is not NumberKind.TIME and number.kind is not NumberKind.NUMERAL:
            return False
        if len(number.parts) < 2 or self.unit(number) not in ("", "hour"):
            return False
        return number.parts[0] <= DAY and max(number.parts[1:]) < HOUR

    def units_of_moment(self, number: Number, other: str) -> frozenset[str]:
        """What may stand after it in the other text where it is an hour, or a day or a year."""
        figure = self.figures.get(number.start)
        if figure is not None and figure.half:
            return _OF_HOUR
        return _OF_DATE if figure is not None and figure.of_date else frozenset({other})

    def has_unit(self, unit: str) -> bool:
        return any(figure.unit == unit for figure in self.facts.figures)

    def is_month(self, number: Number) -> bool:
        return number.start not in self.figures

    def take(self, value: Decimal) -> bool:
        """Whether an open number can mean `value`; it is then open no more."""
        for number in self.open:
            if value in number.readings:
                self.open.remove(number)
                return True
        return False

    def take_all(self, values: Iterable[Decimal]) -> bool:
        """Whether the open numbers hold all of `values`; they are then open no more."""
        wanted = Counter(values)
        chosen = []
        for number in self.open:
            value = next((v for v in number.readings[: number.legal] if wanted[v] > 0), None)
            if value is not None:
                wanted[value] -= 1
                chosen.append(number)
        if +wanted:
            return False
        self.open = [number for number in self.open if number not in chosen]
        return True

    def take_run(self, values: tuple[Decimal, ...]) -> bool:
        """Whether open numbers that stand together are `values`, in any order."""
        ordered = sorted(number for number in self.open if number.legal)
        for first in range(len(ordered) - len(values) + 1):
            run = ordered[first : first + len(values)]
            if any(b.start - a.end > _TOGETHER for a, b in pairwise(run)):
                continue
            wanted = Counter(values)
            wanted.subtract(_first_of(number, wanted) for number in run)
            if not any(wanted.values()):
                self.open = [number for number in self.open if number not in run]
                return True
        return False

    def says(self, name: str) -> bool:
        """Whether the text has a word for a code: "coronavirus", 新冠 for COVID-19."""
        words = _words_for().get(name, ())
        return bool(words) and any(map(self.facts.text.lower().__contains__, words))

    def code_spelled(self, number: Number) -> str:
        """The code whose digits `number` is, the letters being a word: 코로나19, 코로나-19."""
        if self.unit(number):
            return ""
        before = self.facts.text[: number.start].rstrip(_BEFORE_DIGITS).lower()
        digits = "".join(str(digit(each)) for each in number.raw if each.isdigit())
        return next(
            (
                name
                for name, words in _words_for().items()
                if digits and name.endswith(digits) and before.endswith(words)
            ),
            "",
        )

    def is_version(self, number: Number) -> bool:
        """Whether it numbers a version or a section: "iOS version (13.5", "table 2.1"."""
        start = max(0, number.start - _LONGEST_LIST)
        before = _before_version(self.facts.language).search(self.facts.text, start, number.start)
        return before is not None and not self.unit(number)

    def words(self) -> list[Number]:
        """The numbers in words, without what belongs to a time in digits: 半 of 7時半."""
        times = [
            number
            for number in (figure.number for figure in self.facts.figures)
            if number.kind is NumberKind.TIME and not number.raw[-1].isdigit()
        ]
        return [
            word
            for word in self.facts.words
            if not any(time.start < word.start < time.end for time in times)
        ]

    def unit_of_word(self, word: Number) -> str:
        """The unit after a number in words, or inside it: "dreitägig"."""
        within = unit_within(word.raw, self.facts.language)
        if within:
            return within
        visible = visible_digits(self.facts.text)
        found = unit_after(visible, word.end, self.facts.language)
        return found[0] if found else ""


_BEFORE_DIGITS = f"{forms.DASHES} "  # between the letters of a code and its digits


def is_code(name: str, code: str) -> bool:
    """Whether a name is the code, or a word for its letters with an ending: COVIDEM19."""
    if name == code:
        return True
    words = _words_for().get(code, ())
    return name.lower().startswith(words) and _digits_of(name) == _digits_of(code)


def _digits_of(name: str) -> str:
    return name.lstrip(ascii_uppercase)


@cache
def _words_for() -> dict[str, tuple[str, ...]]:
    return {name: tuple(words.split(", ")) for name, words in rows("code-words.tsv")}


@cache
def _before_version(language: Language) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for (name,) in rows("versioned.tsv"))
    words = any_of(sorted(range_words(language)))
    listed = rf"(?:\d+(?:\.\d+)+(?:,? (?:{words}) |, |[–-]))*"  # "sections 4.3 and 4.4"
    return re.compile(rf"\b(?:{names})\b[ \u00a0(]{{1,2}}(?:[A-Z]\.)?{listed}\Z", re.IGNORECASE)


_LONGEST_LIST = 200  # code points of "sections 4.3, 4.4 and "
_TOGETHER = 12  # code points between the numbers of one time or list: "9 Uhr 30", "5 or 10"


def _first_of(number: Number, wanted: Counter[Decimal]) -> Decimal:
    legal = number.readings[: number.legal]
    return next((value for value in legal if wanted[value] > 0), legal[0])
