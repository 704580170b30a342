"""Reading and writing a PO file: ours beside polib, babel and msgcat, on the same catalog.

    python benchmarks/po_round_trip.py [--entries 10000] [--rounds 5]

Each peer runs in a process of its own and is charged for its CPU seconds (user and system) between
"modules imported" and "file written", the best of three; msgcat, which is a program, for its whole
process. Rounds are interleaved, so that a busy neighbour hurts all alike; shown are medians, and
the median of the paired ratios to ours.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# What each child does, three times; the best counts, so that first-touch memory is no one's fault.
PROGRAMS = {
    "ours": """
from pipeline.catalogs import po
def read():
    with open(source, "rb") as stream:
        return po.parse(stream.read(), "catalog.po")
def write(catalog):
    with open(target, "wb") as stream:
        stream.write(po.render(catalog))
""",
    "polib": """
import polib
def read():
    return polib.pofile(source)
def write(catalog):
    catalog.save(target)
""",
    "babel": """
from babel.messages import pofile
def read():
    with open(source, "rb") as stream:
        return pofile.read_po(stream)
def write(catalog):
    with open(target, "wb") as stream:
        pofile.write_po(stream, catalog, width=0)
""",
}
PROLOGUE = "import sys, time\nsource, target = sys.argv[1:]\n"
EPILOGUE = """
rounds = []
for _ in range(3):
    start = time.process_time()
    catalog = read()
    middle = time.process_time()
    write(catalog)
    rounds.append((middle - start, time.process_time() - middle))
    del catalog
print(*min(rounds, key=sum))
"""

WORDS = {
    "en": "the nerve root can be pressed when disc moves backwards and pain runs down leg into foot",
    "es": "la raíz del nervio puede quedar comprimida cuando el disco se desplaza hacia atrás y duele",
    "ar": "قد ينضغط جذر العصب عندما يتحرك القرص إلى الخلف ويمتد الألم إلى أسفل الساق حتى القدم",
}


def generate(entries: int) -> str:
    """A catalog like ours: sentences of 6–24 words, some fuzzy, some obsolete, some with quotes."""
    chance = random.Random(7)
    blocks = [
        'msgid ""\nmsgstr ""\n"Project-Id-Version: benchmark\\n"\n'
        '"PO-Revision-Date: 2024-10-31 00:00+0000\\n"\n"Language: es\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"'
    ]
    obsolete = []
    for number in range(entries):
        msgid = f"{number} {sentence(chance, 'en')}"
        msgstr = f"{number} {sentence(chance, chance.choice(['es', 'es', 'ar']))}"
        pair = f'msgid "{msgid}"\nmsgstr "{msgstr}"'
        kind = chance.random()
        if kind < 0.03:
            obsolete.append("\n".join(f"#~ {line}" for line in pair.split("\n")))
            continue
        lines = ['#. Heading: "Causes" › list item', "#: source/lumbar-disc-herniation.md"]
        if kind < 0.08:
            lines += ["#, fuzzy", f'#| msgid "{number} {sentence(chance, "en")}"']
        elif kind < 0.12:
            lines.insert(0, "# Reviewed with the clinic.")
        blocks.append("\n".join([*lines, pair]))
    return "\n\n".join(blocks + obsolete) + "\n"


def sentence(chance: random.Random, language: str) -> str:
    """Words of the language; one in eight sentences has quotes or a link."""
    words = chance.choices(WORDS[language].split(), k=chance.randint(6, 24))
    if chance.random() < 0.125:
        words[2] = chance.choice(['\\"leg\\"', "[advice](https://example.org/a)"])
    return " ".join(words) + "."


def run(name: str, source: Path, target: Path) -> tuple[float, float]:
    """CPU seconds (read, write) of one round; for msgcat (both, 0)."""
    if name == "msgcat":
        before = os.times()
        command = ["msgcat", "--no-wrap", "-o", str(target), str(source)]
        subprocess.run(command, check=True)
        after = os.times()
        return (
            after.children_user
            - before.children_user
            + after.children_system
            - before.children_system,
            0.0,
        )
    program = PROLOGUE + PROGRAMS[name] + EPILOGUE
    command = [sys.executable, "-c", program, str(source), str(target)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    reading, writing = done.stdout.split()
    return float(reading), float(writing)


def main(arguments: Sequence[str]) -> None:
    """Runs the rounds and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args(arguments)
    names = [*PROGRAMS, *(["msgcat"] if shutil.which("msgcat") else [])]
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "catalog.po")
        source.write_text(generate(options.entries), encoding="utf-8")
        for _ in range(options.rounds):
            for name in names:
                times[name].append(run(name, source, Path(folder, f"{name}.po")))
        same = Path(folder, "ours.po").read_bytes() == source.read_bytes()
    print(f"{options.entries} entries, {options.rounds} interleaved rounds, median CPU seconds")
    print(f"{'':8}{'read':>8}{'write':>8}{'both':>8}{'× ours':>8}")
    for name in names:
        reading = statistics.median(read for read, _ in times[name])
        writing = statistics.median(write for _, write in times[name])
        pairs = zip(times[name], times["ours"], strict=True)
        ratio = statistics.median(sum(theirs) / sum(ours) for theirs, ours in pairs)
        print(f"{name:8}{reading:8.3f}{writing:8.3f}{reading + writing:8.3f}{ratio:8.1f}")
    print(f"our output is byte-identical to the input: {'yes' if same else 'NO'}")


if __name__ == "__main__":
    main(sys.argv[1:])
