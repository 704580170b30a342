"""How numbers, telephone numbers, dates, codes and addresses are written: the patterns themselves.

The one place for what each of them is. Who reads their value (`numerals`), who blanks markup
(`inline`) and who keeps them in order in right-to-left text (`isolation`) build on these; nothing
here is compiled or knows a language. Digits are ASCII: fold a text first (`numerals.fold`). Every
pattern is for `re.VERBOSE`, so a space is written `[ ]`.
"""

from __future__ import annotations

from typing import Final

NARROW_SPACES: Final = "\u00a0\u202f\u2009\u2007"  # inside a number, or between it and its unit
SPACE: Final = rf"[ {NARROW_SPACES}]"
APOSTROPHES: Final = "'’"
DASHES: Final = "-‐‑–"  # inside a code or a range
VULGAR: Final = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
RAISED: Final = "⁰¹²³⁴-⁹"  # for a character class
LETTER: Final = r"[A-Za-z\u00C0-\u024F\u0370-\u052F\u1E00-\u1FFF]"

NUMERAL: Final = rf"[0-9]+(?:[.,٫٬،·{APOSTROPHES}{NARROW_SPACES}][0-9]+)*"  # 1,500.5
SPACED_GROUPS: Final = r"[1-9][0-9]{0,2}(?:[ ][0-9]{3})+(?![0-9])"  # 10 000
MIXED: Final = rf"(?:[0-9]+[ \u00a0\u202f\u2064]?)?[{VULGAR}]"  # 2½
CLOCK: Final = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9])"  # 10:30
YEAR_FIRST: Final = r"[0-9]{4}(?P<d1>[-/.])[0-9]{1,2}(?P=d1)[0-9]{1,2}(?![0-9])"
DAY_FIRST: Final = r"[0-9]{1,2}(?P<d2>[-/.])[ ]?[0-9]{1,2}(?P=d2)[ ]?(?:[0-9]{2}){1,2}(?![0-9])"
PHONE: Final = r"""
    # +44 20 7946 0018, +44 (0)20 7946 0018; not what a bracket holds behind the number: (24 h)
    \+[0-9](?:[ \u00a0.-]{0,2}[0-9]){0,3}[ \u00a0]?\([0-9]{1,4}\)(?:[ \u00a0.-]{0,2}[0-9]){4,12}
  | \+[0-9](?:[ \u00a0.-]{0,2}[0-9]){6,14}
  | (?=[0(](?:[ \u00a0()/-]*[0-9]){7})                       # 0800 123 456, (02) 555 0123
    (?:\(0[0-9]{1,4}\)|0[0-9]{1,4})(?:[ \u00a0/-]{1,2}[0-9]{2,8}){1,5}
    (?![0-9]|[.,:/][0-9])
  # 0 800 123 456 as in France, 0 850 222 33 44 as in Turkey
  | (?<![0-9.,])0[ \u00a0][1-9][0-9]{2}(?:[ \u00a0][0-9]{2,4}){2,3}(?![0-9]|[.,:/][0-9])
  | (?<![0-9])0[0-9]{7,11}(?![0-9.,])                        # 0201234567
  | [0-9]{3}[-.][0-9]{3,4}[-.][0-9]{4}(?![0-9])              # 555-123-4567
  | 1[- ][0-9]{3}-[0-9]{3}-[0-9]{4}(?![0-9])                 # 1-800-555-0199
"""
# L4, C5-6, L4–L5, B12, COVID-19; E44.0 as the classification of diseases writes it
CODE: Final = rf"""
    (?: [A-Z][0-9]{{2}}[.][0-9]{{1,2}}(?![0-9A-Za-z]|[.,][0-9])
      | [A-Za-z]{{1,8}}[{DASHES}]?[0-9][A-Za-z0-9]*
        (?:[{DASHES}/][A-Za-z]{{0,6}}[0-9]+(?![0-9A-Za-z]|[.,][0-9]))*
        (?![.,][0-9])
    )
"""
# What stands right beside an address: Thai, Lao, Burmese, Khmer, Han, kana, Hangul, wide marks.
UNSPACED: Final = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u9fff\uac00-\ud7af\uff00-\uff60"
_OF_ADDRESS: Final = rf"[^\s<>()\[\]\"“”„«»،؛؟’'{UNSPACED}]*"
# An apostrophe may be of an address, but for that before a Turkish ending: "example.org'da".
ADDRESS: Final = rf"{_OF_ADDRESS}(?:'(?![^\W\d_]{{1,7}}(?![\w/-]|\.\w)){_OF_ADDRESS})*"
URL: Final = (
    r"(?<![A-Za-z0-9_])(?:https?://|ftp://|mailto:|www\.|(?:doi|DOI):[ ]?(?=10\.))"
    rf"{ADDRESS}(?<=[\w/])(?<![{UNSPACED}])"
)
EMAIL: Final = r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.\w+"
