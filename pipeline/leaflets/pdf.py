"""One leaflet as one PDF: tagged (PDF/UA-1), with its fonts inside, the same bytes every time.

The only module that imports typst. The template gets data, never generated markup. PDF/UA is always
on: only then is a missing glyph an error instead of an empty box in a dose.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import typst

from pipeline.errors import ExportError
from pipeline.language import cldr
from pipeline.leaflets import tree, web
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
from pipeline.leaflets.lettering import Line, lettered
from pipeline.leaflets.print_templates import (
    LEAFLET_FILE,
    SETTING_FILE,
    EngineFolder,
    broken_template,
    own_files,
    template_words,
)
from pipeline.leaflets.print_text import MAX_BOXED, Data, Json, contact_text, printed_text
from pipeline.leaflets.print_tree import PrintTree, image_data
from pipeline.leaflets.theme import Theme, theme_beside
from pipeline.leaflets.typography import (
    BULLET_FAMILY,
    EMOJI_FAMILY,
    LATIN_FAMILY,
    SIGN_FAMILY,
    families,
    typography,
)
from pipeline.leaflets.words import NAME, PUBLISHED, REVIEWED, Words
from pipeline.model import Inline, Language, Leaflet

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
# The marks in the text and where they came to stand, in points: asked from outside, for a template
# that asks is set once more with the answer.
PLACES = """query(<place>).map(mark => {
  let at = mark.location().position()
  (page: at.page, y: at.y.pt()) + mark.value
})"""
COVER = LAYOUTS[DEFAULT_LAYOUT]._replace(name="cover", suffix="")
COVER_PPI = 160.0  # 945 by 1260 pixels
CONTEXT = 30  # characters before and after the one that is missing
FLOOR = 9.0  # points: below it nobody should have to read
LARGEST = 14.0  # points, where a tri-fold has room for them
STEP = 0.5
LARGE_PRINT = 18.0  # points; RNIB Clear Print asks for 16 to 18
LARGE_PRINT_TITLE = 1.26  # times the usual title
POINTS = 0.75  # of a CSS pixel
USUAL_SCALE = 1.19  # of a theme, for which the sizes of headings in `layouts` are
# Where the last page would hold next to nothing: how close all stands, and by how many points the
# text is smaller.
FITS = ((0.9, 0.0), (0.8, 0.0), (0.8, 0.5), (0.7, 0.5))
LARGE_FITS = ((0.9, 0.0), (0.8, 0.0), (0.7, 0.0), (0.6, 0.0))  # large print is never smaller
SAVED = 0.12  # of each page before the last: no closer setting saves more (measured)
LEAST = 0.15  # of a page: footnotes and sources, which stay together; they may just not have fitted
TWO_LINES = 0.25  # of a page: only to be rid of so little is the text made smaller
HOLE = 0.15  # of a page, before a box or a table that stands whole on the next one
SLACK = 0.01  # points; a grid that is too high ends where its page does, whatever is in it
_TOO_LONG = re.compile(
    r"too-long panels=(?P<panels>[\d.]+) share=(?P<share>[\d.]+) block=(?P<block>\d)"
)
_TWICE = re.compile(r"label `<h-(?P<id>.+)>` occurs multiple times")
_NO_GLYPH = re.compile(r"the text `\"(?P<text>.*?)\"` could not be displayed with (?:font|any)")


class _End(NamedTuple):
    """Where a leaflet's text ends."""

    page: int
    share: float  # of the height of that page's text
    hole: float  # the largest share of a page that was left empty in the midst of the text
    over: float  # points by which what is not to be parted reaches beyond its page

    @property
    def rank(self) -> tuple[int, bool]:
        """The less, the better: fewer pages, then none that looks forgotten."""
        return self.page, self.has_hole

    @property
    def is_nearly_empty(self) -> bool:
        """Whether so little stands on the last of several pages that it may be saved."""
        return self.page > 1 and self.share < max(LEAST, SAVED * (self.page - 1))

    @property
    def has_hole(self) -> bool:
        """Whether a page looks forgotten."""
        return self.hole > HOLE


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
        self._own: Mapping[str, bytes] = {}  # the project's own templates
        self._folder = EngineFolder({})  # where they lie with ours, and what is to be set
        self._words = template_words({})
        self._pictures: dict[str, Image] = {}  # of the leaflet at hand

    def export_pdf(
        self,
        leaflet: Leaflet,
        *,
        words: Words,
        theme: Theme,
        image_root: Path,
        timestamp: int,
        contact: str = "",
        base_url: str = "",
    ) -> bytes:
        """The leaflet as most readers get it; see `print_leaflet`."""
        return self.print_leaflet(
            leaflet,
            words=words,
            theme=theme,
            image_root=image_root,
            timestamp=timestamp,
            contact=contact,
            base_url=base_url,
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
        self._folder.write(LEAFLET_FILE, text | {"qr": _qr(address, leaflet.language)})
        setting = self._setting(leaflet, words, theme, languages) | _form(chosen, sheet, theme)
        try:
            pdf, size, warnings = self._fitted(leaflet, chosen, setting, timestamp)
        except typst.TypstError as error:
            raise self._explained(error, leaflet, chosen, theme) from error
        if warnings:
            raise ExportError(
                f"{_name(leaflet)}: the PDF engine warns: {warnings[0].message}",
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
        setting = self._setting(leaflet, words, theme, languages)
        self._folder.write(SETTING_FILE, setting | _form(COVER, DEFAULT_SHEET, theme))
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
            setting = self._as_close_as_pays(leaflet, layout, setting)
        # What was laid out before is remembered: no more than the file has still to be made of it.
        self._folder.write(SETTING_FILE, setting)
        compiler = self._compiler(layout)
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=["ua-1"], timestamp=timestamp
        )
        assert isinstance(pdf, bytes)
        # A template that fits the text into its panels says which size it chose.
        size = _said(compiler, "<size>")[0] if layout.is_fitted else setting["size"]
        assert isinstance(size, float)
        return pdf, size, warnings

    def _as_close_as_pays(self, leaflet: Leaflet, layout: Layout, setting: Data) -> Data:
        """The setting, or a closer one where that saves a page or a hole in one."""
        size = setting["size"]
        assert isinstance(size, float)
        whole = self._end(layout, setting)
        if whole is not None and whole.over > -SLACK:
            # Longer than its letters say, such as one word a line: then everything may be parted.
            form = setting["form"]
            assert isinstance(form, dict)
            setting = {**setting, "form": {**form, "whole_box": -1, "whole_table": -1}}
            whole = self._end(layout, setting)
        if whole is not None and whole.over > SLACK:
            raise _too_high(leaflet, layout)
        if whole is None or not (whole.is_nearly_empty or whole.has_hole):
            return setting
        tries: list[Data] = [
            setting | {"fit": fit, "size": size - less}
            for fit, less in (LARGE_FITS if layout.name == "large-print" else FITS)
            if not less or (whole.share < TWO_LINES and size - less >= FLOOR)
        ]
        if layout.name == "large-print" or not whole.is_nearly_empty:
            # What the closest setting gains is the most; often there is nothing to be gained.
            end = self._end(layout, tries[-1])
            if end is None or end.rank >= whole.rank:
                return setting
            least = end.rank
        else:
            least = (whole.page - 1, False)
        # The most generous first: of leaflets that can be saved a page, nearly all are by one of
        # the first two (measured in ten languages).
        best, rank = setting, whole.rank
        for closer in tries:
            end = self._end(layout, closer)
            if end is not None and end.rank < rank:
                best, rank = closer, end.rank
            if rank <= least:
                break
        return best

    def _end(self, layout: Layout, setting: Data) -> _End | None:
        """Where the text ends; None where a project's template doesn't say."""
        self._folder.write(SETTING_FILE, setting)
        try:
            return _end(json.loads(self._compiler(layout).eval(PLACES)))
        except RuntimeError:
            return None  # what is wrong is told in full where the file is made

    def _take_templates(self, folder: Path | None) -> None:
        """Read the project's own templates, anew where one was changed."""
        own = own_files(folder)
        if own != self._own:
            self._own = own
            self._folder = EngineFolder(own)
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
        explained = _explained(error, leaflet, layout)
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
            f"{_name(leaflet)}: the PDF engine refuses: {error.message}",
            hint="report this with the article",
        )

    def _text(
        self, leaflet: Leaflet, words: Words, theme: Theme, image_root: Path, contact: str
    ) -> tuple[Data, set[Language]]:
        """What the leaflet says, and the languages in which it does."""
        read = reader(leaflet, image_root)
        theme = theme_beside(tree.text_of(leaflet.publisher), theme)
        pictures = self._pictures
        pictures.clear()

        def read_lettered(source: str) -> Image:
            pictures[source] = image = _lettered(read(source), source)
            return image

        printed = PrintTree(leaflet, read_lettered, ties=True)
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
            "logo": theme.logo,
            "logo_image": image_data(_lettered(theme.logo_image, "logo_image"), theme.logo)
            if theme.logo_image
            else None,
            "body": body,
            "notes": printed.notes,
        }
        return text, printed.languages

    def _setting(
        self, leaflet: Leaflet, words: Words, theme: Theme, languages: set[Language]
    ) -> Data:
        """How it is set, but for the layout: what most leaflets of a language have in common."""
        own_words: Data = {msgid: _word(words, msgid) for msgid in self._words}
        used = languages | {words.language_of(msgid) for msgid in self._words}
        used.add(leaflet.source_language)
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


