"""The leaflets of the self-test in every layout: all in its place, by the standard.

The project's own, in all languages, are in test_all_languages (`make soak`).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import page
import pytest

from pipeline.leaflets.layouts import LAYOUTS, PAPERS
from tests.builders import default_theme
from tests.printed import misplaced, panels

pytestmark = pytest.mark.soak  # what stands on one page is looked at in tests/leaflets, too
ROOT = Path(__file__).parents[2]
PROJECT = ROOT / "tests" / "selftest" / "corpus"
LANGUAGES = ("en", "de", "ar", "ja", "hi")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every layout of the project, made by the command line."""
    environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    out = tmp_path_factory.mktemp("printed")
    root = out / "project"  # a build leaves its notes in the project that it builds
    for part in ("source", "locales", "leaflets.toml"):
        copy = shutil.copytree if (PROJECT / part).is_dir() else shutil.copy
        root.mkdir(exist_ok=True)
        copy(PROJECT / part, root / part)
    command = [sys.executable, "-m", "pipeline", "build", "--root", str(root), "--out", str(out)]
    command += ["--format", "pdf", "--layout", ",".join(LAYOUTS)]
    command += [word for tag in LANGUAGES for word in ("--locale", tag)]
    subprocess.run(command, check=True, env=environment, capture_output=True)
    return out


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_letter_stands_in_its_place_and_the_page_speaks(
    printed: Path, tag: str, layout: str
) -> None:
    suffix = LAYOUTS[layout].suffix
    paths = [
        path
        for path in (printed / tag).glob("*.pdf")
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
