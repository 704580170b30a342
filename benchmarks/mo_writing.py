"""Writing a .mo file: ours beside polib, babel and msgfmt, at growing sizes.

    python benchmarks/mo_writing.py [--entries 1000 10000 40000] [--rounds 3]

CPU seconds from a catalog in memory to the bytes of the file, the median of rounds in which all
take turns; msgfmt, which is a program, for its whole process, so it reads the PO file as well.
"growth" is the time an entry takes at this size over the time it took at the smallest: 1 is linear.
Who needs more than 5 seconds is not asked twice. The strings of all four files are compared.
"""

from __future__ import annotations

import argparse
import gettext
import io
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import measuring
import polib
from babel.messages import mofile, pofile
from po_round_trip import generate

from pipeline.catalogs import mo, po

PATIENCE = 5.0  # seconds

Writer = Callable[[], tuple[float, bytes]]  # CPU seconds, the file


def timed(write: Callable[[], bytes]) -> tuple[float, bytes]:
    """CPU seconds that `write` took, and what it made."""
    start = time.process_time()
    made = write()
    return time.process_time() - start, made


def with_babel(source: Path) -> Callable[[], bytes]:
    """Writes the catalog, read before."""
    with source.open("rb") as stream:
        catalog = pofile.read_po(stream)

    def write() -> bytes:
        target = io.BytesIO()
        mofile.write_mo(target, catalog)
        return target.getvalue()

    return write


def with_msgfmt(source: Path) -> tuple[float, bytes]:
    """The whole process; it reads `source` as well."""
    target = source.with_suffix(".mo")
    ran = measuring.run(["msgfmt", "-o", str(target), str(source)])
    return ran.seconds, target.read_bytes()


def writers(source: Path) -> dict[str, Writer]:
    """Everybody with the catalog in memory, ready to write."""
    ours = po.read(source, root=source.parent)
    theirs = polib.pofile(str(source))
    babels = with_babel(source)
    found: dict[str, Writer] = {
        "ours": lambda: timed(lambda: mo.render(ours)),
        "polib": lambda: timed(theirs.to_binary),
        "babel": lambda: timed(babels),
    }
    if shutil.which("msgfmt"):
        found["msgfmt"] = lambda: with_msgfmt(source)
    return found


def strings(data: bytes) -> dict[object, str]:
    """What the standard library reads there, without the header."""
    catalog: dict[object, str] = vars(gettext.GNUTranslations(io.BytesIO(data)))["_catalog"]
    return {key: text for key, text in catalog.items() if key}


def measure(entries: int, rounds: int) -> dict[str, float]:
    """Median CPU seconds by peer; ends the program where the files do not say the same."""
    times: dict[str, list[float]] = {}
    files: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "catalog.po")
        source.write_text(generate(entries), encoding="utf-8")
        peers = writers(source)
        for _ in range(rounds):
            for name, write in peers.items():
                if sum(times.get(name, ())) < PATIENCE:
                    seconds, files[name] = write()
                    times.setdefault(name, []).append(seconds)
    expected = strings(files["ours"])
    for name, data in files.items():
        if strings(data) != expected:
            sys.exit(f"{name}'s file does not hold the same strings as ours")
    return {name: statistics.median(seconds) for name, seconds in times.items()}


def main(arguments: Sequence[str]) -> None:
    """Runs all sizes and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--entries", type=int, nargs="+", default=[1_000, 10_000, 40_000])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args(arguments)
    print(f"{'entries':>8}  {'':8}{'seconds':>9}{'× ours':>9}{'µs/entry':>10}{'growth':>8}")
    smallest: dict[str, float] = {}
    for entries in sorted(options.entries):
        times = measure(entries, options.rounds)
        for name, seconds in times.items():
            each = seconds / entries
            growth = each / smallest.setdefault(name, each)
            ratio = seconds / times["ours"]
            print(
                f"{entries:8}  {name:8}{seconds:9.4f}{ratio:9.1f}{1e6 * each:10.2f}{growth:8.1f}",
                flush=True,
            )
    print("all files hold the same strings: yes")


if __name__ == "__main__":
    main(sys.argv[1:])
