"""Measuring in turn, keeping what was measured, judging and telling it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks import library
from benchmarks.side_by_side import document, goals, plot, spent
from benchmarks.side_by_side.goals import GOALS, Goal
from benchmarks.side_by_side.jobs import Workshop, in_turn, versions
from benchmarks.side_by_side.results import Cost, Part, Results
from benchmarks.side_by_side.tools import tool
from benchmarks.side_by_side.tools.python import Python
from benchmarks.side_by_side.tools.tool import COLD, EXTRACT, NOTHING, Work, touch_one_text

FACTS = library.facts(3)._asdict()


def results(tmp_path: Path) -> Results:
    """What a run at two sizes may have kept."""
    parts = {
        "100/library": Part({}, FACTS),
        "1000/library": Part({}, FACTS),
        "100/cold": Part({"leaflets": Cost((1.0, 3.0), (2.0, 2.0), 50 * 2**20)}, {}, "abc", 1.5),
        "1000/cold": Part(
            {
                "leaflets": Cost((10.0, 20.0), (9.0, 9.0), 100 * 2**20),
                "po4a": Cost((100.0, 400.0), (1.0, 1.0), 2**20),
            },
            {},
            "abd",
            2.5,
        ),
        "1000/update": Part({}, {"shared": 9, "same_meaning": 10, "other_meaning": 4}),
        "3/workers": Part(facts={"left out": "`leaflets build` has no --jobs"}),
    }
    return Results(tmp_path / "results.json", parts, {"cores": "2"}, {"po4a": "po4a 0.69"})


# ---- results
def test_what_is_kept_is_what_is_read(tmp_path: Path) -> None:
    kept = results(tmp_path)
    kept.save()
    assert Results.read(kept.path) == kept
    assert Results.read(tmp_path / "none.json") == Results(tmp_path / "none.json", {}, {}, {})


def test_a_ratio_is_the_median_of_the_ratios_of_rounds(tmp_path: Path) -> None:
    assert results(tmp_path).ratio(COLD, 1000, "po4a") == pytest.approx((10 + 20) / 2)
    assert results(tmp_path).ratio(COLD, 1000, "mdpo") is None
    assert results(tmp_path).sizes() == (100, 1000)


# ---- goals
def test_goals(tmp_path: Path) -> None:
    found = {goal.text: goal.verdict(results(tmp_path)) for goal in GOALS}
    assert {verdict: list(found.values()).count(verdict) for verdict in set(found.values())} == {
        "met": 2,  # times faster than po4a; peak at 1,000
        "**MISSED**": 1,  # 9 of 10 fuzzy matches
        "not measured": len(GOALS) - 3,
    }


@pytest.mark.parametrize(
    ("at_least", "value", "met"), [(True, 10, True), (True, 9.99, False), (False, 10.01, False)]
)
def test_a_limit_itself_is_good_enough(at_least: bool, value: float, met: bool) -> None:  # noqa: FBT001
    assert Goal("1", "", 10, lambda _: value, at_least=at_least).is_met(value) is met


def test_growth_is_of_ours(tmp_path: Path) -> None:
    assert goals.growth(COLD, 100, 1000)(results(tmp_path)) == 15 / 2


# ---- document
def test_document(tmp_path: Path) -> None:
    path = tmp_path / "benchmarks.md"
    document.write(results(tmp_path), path, date="2026-11-25", command="make bench")
    text = path.read_text(encoding="utf-8")
    assert "Measured on 2026-11-25 by `make bench`." in text
    assert "| our commits | abc, abd |" in text
    assert "| 1 | cold extract + update + HTML of 1,000 articles: times faster than po4a" in text
    assert "| ≥ 10× | 15.0× | met |" in text
    assert "| cold: leaflets | 7.50 |" in text
    assert "|  | po4a | 250.00 | 15.0× | 1 | 2 |" in text
    assert "| 3 | left out: `leaflets build` has no --jobs | – | – | – |" in text
    assert "left out" in text
    again = tmp_path / "again.md"
    document.write(results(tmp_path), again, date="2026-11-25", command="make bench")
    assert again.read_bytes() == path.read_bytes()


def test_a_missing_peer_is_named_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert versions()["po4a"] == "left out: not installed (Debian: apt-get install po4a)"
    assert versions()["gettext"] == "left out: not installed (Debian: apt-get install gettext)"
    path = tmp_path / "benchmarks.md"
    kept = Results(tmp_path / "none.json", {}, {}, {"po4a": "left out: not installed"})
    document.write(kept, path, date="2026-11-25", command="make bench")
    assert "| tool | po4a: left out: not installed |" in path.read_text(encoding="utf-8")


def test_document_of_nothing(tmp_path: Path) -> None:
    path = tmp_path / "benchmarks.md"
    empty = Results(tmp_path / "none.json", {}, {}, {})
    document.write(empty, path, date="2026-11-25", command="make bench")
    assert path.read_text(encoding="utf-8").count("| not measured |") == len(GOALS)
    assert not path.with_name(document.PICTURE).exists()


# ---- picture
def test_picture() -> None:
    lines = {"ours & <theirs>": [(100, 1.0), (10_000, 100.0)]}
    picture = plot.svg([("cold", lines)], title="T", description="D")
    root = ElementTree.fromstring(picture)
    name = "{http://www.w3.org/2000/svg}"
    texts = [each.text for each in root.iter(f"{name}text")]
    assert texts == ["ours & <theirs>", "cold", "100", "1,000", "10,000", "1 s", "10 s", "100 s",
                     "articles"]  # fmt: skip
    (line,) = [each for each in root.iter(f"{name}path") if each.get("class") == "l c0"]
    # From the lower left corner of the panel to the upper right one.
    assert line.get("d") == (
        f"M{plot.LEFT:.1f} {plot.HEIGHT - plot.BOTTOM:.1f}L{plot.WIDTH - plot.RIGHT:.1f} {plot.TOP:.1f}"
    )
    assert "prefers-color-scheme:dark" in picture


# ---- jobs
def test_in_turn(tmp_path: Path) -> None:
    done: list[str] = []

    def work(name: str) -> Work:
        command = [sys.executable, "-I", "-S", "-c", "pass"]
        return Work(
            [command, command], tmp_path, lambda: done.append("begin " + name),
            lambda: done.append(name),
        )  # fmt: skip

    one, other = Python(tmp_path, 1, ("es",)), Python(tmp_path, 1, ("es",))
    other.name = "other"  # type: ignore[misc]
    costs = in_turn({"a": (one, work("a")), "b": (other, work("b"))}, 2, lambda step: None)
    assert done == ["begin a", "a", "begin b", "b", "a", "b"]
    assert list(costs) == ["a", "b"]
    assert [len(cost.cpu) for cost in costs.values()] == [2, 2]


def test_touching_one_text_twice_gives_it_back(tmp_path: Path) -> None:
    path = tmp_path / "es.po"
    text = 'msgid "One."\nmsgstr "Uno."\n\nmsgid "sign"\nmsgstr "signo"\n'
    path.write_text(text, encoding="utf-8")
    touch_one_text(path)
    assert path.read_text(encoding="utf-8") == text.replace("Uno.", "Uno!.")
    touch_one_text(path)
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.soak
def test_ourselves(tmp_path: Path) -> None:
    """The whole way with two articles: filled catalogs, which an update leaves as they are."""
    workshop = Workshop(tmp_path, 2, ["leaflets", "python"])
    workshop.prepare(lambda step: None)
    part = workshop.measure(EXTRACT, 1, lambda step: None)
    assert list(part.costs) == ["leaflets"]
    assert part.costs["leaflets"].peak > 20 * 2**20
    project = workshop.ours.folder
    for done in sorted((project / "locales.done").rglob("*.po")):
        assert (
            done.read_bytes()
            == (project / "locales" / done.relative_to(done.parents[2])).read_bytes()
        )
        assert 'msgstr ""\n\n' not in done.read_text(encoding="utf-8")
    part = workshop.measure(NOTHING, 1, lambda step: None)
    assert list(part.costs) == ["leaflets", "leaflets, with update", "python -c pass"]
    found = spent.measure(workshop.ours, lambda step: None).facts["shares"]
    assert sum(found.values()) == pytest.approx(1, abs=0.01)
    assert found["catalogs: reading and writing PO files"] > 0


def test_what_is_taken_away_is_deleted_when_nothing_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tool, "BIN", tmp_path / "bin")
    saved, target = tmp_path / "saved", tmp_path / "target"
    for folder, text in ((saved, "as it was"), (target, "changed")):
        folder.mkdir()
        (folder / "a.txt").write_text(text)
    tool.restore(saved, target)
    tool.remove(saved, tmp_path / "none", target / "a.txt")
    assert [path.name for path in tmp_path.iterdir() if path.name != "bin"] == ["target"]
    assert not list(target.iterdir())
    assert sorted(path.read_text() for path in tmp_path.rglob("a.txt")) == ["as it was", "changed"]
    tool.empty_bin()
    assert not (tmp_path / "bin").exists()
