"""The header in a three-way merge: a rule for each field, so that no date ever conflicts.

Owns header fields, header comments, and which side is newer; entries are merged in `threeway`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from typing import TypeVar

from pipeline.model import Catalog

__all__ = ["choose", "has_newer_template", "merge_header", "merge_lines"]

T = TypeVar("T")

REVISION = ("po-revision-date", "last-translator")
TEMPLATE = ("pot-creation-date", "x-source-digest", "x-domain")
OF_TOOLS = ("x-generator", "mime-version", "content-type", "content-transfer-encoding")
# A date as PO files hold it, "2026-11-22 15:18+0000", or as tools leave it there: ISO 8601.
DATE = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(?:Z|([+-])(\d\d):?(\d\d))?",
    re.ASCII,
)


def choose(base: T, ours: T, theirs: T, *, otherwise: T) -> T:
    """The side that changed; `otherwise` where both did, and not to the same."""
    if ours == theirs or theirs == base:
        return ours
    return theirs if ours == base else otherwise


def merge_lines(base: Iterable[str], ours: Iterable[str], theirs: Iterable[str]) -> tuple[str, ...]:
    """Lines of comments, or flags: without what either side took out, with what either put in."""
    before, mine, others = tuple(base), tuple(ours), tuple(theirs)
    if others == before:
        return mine
    if mine == before:
        return others
    kept = [line for line in mine if line in others or line not in before]
    return (*kept, *[line for line in others if line not in before and line not in mine])


def merge_header(
    base: Catalog | None, ours: Catalog, theirs: Catalog
) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """(fields, header comments) of the merged catalog.

    The later PO-Revision-Date stands with its Last-Translator; what describes the template comes
    from the newer template; any other field is merged three-way. Where both sides changed one, the
    later revision is believed and the other value kept in a comment, but for those of tools.
    """
    before, mine, others = _values(base), _values(ours), _values(theirs)
    by_revision = _is_later(before, mine, others, REVISION)
    by_template = _is_later(before, mine, others, TEMPLATE)
    values: dict[str, str | None] = {}
    beside: list[str] = []
    for name in mine | others:
        fallback = by_template if name in TEMPLATE else by_revision
        preferred, other = (others, mine) if fallback else (mine, others)
        if name in REVISION or name in TEMPLATE:
            values[name] = preferred.get(name)
            continue
        values[name] = choose(
            before.get(name), mine.get(name), others.get(name), otherwise=preferred.get(name)
        )
        rejected = other.get(name)
        is_lost = rejected not in (None, "", before.get(name), values[name])
        if is_lost and name not in OF_TOOLS:
            beside.append(f"Other {_spelling(name, ours, theirs)}: {rejected}")
    fields = [
        (_spelling(name, ours, theirs), value)
        for name, value in values.items()
        if value is not None
    ]
    nameless = merge_lines(*(_nameless(each) for each in (base, ours, theirs)))
    comments = merge_lines(
        base.header_comments if base else (), ours.header_comments, theirs.header_comments
    )
    new = tuple(line for line in beside if line not in comments)
    return (*fields, *(("", line) for line in nameless)), comments + new


def has_newer_template(base: Catalog | None, ours: Catalog, theirs: Catalog) -> bool:
    """Whether theirs was made from the newer template."""
    return _is_later(_values(base), _values(ours), _values(theirs), TEMPLATE)


def _values(catalog: Catalog | None) -> dict[str, str]:
    """Lower-case name → value; the first of a name counts."""
    found: dict[str, str] = {}
    for name, value in catalog.header if catalog else ():
        if name:
            found.setdefault(name.lower(), value)
    return found


def _nameless(catalog: Catalog | None) -> tuple[str, ...]:
    return tuple(value for name, value in catalog.header if not name) if catalog else ()


def _spelling(name: str, *catalogs: Catalog) -> str:
    """The name as the first catalog that has it writes it."""
    return next(each for catalog in catalogs for each, _ in catalog.header if each.lower() == name)


def _is_later(
    base: dict[str, str], ours: dict[str, str], theirs: dict[str, str], names: tuple[str, ...]
) -> bool:
    """Whether theirs is the later side, by the date in names[0]; a tie goes to who changed any."""
    mine, other = _moment(ours.get(names[0], "")), _moment(theirs.get(names[0], ""))
    if mine != other:
        return other > mine
    changed = [
        any(side.get(name) != base.get(name) for name in names if name in side)
        for side in (ours, theirs)
    ]
    return changed == [False, True]


EARLIEST = datetime(1, 1, 2, tzinfo=UTC)


def _moment(text: str) -> datetime:
    """The date in a header field; the earliest of all where there is none that can be read."""
    match = DATE.search(text)
    if match is None:
        return EARLIEST
    year, month, day, hour, minute, second, sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    try:
        zone = timezone(-offset if sign == "-" else offset)
        parts = (int(year), int(month), int(day), int(hour), int(minute), int(second or 0))
        return datetime(*parts, tzinfo=zone)
    except ValueError:
        return EARLIEST
