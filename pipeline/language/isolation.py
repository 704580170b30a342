"""Runs of text that must keep their left-to-right order inside right-to-left prose.

The Unicode bidirectional algorithm shows "200–400 mg" in Arabic as "mg 400–200": a clinical hazard.
Exporters wrap these runs (`<bdi dir="ltr">`, a left-to-right box). Works on plain text, knows no
markup and no language.
"""

from __future__ import annotations

import re
from functools import cache

# European digits only, except where a run is left-to-right by its nature (a telephone number) or
# by its Latin unit; see `ltr_runs`.
_NUMBER = r"(?:[0-9]{1,3}(?:[ ][0-9]{3})+(?![0-9])|[0-9]+(?:[.,·'’\u00a0\u202f\u2009][0-9]+)*)"
_DIGITS = r"[0-9\u0660-\u0669\u06F0-\u06F9]"
_ANY_NUMBER = rf"(?:{_NUMBER}|{_DIGITS}+(?:[.,٫٬·'’\u00a0\u202f\u2009]{_DIGITS}+)*)"
_GAP = r"[ \u00a0\u202f\u2009]?"
_DASH = r"[-‐‑–—−~～]"
_LATIN = r"[A-Za-z\u00B5\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF]"
_UNIT_WORD = rf"(?:[°℃℉%‰]{_LATIN}?|{_LATIN}[A-Za-z\u00B5²³]*)"

# No letter, digit or mark right before, nor a letter or digit right after.
_START = r"(?<![\w.,])"
_END = r"(?!\w)"
_SIGNED = r"[≤≥<>~≈±]"

_ADDRESS = r"""
    (?:https?://|ftp://|mailto:|www\.)[^\s<>"“”«»،؛؟]*[\w/]
  | [A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+
"""
_PHONE = rf"""
    {_START}\+{_DIGITS}(?:[ \u00a0().-]{{0,2}}{_DIGITS}){{6,14}}{_END}       # +44 20 7946 0018
  | {_START}\(?[0\u0660\u06F0]{_DIGITS}{{1,4}}\)?(?:[ \u00a0-]{_DIGITS}{{2,5}}){{1,4}}{_END}
  | {_START}{_DIGITS}{{3,4}}(?:-{_DIGITS}{{3,4}}){{2,3}}{_END}               # 555-123-4567
"""
_DATE = rf"""
    {_START}[0-9]{{4}}(?P<mark>[-/.])[0-9]{{1,2}}(?P=mark)[0-9]{{1,2}}       # 2024-10-31
    (?:[T ][0-9]{{1,2}}:[0-9]{{2}})?{_END}
  | {_START}[0-9]{{1,2}}(?P<sign>[-/.])[0-9]{{1,2}}(?P=sign)[0-9]{{2,4}}{_END}
  | {_START}[0-9]{{4}}-(?:0[1-9]|1[0-2])(?![\w-])                            # 2026-09
"""
_NAME = rf"(?:{_LATIN}[\w-]*[®™]?[ \u00a0]){{1,3}}(?={_SIGNED}?{_GAP}[-−+]?[0-9])"
_AMOUNT = rf"""
    {_ANY_NUMBER}(?:{_GAP}{_DASH}{_GAP}{_ANY_NUMBER})?{_GAP}{_UNIT_WORD}{_END}  # 200–400 mg
    (?:{_GAP}/{_GAP}(?:{_NUMBER}{_GAP})?{_UNIT_WORD}{_END})*                 # mg/kg, mg/10 ml
  | {_NUMBER}(?:{_GAP}[×x]{_GAP}{_NUMBER}){{1,3}}(?:{_GAP}{_UNIT_WORD}{_END})?  # 2 × 500 mg
  | {_NUMBER}(?:{_GAP}[–—−~～]{_GAP}|[-‐‑]){_NUMBER}(?![\w-])                # 2–3
  | {_NUMBER}{_GAP}/{_GAP}{_NUMBER}(?:{_GAP}{_UNIT_WORD}{_END})?(?![\w/])    # 120/80 mmHg
  | [0-9]{{1,3}}(?:[ ][0-9]{{3}})+{_END}                                     # 10 000
  | (?:(?<={_SIGNED})|(?<={_SIGNED}[ \u00a0])|(?<=[-−+])){_NUMBER}{_END}     # ≥ 3, −5
  | [0-9]{{1,2}}:[0-9]{{2}}{_GAP}(?:[ap]\.?m\.?){_END}                       # 10:30 am
"""
_CODE = rf"""
    (?<![\w-]){_LATIN}+(?:[-‑–][A-Za-z]+)*[-‑–]?[0-9][A-Za-z0-9]*            # COVID-19
    (?:[-‑–/][A-Za-z]{{0,6}}[0-9]+[A-Za-z]?)*{_END}                          # L4–L5, C5-6
"""


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<address>{_ADDRESS})|(?P<phone>{_PHONE})|(?P<date>{_DATE})"
        rf"|(?P<quantity>(?:{_NAME})?{_START}(?:{_SIGNED}{_GAP})?(?:(?<!\w)[-−+])?(?:{_AMOUNT}))"
        rf"|(?P<code>{_CODE})",
        re.VERBOSE,
    )


_SUSPECT = re.compile(r"[0-9\u0660-\u0669\u06F0-\u06F9]|@|://|www\.|mailto:")


def ltr_runs(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of plain `text` to isolate left-to-right in right-to-left prose, in order, disjoint.

    0-based code points, half-open. Quantities with a Latin unit, with the Latin name before them
    ("Ibuprofen 400 mg"), ranges, products, signed and spaced numbers, telephone numbers, numeric
    dates, codes (L4–L5, COVID-19) and addresses. A single number is left alone: it can't be
    reversed.

    Arabic-Indic digits (class AN) are another matter: in "٢٠٠–٤٠٠ ملغ" the algorithm puts 200 on
    the right, where a reader of Arabic begins, and 400 to its left. That is the order in which
    such a range is read, so it is *not* isolated: forcing it left-to-right would print
    ٢٠٠–٤٠٠ with 400 first in reading direction, the very hazard that isolation is there to prevent.
    Isolated are only telephone numbers, which are dialled from the left in every script, and
    quantities with a Latin unit ("٢٠٠–٤٠٠ mg"), which the unit makes a left-to-right phrase.
    With European digits the reader expects left-to-right in every language.
    Source: UAX #9, rules W2–W7 and N1–N2; W3C Arabic & Persian Layout Requirements.
    """
    if _SUSPECT.search(text) is None:
        return ()
    return tuple(match.span() for match in _pattern().finditer(text))
