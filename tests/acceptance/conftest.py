"""The project's own leaflets, built once for all acceptance tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every leaflet of this checkout, made by the command line."""
    out = tmp_path_factory.mktemp("dist")
    environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    subprocess.run(
        [sys.executable, "-m", "pipeline", "build", "--root", str(ROOT), "--out", str(out)],
        check=True,
        env=environment,
        capture_output=True,
    )
    return out
