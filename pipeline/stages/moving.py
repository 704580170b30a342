"""Texts that moved between articles: gone from one, new in another, with their translations.

A text is gone where its unit is obsolete, where its article is, or where the article has something
new itself and the text is not in its template any more. The catalogs of a library are many and the
texts in question few: only a file that can have one of them is parsed.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.catalogs import po
from pipeline.catalogs.po.reading import by_chunks
from pipeline.catalogs.translations import Text
from pipeline.checks import suppressions
from pipeline.errors import LeafletsError
from pipeline.files import read
from pipeline.model import Key, Language, Unit
from pipeline.places import WORDS_DOMAIN
from pipeline.stages.project import Project, names_in

__all__ = ["Edited", "Moved"]

FEW_TEXTS = 100  # so many are looked for in the bytes of a file whose article is gone


@dataclass(frozen=True, slots=True)
class Edited:
    """The texts of an article with something new in it."""

    wanted: Mapping[Language, frozenset[Key]]  # of its template: without a translation
    gone: Mapping[Language, frozenset[Text]]  # no more in the template, still in use in the catalog


class Moved:
    """Translations of texts that are gone from their article, for articles in which they are new.

    `articles` are those with something new, by domain.
    """

    def __init__(self, project: Project, articles: Mapping[str, Edited]) -> None:
        self._project = project
        self._slugs = frozenset(project.slugs())
        self._articles = articles
        self._found: dict[Language, dict[Key, list[tuple[str, Unit]]]] = {}

    def to(self, domain: str, language: Language) -> Mapping[Key, Unit]:
        """The translations for the new texts of this article; fuzzy where articles disagree.

        An article under another name has its own, whatever others say.
        """
        if domain == WORDS_DOMAIN:
            return {}
        if language not in self._found:
            self._found[language] = self._scan(language)
        found = self._found[language]
        former = self._former_name(domain, language)
        moved = {}
        for key in self._articles[domain].wanted[language]:
            others = [(slug, unit) for slug, unit in found.get(key, ()) if slug != domain]
            units = [unit for _, unit in others]
            approved = [unit for unit in units if not unit.fuzzy]
            if own := [unit for slug, unit in others if slug == former and not unit.fuzzy]:
                moved[key] = own[0]
            elif approved:
                agreed = len({unit.msgstr for unit in approved}) == 1
                moved[key] = replace(approved[0], fuzzy=not agreed)
            elif units:
                moved[key] = units[0]
        return moved

    def _former_name(self, domain: str, language: Language) -> str | None:
        """The article that is gone and had most of what is new here; None where there is none.

        Of two that had as much, nobody knows.
        """
        wanted, found = self._articles[domain].wanted[language], self._found[language]
        held = Counter(
            slug
            for key in wanted
            for slug in {slug for slug, _ in found.get(key, ())}
            if slug not in self._slugs
        )
        ranking = held.most_common(2)
        if not ranking:
            return None
        former, texts = ranking[0]
        is_alone = len(ranking) == 1 or ranking[1][1] < texts
        return former if is_alone and 2 * texts > len(wanted) else None

    def _scan(self, language: Language) -> dict[Key, list[tuple[str, Unit]]]:
        wanted = frozenset(
            key for article in self._articles.values() for key in article.wanted.get(language, ())
        )
        found: dict[Key, list[tuple[str, Unit]]] = {}
        folder = self._project.catalog_path(language, WORDS_DOMAIN).parent
        for slug in sorted(name.removesuffix(".po") for name in names_in(folder, ".po")):
            if slug != WORDS_DOMAIN:
                for unit in self._gone(folder, slug, language, wanted):
                    found.setdefault(unit.key, []).append((slug, unit))
        return found

    def _gone(
        self, folder: Path, slug: str, language: Language, wanted: frozenset[Key]
    ) -> Iterator[Unit]:
        """The units of a catalog with these keys whose text has left its article."""
        path = f"{folder}/{slug}.po"
        try:
            data = read(path)
            if not self._may_matter(slug, language, data, wanted):
                return
            units = po.parse(data, self._project.relative(Path(path))).units
        except (OSError, LeafletsError):
            return  # whoever updates that catalog is told
        article = self._articles.get(slug)
        gone = article.gone.get(language, frozenset()) if article else frozenset()
        for unit in units:
            if unit.key not in wanted or unit.plural or not unit.msgstr.strip():
                continue
            if unit.obsolete or unit.key in gone or slug not in self._slugs:
                yield suppressions.stamped(unit)

    def _may_matter(
        self, slug: str, language: Language, data: bytes, wanted: frozenset[Key]
    ) -> bool:
        """Whether a catalog can have one of these texts, gone from its article."""
        if slug not in self._slugs:
            return _may_hold(data, wanted)
        article = self._articles.get(slug)
        if article is not None:
            gone = article.gone.get(language)
            if gone is None or not gone.isdisjoint(wanted):
                return True
        obsolete = _obsolete(data, slug)
        return obsolete is None or not obsolete.isdisjoint(wanted)


def _obsolete(data: bytes, name: str) -> Set[Key] | None:
    """The keys of the obsolete units of a catalog; None where that takes reading all of it."""
    if b"#~" not in data and b"charset=UTF-8" in data:  # nearly always
        return frozenset()
    text = po.decoded(data, name)
    start = text.find("#~")
    if start < 0:
        return frozenset()
    is_whole = text.endswith("\n\n", 0, start) and unicodedata.is_normalized("NFC", text)
    units = by_chunks(text[start:], name) if is_whole else None
    if units is None or not all(unit.obsolete for unit in units):
        return None
    return {unit.key for unit in units}


def _may_hold(data: bytes, wanted: frozenset[Key]) -> bool:
    """Whether a file can have one of the texts: its longest word without escapes stands there."""
    if len(wanted) > FEW_TEXTS:
        return True
    return any(_longest_word(key.msgid) in data for key in wanted)


def _longest_word(text: str) -> bytes:
    words = text.replace('"', " ").replace("\\", " ").split()
    return max(words, key=len, default="").encode()
