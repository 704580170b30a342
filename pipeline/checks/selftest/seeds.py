"""Seeded errors: a right translation in, translations with one mistake out.

One generator a kind of mistake, as careless hands and machines make them. Deterministic: the same
text gives the same mistakes. What a mistake looks like is found in the text itself and in what we
know about its language; whether it is noticed is `selftest`'s to measure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.checks.by_length import CLAUSE_MARKS, clauses
from pipeline.checks.reading import Reading
from pipeline.checks.selftest.negations import without_negation
from pipeline.language import cldr, inline
from pipeline.language.amounts.numerals import numbers
from pipeline.language.amounts.quantities import quantities
from pipeline.language.amounts.units import unit_spellings
from pipeline.language.orthography import full_stops
from pipeline.language.terms import find_term
from pipeline.model import Language, Term, Unit
from pipeline.source.termbase import readings_in

ENGLISH = Language("en")
NEGATION = "negation dropped or added"
DECIMAL_MARKS = ".,٫"
OPPOSITE = re.compile(r"\s*opposite:\s*(?P<text>.+)")


@dataclass(frozen=True, slots=True)
class Specimen:
    """A right translation to make mistakes in."""

    unit: Unit
    language: Language
    terms: tuple[Term, ...] = ()  # of the termbase, with readings in the language
    by_rule: bool = False  # negations are lost by rule: nobody wrote opposites in the catalog
    source_language: Language = ENGLISH
    neighbours: tuple[str, ...] = ()  # the same in other languages of its script

    @property
    def text(self) -> str:
        """The translation."""
        return self.unit.msgstr

    @property
    def visible(self) -> str:
        """What a reader sees of it; see `inline.blank`."""
        return inline.blank(self.unit.msgstr)


Seed = Callable[[Specimen], Iterator[str]]


def has_opposites(units: Iterable[Unit]) -> bool:
    """Whether somebody wrote opposites of these translations."""
    return any(OPPOSITE.match(comment) for unit in units for comment in unit.comments)


# ----------------------------------------------------------------------------------------- numbers
def _digit_changed(specimen: Specimen) -> Iterator[str]:
    """The last digit of each number becomes the next one, in the same script."""
    for number in numbers(specimen.text, specimen.language):
        for position in range(number.end - 1, number.start - 1, -1):
            value = unicodedata.decimal(specimen.text[position], None)
            if value is not None:
                zero = ord(specimen.text[position]) - value
                yield _with(specimen.text, position, position + 1, chr(zero + (value + 1) % 10))
                break


def _dose_changed(specimen: Specimen) -> Iterator[str]:
    """Ten times the dose: a zero too many behind a whole amount."""
    for quantity in quantities(specimen.text, specimen.language):
        digits = _digits(specimen.text, quantity.start, quantity.end)
        spelled = specimen.text[quantity.start : quantity.end]
        if digits and quantity.value and not any(mark in spelled for mark in DECIMAL_MARKS):
            last = digits[-1]
            zero = chr(ord(specimen.text[last]) - unicodedata.decimal(specimen.text[last]))
            yield _with(specimen.text, last + 1, last + 1, zero)


def _digits(text: str, start: int, end: int) -> list[int]:
    """Where between `start` and `end` digits stand, of whatever script."""
    return [p for p in range(start, end) if unicodedata.decimal(text[p], None) is not None]


def _decimal_moved(specimen: Specimen) -> Iterator[str]:
    """38.5 becomes 3.85: the mark one place to the left."""
    for number in numbers(specimen.text, specimen.language):
        text = specimen.text[number.start : number.end]
        mark = next((p for p, char in enumerate(text) if char in DECIMAL_MARKS and p > 0), None)
        is_decimal = (
            number.readings and number.readings[0] != number.readings[0].to_integral_value()
        )
        if mark is not None and is_decimal:
            moved = text[: mark - 1] + text[mark] + text[mark - 1] + text[mark + 1 :]
            moved = moved if moved[0] not in DECIMAL_MARKS else "0" + moved
            yield _with(specimen.text, number.start, number.end, moved)


def _number_lost(specimen: Specimen) -> Iterator[str]:
    for quantity in quantities(specimen.text, specimen.language):
        rest = _with(specimen.text, quantity.start, quantity.end, "")
        yield re.sub(r"  +", " ", rest)


# What is mistaken for what, by the names of data/units.tsv.
_SWAPS: Mapping[str, str] = MappingProxyType(
    {
        "milligram": "gram",
        "microgram": "milligram",
        "gram": "milligram",
        "kilogram": "gram",
        "milliliter": "liter",
        "liter": "milliliter",
        "millimeter": "centimeter",
        "centimeter": "millimeter",
        "celsius": "fahrenheit",
        "millimeter-of-mercury": "kilopascal",
        "minute": "hour",
        "hour": "day",
        "day": "week",
        "week": "month",
        "month": "year",
        "year": "month",
        "international-unit": "milligram",
    }
)


def _unit_swapped(specimen: Specimen) -> Iterator[str]:
    """mg becomes g, hours become days: in the same style, symbol for symbol, word for word."""
    text = specimen.text
    for quantity in quantities(text, specimen.language):
        other = _SWAPS.get(quantity.unit)
        digits = _digits(text, quantity.start, quantity.end)
        if other is None or not digits:
            continue
        start = max(digits) + 1
        spelling = text[start : quantity.end].strip(" \u00a0\u202f*_-")
        if not spelling or any(char.isdigit() for char in spelling):
            continue
        begin = text.index(spelling, start)
        is_symbol = spelling.isascii() and len(spelling) <= 4
        wanted = _spelling(other, specimen.language, is_symbol=is_symbol)
        if wanted and wanted != spelling:
            yield _with(text, begin, begin + len(spelling), wanted)


def _spelling(unit: str, language: Language, *, is_symbol: bool) -> str:
    """How the language writes a unit: its shortest symbol, or its longest word."""
    known = [text for text, name in unit_spellings(language).after.items() if name == unit]
    fitting = [text for text in known if text.isascii() == is_symbol or not is_symbol]
    ordered = sorted(fitting, key=lambda text: (len(text), text), reverse=not is_symbol)
    return ordered[0] if ordered else ""


# ----------------------------------------------------------------------------------------- meaning
def _negation(specimen: Specimen) -> Iterator[str]:
    """The opposite that a person wrote above the entry: "# opposite: …"; else one by rule."""
    for comment in specimen.unit.comments:
        match = OPPOSITE.match(comment)
        if match is not None:
            yield match["text"].strip()
    if specimen.by_rule:
        lost = without_negation(specimen.text, specimen.language)
        if lost is not None:
            yield lost


def _term_replaced(specimen: Specimen) -> Iterator[str]:
    """A reading of the termbase gives way to that of another term."""
    for term in specimen.terms:
        others = [each for each in specimen.terms if each.term != term.term]
        if not others or not find_term(specimen.unit.key.msgid, term.term, term.language):
            continue
        other = readings_in(others[0], specimen.language)[0]
        for reading in readings_in(term, specimen.language):
            spans = find_term(specimen.text, reading, specimen.language)
            if spans and other != reading:
                wrong = specimen.text
                for start, end in reversed(spans):
                    wrong = _with(wrong, start, end, other)
                yield wrong
                break


def _source_left(specimen: Specimen) -> Iterator[str]:
    """The source's sentence still stands behind the translation."""
    if _has_words(specimen, 5):
        yield f"{specimen.text} {specimen.unit.key.msgid}"


