"""Files as translators' tools save them: read without loss, and only their layout made ours.

The corpus in saved-by/ is written by hand in each tool's style: wrapped at 76 or 79 columns, other
header order, CRLF, byte order mark, legacy charsets, flags and comments of their own.
"""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from translate.storage.pypo import pofile

from pipeline.catalogs import po
from pipeline.catalogs.po.writing import ordered_flags
from pipeline.cli import main
from pipeline.model import Catalog, Key, State, Unit

CORPUS = Path(__file__).parent / "saved-by"
LANGUAGES = {
    "poedit-windows": "de",
    "weblate": "ar",
    "lokalize": "fr",
    "omegat": "cs",
    "translate-toolkit": "zh-Hans",
}
each_tool = pytest.mark.parametrize("tool", LANGUAGES)


def data(tool: str) -> bytes:
    return (CORPUS / f"{tool}.po").read_bytes()


def catalog(tool: str) -> Catalog:
    return po.parse(data(tool), f"locales/{LANGUAGES[tool]}/LC_MESSAGES/back-school.po")


def test_corpus_is_what_it_says() -> None:
    assert {path.stem for path in CORPUS.glob("*.po")} == set(LANGUAGES)
    assert data("omegat").startswith(b"\xef\xbb\xbf")
    assert data("poedit-windows").count(b"\r\n") == data("poedit-windows").count(b"\n") > 40
    for tool in ("lokalize", "translate-toolkit"):
        with pytest.raises(UnicodeDecodeError):
            data(tool).decode()


# ------------------------------------------------------------------------------------ whole values
@pytest.mark.parametrize(
    ("tool", "expected"),
    [
        pytest.param(
            "poedit-windows",
            Unit(
                Key(None, "Each lesson takes 60 minutes."),
                "Jede Stunde dauert 45 Minuten.",
                fuzzy=True,
                previous=Key(None, "Each lesson takes 45 minutes."),
                references=("source/back-school.md",),
                comments=(
                    "Rückfrage an Dr. Weber: „Stunde“ oder „Unterrichtsstunde“?",
                    "",
                    "A. K.",
                ),
            ),
            id="poedit",
        ),
        pytest.param(
            "poedit-windows",
            Unit(
                Key(
                    None,
                    "The course begins in the gymnasium next to the outpatients' department at nine.",
                ),
                "Der Kurs beginnt um neun in der Turnhalle neben der Ambulanz.",
                obsolete=True,
                comments=("Gilt nur für den alten Kurs.",),
            ),
            id="poedit-obsolete-with-a-comment",
        ),
        pytest.param(
            "weblate",
            Unit(
                Key("exercise", "Hold for 10 seconds."),
                "اثبت لمدة ٥ ثوانٍ.",
                fuzzy=True,
                previous=Key("exercise", "Hold for 5 seconds."),
                extracted=("Paragraph",),
                references=("source/back-school.md",),
                flags=("ignore-max-length",),
            ),
            id="weblate",
        ),
        pytest.param(
            "lokalize",
            Unit(
                Key(None, "Old text"),
                "Ancien texte",
                obsolete=True,
                comments=("demandé à la clinique",),
            ),
            id="lokalize-comment-behind-the-mark-of-obsolete",
        ),
        pytest.param(
            "omegat",
            Unit(
                Key(None, "Repeat 10 times."),
                "Opakujte 8krát.",
                fuzzy=True,
                references=("source/back-school.md",),
            ),
            id="omegat-fuzzy-above-a-blank-line",
        ),
        pytest.param(
            "translate-toolkit",
            Unit(
                Key(None, "Walk 30 minutes a day."),
                "每天步行20分钟。",
                fuzzy=True,
                previous=Key(None, "Walk 20 minutes a day."),
                references=("source/back-school.md",),
                comments=("(pofilter) numbers: 数字不同",),
            ),
            id="translate-toolkit-gb18030",
        ),
    ],
)
def test_an_entry_is_read_with_all_that_it_says(tool: str, expected: Unit) -> None:
    found = [unit for unit in catalog(tool).units if unit.key == expected.key]
    assert found == [expected]


