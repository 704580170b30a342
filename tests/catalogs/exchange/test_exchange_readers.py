"""Other people's programs read what we write, edit it, and we read that: translate toolkit."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import pytest
from exchange_strategies import ENGLISH, SPANISH
from lxml import etree
from translate.storage import tbx as their_tbx
from translate.storage import tmx as their_tmx
from translate.storage import xliff as their_xliff
from translate.storage import xliff2 as their_xliff2

from pipeline.catalogs.exchange import xml
from pipeline.catalogs.exchange.formats import FORMATS, parse_parcels
from pipeline.catalogs.exchange.parcel import pack
from pipeline.catalogs.exchange.receive import receive
from pipeline.catalogs.exchange.tbx import render_tbx
from pipeline.model import Catalog, Key, Language, State, Unit
from pipeline.source.termbase import parse_termbase

UNITS = (
    Unit(
        Key(None, "Take **5 mg** twice a day & rest."),
        msgstr="Tome **5 mg** dos veces al día y descanse.",
        extracted=('Heading: "Dose" › paragraph',),
        references=("source/back-pain.md",),
        comments=("Ana: formal address.",),
    ),
    Unit(
        Key("heading", "When it hurts"),
        msgstr="Cuando duele",
        fuzzy=True,
        previous=Key("heading", "If it hurts"),
        flags=("no-wrap",),
    ),
    Unit(Key(None, "Keep your back warm.")),
)
CATALOG = Catalog("back-pain", SPANISH, (), UNITS)
PARCEL = pack(CATALOG, source_language=ENGLISH)
TAKEN = replace(UNITS[2], msgstr="Mantenga la espalda abrigada.")


def written(name: str) -> bytes:
    return FORMATS[name].render([PARCEL])


@pytest.mark.parametrize(
    ("name", "reader"),
    [
        pytest.param("xliff", their_xliff.xlifffile, id="xliff-1.2"),
        pytest.param("xliff2", their_xliff2.Xliff2File, id="xliff-2"),
    ],
)
def test_translate_toolkit_reads_our_xliff(name: str, reader: type) -> None:
    store = reader.parsestring(written(name))
    assert store.getsourcelanguage() == "en"
    assert store.gettargetlanguage() == "es"
    assert [(unit.source, unit.target or "", unit.isfuzzy()) for unit in store.units] == [
        (unit.key.msgid, unit.msgstr, unit.fuzzy) for unit in UNITS
    ]
    # translate toolkit looks for the notes of XLIFF 2 in the segment, where they may not stand
    notes = store.units[0].xmlelement.getroottree().getroot().iter("{*}note")
    assert "Ana: formal address." in [note.text for note in notes]


def test_translate_toolkit_reads_places_and_previous_texts_of_our_xliff_1() -> None:
    first, second, _ = their_xliff.xlifffile.parsestring(written("xliff")).units
    assert first.getlocations() == ["source/back-pain.md"]
    assert first.getnotes("developer") == 'Heading: "Dose" › paragraph'
    assert first.getnotes("translator") == "Ana: formal address."
    assert [(each.source, each.target) for each in second.getalttrans()] == [
        ("If it hurts", "Cuando duele")
    ]


@pytest.mark.parametrize(
    ("name", "reader"),
    [
        pytest.param("xliff", their_xliff.xlifffile, id="xliff-1.2"),
        pytest.param("xliff2", their_xliff2.Xliff2File, id="xliff-2"),
    ],
)
def test_what_translate_toolkit_edits_and_saves_comes_back(name: str, reader: type) -> None:
    store = reader.parsestring(written(name))
    store.units[2].target = TAKEN.msgstr
    store.units[2].markapproved(value=True)
    store.units[2].addnote("Luis: checked.", origin="translator")
    (parcel,) = parse_parcels(bytes(store), "es.xlf")
    received = receive(parcel, CATALOG)
    expected = replace(TAKEN, comments=("Luis: checked.",))
    assert received.catalog.units == (*UNITS[:2], expected)


def test_translate_toolkit_reads_our_memory() -> None:
    store = their_tmx.tmxfile.parsestring(written("tmx"))
    assert [(unit.source, unit.target) for unit in store.units] == [
        ("Take **5 mg** twice a day & rest.", "Tome **5 mg** dos veces al día y descanse.")
    ]
    assert store.translate("Take **5 mg** twice a day & rest.") == UNITS[0].msgstr


def test_translate_toolkit_reads_our_termbase() -> None:
    text = "term\tlanguage\trule\tnote\tes\nslipped disc\ten\tuse\tplain\thernia discal|disco herniado\n"
    termbase = parse_termbase(text, path="source/termbase.tsv")
    store = their_tbx.tbxfile.parsestring(render_tbx(termbase, source_language=ENGLISH))
    (unit,) = store.units
    assert unit.source == "slipped disc"
    assert unit.target == "hernia discal"
    assert "plain" in unit.getnotes()


# ---- the specifications' own rules
@pytest.mark.parametrize(
    ("name", "root"),
    [
        ("xliff", "{urn:oasis:names:tc:xliff:document:1.2}xliff"),
        ("xliff2", "{urn:oasis:names:tc:xliff:document:2.0}xliff"),
        ("tmx", "tmx"),
    ],
)
def test_other_parsers_find_our_xml_well_formed(name: str, root: str) -> None:
    assert etree.fromstring(written(name)).tag == root


def test_elements_of_xliff_1_stand_in_the_order_of_its_schema() -> None:
    """XLIFF 1.2 §3.2: source, seg-source?, target?, then groups, notes and alternatives."""
    root = xml.parse(written("xliff"), "es.xlf")
    for unit in root.walk("trans-unit"):
        names = [each.name for each in unit.nodes]
        assert names[0] == "source"
        assert "target" not in names[2:]
        assert set(names[1:]) <= {"target", "context-group", "note", "alt-trans"}
    ids = [unit.get("id") for unit in root.walk("trans-unit")]
    assert len(ids) == len(set(ids))


def test_elements_of_xliff_2_stand_in_the_order_of_its_schema() -> None:
    """XLIFF 2.1 §4.2.2.5: modules, notes, then segments; ids are NMTOKENs and unique."""
    root = xml.parse(written("xliff2"), "es.xliff")
    order = {"matches": 0, "metadata": 0, "notes": 1, "segment": 2}
    for unit in root.walk("unit"):
        places = [order[each.name] for each in unit.nodes]
        assert places == sorted(places)
        assert places.count(2) == 1
        for match in unit.walk("match"):
            assert match.get("ref") == f"#{unit.find('segment').get('id')}"
    ids = [unit.get("id") for unit in root.walk("unit")]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[\w.:-]+", each) for each in ids)
    for segment in root.walk("segment"):
        assert segment.get("state") in {"initial", "translated", "reviewed", "final"}
        assert not segment.get("subState") or re.fullmatch(r"\w+:\w+", segment.get("subState"))


XLIFF1 = """<xliff version="1.2"><file original="a.po" source-language="en" target-language="es"><body>
<trans-unit id="1"{}><source>Rest.</source><target{}>Descanse.</target>{}</trans-unit>
</body></file></xliff>"""
BASE = '<context-group><context context-type="x-leaflets-base">{}:0:0</context></context-group>'


@pytest.mark.parametrize(
    ("state", "approved", "base", "expected"),
    [
        pytest.param("final", "", "", State.TRANSLATED, id="final"),
        pytest.param("signed-off", "yes", "", State.TRANSLATED, id="signed-off"),
        pytest.param("needs-review-adaptation", "", "", State.FUZZY, id="needs-review"),
        pytest.param("new", "no", "", State.FUZZY, id="new"),
        pytest.param("", "yes", "", State.TRANSLATED, id="approved"),
        pytest.param("", "no", "", State.FUZZY, id="not-approved"),
        pytest.param("", "", "translated", None, id="nothing-said"),
        pytest.param("translated", "no", "", State.FUZZY, id="contradiction: careful"),
        pytest.param("translated", "no", "translated", State.FUZZY, id="approval taken back"),
        pytest.param("translated", "no", "fuzzy", State.TRANSLATED, id="state moved on"),
        pytest.param("needs-translation", "yes", "translated", State.FUZZY, id="state taken back"),
        pytest.param("needs-translation", "yes", "fuzzy", State.TRANSLATED, id="approval given"),
    ],
)
def test_what_state_and_approval_say_together(
    state: str, approved: str, base: str, expected: State | None
) -> None:
    text = XLIFF1.format(
        f' approved="{approved}"' if approved else "",
        f' state="{state}"' if state else "",
        BASE.format(base) if base else "",
    )
    assert parse_parcels(text.encode(), "es.xlf")[0].units[0].state is expected


def test_what_the_catalog_said_is_found_wherever_a_tool_puts_it() -> None:
    """Beside the contexts of other tools, and behind them."""
    other = '<context context-type="x-leaflets-flag">no-wrap</context>'
    base = BASE.format("translated").replace("<context-group>", f"<context-group>{other}")
    text = XLIFF1.format(' approved="no"', ' state="translated"', base)
    (unit,) = parse_parcels(text.encode(), "es.xlf")[0].units
    assert (unit.state, unit.base, unit.flags) == (State.FUZZY, "translated:0:0", ("no-wrap",))


@pytest.mark.parametrize(
    ("qualifier", "state", "approved", "expected"),
    [
        pytest.param("leveraged-mt", "translated", "", State.FUZZY, id="a machine's"),
        pytest.param("fuzzy-match", "translated", "no", State.FUZZY, id="another text's"),
        pytest.param("tm-suggestion", "", "", State.FUZZY, id="a suggestion"),
        pytest.param("rejected-inaccurate", "final", "yes", State.FUZZY, id="rejected"),
        pytest.param("leveraged-mt", "final", "", State.TRANSLATED, id="a machine's, finished"),
        pytest.param("fuzzy-match", "", "yes", State.TRANSLATED, id="another text's, approved"),
        pytest.param("exact-match", "translated", "", State.TRANSLATED, id="the same text's"),
        pytest.param("x-ours", "translated", "", State.TRANSLATED, id="a tool's own"),
    ],
)
def test_what_a_machine_proposed_is_nobodys_translation_before_somebody_approves_it(
    qualifier: str, state: str, approved: str, expected: State
) -> None:
    said = f' state="{state}"' if state else ""
    text = XLIFF1.format(
        f' approved="{approved}"' if approved else "",
        f'{said} state-qualifier="{qualifier}"',
        BASE.format("untranslated"),
    )
    assert parse_parcels(text.encode(), "es.xlf")[0].units[0].state is expected


def test_a_file_that_we_did_not_export_fills_what_is_empty_and_disputes_the_rest() -> None:
    text = XLIFF1.format(' approved="yes"', "", "").encode()
    (parcel,) = parse_parcels(text, "es.xlf")
    empty = Catalog("a", SPANISH, (), (Unit(Key(None, "Rest.")),))
    full = Catalog("a", SPANISH, (), (Unit(Key(None, "Rest."), msgstr="Repose."),))
    filled, disputed = receive(parcel, empty), receive(parcel, full)
    assert filled.catalog.units == (Unit(Key(None, "Rest."), msgstr="Descanse."),)
    assert disputed.catalog.units == (
        Unit(
            Key(None, "Rest."),
            msgstr="Repose.",
            fuzzy=True,
            comments=("Other wording from an exchange (translated): Descanse.",),
        ),
    )


def test_segments_that_a_tool_cut_are_put_together_in_the_order_of_the_target() -> None:
    text = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="ja">
      <file id="f1" original="back.po"><unit id="u1">
        <segment id="a" state="final"><source>Rest.</source><target order="3">休む。</target></segment>
        <ignorable><source> </source><target order="2"></target></ignorable>
        <segment id="b" state="reviewed"><source>Do <mrk id="m" type="term">not</mrk> run.</source>
          <target order="1">走らない。</target></segment>
      </unit></file></xliff>"""
    (parcel,) = parse_parcels(text.encode(), "ja.xliff")
    assert parcel.language == Language("ja")
    (unit,) = parcel.units
    assert (unit.source, unit.target, unit.state) == (
        "Rest. Do not run.",
        "走らない。休む。",
        State.TRANSLATED,
    )


