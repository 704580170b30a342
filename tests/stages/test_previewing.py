"""preview: what it watches, and how it ends."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from clinic import SETTINGS, Site

from pipeline.preview import server
from pipeline.stages import previewing
from pipeline.stages.project import Project


def test_a_theme_of_the_project_s_own_is_watched(site: Site) -> None:
    folder = site.root / "house style"
    (folder / "templates").mkdir(parents=True)
    (folder / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    theme = 'logo_image = "house style/logo.svg"\ntemplates = "house style/templates"\n'
    (site.root / "leaflets.toml").write_text(f"{SETTINGS}\n[theme]\n{theme}", encoding="utf-8")
    places = previewing.places_elsewhere(Project.open(site.root))
    assert places == (folder / "logo.svg", folder / "templates")


def rebuilt(site: Site, said: list[str]) -> previewing.Rebuilt:
    return previewing.rebuild(site.root, now="2026-01-15 12:00+0000", epoch=0, say=said.append)


def test_what_is_wrong_is_told_until_it_is_mended(site: Site) -> None:
    good = site.catalog.read_bytes()
    site.catalog.write_bytes(good + b'msgid "cut')
    said: list[str] = []
    problems = rebuilt(site, said).problems
    assert len(problems) == 1  # and not once for the update, once for the build
    assert problems[0].startswith("ibuprofen in es failed: locales/es/LC_MESSAGES/ibuprofen.po:")
    assert said[0] == problems[0]
    site.catalog.write_bytes(good)
    assert rebuilt(site, said).problems == ()


def test_how_much_is_built_is_told(site: Site) -> None:
    said: list[str] = []
    rebuilt(site, said)
    (site.root / "dist" / "es" / "ibuprofen.html").unlink()
    rebuilt(site, said)
    rebuilt(site, said)
    assert said == ["built 3 files", "built 1 file", "nothing to build"]


def test_settings_that_are_wrong_are_told(site: Site) -> None:
    (site.root / "leaflets.toml").write_text("[project", encoding="utf-8")
    said: list[str] = []
    found = rebuilt(site, said)
    assert found.project is None
    assert said == list(found.problems)


@pytest.mark.parametrize("crash", [ZeroDivisionError("ours"), FileNotFoundError("gone")])
def test_nothing_that_goes_wrong_in_a_rebuild_ends_the_preview(
    site: Site, monkeypatch: pytest.MonkeyPatch, crash: Exception
) -> None:
    def fail(*_: object) -> None:
        raise crash

    monkeypatch.setattr(previewing.building, "build", fail)
    said: list[str] = []
    found = rebuilt(site, said)
    assert str(crash) in found.problems[0]
    assert ("Traceback" in said[0]) is isinstance(crash, ZeroDivisionError)


def test_a_watcher_that_fails_ends_the_preview(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(
        root: Path,
        rebuild: Callable[[], tuple[Path, ...]],
        version: server.Version,
        stopped: threading.Event,
        also: tuple[Path, ...],
    ) -> None:
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr(server, "watch", fail)
    said: list[str] = []
    with pytest.raises(ZeroDivisionError, match="a mistake of ours"):
        previewing.preview(
            Project.open(site.root),
            port=0,
            clock=lambda: "2026-01-15 12:00+0000",
            epoch=0,
            say=said.append,
        )
    assert said[-1].startswith("http://127.0.0.1:")
