"""CPU time and memory of whole process trees."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.measuring import run

# Of CPU time, however busy the machine is.
BUSY = "import time\nwhile time.process_time() < 0.25: pass\n"
PARENT = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {BUSY!r}], check=True)\n"


def test_counts_what_a_command_has_started() -> None:
    alone = run([sys.executable, "-c", BUSY])
    through = run([sys.executable, "-c", PARENT])
    assert alone.seconds >= 0.25
    assert through.seconds >= 0.25
    assert through.wall > 0


def test_peak_is_the_program_s_own() -> None:
    small = run([sys.executable, "-I", "-S", "-c", "pass"])
    large = run([sys.executable, "-I", "-S", "-c", "block = b'x' * 60_000_000"])
    assert small.peak < 25_000_000  # less than this test run itself has
    assert 60_000_000 < large.peak < 90_000_000


def test_runs_in_a_folder_and_hears_both_streams(tmp_path: Path) -> None:
    ran = run(["sh", "-c", "pwd; echo told >&2; exit 3"], folder=tmp_path, codes=(3,))
    assert (ran.out, ran.err) == (f"{tmp_path}\n", "told\n")


def test_ends_where_a_command_fails(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"sh -c exit 4"):
        run(["sh", "-c", "exit 4"], folder=tmp_path)
    with pytest.raises(SystemExit, match="No such file or directory"):
        run(["is-not-there"], folder=tmp_path)
