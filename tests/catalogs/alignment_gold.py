"""The gold cases of tests/catalogs/alignment: what a leaflet says, and what the filler made of it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.catalogs.alignment import Alignment, align
from pipeline.catalogs.alignment.filling import Fate, Filled, fill
from pipeline.catalogs.merge import new_catalog
from pipeline.catalogs.template import make_template
from pipeline.language import sentences
from pipeline.language.cldr import sentence_joiner
from pipeline.model import Document, Language, Segmentation
from pipeline.source.document import parse
from pipeline.source.reading import parse_article

FOLDER = Path(__file__).parent / "alignment"
ENGLISH = Language("en")
LANGUAGES = tuple(Language(path.stem) for path in sorted(FOLDER.glob("*.txt")))
_MARK = re.compile(r"(?P<mark>#+ |- )?(?P<text>.*)")


@dataclass(frozen=True)
class Row:
    """One bead: texts without the mark of their block; "" where there is none."""

    source: str
    target: str


@dataclass(frozen=True)
class Passage:
    """A block of both documents."""

    mark: str  # "## ", "- " or ""
    rows: tuple[Row, ...]


Edition = Callable[[tuple[Passage, ...], random.Random], tuple[Passage, ...]]
"""Another edition of the translation: what a publisher did to it over the years."""


@dataclass(frozen=True)
class Score:
    """How many units were filled, rightly and wrongly, and how many could have been."""

    right: int
    wrong: tuple[tuple[str, str], ...]
    possible: int

    @property
    def precision(self) -> float:
        filled = self.right + len(self.wrong)
        return self.right / filled if filled else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.possible if self.possible else 1.0


def read_gold(language: Language) -> tuple[Passage, ...]:
    passages: list[Passage] = []
    lines = (FOLDER / f"{language}.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    opens = True
    for line in lines:
        if not line.strip():
            opens = True
            continue
        left, right = (_MARK.fullmatch(side.strip()) for side in line.split("||"))
        assert left is not None
        assert right is not None
        mark, row = left["mark"] or right["mark"] or "", Row(left["text"], right["text"])
        if mark or opens:
            passages.append(Passage(mark, (row,)))
        else:
            passages[-1] = replace(passages[-1], rows=(*passages[-1].rows, row))
        opens = False
    return tuple(passages)


def text_of(passages: tuple[Passage, ...], language: Language, *, side: str) -> str:
    """The Markdown of one side."""
    joiner = sentence_joiner(language)
    blocks = [
        p.mark + joiner.join(text for row in p.rows if (text := getattr(row, side)))
        for p in passages
        if any(getattr(row, side) for row in p.rows)
    ]
    title, *rest = blocks
    return "\n\n".join([f"---\ntitle: {title.removeprefix('# ')}\n---", *rest]) + "\n"


def document_of(passages: tuple[Passage, ...], language: Language, *, side: str) -> Document:
    text = text_of(passages, language, side=side)
    article = parse_article(text, path=f"{language}.md", slug="gold")
    return parse(article, language=language, segmentation=Segmentation.SENTENCE)


def aligned(language: Language, edition: Edition, seed: int) -> tuple[Score, Filled, Alignment]:
    """The score of one edition of the gold translation against the article."""
    gold = read_gold(language)
    edited = edition(gold, random.Random(seed))
    source = document_of(gold, ENGLISH, side="source")
    target = document_of(edited, language, side="target")
    alignment = align(source, target)
    catalog = new_catalog(make_template(source, project="Clinic", created=""), language)
    filled = fill(catalog, alignment, source, language, origin="old.md")
    return _score(gold, edited, source, filled, language), filled, alignment


def _score(
    gold: tuple[Passage, ...],
    edited: tuple[Passage, ...],
    source: Document,
    filled: Filled,
    language: Language,
) -> Score:
    answers = {_plain(row.source): _plain(row.target) for p in gold for row in p.rows}
    still_there = {_plain(row.target) for p in edited for row in p.rows if row.target}
    right, wrong = 0, []
    for link, fate in filled.fates:
        if fate is Fate.FILLED:
            msgid = source.segments[link.source[0]].key.msgid
            if answers.get(_plain(msgid)) == _plain(link.text):
                right += 1
            else:
                wrong.append((msgid, link.text))
    possible = sum(
        _plain(row.target) in still_there
        and len(sentences.split(row.source, ENGLISH)) == 1
        and len(sentences.split(row.target, language)) <= 2
        for p in gold
        for row in p.rows
        if row.source
    )
    return Score(right, tuple(wrong), possible)


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text)


# ---------------------------------------------------------------------------------------- editions
def as_it_is(passages: tuple[Passage, ...], _: random.Random) -> tuple[Passage, ...]:
    return passages


def plain_paragraphs(passages: tuple[Passage, ...], _: random.Random) -> tuple[Passage, ...]:
    """Headings and lists lost, as in text copied from a PDF; the title stays the title."""
    return (passages[0], *(replace(each, mark="") for each in passages[1:]))


def merged_paragraphs(passages: tuple[Passage, ...], dice: random.Random) -> tuple[Passage, ...]:
    """Paragraphs and list items run together."""
    result: list[Passage] = []
    for each in passages:
        is_prose = result and not each.mark.startswith("#") and not result[-1].mark.startswith("#")
        if is_prose and dice.random() < 0.4:
            result[-1] = replace(result[-1], rows=(*result[-1].rows, *each.rows))
        else:
            result.append(each)
    return tuple(result)


def split_paragraphs(passages: tuple[Passage, ...], dice: random.Random) -> tuple[Passage, ...]:
    result: list[Passage] = []
    for each in passages:
        if len(each.rows) > 1 and dice.random() < 0.6:
            cut = dice.randrange(1, len(each.rows))
            result += [replace(each, rows=each.rows[:cut]), replace(each, rows=each.rows[cut:])]
        else:
            result.append(each)
    return tuple(result)


def dropped_passages(passages: tuple[Passage, ...], dice: random.Random) -> tuple[Passage, ...]:
    return (passages[0], *(each for each in passages[1:] if dice.random() > 0.2))


def dropped_sentences(passages: tuple[Passage, ...], dice: random.Random) -> tuple[Passage, ...]:
    return tuple(
        replace(
            each,
            rows=tuple(row for row in each.rows if len(each.rows) == 1 or dice.random() > 0.25)
            or each.rows[:1],
        )
        for each in passages
    )


def with_other_text(passages: tuple[Passage, ...], dice: random.Random) -> tuple[Passage, ...]:
    """Sentences of the same leaflet stand a second time somewhere else."""
    rows = [row.target for each in passages for row in each.rows if row.target]
    result: list[Passage] = []
    for each in passages:
        result.append(each)
        if dice.random() < 0.2:
            result.append(Passage("", (Row("", dice.choice(rows)),)))
    return tuple(result)


def moved_passages(passages: tuple[Passage, ...], dice: random.Random) -> tuple[Passage, ...]:
    """Neighbouring passages of one kind in the other order."""
    result = list(passages)
    position = 1
    while position < len(result) - 1:
        if result[position].mark == result[position + 1].mark and dice.random() < 0.4:
            result[position : position + 2] = reversed(result[position : position + 2])
            position += 1
        position += 1
    return tuple(result)


def moved_sentences(passages: tuple[Passage, ...], dice: random.Random) -> tuple[Passage, ...]:
    result = []
    for each in passages:
        rows = list(each.rows)
        if len(rows) > 1 and dice.random() < 0.4:
            at = dice.randrange(len(rows) - 1)
            rows[at : at + 2] = reversed(rows[at : at + 2])
        result.append(replace(each, rows=tuple(rows)))
    return tuple(result)


def moved_section(passages: tuple[Passage, ...], dice: random.Random) -> tuple[Passage, ...]:
    """One section stands at the end."""
    starts = [at for at, each in enumerate(passages) if each.mark == "## "]
    number = dice.randrange(len(starts) - 1)
    start, end = starts[number], starts[number + 1]
    return passages[:start] + passages[end:] + passages[start:end]


EDITIONS: tuple[Edition, ...] = (
    as_it_is,
    plain_paragraphs,
    merged_paragraphs,
    split_paragraphs,
    dropped_passages,
    dropped_sentences,
    with_other_text,
    moved_passages,
    moved_sentences,
    moved_section,
)
SEEDS = range(3)
