"""One leaflet as one PDF: tagged (PDF/UA-1), with its fonts inside, the same bytes every time.

The only module that imports typst. The template gets data, never generated markup. PDF/UA is always
on: only then is a missing glyph an error instead of an empty box in a dose.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import typst

from pipeline.errors import ExportError
from pipeline.leaflets import tree, web
from pipeline.leaflets.fonts import font_folders, require_families
from pipeline.leaflets.images import Image, reader
from pipeline.leaflets.layouts import DEFAULT_LAYOUT, DEFAULT_SHEET, LAYOUTS, Layout, Sheet
from pipeline.leaflets.lettering import Line, lettered
from pipeline.leaflets.print_complaints import complaint, name_of
from pipeline.leaflets.print_data import form_data, leaflet_data, qr_data, setting_data
from pipeline.leaflets.print_fit import PLACES, End, as_close_as_pays, end_of
from pipeline.leaflets.print_templates import (
    LEAFLET_FILE,
    SETTING_FILE,
    EngineFolder,
    broken_template,
    own_files,
    template_words,
)
from pipeline.leaflets.print_text import Data
from pipeline.leaflets.print_tree import image_data
from pipeline.leaflets.theme import Theme, theme_beside
from pipeline.leaflets.typography import families
from pipeline.leaflets.words import Words
from pipeline.model import Language, Leaflet

PICTURE = """#set page(width: %dpt, height: auto, margin: 0pt, fill: none)
#set text(font: "Noto Sans")
#image("picture", width: 100%%, format: "%s")"""  # one point is one pixel
# Lines of lettering, a page each; the colour of a run is its number.
LETTERING = """#let lines = json(bytes(sys.inputs.lines))
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#set text(top-edge: 1em, bottom-edge: -0.5em, dir: ltr)
#let set-out(run) = text(weight: run.weight, style: run.style, fill: rgb(run.colour), run.text)
#for line in lines {
  set text(font: line.fonts, lang: line.lang, size: line.size * 1pt)
  page(box(line.runs.map(set-out).join()))
}"""
COVER = LAYOUTS[DEFAULT_LAYOUT]._replace(name="cover", suffix="")
COVER_PPI = 160.0  # 945 by 1260 pixels


@dataclass(frozen=True, slots=True)
class Printed:
    """A leaflet on paper."""

    pdf: bytes
    size: float  # points of its running text


