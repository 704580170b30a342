"""What the templates of a leaflet on paper are given: what it says, and how it is set.

Data, never generated markup. The body and what stands in its lines is `print_tree`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from pipeline.language import cldr
from pipeline.leaflets import tree, web
from pipeline.leaflets.images import Image
from pipeline.leaflets.layouts import BLEED, FLOOR, LARGE_PRINT_LAYOUT, PAPERS, Layout, Sheet
from pipeline.leaflets.print_text import MAX_BOXED, Data, Json, contact_text, printed_text
from pipeline.leaflets.print_tree import PrintTree
from pipeline.leaflets.theme import Theme
from pipeline.leaflets.typography import (
    BULLET_FAMILY,
    EMOJI_FAMILY,
    LATIN_FAMILY,
    SIGN_FAMILY,
    typography,
)
from pipeline.leaflets.words import NAME, PUBLISHED, REVIEWED, Words
from pipeline.model import Language, Leaflet

LARGEST = 14.0  # points, where a tri-fold has room for them
STEP = 0.5
LARGE_PRINT_SIZE = 18.0  # points; RNIB Clear Print asks for 16 to 18
LARGE_PRINT_TITLE = 1.26  # times the usual title
POINTS = 0.75  # of a CSS pixel
USUAL_SCALE = 1.19  # of a theme, for which the sizes of headings in `layouts` are


def leaflet_data(
    leaflet: Leaflet, words: Words, contact: str, read: Callable[[str], Image]
) -> tuple[Data, set[Language]]:
    """What the leaflet says, and the languages in which it does."""
    printed = PrintTree(leaflet, read, ties=True)
    body = printed.body()
    front: Data = {
        name: printed.line(getattr(leaflet, name), is_title=name == "title")
        for name in ("title", "summary", "audience", "publisher")
    }
    text: Data = {
        **front,
        "title_text": tree.plain_text(leaflet.title.children),
        "summary_text": tree.plain_text(leaflet.summary.children) if leaflet.summary else "",
        "author": leaflet.metadata.author or leaflet.metadata.publisher,
        "keywords": list(leaflet.keywords),
        "reviewed": _date(leaflet.metadata.reviewed, words.language_of(REVIEWED)),
        "published": _date(leaflet.metadata.date, words.language_of(PUBLISHED)),
        "colophon": _colophon(leaflet, contact),
        "is_draft": leaflet.is_draft,
        "body": body,
        "notes": printed.notes,
    }
    return text, printed.languages


def _colophon(leaflet: Leaflet, contact: str) -> list[Json]:
    metadata = leaflet.metadata
    lines: list[Json] = []
    if metadata.author:
        source_tag = leaflet.source_language.tag
        lines.append({"kind": "author", "lang": source_tag, "values": {"name": metadata.author}})
    if metadata.adapted_from:
        source = metadata.adapted_from
        source_tag, tag = leaflet.source_language.tag, leaflet.language.tag
        # The date is ours to say, all else stands as the publication has it.
        parts: list[Json] = [
            {"lang": part_tag, "text": part, "boxed": len(part) <= MAX_BOXED}
            for part_tag, part in (
                (source_tag, source.title),
                (source_tag, source.author),
                (source_tag, source.publisher),
                (tag, _date(source.date, leaflet.language)),
                (source_tag, source.url),
            )
            if part
        ]
        lines.append({"kind": "adapted", "parts": parts})
    for line in contact.splitlines():
        text = contact_text(line, leaflet.language, leaflet.source_language)
        lines.append({"kind": "contact", "c": list(text)})
    return lines


def _date(iso: str, language: Language) -> str:
    return cldr.format_date(iso, language) if iso else ""


def qr_data(address: str, language: Language) -> Data | None:
    """The leaflet's address on the web, for eyes and for phones."""
    if not address:
        return None
    link: Data = {"k": "link", "to": address, "c": list(printed_text(address, language))}
    rows = web.qr_rows(address)
    return {"link": link, "path": web.qr_path(rows), "size": len(rows) + 2 * web.QUIET_ZONE}


