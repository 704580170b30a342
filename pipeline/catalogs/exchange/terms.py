"""Terms from elsewhere → the project's termbase table: rows are added and empty cells filled.

What a row says already is never overwritten: where the two differ, it is told, and a person
decides. The table's comments, order and columns stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.catalogs.exchange.tbx import GivenTerm
from pipeline.model import Language, Term, Termbase, TermRule
from pipeline.source.termbase import NOTHING

__all__ = ["Difference", "MergedTerms", "merge_terms"]

FIXED = ("term", "language", "rule", "note")


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the file says otherwise than the termbase, which stays as it is."""

    line: int  # in the file that came
    message: str  # lower-case sentence, no final stop


@dataclass(frozen=True, slots=True)
class MergedTerms:
    """The table's new text, and what a person should know."""

    text: str
    added: tuple[str, ...]  # terms with a new row
    filled: tuple[str, ...]  # terms with a cell filled
    differences: tuple[Difference, ...]
    left_out: tuple[str, ...]  # languages that the project does not have


def merge_terms(
    text: str, termbase: Termbase, given: Iterable[GivenTerm], *, languages: Iterable[Language]
) -> MergedTerms:
    """The table `text`, which says `termbase`, with what is new in `given`.

    Columns are added for those of the project's `languages` that have readings; readings in other
    languages are left out and named.
    """
    incoming = tuple(given)
    table = _Table(text)
    known = {language.tag for language in languages} | set(table.columns)
    tags = list(dict.fromkeys(tag for each in incoming for tag in each.term.readings))
    table.widen([tag for tag in tags if tag in known and tag not in table.columns])
    merging = _Merging(table, {(term.term, term.language): term for term in termbase.terms})
    for each in incoming:
        merging.take(each)
    return MergedTerms(
        table.text(),
        tuple(merging.added),
        tuple(merging.filled),
        tuple(merging.differences),
        tuple(tag for tag in tags if tag not in known),
    )


@dataclass(slots=True)
class _Merging:
    table: _Table
    known: dict[tuple[str, Language], Term]
    added: list[str] = field(default_factory=list)
    filled: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    def take(self, given: GivenTerm) -> None:
        """One term of the file: a new row, empty cells filled, differences told."""
        term = given.term
        identity = (term.term, term.language)
        cells = _cells(term)
        if identity not in self.known:
            if identity[0].startswith("#"):
                self._differ(term, "begins with '#', which makes a comment of a row")
                return
            self.known[identity] = Term(*identity, term.rule, term.readings, term.note)
            self.table.add(cells)
            self.added.append(term.term)
            return
        line = self.known[identity].line
        if not line:
            self._differ(term, "stands twice in the file; the first one was taken")
            return
        wanted = {name: cell for name, cell in cells.items() if name not in ("term", "language")}
        if not given.has_rule:
            del wanted["rule"]
        self._fill(term, line, wanted)

    def _fill(self, term: Term, line: int, wanted: Mapping[str, str]) -> None:
        has_filled = False
        for name, cell in wanted.items():
            held = self.table.cell(line, name)
            if held is None or not cell or cell == held:
                continue
            if held:
                self._differ(term, f"{name} is {held!r} here and {cell!r} in the file")
            else:
                self.table.fill(line, name, cell)
                has_filled = True
        if has_filled:
            self.filled.append(term.term)

    def _differ(self, term: Term, what: str) -> None:
        self.differences.append(Difference(term.line, f"{term.term!r} ({term.language}): {what}"))


def _cells(term: Term) -> dict[str, str]:
    """The cells of a term's row, by the names of their columns."""
    nothing = NOTHING if term.rule is TermRule.RESOLVE else ""
    readings = {
        tag: "|".join(each or nothing for each in alternatives)
        for tag, alternatives in term.readings.items()
    }
    fixed = {
        "term": term.term,
        "language": term.language.tag,
        "rule": str(term.rule),
        "note": term.note,
    }
    return fixed | readings


class _Table:
    """The lines of a termbase file: comments stay, rows are cells."""

    def __init__(self, text: str) -> None:
        self._lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n") if text else []
        rows = [
            n for n, line in enumerate(self._lines) if line.strip() and not line.startswith("#")
        ]
        if not rows:
            rows = [len(self._lines)]
            self._lines.append("\t".join(FIXED))
        self._rows = rows
        cells = self._lines[rows[0]].split("\t")
        self.columns = [
            name if name in FIXED else Language.parse(name).tag for name in map(str.strip, cells)
        ]

    def widen(self, tags: Iterable[str]) -> None:
        """Add columns at the right edge, empty in all rows."""
        for tag in tags:
            self.columns.append(tag)
            for place, row in enumerate(self._rows):
                self._lines[row] += "\t" if place else f"\t{tag}"

    def add(self, cells: Mapping[str, str]) -> None:
        """Add a row at the end."""
        self._rows.append(len(self._lines))
        self._lines.append("\t".join(cells.get(name, "") for name in self.columns))

    def cell(self, line: int, name: str) -> str | None:
        """What stands in a column of the 1-based `line`; None where there is no such column."""
        if name not in self.columns:
            return None
        return self._lines[line - 1].split("\t")[self.columns.index(name)].strip(" ")

    def fill(self, line: int, name: str, cell: str) -> None:
        """Put `cell` into a column of the 1-based `line`."""
        cells = self._lines[line - 1].split("\t")
        cells[self.columns.index(name)] = cell
        self._lines[line - 1] = "\t".join(cells)

    def text(self) -> str:
        """The file."""
        return "".join(f"{line}\n" for line in self._lines)
