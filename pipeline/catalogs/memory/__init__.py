"""The translation memory: what was translated before, anywhere in the project, offered again.

Judges what may be suggested for a new sentence, and says where it comes from; the entries lie in
`store`. An exact wording comes before one put together from sentences, and that before a
near one. Only an exact match in its context can count as translated, and only where the project
trusts it and the catalog that it comes from still says so.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from pipeline.catalogs.memory.changes import Position, language_mark, mark
from pipeline.catalogs.memory.entries import Context, Entry, Split, context_at
from pipeline.catalogs.memory.store import Store
from pipeline.catalogs.merge import Says, Suggest, Suggestion
from pipeline.language import cldr, sentences
from pipeline.language.amounts import quantities
from pipeline.model import Catalog, Key, Language, State

__all__ = ["Match", "MatchKind", "Memory", "SameMeaning", "Suggesters"]

SameMeaning = Callable[[str, str], bool]
"""Whether a translation of the first source text may be offered, as fuzzy, for the second one."""


class MatchKind(StrEnum):
    """How an entry answers a text."""

    IN_CONTEXT = "in-context"  # the same text between the same neighbours
    EXACT = "exact"
    SENTENCE = "sentence"  # the same text, as one sentence of a longer unit
    FUZZY = "fuzzy"
    CONTAINS = "contains"  # the text stands somewhere in it, or in its translation


@dataclass(frozen=True, slots=True)
class Match:
    """An entry, and how it answers the text that was asked for."""

    kind: MatchKind
    score: int  # of 100, rounded down; 0 for CONTAINS
    entry: Entry

    @property
    def origin(self) -> str:
        """`exact match in low-back-pain (es, 2026-11-22), translated`, for people."""
        entry = self.entry
        how = _HOW[self.kind].format(score=self.score)
        about = ", ".join(filter(None, (entry.language.tag, entry.date)))
        state = f"{'obsolete, ' if entry.obsolete else ''}{entry.state}"
        imported = "imported, " if entry.is_imported else ""
        return f"{how} {entry.article} ({about}), {imported}{state}"


_HOW: Mapping[MatchKind, str] = MappingProxyType(
    {
        MatchKind.IN_CONTEXT: "exact match in its context in",
        MatchKind.EXACT: "exact match in",
        MatchKind.SENTENCE: "sentence of a longer text in",
        MatchKind.FUZZY: "{score} % match in",
        MatchKind.CONTAINS: "contained in",
    }
)


class Suggesters(NamedTuple):
    """What the memory has for the units of one catalog, in two turns.

    `certain`: the same text, or all its sentences; better than any near text of the catalog
    itself. `near`: a text that differs; worse than one of the catalog itself.
    `approved`: the same text as a whole unit, approved; better than an offer that was made before.
    `says` knows such an offer: whether it is the approved translation of the text it was made from.
    """

    certain: Suggest
    near: Suggest
    approved: Suggest
    says: Says


class Memory:
    """Look-ups in a store, which is brought up to date before the first one and not before.

    With `trusts_context`, an approved wording for the same text between the same neighbours counts
    as translated in another article too; without, all that the memory offers is fuzzy.
    """

    def __init__(
        self,
        store: Store,
        *,
        source_language: Language,
        same_meaning: SameMeaning | None = None,
        trusts_context: bool = False,
        split: Split = sentences.split,
    ) -> None:
        self._store = store
        self._source_language = source_language
        self._same_meaning = same_meaning or _same_quantities(source_language)
        self._trusts_context = trusts_context
        self._split = split
        self._is_fresh = False
        self._languages: dict[Language, bool] = {}
        self._sentences: dict[str, tuple[tuple[str, str], ...]] = {}
        self._seams: dict[str, tuple[tuple[int, int], ...]] = {}
        self._asked: set[int] = set()

    def suggester(
        self, language: Language, *, template: Catalog, path: str, held: Collection[Key] = ()
    ) -> Suggesters:
        """What may be suggested for the units of `template` in the catalog at `path`.

        `path` is relative to the project. Units of `held`, those that the catalog has already, get
        no near suggestion: they were asked for when they were new. Nothing is read before the
        first question.
        """
        asker = _Asker(self, language, template, path, held)
        return Suggesters(asker.certain, asker.near, asker.approved, asker.says)

    def refresh(self) -> None:
        """Bring the store up to date with the files, now."""
        self._store.refresh()
        self._languages.clear()
        self._is_fresh = True

    # ---- what was asked, and what has changed
    @contextlib.contextmanager
    def noting(self) -> Iterator[set[int]]:
        """Marks of what suggesters ask for meanwhile: while no answer to it changes, none of them
        has more for a unit that its catalog holds already.
        """
        before, self._asked = self._asked, set()
        try:
            yield self._asked
        finally:
            self._asked = before

    def note(self, text: str) -> None:
        """This text is asked for, or will be when its unit is looked at again."""
        self._asked.add(mark(text))

    @property
    def position(self) -> Position | None:
        """Where the memory was when it was brought up to date; None where nobody has asked yet."""
        return self._store.position if self._is_fresh else None

    def changed_since(self, moment: Position) -> frozenset[int] | None:
        """Marks of the texts that may have another answer than at that moment; None: any text."""
        return self._up_to_date().changed_since(moment)

    def has_anything(self, language: Language) -> bool:
        """Whether there is any entry in this language."""
        if language not in self._languages:
            self._languages[language] = self._up_to_date().has_language(language)
        if not self._languages[language]:
            self._asked.add(language_mark(language))
        return self._languages[language]

    def matches(
        self,
        source: str,
        language: Language,
        *,
        msgctxt: str | None = None,
        context: Context | None = None,
        without: str = "",
    ) -> tuple[Match, ...]:
        """Exact matches, best first: in context, as a unit, as a sentence of a longer unit.

        Among these approved wordings first, then those still in use, ours before imported ones,
        the latest. Contexts (`msgctxt`) are never mixed. A unit of the file `without` never
        answers itself.
        """
        found = [
            Match(_kind(entry, context), 100, entry)
            for entry in self._up_to_date().exact(source, language)
            if entry.msgctxt == msgctxt and (entry.is_part or entry.origin != without)
        ]
        return tuple(sorted(found, key=_rank))

    def near_matches(
        self, source: str, language: Language, *, msgctxt: str | None = None, without: str = ""
    ) -> tuple[Match, ...]:
        """The best match of each text that is near enough, nearest first; exact ones left out."""
        found = []
        for text, score in self._up_to_date().near(source):
            if text == source:
                continue
            matches = self.matches(text, language, msgctxt=msgctxt, without=without)
            found += [Match(MatchKind.FUZZY, int(score), match.entry) for match in matches[:1]]
        return tuple(found)

    def search(self, text: str, language: Language, *, limit: int = 20) -> tuple[Match, ...]:
        """What a person who looks for `text` wants to see, in any context: exact, near, containing.

        At most `limit` wordings, each once.
        """
        store = self._up_to_date()
        exact = (Match(_kind(each, None), 100, each) for each in store.exact(text, language))
        near = (
            Match(MatchKind.FUZZY, int(score), entry)
            for other, score in store.near(text)
            if other != text
            for entry in store.exact(other, language)
        )
        containing = (
            Match(MatchKind.CONTAINS, 0, entry)
            for entry in store.containing(text, language, limit=4 * limit)
        )
        ranked = [*sorted(exact, key=_rank), *sorted(near, key=_nearness), *containing]
        wordings: dict[tuple[str, str], Match] = {}
        for match in ranked:
            wordings.setdefault((match.entry.source, match.entry.target), match)
        return tuple(wordings.values())[:limit]

    def may_trust(self, matches: Sequence[Match]) -> Match | None:
        """The match that may count as translated: approved in this context, and undisputed.

        The store is derived and may be damaged: only what the catalog itself still says is trusted.
        """
        if not self._trusts_context:
            return None
        found = [each for each in matches if each.kind is MatchKind.IN_CONTEXT]
        if not found or len({match.entry.target for match in found}) > 1:
            return None
        best = found[0]
        return best if self._store.is_confirmed(best.entry) else None

    def is_same_meaning(self, old: str, new: str) -> bool:
        """Whether a translation of the old source text may be offered for the new one."""
        return self._same_meaning(old, new)

    def sentences_of(self, text: str) -> tuple[tuple[str, str], ...]:
        """(lead, sentence) of a source text."""
        if text not in self._sentences:  # every language asks for the same new texts
            self._sentences[text] = self._split(text, self._source_language)
        return self._sentences[text]

    def seams_of(self, text: str) -> tuple[tuple[int, int], ...]:
        """White space between what may be sentences, as spans in order; none in Chinese."""
        if text not in self._seams:  # asked by every language, too
            found = {match.span(1) for match in SEAM.finditer(text)}
            position = 0
            for lead, sentence in self.sentences_of(text):
                if position:
                    found.add((position, position + len(lead)))
                position += len(lead) + len(sentence)
            self._seams[text] = tuple(sorted(found))
        return self._seams[text]

    def _up_to_date(self) -> Store:
        if not self._is_fresh:
            self.refresh()
        return self._store


def _same_quantities(language: Language) -> SameMeaning:
    def same(old: str, new: str) -> bool:
        return not quantities.compare(old, language, new, language)

    return same


def _kind(entry: Entry, context: Context | None) -> MatchKind:
    if entry.is_part:
        return MatchKind.SENTENCE
    if context is not None and entry.may_be_trusted and entry.context == context:
        return MatchKind.IN_CONTEXT
    return MatchKind.EXACT


_ORDER = tuple(MatchKind)


def _rank(match: Match) -> tuple[object, ...]:
    entry = match.entry
    return (
        entry.state is State.FUZZY,
        _ORDER.index(match.kind),
        entry.is_imported,
        entry.obsolete,
        not entry.date,
        tuple(-ord(character) for character in entry.date),  # the latest first
        entry.article,
        entry.origin,
        entry.target,
    )


def _nearness(match: Match) -> tuple[object, ...]:
    return (-match.score, match.entry.source, *_rank(match))


# -------------------------------------------------------------------------------------- suggestions
# A sentence may have ended here, for another splitter or in another cut: a stop, then white space.
SEAM = re.compile(r"(?<=[.!?…])[\"”’»)*_]*(\s+)")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a text with the white space before it, and what is known for it."""

    lead: str
    text: str
    match: Match | None


