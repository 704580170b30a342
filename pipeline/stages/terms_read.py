"""What of the termbase is read for an article: one row that changed concerns few of a library.

Articles and pages read what stands for a stray fragment or stays as it is (`of_documents`). Checks
read the rest as well: of it those rows whose term an article may have, and what a language rules
out (`TermsRead`). Loaded by the key of every build: the table is read as lines, and no more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.errors import LeafletsError
from pipeline.execution.stamps import digest
from pipeline.files import read_if_exists
from pipeline.model import Language, Term, TermRule
from pipeline.places import SOURCE, WORDS_DOMAIN

if TYPE_CHECKING:
    from pipeline.execution.finished import FinishedWork
    from pipeline.language.terms import TermIndex
    from pipeline.stages.project import Project

__all__ = ["TermsRead", "of_documents"]

_OF_CHECKS = {b"use", b"avoid"}
_OF_DOCUMENTS = {b"keep", b"resolve"}
_INSIDE_WORDS = re.compile("[*_\\\\`~\u00ad\u200b-\u200d\u2060]")  # "herni**ated**" is one word


def of_documents(termbase: bytes) -> bytes:
    """The rows that documents and pages are made with, of a termbase file as it is.

    Rows that only the checks read are left out, and comments; where it can't be told, a row stays.
    """
    return b"\n".join(line for line in termbase.splitlines() if _may_bear_on_documents(line))


def _may_bear_on_documents(line: bytes) -> bool:
    if line.startswith(b"#"):
        return False
    cells = {cell.strip(b" ") for cell in line.split(b"\t")}
    return cells.isdisjoint(_OF_CHECKS) or not cells.isdisjoint(_OF_DOCUMENTS)


class TermsRead:
    """The rows that the checks of one project read, article by article.

    What an article has is on record (`record`), and found out again where it or the termbase has
    changed: a millisecond an article, where its checks take fifty.
    """

    TASK = f"{SOURCE}/termbase.tsv"  # begins the names under which the answers are on record

    def __init__(self, project: Project, record: FinishedWork) -> None:
        self._project = project
        self._record = record
        self.seen: dict[str, str] = {}  # the answers that were asked for, by task
        try:
            self._table = read_if_exists(project.termbase_path) or b""
        except OSError as error:
            self._table = f"\0{error.strerror}".encode()
        self.whole = digest((self._table,))  # of all rows

    @cached_property
    def of_documents(self) -> bytes:
        """Of the rows that every document is read with."""
        return digest((of_documents(self._table),)).encode()

    def of_article(self, slug: str, source: bytes) -> str:
        """Of the rows that judging this article reads; `source` is what its file holds."""
        if slug == WORDS_DOMAIN or not source or self._project.settings.dictionaries:
            return self.whole  # a dictionary knows the wordings of all rows
        key = digest((self.whole.encode(), source))
        return self._recorded(f"{self.TASK} for {slug}", key, lambda: self._rows_in(source))

    def of_catalog(self, slug: str, source: bytes, language: Language | None) -> str:
        """Of the rows that judging a catalog beside this article reads, whose texts it has."""
        if language is None:
            return self.whole
        task = f"{self.TASK} in {language}"
        ruled_out = self._recorded(task, self.whole, lambda: self._rows_against(language))
        return self.of_article(slug, source) + ruled_out

    def _recorded(self, task: str, key: str, find: Callable[[], str]) -> str:
        """What is on record about it, or is found now."""
        if not self._table:
            return self.whole
        if task not in self.seen:
            facts = self._record.facts(task, key)
            if facts is None:
                facts = {"rows": find()}
                self._record.finish(task, key, (), facts)
            self.seen[task] = facts["rows"]
        return self.seen[task]

    def _rows_in(self, source: bytes) -> str:
        """Of those whose term the article may have."""
        if b".svg" in source or self._index is None:
            return self.whole  # what a drawing says is part of the text
        from pipeline.language.scripts import words

        text = unicodedata.normalize("NFC", source.decode(errors="replace"))
        texts = (text, _INSIDE_WORDS.sub("", text), *self._readings)
        found = {each[start:end] for each in texts for start, end in words(each)}
        found |= {word[:-1] for word in found if word[-1] == "s" and word[:-1].isupper()}  # "MRIs"
        numbers = self._index.candidates(found, frozenset("".join(texts)))
        return digest(self._lines[number] for number in numbers)

    def _rows_against(self, language: Language) -> str:
        """Of those that rule something out in a language."""
        from pipeline.checks.facts import is_in

        if self._terms is None:
            return self.whole
        avoided = (term for term in self._terms if term.rule is TermRule.AVOID)
        return digest(_as_bytes(term) for term in avoided if is_in(language, term.language))

    # ---- the table
    @cached_property
    def _terms(self) -> tuple[Term, ...] | None:
        """None where the table can't be read: then all of it concerns everybody."""
        try:
            return self._project.termbase().terms
        except LeafletsError:
            return None

    @cached_property
    def _index(self) -> TermIndex | None:
        if self._terms is None:
            return None
        from pipeline.language.terms import TermIndex

        source_language = self._project.settings.source_language
        return TermIndex([term.term for term in self._terms], source_language)

    @cached_property
    def _lines(self) -> tuple[bytes, ...]:
        """The row of each term."""
        return tuple(_as_bytes(term) for term in self._terms or ())

    @cached_property
    def _readings(self) -> tuple[str, ...]:
        """What an article may say in the place of stray fragments, which may hold a term."""
        return tuple(
            reading
            for term in self._terms or ()
            if term.rule is TermRule.RESOLVE
            for readings in term.readings.values()
            for reading in readings
        )


def _as_bytes(term: Term) -> bytes:
    """All that a row says."""
    return "\t".join(_cells(term)).encode()


def _cells(term: Term) -> Iterator[str]:
    yield from (term.term, term.language.tag, term.rule, term.note)
    for tag, readings in sorted(term.readings.items()):
        yield from (tag, *_marked(readings))


def _marked(readings: Iterable[str]) -> Iterator[str]:
    return (f"|{reading}" for reading in readings)
