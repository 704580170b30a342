"""Compiled catalogs say to every reader what the catalog says, and nothing that is not approved."""

from __future__ import annotations

import gettext
import io
import subprocess
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from babel.messages import mofile
from hypothesis import given
from hypothesis import strategies as st
from po_corpus import HEADER, ODD_FILES

from pipeline.catalogs import mo, po
from pipeline.errors import CatalogError
from pipeline.model import Catalog, Key, Language, State, Unit

PLURAL_HEADER = HEADER + '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
CLINIC = (
    PLURAL_HEADER
    + """
msgid "Take 5 mg twice a day."
msgstr "Nehmen Sie zweimal täglich 5 mg."

msgctxt "heading"
msgid "Rest"
msgstr "Ruhe"

msgid "Rest"
msgstr "Rest"

msgid "%d tablet"
msgid_plural "%d tablets"
msgstr[0] "%d Tablette"
msgstr[1] "%d Tabletten"

#, fuzzy
msgid "Do not take more."
msgstr "Nehmen Sie mehr."

msgid "Ask your doctor."
msgstr ""

msgid "%d drop"
msgid_plural "%d drops"
msgstr[0] "%d Tropfen"
msgstr[1] ""

msgid "Sit down."
msgstr " "

#~ msgid "Lie down."
#~ msgstr "Legen Sie sich hin."
"""
)


def compiled(text: str) -> bytes:
    return mo.render(po.parse(text.encode(), "de.po"))


def read(data: bytes) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(data))


def strings(data: bytes) -> dict[str | tuple[str, int], str]:
    """What the standard library's own reader holds, without the header."""
    catalog: dict[str | tuple[str, int], str] = vars(read(data))["_catalog"]
    return {key: text for key, text in catalog.items() if key != ""}


def test_only_what_is_translated_is_there() -> None:
    assert strings(compiled(CLINIC)) == {
        "Take 5 mg twice a day.": "Nehmen Sie zweimal täglich 5 mg.",
        "heading\x04Rest": "Ruhe",
        "Rest": "Rest",
        ("%d tablet", 0): "%d Tablette",
        ("%d tablet", 1): "%d Tabletten",
    }


def test_programs_get_contexts_and_plurals() -> None:
    translations = read(compiled(CLINIC))
    assert translations.pgettext("heading", "Rest") == "Ruhe"
    assert translations.pgettext("button", "Rest") == "Rest"
    assert [translations.ngettext("%d tablet", "%d tablets", n) for n in (1, 5)] == [
        "%d Tablette",
        "%d Tabletten",
    ]
    assert translations.ngettext("%d drop", "%d drops", 2) == "%d drops"


def test_the_header_says_charset_language_and_plurals_but_not_the_templates_date() -> None:
    assert read(compiled(CLINIC)).info() == {
        "project-id-version": "leaflets",
        "po-revision-date": "2024-10-31 00:00+0000",
        "last-translator": "",
        "language-team": "",
        "language": "de",
        "mime-version": "1.0",
        "content-type": "text/plain; charset=UTF-8",
        "content-transfer-encoding": "8bit",
        "plural-forms": "nplurals=2; plural=(n != 1);",
    }


def test_order_and_comments_of_the_catalog_change_no_byte() -> None:
    catalog = po.parse(CLINIC.encode(), "de.po")
    noted = tuple(replace(unit, comments=("Asked the clinic.",)) for unit in catalog.units)
    assert mo.render(replace(catalog, units=noted[::-1])) == mo.render(catalog)


def test_an_empty_catalog_has_a_header_alone() -> None:
    assert strings(mo.render(Catalog("back", Language("de"), (), ()))) == {}


@pytest.mark.parametrize(
    "unit",
    [
        pytest.param(Unit(Key("a\x04b", "c"), "d"), id="context-mark-in-context"),
        pytest.param(Unit(Key(None, "a\x04b"), "c"), id="context-mark-in-msgid"),
        pytest.param(Unit(Key(None, "a"), "b\x00c"), id="nul-in-msgstr"),
        pytest.param(Unit(Key(None, "a"), plural=("b", "c\x00", "d")), id="nul-in-plural"),
    ],
)
def test_a_text_that_would_be_read_as_another_is_refused(unit: Unit) -> None:
    with pytest.raises(CatalogError, match="separate texts in MO files") as raised:
        mo.render(Catalog("back", Language("de"), (), (replace(unit, line=7),)))
    assert (raised.value.path, raised.value.line) == ("back.po", 7)


