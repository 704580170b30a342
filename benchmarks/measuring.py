"""How everything here is measured: CPU seconds of whole process trees, as users run them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import IO, NamedTuple

# Some build machines forbid bytecode files; then every start would compile us anew, as nowhere else.
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}
PEAK_UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes


class Ran(NamedTuple):
    """One run of a command that ended well."""

    seconds: float  # CPU, user and system, of the command and of all that it started
    out: str
    err: str
    wall: float
    peak: int  # bytes, of the largest single process


def run(command: list[str], *, folder: Path | None = None, codes: tuple[int, ...] = (0,)) -> Ran:
    """Run a command; ends the benchmark with what it said where it exits with another code."""
    # Files, not pipes: a program that waits for its reader would be charged for the waiting.
    with tempfile.NamedTemporaryFile() as out, tempfile.NamedTemporaryFile() as err:
        code, cpu, wall, peak = _started(command, folder or Path.cwd(), out.name, err.name)
        said, told = _text(out), _text(err)
    if code not in codes:
        sys.exit(f"{' '.join(command)[:2000]}\n{said[-2000:]}\n{told[-2000:]}")
    return Ran(cpu, said, told, wall, peak * PEAK_UNIT)


def _text(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode("utf-8", errors="replace")


# ---- starting programs
def _started(command: list[str], folder: Path, out: str, err: str) -> tuple[int, float, float, int]:
    starter = _starter()
    assert starter.stdin is not None
    assert starter.stdout is not None
    print(json.dumps([command, str(folder), out, err]), file=starter.stdin, flush=True)
    code, cpu, wall, peak = json.loads(starter.stdout.readline() or "[1, 0, 0, 0]")
    return code, cpu, wall, peak


@cache
def _starter() -> subprocess.Popen[str]:
    """A small Python that starts all programs.

    A program's peak memory is never less than that of the process that started it, which it was
    for a moment; this one is kept to what has to be loaded.
    """
    return subprocess.Popen(
        [sys.executable, "-I", "-S", __file__],
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _start_all() -> None:
    """Start the programs that come in on stdin, a line of JSON each, and tell what they took."""
    for line in sys.stdin:
        command, folder, *streams = json.loads(line)
        actions = [
            (os.POSIX_SPAWN_OPEN, number, name, os.O_RDWR, 0)
            for number, name in enumerate((os.devnull, *streams))
        ]
        os.chdir(folder)
        started = time.perf_counter()
        try:
            process = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
        except OSError as error:
            Path(streams[1]).write_text(f"{command[0]}: {error.strerror}")
            print(json.dumps([127, 0.0, 0.0, 0]), flush=True)
            continue
        _, status, usage = os.wait4(process, 0)
        wall = time.perf_counter() - started
        cpu = usage.ru_utime + usage.ru_stime
        answer = [os.waitstatus_to_exitcode(status), cpu, wall, usage.ru_maxrss]
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    _start_all()
