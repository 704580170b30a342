"""What we write is what gettext would write, and says what polib reads."""

from __future__ import annotations

import subprocess
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from po_corpus import HEADER, KEPT_BEYOND_GETTEXT, ODD_FILES
from properties import examples

from pipeline.catalogs import po
from pipeline.catalogs.po.writing import entry, ordered_flags
from pipeline.model import Catalog, Key, Language, Unit

corpus = pytest.mark.parametrize(
    "text", [pytest.param(text, id=name) for name, text in ODD_FILES.items()]
)
whole_corpus = pytest.mark.parametrize(
    "text",
    [pytest.param(text, id=name) for name, text in {**ODD_FILES, **KEPT_BEYOND_GETTEXT}.items()],
)


@pytest.fixture(scope="session")
def gettext(tmp_path_factory: pytest.TempPathFactory, msgcat: str) -> Callable[[bytes, str], bytes]:
    """Runs a gettext tool on a PO file and gives what it prints; fails where the tool does."""
    assert msgcat  # all the tools come together
    path = tmp_path_factory.mktemp("gettext") / "catalog.po"

    def run(data: bytes, *command: str) -> bytes:
        path.write_bytes(data)
        done = subprocess.run([*command, str(path)], check=False, capture_output=True)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    return run


@whole_corpus
def test_our_layout_is_a_fixed_point(text: str) -> None:
    once = po.format_catalog(text.encode(), "de.po")
    assert po.format_catalog(once, "de.po") == once


@whole_corpus
def test_rendering_loses_nothing_that_was_read(text: str) -> None:
    catalog = po.parse(text.encode(), "de.po")
    again = po.parse(po.render(catalog), "de.po")
    assert again.units == tuple(
        replace(unit, flags=ordered_flags(unit.flags)) for unit in catalog.units
    )
    assert again.header_comments == catalog.header_comments
    assert sorted(again.header) == sorted(_with_charset(catalog))


def _with_charset(catalog: Catalog) -> list[tuple[str, str]]:
    ours = ("Content-Type", "text/plain; charset=UTF-8")
    others = [field for field in catalog.header if field[0] != "Content-Type"]
    needed = catalog.header or any(not str(unit).isascii() for unit in catalog.units)
    return [*others, ours] if needed or catalog.header_comments else others


@pytest.mark.gettext
@corpus
def test_msgcat_leaves_what_we_write(text: str, gettext: Callable[..., bytes]) -> None:
    ours = po.format_catalog(text.encode(), "de.po")
    assert gettext(ours, "msgcat", "--no-wrap", "--force-po") == ours


@pytest.mark.gettext
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(text, id=name)
        for name, text in ODD_FILES.items()
        if text.startswith(HEADER)
        and name not in {"raw-controls", "escapes", "line-separators"}
        # gettext forgets one of two flag lines, has no NFC, and drops trailing comments
        and not any(odd in text for odd in ("\n#, c-format\n#, fuzzy", "cafe\u0301", "vim:"))
    ],
)
def test_msgcat_reads_the_same_before_and_after(text: str, gettext: Callable[..., bytes]) -> None:
    before = gettext(text.encode(), "msgcat", "--no-wrap", "--sort-output")
    after = gettext(po.format_catalog(text.encode(), "de.po"), "msgcat", "--no-wrap", "-s")
    assert after == before