def _untranslated(specimen: Specimen) -> Iterator[str]:
    """The source copied into the translation."""
    if _has_words(specimen, 4):
        yield specimen.unit.key.msgid


def _neighbour(specimen: Specimen) -> Iterator[str]:
    """The translation of another catalog, in a language that is written with the same letters."""
    if _has_words(specimen, 4):
        yield from specimen.neighbours


LARGE_CLAUSE = 0.4  # of the source; what is smaller may be an aside


def _clause_dropped(specimen: Specimen) -> Iterator[str]:
    """The last clause is missing: two fifths of the text and more, where both have as many."""
    source = Reading(specimen.unit.key.msgid, specimen.source_language, is_source=True)
    target = Reading(specimen.text, specimen.language)
    theirs, ours = clauses(source), clauses(target)
    is_plain = source.visible == source.text and target.visible == target.text
    if not is_plain or len(ours) != len(theirs) or len(ours) < 2:
        return
    if len(theirs[-1]) >= LARGE_CLAUSE * len(source.text):
        kept = target.text[: target.text.rindex(ours[-1])].rstrip(CLAUSE_MARKS)
        end = target.text[-1]
        yield kept + (end if not end.isalnum() else "")


def _has_words(specimen: Specimen, least: int) -> bool:
    """Whether the source has so many words, or letters for them where it puts no spaces."""
    source = specimen.unit.key.msgid
    if cldr.separates_words(specimen.source_language):
        return len(source.split()) >= least
    return sum(map(str.isalpha, source)) >= least * LETTERS_OF_A_WORD


