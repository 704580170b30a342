"""What a web page shows of an article: its HTML, and where in it a reader can be led."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Inline

__all__ = ["ArticleHtml", "Place"]


@dataclass(frozen=True, slots=True)
class Place:
    """A heading that a reader can be led to; its id is the same in every language."""

    id: str
    title: Inline
    is_urgent: bool = False  # of a warning


@dataclass(frozen=True, slots=True)
class ArticleHtml:
    """What a page shows in `<main>`, and where in it a reader can be led."""

    html: str
    places: tuple[Place, ...]
