"""The inline Markdown that most sentences are made of, read without Python-Markdown.

Words, `*emphasis*`, `**strong**` and `[a link](address)`, none inside another: what Python-Markdown
makes of these does not depend on anything around them. All else is left to it. That both read the
same out of any text that this module reads at all is tested against Python-Markdown itself.
"""

from __future__ import annotations

import re

from pipeline.model import Element, Node

__all__ = ["read", "reads_apart"]

# No character that begins markup, an entity, an attribute list or a placeholder.
_WORDS = r"[^`\\\[\]<&*_{}!\x02\x03]"
_INSIDE = r"[^`\\\[\]<&*_{}!\x02\x03\n]"
_EDGED = rf"(?!\s){_INSIDE}+(?<!\s)"
_SPAN = re.compile(
    rf"(?P<words>(?:{_WORDS}|!(?!\[))+)"
    rf"|\*\*(?P<strong>{_EDGED})\*\*(?!\*)"
    rf"|\*(?P<em>{_EDGED})\*(?!\*)"
    rf"|\[(?P<link>(?!\^){_EDGED})\]\((?P<address>[\w./:#?=%~+,;@-]+)\)"
)
_HARD_BREAK = "  \n"
_BEGINNING = re.compile(r"[`\\\[\]<&*_{}\x02\x03]|  \n")


def read(text: str) -> tuple[Node, ...] | None:
    """The nodes of a text; None where it is not ours to read."""
    if not _BEGINNING.search(text):
        return (text,) if text else ()
    if _HARD_BREAK in text:
        return None
    nodes: list[Node] = []
    position = 0
    while position < len(text):
        match = _SPAN.match(text, position)
        if match is None:
            return None
        kind = match.lastgroup
        if kind == "words":
            nodes.append(match[0])
        elif kind == "address":
            if "_" in match["address"]:
                return None
            nodes.append(Element("a", (("href", match["address"]),), (match["link"],)))
        else:
            assert kind is not None
            nodes.append(Element(kind, (), (match[kind],)))
        position = match.end()
    return tuple(nodes)


def reads_apart(pieces: list[str]) -> bool:
    """Whether the pieces are known to read one by one as they do together."""
    whole = read("".join(pieces))
    if whole is None:
        return False
    joined: list[Node] = []
    for piece in pieces:
        own = read(piece)
        if own is None:
            return False
        for node in own:
            if joined and isinstance(node, str) and isinstance(joined[-1], str):
                joined[-1] += node
            else:
                joined.append(node)
    return tuple(joined) == whole
