"""The leaflet's own words ("Reviewed on …", "Page 1 of 2") in each language.

They are said in the templates, in English, and translated in the gettext domain `leaflet`; this
module looks them up and knows where the shipped catalogs are. How they are found: `extraction`,
once for all, since no project can change them; data/leaflet.pot is what it found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.catalogs.translations import is_visible
from pipeline.language import cldr
from pipeline.model import Catalog, Language, State
from pipeline.places import WORDS_DOMAIN

SOURCE_LANGUAGE = Language("en")  # the language that the templates are written in

_HERE = Path(__file__).parent
# All words, in the order in which a reader meets them.
TEMPLATE = _HERE / "data" / f"{WORDS_DOMAIN}.pot"
NAME = re.compile(r"\{([a-z]+)\}")  # a gap in a word: "{date}"
REVIEWED, PUBLISHED = "Reviewed on {date}", "Published on {date}"
_TYPST_WORD = re.compile(r'(?<![\w-])word\(\s*"([^"\\]*)"')


class Words:
    """The leaflet's words in one language; a missing one is shown as the templates have it."""

    def __init__(self, catalog: Catalog | None, language: Language) -> None:
        self.language = language
        self._translations = {
            unit.key.msgid: unit.msgstr
            for unit in (catalog.units if catalog else ())
            if unit.state is State.TRANSLATED and is_visible(unit.msgstr)
        }

    def pattern(self, msgid: str) -> str:
        """The word with its {names} still in it."""
        return self._translations.get(msgid, msgid)

    def text(self, msgid: str, **values: str) -> str:
        """The word, with {names} filled in."""
        return fill(self.pattern(msgid), values)

    def language_of(self, msgid: str) -> Language:
        """The language that the word is in: the words', or English where it is missing."""
        if msgid in self._translations or self.language.base == SOURCE_LANGUAGE.base:
            return self.language
        return SOURCE_LANGUAGE


def fill(pattern: str, values: Mapping[str, str]) -> str:
    """The pattern with each {name} replaced that has a value.

    Not `str.format`: a translation is data, and "{0.__class__}" in it must stay what it is.
    """
    return NAME.sub(lambda match: values.get(match[1], match[0]), pattern)


def words_in(template: str) -> tuple[str, ...]:
    """The words that a Typst template asks for, each once, in its order."""
    return tuple(dict.fromkeys(_TYPST_WORD.findall(template)))


def shipped_catalog(language: Language) -> Path | None:
    """The PO file of the leaflet's words that comes with us; None where there is none.

    For es-MX that of es, for zh-TW that of zh-Hant: better than English, and for a translator to
    make better. An installed package carries the catalogs beside this module, a checkout under its
    locales/.
    """
    for near in _near(language):
        for folder in (_HERE / "locales", _HERE.parents[1] / "locales"):
            path = folder / near.directory / "LC_MESSAGES" / f"{WORDS_DOMAIN}.po"
            if path.is_file():
                return path
    return None


def _near(language: Language) -> Iterator[Language]:
    """The language, then those without its region that are written in the same script."""
    yield language
    if not cldr.is_known(language):
        return
    han = cldr.han_variant(language)
    for tag in (f"{language.base}-{han}" if han else "", language.base):
        near = Language.parse(tag)
        if tag and cldr.default_script(near) == cldr.default_script(language):
            yield near
