"""Runs of text that must keep their left-to-right order inside right-to-left prose.

The Unicode bidirectional algorithm shows "200–400 mg" in Arabic as "mg 400–200": a clinical hazard.
Exporters wrap these runs (`<bdi dir="ltr">`, a left-to-right box). Works on plain text, knows no
markup and no language; what a telephone number, a date or a code is, `forms` says, as for checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.language import forms
from pipeline.language.amounts.numerals import fold
from pipeline.language.patterns import lazy

_GAP = rf"{forms.SPACE}?"
_DASH = r"[-‐‑–—−~～]"
_LATIN = r"[A-Za-z\u00B5\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF]"
_WORD = rf"{_LATIN}(?:{_LATIN}|[0-9'’-])*[®™]?"

# Letters of right-to-left scripts may touch a number, as "and" and "by" do (و200, ב5).
_START = rf"(?<!{_LATIN})(?<![0-9])(?<![0-9][.,])"
_END = rf"(?!{_LATIN}|[0-9])"
_RELATION = r"[≤≥<>~≈±=]"
_SIGN = r"(?:(?<!\w)[-−+])"
_CURRENCY = r"[$€£¥₪₹﷼]"

# "10⁹/L" is a unit, "x" before a number is a sign. The degree of "°م" begins a unit that reads
# from the right: taken along with the number it would stand on the wrong side of it.
_FROM_THE_RIGHT = r"[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]"
_UNIT = rf"""(?:
    (?:°(?!{_FROM_THE_RIGHT})|[℃℉%‰]){_LATIN}? | 10[{forms.RAISED}]+ | {_CURRENCY}
  | (?!x[ ]?[0-9]){_LATIN}[A-Za-z\u00B5²³]*[{forms.RAISED}⁻]*
)"""
_NUMBER = rf"""(?:
    {forms.MIXED}
  | (?:[0-9]{{1,3}}(?:[ ][0-9]{{3}})+(?![0-9]) | {forms.NUMERAL})(?:[:][0-9]+)*[{forms.RAISED}]*
)"""
_AMOUNT = rf"""(?:
    {_SIGN}?{_NUMBER}(?:{_GAP}{_UNIT}{_END})?
    (?:{_GAP}/{_GAP}(?:{_NUMBER}{_GAP})?{_UNIT}{_END})*                      # mg/kg, mg/10 ml
)"""
# Whatever stands between two numbers makes one phrase of them: 2–3, 120/80, 2 × 500 mg, 2024-10-31.
_JOINT = rf"(?:{_GAP}(?:{_DASH}|[×x*÷/⁄:→+]|{_RELATION}){_GAP})"
_NAME = rf"(?:{_WORD}[ \u00a0]){{1,3}}(?={_RELATION}?{_GAP}[-−+]?[0-9½¼¾])"


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"""(?=[A-Za-z0-9\u00B5\u00C0-\u03FF+−≤≥<>~≈±=(*\#$€£¥₪₹﷼½⅓⅔¼¾⅕-⅞-])(?:
            (?P<address>{forms.URL} | {forms.EMAIL} | \b[A-Za-z][\w-]*(?:\.[\w-]+)+/[^\s،؛؟]*)
          | (?P<phone>{_START}(?:{forms.PHONE}){_END} | (?<!\w)\*[0-9]{{2,5}}\b\#? )
          | (?P<moment>{_START}(?:{forms.YEAR_FIRST}|{forms.DAY_FIRST})(?:[T ]{forms.CLOCK})?
                (?!{_JOINT}[0-9]){_END})
          | (?P<quantity>(?:(?<!{_LATIN}){_NAME})?{_START}
                (?:{_RELATION}{_GAP}|{_CURRENCY}{_GAP})?{_AMOUNT}(?:{_JOINT}{_AMOUNT})*{_END})
          | (?P<code>(?<!{_LATIN})(?:{_LATIN}+[-‑–])*(?:{forms.CODE})
                (?:[-‑/][A-Za-z0-9]+)*[+]?{_END})
          | (?P<group>(?<!{_LATIN})[A-Za-z]{{1,4}}[+−](?!\w))                # Rh−, Na+
        )""",
        re.VERBOSE,
    )


_SUSPECT = lazy(
    r"[0-9\u0660-\u0669\u06F0-\u06F9½⅓⅔¼¾@]|://|www\.|mailto:|[a-z]/|[A-Za-z][+−](?!\w)"
)
_OF_NUMBERS = frozenset({"quantity", "moment"})
_NATIVE = lazy(r"[\u0660-\u0669\u06F0-\u06F9]")
_SIGNIFICANT = lazy(rf"\s|[^0-9.,:٫٬·'’{forms.NARROW_SPACES}]")  # more than one plain number
_JOINED_DEGREE = lazy(rf"°{_FROM_THE_RIGHT}")
_ARABIC_INDIC = lazy(r"[\u0660-\u0669]")
_LATIN_LETTER = lazy(rf"{_LATIN}|[°℃℉]")
_NATIVE_CHAIN = lazy(
    rf"[\u0660-\u0669\u06F0-\u06F9]{_GAP}(?:{_DASH}|[×x*÷→+]|{_RELATION}){_GAP}[−+-]?[\u0660-\u0669\u06F0-\u06F9]"
)
_PERSIAN = r"[\u06F0-\u06F9]+(?:[.,٫٬/:][\u06F0-\u06F9]+)*"
_PERSIAN_NUMBER = lazy(_PERSIAN)
_PERSIAN_JOINED = lazy(r"[\u06F0-\u06F9](?:[-+−][\u06F0-\u06F9]|[ \u00a0]?[٪%])")
_PERSIAN_SIGNED = lazy(rf"(?<!\w)[-−+]{_PERSIAN}")


def ltr_runs(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of plain `text` to isolate left-to-right in right-to-left prose, in order, disjoint.

    0-based code points, half-open. Quantities with a Latin unit, with the Latin name before them
    ("Ibuprofen 400 mg"), ranges, products, signed and spaced numbers, telephone numbers, numeric
    dates, codes (L4–L5, COVID-19) and addresses. A single number is left alone: it can't be
    reversed. Only where "°م" follows without a space it is isolated for itself, or the degree would
    join it at the start of a cell (W5) and stand on the far side of the number.

    Arabic-Indic digits (class AN) are another matter: in "٢٠٠–٤٠٠ ملغ" the algorithm puts 200 on
    the right, where a reader of Arabic begins, and 400 to its left. That is the order in which
    such a range is read, so it is *not* isolated: forcing it left-to-right would print
    ٢٠٠–٤٠٠ with 400 first in reading direction, the very hazard that isolation is there to prevent.
    The same with a Latin unit, which then stands on the left, after the range. Isolated are only
    telephone numbers, which are dialled from the left in every script (see `needs_override`), and
    a single amount with a Latin unit ("٥ mg"), which the unit makes a left-to-right phrase.
    With European digits the reader expects left-to-right in every language.

    The digits of Persian and Urdu (class EN) are read so too, but the algorithm joins "۲-۳" and
    "۵۰٪" to a left-to-right number where no Arabic letter goes before, as in a table cell; there
    each number is isolated for itself. Their sign stands on the left, as CLDR has it: "−۵" is
    isolated.
    Source: UAX #9, rules W2–W7 and N1–N2; W3C Arabic & Persian Layout Requirements; CLDR symbols.
    """
    if _SUSPECT.search(text) is None:
        return ()
    folded = fold(text)
    is_native = folded != text and _NATIVE.search(text) is not None
    found: list[tuple[int, int]] = []
    for match in _pattern().finditer(folded):
        start, end = match.span()
        if match.lastgroup not in _OF_NUMBERS:
            found.append((start, end))
        elif is_native and _NATIVE.search(text, start, end):
            found.extend(_native_runs(text, start, end))
        elif (
            match.lastgroup == "moment"
            or _SIGNIFICANT.search(folded, start, end)
            or _JOINED_DEGREE.match(folded, end)
        ):
            found.append((start, end))
    return tuple(found)


def needs_override(run: str) -> bool:
    """Whether the run's groups of digits keep right-to-left order even inside an isolate.

    Arabic-Indic digits do (UAX #9, N1: what stands between them is as they are), so a telephone
    number in them needs `<bdo dir="ltr">`, or U+202D.
    """
    return _ARABIC_INDIC.search(run) is not None and _LATIN_LETTER.search(run) is None


def _native_runs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What to isolate of a quantity in the digits of Arabic, Persian or Urdu."""
    is_chain = _NATIVE_CHAIN.search(text, start, end) is not None
    if not is_chain and _LATIN_LETTER.search(text, start, end):
        yield start, end
        return
    is_joined = _PERSIAN_JOINED.search(text, start, end + 2) is not None
    for match in (_PERSIAN_NUMBER if is_joined else _PERSIAN_SIGNED).finditer(text, start, end):
        yield match.span()