# ------------------------------------------------------------------------------- other readers, msgfmt
OTHERWISE = {
    "space-only": "msgfmt lets a blank translation in",
    "raw-controls": "the same: a tab alone",
    "line-breaks": "msgfmt refuses it: msgid and msgstr do not both end in a line break",
}
READABLE = {
    name: text
    for name, text in ODD_FILES.items()
    if text.startswith(HEADER) and name not in OTHERWISE
}
corpus = pytest.mark.parametrize(
    "text",
    [
        *(pytest.param(text, id=name) for name, text in READABLE.items()),
        pytest.param(CLINIC.partition('msgid "%d drop"')[0], id="clinic"),
    ],
)


@pytest.mark.gettext
@corpus
def test_the_bytes_are_those_of_msgfmt(text: str, msgfmt: str, tmp_path: Path) -> None:
    source, target = tmp_path / "de.po", tmp_path / "de.mo"
    source.write_bytes(po.format_catalog(text.encode(), "de.po"))
    subprocess.run([msgfmt, "--no-hash", "-o", str(target), str(source)], check=True)
    assert compiled(text) == target.read_bytes()


@pytest.mark.gettext
@corpus
def test_msgfmts_own_file_with_its_hash_table_holds_the_same_strings(
    text: str, msgfmt: str, tmp_path: Path
) -> None:
    source, target = tmp_path / "de.po", tmp_path / "de.mo"
    source.write_bytes(po.format_catalog(text.encode(), "de.po"))
    subprocess.run([msgfmt, "-o", str(target), str(source)], check=True)
    assert strings(compiled(text)) == strings(target.read_bytes())


@corpus
def test_polib_reads_what_the_catalog_says(text: str, tmp_path: Path) -> None:
    path = tmp_path / "de.mo"
    path.write_bytes(compiled(text))
    found = {
        (entry.msgctxt, entry.msgid, entry.msgstr, tuple(entry.msgstr_plural.values()))
        for entry in polib.mofile(str(path))
    }
    assert found == {(*unit.key, unit.msgstr, unit.plural[1:]) for unit in translated(text)}


@corpus
def test_babel_reads_what_the_catalog_says(text: str) -> None:
    read_back = mofile.read_mo(io.BytesIO(compiled(text)))
    found = {
        (plain(each.context), plain(each.id), plain(each.string)) for each in read_back if each.id
    }
    assert found == {
        (
            unit.key.msgctxt,
            (unit.key.msgid, unit.plural[0]) if unit.plural else unit.key.msgid,
            unit.plural[1:] or unit.msgstr,
        )
        for unit in translated(text)
        if unit.key.msgid
    }


def plain(value: object) -> object:
    """babel's answers in one shape: it gives contexts as bytes and plurals as lists."""
    if isinstance(value, bytes):
        return value.decode()
    return tuple(value) if isinstance(value, list) else value


def translated(text: str) -> list[Unit]:
    units = po.parse(text.encode(), "de.po").units
    return [unit for unit in units if unit.state is State.TRANSLATED]


# --------------------------------------------------------------------------------------- any catalog
PROSE = st.text(
    st.one_of(
        st.sampled_from('Rest 5 mg, Ruhe – ضع الثلج 腰部 झुकें नहीं \n\t"\\'),
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00\x04"),
    ),
    max_size=20,
)
CONTEXTS = st.none() | PROSE
UNITS = st.builds(
    Unit,
    key=st.builds(Key, CONTEXTS, PROSE.filter(bool)),
    msgstr=PROSE,
    fuzzy=st.booleans(),
    obsolete=st.booleans(),
)
PLURALS = st.builds(
    Unit,
    key=st.builds(Key, CONTEXTS, PROSE.filter(bool)),
    plural=st.tuples(PROSE, PROSE, PROSE),
    fuzzy=st.booleans(),
)
HEADER_FIELDS = (("Language", "de"), ("Plural-Forms", "nplurals=2; plural=(n != 1);"))


@given(st.lists(UNITS | PLURALS, unique_by=lambda unit: unit.key, max_size=12))
def test_every_translation_of_any_catalog_comes_back_and_no_other(units: list[Unit]) -> None:
    translations = read(mo.render(Catalog("any", Language("de"), HEADER_FIELDS, tuple(units))))
    shown = [(look_up(translations, unit, 1), look_up(translations, unit, 2)) for unit in units]
    assert shown == [expected(unit) for unit in units]


def look_up(translations: gettext.GNUTranslations, unit: Unit, number: int) -> str:
    context, msgid = unit.key
    if not unit.plural:
        if context is None:
            return translations.gettext(msgid)
        return translations.pgettext(context, msgid)
    if context is None:
        return translations.ngettext(msgid, unit.plural[0], number)
    return translations.npgettext(context, msgid, unit.plural[0], number)


def expected(unit: Unit) -> tuple[str, ...]:
    """What a reader shows for one and for two of a thing."""
    if unit.state is not State.TRANSLATED:
        return (unit.key.msgid, unit.plural[0] if unit.plural else unit.key.msgid)
    return unit.plural[1:] or (unit.msgstr, unit.msgstr)
