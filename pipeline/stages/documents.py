"""The documents that leaflets are made from, kept with finished work: a word has changed, no more.

An article on record is neither read nor parsed again, and nothing is loaded that could. Only the
process that holds the record asks it; workers send it those documents that they have parsed.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.errors import SourceError
from pipeline.leaflets import kept as records
from pipeline.model import Document
from pipeline.stages.keys import Keys
from pipeline.stages.project import Project

Kept = Callable[[str], bytes | None]  # what the record holds for a key


class Documents:
    """The document of the article at hand, as it was kept or newly parsed."""

    def __init__(self, project: Project, keys: Keys, kept: Kept = lambda key: None) -> None:
        self._project, self._keys, self._kept = project, keys, kept
        self._slug = ""
        self._document: Document | None = None
        self._on_record: frozenset[bool] = frozenset()  # directions of the stencils kept already

    def __call__(self, slug: str) -> Document:
        """The document of an article; SourceError where that can't be read."""
        if self._document is None or slug != self._slug:
            self._slug, self._on_record = slug, frozenset()
            self._document = self._project.parsed(slug) or self._from_record(slug)
            self._document = self._document or self._project.document(slug)
        return self._document

    def taken(self) -> dict[str, bytes]:
        """The document at hand as it is to be kept, by key, where it is not so already."""
        document = self._document
        if document is None or not records.is_worth_keeping(document):
            return {}
        if records.directions(document) <= self._on_record:
            return {}
        self._on_record = records.directions(document)
        return {self._keys.of_document(self._slug): records.to_bytes(document)}

    def _from_record(self, slug: str) -> Document | None:
        kept = self._kept(self._keys.of_document(slug))
        if kept is None:
            return None

        def parse() -> Document:
            found = self._project.document(slug)
            if found != document:
                raise SourceError(
                    "the article was changed while its leaflets were made",
                    path=document.article.path,
                    hint="run the command once more",
                )
            return found

        document = records.from_bytes(kept, parse)
        self._on_record = records.directions(document)
        return document
