"""Units of measurement as each language writes them: "mg", "Milligramm", "毫克", "ملغ".

One table from our names to CLDR's units (data/units.tsv), CLDR's spellings, and what labels write
beyond CLDR (data/unit-words/<language>.txt). Says which unit stands beside a number, never how
much it is; conversions are not for a leaflet's translator to make.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from pipeline.language.cldr import default_script, separates_words, unit_patterns
from pipeline.language.tables import rows, rows_for
from pipeline.model import Language

_GAP = re.compile(r"[ \u00a0\u202f\u2009*_-]{0,4}")
_WORD = re.compile(r"[^\s\d,;:!?(){}\[\]<>\"“”„«»*_|+=×–—،؛؟。，、；：！？（）]+")
_JOINTS = re.compile(r"[/-]|['’](?=[^\W\d_])")  # mg/kg, mg-Tablette, mg'lık
_MAX_WORDS = 4  # "mm рт. ст.", "in the hundred"
_MAX_PREFIX = 8  # code points, where words have no spaces between them
_FROM_HERE_ONE_LETTER_IS_A_WORD = "\u0e00"  # Thai and eastwards; "a" or "г" alone say too little
_GLUES_ENDINGS = frozenset({"Kore"})  # 5밀리그램을: written together with particles


class Spellings(NamedTuple):
    """How a language writes units, normalised; `before` are those in front of the number."""

    after: Mapping[str, str]
    before: Mapping[str, str]
    longest: int  # code points of the longest in `after`


def normalize(spelling: str) -> str:
    """The form in which spellings are compared: NFKC, no stops, no spaces, no case.

    "Mg." and "m g" both become "mg": a dose unit with the case wrong is still that unit.
    Arabic vowel marks and zero-width joiners go too.
    """
    folded = unicodedata.normalize("NFKC", spelling).casefold()
    return _DROPPED.sub("", folded)


_DROPPED = re.compile(r"[.॰·\s\u200c-\u200f\u064b-\u0652]")


@cache
def unit_spellings(language: Language) -> Spellings:
    """Every spelling of every unit that leaflets use, for this language.

    Labels' own words come before symbols, symbols before CLDR; a CLDR spelling of two units, or of
    one letter of an alphabet, means nothing.
    """
    after: dict[str, str] = {}
    before: dict[str, str] = {}
    refused: set[str] = set()
    for unit, words in rows_for("unit-words", language):
        for word in words.split(", "):
            if unit == "-":
                refused.add(normalize(word))
            elif word.startswith("^"):
                before[word[1:]] = unit
            else:
                after[normalize(word)] = unit
    for unit, _, symbols in rows("units.tsv"):
        for symbol in symbols.split() if symbols != "-" else ():
            after.setdefault(normalize(symbol), unit)
    for spelling, unit in _from_cldr(language).items():
        after.setdefault(spelling, unit)
    kept = {spelling: unit for spelling, unit in after.items() if spelling not in refused}
    return Spellings(MappingProxyType(kept), MappingProxyType(before), max(map(len, kept)))


def _from_cldr(language: Language) -> dict[str, str]:
    patterns = unit_patterns(language)
    found: dict[str, set[str]] = {}
    for unit, key, _ in rows("units.tsv"):
        for spelling in patterns.get(key, ()):
            found.setdefault(normalize(spelling), set()).add(unit)
    return {
        spelling: next(iter(units))
        for spelling, units in found.items()
        if len(units) == 1 and (len(spelling) > 1 or spelling >= _FROM_HERE_ONE_LETTER_IS_A_WORD)
    }


def unit_after(visible: str, position: int, language: Language) -> tuple[str, int] | None:
    """(unit, end) of the unit that follows `position`, across a space, a hyphen or emphasis."""
    spellings = unit_spellings(language)
    gap = _GAP.match(visible, position)
    start = gap.end() if gap else position
    if not separates_words(language) or default_script(language) in _GLUES_ENDINGS:
        found = _by_prefix(visible, start, spellings)
        if found is not None:
            return found
    return _by_words(visible, start, spellings)


def _by_prefix(visible: str, start: int, spellings: Spellings) -> tuple[str, int] | None:
    for end in range(min(len(visible), start + _MAX_PREFIX), start, -1):
        following = visible[end : end + 1]
        if following.isascii() and following.isalpha() and visible[end - 1].isascii():
            continue  # not in the middle of a Latin word
        unit = spellings.after.get(normalize(visible[start:end]))
        if unit is not None:
            return unit, end
    return None


def _by_words(visible: str, start: int, spellings: Spellings) -> tuple[str, int] | None:
    found, position, spelling = None, start, ""
    for _ in range(_MAX_WORDS):
        word = _WORD.match(visible, position)
        if word is None:
            break
        joint = _JOINTS.search(word.group())
        if joint is not None and joint.start() > 0:
            first = normalize(spelling + word.group()[: joint.start()])
            if (
                first in spellings.after
                and normalize(spelling + word.group()) not in spellings.after
            ):
                return spellings.after[first], word.start() + joint.start()
        spelling += word.group()
        unit = spellings.after.get(normalize(spelling))
        if unit is not None:
            found = unit, word.end() - (visible[word.end() - 1] == ".")
        if len(spelling) > spellings.longest or visible[word.end() : word.end() + 1] not in _SPACE:
            break
        position = word.end() + 1
    return found


_SPACE = frozenset({" ", "\u00a0", "\u202f"})


def unit_before(visible: str, position: int, language: Language) -> str | None:
    """The unit right before `position`, where the language writes one there: "%50", "百分之50"."""
    for prefix, unit in unit_spellings(language).before.items():
        if visible.endswith(prefix, 0, position):
            return unit
    return None
