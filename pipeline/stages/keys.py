"""The keys of a build's tasks: digests of exactly what each of them reads, and of our version.

A file of a leaflet reads its article, the pictures that the article names, the termbase, two
catalogs, and those settings that its format uses: a new colour makes no plain text anew, and a new
picture concerns the articles that show it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.execution.stamps import digest, engine_stamp, folders, listing
from pipeline.files import read_if_exists
from pipeline.leaflets.theme import Theme
from pipeline.model import Language
from pipeline.places import ABBREVIATIONS_FILE, SOURCE, WORDS_DOMAIN
from pipeline.stages.offered import Offer
from pipeline.stages.project import Project, has_review
from pipeline.stages.shown import Pictures
from pipeline.stages.terms_read import of_documents

if TYPE_CHECKING:
    from pipeline.leaflets.html import Kind
    from pipeline.stages.standing import Sight


class Keys:
    """The keys of one project's files, as its sources are while this object lives."""

    def __init__(
        self,
        project: Project,
        theme: Theme,
        *,
        offer: Offer,
        published: tuple[Language, ...],
        epoch: int | None,
        sight: Sight | None = None,
    ) -> None:
        self.project, self.theme = project, theme
        self.offer = offer  # the files that leaflets' pages offer
        self.published = published  # the languages that it links to
        self.epoch = epoch
        self.sight = sight  # what the sources look like, where that was just found out
        self._parts: dict[tuple[str, tuple[str, ...]], bytes] = {}  # see `_part`
        self._articles: dict[str, bytes] = {}
        self._words: dict[Language, bytes] = {}
        self._shared = b""  # see `_common`

    @cached_property
    def pictures(self) -> Pictures:
        """Those that articles may show."""
        root = self.project.root
        if self.sight is None:
            return Pictures.below(root / SOURCE)
        return Pictures(
            (os.path.join(root, folder), files)
            for folder, files in self.sight.items()
            if folder.split(os.sep)[0] == SOURCE
        )

    def of(self, slug: str, language: Language, names: Iterable[str]) -> dict[str, str]:
        """The key of each file of a leaflet, by what stands after "<slug>." in its name."""
        own = b""
        if language != self.project.settings.source_language:
            own = self._catalog(slug, language)
        name_and_place = (slug.encode(), language.tag.encode())  # both stand in many files
        about = (self._article(slug), self._words_in(language), own, *name_and_place)
        offered = self.offer.of(slug, language)
        return {name: digest((self._part(name, offered), *about)) for name in names}

    def of_document(self, slug: str) -> str:
        """The key of an article's document, and of its page without the words.

        What its drawings say is part of the document: here their looks from outside are not enough.
        """
        source = _content(self.project.article_path(slug))
        drawings = (
            _content(Path(each.folder, each.name))
            for each in self.pictures.shown(source)
            if each.name.lower().endswith(".svg")
        )
        return digest((b"document", self._common(), slug.encode(), source, *drawings))

    def of_shell(self, kind: Kind) -> str:
        """The key of what web pages of a kind have in common (`html.make_shell`)."""
        about = _text(
            *(kind.source_language, kind.languages, kind.formats, kind.is_draft),
            *(kind.alternates, kind.places, sorted(kind.given)),
        )
        name_and_words = (kind.language.tag.encode(), self._words_in(kind.language))
        return digest((b"shell", self._part("html", kind.formats), *name_and_words, about))

    def _article(self, slug: str) -> bytes:
        """What of the sources the article is made from; only the last one's is held."""
        if slug not in self._articles:
            source = _content(self.project.article_path(slug))
            shown = (_text(*each) for each in self.pictures.shown(source))
            # What is noted of its review may make its leaflet a draft.
            noted = self.project.review_of(slug).encode() if has_review(source) else b""
            self._articles = {slug: digest((source, noted, *shown)).encode()}
        return self._articles[slug]

    def _catalog(self, domain: str, language: Language) -> bytes:
        """The digest of a catalog; of nothing where there is none."""
        seen = self.project.seen.of(domain, language)
        if seen is not None:
            return seen[0].encode()
        return digest((_content(self.project.catalog_path(language, domain)),)).encode()

    def _words_in(self, language: Language) -> bytes:
        if language not in self._words:
            self._words[language] = self._catalog(WORDS_DOMAIN, language)
        return self._words[language]

    # ---- settings
    def _part(self, name: str, offered: tuple[str, ...]) -> bytes:
        """Our version, and what of the project's settings this format uses.

        `offered`: the files that a leaflet's page offers; no other file says which.
        """
        part = (name, offered if name == "html" else ())
        if part not in self._parts:
            own = (self._common(), name.encode(), *self._used(*part))
            self._parts[part] = digest(own).encode()
        return self._parts[part]

    def _common(self) -> bytes:
        """Our version, and what every article is read with."""
        if not self._shared:
            settings, root = self.project.settings, self.project.root
            parts = (
                engine_stamp(),
                of_documents(read_if_exists(self.project.termbase_path) or b""),
                read_if_exists(root / ABBREVIATIONS_FILE) or b"",
                _text(settings.source_language, settings.segmentation, sorted(settings.allow)),
            )
            self._shared = digest(parts).encode()
        return self._shared

    def _used(self, name: str, offered: tuple[str, ...]) -> Iterator[bytes]:
        settings = self.project.settings
        if name == "md":
            return
        yield _text(settings.contacts)
        if name == "txt":
            return
        yield _text(self.theme)
        if self.theme.templates:
            yield stamps_below(self.theme.templates)
        if name == "html":
            yield _text(self.published, offered, settings.base_url)
            return
        yield _text(self.epoch)
        if name.endswith("pdf"):
            yield _text(settings.sheet, settings.base_url)


def _content(path: Path) -> bytes:
    """What a file holds; nothing where there is none.

    Of one that can't be read something that no other holds: whoever makes its leaflet tells why.
    """
    try:
        return read_if_exists(path) or b""
    except OSError as error:
        return f"\x00{path}: {error.strerror}".encode(errors="backslashreplace")


def stamps_below(folder: Path) -> bytes:
    """Changes with every file in the folder or below it."""
    return repr([(each, sorted(listing(each).items())) for each in folders(folder)]).encode()


def _text(*values: object) -> bytes:
    """The values as text; what has an order has the same one in every run."""
    return repr([dict(each) if isinstance(each, Mapping) else each for each in values]).encode()
