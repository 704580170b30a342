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
from pipeline.checks.repeats import Entry, marks_of, places_to_compare
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
    marks = {place: marks_of([entry(*pair) for pair in pairs]) for place, pairs in catalogs.items()}
    assert places_to_compare(marks) == places


def test_what_is_on_record_is_the_same_on_every_machine() -> None:
    assert marks_of([]) == ""
    assert marks_of([(None, "Rest.", "Reposo."), ("menu", "Rest.", "Reposo.")]) == (
        "Gx9KpT0SjIPg0N6+PRKMgw=="
    )


entries = st.builds(entry, st.sampled_from(SOURCES), st.sampled_from(TARGETS))


@given(st.lists(st.lists(entries, max_size=4), max_size=4))
def test_the_findings_are_those_of_everything(catalogs: list[list[Entry]]) -> None:
    places = places_to_compare({n: marks_of(catalog) for n, catalog in enumerate(catalogs)})

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
