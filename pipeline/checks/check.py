"""What a check is: one generator function with its metadata and its examples.

Owns the shape of a check and what a well-formed one must bring; decides nothing about content.
Read next: `registry` (all of them), `run` (how they are applied).
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from pipeline.checks.facts import Facts
from pipeline.checks.reading import Pair, Reading
from pipeline.language.spelling import Speller
from pipeline.model import (
    BlockKind,
    Document,
    Language,
    Severity,
    State,
    Term,
    Unit,
)

ID_PATTERN = re.compile(r"[a-z]+(?:-[a-z]+)*")
TRANSLATED = frozenset({State.TRANSLATED})


class Scope(StrEnum):
    """What a check is called with, once for each; the second argument is always the Context."""

    UNIT = "unit"  # a Pair: each entry of a catalog
    CATALOG = "catalog"  # a Catalog
    LANGUAGE = "language"  # all catalogs of one language, as a tuple of Placed
    SEGMENT = "segment"  # a Passage: each sentence of an article
    ARTICLE = "article"  # a Document


@dataclass(frozen=True, slots=True)
class Problem:
    """What a check yields; `run` adds id, severity and place.

    `fix` is offered only where it is provably right for the language: the text to put in place of
    `span` (in msgstr). It is applied by `leaflets check --fix` without a person reading it.
    """

    message: str  # lower-case sentence in plain words, no final stop
    span: tuple[int, int] | None = None  # UNIT: in msgstr; SEGMENT: in the sentence
    hint: str = ""  # what to do
    fix: str | None = field(default=None, kw_only=True)
    severity: Severity | None = field(default=None, kw_only=True)  # None: the check's own
    line: int = field(default=0, kw_only=True)  # ARTICLE: 1-based, in the file; 0: its body's first
    place: Placed | None = field(default=None, kw_only=True)  # LANGUAGE: the entry that it is about
    in_doubt: tuple[str, ...] = field(default=(), kw_only=True)
    # UNIT: what it takes for no names, Latin words or codes; if the catalog says that all of them
    # are names, there is no problem, see `names`


@dataclass(frozen=True, slots=True)
class Placed:
    """A translated unit and the file that it stands in: the subject of Scope.LANGUAGE."""

    path: str  # as findings show it
    domain: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class Context:
    """All that a check may know besides its subject: the same for all units of a language."""

    language: Language  # of the translations
    facts: Facts  # about the source texts; knows the source language and the termbase
    allow: frozenset[str] = frozenset()  # the project's words that may stand in any script
    spelling: frozenset[str] = frozenset()  # words of the project's own dictionary, lower case
    speller: Speller | None = None  # of the project's dictionary for the language, if it has one
    document: Document | None = None
    # CATALOG, ARTICLE, SEGMENT; None: the catalog is checked without its article, or UNIT


CheckFunction = Callable[..., Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Example:
    """One unit to show a check on."""

    source: str
    target: str
    language: str  # tag of the translation
    fuzzy: bool = field(default=False, kw_only=True)
    plural: tuple[str, ...] = field(default=(), kw_only=True)  # see Unit.plural
    terms: tuple[Term, ...] = field(default=(), kw_only=True)
    resolved: tuple[str, ...] = field(default=(), kw_only=True)  # fragments that stood in it
    article: tuple[str, ...] = field(default=(), kw_only=True)
    # the sentences of the article today; (): the catalog is checked without its article
    critical: bool = field(default=False, kw_only=True)
    kind: BlockKind | None = field(default=None, kw_only=True)  # what it stands in; None: not known
    obsolete: bool = field(default=False, kw_only=True)  # CATALOG
    header_fuzzy: bool = field(default=False, kw_only=True)  # CATALOG
    header: tuple[tuple[str, str], ...] = field(default=(), kw_only=True)  # of the catalog
    dictionary: tuple[str, ...] = field(default=(), kw_only=True)
    # words that the project's dictionary has, lower case; (): it has none
    others: tuple[tuple[str, str], ...] = field(default=(), kw_only=True)
    # LANGUAGE: (source, target) of entries elsewhere
    # SEGMENT, ARTICLE: `source` is the article's Markdown, `target` is empty, `language` its own


@dataclass(frozen=True, slots=True)
class Passes(Example):
    """An example on which the check is silent."""


@dataclass(frozen=True, slots=True)
class Fires(Example):
    """An example on which the check finds exactly one problem, whose message holds `says`."""

    says: str


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its function, and what `run`, the settings and the documentation ask about it.

    `function(subject, context)`, see Scope for the subject, yields a Problem for each mistake. It
    never raises for content, reads no state and changes nothing.
    """

    id: str
    scope: Scope
    severity: Severity
    function: CheckFunction
    examples: tuple[Example, ...]
    states: frozenset[State]  # UNIT: the states of the units that it is asked about
    plural: bool  # UNIT: whether it is asked about entries with plural forms
    # UNIT: what a check needs for it to have anything to say. One with several of these is asked
    # where any of them holds, one with none of them always.
    needs: frozenset[str]  # one of these characters in either text
    needs_in: Callable[[Language], Collection[str]] | None
    # the same, for the language of the translation and in the translation only
    needs_piece: Callable[[str], object] | None
    # in either text, something between white space of which this is true
    needs_visible_in: Callable[[Language], Callable[[str], object]] | None
    # the same of what a reader sees, for the language of the translation and in the translation
    # only; taken to be true of all in which markup may hide something
    needs_start: Callable[[str], object] | None  # either text begins with such a character
    needs_spaces: Callable[[str], object] | None
    # this is true of either text, which has other white space than single spaces within
    needs_source: Callable[[Reading], object] | None  # this is true of the source text
    needs_pair: Callable[[Pair, Context], object] | None  # this is true of both texts together
    needs_topic: Callable[[Reading], frozenset[str]] | None
    # what the source text and the translation must both be about; this is what the source is
    needs_topic_in: Callable[[Language], Callable[[str], frozenset[str]]] | None
    # and this, for the language of the translation, what a piece of what a reader sees of it may
    # be; taken to be all where markup may hide something
    except_languages: Mapping[str, str]  # language subtag → why the check is silent in it
    enabled_by_default: bool

    @property
    def is_always_asked(self) -> bool:
        """Whether nothing tells beforehand that the check has nothing to say about a unit."""
        return not (
            self.needs
            or self.needs_in
            or self.needs_piece
            or self.needs_visible_in
            or self.needs_start
            or self.needs_spaces
            or self.needs_source
            or self.needs_pair
            or self.needs_topic
        )

    @property
    def documentation(self) -> str:
        """The function's docstring, its indentation removed: what it finds, then why it matters."""
        return inspect.getdoc(self.function) or ""


