"""A merge that touches only the entries it would change: all others keep their bytes.

An edit concerns a few sentences of an article, and nearly all entries of its catalogs stay as they
stand. Which these are depends on the template, and on how a catalog is laid out: as the template
was before, nearly always, so that it is found once for all languages. Only the others become units
and are merged (`merge.merge_some`). The result is, byte for byte, what `po.parse`, `merge.merge`
and `po.render` make of the catalog; where that is not certain, `Splicer.open` says None.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.catalogs import recut, review
from pipeline.catalogs.merge import FROM_TEMPLATE, Some
from pipeline.catalogs.po.glance import Entries, Texts
from pipeline.catalogs.po.reading import unit_of
from pipeline.catalogs.po.writing import entry, obsolete_entries
from pipeline.catalogs.recut.cuts import Old
from pipeline.catalogs.translations import Text
from pipeline.model import Catalog, Key, Unit

__all__ = ["Splice", "Splicer"]

ADDRESSED_TO_US = "leaflets:"  # begins a suppression in a comment, which merging may bind


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a template meets catalogs of one layout, if all of their entries are translated."""

    above: list[str]  # with `msgids`: the layout
    msgids: list[str]
    places: Mapping[Text, int]  # of the entries in the catalog
    stays: tuple[int, ...]  # for each unit of the template: the place of its entry, OPEN if merged
    gone: tuple[int, ...]  # places of entries that the template has no more
    has_previous: bool  # a translation is one of another text
    is_addressed: bool  # a comment speaks to us

    def fits(self, held: Entries) -> bool:
        """Whether the catalog is laid out so; the lists of `Texts` are shared, not compared."""
        return held.msgids is self.msgids and held.above is self.above


_Differences = tuple[frozenset[int], tuple[tuple[Key, bool], ...]]
OPEN = -1


class Units(Mapping[Key, Unit]):
    """The units of a catalog, each made when it is asked for."""

    def __init__(self, held: Entries, plan: _Plan) -> None:
        self._held = held
        self._places = plan.places
        self._obsolete = {unit.key: unit for unit in held.obsolete}

    def __getitem__(self, key: Key) -> Unit:
        """The unit of this key, active or obsolete."""
        place = self._places.get(key)
        return self._obsolete[key] if place is None else self.at(place)

    def __iter__(self) -> Iterator[Key]:
        """All keys, in the order of the file."""
        yield from (Key(*key) for key in self._places)
        yield from self._obsolete

    def __contains__(self, key: object) -> bool:
        """Whether there is such a unit, which is not made to find out."""
        return key in self._places or key in self._obsolete

    def __len__(self) -> int:
        """How many units there are."""
        return len(self._places) + len(self._obsolete)

    def at(self, place: int) -> Unit:
        """The unit of the active entry in this place."""
        held = self._held
        head = held.heads[held.above[place]]
        return unit_of(head, held.msgids[place], held.msgstrs[place])


class Splicer:
    """The merges of one article's template into the catalogs of all its languages."""

    def __init__(self, template: Catalog, texts: Texts) -> None:
        self._template = template
        self._texts = texts
        self._plan: _Plan | None = None
        self._cuts: dict[_Differences, bool] = {}  # under this plan
        self._fields = {
            name: template.header_value(name)
            for name in FROM_TEMPLATE
            if any(name.lower() == each.lower() for each, _ in template.header)
        }

    def open(self, held: Entries) -> Splice | None:
        """The merge with a catalog, to be made; None where it has to be read in full.

        That is where it is not in our layout, where an approval or a suppression may have to be
        bound to its wording, and where the text is cut in another way than it was.
        """
        if not held.is_ours or review.is_claimed(held):
            return None
        header = held.header.with_values(self._fields)
        plan = self._plan_for(held)
        addressed = any(ADDRESSED_TO_US in line for unit in held.obsolete for line in unit.comments)
        if header is None or plan.is_addressed or addressed:
            return None
        splice = Splice(self._template, self._texts, held, plan, header)
        return None if self._is_cut_otherwise(splice) else splice

    def _is_cut_otherwise(self, splice: Splice) -> bool:
        what = splice.differences()
        if what not in self._cuts:
            self._cuts[what] = recut.concerns(self._template, splice.olds())
        return self._cuts[what]

    def _plan_for(self, held: Entries) -> _Plan:
        if self._plan is None or not self._plan.fits(held):
            self._plan = self._made(held)
            self._cuts.clear()
        return self._plan

    def _made(self, held: Entries) -> _Plan:
        texts = self._texts
        keys = held.keys
        places: dict[Text, int] = {key: place for place, key in enumerate(keys)}
        wanted = texts.keys
        stays = []
        for above, key in zip(texts.above, wanted, strict=True):
            place = places.get(key, OPEN)
            is_alike = place != OPEN and held.above[place] == above and not held.heads[above].fuzzy
            stays.append(place if is_alike else OPEN)
        known = set(wanted)
        heads = held.heads.values()
        return _Plan(
            held.above,
            held.msgids,
            places,
            tuple(stays),
            tuple(place for place, key in enumerate(keys) if key not in known),
            has_previous=any(head.previous is not None for head in heads),
            is_addressed=any(ADDRESSED_TO_US in line for head in heads for line in head.comments),
        )


