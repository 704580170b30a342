"""What says a cue in too many texts to be looked for in all of them: "may", "can", "possible".

Asked only where the cue was missed in a translation, so that all other texts pay nothing for it.
Data: data/lesser-cues.tsv, whole words. Judges nothing; read next: `cues`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from pipeline.language.amounts.number_words import attached
from pipeline.language.cldr import separates_words
from pipeline.language.tables import rows
from pipeline.model import Language

__all__ = ["is_known_besides", "may_be_said", "said_besides", "says_besides"]

_LETTER = r"[\w\u0900-\u0963\u0966-\u0DFF]"  # \w knows no Indic vowel signs: कल is not in कला
_APART = r"(?:\s[^\s,.;:!?()–—]+){0,2}?\s"  # of "müssen … nicht": few words of one clause
_WORD = re.compile(r"\w+")
_WHOLE_WORD = re.compile(r"(?<![\w*#])\w+(?![\w*#])")  # of a form: no part of a word
_WILD = re.compile(r"\s*…\s*|[*#]")


def says_besides(name: str, visible: str, language: Language) -> bool:
    """Whether a text (see `inline.blank`) says the cue of this name by such a word."""
    return said_besides(name, visible, language) is not None


def said_besides(name: str, visible: str, language: Language) -> tuple[int, int] | None:
    """Where a text says it so, first."""
    parts = _parts(name, language)
    if parts is None:
        return None
    folded = _folded(visible)
    if not any(part in folded for part in parts):
        return None  # nearly always, and no pattern is made for it
    found = _words(name, language).search(visible)
    return found.span() if found else None


def may_be_said(names: tuple[str, ...], visible: str, language: Language) -> tuple[str, ...]:
    """Those of the names for which a text has a word that is needed for it, in their order.

    Asked of dozens of names at once: each by itself takes ten times as long.
    """
    if not separates_words(language) or attached(language):
        return names
    by_word, always = _names_by_word(names, language)
    there = set(_WORD.findall(_folded(visible))) & by_word.keys()
    if not there:
        return always
    found = set(always).union(*(by_word[word] for word in there))
    return tuple(name for name in names if name in found)


@cache
def _names_by_word(
    names: tuple[str, ...], language: Language
) -> tuple[Mapping[str, frozenset[str]], tuple[str, ...]]:
    """What may be said in a text with a word, and the names of which no word is needed."""
    found: dict[str, set[str]] = {}
    always = []
    for name in names:
        forms = _listed().get((language.base, name), "").split(", ")
        words = [max(_WHOLE_WORD.findall(_folded(form)), key=len, default="") for form in forms]
        if not all(words) and forms != [""]:
            always.append(name)
            continue
        for word in filter(None, words):
            found.setdefault(word, set()).add(name)
    return {word: frozenset(each) for word, each in found.items()}, tuple(always)


def is_known_besides(name: str, language: Language) -> bool:
    """Whether we have such words for the cue of this name: without them no text lacks it."""
    return (language.base, name) in _listed()


@cache
def _listed() -> Mapping[tuple[str, str], str]:
    """(base language, name) → its words, with commas between; those of all its rows."""
    found: dict[tuple[str, str], str] = {}
    for tag, names, words in rows("lesser-cues.tsv"):
        for name in names.split(", "):
            known = found.get((tag, name))
            found[tag, name] = words if known is None else f"{known}, {words}"
    return MappingProxyType(found)


@cache
def _parts(name: str, language: Language) -> tuple[str, ...] | None:
    """Of each of its words what a text has to have, folded; None without any words."""
    listed = _listed().get((language.base, name))
    if listed is None:
        return None
    return tuple({_folded(max(_WILD.split(form), key=len)) for form in listed.split(", ")})


@lru_cache(maxsize=256)
def _folded(text: str) -> str:
    """What matches without regard to case is alike in this; the dots of "İ" and "ı" are none."""
    return text.casefold().replace("\u0307", "").replace("ı", "i")


@cache
def _words(name: str, language: Language) -> re.Pattern[str]:
    forms = _listed()[language.base, name].split(", ")
    escaped = (
        re.escape(form).replace(r"\*", f"{_LETTER}*").replace(r"\#", r"\d+") for form in forms
    )
    alternatives = "|".join(form.replace(r"\ …\ ", _APART) for form in escaped)
    if not separates_words(language):
        return re.compile(alternatives)
    return re.compile(
        rf"(?<!{_LETTER}){attached(language)}(?:{alternatives})(?!{_LETTER})", re.IGNORECASE
    )
