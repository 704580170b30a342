"""What an approval is worth: it holds for the wording that was reviewed, and for no other.

A reviewer sets `X-Review-Status: approved` in a catalog's header. The next update notes the digest
of the wording beside it; any later change, by whatever program, makes the catalog a draft again.
An article says by the date `reviewed` that it was: the template has the digest of what was reviewed
on that day, and other words need another day.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.catalogs.catalog import with_header
from pipeline.catalogs.po.glance import Entries
from pipeline.model import Catalog, Key, State

__all__ = [
    "DRAFT",
    "holds",
    "is_approved",
    "is_approved_at_a_glance",
    "is_claimed",
    "is_known_status",
    "is_outdated",
    "is_same_day",
    "is_settled",
    "review_in",
    "review_of",
    "settled",
]

STATUS = "X-Review-Status"
WORDING = "X-Reviewed-Wording"  # digest of what was approved
APPROVED = "approved"
VOID = "draft (the text has changed since it was approved)"
_DRAFT_STATUS = re.compile(r"\s*draft\b", re.IGNORECASE)  # and why, in any words
_REVIEW = re.compile(rb'^"' + WORDING.encode() + rb': ([0-9-]+ [0-9a-f]{16})\\n"$', re.MULTILINE)
DRAFT = "Draft: awaiting review by a qualified medical translator."  # the header's comment


def is_approved(catalog: Catalog) -> bool:
    """Whether a person has approved the catalog, and it still says what it said then."""
    noted = catalog.header_value(WORDING)
    return _claims_approval(catalog.header_value(STATUS)) and noted in ("", _wording(catalog))


def is_outdated(catalog: Catalog) -> bool:
    """Whether a person has approved the catalog, and it says something else by now."""
    if not _claims_approval(catalog.header_value(STATUS)):
        return catalog.header_value(STATUS) == VOID
    return not is_approved(catalog)


def is_approved_at_a_glance(entries: Entries) -> bool:
    """The same of a catalog that is not read in full."""
    if not is_claimed(entries):
        return False
    return entries.header.value(WORDING) in ("", _wording_of(entries))


def is_claimed(entries: Entries) -> bool:
    """Whether the catalog says that it is approved; else `settled` leaves any update as it is."""
    return _claims_approval(entries.header.value(STATUS))


def is_settled(entries: Entries) -> bool:
    """Whether `settled` would leave the catalog as it is, if nothing else has changed in it."""
    if not is_claimed(entries):
        return True
    is_bound = entries.header.value(WORDING) == _wording_of(entries)
    return is_bound and DRAFT not in entries.header.rest.comments


def settled(before: Catalog, after: Catalog) -> Catalog:
    """`after`, made from `before` by an update, with an approval bound to its wording, or voided.

    An approval that is new is bound only where the update changed no wording: what a person
    approved is what lay there.
    """
    if not _claims_approval(after.header_value(STATUS)):
        return after
    wording = _wording(after)
    if after.header_value(WORDING) in ("", wording) and _wording(before) == wording:
        comments = tuple(line for line in after.header_comments if line != DRAFT)
        return replace(with_header(after, {WORDING: wording}), header_comments=comments)
    header = tuple(pair for pair in after.header if pair[0].lower() != WORDING.lower())
    comments = after.header_comments
    if DRAFT not in comments:
        comments = (*comments, DRAFT)
    voided = replace(after, header=header, header_comments=comments)
    return with_header(voided, {STATUS: VOID})


def review_of(reviewed: str, keys: Iterable[Key]) -> str:
    """What a template says of the review of its article on the day `reviewed`; "" for none.

    `keys`: those of the article in order. How it is cut into segments makes no difference, unless a
    sentence stands in it twice.
    """
    if not reviewed:
        return ""
    words = "".join("".join(key.msgid.split()) for key in dict.fromkeys(keys))
    return f"{reviewed} {hashlib.sha256(words.encode()).hexdigest()[:16]}"


def review_in(template: bytes) -> str:
    """What the file of a template says of the review of its article, "" where it says nothing."""
    found = _REVIEW.search(template.partition(b"\n\n")[0])
    return found[1].decode() if found else ""


def is_same_day(review: str, other: str) -> bool:
    """Whether two such notes speak of the same day."""
    return review.partition(" ")[0] == other.partition(" ")[0]


def holds(review: str, noted: str) -> bool:
    """Whether the article of which `review` speaks is what was reviewed on that day.

    `noted`: what its template says. The next update notes a day that is new.
    """
    return bool(review) and (review == noted or not is_same_day(review, noted))


def is_known_status(status: str) -> bool:
    """Whether a status says that the catalog is approved, or a draft, or nothing."""
    return not status.strip() or _claims_approval(status) or bool(_DRAFT_STATUS.match(status))


def _claims_approval(status: str) -> bool:
    return status.strip().lower() == APPROVED


def _wording(catalog: Catalog) -> str:
    """sha256 over every text, its translation and state, in any order."""
    return _digest((*unit.key, unit.msgstr, unit.state) for unit in catalog.units)


def _wording_of(entries: Entries) -> str:
    rows = zip(entries.keys, entries.msgstrs, entries.states, strict=True)
    return _digest((*key, msgstr, state) for key, msgstr, state in rows)


def _digest(rows: Iterable[tuple[str | None, str, str, State]]) -> str:
    units = sorted(
        (context or "", msgid, msgstr, state)
        for context, msgid, msgstr, state in rows
        if state is not State.OBSOLETE
    )
    return hashlib.sha256(repr(units).encode()).hexdigest()
