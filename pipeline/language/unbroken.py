"""What stays on one line: "20–30 mg" must not be read as "20–", nor "38 °C" as "38".

Ranges, amounts with their units, and telephone numbers, which are dialled wrong when a line parts
them. For text that runs from left to right; in Arabic and Hebrew `isolation` finds whole runs, and
`end_of_unit` tells where the unit behind one ends. Works on plain text.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.language import cldr, forms
from pipeline.language.patterns import lazy
from pipeline.model import Language

__all__ = ["COUNTED", "DIGIT", "amounts_in_own_signs", "end_of_unit", "whole_runs"]

MAX_SIGN = 9  # characters of a unit that stays with its number: मिलीग्राम

DIGIT = lazy(r"[\d½¼¾]")
_DECIMALS = r"(?:[.,]\d+)*"
_NUMBER = rf"\d+{_DECIMALS}"
_LETTER = r"A-Za-zµ\u00c0-\u04ff"
_DASH = "–~～〜-"  # the waves in Japanese and Korean
# A range and its unit, in letters that stand by themselves; a date or a telephone number is none.
# Every pattern takes its first digit and then looks back: one that looks back first is tried at
# every character of a text (measured: 2.4 times as long).
_UNIT = r"(?:%|[A-Za-zµ\u0370-\u03ff\u0400-\u04ff]{1,4}\b)"
_RANGE = (
    rf"(?<![\d{_LETTER}_–-]\d)\d*{_DECIMALS}[{_DASH}]{_NUMBER}"
    rf"(?:[ \u00a0\u202f]?{_UNIT})?(?![\d{_LETTER}_–-])"
)
# An amount and its sign; words ("3 days") may go their own ways.
_SIGN = (
    r"(?:%|°[CF]?|[kmcdµμ]?[gl]|[kcm]?m|[md]?L|mcg|mmHg|mmol|IU|UI|IE|МЕ"
    r"|кг|г|мг|мкг|мл|л|мм|см|м)(?![A-Za-z\u0400-\u04ff])"
)
_AMOUNT = rf"(?<![\d{_LETTER}_.,–-].)(?:(?<=\d)(?:\d*{_DECIMALS}|\d*[½¼¾])|(?<=[½¼¾])) {_SIGN}"
_WHOLE = lazy(rf"[\d½¼¾](?:(?<=\d){_RANGE}|{_AMOUNT})")
_CALLED = lazy(rf"(?x)(?<![\w+])(?:{forms.PHONE})(?!\w)")
_SEVEN_DIGITS = lazy(r"\d[^\w\n]{0,3}(?:\d[^\w\n]{0,3}){6}")
# Where letters of another script stand right beside a number, and signs are in that script.
_COUNT = r"\d+(?:[.,٫٬]\d+)*"
COUNTED = lazy(rf"(?<![A-Za-z\d.,٫٬:/+−–-]){_COUNT}(?:[{_DASH}]{_COUNT})?(?![\d:/٫٬–-])")
_OWN_SIGNS = frozenset({"Latn", "Cyrl", "Grek"})  # all that `_SIGN` has
# As `_SIGN`: "3 days" may go their own ways.
_KEPT_UNITS = frozenset(
    (
        *("milligram", "microgram", "nanogram", "gram", "kilogram", "milliliter", "deciliter"),
        *("centiliter", "liter", "microliter", "millimeter", "centimeter", "meter", "percent"),
        *("celsius", "fahrenheit", "millimole", "millimeter-of-mercury", "international-unit"),
    )
)


def whole_runs(text: str, language: Language) -> list[tuple[int, int]]:
    """The places of such runs, half-open and in order; [] at once for text without a digit."""
    if not DIGIT.search(text):
        return []
    spans = [match.span() for match in _WHOLE.finditer(text)]
    if _SEVEN_DIGITS.search(text):
        spans += [match.span() for match in _CALLED.finditer(text)]
    if cldr.default_script(language) not in _OWN_SIGNS:
        spans += amounts_in_own_signs(text, language)
    found: list[tuple[int, int]] = []
    done = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= done:
            found.append((start, end))
            done = end
    return found


def amounts_in_own_signs(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Amounts as languages write them that have units of their own: "200 मिग्रा", "200～400 mg"."""
    for match in COUNTED.finditer(text) if DIGIT.search(text) else ():
        end = end_of_unit(text, match.end(), language)
        if end > match.end() or any(dash in match[0] for dash in _DASH):
            yield match.start(), end


def end_of_unit(text: str, position: int, language: Language) -> int:
    """Where the unit ends that follows a number; the number's own end where none does."""
    from pipeline.language.units import unit_after  # few scripts ask

    unit, end = unit_after(text, position, language) or ("", position)
    return end if unit in _KEPT_UNITS and end - position <= MAX_SIGN + 1 else position
