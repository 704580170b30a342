"""Template + catalog → catalog: the text moved on, every translation that people made stays.

By key (context and msgid), never across contexts. A unit that is gone becomes obsolete and comes
back when its text does. An edited sentence keeps its translation where only its looks changed, is
offered it as fuzzy where its words did, and is left empty where its meaning did, with the old
translation in a comment. An update never makes a translation out of a fuzzy.

A new unit is asked for, in this order, until somebody has a translation: `elsewhere` (the same key,
gone from another article) → the sentence of this catalog from which only its looks differ → `recut`
(what the former cut of this article says) → `certain` (the memory: the same text) → the near
sentences of this catalog → `memory` (near texts). `recut`, `certain` and `memory` are `Suggest`
functions; how nothing unsafe comes through them is said at `Suggestion`.

An offer of ours that nobody touched gives way to an approved translation of its very text that has
turned up since (`elsewhere`, then `surer`). One that somebody touched stays, and is shown it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pipeline.catalogs import review
from pipeline.catalogs.catalog import with_header
from pipeline.catalogs.origins import Origins
from pipeline.catalogs.worddiff import word_diff
from pipeline.language.meaning.comparing import Comparison, Meaning
from pipeline.model import Catalog, Key, Language, State, Unit

__all__ = [
    "FROM_TEMPLATE",
    "Says",
    "Some",
    "Suggest",
    "Suggestion",
    "Surer",
    "is_kept_as_it_is",
    "is_offer",
    "merge",
    "merge_some",
    "new_catalog",
]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A translation offered from outside the catalog for a unit that is new in it.

    An empty `msgstr` offers nothing but its `comments` (what did not fit, for the translator to
    see); the next one in the order is then asked as well. `merge` judges every FUZZY suggestion
    that has a `previous` as it judges its own: where the meaning differs, the msgstr is withheld
    and only shown in a comment.
    """

    msgstr: str
    state: State  # TRANSLATED or FUZZY
    previous: Key | None = None  # what msgstr translates, where that is one text (`#| msgid`)
    comments: tuple[str, ...] = ()  # where it comes from: `#. Suggested: …` while not translated


Suggest = Callable[[int], Suggestion | None]
"""What is known for `template.units[number]` (its neighbours are its context); None: nothing."""


Says = Callable[[Key, str], bool]
"""Whether this is an approved translation of that text, somewhere outside the catalog."""


class Surer(NamedTuple):
    """What is better than an offer that was made before, and how to know such an offer."""

    suggest: Suggest  # the very text, approved
    says: Says


FROM_TEMPLATE = ("Report-Msgid-Bugs-To", "POT-Creation-Date", "X-Domain", "X-Source-Digest")
SUPPRESSION = "leaflets: allow"

# `#.` lines that belong to an offer and not to the source. They stay as they are until the unit is
# translated, and then go.
DIFF = "Changed: "
MEANING = "Meaning: "
OLD = "Old translation: "
SUGGESTED = "Suggested: "
KNOWN = f"{SUGGESTED}the same text is translated by now: "
NOTES = (DIFF, MEANING, OLD, SUGGESTED)


