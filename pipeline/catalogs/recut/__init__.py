"""Translations carried over a change of the cut: sentences to paragraphs, back, or in between.

The source text is the same, its borders are others (`regrouping` finds where). Translations of
parts are joined the way a leaflet joins them; that of a whole is taken apart only by the rule of
`dividing`. What is TRANSLATED stays so only where that rule holds and where it *is* a change of the
cut: one of the two cuts is in sentences. Where longer texts meet, an author has joined or parted
paragraphs: the words are right, but somebody should look. All else is fuzzy, or only shown in a
comment. Contexts are never mixed, and nothing is deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from pipeline.catalogs.merge import SUGGESTED, Suggestion
from pipeline.catalogs.origins import source_language
from pipeline.catalogs.recut.cuts import Old, compared
from pipeline.catalogs.recut.dividing import Divider
from pipeline.catalogs.recut.regrouping import Atom, Stretch
from pipeline.language import cldr
from pipeline.model import Catalog, Key, Language, State, Unit
from pipeline.source.abbreviations import NONE, Abbreviations

__all__ = ["Recut", "Tally", "concerns", "recut"]

EARLIER = "Before the text was cut anew: "  # opens a comment with wording that a newer one replaced


@dataclass(frozen=True, slots=True)
class Tally:
    """What a change of the cut means for the translations of the old one; the three add up."""

    kept: int = 0  # all of it stands in the new cut, with the state that it had
    offered: int = 0  # some of it only as fuzzy, or in a comment
    lost: int = 0  # nowhere in the catalog any more

    def __bool__(self) -> bool:
        """Whether the cut has changed at all."""
        return bool(self.kept or self.offered or self.lost)

    def __str__(self) -> str:
        """`40 kept, 2 offered, 0 lost`."""
        return f"{self.kept} kept, {self.offered} offered, {self.lost} lost"


@dataclass(frozen=True, slots=True)
class Recut:
    """What the old cut of an article says for the new one."""

    template: Catalog
    catalog: Catalog  # to be merged in place of the one that was asked about: see `recut`
    suggestions: Mapping[Key, Suggestion]
    regrouped: Mapping[Key, tuple[Key, ...]]  # unit of the old cut that goes → those that follow it

    def suggest(self, number: int) -> Suggestion | None:
        """What is known for `template.units[number]`; `merge.merge` takes this as `recut`."""
        return self.suggestions.get(self.template.units[number].key)

    def tally(self, merged: Catalog) -> Tally:
        """What became of the old cut's translations in `merged`."""
        if not self.regrouped:
            return Tally()
        units = {unit.key: unit for unit in merged.units}
        held = {unit.key: unit for unit in self.catalog.units}
        texts = {unit.msgstr for unit in merged.units}
        counts = dict.fromkeys(("kept", "offered", "lost"), 0)
        for old, news in self.regrouped.items():
            unit = held[old]
            good = {State.TRANSLATED, State.FUZZY} if unit.fuzzy else {State.TRANSLATED}
            if all(key in units and units[key].state in good for key in news):
                counts["kept"] += 1
            else:
                counts["offered" if unit.msgstr in texts else "lost"] += 1
        return Tally(**counts)


def recut(
    template: Catalog,
    catalog: Catalog,
    language: Language,
    *,
    abbreviations: Abbreviations = NONE,
) -> Recut:
    """What the catalog says for those units of the template that are only cut in another way.

    There is a suggestion for a unit that the catalog does not know, or has no translation for. A
    unit that comes back from among the obsolete ones keeps its translation, unless a translator
    has worded the same text otherwise since, in the cut that goes now: in `Recut.catalog` it then
    has the newer wording, and the older one in a comment. `language` is that of the translations.
    """
    divider = Divider(source_language(template), language, abbreviations)
    suggestions: dict[Key, Suggestion] = {}
    regrouped: dict[Key, tuple[Key, ...]] = {}
    revised: dict[Key, Unit] = {}
    for context in dict.fromkeys(unit.key.msgctxt for unit in template.units):
        one = _Context(
            context,
            [unit.key.msgid for unit in _plain(template.units, context)],
            {unit.key.msgid: unit for unit in _plain(catalog.units, context)},
            divider,
        )
        one.run()
        suggestions |= one.suggestions()
        regrouped |= one.regrouped()
        revised |= one.revised
    if revised:
        units = tuple(revised.get(unit.key, unit) for unit in catalog.units)
        catalog = replace(catalog, units=units)
    return Recut(template, catalog, suggestions, regrouped)


def concerns(template: Catalog, held: Mapping[str | None, tuple[Old, ...]]) -> bool:
    """Whether `recut` might have anything to say; else it gives the catalog back as it is.

    `held` are the texts of a catalog by context, each once, in its order.
    """
    for context in dict.fromkeys(unit.key.msgctxt for unit in template.units):
        new = tuple([unit.key.msgid for unit in _plain(template.units, context)])
        cuts = compared(new, held.get(context, ()))
        if cuts.present or (cuts.unknown and cuts.former(cuts.unknown)):
            return True
    return False


