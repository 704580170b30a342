"""Two catalogs that grew from one, put together again: by entry and by field, never by line.

What one side changed is taken; order and layout never conflict. Only where both changed a wording,
and not to the same, is there a dispute: one stays, as fuzzy, so that it reaches no reader, and the
other one stands in a translator's comment. No wording that somebody typed is lost, and no fuzzy
becomes a translation. One unit: `unit`. The header: `header`. Conflict markers: `conflicts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.catalogs.threeway.header import choose, has_newer_template, merge_header
from pipeline.catalogs.threeway.unit import Dispute, forms, merge_unit, with_dispute
from pipeline.model import Catalog, Key, Unit

__all__ = ["Dispute", "Merged", "merge"]


@dataclass(frozen=True, slots=True)
class Merged:
    """The catalog that holds both sides' work, and what people must decide in it."""

    catalog: Catalog
    disputes: tuple[Dispute, ...]  # in the order of the catalog


def merge(base: Catalog | None, ours: Catalog, theirs: Catalog) -> Merged:
    """What `ours` and `theirs` made of `base`, in one catalog.

    Without `base` (a file that both sides added) whatever differs is a change of both. An entry
    that one side deleted stays, obsolete, where it holds a translation.
    """
    merging = _Merging(base, ours, theirs)
    units = merging.units()
    header, comments = merge_header(base, ours, theirs)
    was_fuzzy = base.header_fuzzy if base else False
    active = [unit for unit in units if not unit.obsolete]
    merged = replace(
        ours,
        header=header,
        header_comments=comments,
        header_fuzzy=choose(was_fuzzy, ours.header_fuzzy, theirs.header_fuzzy, otherwise=True),
        units=(*active, *[unit for unit in units if unit.obsolete]),
    )
    disputes = merging.disputes
    return Merged(
        merged, tuple(disputes[unit.key] for unit in merged.units if unit.key in disputes)
    )


_Units = Mapping[Key, Unit]


def _by_key(catalog: Catalog | None) -> dict[Key, Unit]:
    return {unit.key: unit for unit in catalog.units} if catalog else {}


class _Merging:
    """One merge: the units of the sides by key, and the disputes met on the way."""

    def __init__(self, base: Catalog | None, ours: Catalog, theirs: Catalog) -> None:
        self.base = _by_key(base)
        self.ours = _by_key(ours)
        self.theirs = _by_key(theirs)
        self.theirs_is_newer = has_newer_template(base, ours, theirs)
        self.disputes: dict[Key, Dispute] = {}
        self.reworded = [
            (side, _reworded(self.base, side, other))
            for side, other in ((self.ours, self.theirs), (self.theirs, self.ours))
        ]

    def units(self) -> list[Unit]:
        """Every unit of the result, in order."""
        merged = {}
        for key in _order(self.base, self.ours, self.theirs, theirs_first=self.theirs_is_newer):
            unit = self._unit(key)
            if unit is not None:
                merged[key] = unit
        return [self._doubted(self._followed(unit, merged)) for unit in merged.values()]

    def _unit(self, key: Key) -> Unit | None:
        base, ours, theirs = self.base.get(key), self.ours.get(key), self.theirs.get(key)
        if ours is not None and theirs is not None:
            return ours if ours == theirs else self._both(base, ours, theirs)
        if ours is not None:
            return ours if base is None else _deleted(base, ours, self.ours)
        assert theirs is not None  # every key comes from one side or the other
        return theirs if base is None else _deleted(base, theirs, self.theirs)

    def _both(self, base: Unit | None, ours: Unit, theirs: Unit) -> Unit:
        ours, theirs = self._without_offers(base, ours, theirs)
        newer = theirs if self.theirs_is_newer else ours
        unit, dispute = merge_unit(base, ours, theirs, newer=newer)
        if dispute is not None:
            self.disputes[unit.key] = dispute
        return unit

    def _without_offers(self, base: Unit | None, ours: Unit, theirs: Unit) -> tuple[Unit, Unit]:
        """Both sides; what an update offered, and nobody touched, gives way to any other wording.

        Nothing is lost by it: the offer's wording stands in the unit that it was taken from.
        """
        before = base if base is not None else Unit(ours.key)
        if before.plural or forms(before) in (forms(ours), forms(theirs)):
            return ours, theirs
        offered = _is_offer(ours, self.ours), _is_offer(theirs, self.theirs)
        if offered == (True, True):
            offered = self.theirs_is_newer, not self.theirs_is_newer
        return (
            _with_wording_of(before, ours) if offered[0] else ours,
            _with_wording_of(before, theirs) if offered[1] else theirs,
        )

    def _followed(self, unit: Unit, merged: _Units) -> Unit:
        """An offer that a side's update made, with what its origin says now: the other side's work.

        One that was there before both sides is nobody's news.
        """
        sides = (self.ours, self.theirs)
        if unit.previous is None or not any(_is_offer_as_in(unit, side) for side in sides):
            return unit
        if _is_offer_as_in(unit, self.base):
            return unit
        origin = merged.get(unit.previous)
        if origin is None or origin.plural or not origin.msgstr.strip():
            return unit
        if origin.fuzzy and origin.previous is not None:
            return unit  # an offer itself: it translates yet another source
        return replace(unit, msgstr=origin.msgstr)

    def _doubted(self, unit: Unit) -> Unit:
        """A translation carried over to a new source text, disputed where the old was reworded.

        One side's update kept the wording for a source that was only retouched; the other side
        replaced that same wording, perhaps because it was wrong.
        """
        if unit.fuzzy or unit.obsolete or unit.plural or unit.key in self.base:
            return unit
        for side, reworded in self.reworded:
            held = side.get(unit.key)
            if held is not None and held.msgstr == unit.msgstr and unit.msgstr in reworded:
                dispute = Dispute(unit.key, (unit.msgstr,), (reworded[unit.msgstr],))
                self.disputes[unit.key] = dispute
                return with_dispute(unit, dispute)
        return unit


