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
