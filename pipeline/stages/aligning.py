"""align: a translated document that exists already → the article's catalog, as fuzzy.

Reads the document as `leaflets import` would, pairs it with the article and writes the catalog;
every sentence that found no place there is handed back, to be listed. Loads the HTML and DOCX
readers (0.3 s): only the command that aligns may import it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.catalogs.alignment import Alignment, align, wrong_language
from pipeline.catalogs.alignment.filling import Fate, Filled, fill
from pipeline.errors import SourceError, UsageError, unreadable
from pipeline.files import lock
from pipeline.model import Document, Language, Segmentation
from pipeline.source import abbreviations, document, importing
from pipeline.source.decoding import decode
from pipeline.source.reading import parse_article
from pipeline.stages import cataloguing, merging
from pipeline.stages.cataloguing import Changes, Save
from pipeline.stages.project import Project

__all__ = ["Aligned", "Leftover", "align_translation"]

GUESSED_TITLE = "from the file's name"  # how an importer's note on a title that it made up ends


@dataclass(frozen=True, slots=True)
class Leftover:
    """A sentence that has no counterpart, or none that is sound."""

    path: str
    line: int | None  # 1-based, in the file; None where the file has no lines (DOCX)
    paragraph: int  # 1-based number of the block in its document
    text: str

    @property
    def place(self) -> str:
        """ "old.md:12", or the paragraph where there is no line."""
        return f"{self.path}:{self.line}" if self.line else f"{self.path}: block {self.paragraph}"


@dataclass(frozen=True, slots=True)
class Aligned:
    """What was aligned, and what was not."""

    changes: Changes
    filled: int
    offered: int  # in comments
    known: int  # in the catalog already
    not_used: tuple[Leftover, ...]  # of the translation, in its order
    without_translation: tuple[Leftover, ...]  # of the article, in its order


def align_translation(
    project: Project,
    article: str,
    translation: Path,
    *,
    locale: str,
    now: str,
    dry_run: bool = False,
) -> Aligned:
    """Fill the catalog of `article` (its name, or its path) from the document `translation`.

    Raises UsageError for an article or language that is not the project's, SourceError for a
    document that can't be read or is not in that language.
    """
    (language,) = project.languages([locale])
    if language == project.settings.source_language:
        raise UsageError(
            f"the articles are written in '{language}' themselves",
            hint="name the language of the translation with --locale",
        )
    (slug,) = project.slugs([_slug(article)])
    source = project.document(slug)
    data = _data(translation)
    own = abbreviations.of_language(project.abbreviations(), language)
    target, has_title = _read(data, translation, language, source.segmentation, own)
    _refuse_wrong_language(source, target, translation)
    found = align(source, target, termbase=project.termbase(), has_title=has_title)
    changes = Changes()
    save = Save(project, changes, dry_run)
    path = project.catalog_path(language, slug)
    with lock(project.work / "lock"):
        base = merging.read_catalog_file(path, name=project.relative(path))
        fresh = cataloguing.article_template(project, slug, now=now)
        fresh = cataloguing.dated(project, fresh).catalog
        catalog = cataloguing.merged_catalog(project, fresh, language)
        filled = fill(catalog, found, source, language, origin=translation.name)
        save.catalog(path, base, filled.catalog)
    lines = _Lines(data, translation)
    return Aligned(
        changes,
        filled.count(Fate.FILLED),
        filled.count(Fate.OFFERED),
        filled.count(Fate.KNOWN),
        tuple(_not_used(found, filled, target, lines, str(translation))),
        tuple(_without_translation(found, filled, source)),
    )


# --------------------------------------------------------------------------------------- reading
def _slug(article: str) -> str:
    """ "low-back-pain" of itself, and of "source/low-back-pain.md"."""
    return Path(article).stem if article.endswith(".md") else article


def _data(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(UsageError, str(path), error) from error


def _read(
    data: bytes,
    path: Path,
    language: Language,
    segmentation: Segmentation,
    own_abbreviations: frozenset[str],
) -> tuple[Document, bool]:
    """(the translation as a document, whether its title is its own)."""
    imported = importing.import_article(data, str(path), language=language, slug="translation")
    parsed = document.parse(
        parse_article(imported.text, path=str(path), slug=imported.slug),
        language=language,
        segmentation=segmentation,
        abbreviations=own_abbreviations,
    )
    return parsed, not any(note.endswith(GUESSED_TITLE) for note in imported.notes)


def _refuse_wrong_language(source: Document, target: Document, path: Path) -> None:
    problem = wrong_language.problem(source, target)
    if problem:
        raise SourceError(
            f"this is no '{target.language}' translation: {problem}",
            path=str(path),
            hint="check the file and --locale; nothing was written",
        )


# ------------------------------------------------------------------------------------- leftovers
def _not_used(
    alignment: Alignment, filled: Filled, target: Document, lines: _Lines, path: str
) -> Iterator[Leftover]:
    refused = {i for link, fate in filled.fates if fate is Fate.REFUSED for i in link.target}
    alone = refused.union(alignment.target_alone)
    for segment in target.segments:
        line = lines.find(segment.key.msgid)
        if segment.index in alone:
            text = " ".join(segment.key.msgid.split())
            yield Leftover(path, line, segment.block + 1, text)


def _without_translation(
    alignment: Alignment, filled: Filled, source: Document
) -> Iterator[Leftover]:
    refused = {i for link, fate in filled.fates if fate is Fate.REFUSED for i in link.source}
    alone = refused.union(alignment.source_alone)
    translated = {unit.key for unit in filled.catalog.units if unit.msgstr}
    lines = document.segment_lines(source) if alone else ()
    for segment in source.segments:
        if segment.index in alone and segment.key not in translated:
            line, text = lines[segment.index], " ".join(segment.key.msgid.split())
            yield Leftover(source.article.path, line, segment.block + 1, text)


_LETTERS = 24  # of a sentence tell it from any other
_LETTER = re.compile(r"[^\W_]")
_BETWEEN = r"(?:<[^<>]*>|[\W_])*"  # line breaks, markup, escapes


class _Lines:
    """Where the sentences of a document stand in its file, asked for in their order."""

    def __init__(self, data: bytes, path: Path) -> None:
        self._text = "" if path.suffix.lower() == ".docx" else _unified(decode(data, str(path)))
        self._position = 0

    def find(self, sentence: str) -> int | None:
        """The 1-based line on which the sentence starts; None where it can't be told."""
        letters = _LETTER.findall(sentence)[:_LETTERS]
        if not letters or not self._text:
            return None
        pattern = re.compile(_BETWEEN.join(map(re.escape, letters)))
        match = pattern.search(self._text, self._position) or pattern.search(self._text)
        if match is None:
            return None
        self._position = match.start()
        return self._text.count("\n", 0, match.start()) + 1


def _unified(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
