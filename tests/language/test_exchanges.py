from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties import examples

from pipeline.checks.reading import Reading
from pipeline.language.amounts.counts import counts
from pipeline.language.amounts.exchanges import Amount, amounts, exchanged, may_be_exchanged
from pipeline.model import Language

TIMES = "Take 500 mg at 8 a.m. and 250 mg at 8 p.m."
MEALS = "Take one tablet before breakfast and two tablets after dinner."
AGES = "Adults: 2 tablets. Children: 1 tablet."
PARTS = "Take two tablets in the morning and one tablet in the evening."
DAYS = "Take three tablets for the first two days."


def found(text: str, tag: str = "en") -> tuple[Amount, ...]:
    reading = Reading(text, Language(tag))
    return amounts(counts(reading.figures, reading.frequencies), reading.cues)


def told(source: str, target: str, tag: str) -> tuple[str, str, str] | None:
    """(what the source says, beside what, what the translation has in its place)."""
    exchange = exchanged(found(source), found(target, tag))
    if exchange is None:
        return None
    said, beside, instead = exchange
    return (
        source[said.start : said.end].strip(),
        source[beside.start : beside.end].strip(),
        target[instead.start : instead.end].strip(),
    )


def test_amounts_are_what_is_counted_clocks_and_contraries() -> None:
    assert [(each.what, int(each.value)) for each in found(TIMES)] == [
        ("milligram", 500),
        ("clock", 8 * 60),
        ("milligram", 250),
        ("clock", 20 * 60),
    ]
    assert [(each.what, int(each.value)) for each in found("Um 8 Uhr, morgens, 5 mg.", "de")] == [
        ("clock", 8 * 60),
        ("morning", 0),
        ("milligram", 5),
    ]


@pytest.mark.parametrize(
    ("source", "target", "tag", "expected"),
    [
        (
            TIMES,
            "Nehmen Sie um 8 Uhr 250 mg und um 20 Uhr 500 mg ein.",
            "de",
            ("500 mg", "8", "250 mg"),
        ),
        (TIMES, "Принимайте 250 мг в 8:00 и 500 мг в 20:00.", "ru", ("500 mg", "8", "250 мг")),
        (TIMES, "上午8点服250毫克，晚上8点服500毫克。", "zh-Hans", ("500 mg", "8", "250毫克")),
        (
            MEALS,
            "Prenez deux comprimés avant le petit-déjeuner et un comprimé après le dîner.",
            "fr",
            ("one tablet", "before", "deux comprimés"),
        ),
        (
            AGES,
            "Adultos: 1 comprimido. Niños: 2 comprimidos.",
            "es",
            ("2 tablets", "Adults", "1 c"),
        ),
        (PARTS, "朝に1錠、夕方に2錠飲みます。", "ja", ("two tablets", "in the morning", "1錠")),
        (
            DAYS,
            "Nehmen Sie in den ersten drei Tagen zwei Tabletten ein.",
            "de",
            ("two days", "three tablets", "drei Tagen"),
        ),
        (
            DAYS,
            "Prenez deux comprimés les trois premiers jours.",
            "fr",
            ("two days", "three tablets", "trois premiers jours"),
        ),
    ],
)
def test_what_changed_places_is_found(
    source: str, target: str, tag: str, expected: tuple[str, str, str]
) -> None:
    exchange = told(source, target, tag)
    assert exchange is not None
    assert exchange[:2] == expected[:2]
    assert exchange[2].startswith(expected[2])


@pytest.mark.parametrize(
    ("source", "target", "tag"),
    [
        (TIMES, "Um 8 Uhr 500 mg und um 20 Uhr 250 mg einnehmen.", "de"),
        (TIMES, "Prenez 250 mg à 20 h et 500 mg à 8 h.", "fr"),
        (AGES, "子ども：1錠。大人：2錠。", "ja"),
        (PARTS, "Morgens zwei Tabletten, abends eine Tablette.", "de"),
        (DAYS, "Przez pierwsze dwa dni należy przyjmować trzy tabletki.", "pl"),
        # They do not take turns, or are not the same: nothing is known.
        ("Go from 10 mg to 20 mg in 2 to 3 weeks.", "In 2 bis 3 Wochen auf 20 mg von 10 mg.", "de"),
        (DAYS, "Nehmen Sie drei Tabletten am ersten und zweiten Tag.", "de"),
        ("Wait 2 days before 3 tablets.", "Attendez 48 heures avant 3 comprimés.", "fr"),
        # One of two contraries each: that is for opposite-mismatch.
        ("One tablet in the morning.", "Eine Tablette am Abend.", "de"),
    ],
)
def test_what_stands_in_its_place_is_not_found(source: str, target: str, tag: str) -> None:
    assert told(source, target, tag) is None


def test_most_sentences_hold_nothing_that_could_change_places() -> None:
    assert may_be_exchanged(found(PARTS))
    assert may_be_exchanged(found(DAYS))
    assert not may_be_exchanged(found("Take two tablets, then one tablet."))
    assert not may_be_exchanged(found("Rest in the morning."))
    # nothing would change: one value, or nothing that is counted
    assert not may_be_exchanged(found("Take two tablets for two days."))
    assert not may_be_exchanged(found("Lie on your left side in the morning."))
    assert not may_be_exchanged(found("500 mg in the morning and 500 mg in the evening."))


KINDS = ("tablet", "day", "clock", "morning")  # counted twice, a time, a contrary
texts = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 3)), max_size=6).map(
    lambda said: [Amount(n, n + 1, what, Decimal(v)) for n, (what, v) in enumerate(said)]
)


@given(texts, texts)
@examples(500)
def test_where_nothing_may_change_places_nothing_is_found_to(
    ours: list[Amount], theirs: list[Amount]
) -> None:
    """The check asks this of the source first, once for all languages."""
    assert may_be_exchanged(ours) or exchanged(ours, theirs) is None
