"""PDFs of this repository's article, warm, beside WeasyPrint: `benchmarks/printing.py`, kept."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.measuring import run
from benchmarks.side_by_side.jobs import part
from benchmarks.side_by_side.results import Part

PROGRAM = Path(__file__).parents[1] / "printing.py"


def measure(rounds: int, tell: Callable[[str], None]) -> Part:
    """What it found, all languages together."""
    tell("PDFs")
    with tempfile.TemporaryDirectory() as name:
        found = Path(name, "found.json")
        command = [sys.executable, str(PROGRAM), "--rounds", str(rounds), "--json", str(found)]
        run(command, codes=(0, 1))  # 1: a goal is missed
        return part({}, json.loads(found.read_bytes()))
