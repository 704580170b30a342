"""A project built and checked on a cluster: the same bytes and words as at home."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from clinic import Site
from clusters import Machines

from pipeline.stages import building
from pipeline.stages.build_request import BuildRequest
from pipeline.stages.project import Project

pytestmark = pytest.mark.usefixtures("dask")

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">
<title>Back</title><rect width="40" height="20" fill="#0d4a5a"/><text x="2" y="12">Here</text></svg>"""
SPANISH_DRAWING = DRAWING.replace("Here", "Aquí")
SETTINGS = """[project]
name = "Clinic"
languages = ["es", "ar"]
[build]
formats = ["html", "pdf", "epub", "txt", "docx", "md"]
[theme]
logo_image = "source/images/logo.svg"
templates = "templates"
"""
ABBREVIATIONS = "approx.\n"


@pytest.fixture
def library(site: Site) -> Site:
    """Articles that read everything that an article may read, and one that can't be made."""
    images = site.root / "source" / "images"
    images.mkdir()
    (images / "the back.svg").write_text(DRAWING, encoding="utf-8")
    (images / "the back.es.svg").write_text(SPANISH_DRAWING, encoding="utf-8")
    (images / "logo.svg").write_text(DRAWING, encoding="utf-8")
    (site.root / "leaflets.toml").write_text(SETTINGS, encoding="utf-8")
    (site.root / "source" / "abbreviations.txt").write_text(ABBREVIATIONS, encoding="utf-8")
    templates = site.root / "templates"
    templates.mkdir()
    style = Path(building.__file__).parents[1] / "leaflets" / "templates" / "leaflet.css"
    own = style.read_text(encoding="utf-8") + "/* Ours. */\n"
    (templates / "leaflet.css").write_text(own, encoding="utf-8")
    text = site.article.read_text(encoding="utf-8")
    for number in range(4):
        shown = f"\n![The back, side {number}](images/the%20back.svg)\n"
        copy = site.article.with_name(f"ibuprofen-{number}.md")
        copy.write_text(text.replace("\n## When", f"{shown}\n## When"), encoding="utf-8")
    broken = site.article.with_name("ibuprofen-4.md")
    broken.write_text(text + "\n![A hand](images/hand.svg)\n", encoding="utf-8")
    site.article.with_name("no-title.md").write_text("Text.\n", encoding="utf-8")
    for number in (2, 3):  # both reviewed, and the second changed since
        path = site.article.with_name(f"ibuprofen-{number}.md")
        site.edit(path, "date: 2025-03-04\n", "date: 2025-03-04\nreviewed: 2025-03-05\n")
    site.run("update")
    site.edit(site.article.with_name("ibuprofen-3.md"), "10 minutes", "20 minutes")
    site.run("update")
    return site


def files(root: Path) -> dict[str, bytes]:
    """Everything in dist/, by path."""
    top = root / "dist"
    return {
        path.relative_to(top).as_posix(): path.read_bytes()
        for path in sorted(top.rglob("*"))
        if path.is_file()
    }


def start_anew(root: Path) -> None:
    for name in ("dist", ".leaflets"):
        shutil.rmtree(root / name, ignore_errors=True)


def test_build_on_a_cluster_is_the_serial_build(library: Site, machines: Machines) -> None:
    start_anew(library.root)
    at_home = library.run("build", "--jobs", "1")
    made = files(library.root)
    assert len(made) > 60
    start_anew(library.root)
    abroad = library.run("build", "--cluster", machines.address)
    assert abroad == at_home
    assert abroad.code == 1
    assert "'images/hand.svg' of 'ibuprofen-4' can't be read" in abroad.err
    assert "no-title.md" in abroad.err
    assert files(library.root) == made
    # Where Dask clears away what a killed worker left; it lay where the system keeps such files.
    assert list(machines.folder.rglob("leaflets-*/leaflet.typ"))
    draft = b"Draft: not yet approved"
    assert [draft in made[f"en/ibuprofen-{number}.html"] for number in (1, 2, 3)] == [
        True, False, True,
    ]  # fmt: skip
    # Only what changed is asked for, and where nothing did, nobody.
    library.edit(library.root / "source" / "ibuprofen-1.md", "10 minutes", "15 minutes")
    assert library.run("build", "--cluster", machines.address).code == 1
    changed = {path for path, content in files(library.root).items() if made[path] != content}
    assert {path.partition(".")[0] for path in changed} == {
        f"{tag}/ibuprofen-1" for tag in ("ar", "en", "es")
    }


@pytest.mark.soak
def test_release_on_a_cluster_refuses_what_it_refuses_at_home(
    library: Site, machines: Machines
) -> None:
    at_home = library.run("build", "--release", "--format", "html", "--jobs", "1")
    made = files(library.root)
    start_anew(library.root)
    abroad = library.run("build", "--release", "--format", "html", "--cluster", machines.address)
    assert abroad == at_home
    assert "not released" in abroad.err
    assert files(library.root) == made


