"""Dates and times in figures with words between them: 2026年3月4日, "9 giờ 30 phút", "17 Uhr 10".

The forms are data/moments.tsv; `numerals` looks for them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pipeline.language import forms
from pipeline.language.tables import rows
from pipeline.language.unit_signs import any_sign

__all__ = ["DateForm", "date_forms", "first_letters", "moment_pattern"]


def moment_pattern(kind: str) -> str:
    """A pattern for the forms of a kind, "date" or "time", the longest first; for `re.VERBOSE`."""
    listed = sorted((form for row, form in rows("moments.tsv") if row == kind), key=len)
    return "|".join(_moment(form) for form in reversed(listed))


def _moment(form: str) -> str:
    pattern = re.escape(form).replace(r"\ ", f"{forms.SPACE}?")
    pattern = _BESIDE_HAN.sub(f"{forms.SPACE}?", pattern).replace(r"\{y\}", "[0-9]{4}")
    pattern = re.sub(r"\\{[mdhn]\\}", "[0-9]{1,2}", pattern)
    return f"{pattern}{_no_dose()}" if form.endswith("}") else pattern


class DateForm(NamedTuple):
    """A date with words between its figures, as data/moments.tsv has it."""

    words: tuple[str, ...]  # between the figures and behind them, in order
    day: int  # which of the figures, 0-based
    month: int

    def is_of(self, raw: str) -> bool:
        """Whether a date, as written, has these words."""
        position = 0
        for word in self.words:
            position = raw.find(word, position) + len(word)
            if position < len(word):
                return False
        return True


@cache
def date_forms() -> tuple[DateForm, ...]:
    """The forms that name a day and a month, those with the most words first."""
    found = []
    for kind, form in rows("moments.tsv"):
        figures = _PLACES.findall(form)
        if kind == "date" and {"d", "m"} <= set(figures):
            words = tuple(word for each in _PLACES.split(form)[::2] if (word := each.strip(" ,")))
            found.append(DateForm(words, figures.index("d"), figures.index("m")))
    return tuple(sorted(found, key=lambda form: -len(form.words)))


def first_letters() -> set[str]:
    """The letters right behind the first figure of any form."""
    words = (_PLACES.split(form)[2].lstrip(" ") for _, form in rows("moments.tsv"))
    return {word[0] for word in words if word}


_PLACES = re.compile(r"\{([ymdhn])\}")
# Many set a space between Chinese and figures: 3 月 14 日.
_BESIDE_HAN = re.compile(r"(?<=\})(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=\\\{)")


def _no_dose() -> str:
    """What can't follow the minutes of a time: "um 17 Uhr 10 mg" takes a dose at five.

    Nor the month of a date: "6 tháng 1 lần" is once in six months.
    """
    counted = "|".join(
        re.escape(word) for _, words in rows("no-dates.tsv") for word in words.split(", ")
    )
    units = rf"(?:[mkµμ]?g|mcg|m?[lL]|[mc]m|I[EU]|UI|{any_sign()})\b"
    return rf"(?![0-9]|[.,][0-9]|[ \u00a0\u202f]?(?:%|{units}|(?:{counted})\b))"
