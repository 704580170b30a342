"""A build with nothing to do is told from outside; never wrongly."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from clinic import Site, settle

from pipeline.cli import main
from pipeline.stages import standing

# Of the standard library and of us, what a build with nothing to do has no use for.
ENGINE = (
    *("dataclasses", "typing", "inspect", "json", "sqlite3", "tomllib", "pathlib", "hashlib"),
    *("babel", "jinja2", "markdown", "pipeline.model", "pipeline.settings", "pipeline.language"),
    *("pipeline.source", "pipeline.catalogs", "pipeline.leaflets", "pipeline.stages.building"),
)
# What a check of a file whose findings are on record has no use for.
CHECKS = (
    *("rich", "jinja2", "markdown", "yaml", "polib", "regex", "asyncio", "multiprocessing"),
    *("xml.etree.ElementTree", "babel.dates", "pipeline.source.document", "pipeline.catalogs.po"),
    *("pipeline.checks.judge", "pipeline.stages.judging", "pipeline.stages.luggage"),
    *("pipeline.stages.building", "pipeline.leaflets.html", "pipeline.leaflets.typography"),
)
PROGRAM = (
    "import sys; from pipeline.cli import main\n"
    "rest = sys.argv.index('--')\n"
    "main(sys.argv[1:rest])\n"
    "print(*sorted(set(sys.argv[rest:]) & set(sys.modules)))"
)


def loaded(site: Site, arguments: Sequence[str], modules: Sequence[str]) -> set[str]:
    """Which of the modules the command loads, in a process of its own in the project's folder."""
    command = [sys.executable, "-c", PROGRAM, *arguments, "--", *modules]
    ran = subprocess.run(command, cwd=site.root, capture_output=True, text=True, check=True)
    return set(ran.stdout.splitlines()[-1].split())


def test_a_build_with_nothing_to_do_loads_no_engine(site: Site) -> None:
    settle(site)
    build = ["build", "--format", "html"]
    assert {"pipeline.model", "json"} <= loaded(site, build, ENGINE)
    assert loaded(site, build, ENGINE) == set()


def test_a_check_of_one_file_on_record_loads_no_checks(site: Site) -> None:
    settle(site)
    check = ["check", str(site.catalog)]
    assert "pipeline.checks.judge" in loaded(site, check, CHECKS)
    assert loaded(site, check, CHECKS) == set()


def test_an_order_of_files_that_has_changed_is_no_change(site: Site) -> None:
    settle(site)
    site.run("build", "--format", "html")
    kind = standing.kind((), (), ("html",), (), None, None)
    view = standing.View(str(site.root), kind)
    assert view.changes == ()
    turned = standing.View(str(site.root), kind)
    folder = "locales/es/LC_MESSAGES"
    turned.sight[folder] = dict(reversed(turned.sight[folder].items()))
    assert len(turned.sight[folder]) > 1
    assert turned.changes == ()


def test_only_what_differs_is_a_change(site: Site) -> None:
    settle(site)
    site.run("build", "--format", "html")
    site.edit(site.catalog, "Descanse", "Repose")
    (site.root / "source" / "new.md").write_text("---\ntitle: New\n---\n")
    view = standing.View(str(site.root), standing.kind((), (), ("html",), (), None, None))
    assert view.changes == (("locales/es/LC_MESSAGES", "ibuprofen.po"), ("source", "new.md"))


def test_two_kinds_of_builds_that_share_a_file_do_not_share_what_it_says(tmp_path: Path) -> None:
    (tmp_path / ".leaflets").mkdir()
    root = str(tmp_path)
    standing.write(root, "html", standing.State(engine=b"now", told=("", "1 leaflet")))
    held = standing.read(root, "html")
    assert held is not None
    assert (held.engine, held.told) == (b"now", ("", "1 leaflet"))
    shutil.copy(standing._path(root, "html"), standing._path(root, "pdf"))
    assert standing.read(root, "pdf") is None


@pytest.mark.parametrize("damage", [b"", b"{", b"i\x02\0\0\0", b"(\x01\0\0\0i\x02\0\0\0"])
def test_what_was_written_down_and_cannot_be_read_is_nothing(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / ".leaflets").mkdir()
    root = str(tmp_path)
    Path(standing._path(root, "html")).write_bytes(damage)
    assert standing.read(root, "html") is None


def test_of_many_kinds_of_builds_the_last_are_known(tmp_path: Path) -> None:
    folder = tmp_path / ".leaflets"
    folder.mkdir()
    others = [folder / f"work-{number}" for number in range(standing.KINDS)]
    kinds = [f"kind {number}" for number in range(standing.KINDS + 2)]
    for number, kind in enumerate(kinds):
        standing.write(str(tmp_path), kind, standing.State())
        os.utime(standing._path(str(tmp_path), kind), (number, number))
    for path in others:  # younger than all of them
        path.write_bytes(b"")
    standing.write(str(tmp_path), kinds[-1], standing.State())
    assert [standing.read(str(tmp_path), kind) is not None for kind in kinds] == [False] * 2 + [
        True
    ] * standing.KINDS
    standing.forget(str(tmp_path))
    assert sorted(folder.iterdir()) == others


def test_a_copy_of_the_project_does_not_take_the_outputs_of_the_first_for_its_own(
    site: Site, tmp_path: Path
) -> None:
    for path in site.root.rglob("*"):  # young files are looked at in any case
        if path.is_file():
            os.utime(path, (1_700_000_000, 1_700_000_000))
    for _ in range(2):  # after the second, everything is found to be as it was
        assert site.run("build", "--format", "html").code == 0
    copy = tmp_path / "copy"
    shutil.copytree(site.root, copy)
    shutil.rmtree(copy / "dist")
    assert main(["build", "--format", "html", "--root", str(copy)]) == 0
    made = (copy / "dist" / "es" / "ibuprofen.html").read_bytes()
    assert made == (site.root / "dist" / "es" / "ibuprofen.html").read_bytes()