def _plain(units: Iterable[Unit], context: str | None) -> Iterator[Unit]:
    """The units of one context, but for plurals: those are never cut."""
    return (unit for unit in units if unit.key.msgctxt == context and not unit.plural)


# ------------------------------------------------------------------------------------- one context
@dataclass(frozen=True, slots=True)
class _Piece:
    """The translation of an atom, "" where there is none."""

    text: str
    source: str  # what exactly it translates: the atom, unless its unit is fuzzy
    is_fuzzy: bool
    note: str = ""  # what a translator should see beside it


class _Context:
    """The units of one context; texts stand for them here, as nothing else tells them apart."""

    def __init__(
        self, context: str | None, new: Sequence[str], held: Mapping[str, Unit], divider: Divider
    ) -> None:
        self.context = context
        self.held = held
        self.divider = divider
        self.joiner = cldr.sentence_joiner(divider.language)
        olds = [Old(text, unit.obsolete, bool(unit.msgstr.strip())) for text, unit in held.items()]
        self.cuts = compared(tuple(new), tuple(olds))
        self.offers: dict[str, list[Suggestion]] = {}
        self.followers: dict[str, list[str]] = {}
        self.revised: dict[Key, Unit] = {}

    def run(self) -> None:
        """Find every stretch that concerns a unit of the template, the present cut's first."""
        for stretch in self.cuts.present:
            self._offer(stretch, self.cuts.unknown)
            self._return(stretch, self.cuts.returning)
        unknown = self.cuts.unknown - self._worded()
        if not unknown:
            return
        for stretch in self.cuts.former(unknown):
            # Of all former cuts the latest counts: what stands before it is history.
            self._offer(stretch, unknown - self._worded())

    def _worded(self) -> set[str]:
        """The texts for which there is a translation by now."""
        return {text for text, own in self.offers.items() if any(each.msgstr for each in own)}

    # ---- what they say
    def _offer(self, stretch: Stretch, unknown: Set[str]) -> None:
        """Note what the stretch says for those of its new texts that are unknown."""
        for text, suggestion in self._suggestions(stretch):
            if text in unknown:
                self.offers.setdefault(text, []).append(suggestion)
        for old, news in _overlaps(stretch):
            if (
                not self.held[old].obsolete
                and self.cuts.is_translated(old)
                and old not in self.cuts.wanted
            ):
                self.followers.setdefault(old, []).extend(news)

    def _suggestions(
        self, stretch: Stretch, *, by_people: bool = False
    ) -> Iterator[tuple[str, Suggestion]]:
        """(new text, what the stretch says for it), in order.

        `by_people`: what was only offered for a text of the old cut is no translation of it.
        """
        pieces = [
            _Piece("", piece.source, piece.is_fuzzy)
            if by_people and _is_offer(self.held[text])
            else piece
            for (text, _), atoms in zip(stretch.old, _shares(stretch, stretch.old), strict=True)
            for piece in self._pieces(self.held[text], atoms)
        ]
        is_cut = any(
            all(self.divider.is_sentence(text) for text, _ in side)
            for side in (stretch.old, stretch.new)
        )
        start = 0
        for (text, count), atoms in zip(stretch.new, _shares(stretch, stretch.new), strict=True):
            own = pieces[start : start + count]
            start += count
            yield text, self._suggestion(text, atoms, own, is_cut=is_cut)

    def _pieces(self, unit: Unit, atoms: Sequence[Atom]) -> Iterator[_Piece]:
        """The unit's translation, one piece an atom."""
        source = unit.previous.msgid if unit.fuzzy and unit.previous else unit.key.msgid
        if len(atoms) == 1:
            yield _Piece(unit.msgstr if unit.msgstr.strip() else "", source, unit.fuzzy)
            return
        shown = f"a longer text, of which this is a part, was translated: {_quoted(unit.msgstr)}"
        divided = self.divider.divide(atoms, unit.key.msgid, unit.msgstr)
        for number, atom in enumerate(atoms):
            text = divided.parts[number] if divided else ""
            doubtful = unit.fuzzy or divided is None or not divided.is_certain
            yield _Piece(text, atom.text, doubtful, shown if unit.msgstr.strip() else "")

    def _suggestion(
        self, text: str, atoms: Sequence[Atom], pieces: Sequence[_Piece], *, is_cut: bool
    ) -> Suggestion:
        """What the pieces say together: their texts joined where none is missing."""
        notes = tuple(dict.fromkeys(piece.note for piece in pieces if piece.note))
        if not all(piece.text for piece in pieces):
            parts = [piece.text for piece in pieces if piece.text]
            if parts:
                shown = " · ".join(_quoted(part) for part in parts)
                notes += (f"of its {len(pieces)} parts, {len(parts)} have a translation: {shown}",)
            return Suggestion("", State.FUZZY, comments=notes)
        leads = [atom.lead for atom in atoms]
        joined = self._joined_text(leads, [piece.text for piece in pieces])
        if is_cut and not any(piece.is_fuzzy for piece in pieces):
            return Suggestion(joined, State.TRANSLATED)
        source = "".join(
            (lead if number else "") + piece.source
            for number, (lead, piece) in enumerate(zip(leads, pieces, strict=True))
        )
        previous = Key(self.context, source) if source != text else None
        if len(pieces) > 1:
            notes += (f"put together from {len(pieces)} translations",)
        return Suggestion(joined, State.FUZZY, previous, notes)

    def _joined_text(self, leads: Sequence[str], texts: Sequence[str]) -> str:
        """Sentences as a leaflet joins them: a hard line break stays, white space is the joiner."""
        return texts[0] + "".join(
            (lead if "\n" in lead else self.joiner) + text
            for lead, text in zip(leads[1:], texts[1:], strict=True)
        )

    # ---- obsolete units that come back
    def _return(self, stretch: Stretch, returning: Set[str]) -> None:
        """See whether the cut that goes now words those texts of the stretch otherwise."""
        if not any(text in returning for text, _ in stretch.new):
            return
        news = [self.held.get(text) for text, _ in stretch.new]
        before = "".join(unit.msgstr if unit else "" for unit in news)
        olds = [self.held[text] for text, _ in stretch.old]
        is_unchanged = _ink("".join(unit.msgstr for unit in olds)) == _ink(before)
        for text, suggestion in self._suggestions(stretch, by_people=True):
            unit = self.held.get(text)
            if text not in returning or unit is None:
                continue
            if is_unchanged or _ink(suggestion.msgstr) == _ink(unit.msgstr):
                if any(_is_doubted(old) for old in olds):
                    self.revised[unit.key] = replace(unit, fuzzy=True)
            elif suggestion.msgstr:
                self.revised[unit.key] = replace(
                    unit,
                    msgstr=suggestion.msgstr,
                    fuzzy=suggestion.state is State.FUZZY,
                    previous=suggestion.previous,
                    comments=(*unit.comments, EARLIER + _one_line(unit.msgstr)),
                )
            elif suggestion.comments:
                later = tuple(f"In the cut before this one, {note}" for note in suggestion.comments)
                self.revised[unit.key] = replace(
                    unit, fuzzy=True, comments=(*unit.comments, *later)
                )

    # ---- results
    def suggestions(self) -> dict[Key, Suggestion]:
        """One for each unit for which there is anything to say."""
        found = {}
        for text, offers in self.offers.items():
            best = _best(offers)
            if best.msgstr or best.comments:
                found[Key(self.context, text)] = best
        return found

    def regrouped(self) -> dict[Key, tuple[Key, ...]]:
        """The translated units that leave the template, and those that follow them."""
        return {
            Key(self.context, old): tuple(Key(self.context, text) for text in dict.fromkeys(news))
            for old, news in self.followers.items()
        }


