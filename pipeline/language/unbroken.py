"""What stays on one line: "20–30 mg" must not be read as "20–", nor "38 °C" as "38".

Ranges, amounts with their units, and telephone numbers, which are dialled wrong when a line parts
them; and a single letter with the word that it is of, "X-ray". For text that runs from left to
right; in Arabic and Hebrew `isolation` finds whole runs, and `end_of_unit` tells where the unit
behind one ends. Works on plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from pipeline.language import cldr, forms
from pipeline.language.patterns import at_first_use, lazy
from pipeline.language.tables import rows, rows_for
from pipeline.language.unit_signs import any_sign_of
from pipeline.model import Language

__all__ = [
    "COUNTED",
    "DIGIT",
    "amounts_in_own_signs",
    "counted_runs",
    "end_of_counted",
    "end_of_strokes",
    "end_of_unit",
    "whole_runs",
]

MAX_SIGN = 9  # characters of a unit that stays with its number: मिलीग्राम
MAX_WORD = 14  # of a counted word: a longer one would leave a hole in the line before

DIGIT = lazy(r"[\d½¼¾]")
_DECIMALS = r"(?:[.,]\d+)*"
_NUMBER = rf"\d+{_DECIMALS}"
_LETTER = r"A-Za-zµ\u00c0-\u04ff"
_DASH = "–~～〜-"  # the waves in Japanese and Korean
# A range and its unit, in letters that stand by themselves; a date or a telephone number is none.
# Every pattern takes its first digit and then looks back: one that looks back first is tried at
# every character of a text (measured: 2.4 times as long).
_UNIT = r"(?:%|°[CF]?|[A-Za-zµ\u0370-\u03ff\u0400-\u04ff]{1,4}\b)"
_RANGE = (
    rf"(?<![\d{_LETTER}_–-]\d)\d*{_DECIMALS}[{_DASH}]{_NUMBER}"
    rf"(?:[ \u00a0\u202f]?{_UNIT})?(?![\d{_LETTER}_–-])"
)
# An amount and its sign; words ("3 days") stay with it where there is room, see `counted_runs`.
_COUNTED_OUT = rf"(?<![\d{_LETTER}_.,–-].)(?:(?<=\d)(?:\d*{_DECIMALS}|\d*[½¼¾])|(?<=[½¼¾]))"


def _sign() -> str:
    signs = r"%|°[CF]?|[kmcdµμ]?[gl]|[kcm]?m|[md]?L|mcg|mmHg|mmol|IU|UI|IE"
    return rf"(?:{signs}|{any_sign_of('Cyrl')})(?![A-Za-z\u0400-\u04ff])"


def _whole() -> re.Pattern[str]:
    return re.compile(rf"[\d½¼¾](?:(?<=\d){_RANGE}|{_COUNTED_OUT} {_sign()})")


_WHOLE: re.Pattern[str] = at_first_use(_whole)
# Han, kana and Hangul stand right beside a number: "0800 555 0144に".
_CALLED = lazy(rf"(?x)(?<![\d_+{_LETTER}])(?:{forms.PHONE})(?![\d_{_LETTER}])")
# "X-ray", "e-mail", "ई-मेल": of letters of scripts that part words by spaces.
_SPACED = r"A-Za-z\u00c0-\u052f\u0900-\u0dff"
_HYPHENED = lazy(rf"(?<![\d{_SPACED}-])[{_SPACED}]-[{_SPACED}]{{2,{MAX_WORD}}}(?![{_SPACED}])")
_SEVEN_DIGITS = lazy(r"\d[^\w\n]{0,3}(?:\d[^\w\n]{0,3}){6}")
# Where letters of another script stand right beside a number, and signs are in that script.
_MORE = r"\d*(?:[.,٫٬]\d+)*"
COUNTED = lazy(rf"\d(?<![A-Za-z\d.,٫٬:/+−–-]\d){_MORE}(?:[{_DASH}]\d{_MORE})?(?![\d:/٫٬–-])")
_BEFORE_STROKE = lazy(rf"(?<![\w.,/]){_NUMBER}/\Z")
_STROKE = lazy(rf"\.?/(?:{_NUMBER})?")  # behind a unit, which may be shortened: "120 มก./5 มล."
_OWN_SIGNS = frozenset({"Latn", "Cyrl", "Grek"})  # whose signs `_sign` has
# Those of `_sign`.
_KEPT_UNITS = frozenset(
    (
        *("milligram", "microgram", "nanogram", "gram", "kilogram", "milliliter", "deciliter"),
        *("centiliter", "liter", "microliter", "millimeter", "centimeter", "meter", "percent"),
        *("celsius", "fahrenheit", "millimole", "millimeter-of-mercury", "international-unit"),
    )
)


def whole_runs(text: str, language: Language) -> list[tuple[int, int]]:
    """The places of such runs, half-open and in order; [] at once for text that has none.

    What strokes join is one: "120/80 mmHg", "120 mg/5 ml", "15 mg/kg".
    """
    spans = [match.span() for match in _HYPHENED.finditer(text)] if "-" in text else []
    if not DIGIT.search(text):
        return spans
    spans += [match.span() for match in _WHOLE.finditer(text)]
    if _SEVEN_DIGITS.search(text):
        spans += [match.span() for match in _CALLED.finditer(text)]
    if cldr.default_script(language) not in _OWN_SIGNS:
        spans += amounts_in_own_signs(text, language)
    found: list[tuple[int, int]] = []
    done = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= done:
            before = _BEFORE_STROKE.search(text, done, start) if text[start - 1] == "/" else None
            done = end_of_strokes(text, end, language) if text[start].isnumeric() else end
            found.append((before.start() if before else start, done))
    return found


def amounts_in_own_signs(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Amounts as languages write them that have units of their own: "200 मिग्रा", "200～400 mg"."""
    for match in COUNTED.finditer(text) if DIGIT.search(text) else ():
        end = end_of_unit(text, match.end(), language)
        if end > match.end() or any(dash in match[0] for dash in _DASH):
            yield match.start(), end


