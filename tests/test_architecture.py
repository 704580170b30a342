"""The rules of the house that a machine can keep: layers, one door a library, a pure core."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "pipeline"

# A module may import what stands on a lower line, and its own folder.
LAYERS = (
    {"errors", "model"},
    {"files", "places"},
    {"language"},
    {"source"},
    {"catalogs"},
    {"checks"},
    {"leaflets"},
    {"settings", "reports", "execution", "preview"},
    {"stages"},
    {"commands"},
    {"cli"},
    {"__main__"},
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
CORE = {"errors", "model", "language", "source", "catalogs", "checks", "leaflets"}
IMPURE = {"time", "subprocess", "socket", "random", "logging", "argparse"}
STANDARD_DOORS = {"pipeline"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def area(dotted: str) -> str:
    """`language` of pipeline.language.cldr.is_known; `` of the package itself."""
    parts = dotted.split(".")
    return parts[1] if len(parts) > 1 else ""


def own_area(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down_only(path: Path) -> None:
    here = own_area(path)
    upward = {
        name
        for name in imports(path)
        if name.startswith("pipeline.")
        and area(name) in LEVEL
        and area(name) != here
        and here in LEVEL
        and LEVEL[area(name)] >= LEVEL[here]
    }
    assert upward == set()


def test_every_module_has_a_layer() -> None:
    assert {own_area(path) for path in modules()} - {"__init__"} <= set(LEVEL)


def test_each_foreign_library_has_one_door() -> None:
    doors: dict[str, set[str]] = {}
    for path in modules():
        for name in imports(path):
            top = name.split(".")[0]
            if name.startswith("babel.messages"):
                top = "babel.messages"  # extraction, beside babel's locale data
            if top in sys.stdlib_module_names or top in STANDARD_DOORS:
                continue
            doors.setdefault(top, set()).add(path.relative_to(PACKAGE).as_posix())
    crowded = {name: sorted(paths) for name, paths in doors.items() if len(paths) > 1}
    assert crowded == {}


@pytest.mark.parametrize(
    "path",
    [path for path in modules() if own_area(path) in CORE],
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_core_has_no_clock_no_printing_no_processes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    calls = {
        node.func.id
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    names = {name.split(".")[0] for name in imports(path)}
    if "__main__" in text:  # a generator with a command line of its own
        names -= {"argparse"}
        calls -= {"print"}
    assert names & IMPURE == set()
    assert "print" not in calls
    assert "os.environ" not in text


def test_no_module_gives_a_constant_twice() -> None:
    """The second would be the first one's value too, in functions that were written before it."""
    for path in modules():
        names = [
            target.id
            for node in ast.parse(path.read_text(encoding="utf-8")).body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        ]
        assert sorted(names) == sorted(set(names)), path
