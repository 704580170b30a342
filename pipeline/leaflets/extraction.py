"""Finds the leaflet's own words in the templates: the source of the domain `leaflet`.

For those who change templates: `make golden` writes what is found to data/leaflet.pot, of which a
project's template of these words is made. The only module that imports babel's extraction. A word
is `word("…")` in Jinja2 and Typst and `words.text("…")` in Python; a comment that starts with
"Translators:" on the line above goes along.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import IO, Any

from babel.messages import extract

from pipeline.catalogs.template import make_header
from pipeline.leaflets.words import SOURCE_LANGUAGE, words_in
from pipeline.model import Catalog, Key, Unit
from pipeline.places import WORDS_DOMAIN

COMMENT_TAG = "Translators:"
KEYWORDS = {"word": None, "text": None}

_HERE = Path(__file__).parent
_METHODS = {
    ".j2": "jinja2.ext:babel_extract",
    ".typ": "pipeline.leaflets.extraction:extract_typst",
    ".py": "python",
}
_SOURCES = (  # in the order in which a reader meets the words
    "templates/leaflet.html.j2",
    "html.py",
    "html_tree.py",
    "templates/setting.typ",
    "templates/pieces.typ",
    "templates/sheet.typ",
    "templates/leaflet.typ",
    "templates/trifold.typ",
    "templates/large-print.typ",
    "templates/index.html.j2",
)
_TYPST_COMMENT = re.compile(r"\s*//\s*(Translators:.*)")


def extract_words() -> Catalog:
    """What data/leaflet.pot holds."""
    return Catalog(
        domain=WORDS_DOMAIN,
        language=None,
        header=make_header(WORDS_DOMAIN, project="leaflets", created="", language=SOURCE_LANGUAGE),
        units=extract_units(),
        header_comments=("The words that every leaflet says, whatever it is about.",),
    )


@cache
def extract_units() -> tuple[Unit, ...]:
    """The words that the templates use, each once, in the order in which a reader meets them."""
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for source in _SOURCES:
        for msgid, comments in _messages(_HERE / source):
            references, notes = found.setdefault(msgid, ({}, {}))
            references[(_HERE / source).relative_to(_HERE.parents[1]).as_posix()] = None
            notes.update(dict.fromkeys(comments))
    return tuple(
        Unit(Key(None, msgid), extracted=tuple(notes), references=tuple(references))
        for msgid, (references, notes) in found.items()
    )


def _messages(path: Path) -> Iterator[tuple[str, list[str]]]:
    with path.open("rb") as stream:
        for _line, message, comments, _context in extract.extract(
            _METHODS[path.suffix],
            stream,
            KEYWORDS,
            (COMMENT_TAG,),
            {"silent": "false"},
            strip_comment_tags=True,
        ):
            yield (message if isinstance(message, str) else message[0]), comments


def extract_typst(
    fileobj: IO[bytes], keywords: Iterable[str], comment_tags: Collection[str], options: Any
) -> Iterator[tuple[int, str, str, list[str]]]:
    """babel's extraction method for Typst templates: (line, "word", msgid, comments)."""
    comments: list[str] = []
    for number, line in enumerate(fileobj.read().decode("utf-8").split("\n"), start=1):
        for msgid in words_in(line):
            yield number, "word", msgid, comments
        comment = _TYPST_COMMENT.match(line)
        comments = [comment[1]] if comment else []
