"""How close a leaflet is set, so that its last page does not hold next to nothing.

The engine says where the text ends with one setting or another; what it makes of a setting is not
known here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from pipeline.leaflets.layouts import FLOOR, LARGE_PRINT_LAYOUT, Layout
from pipeline.leaflets.print_complaints import too_high
from pipeline.leaflets.print_text import Data
from pipeline.model import Leaflet

# The marks in the text and where they came to stand, in points: asked from outside, for a template
# that asks is set once more with the answer.
PLACES = """query(<place>).map(mark => {
  let at = mark.location().position()
  (page: at.page, y: at.y.pt()) + mark.value
})"""
# Where the last page would hold next to nothing: how close all stands, and by how many points the
# text is smaller.
FITS = ((0.9, 0.0), (0.8, 0.0), (0.8, 0.5), (0.7, 0.5))
LARGE_FITS = ((0.9, 0.0), (0.8, 0.0), (0.7, 0.0), (0.6, 0.0))  # large print is never smaller
SAVED = 0.12  # of each page before the last: no closer setting saves more (measured)
LEAST = 0.15  # of a page: footnotes and sources, which stay together; they may just not have fitted
TWO_LINES = 0.25  # of a page: only to be rid of so little is the text made smaller
_BEFORE_WHOLE = (["before", "box"], ["words", "before", "box"])  # marks, see setting.typ
HOLE = 0.15  # of a page, before a box or a table that stands whole on the next one
SLACK = 0.01  # points; a grid that is too high ends where its page does, whatever is in it


class End(NamedTuple):
    """Where a leaflet's text ends."""

    page: int
    share: float  # of the height of that page's text
    hole: float  # the largest share of a page that was left empty in the midst of the text
    over: float  # points by which what is not to be parted reaches beyond its page

    @property
    def rank(self) -> tuple[int, bool]:
        """The less, the better: fewer pages, then none that looks forgotten."""
        return self.page, self.has_hole

    @property
    def is_nearly_empty(self) -> bool:
        """Whether so little stands on the last of several pages that it may be saved."""
        return self.page > 1 and self.share < max(LEAST, SAVED * (self.page - 1))

    @property
    def has_hole(self) -> bool:
        """Whether a page looks forgotten."""
        return self.hole > HOLE


def end_of(places: list[dict[str, Any]]) -> End | None:
    """What the marks in the text say."""
    if not places or places[-1]["kind"] != "end":
        return None
    end = places[-1]
    above, height = end["above"], end["height"]  # of the text on every page
    holes = [0.0]
    kinds = [place["kind"] for place in places]
    for number, place in enumerate(places):
        for marks in _BEFORE_WHOLE:
            last = number + len(marks) - 1
            if kinds[number : last + 1] == marks and places[last]["page"] > place["page"]:
                holes.append(1 - (place["y"] - above) / height)
    feet = (place["y"] for place in places if place["kind"] == "foot")
    over = max(feet, default=0.0) - above - height
    return End(end["page"], (end["y"] - above) / height, max(holes), over)


def as_close_as_pays(
    leaflet: Leaflet, layout: Layout, setting: Data, end_with: Callable[[Data], End | None]
) -> Data:
    """The setting, or a closer one where that saves a page or a hole in one.

    `end_with` says where the text ends with a setting; ExportError where it can't stand on pages.
    """
    whole = end_with(setting)
    if whole is not None and whole.over > -SLACK:
        # Longer than its letters say, such as one word a line: then everything may be parted.
        form = setting["form"]
        assert isinstance(form, dict)
        setting = {**setting, "form": {**form, "whole_box": -1, "whole_table": -1}}
        whole = end_with(setting)
    if whole is not None and whole.over > SLACK:
        raise too_high(leaflet, layout)
    if whole is None or not (whole.is_nearly_empty or whole.has_hole):
        return setting
    is_large = layout.name == LARGE_PRINT_LAYOUT
    tries = _closer(setting, whole, LARGE_FITS if is_large else FITS)
    least = (whole.page - 1, False)
    if is_large or not whole.is_nearly_empty:
        # What the closest setting gains is the most; often there is nothing to be gained.
        end = end_with(tries[-1])
        if end is None or end.rank >= whole.rank:
            return setting
        least = end.rank
    # The most generous first: of leaflets that can be saved a page, nearly all are by one of the
    # first two (measured in ten languages).
    best, rank = setting, whole.rank
    for closer in tries:
        end = end_with(closer)
        if end is not None and end.rank < rank:
            best, rank = closer, end.rank
        if rank <= least:
            break
    return best


def _closer(setting: Data, whole: End, fits: Sequence[tuple[float, float]]) -> list[Data]:
    """Closer settings, the most generous first; smaller only to be rid of very little."""
    size = setting["size"]
    assert isinstance(size, float)
    return [
        setting | {"fit": fit, "size": size - less}
        for fit, less in fits
        if not less or (whole.share < TWO_LINES and size - less >= FLOOR)
    ]