def _form(layout: Layout, sheet: Sheet, theme: Theme) -> Data:
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
        for key, value in layout.form._asdict().items()
    }
    steps_up = theme.scale / USUAL_SCALE
    form["heading_sizes"] = [
        round(size * steps_up ** (2 - level), 3)
        for level, size in enumerate(layout.form.heading_sizes)
    ]
    is_large = layout.name == "large-print"
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


def _said(compiler: typst.Compiler, label: str) -> list[Any]:
    """What stands with the label in the leaflet, in the order of the text."""
    said: list[Any] = json.loads(compiler.query(label, field="value"))
    return said


def _end(places: list[dict[str, Any]]) -> _End | None:
    """What the marks in the text say."""
    if not places or places[-1]["kind"] != "end":
        return None
    end = places[-1]
    above, height = end["above"], end["height"]  # of the text on every page
    holes = [0.0]
    for place, following in pairwise(places):
        is_apart = following["kind"] == "box" and following["page"] > place["page"]
        if place["kind"] == "before" and is_apart:
            holes.append(1 - (place["y"] - above) / height)
    feet = (place["y"] for place in places if place["kind"] == "foot")
    over = max(feet, default=0.0) - above - height
    return _End(end["page"], (end["y"] - above) / height, max(holes), over)


def _qr(address: str, language: Language) -> Data | None:
    """The leaflet's address on the web, for eyes and for phones."""
    if not address:
        return None
    link: Data = {"k": "link", "to": address, "c": list(printed_text(address, language))}
    rows = web.qr_rows(address)
    return {"link": link, "path": web.qr_path(rows), "size": len(rows) + 2 * web.QUIET_ZONE}


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


