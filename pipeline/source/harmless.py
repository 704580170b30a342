"""What HTML a translation may bring into a page: what its source has, and what can do no harm.

A catalog comes from outside. Whoever edits one can change words, but no page: no program, no form,
no block, no tag that is left open. What is not admitted is shown as it was typed, so that whoever
reads the draft sees it; the check `unsafe-html` tells of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.language.inline import without_code
from pipeline.language.patterns import lazy
from pipeline.source import rawhtml
from pipeline.source.programs import program
from pipeline.source.tags import VOID_ELEMENTS

__all__ = ["admitted", "is_attribute_list", "safe_text"]

_ELEMENTS = rawhtml.INLINE_ELEMENTS | {"rb", "rp", "rt", "ruby"}
_ATTRIBUTES = frozenset(
    {"aria-label", "class", "datetime", "dir", "href", "hreflang", "lang", "title", "translate"}
)
_NAME = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?=[\s>]|/>)")
_COMMENT = "<!--"
_LIST = lazy(
    r"""\{:?(?:[ ]*(?:\.[\w-]+|(?:dir|lang|title)=(?:"[^"{}]*"|'[^'{}]*'|[\w-]+)))+[ ]*\}"""
)


def is_attribute_list(text: str, source: str) -> bool:
    """Whether an attribute list, `{.warm}`, is the source's own or only says how it looks."""
    return _LIST.fullmatch(text) is not None or text in source


def admitted(tags: Sequence[str], source: str) -> list[bool]:
    """Which of these tags, all in one element and in its order, stay tags in a translation.

    Those that the source has (attributes that are read aside), and those that stand inside a
    sentence and do nothing; each with the one that closes it, unless the source leaves it open too.
    """
    own = list(_tags_of(without_code(source)))
    known = {rawhtml.without_readable(tag) for tag in own}
    wanted = [rawhtml.without_readable(tag) in known or _is_harmless(tag) for tag in tags]
    lone = _lone(own, [True] * len(own))
    left_open = {rawhtml.without_readable(own[number]) for number in lone}
    for number in _lone(tags, wanted):
        wanted[number] = rawhtml.without_readable(tags[number]) in left_open
    return wanted


def safe_text(text: str, source: str, *, keeps_lone: bool = False) -> str:
    """`text`, a translation of `source`, as HTML that can't break what stands around it.

    Tags that the source has (attributes that are read aside) stay tags, all else is shown as text.
    With `keeps_lone` also those that nothing closes or opens, for callers that refuse these.
    """
    known = {rawhtml.without_readable(tag) for tag in _tags_of(source)}
    tokens = list(rawhtml.tokens(text))
    pieces = [text[token.start : token.end] for token in tokens]
    tags = [piece for piece in pieces if rawhtml.without_readable(piece) in known]
    kept = iter(admitted(tags, source))
    parts = []
    for piece in pieces:
        if rawhtml.without_readable(piece) in known and (next(kept) or keeps_lone):
            parts.append(piece)
        else:
            parts.append(rawhtml.escape_text(piece))
    return "".join(parts)


def _tags_of(text: str) -> Iterator[str]:
    for token in rawhtml.tokens(text):
        if token.kind in ("open", "close"):
            yield text[token.start : token.end]


def _is_harmless(tag: str) -> bool:
    """Whether a tag stands inside a sentence, and has no attribute that does anything."""
    if tag.startswith(_COMMENT):
        return True
    token = next(rawhtml.tokens(tag))
    return (
        token.end == len(tag)
        and token.name in _ELEMENTS
        and _NAME.match(tag) is not None
        and all(
            name in _ATTRIBUTES and not (name == "href" and program(tag[start:end]))
            for name, start, end in rawhtml.attributes(tag, token)
        )
    )


def _lone(tags: Sequence[str], wanted: Sequence[bool]) -> list[int]:
    """The numbers of the wanted tags that open what nothing closes, or close what is not open."""
    lone: list[int] = []
    opened: list[tuple[str, int]] = []
    for number, tag in enumerate(tags):
        token = next(rawhtml.tokens(tag), None)
        if not wanted[number] or token is None or token.name in VOID_ELEMENTS:
            continue
        if token.kind == "open":
            opened.append((token.name, number))
        elif token.kind == "close":
            names = [name for name, _ in opened]
            if token.name not in names:
                lone.append(number)
                continue
            place = len(names) - 1 - names[::-1].index(token.name)
            lone += (inner for _, inner in opened[place + 1 :])
            del opened[place:]
    return sorted([*lone, *(number for _, number in opened)])