def test_check_on_a_cluster_finds_what_it_finds_at_home(library: Site, machines: Machines) -> None:
    library.edit(library.catalog, "Tome 5 mg", "Tome 50 mg")
    start_anew(library.root)
    at_home = library.run("check", "--format", "json", "--jobs", "1")
    assert at_home.code == 1
    assert "number-mismatch" in at_home.out
    start_anew(library.root)
    abroad = library.run("check", "--format", "json", "--cluster", machines.address)
    assert abroad == at_home
    # Everything is on record now: nobody is asked, and part of it is no more than a part.
    assert library.run("check", "--format", "json", "--cluster", "nowhere") == at_home
    library.edit(library.catalog, "Tome 50 mg", "Tome 5 mg")
    mended = library.run("check", "--format", "json", "--cluster", machines.address)
    assert mended == library.run("check", "--format", "json", "--jobs", "1")
    assert "number-mismatch" not in mended.out


def _articles(root: Path, number: int) -> None:
    text = (root / "source" / "ibuprofen.md").read_text(encoding="utf-8")
    for each in range(number):
        (root / "source" / f"copy-{each:02}.md").write_text(text, encoding="utf-8")


@pytest.mark.soak
def test_worker_that_dies_mid_build_loses_nothing(
    site: Site, machines: Machines, tmp_path: Path
) -> None:
    _articles(site.root, 20)
    project = Project.open(site.root)
    request = BuildRequest(formats=("html", "epub"), jobs=1)
    building.build(project, request)
    made = files(site.root)
    start_anew(site.root)
    killed: list[int] = []

    def kill_one(done: int, total: int, label: str) -> None:
        if done >= 6 and not killed:
            killed.append(done)
            machines.kill(-1)

    request = BuildRequest(formats=("html", "epub"), cluster=machines.address)
    try:
        result = building.build(Project.open(site.root), request, progress=kill_one)
    finally:
        machines.add_workers(1)
    assert killed
    assert killed[0] < 42 / 2
    assert result.failures == []
    assert files(site.root) == made


def test_cluster_that_is_not_there_is_told_by_the_command(site: Site) -> None:
    told = site.run("build", "--cluster", "scheduler")
    assert told.code == 2
    assert told.err == (
        "leaflets: scheduler: the scheduler can't be reached: "
        "missing port number in address 'scheduler'\n"
        "  hint: start one with: dask scheduler; see docs/cluster.md\n"
    )


def stored(address: str) -> dict[str, bytes]:
    """Everything in a shared storage, by path."""
    import fsspec

    system, top = fsspec.core.url_to_fs(address)
    return {name.removeprefix(f"{top}/"): system.cat_file(name) for name in system.find(top)}


def written(address: str) -> dict[str, float]:
    """When each of these files was written."""
    import fsspec

    system, top = fsspec.core.url_to_fs(address)
    return {name: about["created"] for name, about in system.find(top, detail=True).items()}


def test_shared_storage_gets_what_the_folder_gets_and_only_what_changed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")  # of the closing table: addresses on one line
    _articles(site.root, 2)
    site.run("build", "--format", "html,epub")
    made = files(site.root)
    address = "memory://books"
    first = site.run("build", "--format", "html,epub", "--out", address)
    assert first.code == 0
    assert f"{address}/es/ (6 files)" in first.out
    assert stored(address) == made
    times = written(address)
    assert site.run("build", "--format", "html,epub", "--out", address) == first
    import fsspec

    fsspec.filesystem("memory").rm_file("/books/es/copy-00.html")
    assert site.run("build", "--format", "html,epub", "--out", address) == first
    assert stored(address) == made
    again = written(address)
    assert {name.rpartition("/")[2] for name in times if times[name] != again[name]} == {
        "copy-00.html"
    }
    (site.root / "source" / "copy-01.md").unlink()
    site.run("build", "--format", "html,epub", "--out", address)
    assert set(made) - set(stored(address)) == {
        f"{tag}/copy-01.{name}" for tag in ("en", "es") for name in ("html", "epub")
    }


@pytest.mark.soak
def test_workers_write_to_shared_storage_themselves(
    site: Site, machines: Machines, tmp_path: Path
) -> None:
    _articles(site.root, 2)
    site.run("build", "--format", "html,epub")
    made = files(site.root)
    start_anew(site.root)
    address = (tmp_path / "shared").as_uri()
    arguments = ("build", "--format", "html,epub", "--out", address, "--cluster", machines.address)
    first = site.run(*arguments)
    assert (first.code, first.err) == (0, "")
    assert stored(address) == made
    assert files(site.root) == {}
    assert site.run(*arguments[:-1], "nowhere") == first
