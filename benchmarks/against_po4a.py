"""A cold build of a library, beside po4a on the same work.

100 made-up articles × 5 languages, with complete pseudo translations in place. Ours: extract,
update and build HTML (`leaflets build --update --format html`), the source's pages too. po4a: update its template and catalogs and write the translated Markdown, in
its best mode (one process, one configuration, one catalog a language, no wrapping); no HTML.
CPU seconds (user + system) of whole process trees, run alternately, medians.

    python benchmarks/against_po4a.py [--articles 100] [--rounds 3]
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import library
import polib
from measuring import run

LEAFLETS = [sys.executable, "-m", "pipeline"]


def fill(path: Path, tag: str) -> None:
    """Give every unit of a catalog its pseudo translation."""
    catalog = polib.pofile(str(path), wrapwidth=0)
    for entry in catalog:
        entry.msgstr = library.pseudo_translation(entry.msgid, tag)
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    catalog.metadata["Language"] = tag
    catalog.save(str(path))


def prepare_ours(folder: Path, articles: int) -> None:
    """A library with filled catalogs in our layout."""
    library.write_library(folder, articles)
    run([*LEAFLETS, "update"], folder=folder)
    for tag in library.LANGUAGES:
        for path in sorted((folder / "locales" / tag / "LC_MESSAGES").glob("a*.po")):
            fill(path, tag)
    run([*LEAFLETS, "update"], folder=folder)


def prepare_po4a(folder: Path, ours: Path) -> None:
    """The same articles with po4a's one catalog a language, filled."""
    shutil.copytree(ours / "source", folder / "source")
    lines = [
        "[po4a_langs] " + " ".join(library.LANGUAGES),
        "[po4a_paths] po/all.pot $lang:po/$lang.po",
    ]
    lines += ['[options] opt:"-o markdown -o neverwrap --keep 0 -M UTF-8 -L UTF-8"']
    for path in sorted((folder / "source").glob("*.md")):
        lines.append(f"[type: text] source/{path.name} $lang:out/$lang/{path.name}")
    (folder / "po4a.cfg").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "po").mkdir()
    run(["po4a", "po4a.cfg"], folder=folder)
    for tag in library.LANGUAGES:
        fill(folder / "po" / f"{tag}.po", tag)


def cold_ours(folder: Path) -> float:
    """Seconds of the whole run, from a checkout with catalogs but nothing derived."""
    for name in ("dist", ".leaflets", "locales/templates"):
        shutil.rmtree(folder / name, ignore_errors=True)
    return run([*LEAFLETS, "build", "--update", "--format", "html"], folder=folder).seconds


def cold_po4a(folder: Path) -> float:
    """Seconds of po4a's whole run, its outputs removed first."""
    shutil.rmtree(folder / "out", ignore_errors=True)
    return run(["po4a", "po4a.cfg"], folder=folder).seconds


def main() -> int:
    """Measure and print; 1 where po4a is ahead."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if shutil.which("po4a") is None:
        print("po4a is not installed (Debian: apt-get install po4a): nothing to compare with")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        ours, theirs = Path(scratch, "ours"), Path(scratch, "po4a")
        theirs.mkdir()
        prepare_ours(ours, options.articles)
        prepare_po4a(theirs, ours)
        ours_seconds: list[float] = []
        peers: list[float] = []
        for _ in range(options.rounds):
            ours_seconds.append(cold_ours(ours))
            peers.append(cold_po4a(theirs))
        pages = len(list((ours / "dist").glob("*/*.html")))
    whole = statistics.median(ours_seconds)
    peer = statistics.median(peers)
    print(f"{options.articles} articles x {len(library.LANGUAGES)} languages, cold, CPU seconds")
    print(f"  leaflets          {whole:7.2f}   ({pages} HTML leaflets)")
    print(f"  po4a              {peer:7.2f}   ({pages * 5 // 6} Markdown files)")
    print(f"  po4a / leaflets   {peer / whole:7.2f}")
    return int(whole > peer)


if __name__ == "__main__":
    sys.exit(main())
