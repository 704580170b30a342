"""Addresses that run a program where a reader follows them: no translation may bring one.

By itself, since the fast way to a page (`spans`) asks, which loads nothing that reads raw HTML.
"""

from __future__ import annotations

import html
import re

from pipeline.language.patterns import lazy

__all__ = ["program"]

_PROGRAM = lazy(r"(?:javascript|vbscript|data(?!:image/(?:gif|jpeg|png|webp)[;,])):", re.IGNORECASE)
_IGNORED = lazy(r"[\x00-\x20]+")  # what browsers skip in an address


def program(address: str) -> str:
    """The scheme of an address that runs a program, "javascript:", or ""."""
    if ":" not in address and "&" not in address:
        return ""
    match = _PROGRAM.match(_IGNORED.sub("", html.unescape(address)))
    return match[0].lower() if match else ""
