"""Lines of segments found by their text alone, against those that marks in the text give."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Language, Segmentation, Termbase
from pipeline.source import lines, page
from pipeline.source.document import parse, segment_lines
from pipeline.source.reading import read_article
from tests.builders import build_tree

ROOT = Path(__file__).parents[2]


def parsed(path: Path, root: Path) -> page.Page:
    document = parse(
        read_article(path, root=root),
        language=Language("en"),
        segmentation=Segmentation.SENTENCE,
        termbase=Termbase(),
    )
    return page.of(document)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "source").glob("*.md")), ids=lambda path: str(path.stem)
)
def test_what_is_evident_is_right(path: Path) -> None:
    own = parsed(path, ROOT)
    evident, marked = lines._evident_lines(own), lines._marked_lines(own)
    assert evident is None or evident == marked


@pytest.mark.parametrize(
    ("body", "evident"),
    [
        ("Rest.\n\nSleep.\n", [0, 2]),
        ("# Rest\n\nRest well.\n\n# Sleep\n", None),  # "Rest" stands in both of the first
        ("Sleep.\n\n# Rest\n\nThen walk.\n\nRest well.\n", [0, 2, 4, 6]),
        ("Walk.\n\nRest.\n\nSit.\n\nRest. Sleep.\n\nEat.\n", [0, 2, 4, 6, 8]),
        ("One.\n\nWalk.\n\nTwo.\n\nWalk.\n", [0, 2, 4, 6]),
        ("One.\n\nWalk.\n\nWalk.\n", None),  # which of the two?
        ("Rest.[^1]\n\n[^1]: A note.\n\nSleep.\n", None),  # not in the order of the page
        ("- Rest.\n- Sleep\n  well.\n", [0, 1]),
        ("| A | B |\n|---|---|\n| one | two |\n", [0, 0, 2, 2]),
        ("Rest &amp; sleep.\n\n> Walk.\n> Sit.\n", [0, 2]),
    ],
)
def test_only_what_is_certain_is_evident(
    body: str, evident: list[int] | None, tmp_path: Path
) -> None:
    build_tree(tmp_path, {"source": {"a.md": f"---\ntitle: T\n---\n{body}"}})
    own = parsed(tmp_path / "source" / "a.md", tmp_path)
    found, marked = lines._evident_lines(own), lines._marked_lines(own)
    assert found == evident
    assert found is None or found == marked


def test_lines_are_of_the_file(tmp_path: Path) -> None:
    build_tree(tmp_path, {"source": {"a.md": "---\ntitle: T\n---\nRest.\nSleep.\n\nWalk.\n"}})
    document = parse(
        read_article(tmp_path / "source" / "a.md", root=tmp_path),
        language=Language("en"),
        segmentation=Segmentation.SENTENCE,
        termbase=Termbase(),
    )
    assert segment_lines(document) == segment_lines(document) == (2, 4, 5, 7)