def end_of_unit(text: str, position: int, language: Language) -> int:
    """Where the unit ends that follows a number; the number's own end where none does.

    With what a stroke adds to it: "5 مل" of "120 مغ/5 مل".
    """
    from pipeline.language.amounts.units import unit_after  # few scripts ask

    unit, end = unit_after(text, position, language) or ("", position)
    if unit not in _KEPT_UNITS or end - position > MAX_SIGN + 1:
        return position
    return end_of_strokes(text, end, language)


def end_of_strokes(text: str, end: int, language: Language) -> int:
    """Where an amount that ends at `end` goes on to behind a stroke: over "/5 ml", "/kg/day"."""
    from pipeline.language.amounts.units import unit_after

    while stroke := _STROKE.match(text, end):
        unit_end = (unit_after(text, stroke.end(), language) or ("", 0))[1]
        if not 0 < unit_end - stroke.end() <= MAX_SIGN + 1:
            break
        end = unit_end
    return end


# ----------------------------------------------------------------------------------- counted words
class _Words(NamedTuple):
    """What a language counts, as it is written."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]  # of words that may have any ending
    # By their first letter, the longest first; nothing where words are told by spaces.
    lengths: Mapping[str, tuple[int, ...]]


def counted_runs(
    text: str, language: Language, whole: Iterable[tuple[int, int]] = ()
) -> list[tuple[int, int]]:
    """Numbers with the words that they count: "2–3 weeks", "30分"; in order, half-open.

    Not those that meet one of the `whole` runs of the text, unless they hold all of it. They are
    kept on a line where that costs no room: no column is made wider for them.
    """
    found = []
    words = _counted_words(language)
    for match in COUNTED.finditer(text):
        position = match.end()
        if (words.lengths or text.startswith(" ", position)) and position < len(text):
            end = _end_of_counted(text, position, words)
            if end > position:
                found.append((match.start(), end))
    return [span for span in found if _holds_or_misses(span, whole)] if found else found


def end_of_counted(text: str, position: int, language: Language) -> int:
    """Where the word ends that a number counts; the number's own end where it counts none."""
    return _end_of_counted(text, position, _counted_words(language))


def _end_of_counted(text: str, position: int, words: _Words) -> int:
    start = position + text.startswith(" ", position)
    if words.lengths:
        following = text[start : start + MAX_WORD]
        for length in words.lengths.get(following[:1], ()):
            if length <= len(following) and following[:length] in words.whole:
                return start + length
        return position
    word = _COUNTED_WORD.match(text, start) if start > position else None
    if word is None or len(word[0]) > MAX_WORD:
        return position
    written = word[0].casefold()
    is_known = written in words.whole or written.startswith(words.beginnings)
    return word.end() if is_known else position


# To the next space or mark; a hyphen and an apostrophe are no part of what is counted.
_COUNTED_WORD = re.compile(r"[^\s\d.,;:!?()\[\]/<>'’\"“”„«»\u2010-\u2015…،؛؟।-]+")


def _holds_or_misses(span: tuple[int, int], whole: Iterable[tuple[int, int]]) -> bool:
    start, end = span
    return all(
        stop <= start or end <= first or (start <= first and stop < end) for first, stop in whole
    )


@cache
def _counted_words(language: Language) -> _Words:
    wanted: dict[str, set[str]] = {"units": set(), "counts": set()}
    for place, names in rows("unbroken-words.tsv"):
        wanted[place].update(names.split(" "))
    keys = {unit: key for unit, key, _ in rows("units.tsv") if unit in wanted["units"]}
    spellings = cldr.unit_patterns(language, frozenset(keys.values()))
    words = {word for forms_of in spellings.values() for word in forms_of}
    for unit, row in rows_for("unit-words", language):
        if unit in keys:
            words.update(row.split(", "))
    for thing, row in rows_for("counts", language):
        if thing in wanted["counts"]:
            words.update(row.split(", "))
    written = {word.rstrip(".").casefold() for word in words if word[0] != "^" and " " not in word}
    is_spaced = cldr.separates_particles(language)
    whole = frozenset(word for word in written if word and not word.endswith("*"))
    lengths: dict[str, tuple[int, ...]] = {}
    for word in () if is_spaced else sorted(whole, key=len, reverse=True):
        known = lengths.get(word[0], ())
        lengths[word[0]] = known if len(word) in known else (*known, len(word))
    return _Words(whole, tuple(word[:-1] for word in written if word.endswith("*")), lengths)
