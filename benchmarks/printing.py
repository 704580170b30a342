"""A leaflet as a web page and on paper, warm, beside WeasyPrint and Chromium printing its page.

    python benchmarks/printing.py [--rounds 5] [--languages en,ar,ja,hi,de] [--without-peers]

This repository's article, from the finished tree to the bytes of a file. Everything is measured in
one run, in interleaved rounds; CPU seconds (user and system, with all processes and threads that
take part), medians and least values. Beside our PDF stands the least that the engine can do: the
same words in paragraphs without a design, in the same fonts and tagged. No leaflet is set twice:
two words of each text change places every time, as the PDF engine remembers what it has set (the
same leaflet again costs it a quarter). The peers get our page with its print style sheet, untagged
output, everything loaded before, and the making of the page is not counted. Then how long two
processes with a compiler each take for a batch, beside one. A peer that is not installed is left
out with a line that says so.

On a busy machine all times grow (caches, shared cores): compare the ratios, and the least values.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
import unicodedata
import weakref
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any

import typst
from printing_peers import Chromium, Cost, MissingError, WeasyPrint

from pipeline.leaflets import tree
from pipeline.leaflets.docx import export_docx
from pipeline.leaflets.epub import export_epub
from pipeline.leaflets.fonts import font_folders
from pipeline.leaflets.html import export_html
from pipeline.leaflets.images import Image, read_image
from pipeline.leaflets.localize import localize
from pipeline.leaflets.pdf import PdfExporter, to_png
from pipeline.leaflets.text import export_text
from pipeline.leaflets.theme import make_theme
from pipeline.leaflets.typography import typography
from pipeline.leaflets.words import Words
from pipeline.model import Catalog, Inline, Language, Leaflet, Node, Raw
from pipeline.stages.cataloguing import shipped_words
from pipeline.stages.project import WORDS_DOMAIN, Project

ROOT = Path(__file__).parents[1]
PEERS = ROOT / ".leaflets" / "bench" / "venv"
BASE_URL = "https://leaflets.example.org"
BARE_NAME = "PDF without a design"
FORMATS = ("pdf", "large-print.pdf", "epub")
GOALS = {"HTML": 3.0, "PDF": 40.0}  # milliseconds a leaflet, at the median
BATCH = 6  # leaflets a language, for the workers
TIMESTAMP = 1_700_000_000
BARE = """#let doc = json("/text.json")
#set document(title: doc.title)
#set page(paper: "a4", margin: 18mm)
#set text(font: doc.fonts, lang: doc.lang, size: 10.5pt, fallback: false)
#for line in doc.lines { if line.bold { strong(line.text); parbreak() } else { par(line.text) } }"""
Ways = dict[str, tuple[int, Callable[[Leaflet, Words], bytes]]]  # by name; how often in a round


