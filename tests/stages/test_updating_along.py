"""An update that goes along with a build leaves what the two leave one after the other."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from clinic import SPANISH, Site

from pipeline.cli import main
from pipeline.source import document

OTHER = "---\ntitle: Walking\n---\n\nWalk every day.\n\nRest for 10 minutes.\n"


def nothing(root: Path) -> None:
    """Everything is as the last update and build left it."""


def cold(root: Path) -> None:
    shutil.rmtree(root / "dist")
    shutil.rmtree(root / ".leaflets")


def without_templates(root: Path) -> None:
    cold(root)
    shutil.rmtree(root / "locales" / "templates")


def without_catalogs(root: Path) -> None:
    cold(root)
    shutil.rmtree(root / "locales" / "es")


def edited(root: Path) -> None:
    cold(root)
    _replace(root / "source" / "ibuprofen.md", "Take 5 mg twice a day.", "Take 5 mg once a day.")


def moved(root: Path) -> None:
    cold(root)
    _replace(root / "source" / "ibuprofen.md", "- Keep your back warm.\n", "")
    _replace(root / "source" / "walking.md", "Walk every day.", "Keep your back warm.")


def translated(root: Path) -> None:
    cold(root)
    catalog = root / "locales" / "es" / "LC_MESSAGES" / "walking.po"
    _replace(
        catalog, 'msgid "Walk every day."\nmsgstr ""', 'msgid "Walk every day."\nmsgstr "Ande."'
    )


def wrong_article(root: Path) -> None:
    cold(root)
    (root / "source" / "walking.md").write_text("---\nno: title\n---\n", encoding="utf-8")


def wrong_catalog(root: Path) -> None:
    cold(root)
    (root / "locales" / "es" / "LC_MESSAGES" / "ibuprofen.po").write_text("<<<<<<< ours\n")


def wrong_name(root: Path) -> None:
    cold(root)
    (root / "source" / "leaflet.md").write_text(OTHER, encoding="utf-8")


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def state(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".leaflets" not in path.parts
    }


@pytest.mark.parametrize(
    "change",
    [
        nothing,
        cold,
        without_templates,
        without_catalogs,
        edited,
        moved,
        translated,
        wrong_article,
        wrong_catalog,
        wrong_name,
    ],
    ids=lambda change: change.__name__,
)
def test_both_ways_leave_the_same_files_and_tell_the_same(
    site: Site,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Path], None],
) -> None:
    monkeypatch.setattr("pipeline.commands.building.now", lambda: "2031-01-01 00:00+0000")
    monkeypatch.setattr("pipeline.commands.cataloguing.now", lambda: "2031-01-01 00:00+0000")
    (site.root / "source" / "walking.md").write_text(OTHER, encoding="utf-8")
    site.run("build", "--update", "--format", "html,md")
    change(site.root)
    other = tmp_path / "other"
    shutil.copytree(site.root, other)

    capsys.readouterr()
    together = main(["build", "--update", "--format", "html,md", "--root", str(site.root)])
    told = capsys.readouterr()
    first = main(["update", "--root", str(other)])
    after_update = capsys.readouterr()
    second = main(["build", "--format", "html,md", "--root", str(other)])
    after_build = capsys.readouterr()

    assert state(site.root) == state(other)
    assert together == max(first, second)
    assert told.out == after_build.out
    lines = set(after_update.err.splitlines()) | set(after_build.err.splitlines())
    assert set(told.err.splitlines()) <= lines

    settled = state(site.root)
    assert main(["build", "--update", "--format", "html,md", "--root", str(site.root)]) == together
    assert state(site.root) == settled


def test_a_catalog_that_is_put_back_is_seen(site: Site, tmp_path: Path) -> None:
    (site.root / "source" / "walking.md").write_text(OTHER, encoding="utf-8")
    site.run("build", "--update", "--format", "html")
    moved(site.root)
    aged = time.time() - 60  # what is young is looked at in any case
    for path in (*site.root.rglob("*.po"), *site.root.rglob("*.md")):
        os.utime(path, (aged, aged))
    catalog, kept = site.catalog.with_stem("walking"), tmp_path / "kept.po"
    shutil.copy2(catalog, kept)
    site.run("build", "--update", "--format", "html")
    assert SPANISH["Keep your back warm."] in catalog.read_text(encoding="utf-8")
    shutil.copy2(kept, catalog)
    site.run("build", "--format", "html")
    put_back = state(site.root)
    cold(site.root)
    site.run("build", "--format", "html")
    assert put_back == state(site.root)


def test_every_article_is_parsed_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    (site.root / "source" / "walking.md").write_text(OTHER, encoding="utf-8")
    site.run("update")
    parsed: list[str] = []
    real = document.parse

    def counted(article: document.Article, **options: object) -> document.Document:
        parsed.append(article.slug)
        return real(article, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(document, "parse", counted)
    monkeypatch.setattr("pipeline.stages.project.KEPT_DOCUMENTS", 1)
    shutil.rmtree(site.root / ".leaflets")
    assert site.run("build", "--update", "--format", "html", "--jobs", "1").code == 0
    assert parsed == ["ibuprofen", "walking"]


def test_what_was_updated_along_is_on_record(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.run("build", "--update", "--format", "html")
    cold(site.root)
    site.run("build", "--update", "--format", "html")
    calls: list[object] = []
    monkeypatch.setattr("pipeline.source.document.parse", lambda *a, **k: calls.append(a))
    monkeypatch.setattr("pipeline.catalogs.po.parse", lambda *a: calls.append(a))
    assert site.run("update").code == 0
    assert calls == []
