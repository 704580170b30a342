"""One leaflet as one PDF: tagged (PDF/UA-1), with its fonts inside, the same bytes every time.

The only module that imports typst. The template gets data, never generated markup. PDF/UA is always
on: only then is a missing glyph an error instead of an empty box in a dose.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import typst

from pipeline.errors import ExportError
from pipeline.language import cldr
from pipeline.leaflets import tree
from pipeline.leaflets.fonts import font_folders, require_families
from pipeline.leaflets.images import Image, reader
from pipeline.leaflets.layouts import (
    BLEED,
    DEFAULT_LAYOUT,
    DEFAULT_SHEET,
    LAYOUTS,
    PAPERS,
    Layout,
    Sheet,
)
from pipeline.leaflets.print_tree import Data, Json, PrintTree, printed_text
from pipeline.leaflets.theme import Theme
from pipeline.leaflets.typography import SIGN_FAMILY, families, typography
from pipeline.leaflets.words import NAME, Words, words_in
from pipeline.model import Inline, Language, Leaflet

TEMPLATES = Path(__file__).with_name("templates")
REVIEWED, PUBLISHED = "Reviewed on {date}", "Published on {date}"
PICTURE = """#set page(width: %dpt, height: auto, margin: 0pt, fill: none)
#image("picture", width: 100%%, format: "%s")"""  # one point is one pixel
CONTEXT = 30  # characters before and after the one that is missing
FLOOR = 9.0  # points: below it nobody should have to read
LARGEST = 14.0  # points, where a tri-fold has room for them
STEP = 0.5
LARGE_PRINT = 18.0  # points; RNIB Clear Print asks for 16 to 18
_TOO_LONG = re.compile(
    r"too-long panels=(?P<panels>[\d.]+) share=(?P<share>[\d.]+) block=(?P<block>\d)"
)
_NO_GLYPH = re.compile(r"the text `\"(?P<text>.*?)\"` could not be displayed with (?:font|any)")


@dataclass(frozen=True, slots=True)
class Printed:
    """A leaflet on paper."""

    pdf: bytes
    size: float  # points of its running text


