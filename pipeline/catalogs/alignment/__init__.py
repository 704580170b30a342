"""Which sentences of a translated document answer which sentences of the article.

Structure first: blocks are paired in order, by kind, length and anchors; then the sentences inside
each pair. Nothing is forced: what has no convincing partner stays alone. Filling a catalog with
the result is `filling`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from pipeline.catalogs.alignment.anchors import Anchor, Reader, Weigher
from pipeline.language import cldr, inline, sentences
from pipeline.language.gale_church import (
    NEVER,
    Place,
    best_path,
    length_cost,
    with_doubt_of_order,
)
from pipeline.language.lengths import expansion
from pipeline.model import Block, BlockKind, Document, Termbase

__all__ = ["Alignment", "Link", "align"]


@dataclass(frozen=True, slots=True)
class Link:
    """Segments of the article and the wording that answers them."""

    source: tuple[int, ...]  # indexes of segments in the article, in order, at least one
    target: tuple[int, ...]  # indexes of segments in the translated document
    text: str  # inline Markdown; several target sentences are joined as their language does
    confidence: float  # 0 to 1
    is_block: bool = False  # the one segment is a whole block, and so is the wording


@dataclass(frozen=True, slots=True)
class Alignment:
    """Every segment of both documents, in a link or alone."""

    links: tuple[Link, ...]  # in the order of the article
    source_alone: tuple[int, ...]
    target_alone: tuple[int, ...]


def align(
    source: Document,
    target: Document,
    *,
    termbase: Termbase | None = None,
    has_title: bool = True,
) -> Alignment:
    """The alignment of an article with a document in another language; no text is changed.

    Without `has_title` the title of `target` was made up, and is nobody's translation.
    """
    return _Aligner(source, target, termbase or Termbase(), has_title=has_title).run()


# ------------------------------------------------------------------------------------------- costs
_BLOCK_SHAPES = ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1), (1, 3), (3, 1))
_BLOCK_PRIOR: Mapping[tuple[int, int], float] = MappingProxyType(
    {(1, 1): 0.1, (1, 0): 3.5, (0, 1): 3.5, (1, 2): 3.5, (2, 1): 3.5, (1, 3): 5.0, (3, 1): 5.0}
)
# Gale and Church's frequencies, but for 1-0 and 0-1 (0.0099 of them): a leaflet of years ago has
# lost and gained sentences since.
_SENTENCE_SHAPES = ((1, 1), (1, 2), (2, 1), (1, 0), (0, 1), (2, 2))
_SENTENCE_PRIOR: Mapping[tuple[int, int], float] = MappingProxyType(
    {(1, 1): 0.12, (1, 2): 2.8, (2, 1): 2.8, (1, 0): 3.0, (0, 1): 3.0, (2, 2): 4.5}
)

# The second round is for passages that were moved: neighbours in what is left are no neighbours.
_MOVED_SHAPES = ((1, 1), (1, 0), (0, 1))
_MOVED_COST = 1.0
MIN_BLOCK = 0.5  # the probability below which blocks are no pair

_HEADINGS = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.BOX_TITLE})
_CELLS = frozenset({BlockKind.TABLE_HEADER, BlockKind.TABLE_CELL})
_FRONT = frozenset({BlockKind.KEYWORD, BlockKind.PUBLISHER, BlockKind.AUDIENCE})
_FAMILY_COST = 0.7  # of kinds that one format has and the other has not: quotation, paragraph
_STRANGER_COST = 2.5  # a heading that answers a paragraph: a bold line in a word processor


@cache
def _kind_cost(one: BlockKind, other: BlockKind) -> float:
    if one is other:
        return 0.0
    if one in _FRONT or other in _FRONT:
        return NEVER
    if BlockKind.TITLE in (one, other):
        return _STRANGER_COST if {one, other} <= _HEADINGS else NEVER
    same_family = _family(one) == _family(other)
    return _FAMILY_COST if same_family else _STRANGER_COST


def _family(kind: BlockKind) -> str:
    if kind in _HEADINGS:
        return "heading"
    if kind is BlockKind.SUMMARY:
        return "summary"
    return "cell" if kind in _CELLS else "prose"


# ------------------------------------------------------------------------------------------ pieces
@dataclass(frozen=True, slots=True)
class _Piece:
    """A segment, or what several are together: what alignment knows about it."""

    indexes: tuple[int, ...]
    text: str
    length: float  # characters, as many as English would have
    anchors: frozenset[Anchor]


@dataclass(frozen=True, slots=True)
class _Part:
    """A block and its pieces."""

    block: Block
    is_prose: bool
    pieces: tuple[_Piece, ...]
    length: float
    anchors: frozenset[Anchor]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Blocks that answer each other."""

    source: Sequence[_Part]
    target: Sequence[_Part]
    probability: float


def _parts(document: Document, reader: Reader) -> tuple[_Part, ...]:
    ratio = expansion(document.language)
    parts = []
    for block in document.blocks:
        pieces = tuple(
            _Piece(
                (segment.index,),
                segment.key.msgid,
                _visible_length(segment.key.msgid) / ratio,
                reader.anchors(segment.key.msgid),
            )
            for segment in block.segments
        )
        is_prose = _family(block.kind) == "prose"
        parts.append(_Part(block, is_prose, pieces, *_together(pieces)))
    return tuple(parts)


def _visible_length(text: str) -> int:
    return len(" ".join(inline.blank(text).split()))


def _together(items: Sequence[_Piece] | Sequence[_Part]) -> tuple[float, frozenset[Anchor]]:
    if len(items) == 1:
        return items[0].length, items[0].anchors
    anchors = frozenset().union(*(item.anchors for item in items))
    return sum(item.length for item in items), anchors


