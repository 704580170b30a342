"""What is shown for a block: its sentences in some language, and what leads to each.

Only texts: what a place in the article can take of them is `wording`'s to decide. Loads nothing of
Markdown, so that a page whose words alone have changed can be made without it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.language.patterns import lazy
from pipeline.model import Document, Inline, Language, Node, Sentence

__all__ = ["HOSTILE", "UNSPACED", "UNSPACED_BREAK", "BlockText", "Raws", "cleaned", "render_field"]

# Control characters but tab and newline, and private use: Python-Markdown's and our own marks.
HOSTILE = lazy(
    "[\x00-\x08\x0b-\x1f\x7f\ue000-\uf8ff\U000f0000-\U0010fffd\ud800-\udfff\ufffe\uffff]"
)
# Between these no space is written, so a line break between them is none either (CSS Text 3,
# segment break transformation rules); Hangul is left out: Korean has spaces.
_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]"
UNSPACED = lazy(_WIDE)
UNSPACED_BREAK = lazy(rf"(?<={_WIDE})[ ]*\n[ ]*(?={_WIDE})")
Raws = Sequence[tuple[tuple[str, str], ...]]


class BlockText(NamedTuple):
    """What to show for a block: (lead, text) for each of its segments, in its own language."""

    language: Language
    parts: tuple[tuple[str, str], ...]


def cleaned(text: str) -> str:
    """A translation without what would break the page."""
    if text.isprintable():  # none of the hostile characters is; ten times as fast as the search
        return text.strip()
    return HOSTILE.sub("", text).strip()


def render_field(document: Document, block: int, texts: Mapping[int, BlockText]) -> Inline:
    """A block of the front matter, which is plain text: title, summary, audience, publisher."""
    own = texts.get(block)
    segments = document.blocks[block].segments
    if own is None:
        parts = tuple((segment.lead, segment.key.msgid) for segment in segments)
        own = BlockText(document.language, parts)
    children: list[Node] = []
    for segment, (lead, text) in zip(segments, own.parts, strict=True):
        if lead:
            children.append(lead)
        children.append(Sentence(segment.index, (cleaned(text),)))
    return Inline(block, own.language, tuple(children))