def _explained(error: typst.TypstError, leaflet: Leaflet, layout: Layout) -> ExportError | None:
    """The engine's complaint as one about the leaflet's text; None where it is about no text."""
    # Where nothing is set, every link in it is missing too: the reason is not always the first.
    too_long = _TOO_LONG.search(str(error.diagnostic))
    if too_long is not None:
        return _does_not_fit(leaflet, layout, too_long)
    twice = _TWICE.search(error.message)
    if twice is not None:
        return ExportError(
            f"{_name(leaflet)}: a link leads to '#{twice['id']}', which two headings are called",
            hint="give one of them an id of its own",
        )
    if "heading title is empty" in error.message:
        return ExportError(
            f"{_name(leaflet)}: a heading or the title of a box has no words",
            hint="write some beside its picture: bookmarks and screen readers need them",
        )
    if "depth exceeded" in error.message or "recursion limit" in error.message:
        return ExportError(
            f"{_name(leaflet)}: lists, boxes, tables or emphasis are nested too deep for paper",
            hint="take a part out of what stands around it: more than ten in one another is hard"
            " to read anyway",
        )
    missing = _NO_GLYPH.search(error.message)
    if missing is None:
        return None
    characters = _unescaped(missing["text"])
    points = " ".join(f"U+{ord(character):04X}" for character in characters)
    return ExportError(
        f"{_name(leaflet)}: no font has the character '{characters}' ({points})"
        f"{_context(leaflet, characters)}",
        hint="write it in another way, such as in words, or choose a sign that fonts have",
    )


def _picture_that_fails(
    leaflet: Leaflet, pictures: Mapping[str, Image], reason: str
) -> ExportError | None:
    """About the first picture that the engine can't draw; it does not say itself which."""
    for source, image in pictures.items():
        try:
            to_png(image)
        except ExportError as error:
            return ExportError(
                f"{_name(leaflet)}: the picture '{source}' can't be drawn: {reason}",
                hint=error.hint,
            )
    return None


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


def _too_high(leaflet: Leaflet, layout: Layout) -> ExportError:
    return ExportError(
        f"{_name(leaflet)} does not fit the {layout.name}: something in it is higher than a page",
        hint="divide the box or the row of a table that holds so much",
    )


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
