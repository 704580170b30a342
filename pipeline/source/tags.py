"""How a node is spelled in HTML: text escaped, a tag with its attributes.

Loads nothing of Markdown, so that a page whose words alone have changed can be written without it.
"""

from __future__ import annotations

from pipeline.model import Element

__all__ = ["VOID_ELEMENTS", "Spelled", "escape", "start_tag"]

VOID_ELEMENTS = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"}
    | {"source", "track", "wbr"}
)


class Spelled(str):
    """An attribute's value that HTML spells in a way of its own: `mailto:` in references.

    The string is the value; `html` what stands between the quotes, None for a bare name.
    """

    __slots__ = ("html",)

    html: str | None

    @classmethod
    def of(cls, value: str, spelling: str | None) -> Spelled:
        """The value with its spelling."""
        spelled = cls(value)
        spelled.html = spelling
        return spelled


def escape(text: str) -> str:
    """Text as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def start_tag(element: Element) -> str:
    """The opening tag as Python-Markdown writes it; of a void element the only one."""
    parts = [f"<{element.tag}"]
    for name, value in element.attributes:
        spelling = value.html if isinstance(value, Spelled) else escape(value)
        if spelling is None:
            parts.append(f" {name}")
        else:
            spelling = spelling if isinstance(value, Spelled) else spelling.replace('"', "&quot;")
            parts.append(f' {name}="{spelling}"')
    parts.append(" />" if element.tag.lower() in VOID_ELEMENTS else ">")
    return "".join(parts)
