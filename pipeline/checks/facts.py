"""What is found out about source texts, once for all languages of a run.

An article in twenty languages asks twenty times which terms and which markup a sentence has. The
answers are kept as long as the run; they depend on nothing but the texts and the termbase.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.checks.reading import Reading
from pipeline.language.terms import TermIndex, find_term
from pipeline.model import Language, Term, Termbase, TermRule
from pipeline.source.signature import Signature, signature
from pipeline.source.termbase import readings_in

# An article is checked in all its languages before the next one: more need not be kept, and a
# library of 10,000 articles has half a million sentences.
KEPT_READINGS = 1024


class Facts:
    """Facts about source texts in one language."""

    def __init__(self, source_language: Language, termbase: Termbase) -> None:
        self.source_language = source_language
        self.termbase = termbase
        self._to_use = tuple(
            term
            for term in termbase.with_rule(TermRule.USE)
            if is_in(source_language, term.language)
        )
        self._index: TermIndex | None = None
        self._to_keep = _Kept(termbase.with_rule(TermRule.KEEP))
        self._terms: dict[str, tuple[Term, ...]] = {}
        self._forbidden: dict[Language, tuple[tuple[Term, ...], TermIndex]] = {}
        self._kept: dict[Language, frozenset[str]] = {}
        self._signatures: dict[tuple[str, frozenset[str]], Signature] = {}
        self._readings: dict[str, Reading] = {}

    def reading(self, msgid: str) -> Reading:
        """The source text as the checks see it, the same object for every language."""
        found = self._readings.get(msgid)
        if found is None:
            if len(self._readings) >= KEPT_READINGS:
                self._forget()
            found = self._readings[msgid] = Reading(msgid, self.source_language, is_source=True)
        return found

    def _forget(self) -> None:
        """Give up what is known of single texts: in a library of 10,000 they are half a million."""
        self._readings.clear()
        self._terms.clear()
        self._signatures.clear()
        self._to_keep.forget()

    def has_terms(self, source: Reading) -> bool:
        """Whether a translation of this text has to have any wording of the termbase."""
        return bool(
            (self._to_use and self.terms_to_use(source.text)) or self.terms_to_keep(source.text)
        )

    def terms_to_use(self, msgid: str) -> tuple[Term, ...]:
        """The terms in this text that have readings; none that is only a part of a longer one."""
        if msgid not in self._terms:
            self._terms[msgid] = self._find_terms(msgid) if self._to_use else ()
        return self._terms[msgid]

    def _find_terms(self, msgid: str) -> tuple[Term, ...]:
        if self._index is None:
            self._index = TermIndex([term.term for term in self._to_use], self.source_language)
        candidates = [self._to_use[each] for each in _candidates(self._index, self.reading(msgid))]
        spans = [
            (span, term)
            for term in candidates
            for span in find_term(msgid, term.term, self.source_language)
        ]
        kept = [
            term
            for (start, end), term in spans
            if not any(
                other_start <= start and end <= other_end and other_end - other_start > end - start
                for (other_start, other_end), _ in spans
            )
        ]
        return tuple(term for term in candidates if any(term is each for each in kept))

    def terms_to_keep(self, msgid: str) -> tuple[Term, ...]:
        """The terms in this text that stand in every language as they are."""
        return self._to_keep.terms_in(self.reading(msgid)) if self._to_keep.terms else ()

    def terms_forbidden_in(self, target: Reading) -> tuple[Term, ...]:
        """The terms that this translation may have although its language must not use them."""
        language = target.language
        found = self._forbidden.get(language)
        if found is None:
            terms = tuple(
                term
                for term in self.termbase.with_rule(TermRule.AVOID)
                if is_in(language, term.language)
            )
            index = TermIndex([term.term for term in terms], language)
            found = self._forbidden[language] = (terms, index)
        terms, index = found
        return tuple(terms[each] for each in _candidates(index, target)) if terms else ()

    def words_kept_in(self, language: Language) -> frozenset[str]:
        """What the termbase lets stand in this language in any script: names to keep."""
        if language not in self._kept:
            self._kept[language] = frozenset(
                wording
                for term in self._to_keep.terms
                for wording in (term.term, *readings_in(term, language))
            )
        return self._kept[language]

    def signature(self, msgid: str, labels: frozenset[str]) -> Signature:
        """The inline markup of this text, in an article that has link definitions `labels`."""
        if (msgid, labels) not in self._signatures:
            self._signatures[msgid, labels] = signature(msgid, labels=labels)
        return self._signatures[msgid, labels]


def _candidates(index: TermIndex, reading: Reading) -> list[int]:
    visible = reading.visible
    written = [visible[word.start : word.end] for word in reading.words]
    return index.candidates(written, reading.characters)


class _Kept:
    """The terms to keep, found by their first words."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self.terms = terms
        self._by_word: dict[str, list[int]] = {}
        for number, term in enumerate(terms):
            first = _FIRST_WORD.search(term.term.casefold())
            self._by_word.setdefault(first[0] if first else "", []).append(number)
        self._found: dict[str, tuple[Term, ...]] = {}

    def forget(self) -> None:
        """Give up what is known of single texts."""
        self._found.clear()

    def terms_in(self, reading: Reading) -> tuple[Term, ...]:
        """The terms that stand in the text as whole words, in any case."""
        found = self._found.get(reading.text)
        if found is None:
            visible = reading.visible
            words = {"", *_FIRST_WORD.findall(visible.casefold())}
            numbers = sorted(
                number for word in words & self._by_word.keys() for number in self._by_word[word]
            )
            found = self._found[reading.text] = tuple(
                self.terms[number]
                for number in numbers
                if _whole(self.terms[number].term).search(visible)
            )
        return found


_FIRST_WORD = re.compile(r"\w+")


@lru_cache(maxsize=4096)
def _whole(term: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(term)}(?!\w)", re.IGNORECASE)


def is_in(language: Language, wider: Language) -> bool:
    """Whether `language` is `wider` or a variety of it: pt-BR is in pt, pt is not in pt-BR."""
    return language == wider or language.tag.startswith(f"{wider.tag}-")