@pytest.mark.gettext
@pytest.mark.parametrize("name", ["ordinary", "wrapped-by-poedit", "arabic", "chinese", "plural"])
def test_msgfmt_finds_nothing_to_say(name: str, tmp_path: Path, msgfmt: str) -> None:
    path = tmp_path / "catalog.po"
    path.write_bytes(po.format_catalog(ODD_FILES[name].encode(), "de.po"))
    done = subprocess.run(
        [msgfmt, "--check", "-o", "/dev/null", str(path)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")


# ------------------------------------------------------------------------------------------- polib
POLIB_CANT = {
    "comments": "a syntax error to polib: #no space",
    "several-strings-on-a-line": "a syntax error to polib",
    "several-statements-on-a-line": "a syntax error to polib",
    "comments-behind-strings": "a syntax error to polib",
    "strings-below-their-keywords": "a syntax error to polib",
    "nothing-previous": "a syntax error to polib",
    "flags-without-commas": "fuzzy only to gettext",
    "flag-of-long-ago": "fuzzy only to gettext",
    "blank-lines-inside": "a syntax error to polib",
    "escapes": "octal and hexadecimal escapes are text to polib",
    "obsolete-in-the-middle": "a syntax error to polib: no space after #~",
    "indented": "polib keeps white space that gettext does not see",
    "header-not-first": "polib wants the header first",
    "decomposed": "polib has no NFC",
}


@pytest.mark.parametrize(
    "text",
    [pytest.param(text, id=name) for name, text in ODD_FILES.items() if name not in POLIB_CANT],
)
def test_polib_reads_the_same(text: str, tmp_path: Path) -> None:
    path = tmp_path / "catalog.po"
    path.write_text(text, encoding="utf-8", newline="")
    theirs = polib.pofile(str(path), encoding="utf-8")
    ours = po.parse(text.encode(), "catalog.po")
    assert [_facts(unit) for unit in ours.units] == [
        _polib_facts(entry) for entry in sorted(theirs, key=lambda entry: entry.obsolete)
    ]
    if text.startswith(HEADER):
        assert dict(ours.header) == theirs.metadata


def _facts(unit: Unit) -> tuple[object, ...]:
    forms = dict(enumerate(unit.plural[1:]))
    return (*unit.key, unit.msgstr, forms, unit.fuzzy, unit.obsolete)


def _polib_facts(entry: polib.POEntry) -> tuple[object, ...]:
    fuzzy = "fuzzy" in entry.flags and bool(entry.msgstr or entry.msgstr_plural.get(0))
    return (
        entry.msgctxt,
        entry.msgid,
        entry.msgstr,
        entry.msgstr_plural,
        fuzzy,
        bool(entry.obsolete),
    )


# ------------------------------------------------------------------------------------ whole values
def test_every_part_of_an_entry_is_read() -> None:
    text = HEADER + (
        "\n# A question for the clinic.\n#\n#. Heading: “Rest” › paragraph\n#. Note: keep it short\n"
        "#: source/back.md source/neck.md\n#, fuzzy, no-wrap, ours\n"
        '#| msgctxt "box"\n#| msgid "Rest a day."\nmsgctxt "box"\nmsgid "Rest two days."\n'
        'msgstr "Ruhen Sie einen Tag."\n'
    )
    (unit,) = po.parse(text.encode(), "locales/de/LC_MESSAGES/back.po").units
    assert unit == Unit(
        key=Key("box", "Rest two days."),
        msgstr="Ruhen Sie einen Tag.",
        fuzzy=True,
        previous=Key("box", "Rest a day."),
        extracted=("Heading: “Rest” › paragraph", "Note: keep it short"),
        references=("source/back.md", "source/neck.md"),
        comments=("A question for the clinic.", ""),
        flags=("no-wrap", "ours"),
    )
    assert text.split("\n")[unit.line - 1] == 'msgid "Rest two days."'


def test_the_previous_plural_is_written_too() -> None:
    """A Key that compares as any other: reading it back alone would not tell."""
    written = po.format_catalog(ODD_FILES["plural"].encode(), "de.po").decode()
    assert '#| msgid "%d old page"\n#| msgid_plural "%d old pages"\nmsgid "%d page"' in written


def test_nothing_is_never_fuzzy() -> None:
    """Nor to gettext: a unit that is emptied waits for a translator, and not for a look."""
    emptied = Unit(Key(None, "Rest."), "", fuzzy=True)
    assert entry(emptied) == 'msgid "Rest."\nmsgstr ""'
    assert entry(replace(emptied, msgstr="Ruh dich aus.")).startswith("#, fuzzy\n")


def test_flags_stand_in_the_order_of_gettext() -> None:
    flags = ("ours", "no-wrap", "range: 0..5", "possible-c-format", "python-format", "no-wrap")
    assert ordered_flags(flags) == (
        "possible-c-format",
        "python-format",
        "range: 0..5",
        "no-wrap",
        "ours",
    )


@pytest.mark.parametrize(
    ("length", "lines"),
    [pytest.param(37, [2, 1], id="just-fits"), pytest.param(38, [1, 1, 1], id="a-byte-too-long")],
)
def test_a_line_of_references_has_79_bytes_at_most(length: int, lines: list[int]) -> None:
    references = tuple(f"{letter * (length - 3)}.md" for letter in "abc")
    unit = Unit(Key(None, "Rest."), "Ruhe.", references=references)
    written = po.render(Catalog("back", None, (), (unit,))).decode().split("\n")
    assert [line.count(".md") for line in written if line.startswith("#:")] == lines


def test_header_is_written_in_our_order_and_unknown_fields_stay() -> None:
    text = ODD_FILES["header-in-other-order"]
    written = po.format_catalog(text.encode(), "de.po").decode()
    assert written.split("\n\n")[0] == (
        'msgid ""\nmsgstr ""\n"Project-Id-Version: x\\n"\n"Language: de\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n"X-Generator: Poedit 3.4\\n"\n'
        '"X-Poedit-Basepath: ..\\n"'
    )


def test_an_untouched_canonical_file_keeps_its_bytes_and_its_file(tmp_path: Path) -> None:
    path = tmp_path / "de.po"
    path.write_bytes(po.format_catalog(ODD_FILES["obsolete"].encode(), "de.po"))
    stamp = path.stat().st_mtime_ns, path.stat().st_ino
    assert po.write(path, po.read(path, root=tmp_path)) is False
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == stamp


def test_a_comment_that_ends_in_a_backslash_does_not_swallow_the_next_line() -> None:
    catalog = Catalog("back", None, (), (Unit(Key(None, "a"), "b", comments=("C:\\",)),))
    assert po.render(catalog) == b'# C:\\ \nmsgid "a"\nmsgstr "b"\n'


@pytest.mark.parametrize(
    ("path", "header_language", "expected"),
    [
        pytest.param("locales/zh_Hans/LC_MESSAGES/a.po", "de", "zh-Hans", id="folder-first"),
        pytest.param("upload.po", "pt_BR", "pt-BR", id="header"),
        pytest.param("upload.po", "sr@latin", "sr-Latn", id="script-modifier"),
        pytest.param("upload.po", "de_DE.UTF-8", "de-DE", id="codeset"),
        pytest.param("locales/templates/a.pot", "de", None, id="template"),
        pytest.param("upload.po", "", None, id="unknown"),
    ],
)
def test_language(path: str, header_language: str, expected: str | None) -> None:
    data = HEADER.replace("Language: de", f"Language: {header_language}").encode()
    language = po.parse(data, path).language
    assert language == (None if expected is None else Language(expected))


@pytest.mark.parametrize(
    ("encoding", "charset", "word"),
    [
        pytest.param("iso-8859-1", "ISO-8859-1", "Rücken", id="latin-1"),
        pytest.param("cp1252", "windows-1252", "„Rücken“ …", id="windows"),
        pytest.param("gb18030", "GB18030", "腰椎间盘突出症", id="gb18030"),
        pytest.param("shift_jis", "SHIFT_JIS", "表示・腰痛", id="backslash-byte"),
        pytest.param("koi8-r", "KOI8-R", "поясница", id="koi8-r"),
        pytest.param("utf-8-sig", "UTF-8", "Rücken", id="bom"),
        pytest.param("utf-8", "CHARSET", "Rücken", id="placeholder"),
    ],
)
def test_charset(encoding: str, charset: str, word: str) -> None:
    text = HEADER.replace("UTF-8", charset) + f'\nmsgid "back"\nmsgstr "{word}"\n'
    catalog = po.parse(text.encode(encoding), "de.po")
    assert [unit.msgstr for unit in catalog.units] == [word]
    assert b"charset=UTF-8" in po.render(catalog)


@pytest.mark.parametrize("name", list(ODD_FILES))
def test_windows_line_ends_make_no_difference(name: str) -> None:
    data = ODD_FILES[name].replace("\n", "\r\n").encode()
    assert po.format_catalog(data, "de.po") == po.format_catalog(ODD_FILES[name].encode(), "de.po")


# ------------------------------------------------------------------------------------- properties
WORDS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00\x04"), max_size=30
) | st.sampled_from(
    ["نَم على جنبك.", "腰痛\n", '"', "\\", "\\n", "\n\n", "a\u2028b", "e\u0301", "#~ x"]
)
STRINGS = WORDS.map(lambda text: unicodedata.normalize("NFC", text))
COMMENT = STRINGS.map(lambda text: text.replace("\n", " ").rstrip("\\"))
COMMENTS = st.lists(COMMENT, max_size=3).map(tuple)
KEYS = st.builds(Key, st.none() | STRINGS, STRINGS.filter(bool))
REFERENCES = st.lists(
    st.from_regex(r"[a-z腰é]{1,40}\.md(:[1-9][0-9]{0,3})?", fullmatch=True), max_size=6, unique=True
).map(tuple)
FLAGS = st.sampled_from([(), ("c-format",), ("python-format", "no-wrap")])


@st.composite
def units(draw: st.DrawFn, key: Key) -> Unit:
    msgstr = draw(STRINGS)
    plural = draw(st.just(()) | st.tuples(STRINGS, STRINGS, STRINGS))
    first = plural[1] if plural else msgstr
    comments = draw(COMMENTS)
    obsolete = draw(st.booleans()) and bool(first)
    return Unit(
        key=key,
        msgstr="" if plural else msgstr,
        fuzzy=draw(st.booleans()) and bool(first),
        obsolete=obsolete,
        previous=draw(st.none() | KEYS),
        extracted=draw(COMMENTS),
        references=draw(REFERENCES),
        comments=comments,
        flags=draw(FLAGS),
        plural=plural,
    )


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    keys = draw(st.lists(KEYS, max_size=5, unique=True))
    made = sorted([draw(units(key)) for key in keys], key=lambda unit: unit.obsolete)
    return Catalog(
        domain="back",
        language=Language("de"),
        header=(
            ("Language", "de"),
            ("Content-Type", "text/plain; charset=UTF-8"),
            ("X-Note", "ä: b"),
        ),
        units=tuple(made),
        header_comments=draw(COMMENTS),
        header_fuzzy=draw(st.booleans()),
    )


@examples(200)
@given(catalogs())
def test_reading_what_we_wrote_gives_the_catalog_back(catalog: Catalog) -> None:
    assert po.parse(po.render(catalog), "locales/de/LC_MESSAGES/back.po") == catalog


@pytest.mark.gettext
@examples(60)
@given(catalogs())
def test_msgcat_leaves_any_catalog(gettext: Callable[..., bytes], catalog: Catalog) -> None:
    ours = po.render(catalog)
    assert gettext(ours, "msgcat", "--no-wrap", "--force-po") == ours
