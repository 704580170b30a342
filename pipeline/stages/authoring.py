"""init, import, segment: what a writer does before any catalog exists."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pipeline.errors import UsageError, unreadable
from pipeline.files import write_if_changed
from pipeline.model import Document, Language, Segmentation, Termbase
from pipeline.places import SETTINGS_FILE
from pipeline.source import abbreviations, decoding, document, pictures, reading
from pipeline.stages.project import Project

STARTER = Path(__file__).parent / "starter"  # what `leaflets init` writes, file for file


# ---- init
def init(folder: Path, *, empty: bool, dry_run: bool = False) -> tuple[Path, ...]:
    """Make a content project in `folder`; returns the files written (or to be), in order.

    Without `empty` it holds an example article, so that it builds at once. UsageError where a
    project is already there; no file that exists is touched.
    """
    if (folder / SETTINGS_FILE).exists():
        raise UsageError(
            "there is a content project already",
            path=str(folder / SETTINGS_FILE),
            hint="choose another folder, or go on working in this one",
        )
    written = []
    for original in sorted(path for path in STARTER.rglob("*") if path.is_file()):
        name = original.relative_to(STARTER).as_posix().replace("dot-", ".")
        if empty and name == "source/example.md":
            continue
        target = folder / name
        if target.exists():
            continue
        if not dry_run:
            write_if_changed(target, original.read_bytes().replace(b"{{name}}", _name(folder)))
        written.append(target)
    return tuple(written)


def _name(folder: Path) -> bytes:
    name = re.sub(r"[\"\\\x00-\x1f]", "", folder.resolve().name)
    return (name or "leaflets").encode()


# ---- import
@dataclass(frozen=True, slots=True)
class ImportResult:
    """The article made from a file, and what was recognised and guessed on the way."""

    path: Path
    text: str
    notes: tuple[str, ...]


def import_article(
    project: Project, file: Path, *, slug: str | None, force: bool, dry_run: bool
) -> ImportResult:
    """Turn `file` into source/<slug>.md; UsageError where that exists and `force` is not given."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise unreadable(UsageError, str(file), error) from error
    from pipeline.source import importing  # loads the HTML and DOCX readers: 0.3 s

    imported = importing.import_article(
        data,
        file.name,
        language=project.settings.source_language.tag,
        slug=_valid_slug(slug) if slug else None,
    )
    path = project.article_path(imported.slug)
    if path.exists() and not force and not dry_run:
        raise UsageError(
            "exists already; nothing was written",
            path=project.relative(path),
            hint="overwrite it with --force, or choose another name with --slug NAME",
        )
    if not dry_run:
        write_if_changed(path, imported.text.encode())
    return ImportResult(path, imported.text, imported.notes)


def _valid_slug(slug: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        raise UsageError(
            f"'{slug}' can't be the name of an article",
            hint="use small letters a-z, digits and single hyphens, for example low-back-pain",
        )
    return slug


# ---- segment
def segment(
    file: str,
    stream: IO[bytes] | None,
    *,
    language: str | None,
    segmentation: str | None,
    project: Project | None,
    as_json: bool,
) -> str:
    """The segments of a Markdown text, what translators will get: one a line, or as JSON.

    With a project its language, termbase and allowed names apply, as they would to an article, and
    the words in its drawings come last.
    A line break inside a segment (a hard break of Markdown) is written as "\\n" in the lines.
    """
    parsed = _document(file, stream, language, segmentation, project)
    if not as_json:
        lines = (each.key.msgid.replace("\n", "\\n") for each in parsed.segments)
        return "".join(f"{line}\n" for line in lines)
    lines_of = document.segment_lines(parsed)
    found = [
        {
            "msgid": segment.key.msgid,
            "msgctxt": segment.key.msgctxt,
            "kind": block.kind.value,
            "line": lines_of[segment.index],
            "block": block.index,
            "heading_path": list(block.heading_path),
            "notes": list(block.notes),
        }
        for block in parsed.blocks
        for segment in block.segments
    ]
    return json.dumps({"segments": found}, ensure_ascii=False, indent=2) + "\n"


def _document(
    file: str,
    stream: IO[bytes] | None,
    language: str | None,
    segmentation: str | None,
    project: Project | None,
) -> Document:
    try:
        data = stream.read() if stream is not None else Path(file).read_bytes()
    except OSError as error:
        raise unreadable(UsageError, file, error) from error
    name = "standard input" if stream is not None else file
    article = reading.parse_article(
        decoding.decode_utf8(data, name), path=name, slug="segments", needs_title=False
    )
    settings = project.settings if project else None
    default = settings.segmentation if settings else Segmentation.SENTENCE
    wanted = Segmentation(segmentation) if segmentation else article.metadata.segmentation
    chosen = Language.parse(language) if language else None
    spoken = chosen or (settings.source_language if settings else Language("en"))
    known = project.abbreviations() if project else abbreviations.NONE
    shortened = abbreviations.of_language(known, spoken)
    parsed = document.parse(
        article,
        language=spoken,
        segmentation=wanted or default,
        termbase=project.termbase() if project else Termbase(),
        allow=settings.allow if settings else frozenset(),
        abbreviations=shortened,
    )
    if project is None:
        return parsed
    return pictures.with_labels(parsed, project.drawings(parsed), abbreviations=shortened)
