"""How text is set in each language: fonts, line heights, emphasis, breaking.

Reads data/typography.toml, where a new language is one row. Knows nothing of HTML or Typst; what
a language is called and which way it runs is `language.cldr`'s to say.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.language import cldr
from pipeline.model import Language

TYPOGRAPHY_FILE = Path(__file__).with_name("data") / "typography.toml"
LAST_FAMILY = "Noto Sans CJK SC"  # has ≤ ≥ ≈ → ✓, which Noto Sans lacks
SIGN_FAMILY = "IBM Plex Sans Arabic"  # has them in the Latin form too
EMOJI_FAMILY = "Noto Emoji"  # asked last: ✅ ❌ ✔ 📞 ⚠️ as editors paste them, in one colour
LATIN_FAMILY = "Noto Sans"
BULLET_FAMILY = LATIN_FAMILY  # draws • alike beside every script
TITLE_SHARE = 0.62  # of the text's leading, where the style does not say
DEFAULT_STYLE = "latin"


class Typography(NamedTuple):
    """The setting of one language; the comments are in data/typography.toml."""

    print_fonts: tuple[str, ...]  # first choice first, LAST_FAMILY always in it
    web_fonts: str  # a CSS font stack
    print_leading: float  # em between lines
    print_title_leading: float
    web_line_height: float
    title_line_height: float
    emphasis: str  # "italic" or "weight"
    latin_first: bool = False
    hyphenate: bool = False
    cuts: bool = True
    linebreaks: str = "optimized"
    whole_words: tuple[str, ...] = ()
    justify: bool = False
    word_break: str = "normal"
    keep_words: bool = False
    bullet: str = "• "  # of a list in plain text
    colon: str = ": "  # between a label and what it labels, in plain text
    remark: str = " ({})"  # of what an abbreviation means
    office_font: str = "Calibri"  # in Word documents
    phrases: str = ""  # parser of `leaflets.phrases` for titles, or ""
    phrase_words: tuple[str, ...] = ()
    phrase_ends: str = ""
    half_marks: str = ""
    region: str = (
        ""  # ISO 3166-1, for engines that choose glyphs by region; "" where none is needed
    )

    @property
    def own_font(self) -> str:
        """The family of the script, where Latin letters, digits and signs are drawn by another.

        "" where one family draws all, and where Latin letters only are another's (`latin_first`).
        """
        first, second, *_ = (*self.print_fonts, LAST_FAMILY)
        is_apart = first == LATIN_FAMILY and second != LAST_FAMILY and not self.latin_first
        return second if is_apart else ""


@cache
def typography(language: Language) -> Typography:
    """The setting for `language`: its own row, its base language's, else its script's style."""
    data = _data()
    rows: Mapping[str, Mapping[str, Any]] = data["languages"]
    written = f"{language.base}-{cldr.han_variant(language)}"  # zh-HK is zh-Hant
    names = (name for name in (language.tag, written, language.base) if name in rows)
    name = next(names, None)
    row = rows[name] if name else {"style": _style_by_script(language)}
    values = {**_style(row["style"]), **row}
    values.setdefault("print_title_leading", round(TITLE_SHARE * values["print_leading"], 3))
    fonts = tuple(dict.fromkeys((*values["print_fonts"], LAST_FAMILY)))
    known = set(Typography._fields)
    return Typography(
        **{key: value for key, value in values.items() if key in known}
        | {"print_fonts": fonts}
        | {name: tuple(values.get(name, ())) for name in ("whole_words", "phrase_words")}
    )


@cache
def counter_style(language: Language) -> str:
    """The CSS counter style that numbers lists with the digits of the language."""
    return str(_data()["counters"].get(cldr.numbering_system(language), "decimal"))


def families() -> frozenset[str]:
    """Every font family that some language's PDF needs."""
    chains = (_style(name)["print_fonts"] for name in _data()["styles"])
    return frozenset(family for chain in chains for family in chain) | {
        LAST_FAMILY,
        SIGN_FAMILY,
        BULLET_FAMILY,
        EMOJI_FAMILY,
    }


@cache
def family_of(script: str) -> str:
    """The family that draws a Unicode script in print; "" where none is ours."""
    styles = (_style(name) for name in _data()["styles"])
    fonts = (style["print_fonts"] for style in styles if script in style.get("scripts", ()))
    chosen = next(fonts, ())
    return next((family for family in chosen if family != LATIN_FAMILY), "")


def _style(name: str) -> dict[str, Any]:
    style = _data()["styles"][name]
    return {**(_style(style["like"]) if "like" in style else {}), **style}


def _style_by_script(language: Language) -> str:
    """The first style that serves one of the language's scripts, in the order of the file.

    A language written in Latin letters *and* its own is set in its own.
    """
    scripts = cldr.expected_scripts(language) - {"Latin", "Common", "Inherited"}
    matches = (
        name
        for name, style in _data()["styles"].items()
        if scripts.intersection(style.get("scripts", ()))
    )
    return next(matches, DEFAULT_STYLE)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(TYPOGRAPHY_FILE.read_text(encoding="utf-8"))