LETTERS_OF_A_WORD = 3  # where words are not told apart


# ------------------------------------------------------------------------------------------ markup
_LINK_TARGET = re.compile(r"\]\((?P<target>[^)\s]+)\)")
_LINK = re.compile(r"\[(?P<text>[^\[\]^]+)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(?P<mark>\*\*|(?<!\*)\*(?!\*))(?P<text>[^*]+)(?P=mark)")
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]")


def _link_changed(specimen: Specimen) -> Iterator[str]:
    for match in _LINK_TARGET.finditer(specimen.text):
        yield _with(specimen.text, match.end("target"), match.end("target"), "x")


def _link_lost(specimen: Specimen) -> Iterator[str]:
    for match in _LINK.finditer(specimen.text):
        yield _with(specimen.text, *match.span(), match["text"])


def _emphasis_lost(specimen: Specimen) -> Iterator[str]:
    for match in _EMPHASIS.finditer(specimen.text):
        yield _with(specimen.text, *match.span(), match["text"])


def _emphasis_broken(specimen: Specimen) -> Iterator[str]:
    for match in _EMPHASIS.finditer(specimen.text):
        yield _with(specimen.text, match.end() - len(match["mark"]), match.end(), "")


def _footnote_lost(specimen: Specimen) -> Iterator[str]:
    for match in _FOOTNOTE.finditer(specimen.text):
        yield _with(specimen.text, *match.span(), "")


# ------------------------------------------------------------------------------------------ script
_LOOKALIKES = MappingProxyType(
    dict(zip("aeopcxyABEKMHOPCTX", "аеорсхуАВЕКМНОРСТХ", strict=True))  # Latin → Cyrillic
)
_WORD = re.compile(r"[^\W\d_]{4,}")


