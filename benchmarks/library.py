"""A made-up library of health articles, the same every time, for measuring.

Articles of about 600 words with front matter, headings, lists, a table and inline markup; a
quarter of their sentences come from a common pool, as in a publisher's real library. Every text
has a translation in each of the languages, put together from library.tsv: its figures, negations
and markup are right, so that checks see what they see in a real library, and its grammar is not.
Good for measuring, and never for anything else.

    python benchmarks/library.py DIR --articles 100
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

SOURCE = "en"
LANGUAGES = ("es", "fr", "de", "it", "pt-BR")
POOL_SENTENCES = 400
POOL_SHARE = 0.25
EDITED_SHARE = 0.05
HEADINGS = 6
PATTERN_WEIGHTS = (4, 4, 3, 4, 4, 2, 1, 1)  # of the patterns of library.tsv, in its order
SWAPS = {"and": "or else", "most": "many", "notice": "report", "cause": "bring", "please": "kindly"}
PUT_IN = ("often", "usually", "quite", "not", "only")

_SLOT = re.compile(r"\\\{([a-z]+)(2?)\\\}")
# What stands in every language as it is; some tools put a placeholder where a link leads.
_KEPT = {"amount": "[0-9]+", "target": r"\(https://example\.org/[a-z]+\)|\{[0-9]+\}"}
_BETWEEN_SENTENCES = re.compile(r"(?<=\.) ")


# ---- phrases
class _Pattern(NamedTuple):
    """A sentence with places to fill, in every language, and what finds it in English."""

    texts: Mapping[str, str]
    regex: re.Pattern[str]


@cache
def _rows() -> Mapping[str, tuple[Mapping[str, str], ...]]:
    """Kind of phrase → phrases, each in every language."""
    text = Path(__file__).with_suffix(".tsv").read_text(encoding="utf-8")
    head, *lines = (line.split("\t") for line in text.splitlines())
    rows: dict[str, list[Mapping[str, str]]] = {}
    for kind, *cells in lines:
        rows.setdefault(kind, []).append(dict(zip(head[1:], cells, strict=True)))
    return {kind: tuple(found) for kind, found in rows.items()}


@cache
def _words(kind: str) -> tuple[str, ...]:
    """The English phrases of a kind."""
    return tuple(row[SOURCE] for row in _rows()[kind])


@cache
def _dictionary(kind: str) -> Mapping[str, Mapping[str, str]]:
    """An English phrase of a kind → the phrase in every language."""
    return {row[SOURCE]: row for row in _rows()[kind]}


@cache
def _patterns() -> tuple[_Pattern, ...]:
    """Everything with places to fill, or with none, longest first."""
    texts = [row for kind in ("pattern", "line", "heading", "symptom") for row in _rows()[kind]]
    return tuple(_Pattern(row, re.compile(_regex(row[SOURCE]))) for row in texts)


def _regex(pattern: str) -> str:
    def places(match: re.Match[str]) -> str:
        kind, second = match.groups()
        phrases = () if kind in _KEPT else sorted(_words(kind), key=len)[::-1]
        inside = _KEPT.get(kind) or "|".join(re.escape(phrase) for phrase in phrases)
        return f"(?P<{kind}{second}>{inside})"

    return _SLOT.sub(places, re.escape(pattern))


def translation(text: str, tag: str) -> str:
    """A text of the library in another language; as it stands where it is not the library's."""
    core = text.strip()
    start = text.index(core)
    shown = " ".join(_translated(each, tag) for each in _BETWEEN_SENTENCES.split(core))
    return f"{text[:start]}{shown}{text[start + len(core) :]}"


@lru_cache(maxsize=100_000)
def _translated(text: str, tag: str) -> str:
    for pattern in _patterns():
        match = pattern.regex.fullmatch(text)
        if match:
            values = {name: _filled(name, value, tag) for name, value in match.groupdict().items()}
            return pattern.texts[tag].format(**values)
    return text


def gettext_name(tag: str) -> str:
    """How gettext's tools, and folders under locales/, call a language."""
    return tag.replace("-", "_")


def _filled(name: str, value: str, tag: str) -> str:
    kind = name.rstrip("2")
    return value if kind in _KEPT else _dictionary(kind)[value][tag]


# ---- articles
def sentence(chance: random.Random) -> str:
    """One made-up sentence, with inline markup now and then."""
    (pattern,) = chance.choices(_words("pattern"), PATTERN_WEIGHTS)
    return _fill(pattern, chance)


def _fill(pattern: str, chance: random.Random) -> str:
    def value(match: re.Match[str]) -> str:
        kind = match[1].rstrip("2")
        if kind == "amount":
            return str(50 * chance.randint(1, 19))
        if kind == "target":
            return f"(https://example.org/{chance.choice(_words('condition'))})"
        return chance.choice(_words(kind))

    return re.sub(r"\{([a-z]+2?)\}", value, pattern)


