"""An article in another language as Markdown: translations put into the bytes of the source file.

Everything that is not translated keeps its bytes. The grammar is that of `markdown`, both ways:
what has been made is parsed again and must hold the translations, as they were placed, in the same
blocks of the same page; where it does not, the article is refused and never half right. It lives
beside the parser because it asks what only the parser knows; an exporter has nothing to parse.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.errors import ExportError, SourceError
from pipeline.model import Document, Language, Metadata, Segmentation
from pipeline.source import (
    comparing,
    document,
    lines,
    page,
    placing,
    reading,
    sites,
    yaml_front_matter,
)
from pipeline.source.sites import Site
from pipeline.source.slots import InField
from pipeline.source.texts import BlockText

__all__ = ["splice"]

_NEWLINE = re.compile(r"\r\n|\r|\n")
_SHOWN = 50  # characters of a text in a message
_HINT = "reword the translation, or leave it untranslated"
_OURS = "this place of the article can't be found in its file; write it in plainer Markdown"


def splice(
    source: bytes,
    article: Document,
    texts: Mapping[int, BlockText],
    *,
    language: Language,
    is_draft: bool = False,
) -> bytes:
    """The file `source`, from which `article` was parsed, with `texts` in place of its blocks.

    What is not in `texts` stays as it is. A translated block stands on one line, however many its
    source had, but for hard line breaks; a translated heading is given the id of its source
    (`{#id}`), which other tools would make from its words. The front matter of a draft says
    `draft: true`. Raises ExportError with the line of the first text that can't be placed without
    changing the article's structure.
    """
    splicer = _Splicer(_File.read(source, article), article, texts, language, is_draft)
    return splicer.spliced()


@dataclass(frozen=True, slots=True)
class _Edit:
    """Another text for a stretch of the file's text."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class _File:
    """A file as typed, and as `reading` knows it: NFC, "\\n" newlines, no byte order mark."""

    typed: str
    text: str
    body: int  # where the body begins in `text`
    mark: str  # the byte order mark or nothing

    @classmethod
    def read(cls, source: bytes, article: Document) -> _File:
        """The file of an article that has been read from it."""
        whole = source.decode("utf-8")
        typed = whole.removeprefix("\ufeff")
        text = _normal(typed)
        if not text.endswith(article.article.body):
            raise ExportError(
                "the file is not the one that was read", path=article.article.path, hint="try again"
            )
        mark = whole[: len(whole) - len(typed)]
        return cls(typed, text, len(text) - len(article.article.body), mark)

    def edited(self, edits: Sequence[_Edit]) -> str:
        """The file as typed with the edits, which are in order and apart."""
        typed_starts = [0, *(match.end() for match in _NEWLINE.finditer(self.typed))]
        starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        parts, position = [self.mark], 0
        for edit in edits:
            start, end = (
                _typed_offset(self, offset, starts, typed_starts)
                for offset in (edit.start, edit.end)
            )
            newline = _NEWLINE.search(self.typed, start)
            text = edit.text.replace("\n", newline[0] if newline else "\n")
            parts += (self.typed[position:start], text)
            position = end
        return "".join((*parts, self.typed[position:]))


def _typed_offset(
    file: _File, offset: int, starts: Sequence[int], typed_starts: Sequence[int]
) -> int:
    """Where a place of the text is in the file as typed: the same line, the same characters."""
    line = bisect_right(starts, offset) - 1
    wanted = file.text[starts[line] : offset]
    first = typed_starts[line]
    if file.typed.startswith(wanted, first):
        return first + len(wanted)
    length = len(wanted)
    while _normal(file.typed[first : first + length]) != wanted:
        length += 1  # a composed character was typed as several
    return first + length


def _normal(text: str) -> str:
    return _NEWLINE.sub("\n", unicodedata.normalize("NFC", text))