def _stray_script(specimen: Specimen) -> Iterator[str]:
    """A word of another script in the middle: 腰部, or поясница where Han is at home."""
    stray = "поясница" if "Han" in cldr.expected_scripts(specimen.language) else "腰部"
    joint = " " if cldr.separates_words(specimen.language) else ""
    spots = [match.end() for match in re.finditer(r"[^\W\d_](?=[ ，、。])", specimen.visible)]
    spot = spots[len(spots) // 2] if spots else len(specimen.text)
    yield _with(specimen.text, spot, spot, joint + stray)


def _homoglyph(specimen: Specimen) -> Iterator[str]:
    """One letter of a word becomes its twin of another alphabet."""
    twins = {**_LOOKALIKES, **{twin: letter for letter, twin in _LOOKALIKES.items()}}
    for match in _WORD.finditer(specimen.visible):
        for position in range(match.start() + 1, match.end()):
            twin = twins.get(specimen.text[position])
            if twin is not None:
                yield _with(specimen.text, position, position + 1, twin)
                return


# -------------------------------------------------------------------------- marks and white space
_ASCII_MARKS = MappingProxyType(
    {
        "。": ".",
        "，": ",",
        "、": ",",
        "？": "?",
        "！": "!",
        "：": ":",
        "；": ";",
        "؟": "?",
        "،": ",",
        "؛": ";",
        "।": ".",
        "۔": ".",
        "¿": "",
        "¡": "",
        "«": '"',
        "»": '"',
        "„": '"',
    }
)


def _ascii_mark(specimen: Specimen) -> Iterator[str]:
    """A mark of the language's own gives way to the one on an English keyboard."""
    visible = specimen.visible
    for mark, ascii_mark in _ASCII_MARKS.items():
        position = visible.find(mark)
        if position >= 0:
            yield _with(specimen.text, position, position + 1, ascii_mark)


def _end_mark_lost(specimen: Specimen) -> Iterator[str]:
    """The final stop is gone."""
    text = specimen.text.rstrip("*_ ")
    if text and text[-1] in inline.TERMINATORS and _ends_in_stop(specimen):
        yield _with(specimen.text, len(text) - 1, len(text), "")


def _ends_in_stop(specimen: Specimen) -> bool:
    """Whether the source ends with a full stop of its language."""
    return specimen.unit.key.msgid[-1:] in full_stops(specimen.source_language)


def _space_doubled(specimen: Specimen) -> Iterator[str]:
    position = specimen.visible.find(" ")
    if position > 0 and specimen.text[position] == " ":
        yield _with(specimen.text, position, position, " ")


def _edge_space(specimen: Specimen) -> Iterator[str]:
    yield f" {specimen.text}"


def _invisible(specimen: Specimen) -> Iterator[str]:
    """A direction override, as it is copied from web pages."""
    middle = len(specimen.text) // 2
    yield _with(specimen.text, middle, middle, "\u202e")


def _word_doubled(specimen: Specimen) -> Iterator[str]:
    if not cldr.separates_words(specimen.language):
        return
    words = [
        match
        for match in _WORD.finditer(specimen.visible)
        if specimen.visible[match.end() : match.end() + 1] == " " and match[0].islower()
    ]
    if words:  # the longest: "vous vous" is no mistake
        word = max(words, key=lambda match: len(match[0]))
        yield _with(specimen.text, word.end(), word.end(), f" {word[0]}")


def _bracket_lost(specimen: Specimen) -> Iterator[str]:
    for bracket in ")）":
        position = specimen.visible.rfind(bracket)
        if position >= 0:
            yield _with(specimen.text, position, position + 1, "")


def _with(text: str, start: int, end: int, instead: str) -> str:
    return text[:start] + instead + text[end:]


SEEDS: Mapping[str, Seed] = MappingProxyType(
    {
        "digit changed": _digit_changed,
        "dose times ten": _dose_changed,
        "decimal mark moved": _decimal_moved,
        "amount lost": _number_lost,
        "unit swapped": _unit_swapped,
        NEGATION: _negation,
        "term replaced": _term_replaced,
        "link target changed": _link_changed,
        "link lost": _link_lost,
        "emphasis lost": _emphasis_lost,
        "emphasis broken": _emphasis_broken,
        "footnote mark lost": _footnote_lost,
        "stray script": _stray_script,
        "homoglyph": _homoglyph,
        "source sentence left in": _source_left,
        "source copied": _untranslated,
        "half a sentence dropped": _clause_dropped,
        "another language's sentence": _neighbour,
        "ASCII mark for the language's own": _ascii_mark,
        "final mark lost": _end_mark_lost,
        "space doubled": _space_doubled,
        "space at the edge": _edge_space,
        "direction override": _invisible,
        "word doubled": _word_doubled,
        "bracket lost": _bracket_lost,
    }
)
PAIRS = ("neighbours swapped", "sentence dropped")  # kinds that need two units, see `selftest`
