"""How a Word document looks: its styles in a theme's colours, and what languages ask of letters.

Read next: `docx_lines`, which writes text in these styles.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pipeline.language import cldr
from pipeline.leaflets.docx_package import (
    Node,
    bold,
    colour_of,
    defaults,
    element,
    style,
)
from pipeline.leaflets.theme import Theme
from pipeline.leaflets.typography import typography
from pipeline.model import Language

SIZE = 22  # half points
EAST_ASIAN = frozenset({"Jpan", "Hans", "Hant", "Hani", "Kore"})


@cache
def word_tag(language: Language) -> str:
    """The language as Word knows it, with a region: "ar-EG", "zh-TW"."""
    return f"{language.base}-{cldr.territory(language)}"


def fonts_of(language: Language) -> Node:
    """The font of a run in this language, for letters of every kind."""
    font = typography(language).office_font
    return element("w:rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font)


def spoken_in(language: Language) -> Node:
    """Which language a run is in, for spelling, hyphens and the choice of glyphs."""
    tag = word_tag(language)
    # Latin letters in Japanese are no Japanese: LibreOffice would end a line within "mg".
    has_latin = cldr.default_script(language) not in EAST_ASIAN
    return element("w:lang", val=tag if has_latin else "en-US", eastAsia=tag, bidi=tag)


def size_of(half_points: int) -> tuple[Node, Node]:
    """The size of letters, as Word wants it: twice, the second for Arabic, Hebrew and Thai."""
    return element("w:sz", val=half_points), element("w:szCs", val=half_points)


def shade(colour: str) -> Node:
    """A background of this colour, "#RRGGBB"."""
    return element("w:shd", val="clear", color="auto", fill=colour.removeprefix("#"))


def spacing_of(before: int, after: int) -> Node:
    """The room before and after a paragraph, in twentieths of a point."""
    return element("w:spacing", before=before, after=after)


def is_rtl(language: Language) -> bool:
    """Whether text in `language` runs from right to left."""
    return cldr.direction(language) == "rtl"


def styles_of(language: Language, theme: Theme) -> Iterator[Node]:
    """The document's styles, in the theme's colours."""
    primary = colour_of(theme.light["primary"])
    muted = theme.light["muted"]
    yield from defaults([fonts_of(language), *size_of(SIZE), spoken_in(language)])
    bidi = [element("w:bidi")] if is_rtl(language) else []
    spacing = element("w:spacing", before=0, after=120, line=288, lineRule="auto")
    yield style("Normal", paragraph=[*bidi, spacing])
    title = [element("w:keepNext"), spacing_of(120, 160)]
    yield style("Title", paragraph=title, run=[*bold(), primary, *size_of(44)])
    yield style("Subtitle", paragraph=[spacing_of(0, 200)], run=size_of(26))
    for level, (size, before) in enumerate(((32, 360), (27, 280), (24, 240)) * 2, 1):
        kept = [element("w:keepNext"), element("w:keepLines"), spacing_of(before, 100)]
        outline = element("w:outlineLvl", val=level - 1)
        run = [*bold(), colour_of(theme.light["primary"]), *size_of(size if level <= 3 else SIZE)]
        yield style(f"Heading {level}", paragraph=[*kept, outline], run=run)
    yield style("Box Title", paragraph=[element("w:keepNext")], run=[*bold(), *size_of(26)])
    yield style("List Paragraph", paragraph=[spacing_of(0, 60)])
    yield style("Term", paragraph=[element("w:keepNext"), spacing_of(60, 0)], run=bold())
    yield style("Quote", paragraph=[element("w:ind", left=567, right=567)])
    code = element("w:rFonts", ascii="Consolas", hAnsi="Consolas", cs="Consolas")
    yield style("Code", paragraph=[element("w:bidi", val=0)], run=[code])
    # Between a table and what follows: Word joins tables that nothing parts.
    gap = element("w:spacing", before=0, after=0, line=160, lineRule="exact")
    yield style("Cell", paragraph=[spacing_of(40, 40)])
    yield style("Gap", paragraph=[gap], run=size_of(2))
    yield style("Small", run=[colour_of(muted), *size_of(18)])
    yield style("Header", run=[colour_of(muted), *size_of(17)])
    yield style("Footer", run=[colour_of(muted), *size_of(17)])
    yield style("Footnote Text", paragraph=[spacing_of(0, 40)], run=size_of(19))
