"""The style sheets of web pages: theme and typography as CSS variables before ours or a project's.

Asked where pages of a kind are first made: what they have in common is on record then.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pipeline.leaflets.pages import sheet
from pipeline.leaflets.theme import Theme
from pipeline.leaflets.typography import counter_style, typography
from pipeline.model import Language

PAGE_PIXELS = 16.0  # 1 rem, unless a reader has chosen another


@lru_cache(maxsize=128)
def stylesheet(theme: Theme, language: Language, *names: str) -> str:
    """The named style sheets after the variables of theme and language.

    Safe as markup: themes hold checked colours and numbers, typography is ours.
    """
    light, dark = (_declarations(_colours(colours)) for colours in (theme.light, theme.dark))
    variables = _declarations(_shape(theme)) + _declarations(_type(language))
    return (
        f":root{{color-scheme:light dark;{light}{variables}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
        + "".join(sheet(name, theme) for name in names)
    )


def style_variables(language: Language) -> str:
    """How `language` is set, for an element inside a page of another; safe in a style attribute."""
    return _declarations(_type(language)).replace('"', "'")


def _shape(theme: Theme) -> dict[str, str]:
    """Sizes as CSS has them: relative to what the reader has chosen in the browser."""
    size = theme.screen_size / PAGE_PIXELS
    return {
        "size": f"{size:.4g}rem",
        "title": f"{theme.screen_title / PAGE_PIXELS:.4g}rem",
        "h2": f"{size * theme.scale**2:.4g}rem",
        "h3": f"{size * theme.scale:.4g}rem",
        "space": f"{theme.spacing:.4g}",
        "corners": f"{theme.corners / PAGE_PIXELS:.4g}rem",
        "print-size": f"{theme.size:.4g}pt",
        "print-title": f"{theme.title * 0.9:.4g}pt",
    }


def _colours(colours: Mapping[str, str]) -> dict[str, str]:
    return {role.replace("_", "-"): colour for role, colour in colours.items()}


def _type(language: Language) -> dict[str, str]:
    style = typography(language)
    is_italic = style.emphasis == "italic"
    is_tall = style.title_line_height >= 1.35
    return {
        "font": style.web_fonts,
        "leading": str(style.web_line_height),
        "title-leading": str(style.title_line_height),
        "heading-leading": "1.5" if is_tall else "1.25",
        "table-leading": "1.65" if is_tall else "1.5",
        # Tight tracking suits big Latin letters; it tears joined scripts apart.
        "title-spacing": "-.015em" if is_italic else "normal",
        "counter": counter_style(language),
        "hyphens": "auto" if style.hyphenate else "manual",
        "word-break": style.word_break,
        "title-break": "auto-phrase" if style.phrases else style.word_break,
        "emphasis-style": "italic" if is_italic else "normal",
        "emphasis-weight": "inherit" if is_italic else "600",
        "emphasis-colour": "inherit" if is_italic else "var(--primary)",
    }


def _declarations(variables: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in variables.items())
