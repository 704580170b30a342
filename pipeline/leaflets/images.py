"""Reading the pictures that an article shows, from its own folder and nowhere else.

A leaflet is one file: pictures travel inside it. A picture on the network, or outside the folder,
is refused, so that a build needs no network and an article can't publish other files. A picture
may have a variant for a language, told by its name.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pipeline.errors import ExportError
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


@dataclass(frozen=True, slots=True)
class Image:
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
    """The picture that the article `slug` names `source`, relative to the folder `root`.

    Where there is one for `language` ("figure.es.svg" beside "figure.svg"), that one. Raises
    ExportError where it is missing, of an unknown kind, on the network, or outside `root`
    (symbolic links are followed before that is judged).
    """
    address = urlsplit(source)
    if address.scheme or address.netloc:
        raise _refused(
            slug, source, "is not a file", "save it beside the article and name the file"
        )
    name = unquote(address.path)
    found = localized_path(root / name, language) if language else root / name
    path = found.resolve()
    if not path.is_relative_to(root.resolve()):
        raise _refused(slug, source, "lies outside its folder", "move it into the folder")
    media_type = MEDIA_TYPES.get(path.suffix.lower())
    if media_type is None:
        kinds = ", ".join(suffix.removeprefix(".") for suffix in MEDIA_TYPES)
        raise _refused(
            slug, source, "is of a kind that leaflets can't show", f"use one of: {kinds}"
        )
    try:
        return Image(media_type, path.read_bytes())
    except OSError as error:
        reason = f"can't be read ({error.strerror or error})"
        raise _refused(slug, source, reason, "check the name in the article") from error


def localized_path(path: Path, language: Language) -> Path:
    """The picture beside `path` that is meant for `language`; `path` where there is none.

    For pt-BR "figure.pt-BR.svg" is tried before "figure.pt.svg"; for zh-HK also what is written
    for zh-Hant.
    """
    han = cldr.han_variant(language)
    written = f"{language.base}-{han}" if han else ""
    for tag in dict.fromkeys((language.tag, written, language.base)):
        variant = path.with_name(f"{path.stem}.{tag}{path.suffix}")
        if tag and variant.is_file():
            return variant
    return path


def _refused(slug: str, source: str, reason: str, hint: str) -> ExportError:
    return ExportError(f"the picture '{source}' of '{slug}' {reason}", hint=hint)
