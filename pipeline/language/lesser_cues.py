"""What says a cue in too many texts to be looked for in all of them: "may", "can", "possible".

Asked only where the cue was missed in a translation, so that all other texts pay nothing for it.
Data: data/lesser-cues.tsv, whole words. Judges nothing; read next: `cues`.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.language.cldr import separates_words
from pipeline.language.number_words import attached
from pipeline.language.tables import rows
from pipeline.model import Language

__all__ = ["is_known_besides", "says_besides"]


def says_besides(name: str, visible: str, language: Language) -> bool:
    """Whether a text (see `inline.blank`) says the cue of this name by such a word."""
    pattern = _words(name, language)
    return pattern is not None and pattern.search(visible) is not None


def is_known_besides(name: str, language: Language) -> bool:
    """Whether we have such words for the cue of this name: without them no text lacks it."""
    return _words(name, language) is not None


@cache
def _words(name: str, language: Language) -> re.Pattern[str] | None:
    forms = [
        form
        for tag, names, words in rows("lesser-cues.tsv")
        if tag == language.base and name in names.split(", ")
        for form in words.split(", ")
    ]
    if not forms:
        return None
    alternatives = "|".join(re.escape(form).replace(r"\*", r"\w*") for form in forms)
    if not separates_words(language):
        return re.compile(alternatives)
    return re.compile(rf"(?<!\w){attached(language)}(?:{alternatives})(?!\w)", re.IGNORECASE)
