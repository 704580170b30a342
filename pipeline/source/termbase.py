"""The project's termbase, source/termbase.tsv → `Termbase`: a table that any spreadsheet opens.

One row a term; the first row names the columns: `term`, `language`, `rule`, `note` and one column
for each language that has readings, in any order. `|` separates alternatives, the preferred one
first; rows beginning with `#` are comments. Every mistake is reported at once. What the terms
mean for a text is the business of `fragments` (rule resolve) and of the checks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import SourceError, counted, unreadable
from pipeline.language import cldr
from pipeline.language.scripts import stray_runs
from pipeline.model import Language, Term, Termbase, TermRule
from pipeline.source.decoding import (
    Problem,
    combined,
    decode_utf8,
    describe,
    forbidden_characters,
    project_path,
)

NOTHING = "-"  # the reading that removes a fragment: read as the empty string

_REQUIRED = ("term", "language", "rule")
_FIXED = (*_REQUIRED, "note")
_ALTERNATIVES = "|"
_HEADER_HINT = "the first row names the columns: term, language, rule, note, en, es, …"


def read_termbase(path: Path, *, root: Path, source_language: Language | None = None) -> Termbase:
    """The terms in the file `path`; no file, no terms.

    With `source_language`, a `resolve` row must have a reading in it that is no stray text itself.
    Raises SourceError with every mistake of the file, a line each.
    """
    shown = project_path(path, root)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Termbase(path=shown)
    except OSError as error:
        raise unreadable(SourceError, shown, error) from error
    return parse_termbase(decode_utf8(data, shown), path=shown, source_language=source_language)


def parse_termbase(text: str, *, path: str, source_language: Language | None = None) -> Termbase:
    """The terms that a file's `text` lists; SourceError as from `read_termbase`."""
    rows = tuple(_rows(unicodedata.normalize("NFC", text)))
    if not rows:
        return Termbase(path=path)
    problems = _character_problems(rows)
    (header_line, header), *body = rows
    columns, header_problems = _columns(header_line, header)
    problems += header_problems
    if columns is None:
        raise combined(problems, path)
    terms: list[Term] = []
    for line, cells in body:
        term, row_problems = _term(line, cells, columns)
        problems += row_problems
        if term is not None:
            terms.append(term)
            problems += _resolve_problems(term, source_language)
    problems += _duplicates(terms)
    if problems:
        raise combined(problems, path)
    return Termbase(tuple(terms), path)


def _rows(text: str) -> Iterable[tuple[int, tuple[str, ...]]]:
    """(1-based line, cells) of every row that is neither blank nor a comment."""
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, tuple(cell.strip(" ") for cell in line.split("\t"))


def _character_problems(rows: Iterable[tuple[int, tuple[str, ...]]]) -> list[Problem]:
    return [
        Problem(line, f"{describe(character)} in {cell!r}", "delete it")
        for line, cells in rows
        for cell in cells
        for _, character in forbidden_characters(cell)
    ]


def _columns(line: int, header: tuple[str, ...]) -> tuple[tuple[str, ...] | None, list[Problem]]:
    """The columns' names, reading columns as canonical tags; None where rows can't be read."""
    problems, columns = [], []
    for cell in header:
        name = cell if cell in _FIXED else Language.parse(cell).tag if cell else ""
        if cell not in _FIXED and not (cell and cldr.is_known(Language(name))):
            problems.append(Problem(line, f"unknown column {cell!r}{_near(cell)}", _HEADER_HINT))
        elif name in columns:
            problems.append(Problem(line, f"the column {cell!r} is there twice", _HEADER_HINT))
        columns.append(name)
    missing = [name for name in _REQUIRED if name not in columns]
    if missing:
        names = ", ".join(map(repr, missing))
        problems.append(Problem(line, f"no column {names}", _HEADER_HINT))
        return None, problems
    return tuple(columns), problems


def _near(cell: str) -> str:
    import difflib

    near = difflib.get_close_matches(cell.lower(), _FIXED, n=1)
    return f" (did you mean {near[0]!r}?)" if near else ""


def _term(
    line: int, cells: tuple[str, ...], columns: tuple[str, ...]
) -> tuple[Term | None, list[Problem]]:
    """The term of one row, or None and what is wrong with it."""
    if len(cells) != len(columns):
        message = f"{counted(len(cells), 'cell')} where the first row has {len(columns)}"
        return None, [Problem(line, message, "separate cells with one tab, empty ones as well")]
    row = dict(zip(columns, cells, strict=True))
    problems = []
    if not row["term"]:
        problems.append(Problem(line, "no term"))
    language = Language.parse(row["language"])
    if not cldr.is_known(language):
        problems.append(
            Problem(line, f"unknown language {row['language']!r}", "use a BCP 47 tag: en, zh-Hans")
        )
    if row["rule"] not in set(TermRule):
        rules = ", ".join(map(str, TermRule))
        problems.append(Problem(line, f"unknown rule {row['rule']!r}", f"the rules are {rules}"))
    if problems:
        return None, problems
    rule = TermRule(row["rule"])
    readings = {
        name: _alternatives(cell, rule) for name, cell in row.items() if name not in _FIXED and cell
    }
    term = Term(row["term"], language, rule, readings, row.get("note", ""), line)
    return term, _reading_problems(term)


def _alternatives(cell: str, rule: TermRule) -> tuple[str, ...]:
    if rule is TermRule.RESOLVE and cell == NOTHING:
        return ("",)
    return tuple(part.strip(" ") for part in cell.split(_ALTERNATIVES))


def _reading_problems(term: Term) -> list[Problem]:
    problems = [
        Problem(term.line, f"an empty alternative in column {tag!r}", "drop the | before or after")
        for tag, alternatives in term.readings.items()
        if "" in alternatives and alternatives != ("",)
    ]
    if term.rule is TermRule.USE and not term.readings:
        problems.append(
            Problem(
                term.line,
                f"{term.term!r} has rule use and no reading in any language",
                "fill in a reading, or use the rule keep for what is never translated",
            )
        )
    return problems


def _resolve_problems(term: Term, source_language: Language | None) -> list[Problem]:
    """A fragment can be resolved only by a reading that belongs into the source text."""
    if term.rule is not TermRule.RESOLVE or source_language is None:
        return []
    readings = readings_in(term, source_language)
    if not readings:
        return [
            Problem(
                term.line,
                f"{term.term!r} has rule resolve and no reading in the source language",
                f"fill in column {source_language.tag!r}, or {NOTHING!r} to remove the fragment",
            )
        ]
    return [
        Problem(
            term.line,
            f"the reading {reading!r} is no {source_language.tag} text: it would be stray again",
            "give the wording that belongs into the source",
        )
        for reading in readings
        if stray_runs(reading, source_language)
    ]


def readings_in(term: Term, language: Language) -> tuple[str, ...]:
    """The term's readings for `language`, else for its base: those of "pt" serve "pt-BR"."""
    return term.readings.get(language.tag) or term.readings.get(language.base) or ()


def _duplicates(terms: Iterable[Term]) -> list[Problem]:
    seen: dict[tuple[str, Language], int] = {}
    problems = []
    for term in terms:
        first = seen.setdefault((term.term, term.language), term.line)
        if first != term.line:
            problems.append(
                Problem(
                    term.line,
                    f"{term.term!r} ({term.language.tag}) stands already on line {first}",
                    "make one row of the two",
                )
            )
    return problems
