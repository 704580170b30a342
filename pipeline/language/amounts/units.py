"""Units of measurement as each language writes them: "mg", "Milligramm", "毫克", "ملغ".

One table from our names to CLDR's units (data/units.tsv), CLDR's spellings, and what labels write
beyond CLDR (data/unit-words/<language>.txt). Says which unit stands beside a number, never how
much it is; conversions are not for a leaflet's translator to make.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from pipeline.language.cldr import default_script, separates_particles, unit_patterns
from pipeline.language.letters import letter_habits
from pipeline.language.patterns import lazy
from pipeline.language.tables import rows, rows_for
from pipeline.model import Language

_GAP = re.compile(r"[ \u00a0\u202f\u2009*_-]{0,4}")
# A quotation mark between Hebrew letters is a gershayim: מ"ג. No unit is as long as a sentence
# without spaces.
_WORD = lazy(
    r"(?:[^\s\d,;:!?(){}\[\]<>\"“”„«»*_|+=×–—،؛؟۔։՝።፣፤।。，、；：！？（）]|(?<=[א-ת])[\"”](?=[א-ת])){1,48}"
)
_JOINTS = re.compile(r"[/-]|['’](?=[^\W\d_])")  # mg/kg, mg-Tablette, mg'lık
_MOST_WORDS = 10_000  # remembered at a time
_MAX_WORDS = 4  # "mm рт. ст.", "in the hundred"
_MAX_PREFIX = 24  # code points, where words have no spaces between them
_FROM_HERE_ONE_LETTER_IS_A_WORD = "\u0e00"  # Thai and eastwards; "a" or "г" alone say too little
_ELIDES = frozenset("'’")
_TENS_ONLY = "^0:"  # begins a spelling that stands before round numbers


class Spellings(NamedTuple):
    """How a language writes units, normalised; `before` are those in front of the number."""

    after: Mapping[str, str]
    before: Mapping[str, str]
    before_tens: Mapping[str, str]  # in front of round numbers only, from ten on: "မိနစ် ၂၀"
    beginnings: frozenset[str]  # the first words of those below and in `after` that have several
    refused: frozenset[str]  # what begins as a unit and is none: "79 ký tự" are characters
    years: frozenset[str]  # those that say "year" after a year's number: "2026 г."
    adds_endings: bool  # behind an apostrophe, "2 l'lik"; elsewhere an article stands before it
    exact: Mapping[str, str]  # by how they are typed, where only the case tells two units apart
    lengths: Mapping[str, tuple[int, ...]]
    # First code point of those in `after` → their lengths, the longest first; empty: words are told
    # by spaces.
    words: dict[str, tuple[str, int, bool]]
    # Filled as words turn up: word as written → its unit or "", how much of it the unit is, whether
    # a unit of several words may begin with it.


@lru_cache(maxsize=8192)
def normalize(spelling: str) -> str:
    """The form in which spellings are compared: NFKC, no stops, no spaces, no case.

    "Mg." and "m g" both become "mg": a dose unit with the case wrong is still that unit.
    Arabic vowel marks and zero-width joiners go too.
    """
    folded = unicodedata.normalize("NFKC", spelling).casefold()
    return _DROPPED.sub("", folded)


UNSEEN = lazy(r"[\u00ad\u0640\u200b-\u200f\u2069\u064b-\u0652]")
_DROPPED = lazy(r"[.॰·।\s\"”״׳\u00ad\u0640\u200b-\u200f\u2069\u064b-\u0652]")


@cache
def unit_spellings(language: Language) -> Spellings:
    """Every spelling of every unit that leaflets use, for this language.

    Labels' own words come before symbols, symbols before CLDR; a CLDR spelling of two units, or of
    one letter of an alphabet, means nothing.
    """
    after: dict[str, str] = {}
    before: dict[str, str] = {}
    before_tens: dict[str, str] = {}
    refused: set[str] = set()
    several: set[str] = set()
    years: set[str] = set()
    typed: dict[str, str] = {}
    for unit, words in rows_for("unit-words", language):
        for word in _of_any_case(words):
            if unit == "-":
                refused.add(normalize(word))
                several.update(_beginnings(word))
            elif word.startswith("4:"):
                years.add(normalize(word[2:]))
            elif word.startswith("^"):
                where = before_tens if word.startswith(_TENS_ONLY) else before
                where[word.removeprefix(_TENS_ONLY).removeprefix("^").casefold()] = unit
            else:
                typed[word] = after[normalize(word)] = unit
                several.update(_beginnings(word))
    exact = _told_apart_by_case(typed, after) | _written_so(language)
    for unit, _, symbols in rows("units.tsv"):
        for symbol in symbols.split() if symbols != "-" else ():
            after.setdefault(normalize(symbol), unit)
    for spelling, unit in _from_cldr(language).items():
        if after.setdefault(normalize(spelling), unit) == unit:
            several.update(_beginnings(spelling))
    kept = {spelling: unit for spelling, unit in after.items() if spelling not in refused}
    return Spellings(
        MappingProxyType(kept),
        MappingProxyType(before),
        MappingProxyType(before_tens),
        frozenset(several),
        frozenset(refused),
        frozenset(years),
        "endings" in letter_habits(language),
        MappingProxyType(exact),
        {} if separates_particles(language) else _lengths(kept),
        {},
    )


def _of_any_case(words: str) -> list[str]:
    """Those of a row that are a unit however they are typed."""
    return [word for word in words.split(", ") if word[0] != "!"]


def _written_so(language: Language) -> dict[str, str]:
    """Those that are a unit only as they are typed: "10 U" in Spanish, and not "7 u 8"."""
    return {
        word[1:]: unit
        for unit, words in rows_for("unit-words", language)
        for word in words.split(", ")
        if word[0] == "!"
    }


def _told_apart_by_case(typed: Mapping[str, str], after: dict[str, str]) -> dict[str, str]:
    """Of a language's own spellings those that are one but for their case; taken out of `after`.

    In Armenian "մմ" is a millimetre and "ՄՄ" an international unit.
    """
    both = {normalize(word) for word, unit in typed.items() if after[normalize(word)] != unit}
    for spelling in both:
        del after[spelling]
    return {word: unit for word, unit in typed.items() if normalize(word) in both}


def _lengths(spellings: Iterable[str]) -> Mapping[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for spelling in spellings:
        lengths.setdefault(spelling[0], set()).add(len(spelling))
    return {first: tuple(sorted(some, reverse=True)) for first, some in lengths.items()}


def _beginnings(spelling: str) -> list[str]:
    """ "mm of mercury" → "mm", "mmof"."""
    words = spelling.split()
    return [normalize("".join(words[:count])) for count in range(1, len(words))]


def _from_cldr(language: Language) -> dict[str, str]:
    patterns = unit_patterns(language)
    found: dict[str, set[str]] = {}
    raw: dict[str, str] = {}
    for unit, key, _ in rows("units.tsv"):
        for spelling in patterns.get(key, ()):
            found.setdefault(normalize(spelling), set()).add(unit)
            raw.setdefault(normalize(spelling), spelling)
    return {
        raw[spelling]: next(iter(units))
        for spelling, units in found.items()
        if len(units) == 1 and (len(spelling) > 1 or spelling >= _FROM_HERE_ONE_LETTER_IS_A_WORD)
    }


@cache
def has_words_for(unit: str, language: Language) -> bool:
    """Whether we know how the language's own script writes the unit.

    "mg" is written so by all who write Latin letters; a Russian label may say what we don't know.
    """
    own = rows_for("unit-words", language)
    latin = default_script(language) == "Latn"
    return any(name == unit for name, _ in own) or (latin and bool(own))


def unit_after(visible: str, position: int, language: Language) -> tuple[str, int] | None:
    """(unit, end) of the unit that follows `position`, across a space, a hyphen or emphasis."""
    return unit_at(visible, position, unit_spellings(language))


def unit_at(visible: str, position: int, spellings: Spellings) -> tuple[str, int] | None:
    """`unit_after`, for who asks about many numbers of one language."""
    gap = _GAP.match(visible, position)
    start = gap.end() if gap else position
    if visible[start : start + 1] == "D" and _DIMENSIONS.match(visible, start):
        return None
    if spellings.lengths:
        found = _by_prefix(visible, start, spellings)
        if found is not None:
            return found
    return _by_words(visible, start, spellings)


_DIMENSIONS = re.compile(r"D(?![A-Za-z])")  # "a 3D scan": a day is never written so


def denominator_at(visible: str, position: int, spellings: Spellings) -> str:
    """The unit after a stroke at `position`: "kilogram" of mg/kg, "milliliter" of mg/5 ml."""
    match = _STROKE.match(visible, position)
    found = unit_at(visible, match.end(), spellings) if match else None
    return found[0] if found else ""


_STROKE = re.compile(r"[ \u00a0]?/[ \u00a0]?[0-9]*")


def _by_prefix(visible: str, start: int, spellings: Spellings) -> tuple[str, int] | None:
    lengths = spellings.lengths.get(normalize(visible[start : start + 1]))
    if lengths is None:
        return None
    following = visible[start : start + _MAX_PREFIX]
    folded = following if _IS_NORMAL.fullmatch(following) else normalize(following)
    for length in lengths:
        unit = spellings.after.get(folded[:length])
        if unit is None or len(folded) < length:
            continue
        following_one = folded[length : length + 1]
        if folded[length - 1].isascii() and following_one.isascii() and following_one.isalpha():
            continue  # not in the middle of a Latin word
        end = start + (length if folded is following else _written_length(following, length))
        if _ABBREVIATION_GOES_ON.match(visible, end) is not None:
            continue
        if _IS_BEGINNING.match(visible, end - 1) or _SYLLABLE_GOES_ON.match(visible, end):
            continue
        return unit, end
    return None


# In Thai "ก.พ." is February and "ก." a gram.
_ABBREVIATION_GOES_ON = re.compile(r"\.[ก-ฮ]\.")

# And "ม" is a metre only where no vowel makes another word of it, as มุม and มือ.
_IS_BEGINNING = re.compile(r"[ก-ฮ][ะ-ูเ-ๅ็-์]")

# "လ" is a month, and no part of the one syllable လမ်း: a vowel, or a letter without one, follows.
_SYLLABLE_GOES_ON = re.compile(
    r"[\u102b-\u1036\u1038\u103a-\u103e\u17b6-\u17d3]|[က-အ][\u1037]?[\u1039\u103a]"
)

# What `normalize` leaves as it is: small Latin letters, Thai, kana, Han, Hangul.
_IS_NORMAL = lazy("[a-z0-9/、\u0e01-\u0e32\u0e34-\u0e4e\u3041-\u3096\u30a1-\u30fc一-鿿가-힣]*")


def _written_length(text: str, length: int) -> int:
    """How much of `text` its first `length` normalised code points are."""
    return next(end for end in range(1, len(text) + 1) if len(normalize(text[:end])) >= length)


def _by_words(visible: str, start: int, spellings: Spellings) -> tuple[str, int] | None:
    word = _WORD.match(visible, start)
    if word is None:
        return None
    written = word.group()
    known = spellings.words.get(written)
    if known is None:
        if len(spellings.words) > _MOST_WORDS:
            spellings.words.clear()
        known = spellings.words[written] = _known_word(written, spellings)
    unit, length, begins = known
    end = word.end()
    if begins and visible[end : end + 1] in _SPACE:
        longer = _by_several(visible, end + 1, written, spellings)
        if longer is not None:
            return longer if longer[0] else None
    return (unit, start + length) if unit else None


def _known_word(written: str, spellings: Spellings) -> tuple[str, int, bool]:
    begins = normalize(written) in spellings.beginnings
    unit = _unit_written(written, spellings)
    if unit is not None:
        return unit, len(written) - (written[-1] == "."), begins
    joint = _JOINTS.search(written)
    if joint is None:
        return "", 0, begins
    is_article = joint.start() == 1 and joint[0] in _ELIDES and not spellings.adds_endings
    if joint.start() > 0 and not is_article:  # "8 l'infermiera"
        unit = _unit_written(written[: joint.start()], spellings)
        if unit is not None:
            return unit, joint.start(), False
    return "", 0, begins


def _unit_written(written: str, spellings: Spellings) -> str | None:
    return spellings.exact.get(written.rstrip(".")) or spellings.after.get(normalize(written))


def _by_several(
    visible: str, position: int, spelling: str, spellings: Spellings
) -> tuple[str, int] | None:
    """The unit of several words that goes on at `position`; "" where they are none."""
    found = None
    for _ in range(_MAX_WORDS - 1):
        word = _WORD.match(visible, position)
        if word is None:
            break
        written = word.group()
        unit = spellings.after.get(normalize(spelling + written))
        if unit is None and (joint := _JOINTS.search(written)) and joint.start() > 0:
            unit = spellings.after.get(normalize(spelling + written[: joint.start()]))
            if unit is not None:
                return unit, position + joint.start()
        spelling += written
        if normalize(spelling) in spellings.refused:
            return "", word.end()
        if unit is not None:
            found = unit, word.end() - (written[-1] == ".")
        if (
            normalize(spelling) not in spellings.beginnings
            or visible[word.end() : word.end() + 1] not in _SPACE
        ):
            break
        position = word.end() + 1
    return found


_SPACE = frozenset({" ", "\u00a0", "\u202f"})


def unit_ahead(visible: str, position: int, spellings: Spellings) -> str | None:
    """The unit right before `position`, where the language writes one there: "%50", "百分之50"."""
    if not spellings.before and not spellings.before_tens:
        return None
    before = visible[max(0, position - _MAX_PREFIX) : position].rstrip().casefold()
    for prefix, unit in spellings.before.items():
        if before.endswith(prefix) and not _goes_on(before, len(before) - len(prefix)):
            return unit
    if spellings.before_tens and _TENS.match(visible, position):
        for prefix, unit in spellings.before_tens.items():
            if before.endswith(prefix) and _BEGINS.search(before.removesuffix(prefix)):
                return unit
    return None


_TENS = lazy(r"[1-9၁-၉][\d,]*[0၀](?![.,]?\d)")
# No number stands before such a unit, else it is of that one: "၂ ရက် ၁၀ ပြား" are ten in two days.
_BEGINS = lazy(r"(?:\A|[^\s\d]\s+|[၊။(])\Z")


def _goes_on(before: str, start: int) -> bool:
    """Whether the word that `start` is in begins earlier: "gramu" of "kilogramu"."""
    return before[start] < _FROM_HERE_ONE_LETTER_IS_A_WORD and before[start - 1 : start].isalpha()
