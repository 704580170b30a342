"""The keys of a build's tasks: digests of exactly what each of them reads, and of our version.

A file of a leaflet reads its article, the pictures that the article names, the termbase, two
catalogs, and those settings that its format uses: a new colour makes no plain text anew, and a new
picture concerns the articles that show it.

What makes a file reads all that once more, a moment later and maybe elsewhere. How the files looked
before their digests were taken is remembered: a key is that of a leaflet for as long as they do.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pipeline.execution.stamps import Look, digest, engine_stamp, everything_below, look
from pipeline.files import named, path_of, read_if_exists
from pipeline.leaflets.theme import Theme
from pipeline.model import Language
from pipeline.places import ABBREVIATIONS_FILE, SETTINGS_FILE, SOURCE, WORDS_DOMAIN
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
        elsewhere: Mapping[str, Look | None] = MappingProxyType({}),
    ) -> None:
        self.project, self.theme = project, theme
        self.offer = offer  # the files that leaflets' pages offer
        self.published = published  # the languages that it links to
        self.epoch = epoch
        self.sight = sight  # what the sources look like, where that was just found out
        self._parts: dict[tuple[str, tuple[str, ...]], bytes] = {}  # see `_part`
        self._words: dict[Language, bytes] = {}
        self._shown: dict[str, tuple[bytes, Look | None]] = {}  # digests and looks of pictures
        # How the files looked before they were read: of all leaflets, and of the last article.
        self._looks: dict[str, Look | None] = dict(elsewhere)
        self._own_looks: dict[str, Look | None] = {}
        self._slug = ""  # the last article
        self._source = self._article = b""  # its file, and the digest of all that it is made from
        self._see(project.root / SETTINGS_FILE, self._looks)
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
        self._turn_to(slug)
        own = self._of_language(slug, language)
        name_and_place = (slug.encode(), language.tag.encode())  # both stand in many files
        about = (self._article, self._words_in(language), own, *name_and_place)
        offered = self.offer.of(slug, language)
        return {name: digest((self._part(name, offered), *about)) for name in names}

    def _of_language(self, slug: str, language: Language) -> bytes:
        """What besides the article a leaflet in the language is made from."""
        if language != self.project.settings.source_language:
            return self._catalog(slug, language)
        if not has_review(self._source):
            return b""
        self._see(self.project.template_path(slug), self._own_looks)
        return self.project.review_of(slug).encode()  # may make it a draft

    @property
    def looks(self) -> Mapping[str, Look | None]:
        """How what is only the last article's looked before it was read."""
        return self._own_looks

    def hold(self, looks: Mapping[str, Look | None]) -> bool:
        """Whether all that the keys of an article with these looks were made from looks the same.

        Then whatever has been made since is what they say. Without looks: the keys of all.
        """
        return all(
            look(path) == seen for path, seen in itertools.chain(self._looks.items(), looks.items())
        )

    def of_document(self, slug: str) -> str:
        """The key of an article's document, and of its page without the words.

        What its drawings say is part of the document.
        """
        source = _content(self.project.article_path(slug))
        drawings = self._pictures_in(source, ".svg")
        return digest((b"document", self._common(), slug.encode(), source, *drawings))

    def of_shell(self, kind: Kind) -> str:
        """The key of what web pages of a kind have in common (`html.make_shell`)."""
        about = _text(
            *(kind.source_language, kind.languages, kind.formats, kind.is_draft),
            *(kind.alternates, kind.places, sorted(kind.given)),
        )
        name_and_words = (kind.language.tag.encode(), self._words_in(kind.language))
        return digest((b"shell", self._part("html", kind.formats), *name_and_words, about))

    def _turn_to(self, slug: str) -> None:
        """Make the article the last one."""
        if slug == self._slug:
            return
        self._slug, self._own_looks = slug, {}
        self._source = self._read(self.project.article_path(slug), self._own_looks)
        shown = self._pictures_in(self._source)
        self._article = digest((self._source, *shown)).encode()
        for each in self.pictures.shown(self._source):
            self._own_looks[each.path] = self._shown[each.path][1]

    def _pictures_in(self, source: bytes, suffix: str = "") -> Iterator[bytes]:
        """Place and digest of each picture that the article with this source may show."""
        for each in self.pictures.shown(source):
            path = each.path
            if not path.lower().endswith(suffix):
                continue
            if path not in self._shown:
                # Of a drawing that is part of a document at hand, what it was when that was parsed.
                place, known = os.path.realpath(path), self.project.looks
                seen = known[place] if place in known else look(path)
                self._shown[path] = (digest((_content(Path(path)),)).encode(), seen)
            yield os.path.relpath(path, self.project.root).encode(errors="surrogateescape")
            yield self._shown[path][0]

    def _catalog(self, domain: str, language: Language) -> bytes:
        """The digest of a catalog; of nothing where there is none."""
        path = self.project.catalog_path(language, domain)
        if domain == WORDS_DOMAIN:
            return digest((self._read(path, self._looks),)).encode()
        seen = self.project.seen.of(domain, language)
        if seen is None:
            return digest((self._read(path, self._own_looks),)).encode()
        self._own_looks[str(path)] = seen.look
        return seen.digest.encode()

    def _words_in(self, language: Language) -> bytes:
        if language not in self._words:
            self._words[language] = self._catalog(WORDS_DOMAIN, language)
        return self._words[language]

    def _read(self, path: Path, looks: dict[str, Look | None]) -> bytes:
        """What a file holds, which is looked at before."""
        self._see(path, looks)
        return _content(path)

    def _see(self, path: Path, looks: dict[str, Look | None]) -> None:
        """Remember how a file looks, or looked before the project read what it holds by now."""
        name = str(path)
        if name not in looks:
            known = self.project.looks
            looks[name] = known[name] if name in known else look(name)

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
                of_documents(self._read(self.project.termbase_path, self._looks)),
                self._read(root / ABBREVIATIONS_FILE, self._looks),
                _text(settings.source_language, settings.segmentation, sorted(settings.allow)),
            )
            self._shared = digest(parts).encode()
        return self._shared

    @cached_property
    def _templates(self) -> bytes:
        """What the project's own templates hold."""
        assert self.theme.templates is not None
        top = self.theme.templates
        files = [path for path in everything_below(top) if os.path.isfile(path)]
        parts = ((os.path.relpath(path, top).encode(), _content(Path(path))) for path in files)
        return digest(itertools.chain.from_iterable(parts)).encode()

    def _used(self, name: str, offered: tuple[str, ...]) -> Iterator[bytes]:
        settings = self.project.settings
        if name == "md":
            return
        yield _text(settings.contacts)
        if name == "txt":
            return
        yield _text(self.theme)
        if self.theme.templates:
            yield self._templates
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


def look_elsewhere(project: Project) -> dict[str, Look | None]:
    """How that looks which a build reads outside the usual folders: of a theme of its own."""
    theme, found = project.settings.theme, list[str]()
    logo, templates = theme.get("logo_image"), theme.get("templates")
    if logo:
        found.append(str(named(project.root, path_of(str(logo)) or "")))
    if templates:
        found += everything_below((project.root / str(templates)).resolve())
    return {path: look(path) for path in found}


def _text(*values: object) -> bytes:
    """The values as text; what has an order has the same one in every run."""
    return repr([dict(each) if isinstance(each, Mapping) else each for each in values]).encode()
