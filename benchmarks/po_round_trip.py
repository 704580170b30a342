"""Reading and writing a PO file: ours beside polib, babel, msgcat and msgfmt, on the same catalog.

    python benchmarks/po_round_trip.py [--entries 10000] [--rounds 5]

Every number is CPU seconds (user and system), the median of rounds in which all take turns, so that
a busy neighbour hurts all alike; ratios are medians of the paired ratios to ours.

in process      between "modules imported" and "file written", the best of three in one process
whole process   from start to end: interpreter, imports, one reading, one writing

The whole process is what a command costs; at 10,000 entries start-up is more than half of ours.
msgfmt only reads (and compiles), and is compared with our reading.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import measuring

# How each peer reads `source` and writes `target`.
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
IN_PROCESS = """
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
WHOLE = {"read": "read()\n", "both": "write(read())\n"}

# GNU gettext's own, whole processes by nature: what they do, and how.
TOOLS = {
    "msgcat": ("both", ["msgcat", "--no-wrap", "-o", "{target}", "{source}"]),
    "msgfmt": ("read", ["msgfmt", "-o", "/dev/null", "{source}"]),
}
COLUMNS = ("read", "write", "both")

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


def in_process(name: str, source: Path, target: Path) -> dict[str, float]:
    """CPU seconds by what was done."""
    program = PROLOGUE + PROGRAMS[name] + IN_PROCESS
    printed = measuring.run([sys.executable, "-c", program, str(source), str(target)]).out
    reading, writing = map(float, printed.split())
    return {"read": reading, "write": writing, "both": reading + writing}


def whole_process(name: str, source: Path, target: Path) -> dict[str, float]:
    """CPU seconds by what was done."""
    if name in TOOLS:
        done, command = TOOLS[name]
        return {
            done: measuring.run(
                [part.format(source=source, target=target) for part in command]
            ).seconds
        }
    program = PROLOGUE + PROGRAMS[name]
    return {
        done: measuring.run([sys.executable, "-c", program + end, str(source), str(target)]).seconds
        for done, end in WHOLE.items()
    }


Rounds = list[dict[str, float]]


def row(name: str, rounds: Rounds, ours: Rounds) -> str:
    """Medians, and the ratio of the last column that there is."""
    shown = "".join(
        f"{statistics.median(each[column] for each in rounds):9.3f}"
        if column in rounds[0]
        else f"{'–':>9}"
        for column in COLUMNS
    )
    compared = "both" if "both" in rounds[0] else "read"
    pairs = zip(rounds, ours, strict=True)
    ratio = statistics.median(their[compared] / our[compared] for their, our in pairs)
    return f"  {name:10}{shown}{ratio:9.1f}"


def main(arguments: Sequence[str]) -> None:
    """Runs the rounds and prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args(arguments)
    names = [*PROGRAMS, *(name for name in TOOLS if shutil.which(name))]
    inside: dict[str, Rounds] = {name: [] for name in PROGRAMS}
    whole: dict[str, Rounds] = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "catalog.po")
        source.write_text(generate(options.entries), encoding="utf-8")
        for _ in range(options.rounds):
            for name in names:
                target = Path(folder, f"{name}.po")
                if name in inside:
                    inside[name].append(in_process(name, source, target))
                whole[name].append(whole_process(name, source, target))
        same = Path(folder, "ours.po").read_bytes() == source.read_bytes()
    print(f"{options.entries} entries, {options.rounds} interleaved rounds, median CPU seconds")
    for title, table in (("in process", inside), ("whole process", whole)):
        heads = "".join(f"{column:>9}" for column in COLUMNS)
        print(f"{title:12}{heads}{'× ours':>9}")
        for name, rounds in table.items():
            print(row(name, rounds, table["ours"]))
    print(f"our output is byte-identical to the input: {'yes' if same else 'NO'}")


if __name__ == "__main__":
    main(sys.argv[1:])
