"""What our time is spent on in a cold build: own time by area, with Python's profiler.

The profiler makes every call dearer, so that shares are what to read, and many small functions
look worse than they are. What C functions take is counted for the code that calls them.
"""

from __future__ import annotations

import pstats
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.measuring import run
from benchmarks.side_by_side.jobs import part
from benchmarks.side_by_side.results import Part
from benchmarks.side_by_side.tools.leaflets import PROGRAM, Leaflets
from benchmarks.side_by_side.tools.tool import COLD

Function = tuple[str, int, str]  # file, line, name
Call = tuple[int, int, float, float]  # calls, without recursion; own and all seconds
Entry = tuple[int, int, float, float, Mapping[Function, Call]]  # with its callers
AREAS: Mapping[str, str] = {  # a part of the file's path → what is done there
    "pipeline/source/": "articles: reading, cutting, the tree of a page",
    "pipeline/catalogs/po/": "catalogs: reading and writing PO files",
    "pipeline/catalogs/": "catalogs: merging",
    "pipeline/leaflets/": "leaflets: localizing, the page",
    "pipeline/language/": "languages: scripts, sentences, figures",
    "pipeline/checks/": "checks",
    "pipeline/files.py": "files: writing safely",
    "pipeline/": "stages, keys, the record of finished work",
    "<frozen importlib": "loading modules",
    "/markdown/": "Python-Markdown",
    "/jinja2/": "Jinja2",
    "/markupsafe/": "Jinja2",
    "/yaml/": "PyYAML",
    "/babel/": "babel",
    "/pathlib.py": "pathlib",
    "/tempfile.py": "files: writing safely",
    "/re/": "compiling regular expressions",
}


def measure(ours: Leaflets, tell: Callable[[str], None]) -> Part:
    """Shares of the own time of a cold build, largest first."""
    tell(f"{ours.articles} articles: what the time is spent on")
    work = ours.works(COLD)["leaflets"]
    ((*command,),) = work.commands
    work.begin()
    work.before()
    with tempfile.TemporaryDirectory() as name:
        profile = str(Path(name, "profile"))
        profiled = [sys.executable, "-m", "cProfile", "-o", profile, "-m", "pipeline"]
        run([*profiled, *command[len(PROGRAM) :]], folder=work.folder, codes=work.codes)
        found = shares(pstats.Stats(profile))
    return part({}, {"shares": found, "command": " ".join(command[len(PROGRAM) :])})


def shares(stats: pstats.Stats) -> dict[str, float]:
    """Area → its part of all own time."""
    seconds: dict[str, float] = {}

    def add(path: str, own: float) -> None:
        area = _area(path)
        seconds[area] = seconds.get(area, 0.0) + own

    entries: Mapping[Function, Entry] = stats.stats  # type: ignore[attr-defined]
    for function, (_, _, own, _, callers) in entries.items():
        if function[0] != "~" or not callers:
            add(function[0], own)
            continue
        for caller, (_, _, theirs, _) in callers.items():
            add(caller[0], theirs)
    total = sum(seconds.values())
    largest = sorted(seconds.items(), key=lambda each: -each[1])
    return {area: round(each / total, 4) for area, each in largest}


def _area(path: str) -> str:
    posix = path.replace("\\", "/")
    return next((area for known, area in AREAS.items() if known in posix), "all else")