def new_catalog(
    template: Catalog,
    language: Language,
    *,
    project: str = "",
) -> Catalog:
    """An untranslated catalog for `template`, marked as a draft.

    The revision date is the template's: there is no clock here.
    """
    created = template.header_value("POT-Creation-Date")
    fields = {
        "Project-Id-Version": project or template.header_value("Project-Id-Version"),
        "Report-Msgid-Bugs-To": template.header_value("Report-Msgid-Bugs-To"),
        "POT-Creation-Date": created,
        "PO-Revision-Date": created,
        "Last-Translator": "",
        "Language-Team": "",
        "Language": language.directory,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    empty = Catalog(template.domain, language, tuple(fields.items()), (), (review.DRAFT,))
    return merge(template, empty)


def merge(
    template: Catalog,
    catalog: Catalog,
    *,
    origins: Origins | None = None,
    withhold: bool = True,
    fixes: Mapping[Key, Key] | None = None,
    elsewhere: Mapping[Key, Unit] | None = None,
    recut: Suggest | None = None,
    certain: Suggest | None = None,
    memory: Suggest | None = None,
    surer: Surer | None = None,
) -> Catalog:
    """The catalog brought up to date with the template; merging twice is merging once.

    Units come in the order of the template, obsolete ones last. No msgstr is lost: each is in a
    unit of the result, active or obsolete. `origins` may know the catalogs of other languages too:
    then it is worked out once for all of them. Without `withhold`, a translation whose source has
    changed its meaning is offered as fuzzy after all, with a comment that says what changed.
    `fixes` are edits declared to be mended typos, new key → old key: they keep their translation in
    the state that it has.
    """
    new = _New(
        template,
        {unit.key: unit for unit in catalog.units},
        origins or Origins(template, (catalog,)),
        fixes or {},
        elsewhere or {},
        (recut, certain),
        memory,
        surer,
        withhold=withhold,
    )
    active = [new.unit(number) for number, u in enumerate(template.units) if not u.obsolete]
    kept = {unit.key: unit for unit in active}
    gone = _gone(catalog.units, kept.keys() | new.adopted)
    merged = replace(catalog, units=(*active, *_without_residue(gone, kept.get)))
    has = {name.lower() for name, _ in template.header}
    fields = {n: template.header_value(n) for n in FROM_TEMPLATE if n.lower() in has}
    return review.settled(catalog, with_header(merged, fields))


class Some(NamedTuple):
    """What of a catalog a merge has to look at, where all the rest of it stays as it is."""

    numbers: tuple[int, ...]  # of the template's units that may change
    held: Mapping[Key, Unit]  # all units of the catalog
    left: tuple[Unit, ...]  # those of them that the template has not, in their order


def merge_some(
    template: Catalog,
    some: Some,
    *,
    origins: Origins,
    withhold: bool = True,
    elsewhere: Mapping[Key, Unit] | None = None,
    certain: Suggest | None = None,
    memory: Suggest | None = None,
    surer: Surer | None = None,
) -> tuple[dict[int, Unit], tuple[Unit, ...]]:
    """The units that `merge` makes for `some.numbers`, and all obsolete ones of its result."""
    new = _New(
        template,
        some.held,
        origins,
        {},
        elsewhere or {},
        (certain,),
        memory,
        surer,
        withhold=withhold,
    )
    merged = {number: new.unit(number) for number in some.numbers}
    gone = _gone(some.left, new.adopted)
    if not any(map(is_offer, gone)):
        return merged, tuple(gone)
    changed = {unit.key: unit for unit in merged.values()}
    active = {unit.key for unit in template.units}

    def kept(key: Key) -> Unit | None:
        return changed.get(key) or (some.held.get(key) if key in active else None)

    return merged, tuple(_without_residue(gone, kept))


# ------------------------------------------------------------------------------------- known keys
def _updated(source: Unit, held: Unit) -> Unit:
    """The translation in `held`, active or obsolete, under what the template says of its source."""
    unit = held if bool(held.plural) is bool(source.plural) else _reshaped(source, held)
    if source.plural and unit.plural[0] != source.plural[0]:
        unit = replace(
            unit, plural=(source.plural[0], *unit.plural[1:]), fuzzy=bool(unit.plural[1])
        )
    extracted = source.extracted + _notes(unit)
    flags = tuple(dict.fromkeys(unit.flags + source.flags)) if source.flags else unit.flags
    wanted = (False, extracted, source.references, flags)
    if (unit.obsolete, unit.extracted, unit.references, unit.flags) == wanted:
        return unit  # most units of most updates: making a new one costs more than all of this
    return replace(
        unit, obsolete=False, extracted=extracted, references=source.references, flags=flags
    )


def _notes(unit: Unit) -> tuple[str, ...]:
    """What the `#.` lines of a unit say about its offer, for as long as it is not translated.

    A fuzzy unit of another tool's making, or one whose comments were lost, gets its word diff too.
    """
    if not unit.fuzzy and all(text.strip() for text in _translations(unit)):
        return ()
    notes = tuple(line for line in unit.extracted if line.startswith(NOTES))
    if not (unit.fuzzy and unit.previous) or any(note.startswith(DIFF) for note in notes):
        return notes
    return (*_diff(unit.previous.msgid, unit.key.msgid), *notes)


def _diff(old: str, new: str) -> tuple[str, ...]:
    return (DIFF + word_diff(old, new),) if old != new else ()


def _reshaped(source: Unit, held: Unit) -> Unit:
    """`held` as a plural unit, or as a plain one, the way `source` is; fuzzy where it says any."""
    if source.plural:
        forms = (held.msgstr, *("" for _ in source.plural[2:]))
        return replace(held, msgstr="", plural=(source.plural[0], *forms), fuzzy=bool(held.msgstr))
    forms = tuple(form for form in held.plural[1:] if form)
    comments = tuple(f"Former plural form: {form}" for form in forms[1:])
    return replace(
        held,
        msgstr=forms[0] if forms else "",
        plural=(),
        fuzzy=bool(forms),
        comments=held.comments + comments,
    )


# --------------------------------------------------------------------------------------- gone keys
def _gone(units: Iterable[Unit], wanted: Set[Key]) -> list[Unit]:
    """Units without a place in the template: the obsolete ones first, then those gone just now."""
    gone = [unit for unit in units if unit.key not in wanted and _says_something(unit)]
    before = [unit for unit in gone if unit.obsolete]
    now = [
        replace(unit, obsolete=True, extracted=(), references=())  # its place is gone too
        for unit in gone
        if not unit.obsolete
    ]
    return before + now


def _says_something(unit: Unit) -> bool:
    """Whether a person wrote something into the unit: a translation, or a comment."""
    return any(_translations(unit)) or bool(unit.comments)


def is_kept_as_it_is(unit: Unit) -> bool:
    """Whether every merge without a place for it leaves an obsolete unit just as it is."""
    return unit.obsolete and _says_something(unit) and not is_offer(unit)


def _translations(unit: Unit) -> tuple[str, ...]:
    return unit.plural[1:] if unit.plural else (unit.msgstr,)


def _without_residue(gone: list[Unit], active: Callable[[Key], Unit | None]) -> list[Unit]:
    """`gone` without our own offers that nobody touched: what they repeat is in another unit."""
    kept = {unit.key: unit for unit in gone}
    return [
        unit
        for unit in gone
        if unit.previous is None
        or not is_offer(unit)
        or not _repeats(unit, kept.get(unit.previous) or active(unit.previous))
    ]


def is_offer(unit: Unit) -> bool:
    """Whether a translation is one of another text, offered for this one."""
    return unit.fuzzy and unit.previous is not None and not unit.plural


def _repeats(offer: Unit, origin: Unit | None) -> bool:
    """Whether `offer` says nothing that the unit it was made from does not say."""
    return (
        origin is not None
        and not is_offer(origin)
        and offer.msgstr == origin.msgstr
        and set(offer.comments) <= set(origin.comments)
    )


# ---------------------------------------------------------------------------------------- new keys
@dataclass(frozen=True, slots=True)
class _Offer:
    """What was found for a unit: a translation, or only remarks for its translator."""

    unit: Unit | None = None  # msgstr, state, previous, comments and flags are taken from it
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _New:
    """Makes the units of the merged catalog, with an offer for what is new in it."""

    template: Catalog
    held: Mapping[Key, Unit]
    origins: Origins
    fixes: Mapping[Key, Key]
    elsewhere: Mapping[Key, Unit]
    whole: tuple[Suggest | None, ...]  # better than a near sentence of the catalog
    memory: Suggest | None
    surer: Surer | None
    withhold: bool
    adopted: set[Key] = field(default_factory=set)  # old units that a new one carries on
    _by_source: dict[Key, Unit] | None = None

    def unit(self, number: int) -> Unit:
        """The unit for `template.units[number]`."""
        source = self.template.units[number]
        held = self.held.get(source.key)
        if held is None:
            return _filled(replace(source, line=0), self._offers(number, is_known=False))
        unit = _updated(source, held)
        if unit.state is State.UNTRANSLATED:
            offers = self._offers(number, is_known=True)
            if offers and offers[-1].unit is not None:
                return _filled(replace(source, comments=unit.comments, line=0), offers[-1:])
        elif is_offer(unit) and not source.plural:
            return self._outdone(number, source, unit)
        return unit

    # ---- offers of before
    def _outdone(self, number: int, source: Unit, unit: Unit) -> Unit:
        """`unit`, an offer, or what has turned up since and is better; what is typed stays."""
        moved = self.elsewhere.get(source.key)
        if moved is not None and moved.msgstr.strip() and not moved.fuzzy:
            found = _Offer(moved)
        elif self.surer is not None:
            found = self._suggested(source, self.surer.suggest, number)
        else:
            return unit
        if found.unit is None:
            return unit
        if self._is_untouched(unit):
            return _filled(replace(source, comments=unit.comments, line=0), [found])
        others = tuple(line for line in unit.extracted if not line.startswith(KNOWN))
        if found.unit.msgstr == unit.msgstr:
            return replace(unit, extracted=others)
        known = KNOWN + " ".join(found.unit.msgstr.split())
        return replace(unit, extracted=(*others, known))

    def _is_untouched(self, offer: Unit) -> bool:
        """Whether an offer says what the text says that it was made from, and nothing else."""
        if offer.previous is None:
            return False
        if _repeats(offer, self.held.get(offer.previous)):
            return True
        if offer.comments or self.surer is None:
            return False
        return self.surer.says(offer.previous, offer.msgstr)

    def _offers(self, number: int, *, is_known: bool) -> list[_Offer]:
        """What there is for a unit, in order, up to the first that has a translation."""
        found: list[_Offer] = []
        if self.template.units[number].plural:
            return found
        for offer in self._asked(number, is_known=is_known):
            found.append(offer)
            if offer.unit is not None:
                break
        return found

    def _asked(self, number: int, *, is_known: bool) -> Iterator[_Offer]:
        """The offers in their order; a known unit was asked about this catalog when it was new."""
        source = self.template.units[number]
        moved = self.elsewhere.get(source.key)
        if moved is not None and moved.msgstr.strip():
            yield _Offer(moved, _notes(moved))
        if not is_known:
            yield self._same(source)
        for suggest in self.whole:
            yield self._suggested(source, suggest, number)
        near = _Offer() if is_known else self._near(source)
        yield near
        if not near.notes:  # what was withheld is shown once: a text of elsewhere says no more
            yield self._suggested(source, self.memory, number)

    # ---- from outside
    def _suggested(self, source: Unit, suggest: Suggest | None, number: int) -> _Offer:
        """A suggestion as an offer; judged, where it says that it translates another text."""
        suggestion = suggest(number) if suggest is not None else None
        if suggestion is None:
            return _Offer()
        notes = tuple(SUGGESTED + " ".join(text.split()) for text in suggestion.comments)
        if not suggestion.msgstr.strip():
            return _Offer(None, notes)
        previous = suggestion.previous
        if previous is None or previous == source.key:
            fuzzy = suggestion.state is not State.TRANSLATED
            return _Offer(Unit(source.key, suggestion.msgstr, fuzzy=fuzzy), notes)
        if previous.msgctxt != source.key.msgctxt:
            return _Offer()  # contexts are never mixed
        comparison = self.origins.judge.compare(previous.msgid, source.key.msgid)
        judged = self._judged(source, Unit(previous, suggestion.msgstr), comparison)
        return replace(judged, notes=(*judged.notes, *notes))

    # ---- from this catalog
    def _same(self, source: Unit) -> _Offer:
        """The old unit that differs in its looks, or by a typo that its editor says is mended."""
        olds = [Key(source.key.msgctxt, o.text) for o in self.origins.of(source) if o.is_same]
        if source.key in self.fixes:
            olds.insert(0, self.fixes[source.key])
        for old in olds:
            held = self.held.get(old)
            if held is not None and held.msgstr.strip():
                return self._carried_on(held, source)
        return _Offer()

    def _near(self, source: Unit) -> _Offer:
        """The translation of the sentence that this one was made of."""
        for origin in self.origins.of(source):
            translated = self._translation_of(Key(source.key.msgctxt, origin.text))
            if translated is not None:
                return self._judged(source, translated, origin.comparison)
        return _Offer()

    def _carried_on(self, old: Unit, source: Unit) -> _Offer:
        """The old unit under the new text, in the state that it has."""
        self.adopted.add(old.key)
        others = tuple(line for line in old.extracted if not line.startswith(DIFF))
        return _Offer(old, _notes(replace(old, key=source.key, extracted=others)))

    def _translation_of(self, source: Key) -> Unit | None:
        """The unit whose msgstr translates `source`: approved before fuzzy, then by its text."""
        own = self.held.get(source)
        if own is not None and not own.fuzzy and own.msgstr.strip():
            return own  # no other unit that is not fuzzy translates it
        if self._by_source is None:
            self._by_source = {}
            for unit in self.held.values():
                key = unit.previous if unit.fuzzy and unit.previous else unit.key
                best = self._by_source.get(key)
                if unit.msgstr.strip() and (best is None or _worth(unit) < _worth(best)):
                    self._by_source[key] = unit
        return self._by_source.get(source)

    def _judged(self, source: Unit, old: Unit, comparison: Comparison) -> _Offer:
        """The translation `old` as fuzzy, or, where the meaning differs, as the policy has it."""
        translates = Key(*(old.previous if old.fuzzy and old.previous else old.key))
        notes = _diff(translates.msgid, source.key.msgid)
        if comparison.meaning is Meaning.CHANGED:
            notes = (*notes, MEANING + "; ".join(comparison.reasons))
            if self.withhold:
                return _Offer(None, (*notes, OLD + " ".join(old.msgstr.split())))
        # Suppressions stay behind: they were given for another sentence.
        comments = tuple(text for text in old.comments if not text.startswith(SUPPRESSION))
        offered = Unit(source.key, old.msgstr, fuzzy=True, previous=translates, comments=comments)
        return _Offer(offered, notes)


def _worth(unit: Unit) -> tuple[bool, bool, str]:
    return unit.fuzzy, unit.obsolete, unit.msgstr


def _filled(source: Unit, offers: list[_Offer]) -> Unit:
    """The unit of the template with what was found for it; the last one may be a translation."""
    found = offers[-1].unit if offers else None
    notes = dict.fromkeys(note for offer in offers for note in offer.notes)
    if found is None:
        return replace(source, extracted=(*source.extracted, *notes))
    return replace(
        source,
        msgstr=found.msgstr,
        fuzzy=found.fuzzy,
        previous=found.previous if found.fuzzy else None,
        comments=tuple(dict.fromkeys(source.comments + found.comments)),
        flags=tuple(dict.fromkeys(found.flags + source.flags)),
        extracted=(*source.extracted, *(notes if found.fuzzy else ())),
    )
