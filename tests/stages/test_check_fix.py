"""`leaflets check --fix`: seeded defects in six languages mended, shown before, and then at rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogs import po
from pipeline.cli import main

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: {}\\n"\n'

# language, source, the right translation, the translation with defects
SEEDED = [
    pytest.param(
        "fr",
        "Does it hurt? Stop: call “the clinic”.",
        "Avez-vous mal\u202f? Arrêtez\u00a0: appelez «\u00a0la clinique\u00a0».",
        "Avez-vous mal ? Arrêtez : appelez  « la clinique ».",
        id="fr-spaces-of-marks",
    ),
    pytest.param(
        "fr-CA",
        "Stop: wait 5 minutes!",
        "Arrêtez\u00a0: attendez 5 minutes!",
        "Arrêtez: attendez 5 minutes !",
        id="fr-CA-no-space-before-exclamation",
    ),
    pytest.param(
        "zh-Hans",
        "Rest, then walk. Is it better?",
        "请休息，然后走动。好些了吗？",
        "请休息, 然后走动。好些了吗?",
        id="zh-full-width-marks",
    ),
    pytest.param(
        "ja", "Drink water.", "水を飲んでください。", "水を飲んでください.", id="ja-full-stop"
    ),
    pytest.param(
        "ar",
        "Are you pregnant, or planning to be?",
        "هل أنتِ حامل، أو تخططين للحمل؟",
        "هل أنتِ حامل, أو تخططين \u202bللحمل?",
        id="ar-marks-and-direction-control",
    ),
    pytest.param(
        "hi",
        "Take the tablet with food.",
        "गोली खाने के साथ लें।",
        "गोली खाने  के साथ लें.",
        id="hi-danda-and-doubled-space",
    ),
    pytest.param(
        "es", "Rest for 5 days.", "Descanse 5 días.", " Descanse  5 días .", id="es-spaces"
    ),
]


def write(path: Path, language: str, source: str, target: str) -> None:
    text = HEADER.format(language.replace("-", "_"))
    path.write_text(f'{text}\nmsgid "{source}"\nmsgstr "{target}"\n', encoding="utf-8")


def translation(path: Path) -> str:
    return po.parse(path.read_bytes(), path.name).units[0].msgstr


@pytest.mark.parametrize(("language", "source", "right", "wrong"), SEEDED)
def test_defects_are_mended_once_and_for_all(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    source: str,
    right: str,
    wrong: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "leaflet.po"
    write(path, language, source, wrong)
    before = path.read_bytes()

    main(["check", str(path), "--fix", "--dry-run"])
    shown = capsys.readouterr()
    assert shown.out.startswith("--- a/")
    assert "would be mended" in shown.err
    assert path.read_bytes() == before

    assert main(["check", str(path), "--fix"]) == 0
    assert translation(path) == right
    assert capsys.readouterr().out == "no findings\n"
    mended = path.read_bytes()

    assert main(["check", str(path), "--fix"]) == 0
    assert "0 mended" in capsys.readouterr().err
    assert path.read_bytes() == mended


@pytest.mark.parametrize(("language", "source", "right", "wrong"), SEEDED)
def test_right_text_is_left_as_it_is(
    tmp_path: Path, language: str, source: str, right: str, wrong: str
) -> None:
    path = tmp_path / "leaflet.po"
    write(path, language, source, right)
    before = path.read_bytes()
    assert main(["check", str(path), "--fix"]) == 0
    assert path.read_bytes() == before


def test_what_cannot_be_seen_is_named_in_the_diff(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "leaflet.po"
    write(path, "fr", "Stop: wait.", "Arrêtez : attendez.")
    main(["check", str(path), "--fix", "--dry-run"])
    assert '+msgstr "Arrêtez‹U+00A0›: attendez."' in capsys.readouterr().out


def test_fuzzy_entries_and_broken_files_are_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fuzzy, broken = tmp_path / "fuzzy.po", tmp_path / "broken.po"
    write(fuzzy, "es", "Rest.", "Des  canse.")
    text = fuzzy.read_text(encoding="utf-8").replace('msgid "Rest."', '#, fuzzy\nmsgid "Rest."')
    fuzzy.write_text(text, encoding="utf-8")
    broken.write_text('msgid "a\nmsgstr "b"\n', encoding="utf-8")
    before = fuzzy.read_bytes(), broken.read_bytes()
    assert main(["check", str(fuzzy), str(broken), "--fix"]) == 1
    assert (fuzzy.read_bytes(), broken.read_bytes()) == before


ODD = """# Übersetzung:  zwei Leerzeichen
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: fr\\n"
"X-Odd:   spaced  value \\n"

#: source/a.md:3   source/b.md:4
msgctxt "sheet"
msgid ""
"Call your doctor: "
"do not wait!"
msgstr ""
"Appelez votre médecin : "
"n'attendez "
"pas !"

msgid "Rest, "  "then walk."
msgstr   "Reposez-vous , puis marchez."

#, fuzzy
msgid "Wait!"
msgstr "Attendez !"

msgid "%d day"
msgid_plural "%d days"
msgstr[0] "%d jour  !"
msgstr[1] "%d jours  !"

#~ msgid "Gone!"
#~ msgstr "Parti !"
"""
MENDED = (
    ODD.replace("médecin :", "médecin\u00a0:")
    .replace("vous ,", "vous,")
    .replace('"pas !', '"pas\u202f!')
)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte-order-mark"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("last", ["", "\n"], ids=["no-last-newline", "last-newline"])
def test_every_other_byte_of_a_file_stays(
    tmp_path: Path, mark: bytes, newline: str, last: str
) -> None:
    def data(text: str) -> bytes:
        return mark + (text.rstrip("\n") + last).replace("\n", newline).encode()

    path = tmp_path / "leaflet.po"
    path.write_bytes(data(ODD))
    main(["check", str(path), "--fix"])
    assert path.read_bytes() == data(MENDED)


def test_charset_without_the_mended_space_becomes_utf8(tmp_path: Path) -> None:
    path = tmp_path / "leaflet.po"
    text = (
        HEADER.replace("UTF-8", "ISO-8859-1").format("fr") + '\nmsgid "Stop!"\nmsgstr "Arrêtez !"\n'
    )
    path.write_bytes(text.encode("latin-1"))
    main(["check", str(path), "--fix"])
    assert translation(path) == "Arrêtez\u202f!"
    assert b"charset=UTF-8" in path.read_bytes()


def test_charset_that_has_the_mended_mark_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "leaflet.po"
    text = (
        HEADER.replace("UTF-8", "ISO-8859-1").format("es") + '\nmsgid "Rest a day."\nmsgstr "{}"\n'
    )
    path.write_bytes(text.format("Descanse un día entero  más.").encode("latin-1"))
    main(["check", str(path), "--fix"])
    assert path.read_bytes() == text.format("Descanse un día entero más.").encode("latin-1")
