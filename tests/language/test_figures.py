"""Doses in correct translations are silent; every digit changed and every unit swapped is found.

The corpus (figures/<language>.txt) has the sentences of figures/en.txt, line by line, as leaflets of
the language write them: with its digits, its marks and its words. We wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

import pytest

from pipeline.checks.registry import IDS
from pipeline.checks.run import Policy, run
from pipeline.language import tables
from pipeline.language.amounts import units
from pipeline.language.amounts.figures import figures
from pipeline.language.amounts.frequencies import frequencies
from pipeline.language.amounts.moment_forms import date_forms
from pipeline.language.amounts.numerals import numbers
from pipeline.language.amounts.quantities import compare, identifiers, quantities
from pipeline.language.cldr import separates_words
from pipeline.model import Language
from tests.builders import make_catalog, make_unit

CORPUS = Path(__file__).parent / "figures"
ENGLISH = Language("en")
LANGUAGES = sorted(path.stem for path in CORPUS.glob("*.txt") if path.stem != "en")


@cache
def lines(tag: str) -> tuple[str, ...]:
    return tuple((CORPUS / f"{tag}.txt").read_text(encoding="utf-8").strip().split("\n"))


PAIRS = [
    pytest.param(tag, source, target, id=f"{tag}-{number}")
    for tag in LANGUAGES
    for number, (source, target) in enumerate(zip(lines("en"), lines(tag), strict=True), 1)
]


def test_the_corpus_covers_the_languages() -> None:
    assert len(LANGUAGES) >= 22
    assert {len(lines(tag)) for tag in LANGUAGES} == {16}


@pytest.mark.parametrize(("tag", "source", "target"), PAIRS)
def test_a_correct_translation_has_no_difference(tag: str, source: str, target: str) -> None:
    catalog = make_catalog(make_unit(source, target), language=tag)
    assert run({f"locales/{tag}/LC_MESSAGES/x.po": catalog}, policy=NUMBERS) == ()


NUMBERS = Policy(
    disabled=IDS - {"number-mismatch", "phone-mismatch", "frequency-mismatch", "medicine-mismatch"}
)


@lru_cache(maxsize=64)
def differences(source: str, target: str, language: Language) -> set[tuple[str, str]]:
    return {(d.kind, d.text) for d in compare(source, ENGLISH, target, language)}


def is_found(source: str, target: str, changed: str, language: Language) -> bool:
    """Whether the change makes a difference that was not there before (1日1回: a 1 too many)."""
    if not differences(source, changed, language) <= differences(source, target, language):
        return True
    catalog = make_catalog(make_unit(source, changed), language=language.tag)
    return run({"x.po": catalog}, policy=NUMBERS) != ()  # how often


def changed_digits(text: str, steps: Sequence[int]) -> Iterator[str]:
    for place, character in enumerate(text):
        if character.isdecimal():
            zero = ord(character) - int(character)
            for value in {(int(character) + step) % 10 for step in steps}:
                yield text[:place] + chr(zero + value) + text[place + 1 :]


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param((1, 5), id="two-others"),
        pytest.param((2, 3, 4, 6, 7, 8, 9), id="the-rest", marks=pytest.mark.soak),
    ],
)
@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_changed_digit_is_found(tag: str, steps: Sequence[int]) -> None:
    language = Language.parse(tag)
    missed = [
        changed
        for source, target in zip(lines("en"), lines(tag), strict=True)
        for changed in changed_digits(target, steps)
        if not is_found(source, target, changed, language)
    ]
    assert missed == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_dropped_number_is_found(tag: str) -> None:
    """But a 1, "a tablet" says as much, and where the source has it in words only (1日2回)."""
    language = Language.parse(tag)
    missed = []
    for source, target in zip(lines("en"), lines(tag), strict=True):
        spans = [(n.start, n.end) for n in numbers(target, language) if n.readings[:1] != (1,)]
        often = [(f.start, f.end) for f in frequencies(target, language)]
        spans = [span for span in spans if not any(a <= span[0] < b for a, b in often)]
        spans += [(code.start, code.end) for code in identifiers(target)]
        for start, end in spans:
            dropped = target[:start] + target[end:]
            if not is_found(source, target, dropped, language):
                missed.append(dropped)
    assert missed == []


SWAPS = {
    "milligram": ("gram", "microgram", "milliliter"),
    "microgram": ("milligram",),
    "gram": ("milligram", "kilogram"),
    "milliliter": ("milligram", "liter"),
    "millimeter": ("centimeter",),
    "minute": ("hour", "day"),
    "hour": ("day", "minute"),
    "day": ("week", "hour"),
    "week": ("day", "month"),
    "month": ("week", "year"),
    "year": ("month",),
}


@cache
def spellings(tag: str, unit: str) -> tuple[str, ...]:
    """How the language's labels, or else symbols and CLDR, write the unit."""
    rows = tables.rows_for("unit-words", Language.parse(tag))
    own = [word for key, words in rows if key == unit for word in words.split(", ")]
    found = units.unit_spellings(Language.parse(tag)).after
    return tuple(own or [spelling for spelling, known in found.items() if known == unit][:3])


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_swapped_unit_is_found(tag: str) -> None:
    language = Language.parse(tag)
    missed, swaps = [], 0
    for source, target in zip(lines("en"), lines(tag), strict=True):
        often = [(f.start, f.end) for f in frequencies(target, language) if f.hours != 8]
        places = {n.start: n.end for n in numbers(target, language)}
        for quantity in quantities(target, language):
            begin = places[quantity.start]
            # 2 of 2–3 mm; the hour after a date
            if quantity.value == 1 or any(a <= begin < b for a, b in often):
                continue
            if begin == quantity.end or (quantity.unit == "hour" and quantity.value > 48):
                continue
            for other in SWAPS.get(quantity.unit, ()):
                for spelling in spellings(tag, other):
                    gap = " " if separates_words(language) else ""
                    swapped = target[:begin] + gap + spelling + " " + target[quantity.end :]
                    swaps += 1
                    if not is_found(source, target, swapped, language):
                        missed.append(swapped)
    assert swaps >= 40
    assert missed == []


