"""How everything here is measured: CPU seconds of whole process trees, as users run them."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

# Some build machines forbid bytecode files; then every start would compile us anew, as nowhere else.
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}


class Ran(NamedTuple):
    """One run of a command that ended well."""

    seconds: float  # CPU, user and system, of the command and of all that it started
    out: str


def run(command: list[str], *, folder: Path | None = None, codes: tuple[int, ...] = (0,)) -> Ran:
    """Run a command; ends the benchmark with what it said where it exits with another code."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in codes:
        sys.exit(f"{' '.join(command)}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    seconds = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Ran(seconds, done.stdout)
