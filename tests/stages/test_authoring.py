from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from clinic import Site

from pipeline.catalogs import po
from pipeline.cli import main


def test_new_project_builds_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "my-clinic"
    assert main(["init", str(folder)]) == 0
    assert 'name = "my-clinic"' in (folder / "leaflets.toml").read_text(encoding="utf-8")
    assert main(["update", "--root", str(folder)]) == 0
    assert main(["build", "--root", str(folder)]) == 0
    made = sorted(path.relative_to(folder).as_posix() for path in (folder / "dist").rglob("*.*"))
    assert made == [
        "dist/en/example.html",
        "dist/en/example.pdf",
        "dist/es/example.html",
        "dist/es/example.pdf",
        "dist/index.html",
    ]
    assert main(["check", "--root", str(folder)]) == 1  # nothing is translated yet
    assert "error untranslated" in capsys.readouterr().out


def test_init_never_touches_a_project(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    before = site.state()
    assert main(["init", str(site.root)]) == 2
    assert "already" in capsys.readouterr().err
    assert site.state() == before


def test_import_refuses_to_overwrite(site: Site, tmp_path: Path) -> None:
    text = tmp_path / "Ibuprofen.txt"
    text.write_text("Ibuprofen\n\nTake it with food.", encoding="utf-8")
    before = site.article.read_bytes()
    result = site.run("import", str(text), "--slug", "ibuprofen")
    assert (result.code, "--force" in result.err) == (2, True)
    assert site.article.read_bytes() == before
    assert site.run("import", str(text), "--slug", "ibuprofen", "--force").code == 0
    assert "Take it with food." in site.article.read_text(encoding="utf-8")


def test_import_says_what_it_recognised(site: Site, tmp_path: Path) -> None:
    text = tmp_path / "walk.txt"
    text.write_bytes(
        b"Why walking helps the back\n\nNov 3, 2025 Source: Riverside Clinic\nDr. Ana Ruiz\n"
        b"Introduction\nWalking keeps the discs supple.\n\n1. More blood flow\n\nIt feeds the muscles."
    )
    result = site.run("import", str(text))
    assert (result.code, result.out) == (0, "wrote source/walk.md\n")
    article = (site.root / "source/walk.md").read_text(encoding="utf-8")
    assert "date: 2025-11-03" in article.replace("'", "").replace('"', "")
    assert "## 1. More blood flow" in article
    for word in ("title", "date", "author", "Introduction"):
        assert word in result.err


def test_segment_reads_standard_input_without_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    text = "Ask Dr. Chen Jian. Take approx. 5 mg, e.g. in the *evening*.\n\n- One\n- Two\n"

    class Stdin:
        buffer = io.BytesIO(text.encode())

    monkeypatch.setattr(sys, "stdin", Stdin)
    assert main(["segment"]) == 0
    assert capsys.readouterr().out.split("\n") == [
        "Ask Dr. Chen Jian.",
        "Take approx. 5 mg, e.g. in the *evening*.",
        "One",
        "Two",
        "",
    ]


def test_segment_as_json_tells_kind_and_line(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    result = site.run("segment", str(site.article), "--format", "json")
    segments = json.loads(result.out)["segments"]
    assert [(each["msgid"], each["kind"], each["line"]) for each in segments][3:6] == [
        ("Take 5 mg twice a day.", "paragraph", 8),
        ("Do **not** take more.", "paragraph", 8),
        ("Ask [your pharmacist](https://example.org/ask) first.", "paragraph", 8),
    ]


def test_segment_by_paragraph(site: Site) -> None:
    result = site.run("segment", str(site.article), "--segmentation", "paragraph")
    assert "Take 5 mg twice a day. Do **not** take more. Ask" in result.out


def test_segment_shows_the_words_of_drawings(site: Site) -> None:
    """They are in the catalog, and "what translators will get" is what the command promises."""
    images = site.root / "source" / "images"
    images.mkdir()
    (images / "knee.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><text x="1" y="9">Knee cap</text></svg>'
    )
    body = site.article.read_text().rstrip()
    site.article.write_text(f"{body}\n\n![A knee](images/knee.svg)\n")
    lines = site.run("segment", str(site.article)).out.splitlines()
    assert lines[-2:] == ["![A knee](images/knee.svg)", "Knee cap"]
    as_json = json.loads(site.run("segment", str(site.article), "--format", "json").out)
    assert [each["msgid"] for each in as_json["segments"]] == lines


def test_format_check_only_tells(site: Site) -> None:
    canonical = site.catalog.read_bytes()
    site.catalog.write_bytes(canonical.replace(b"\n", b"\r\n"))
    before = site.catalog.read_bytes()
    assert main(["format", "--check", str(site.catalog)]) == 1
    assert site.catalog.read_bytes() == before
    assert main(["format", str(site.catalog)]) == 0
    assert site.catalog.read_bytes() == canonical
    assert main(["format", "--check", str(site.catalog)]) == 0


def test_dry_run_of_init_makes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "clinic"
    assert main(["init", str(folder), "--dry-run"]) == 0
    assert f"would write {folder / 'leaflets.toml'}" in capsys.readouterr().out
    assert not folder.exists()


ODD = b'msgid "Rest."\nmsgstr ""\n"Des"\n"canse."\n'
EVEN = 'msgid "Rest."\nmsgstr "Descanse."\n'


def test_format_writes_the_layout_somewhere_else_and_leaves_the_file(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path, other = tmp_path / "es.po", tmp_path / "made" / "es.po"
    path.write_bytes(ODD)
    assert main(["format", str(path), "--output", str(other)]) == 0
    assert (path.read_bytes(), other.read_text("utf-8")) == (ODD, EVEN)
    capfdbinary.readouterr()
    assert main(["format", str(path), "--output", "-"]) == 0
    assert capfdbinary.readouterr().out.decode() == EVEN
    assert path.read_bytes() == ODD
    assert main(["format", str(path), str(path), "--output", str(other)]) == 2
    assert b"--output takes exactly one PO file" in capfdbinary.readouterr().err
    assert main(["format", str(tmp_path / "fr.po")]) == 2
    assert b"fr.po" in capfdbinary.readouterr().err


def test_format_keeps_what_a_translator_saves_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "es.po"
    path.write_bytes(ODD)
    saves = [ODD.replace(b"canse", b"cansa"), ODD.replace(b"canse", b"canso")]
    in_our_layout = po.format_catalog

    def slowly(data: bytes, name: str) -> bytes:
        if saves:
            path.write_bytes(saves.pop())
        return in_our_layout(data, name)

    monkeypatch.setattr(po, "format_catalog", slowly)
    assert main(["format", str(path)]) == 0
    assert path.read_text("utf-8") == EVEN.replace("canse", "cansa")


def test_format_leaves_a_file_that_it_cannot_read_and_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, other = tmp_path / "es.po", tmp_path / "pt.po"
    path.write_bytes(ODD[:-2])
    other.write_bytes(ODD)
    assert main(["format", str(path), str(other)]) == 1
    told = capsys.readouterr()
    assert "es.po:4: " in told.err
    assert told.out == f"changed {other}\n"
    assert path.read_bytes() == ODD[:-2]
    assert other.read_text("utf-8") == EVEN


def test_segment_cuts_as_the_language_named_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "ruecken.md"
    path.write_text("Am 3. Mai geht es los. Nehmen Sie ca. 5 mg, z. B. abends.\n", "utf-8")
    assert main(["segment", str(path), "--language", "de"]) == 0
    assert capsys.readouterr().out.split("\n") == [
        "Am 3. Mai geht es los.",
        "Nehmen Sie ca. 5 mg, z. B. abends.",
        "",
    ]
    path.write_text("腰を曲げないでください。痛みが続くときは受診してください。\n", "utf-8")
    assert main(["segment", str(path), "--language", "ja"]) == 0
    assert capsys.readouterr().out.split("\n") == [
        "腰を曲げないでください。",
        "痛みが続くときは受診してください。",
        "",
    ]
    assert main(["segment", str(path), "--language", "not a language"]) == 2


def test_an_empty_project_waits_for_its_articles(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "clinic"
    assert main(["init", str(folder), "--empty"]) == 0
    assert list((folder / "source").glob("*.md")) == []
    (folder / "source" / "walk.md").write_text("---\ntitle: Walk\n---\n\nWalk.\n", "utf-8")
    assert main(["update", "--root", str(folder)]) == 0
    assert main(["build", "--root", str(folder), "--format", "html"]) == 0
    assert (folder / "dist" / "en" / "walk.html").is_file()
