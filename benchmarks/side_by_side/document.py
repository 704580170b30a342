"""docs/benchmarks.md: what was measured, as tables for a reader who doubts it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from benchmarks import library
from benchmarks.side_by_side import plot
from benchmarks.side_by_side.goals import (
    CLUSTER,
    DIFFERING,
    FEW,
    GOALS,
    KILLED,
    MIB,
    MIDDLE,
    ONE_PROCESS,
    ONE_WORKER,
    OUR_PDF,
    PRINTING,
    SERIAL,
    SPENT,
    TWO_PROCESSES,
    TWO_WORKERS,
    WORKERS,
)
from benchmarks.side_by_side.jobs import JOBS
from benchmarks.side_by_side.results import LEFT_OUT, LIBRARY, Cost, Part, Results
from benchmarks.side_by_side.tools import TOOLS
from benchmarks.side_by_side.tools.tool import CHECK, COLD, NOTHING, ONE_TEXT, OUTPUT, UPDATE

PICTURE = "benchmarks.svg"
PANELS = ((COLD, "cold build"), (UPDATE, "update after edits"), (CHECK, "checks"))
NOTES = (
    f"- **{UPDATE}**: msgmerge is given the new templates and only merges; all others read the articles"
    " as well. It runs in two layouts: on one catalog a language, and on our catalogs one by one,"
    " where it finds only what was in the same article.",
    f"- **{CHECK}**: pofilter and msgfmt check the very catalogs that ours checks; msgfmt looks at"
    " their form alone, pofilter at 46 things in the text.",
    f"- **{COLD}**: ours reads full catalogs, as a fresh checkout has them. `leaflets make` also asks"
    " all checks; po4a, mdpo and the translate toolkit ask none.",
    f"- **{NOTHING}** and **{ONE_TEXT}**: po4a calls msgmerge and msgfmt all the same; the translate"
    " toolkit compares times (`-S`); mdpo does everything again, so that its *cold* stands here too.",
)
CLOCKED = (ONE_PROCESS, TWO_PROCESSES, SERIAL, ONE_WORKER, TWO_WORKERS, KILLED)
# Whose line a column is, in the picture and in the order of the tables.
LINES: Mapping[str, str] = MappingProxyType(
    {
        "leaflets": "leaflets",
        "po4a": "po4a",
        "mdpo": "mdpo",
        "translate toolkit": "translate toolkit",
        "pofilter": "translate toolkit",
        "msgmerge": "gettext",
        "msgfmt": "gettext",
    }
)


def write(results: Results, path: Path, *, date: str, command: str) -> None:
    """The document and its picture beside it."""
    rows = [*_head(results, date, command), *_goals(results), *_growth(results)]
    for size in results.sizes():
        rows += _size(results, size)
    rows += [
        *_spent(results),
        *_processes(results),
        *_printing(results),
        *_tools(results),
        *_library(results),
    ]
    path.write_text("\n".join(rows).rstrip() + "\n", encoding="utf-8")
    panels = _panels(results)
    if panels:
        picture = plot.svg(panels, title="How cost grows", description=_description(results))
        path.with_name(PICTURE).write_text(picture, encoding="utf-8")


def _head(results: Results, date: str, command: str) -> Iterator[str]:
    yield "<!-- Made by `make bench`; changes here are lost. -->"
    yield "# Benchmarks"
    yield ""
    yield (
        "Ourselves and the tools that others use for the same work, side by side on a made-up"
        " library of health articles. Every number is in CPU seconds (user and system) of whole"
        " processes with all that they start, the median of rounds in which all take turns; a ratio"
        " is the median of the ratios within a round, so that a busy neighbour hurts both alike."
        " Memory is the peak of the largest single process. Seconds are this machine’s; compare"
        " the ratios."
    )
    yield ""
    yield f"Measured on {date} by `{command}`."
    yield ""
    yield "| | |"
    yield "|---|---|"
    for name, value in results.machine.items():
        yield f"| {name} | {value} |"
    commits = sorted({part.commit for part in results.parts.values() if part.commit})
    yield f"| our commits | {', '.join(commits)} |"
    for name in TOOLS:
        yield f"| tool | {_called(results, name)} |"
    loads = [part.load for part in results.parts.values()]
    if loads:
        yield f"| load while measuring | {min(loads):g} to {max(loads):g} |"
    yield ""


def _called(results: Results, name: str) -> str:
    """A tool with its version, or with the reason why it is missing."""
    version = results.versions.get(name, name)
    return f"{name}: {version}" if version.startswith(LEFT_OUT) else version


# ---- goals
def _goals(results: Results) -> Iterator[str]:
    yield "## What it must show"
    yield ""
    yield "| goal | | asked | measured | |"
    yield "|---|---|---|---|---|"
    for goal in GOALS:
        value = goal.measure(results)
        found = "–" if value is None else f"{_short(value)}{goal.unit}"
        sign = "≥" if goal.at_least else "≤"
        asked = f"{sign} {goal.limit:g}{goal.unit}"
        yield f"| {goal.number} | {goal.text} | {asked} | {found} | {goal.verdict(results)} |"
    yield ""


def _short(value: float) -> str:
    """Three digits that count."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}".removesuffix(".00")