XLIFF1_SEGMENTS = """<xliff version="1.2"><file original="a.po" source-language="en"
 target-language="es"><body><trans-unit id="1"><source>Rest. Do not run!</source>
 <seg-source><mrk mtype="seg" mid="1">Rest.</mrk> <mrk mtype="seg" mid="2">Do not run</mrk><mrk
 mtype="seg" mid="3">!</mrk></seg-source><target state="translated">{}</target>
 </trans-unit></body></file></xliff>"""
XLIFF2_SEGMENTS = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"
 srcLang="en" trgLang="es"><file id="f1" original="a.po"><unit id="u1">
 <segment id="a" state="final"><source>Rest.</source><target>Descanse.</target></segment>
 <ignorable><source> </source></ignorable>
 <segment id="b" state="final"><source>Do not run</source>{}</segment>
 <segment id="c" state="final"><source>!</source>{}</segment></unit></file></xliff>"""
FIRST, SECOND = '<mrk mtype="seg" mid="1">Descanse.</mrk>', '<mrk mtype="seg" mid="2">{}</mrk>'


@pytest.mark.parametrize(
    ("text", "target", "state"),
    [
        pytest.param(
            XLIFF1_SEGMENTS.format(f"{FIRST} {SECOND.format('No corra.')}"),
            "Descanse. No corra.",
            State.TRANSLATED,
            id="1.2: all words",
        ),
        pytest.param(
            XLIFF1_SEGMENTS.format(f"{FIRST} {SECOND.format('')}"),
            "Descanse. ",
            State.FUZZY,
            id="1.2: an empty one",
        ),
        pytest.param(
            XLIFF1_SEGMENTS.format(FIRST), "Descanse.", State.FUZZY, id="1.2: one is not there"
        ),
        pytest.param(
            XLIFF2_SEGMENTS.format("<target>No corra.</target>", "<target/>"),
            "Descanse. No corra.",
            State.TRANSLATED,
            id="2: all words",
        ),
        pytest.param(
            XLIFF2_SEGMENTS.format("<target/>", "<target/>"),
            "Descanse. ",
            State.FUZZY,
            id="2: an empty one",
        ),
        pytest.param(
            XLIFF2_SEGMENTS.format("", "<target>!</target>"),
            "Descanse. !",
            State.FUZZY,
            id="2: one is not there",
        ),
    ],
)
def test_half_a_translation_is_none(text: str, target: str, state: State) -> None:
    (parcel,) = parse_parcels(text.encode(), "es.xlf")
    assert (parcel.units[0].target, parcel.units[0].state) == (target, state)


@pytest.mark.parametrize("name", ["xliff", "xliff2"])
def test_a_tool_that_indents_texts_changes_nothing(name: str) -> None:
    """Such line breaks in msgstr alone are an error to msgfmt."""
    pretty = re.sub(
        r"(<(?:source|target)\b[^>/]*>)([^<]+)", r"\1\n  \2\n  ", written(name).decode()
    )
    (came,) = parse_parcels(pretty.encode(), "es")
    received = receive(came, CATALOG)
    assert (received.catalog, received.outcomes) == (CATALOG, ())


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_tool_that_decomposes_letters_changes_nothing(name: str) -> None:
    """macOS tools save NFD; the parcel is NFC again, so that sources are found."""
    decomposed = replace(
        PARCEL,
        units=tuple(
            replace(
                unit,
                key=Key(unit.key.msgctxt, unicodedata.normalize("NFD", unit.key.msgid)),
                target=unicodedata.normalize("NFD", unit.target or ""),
            )
            for unit in PARCEL.units
        ),
    )
    (came,) = parse_parcels(FORMATS[name].render([decomposed]), "es")
    received = receive(came, CATALOG)
    assert (received.catalog, received.outcomes) == (CATALOG, ())