class Printer:
    """One article in several languages, and every way of exporting it."""

    def __init__(self) -> None:
        self.project = Project.open(ROOT)
        (self.slug, *_) = self.project.slugs()
        settings = self.project.settings
        self.published = (settings.source_language, *settings.languages)
        self.theme = make_theme(settings.theme, root=ROOT)
        self.exporter = PdfExporter()
        self.folder = self.project.article_path(self.slug).parent
        self.seed = 0
        self.leaflet = cache(self._leaflet)

    def _leaflet(self, tag: str) -> tuple[Leaflet, Words]:
        """The article in a language, as it is in the catalog, and the leaflet's own words."""
        language, catalog = Language(tag), None
        if language != self.project.settings.source_language:
            catalog = self.project.catalog(language, self.slug)
            catalog = catalog or Catalog(self.slug, language, (), ())
        document = self.project.document(self.slug)
        words = self.project.catalog(language, WORDS_DOMAIN) or shipped_words(language)
        return localize(document, catalog, language=language), Words(words, language)

    def another(self, tag: str) -> tuple[Leaflet, Words]:
        """A leaflet as long as the article that was never set before."""
        leaflet, words = self.leaflet(tag)
        self.seed += 1
        return varied(leaflet, self.seed), words

    def html(self, leaflet: Leaflet, words: Words) -> bytes:
        """The page, with everything on it that a page can have."""
        return export_html(
            leaflet,
            words=words,
            theme=self.theme,
            languages=self.published,
            image_root=self.folder,
            formats=FORMATS,
            base_url=BASE_URL,
        )

    def pdf(self, leaflet: Leaflet, words: Words, *, layout: str = "leaflet") -> bytes:
        """The leaflet on paper."""
        return self.exporter.print_leaflet(
            leaflet,
            words=words,
            theme=self.theme,
            image_root=self.folder,
            timestamp=TIMESTAMP,
            layout=layout,
        ).pdf

    def bare(self, leaflet: Leaflet, words: Words) -> bytes:
        """The leaflet's words on paper, without a design."""
        headings = {
            id(inside)
            for node in tree.walk(leaflet.body)
            if tree.heading_level(node)
            for inside in tree.walk((node,))
            if isinstance(inside, Inline)
        }
        lines = [
            {"bold": id(node) in headings, "text": tree.plain_text((node,))}
            for node in tree.walk((leaflet.title, *leaflet.body))
            if isinstance(node, Inline)
        ]
        data = {
            "title": tree.plain_text((leaflet.title,)),
            "fonts": typography(leaflet.language).print_fonts,
            "lang": words.language.base,
            "lines": lines,
        }
        (self.bare_folder / "text.json").write_text(json.dumps(data), encoding="utf-8")
        made = self.engine.compile(format="pdf", pdf_standards=["ua-1"], timestamp=TIMESTAMP)
        assert isinstance(made, bytes)
        return made

    @cached_property
    def bare_folder(self) -> Path:
        """What the engine reads for `bare`."""
        folder = Path(tempfile.mkdtemp(prefix="bare-")).resolve()
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        (folder / "main.typ").write_text(BARE, encoding="utf-8")
        return folder

    @cached_property
    def engine(self) -> typst.Compiler:
        """The engine for `bare`, with the fonts of our PDFs."""
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(folder) for folder in font_folders()],
        )
        main = self.bare_folder / "main.typ"
        return typst.Compiler(str(main), root=str(self.bare_folder), font_paths=fonts)

    def flowing(self, leaflet: Leaflet, words: Words, *, export: Callable[..., bytes]) -> bytes:
        """The leaflet as an EPUB or DOCX."""
        return export(
            leaflet,
            words=words,
            theme=self.theme,
            read_image=self.reader(leaflet),
            to_png=to_png,
            timestamp=TIMESTAMP,
        )

    def text(self, leaflet: Leaflet, words: Words) -> bytes:
        """The leaflet as plain text."""
        return export_text(leaflet, words=words, read_image=self.reader(leaflet))

    def reader(self, leaflet: Leaflet) -> partial[Image]:
        """How its pictures are read."""
        return partial(read_image, root=self.folder, slug=self.slug, language=leaflet.language)

    def ways(self) -> Ways:
        """What most readers get: what the goals are about."""
        return {"HTML": (8, self.html), "PDF": (3, self.pdf), BARE_NAME: (3, self.bare)}

    def other_ways(self) -> Ways:
        """What else a project can ask for."""
        return {
            "PDF large print": (1, partial(self.pdf, layout="large-print")),
            "PDF tri-fold": (1, partial(self.pdf, layout="trifold")),
            "EPUB": (2, partial(self.flowing, export=export_epub)),
            "DOCX": (1, partial(self.flowing, export=export_docx)),
            "text": (2, self.text),
        }


# ---- leaflets that were never set before ---------------------------------------------------------
def varied(leaflet: Leaflet, seed: int) -> Leaflet:
    """The leaflet with two words of each text in each other's place."""
    chance = random.Random(seed)
    fields: dict[str, Any] = {
        name: _varied(line, chance)
        for name in ("title", "summary", "audience", "publisher")
        if (line := getattr(leaflet, name)) is not None
    }
    body = tuple(_varied(node, chance) for node in leaflet.body)
    return replace(leaflet, body=body, **fields)


def _varied(node: Node, chance: random.Random) -> Node:
    if isinstance(node, str):
        return _swapped(node, chance)
    if isinstance(node, Raw):
        return node
    return tree.with_children(node, tuple(_varied(child, chance) for child in node.children))


