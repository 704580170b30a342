"""Which pictures an article may show, told without parsing it.

Rather too many than too few: the article is searched for words that end like a picture's name, and
every picture of that name, in whatever folder and for whatever language, is taken to be meant.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple, Self
from unicodedata import normalize
from urllib.parse import unquote

from pipeline.execution.stamps import looks_below

_ENDING = re.compile(rb"\.(?:svg|png|jpe?g|gif|webp)\b", re.IGNORECASE)
LONGEST_NAME = 3 * 255  # bytes of an address: each of the file's name as "%C3"
# What stands around an address, and may stand in it as well: "disc(1).svg".
_EDGE = re.compile(r"""[()<>"'\[\]=/]""")


class Picture(NamedTuple):
    """A file that may be shown."""

    folder: str
    name: str

    @property
    def path(self) -> str:
        """Where it lies."""
        return os.path.join(self.folder, self.name)


class Pictures:
    """The pictures among files, which are given by folder."""

    def __init__(self, found: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._by_word: dict[str, list[Picture]] = {}  # the last word of what an article calls it
        for folder, files in found:
            for name in sorted(name for name in files if not name.endswith(".md")):
                picture = Picture(folder, name)
                stem = name.rpartition(".")[0]
                # "figure.es.svg" may be "figure.svg" in Spanish.
                for word in {_last_word(stem), _last_word(stem.rpartition(".")[0] or stem)}:
                    self._by_word.setdefault(word, []).append(picture)

    @classmethod
    def below(cls, top: Path) -> Self:
        """The pictures below a folder, as they are now."""
        return cls(looks_below(top))

    def shown(self, source: bytes) -> Iterator[Picture]:
        """Those that the article with this source may show, in the same order every time."""
        if not self._by_word:
            return
        found = {
            word
            for ending in _ENDING.finditer(source)
            for word in _words_before(source, ending.start())
        }
        words = sorted(found & self._by_word.keys())
        yield from dict.fromkeys(each for word in words for each in self._by_word[word])


def _words_before(source: bytes, end: int) -> Iterator[str]:
    """What the last word of the name may be that ends there, wherever the name begins."""
    near = source[max(0, end - LONGEST_NAME) : end]
    address = unescape(unquote(re.split(rb"\s", near)[-1].decode(errors="replace")))
    for start in (0, *(edge.end() for edge in _EDGE.finditer(address))):
        yield _last_word(address[start:])


def _last_word(name: str) -> str:
    r"""The letters and digits of its last word: "disc_1" may be written as "disc\_1"."""
    words = normalize("NFC", name).split()
    return "".join(filter(str.isalnum, words[-1])) if words else ""
