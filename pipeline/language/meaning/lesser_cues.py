"""What says a cue in too many texts to be looked for in all of them: "may", "can", "possible".

Asked only where the cue was missed in a translation, so that all other texts pay nothing for it.
Data: data/lesser-cues.tsv, whole words. Judges nothing; read next: `cues`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pipeline.language.amounts.number_words import attached
from pipeline.language.cldr import separates_words
from pipeline.language.tables import rows
from pipeline.model import Language

__all__ = ["is_known_besides", "said_besides", "says_besides"]

_LETTER = r"[\w\u0900-\u0963\u0966-\u0DFF]"  # \w knows no Indic vowel signs: कल is not in कला
_APART = r"(?:\s[^\s,.;:!?()–—]+){0,2}?\s"  # of "müssen … nicht": few words of one clause


def says_besides(name: str, visible: str, language: Language) -> bool:
    """Whether a text (see `inline.blank`) says the cue of this name by such a word."""
    return said_besides(name, visible, language) is not None


def said_besides(name: str, visible: str, language: Language) -> tuple[int, int] | None:
    """Where a text says it so, first."""
    pattern = _words(name, language)
    found = pattern.search(visible) if pattern is not None else None
    return found.span() if found else None


def is_known_besides(name: str, language: Language) -> bool:
    """Whether we have such words for the cue of this name: without them no text lacks it."""
    return _words(name, language) is not None


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
def _words(name: str, language: Language) -> re.Pattern[str] | None:
    listed = _listed().get((language.base, name))
    if listed is None:
        return None
    forms = listed.split(", ")
    escaped = (
        re.escape(form).replace(r"\*", f"{_LETTER}*").replace(r"\#", r"\d+") for form in forms
    )
    alternatives = "|".join(form.replace(r"\ …\ ", _APART) for form in escaped)
    if not separates_words(language):
        return re.compile(alternatives)
    return re.compile(
        rf"(?<!{_LETTER}){attached(language)}(?:{alternatives})(?!{_LETTER})", re.IGNORECASE
    )
