"""One leaflet as an EPUB 3: written here, from the leaflet's tree, the same bytes every time.

The blocks come from `print_tree`, so that no raw HTML reaches a reading system: what is written is
valid by what the templates can say, and only that. Fonts are the reader's own.
"""

from __future__ import annotations

import datetime
import hashlib
import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pipeline.language import cldr
from pipeline.leaflets import tree
from pipeline.leaflets.html import environment, word_functions
from pipeline.leaflets.images import MEDIA_TYPES, Image, read_image
from pipeline.leaflets.package import pack, require_xml
from pipeline.leaflets.print_tree import PrintTree
from pipeline.leaflets.theme import Theme
from pipeline.leaflets.typography import typography
from pipeline.leaflets.words import Words
from pipeline.model import Leaflet

PRESSABLE = ("image/svg+xml", "image/png", "image/jpeg", "image/gif")  # core types of EPUB 3.2
CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">\n'
    '<rootfiles><rootfile full-path="EPUB/package.opf"'
    ' media-type="application/oebps-package+xml"/></rootfiles>\n'
    "</container>\n"
)
PAGES = ("package.opf", "nav.xhtml", "cover.xhtml", "leaflet.xhtml", "style.css")
ENDINGS = {media_type: ending for ending, media_type in reversed(MEDIA_TYPES.items())}
_NOT_IN_URL = re.compile(r"%(?![0-9A-Fa-f]{2})")
ToPng = Callable[[Image], Image]


@dataclass(slots=True)
class Entry:
    """A line of the table of contents, with those below it."""

    name: str  # the heading's id
    title: str
    entries: list[Entry] = field(default_factory=list)


def export_epub(
    leaflet: Leaflet,
    *,
    words: Words,
    theme: Theme,
    image_root: Path,
    timestamp: int,
    to_png: ToPng,
    contact: str = "",
) -> bytes:
    """The leaflet as one EPUB 3 file; the same arguments give the same bytes.

    `image_root` is the folder of the article; `timestamp`, seconds since 1970, is when the book
    was last modified; `to_png` draws pictures of kinds that EPUB does not know. ExportError where a
    picture can't be shown or a character can't be written.
    """
    pictures: dict[str, Image] = {}
    read = partial(
        _read, pictures, partial(read_image, root=image_root, slug=leaflet.slug), to_png
    )
    printed = PrintTree(leaflet, read)
    body: list[Any] = list(printed.body())
    front = {
        name: printed.line(getattr(leaflet, name), is_title=name == "title")
        for name in ("title", "summary", "audience", "publisher")
    }
    notes: list[Any] = list(printed.notes)
    values = _values(leaflet, words, theme, timestamp) | {
        **front,
        **_numbered(body, notes),
        "body": body,
        "notes": notes,
        "contact": contact,
        "pictures": [(name, image.media_type) for name, image in sorted(pictures.items())],
        "has_alternatives": all(node["alt"] for node in _nodes(body) if node["k"] in _PICTURES),
    }
    pages = [(name, _page(name, values)) for name in PAGES]
    for _name, text in pages:
        require_xml(text, slug=leaflet.slug, language=leaflet.language.tag)
    return pack(
        [
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", CONTAINER.encode()),
            *((f"EPUB/{name}", text.encode()) for name, text in pages),
            *((f"EPUB/{name}", image.data) for name, image in sorted(pictures.items())),
        ]
    )


def identifier(leaflet: Leaflet) -> str:
    """The book's name for ever: another for every article, language and wording of the source."""
    name = f"leaflet:{leaflet.slug}:{leaflet.language}:{leaflet.digest}"
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


_PICTURES = ("figure", "image")
_PARTS = ("c", "body", "items", "title", "terms", "head")  # where nodes hold nodes


def _read(
    pictures: dict[str, Image], read: Callable[[str], Image], to_png: ToPng, source: str
) -> Image:
    """The picture that `source` names, noted among `pictures` under the name that it gets."""
    image = read(source)
    if image.media_type not in PRESSABLE:
        image = to_png(image)
    pictures[_picture_name(image.data, image.media_type)] = image
    return image


def _picture_name(data: bytes, media_type: str) -> str:
    """A name by content: a picture that is shown twice travels once."""
    return f"images/{hashlib.sha256(data).hexdigest()[:16]}{ENDINGS[media_type]}"


