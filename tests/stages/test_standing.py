"""A build with nothing to do is told from outside; never wrongly."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from clinic import Site

from pipeline.cli import main


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
