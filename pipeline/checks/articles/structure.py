"""Checks of how an article is built: headings, pictures, links, footnotes, tables.

They look at the page that Python-Markdown makes of it, so that code is code and raw HTML is HTML.
Files that links lead to are no business of this module: see `relative_links`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from pipeline.checks.articles.page import DRAWN, Page, Place, line_of, segments_of, text_of
from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.wording import excerpt
from pipeline.language.inline import without_code
from pipeline.language.patterns import lazy
from pipeline.language.style import vague_links
from pipeline.model import Document, Element, Inline, Raw, Sentence, Severity

__all__ = ["RelativeLink", "relative_links"]

_HEADING = re.compile(r"h([1-6])")
_FOOTNOTE_MARK = re.compile(r"\[\^([^\]\n]+)\]")
_SCHEME = lazy(r"[a-z][a-z0-9+.-]*:|//|/", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"^\s*\{:?\s*[#.][^{}]*\}\s*$")  # with no words before it, it is shown
_EDGES = " \t\n\u00a0.,:;!?…»›>→()[]。，、！？"
# An address only begun: "https://", "tel:". "mailto:?subject=…" asks whom to write to.
_NOWHERE = lazy(
    r"\s*|https?:(?!//[^/?#]*\w).*|mailto:(?!\?)(?:[^@]*|@.*|.*@)|tel:\D*", re.IGNORECASE
)
TITLE_LEVEL = 1  # the article's title, above its body
TOP = frozenset({"", "top"})  # fragments that lead to the top of any page


# --------------------------------------------------------------------------------------- headings
@check(
    "heading-order",
    Scope.ARTICLE,
    Severity.WARNING,
    examples=(
        Passes("## Rest\n\n### At night\n\n## Walk", "", "en"),
        Passes("## راحة\n\n```\n#### كود\n```", "", "ar"),
        Passes("Rest.", "", "en"),
        Fires("## Rest\n\n#### At night", "", "en", "level 4 follows one of level 2"),
        Fires("### 休息", "", "zh-Hans", "level 3"),
        Fires("# Ruhe\n\n## Nachts", "", "de", "level 1"),
    ),
)
def heading_order(document: Document, _context: Context) -> Iterator[Problem]:
    """A heading is more than one level below the heading before it, or as high as the title.

    Who hears a leaflet finds the way by its headings; a gap looks as if a part were missing. The
    title is of the first level, so that the highest headings of the text are of the second.
    """
    page, level = Page.of(document), TITLE_LEVEL
    for place in page.places:
        match = _HEADING.fullmatch(place.element.tag)
        if match is None:
            continue
        above, level = level, int(match[1])
        if TITLE_LEVEL < level <= above + 1:
            continue
        heading = excerpt(text_of(place.element))
        if level == TITLE_LEVEL:
            message = f"the heading {heading} is of level 1, as only the title may be"
        elif above == TITLE_LEVEL:
            message = f"the first heading below the title, {heading}, is of level {level}"
        else:
            message = f"the heading {heading} of level {level} follows one of level {above}"
        wanted = max(min(level, above + 1), TITLE_LEVEL + 1)
        own = next(segments_of(place.element), None)
        yield Problem(
            message,
            hint=f"make it a heading of level {wanted}: {'#' * wanted}",
            line=line_of(document, own)
            if own is not None
            else page.line(place.segment, rf"^[\s>]*#{{{level}}}(?!#)|<h{level}\b"),
        )


@check(
    "heading-empty",
    Scope.ARTICLE,
    Severity.ERROR,
    examples=(
        Passes("## Rest", "", "en"),
        Passes("## ![Rest](rest.svg)", "", "en"),
        Fires("Rest.\n\n## {#rest}\n\nWalk.", "", "en", "level 2"),
        Fires("<h3></h3>\n\nReposo.", "", "es", "level 3"),
    ),
)
def heading_empty(document: Document, _context: Context) -> Iterator[Problem]:
    """A heading has no words.

    A screen reader announces a heading and then says nothing; the text below it has no name.
    """
    page = Page.of(document)
    for place in page.places:
        match = _HEADING.fullmatch(place.element.tag)
        if place.is_open or match is None:
            continue
        if not _ATTRIBUTES.sub("", text_of(place.element)).strip():
            level = int(match[1])
            empty = rf"^[\s>]*#{{{level}}}\s*#*\s*(?:\{{[^{{}}]*\}}\s*)?$|<h{level}\b[^<>]*>\s*</h"
            yield Problem(
                f"a heading of level {level} without words",
                hint="write the heading, or delete it",
                line=page.line(place.segment, empty),
            )


@check(
    "anchor-duplicated",
    Scope.ARTICLE,
    Severity.ERROR,
    examples=(
        Passes("## Rest\n\n## Rest", "", "en"),
        Passes("## Ruhe {#a}\n\n## Gehen {#b}", "", "de"),
        Fires("## Rest {#a}\n\nWalk.\n\n## Walk {#a}", "", "en", "'#a'"),
        Fires('## 休息 {#rest}\n\n<p id="rest">走路</p>', "", "zh-Hans", "'#rest'"),
    ),
)
def anchor_duplicated(document: Document, _context: Context) -> Iterator[Problem]:
    """Two places of the article have the same id.

    A link leads to the first of them only, so that a reader of the other ends up somewhere else.
    """
    page, seen = Page.of(document), set[str]()
    for identifier, place in page.ids():
        if identifier in seen and place.element.get("id") == identifier:
            wanted = re.escape(identifier)
            yield Problem(
                f"the id {excerpt('#' + identifier)} stands for a second place",
                hint="give this one an id of its own",
                line=page.line(place.segment, rf"[#\"'=]{wanted}\b"),
            )
        seen.add(identifier)


# --------------------------------------------------------------------------------------- pictures
@check(
    "alternative-text-missing",
    Scope.ARTICLE,
    Severity.WARNING,
    examples=(
        Passes("![A herniated disc](disc.svg)", "", "en"),
        Passes('<img src="line.svg" alt="">', "", "en"),
        Passes("`![](disc.svg)`", "", "en"),
        Fires("Rest.\n\n![](disc.svg)", "", "en", "'disc.svg'"),
        Fires('<p>راحة <img src="disc.svg"></p>', "", "ar", "'disc.svg'"),
        Passes("![Disc](disc.svg) ![Disc 2 of 5](disc-2.svg) ![X-ray](X-ray.png)", "", "en"),
        Fires("![IMG_1234](knee.jpg)", "", "en", "'IMG_1234'"),
        Fires("![knee_side_2](images/knee_side_2.jpg)", "", "en", "'knee_side_2'"),
        Fires("![膝.png](a.png)", "", "ja", "'膝.png'"),
    ),
)
def alternative_text_missing(document: Document, _context: Context) -> Iterator[Problem]:
    """A picture has no description, or the name of a file for one.

    Whoever can't see it, or prints without pictures, misses what it shows. A picture that is mere
    ornament is raw HTML with an empty description: `<img src="line.svg" alt="">`.
    """
    if "![" not in document.article.body and "<img" not in document.article.body:
        return
    page = Page.of(document)
    for place in page.named("img"):
        image = place.element
        is_ornament = place.is_raw and any(name == "alt" for name, _ in image.attributes)
        said, source = text_of(image).strip(), image.get("src")
        if not said and (is_ornament or image.get("role") in ("none", "presentation")):
            continue
        if said and not _is_file_name(said, source):
            continue
        yield Problem(
            f"the description {excerpt(said)} of a picture is the name of a file"
            if said
            else f"the picture {excerpt(source)} has no description",
            hint="write between the brackets what it shows: ![Side view of the spine](…)",
            line=page.line(place.segment, re.escape(source)),
        )


# As programs and cameras name files: an ending, "IMG_1234", "knee_side_2" of knee_side_2.jpg.
_FILE_ENDING = lazy(r"\.(?:svg|png|jpe?g|gif|webp|heic|tiff?|bmp)$", re.IGNORECASE)
_CAMERA = lazy(r"[A-Z]{3,4}[_-]?\d{3,}(?:[_-]\w+)*")


def _is_file_name(said: str, source: str) -> bool:
    if _FILE_ENDING.search(said) or _CAMERA.fullmatch(said):
        return True
    stem = _FILE_ENDING.sub("", unquote(source).rpartition("/")[2])
    return said == stem and "_" in said


# ------------------------------------------------------------------------------------------ links
@check(
    "link-text-empty",
    Scope.ARTICLE,
    Severity.ERROR,
    examples=(
        Passes("[The leaflet](a.html)", "", "en"),
        Passes("[![The leaflet](a.svg)](a.html)", "", "en"),
        Passes("`[](a.html)`", "", "en"),
        Fires("Rest.\n\nSee [](a.html).", "", "en", "'a.html'"),
        Fires("看 [ ](a.html)。", "", "zh-Hans", "'a.html'"),
        Fires("See [![](a.svg)](a.html).", "", "en", "'a.html'"),
    ),
)
def link_text_empty(document: Document, _context: Context) -> Iterator[Problem]:
    """A link has no text.

    It can be neither seen nor tapped, and a screen reader says an address letter by letter.
    """
    page = Page.of(document)
    for place, address in _links(page):
        if not (text_of(place.element).strip() or place.is_open or _is_drawn(place.element)):
            yield Problem(
                f"the link to {excerpt(address)} has no text",
                hint="write between the brackets where it leads",
                line=page.line(place.segment, _address_pattern(address)),
            )


@check(
    "link-text-vague",
    Scope.ARTICLE,
    Severity.WARNING,
    examples=(
        Passes("Read [how to sit](sit.html) here.", "", "en"),
        Passes("Leer [más sobre la espalda](a.html).", "", "es"),
        Fires("Rest.\n\nClick [here](sit.html).", "", "en", "'here'"),
        Fires("[Mehr lesen …](sit.html)", "", "de", "'Mehr lesen …'"),
        Fires("请[点击这里](sit.html)。", "", "zh-Hans", "'点击这里'"),
        Fires("[هنا](sit.html)", "", "ar", "'هنا'"),
    ),
)
def link_text_vague(document: Document, context: Context) -> Iterator[Problem]:
    """The text of a link does not say where the link leads.

    Who hears the page jumps from link to link and hears "here, here, here"; on paper the word leads
    nowhere at all.
    """
    vague = vague_links(context.language)
    page = Page.of(document)
    for place, address in _links(page) if vague else ():
        text = " ".join(text_of(place.element).split())
        if text.strip(_EDGES).lower() in vague:
            yield Problem(
                f"the link text {excerpt(text)} does not say where the link leads",
                hint="name what is there: [exercises for the back](…)",
                line=page.line(place.segment, _address_pattern(address)),
            )


@check(
    "dead-link",
    Scope.ARTICLE,
    Severity.ERROR,
    examples=(
        Passes("[Rest](#rest)\n\n## Rest", "", "en"),
        Passes("[Rest](#a)\n\n## Rest {#a}", "", "en"),
        Passes("[Top](#top) and `[x](#nowhere)`", "", "en"),
        Passes('[Ruhe](#r)\n\n<a name="r"></a>Ruhe', "", "de"),
        Passes("Rest.[^1]\n\n[^1]: Often.", "", "en"),
        Fires("Walk.\n\n[Rest](#rset)\n\n## Rest", "", "en", "'#rset'"),
        Fires("[休息](#休息)\n\n## 走路", "", "zh-Hans", "'#休息'"),
        Passes(
            "[Call](tel:+441234) [us](https://clinic.org) <a@b.org> [all](mailto:?a=b)", "", "en"
        ),
        Fires("Call [the ward](tel:).", "", "en", "'tel:' of the link 'the ward'"),
        Fires("Lea [nuestra página](https://).", "", "es", "'https://'"),
        Fires("See [our page]().", "", "en", "no address"),
    ),
)
def dead_link(document: Document, _context: Context) -> Iterator[Problem]:
    """A link leads nowhere, or to a place of this article that is not there.

    The patient taps it and nothing happens: what was promised, how to sit or when to get help, is
    not found. Whether a page on the web is there is not looked at.
    """
    page = Page.of(document)
    known: set[str] | None = None
    for place, address in _links(page):
        if _NOWHERE.fullmatch(address):
            link = f"the link {excerpt(text_of(place.element))}"
            yield Problem(
                f"the address {excerpt(address)} of {link} leads nowhere"
                if address.strip()
                else f"{link} has no address",
                hint="write the whole of it: https://…, tel:+44…, mailto:…@…, or another leaflet's "
                "(knee.html)",
                line=page.line(place.segment, _address_pattern(address)),
            )
        if not address.startswith("#") or place.element.get("class") == "footnote-backref":
            continue
        known = known if known is not None else {name for name, _ in page.ids()}
        if address[1:] in known or unquote(address[1:]) in known | TOP:
            continue
        yield Problem(
            f"no place of the article has the id {excerpt(address)}",
            hint="write the id behind the heading that is meant: ## Heading {#id}",
            line=page.line(place.segment, _address_pattern(address)),
        )


def _is_drawn(element: Element) -> bool:
    """Whether there is a drawing in it, whose words are not read here."""
    return any(
        isinstance(child, Element) and (child.tag in DRAWN or _is_drawn(child))
        for child in element.children
    )


def _links(page: Page) -> Iterator[tuple[Place, str]]:
    """The links of the article's own text with their addresses."""
    for place in page.named("a"):
        if any(name == "href" for name, _ in place.element.attributes):
            yield place, place.element.get("href")


