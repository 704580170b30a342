"""Memories: ours as TMX 1.4, and those of other tools, with their codes and dates."""

from __future__ import annotations

import pytest
from exchange_strategies import ENGLISH, TEXTS
from hypothesis import given
from hypothesis import strategies as st
from properties import examples

from pipeline.catalogs.exchange.formats import FORMATS, parse_parcels
from pipeline.catalogs.exchange.parcel import pack
from pipeline.catalogs.exchange.tmx import TmxEntry, parse_tmx, render_tmx
from pipeline.errors import CatalogError
from pipeline.model import Catalog, Key, Language, Unit

FRENCH, JAPANESE = Language("fr"), Language("ja")

FOREIGN = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1">
  <header creationtool="OtherTool" srclang="EN-US" segtype="sentence"/>
  <body>
    <tu tuid="7" creationdate="20240131T093000Z" changedate="yesterday">
      <prop type="project">Pain</prop><note>Reviewed</note>
      <tuv lang="EN-GB"><seg>Take <bpt i="1">&lt;b&gt;</bpt>5 mg<ept i="1">&lt;/b&gt;</ept> daily.</seg></tuv>
      <tuv lang="fr" creationdate="20240201T000000Z"><seg>Prenez <hi>5 mg</hi> par jour.</seg></tuv>
      <tuv lang="JA"><seg>\u30ab\u3099 _x0041_</seg></tuv>
    </tu>
    <tu><tuv lang="en"><seg>Alone.</seg></tuv></tu>
  </body>
</tmx>"""


def test_a_memory_of_another_tool() -> None:
    english = Language("en-GB")
    assert parse_tmx(FOREIGN.encode(), "m.tmx") == (
        TmxEntry(
            source="Take 5 mg daily.",
            target="Prenez 5 mg par jour.",
            source_language=english,
            language=FRENCH,
            created="20240201T000000Z",
            props=(("project", "Pain"),),
            notes=("Reviewed",),
            id="7",
        ),
        TmxEntry(
            source="Take 5 mg daily.",
            target="\u30ac _x0041_",
            source_language=english,
            language=JAPANESE,
            created="20240131T093000Z",
            props=(("project", "Pain"),),
            notes=("Reviewed",),
            id="7",
        ),
    )


def test_lines_are_those_of_the_file() -> None:
    assert [entry.line for entry in parse_tmx(FOREIGN.encode(), "m.tmx")] == [6, 6]


@pytest.mark.parametrize(
    ("srclang", "expected"),
    [
        pytest.param("*all*", "en", id="any: the first one"),
        pytest.param("fr", "fr", id="named"),
        pytest.param("fr-CA", "fr", id="a variety of it"),
        pytest.param("de", "en", id="not there: the first one"),
    ],
)
def test_which_variant_is_the_source(srclang: str, expected: str) -> None:
    text = f"""<tmx version="1.4"><header srclang="{srclang}"/><body><tu>
    <tuv xml:lang="en"><seg>Rest.</seg></tuv><tuv xml:lang="fr"><seg>Reposez-vous.</seg></tuv>
    </tu></body></tmx>"""
    (entry,) = parse_tmx(text.encode(), "m.tmx")
    assert entry.source_language == Language(expected)


def test_a_memory_that_does_not_name_its_articles_is_sent_to_the_memory() -> None:
    with pytest.raises(CatalogError) as caught:
        parse_parcels(FOREIGN.encode(), "in/m.tmx")
    assert str(caught.value).startswith("in/m.tmx:6: this memory does not say which article")
    assert caught.value.hint.endswith("leaflets memory import in/m.tmx")


def test_what_a_translation_was_made_of_goes_along() -> None:
    """gettext keeps it on entries that are approved, too, and so do we."""
    unit = Unit(Key("box", "Rest."), "Reposez-vous.", previous=Key("box", "Rest a day."))
    parcel = pack(Catalog("back", FRENCH, (), (unit,)), source_language=ENGLISH)
    assert parse_parcels(FORMATS["tmx"].render([parcel]), "fr.tmx") == (parcel,)


def test_another_document_is_no_memory() -> None:
    with pytest.raises(CatalogError, match="its root is <html>"):
        parse_tmx(b"<html/>", "m.tmx")


ENTRIES = st.builds(
    TmxEntry,
    source=TEXTS,
    target=TEXTS,
    source_language=st.sampled_from([ENGLISH, FRENCH]),
    language=st.just(JAPANESE),
    created=st.sampled_from(["", "20240131T093000Z"]),
    changed=st.sampled_from(["", "20250131T093000Z"]),
    props=st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple),
    notes=st.lists(TEXTS, max_size=2).map(tuple),
    id=st.just("") | TEXTS,
)


@examples(100)
@given(st.lists(ENTRIES, max_size=4).map(tuple))
def test_what_is_written_is_read(entries: tuple[TmxEntry, ...]) -> None:
    assert parse_tmx(render_tmx(entries, source_language=ENGLISH), "m.tmx") == entries
