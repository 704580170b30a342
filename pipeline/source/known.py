"""What is known of an article beside its blocks: enough to fill its page with other words.

The parser tells everything (`page.Page`). What was kept of an earlier run (`leaflets.kept`) tells
what most pages need, and has the article parsed where one asks for more: `page.of`. This door loads
nothing of Markdown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, cast

from pipeline.model import Block, Document, Key

if TYPE_CHECKING:
    from pipeline.source.page import Page
    from pipeline.source.skeleton import Skeleton

__all__ = ["Keys", "Known", "of"]

Keys = tuple[tuple[Block, ...], frozenset[Key]]


class Known(Protocol):
    """What a document carries as its `tree`; what may be None is filled in when it is asked for."""

    raws: Sequence[tuple[tuple[str, str], ...]]  # by block: (lead, text) as typed
    first_block: int  # index of the body's first block
    skeleton: Skeleton | None
    stencils: dict[bool, object]  # private to leaflets.stencil
    keys: Keys | None  # private to leaflets.localize

    def whole(self) -> Page:
        """Everything that the parser tells of the article."""
        ...


def of(document: Document) -> Known:
    """What is known of this document."""
    return cast("Known", document.tree)