class PdfExporter:
    """Makes PDFs; holds a compiler for each layout and the fonts, made once a process.

    Not for two threads at once, and not to be carried over a fork: the engine's threads would be
    lost (measured: it hangs). Use one exporter a process, started by spawn.
    """

    def __init__(self) -> None:
        """MachineError where a font is missing."""
        self._compilers: dict[str, typst.Compiler] = {}
        templates = (path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.glob("*.typ")))
        self._words = tuple(dict.fromkeys(word for text in templates for word in words_in(text)))

    def export_pdf(
        self,
        leaflet: Leaflet,
        *,
        words: Words,
        theme: Theme,
        image_root: Path,
        timestamp: int,
        contact: str = "",
    ) -> bytes:
        """The leaflet as most readers get it; see `print_leaflet`."""
        return self.print_leaflet(
            leaflet,
            words=words,
            theme=theme,
            image_root=image_root,
            timestamp=timestamp,
            contact=contact,
        ).pdf

    def print_leaflet(
        self,
        leaflet: Leaflet,
        *,
        words: Words,
        theme: Theme,
        image_root: Path,
        timestamp: int,
        contact: str = "",
        layout: str = DEFAULT_LAYOUT,
        sheet: Sheet = DEFAULT_SHEET,
    ) -> Printed:
        """The leaflet in a layout of LAYOUTS; the same arguments give the same bytes.

        `image_root` is the folder of the article; `timestamp` goes into the file's metadata, in
        seconds since 1970. ExportError names the leaflet, and the text that can't be set or by how
        much it is too long for its layout.
        """
        chosen = LAYOUTS[layout]
        data = self._data(leaflet, words, theme, image_root, contact)
        data |= _setting(chosen, sheet, theme)
        document = json.dumps(data, ensure_ascii=False, sort_keys=True)
        compiler = self._compiler(chosen)
        try:
            pdf, warnings = compiler.compile_with_warnings(
                format="pdf",
                sys_inputs={"doc": document},
                pdf_standards=["ua-1"],
                timestamp=timestamp,
            )
            size = data["size"]
            if chosen.is_fitted:
                # The template says which size it chose; nothing is set anew.
                size = json.loads(compiler.query("<size>", field="value", one=True))
        except typst.TypstError as error:
            raise _explained(error, leaflet, chosen) from error
        if warnings:
            raise ExportError(
                f"{_name(leaflet)}: the PDF engine warns: {warnings[0].message}",
                hint="report this with the article; a PDF with warnings is not published",
            )
        assert isinstance(pdf, bytes)
        assert isinstance(size, float)
        return Printed(pdf, size)

    def _compiler(self, layout: Layout) -> typst.Compiler:
        if layout.name not in self._compilers:
            self._compilers[layout.name] = typst.Compiler(
                str(TEMPLATES / layout.template), root=str(TEMPLATES), font_paths=_fonts()
            )
        return self._compilers[layout.name]

    def _data(
        self, leaflet: Leaflet, words: Words, theme: Theme, image_root: Path, contact: str
    ) -> Data:
        printed = PrintTree(leaflet, reader(leaflet, image_root))
        body = printed.body()
        front: Data = {
            name: printed.line(getattr(leaflet, name), is_title=name == "title")
            for name in ("title", "summary", "audience", "publisher")
        }
        own_words: Data = {msgid: _word(words, msgid) for msgid in self._words}
        languages = printed.languages | {words.language_of(msgid) for msgid in self._words}
        languages.add(leaflet.source_language)
        styles: Data = {language.tag: _style(language) for language in languages}
        return {
            **front,
            "lang": leaflet.language.tag,
            "sign_font": SIGN_FAMILY,
            "styles": styles,
            "title_text": tree.plain_text(leaflet.title.children),
            "summary_text": tree.plain_text(leaflet.summary.children) if leaflet.summary else "",
            "author": leaflet.metadata.author or leaflet.metadata.publisher,
            "keywords": list(leaflet.keywords),
            "reviewed": _date(leaflet.metadata.reviewed, words.language_of(REVIEWED)),
            "published": _date(leaflet.metadata.date, words.language_of(PUBLISHED)),
            "colophon": _colophon(leaflet, contact),
            "words": own_words,
            "is_draft": leaflet.is_draft,
            "colours": dict(theme.light),
            "logo": theme.logo,
            "body": body,
            "notes": printed.notes,
        }


def _setting(layout: Layout, sheet: Sheet, theme: Theme) -> Data:
    """What the template must know of the layout and the paper, in millimetres and points."""
    width, height = sheet.size(layout)
    sizes: Data = {"size": theme.size}
    if layout.is_fitted:
        steps = int((max(LARGEST, theme.size) - FLOOR) / STEP)
        sizes["sizes"] = [FLOOR + STEP * step for step in range(steps, -1, -1)]
    elif layout.name == "large-print":
        sizes["size"] = LARGE_PRINT
    form: Data = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in asdict(layout.form).items()
    }
    return {
        **sizes,
        "title_size": theme.title,
        "form": form,
        "sheet": {
            "width": width,
            "height": height,
            "flap": PAPERS[sheet.paper].flap,
            "bleed": BLEED if sheet.has_bleed else 0.0,
        },
    }


@lru_cache(maxsize=32)  # the same picture stands in the leaflets of every language
def to_png(image: Image, *, width: int = 1200) -> Image:
    """The picture as a PNG of `width` pixels, for documents that can't hold its own kind.

    Lettering in an SVG is set in our fonts, as in the PDF. ExportError where it can't be drawn.
    """
    source = PICTURE % (width, image.format)
    files: Any = {"main": source.encode(), "picture": image.data}  # which typst's types don't know
    try:
        drawn = typst.compile(
            files,
            font_paths=_fonts(),
            format="png",
            ppi=72.0,
        )
    except typst.TypstError as error:
        raise ExportError(
            error.message,
            hint="save it anew in the program that it was drawn with, or as a PNG",
        ) from error
    assert isinstance(drawn, bytes)
    return Image("image/png", drawn)


