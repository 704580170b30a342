"""One leaflet as an EPUB 3: written here, from the leaflet's tree, the same bytes every time.

What is written is valid by what `flow` can hold and the templates can say: no raw HTML of an
article reaches a reading system. Fonts are the reader's own.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

from pipeline.errors import ExportError
from pipeline.language import cldr
from pipeline.leaflets import pages, tree
from pipeline.leaflets.flow import Flow, Picture, everything, outline, plain
from pipeline.leaflets.flow_reader import make_flow
from pipeline.leaflets.html import text_markup, word_functions
from pipeline.leaflets.images import MEDIA_TYPES, Image, drawing
from pipeline.leaflets.package import identifier, pack, require_xml
from pipeline.leaflets.theme import Theme, theme_beside
from pipeline.leaflets.typography import typography
from pipeline.leaflets.words import Words
from pipeline.model import Leaflet

CORE_TYPES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif")  # of EPUB 3.2
PAGES = ("package.opf", "nav.xhtml", "cover.xhtml", "leaflet.xhtml", "style.css")
CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">\n'
    '<rootfiles><rootfile full-path="EPUB/package.opf"'
    ' media-type="application/oebps-package+xml"/></rootfiles>\n'
    "</container>\n"
)
_ENDINGS = {media_type: ending for ending, media_type in reversed(MEDIA_TYPES.items())}
_XHTML = "{http://www.w3.org/1999/xhtml}"
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(slots=True)
class Entry:
    """A line of the table of contents, with those below it."""

    name: str  # the heading's
    title: str
    entries: list[Entry] = field(default_factory=list)


def export_epub(
    leaflet: Leaflet,
    *,
    words: Words,
    theme: Theme,
    read_image: Callable[[str], Image],
    to_png: Callable[[Image], Image],
    timestamp: int,
    contact: str = "",
    cover: Image | None = None,
) -> bytes:
    """The leaflet as one EPUB 3 file; the same arguments give the same bytes.

    `cover` is what a reading system shows on its shelf; `to_png` draws pictures of kinds that EPUB
    does not know; `timestamp`, seconds since 1970, is when the book was last modified. ExportError
    where a picture can't be shown or a character can't be written.
    """
    read = drawing(read_image, to_png, kinds=CORE_TYPES)
    flow = make_flow(leaflet, words=words, read_image=read, contact=contact)
    pictures = [node for node in everything(flow) if isinstance(node, Picture)]
    images = {_picture_name(picture.image): picture.image for picture in pictures}
    theme = theme_beside(tree.text_of(leaflet.publisher), theme)
    logo = theme.logo_image
    if logo is not None:
        logo = logo if logo.media_type in CORE_TYPES else to_png(logo)
        images[_picture_name(logo)] = logo
    shown = dict(images)
    if cover is not None:
        images[_picture_name(cover)] = cover
    values = _values(leaflet, flow, words, timestamp) | {
        "logo": logo,
        "shown": shown,
        "cover_name": _picture_name(cover) if cover is not None else "",
        "images": [(name, image.media_type) for name, image in sorted(images.items())],
        "has_alternatives": all(picture.alt for picture in pictures),
    }
    texts = [(f"EPUB/{name}", _page(name, theme, values)) for name in PAGES]
    for _name, text in texts:
        require_xml(text, leaflet)
    if theme.templates is not None:
        _require_book(dict(texts), theme.templates)
    return pack(
        [
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", CONTAINER.encode()),
            *((name, text.encode()) for name, text in texts),
            *((f"EPUB/{name}", image.data) for name, image in sorted(images.items())),
        ]
    )


def _require_book(texts: Mapping[str, str], own: Path) -> None:
    """ExportError where the project's templates in `own` make what no reading system can open.

    That ours don't is known by what `flow` can hold.
    """
    trees = {}
    for path, text in texts.items():
        name = path.removeprefix("EPUB/")
        if name.endswith(".css"):
            continue
        try:
            trees[name] = ElementTree.fromstring(text)
        except ElementTree.ParseError as error:
            line, _ = error.position
            reason = str(error).partition(":")[0]
            raise _no_book(name, own, f"is no XML: {reason} in '{_line(text, line)}'") from error
        tag = trees[name].tag.rpartition("}")[2]
        if tag != (wanted := "package" if name.endswith(".opf") else "html"):
            raise _no_book(name, own, f"is <{tag}> and not <{wanted}>")
    ids = {name: {each.get("id") for each in page.iter()} for name, page in trees.items()}
    for name, page in trees.items():
        for element in page.iter(f"{_XHTML}a"):
            target, mark, place = element.get("href", "").partition("#")
            if mark and (target or name) in ids and place not in ids[target or name]:
                said = f"has a link to '#{place}', which {target or name} does not have"
                raise _no_book(name, own, said)


def _no_book(page: str, own: Path, reason: str) -> ExportError:
    """About the template of the project that makes this page, or that the page is made with."""
    names = (f"epub/{page}.j2", "epub/leaflet.xhtml.j2", "epub/inline.j2")
    name = next((name for name in names if (own / name).is_file()), names[0])
    return ExportError(
        f"broken template: the page that it makes {reason}",
        path=f"{own.name}/{name}",
        hint=pages.BROKEN_HINT,
    )


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[min(number, len(lines)) - 1].strip()[:60]


def _picture_name(image: Image) -> str:
    """A name by content: a picture that is shown twice travels once."""
    return f"images/{hashlib.sha256(image.data).hexdigest()[:16]}{_ENDINGS[image.media_type]}"


def _values(leaflet: Leaflet, flow: Flow, words: Words, timestamp: int) -> dict[str, Any]:
    """What every page of the book may speak of."""
    modified = datetime.datetime.fromtimestamp(timestamp, datetime.UTC)
    return {
        "language": leaflet.language,
        "dir": cldr.direction(leaflet.language),
        "identifier": identifier(leaflet),
        "modified": modified.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "flow": flow,
        "title": plain(flow.title.parts),
        "contents": _contents(flow),
        "keywords": leaflet.keywords,
        "metadata": leaflet.metadata,
        "is_draft": leaflet.is_draft,
        "type": typography(leaflet.language),
        **word_functions(words),
    }


def _page(name: str, theme: Theme, values: Mapping[str, Any]) -> str:
    return pages.render(
        f"epub/{name}.j2",
        theme,
        picture=_picture_name,
        address=_address,
        plain=plain,
        page_text=partial(text_markup, language=values["language"]),
        **values,
    )


def _address(address: str) -> str:
    """The address of a link as EPUB wants it: ASCII, with nothing that a URI can't hold."""
    return quote(_LONE_PERCENT.sub("%25", address), safe="%/:?#@!$&'()*+,;=~-._")


def _contents(flow: Flow) -> list[Entry]:
    """The table of contents, nested as the headings are."""
    top: list[Entry] = []
    above: list[tuple[int, Entry]] = []
    for heading in outline(flow):
        entry = Entry(heading.name, " ".join(plain(heading.text.parts).split()))
        while above and above[-1][0] >= heading.level:
            above.pop()
        (above[-1][1].entries if above else top).append(entry)
        above.append((heading.level, entry))
    return top
