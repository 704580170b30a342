"""What changed between two texts, word by word, on one line: "Use [-heat-] {+warmth+} gently."

For a translator to see at a glance. Words, not characters; characters where a script has no spaces
between words. A pure function of the two texts, so that a comment made of it never flickers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.catalogs.similar import edits

__all__ = ["word_diff"]

AROUND = 4  # unchanged words shown on each side of a change
# A word, or one character of a script without spaces, or one mark; each with the space before it.
_TOKEN = re.compile(
    r"""
    \s*(?:
        [\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]
      | [\U00020000-\U0003ffff]
      | (?:(?![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])
           [\w\u0300-\u036f\u0900-\u0dff\u200c\u200d])+
        (?:['’.,:/\-][^\W_]+)*
      | \S
    )
    """,
    re.VERBOSE,
)


@lru_cache(maxsize=256)  # the languages of an article ask for the same ones
def word_diff(old: str, new: str) -> str:
    """The texts in one, old words as [-…-] and new ones as {+…+}; long unchanged runs as "…"."""
    before, after = _tokens(old), _tokens(new)
    stretches = list(edits(_plain(before), _plain(after)))
    shown = []
    for number, (a, b, c, d) in enumerate(stretches):
        if before[a:b] and after[c:d] and _plain(before[a:b]) == _plain(after[c:d]):
            last = number == len(stretches) - 1
            shown.append(_abridged(after[c:d], first=number == 0, last=last))
        else:
            shown.append("".join(_change(before[a:b], after[c:d])))
    return " ".join("".join(shown).split())


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(" ".join(text.split()))


def _plain(tokens: list[str]) -> list[str]:
    return [each.strip() for each in tokens]


def _change(old: list[str], new: list[str]) -> Iterator[str]:
    """Both sides of a change; a space between them where it is about words."""
    removed, added = "".join(old), "".join(new)
    if removed:
        yield f"{_lead(removed)}[-{removed.strip()}-]"
    if added:
        has_words = any(len(each.strip()) > 1 for each in (*old, *new))
        lead = _lead(added) or (" " if removed and has_words else "")
        yield f"{lead}{{+{added.strip()}+}}"


def _lead(text: str) -> str:
    return " " if text.startswith(" ") else ""


def _abridged(tokens: list[str], *, first: bool, last: bool) -> str:
    """An unchanged run, its middle left out where it is long."""
    before = 0 if first else AROUND
    after = 0 if last else AROUND
    if len(tokens) <= before + after + 2:
        return "".join(tokens)
    head = "".join(tokens[:before])
    tail = "".join(tokens[len(tokens) - after :]) if after else ""
    return f"{head} …{tail if tail.startswith(' ') or not tail else ' ' + tail}"