def _address_pattern(address: str) -> str:
    return rf"[(\"'=<:]\s*{re.escape(address)}"


class RelativeLink(NamedTuple):
    """A link to another file of the project."""

    path: str  # as written, percent signs resolved: "../exercises.md"
    fragment: str  # behind "#", or ""
    line: int  # 1-based, in the article's file


def relative_links(document: Document) -> tuple[RelativeLink, ...]:
    """The links to other files, for a stage that can see whether they are there."""
    page = Page.of(document)
    found = []
    for place, address in _links(page):
        if _SCHEME.match(address) or address.startswith(("#", "?")) or not address:
            continue
        path, _, fragment = address.partition("#")
        line = page.line(place.segment, _address_pattern(address))
        found.append(RelativeLink(unquote(path.partition("?")[0]), unquote(fragment), line))
    return tuple(found)


def ids(document: Document) -> tuple[str, ...]:
    """The places of the article that links from elsewhere can lead to."""
    names = dict.fromkeys(name for name, _ in Page.of(document).ids())
    return tuple(name for name in names if not name.startswith("fnref:"))


# -------------------------------------------------------------------------------------- footnotes
@check(
    "footnote-undefined",
    Scope.ARTICLE,
    Severity.ERROR,
    examples=(
        Passes("Rest.[^1]\n\n[^1]: At night.", "", "en"),
        Passes(r"Write `[^1]` or \[^1].", "", "en"),
        Fires("Walk.\n\nRest.[^2]\n\n[^1]: At night.", "", "en", "'[^2]'"),
        Fires("休息。[^注]", "", "zh-Hans", "'[^注]'"),
    ),
)
def footnote_undefined(document: Document, _context: Context) -> Iterator[Problem]:
    """A footnote mark has no footnote.

    The patient sees "[^2]" in the text, and what it should have said, perhaps a warning, nowhere.
    """
    if "[^" not in document.article.body:
        return
    page, seen = Page.of(document), set[str]()
    for text, segment in page.texts:
        if "[^" not in text:
            continue
        for label in _FOOTNOTE_MARK.findall(text):
            mark = rf"(?<!\\)\[\^{re.escape(label)}\]"
            typed = "" if segment is None else document.segments[segment].key.msgid
            if label in seen or not re.search(mark, without_code(typed)):
                continue  # told already, or written as text with a backslash
            seen.add(label)
            yield Problem(
                f"there is no footnote {excerpt(f'[^{label}]')}",
                hint=f"write it on a line of its own: [^{label}]: …",
                line=page.line(segment, mark),
            )