class Splice:
    """A template and a catalog, in which only what differs is looked at."""

    def __init__(
        self, template: Catalog, texts: Texts, held: Entries, plan: _Plan, header: str
    ) -> None:
        self._texts = texts
        self._held = held
        self._plan = plan
        self._header = header
        self._template = template
        self.units = Units(held, plan)

    @cached_property
    def _blank(self) -> frozenset[int]:
        """The places of entries without a translation."""
        msgstrs = self._held.msgstrs
        if all(map(str.strip, msgstrs)):
            return frozenset()
        return frozenset(place for place, text in enumerate(msgstrs) if not text.strip())

    # ---- what others ask of the catalog
    def differences(self) -> _Differences:
        """By what the catalog's texts differ from those of another one of its layout."""
        gone = tuple([(unit.key, bool(unit.msgstr.strip())) for unit in self._held.obsolete])
        return self._blank, gone

    def olds(self) -> dict[str | None, tuple[Old, ...]]:
        """Its texts as `recut` asks for them, by context."""
        blank, gone = self.differences()
        rows = [(key, False, place not in blank) for key, place in self._plan.places.items()]
        rows += [(key, True, has_translation) for key, has_translation in gone]
        found: dict[str | None, list[Old]] = {}
        for (context, text), is_obsolete, is_translated in rows:
            found.setdefault(context, []).append(Old(text, is_obsolete, is_translated))
        return {context: tuple(olds) for context, olds in found.items()}

    def sources(self) -> set[Text]:
        """The texts that some translation in the catalog is one of."""
        places = self._plan.places
        blank = self._blank
        found = (
            {key for key, place in places.items() if place not in blank} if blank else set(places)
        )
        units = [*self._held.obsolete]
        if self._plan.has_previous:
            units += map(self.units.at, range(len(places)))
        for unit in units:
            if unit.msgstr.strip():
                found.update({unit.key, unit.previous or unit.key})
        return found

    # ---- the merge
    def to_merge(self) -> Some:
        """What `merge.merge_some` is to look at."""
        blank, stays = self._blank, self._plan.stays
        numbers = [n for n, place in enumerate(stays) if place == OPEN or place in blank]
        active = [self.units.at(place) for place in self._plan.gone]
        wanted = {unit.key for unit in self._template.units} if self._held.obsolete else set()
        gone = [unit for unit in self._held.obsolete if unit.key not in wanted]
        return Some(tuple(numbers), self.units, (*active, *gone))

    def content(self, merged: Mapping[int, Unit], gone: tuple[Unit, ...]) -> bytes:
        """The file, with these units of the template's and these obsolete ones."""
        raws = self._held.raws
        shown = [
            entry(merged[number]) if number in merged else f'{start}{raws[place]}"'
            for number, (start, place) in enumerate(
                zip(self._texts.starts, self._plan.stays, strict=True)
            )
        ]
        return ("\n\n".join([self._header, *shown, *obsolete_entries(gone)]) + "\n").encode()