# -------------------------------------------------------------------------------------- the layout
@pytest.mark.gettext
@each_tool
def test_entries_are_as_msgcat_writes_them(tool: str, msgcat: str) -> None:
    def entries(text: bytes) -> list[str]:
        command = [msgcat, "--no-wrap", "--force-po", "--to-code=UTF-8", "-"]
        done = subprocess.run(command, input=text, capture_output=True, check=True)
        assert done.stderr == b""
        return done.stdout.decode().rstrip("\n").split("\n\n")[1:]

    ours = po.render(catalog(tool))
    # msgcat 0.21 takes a byte order mark for a syntax error, and keeps a \r in comments
    theirs = data(tool).removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    assert entries(ours) == entries(theirs)
    written = ours.decode().rstrip("\n").split("\n\n")[1:]
    if tool != "weblate":  # whose own flags msgcat deletes, and we do not
        assert written == entries(theirs)


@each_tool
def test_header_keeps_every_field_and_comment(tool: str) -> None:
    before, after = catalog(tool), po.parse(po.render(catalog(tool)), f"{tool}.po")
    charset = ("Content-Type", "text/plain; charset=UTF-8")
    fields = {field for field in before.header if field[0] != "Content-Type"} | {charset}
    assert (set(after.header), len(after.header)) == (fields, len(before.header))
    assert after.header_comments == before.header_comments


# Not its own: here it reads GB18030 as Latin-1.
@pytest.mark.parametrize("tool", ["poedit-windows", "weblate", "lokalize", "omegat"])
def test_translate_toolkit_reads_the_same_before_and_after(tool: str) -> None:
    def facts(text: bytes) -> list[tuple[str, str, str, bool, bool]]:
        return sorted(
            (
                str(unit.getcontext()),
                str(unit.source),
                str(unit.target),
                unit.isfuzzy(),
                unit.isobsolete(),
            )
            for unit in pofile.parsestring(text).units
            if not unit.isheader()
        )

    assert facts(po.render(catalog(tool))) == facts(data(tool))


# -------------------------------------------------------------------------------------- the update
def project(root: Path, tool: str) -> Path:
    """A content project whose article holds the catalog's texts, a paragraph each."""
    active = [
        unit.key.msgid
        for unit in catalog(tool).units
        if not (unit.obsolete or unit.plural or unit.key.msgctxt)
    ]
    (root / "source").mkdir(parents=True)
    settings = f'[project]\nname = "Clinic"\nlanguages = ["{LANGUAGES[tool]}"]\nsegmentation = "paragraph"\n'
    (root / "leaflets.toml").write_text(settings, encoding="utf-8")
    body = "\n\n".join(text for text in active if "\t" not in text and "\n" not in text)
    article = f"---\ntitle: Back school\n---\n\n{body}\n"
    (root / "source/back-school.md").write_text(article, encoding="utf-8")
    path = root / f"locales/{LANGUAGES[tool].replace('-', '_')}/LC_MESSAGES/back-school.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(data(tool))
    return path


def written_by_people(unit: Unit) -> Unit:
    return replace(
        unit, obsolete=False, extracted=(), references=(), flags=ordered_flags(unit.flags)
    )


@each_tool
def test_update_normalises_the_layout_and_nothing_else(tool: str, tmp_path: Path) -> None:
    path = project(tmp_path / "clinic", tool)
    assert main(["update", "--root", str(tmp_path / "clinic")]) == 0
    after = po.parse(path.read_bytes(), path.as_posix())
    found = {unit.key: unit for unit in after.units}
    for unit in catalog(tool).units:
        if unit.state is not State.UNTRANSLATED or not (unit.plural or unit.key.msgctxt):
            assert written_by_people(found[unit.key]) == written_by_people(unit)
    assert sum(not unit.obsolete for unit in after.units) > 1
    unknown = {field for field in catalog(tool).header if field[0].startswith("X-")}
    assert unknown <= set(after.header)
    assert set(catalog(tool).header_comments) <= set(after.header_comments)
    assert po.render(after) == path.read_bytes()
    stamp = path.stat().st_mtime_ns
    assert main(["update", "--root", str(tmp_path / "clinic")]) == 0
    assert path.stat().st_mtime_ns == stamp


@pytest.mark.gettext
@each_tool
def test_msgcat_leaves_what_update_wrote(tool: str, tmp_path: Path, msgcat: str) -> None:
    path = project(tmp_path / "clinic", tool)
    assert main(["update", "--root", str(tmp_path / "clinic")]) == 0
    done = subprocess.run([msgcat, "--no-wrap", str(path)], capture_output=True, check=True)
    ours = path.read_bytes()
    if tool == "weblate":  # gettext deletes flags that it does not know
        ours = ours.replace(b"#, read-only, safe-html\n", b"").replace(b", ignore-max-length", b"")
    assert done.stdout == ours
