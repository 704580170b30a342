"""A foreign file → an article of ours: `source/<slug>.md` with front matter and headings.

One importer a format, chosen by the file's ending and never by guessing at its content. Nothing is
written here: the text, its slug and what was recognised or guessed are handed back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType

from pipeline.errors import SourceError, UsageError
from pipeline.model import Language
from pipeline.source.decoding import decode, describe, forbidden_characters, recognise
from pipeline.source.importing import docx, html, markdown, plain
from pipeline.source.importing.draft import DEFAULT_SLUG, Draft, render
from pipeline.source.reading import parse_article, slugify

__all__ = ["FORMATS", "Imported", "import_article"]

_SAVED = "open it in a word processor and save it as .docx"
_INSTEAD = {
    **dict.fromkeys((".doc", ".odt", ".rtf", ".pages"), _SAVED),
    ".pdf": "import the file that it was made from; or copy its text into a .txt file and look"
    " where its lines were joined",
}
_SYMBOL_BULLET = re.compile("[\uf0b7\uf0a7]")  # a word processor's bullet, copied
_TAG = re.compile(r"^[^<>]*>|<[^<>]*>|<[^<>]*$")  # also one that was cut
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x85\u2028]")


@dataclass(frozen=True, slots=True)
class Imported:
    """A foreign article in our own form."""

    slug: str
    text: str  # the file's content, to be written as UTF-8 to source/<slug>.md
    notes: tuple[str, ...]  # what was recognised and what was guessed, a sentence each


@dataclass(frozen=True, slots=True)
class _File:
    """The foreign file and what its importer may fall back on."""

    data: bytes
    name: str  # as the user typed it, for messages
    stem: str
    language: Language


_Importer = Callable[[_File], Draft]


def import_article(
    data: bytes, name: str, *, language: Language | str = "en", slug: str | None = None
) -> Imported:
    """The article in a file's `data`; its format is told by `name`'s ending.

    Every word stays as it is. The slug comes from the file's name, or from the title where that
    name has no ASCII letter or digit. Raises UsageError for an ending that no importer knows and
    SourceError for a file that can't be decoded, is empty, or is not what its ending says.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    importer = FORMATS.get(path.suffix.lower())
    if importer is None:
        known = ", ".join(ending for ending in FORMATS if ending)
        instead = _INSTEAD.get(path.suffix.lower(), f"the endings are {known}")
        raise UsageError(f"no importer for {path.suffix!r} files", path=name, hint=instead)
    if not data.strip():
        raise SourceError(
            "the file is empty", path=name, hint="see whether it was saved, or name another file"
        )
    parsed = Language.parse(language) if isinstance(language, str) else language
    try:
        draft = importer(_File(data, name, path.stem, parsed))
    except RecursionError as error:
        raise SourceError(
            "elements, lists or quotations stand inside each other too deeply to be followed",
            path=name,
            hint="save it from its program as plain text, then import that",
        ) from error
    chosen = slug or slugify(path.stem) or slugify(draft.title) or DEFAULT_SLUG
    text = render(draft)
    parse_article(text, path=name, slug=chosen)  # what we hand out, we can read
    return Imported(chosen, text, draft.notes)


def _text(file: _File, encoding: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The file's text in our own line ends, without what no text may hold, and notes on both."""
    text = file.data.decode(encoding) if encoding else decode(file.data, file.name)
    used = encoding or recognise(file.data) or ""
    notes = [] if used.startswith("utf-8") else [f"encoding: {used.upper()}"]
    text = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff")).replace("\u2029", "\n\n")
    text, dropped = _without_forbidden(text, file.name)
    if not text.strip():
        raise SourceError(
            "the file has no text", path=file.name, hint="is its text a picture? type it out"
        )
    return text, (*notes, *dropped)


def _without_forbidden(
    text: str, name: str, *, has_lines: bool = True
) -> tuple[str, tuple[str, ...]]:
    """The text with bullets for those of Word's symbol fonts, and without what no text may hold.

    And notes on what was dropped. SourceError where only a font knows what a character means; with
    its line, unless the text has none of its own.
    """
    dropped: dict[str, int] = {}
    for offset, character in forbidden_characters(text):
        if _SYMBOL_BULLET.match(character):
            continue
        if describe(character).startswith("private-use"):
            words = _TAG.sub(" ", text[max(offset - 60, 0) : offset + 60]).split()
            beside = "" if has_lines else f", in {' '.join(words)!r}"
            raise SourceError(
                f"{describe(character)}: only the font of the original knows what it means{beside}",
                path=name,
                line=1 + text.count("\n", 0, offset) if has_lines else None,
                hint="replace it by the character that was meant, then import again",
            )
        dropped[character] = dropped.get(character, 0) + 1
    for character in dropped:
        text = text.replace(character, "")
    notes = (f"dropped: {count} × {describe(each)}" for each, count in dropped.items())
    return _SYMBOL_BULLET.sub("•", text), tuple(notes)


def _import_plain(file: _File) -> Draft:
    text, notes = _text(file)
    return _with_notes(plain.read_plain(text, fallback_title=_spoken(file.stem)), notes)


def _import_markdown(file: _File) -> Draft:
    text, notes = _text(file)
    draft = markdown.read_markdown(text, path=file.name, fallback_title=_spoken(file.stem))
    return _with_notes(draft, notes)


def _import_html(file: _File) -> Draft:
    text, notes = _text(file, html.declared_encoding(file.data))
    draft = html.read_html(text, language=file.language, fallback_title=_spoken(file.stem))
    return _with_notes(draft, notes)


def _import_docx(file: _File) -> Draft:
    page, notes = docx.to_html(file.data, file.name)
    page, dropped = _without_forbidden(page, file.name, has_lines=False)
    draft = html.read_html(page, language=file.language, fallback_title=_spoken(file.stem))
    return _with_notes(draft, (*notes, *dropped))


def _with_notes(draft: Draft, notes: tuple[str, ...]) -> Draft:
    return Draft(
        draft.title,
        draft.body,
        notes + draft.notes,
        summary=draft.summary,
        author=draft.author,
        publisher=draft.publisher,
        date=draft.date,
        front_matter=draft.front_matter,
    )


def _spoken(stem: str) -> str:
    """A file's stem as a title: "low-back_pain" → "Low back pain"."""
    words = " ".join(re.split(r"[-_\s]+", stem)).strip()
    return words[:1].upper() + words[1:] if words else "Untitled"


FORMATS: Mapping[str, _Importer] = MappingProxyType(
    {
        ".txt": _import_plain,
        ".text": _import_plain,
        "": _import_plain,
        ".md": _import_markdown,
        ".markdown": _import_markdown,
        ".html": _import_html,
        ".htm": _import_html,
        ".xhtml": _import_html,
        ".docx": _import_docx,
    }
)