class PdfExporter:
    """Makes PDFs; holds a compiler for each layout and the fonts, made once a process.

    Not for two threads at once, and not to be carried over a fork: the engine's threads would be
    lost (measured: it hangs). Use one exporter a process, started by spawn.

    `scratch` is a folder that outlives this object for what the engine reads; what lies there is
    taken away with the object, if its process is not killed.
    """

    def __init__(self, scratch: str | None = None) -> None:
        """MachineError where a font is missing."""
        self._scratch = scratch
        self._compilers: dict[str, typst.Compiler] = {}
        self._own: Mapping[str, bytes] = {}  # the project's own templates
        self._folder = EngineFolder({}, scratch)  # where they lie with ours, and what is to be set
        self._words = template_words({})
        self._pictures: dict[str, Image] = {}  # of the leaflet at hand

    def print_leaflet(
        self,
        leaflet: Leaflet,
        *,
        words: Words,
        theme: Theme,
        image_root: Path,
        timestamp: int,
        contact: str = "",
        base_url: str = "",
        layout: str = DEFAULT_LAYOUT,
        sheet: Sheet = DEFAULT_SHEET,
    ) -> Printed:
        """The leaflet in a layout of LAYOUTS; the same arguments give the same bytes.

        `image_root` is the folder of the article; `timestamp` goes into the file's metadata, in
        seconds since 1970; `base_url` is where dist/ is published. ExportError names the leaflet,
        and the text that can't be set or by how much it is too long for its layout, or the line of
        the project's own template that is broken.
        """
        chosen = LAYOUTS[layout]
        self._take_templates(theme.templates)
        address = web.web_address(base_url, leaflet.language, leaflet.slug)
        text, languages = self._text(leaflet, words, theme, image_root, contact)
        self._folder.write(LEAFLET_FILE, text | {"qr": qr_data(address, leaflet.language)})
        setting = setting_data(leaflet, words, self._words, theme, languages)
        setting |= form_data(chosen, sheet, theme)
        try:
            pdf, size, warnings = self._fitted(leaflet, chosen, setting, timestamp)
        except typst.TypstError as error:
            raise self._explained(error, leaflet, chosen, theme) from error
        if warnings:
            raise ExportError(
                f"{name_of(leaflet)}: the PDF engine warns: {warnings[0].message}",
                hint="report this with the article; a PDF with warnings is not published",
            )
        return Printed(pdf, size)

    def draw_cover(
        self, leaflet: Leaflet, *, words: Words, theme: Theme, image_root: Path
    ) -> Image:
        """The leaflet's front as a PNG, for the shelf of a reading system; see `print_leaflet`."""
        self._take_templates(theme.templates)
        text, languages = self._text(leaflet, words, theme, image_root, "")
        self._folder.write(LEAFLET_FILE, text | {"qr": None})
        setting = setting_data(leaflet, words, self._words, theme, languages)
        self._folder.write(SETTING_FILE, setting | form_data(COVER, DEFAULT_SHEET, theme))
        try:
            drawn = self._compiler(COVER).compile(format="png", ppi=COVER_PPI)
        except typst.TypstError as error:
            raise self._explained(error, leaflet, COVER, theme) from error
        assert isinstance(drawn, bytes)
        return Image("image/png", drawn)

    def _fitted(
        self, leaflet: Leaflet, layout: Layout, setting: Data, timestamp: int
    ) -> tuple[bytes, float, list[typst.TypstWarning]]:
        """The PDF and its size, set closer where that saves a page with next to nothing on it."""
        if not layout.is_fitted:
            setting = as_close_as_pays(leaflet, layout, setting, partial(self._end, layout))
        # What was laid out before is remembered: no more than the file has still to be made of it.
        self._folder.write(SETTING_FILE, setting)
        compiler = self._compiler(layout)
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=["ua-1"], timestamp=timestamp
        )
        assert isinstance(pdf, bytes)
        # A template that fits the text into its panels says which size it chose; a project's own
        # need not.
        said = _said(compiler, "<size>") if layout.is_fitted else ()
        size = next((each for each in said if isinstance(each, int | float)), setting["size"])
        assert isinstance(size, int | float)
        return pdf, size, warnings

    def _end(self, layout: Layout, setting: Data) -> End | None:
        """Where the text ends; None where a project's template doesn't say."""
        self._folder.write(SETTING_FILE, setting)
        try:
            return end_of(json.loads(self._compiler(layout).eval(PLACES)))
        except RuntimeError:
            return None  # what is wrong is told in full where the file is made

    def _take_templates(self, folder: Path | None) -> None:
        """Read the project's own templates, anew where one was changed."""
        own = own_files(folder)
        if own != self._own:
            self._own = own
            self._folder = EngineFolder(own, self._scratch)
            self._words = template_words(own)
            self._compilers = {}

    def _compiler(self, layout: Layout) -> typst.Compiler:
        if layout.name not in self._compilers:
            root = self._folder.path
            self._compilers[layout.name] = typst.Compiler(
                str(root / layout.template), root=str(root), font_paths=_fonts()
            )
        return self._compilers[layout.name]

    def _explained(
        self, error: typst.TypstError, leaflet: Leaflet, layout: Layout, theme: Theme
    ) -> ExportError:
        """The engine's complaint as one about the leaflet's text, or the project's template."""
        explained = complaint(error.message, str(error.diagnostic), leaflet, layout)
        if explained is None and ("image" in error.message or "SVG" in error.message):
            explained = _picture_that_fails(leaflet, self._pictures, error.message)
        if explained is None and theme.templates:
            explained = broken_template(
                str(error.diagnostic),
                error.message,
                root=self._folder.path,
                folder=theme.templates,
                own=self._own,
            )
        return explained or ExportError(
            f"{name_of(leaflet)}: the PDF engine refuses: {error.message}",
            hint="report this with the article",
        )

    def _text(
        self, leaflet: Leaflet, words: Words, theme: Theme, image_root: Path, contact: str
    ) -> tuple[Data, set[Language]]:
        """What the leaflet says, with its pictures, and the languages in which it does."""
        read = reader(leaflet, image_root)
        pictures = self._pictures
        pictures.clear()

        def read_lettered(source: str) -> Image:
            pictures[source] = image = _lettered(read(source), source)
            return image

        text, languages = leaflet_data(leaflet, words, contact, read_lettered)
        theme = theme_beside(tree.text_of(leaflet.publisher), theme)
        drawn = _lettered(theme.logo_image, "logo_image") if theme.logo_image else None
        logo: Data = {
            "logo": theme.logo,
            "logo_image": image_data(drawn, theme.logo) if drawn else None,
        }
        return text | logo, languages


