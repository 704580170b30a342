"""Characters that XML 1.0 and spreadsheets can't hold, written so that nothing is lost.

`_x0007_` for U+0007, and `_x005F_` for an underscore that would begin such a thing: the escape of
Office Open XML (ECMA-376 part 1, 22.9.2.19 ST_Xstring), which spreadsheets undo by themselves.
"""

from __future__ import annotations

import re

__all__ = ["ILLEGAL", "escape", "unescape"]

# What the production Char of XML 1.0 leaves out, https://www.w3.org/TR/xml/#charsets
ILLEGAL = "\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff"
# A carriage return is legal, but every parser and most tools make a line feed of it.
_ESCAPED = re.compile(rf"[\r{ILLEGAL}]|_(?=x[0-9A-Fa-f]{{4}}[_\r{ILLEGAL}])")
_ESCAPE = re.compile(r"_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")  # half a character is none


def escape(text: str) -> str:
    """`text` in legal characters only; `unescape` gives it back exactly."""
    return _ESCAPED.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def unescape(text: str) -> str:
    """What `escape` was given; other text stays as it is."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