def _swapped(text: str, chance: random.Random) -> str:
    """The text with two words changed over, or two letters where it has no spaces."""
    pieces = text.split(" ")
    places = [place for place, piece in enumerate(pieces) if piece]
    if len(places) < 2:
        pieces = list(text)
        places = [at for at, letter in enumerate(text) if unicodedata.category(letter) == "Lo"]
    if len(places) < 2:
        return text
    one, other = chance.sample(places, 2)
    pieces[one], pieces[other] = pieces[other], pieces[one]
    return (" " if " " in text and len(pieces) < len(text) else "").join(pieces)


# ---- measuring -----------------------------------------------------------------------------------
Costs = dict[str, dict[str, list[Cost]]]  # by way, by language
Peer = WeasyPrint | Chromium


def peers() -> Iterator[Peer]:
    """Those that can run here; says which can't, and why."""
    starts: dict[str, Callable[[], Peer]] = {
        "WeasyPrint": lambda: WeasyPrint(PEERS / "bin" / "python"),
        "Chromium": Chromium,
    }
    for name, start in starts.items():
        try:
            yield start()
        except MissingError as reason:
            print(f"{name} is left out: {reason}")


def timed(export: Callable[[], bytes]) -> Cost:
    """What one export takes in this process, all its threads included."""
    cpu, wall = time.process_time(), time.perf_counter()
    made = export()
    return Cost(time.process_time() - cpu, time.perf_counter() - wall, len(made))


def one_round(
    printer: Printer, ways: Ways, others: list[Peer], tags: list[str], costs: Costs
) -> None:
    """Every way in every language, ours and theirs in turn."""
    for tag in tags:
        for name, (times, export) in ways.items():
            found = costs.setdefault(name, {}).setdefault(tag, [])
            for _ in range(times):
                leaflet, words = printer.another(tag)
                found.append(timed(partial(export, leaflet, words)))
        for peer in others:
            page = printer.html(*printer.another(tag)).decode("utf-8")
            costs.setdefault(peer.version, {}).setdefault(tag, []).append(peer.print(page))


def measure(others: list[Peer], tags: list[str], rounds: int) -> Costs:
    """The costs of all rounds but one, which only warms up.

    The other formats come after all that is compared: what the PDF engine keeps of a tri-fold, which
    tries many sizes, makes the next PDFs dearer too.
    """
    printer = Printer()
    costs: Costs = {}
    for ways, peers_too in ((printer.ways(), others), (printer.other_ways(), [])):
        one_round(printer, ways, peers_too, tags, {})
        for _ in range(rounds):
            one_round(printer, ways, peers_too, tags, costs)
    return costs


# ---- workers -------------------------------------------------------------------------------------
_printers: list[Printer] = []  # of this process


def start_worker(tags: list[str]) -> None:
    """Make the compiler and read the catalogs; set one leaflet in each language."""
    printer = Printer()
    for tag in tags:
        printer.pdf(*printer.another(tag))
    _printers.append(printer)


def work(task: tuple[str, int]) -> int:
    """One leaflet as a PDF."""
    tag, seed = task
    (printer,) = _printers
    leaflet, words = printer.leaflet(tag)
    return len(printer.pdf(varied(leaflet, seed), words))


def measure_workers(tags: list[str], rounds: int) -> dict[int, list[float]]:
    """Wall seconds of a batch by one process and by two, in turn; the pools are warm before."""
    spawn = multiprocessing.get_context("spawn")
    pools = {count: spawn.Pool(count, start_worker, (tags,)) for count in (1, 2)}
    seconds: dict[int, list[float]] = {count: [] for count in pools}
    seed = 1_000_000
    for number in range(rounds + 1):
        for count, pool in pools.items():
            tasks = [(tag, seed + place) for place in range(BATCH) for tag in tags]
            seed += BATCH
            started = time.perf_counter()
            pool.map(work, tasks, chunksize=1)
            if number:  # the first one waits for the workers
                seconds[count].append(time.perf_counter() - started)
    for pool in pools.values():
        pool.close()
        pool.join()
    return seconds


