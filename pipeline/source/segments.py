"""A block's text cut into segments, with the raw text that each of them stands for.

Soft line breaks become spaces here, so that a translator sees a sentence and not the width of the
author's window; the raw text is kept, so that the source is rendered as its author typed it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.language import sentences
from pipeline.model import BlockKind, Language, Segmentation
from pipeline.source.markdown import HTML_PLACEHOLDER_RE
from pipeline.source.slots import Draft
from pipeline.source.texts import UNSPACED

__all__ = ["Cut", "cut"]

_BREAK = re.compile(r"(?P<before>[ ]*)\n[ ]*")
_HTML_BREAK = re.compile(r"\s*\n\s*")
_HARD_BREAK = "  \n"
_PRIVATE = re.compile(r"\x02wzxhzdk:\d+\x03")
_NEVER_SPLIT = frozenset({BlockKind.TITLE, BlockKind.KEYWORD, BlockKind.PUBLISHER})


class Cut(NamedTuple):
    """A block in segments; `raws` is parallel to `parts` and joins to the block's raw text."""

    text: str
    parts: tuple[tuple[str, str], ...]  # (lead, msgid)
    raws: tuple[tuple[str, str], ...]


class _Replaced(NamedTuple):
    """A stretch of the raw text that reads otherwise in the text."""

    start: int
    end: int
    raw_start: int
    raw_end: int


def cut(
    draft: Draft,
    language: Language,
    segmentation: Segmentation,
    *,
    stash: Sequence[str] = (),
    abbreviations: frozenset[str] = frozenset(),
) -> Cut:
    """The segments of a block: its sentences, or one where it must stay whole.

    No sentence ends after one of the `abbreviations`, which come on top of the language's own.
    """
    text, replaced = _joined(draft, stash)
    together = (
        segmentation is Segmentation.PARAGRAPH
        or draft.scope.keep_together
        or draft.is_one_line
        or draft.kind in _NEVER_SPLIT
    )
    parts = (
        (("", text),)
        if together
        else sentences.split(text, language, extra_abbreviations=abbreviations)
    )
    if not replaced:
        return Cut(text, parts, parts)
    raws: list[tuple[str, str]] = []
    position = raw_position = 0
    for lead, sentence in parts:
        start, end = position + len(lead), position + len(lead) + len(sentence)
        raw_start = _raw_position(start, replaced, is_start=True)
        raw_end = _raw_position(end, replaced)
        raws.append((draft.raw[raw_position:raw_start], draft.raw[raw_start:raw_end]))
        position, raw_position = end, raw_end
    return Cut(text, parts, tuple(raws))


def _joined(draft: Draft, stash: Sequence[str]) -> tuple[str, list[_Replaced]]:
    """The text that a translator sees, and where it differs from the raw one."""
    raw = draft.raw
    if "\n" not in raw and "\x02" not in raw:
        return raw, []
    replaced: list[_Replaced] = []
    parts: list[str] = []
    done = length = 0
    for match in _changes(draft):
        new = _reading(match, draft, stash)
        kept = raw[done : match.start()]
        start = length + len(kept)
        replaced.append(_Replaced(start, start + len(new), match.start(), match.end()))
        parts += (kept, new)
        done, length = match.end(), start + len(new)
    parts.append(raw[done:])
    return "".join(parts), replaced


def _changes(draft: Draft) -> list[re.Match[str]]:
    pattern = _HTML_BREAK if draft.is_html else _BREAK
    found = list(pattern.finditer(draft.raw))
    if draft.is_html:
        found = sorted([*found, *_PRIVATE.finditer(draft.raw)], key=lambda match: match.start())
    return found


def _reading(match: re.Match[str], draft: Draft, stash: Sequence[str]) -> str:
    """What a translator sees in place of a line break, or of a tag inside raw HTML."""
    placeholder = HTML_PLACEHOLDER_RE.fullmatch(match[0])
    if placeholder:
        return stash[int(placeholder[1])]
    if not draft.is_html and len(match["before"]) >= len(_HARD_BREAK) - 1:
        return _HARD_BREAK
    before, after = draft.raw[match.start() - 1 : match.start()], draft.raw[match.end() :][:1]
    unspaced = UNSPACED.match(before) and UNSPACED.match(after)
    return "" if unspaced else " "


def _raw_position(position: int, replaced: Sequence[_Replaced], *, is_start: bool = False) -> int:
    """Where a place in the text is in the raw text; `is_start` of a sentence: behind a break."""
    shift = 0
    for each in replaced:
        is_behind = is_start and each.start == each.end == position
        if position <= each.start and not is_behind:
            break
        if position < each.end:
            return each.raw_start
        shift = each.raw_end - each.end
    return position + shift