# ---- growth
def _growth(results: Results) -> Iterator[str]:
    sizes = results.sizes()
    if len(sizes) < 2:
        return
    yield "## How cost grows"
    yield ""
    yield f"![{_description(results)}]({PICTURE})"
    yield ""
    yield "Cost beside that of a library a tenth as large; 10 is linear."
    yield ""
    steps = [(small, large) for small in sizes for large in sizes if large == 10 * small]
    titles = [f"{small:,} → {large:,}" for small, large in steps]
    yield f"| | {' | '.join(titles)} |"
    yield "|---" * (len(steps) + 1) + "|"
    for job in JOBS:
        for heading in _headings(results, job):
            if heading not in LINES and not heading.startswith("leaflets"):
                continue
            cells = [_grown(results, job, heading, small, large) for small, large in steps]
            if any(cell != "–" for cell in cells):
                yield f"| {job}: {heading} | {' | '.join(cells)} |"
    yield ""


def _grown(results: Results, job: str, heading: str, small: int, large: int) -> str:
    before, after = results.cost(job, small, heading), results.cost(job, large, heading)
    return _short(after.seconds / before.seconds) if before and after else "–"


def _headings(results: Results, job: str) -> list[str]:
    """All who have done a job, ours first, those of every size."""
    found: dict[str, None] = {}
    for size in results.sizes():
        found |= dict.fromkeys(results.part(job, size).costs)
    order = {heading: place for place, heading in enumerate(LINES)}
    return sorted(found, key=lambda each: (not each.startswith("leaflets"), order.get(each, 99)))


def _panels(results: Results) -> list[plot.Panel]:
    panels: list[plot.Panel] = []
    for job, title in PANELS:
        lines: dict[str, plot.Line] = {}
        for heading, name in LINES.items():
            costs = [(size, results.cost(job, size, heading)) for size in results.sizes()]
            line = [(size, cost.seconds) for size, cost in costs if cost]
            if line:
                lines[name] = line
        if lines:
            panels.append((f"{title}, CPU seconds", lines))
    return panels


def _description(results: Results) -> str:
    """The picture in words; the tables have the numbers of all sizes."""
    panels = _panels(results)
    said = []
    for title, lines in panels:
        largest = max(size for line in lines.values() for size, _ in line)
        shared = [
            size for size in results.sizes() if all(size in dict(each) for each in lines.values())
        ]
        size = max(shared, default=largest)
        told = [
            f"{name} {_short(dict(line)[size])}"
            for name, line in lines.items()
            if size in dict(line)
        ]
        said.append(f"{title}, at {size:,} articles: {', '.join(told)}")
    return (
        "Cost by number of articles on logarithmic scales, a line for each tool."
        f" {'. '.join(each[0].upper() + each[1:] for each in said)}."
    )


# ---- jobs
def _size(results: Results, size: int) -> Iterator[str]:
    jobs = [job for job in JOBS if results.part(job, size).costs]
    if not jobs:
        return
    yield f"## {size:,} articles × {len(library.LANGUAGES)} languages"
    yield ""
    yield "| job | by | CPU, s | beside ours | peak, MiB | rounds |"
    yield "|---|---|---|---|---|---|"
    for job in jobs:
        costs = results.part(job, size).costs
        for number, heading in enumerate(_headings(results, job)):
            if heading in costs:
                name = f"{job}: {JOBS[job]}" if number == 0 else ""
                yield f"| {name} | {heading} | {_row(costs[heading], costs.get('leaflets'))} |"
    yield ""
    facts = results.part(UPDATE, size).facts
    if facts:
        yield (
            f"Of msgmerge’s fuzzy matches in one language, {facts['same_meaning']:,} are of the same"
            f" meaning, and {facts['shared']:,} of these texts are offered a translation by us too;"
            f" {facts['other_meaning']:,} are of another meaning (a number, a negation), for which"
            " we prefill nothing."
        )
        yield ""


def _row(cost: Cost, ours: Cost | None) -> str:
    ratio = f"{_short(cost.times(ours))}×" if ours else "–"
    seconds = f"{cost.seconds:.3f}" if cost.seconds < 1 else f"{cost.seconds:.2f}"
    return f"{seconds} | {ratio} | {cost.peak / MIB:.0f} | {len(cost.cpu)}"


# ---- our time
def _spent(results: Results) -> Iterator[str]:
    sizes = [size for size in results.sizes() if results.part(SPENT, size).facts]
    if not sizes:
        return
    yield "## What our time is spent on"
    yield ""
    yield (
        "Own time of a cold build by area, with Python’s profiler, which makes code of many small"
        " functions look dearer than it is."
    )
    yield ""
    yield f"| | {' | '.join(f'{size:,} articles' for size in sizes)} |"
    yield "|---" * (len(sizes) + 1) + "|"
    shares = [results.part(SPENT, size).facts["shares"] for size in sizes]
    for area in shares[-1]:
        cells = " | ".join(f"{100 * each.get(area, 0):.1f} %" for each in shares)
        yield f"| {area} | {cells} |"
    yield ""
    yield TWENTY_TIMES
    yield ""


