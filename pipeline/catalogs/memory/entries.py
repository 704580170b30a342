"""What catalogs and imported files give to the translation memory: an entry a unit or pair.

Pure: a catalog or TMX pairs in, entries out, and back to TMX pairs. An entry says where it comes
from, and can always be made again from there. Units of several sentences give these as well. Plural
units are not remembered: their forms belong to a number that no other sentence has.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pipeline.language import cldr, sentences
from pipeline.language.amounts import quantities
from pipeline.model import Catalog, Key, Language, State, Unit

if TYPE_CHECKING:
    from pipeline.catalogs.exchange.tmx import TmxEntry

__all__ = ["Context", "Entry", "Split", "context_at", "contexts", "of_catalog", "of_tmx", "to_tmx"]

Split = Callable[[str, Language], tuple[tuple[str, str], ...]]
"""Cuts a text into (lead, sentence), as `sentences.split` does; knows the project's own words."""

PROP = "x-leaflets-"
EDGE = 0  # the neighbour of the first and of the last unit
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Context:
    """The units before and after a unit in its article, as digests of their keys."""

    before: int
    after: int

    @property
    def is_telling(self) -> bool:
        """Whether there is any neighbour at all: an article of one unit has no context."""
        return self != Context(EDGE, EDGE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One translation that was made somewhere, and where."""

    source: str
    target: str
    language: Language  # of the target
    state: State  # TRANSLATED or FUZZY
    origin: str  # the file, relative to the project: "locales/es/LC_MESSAGES/back-pain.po"
    article: str  # the catalog's domain, or the name of the imported file
    date: str = ""  # when the file was last revised, "2026-11-22"; "": it does not say
    msgctxt: str | None = None
    obsolete: bool = False  # gone from its article
    is_part: bool = False  # a sentence of a unit that has several
    is_imported: bool = False  # not from a catalog of this project
    context: Context | None = None  # None: unknown, as for obsolete units and imported ones

    @property
    def may_be_trusted(self) -> bool:
        """Whether a person approved exactly this, as a whole, for a place that we know."""
        return (
            self.state is State.TRANSLATED
            and not (self.obsolete or self.is_part or self.is_imported)
            and self.context is not None
            and self.context.is_telling
        )


def contexts(units: Sequence[Unit]) -> tuple[Context, ...]:
    """The context of each unit; `units` are those of an article, in its order."""
    places = [EDGE, *(_digest(unit.key) for unit in units), EDGE]
    return tuple(map(Context, places, places[2:]))


def context_at(units: Sequence[Unit], number: int) -> Context:
    """The context of one of them: what `contexts` has in its place."""
    before = _digest(units[number - 1].key) if number else EDGE
    after = _digest(units[number + 1].key) if number + 1 < len(units) else EDGE
    return Context(before, after)


def _digest(key: Key) -> int:
    """64 bits of the key, signed as SQLite has them, never EDGE."""
    text = f"{key.msgctxt or ''}\x04{key.msgid}".encode()
    return int.from_bytes(hashlib.sha256(text).digest()[:8], signed=True) or 1


def of_catalog(
    catalog: Catalog, *, path: str, source_language: Language, split: Split = sentences.split
) -> Iterator[Entry]:
    """The entries of a catalog, in its order; each unit is followed by its sentences.

    A fuzzy unit with a previous msgid translates that one. `path` is the file, relative to the
    project. A template has no entries.
    """
    language = catalog.language
    if language is None:
        return
    date = revision_date(catalog.header_value("PO-Revision-Date"))
    active = [unit for unit in catalog.units if not unit.obsolete]
    places = dict(zip((unit.key for unit in active), contexts(active), strict=True))
    for unit in catalog.units:
        if unit.plural or not unit.msgstr.strip():
            continue
        is_moved = unit.fuzzy and unit.previous is not None
        key = unit.previous if is_moved and unit.previous is not None else unit.key
        if not key.msgid.strip():
            continue
        entry = Entry(
            key.msgid,
            unit.msgstr,
            language,
            State.FUZZY if unit.fuzzy else State.TRANSLATED,
            path,
            catalog.domain,
            date,
            key.msgctxt,
            obsolete=unit.obsolete,
            context=None if unit.obsolete or is_moved else places[unit.key],
        )
        yield entry
        yield from parts(entry, source_language, split)


# ---------------------------------------------------------------------------------------------- TMX
def of_tmx(
    pairs: Iterable[TmxEntry],
    *,
    path: str,
    source_language: Language,
    languages: Iterable[Language],
    split: Split = sentences.split,
) -> Iterator[Entry]:
    """The entries of an imported file: of its pairs, those that have our source language.

    A pair the other way round is turned. A variety counts as the project's language where one of
    both does not say a territory ("es-MX" for es, "zh-CN" for zh-Hans; never "pt-PT" for pt-BR).
    """
    targets = tuple(languages)
    for pair in pairs:
        source, target, language = pair.source, pair.target, pair.language
        if not is_variety(pair.source_language, source_language):
            if not is_variety(language, source_language):
                continue
            source, target, language = target, source, pair.source_language
        if not source.strip() or not target.strip():
            continue
        about = dict(pair.props)
        entry = Entry(
            source,
            target,
            project_language(language, targets),
            State.FUZZY if about.get(f"{PROP}state") == State.FUZZY else State.TRANSLATED,
            path,
            about.get(f"{PROP}article") or PurePosixPath(path).stem,
            _tmx_day(pair.changed or pair.created),
            about.get(f"{PROP}context"),
            is_imported=True,
        )
        yield entry
        yield from parts(entry, source_language, split)


def to_tmx(entries: Iterable[Entry], *, source_language: Language) -> tuple[TmxEntry, ...]:
    """The approved wordings, each once a language and context, as pairs for other tools.

    Approved ones only: every tool takes what stands in a memory for right. Without our sentences
    of longer units, which other tools cut themselves.
    """
    chosen: dict[tuple[str, str, str, str], Entry] = {}
    for entry in entries:
        if entry.state is State.TRANSLATED and not entry.is_part:
            place = (entry.source, entry.language.tag, entry.msgctxt or "", entry.target)
            best = chosen.get(place)
            if best is None or (entry.date, best.article) > (best.date, entry.article):
                chosen[place] = entry
    return tuple(_pair(chosen[place], source_language) for place in sorted(chosen))


def _pair(entry: Entry, source_language: Language) -> TmxEntry:
    from pipeline.catalogs.exchange.tmx import TmxEntry  # loads XML, which no catalog needs

    about = (("article", entry.article), ("context", entry.msgctxt), ("state", entry.state.value))
    return TmxEntry(
        entry.source,
        entry.target,
        source_language,
        entry.language,
        changed=f"{entry.date.replace('-', '')}T000000Z" if entry.date else "",
        props=tuple((PROP + name, value) for name, value in about if value),
    )


def _tmx_day(date: str) -> str:
    """ "2024-10-31" of "20241031T093000Z"."""
    return f"{date[:4]}-{date[4:6]}-{date[6:8]}" if date else ""


def project_language(language: Language, targets: Sequence[Language]) -> Language:
    """The one language of the project that this is or is a variety of, else itself."""
    if language in targets:
        return language
    found = [each for each in targets if is_variety(language, each)]
    return found[0] if len(found) == 1 else language


def is_variety(one: Language, other: Language) -> bool:
    """Whether a text in one may be offered as text in the other."""
    if one == other:
        return True
    if one.base != other.base or not (cldr.is_known(one) and cldr.is_known(other)):
        return False
    territories = [_territory(language) for language in (one, other)]
    return "" in territories and cldr.default_script(one) == cldr.default_script(other)


def _territory(language: Language) -> str:
    """The territory that the tag says, "" where it says none."""
    subtags = language.tag.split("-")[1:]
    return next((each for each in subtags if each.isupper() or each.isdigit()), "")


# ------------------------------------------------------------------------------------------ details
def revision_date(value: str) -> str:
    """The day in a PO or ISO date, "" where there is none: "YEAR-MO-DA" of a fresh template."""
    found = DATE.match(value.strip())
    return found[0] if found else ""


def parts(entry: Entry, source_language: Language, split: Split) -> Iterator[Entry]:
    """The sentences of an entry that has several, where each clearly answers one of the other side.

    As many on both sides, and the same numbers in every pair; else nothing: a sentence under its
    neighbour's translation is worse than none.
    """
    one = [sentence for _, sentence in split(entry.source, source_language)]
    if len(one) < 2:
        return
    other = [sentence for _, sentence in split(entry.target, entry.language)]
    if len(one) != len(other) or not _same_numbers(one, other, source_language, entry.language):
        return
    for source, target in zip(one, other, strict=True):
        yield replace(entry, source=source, target=target, is_part=True, context=None)


def _same_numbers(
    one: Iterable[str], other: Iterable[str], source_language: Language, language: Language
) -> bool:
    return not any(
        quantities.compare(source, source_language, target, language)
        for source, target in zip(one, other, strict=True)
    )
