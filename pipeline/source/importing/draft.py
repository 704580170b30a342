"""What every importer hands over: the article found in a foreign file, and what was guessed.

Also its way into our own form: front matter in YAML that any value survives, and the slug.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass

DEFAULT_SLUG = "article"
LIST_SEPARATOR = "<!-- -->"  # a block of its own, between two lists that are two
_LONGEST_SLUG = 80


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as an importer understood it. Texts are plain, `body` is Markdown."""

    title: str
    body: str
    notes: tuple[str, ...] = ()  # what was recognised and what was guessed, a line each
    summary: str = ""
    author: str = ""
    publisher: str = ""
    date: str = ""  # ISO 8601
    front_matter: tuple[str, ...] = ()  # further YAML lines, taken over as they were


def slugify(text: str) -> str:
    """`text` as a slug, [a-z0-9] and single hyphens, or "" where nothing of it is ASCII."""
    spelled = text.replace("ß", "ss").replace("æ", "ae").replace("ø", "o").replace("œ", "oe")
    folded = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
    if len(slug) <= _LONGEST_SLUG:
        return slug
    return slug[: _LONGEST_SLUG + 1].rpartition("-")[0] or slug[:_LONGEST_SLUG]


def render(draft: Draft) -> str:
    """The draft as an article's file: front matter, a blank line, the body, one line feed."""
    lines = [f"title: {_quoted(draft.title)}"] if draft.title else []
    for key in ("summary", "author", "publisher"):
        value = getattr(draft, key)
        if value:
            lines.append(f"{key}: {_quoted(value)}")
    if draft.date:
        lines.append(f"date: {draft.date}")
    lines += draft.front_matter
    body = draft.body.strip("\n")
    return "\n".join(["---", *lines, "---", "", body, ""])


def _quoted(text: str) -> str:
    """`text` as a double-quoted YAML scalar, of which a JSON string is a special case."""
    return json.dumps(text, ensure_ascii=False)
