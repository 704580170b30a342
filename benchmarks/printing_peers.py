"""WeasyPrint and Chromium as `printing.py` runs them: warm, in the quickest way that they have.

WeasyPrint lives in an environment of its own (`make bench` makes it): there this file is run as a
program that prints one page after the other in one process, its fonts loaded once. Chromium is one
browser and one tab kept open. Imports nothing of ours at all: WeasyPrint's
Python has none of our packages.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update")  # fmt: skip
TICK = os.sysconf("SC_CLK_TCK")
LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


class MissingError(Exception):
    """Why a peer can't run here."""


class Cost(NamedTuple):
    """What one leaflet took."""

    cpu: float  # seconds, user and system
    wall: float
    bytes: int = 0


class WeasyPrint:
    """One process of WeasyPrint; prints untagged, which takes it least."""

    def __init__(self, python: Path) -> None:
        if not python.is_file():
            raise MissingError(f"{python.parents[1]} is not there (make bench makes it)")
        self.process = subprocess.Popen(
            [str(python), __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        answer = self._answer()
        if "missing" in answer:
            raise MissingError(f"{answer['missing']} (apt-get install {LIBRARIES})")
        self.version = f"WeasyPrint {answer['version']}"

    def print(self, page: str) -> Cost:
        """The page as a PDF."""
        assert self.process.stdin is not None
        print(json.dumps(page), file=self.process.stdin, flush=True)
        answer = self._answer()
        return Cost(answer["cpu"], answer["wall"], answer["bytes"])

    def close(self) -> None:
        """End the process."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()

    def _answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        answer: dict[str, Any] = json.loads(self.process.stdout.readline() or '{"missing": "died"}')
        return answer


class Chromium:
    """One browser with one tab, by playwright; its CPU time is that of all its processes."""

    def __init__(self) -> None:
        program = os.environ.get("CHROMIUM") or shutil.which("chromium")
        if program is None:
            raise MissingError("no chromium on the path (apt-get install chromium)")
        try:
            from playwright.sync_api import sync_playwright  # noqa: PLC0415
        except ImportError:
            raise MissingError("no playwright here (make .venv/.ci installs it)") from None
        before = set(_children(os.getpid()))
        self.playwright = sync_playwright().start()
        (self.driver,) = set(_children(os.getpid())) - before
        self.browser = self.playwright.chromium.launch(executable_path=program, args=QUIET)
        self.page = self.browser.new_page()
        self.version = f"Chromium {self.browser.version}"

    def print(self, page: str) -> Cost:
        """The page as a PDF."""
        used, cpu, wall = _used(self.driver), time.process_time(), time.perf_counter()
        self.page.set_content(page)
        pdf = self.page.pdf(prefer_css_page_size=True)
        wall = time.perf_counter() - wall
        own = time.process_time() - cpu
        return Cost(own + _used(self.driver) - used, wall, len(pdf))

    def close(self) -> None:
        """End the browser."""
        self.browser.close()
        self.playwright.stop()


def _children(process: int) -> list[int]:
    """The processes that it started and that still run (Linux)."""
    files = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for file in files for child in file.read_text().split()]


def _used(process: int) -> float:
    """CPU seconds of a process, of those that it started, and of those of them that are gone."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:  # it has ended meanwhile
        return 0.0
    own = sum(map(int, fields[11:15])) / TICK
    return own + sum(_used(child) for child in _children(process))


def serve() -> None:
    """Print the pages that come in on stdin, a line of JSON each; in WeasyPrint's own Python."""
    try:
        import weasyprint  # noqa: PLC0415
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    except (ImportError, OSError) as error:
        print(json.dumps({"missing": str(error).split("\n")[0]}), flush=True)
        return
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    fonts = FontConfiguration()
    print(json.dumps({"version": weasyprint.__version__}), flush=True)
    for line in sys.stdin:
        page = json.loads(line)
        cpu, wall = time.process_time(), time.perf_counter()
        pdf = weasyprint.HTML(string=page).write_pdf(font_config=fonts)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        print(json.dumps({"cpu": cpu, "wall": wall, "bytes": len(pdf)}), flush=True)


if __name__ == "__main__":
    serve()
