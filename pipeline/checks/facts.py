"""What is found out about source texts, once for all languages of a run.

An article in twenty languages asks twenty times which terms and which markup a sentence has. The
answers are kept as long as the run; they depend on nothing but the texts and the termbase.
"""

from __future__ import annotations

import re
import unicodedata

from pipeline.checks.reading import Reading
from pipeline.language import cldr
from pipeline.language.inline import blank
from pipeline.language.terms import find_term
from pipeline.model import Language, Term, Termbase, TermRule
from pipeline.source.signature import Signature, signature
from pipeline.source.termbase import readings_in

BEGINNING = 2  # letters of a word that none of its forms changes


class Facts:
    """Facts about source texts in one language."""

    def __init__(self, source_language: Language, termbase: Termbase) -> None:
        self.source_language = source_language
        self.termbase = termbase
        self._to_use = [
            (term, _beginnings(term.term, source_language))
            for term in termbase.with_rule(TermRule.USE)
            if is_in(source_language, term.language)
        ]
        self._to_keep = tuple(
            (term, re.compile(rf"(?<!\w){re.escape(term.term)}(?!\w)", re.IGNORECASE))
            for term in termbase.with_rule(TermRule.KEEP)
        )
        self._terms: dict[str, tuple[Term, ...]] = {}
        self._forbidden: dict[Language, tuple[Term, ...]] = {}
        self._kept: dict[Language, frozenset[str]] = {}
        self._signatures: dict[tuple[str, frozenset[str]], Signature] = {}
        self._readings: dict[str, Reading] = {}

    def reading(self, msgid: str) -> Reading:
        """The source text as the checks see it, the same object for every language."""
        found = self._readings.get(msgid)
        if found is None:
            found = self._readings[msgid] = Reading(msgid, self.source_language)
        return found

    def terms_to_use(self, msgid: str) -> tuple[Term, ...]:
        """The terms in this text that have readings; none that is only a part of a longer one."""
        if msgid not in self._terms:
            self._terms[msgid] = self._find_terms(msgid) if self._to_use else ()
        return self._terms[msgid]

    def _find_terms(self, msgid: str) -> tuple[Term, ...]:
        text = blank(msgid)
        folded = _folded(text)
        spans = [
            (span, term)
            for term, beginnings in self._to_use
            if all(beginning in folded for beginning in beginnings)
            for span in find_term(text, term.term, self.source_language)
        ]
        kept = [
            term
            for (start, end), term in spans
            if not any(
                other_start <= start and end <= other_end and other_end - other_start > end - start
                for (other_start, other_end), _ in spans
            )
        ]
        return tuple(term for term, _ in self._to_use if any(term is each for each in kept))

    def terms_to_keep(self, msgid: str) -> tuple[Term, ...]:
        """The terms in this text that stand in every language as they are."""
        return tuple(term for term, pattern in self._to_keep if pattern.search(msgid))

    def terms_forbidden_in(self, language: Language) -> tuple[Term, ...]:
        """The terms that must not be used in this language."""
        if language not in self._forbidden:
            self._forbidden[language] = tuple(
                term
                for term in self.termbase.with_rule(TermRule.AVOID)
                if is_in(language, term.language)
            )
        return self._forbidden[language]

    def words_kept_in(self, language: Language) -> frozenset[str]:
        """What the termbase lets stand in this language in any script: names to keep."""
        if language not in self._kept:
            self._kept[language] = frozenset(
                wording
                for term, _ in self._to_keep
                for wording in (term.term, *readings_in(term, language))
            )
        return self._kept[language]

    def signature(self, msgid: str, labels: frozenset[str]) -> Signature:
        """The inline markup of this text, in an article that has link definitions `labels`."""
        if (msgid, labels) not in self._signatures:
            self._signatures[msgid, labels] = signature(msgid, labels=labels)
        return self._signatures[msgid, labels]


def _beginnings(term: str, language: Language) -> tuple[str, ...]:
    """What a text must hold to have the term in any form: most texts are put aside by it.

    Latin words change at their end, or in a vowel's mark; of others nothing is taken for granted.
    """
    if cldr.default_script(language) != "Latn":
        return ()
    return tuple(word[:BEGINNING] for word in _folded(term).split())


def _folded(text: str) -> str:
    """The text without case and without marks on its letters."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def is_in(language: Language, wider: Language) -> bool:
    """Whether `language` is `wider` or a variety of it: pt-BR is in pt, pt is not in pt-BR."""
    return language == wider or language.tag.startswith(f"{wider.tag}-")
