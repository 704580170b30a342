"""Cells at the places that they cover, as HTML reads colspan and rowspan."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.leaflets import tree
from pipeline.leaflets.localize import localize
from pipeline.leaflets.table_grid import Row, grid
from pipeline.model import Document, Element, Language

MARKS = {"": "", "left": "←", "above": "↑"}


def shown(rows: tuple[Row, ...]) -> list[list[str]]:
    """What a place says, an arrow to where its cell begins before it; "–" where there is no cell."""
    return [
        [
            MARKS[place.covered] + tree.plain_text(place.cell.children).strip() if place else "–"
            for place in row
        ]
        for row in rows
    ]


@pytest.fixture
def table_of(make_document: Callable[..., Document]) -> Callable[[str], Element]:
    """The one table of an article that holds it as raw HTML."""

    def make(rows: str) -> Element:
        document = make_document(f"<table>{rows}</table>\n")
        leaflet = localize(document, None, language=Language("en"))
        found = (node for node in tree.walk(leaflet.body) if isinstance(node, Element))
        return next(node for node in found if node.tag == "table")

    return make


@pytest.mark.parametrize(
    ("rows", "head", "body"),
    [
        pytest.param(
            "<tr><th>Age</th><th>Dose</th></tr><tr><td>2</td><td>5 mg</td></tr>",
            [["Age", "Dose"]],
            [["2", "5 mg"]],
            id="plain",
        ),
        pytest.param(
            "<thead><tr><th rowspan=2>Age</th><th colspan=2>Dose</th></tr>"
            "<tr><th>day</th><th>night</th></tr></thead>"
            "<tbody><tr><td>2</td><td colspan=2>5 mg</td></tr></tbody>",
            [["Age", "Dose", "←Dose"], ["↑Age", "day", "night"]],
            [["2", "5 mg", "←5 mg"]],
            id="head-in-two-rows",
        ),
        pytest.param(
            "<tr><td rowspan=2>Ibuprofen</td><td>200 mg</td></tr><tr><td>400 mg</td></tr>",
            [],
            [["Ibuprofen", "200 mg"], ["↑Ibuprofen", "400 mg"]],
            id="a-cell-for-two-rows",
        ),
        pytest.param(
            "<tbody><tr><td rowspan=9>a</td><td>b</td></tr></tbody>"
            "<tbody><tr><td>c</td><td rowspan=0>d</td></tr><tr><td>e</td></tr></tbody>",
            [],
            [["a", "b"], ["c", "d"], ["e", "↑d"]],
            id="never-beyond-its-part",
        ),
        pytest.param(
            "<tr><td>a</td><td>b</td><td>c</td></tr><tr><td>d</td></tr>",
            [],
            [["a", "b", "c"], ["d", "–", "–"]],
            id="cells-are-missing",
        ),
        pytest.param(
            "<tr><td colspan=x rowspan=-1>a</td><td>b</td></tr>",
            [],
            [["a", "b"]],
            id="nonsense-counts-as-one",
        ),
        pytest.param(
            "<tr><th colspan=99999>Dose</th></tr><tr><td colspan=3>a</td><td colspan=7>b</td></tr>",
            [["Dose", "←Dose"]],
            [["a", "b"]],
            id="columns-in-which-nothing-begins",
        ),
        pytest.param(
            "<tr><td rowspan=2 colspan=2>a</td><td colspan=900>b</td></tr>"
            "<tr><td>c</td><td colspan=4>d</td></tr><tr><td>e</td></tr>",
            [],
            [["a", "b", "←b"], ["↑a", "c", "d"], ["e", "–", "–"]],
            id="columns-in-which-nothing-begins-amid-rows",
        ),
    ],
)
def test_cells_cover_what_html_says(
    table_of: Callable[[str], Element], rows: str, head: list[list[str]], body: list[list[str]]
) -> None:
    table = grid(table_of(rows))
    assert (shown(table.head), shown(table.body)) == (head, body)
    rows_of_places = (*table.head, *table.body)
    assert {len(row) for row in rows_of_places} == {table.columns}
    for row in rows_of_places:  # what a cell covers is told by the cell, and by each place
        for start, place in enumerate(row):
            if place and place.covered != "left":
                covered = row[start : start + place.columns]
                assert [each and each.cell for each in covered] == [place.cell] * place.columns