def setting_data(
    leaflet: Leaflet,
    words: Words,
    msgids: Iterable[str],
    theme: Theme,
    languages: Iterable[Language],
) -> Data:
    """How it is set, but for the layout: what most leaflets of a language have in common.

    `msgids` are the leaflet's own words that its templates have, `languages` those of its text.
    """
    msgids = tuple(msgids)
    own_words: Data = {msgid: _word(words, msgid) for msgid in msgids}
    used = {*languages, *(words.language_of(msgid) for msgid in msgids), leaflet.source_language}
    styles: Data = {language.tag: _style(language) for language in sorted(used)}
    return {
        "lang": leaflet.language.tag,
        "sign_font": SIGN_FAMILY,
        "bullet_font": BULLET_FAMILY,
        "emoji_font": EMOJI_FAMILY,
        "picture_font": LATIN_FAMILY,  # of letters that are not drawn beforehand
        "styles": styles,
        "words": own_words,
        "colours": dict(theme.light),
    }


def _word(words: Words, msgid: str) -> Data:
    """The word cut at its {names}, and at its spaces where the engine would part its words."""
    language = words.language_of(msgid)
    parts: list[Json] = []
    for index, part in enumerate(NAME.split(words.pattern(msgid))):
        if index % 2:
            parts.append({"name": part})
        elif typography(language).keep_words:
            parts += printed_text(part, language)
        elif part:
            parts.append(part)
    return {"lang": language.tag, "parts": parts}


@cache
def _style(language: Language) -> Data:
    style = typography(language)
    regions = [subtag for subtag in language.tag.split("-")[1:] if len(subtag) == 2]
    return {
        "fonts": list(style.print_fonts),
        "latin_first": style.latin_first,
        "own_font": style.own_font,
        "lang": language.base,
        "region": style.region or (regions[0] if regions else None),
        "dir": cldr.direction(language),
        "leading": style.print_leading,
        "heading_leading": round(0.8 * style.print_leading, 3),
        "title_leading": style.print_title_leading,
        "italic": style.emphasis == "italic",
        "hyphenate": style.hyphenate,
        "cuts": style.cuts,
        "linebreaks": style.linebreaks,
        "digits": list(cldr.with_own_digits("0123456789", language)),
        "justify": style.justify,
    }


def form_data(layout: Layout, sheet: Sheet, theme: Theme) -> Data:
    """What the template must know of the layout and the paper, in millimetres and points."""
    width, height = sheet.size(layout)
    sizes: Data = {"size": theme.size}
    if layout.is_fitted:
        steps = int((max(LARGEST, theme.size) - FLOOR) / STEP)
        sizes["sizes"] = [FLOOR + STEP * step for step in range(steps, -1, -1)]
    elif layout.name == LARGE_PRINT_LAYOUT:
        sizes["size"] = LARGE_PRINT_SIZE
    form: Data = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in layout.form._asdict().items()
    }
    steps_up = theme.scale / USUAL_SCALE
    form["heading_sizes"] = [
        round(size * steps_up ** (2 - level), 3)
        for level, size in enumerate(layout.form.heading_sizes)
    ]
    is_large = layout.name == LARGE_PRINT_LAYOUT
    return {
        **sizes,
        "title_size": theme.title * (LARGE_PRINT_TITLE if is_large else 1.0),
        "fit": 1.0,
        "shape": {
            # A panel has no room to be generous with.
            "spacing": min(theme.spacing, 1.0) if layout.is_fitted else theme.spacing,
            "corners": theme.corners * POINTS,
            "band": theme.band,
            "boxes": theme.boxes,
        },
        "form": form,
        "sheet": {
            "width": width,
            "height": height,
            "flap": PAPERS[sheet.paper].flap,
            "bleed": BLEED if sheet.has_bleed else 0.0,
        },
    }
