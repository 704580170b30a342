"""The fast way through a PO file reads what the whole grammar reads, on the same lines."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from po_corpus import HEADER, KEPT_BEYOND_GETTEXT, ODD_FILES

from pipeline.catalogs.po.grammar import parse_entries
from pipeline.catalogs.po.reading import read_entries
from pipeline.errors import CatalogError
from pipeline.model import Unit

# Blank lines inside an entry are no business of the grammar alone: it reads on, as gettext does.
FILES = {**ODD_FILES, **KEPT_BEYOND_GETTEXT}


def by_both_ways(text: str) -> tuple[object, object]:
    """What `read_entries` and the grammar make of a text: units with their lines, or the error."""
    return (_outcome(text, fast=True), _outcome(text, fast=False))


def _outcome(text: str, *, fast: bool) -> object:
    try:
        if not fast:
            units, trailing = parse_entries(text, "de.po")
            keys = [unit.key for unit in units]
            return "twice" if len(set(keys)) < len(keys) else (_everything(units), trailing)
        entries = read_entries(text, "de.po")
    except CatalogError as error:
        return "twice" if "a second time; the first" in error.message else str(error)
    units = [*entries.units, *([entries.header] if entries.header else [])]
    return _everything(units), entries.trailing_comments


def _everything(units: list[Unit]) -> list[dict[str, object]]:
    """Every field, the line too, which units do not compare; in the order of the lines."""
    return sorted(map(asdict, units), key=lambda unit: (unit["line"], str(unit["key"])))


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in FILES.items()])
def test_odd_files(text: str) -> None:
    fast, grammar = by_both_ways(text)
    assert fast == grammar


STRINGS = st.lists(
    st.sampled_from(
        ["Rest", " 5 mg", "ضع", "腰", '"', "\\", "\\n", '\\"', "\\\\", "\\t", "\\x41", "#", "\t"]
    ),
    max_size=5,
).map("".join)
LINES = st.one_of(
    st.sampled_from(
        ["", "#", "# Asked the clinic.", "#. Heading", "#: source/a.md", "#: b.md:3", "#, fuzzy"]
    ),
    st.sampled_from(["#, fuzzy, c-format", "#~", '"more"', "msgid", "# \\"]),
    st.builds('#| msgid "{}"'.format, STRINGS),
    st.builds('msgctxt "{}"'.format, STRINGS),
)
PAIRS = st.builds('msgid "{}"\nmsgstr "{}"'.format, STRINGS, STRINGS)
OBSOLETE = st.builds('#~ msgid "{}"\n#~ msgstr "{}"'.format, STRINGS, STRINGS)
CHUNKS = st.builds(
    lambda above, entry, below: "\n".join([*above, entry, *below]),
    st.lists(LINES, max_size=3),
    PAIRS | OBSOLETE,
    st.lists(LINES, max_size=1),
)
HEADERS = st.builds(
    lambda above, fields: "\n".join([*above, 'msgid ""\nmsgstr ""', *fields]),
    st.lists(LINES, max_size=2),
    st.lists(st.builds('"Language: {}{}"'.format, STRINGS, st.sampled_from(["\\n", ""]))),
)
TEXTS = st.builds(
    lambda header, chunks, gap, end: gap.join([header, *chunks]) + end,
    st.just(HEADER.rstrip("\n")) | HEADERS,
    st.lists(CHUNKS, max_size=4),
    st.sampled_from(["\n\n", "\n\n\n", "\n\n\n\n", "\n"]),
    st.sampled_from(["", "\n", "\n\n", "\n\n\n"]),
)


@given(TEXTS)
def test_any_file(text: str) -> None:
    fast, grammar = by_both_ways(text)
    assert fast == grammar


def test_units_are_frozen_however_they_were_made() -> None:
    unit = read_entries('msgid "Rest."\nmsgstr "Ruhe."\n', "de.po").units[0]
    with pytest.raises(FrozenInstanceError):
        unit.msgstr = "Eile."  # type: ignore[misc]
    assert (type(unit), {unit}) == (Unit, {Unit(unit.key, "Ruhe.")})
