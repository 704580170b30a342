"""The leaflet's own words: found in the templates, translated, never lost."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from pipeline.catalogs import po
from pipeline.leaflets.extraction import extract_units, extract_words
from pipeline.leaflets.words import NAME, TEMPLATE, Words, shipped_catalog
from pipeline.model import Catalog, Key, Language, State, Unit
from pipeline.stages.project import shipped_words

UPDATE = bool(os.environ.get("LEAFLETS_UPDATE_GOLDEN"))
FR = Language("fr")


def test_words_are_found_in_all_templates_with_their_comments() -> None:
    units = {unit.key.msgid: unit for unit in extract_units()}
    assert units["Page {page} of {pages}"] == Unit(
        Key(None, "Page {page} of {pages}"),
        extracted=("at the foot of every page of the printed leaflet",),
        references=("pipeline/leaflets/templates/pieces.typ",),
    )
    assert units["For whom"].references == (
        "pipeline/leaflets/templates/leaflet.html.j2",
        "pipeline/leaflets/templates/pieces.typ",
    )
    assert "pipeline/leaflets/html_tree.py" in units["Back to the text"].references
    assert "pipeline/leaflets/templates/index.html.j2" in units["{percent}% translated"].references
    assert all(unit.extracted for unit in units.values()), "every word tells translators its place"


def test_what_was_found_is_what_the_templates_say_now() -> None:
    """`make golden` writes it anew."""
    found = po.render(extract_words())
    if UPDATE:
        TEMPLATE.write_bytes(found)
    assert TEMPLATE.read_bytes() == found
    assert po.parse(found, "leaflet.pot") == extract_words()


@pytest.mark.parametrize("tag", ["es", "fr", "de", "zh-Hans", "ja", "ar"])
def test_shipped_catalog_is_complete_and_keeps_the_names_in_braces(tag: str) -> None:
    path = shipped_catalog(Language(tag))
    assert path is not None
    catalog = po.read(path, root=path.parent)
    units = {unit.key: unit for unit in catalog.units}
    wanted = {unit.key for unit in extract_units()}
    assert {key for key, unit in units.items() if unit.state is State.TRANSLATED} == wanted
    for unit in units.values():
        assert sorted(NAME.findall(unit.msgstr)) == sorted(NAME.findall(unit.key.msgid))


def test_no_shipped_catalog_is_no_error() -> None:
    assert shipped_catalog(Language("tlh")) is None


def test_missing_word_stands_in_english_and_says_so() -> None:
    catalog = Catalog(
        "leaflet",
        FR,
        (),
        (
            Unit(Key(None, "Languages"), "Langues"),
            Unit(Key(None, "For whom"), "Pour vous", fuzzy=True),
            Unit(Key(None, "Footnotes"), "\u200b"),
        ),
    )
    words = Words(catalog, FR)
    assert (words.text("Footnotes"), words.language_of("Footnotes")) == (
        "Footnotes",
        Language("en"),
    )
    assert (words.text("Languages"), words.language_of("Languages")) == ("Langues", FR)
    assert (words.text("For whom"), words.language_of("For whom")) == ("For whom", Language("en"))


def test_values_are_filled_in_and_nothing_else_is_read(
    words: Callable[[Language], Words],
) -> None:
    assert words(FR).text("Page {page} of {pages}", page="1", pages="2") == "Page 1 sur 2"
    hostile = Catalog("leaflet", FR, (), (Unit(Key(None, "Draft"), "{page.__class__} {nobody}"),))
    assert Words(hostile, FR).text("Draft", page="1") == "{page.__class__} {nobody}"


def test_shipped_words_have_the_letters_of_the_region() -> None:
    words = shipped_words(Language.parse("de-CH"))
    assert words is not None
    said = {unit.key.msgid: unit.msgstr for unit in words.units}
    assert said["Large print"] == "Grosse Schrift"
    assert not [text for text in said.values() if "ß" in text]
