"""Catalogs brought up to date with edited sources, beside GNU msgmerge; and an update of nothing.

Ours merges the five languages of a domain with one search for the origins of new texts; msgmerge
is run once a language, in its best mode (`--no-wrap --quiet`). Both read the same catalogs and the
same template and write files. CPU seconds of whole processes (user + system), run alternately,
medians. Then how many of msgmerge's fuzzy matches are offered by us too, among those whose meaning
has not changed; and `leaflets update` where nothing has changed, beside a bare reading of its files.

    python benchmarks/update.py [--messages 3600,20000,36000] [--rounds 3] [--articles 1000]
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import library
import measuring

from pipeline.catalogs import po
from pipeline.catalogs.merge import merge
from pipeline.catalogs.origins import Origins
from pipeline.language.meaning import Judge, Meaning
from pipeline.model import Catalog, Key, Language, State, Unit

LANGUAGES = library.LANGUAGES
EDITED = 0.03
ENGLISH = Language("en")
SWAPS = {"and": "or else", "most": "many", "notice": "report", "cause": "bring", "please": "kindly"}


# ---- catalogs
def texts(count: int) -> list[str]:
    """So many different sentences of the made-up library."""
    chance = random.Random(11)
    found: dict[str, None] = {}
    while len(found) < count:
        found[f"{library.sentence(chance)[:-1]} {library.sentence(chance)}"] = None
    return list(found)


def edited(text: str, chance: random.Random) -> str:
    """The text as an author revises it: a word changed, added, left out, or a number."""
    words = text.split(" ")
    place = chance.randrange(1, len(words) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        words[place] = SWAPS.get(words[place].lower(), "certain")
    elif kind == 1:
        words.insert(place, chance.choice(("often", "usually", "quite", "not", "only")))
    elif kind == 2:
        del words[place]
    else:
        return "".join(chance.choice("123") if c.isdigit() else c for c in text) + " Thank you."
    return " ".join(words)


def header(tag: str) -> tuple[tuple[str, str], ...]:
    """What gettext asks of a header."""
    return (
        ("Project-Id-Version", "bench"),
        ("POT-Creation-Date", "2026-01-01 00:00+0000"),
        ("PO-Revision-Date", "2026-01-01 00:00+0000"),
        ("Last-Translator", "nobody"),
        ("Language-Team", "nobody"),
        ("Language", tag),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
    )


def write_catalogs(folder: Path, count: int) -> None:
    """`<tag>.po`, complete, and new.pot with 3 % of its messages edited."""
    old = texts(count)
    chance = random.Random(5)
    new = [edited(text, chance) if chance.random() < EDITED else text for text in old]
    units = tuple(Unit(Key(None, text), extracted=("Paragraph",)) for text in dict.fromkeys(new))
    po.write(folder / "new.pot", Catalog("new", None, header("en"), units))
    for tag in LANGUAGES:
        done = tuple(
            Unit(Key(None, t), library.pseudo_translation(t, tag), extracted=("Paragraph",))
            for t in old
        )
        po.write(folder / f"{tag}.po", Catalog(tag, Language(tag), header(tag), done))


def ours(folder: Path) -> None:
    """What `update` does with the five catalogs of a domain."""
    template = po.read(folder / "new.pot", root=folder)
    catalogs = [po.read(folder / f"{tag}.po", root=folder) for tag in LANGUAGES]
    origins = Origins(template, catalogs, Judge(ENGLISH))
    for catalog in catalogs:
        po.write(folder / f"{catalog.domain}.ours.po", merge(template, catalog, origins=origins))


def msgmerge(folder: Path) -> float:
    """Five runs of msgmerge."""
    return sum(
        measuring.run(
            [
                "msgmerge",
                "--quiet",
                "--no-wrap",
                "-o",
                str(folder / f"{tag}.gnu.po"),
                str(folder / f"{tag}.po"),
                str(folder / "new.pot"),
            ]
        ).seconds
        for tag in LANGUAGES
    )


# ---- what is compared
def compare_merges(count: int, rounds: int) -> None:
    """One row of the first table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_catalogs(folder, count)
        mine, theirs = [], []
        for _ in range(rounds):
            mine.append(measuring.run([sys.executable, __file__, "--merge", name]).seconds)
            theirs.append(msgmerge(folder))
        ratio = statistics.median(b / a for a, b in zip(mine, theirs, strict=True))
        both, safe, withheld = shared_fuzzies(folder)
        print(
            f"| {count:,} | {statistics.median(mine):.2f} | {statistics.median(theirs):.2f} "
            f"| {ratio:.1f} | {both} of {safe} ({100 * both / max(safe, 1):.1f} %) | {withheld} |",
            flush=True,
        )


