"""Which hour a number means: "8 p.m." is 20 too, the eleventh hour from sunrise is 17.

The words are data/day-halves.tsv. Whether two clocks show the same time is `clocks`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from pipeline.language.amounts.day_parts import tells_part_of_day
from pipeline.language.amounts.numerals import Number, NumberKind
from pipeline.language.cldr import separates_words
from pipeline.language.patterns import any_of
from pipeline.language.tables import rows
from pipeline.model import Language

__all__ = ["SUNRISE", "Halves", "halves_of", "in_half", "on_clock", "so_much_later"]

SUNRISE = 6  # the hour from which some clocks count
_HOURS = 12
_BEFORE, _AFTER = 14, 18  # code points around a number in which "p.m.", "下午", "de la tarde" stand
_MIDNIGHT = Decimal(24)
_CLOCK = re.compile(r"([0-9]{1,2})[.·]([0-5][0-9])")
_SURE = "_"  # behind the name of a group


class Halves(NamedTuple):
    """The words for the halves of the day; `leading` are those said of the number after them.

    A group is named for its half, with _SURE behind where its words are said of that half alone.
    """

    language: Language
    words: re.Pattern[str]
    leading: re.Pattern[str] | None
    days: Sequence[tuple[str, str, re.Pattern[str]]] = ()
    # (half, word behind a number, words before it) where that word is no day: "до 4 дня"


def halves_of(language: Language) -> Halves | None:
    """The language's words; None where data/day-halves.tsv has none."""
    entries = [
        (half, words.lower().split(", "))
        for tag, half, words in rows("day-halves.tsv")
        if tag == language.base
    ]
    if not entries:
        return None
    edges = (r"(?<!\w)", r"(?!\w)") if separates_words(language) else ("", "")
    entries = [
        (half + mark, some)
        for half, words in entries
        for mark in ("", _SURE)
        if (some := [w.removeprefix("=") for w in words if w.startswith("=") == bool(mark)])
    ]
    leading = [
        (half, some) for half, words in entries if (some := [w for w in words if w[0] == "^"])
    ]
    return Halves(
        language,
        _any_of(entries, edges),
        _any_of(leading, edges) if leading else None,
        tuple(
            (half, word, re.compile(rf"(?<!\w)(?:{any_of(before.split(', '))})[ \u00a0]\Z"))
            for tag, half, word, before in rows("clock-days.tsv")
            if tag == language.base
        ),
    )


def _any_of(entries: list[tuple[str, list[str]]], edges: tuple[str, str]) -> re.Pattern[str]:
    groups = (
        rf"(?P<{half}>{'|'.join(_whole_word(word.removeprefix('^')) for word in words)})"
        for half, words in entries
    )
    return re.compile(f"{edges[0]}(?:{'|'.join(groups)}){edges[1]}")


def _whole_word(word: str) -> str:
    """A pattern for the word; in Latin letters it is whole where other scripts have no spaces."""
    pattern = re.escape(word)
    return rf"(?<![a-z]){pattern}(?![a-z])" if word.isascii() else pattern


def on_clock(
    number: Number, unit: str, visible: str, halves: Halves | None
) -> tuple[Number, str, bool]:
    """The number, read as an hour where it may be one: "8 p.m." is 20 too, "9.30" is 9:30 too.

    And its half of the day, and whether the word for it is said of that half alone.
    """
    if unit == "day" and halves is not None and halves.days:
        half = _half_of_days(number, visible, halves)
        return in_half(number, half), half, False
    if unit not in ("", "hour"):
        return number, "", False
    if number.kind is NumberKind.TIME:
        hour = int(number.parts[0])
    elif number.kind is NumberKind.NUMERAL and number.readings:
        if not unit and not number.parts and (match := _CLOCK.fullmatch(number.raw)):
            number = number._replace(parts=tuple(map(Decimal, match.groups())))
        value = number.readings[0]
        is_hour = bool(number.parts) or value == int(value)  # "5.30 p.m." as well
        hour = int(value) if number.legal and is_hour and 0 < value < _HOURS + 1 else 0
    else:
        return number, "", False
    if halves is None or not 0 < hour <= _HOURS:
        return number, "", False
    said = _half(number, visible, halves)
    half = said.removesuffix(_SURE)
    if half and number.parts and number.kind is NumberKind.NUMERAL:
        number = number._replace(readings=(), legal=0, kind=NumberKind.TIME)
    return in_half(number, half), half, half != said


