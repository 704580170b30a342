"""One unit in a three-way merge: which wording stands, and how sure anybody may be of it.

Owns the rules for a unit that both sides have; which units there are is `threeway`'s business.
When in doubt the result is fuzzy: a fuzzy reaches no reader and asks for a look.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.catalogs.threeway.header import choose, merge_lines
from pipeline.model import Key, Unit

__all__ = ["Dispute", "forms", "merge_unit", "with_dispute"]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A unit that both sides translated, and not to the same; one form unless it is a plural."""

    key: Key
    kept: tuple[str, ...]  # what is now the fuzzy msgstr
    other: tuple[str, ...]  # what now stands in comments; "" where that side took the wording out


def forms(unit: Unit) -> tuple[str, ...]:
    """The translations in a unit: its msgstr, or every plural form."""
    return unit.plural[1:] if unit.plural else (unit.msgstr,)


def merge_unit(
    base: Unit | None, ours: Unit, theirs: Unit, *, newer: Unit
) -> tuple[Unit, Dispute | None]:
    """What both sides made of `base`, None where both added the unit.

    `newer` is the side with the newer template: it knows better where the unit stands.
    """
    before = _blank(ours) if base is None else base
    wording = _wording(before, ours, theirs)
    comments = _comments(before, ours, theirs, wording)
    obsolete = newer.obsolete
    if base is not None:
        obsolete = choose(base.obsolete, ours.obsolete, theirs.obsolete, otherwise=obsolete)
    if ours.obsolete is not theirs.obsolete:  # then one of them knows nothing of the place
        newer = before = ours if ours.obsolete is obsolete else theirs
        ours = theirs = newer
    merged = replace(
        wording.unit,
        obsolete=obsolete,
        extracted=choose(
            before.extracted, ours.extracted, theirs.extracted, otherwise=newer.extracted
        ),
        references=choose(
            before.references, ours.references, theirs.references, otherwise=newer.references
        ),
        comments=comments,
        flags=wording.flags,
        line=0,
    )
    return merged, wording.dispute


def _blank(unit: Unit) -> Unit:
    """The unit before anybody wrote anything into it."""
    plural = (unit.plural[0], *("" for _ in unit.plural[1:])) if unit.plural else ()
    return Unit(unit.key, plural=plural)


# ------------------------------------------------------------------------------------------ wording
@dataclass(frozen=True, slots=True)
class _Wording:
    """Which translation stands."""

    unit: Unit  # msgstr, plural, fuzzy and previous count
    flags: tuple[str, ...]
    sources: tuple[Unit, ...] = ()  # the sides that it comes from; (): both have it
    dispute: Dispute | None = None


def _wording(before: Unit, ours: Unit, theirs: Unit) -> _Wording:
    flags = merge_lines(before.flags, ours.flags, theirs.flags)
    if _text(ours) == _text(theirs):
        return _Wording(_same(before, ours, theirs), flags)
    if _text(theirs) == _text(before):
        return _Wording(_taken(before, ours, theirs), flags, (ours,))
    if _text(ours) == _text(before):
        return _Wording(_taken(before, theirs, ours), flags, (theirs,))
    return _both_changed(before, ours, theirs, flags)


def _text(unit: Unit) -> tuple[str, ...]:
    return unit.plural or (unit.msgstr,)


def _same(before: Unit, ours: Unit, theirs: Unit) -> Unit:
    """The same wording on both sides: who changed how far it is trusted, or where it is from?"""
    fuzzy = ours.fuzzy or theirs.fuzzy
    if _text(before) == _text(ours):
        fuzzy = choose(before.fuzzy, ours.fuzzy, theirs.fuzzy, otherwise=True)
    either = ours.previous or theirs.previous
    previous = choose(before.previous, ours.previous, theirs.previous, otherwise=either)
    return replace(ours, fuzzy=fuzzy, previous=previous)


def _taken(before: Unit, changed: Unit, other: Unit) -> Unit:
    """The one wording that changed, as sure as its side is of it, less sure if the other doubts.

    Not three-way: where one side approves the old wording and the other one rewrites it as fuzzy,
    nobody has approved the new one. Of no wording there is nothing to doubt.
    """
    doubted = other.fuzzy and not before.fuzzy and any(forms(changed))
    return replace(changed, fuzzy=changed.fuzzy or doubted)


def _both_changed(before: Unit, ours: Unit, theirs: Unit, flags: tuple[str, ...]) -> _Wording:
    first, second = (theirs, ours) if _is_preferred(theirs, ours) else (ours, theirs)
    if not (_shape(ours) == _shape(theirs) == _shape(before)):
        return _disputed(first, second, flags)
    merged = [
        choose(old, one, two, otherwise=None)
        for old, one, two in zip(forms(before), forms(first), forms(second), strict=True)
    ]
    if None in merged:
        kept = [
            one if form is None else form for form, one in zip(merged, forms(first), strict=True)
        ]
        return _disputed(_with_forms(first, kept), second, flags)
    whole = _with_forms(first, [form for form in merged if form is not None])
    fuzzy = replace(whole, fuzzy=ours.fuzzy or theirs.fuzzy)
    return _Wording(fuzzy, flags, (ours, theirs))


def _is_preferred(unit: Unit, to: Unit) -> bool:
    """Any wording before none, then what somebody approved; the rest is in the comment."""
    return (any(forms(unit)), not unit.fuzzy) > (any(forms(to)), not to.fuzzy)


def _shape(unit: Unit) -> tuple[str | None, int]:
    return unit.plural[0] if unit.plural else None, len(unit.plural)


def _with_forms(unit: Unit, texts: list[str]) -> Unit:
    if unit.plural:
        return replace(unit, plural=(unit.plural[0], *texts))
    return replace(unit, msgstr=texts[0])


def _disputed(kept: Unit, other: Unit, flags: tuple[str, ...]) -> _Wording:
    dispute = Dispute(kept.key, forms(kept), forms(other))
    return _Wording(replace(kept, fuzzy=True), flags, (kept,), dispute)


# ----------------------------------------------------------------------------------------- comments
SUPPRESSION = "leaflets:"
ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def _comments(before: Unit, ours: Unit, theirs: Unit, wording: _Wording) -> tuple[str, ...]:
    """Both sides' comments. A suppression counts only for the wording that it was given for."""
    lines = [
        line if _still_counts(line, wording) else f"For another wording: {line.strip()}"
        for line in merge_lines(before.comments, ours.comments, theirs.comments)
    ]
    if wording.dispute is not None:
        lines += [line for line in _beside(wording.dispute) if line not in lines]
    return tuple(lines)


def with_dispute(unit: Unit, dispute: Dispute) -> Unit:
    """The unit, fuzzy, with the wording that was not kept in its comments."""
    new = tuple(line for line in _beside(dispute) if line not in unit.comments)
    return replace(unit, fuzzy=True, comments=unit.comments + new)


def _still_counts(line: str, wording: _Wording) -> bool:
    is_suppression = line.lstrip().startswith(SUPPRESSION)
    return not is_suppression or all(line in source.comments for source in wording.sources)


def _beside(dispute: Dispute) -> list[str]:
    """Comment lines with the wording that was not kept, quoted and escaped as in a PO file."""
    is_plural = len(dispute.other) > 1
    return [
        f'Other translation{f" [{number}]" if is_plural else ""}: "{text.translate(ESCAPES)}"'
        for number, text in enumerate(dispute.other)
        if text and dispute.kept[number : number + 1] != (text,)
    ]
