"""Reading the data files beside this package: one entry a line, tabs between columns, # comments.

What a language is like is data, so that a new language is a file and not a change of code.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unicodedata import normalize

from pipeline.model import Language

DATA = Path(__file__).parent / "data"


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `data/<name>` in file order, without comments and blank lines.

    A missing file is no row: most languages have no exceptions to tell.
    """
    path = DATA / name
    if not path.exists():
        return ()
    lines = path.read_text(encoding="utf-8").split("\n")
    if name.partition("/")[0] in _SEARCHED:
        lines = [each for line in lines for each in _as_typed(line)]
    return tuple(_columns(line) for line in lines if line.strip() and not line.startswith("#"))


def _columns(line: str) -> tuple[str, ...]:
    if "\t " in line or " \t" in line or line[0] == " " or line[-1] == " ":
        return tuple(column.strip(" ") for column in line.split("\t"))
    return tuple(line.split("\t"))


# What is looked for in a text as it stands, and not among `Word.folded`, which is in NFC.
_SEARCHED = frozenset(
    {
        "and-a-half.tsv",
        "counts",
        "day-parts.tsv",
        "frequencies",
        "half-of.tsv",
        "half-stems.tsv",
        "medicines-elsewhere.tsv",
        "number-words",
        "said-otherwise.tsv",
        "scale-words.tsv",
        "unit-names",
        "unit-words",
    }
)


def _as_typed(line: str) -> list[str]:
    """The line, and once more with the letters that keyboards write as one character.

    "ছয়" ends with one or two; NFC takes it apart, as the data files do, and texts seldom do.
    """
    columns = line.split("\t")
    typed = [", ".join(_typed(column.split(", "))) or column for column in columns]
    return [line] if typed == columns else [line, "\t".join(typed)]


def _typed(forms: list[str]) -> Iterator[str]:
    """Those of the forms that have such letters, with these."""
    for form in forms:
        typed = form
        for apart, letter in _LETTERS.items():
            typed = typed.replace(apart, letter)
        if typed != form:
            yield typed


# Letters that NFC takes apart: those of Devanagari and of Bengali with a dot below.
_LETTERS = {
    normalize("NFC", letter): letter
    for letter in map(chr, [*range(0x0958, 0x0960), 0x09DC, 0x09DD, 0x09DF])
}


@cache
def words_of(name: str, language: Language) -> tuple[str, ...]:
    """What `data/<name>` lists for the base language, in file order.

    Of a table of two columns: the language, then its words with commas between.
    """
    listed = (words for tag, words in rows(name) if tag == language.base)
    return tuple(word for words in listed for word in words.split(", "))


def rows_for(folder: str, language: Language) -> tuple[tuple[str, ...], ...]:
    """The rows for the base language, then those for the exact tag: `pt.txt`, then `pt-BR.txt`."""
    base = rows(f"{folder}/{language.base}.txt")
    return base if language.tag == language.base else base + rows(f"{folder}/{language.tag}.txt")
