"""What may stand untranslated in a translation: quoted titles, citations, marked passages.

And words that many languages share (data/international_words.txt). Knows no terms and no names of
a project; those are the termbase's.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.language import cldr
from pipeline.language.function_words import function_words
from pipeline.language.patterns import lazy
from pipeline.language.tables import rows
from pipeline.model import Language

__all__ = [
    "international_words",
    "is_citation",
    "label_words",
    "lone_words",
    "plain_words",
    "telling_words",
    "trade_names",
    "untouched_spans",
]

_CITATION = lazy(
    r"\bet al\b|\bdoi\b|\bPMID\b|\bISBN\b|\bISSN\b|\b(?:19|20)\d\d;\s?\d+|\b\d+\(\d+\):\s?\d+"
    r"|[A-Z][a-z]+ [A-Z]{1,2}, [A-Z][a-z]+ [A-Z]{1,2}\b",
)
_SPANS = lazy(
    r"<(?P<tag>[A-Za-z]\w*)\b[^<>]*\blang=[^<>]*>.*?</(?P=tag)\s*>"  # announced in its language
    r"|[“”„«»\"「『《‹‚‘][^“”„«»\"「」『』《》‹›‘]{2,200}[”“»«\"」』》›‘’]"  # a quoted title
    r"|(?<![*\w])\*[^*\s][^*]*\*(?![*\w])|(?<![_\w])_[^_\s][^_]*_(?![_\w])"  # a title in italics
    r"|\[(?:[^\[\]])+\]\(\s*<?(?:https?:)?//[^()]*(?:\([^()]*\)[^()]*)*\)"  # the name of a page
    r"|\[(?:[^\[\]])+\]\{[^{}]*\blang=[^{}]*\}",
    re.DOTALL,
)


def untouched_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of inline Markdown that may be in another language than the rest, in order.

    Quoted and emphasised titles, names of pages on the web, passages with a `lang` of their own.
    """
    return tuple(match.span() for match in _SPANS.finditer(text))


def is_citation(text: str) -> bool:
    """Whether the text looks like an entry of a bibliography, which stays as it is."""
    return _CITATION.search(text) is not None


@cache
def international_words() -> frozenset[str]:
    """Words that are spelled alike in many languages written with Latin letters, lower case."""
    return frozenset(word for (word,) in rows("international_words.txt"))


@cache
def trade_names() -> frozenset[str]:
    """Names of makes of telephones, programs and the like, lower case: alike everywhere."""
    return frozenset(word for (word,) in rows("trade-names.txt"))


@cache
def telling_words(source: Language, target: Language) -> frozenset[str]:
    """Small words of the source language that are none of the target's.

    What the target language is not known to lack is left out: without a list of its own small
    words, in the same script, nothing can be told.
    """
    own = function_words(target.base)
    if not own and cldr.default_script(source) == cldr.default_script(target):
        return frozenset()
    return function_words(source.base) - own


@cache
def plain_words(source: Language, target: Language | None = None) -> frozenset[str]:
    """Everyday words of the source language, lower case; those that are none of the target's.

    None for a target with which it was never compared: data/plain-words.tsv.
    """
    return _listed(source, target, kind="")


@cache
def lone_words(source: Language, target: Language | None = None) -> frozenset[str]:
    """As `plain_words`, those that are also part of loans: "cream" of "ice cream"."""
    return _listed(source, target, kind=_ALONE)


@cache
def label_words(source: Language, target: Language) -> frozenset[str]:
    """As `plain_words`, all those that no translation into the target keeps as its whole text."""
    listed = (_listed(source, target, kind=kind) for kind in ("", _ALONE, _WHOLE))
    return frozenset().union(*listed)


def _listed(source: Language, target: Language | None, *, kind: str) -> frozenset[str]:
    own = [row[1:] for row in rows("plain-words.tsv") if row[0] == source.base]
    compared = {base for others, words in own if others == "@" for base in words.split()}
    if target is not None and target.base not in compared:
        return frozenset()
    return frozenset(
        word
        for others, words in own
        if others != "@" and kind == (others[0] if others[0] in _KINDS else "")
        if target is None or target.base not in others.lstrip(_KINDS).split()
        for word in words.split()
    )


_ALONE, _WHOLE = "~", "="
_KINDS = _ALONE + _WHOLE
