"""Which pictures an article may show, told without parsing it.

Rather too many than too few: the article is searched for words that end like a picture's name, and
every picture of that name, in whatever folder and for whatever language, is taken to be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple, Self
from unicodedata import normalize
from urllib.parse import unquote

from pipeline.execution.stamps import Listing, Stamp, folders, listing

# The last word of a picture's name, before its ending; what else a name may hold is not asked.
_PICTURE = re.compile(rb"""([^\s()<>"'\[\]/\\]+)\.(?:svg|png|jpe?g|gif|webp)\b""", re.IGNORECASE)


class Picture(NamedTuple):
    """A file that may be shown, and what it looks like from outside."""

    folder: str
    name: str
    stamp: Stamp


class Pictures:
    """The pictures among files, which are given by folder."""

    def __init__(self, found: Iterable[tuple[str, Listing]]) -> None:
        self._by_word: dict[str, list[Picture]] = {}  # the last word of the stem
        for folder, files in found:
            for name in sorted(name for name in files if not name.endswith(".md")):
                stem = name.partition(".")[0]  # "figure" of "figure.es.svg"
                if stem:
                    picture = Picture(folder, name, files[name])
                    self._by_word.setdefault(_last_word(stem), []).append(picture)

    @classmethod
    def below(cls, top: Path) -> Self:
        """The pictures below a folder, as they are now."""
        return cls((folder, listing(folder)) for folder in folders(top))

    def shown(self, source: bytes) -> Iterator[Picture]:
        """Those that the article with this source may show, in the same order every time."""
        if not self._by_word:
            return
        found = {
            _last_word(match[1].decode(errors="replace")) for match in _PICTURE.finditer(source)
        }
        for word in sorted(found & self._by_word.keys()):
            yield from self._by_word[word]


def _last_word(name: str) -> str:
    words = unescape(unquote(name)).partition(".")[0].split()
    return normalize("NFC", words[-1]) if words else ""