@check(
    "footnote-unused",
    Scope.ARTICLE,
    Severity.WARNING,
    examples=(
        Passes("Rest.[^1]\n\n[^1]: At night.", "", "en"),
        Fires("Rest.[^1]\n\n[^1]: At night.\n[^2]: By day.", "", "en", "'[^2]'"),
        Fires("راحة.\n\n[^أ]: ليلا.", "", "ar", "'[^أ]'"),
    ),
)
def footnote_unused(document: Document, _context: Context) -> Iterator[Problem]:
    """No text refers to a footnote.

    It stands below the leaflet all the same, and nobody knows which sentence it limits.
    """
    if "[^" not in document.article.body:
        return
    page = Page.of(document)
    notes = [place for place in page.named("li") if place.element.get("id").startswith("fn:")]
    if not notes:
        return
    used = {place.element.get("href") for place in page.named("a") if _is_reference(place)}
    for place in notes:
        label = place.element.get("id").removeprefix("fn:")
        if f"#fn:{label}" not in used:
            yield Problem(
                f"nothing refers to the footnote {excerpt(f'[^{label}]')}",
                hint="put its mark behind the sentence that it belongs to, or delete it",
                line=page.line(None, rf"^\s*\[\^{re.escape(label)}\]:"),
            )


def _is_reference(place: Place) -> bool:
    return place.element.get("class") == "footnote-ref"