@pytest.mark.parametrize(
    ("tag", "text", "unit"),
    [
        ("en", "in the 3rd week", "week"),
        ("fr", "pendant la 3e semaine", "week"),
        ("nl", "in de 3de week", "week"),
        ("es", "el 1er día", "day"),
        ("es", "en la 3.ª semana", "week"),
        ("ru", "с 3-го месяца", "month"),
        ("uk", "2-га доба, 3-й тиждень", "week"),
        ("de", "in der 3. Woche", "week"),
        ("de", "in der 3rd Woche", ""),
    ],
)
def test_an_ordinal_counts_the_span_behind_it(tag: str, text: str, unit: str) -> None:
    found = figures(text, Language(tag)).figures
    assert found[-1].unit == unit


@pytest.mark.parametrize(("kind", "form"), tables.rows("moments.tsv"))
def test_every_form_of_a_moment_is_read_as_one_number(kind: str, form: str) -> None:
    values = {"{y}": "2026", "{m}": "3", "{d}": "4", "{h}": "9", "{n}": "30"}
    text = re.sub(r"\{[ymdhn]\}", lambda match: values[match[0]], form)
    (number,) = numbers(text, ENGLISH)
    assert (number.kind.value, number.raw) == (kind, text)


@pytest.mark.parametrize(
    ("text", "day", "month"),
    [
        ("2026年3月4日", 4, 3),
        ("3月4號", 4, 3),
        ("3 月 4 日", 4, 3),
        ("2026년 3월 4일", 4, 3),
        ("ngày 4 tháng 3 năm 2026", 4, 3),
        ("4 tháng 3", 4, 3),
    ],
)
def test_words_between_its_figures_tell_the_day_of_a_date(text: str, day: int, month: int) -> None:
    (number,) = numbers(text, ENGLISH)
    form = next(form for form in date_forms() if form.is_of(number.raw))
    assert (number.parts[form.day], number.parts[form.month]) == (day, month)
