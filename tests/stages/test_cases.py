"""The tasks of a check: the same findings and the same record, whoever does them."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from clinic import Site

from pipeline.execution.executor import Executor, Serial
from pipeline.execution.pool import Pool
from pipeline.model import Finding
from pipeline.stages import checking
from pipeline.stages.project import Project

Record = list[tuple[str, str, str]]


@pytest.fixture
def library(site: Site) -> Site:
    """Articles with the same sentences, wrong in one way or another in both languages."""
    (site.root / "leaflets.toml").write_text(
        '[project]\nname = "Clinic"\nlanguages = ["es", "fr"]\n'
    )
    french = site.root / "locales" / "fr" / "LC_MESSAGES" / "ibuprofen.po"
    text = site.article.read_text(encoding="utf-8")
    for name in ("aspirin", "codeine"):
        site.article.with_name(f"{name}.md").write_text(text, encoding="utf-8")
    site.article.with_name("broken.md").write_text("No title.\n", encoding="utf-8")
    site.run("update")
    translated = site.catalog.read_text(encoding="utf-8").replace("Tome 5 mg", "Tome 50 mg")
    for path in (site.catalog, french):
        path.write_text(translated, encoding="utf-8")
    other = translated.replace("Descanse 10 minutos.", "Repose 10 minutos.")
    site.catalog.with_name("aspirin.po").write_text(other, encoding="utf-8")
    site.catalog.with_name("codeine.po").write_text("no catalog", encoding="utf-8")
    return site


def checked(root: Path, executor: Executor) -> tuple[tuple[Finding, ...], Record]:
    found = checking.check_project(Project.open(root), executor=executor)
    connection = sqlite3.connect(root / ".leaflets" / "work.sqlite")
    try:
        query = "SELECT task, key, facts FROM work WHERE area = 'check' ORDER BY task"
        return found.findings, connection.execute(query).fetchall()
    finally:
        connection.close()


def test_findings_and_record_are_the_same_whoever_checks(library: Site) -> None:
    record = library.root / ".leaflets"
    shutil.rmtree(record)
    one = checked(library.root, Serial())
    shutil.rmtree(record)
    assert checked(library.root, Pool(2, batch=1)) == one
    findings, _ = one
    assert {finding.id for finding in findings} >= {
        "number-mismatch",
        "source-suspect",
        "inconsistent-translation",
        "catalog-broken",
        "article-broken",
    }


def test_only_translations_are_compared(site: Site) -> None:
    """A fuzzy entry that says it otherwise contradicts nobody, whoever read it."""
    text = site.article.read_text(encoding="utf-8")
    site.article.with_name("aspirin.md").write_text(text, encoding="utf-8")
    site.run("update")
    other = site.catalog.read_text(encoding="utf-8").replace("Descanse 10", "Repose 10")
    copy = site.catalog.with_name("aspirin.po")
    copy.write_text(other, encoding="utf-8")
    assert "inconsistent-translation" in ids(site.root, Serial())
    entry = other[: other.index('msgstr "Repose 10')].rindex("msgid")
    copy.write_text(f"{other[:entry]}#, fuzzy\n{other[entry:]}", encoding="utf-8")
    for executor in (Serial(), Pool(2, batch=1)):
        assert "inconsistent-translation" not in ids(site.root, executor)
        shutil.rmtree(site.root / ".leaflets")


def ids(root: Path, executor: Executor) -> set[str]:
    findings, _ = checked(root, executor)
    return {finding.id for finding in findings}


class Nobody:
    """Does no task, and wants to hear of none."""

    is_remote = False

    def run(self, start: object, tasks: object) -> object:
        assert list(tasks) == []  # type: ignore[call-overload]
        return iter(())


def test_what_is_on_record_is_nobodys_task(library: Site) -> None:
    one = checked(library.root, Serial())
    assert checked(library.root, Nobody()) == one  # type: ignore[arg-type]


def test_one_changed_catalog_is_one_task_that_knows_the_others(library: Site) -> None:
    """A sentence that is mended in one language is no longer suspect in all of them."""
    before, _ = checked(library.root, Serial())
    library.edit(library.catalog, "Tome 50 mg", "Tome 5 mg")
    shutil.copytree(library.root, library.root.with_name("fresh"))
    after = checked(library.root, Pool(2, batch=1))
    shutil.rmtree(library.root.with_name("fresh") / ".leaflets")
    assert after == checked(library.root.with_name("fresh"), Serial())
    gone = {finding.id for finding in before} - {finding.id for finding in after[0]}
    assert "source-suspect" in gone