@cache
def _fonts() -> typst.Fonts:
    """The fonts of our packages and no others; MachineError where one is missing."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in font_folders()],
    )
    require_families(families(), fonts.families())
    return fonts


def _style(language: Language) -> Data:
    style = typography(language)
    regions = [subtag for subtag in language.tag.split("-")[1:] if len(subtag) == 2]
    return {
        "fonts": list(style.print_fonts),
        "latin_first": style.latin_first,
        "lang": language.base,
        "region": style.region or (regions[0] if regions else None),
        "dir": cldr.direction(language),
        "leading": style.print_leading,
        "heading_leading": round(0.8 * style.print_leading, 3),
        "title_leading": round(0.62 * style.print_leading, 3),
        "italic": style.emphasis == "italic",
        "hyphenate": style.hyphenate,
        "justify": style.justify,
    }


def _word(words: Words, msgid: str) -> Data:
    """The word cut at its {names}."""
    parts: list[Json] = []
    for index, part in enumerate(NAME.split(words.pattern(msgid))):
        if part:
            parts.append({"name": part} if index % 2 else part)
    return {"lang": words.language_of(msgid).tag, "parts": parts}


def _date(iso: str, language: Language) -> str:
    return cldr.format_date(iso, language) if iso else ""


def _colophon(leaflet: Leaflet, contact: str) -> list[Json]:
    metadata = leaflet.metadata
    lines: list[Json] = []
    if metadata.author:
        lines.append({"kind": "author", "values": {"name": metadata.author}})
    if metadata.adapted_from:
        source = metadata.adapted_from
        date = _date(source.date, leaflet.source_language)
        parts = (source.title, source.author, source.publisher, date, source.url)
        title = " · ".join(part for part in parts if part)
        tag = leaflet.source_language.tag
        lines.append({"kind": "adapted", "lang": tag, "values": {"title": title}})
    if contact:
        lines.append({"kind": "contact", "c": list(printed_text(contact, leaflet.language))})
    return lines


def _explained(error: typst.TypstError, leaflet: Leaflet, layout: Layout) -> ExportError:
    """The engine's complaint as one about the leaflet's text."""
    # Where nothing is set, every link in it is missing too: the reason is not always the first.
    too_long = _TOO_LONG.search(str(error.diagnostic))
    if too_long is not None:
        return _does_not_fit(leaflet, layout, too_long)
    missing = _NO_GLYPH.search(error.message)
    if missing is None:
        return ExportError(
            f"{_name(leaflet)}: the PDF engine refuses: {error.message}",
            hint="report this with the article",
        )
    characters = _unescaped(missing["text"])
    points = " ".join(f"U+{ord(character):04X}" for character in characters)
    return ExportError(
        f"{_name(leaflet)}: no font has the character '{characters}' ({points})"
        f"{_context(leaflet, characters)}",
        hint="write it in another way, such as in words, or choose a sign that fonts have",
    )


def _does_not_fit(leaflet: Leaflet, layout: Layout, found: re.Match[str]) -> ExportError:
    """By how much, and what can be done about it."""
    share = float(found["share"])
    text = tree.plain_text(leaflet.body)
    words = len(text.split())
    amount = f"{share:.0%} of the text"
    if cldr.separates_words(leaflet.language):
        amount += f", about {max(round(share * words / 10), 1) * 10} words"
    message = f"needs {found['panels']} panels more ({amount}) even in {FLOOR:g} pt"
    hint = "shorten the article, or take this layout out of [print] layouts in leaflets.toml"
    if int(found["block"]):
        message = f"a box, list item or paragraph alone is {found['panels']} panels too high"
        hint = "divide it in the article, or take this layout out of [print] layouts"
    return ExportError(f"{_name(leaflet)} does not fit the {layout.name}: {message}", hint=hint)


def _unescaped(text: str) -> str:
    """The text that Typst quotes: it writes what can't be printed as \\u{200b}."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), text)


def _context(leaflet: Leaflet, characters: str) -> str:
    """in '… the words around …', or "" where the characters can't be found."""
    front = (leaflet.title, leaflet.summary, leaflet.audience, leaflet.publisher)
    texts = [tree.plain_text((line,)) for line in front if line]
    texts += [
        tree.plain_text((node,)) for node in tree.walk(leaflet.body) if isinstance(node, Inline)
    ]
    found = next((text for text in texts if characters in text), "")
    start = max(found.find(characters) - CONTEXT, 0)
    excerpt = found[start : start + 2 * CONTEXT].strip()
    return f" in '{excerpt}'" if excerpt else ""


def _name(leaflet: Leaflet) -> str:
    return f"leaflet '{leaflet.slug}' in {leaflet.language}"
