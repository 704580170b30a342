"""Layouts in a build: their files, what goes with them, and one that does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.stages.build_request import BuildRequest
from pipeline.stages.building import build
from pipeline.stages.project import Project
from tests.builders import build_tree

SETTINGS = """[project]
name = "Clinic"
[print]
layouts = ["leaflet", "trifold"]
paper = "letter"
"""
ARTICLE = "---\ntitle: A sprained ankle\n---\n\nRest the ankle.\n\n## Later\n\nWalk.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return build_tree(tmp_path, {"leaflets.toml": SETTINGS, "source": {"ankle.md": ARTICLE}})


def names(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "dist" / "en").iterdir())


def test_each_layout_is_a_file_and_goes_with_its_article(root: Path) -> None:
    assert build(Project.open(root), BuildRequest()).failures == []
    assert names(root) == ["ankle.html", "ankle.pdf", "ankle.trifold.pdf"]
    assert build(Project.open(root), BuildRequest()).made == 0
    assert names(root) == ["ankle.html", "ankle.pdf", "ankle.trifold.pdf"]
    (root / "source" / "ankle.md").rename(root / "source" / "foot.md")
    build(Project.open(root), BuildRequest())
    assert names(root) == ["foot.html", "foot.pdf", "foot.trifold.pdf"]


def test_layouts_can_be_asked_for(root: Path) -> None:
    request = BuildRequest(formats=("pdf",), layouts=("large-print",))
    build(Project.open(root), request)
    assert names(root) == ["ankle.large-print.pdf"]
    with pytest.raises(UsageError, match="there is no layout 'booklet'"):
        build(Project.open(root), BuildRequest(layouts=("booklet",)))


def test_a_layout_that_does_not_fit_leaves_the_others_and_no_old_one(root: Path) -> None:
    build(Project.open(root), BuildRequest())
    long = ARTICLE + "\n".join(
        f"## Part {n}\n\n" + "Rest the ankle. " * 60 + "\n" for n in range(30)
    )
    (root / "source" / "ankle.md").write_text(long, encoding="utf-8")
    result = build(Project.open(root), BuildRequest())
    assert [failure.task for failure in result.failures] == ["ankle in en (trifold.pdf)"]
    assert names(root) == ["ankle.html", "ankle.pdf"]


def test_a_smaller_size_is_told(root: Path) -> None:
    long = ARTICLE + "\n".join(
        f"## Part {n}\n\n" + "Rest the ankle. " * 30 + "\n" for n in range(12)
    )
    (root / "source" / "ankle.md").write_text(long, encoding="utf-8")
    (remark,) = build(Project.open(root), BuildRequest()).remarks
    assert remark.startswith("ankle in en (trifold.pdf) is set in ")


OMITTING = """omit = { trifold = ["ankle", "es/knee"], large-print = ["hip"] }
"""
LANGUAGES = SETTINGS.replace('"Clinic"', '"Clinic"\nlanguages = ["es"]') + OMITTING
TWO = {"ankle.md": ARTICLE, "knee.md": ARTICLE.replace("ankle", "knee")}


def made(root: Path) -> list[str]:
    found = (root / "dist").rglob("*.trifold.pdf")
    return sorted(path.relative_to(root / "dist").as_posix() for path in found)


def test_what_is_omitted_is_not_printed_and_not_offered(tmp_path: Path) -> None:
    root = build_tree(tmp_path, {"leaflets.toml": LANGUAGES, "source": TWO})
    result = build(Project.open(root), BuildRequest())
    assert (result.failures, made(root)) == ([], ["en/knee.trifold.pdf"])
    assert result.remarks == [
        "leaflets.toml: [print] omit: there is no article and no leaflet 'hip'"
    ]
    offering = [
        path.relative_to(root / "dist").as_posix()
        for path in sorted((root / "dist").rglob("*.html"))
        if ".trifold.pdf" in path.read_text(encoding="utf-8")
    ]
    assert offering == ["en/knee.html", "index.html"]
    assert build(Project.open(root), BuildRequest()).made == 0


def test_what_was_printed_goes_as_soon_as_it_is_omitted_and_comes_back(tmp_path: Path) -> None:
    settings = build_tree(tmp_path, {"leaflets.toml": LANGUAGES, "source": TWO}) / "leaflets.toml"
    settings.write_text(LANGUAGES.replace(OMITTING, ""), encoding="utf-8")
    every = [f"{tag}/{slug}.trifold.pdf" for tag in ("en", "es") for slug in ("ankle", "knee")]
    build(Project.open(tmp_path), BuildRequest())
    assert made(tmp_path) == every
    settings.write_text(LANGUAGES, encoding="utf-8")
    build(Project.open(tmp_path), BuildRequest())
    assert made(tmp_path) == ["en/knee.trifold.pdf"]
    settings.write_text(LANGUAGES.replace(OMITTING, ""), encoding="utf-8")
    build(Project.open(tmp_path), BuildRequest())
    assert made(tmp_path) == every


def test_what_is_omitted_and_asked_for_by_name_is_told(tmp_path: Path) -> None:
    root = build_tree(tmp_path, {"leaflets.toml": LANGUAGES, "source": TWO})
    request = BuildRequest(locales=("en",), articles=("ankle",), layouts=("trifold",))
    result = build(Project.open(root), request)
    assert result.remarks[1:] == ["en/ankle.trifold.pdf is not made: leaflets.toml: [print] omit"]
    assert made(root) == []