def _best(offers: Sequence[Suggestion]) -> Suggestion:
    """The one that counts; where two places word the same text differently, a person decides."""
    worded = [offer for offer in offers if offer.msgstr]
    if not worded:
        notes = tuple(dict.fromkeys(note for offer in offers for note in offer.comments))
        return Suggestion("", State.FUZZY, comments=notes)
    first = min(worded, key=lambda offer: offer.state is State.FUZZY)
    others = dict.fromkeys(offer.msgstr for offer in worded if offer.msgstr != first.msgstr)
    if not others:
        return first
    notes = tuple(f"elsewhere the same was translated: {_quoted(text)}" for text in others)
    return replace(first, state=State.FUZZY, comments=first.comments + notes)


def _is_offer(unit: Unit) -> bool:
    """Whether the translation is one of another text that nobody has confirmed for this one."""
    return unit.fuzzy and unit.previous is not None


def _is_doubted(unit: Unit) -> bool:
    """Whether a person marked the translation as fuzzy: what we offer says so in a comment."""
    return unit.fuzzy and not any(line.startswith(SUGGESTED) for line in unit.extracted)


def _shares(stretch: Stretch, side: Sequence[tuple[str, int]]) -> Iterator[tuple[Atom, ...]]:
    """The atoms of each unit of one side."""
    start = 0
    for _, count in side:
        yield stretch.atoms[start : start + count]
        start += count


def _overlaps(stretch: Stretch) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(old text, the new texts that share an atom with it)."""
    owners = [text for text, count in stretch.new for _ in range(count)]
    start = 0
    for text, count in stretch.old:
        yield text, tuple(dict.fromkeys(owners[start : start + count]))
        start += count


def _ink(text: str) -> str:
    """The text without white space: what joining and parting leave alone."""
    return "".join(text.replace("\\\n", "").split())


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _quoted(text: str) -> str:
    return f"“{_one_line(text)}”"