def _said(compiler: typst.Compiler, label: str) -> list[Any]:
    """What stands with the label in the leaflet, in the order of the text."""
    said: list[Any] = json.loads(compiler.query(label, field="value"))
    return said


@lru_cache(maxsize=32)
def _lettered(image: Image, source: str) -> Image:
    """The picture with its letters as shapes where the engine would set them wrong."""
    try:
        return lettered(image, _drawn)
    except ExportError as error:
        name = f"the picture '{source}': " if source else ""
        raise ExportError(f"{name}{error.message}", hint=error.hint) from error


def _drawn(lines: Sequence[Line]) -> list[Element]:
    """Each line of lettering as an SVG of shapes."""
    data = [
        {
            "fonts": list(line.fonts),
            "lang": Language.parse(line.language).base if line.language else "en",
            "size": line.size,
            "runs": [
                {
                    "text": run.text,
                    "weight": run.weight,
                    "style": "italic" if run.italic else "normal",
                    "colour": f"#{number:06x}",
                }
                for number, run in enumerate(line.runs)
            ],
        }
        for line in lines
    ]
    pages: Any = typst.compile(
        LETTERING.encode(),
        font_paths=_fonts(),
        format="svg",
        sys_inputs={"lines": json.dumps(data, ensure_ascii=False)},
    )
    return [
        ElementTree.fromstring(page) for page in (pages if isinstance(pages, list) else [pages])
    ]


@lru_cache(maxsize=32)  # the same picture stands in the leaflets of every language
def to_png(image: Image, *, width: int = 1200) -> Image:
    """The picture as a PNG of `width` pixels, for documents that can't hold its own kind.

    Lettering in an SVG is set in our fonts, as in the PDF. ExportError where it can't be drawn.
    """
    source = PICTURE % (width, image.format)
    # A mapping, which typst's types don't know.
    files: Any = {"main": source.encode(), "picture": _lettered(image, "").data}
    try:
        drawn = typst.compile(
            files,
            font_paths=_fonts(),
            format="png",
            ppi=72.0,
        )
    except (typst.TypstError, RuntimeError) as error:  # the latter where it can't say where
        raise ExportError(
            error.message if isinstance(error, typst.TypstError) else "it is damaged",
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


def _picture_that_fails(
    leaflet: Leaflet, pictures: Mapping[str, Image], reason: str
) -> ExportError | None:
    """About the first picture that the engine can't draw; it does not say itself which."""
    for source, image in pictures.items():
        try:
            to_png(image)
        except ExportError as error:
            return ExportError(
                f"{name_of(leaflet)}: the picture '{source}' can't be drawn: {reason}",
                hint=error.hint,
            )
    return None
