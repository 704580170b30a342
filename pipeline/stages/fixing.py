"""check --fix: what is certain for the language is mended in the catalogs, nothing else.

Reads, asks the checks, writes through the PO door under the lock; a file that somebody saved
meanwhile is left as it is. What a fix is worth, `checks.fixing` decides.
"""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.catalogs import po
from pipeline.checks import run
from pipeline.checks.fixing import fix_catalog
from pipeline.errors import CatalogError
from pipeline.files import lock, replace_if_unchanged
from pipeline.model import Catalog, Finding
from pipeline.places import WORDS_DOMAIN
from pipeline.stages.judging import Bench
from pipeline.stages.project import Project, is_hidden


@dataclass(slots=True)
class FixResult:
    """What was mended, or in a dry run would be."""

    written: list[str] = field(default_factory=list)  # paths as findings show them
    diffs: list[str] = field(default_factory=list)  # unified, one a file
    settled: int = 0  # findings


def fix(
    project: Project | None,
    paths: Sequence[Path],
    *,
    locales: tuple[str, ...] = (),
    dry_run: bool = False,
) -> FixResult:
    """Mend these catalogs, or all of the project; a catalog that can't be read is left alone."""
    result = FixResult()
    bench = Bench(project) if project is not None else None
    with contextlib.ExitStack() as stack:
        if project is not None and not dry_run:
            stack.enter_context(lock(project.work / "lock"))
        for path in _catalogs(project, paths, locales):
            shown = project.relative(path) if project is not None else path.as_posix()
            with contextlib.suppress(CatalogError):  # it has a finding of its own
                _fix_file(path, shown, bench, result, dry_run=dry_run)
    return result


def _catalogs(
    project: Project | None, paths: Sequence[Path], locales: tuple[str, ...]
) -> Iterator[Path]:
    named = project.own_path if project is not None else Path
    for path in paths:
        if path.is_dir():
            found = (each for each in path.rglob("*.po") if not is_hidden(each, path))
            yield from sorted(named(each) for each in found)
        elif path.suffix == ".po":
            yield named(path)
    if not paths and project is not None:
        for language in project.targets(locales):
            for domain in (*project.slugs(), WORDS_DOMAIN):
                path = project.catalog_path(language, domain)
                if path.exists():
                    yield path


def _fix_file(
    path: Path, shown: str, bench: Bench | None, result: FixResult, *, dry_run: bool
) -> None:
    before = path.read_bytes()
    catalog = po.parse(before, shown)

    def judge(each: Catalog) -> tuple[Finding, ...]:
        if bench is None:
            return run.run({shown: each})
        return bench.parsed(shown, each).findings

    fixed = fix_catalog(catalog, judge, judge(catalog))
    if fixed.catalog == catalog:
        return
    after = po.patched(before, shown, fixed.catalog)
    if not dry_run and not replace_if_unchanged(path, before, after):
        return
    result.written.append(shown)
    result.settled += len(fixed.settled)
    result.diffs.append(_diff(shown, before, after))


def _diff(shown: str, before: bytes, after: bytes) -> str:
    old, new = (data.decode(errors="replace").split("\n") for data in (before, after))
    lines = difflib.unified_diff(old, new, f"a/{shown}", f"b/{shown}", n=2, lineterm="")
    return "".join(f"{line}\n" for line in _shown(lines))


def _shown(lines: Iterable[str]) -> Iterator[str]:
    """The lines of a diff with what can't be seen in it named: a no-break space, a direction mark.

    Only in lines that changed; a diff of two lines that look alike tells nobody anything.
    """
    for line in lines:
        if line[:1] in "+-" and not line.startswith(("+++", "---")):
            yield "".join(
                char if char.isprintable() or char == "\t" else f"‹U+{ord(char):04X}›"
                for char in line
            )
        else:
            yield line
