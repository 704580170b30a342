"""The printed layouts and the papers they are printed on: sizes, names, what each needs.

Numbers only: how a layout looks is its template's, how a language is set `leaflets.typography`'s.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

BLEED = 3.0  # millimetres that colour runs over the trimmed edge
FLOOR = 9.0  # points: below it nobody should have to read
DEFAULT_LAYOUT, LARGE_PRINT_LAYOUT = "leaflet", "large-print"
DEFAULT_PAPER = "a4"


class Paper(NamedTuple):
    """A sheet held upright, in millimetres."""

    width: float
    height: float
    flap: float  # the panel of a tri-fold that is folded in, narrower than the other two


PAPERS: Mapping[str, Paper] = MappingProxyType(
    {"a4": Paper(210.0, 297.0, flap=97.0), "letter": Paper(215.9, 279.4, flap=92.1)}
)


class Form(NamedTuple):
    """What a layout asks of the pieces that all layouts share."""

    heading_sizes: tuple[float, float, float]  # em, by level
    heading_widths: tuple[float, float, float]  # millimetres that a word of a heading may take
    narrow: float  # millimetres: the narrowest place in which text stands
    cards_from: int  # tables of so many columns become cards
    box_inset: tuple[float, float]  # em, at the sides and above and below
    whole_box: int  # letters: boxes and cards up to this length are not broken
    figure_height: float  # millimetres at most
    whole_table: int = 0  # letters: no page ends within a shorter table
    leading: float = 0.0  # em between lines, beside what the language asks for
    paragraph_gap: float = 0.38  # em between paragraphs, beside what is between lines
    item_gap: float = 0.32  # the same between the items of a list
    hyphenate: bool = False  # where the language asks for it: lines are narrow
    italic: bool = True  # where the language has italics
    justify: bool = True  # where the language is set flush: not where a dose may fill half a line


class Layout(NamedTuple):
    """One way to print a leaflet."""

    name: str
    suffix: str  # of its file: "<slug><suffix>"
    form: Form
    is_landscape: bool = False
    is_fitted: bool = False  # the template looks for the largest size that fits

    @property
    def template(self) -> str:
        """The name of its Typst file."""
        return f"{self.name}.typ"


LAYOUTS: Mapping[str, Layout] = MappingProxyType(
    {
        layout.name: layout
        for layout in (
            Layout(
                "leaflet",
                ".pdf",
                Form(
                    heading_sizes=(1.3, 1.12, 1.0),
                    heading_widths=(44.0, 100.0, 100.0),
                    narrow=75.0,
                    cards_from=16,
                    box_inset=(1.9, 1.6),
                    whole_box=1500,
                    figure_height=110.0,
                    whole_table=900,
                ),
            ),
            Layout(
                "trifold",
                ".trifold.pdf",
                Form(
                    heading_sizes=(1.25, 1.08, 1.0),
                    heading_widths=(70.0, 70.0, 70.0),
                    narrow=55.0,
                    cards_from=3,
                    box_inset=(1.15, 1.1),
                    item_gap=0.15,
                    hyphenate=True,
                    justify=False,
                    whole_box=9999,  # a panel takes it whole or not at all
                    figure_height=90.0,
                ),
                is_landscape=True,
                is_fitted=True,
            ),
            Layout(
                LARGE_PRINT_LAYOUT,
                ".large-print.pdf",
                Form(
                    heading_sizes=(1.34, 1.17, 1.0),
                    heading_widths=(150.0, 150.0, 150.0),
                    narrow=120.0,
                    cards_from=3,
                    box_inset=(1.2, 1.1),
                    whole_box=450,
                    figure_height=70.0,
                    leading=0.12,
                    paragraph_gap=0.6,
                    italic=False,
                ),
            ),
        )
    }
)


class Sheet(NamedTuple):
    """The paper that a leaflet is printed on."""

    paper: str = DEFAULT_PAPER  # a key of PAPERS
    has_bleed: bool = False  # colour over the edge and crop marks, for a print shop

    def size(self, layout: Layout) -> tuple[float, float]:
        """Width and height in millimetres, trimmed, as the layout holds it."""
        paper = PAPERS[self.paper]
        upright = (paper.width, paper.height)
        return upright[::-1] if layout.is_landscape else upright


DEFAULT_SHEET = Sheet()
