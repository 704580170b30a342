"""A Word document (DOCX) → HTML, which `html` turns into a draft; the one module with mammoth."""

from __future__ import annotations

import io
import zipfile

import mammoth

from pipeline.errors import SourceError

_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"


def to_html(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """(HTML, notes) of the document; images have no address and are left out further on.

    Raises SourceError where `data` is no DOCX file.
    """
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(lambda _image: {"src": ""}),
        )
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise SourceError(
            "this is no Word document in the DOCX format",
            path=name,
            hint="open it in a word processor and save it as .docx, not as .doc",
        ) from error
    notes = dict.fromkeys(f"Word: {message.message}" for message in result.messages)
    return f"<html><body>{result.value}</body></html>", tuple(notes)