class _Aligner:
    """One alignment on its way: both documents in parts, and how rare each anchor is."""

    def __init__(
        self, source: Document, target: Document, termbase: Termbase, *, has_title: bool
    ) -> None:
        self._source_language = source.language
        self._language = target.language
        pair = (source.language, target.language)
        self._source = _parts(source, Reader(source.language, pair, termbase))
        parts = _parts(target, Reader(target.language, pair, termbase))
        self._target = tuple(
            part for part in parts if has_title or part.block.kind is not BlockKind.TITLE
        )
        self._blocks = Weigher(part.anchors for part in (*self._source, *self._target))
        pieces = [piece for part in (*self._source, *self._target) for piece in part.pieces]
        self._sentences = Weigher(piece.anchors for piece in pieces)

    def run(self) -> Alignment:
        in_order, left, other_left = self._paired(
            self._source, self._target, _BLOCK_SHAPES, self._block_cost
        )
        moved, _, _ = self._paired(left, other_left, _MOVED_SHAPES, self._moved_cost)
        links = [link for pair in in_order for link in self._inside(pair)]
        links += [link for pair in moved for link in self._inside(pair)]
        links.sort(key=lambda link: link.source)
        return Alignment(
            tuple(links),
            _others(self._source, {index for link in links for index in link.source}),
            _others(self._target, {index for link in links for index in link.target}),
        )

    # ---- blocks
    @staticmethod
    def _paired(
        source: Sequence[_Part],
        target: Sequence[_Part],
        shapes: tuple[Place, ...],
        pair_cost: Callable[[Sequence[_Part], Sequence[_Part]], float],
    ) -> tuple[list[_Pair], list[_Part], list[_Part]]:
        """(pairs in order, the parts of the source without a pair, those of the target)."""

        def cost(start: int, end: int, other_start: int, other_end: int) -> float:
            return pair_cost(source[start:end], target[other_start:other_end])

        pairs: list[_Pair] = []
        left: list[_Part] = []
        other_left: list[_Part] = []
        beads = best_path(len(source), len(target), shapes, cost)
        for bead in with_doubt_of_order(beads, cost):
            one = source[bead.start : bead.end]
            other = target[bead.other_start : bead.other_end]
            if one and other and bead.probability >= MIN_BLOCK:
                pairs.append(_Pair(one, other, bead.probability))
            else:
                left += one
                other_left += other
        return pairs, left, other_left

    def _block_cost(self, one: Sequence[_Part], other: Sequence[_Part]) -> float:
        prior = _BLOCK_PRIOR[len(one), len(other)]
        if not one or not other:
            return prior
        if len(one) != len(other) and not (_may_merge(one) and _may_merge(other)):
            return NEVER
        kinds = max(_kind_cost(a.block.kind, b.block.kind) for a in one for b in other)
        if kinds == NEVER:
            return NEVER
        return prior + kinds + self._pair_cost(self._blocks, one, other)

    def _moved_cost(self, one: Sequence[_Part], other: Sequence[_Part]) -> float:
        cost = self._block_cost(one, other)
        if not one or not other:
            return cost
        (part,), (answer,) = one, other
        is_alike = _family(part.block.kind) == _family(answer.block.kind)
        return cost + _MOVED_COST if is_alike else NEVER

    @staticmethod
    def _pair_cost(
        weigher: Weigher,
        one: Sequence[_Piece] | Sequence[_Part],
        other: Sequence[_Piece] | Sequence[_Part],
    ) -> float:
        length, anchors = _together(one)
        other_length, other_anchors = _together(other)
        return length_cost(length, other_length) + weigher.cost(anchors, other_anchors)

    # ---- sentences
    def _inside(self, pair: _Pair) -> Iterator[Link]:
        """The links between the sentences of blocks that answer each other."""
        one = [piece for part in pair.source for piece in part.pieces]
        other = [piece for part in pair.target for piece in part.pieces]
        is_block = len(pair.target) == 1 and len(one) == 1 and self._is_kept_together(one[0])
        if is_block:
            other = [self._joined(other)]

        def cost(start: int, end: int, other_start: int, other_end: int) -> float:
            left, right = one[start:end], other[other_start:other_end]
            prior = _SENTENCE_PRIOR[len(left), len(right)]
            if not left or not right:
                return prior
            return prior + self._pair_cost(self._sentences, left, right)

        beads = best_path(len(one), len(other), _SENTENCE_SHAPES, cost)
        for bead in with_doubt_of_order(beads, cost):
            left, right = one[bead.start : bead.end], other[bead.other_start : bead.other_end]
            if left and right:
                whole = self._joined(right)
                indexes = tuple(index for piece in left for index in piece.indexes)
                confidence = pair.probability * bead.probability
                yield Link(indexes, whole.indexes, whole.text, confidence, is_block)

    def _is_kept_together(self, piece: _Piece) -> bool:
        """Whether the one segment of a block is several sentences, as a directive may ask."""
        return len(sentences.split(piece.text, self._source_language)) > 1

    def _joined(self, pieces: Sequence[_Piece]) -> _Piece:
        joiner = cldr.sentence_joiner(self._language)
        indexes = tuple(index for piece in pieces for index in piece.indexes)
        return _Piece(indexes, joiner.join(piece.text for piece in pieces), *_together(pieces))


def _may_merge(parts: Sequence[_Part]) -> bool:
    """Whether these blocks can be one paragraph that another edition cut in two."""
    return all(part.is_prose for part in parts)


def _others(parts: Sequence[_Part], taken: set[int]) -> tuple[int, ...]:
    every = (index for part in parts for piece in part.pieces for index in piece.indexes)
    return tuple(index for index in every if index not in taken)