def _half_of_days(number: Number, visible: str, halves: Halves) -> str:
    """The half of the day where "4 дня" is four o'clock; "" where they are days."""
    if not number.readings or not 0 < number.readings[0] < _HOURS:
        return ""
    after = visible[number.end :].lstrip(_BESIDE)
    before = visible[max(0, number.start - _BEFORE) : number.start].lower()
    return next(
        (
            half
            for half, word, leads in halves.days
            if after.startswith(word)
            and not after[len(word) : len(word) + 1].isalpha()
            and leads.search(before) is not None
        ),
        "",
    )


def in_half(number: Number, half: str) -> Number:
    """The number with its hour of 24 as a second reading: 2 of "2 to 5 p.m." is 14 too."""
    if not half or number.kind is not NumberKind.NUMERAL or not number.legal:
        return number
    value = number.readings[0]
    if value != int(value) or not 0 < value <= _HOURS:
        return number
    moved = Decimal(int(value) % _HOURS + (_HOURS if half == "pm" else 0))
    readings = (value, moved) if moved else (value, moved, _MIDNIGHT)
    return number._replace(readings=readings, legal=len(readings))


def so_much_later(number: Number, unit: str, hours: int) -> Number:
    """The eleventh hour from sunrise is 5 and 17 too, 2 ทุ่ม is 20 and 8."""
    if unit not in ("", "hour") or number.kind is not NumberKind.NUMERAL or not number.legal:
        return number
    value = number.readings[0]
    if value != int(value) or not 0 < value <= _HOURS:
        return number
    hour = (value + hours) % _HOURS
    readings = (*number.readings[: number.legal], hour, hour + _HOURS)
    return number._replace(readings=readings, legal=len(readings))


def _half(number: Number, visible: str, halves: Halves) -> str:
    """Which half of the day the words beside the number say: "8am", "下午3点"; the group's name."""
    # one more in front, for the beginning of a word to be seen
    first = max(0, number.start - _BEFORE - 1)
    before = visible[first : number.start].lower()
    matches = list(halves.words.finditer(before, min(first, 1)))
    if matches and _leads(halves, before, matches[-1].start()):
        return matches[-1].lastgroup or ""
    after = visible[number.end : number.end + _AFTER + _BEFORE].lower()
    match = halves.words.search(after, 0, _AFTER)
    if match is not None and not _DIGITS.search(after, 0, match.start()):
        following = _DIGITS.search(after, match.end())
        if following is None or not _leads(halves, after[: following.start()], match.start()):
            return match.lastgroup or ""
    if not matches or _DIGITS.search(before, matches[-1].end()):
        return ""
    rest = _DIGITS.split(after, maxsplit=1)[0]
    said = first + matches[-1].start()
    is_of_another = _DIGITS.search(visible, max(0, said - _BEFORE), said) is not None
    if is_of_another or tells_part_of_day(rest, halves.language):
        return ""  # "8 صبح و 8 شب", "7 до 11 утра и с 3 до 6 вечера": what was said is of the 11
    return matches[-1].lastgroup or ""


def _leads(halves: Halves, before: str, start: int) -> bool:
    """Whether the word at `start` is said of the number that follows the text `before`."""
    match = halves.leading.match(before, start) if halves.leading else None
    return match is not None and not before[match.end() :].strip(_BESIDE)


_BESIDE = " \u00a0\u202f*_"  # what may stand between a word and its number
_DIGITS = re.compile("[0-9]")
