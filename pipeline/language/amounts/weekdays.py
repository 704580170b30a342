"""The days of the week that a text names, by their names in CLDR and what these are declined to.

Other names: data/weekday-names.tsv; the vowels that change: data/final-vowels.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from pipeline.language.amounts.number_words import attached
from pipeline.language.cldr import separates_words, weekday_names
from pipeline.language.tables import rows
from pipeline.model import Language

__all__ = ["Weekday", "are_numbered", "weekdays"]

# A name without its last vowel is the beginning of its other cases, "суббот-а", "суббот-у". Of four
# letters other words begin so too: "сред-а" is Wednesday, "средство" a remedy.
_SHORTEST_STEM, _LONGEST_ENDING = 5, 3
_BEGINNING = 4  # letters of a name, of which every form begins so
_UNCOUNTED = "(?<![0-9一二两兩三四五六七八九十])"  # 周一 is Monday, 两周一次 is once in two weeks
_NO_DAY = "-"  # the row of what stands behind a name where it is none


class Weekday(NamedTuple):
    """A day of the week where it stands in a text."""

    start: int  # 0-based code points, half-open
    end: int
    number: int  # 0 is Monday


def weekdays(visible: str, language: Language) -> tuple[Weekday, ...]:
    """The days that a text (without markup, see `inline.blank`) names, in order."""
    pattern, numbers, beginnings = _pattern(language)
    lowered = visible.lower()
    if not any(map(lowered.__contains__, beginnings)):
        return ()  # of nearly all texts, a tenth of the time of a search for the pattern
    return tuple(
        Weekday(*match.span(match.lastgroup), numbers[match.lastgroup])
        for match in pattern.finditer(visible)
        if match.lastgroup is not None
    )


@cache
def are_numbered(language: Language) -> bool:
    """Whether the language names days by digits too: "thứ 2" is Monday."""
    return any(each.isdigit() for name in _other_names(language) for each in name)


@cache
def _pattern(language: Language) -> tuple[re.Pattern[str], dict[str, int], tuple[str, ...]]:
    spaced = separates_words(language)
    edge, end = (rf"(?<!\w){attached(language)}", r"(?!\w)") if spaced else ("", "")
    names = {**weekday_names(language), **_other_names(language)}
    vowels = "".join(letters for _, letters in rows("final-vowels.tsv"))
    before, after = ("", "") if spaced else (_UNCOUNTED, _no_day_behind(language))
    # The longest first: Turkish Pazartesi is Monday, Pazar is Sunday.
    ordered = sorted(names, key=lambda name: (-len(name), name))
    # A name has a group of its own, as a day may have several.
    each = (
        f"(?P<d{number}>{before}{'|'.join(_forms(name, vowels, spaced=spaced))}{after})"
        for number, name in enumerate(ordered)
    )
    pattern = re.compile(f"{edge}(?:{'|'.join(each)}){end}", re.IGNORECASE)
    letters = _BEGINNING if spaced else _BEGINNING // 2
    beginnings = tuple({name[:letters].partition("ʼ")[0].lower() for name in names})
    return pattern, {f"d{n}": names[name] for n, name in enumerate(ordered)}, beginnings


def _other_names(language: Language) -> dict[str, int]:
    return {
        name: int(number)
        for tag, number, listed in rows("weekday-names.tsv")
        if tag == language.base and number != _NO_DAY
        for name in listed.split(", ")
    }


def _no_day_behind(language: Language) -> str:
    listed = [
        re.escape(word)
        for tag, number, words in rows("weekday-names.tsv")
        if tag == language.base and number == _NO_DAY
        for word in words.split(", ")
    ]
    return f"(?!{'|'.join(listed)})" if listed else ""


def _forms(name: str, vowels: str, *, spaced: bool) -> Iterable[str]:
    yield _escaped(name)
    if not spaced:
        return
    stem = name[:-1] if name[-1] in vowels else name
    if len(stem) >= _SHORTEST_STEM:
        yield rf"{_escaped(stem)}\w{{1,{_LONGEST_ENDING}}}"


def _escaped(name: str) -> str:
    return re.escape(name).replace("ʼ", "[ʼ’']")