def _picture_address(node: Mapping[str, Any]) -> str:
    """Where the picture of a node lies in the book."""
    data = node["data"].encode() if isinstance(node["data"], str) else bytes(node["data"])
    media_type = MEDIA_TYPES[f".{node['format']}"]
    return _picture_name(data, media_type)


def _values(leaflet: Leaflet, words: Words, theme: Theme, timestamp: int) -> dict[str, Any]:
    """What every page of the book may speak of."""
    modified = datetime.datetime.fromtimestamp(timestamp, datetime.UTC)
    return {
        "language": leaflet.language,
        "dir": cldr.direction(leaflet.language),
        "identifier": identifier(leaflet),
        "modified": modified.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "title_text": tree.plain_text(leaflet.title.children),
        "summary_text": tree.plain_text(leaflet.summary.children) if leaflet.summary else "",
        "publisher_text": tree.plain_text(leaflet.publisher.children) if leaflet.publisher else "",
        "keywords": leaflet.keywords,
        "metadata": leaflet.metadata,
        "adapted": leaflet.metadata.adapted_from,
        "source_language": leaflet.source_language,
        "source_dir": cldr.direction(leaflet.source_language),
        "is_draft": leaflet.is_draft,
        "theme": theme,
        "type": typography(leaflet.language),
        **word_functions(words),
    }


def _page(name: str, values: Mapping[str, Any]) -> str:
    template = environment().get_template(f"epub/{name}.j2")
    return template.render(picture=_picture_address, address=_address, **values)


def _address(address: str) -> str:
    """The address of a link as EPUB wants it: ASCII, with nothing that a URI can't hold."""
    return quote(_NOT_IN_URL.sub("%25", address), safe="%/:?#@!$&'()*+,;=~-._")


def _numbered(body: list[Any], notes: list[Any]) -> dict[str, Any]:
    """Names for what is pointed at; names from the article may begin with a digit, XML's not."""
    contents: list[Entry] = []
    open_entries: list[tuple[int, Entry]] = []
    anchors: dict[str, str] = {}
    headings = [node for node in _nodes(body) if node["k"] == "heading"]
    for number, heading in enumerate(headings, 1):
        heading["name"] = f"part-{number}"
        anchors.setdefault(heading["id"], heading["name"])
        entry = Entry(heading["name"], _text(heading["c"]))
        while open_entries and open_entries[-1][0] >= heading["level"]:
            open_entries.pop()
        (open_entries[-1][1].entries if open_entries else contents).append(entry)
        open_entries.append((heading["level"], entry))
    boxes = [node for node in _nodes(body) if node["k"] == "box" and node["title"]]
    for number, box in enumerate(boxes, 1):
        box["name"] = f"box-{number}"
    return {"contents": contents, "anchors": anchors, "note_numbers": _linked(body, notes)}


def _linked(body: list[Any], notes: list[Any]) -> dict[str, int]:
    """Footnote → its number; every place that points at one gets a name of its own."""
    numbers = {note["id"]: number for number, note in enumerate(notes, 1)}
    seen: dict[str, int] = {}
    for node in _nodes([*body, *(block for note in notes for block in note["body"])]):
        if node["k"] == "noteref" and node["to"]:
            seen[node["to"]] = seen.get(node["to"], 0) + 1
            again = f"-{seen[node['to']]}" if seen[node["to"]] > 1 else ""
            node["name"] = f"ref-{numbers[node['to']]}{again}"
    for note in notes:
        note["is_mentioned"] = note["id"] in seen
    return numbers


def _nodes(parts: Any) -> Iterator[dict[str, Any]]:
    """Every node of kind, in reading order; rows and cells are looked through."""
    if isinstance(parts, list):
        for part in parts:
            yield from _nodes(part)
    elif isinstance(parts, dict):
        if "k" in parts:
            yield parts
        for name in _PARTS:
            yield from _nodes(parts.get(name))


def _text(parts: list[Any]) -> str:
    """What a heading says, for the table of contents; footnote numbers say nothing there."""
    said = ""
    for part in parts:
        if isinstance(part, str):
            said += part
        elif part["k"] == "br":
            said += " "
        elif part["k"] in _PICTURES:
            said += part["alt"]
        elif part["k"] != "noteref":
            said += part.get("text", "") or _text(part.get("c", []))
    return said.strip()