def _reworded(base: _Units, side: _Units, other: _Units) -> Mapping[str, str]:
    """Wording in the base → the other side's wording, for units that are gone from this side."""
    return {
        unit.msgstr: other[key].msgstr
        for key, unit in base.items()
        if key in other
        and unit.msgstr.strip()
        and other[key].msgstr.strip()
        and other[key].msgstr != unit.msgstr
        and (key not in side or (side[key].obsolete and not unit.obsolete))
    }


# ------------------------------------------------------------------------------------------- offers
def _is_offer(unit: Unit, side: _Units) -> bool:
    """Whether `unit` holds only what an update copied into it from another unit of its catalog.

    Not where that one was copied in turn, and at last from this one: then nobody else has it.
    """
    origin, passed = _origin(unit, side), {unit.key}
    if origin is None:
        return False
    while origin is not None and origin.key not in passed:
        passed.add(origin.key)
        origin = _origin(origin, side)
    return origin is None


def _origin(unit: Unit, side: _Units) -> Unit | None:
    """The unit that an update may have copied this one's wording from; None for its own."""
    if not unit.fuzzy or unit.previous is None or unit.plural:
        return None
    origin = side.get(unit.previous)
    return origin if origin is not None and origin.msgstr == unit.msgstr else None


def _is_offer_as_in(unit: Unit, side: _Units) -> bool:
    """Whether `unit`, of the result, is still the offer that it was on this side."""
    held = side.get(unit.key)
    if held is None or (held.msgstr, held.previous) != (unit.msgstr, unit.previous):
        return False
    return unit.fuzzy and _is_offer(held, side)


def _with_wording_of(before: Unit, unit: Unit) -> Unit:
    return replace(unit, msgstr=before.msgstr, fuzzy=before.fuzzy, previous=before.previous)


def _deleted(base: Unit, held: Unit, side: _Units) -> Unit | None:
    """A unit that the other side deleted: obsolete where somebody's work is in it, else gone."""
    is_work = any(form.strip() for form in forms(held)) and not _is_offer(held, side)
    was_written_to = bool(held.comments) and held.comments != base.comments
    if is_work or was_written_to:
        return replace(held, obsolete=True, extracted=(), references=(), line=0)
    return None


# -------------------------------------------------------------------------------------------- order
def _order(base: _Units, ours: _Units, theirs: _Units, *, theirs_first: bool) -> list[Key]:
    """All keys of both sides: in the order of the side that moved units, or has the newer template.

    A unit that only the other side has stands behind the one that it stands behind there; where
    both sides added some at the same place, they stand one group after the other.
    """
    moved = _is_reordered(base, ours), _is_reordered(base, theirs)
    if moved[0] is not moved[1]:
        theirs_first = moved[1]
    first, second = (theirs, ours) if theirs_first else (ours, theirs)
    behind: dict[Key | None, list[Key]] = {}
    anchor: Key | None = None
    for key in second:
        if key in first:
            anchor = key
        else:
            behind.setdefault(anchor, []).append(key)
    ordered: list[Key] = []
    waiting = behind.get(None, [])
    for key in first:
        if key in second:  # the first side's own additions behind an anchor come before the other's
            ordered += waiting
            waiting = behind.get(key, [])
        ordered.append(key)
    return ordered + waiting


def _is_reordered(base: _Units, side: _Units) -> bool:
    return [key for key in base if key in side] != [key for key in side if key in base]
