"""Shells of pages that are kept: less is loaded, and what a page says is never an earlier state's."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from clinic import LONG_AGO, SETTINGS, Site, settle

from pipeline.execution import executor
from pipeline.stages.exporting import Workshop

PROGRAM = (
    "import sys; from pipeline.cli import main\n"
    "code = main(['build', '--format', 'html', '--root', sys.argv[1]])\n"
    "print([name for name in ('jinja2', 'rich', 'asyncio', 'regex') if name in sys.modules])"
)


def loaded_by_build(site: Site) -> str:
    """What a build in a new process loaded of what takes long."""
    command = [sys.executable, "-c", PROGRAM, str(site.root)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    return ran.stdout.splitlines()[-1]


def test_one_changed_text_needs_no_template_engine(site: Site) -> None:
    settle(site)
    assert loaded_by_build(site) == "['jinja2']"
    site.edit(site.catalog, "Descanse 10 minutos.", "Repose 10 minutos.")
    settle(site, LONG_AGO + 1)
    assert loaded_by_build(site) == "[]"
    assert "Repose 10 minutos." in (site.root / "dist/es/ibuprofen.html").read_text("utf-8")


def test_shells_that_worker_processes_made_are_kept(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(site)
    monkeypatch.setattr(executor, "WORTH_A_WORKER", 0.0001)  # a pool even for one article
    monkeypatch.setattr(Workshop, "make", None)  # here; workers load it for themselves
    assert site.run("build", "--format", "html", "--jobs", "2").code == 0
    site.edit(site.catalog, "Descanse 10 minutos.", "Repose 10 minutos.")
    settle(site, LONG_AGO + 1)
    assert loaded_by_build(site) == "[]"


CHANGES: dict[str, Callable[[Site], object]] = {
    "words of the language": lambda site: site.edit(
        site.catalog.parent / "leaflet.po", "Todos los folletos", "Todas las hojas"
    ),
    "theme": lambda site: (site.root / "leaflets.toml").write_text(
        SETTINGS + '[theme]\nname = "paper"\n'
    ),
    "languages": lambda site: (site.root / "leaflets.toml").write_text(
        SETTINGS.replace('["es"]', '["es", "fr"]')
    ),
    "contact": lambda site: (site.root / "leaflets.toml").write_text(
        SETTINGS + '[theme]\ncontact = "Telephone 0123"\n'
    ),
    "date": lambda site: site.edit(site.article, "date: 2025-03-04\n", ""),
    "reviewed": lambda site: site.edit(site.article, "date:", "reviewed:"),
    "own style": lambda site: (
        (site.root / "leaflets.toml").write_text(SETTINGS + '[theme]\ntemplates = "own"\n'),
        (site.root / "own").mkdir(),
        (site.root / "own" / "leaflet.css").write_text("p { color: black }"),
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_pages_after_a_change_are_those_of_a_build_of_everything(site: Site, change: str) -> None:
    def pages() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted(site.root.glob("dist/es/*.html"))}

    site.run("build", "--format", "html")
    before = pages()
    CHANGES[change](site)
    site.run("build", "--format", "html")
    after = pages()
    assert after != before
    for kept in site.root.glob(".leaflets/*"):
        kept.unlink()
    site.run("build", "--format", "html")
    assert pages() == after
