"""All default checks beside translate toolkit's pofilter, on the same catalogs.

    python benchmarks/checks.py [--articles 200] [--languages 20] [--rounds 3]

The catalogs hold real translations: paragraphs of two sentences, drawn from this repository's
articles and the corpus in tests/selftest, so that no paragraph is met twice; of three, where there
are no more pairs. Both tools read the same files as whole processes; CPU seconds, medians of
interleaved rounds, each in one process: a second one saves time and costs CPU, as it learns all
languages too. pofilter runs once a language on its folder, with the language named: its best mode.
Also: how cost grows with the number of units, a second run on unchanged files, and how long a
check of one file takes beside `python -c pass`.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from measuring import run

from pipeline.catalogs import po
from pipeline.language.cldr import sentence_joiner
from pipeline.model import Language, State

ROOT = Path(__file__).parents[1]
LIBRARIES = (ROOT, ROOT / "tests" / "selftest" / "corpus")
PARAGRAPHS = 30  # an article, of two sentences each
GOAL = 4.0  # times faster than pofilter
START_GOAL = 10.0  # times `python -c pass`
CLOSING = ".!?。！？।؟۔።"


def sentences() -> dict[str, dict[str, str]]:
    """Language folder → source sentence → translation, of every catalog that we have."""
    found: dict[str, dict[str, str]] = {}
    for root in LIBRARIES:
        for path in sorted(root.glob("locales/*/LC_MESSAGES/*.po")):
            if path.stem == "leaflet":
                continue
            catalog = po.read(path, root=root)
            texts = found.setdefault(path.parents[1].name, {})
            texts |= {
                unit.key.msgid: unit.msgstr
                for unit in catalog.units
                if unit.state is State.TRANSLATED
                and unit.key.msgid[-1:] in ".!?"
                and unit.msgstr[-1:] in CLOSING
                and "[^" not in unit.key.msgid
            }
    return {name: texts for name, texts in found.items() if len(texts) >= PARAGRAPHS}


def write_library(folder: Path, articles: int, languages: list[str]) -> int:
    """A project of so many articles, filled in these languages; how many units it has."""
    texts = sentences()
    tags = ", ".join(f'"{name.replace("_", "-")}"' for name in languages)
    (folder / "source").mkdir(parents=True)
    (folder / "leaflets.toml").write_text(
        f'[project]\nname = "bench"\nlanguages = [{tags}]\nsegmentation = "paragraph"\n'
    )
    common = sorted(set.intersection(*(set(texts[name]) for name in languages)))
    paragraphs = paragraphs_of(common, articles * PARAGRAPHS)
    translations: dict[str, dict[str, str]] = {name: {} for name in languages}
    for number in range(articles):
        lines = ["---", f"title: Back care, part {number}", "---", ""]
        for paragraph in paragraphs[number * PARAGRAPHS : (number + 1) * PARAGRAPHS]:
            source = " ".join(paragraph)
            lines += [source, ""]
            for name in languages:
                joint = sentence_joiner(Language.parse(name))
                translations[name][source] = joint.join(texts[name][each] for each in paragraph)
        (folder / "source" / f"a{number:04}.md").write_text("\n".join(lines), encoding="utf-8")
    leaflets = [sys.executable, "-m", "pipeline"]
    run([*leaflets, "extract", "--root", str(folder)])
    run([*leaflets, "update", "--root", str(folder)])
    return sum(fill(folder, name, translations[name]) for name in languages)


def paragraphs_of(texts: list[str], count: int) -> list[tuple[str, ...]]:
    """So many paragraphs, each of other sentences or in another order."""
    found: list[tuple[str, ...]] = []
    for sentences_each in (2, 3):
        if len(found) < count:
            more = list(itertools.permutations(texts, sentences_each))
            random.Random(7).shuffle(more)
            found += more
    if len(found) < count:
        sys.exit(f"{len(texts)} sentences are too few for {count} paragraphs")
    return found[:count]


def fill(folder: Path, name: str, translations: dict[str, str]) -> int:
    """Write the translations into the catalogs of one language; how many units are filled."""
    filled = 0
    for path in sorted((folder / "locales" / name / "LC_MESSAGES").glob("a*.po")):
        text = path.read_text(encoding="utf-8")
        parts = text.split("\n\n")
        for number, part in enumerate(parts):
            start = part.find('msgid "') + 7
            source = part[start : part.find('"\nmsgstr ""', start)].replace('\\"', '"')
            target = translations.get(source)
            if target is not None:
                quoted = target.replace("\\", "\\\\").replace('"', '\\"')
                parts[number] = part.replace('msgstr ""', f'msgstr "{quoted}"')
                filled += 1
        path.write_text("\n\n".join(parts), encoding="utf-8")
    return filled


def check(folder: Path, *, cold: bool) -> float:
    """CPU seconds of `leaflets check` on the whole project."""
    if cold:
        shutil.rmtree(folder / ".leaflets", ignore_errors=True)
    command = [sys.executable, "-m", "pipeline", "check", "--root", str(folder), "--format", "json"]
    command += ["--jobs", "1"]
    ran = run(command, codes=(0, 1))
    if "findings" not in json.loads(ran.out or "{}"):  # a traceback exits with 1 as well
        sys.exit(f"{' '.join(command)} printed no findings")
    return ran.seconds


def pofilter(folder: Path, languages: list[str], scratch: Path) -> float:
    """CPU seconds of pofilter, a process a language."""
    tool = str(Path(sys.executable).with_name("pofilter"))
    total = 0.0
    for name in languages:
        shutil.rmtree(scratch, ignore_errors=True)
        source = folder / "locales" / name / "LC_MESSAGES"
        command = [tool, "--progress=none", f"--language={name.lower()}", str(source), str(scratch)]
        total += run(command, codes=(0, 1)).seconds
    return total


def main() -> int:
    """Print the table; 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--languages", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    languages = sorted(sentences())[: options.languages]
    print(f"{len(languages)} languages: {' '.join(languages)}")
    with tempfile.TemporaryDirectory() as name:
        folder, small = Path(name, "library"), Path(name, "quarter")
        units = write_library(folder, options.articles, languages)
        few = write_library(small, max(options.articles // 4, 1), languages)
        ours, theirs, quarter, again = [], [], [], []
        for _ in range(options.rounds):
            ours.append(check(folder, cold=True))
            again.append(check(folder, cold=False))
            quarter.append(check(small, cold=True))
            theirs.append(pofilter(folder, languages, Path(name, "out")))
        found = tell(units, few, ours, theirs, quarter, again)
        return int(tell_start(folder) or found)


def tell(
    units: int, few: int, ours: list[float], theirs: list[float], quarter: list[float],
    again: list[float],
) -> bool:  # fmt: skip
    """Print what was measured; whether a goal was missed."""
    mine, other, part, second = map(statistics.median, (ours, theirs, quarter, again))
    print(f"{units:,} units, CPU seconds, medians of {len(ours)}")
    print(f"leaflets check, cold        {mine:8.2f} s  {1e6 * mine / units:7.1f} us a unit")
    print(f"leaflets check, a quarter   {part:8.2f} s  {1e6 * part / few:7.1f} us a unit")
    print(f"leaflets check, again       {second:8.2f} s  {1e6 * second / units:7.1f} us a unit")
    print(f"pofilter                    {other:8.2f} s  {1e6 * other / units:7.1f} us a unit")
    ratio = other / mine
    print(f"goal: at least {GOAL}x faster: {ratio:.1f}x, {'met' if ratio >= GOAL else 'MISSED'}")
    return ratio < GOAL


def tell_start(folder: Path) -> bool:
    """Print how long one file takes beside Python's own start; whether the goal was missed."""
    (path, *_) = sorted(folder.glob("locales/*/LC_MESSAGES/a0000.po"))
    command = [sys.executable, "-m", "pipeline", "check", str(path)]
    starts = [run([sys.executable, "-c", "pass"]).seconds for _ in range(11)]
    checks = [run(command, folder=folder, codes=(0, 1)).seconds for _ in range(11)]
    base, one = statistics.median(starts), statistics.median(checks)
    ratio = one / base
    print(
        f"python -c pass {1000 * base:.0f} ms; leaflets check one.po {1000 * one:.0f} ms, on record"
    )
    print(
        f"goal: at most {START_GOAL}x: {ratio:.1f}x, {'met' if ratio <= START_GOAL else 'MISSED'}"
    )
    return ratio > START_GOAL


if __name__ == "__main__":
    sys.exit(main())
