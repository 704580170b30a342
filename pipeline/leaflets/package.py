"""A zip file that is the same on every machine: what EPUB and DOCX are packed in.

Nothing is compressed: what deflate makes of the same bytes depends on the zlib at hand, and a
leaflet is small. No clock, no owner, no order but the one that is given.
"""

from __future__ import annotations

import io
import re
import uuid
from collections.abc import Iterable
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from pipeline.errors import ExportError
from pipeline.model import Leaflet

# What XML 1.0 can't hold, not even escaped (Char, production 2).
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OLDEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file knows
_REGULAR_FILE = 0o100644 << 16
_UNIX = 3


def pack(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The files, each a name and its bytes, as a zip file in this order."""
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        for name, content in files:
            entry = ZipInfo(name, _OLDEST)
            entry.create_system = _UNIX
            entry.external_attr = _REGULAR_FILE
            archive.writestr(entry, content)
    return packed.getvalue()


def identifier(leaflet: Leaflet) -> str:
    """A name for ever: another for every article, language and wording of the source."""
    name = f"leaflet:{leaflet.slug}:{leaflet.language}:{leaflet.digest}"
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def require_xml(text: str, leaflet: Leaflet) -> None:
    """ExportError where the text holds a character that no XML file can hold."""
    found = _NOT_XML.search(text)
    if found is None:
        return
    around = _NOT_XML.sub("�", text[max(found.start() - 30, 0) : found.end() + 30])
    raise ExportError(
        f"leaflet '{leaflet.slug}' in {leaflet.language}: U+{ord(found[0]):04X} can't stand in a"
        f" document, in '{' '.join(around.split())}'",
        hint="delete it: it is a control character that nobody sees",
    )
