"""Broken PO files: each names its line, and says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from po_corpus import HEADER
from properties import examples

from pipeline.catalogs import po
from pipeline.catalogs.po.writing import is_worth_keeping
from pipeline.errors import CatalogError
from pipeline.model import Catalog

PATH = "locales/de/LC_MESSAGES/back.po"
TOP = HEADER.count("\n")  # lines of the header; what follows starts on the next one
GOOD = '\nmsgid "Rest."\nmsgstr "Ruhe."\n'


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        pytest.param(
            HEADER + GOOD + '\nmsgid "Walk."\nmsgstr "Gehen.\n',
            TOP + 6,
            "a string has no closing quote",
            "every string ends with",
            id="unterminated",
        ),
        pytest.param(
            HEADER + '\nmsgid "Say "ah"."\nmsgstr ""\n',
            TOP + 2,
            "a quote inside it lacks its backslash",
            'write \\" for a quote',
            id="unescaped-quote",
        ),
        pytest.param(
            HEADER + '\nmsgid "C:\\q"\nmsgstr ""\n',
            TOP + 2,
            r"\q is no escape sequence",
            r"write \\ for a backslash",
            id="unknown-escape",
        ),
        pytest.param(
            HEADER + '\nmsgid "\\377"\nmsgstr ""\n',
            TOP + 2,
            r"\377 is a byte, not a character",
            "",
            id="byte-escape",
        ),
        pytest.param(
            HEADER + '\nmsgid "Walk."\nmsgtsr "Gehen."\n',
            TOP + 3,
            "'msgtsr' is no keyword of PO files",
            "a line holds msgctxt, msgid",
            id="misspelt-keyword",
        ),
        pytest.param(
            HEADER + "\nhello\n" + GOOD,
            TOP + 2,
            "'hello' is no keyword",
            "lines start with",
            id="stray-word",
        ),
        pytest.param(
            HEADER + '\nmsgid "Walk."\n' + GOOD,
            TOP + 4,
            "msgid stands here a second time",
            "msgctxt (if any), msgid, then msgstr",
            id="no-msgstr",
        ),
        pytest.param(
            HEADER + GOOD + '\nmsgid "Walk."\n',
            TOP + 5,
            "this msgid has no msgstr",
            "complete the entry",
            id="no-msgstr-at-the-end",
        ),
        pytest.param(
            HEADER + '\nmsgid "Walk."\n# why?\nmsgstr "Gehen."\n',
            TOP + 3,
            "a comment stands inside an entry",
            "put comments above",
            id="comment-inside",
        ),
        pytest.param(
            HEADER + '\nmsgstr "Gehen."\n',
            TOP + 2,
            "msgstr stands here a second time in the same entry",
            "msgctxt (if any), msgid, then msgstr",
            id="msgstr-twice",
        ),
        pytest.param(
            '# Rest.\nmsgstr "Gehen."\n',
            2,
            "msgstr stands before its msgid",
            "",
            id="msgstr-alone",
        ),
        pytest.param(
            '# Rest.\nmsgid_plural "Rests."\n',
            2,
            "msgid_plural stands before its msgid",
            "",
            id="plural-alone",
        ),
        pytest.param(
            HEADER + GOOD + '\n"more"\n"and more"\n\n# x\n"string"\n',
            TOP + 9,
            "a string stands here without a keyword",
            "write msgid or msgstr before it",
            id="string-alone",
        ),
        pytest.param(
            HEADER + '\n#~ msgid "Walk."\nmsgstr "Gehen."\n',
            TOP + 3,
            "some lines of this entry start with #~",
            "before every line",
            id="half-obsolete",
        ),
        pytest.param(
            HEADER + '\nmsgid "a"\nmsgid_plural "b"\nmsgstr[' + 5000 * "1" + '] "c"\n',
            TOP + 4,
            "is no keyword of PO files",
            "a line holds msgctxt",
            id="form-of-no-number",
        ),
        pytest.param(
            HEADER + '\nmsgid "a"\nmsgstr "b"\nmsgstr[0] "c"\n' + GOOD,
            TOP + 2,
            "this entry has both msgstr and msgstr[0]",
            "",
            id="plain-and-plural",
        ),
        pytest.param(
            HEADER + '\nmsgid "a"\nmsgid_plural "b"\nmsgstr "c"\n' + GOOD,
            TOP + 2,
            "a plural entry needs",
            "",
            id="plural-without-forms",
        ),
        pytest.param(
            HEADER + '\nmsgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\n' + GOOD,
            TOP + 4,
            "msgstr[1] stands where msgstr[0] should be",
            "",
            id="plural-form-missing",
        ),
        pytest.param(
            HEADER + "\nmsgid\n" + GOOD,
            TOP + 2,
            "msgid is not followed by a string",
            'write ""',
            id="no-string",
        ),
        pytest.param(
            HEADER + '\nmsgid "Walk."\nmsgstr\n# more\n"Gehen."\n',
            TOP + 3,
            "msgstr is not followed by a string",
            'write ""',
            id="no-string-before-a-comment",
        ),
        pytest.param(
            HEADER + GOOD + '\nmsgid "Walk."\nmsgstr[0]\n',
            TOP + 6,
            "msgstr[0] is not followed by a string",
            'write ""',
            id="no-string-at-the-end",
        ),
        pytest.param(
            HEADER + '\nmsgid Walk "on"\nmsgstr ""\n',
            TOP + 2,
            "'msgid Walk' is no keyword of PO files",
            "a line holds msgctxt, msgid",
            id="text-before-its-quote",
        ),
        pytest.param(
            HEADER + '\nmsgid "Walk." # slowly\nmsgstr ""\n',
            TOP + 2,
            "a comment stands inside an entry",
            "put comments above",
            id="comment-behind-a-msgid",
        ),
        pytest.param(
            HEADER + '\ndomain "other"\n' + GOOD,
            TOP + 2,
            "this file holds several domains",
            "one file a domain",
            id="domain",
        ),
        pytest.param(
            HEADER
            + '\nmsgid "Walk."\n<<<<<<< HEAD\nmsgstr "Gehen."\n=======\nmsgstr "Laufen."\n>>>>>>> theirs\n',
            TOP + 3,
            "this file has merge-conflict markers",
            "decide between the two sides",
            id="conflict",
        ),
        pytest.param(
            HEADER + GOOD + GOOD.replace("Ruhe", "Pause"),
            TOP + 5,
            f"the entry 'Rest.' stands here a second time; the first is on line {TOP + 2}",
            "keep the better of the two",
            id="duplicate",
        ),
        pytest.param(
            HEADER + (GOOD + GOOD).replace("Rest.", "Rest for " + "a day and " * 5 + "a"),
            TOP + 5,
            "the entry 'Rest for a day and a day and a day and a day and a day and a' stands",
            "",
            id="duplicate-of-60-letters",
        ),
        pytest.param(
            HEADER + (GOOD + GOOD).replace("Rest.", "Rest for " + "a day and " * 5 + "so"),
            TOP + 5,
            "the entry 'Rest for a day and a day and a day and a day and a day an…' stands",
            "",
            id="duplicate-of-61",
        ),
        pytest.param(
            HEADER + GOOD + '\n#~ msgid "Rest."\n#~ msgstr "Pause."\n',
            TOP + 5,
            f"the entry 'Rest.' stands here a second time; the first is on line {TOP + 2}",
            "keep the better of the two",
            id="duplicate-obsolete",
        ),
        pytest.param(
            HEADER + "\n" + HEADER,
            TOP + 2,
            "the header stands here a second time; the first is on line 1",
            "",
            id="two-headers",
        ),
        pytest.param(
            HEADER.replace("UTF-8", "KLINGON"),
            10,
            "charset=KLINGON, which is not known",
            "msgconv",
            id="unknown-charset",
        ),
        pytest.param(
            HEADER.replace("UTF-8", "ISO-8859-1") + '\nmsgid "back"\nmsgstr "Rücken"\n',
            10,
            "the header says charset=ISO-8859-1, but the text is in UTF-8",
            "write charset=UTF-8 there",
            id="charset-of-another-file",  # an update would write "RÃ¼cken" for good
        ),
        pytest.param(
            HEADER + '\nmsgid "Walk."\nmsgstr “Gehen.”\n',
            TOP + 3,
            "the text is in '“', the quotation marks of a word processor",
            'straight ones: "…"',
            id="curled-quotes",
        ),
    ],
)
def test_error(text: str, line: int, message: str, hint: str) -> None:
    with pytest.raises(CatalogError) as caught:
        po.parse(text.encode(), PATH)
    error = caught.value
    assert (error.path, error.line) == (PATH, line)
    assert message in error.message
    assert hint in error.hint


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        pytest.param(
            HEADER.encode() + b'\nmsgid "R\xfccken"\n',
            TOP + 2,
            "0xFC is not valid in UTF-8",
            id="utf-8",
        ),
        pytest.param(
            HEADER.replace("UTF-8", "GB18030").encode() + b'\nmsgid "\xff"\n',
            TOP + 2,
            "0xFF is not valid in GB18030",
            id="gb18030",
        ),
        pytest.param(HEADER.encode("utf-16"), 1, "UTF-16", id="utf-16"),
    ],
)
def test_bytes_that_are_no_text(data: bytes, line: int, message: str) -> None:
    with pytest.raises(CatalogError) as caught:
        po.parse(data, PATH)
    assert (caught.value.path, caught.value.line) == (PATH, line)
    assert message in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(5000 * "#~ " + 'msgid "Rest."', id="marks"),
        pytest.param('#~ msgid "Rest."' + 5000 * ' #~ ""', id="strings"),
    ],
)
def test_a_line_may_be_marked_as_obsolete_over_and_over(line: str) -> None:
    once = HEADER + '\n#~ msgid "Rest."\n#~ msgstr "Ruhe."\n'
    more = HEADER + f'\n{line}\n#~ msgstr "Ruhe."\n'
    assert po.parse(more.encode(), PATH) == po.parse(once.encode(), PATH)


def test_a_missing_file_is_named_relative_to_the_project(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="cannot be read: No such file") as caught:
        po.read(tmp_path / "locales" / "de.po", root=tmp_path)
    assert caught.value.path == "locales/de.po"


def test_a_file_that_can_not_be_read_is_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "de.po"
    path.write_text(HEADER + GOOD + GOOD, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(CatalogError):
        po.write(path, po.read(path, root=tmp_path))
    assert path.read_bytes() == before


LINES = st.sampled_from(
    [
        *['msgid "a"', 'msgid "b\\n"', 'msgstr "c"', 'msgctxt "d"', 'msgid_plural "e"', '"more"'],
        *['msgstr[0] "f"', 'msgstr[1] "g"', "# note", "#. hint", "#: a.md", "#, fuzzy", "#| x"],
        *['#| msgid "old"', '#~ msgid "h"', '#~ msgstr "i"', '#~| msgid "j"', "#~", "#~ #", ""],
        *['msgid ""', 'msgstr "X: y\\n"', "\\", '"', "msgid", "\u2028", "=======", 'domain "x"'],
    ]
)


@examples(300)
@given(st.lists(LINES, max_size=12))
def test_any_file_is_read_or_refused_with_a_line(lines: list[str]) -> None:
    read = _outcome("\n".join(lines).encode())
    if isinstance(read, CatalogError):
        assert read.path == PATH
        assert 1 <= (read.line or 0) <= len(lines)
        assert read.hint
    else:
        kept = [unit for unit in read.units if not unit.obsolete or is_worth_keeping(unit)]
        assert po.parse(po.render(read), PATH).units == tuple(kept)


def _outcome(data: bytes) -> Catalog | CatalogError:
    try:
        return po.parse(data, PATH)
    except CatalogError as error:
        return error
