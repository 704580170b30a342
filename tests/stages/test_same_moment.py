"""Two of us in one project at the same moment: both end well, and every file is whole."""

from __future__ import annotations

import subprocess
import sys

import pytest
from clinic import Site


@pytest.mark.soak
def test_two_builds_at_the_same_moment_give_what_one_gives(site: Site) -> None:
    command = [sys.executable, "-m", "pipeline", "make", "--root", str(site.root)]
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for process in both:
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
    made = {name: content for name, (content, _) in site.state().items()}
    assert not [name for name in made if name.endswith(".tmp")]
    assert {"dist/es/ibuprofen.html", "dist/es/ibuprofen.pdf", "dist/index.html"} <= set(made)
    assert site.run("make").code == 0
    assert {name: content for name, (content, _) in site.state().items()} == made