# ----------------------------------------------------------------------------------------- tables
@check(
    "table-header-missing",
    Scope.ARTICLE,
    Severity.WARNING,
    examples=(
        Passes("| Cause | Help |\n| --- | --- |\n| Worry | Talk |", "", "en"),
        Passes("|  | Morning |\n| --- | --- |\n| Tablets | 1 |", "", "en"),
        Passes('<table role="presentation"><tr><td>Rest</td></tr></table>', "", "en"),
        Fires("Rest:\n\n|  |  |\n| --- | --- |\n| Tablets | 1 |", "", "en", "no header"),
        Fires("<table><tr><td>薬</td><td>1錠</td></tr></table>", "", "ja", "no header"),
    ),
)
def table_header_missing(document: Document, _context: Context) -> Iterator[Problem]:
    """A table has no header cells with words.

    A screen reader says them with every cell; without them "1, 0, 1" tells nobody that the tablet
    is for morning and evening.
    """
    if "|" not in document.article.body and "<table" not in document.article.body:
        return
    page = Page.of(document)
    for place in page.named("table"):
        if place.is_open or place.element.get("role") in ("none", "presentation"):
            continue
        if any(text_of(cell).strip() for cell in _cells(place.element)):
            continue
        yield Problem(
            "the table has no header cell with words",
            hint="write into its first row what each column holds",
            line=page.line(place.before, r"<table\b") if place.is_raw else page.top(place, "|"),
        )


def _cells(element: Element) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element | Inline | Raw | Sentence):
            if isinstance(child, Element) and child.tag == "th":
                yield child
            elif isinstance(child, Element):
                yield from _cells(child)
