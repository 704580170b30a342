"""A parcel that comes back → catalog: a three-way merge by unit, in which no wording is lost.

The third party is the fingerprint that each unit took along (`parcel.fingerprint`): it tells what
the translator changed from what changed in the catalog meanwhile. Never applied to another text as
if it were right: a unit whose source is gone becomes obsolete and is offered as fuzzy where its
text lives on; one whose source was edited on the way is fuzzy. Where both sides changed, the
catalog's wording stays but is no longer published, and the other one stands in a comment.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import InitVar, dataclass, field, replace
from enum import StrEnum

from pipeline.catalogs.exchange.parcel import (
    Parcel,
    ParcelUnit,
    fingerprint,
    key_digest,
    state_of,
)
from pipeline.catalogs.merge import merge
from pipeline.model import Catalog, Key, State, Unit

__all__ = ["Kind", "Outcome", "Received", "receive"]

RIVAL = "Other wording from an exchange ({state}): "
GONE = "its source text is gone; kept as obsolete, offered as fuzzy"
REPLACED = "Approved before the exchange: "


class Kind(StrEnum):
    """What became of a unit of the parcel, where that is worth telling."""

    TAKEN = "taken"  # the catalog says now what the file says
    CONFLICT = "conflict"  # both sides changed: fuzzy, the other wording in a comment
    EMPTIED = "emptied"  # came back without its translation: kept, as fuzzy
    ALTERED = "altered"  # its source was edited on the way: taken as fuzzy
    MISSED = "missed"  # nobody changed it, and the catalog has it no more: back, as fuzzy
    STALE = "stale"  # its source is gone from the catalog: kept as obsolete, offered as fuzzy


PROBLEMS = frozenset({Kind.CONFLICT, Kind.EMPTIED, Kind.ALTERED})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one unit."""

    kind: Kind
    key: Key
    line: int  # in the exchange file
    message: str  # lower-case sentence, no final stop

    @property
    def is_problem(self) -> bool:
        """Whether a person must look at it."""
        return self.kind in PROBLEMS


@dataclass(frozen=True, slots=True)
class Received:
    """The catalog with the parcel's work in it, and what is worth telling, in the file's order."""

    catalog: Catalog
    outcomes: tuple[Outcome, ...]


def receive(parcel: Parcel, catalog: Catalog) -> Received:
    """`catalog` with what `parcel` brings; receiving the same parcel twice changes nothing more."""
    inbox = _Inbox({unit.key: unit for unit in catalog.units}, parcel.units)
    for each in parcel.units:
        inbox.put(each)
    units = [inbox.units[unit.key] for unit in catalog.units]
    stale = [unit for key, unit in inbox.units.items() if key not in inbox.known]
    active = [unit for unit in units if not unit.obsolete]
    gone = [unit for unit in units if unit.obsolete]
    pairs = zip(catalog.units, units, strict=True)
    news = [after for before, after in pairs if after.obsolete and after != before]
    merged = replace(catalog, units=(*_with_offers(active, [*news, *stale]), *gone, *stale))
    return Received(merged, tuple(inbox.outcomes))


