"""Raw HTML inside an article: its readable strings, and new ones put in their places.

Only the slices that change are replaced; the rest keeps its bytes. Nothing here decides what is
translated: it says where text and readable attributes are. Text is HTML source on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.language.patterns import lazy

__all__ = [
    "READABLE_ATTRIBUTES",
    "Span",
    "Token",
    "attribute_value",
    "escape_attribute",
    "escape_text",
    "has_readable_attribute",
    "has_tags_of",
    "has_text",
    "is_only_tags",
    "replace",
    "spans",
    "tokens",
    "without_readable",
]

READABLE_ATTRIBUTES = frozenset({"alt", "title", "aria-label"})
# Elements that stand inside a sentence; every other one ends it.
INLINE_ELEMENTS = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "ins"}
    | {"kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u"}
    | {"var", "wbr"}
)
OPAQUE_ELEMENTS = frozenset({"code", "math", "pre", "script", "style", "svg", "textarea"})

_TOKEN = lazy(
    r"""
    (?P<other> <!--.*?--> | <!\[CDATA\[.*?\]\]> | <\?.*?\?> | <![^>]*> | \x02[^\x03]*\x03 )
  | < (?P<close>/?) (?P<name>[a-zA-Z][^\s/<>:@]*)(?=[\s/>]) (?P<rest>(?:"[^"]*"|'[^']*'|[^'">])*) >
    """,
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = lazy(
    r"""(?P<name>[^\s"'<>/=]+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'=<>`]+)))?"""
)
_REFERENCE = re.compile(r"&(?:#[0-9]+|#x[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")
_LONE_AMPERSAND = lazy(r"&(?!(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)
_LETTER = re.compile(r"[^\W_]")


class Token(NamedTuple):
    """A piece of HTML: kind is "text", "open", "close" or "other" (comments and the like)."""

    kind: str
    name: str  # of the element, lower-case
    start: int
    end: int
    attributes_start: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """A readable string in raw HTML: where it is, and whether it is an attribute's value."""

    start: int
    end: int
    attribute: bool = False


def tokens(html: str) -> Iterator[Token]:
    """`html` in pieces, without a gap. Never fails: what is no markup is text."""
    position = 0
    for match in _TOKEN.finditer(html):
        if match.start() > position:
            yield Token("text", "", position, match.start())
        if match["name"] is None:
            yield Token("other", "", match.start(), match.end())
        else:
            kind = "close" if match["close"] else "open"
            yield Token(
                kind, match["name"].lower(), match.start(), match.end(), match.start("rest")
            )
        position = match.end()
    if position < len(html):
        yield Token("text", "", position, len(html))


def attribute_value(match: re.Match[str]) -> tuple[int, int]:
    """Where the value of an attribute stands, for a match of the attribute pattern."""
    for group in ("double", "single", "bare"):
        if match[group] is not None:
            return match.span(group)
    return match.end(), match.end()


def attributes(html: str, token: Token) -> Iterator[tuple[str, int, int]]:
    """(name, start, end) of each attribute of an opening tag that has a value; values as typed."""
    end = token.end - 1
    for match in _ATTRIBUTE.finditer(html, token.attributes_start, end):
        start, stop = attribute_value(match)
        yield match["name"].lower(), start, stop


def has_text(html: str) -> bool:
    """Whether there is a letter or a digit outside markup and code."""
    opaque = ""
    for token in tokens(html):
        if opaque:
            if token.kind == "close" and token.name == opaque:
                opaque = ""
        elif token.kind == "open" and token.name in OPAQUE_ELEMENTS:
            opaque = token.name
        elif token.kind == "text" and _LETTER.search(
            _REFERENCE.sub("", html[token.start : token.end])
        ):
            return True
    return False


def has_readable_attribute(html: str) -> bool:
    """Whether a tag in `html` has an attribute that is read."""
    return any(token.kind == "open" and _readable(html, token) for token in tokens(html))


def spans(html: str) -> tuple[Span, ...]:
    """The readable strings of `html` in order: texts between block tags, readable attributes.

    A text holds the inline tags that stand in it, so that a sentence stays whole; it has no white
    space at its ends. Code, scripts, styles and drawings are left out.
    """
    found: list[Span] = []
    run_start: int | None = None
    run_end = 0
    opaque = ""
    readable: list[Span] = []  # attributes inside the run
    for token in tokens(html):
        if opaque and not (token.kind == "close" and token.name == opaque):
            run_end = token.end
            continue
        inline = token.kind == "text" or (token.kind != "other" and token.name in INLINE_ELEMENTS)
        if inline:
            run_start = token.start if run_start is None else run_start
            run_end = token.end
        else:
            found += _finished(html, run_start, run_end, readable)
            run_start, readable = None, []
        if token.kind == "open":
            readable += _readable(html, token)
            if token.name in OPAQUE_ELEMENTS and html[token.end - 2] != "/":
                opaque = token.name
        elif token.kind == "close" and token.name == opaque:
            opaque = ""
            if not inline:
                run_start = None
    found += _finished(html, run_start, run_end, readable)
    return tuple(found)


def _finished(html: str, start: int | None, end: int, readable: list[Span]) -> list[Span]:
    """The run as one span where it has text of its own, else the attributes in it."""
    if start is None or not has_text(html[start:end]):
        return readable
    text = html[start:end]
    left = start + len(text) - len(text.lstrip())
    before = [span for span in readable if span.end <= start]
    return [*before, Span(left, start + len(text.rstrip()))]


def _readable(html: str, token: Token) -> list[Span]:
    return [
        Span(start, end, attribute=True)
        for name, start, end in attributes(html, token)
        if name in READABLE_ATTRIBUTES and _LETTER.search(html[start:end])
    ]


def replace(html: str, replacements: Iterable[tuple[Span, str]]) -> str:
    """`html` with other strings at the given spans, which are in order and do not overlap.

    The value of an attribute that its author left without quotes is given them with another text.
    """
    parts: list[str] = []
    position = 0
    for span, text in replacements:
        is_bare = span.attribute and html[span.start - 1] not in "\"'"
        is_other = is_bare and text != html[span.start : span.end]
        parts += (html[position : span.start], f'"{text}"' if is_other else text)
        position = span.end
    parts.append(html[position:])
    return "".join(parts)


def escape_text(text: str) -> str:
    """`text` as it may stand between tags; references stay references."""
    return _LONE_AMPERSAND.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")


def escape_attribute(text: str) -> str:
    """`text` as it may stand between the quotes of an attribute; references stay references."""
    return escape_text(text).replace('"', "&quot;").replace("'", "&#39;")


def is_only_tags(html: str) -> bool:
    """Whether `html` is one tag or more and no text."""
    if not (html.startswith("<") and html.endswith(">")):
        return False
    return all(
        token.kind in ("open", "close") or html[token.start : token.end].isspace()
        for token in tokens(html)
    )


def has_tags_of(text: str, source: str) -> bool:
    """Whether `text` is the same tags as `source`, readable attributes aside, and no more."""
    return is_only_tags(text) and _shapes(text) == _shapes(source)


def without_readable(tag: str) -> str:
    """A tag with the values of its readable attributes left out; anything else as it is."""
    return "".join(_shape(tag, token) for token in tokens(tag))


def _shapes(html: str) -> list[str]:
    return [_shape(html, token) for token in tokens(html) if token.kind in ("open", "close")]


def _shape(html: str, token: Token) -> str:
    """A tag with the values of its readable attributes left out."""
    tag = html[token.start : token.end]
    if token.kind == "close":
        return tag
    cuts = [
        (start - token.start, end - token.start)
        for name, start, end in attributes(html, token)
        if name in READABLE_ATTRIBUTES
    ]
    for start, end in reversed(cuts):
        tag = tag[:start] + tag[end:]
    return tag
