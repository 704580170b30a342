"""Files with conflict markers of every style: repaired without loss, or refused with a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from po_corpus import HEADER
from properties import examples

from pipeline.catalogs import po
from pipeline.catalogs.threeway.conflicts import has_markers, resolve
from pipeline.errors import CatalogError
from tests.builders import other_translations

PATH = "locales/de/LC_MESSAGES/back.po"
REST = '\nmsgid "Rest."\nmsgstr "{}"\n'
SIT = '\nmsgid "Sit."\nmsgstr "{}"\n'


def conflict(ours: str, theirs: str, base: str | None = None) -> str:
    before = f"||||||| 1f3c\n{base}" if base is not None else ""
    return f"<<<<<<< HEAD\n{ours}{before}=======\n{theirs}>>>>>>> patch\n"


def resolved(text: str) -> tuple[str, int]:
    """(the file that is written, without the header; how much is disputed)."""
    merged = resolve(text.encode(), PATH)
    written = po.render(merged.catalog).decode()
    return written.removeprefix(HEADER), len(merged.disputes)


CASES = [
    pytest.param(
        HEADER + conflict(REST.format("Ruhen Sie."), REST.format("")) + SIT.format("Setzen!"),
        (REST.format("Ruhen Sie.") + SIT.format("Setzen!"), 0),
        id="translated-on-one-side",
    ),
    pytest.param(
        HEADER + conflict(REST.format("Ruhe."), SIT.format("Setzen!")),
        (REST.format("Ruhe.") + SIT.format("Setzen!"), 0),
        id="both-added-entries",
    ),
    pytest.param(
        HEADER + conflict(REST.format("Ruhe."), REST.format("Rast.")),
        ('\n# Other translation: "Rast."\n#, fuzzy\nmsgid "Rest."\nmsgstr "Ruhe."\n', 1),
        id="dispute",
    ),
    pytest.param(
        HEADER + conflict(REST.format("Ruhe."), REST.format("Rast."), REST.format("Ruhe.")),
        (REST.format("Rast."), 0),
        id="diff3-one-side-changed",
    ),
    pytest.param(
        HEADER + conflict(REST.format("Ruhe."), REST.format("Rast."), "msgid 'broken'\n"),
        ('\n# Other translation: "Rast."\n#, fuzzy\nmsgid "Rest."\nmsgstr "Ruhe."\n', 1),
        id="diff3-base-that-is-no-catalog",
    ),
    pytest.param(
        HEADER + '\nmsgid "Rest."\n' + conflict('msgstr "Ruhe."\n', 'msgstr "Rast."\n', 'msgid "Rest."\nmsgstr "Ruhe."\n'),
        ('\n# Other translation: "Rast."\n#, fuzzy\nmsgid "Rest."\nmsgstr "Ruhe."\n', 1),
        id="zdiff3-base-that-repeats-what-both-sides-share",
    ),
    pytest.param(
        HEADER + '\nmsgid "Rest."\n' + conflict('msgstr "Ruhe."\n', 'msgstr "Rast."\n'),
        ('\n# Other translation: "Rast."\n#, fuzzy\nmsgid "Rest."\nmsgstr "Ruhe."\n', 1),
        id="inside-an-entry",
    ),
    pytest.param(
        HEADER + '\nmsgid "Rest."\nmsgstr ""\n"Ruhen Sie "\n' + conflict('"sich aus."\n', '"heute."\n'),
        ('\n# Other translation: "Ruhen Sie heute."\n#, fuzzy\nmsgid "Rest."\nmsgstr "Ruhen Sie sich aus."\n', 1),
        id="inside-a-wrapped-string",
    ),
    pytest.param(
        HEADER
        + conflict(conflict(REST.format("Ruhe."), REST.format("Rast.")), REST.format("Pause.")),
        ('\n# Other translation: "Rast."\n# Other translation: "Ruhe."\n#, fuzzy\nmsgid "Rest."\nmsgstr "Pause."\n', 1),
        id="conflict-inside-a-conflict",
    ),
    pytest.param(
        HEADER + SIT.format("Setzen!") + conflict(SIT.format("Setzen!") + REST.format("Ruhe."), REST.format("Ruhe.")),
        (SIT.format("Setzen!") + REST.format("Ruhe."), 0),
        id="an-entry-twice-on-one-side",
    ),
    pytest.param(
        HEADER + SIT.format("Setzen!") + conflict(SIT.format("Bitte setzen.") + REST.format("Ruhe."), REST.format("Ruhe.")),
        ('\n# Other translation: "Bitte setzen."\n#, fuzzy\nmsgid "Sit."\nmsgstr "Setzen!"\n' + REST.format("Ruhe."), 1),
        id="an-entry-twice-and-differently",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sides_are_merged_by_entry(text: str, expected: tuple[str, int]) -> None:
    assert resolved(text) == expected


@pytest.mark.parametrize("prefix", ["", "\ufeff"], ids=["plain", "bom"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_byte_order_mark_and_windows_lines(prefix: str, newline: str) -> None:
    text = conflict(HEADER.replace("Project-Id-Version: leaflets", "Project-Id-Version: x"), HEADER)
    data = (prefix + text + REST.format("Ruhe.")).replace("\n", newline).encode()
    assert has_markers(data)
    merged = resolve(data, PATH).catalog
    assert [unit.msgstr for unit in merged.units] == ["Ruhe."]


def test_dates_in_the_header_are_settled_by_rule() -> None:
    revised = '"PO-Revision-Date: 2026-0{}-01 10:00+0000\\n"\n"Last-Translator: {}\\n"\n'
    held = '"PO-Revision-Date: 2024-10-31 00:00+0000\\n"\n"Last-Translator: \\n"\n'
    assert held in HEADER
    text = HEADER.replace(held, conflict(revised.format(4, "Ana"), revised.format(5, "Bo"), held))
    merged = resolve((text + REST.format("Ruhe.")).encode(), PATH)
    assert (merged.catalog.header_value("Last-Translator"), merged.disputes) == ("Bo", ())
    assert merged.catalog.header_value("PO-Revision-Date") == "2026-05-01 10:00+0000"


def test_the_charset_of_the_header_holds_for_both_sides() -> None:
    text = HEADER.replace("UTF-8", "GB18030") + conflict(
        REST.format("休息。"), REST.format("请休息。")
    )
    (unit,) = resolve(text.encode("gb18030"), PATH).catalog.units
    assert (unit.msgstr, other_translations(unit)) == ("休息。", ("请休息。",))


def test_a_base_from_outside_is_believed_before_markers() -> None:
    base = po.parse((HEADER + REST.format("Rast.")).encode(), PATH)
    text = HEADER + conflict(REST.format("Ruhe."), REST.format("Rast."))
    merged = resolve(text.encode(), PATH, base=base)
    assert ([unit.msgstr for unit in merged.catalog.units], merged.disputes) == (["Ruhe."], ())


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        pytest.param("<<<<<<< a\n", 12, "never closed", id="never-closed"),
        pytest.param("=======\n", 12, "=======", id="stray-middle"),
        pytest.param(">>>>>>> b\n", 12, ">>>>>>>", id="stray-end"),
        pytest.param("<<<<<<< a\n>>>>>>> b\n", 13, ">>>>>>>", id="no-middle"),
        pytest.param("<<<<<<< a\n=======\n=======\n>>>>>>> b\n", 14, "=======", id="two-middles"),
        pytest.param("<<<<<<< a\n=======\n||||||| c\n>>>>>>> b\n", 14, "|||||||", id="late-base"),
        pytest.param(
            '<<<<<<< a\n=======\nmsgid "a\nmsgstr "b"\n>>>>>>> b\n',
            14,
            "one side of a conflict can't be read: a string has no closing quote",
            id="a-side-is-no-catalog",
        ),
    ],
)
def test_what_cannot_be_taken_apart_is_refused_with_its_line(
    body: str, line: int, message: str
) -> None:
    with pytest.raises(CatalogError) as caught:
        resolve((HEADER + body).encode(), PATH)
    assert (caught.value.path, caught.value.line) == (PATH, line)
    assert message in caught.value.message
    assert caught.value.hint != ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("<<<<<<< HEAD\n", True, id="start"),
        pytest.param("a\n=======\n", True, id="middle"),
        pytest.param('msgid "<<<<<<< HEAD"\n"=======\\n"\n', False, id="in-strings"),
        pytest.param("# <<<<<<< HEAD\n#=======\n", False, id="in-comments"),
        pytest.param("========\n<<<<<<<x\n", False, id="not-exactly-seven"),
    ],
)
def test_has_markers(text: str, *, expected: bool) -> None:
    assert has_markers(text.encode()) is expected


# -------------------------------------------------------------------------------------- property
ENTRIES = st.dictionaries(
    st.sampled_from(["Rest.", "Sit.", "Stand up.", "Walk."]),
    st.sampled_from(["", "Ruhe.", "腰", "تناول", '\\"x\\"']),
)


@examples(100)
@given(ENTRIES, ENTRIES)
def test_no_wording_between_markers_is_lost(ours: dict[str, str], theirs: dict[str, str]) -> None:
    sides = [
        "".join(f'\nmsgid "{msgid}"\nmsgstr "{text}"\n' for msgid, text in side.items())
        for side in (ours, theirs)
    ]
    merged = resolve((HEADER + conflict(*sides)).encode(), PATH)
    found = {unit.msgstr for unit in merged.catalog.units}
    found |= {text for unit in merged.catalog.units for text in other_translations(unit)}
    typed = {text.replace("\\", "") for text in (*ours.values(), *theirs.values()) if text}
    assert typed <= found
    assert not has_markers(po.render(merged.catalog))
