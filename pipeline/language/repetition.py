"""Which words of a language may stand twice in a row: "had had", "die die", "धीरे धीरे".

Data: data/repeated-words.tsv, doubled-runs.tsv. What is found is judged in `checks.doubling`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pipeline.language.function_words import function_words
from pipeline.language.tables import rows
from pipeline.model import Language

__all__ = ["doubled_run", "may_stand_twice"]

_ANY_WORD = "*"


def may_stand_twice(word: str, language: Language) -> bool:
    """Whether the word (as `Word.folded`) is doubled on purpose, alone or as many of its kind."""
    listed = _listed(language)
    if word in listed.words:
        return True
    return (
        listed.any_word
        and len(word) < listed.longest
        and word not in function_words(language.base)
        and not (listed.beginnings and word.startswith(listed.beginnings))
        and not (listed.endings and word.endswith(listed.endings))
    )


class _Listed(NamedTuple):
    """What the list says of a language."""

    words: frozenset[str]
    any_word: bool  # but small ones and those below
    longest: int  # code points: from here on none
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]


@cache
def _listed(language: Language) -> _Listed:
    listed = [
        word
        for base, words in rows("repeated-words.tsv")
        if base == language.base
        for word in words.split()
    ]
    limits = [word[1:] for word in listed if word[0] == _ANY_WORD and word != _ANY_WORD]
    lengths = [int(limit) for limit in limits if limit.isdigit()]
    return _Listed(
        frozenset(word for word in listed if _ANY_WORD not in word),
        _ANY_WORD in listed,
        min(lengths, default=_NO_LIMIT),
        tuple(word[:-1] for word in listed if word[-1] == _ANY_WORD and word != _ANY_WORD),
        tuple(limit for limit in limits if not limit.isdigit()),
    )


_NO_LIMIT = 1000
_IDEOGRAPH = "\u4e00-\u9fff"


def doubled_run(text: str, language: Language) -> re.Match[str] | None:
    """What stands twice in a row by mistake, in a language without spaces between words."""
    pattern = _runs(language.base)
    return pattern.search(text) if pattern is not None else None


@cache
def _runs(base: str) -> re.Pattern[str] | None:
    forms = []
    for tag, row in rows("doubled-runs.tsv"):
        if tag != base:
            continue
        if row[0] == "[":
            least, _, unless = row[1:].partition("]!")
            one = f"(?![{unless}])[{_IDEOGRAPH}]"
            forms.append(rf"(?:{one}){{{least},6}}")
        else:
            forms += [
                rf"(?<!{word[1]}){word[2:]}" if word[0] == "<" else word for word in row.split(", ")
            ]
    return re.compile(rf"(?P<run>{'|'.join(forms)})(?P=run)") if forms else None
