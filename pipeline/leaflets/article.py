"""What a web page shows of an article: its HTML, and where in it a reader can be led."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.model import Inline

__all__ = ["ArticleHtml", "Place"]


class Place(NamedTuple):
    """A heading that a reader can be led to; its id is the same in every language."""

    id: str
    title: Inline
    is_urgent: bool = False  # of a warning


class ArticleHtml(NamedTuple):
    """What a page shows in `<main>`, and where in it a reader can be led."""

    html: str
    places: tuple[Place, ...]