@dataclass(slots=True)
class _Inbox:
    """The catalog's units while a parcel is unpacked; those not `known` before are stale ones."""

    units: dict[Key, Unit]
    all_theirs: InitVar[tuple[ParcelUnit, ...]]
    outcomes: list[Outcome] = field(default_factory=list)
    known: frozenset[Key] = frozenset()
    _by_id: dict[str, Key] = field(default_factory=dict)
    _forms: dict[str, list[ParcelUnit]] = field(default_factory=dict)  # id → its plural forms

    def __post_init__(self, all_theirs: tuple[ParcelUnit, ...]) -> None:
        for each in all_theirs:
            if each.form is not None:
                self._forms.setdefault(each.id, []).append(each)
        self.known = frozenset(self.units)
        self._by_id = {key_digest(key): key for key in self.units}

    def put(self, theirs: ParcelUnit) -> None:
        """Unpack one unit."""
        key = self._by_id.get(theirs.id, theirs.key)
        is_our_id = theirs.id in self._by_id or bool(theirs.base)  # other tools number units
        altered = is_our_id and theirs.id != key_digest(theirs.key)
        mine = self.units.get(key)
        if mine is None or self._lacks_form(mine, theirs):
            self._put_stale(theirs, altered=altered)
            return
        if bool(mine.plural) is not (theirs.form is not None):
            self._put_misshapen(mine, theirs)
            return
        mine = _with_comments(mine, theirs)
        verdict = _verdict(mine, theirs, altered=altered)
        if verdict is not None:
            if verdict.wins and theirs.form is not None and self._is_disputed(mine, theirs):
                verdict = verdict.as_fuzzy()
            if mine.obsolete and verdict.kind is Kind.TAKEN:
                verdict = replace(verdict, kind=Kind.STALE, message=GONE)
            mine = verdict.on(mine, theirs.form)
            self._tell(verdict.kind, key, theirs, verdict.message)
        if theirs.rival:
            mine = self._dispute(mine, theirs, _Wording(theirs.rival, State.FUZZY))
        if mine != self.units[key]:
            self.units[key] = mine

    def _is_disputed(self, mine: Unit, theirs: ParcelUnit) -> bool:
        """Whether another form of the same entry was brought before, and lost.

        One flag is for all forms: while one of them waits for a person, none is approved.
        """
        return any(
            _was_brought(mine, each, _Wording(each.target or "", _state(each)))
            for each in self._forms[theirs.id]
            if each is not theirs
        )

    def _lacks_form(self, mine: Unit, theirs: ParcelUnit) -> bool:
        """Whether a stale entry has not got this form yet: nobody here can have deleted it."""
        is_stale = mine.key not in self.known and bool(mine.plural)
        return is_stale and theirs.form is not None and not _held(mine, theirs.form).text.strip()

    def _put_stale(self, theirs: ParcelUnit, *, altered: bool) -> None:
        """A unit that the catalog does not know; of a plural, one form after the other."""
        if not (theirs.target or "").strip():
            return
        state = State.FUZZY if altered else _state(theirs)
        unit = self.units.get(theirs.key) or Unit(
            theirs.key,
            obsolete=True,
            plural=(theirs.plural, "") if theirs.form is not None else (),
            previous=theirs.previous,
            flags=theirs.flags,
        )
        said = [line for line in theirs.comments if line not in unit.comments]
        unit = replace(unit, comments=(*unit.comments, *said))
        unit = _applied(unit, theirs.form, _Wording(theirs.target or "", state))
        if theirs.rival:
            unit = _disputed(unit, _Wording(theirs.rival, State.FUZZY))
        self.units[theirs.key] = unit
        self._tell(Kind.STALE, theirs.key, theirs, GONE)

    def _put_misshapen(self, mine: Unit, theirs: ParcelUnit) -> None:
        """A plural form for what is no plural here, or the other way round."""
        rival = _Wording(theirs.target or "", theirs.state or State.FUZZY)
        if rival.text.strip() and not _has_note(mine.comments, _rival_note(rival)):
            self.units[mine.key] = _noted(mine, _rival_note(rival))
            message = "it has plural forms on one side only; what came is in its comment"
            self._tell(Kind.CONFLICT, mine.key, theirs, message)

    def _dispute(self, mine: Unit, theirs: ParcelUnit, rival: _Wording) -> Unit:
        if _has_note(mine.comments, _rival_note(rival)):
            return mine  # brought before: a person has decided, or will
        message = "the translation and the reviewer's wording were both changed; see its comment"
        self._tell(Kind.CONFLICT, mine.key, theirs, message)
        return _disputed(mine, rival)

    def _tell(self, kind: Kind, key: Key, theirs: ParcelUnit, message: str) -> None:
        self.outcomes.append(Outcome(kind, key, theirs.line, message))


