"""Reading the pictures that an article shows, from its own folder and nowhere else.

A leaflet is one file: pictures travel inside it. A picture on the network, or outside the folder,
is refused, so that a build needs no network and an article can't publish other files. A picture
may have a variant for a language, told by its name.
"""

from __future__ import annotations

import base64
import codecs
import os
import re
from collections.abc import Callable, Collection
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import ExportError
from pipeline.files import named, path_of
from pipeline.language import cldr
from pipeline.model import Language, Leaflet

MEDIA_TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
DEEPEST = 200  # parts of a drawing in one another
# The first line of XML, and the encoding that it names.
_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]*\?>\s*")
_DECLARED = re.compile(rb"\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"'](?P<name>[A-Za-z0-9._-]+)")
_LENGTH = re.compile(r"\s*([-+]?(?:\d+\.?\d*|\.\d+))\s*[a-z%]*", re.IGNORECASE)
_SHOWING = tuple(f"{{http://www.w3.org/2000/svg}}{tag}" for tag in ("image", "use", "feImage"))
_XLINK = "{http://www.w3.org/1999/xlink}href"
HEAD = 1 << 14  # bytes that tell what a picture is
_NAMES = {
    "image/svg+xml": "SVG",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/gif": "GIF",
    "image/webp": "WebP",
}
_BEGINNINGS = {
    "image/png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "image/jpeg": re.compile(rb"\xff\xd8\xff"),
    "image/gif": re.compile(rb"GIF8[79]a"),
    "image/webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    # Without the name of its language no browser draws it.
    "image/svg+xml": re.compile(
        rb"(?=.*?<(?:[\w.-]+:)?svg[\s/>])(?=.*?http://www\.w3\.org/2000/svg)", re.DOTALL
    ),
}


class Image(NamedTuple):
    """A picture's bytes and what they are."""

    media_type: str
    data: bytes

    @property
    def format(self) -> str:
        """The name of the format as Typst has it: "svg", "png", "jpg", "gif", "webp"."""
        return {"image/svg+xml": "svg", "image/jpeg": "jpg"}.get(
            self.media_type, self.media_type.removeprefix("image/")
        )

    @property
    def data_uri(self) -> str:
        """The whole picture as an address (RFC 2397)."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.data).decode('ascii')}"


def reader(leaflet: Leaflet, root: Path) -> Callable[[str], Image]:
    """What reads the pictures of a leaflet, whose article lies in `root`, in its language.

    A drawing with labels of its own language ("figure.es.svg") is shown as it is; the labels of
    any other are those of the leaflet.
    """

    def read(source: str) -> Image:
        slug, language = leaflet.slug, leaflet.language
        image = read_image(source, root=root, slug=slug, language=language)
        shown = leaflet.labels.get(source, ())
        if not any(text is not None for text in shown):
            return image
        if image.data != read_image(source, root=root, slug=slug).data:
            return image
        from pipeline.source import pictures  # with the parser of articles

        data = pictures.labelled(
            image.data, shown, language=language, source=leaflet.source_language
        )
        if data is None:
            hint = f"keep the tags of its labels as they are (catalog '{slug}', '{language}')"
            raise _refused(slug, source, f"would be no SVG any more in {language}", hint)
        return Image(image.media_type, data)

    return read


def read_image(source: str, *, root: Path, slug: str, language: Language | None = None) -> Image:
    """The picture that the article `slug` names `source`; see `image_path`."""
    path = image_path(source, root=root, slug=slug, language=language)
    shown = _name_in(source, path)
    data = _read(path, shown, slug)
    _refuse_another_kind(path, data, shown, slug)
    media_type = MEDIA_TYPES[path.suffix.lower()]
    return Image(media_type, _in_utf8(data) if media_type == "image/svg+xml" else data)


def look_at(path: Path, source: str, *, slug: str) -> None:
    """Raises ExportError where `read_image` would refuse what lies at `path`.

    Reads its head, and of a drawing all.
    """
    length = -1 if path.suffix.lower() == ".svg" else HEAD
    _refuse_another_kind(path, _read(path, source, slug, length=length), source, slug)


def _name_in(source: str, path: Path) -> str:
    """The address of what is read where the article says `source`: also of that for a language."""
    folder, slash, name = source.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    is_variant = path.name.startswith(f"{stem}.") and path.name.endswith(f"{dot}{ending}")
    return f"{folder}{slash}{path.name}" if is_variant else source


def _read(path: Path, source: str, slug: str, *, length: int = -1) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(length)
    except OSError as error:
        reason = f"can't be read ({error.strerror or error})"
        raise _refused(slug, source, reason, "check its name") from error


def _refuse_another_kind(path: Path, data: bytes, source: str, slug: str) -> None:
    """A browser shows nothing then, an EPUB is not valid, and the PDF engine stops."""
    suffix = path.suffix.lower()
    head = data[:HEAD].replace(b"\0", b"") if suffix == ".svg" else data  # it may be UTF-16
    if not _BEGINNINGS[MEDIA_TYPES[suffix]].match(head):
        kind = _NAMES[MEDIA_TYPES[suffix]]
        hint = "save it anew in the program that it was made with, under the name of its kind"
        raise _refused(slug, source, f"is no {kind}, as its name says", hint)
    if suffix != ".svg":
        return
    if mistake := _mistake_in(data):
        hint = "mend it there, or save it anew in the program that it was drawn with"
        raise _refused(slug, source, f"can't be drawn: {mistake}", hint)
    if linked := _linked_in(data):
        hint = "embed it there in the program that it was drawn with, or save all of it as a PNG"
        raise _refused(slug, source, f"only links to '{linked}', which no leaflet can show", hint)


@lru_cache(maxsize=32)  # read again for each language
def _mistake_in(drawing: bytes) -> str:
    """What makes the drawing no XML or no size, so that no program shows it; else ""."""
    from xml.etree import ElementTree

    try:
        root = ElementTree.fromstring(_in_utf8(drawing))
    except ElementTree.ParseError as error:
        line, column = error.position
        reason = str(error).partition(":")[0]
        return f"{reason} in line {line}, column {column + 1}"
    except LookupError as error:
        return str(error)
    except UnicodeError as error:
        return f"it is not written in {error.args[0]}, as it says"
    for side in ("width", "height"):
        length = _LENGTH.match(root.get(side, ""))
        if length and float(length[1]) <= 0:
            return f"its {side} is {length[0].strip()}"
    level, depth = [root], 0
    while level:
        level, depth = [child for element in level for child in element], depth + 1
    return f"its parts are nested more than {DEEPEST} deep" if depth > DEEPEST else ""


@lru_cache(maxsize=32)
def _linked_in(drawing: bytes) -> str:
    """The first file outside of the drawing that it shows a picture or a part of; "" for none.

    A browser leaves a hole there, as the drawing stands in the page, and the PDF engine stops.
    """
    if b"href" not in drawing:
        return ""
    from xml.etree import ElementTree

    for element in ElementTree.fromstring(_in_utf8(drawing)).iter():
        if element.tag in _SHOWING:
            address = (element.get("href") or element.get(_XLINK) or "").strip()
            if address and not address.startswith(("#", "data:")):
                return address
    return ""


def _in_utf8(drawing: bytes) -> bytes:
    """The drawing in UTF-8, which all that show it can read; older programs write UTF-16.

    Raises LookupError or UnicodeError where its encoding is not what it says.
    """
    declared = _DECLARED.match(drawing)
    encoding = declared["name"].decode("ascii").lower() if declared else "utf-8"
    if drawing.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    if encoding in ("utf-8", "utf8", "us-ascii", "ascii"):
        return drawing
    text = drawing.decode(encoding)
    return _DECLARATION.sub("", text, count=1).encode()


def image_path(source: str, *, root: Path, slug: str, language: Language | None = None) -> Path:
    """Where the picture lies, or should, that the article names, relative to the folder `root`.

    Where there is one for `language` ("figure.es.svg" beside "figure.svg"), that one. Raises
    ExportError where it is of an unknown kind, on the network, or outside `root` (symbolic links
    are followed before that is judged).
    """
    name = path_of(source)
    if name is None:
        raise _refused(
            slug, source, "is not a file", "save it beside the article and name the file"
        )
    found = named(root, name)
    found = localized_path(found, language) if language else found
    path = Path(os.path.realpath(found))  # of a circle of links `resolve` makes an error of its own
    if not path.is_relative_to(root.resolve()):
        inner = name.lstrip("/")
        hint = f"take the / before it away: {inner}" if inner != name else "move it into the folder"
        raise _refused(slug, source, "lies outside its folder", hint)
    if path.suffix.lower() not in MEDIA_TYPES:
        kinds = ", ".join(suffix.removeprefix(".") for suffix in MEDIA_TYPES)
        raise _refused(
            slug, source, "is of a kind that leaflets can't show", f"use one of: {kinds}"
        )
    return path


def localized_path(path: Path, language: Language) -> Path:
    """The picture beside `path` that is meant for `language`; `path` where there is none.

    For pt-BR "figure.pt-BR.svg" is tried before "figure.pt.svg"; for zh-HK also what is written
    for zh-Hant.
    """
    han = cldr.han_variant(language)
    written = f"{language.base}-{han}" if han else ""
    for tag in dict.fromkeys((language.tag, written, language.base)):
        variant = path.with_name(f"{path.stem}.{tag}{path.suffix}")
        if tag and os.path.isfile(variant):  # False, too, for a name that is too long for a file
            return variant
    return path


def _refused(slug: str, source: str, reason: str, hint: str) -> ExportError:
    return ExportError(f"the picture '{source}' of '{slug}' {reason}", hint=hint)


def drawing(
    read_image: Callable[[str], Image], to_png: Callable[[Image], Image], *, kinds: Collection[str]
) -> Callable[[str], Image]:
    """`read_image` for a document that holds pictures of these media types only."""

    def read(source: str) -> Image:
        image = read_image(source)
        if image.media_type in kinds:
            return image
        try:
            return to_png(image)
        except ExportError as error:
            message = f"the picture '{source}' can't be drawn: {error.message}"
            raise ExportError(message, hint=error.hint) from error

    return read
