"""What an approval is worth: it holds for the wording that was reviewed, and for no other.

A reviewer sets `X-Review-Status: approved` in a catalog's header. The next update notes the digest
of the wording beside it; any later change, by whatever program, makes the catalog a draft again.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from pipeline.catalogs.catalog import with_header
from pipeline.model import Catalog, State

__all__ = ["DRAFT", "is_approved", "settled"]

STATUS = "X-Review-Status"
WORDING = "X-Reviewed-Wording"  # digest of what was approved
APPROVED = "approved"
VOID = "draft (the text has changed since it was approved)"
DRAFT = "Draft: awaiting review by a qualified medical translator."  # the header's comment


def is_approved(catalog: Catalog) -> bool:
    """Whether a person has approved the catalog, and it still says what it said then."""
    noted = catalog.header_value(WORDING)
    return _claims_approval(catalog) and noted in ("", _wording(catalog))


def settled(before: Catalog, after: Catalog) -> Catalog:
    """`after`, made from `before` by an update, with an approval bound to its wording, or voided.

    An approval that is new is bound only where the update changed no wording: what a person
    approved is what lay there.
    """
    if not _claims_approval(after):
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


def _claims_approval(catalog: Catalog) -> bool:
    return catalog.header_value(STATUS).strip().lower() == APPROVED


def _wording(catalog: Catalog) -> str:
    """sha256 over every text, its translation and state, in any order."""
    units = sorted(
        (unit.key.msgctxt or "", unit.key.msgid, unit.msgstr, unit.state)
        for unit in catalog.units
        if unit.state is not State.OBSOLETE
    )
    return hashlib.sha256(repr(units).encode()).hexdigest()