# ----------------------------------------------------------------------------------------- wordings
@dataclass(frozen=True, slots=True)
class _Wording:
    text: str
    state: State


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What to do with a wording."""

    kind: Kind
    wording: _Wording
    message: str = "taken"
    wins: bool = True  # False: it goes into a comment, and what is there becomes fuzzy

    def as_fuzzy(self) -> _Verdict:
        """The same without calling the wording right."""
        return replace(self, wording=replace(self.wording, state=State.FUZZY))

    def on(self, mine: Unit, form: int | None) -> Unit:
        """`mine` after it."""
        return _applied(mine, form, self.wording) if self.wins else _disputed(mine, self.wording)


def _verdict(mine: Unit, theirs: ParcelUnit, *, altered: bool) -> _Verdict | None:
    """What to do with the translation that came; None: nothing."""
    if theirs.target is None:
        return None
    held = _held(mine, theirs.form)
    came = _Wording(theirs.target, _state(theirs))
    if came == held:
        return None
    if _is_base(theirs, came):
        return _missed(held, came)
    if not came.text.strip():
        return _emptied(theirs, held)
    if altered:
        return _altered(mine, held, came)
    if _was_brought(mine, theirs, came):
        return None  # a person has decided, or will
    if _is_base(theirs, held) or not held.text.strip():
        return _Verdict(Kind.TAKEN, came)
    if came.text == held.text:  # the same work done twice: the more careful judgement stands
        careful = _Wording(held.text, State.FUZZY)
        return None if careful == held else _Verdict(Kind.TAKEN, careful)
    return _conflict(mine, came)


def _missed(held: _Wording, came: _Wording) -> _Verdict | None:
    """Untouched on the way and empty here since: lost with a file, or deleted; a person can say."""
    if held.text.strip() or came.state is not State.TRANSLATED:
        return None
    message = "translated when it was exported, empty in the catalog since: it is back, as fuzzy"
    return _Verdict(Kind.MISSED, _Wording(came.text, State.FUZZY), message)


def _emptied(theirs: ParcelUnit, held: _Wording) -> _Verdict | None:
    """Somebody deleted a translation: nothing is deleted here, but it is not published either."""
    if held.state is not State.TRANSLATED or not theirs.base:
        return None
    message = "came back without its translation, which stays here as fuzzy"
    return _Verdict(Kind.EMPTIED, _Wording(held.text, State.FUZZY), message)


def _altered(mine: Unit, held: _Wording, came: _Wording) -> _Verdict | None:
    if came.text == held.text:
        return None
    message = "its source text was edited on the way: what came with it needs a look"
    if held.text.strip():
        return _conflict(mine, came, message, Kind.ALTERED)
    return _Verdict(Kind.ALTERED, _Wording(came.text, State.FUZZY), message)


def _conflict(
    mine: Unit,
    came: _Wording,
    message: str = "the catalog's wording changed as well: it stays, as fuzzy; see its comment",
    kind: Kind = Kind.CONFLICT,
) -> _Verdict | None:
    if _has_note(mine.comments, _rival_note(came)):
        return None  # brought before: a person has decided, or will
    return _Verdict(kind, came, message, wins=False)


def _was_brought(mine: Unit, theirs: ParcelUnit, came: _Wording) -> bool:
    """Whether this very parcel was received before, and its wording lost the dispute.

    The dispute made the catalog's wording fuzzy, as it may have been at export: then it looks as
    if nobody had touched it since. A parcel that left with the note in it is another matter: who
    sends it back has seen the note, and chosen.
    """
    note = _rival_note(came)
    return _has_note(mine.comments, note) and not _has_note(theirs.comments, note)


def _held(mine: Unit, form: int | None) -> _Wording:
    texts = mine.plural[1:] if form is not None else (mine.msgstr,)
    text = texts[form or 0] if (form or 0) < len(texts) else ""
    return _Wording(text, state_of(text, fuzzy=mine.fuzzy))


def _state(theirs: ParcelUnit) -> State:
    """What the file says the wording is worth. Unsaid: fuzzy, unless nothing was changed."""
    text = theirs.target or ""
    if not text.strip():
        return State.UNTRANSLATED
    if theirs.state is not None:
        return State.TRANSLATED if theirs.state is State.TRANSLATED else State.FUZZY
    return State.TRANSLATED if _is_base(theirs, _Wording(text, State.TRANSLATED)) else State.FUZZY


def _is_base(theirs: ParcelUnit, wording: _Wording) -> bool:
    """Whether the catalog said exactly this at export."""
    said = _wording_part(fingerprint(wording.text, wording.state, ()))
    return bool(theirs.base) and _wording_part(theirs.base) == said


def _wording_part(base: str) -> str:
    return base.rpartition(":")[0]


# ------------------------------------------------------------------------------------------ changes
def _applied(mine: Unit, form: int | None, wording: _Wording) -> Unit:
    """`mine` saying `wording`; an approved wording that a doubtful one replaces stays findable."""
    fuzzy = wording.state is State.FUZZY
    if form is None:
        before = _held(mine, None)
        if fuzzy and before.state is State.TRANSLATED and before.text != wording.text:
            mine = _noted(mine, REPLACED + before.text)
        changed = replace(mine, msgstr=wording.text, fuzzy=fuzzy)
    else:
        forms = [*mine.plural[1:], *[""] * (form + 2 - len(mine.plural))]
        forms[form] = wording.text
        # one flag for all forms: it goes only when the first form is approved
        fuzzy = fuzzy or (mine.fuzzy and form > 0)
        changed = replace(mine, plural=(mine.plural[0], *forms), fuzzy=fuzzy)
    return replace(changed, previous=changed.previous if fuzzy else None)


def _disputed(mine: Unit, came: _Wording) -> Unit:
    return replace(_noted(mine, _rival_note(came)), fuzzy=True)


def _rival_note(came: _Wording) -> str:
    return RIVAL.format(state=came.state) + came.text


def _noted(mine: Unit, note: str) -> Unit:
    """`mine` with a comment, once."""
    if _has_note(mine.comments, note):
        return mine
    return replace(mine, comments=(*mine.comments, *note.split("\n")))


def _has_note(comments: Iterable[str], note: str) -> bool:
    said = {line.strip() for line in comments}  # PO files blank out the end of a comment
    return all(line.strip() in said for line in note.split("\n"))


def _with_comments(mine: Unit, theirs: ParcelUnit) -> Unit:
    """`mine` with the comments that were written on the way; none is ever taken away."""
    said = theirs.base.rpartition(":")[2]
    if said and said == fingerprint("", State.FUZZY, theirs.comments).rpartition(":")[2]:
        return mine
    new = [line for line in theirs.comments if line not in mine.comments and line.strip()]
    return replace(mine, comments=(*mine.comments, *new)) if new else mine


# ------------------------------------------------------------------------------------------- offers
def _with_offers(active: list[Unit], stale: Iterable[Unit]) -> list[Unit]:
    """`active` with the stale translations where update would have offered them: as fuzzy."""
    gone = tuple(unit for unit in stale if unit.msgstr.strip())
    empty = {unit.key: unit for unit in active if unit.state is State.UNTRANSLATED}
    if not gone or not empty:
        return active
    wanted = Catalog("", None, (), tuple(replace(unit, comments=()) for unit in empty.values()))
    offered = {unit.key: unit for unit in merge(wanted, Catalog("", None, (), gone)).units}
    return [
        _with_comments_of(unit, offered[unit.key]) if unit.key in empty else unit for unit in active
    ]


def _with_comments_of(unit: Unit, offered: Unit) -> Unit:
    comments = dict.fromkeys((*unit.comments, *offered.comments))
    return replace(offered, comments=tuple(comments))
