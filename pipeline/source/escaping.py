"""Plain words → Markdown that shows exactly these words.

Python-Markdown's syntax, with the extensions that articles use: what would be read as markup is
escaped, and nothing else, so that translators meet as few backslashes as possible. `<`, `&`, `~`,
`:` and `|` have no backslash escape in Python-Markdown and become character references.
"""

from __future__ import annotations

import re

_ENTITY = re.compile(r"&(?=#[0-9]+;|#[xX][0-9A-Fa-f]+;|[A-Za-z][A-Za-z0-9]*;)")
_TAG_START = re.compile(r"<(?=[A-Za-z/!?])")
_BACKSLASH = re.compile(r"\\(?=[\\`*_{}\[\]()>#+\-.!|])")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_BRACKET = re.compile(r"\[(?=\^|TOC\]|[^\[\]\n]*\](?:\(|[ ]?\[|:))")
_LIST_NUMBER = re.compile(r"^([0-9]+)([.)])(?=[ \t]|$)", re.ASCII)
_LINE_MARK = re.compile(r"^(?:#|>|[-+](?=[ \t]|$)|!!!)")
_RULE = re.compile(r"^-(?:[ ]*-){2,}[ ]*$")
_CLOSING_HASHES = re.compile(r"#(?=#*$)")


def inline(text: str) -> str:
    """`text` with all inline markup escaped; line starts are `line`'s business."""
    text = _ENTITY.sub("&amp;", text)
    text = _TAG_START.sub("&lt;", text)
    text = _BACKSLASH.sub(r"\\\\", text)
    text = text.replace("`", r"\`").replace("*", r"\*").replace("{", r"\{")
    text = _UNDERSCORE.sub(r"\\_", text)
    return _BRACKET.sub(r"\\[", text)


def line_start(text: str) -> str:
    """Inline Markdown `text` with a start escaped that would make a block of it."""
    text = text.lstrip(" \t")
    if _RULE.match(text) or _LINE_MARK.match(text):
        return "\\" + text
    if text.startswith("~~~"):
        return "&#126;" + text[1:]
    if re.match(r":[ \t]", text):
        return "&#58;" + text[1:]
    return _LIST_NUMBER.sub(r"\1\\\2", text)


def paragraph(text: str) -> str:
    """A line of plain text as a Markdown paragraph."""
    return line_start(inline(text))


def heading(text: str, level: int) -> str:
    """A line of plain text as an ATX heading; hashes and a backslash at its end are part of it."""
    shown = re.sub(r"\\$", "&#92;", _CLOSING_HASHES.sub(r"\\#", inline(text)))
    return f"{'#' * level} {shown}"


def item(text: str) -> str:
    """A line of plain text as a list item: items with pipes, one below the other, are no table."""
    return cell(paragraph(text))


def cell(text: str) -> str:
    """Inline Markdown `text` for a table cell."""
    return text.replace("|", "&#124;")
