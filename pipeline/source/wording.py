"""The words of a page: what is shown for each block, made fit for the place where it stands.

What a translation may bring is decided here: nothing that would break the page, one line in an
attribute, no tag in raw HTML that the source has not. Where words go is `page`'s to know.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import Block, Language
from pipeline.source import harmless, nodes, rawhtml
from pipeline.source.markdown import HTML_PLACEHOLDER_RE
from pipeline.source.slots import Attribute, InStash, Meaning, Place
from pipeline.source.texts import HOSTILE, BlockText, Raws, cleaned

__all__ = ["Wording"]


@dataclass(frozen=True, slots=True)
class Wording:
    """An article's own texts, and those to be shown in their stead."""

    source: Language
    blocks: tuple[Block, ...]
    owners: tuple[int, ...]  # the block of each segment
    places: tuple[Place, ...]  # by block
    raws: Raws  # by block: (lead, text) as typed
    is_html: tuple[bool, ...]  # by block
    stash: tuple[str, ...]
    texts: Mapping[int, BlockText]
    has_marks: bool = True

    def parts(self, block: int) -> list[tuple[str, str, int]]:
        """(lead, text, segment) of a block; what equals the source is as its author typed it."""
        segments = self.blocks[block].segments
        shown = self.texts.get(block)
        raws = self.raws[block]
        if shown is None:
            return [
                (lead, text, segment.index)
                for (lead, text), segment in zip(raws, segments, strict=True)
            ]
        return [
            (
                raw[0] if lead == segment.lead else HOSTILE.sub("", lead),
                raw[1] if text == segment.key.msgid else self._translated(block, text, raw[1]),
                segment.index,
            )
            for segment, raw, (lead, text) in zip(segments, raws, shown.parts, strict=True)
        ]

    def _translated(self, block: int, text: str, raw: str) -> str:
        """A translation as its place can take it."""
        text = cleaned(text)
        place = self.places[block]
        if isinstance(place, Attribute | Meaning):
            return " ".join(text.split())
        if isinstance(place, InStash) and place.span.attribute:
            return rawhtml.escape_attribute(" ".join(text.split()))
        if rawhtml.is_only_tags(raw) and not rawhtml.has_tags_of(text, raw):
            return raw  # a tag that is a block of the page: only what is read of it may change
        if self.is_html[block]:
            return harmless.safe_text(text, self._expanded(raw))
        return text

    def _expanded(self, text: str) -> str:
        return HTML_PLACEHOLDER_RE.sub(lambda match: self.stash[int(match[1])], text)

    def shown(self, segment: int) -> nodes.Shown:
        """What the page says about a segment."""
        block = self.owners[segment]
        text = self.texts.get(block)
        language = self.source if text is None else text.language
        own = self.blocks[block].segments
        raw = self.raws[block][segment - own[0].index][1]
        is_source = rawhtml.is_only_tags(raw) or not self.is_foreign(segment)
        return nodes.Shown(block, language, own[-1].index == segment, is_source)

    def is_foreign(self, segment: int) -> bool:
        """Whether a segment is not shown in the words of the article."""
        block = self.owners[segment]
        shown = self.texts.get(block)
        if shown is None:
            return False
        own = self.blocks[block].segments
        return shown.parts[segment - own[0].index][1] != own[segment - own[0].index].key.msgid

    def source_of(self, segment: int) -> str:
        """A segment as its author typed it, with its tags."""
        block = self.owners[segment]
        return self._expanded(self.raws[block][segment - self.blocks[block].segments[0].index][1])

    def marks(self, segment: int | None) -> tuple[str, str]:
        """What stands around a segment while the page is made."""
        if segment is None or not self.has_marks:
            return "", ""
        return nodes.start_mark(segment), nodes.end_mark()

    def joined(self, block: int, *, has_marks: bool) -> str:
        """A block's text as one string, marks around its sentences."""
        text: list[str] = []
        for lead, own, segment in self.parts(block):
            start, end = self.marks(segment if has_marks else None)
            text += (lead, start, own, end)
        return "".join(text)

    def pieces(self, parts: Sequence[str | int], *, first: int) -> list[tuple[str, int | None]]:
        """The texts of a slot, each with the segment that it is (None between segments).

        The numbers in `parts` are blocks of the body, whose first is block `first`.
        """
        pieces: list[tuple[str, int | None]] = []
        for part in parts:
            if isinstance(part, str):
                pieces.append((part, None))
                continue
            for lead, text, segment in self.parts(part + first):
                if lead:
                    pieces.append((lead, None))
                pieces.append((text, segment))
        return pieces
