"""The files that a leaflet is offered in, and what a link to each of them is called.

Data only. A format that is not in the table is offered under its own name; what makes the files is
the exporters' business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple


class Download(NamedTuple):
    """A file beside a leaflet's page."""

    format: str  # as in `leaflets build --format`
    suffix: str  # of the file: "<slug><suffix>"
    label: str  # the name of the file format, or one of the leaflet's words
    media_type: str
    is_word: bool = False  # whether the label is translated
    for_patients: bool = True  # offered on the leaflet itself, and not in the list alone


_PDF = "application/pdf"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOWNLOADS: Mapping[str, Download] = MappingProxyType(
    {
        each.format: each
        for each in (
            Download("pdf", ".pdf", "PDF", _PDF),
            Download("large-print", ".large-print.pdf", "Large print", _PDF, is_word=True),
            Download("trifold", ".trifold.pdf", "Folded leaflet", _PDF, is_word=True),
            Download("epub", ".epub", "EPUB", "application/epub+zip"),
            Download("docx", ".docx", "DOCX", _WORD, for_patients=False),
            Download("txt", ".txt", "TXT", "text/plain", for_patients=False),
            Download("md", ".md", "Markdown", "text/markdown", for_patients=False),
        )
    }
)
PAGE = "html"  # the page itself is no download


def offers(names: Iterable[str]) -> tuple[str, ...]:
    """The formats of these files, which are named by what follows "<slug>.": "trifold.pdf"."""
    by_suffix = {each.suffix.removeprefix("."): name for name, each in DOWNLOADS.items()}
    return tuple(by_suffix.get(name, name) for name in names)


def downloads(formats: Iterable[str]) -> tuple[Download, ...]:
    """The files that are offered beside the page, in the order of the table, unknown ones last."""
    asked = dict.fromkeys(name for name in formats if name != PAGE)
    known = [each for name, each in DOWNLOADS.items() if name in asked]
    others = [
        Download(name, f".{name}", name.upper(), "application/octet-stream", for_patients=False)
        for name in asked
        if name not in DOWNLOADS
    ]
    return (*known, *others)
