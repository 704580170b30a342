"""What is kept of pages: less is loaded, and what a page says is never an earlier state's."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from clinic import LONG_AGO, SETTINGS, Site, settle

from pipeline.execution import executor
from pipeline.stages.exporting import Workshop

# What takes long to load, and is needed for more than words: parsers, what walks nodes, other
# formats, and whatever would be loaded for all of them at once.
LATER = (
    *("jinja2", "rich", "asyncio", "regex", "markdown", "yaml", "polib", "multiprocessing"),
    *("xml.etree.ElementTree", "importlib.metadata", "subprocess", "logging"),
    *("pipeline.source.document", "pipeline.source.framing", "pipeline.source.page"),
    *("pipeline.source.reading", "pipeline.source.pictures", "pipeline.source.rawhtml"),
    *("pipeline.language.amounts.quantities", "pipeline.language.sentences", "pipeline.checks"),
    *("pipeline.leaflets.html_tree", "pipeline.leaflets.cutting", "pipeline.leaflets.markup"),
    *("pipeline.leaflets.index", "pipeline.leaflets.flow", "pipeline.leaflets.pdf"),
    *("pipeline.stages.updating", "pipeline.stages.checking", "pipeline.execution.pool"),
)
PROGRAM = (
    "import sys; from pipeline.cli import main\n"
    "code = main(['build', '--format', 'html', '--root', sys.argv[1]])\n"
    "print(*sorted(set(sys.argv[2:]) & set(sys.modules)))"
)


def loaded_by_build(site: Site) -> set[str]:
    """What a build in a new process loaded of what takes long."""
    command = [sys.executable, "-c", PROGRAM, str(site.root), *LATER]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(ran.stdout.splitlines()[-1].split())


def test_one_changed_text_loads_what_fills_a_page_and_no_more(site: Site) -> None:
    settle(site)
    assert {"jinja2", "markdown", "pipeline.leaflets.cutting"} <= loaded_by_build(site)
    for number, (old, new) in enumerate((("Descanse", "Repose"), ("**No** tome", "No **tome**"))):
        site.edit(site.catalog, old, new)
        settle(site, LONG_AGO + 1 + number)
        assert loaded_by_build(site) == set()
    page = (site.root / "dist/es/ibuprofen.html").read_text("utf-8")
    assert 'Repose <span class="count">10 minutos</span>.' in page
    assert "No <strong>tome</strong> más." in page


def test_a_text_with_rare_markup_loads_what_reads_it(site: Site) -> None:
    settle(site)
    loaded_by_build(site)
    site.edit(site.catalog, "Descanse 10 minutos.", "Descanse `10` minutos.")
    settle(site, LONG_AGO + 1)
    assert {"markdown", "pipeline.source.framing"} <= loaded_by_build(site)
    assert "Descanse <code>10</code> minutos." in site.main_of("es")


def test_the_article_of_another_format_is_read(site: Site) -> None:
    settle(site)
    loaded_by_build(site)
    assert site.run("build", "--format", "txt,md").code == 0
    assert "Descanse 10 minutos." in (site.root / "dist/es/ibuprofen.txt").read_text("utf-8")
    assert "Descanse 10 minutos." in (site.root / "dist/es/ibuprofen.md").read_text("utf-8")


def test_a_changed_article_is_read_anew(site: Site) -> None:
    settle(site)
    loaded_by_build(site)
    site.edit(site.article, "Rest for 10 minutes.", "Rest for 20 minutes.")
    assert "markdown" in loaded_by_build(site)
    assert 'Rest for <span class="count">20 minutes</span>.' in site.main_of("en")


def test_what_worker_processes_made_is_kept(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(site)
    monkeypatch.setattr(executor, "WORTH_A_WORKER", 0.0001)  # a pool even for one article
    monkeypatch.setattr(Workshop, "make", None)  # here; workers load it for themselves
    assert site.run("build", "--format", "html", "--jobs", "2").code == 0
    site.edit(site.catalog, "Descanse 10 minutos.", "Repose 10 minutos.")
    settle(site, LONG_AGO + 1)
    assert loaded_by_build(site) == set()


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
