"""What an edit of an article costs its translators, beside GNU msgmerge on the same edit.

An article and a second one beside it are translated completely; then each edit is made, chosen by
rule so that any article serves, and the catalogs are updated: by us, and by `msgmerge --previous`
on the same catalogs and templates. Counted are words of the source in what has to be read again:

    translated   nothing to do
    fuzzy        an old translation is offered, to be revised
    withheld     the meaning has changed: the old translation is shown in a comment, nothing prefilled
    new          there never was a translation of this text
    lost         there was one, and nothing is offered any more
    prefilled    units (not words) whose old translation is prefilled though their meaning changed

    python benchmarks/edits.py [ARTICLE.md]
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.catalogs import po
from pipeline.catalogs.catalog import with_header
from pipeline.catalogs.merge import OLD
from pipeline.language.meaning.comparing import Judge, Meaning
from pipeline.model import BlockKind, Catalog, Language, State, Unit
from pipeline.stages import updating
from pipeline.stages.project import Project

ENGLISH, SPANISH = Language("en"), Language("es")
MAIN, BESIDE = "article", "beside"
NOW = "2026-01-01 00:00+0000"
COMPANION = "---\ntitle: Living well with it\n---\n\nTell a friend how your week has been.\n"
INSERTED = "Write down what helps you most."


@dataclass(frozen=True)
class Texts:
    """The Markdown of both articles."""

    main: str
    beside: str = COMPANION

    def change(self, old: str, new: str) -> Texts:
        """With the first `old` in the main article replaced."""
        assert old in self.main, old
        return replace(self, main=self.main.replace(old, new, 1))


@dataclass(frozen=True)
class Edit:
    """One edit; `steps` are the states that the articles go through, each followed by an update."""

    name: str
    steps: tuple[Texts, ...]
    source_fix: bool = False


@dataclass(frozen=True)
class Cost:
    """Words of the source by what is left to do, and meaning changes that are prefilled."""

    translated: int
    fuzzy: int
    withheld: int
    new: int
    lost: int
    prefilled: int


# ---- edits
def edits(project: Project, text: str) -> Iterator[Edit]:
    """Every scripted edit of the article; sentences are chosen by what is possible with them."""
    blocks = [
        [segment.key.msgid for segment in block.segments if segment.key.msgid in text]
        for block in project.document(MAIN).blocks
        if block.kind is BlockKind.PARAGRAPH
    ]
    paragraphs = [sentences for sentences in blocks if len(sentences) > 1]
    sentences = [sentence for block in blocks for sentence in block]
    headings = [b.text for b in project.document(MAIN).blocks if b.kind is BlockKind.HEADING]
    first, second = paragraphs[0][:2]
    whole, last = " ".join(paragraphs[0]), paragraphs[-1][-1]
    base = Texts(text)
    word = base.change(*_found(sentences, _one_word))
    typo = base.change(*_found(sentences, _typo))
    yield Edit("one word", (word,))
    yield Edit("a number", (base.change(*_found(sentences, _number)),))
    yield Edit("a negation", (base.change(*_found(sentences, _negation)),))
    yield Edit("a typo", (typo,))
    yield Edit("a typo, `--source-fix`", (typo,), source_fix=True)
    yield Edit(
        "a number, `--source-fix`", (base.change(*_found(sentences, _number)),), source_fix=True
    )
    yield Edit("a doubled space", (base.change(first, first.replace(" ", "  ", 1)),))
    yield Edit("a sentence inserted", (base.change(first, f"{first} {INSERTED}"),))
    yield Edit("a sentence deleted", (base.change(f"{first} ", ""),))
    moved = base.change(f"{first} ", "")
    yield Edit("a sentence moved", (moved.change(last, f"{last} {first}"),))
    yield Edit("two sentences swapped", (base.change(f"{first} {second}", f"{second} {first}"),))
    yield Edit("a paragraph split", (base.change(f"{first} {second}", f"{first}\n\n{second}"),))
    merged = base.change(f"{first} {second}", f"{first}\n\n{second}")
    yield Edit("two paragraphs merged", (merged, base))
    away = replace(base.change(whole, ""), beside=f"{COMPANION}\n{whole}\n")
    yield Edit("a paragraph moved to another article", (away,))
    heading = next(h for h in headings if h.isascii() and h.lower() != h and f"# {h}\n" in text)
    yield Edit("a heading's case", (base.change(f"# {heading}\n", f"# {heading.upper()}\n"),))
    yield Edit("an edit reverted", (word, base))


def _found(sentences: list[str], change: Callable[[str], str | None]) -> tuple[str, str]:
    """The first sentence that can be changed this way, before and after."""
    return next((each, new) for each in sentences if (new := change(each)) is not None)


def _one_word(sentence: str) -> str | None:
    judge = Judge(ENGLISH)
    for word in re.findall(r"(?<= )[a-z]{5,}(?= )", sentence):
        new = sentence.replace(word, "whatever", 1)
        if len(sentence.split()) > 8 and judge.compare(sentence, new).meaning is Meaning.CLOSE:
            return new
    return None


def _number(sentence: str) -> str | None:
    if not re.search(r"(?<!\S)[1-8](?=[ –-])", sentence) or "](" in sentence:
        return None
    return re.sub(r"(?<!\S)[1-8](?=[ –-])", lambda m: str(int(m[0]) + 1), sentence, count=1)


def _negation(sentence: str) -> str | None:
    if re.search(r"\b(not|no|never)\b", sentence):
        return None
    new = re.sub(r" (is|are|can|may|should|must) ", r" \1 not ", sentence, count=1)
    return new if new != sentence else None


def _typo(sentence: str) -> str | None:
    judge = Judge(ENGLISH)
    for word in re.findall(r"(?<= )[a-z]{7,}(?= )", sentence):
        new = sentence.replace(word, word[:3] + word[4] + word[3] + word[5:], 1)
        if new != sentence and judge.compare(sentence, new).meaning is Meaning.CLOSE:
            return new
    return None


# ---- running them
class Bench:
    """A project in a folder, and the same catalogs for msgmerge beside it."""

    def __init__(self, folder: Path, text: str) -> None:
        self.folder = folder
        self.base = Texts(text)
        (folder / "source").mkdir(parents=True)
        (folder / "leaflets.toml").write_text(
            '[project]\nname = "edits"\nlanguages = ["es"]\n', encoding="utf-8"
        )
        self._update(self.base)
        self.complete = {}
        for domain in (MAIN, BESIDE):
            empty = self._catalog(domain)
            units = tuple(replace(unit, msgstr=f"«{unit.key.msgid}»") for unit in empty.units)
            dated = with_header(empty, {"Language-Team": "es", "Last-Translator": "A"})
            self.complete[domain] = po.render(replace(dated, units=units))

    @property
    def project(self) -> Project:
        """The project with its files as they are now."""
        return Project.open(self.folder)

    def ours(self, edit: Edit) -> Cost:
        """What our update makes of the edit."""
        self._reset()
        for step in edit.steps:
            self._update(step, source_fix=edit.source_fix)
        return self._cost(self._catalog(MAIN), self._catalog(BESIDE))

    def msgmerges(self, edit: Edit) -> Cost:
        """What msgmerge makes of it."""
        self._reset()
        catalogs = dict(self.complete)
        for step in edit.steps:
            self._update(step)
            for domain, before in catalogs.items():
                path = self.folder / f"{domain}.gnu.po"
                path.write_bytes(before)
                subprocess.run(
                    [
                        *("msgmerge", "--quiet", "--previous", "--no-wrap"),
                        *("-o", path, path, self.project.template_path(domain)),
                    ],
                    check=True,
                    capture_output=True,
                )
                catalogs[domain] = path.read_bytes()
        return self._cost(*(po.parse(data, "gnu.po") for data in catalogs.values()))

    def _reset(self) -> None:
        """Both articles translated completely."""
        self._update(self.base)
        for domain, content in self.complete.items():
            self.project.catalog_path(SPANISH, domain).write_bytes(content)

    def _update(self, texts: Texts, *, source_fix: bool = False) -> None:
        for domain, text in ((MAIN, texts.main), (BESIDE, texts.beside)):
            self.project.article_path(domain).write_text(text, encoding="utf-8")
        updating.update(self.project, now=NOW, source_fix=source_fix)

    def _catalog(self, domain: str) -> Catalog:
        found = self.project.catalog(SPANISH, domain)
        assert found is not None
        return found

    def _cost(self, *catalogs: Catalog) -> Cost:
        """Words by state; what was translated before and is not even offered now is lost."""
        before = {
            unit.key.msgid
            for domain, data in self.complete.items()
            for unit in po.parse(data, f"{domain}.po").units
        }
        counts = dict.fromkeys(("translated", "fuzzy", "withheld", "new", "lost"), 0)
        prefilled = 0
        judge = Judge(ENGLISH)
        everything = "\n".join(po.render(catalog).decode() for catalog in catalogs)
        for unit in (unit for catalog in catalogs for unit in catalog.units if not unit.obsolete):
            counts[_fate(unit, before)] += _words(unit.key.msgid)
            source = unit.msgstr.strip("«»")
            changed = judge.compare(source, unit.key.msgid).meaning is Meaning.CHANGED
            prefilled += bool(source) and changed
        for text in before:
            escaped = text.replace("\\", "\\\\").replace('"', '\\"')
            if f"«{escaped}»" not in everything:
                counts["lost"] += _words(text)
        return Cost(**counts, prefilled=prefilled)


def _fate(unit: Unit, before: set[str]) -> str:
    if unit.state is not State.UNTRANSLATED:
        return str(unit.state)
    if any(line.startswith(OLD) for line in unit.extracted):
        return "withheld"
    return "lost" if unit.key.msgid in before else "new"


def _words(text: str) -> int:
    return len(re.findall(r"\w+", text))


def table(text: str) -> list[tuple[Edit, Cost, Cost]]:
    """(edit, ours, msgmerge's) for every edit of an article."""
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), text)
        scripted = list(edits(bench.project, text))
        return [(edit, bench.ours(edit), bench.msgmerges(edit)) for edit in scripted]


def main() -> None:
    """Print the table, ours / msgmerge's."""
    default = Path(__file__).parents[1] / "source" / "lumbar-disc-herniation.md"
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    names = tuple(Cost.__dataclass_fields__)
    print(f"| edit | {' | '.join(names)} |")
    print("|---" * (len(names) + 1) + "|")
    for edit, ours, theirs in table(path.read_text(encoding="utf-8")):
        cells = [f"{getattr(ours, name)} / {getattr(theirs, name)}" for name in names]
        print(f"| {edit.name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
