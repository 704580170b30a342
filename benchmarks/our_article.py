"""A full build of this project's own article: where the time goes, stage by stage.

What `make leaflets` does, in one process on a copy: update, check and build, every language and
format. Each stage's CPU seconds without those of the stages inside it; the first build makes
everything (dist/ and .leaflets/ are not copied), the second finds nothing to do. First-time costs
(imports, the PDF engine, patterns and templates compiled) count where they fall.

    python benchmarks/our_article.py [--rounds 3]
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

COPIED = ("leaflets.toml", "source", "locales")
NOW = "2025-01-01 00:00+0000"
STAGES = (
    *("import", "read", "parse", "update", "check", "localize", "html", "pdf", "index"),
    "keys and files",
)

WATCHED = (  # (stage, module, function): a stage's times are those of these calls
    ("read", "source.reading", "read_article"),
    ("parse", "source.document", "parse"),
    ("update", "stages.updating", "update"),
    ("check", "stages.checking", "check_project"),
    ("localize", "leaflets.localize", "localize"),
    ("html", "leaflets.html", "export_html"),
    ("pdf", "leaflets.pdf", "PdfExporter.print_leaflet"),
    ("index", "stages.building", "export_index"),
    ("keys and files", "stages.building", "build"),
)


class Stopwatch:
    """CPU seconds by stage, exclusive: what a stage calls of another stage is the other's."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(STAGES, 0.0)
        self.calls = dict.fromkeys(STAGES, 0)
        self.inside: list[float] = []

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time noted under `stage`."""

        @wraps(function)
        def run(*args: Any, **options: Any) -> Any:
            started = time.process_time()
            self.inside.append(0.0)
            try:
                return function(*args, **options)
            finally:
                whole = time.process_time() - started
                self.seconds[stage] += whole - self.inside.pop()
                self.calls[stage] += 1
                if self.inside:
                    self.inside[-1] += whole

        return run

    def watch(self, stage: str, owner: object, name: str) -> None:
        """Time every call of `owner.name`, where the pipeline looks it up."""
        setattr(owner, name, self.timed(stage, getattr(owner, name)))


def one_build(root: Path) -> dict[str, Any]:
    """A build of the project in `root`; to be called once a process."""
    watch = Stopwatch()
    imported = watch.timed("import", import_module)
    for stage, module, name in WATCHED:
        owner, _, method = name.rpartition(".")
        found = imported(f"pipeline.{module}")
        watch.watch(stage, getattr(found, owner) if owner else found, method)
    building, checking, updating = (
        import_module(f"pipeline.stages.{name}") for name in ("building", "checking", "updating")
    )
    project = building.Project.open(root)
    updating.update(project, now=NOW)
    checking.check_project(project)
    result = building.build(project, building.BuildRequest())
    if result.failures:
        sys.exit("\n".join(str(failure) for failure in result.failures))
    return {"seconds": watch.seconds, "calls": watch.calls, "made": result.made}


def measured(root: Path) -> dict[str, Any]:
    """`one_build` in a process of its own."""
    command = [sys.executable, __file__, "--build", str(root)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def print_table(first: list[dict[str, Any]], second: list[dict[str, Any]]) -> None:
    """Medians over the rounds, in milliseconds."""

    def median(builds: list[dict[str, Any]], stage: str) -> float:
        return 1000 * statistics.median(build["seconds"][stage] for build in builds)

    wholes = [sum(median(builds, stage) for stage in STAGES) for builds in (first, second)]
    print(f"{'CPU milliseconds':16}{'first':>9}{'calls':>7}{'each':>8}{'share':>7}", end="")
    print(f"{'second':>10}{'second/first':>14}")
    for stage in STAGES:
        one, two = median(first, stage), median(second, stage)
        calls = first[0]["calls"][stage]
        print(f"{stage:16}{one:9.1f}{calls:7}{one / max(calls, 1):8.1f}", end="")
        print(f"{one / wholes[0]:7.0%}{two:10.1f}", end="")
        print(f"{two / one:14.2f}" if one else f"{'–':>14}")
    print(f"{'whole':16}{wholes[0]:9.1f}{'':15}{1:7.0%}{wholes[1]:10.1f}", end="")
    print(f"{wholes[1] / wholes[0]:14.2f}")
    print(f"files made: {first[0]['made']} at first, {second[0]['made']} the second time")


def main() -> int:
    """Measure and print; 1 where the second build makes anything."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.build:
        print(json.dumps(one_build(options.build)))
        return 0
    first, second = [], []
    for _ in range(options.rounds):
        with tempfile.TemporaryDirectory() as scratch:
            root = Path(scratch)
            for name in COPIED:
                copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
                copy(ROOT / name, root / name)
            first.append(measured(root))
            second.append(measured(root))
    print_table(first, second)
    return int(second[0]["made"] > 0)


if __name__ == "__main__":
    sys.exit(main())