def shared_fuzzies(folder: Path) -> tuple[int, int, int]:
    """(msgmerge's fuzzies that we offer too, those of the same meaning, those that we withhold)."""
    gnu = po.read(folder / "es.gnu.po", root=folder)
    own = po.read(folder / "es.ours.po", root=folder)
    offered = {u.key for u in own.units if u.state in (State.FUZZY, State.TRANSLATED)}
    judge = Judge(ENGLISH)
    fuzzies = [u for u in gnu.units if u.state is State.FUZZY]
    gnu_text = {u.msgstr: u.key.msgid for u in po.read(folder / "es.po", root=folder).units}
    safe = [
        u
        for u in fuzzies
        if judge.compare(gnu_text[u.msgstr], u.key.msgid).meaning is not Meaning.CHANGED
    ]
    return sum(u.key in offered for u in safe), len(safe), len(fuzzies) - len(safe)


def compare_nothing(articles: int, rounds: int) -> None:
    """`leaflets update` of an unchanged library, beside reading its files."""
    leaflets = [sys.executable, "-m", "pipeline", "update", "--root"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        library.write_library(folder, articles)
        first = measuring.run([*leaflets, name]).seconds
        for path in sorted(folder.glob("locales/*/LC_MESSAGES/a*.po")):
            tag = path.parts[-3]
            catalog = po.read(path, root=folder)
            units = tuple(
                Unit(u.key, library.pseudo_translation(u.key.msgid, tag), extracted=u.extracted)
                for u in catalog.units
            )
            po.write(path, Catalog(catalog.domain, catalog.language, catalog.header, units))
        settled = measuring.run([*leaflets, name]).seconds
        times, bare = [], []
        for _ in range(rounds):
            times.append(measuring.run([*leaflets, name]).seconds)
            bare.append(measuring.run([sys.executable, __file__, "--read", name]).seconds)
        print(
            f"| {articles} × {len(LANGUAGES)} | {first:.1f} | {settled:.1f} "
            f"| {statistics.median(times):.2f} | {statistics.median(bare):.2f} "
            f"| {statistics.median(a / b for a, b in zip(times, bare, strict=True)):.1f} |"
        )


def read_all(folder: Path) -> None:
    """Every file that an update has to look at, only read."""
    for pattern in ("source/*", "locales/templates/*", "locales/*/LC_MESSAGES/*"):
        for path in folder.glob(pattern):
            if path.is_file():
                path.read_bytes()


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--messages", default="3600,20000,36000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--merge", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.merge:
        ours(chosen.merge)
    elif chosen.read:
        read_all(chosen.read)
    else:
        counts = [int(count) for count in chosen.messages.split(",") if count]
        print("| messages × 5 | ours, s | msgmerge, s | ratio | fuzzies shared | withheld |")
        print("|---|---|---|---|---|---|")
        for count in counts:
            compare_merges(count, chosen.rounds)
        if chosen.articles:
            print("\n| articles | first, s | filled, s | unchanged, s | only reading, s | ratio |")
            print("|---|---|---|---|---|---|")
            compare_nothing(chosen.articles, chosen.rounds)


if __name__ == "__main__":
    main()
