"""How cost grows, as a picture: small logarithmic panels, in SVG.

Our own few lines and no library: the file is small, the same bytes for the same numbers, and its
colours follow the reader's scheme.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from html import escape

Line = Sequence[tuple[int, float]]  # (articles, CPU seconds), ascending
Panel = tuple[str, Mapping[str, Line]]  # its title, and a line for each tool

WIDTH, HEIGHT = 250, 240  # of a panel, with what is written around it
LEFT, RIGHT, TOP, BOTTOM = 46, 20, 30, 34
LEGEND = 26  # height of the row above the panels
# Okabe and Ito's colours: apart for every kind of colour vision. Light scheme, dark scheme.
COLOURS = (
    ("#c04a00", "#ff8c4b"),
    ("#0072b2", "#56b4e9"),
    ("#007a5a", "#2fc7a0"),
    ("#9a4f86", "#e59fce"),
    ("#6b6b00", "#d8cf3c"),
)
MARKERS = (
    "M-4-4h8v8h-8z",
    "M0-5l5 9h-10z",
    "M0-5l5 5-5 5-5-5z",
    "M-5-4h10l-5 9z",
    "M-1-5h2v10h-2z",
)


def svg(panels: Sequence[Panel], *, title: str, description: str) -> str:
    """The panels beside each other; tools keep their colour and marker in all of them."""
    tools = list(dict.fromkeys(name for _, lines in panels for name in lines))
    styles = {name: number % len(COLOURS) for number, name in enumerate(tools)}
    width, height = WIDTH * len(panels), HEIGHT + LEGEND
    rows = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-labelledby="title description">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="description">{escape(description)}</desc>',
        f"<style>{_style()}</style>",
        *_legend(tools, styles),
    ]
    for number, (name, lines) in enumerate(panels):
        rows.append(f'<g transform="translate({WIDTH * number} {LEGEND})">')
        rows += _panel(name, lines, styles)
        rows.append("</g>")
    return "\n".join([*rows, "</svg>", ""])


def _style() -> str:
    """Colours by class, no variables: readers that are no browsers know none."""

    def colours(scheme: int) -> str:
        return "".join(
            f".c{number}{{fill:{pair[scheme]};stroke:{pair[scheme]}}}"
            for number, pair in enumerate(COLOURS)
        )

    return (
        "text{font:11px sans-serif;fill:#333}text.h{font-weight:bold;font-size:12px}"
        "path.g{stroke:#999;stroke-opacity:.35}path.l{fill:none;stroke-width:2}"
        f"path.m{{stroke:none}}{colours(0)}"
        f"@media(prefers-color-scheme:dark){{text{{fill:#ddd}}{colours(1)}}}"
    )


def _legend(tools: Sequence[str], styles: Mapping[str, int]) -> list[str]:
    rows, x = [], LEFT
    for name in tools:
        rows.append(_marker(x, 14, styles[name]))
        rows.append(f'<text x="{x + 10}" y="18">{escape(name)}</text>')
        x += 24 + 7 * len(name)
    return rows


def _panel(name: str, lines: Mapping[str, Line], styles: Mapping[str, int]) -> list[str]:
    points = [point for line in lines.values() for point in line]
    xs = _decades(size for size, _ in points)
    ys = _decades(seconds for _, seconds in points)
    rows = [f'<text class="h" x="{LEFT}" y="18">{escape(name)}</text>']
    for power in range(xs[0], xs[1] + 1):
        x = _scaled(10.0**power, xs, LEFT, WIDTH - RIGHT)
        rows.append(f'<path class="g" d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}"/>')
        rows.append(
            f'<text x="{x:.1f}" y="{HEIGHT - 18}" text-anchor="middle">{10**power:,}</text>'
        )
    for power in range(ys[0], ys[1] + 1):
        y = _scaled(10.0**power, ys, HEIGHT - BOTTOM, TOP)
        rows.append(f'<path class="g" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>')
        label = f"{10.0**power:,g} s"
        rows.append(f'<text x="{LEFT - 5}" y="{y + 4:.1f}" text-anchor="end">{label}</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    rows.append(f'<text x="{middle:.0f}" y="{HEIGHT - 4}" text-anchor="middle">articles</text>')
    for tool, line in lines.items():
        style = styles[tool]
        places = [
            (_scaled(size, xs, LEFT, WIDTH - RIGHT), _scaled(seconds, ys, HEIGHT - BOTTOM, TOP))
            for size, seconds in line
        ]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
        rows.append(f'<path class="l c{style}" d="M{path}"/>')
        rows += [_marker(x, y, style) for x, y in places]
    return rows


def _marker(x: float, y: float, style: int) -> str:
    move = f"translate({x:.1f} {y:.1f})"
    return f'<path class="m c{style}" transform="{move}" d="{MARKERS[style]}"/>'


def _decades(values: Iterable[float]) -> tuple[int, int]:
    """The powers of ten around the values."""
    found = list(values)
    low, high = math.floor(math.log10(min(found))), math.ceil(math.log10(max(found)))
    return low, max(high, low + 1)


def _scaled(value: float, decades: tuple[int, int], start: float, end: float) -> float:
    low, high = decades
    return start + (math.log10(value) - low) / (high - low) * (end - start)