@dataclass
class _Splicer:
    """One article in one language."""

    file: _File
    article: Document
    texts: Mapping[int, BlockText]
    language: Language
    is_draft: bool
    plain: Document = field(init=False)  # as typed: fragments unresolved, blocks whole
    edits: list[_Edit] = field(default_factory=list)
    wanted: dict[int, str] = field(default_factory=dict)  # what each block must hold in the end

    def __post_init__(self) -> None:
        self.own = page.of(self.article)
        self.plain, self.sites = _as_typed(self.article)
        if [b.kind for b in self.plain.blocks] != [
            block.kind for block in self.article.blocks if not block.picture
        ]:
            raise ExportError(
                "the fragments that the termbase resolves hide or make whole blocks",
                path=self.article.article.path,
                hint="mend them in the article itself",
            )

    def spliced(self) -> bytes:
        """The file in the language."""
        self._draft()
        self._fields()
        self._blocks()
        if not self.edits:
            return (self.file.mark + self.file.typed).encode()
        self.edits.sort(key=lambda edit: (edit.start, edit.end))
        result = self.file.edited(self.edits)
        self._verify(_normal(result.removeprefix("\ufeff")))
        return result.encode()

    # ------------------------------------------------------------------------------ front matter
    def _draft(self) -> None:
        """Site generators leave out what says that it is a draft."""
        metadata = self.article.article.metadata
        if not self.is_draft or metadata.is_draft:
            return
        path = self.article.article.path
        scalars = yaml_front_matter.field_scalars(self.file.text, path).get("draft", ())
        if scalars:
            self.edits.append(_Edit(scalars[0].start, scalars[0].end, "true"))
        elif metadata.lines:  # there is a front matter
            start = self.file.text.index("\n") + 1
            self.edits.append(_Edit(start, start, "draft: true\n"))

    def _fields(self) -> None:
        changed = [block for block in self._changed() if block < self.own.first_block]
        if not changed:
            return
        path = self.article.article.path
        scalars = yaml_front_matter.field_scalars(self.file.text, path)
        for block in changed:
            place = self.own.places[block]
            name = place.name if isinstance(place, InField) else ""
            same = [each for each, at in enumerate(self.own.places) if at == place]
            here = scalars.get(name, ())
            if len(here) != len(same):
                raise self._refusal(block, f"the value of {name!r} is one that YAML names or types")
            scalar = here[same.index(block)]
            text = " ".join(self._words(block).replace("\n", " ").split(" "))
            before = self.file.text[scalar.start : scalar.end]
            new = yaml_front_matter.written(text, scalar, before)
            self.edits.append(_Edit(scalar.start, scalar.end, new))
            self.wanted[block] = " ".join(text.split())

    # ------------------------------------------------------------------------------------- body
    def _blocks(self) -> None:
        wording = page.wording(self.article, self.texts, has_marks=False)
        for block in self._changed():
            if block < self.own.first_block:
                continue
            site = self.sites[block - self.own.first_block]
            if site is None:
                raise self._refusal(block, _OURS, hint="")
            placed = placing.placed(self.article, block, site, wording)
            if isinstance(placed, placing.Impossible):
                raise self._refusal(block, placed.reason)
            start, end = self.file.body + site.start, self.file.body + site.end
            self.wanted[block] = placed.text
            self.edits.append(
                _Edit(start - placed.before, end + placed.behind, _composed(placed.typed))
            )
        for position, identifier in placing.heading_ids(self.article, self.wanted, self.sites):
            offset = self.file.body + position
            self.edits.append(_Edit(offset, offset, identifier))

    def _changed(self) -> list[int]:
        """The blocks that read otherwise than in the source."""
        return [
            block
            for block, shown in sorted(self.texts.items())
            if not self.article.blocks[block].picture
            and shown.parts
            != tuple((each.lead, each.key.msgid) for each in self.article.blocks[block].segments)
        ]

    def _words(self, block: int) -> str:
        inline = document.render_field(self.article, block, self.texts)
        return _composed("".join(comparing.flat(inline.children)))

    # ----------------------------------------------------------------------------------- proof
    def _verify(self, text: str) -> None:
        """Refuse what reads otherwise than it was meant to."""
        before = self.plain.article
        try:
            article = reading.parse_article(
                text, path=before.path, slug=before.slug, needs_title=False
            )
            again = document.parse(
                article, language=self.article.language, segmentation=Segmentation.PARAGRAPH
            )
        except SourceError as error:
            raise self._refusal(None, error.message) from error
        wrong = comparing.difference(self.plain, again, self.wanted)
        if wrong is None and _untranslated(article.metadata) != _untranslated(before.metadata):
            wrong = comparing.Difference(0, "the front matter would change")
        if wrong is None and article.metadata.is_draft != (
            self.is_draft or before.metadata.is_draft
        ):
            wrong = comparing.Difference(0, "its front matter would not say that it is a draft")
        if wrong is None:
            body = [block for block in self.wanted if block >= self.own.first_block]
            wrong = comparing.shown_otherwise(self.article, self.texts, again, body)
        if wrong is not None:
            raise self._refusal(wrong.block, wrong.reason)

    def _refusal(self, block: int | None, reason: str, hint: str = _HINT) -> ExportError:
        article = self.article.article
        line, about = None, ""
        if block is not None and block < len(self.article.blocks):
            segments = self.article.blocks[block].segments
            line = lines.segment_lines(self.article)[segments[0].index] if segments else None
            text = self.article.blocks[block].text
            about = f" (at '{text if len(text) <= _SHOWN else text[:_SHOWN] + '…'}')"
        name = f"'{article.slug}' can't be written as Markdown in {self.language}"
        return ExportError(f"{name}: {reason}{about}", path=article.path, line=line, hint=hint)


def _untranslated(metadata: Metadata) -> tuple[object, ...]:
    """What of the front matter is the same in every language."""
    return (
        metadata.author,
        metadata.date,
        metadata.reviewed,
        metadata.adapted_from,
        metadata.segmentation,
    )


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _as_typed(article: Document) -> tuple[Document, tuple[Site | None, ...]]:
    """The document as its file has it, and where its blocks stand; made once a document."""
    own = page.of(article)
    if own.sites is None:
        plain = document.parse(
            article.article, language=article.language, segmentation=Segmentation.PARAGRAPH
        )
        own.sites = (plain, sites.sites(plain))
    found: tuple[Document, tuple[Site | None, ...]] = own.sites  # type: ignore[assignment]
    return found