# ---- telling -------------------------------------------------------------------------------------
def print_table(costs: Costs, tags: list[str]) -> None:
    """A line for each way, a column for each language."""
    print(f"{'CPU ms a leaflet: median (least)':34}", *(f"{tag:>16}" for tag in tags), sep="")
    for name, by_language in costs.items():
        cells = []
        for tag in tags:
            values = [1000 * cost.cpu for cost in by_language[tag]]
            cells.append(f"{statistics.median(values):9.1f} {f'({min(values):.1f})':>6}")
        print(f"{name:34}", *(f"{cell:>16}" for cell in cells), sep="")


def print_ratios(costs: Costs, others: list[Peer], tags: list[str]) -> None:
    """How often our PDF fits into theirs."""
    for peer in others:
        cells = []
        for tag in tags:
            ours, theirs = costs["PDF"][tag], costs[peer.version][tag]
            middle = _median(theirs) / _median(ours)
            least = min(cost.cpu for cost in theirs) / min(cost.cpu for cost in ours)
            cells.append(f"{middle:8.1f}x {f'({least:.0f}x)':>6}")
        print(f"{f'{peer.version} / our PDF':34}", *(f"{cell:>16}" for cell in cells), sep="")
        wall = statistics.median(cost.wall for tag in tags for cost in costs[peer.version][tag])
        ours_wall = statistics.median(cost.wall for tag in tags for cost in costs["PDF"][tag])
        print(f"  by the clock, all languages: {wall / ours_wall:.1f}x")


def missed(costs: Costs, tags: list[str]) -> bool:
    """Print whether the goals were met; whether one was not."""
    found = False
    for name, goal in GOALS.items():
        values = [1000 * cost.cpu for tag in tags for cost in costs[name][tag]]
        middle = statistics.median(values)
        is_met = middle < goal
        found = found or not is_met
        print(
            f"goal: {name} under {goal:g} ms at the median of all languages:"
            f" {middle:.1f} ms (least {min(values):.1f}), {'met' if is_met else 'MISSED'}"
        )
    return found


def facts(costs: Costs, others: list[Peer], tags: list[str]) -> dict[str, Any]:
    """Median and least CPU milliseconds a leaflet, for benchmarks/side_by_side."""

    def milliseconds(name: str) -> list[float]:
        found = [1000 * cost.cpu for tag in tags for cost in costs[name][tag]]
        return [round(statistics.median(found), 2), round(min(found), 2)]

    ours = {"our web page": milliseconds("HTML"), "our PDF": milliseconds("PDF")}
    theirs = {peer.version: milliseconds(peer.version) for peer in others}
    return {"languages": tags, "ways": {**ours, **theirs}}


def _median(costs: list[Cost]) -> float:
    return statistics.median(cost.cpu for cost in costs)


def main() -> int:
    """Print the tables; 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--languages", default="en,ar,ja,hi,de")
    parser.add_argument("--without-peers", action="store_true")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write what was measured there")
    options = parser.parse_args()
    tags = options.languages.split(",")
    others = [] if options.without_peers else list(peers())
    load = os.getloadavg()[0]
    try:
        costs = measure(others, tags, options.rounds)
    finally:
        for peer in others:
            peer.close()
    print(f"{options.rounds} rounds, {os.cpu_count()} cores, load {load:.0f} before,", end=" ")
    print(f"{os.getloadavg()[0]:.0f} after")
    print_table(costs, tags)
    print_ratios(costs, others, tags)
    if options.json:
        options.json.write_text(json.dumps(facts(costs, others, tags)))
        return int(missed(costs, tags))
    seconds = measure_workers(tags, options.rounds)
    one, two = (statistics.median(seconds[count]) for count in (1, 2))
    print(
        f"{BATCH * len(tags)} PDFs by the clock: {one:.2f} s in one process, {two:.2f} s in two",
        end="",
    )
    least = min(seconds[1]) / min(seconds[2])
    print(f" by spawn: {one / two:.2f}x (least {least:.2f}x)")
    return int(missed(costs, tags))


if __name__ == "__main__":
    sys.exit(main())
