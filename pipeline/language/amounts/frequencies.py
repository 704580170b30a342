"""How often something is to be taken or done: "twice a day", "1日2回", "два раза в день".

Finds the phrases of data/frequencies/<language>.txt and what they mean. What it does not find it
does not understand: who compares two texts has to be silent where one has more phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from pipeline.language.amounts.number_words import attached, range_words, value_of
from pipeline.language.amounts.numerals import visible_digits
from pipeline.language.amounts.units import unit_at, unit_spellings
from pipeline.language.cldr import separates_words
from pipeline.language.letters import lowered
from pipeline.language.patterns import any_of
from pipeline.language.tables import rows_for
from pipeline.model import Language

__all__ = ["Frequency", "frequencies"]

# A year is twelve months, so that "once a year" and "every 12 months" are the same.
_HOURS = {"hour": 1, "day": 24, "week": 168, "month": 720, "year": 8640}
_NEAR = 24  # code points in which the number of a phrase stands
_UNSURE = "-"  # "bi-weekly": twice a week, or every two weeks
_SAME = "{n}"  # the number of a phrase
_JOINERS = " \u00a0\u202f-×*"
_TIMES = re.compile(r"(?<=[0-9\s])x[\s-]*$")  # 3x, 3 x: never the x of "six"


class Frequency(NamedTuple):
    """A phrase that says how often."""

    start: int  # 0-based code points, half-open
    end: int
    times: int  # 0: only the period is told, "daily"
    hours: int  # the period: 24 of "a day", 8 of "every 8 hours"

    def agrees(self, other: Frequency) -> bool:
        """Whether both are the same instruction; "daily" is any number of times a day."""
        return self.hours == other.hours and (self.times == other.times or 0 in (self[2], other[2]))


class _Form(NamedTuple):
    """A phrase without its number, which stands before it, inside it, after it or nowhere."""

    meaning: str  # "n/day", "every n hour", "2/week"
    before: bool  # whether the number comes first
    tail: str | None  # what follows a number that comes after; None: no number comes after.
    # "{n}" in it is the same number once more: "de 8 em 8 horas"


@cache
def _forms(language: Language) -> tuple[dict[str, list[_Form]], re.Pattern[str] | None]:
    forms: dict[str, list[_Form]] = {}
    for meaning, templates in rows_for("frequencies", language):
        for template in templates.split(", "):
            head, number, tail = template.casefold().partition(_SAME)
            if not number:
                forms.setdefault(head, []).append(_Form(meaning, before=False, tail=None))
            elif head.strip():
                form = _Form(meaning, before=False, tail=tail.strip())
                forms.setdefault(head.strip(), []).insert(0, form)
            else:
                form = _Form(meaning, before=True, tail=None)
                forms.setdefault(tail.strip(), []).insert(0, form)
    if not forms:
        return forms, None
    longest_first = sorted(forms, key=len, reverse=True)
    if not separates_words(language):
        return forms, re.compile(any_of(longest_first))
    # A number may be written together with what follows it: "3x täglich", "2раза".
    alternatives = any_of(longest_first, not_behind=r"[^\W\d_]")
    return forms, re.compile(rf"(?:{alternatives})(?!\w)")


def frequencies(text: str, language: Language) -> tuple[Frequency, ...]:
    """The phrases in `text` (inline Markdown) that say how often, in order, disjoint."""
    forms, pattern = _forms(language)
    if pattern is None:
        return ()
    visible = visible_digits(text).replace("İ", "i").casefold()
    if len(visible) != len(text):  # German ß becomes two letters
        visible = lowered(visible_digits(text))
    found: list[Frequency] = []
    position, spaced = 0, separates_words(language)
    while (match := pattern.search(visible, position)) is not None:
        # "at the same times every day": what needs a number and has none may hold what needs none
        position = match.start() + 1
        for start, end in _spans(match, forms, spaced=spaced):
            phrase = " ".join(visible[start:end].split())
            if forms[phrase][0].meaning == _UNSURE:
                position = end
                break
            frequency = _first_of(forms[phrase], (start, end), visible, language)
            if frequency is not None:
                found.append(frequency)
                position = max(end, frequency.end)
                break
    return tuple(_disjoint(found))


def _spans(
    match: re.Match[str], forms: Mapping[str, object], *, spaced: bool
) -> Iterator[tuple[int, int]]:
    """Where the phrase stands, and the shorter ones that it begins with: 每天服用 without 3次."""
    start, end = match.span()
    yield start, end
    for shorter in range(end - 1, start, -1):
        if match.string[start:shorter] in forms and not (
            spaced and match.string[shorter - 1 : shorter + 1].isalpha()
        ):
            yield start, shorter


def _first_of(
    each_form: Iterable[_Form], span: tuple[int, int], visible: str, language: Language
) -> Frequency | None:
    found = (_frequency(form, span, visible, language) for form in each_form)
    return next((frequency for frequency in found if frequency is not None), None)


def _disjoint(found: list[Frequency]) -> Iterator[Frequency]:
    end = 0
    for frequency in found:
        if frequency.start >= end:
            yield frequency
            end = frequency.end


def _frequency(
    form: _Form, span: tuple[int, int], visible: str, language: Language
) -> Frequency | None:
    start, end = span
    number: int | None = 0
    if form.before:
        head = visible[max(0, start - _NEAR) : start]
        before = _TIMES.sub("", head).rstrip(_JOINERS)
        number, length = _last_number(before, language)
        start -= len(head) - len(before) + length
    elif form.tail is not None:
        following = visible[end : end + _NEAR]
        rest = following.lstrip(_JOINERS)
        number, tail, after = _number_before(form.tail, rest, language)
        if after is None:
            return None
        end += len(following) - len(after) + len(tail)
    if number is None:
        return None
    start, periods = (start, 1) if form.before else _several(form, start, visible, language)
    return _meaning(form.meaning, number, start, end, periods)


def _several(form: _Form, start: int, visible: str, language: Language) -> tuple[int, int]:
    """Where the phrase starts, and in how many periods, where a number counts these: 5年に1回."""
    head = visible[max(0, start - _NEAR) : start]
    before = head.rstrip(_JOINERS)
    number, length = _last_number(before, language)
    unit = form.meaning.rpartition("/")[2]
    if number is None or (unit_at(visible, start, unit_spellings(language)) or ("",))[0] != unit:
        return start, 1
    return start - (len(head) - len(before)) - length, number


def _number_before(tail: str, text: str, language: Language) -> tuple[int | None, str, str | None]:
    """The number, or the last of a range, that `text` begins with, then `tail` as it stands there.

    And the text from the tail on: None where the tail is not right behind the number.
    """
    number, length = _first_number(text, language)
    joint = _TO.match(text, length)
    goes_on = _SAME not in tail and joint is not None and _is_range(joint[0], language)
    if number is not None and joint is not None and goes_on:
        last, more = _first_number(text[joint.end() :], language)
        after = text[joint.end() + more :].lstrip(_JOINERS)
        if last is not None and after.startswith(tail):
            return last, tail, after
    tail = tail.replace(_SAME, text[:length])
    after = text[length:].lstrip(_JOINERS)
    return (number, tail, after) if after.startswith(tail) else (None, tail, None)


def _meaning(meaning: str, number: int, start: int, end: int, periods: int) -> Frequency:
    if meaning.startswith("every"):
        _, count, unit = meaning.split(" ")
        times, period = 1, (number if count == "n" else int(count)) * _HOURS[unit]
    else:
        count, unit = meaning.split("/")
        times, period = (number if count == "n" else int(count or 0)), periods * _HOURS[unit]
    return Frequency(start, end, times, period)


# Between the two ends of a range: the last tells, as where a number comes first ("6-8 saatte").
_TO = re.compile(r"[ \u00a0]?[-–—~～〜至到][ \u00a0]?|[ \u00a0][^\W\d_]{1,4}[ \u00a0]")


def _is_range(joint: str, language: Language) -> bool:
    """Whether it is a dash or a word of the language: "three times 10" is no range."""
    return not joint.strip().isalpha() or joint.strip() in range_words(language)


_DIGITS_LAST = re.compile(r"(?<![0-9.,/])[0-9]{1,2}$")
_DIGITS_FIRST = re.compile(r"[0-9]{1,2}(?![0-9/]|[.,][0-9])")


def _last_number(text: str, language: Language) -> tuple[int | None, int]:
    """(number, its length) at the end of `text`, in digits or in words."""
    match = _DIGITS_LAST.search(text)
    if match is not None:
        return int(match[0]), len(match[0])
    if separates_words(language):
        words = text.split(" ")
        candidates = [" ".join(words[-count:]) for count in (2, 1) if count <= len(words)]
    else:
        candidates = [text[-length:] for length in range(min(8, len(text)), 0, -1)]
    return _known(candidates, language)


def _first_number(text: str, language: Language) -> tuple[int | None, int]:
    match = _DIGITS_FIRST.match(text)
    if match is not None:
        return int(match[0]), len(match[0])
    if separates_words(language):
        words = re.split(r"[ ,.;:!?]", text)
        candidates = [" ".join(words[:count]) for count in (2, 1) if count <= len(words)]
    else:
        candidates = [text[:length] for length in range(min(8, len(text)), 0, -1)]
    return _known(candidates, language)


def _known(candidates: list[str], language: Language) -> tuple[int | None, int]:
    for candidate in candidates:
        value = value_of(candidate, language)
        if value is None:
            value = _value_behind_clitic(candidate, language)
        if value is not None and value == int(value) and value > 0:
            return int(value), len(candidate)
    return None, 0


def _value_behind_clitic(word: str, language: Language) -> Decimal | None:
    """What a number means that is written together with a word before it: "משלוש", than three."""
    clitic = _clitic(language)
    if clitic is None:
        return None
    values = (
        value_of(word[cut:], language)
        for cut in range(1, _LONGEST_CLITIC + 1)
        if clitic.fullmatch(word, 0, cut)
    )
    return next((value for value in values if value is not None), None)


_LONGEST_CLITIC = 3  # code points: Arabic "وال"


@cache
def _clitic(language: Language) -> re.Pattern[str] | None:
    pattern = attached(language)
    return re.compile(pattern) if pattern else None