@cache
def _pool() -> tuple[str, ...]:
    """The sentences that many articles share."""
    chance = random.Random(7)
    return tuple(sentence(chance) for _ in range(POOL_SENTENCES))


def article(number: int, *, is_edited: bool = False) -> str:
    """The Markdown of article `number`; edited, with one sentence in twenty changed."""
    chance, pen = random.Random(number * 7919 + 1), random.Random(number * 7919 + 2)

    def one() -> str:
        text = chance.choice(_pool()) if chance.random() < POOL_SHARE else sentence(chance)
        return edited(text, pen) if is_edited and pen.random() < EDITED_SHARE else text

    def paragraph(count: int) -> str:
        return " ".join(one() for _ in range(count))

    condition = chance.choice(_words("condition"))
    lines = [
        "---",
        f"title: Living with {condition}, part {number}",
        f"summary: What {chance.choice(_words('people'))} should know about {condition}.",
        "publisher: Example Health",
        "date: 2024-10-31",
        "---",
        "",
        paragraph(3),
        "",
    ]
    with_list = set(chance.sample(range(HEADINGS), 3))
    for place, heading in enumerate(chance.sample(_words("heading"), HEADINGS)):
        lines += [f"## {heading}", "", paragraph(3), "", paragraph(2), ""]
        if place in with_list:
            lines += [*(f"- {one()}" for _ in range(3)), ""]
    lines += ["| Sign | What it may mean |", "| --- | --- |"]
    for _ in range(3):
        symptom, degree = chance.choice(_words("symptom")), chance.choice(_words("degree"))
        lines.append(f"| {symptom} | {degree} {chance.choice(_words('condition'))} |")
    return "\n".join([*lines, ""])


def edited(text: str, chance: random.Random) -> str:
    """The text as an author revises it: a word changed, added, left out, or a number."""
    words = text.split(" ")
    place = chance.randrange(1, len(words) - 1)
    kind = chance.randrange(4 if re.search("[0-9]", text) else 3)
    if kind == 0:
        words[place] = SWAPS.get(words[place].lower(), "certain")
    elif kind == 1:
        words.insert(place, chance.choice(PUT_IN))
    elif kind == 2:
        del words[place]
    else:
        return re.sub("[0-9]+", lambda found: str(int(found[0]) + 5), text, count=1)
    return " ".join(words)


# ---- the whole
def write_sources(folder: Path, articles: int, *, is_edited: bool = False) -> None:
    """So many articles, a00000.md and on."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(articles):
        text = article(number, is_edited=is_edited)
        (folder / f"a{number:05}.md").write_text(text, encoding="utf-8")


def write_library(folder: Path, articles: int, languages: tuple[str, ...] = LANGUAGES) -> None:
    """source/ and leaflets.toml of a project with so many articles."""
    write_sources(folder / "source", articles)
    tags = ", ".join(f'"{tag}"' for tag in languages)
    (folder / "leaflets.toml").write_text(
        f'[project]\nname = "bench"\nlanguages = [{tags}]\n\n[build]\nformats = ["html"]\n',
        encoding="utf-8",
    )


class Facts(NamedTuple):
    """What a library is like."""

    articles: int
    words: float  # an article, at the median
    headings: float  # an article, with the title
    lists: float
    tables: float
    sentences: int  # of all articles
    repeated: float  # share of the sentences that stand in more than one place
    edited: float  # share of the sentences that the edit changes


def facts(articles: int) -> Facts:
    """Counted in the articles themselves, whatever the generator meant to do."""
    texts = [article(number) for number in range(articles)]
    counts = Counter(each for text in texts for each in _sentences(text))
    total = sum(counts.values())
    kept = Counter(
        each for number in range(articles) for each in _sentences(article(number, is_edited=True))
    )

    def each(pattern: str) -> float:
        return statistics.mean(len(re.findall(pattern, text, re.MULTILINE)) for text in texts)

    return Facts(
        articles=articles,
        words=statistics.median(len(re.findall(r"[\w’]+", _prose(text))) for text in texts),
        headings=each(r"^## |^title: "),
        lists=each(r"^$\n- "),
        tables=each(r"^\| --- \|"),
        sentences=total,
        repeated=sum(count for count in counts.values() if count > 1) / total,
        edited=sum((counts - kept).values()) / total,
    )


def _prose(text: str) -> str:
    """What a reader reads: no addresses, no dates, no names of fields."""
    return re.sub(r"\]\([^)]*\)|^date: .*|^[a-z]+: |^---$", "", text, flags=re.MULTILINE)


def _sentences(text: str) -> Iterator[str]:
    """The sentences of paragraphs and lists."""
    for line in text.split("---\n", 2)[2].splitlines():
        if line.endswith("."):
            yield from _BETWEEN_SENTENCES.split(line.removeprefix("- "))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=100)
    chosen = parser.parse_args()
    write_library(chosen.folder, chosen.articles)
