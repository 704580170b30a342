"""A document as it is kept on record, with what its page needs to be filled; and back.

To read an article, parse it and make a page of it takes ten times as long as to fill that page with
other words, and most edits of a library are other words. What is kept is the document itself, the
same in every field, its texts as typed and its stencils. What only the grammar can tell is not
kept: whoever asks for it (a text with rare markup, another format) has the article parsed then.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.leaflets.stencil import Stencil, Word
from pipeline.model import (
    AdaptedFrom,
    Article,
    Block,
    BlockKind,
    Document,
    Key,
    Language,
    Metadata,
    Resolution,
    Segment,
    Segmentation,
)
from pipeline.source import known
from pipeline.source.skeleton import Skeleton

if TYPE_CHECKING:
    from pipeline.source.page import Page

__all__ = ["directions", "from_bytes", "is_worth_keeping", "to_bytes"]

Values = Sequence[Any]  # of one thing, as JSON keeps them
# Of zlib: a third of the size for a tenth of a millisecond; more would cost as much again.
_LEVEL = 1


@dataclass(slots=True)
class _Kept:
    """What is known of a document that was on record (see `source.known`)."""

    raws: Sequence[tuple[tuple[str, str], ...]]
    first_block: int
    skeleton: Skeleton | None
    stencils: dict[bool, object]
    parse: Callable[[], Document]
    keys: known.Keys | None = None
    _page: Page | None = None

    def whole(self) -> Page:
        """What the parser tells of the article, which it is asked now."""
        if self._page is None:
            self._page = known.of(self.parse()).whole()
        return self._page


def is_worth_keeping(document: Document) -> bool:
    """Whether there is a page to be filled: footnotes and pictures can't be, as they stand."""
    skeleton = known.of(document).skeleton
    return skeleton is not None and not skeleton.notes and bool(directions(document))


def directions(document: Document) -> frozenset[bool]:
    """Which of its pages there is a stencil for: those from right to left, from left to right."""
    return frozenset(is_rtl for is_rtl, each in known.of(document).stencils.items() if each)


def to_bytes(document: Document) -> bytes:
    """The document as it is kept."""
    own, article = known.of(document), document.article
    skeleton = own.skeleton
    assert skeleton is not None
    values = {
        "article": (article.slug, article.path, article.body, article.body_line),
        "metadata": _metadata_values(article.metadata),
        "language": document.language.tag,
        "segmentation": document.segmentation,
        "resolutions": [_resolution_values(each) for each in document.resolutions],
        "digest": document.digest,
        "blocks": [_block_values(block) for block in document.blocks],
        "raws": {
            block.index: own.raws[block.index]
            for block in document.blocks
            if own.raws[block.index] != _texts(block)
        },
        "first_block": own.first_block,
        "simple": sorted(skeleton.simple),
        "is_simple": skeleton.is_simple,
        "surroundings": skeleton.surroundings,
        "worded": list(skeleton.worded.items()),
        "has_footnotes": skeleton.has_footnotes,
        "stencils": [
            (is_rtl, _stencil_values(each))
            for is_rtl, each in own.stencils.items()
            if isinstance(each, Stencil)
        ],
    }
    return zlib.compress(json.dumps(values, ensure_ascii=False).encode(), _LEVEL)


def from_bytes(kept: bytes, parse: Callable[[], Document]) -> Document:
    """The document that was kept; `parse` gives the same one from its article."""
    values = json.loads(zlib.decompress(kept))
    slug, path, body, body_line = values["article"]
    blocks = _blocks(values["blocks"])
    raws = [_texts(block) for block in blocks]
    for block, pairs in values["raws"].items():
        raws[int(block)] = tuple([(lead, text) for lead, text in pairs])
    skeleton = Skeleton(
        frozenset(values["simple"]),
        is_simple=values["is_simple"],
        surroundings=values["surroundings"],
        worded=dict(values["worded"]),
        has_footnotes=values["has_footnotes"],
    )
    stencils: dict[bool, object] = {is_rtl: _stencil(each) for is_rtl, each in values["stencils"]}
    return Document(
        article=Article(slug, path, _metadata(values["metadata"]), body, body_line),
        language=Language(values["language"]),
        segmentation=Segmentation(values["segmentation"]),
        blocks=blocks,
        resolutions=tuple(Resolution(*each) for each in values["resolutions"]),
        digest=values["digest"],
        tree=_Kept(raws, values["first_block"], skeleton, stencils, parse),
    )


# ---- front matter
def _metadata_values(metadata: Metadata) -> dict[str, Any]:
    values = {name: getattr(metadata, name) for name in Metadata.__slots__}
    adapted = metadata.adapted_from
    if adapted is not None:
        values["adapted_from"] = {name: getattr(adapted, name) for name in AdaptedFrom._fields}
    return values


def _metadata(values: Mapping[str, Any]) -> Metadata:
    adapted, segmentation = values["adapted_from"], values["segmentation"]
    return Metadata(
        **{
            **values,
            "keywords": tuple(values["keywords"]),
            "adapted_from": None if adapted is None else AdaptedFrom(**adapted),
            "segmentation": None if segmentation is None else Segmentation(segmentation),
        }
    )


# ---- blocks
def _texts(block: Block) -> tuple[tuple[str, str], ...]:
    """The texts of a block; most are typed as they are."""
    return tuple([(each.lead, each.key.msgid) for each in block.segments])


def _block_values(block: Block) -> Values:
    segments = [
        (each.lead, *each.key, [_resolution_values(found) for found in each.resolutions])
        for each in block.segments
    ]
    about = (block.heading_path, block.notes, block.critical, block.allows, block.picture)
    return (block.kind, *about, segments)


def _blocks(values: Sequence[Values]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    first = 0
    for index, (kind, heading_path, notes, critical, allows, picture, found) in enumerate(values):
        segments = tuple(
            [
                Segment(
                    number,
                    Key(msgctxt, msgid),
                    index,
                    lead,
                    tuple([Resolution(*each) for each in resolutions]),
                )
                for number, (lead, msgctxt, msgid, resolutions) in enumerate(found, first)
            ]
        )
        first += len(segments)
        blocks.append(
            Block(
                index=index,
                kind=BlockKind(kind),
                text="".join([text for each in segments for text in (each.lead, each.key.msgid)]),
                segments=segments,
                heading_path=tuple(heading_path),
                notes=tuple(notes),
                critical=critical,
                allows=tuple([(check, reason) for check, reason in allows]),
                picture=picture,
            )
        )
    return tuple(blocks)


def _resolution_values(resolution: Resolution) -> Values:
    return (resolution.found, resolution.replacement, resolution.line, resolution.column)


# ---- stencils
def _stencil_values(stencil: Stencil) -> Values:
    words = [(part, word.msgid, word.values) for part, word in stencil.words]
    return (stencil.parts, stencil.blocks, words, stencil.places)


def _stencil(values: Values) -> Stencil:
    parts, blocks, words, places = values
    return Stencil(
        tuple(parts),
        tuple([(part, block) for part, block in blocks]),
        tuple(
            [
                (part, Word(msgid, tuple([(name, value) for name, value in filled])))
                for part, msgid, filled in words
            ]
        ),
        tuple([(name, is_urgent, tuple(title)) for name, is_urgent, title in places]),
    )
