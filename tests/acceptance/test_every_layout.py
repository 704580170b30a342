"""The project's own leaflets and those of the self-test in every layout: all in its place, by the standard."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import page
import pytest

from pipeline.leaflets.layouts import LAYOUTS, PAPERS
from pipeline.leaflets.theme import default_theme
from tests.printed import misplaced, panels

ROOT = Path(__file__).parents[2]
PROJECTS = {"project": ROOT, "selftest": ROOT / "tests" / "selftest" / "corpus"}
CASES = [
    ("project", "en"), ("project", "de"), ("project", "ar"), ("project", "ja"),
    ("selftest", "en"), ("selftest", "de"), ("selftest", "ar"), ("selftest", "ja"), ("selftest", "hi"),
]  # fmt: skip


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """A folder with every layout of each project, made by the command line."""
    environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    folders = {}
    for name, source in PROJECTS.items():
        out = folders[name] = tmp_path_factory.mktemp(name)
        root = out / "project"  # a build leaves its notes in the project that it builds
        for part in ("source", "locales", "leaflets.toml"):
            copy = shutil.copytree if (source / part).is_dir() else shutil.copy
            root.mkdir(exist_ok=True)
            copy(source / part, root / part)
        locales = sorted({tag for project, tag in CASES if project == name})
        subprocess.run(
            [
                *(
                    sys.executable,
                    "-m",
                    "pipeline",
                    "build",
                    "--root",
                    str(root),
                    "--out",
                    str(out),
                ),
                *("--format", "pdf", "--layout", ",".join(LAYOUTS)),
                *(word for tag in locales for word in ("--locale", tag)),
            ],
            check=True,
            env=environment,
            capture_output=True,
        )
    return folders


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("project", "tag"), CASES)
def test_every_letter_stands_in_its_place_and_the_page_speaks(
    printed: Mapping[str, Path], project: str, tag: str, layout: str
) -> None:
    suffix = LAYOUTS[layout].suffix
    paths = [
        path
        for path in (printed[project] / tag).glob("*.pdf")
        if path.name == path.name.split(".")[0] + suffix
    ]
    assert paths
    for path in paths:
        pdf = path.read_bytes()
        places = (
            panels(pdf, flap=PAPERS["a4"].flap, is_rtl=tag == "ar") if layout == "trifold" else None
        )
        assert misplaced(pdf, default_theme().light, places=places) == []
        assert page.validate_pdf_bytes(pdf, profile="ua1").is_compliant
