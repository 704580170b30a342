"""The front matter of an article: where it stands in its file, and what it says where it is plain.

Most front matter is a few lines of `key: some words`, which YAML reads as they stand: no need to
load a reader of YAML for it, which takes as long as ten articles. Anything else is for
`yaml_front_matter`, and so is every mistake.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from pipeline.errors import SourceError
from pipeline.model import Metadata

__all__ = [
    "EXAMPLE",
    "FRONT_MATTER_KEYS",
    "LINES_ABOVE",
    "FrontMatter",
    "iso_date",
    "plain_metadata",
    "split_front_matter",
]

FRONT_MATTER_KEYS = (
    "title",
    "summary",
    "author",
    "publisher",
    "date",
    "reviewed",
    "keywords",
    "audience",
    "adapted_from",
    "segmentation",
    "draft",
)
LINES_ABOVE = 1  # the fence that opens the front matter
EXAMPLE = "begin the file with three lines:  ---  ·  title: …  ·  ---"

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# Words that are text to YAML, on one line: no colon, comment, tag, quotation mark or list begins.
_PLAIN_LINE = re.compile(
    r"(?P<key>title|summary|author|publisher|audience): (?P<text>[A-Za-z](?:[^:#]*[^:# ])?)"
    r"|(?P<dated>date|reviewed): (?P<date>[0-9-]+)"
)
_NO_TEXT = frozenset({"false", "n", "no", "null", "off", "on", "true", "y", "yes"})  # to YAML


class FrontMatter(NamedTuple):
    """A file cut at its front matter; `yaml` is None where it has none."""

    yaml: str | None  # between the fences, without them
    body: str
    body_line: int  # 1-based line of the file on which `body` starts


def split_front_matter(text: str, path: str) -> FrontMatter:
    """`text` cut at its YAML front matter: from a first line `---` to the next `---` or `...`.

    Raises SourceError where it is opened and never closed.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return FrontMatter(None, text, 1)
    for number, line in enumerate(lines[1:], start=2):
        if line.rstrip() in {"---", "..."}:
            body = "\n".join(lines[number:])
            return FrontMatter("\n".join(lines[1 : number - 1]), body, number + 1)
    raise SourceError(
        "the front matter that begins here is not closed",
        path=path,
        line=1,
        hint="put a line of three hyphens, ---, between the front matter and the text",
    )


def plain_metadata(front_matter: str) -> Metadata | None:
    """What plain front matter says, as YAML would have it; None where YAML must be asked."""
    found: dict[str, str] = {}
    lines: dict[str, int] = {}
    for number, line in enumerate(front_matter.split("\n"), LINES_ABOVE + 1):
        match = _PLAIN_LINE.fullmatch(line) if line.isprintable() else None
        if match is None:
            return None
        key, value = match["key"] or match["dated"], match["text"] or iso_date(match["date"])
        if key in found or not value or value.lower() in _NO_TEXT:
            return None
        found[key], lines[key] = re.sub(" +", " ", value), number
    if "title" not in found:
        return None
    return Metadata(
        title=found["title"],
        summary=found.get("summary", ""),
        author=found.get("author", ""),
        publisher=found.get("publisher", ""),
        date=found.get("date", ""),
        reviewed=found.get("reviewed", ""),
        audience=found.get("audience", ""),
        lines=lines,
    )


def iso_date(text: str) -> str:
    """The date as it is written in ISO 8601, or "" where it is none of the calendar."""
    if _ISO_DATE.fullmatch(text):
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            pass
    return ""
