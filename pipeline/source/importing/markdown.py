"""A Markdown file from elsewhere → draft: its front matter made ours, its title taken out.

The text is Markdown already; what another dialect writes otherwise is made ours (`dialects`).
"""

from __future__ import annotations

import difflib
import re

from pipeline.source.front_matter import FRONT_MATTER_KEYS, split_front_matter
from pipeline.source.importing.byline import parse_date
from pipeline.source.importing.dialects import in_our_markdown
from pipeline.source.importing.draft import Draft

_KEY = re.compile(r"(?P<key>[^\s#:'\"-][^:]*?)[ \t]*:(?P<value>[ \t].*|)")
_ALIASES = {"description": "summary", "excerpt": "summary", "tags": "keywords", "byline": "author"}
_DATES = ("date", "reviewed")
_ATX_TITLE = re.compile(r"\s*#[ \t]+(?P<title>[^\n]+?)[ \t]*#*[ \t]*(?:\n|$)")
_SETEXT_TITLE = re.compile(r"\s*(?P<title>[^\n#>\s-][^\n]*)\n=+[ \t]*(?:\n|$)")
_HEADING = re.compile(r"(?P<marks>#{1,5})(?=[ \t])")
_FENCE = re.compile(r"(`{3,}|~{3,})")


def read_markdown(text: str, *, path: str, fallback_title: str) -> Draft:
    """The draft for a Markdown file; SourceError where its front matter is never closed."""
    front = split_front_matter(text, path)
    notes: list[str] = []
    lines = _our_keys(front.yaml or "", notes)
    body, title = front.body, ""
    if not any(line.startswith("title:") for line in lines):
        body, title = _without_title(body, fallback_title, notes)
    else:
        body = _without_repeated(body, lines, notes)
    body, converted = in_our_markdown(_below_title(body, notes))
    return Draft(title, body, (*notes, *converted), front_matter=tuple(lines))


def _our_keys(front_matter: str, notes: list[str]) -> list[str]:
    """The YAML lines, with other tools' keys renamed or, where we have none, made comments."""
    lines: list[str] = []
    seen: set[str] = set()
    is_ours = True
    for line in front_matter.split("\n") if front_matter else ():
        match = _KEY.fullmatch(line)
        if match:
            key = _ALIASES.get(match["key"].lower(), match["key"].lower())
            is_ours = key in FRONT_MATTER_KEYS and key not in seen
            seen.add(key)
            if not is_ours:
                notes.append(f"left as a comment: front matter {match['key']!r}{_near(key)}")
            elif key != match["key"]:
                notes.append(f"front matter: {match['key']!r} → {key!r}")
        if match and is_ours:
            lines.append(f"{key}:{_value(key, match['value'])}")
        else:
            lines.append(line if is_ours or not line.strip() else f"# {line}")
    return lines


def _value(key: str, value: str) -> str:
    """A date in any spelling that we know as ISO 8601; other values as they are."""
    if key not in _DATES:
        return value
    iso = parse_date(value.strip().strip("'\""))
    return f" {iso}" if iso else value


def _near(key: str) -> str:
    near = difflib.get_close_matches(key, FRONT_MATTER_KEYS, n=1)
    return f" (did it mean {near[0]!r}?)" if near else ""


def _without_title(body: str, fallback: str, notes: list[str]) -> tuple[str, str]:
    """(body without its title, title): the heading of level 1 that the text begins with."""
    match = _ATX_TITLE.match(body) or _SETEXT_TITLE.match(body)
    if match:
        notes.append("title: the first heading")
        title = re.sub(r"\\(?=[^\w\s])|[*_`]", "", match["title"])
        return body[match.end() :], title
    notes.append(f"guessed: the title is {fallback!r}, from the file's name")
    return body, fallback


def _without_repeated(body: str, front_matter: list[str], notes: list[str]) -> str:
    """The body without a first heading that says once more what the front matter has as title."""
    match = _ATX_TITLE.match(body) or _SETEXT_TITLE.match(body)
    titles = (line.removeprefix("title:").strip(" \t'\"") for line in front_matter)
    if match is None or match["title"] not in titles:
        return body
    notes.append("left out: the first heading, which is the title once more")
    return body[match.end() :].lstrip("\n")


def _below_title(body: str, notes: list[str]) -> str:
    """The body with its headings one level down where one of them stands beside the title."""
    lines = body.split("\n")
    headings, fence = [], ""
    for number, line in enumerate(lines):
        opening = _FENCE.match(line)
        if opening and (not fence or line.startswith(fence)):
            fence = "" if fence else opening[1]
        elif not fence and _HEADING.match(line):
            headings.append(number)
    if any(lines[number].startswith("# ") for number in headings):
        notes.append("headings: one level down, below the title")
        for number in headings:
            lines[number] = f"#{lines[number]}"
    return "\n".join(lines)