TWENTY_TIMES = (
    "What would make a cold build twenty times faster than po4a is not one thing: no area takes a"
    " fifth. Of an article’s time about a quarter is spent on reading it (front matter, the blocks"
    " of Python-Markdown, cutting them into sentences and proving that these render as the whole"
    " does), a twelfth on its template, a tenth on its page as it is in every language, a third on"
    " six pages (blocks with links and emphasis, the front matter, what differs on a page around"
    " the article), and a tenth on comparing five catalogs with their template; the rest is"
    " writing, the record and the index. All of that is small functions over small values. To halve it once more takes a native"
    " parser (a hundredth of the time, but a second grammar), or pages that are filled from the"
    " columns of a catalog without a value for every block; what does not count is garbage"
    " collection (under 3 %) and how many parsed articles are kept."
)


# ---- processes
def _processes(results: Results) -> Iterator[str]:
    yield "## Two processes, and a cluster"
    yield ""
    yield f"The job *{OUTPUT}* by the clock, seconds. Times with a cluster hold what it takes to reach it."
    yield ""
    yield "| articles | | seconds | beside the first | the same bytes |"
    yield "|---|---|---|---|---|"
    for size in (FEW, *results.sizes()):
        yield from _clock_rows(size, results.part(WORKERS, size))
    yield from _clock_rows(MIDDLE, results.part(CLUSTER, MIDDLE))
    yield ""


def _clock_rows(size: int, part: Part) -> Iterator[str]:
    """Builds of one library, each beside the first one; its files are what theirs should be."""
    if LEFT_OUT in part.facts:
        yield f"| {size:,} | {LEFT_OUT}: {part.facts[LEFT_OUT]} | – | – | – |"
    first: float | None = None
    for heading in CLOCKED:
        if heading in part.costs:
            wall = part.costs[heading].wall_seconds
            first = first or wall
            wrong = part.facts[DIFFERING].get(heading)
            same = "–" if wrong is None else "yes" if wrong == 0 else f"**{wrong} differ**"
            yield f"| {size:,} | {heading} | {wall:.2f} | {wall / first:.2f} | {same} |"


# ---- printing
def _printing(results: Results) -> Iterator[str]:
    facts = results.part(PRINTING).facts
    if not facts:
        return
    yield "## Paper"
    yield ""
    yield (
        "This repository’s article as a designed leaflet, tagged for screen readers, with a warm"
        " compiler; the peers print our web page untagged, with everything loaded before. CPU"
        f" milliseconds a leaflet at the median of {', '.join(facts['languages'])}; no leaflet is"
        " set twice. More by `python benchmarks/printing.py`."
    )
    yield ""
    yield "| | ms | least | beside our PDF |"
    yield "|---|---|---|---|"
    ours, _ = facts["ways"][OUR_PDF]
    for name, (median, least) in facts["ways"].items():
        yield f"| {name} | {_short(median)} | {_short(least)} | {_short(median / ours)}× |"
    yield ""


# ---- fairness
def _tools(results: Results) -> Iterator[str]:
    yield "## What each does, and does not"
    yield ""
    yield (
        "No two do the same. Where peers stop at translated Markdown, we make web pages; where they"
        " share one catalog, we keep one an article, which takes more entries; we cut paragraphs"
        " into sentences, which makes more texts to merge and check. Output is made in the source’s"
        " language too by us, not by them."
    )
    yield ""
    yield "| tool | does | run as |"
    yield "|---|---|---|"
    for name, tool in TOOLS.items():
        yield f"| {_called(results, name)} | {tool.does} | {tool.mode} |"
    yield ""
    yield from NOTES
    yield ""


def _library(results: Results) -> Iterator[str]:
    yield "## The library"
    yield ""
    yield (
        "Made by `benchmarks/library.py`, the same every time. Its translations are put together"
        " from phrases in the language: figures, negations and markup are right, so that checks"
        " see what they see in a real library; the grammar is rough. Counted in the articles:"
    )
    yield ""
    yield "| articles | words | headings | lists | tables | sentences | repeated | changed by the edit |"
    yield "|---|---|---|---|---|---|---|---|"
    for size in results.sizes():
        facts = results.part(LIBRARY, size).facts
        if facts:
            yield (
                f"| {size:,} | {facts['words']:.0f} | {facts['headings']:.0f} | {facts['lists']:.0f} |"
                f" {facts['tables']:.0f} | {facts['sentences']:,} | {facts['repeated']:.0%} |"
                f" {facts['edited']:.1%} |"
            )
    yield ""
    yield (
        f"Words, headings, lists and tables an article; a quarter of the sentences come from"
        f" {library.POOL_SENTENCES} that all articles share, and in a large library some others"
        f" meet by chance. Languages: {', '.join(library.LANGUAGES)}, all filled."
    )
