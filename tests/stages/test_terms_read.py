"""A row of the termbase that changed concerns few articles, and none is missed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from clinic import catalog_path, write_article
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from properties import examples

from pipeline.catalogs import po
from pipeline.errors import SourceError
from pipeline.places import WORDS_DOMAIN
from pipeline.stages import checking, judging, updating
from pipeline.stages.build_request import BuildRequest
from pipeline.stages.building import build
from pipeline.stages.project import Project
from pipeline.stages.terms_read import of_documents

NOW = "2031-01-01 00:00+0000"
SETTINGS = """[project]
name = "Clinic"
languages = ["es", "de"]

[build]
formats = ["html"]
"""
HEADER = "term\tlanguage\trule\tes\tde\tnote"
ARTICLES = {
    "back": ("A herniated disc presses on a nerve.", "The MRIs of the 腰部 show it.", "Rest."),
    "hand": ("A broken bone needs rest.", "The X-ray shows the bone.", "Use *ice*packs."),
    "knee": ("Do not bend the knee.", "Ask your nurse about discs.", "Take Painaway."),
}
SAID = {  # by the first word of a sentence
    "es": {"A": "Un disco roto duele.", "The": "La imagen lo muestra.", "Rest.": "Descanse."},
    "de": {"A": "Eine kaputte Scheibe tut weh.", "The": "Man sieht es im Bild.", "Rest.": "Ruhe."},
}


def made(root: Path) -> None:
    (root / "source").mkdir(parents=True)
    (root / "leaflets.toml").write_text(SETTINGS, encoding="utf-8")
    for slug, texts in ARTICLES.items():
        write_article(root, slug, texts)
    with_terms(root, ("腰部\tzh-Hans\tresolve\t\t\t",), en="lower back")
    updating.update(Project.open(root), now=NOW)
    for slug in ARTICLES:
        for tag, said in SAID.items():
            path = catalog_path(root, slug, tag)
            text = path.read_text(encoding="utf-8")
            for unit in po.read(path, root=root).units:
                wording = said.get(unit.key.msgid.split()[0], "Name des Medikaments: Painaway.")
                text = text.replace(
                    f'msgid "{unit.key.msgid}"\nmsgstr ""',
                    f'msgid "{unit.key.msgid}"\nmsgstr "{wording}"',
                )
            path.write_text(text, encoding="utf-8")


def with_terms(root: Path, rows: tuple[str, ...], en: str = "") -> None:
    """The table, with a column for the readings in English."""
    lines = [f"{HEADER}\ten", *(f"{row}\t{en if 'resolve' in row else ''}" for row in rows)]
    (root / "source" / "termbase.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


RESOLVED = "腰部\tzh-Hans\tresolve\t\t\t"


@pytest.mark.parametrize(
    ("changed", "concerned"),
    [
        pytest.param("bone\ten\tuse\thueso\tKnochen\t", {"hand"}, id="a term of one article"),
        pytest.param("discs\ten\tuse\tdisco\tScheibe\t", {"back", "knee"}, id="inflected"),
        pytest.param("icepack\ten\tuse\thielo\tEis\t", {"hand"}, id="with emphasis inside"),
        pytest.param("lower back\ten\tuse\tlumbar\tRücken\t", set(ARTICLES), id="as resolved"),
        pytest.param("ankle\ten\tuse\ttobillo\tKnöchel\t", set(), id="in no article"),
        pytest.param("MRI\ten\tavoid\t\t\t", {"back"}, id="ruled out in the source"),
        pytest.param("kaputt\tde\tavoid\t\t\t", {"back de", "hand de", "knee de"}, id="in German"),
        pytest.param("Painaway\ten\tkeep\t\t\t", set(ARTICLES), id="read by documents"),
    ],
)
def test_only_what_a_new_row_concerns_is_judged_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str, concerned: set[str]
) -> None:
    root = tmp_path / "clinic"
    made(root)
    checking.check_project(Project.open(root))
    with_terms(root, (RESOLVED, changed), en="lower back")
    judged: set[str] = set()
    article, parsed = judging.Bench.article, judging.Bench.catalog

    def judge_article(bench: judging.Bench, slug: str) -> judging.Judged:
        judged.update((slug, f"{slug} en"))
        return article(bench, slug)

    def judge_catalog(
        bench: judging.Bench, path: Path, language: object, domain: str
    ) -> judging.Judged:
        judged.add(f"{domain} {language}")
        return parsed(bench, path, language, domain)  # type: ignore[arg-type]

    monkeypatch.setattr(judging.Bench, "article", judge_article)
    monkeypatch.setattr(judging.Bench, "catalog", judge_catalog)
    checking.check_project(Project.open(root))
    whole = {f"{slug} {tag}" for slug in concerned if " " not in slug for tag in ("en", "es", "de")}
    wanted = whole | concerned
    words = {f"{WORDS_DOMAIN} {tag}" for tag in ("es", "de")}  # read with all rows
    assert judged - words == wanted


ROWS = (
    "herniated disc\ten\tuse\thernia discal\tBandscheibenvorfall\t",
    "disc\ten\tuse\tdisco\tScheibe\t",
    "disc\ten\tuse\thernia\tScheibe\tsay hernia",
    "bone\ten\tuse\thueso\tKnochen\t",
    "lower back\ten\tuse\tzona lumbar\tunterer Rücken\t",
    "MRI\ten\tuse\tresonancia\tMRT\t",
    "MRI\ten\tavoid\t\t\tsay scan",
    "X-ray\ten\tuse\tradiografía\tRöntgenbild\t",
    "icepacks\ten\tuse\thielo\tEis\t",
    "Painaway\ten\tkeep\t\t\t",
    "kaputt\tde\tavoid\t\t\t",
    "kaputt\tde\tavoid\t\t\tsay defekt",
    "imagen\tes\tavoid\t\t\t",
    "nurse\ten\tavoid\t\t\t",
    RESOLVED,
    "腰部\tzh-Hans\tresolve\tlumbar\t\t",
    "broken row\ten\tuse",
)


@examples(12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    tables=st.lists(
        st.lists(st.sampled_from(ROWS), max_size=6, unique_by=lambda row: row.split("\t")[0]),
        min_size=1,
        max_size=4,
    )
)
def test_no_finding_is_missed_that_a_run_without_a_record_has(
    tmp_path_factory: pytest.TempPathFactory, tables: list[list[str]]
) -> None:
    root = tmp_path_factory.mktemp("library") / "clinic"
    made(root)
    for number, table in enumerate(tables):
        with_terms(root, tuple(table), en="lower back")
        anew = root.parent / f"anew{number}"
        shutil.copytree(root, anew, ignore=shutil.ignore_patterns(".leaflets"))
        assert findings(root) == findings(anew)
        shutil.rmtree(anew)


def findings(root: Path) -> list[tuple[object, ...]] | str:
    try:
        found = checking.check_project(Project.open(root)).findings
    except SourceError as error:
        return str(error)  # a broken row ends the run, whatever is on record
    return [(each.path, each.line, each.id, each.message, each.hint) for each in found]


def test_a_term_to_use_makes_no_page_and_no_document_anew(tmp_path: Path) -> None:
    root = tmp_path / "clinic"
    made(root)
    with_terms(root, (RESOLVED, "bone\ten\tuse\thueso\tKnochen\t"), en="lower back")
    before = pages(root)
    with_terms(root, (RESOLVED, "disc\ten\tuse\tdisco\tScheibe\t"), en="lower back")
    settled = pages(root)
    assert settled == before  # not one was written again
    assert updating.update(Project.open(root), now=NOW).written == []
    with_terms(root, (RESOLVED,), en="small of the back")
    changed = {name for name, each in pages(root).items() if each != settled.get(name)}
    assert {"en/back.html", "es/back.html", "de/back.html"} <= changed


def pages(root: Path) -> Mapping[str, tuple[int, int]]:
    """Which file each page is, and when it was written."""
    build(Project.open(root), BuildRequest())
    dist = root / "dist"
    looks = {str(path.relative_to(dist)): os.stat(path) for path in sorted(dist.rglob("*.html"))}
    return {name: (look.st_ino, look.st_mtime_ns) for name, look in looks.items()}


@pytest.mark.parametrize(
    ("line", "bears"),
    [
        (b"term\tlanguage\trule\ten\tnote", True),
        (b"bone\ten\tuse\t\t", False),
        (b"bone\ten\t avoid \t\t", False),
        (b"use\ten\tkeep\t\t", True),
        (b"keep\ten\tuse\t\t", True),
        (b"\xe8\x85\xb0\tzh-Hans\tresolve\tback\t", True),
        (b"bone\ten\tuses\t\t", True),
        (b"# bone\ten\tkeep\t\t", False),
    ],
)
def test_which_rows_bear_on_documents(line: bytes, *, bears: bool) -> None:
    assert of_documents(b"a\tb\n" + line + b"\n") == (b"a\tb\n" + line if bears else b"a\tb")


def test_a_catalog_with_texts_of_another_article_is_judged_with_every_row(tmp_path: Path) -> None:
    root = tmp_path / "clinic"
    made(root)
    article = root / "source" / "hand.md"
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("broken bone", "sore thumb"), encoding="utf-8")
    assert "term-missing" not in {found[2] for found in findings(root)}
    with_terms(root, (RESOLVED, "broken\ten\tuse\troto roto\tkaputt kaputt\t"), en="lower back")
    told = {(found[0], found[2]) for found in findings(root)}
    assert ("locales/es/LC_MESSAGES/hand.po", "term-missing") in told  # not updated yet