class _Asker:
    """The questions of one catalog."""

    def __init__(
        self,
        memory: Memory,
        language: Language,
        template: Catalog,
        path: str,
        held: Collection[Key],
    ) -> None:
        self._memory = memory
        self._language = language
        self._template = template
        self._path = path
        self._held = held

    def certain(self, number: int) -> Suggestion | None:
        """The same text from elsewhere, or put together from its sentences; always whole."""
        unit = self._template.units[number]
        if unit.plural or not self._memory.has_anything(self._language):
            return None
        if self._exact(unit.key):  # nearly never: what its context is need not be found out before
            context = context_at(self._template.units, number)
            return self._exactly(self._exact(unit.key, context))
        return self._assembled(unit.key)

    def near(self, number: int) -> Suggestion | None:
        """The nearest text of the same meaning; where none has it, the nearest, to be withheld."""
        unit = self._template.units[number]
        if unit.plural or unit.key in self._held:
            return None
        if not self._memory.has_anything(self._language):
            return None
        source, msgctxt = unit.key.msgid, unit.key.msgctxt
        found = self._memory.near_matches(
            source, self._language, msgctxt=msgctxt, without=self._path
        )
        safe = (m for m in found if self._memory.is_same_meaning(m.entry.source, source))
        match = next(safe, found[0] if found else None)
        if match is None:
            return None
        previous = Key(msgctxt, match.entry.source)
        self._memory.note(previous.msgid)  # `says` asks for it as soon as the offer is held
        return Suggestion(match.entry.target, State.FUZZY, previous, _from(match.origin))

    def approved(self, number: int) -> Suggestion | None:
        """The same text elsewhere, where a person has approved its translation as a whole."""
        unit = self._template.units[number]
        if unit.plural or not self._memory.has_anything(self._language):
            return None
        if not self._exact(unit.key):
            return None
        matches = self._exact(unit.key, context_at(self._template.units, number))
        best = matches[0].entry
        is_approved = best.state is State.TRANSLATED and not best.is_part
        return self._exactly(matches) if is_approved else None

    def says(self, key: Key, target: str) -> bool:
        """Whether this is what another catalog or file says, approved, for a text."""
        if not self._memory.has_anything(self._language):
            return False
        found = (match.entry for match in self._exact(key))
        return any(e.target == target and e.state is State.TRANSLATED for e in found)

    def _exact(self, key: Key, context: Context | None = None) -> tuple[Match, ...]:
        self._memory.note(key.msgid)
        return self._memory.matches(
            key.msgid, self._language, msgctxt=key.msgctxt, context=context, without=self._path
        )

    def _exactly(self, matches: Sequence[Match]) -> Suggestion:
        trusted = self._memory.may_trust(matches)
        if trusted is not None:
            return Suggestion(
                trusted.entry.target, State.TRANSLATED, comments=_from(trusted.origin)
            )
        best = matches[0]
        others = len({match.entry.target for match in matches}) - 1
        lines = [best.origin]
        if others:
            wordings = "another wording is" if others == 1 else f"{others} other wordings are"
            lines.append(f"{wordings} known: leaflets memory search")
        return Suggestion(best.entry.target, State.FUZZY, comments=_from(*lines))

    # ---- a text from its sentences
    def _assembled(self, key: Key) -> Suggestion | None:
        """The text put together from known sentences; the known ones in comments if some lack."""
        pieces = self._cover(key) or self._known_sentences(key)
        matches = [piece.match for piece in pieces if piece.match is not None]
        if len(pieces) < 2 or not matches:
            return None
        count = len(pieces)
        if len(matches) < count:
            lines = [f"{len(matches)} of {count} sentences are known, the others are new"]
            lines += [
                f"sentence {number}: “{piece.match.entry.target}” ({piece.match.origin})"
                for number, piece in enumerate(pieces, 1)
                if piece.match is not None
            ]
            return Suggestion("", State.FUZZY, comments=_from(*lines))
        lines = [f"put together from {count} sentences; check how they follow on one another"]
        lines += [f"sentence {number}: {match.origin}" for number, match in enumerate(matches, 1)]
        return Suggestion(self._joined(pieces), State.FUZZY, comments=_from(*lines))

    def _joined(self, pieces: Iterable[_Piece]) -> str:
        """The translations, joined the language's way; a hard line break stays where it is."""
        joiner = cldr.sentence_joiner(self._language)
        text = ""
        for piece in pieces:
            assert piece.match is not None
            lead = piece.lead if "\n" in piece.lead else joiner
            text += (lead if text else "") + piece.match.entry.target
        return text

    def _known_sentences(self, key: Key) -> list[_Piece]:
        split = self._memory.sentences_of(key.msgid)
        if len(split) < 2:
            return []
        return [_Piece(lead, text, self._best(text, key.msgctxt)) for lead, text in split]

    def _cover(self, key: Key) -> list[_Piece]:
        """The fewest known stretches that make up the whole text; [] where there is no way.

        Any cut is good that has been one before: the text may have been cut by another rule.
        """
        text = key.msgid
        seams = self._memory.seams_of(text)
        if not seams:
            return []
        starts = [0, *(end for _, end in seams)]
        ends = [*(start for start, _ in seams), len(text)]
        covers: list[list[_Piece] | None] = [[], *(None for _ in ends)]  # of the first n atoms
        for last, end in enumerate(ends):
            for first, start in enumerate(starts[: last + 1]):
                before, shortest = covers[first], covers[last + 1]
                if before is None or (start, end) == (0, len(text)):
                    continue
                if shortest is not None and len(shortest) <= len(before) + 1:
                    continue
                match = self._best(text[start:end], key.msgctxt)
                if match is not None:
                    lead = text[ends[first - 1] : start] if first else ""
                    covers[last + 1] = [*before, _Piece(lead, text[start:end], match)]
        return covers[-1] or []

    def _best(self, text: str, msgctxt: str | None) -> Match | None:
        return next(iter(self._exact(Key(msgctxt, text))), None)


def _from(*lines: str) -> tuple[str, ...]:
    return tuple(f"from memory: {line}" for line in lines)
