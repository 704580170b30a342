"""What of a language has to be read twice, against what its checks find in everything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.check import Placed
from pipeline.checks.facts import Facts
from pipeline.checks.judge import judge_language
from pipeline.checks.panel import Panel
from pipeline.checks.policy import Policy
from pipeline.checks.repeats import Entry, Repeats
from pipeline.model import Key, Language, Termbase, Unit

ES = Language("es")
SOURCES = (
    "Do not drive after you have taken this medicine.",
    "Keep the tablets in their package.",
    "Rest.",
)
TARGETS = (
    "No conduzca después de tomar este medicamento.",
    "Guarde los comprimidos en su envase.",
    "Reposo.",
)


def entry(source: str, target: str) -> Entry:
    return (None, source, target)


@pytest.mark.parametrize(
    ("catalogs", "places"),
    [
        ({"a": [("Rest.", "Reposo.")], "b": [("Rest.", "Reposo.")]}, set()),
        ({"a": [("Rest.", "Reposo.")], "b": [("Rest.", "Descanse.")], "c": []}, {"a", "b"}),
        ({"a": [("Rest.", "Reposo."), ("Sleep.", "Reposo.")], "b": [("Go.", "Ande.")]}, {"a"}),
        ({}, set()),
    ],
    ids=["the same twice", "two wordings", "one wording for two", "nothing"],
)
def test_only_what_contradicts_is_read_again(
    catalogs: dict[str, list[tuple[str, str]]], places: set[str]
) -> None:
    repeats = Repeats()
    for place, pairs in catalogs.items():
        repeats.note(place, [entry(*pair) for pair in pairs])
    assert repeats.places_to_compare(tuple(catalogs)) == places


def test_a_catalog_that_was_not_noted_must_be_read() -> None:
    repeats = Repeats()
    repeats.note("a", [entry("Rest.", "Reposo.")])
    assert repeats.places_to_compare(("a", "b")) is None


entries = st.builds(entry, st.sampled_from(SOURCES), st.sampled_from(TARGETS))


@given(st.lists(st.lists(entries, max_size=4), max_size=4))
def test_the_findings_are_those_of_everything(catalogs: list[list[Entry]]) -> None:
    repeats = Repeats()
    for number, catalog in enumerate(catalogs):
        repeats.note(number, catalog)
    places = repeats.places_to_compare(range(len(catalogs)))
    assert places is not None

    def found(numbers: frozenset[int]) -> object:
        placed = [
            Placed(f"{number}.po", str(number), Unit(Key(msgctxt, msgid), msgstr))
            for number, catalog in enumerate(catalogs)
            if number in numbers
            for msgctxt, msgid, msgstr in catalog
        ]
        facts = Facts(Language("en"), Termbase())
        return judge_language(placed, ES, facts, Panel(Policy()))

    everything = frozenset(range(len(catalogs)))
    assert found(everything & places) == found(everything)