def check(
    identifier: str,
    scope: Scope,
    severity: Severity,
    *,
    examples: tuple[Example, ...],
    states: frozenset[State] = TRANSLATED,
    plural: bool = False,
    needs: str = "",
    needs_in: Callable[[Language], Collection[str]] | None = None,
    needs_piece: Callable[[str], object] | None = None,
    needs_visible_in: Callable[[Language], Callable[[str], object]] | None = None,
    needs_start: Callable[[str], object] | None = None,
    needs_spaces: Callable[[str], object] | None = None,
    needs_source: Callable[[Reading], object] | None = None,
    needs_pair: Callable[[Pair, Context], object] | None = None,
    needs_topic: Callable[[Reading], frozenset[str]] | None = None,
    needs_topic_in: Callable[[Language], Callable[[str], frozenset[str]]] | None = None,
    except_languages: Mapping[str, str] | None = None,
    enabled_by_default: bool = True,
) -> Callable[[CheckFunction], Check]:
    """A decorator that makes a Check of a generator function.

    The id names what is wrong and is read as in "allow number-mismatch". It is a promise: settings,
    suppressions and reports hold it, so that it is never changed and never used again.
    Raises ValueError for a bad id, a missing docstring, and where the examples do not show both
    a translation that fires and one that passes.
    """

    def make(function: CheckFunction) -> Check:
        made = Check(
            identifier,
            scope,
            severity,
            function,
            examples,
            states,
            plural,
            frozenset(needs),
            needs_in,
            needs_piece,
            needs_visible_in,
            needs_start,
            needs_spaces,
            needs_source,
            needs_pair,
            needs_topic,
            needs_topic_in,
            MappingProxyType(dict(except_languages or {})),
            enabled_by_default,
        )
        _reject_malformed(made)
        return made

    return make


def _reject_malformed(made: Check) -> None:
    if not ID_PATTERN.fullmatch(made.id):
        raise ValueError(f"check id {made.id!r} is not kebab-case: lower-case words joined by '-'")
    if not made.documentation:
        raise ValueError(f"check {made.id}: no docstring to tell what is wrong and why it matters")
    for kind in (Passes, Fires):
        if not any(isinstance(example, kind) for example in made.examples):
            raise ValueError(f"check {made.id}: no example of {kind.__name__}")
