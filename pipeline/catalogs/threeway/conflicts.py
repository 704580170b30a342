"""PO files that carry merge-conflict markers, put together by entry instead of by line.

A merge without our driver (on a web site, in another tool) leaves `<<<<<<<` and its kin in the
file. The sides are taken apart again and merged as `threeway` does. What can't be taken apart
without guessing is refused with its line, and the file stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from pipeline.catalogs import po, threeway
from pipeline.catalogs.threeway import Dispute, Merged
from pipeline.errors import CatalogError
from pipeline.model import Catalog, Key

__all__ = ["has_markers", "resolve"]

BOM = b"\xef\xbb\xbf"
# Exactly seven: git gives longer ones to conflicts inside a merged base, which we do not use.
MARKER = re.compile(rb"(?P<sign>[<|=>])(?P=sign){6}(?:[ \t].*)?\r?$")
ANY_MARKER = re.compile(rb"^(?P<sign>[<|=>])(?P=sign){6}(?:[ \t].*)?\r?$", re.MULTILINE)
BLANK_LINES = re.compile(rb"\r?\n(?:[ \t]*\r?\n)+")
HINT = "mend it by hand, or take the conflict anew: git checkout --merge -- FILE"


def has_markers(data: bytes) -> bool:
    """Whether a line of the file is a conflict marker; no line of a PO file can look like one."""
    return ANY_MARKER.search(data.removeprefix(BOM)) is not None


def resolve(data: bytes, path: str, *, base: Catalog | None = None) -> Merged:
    """The catalog that both sides of every conflict make together.

    `base` is the file from before both; without it, what diff3 markers say stood there is used.
    Raises CatalogError, with the line in the conflicted file, where markers don't pair or a side
    is no PO file.
    """
    lines = enumerate(data.removeprefix(BOM).split(b"\n"), 1)
    return _resolved(_Version(list(lines)), path, base)


@dataclass(frozen=True, slots=True)
class _Version:
    """Lines of one side, each with its number in the conflicted file."""

    lines: list[tuple[int, bytes]] = field(default_factory=list)

    @property
    def data(self) -> bytes:
        return b"\n".join(line for _, line in self.lines)

    def located(self, error: CatalogError, path: str) -> CatalogError:
        """The error with the line that it has in the conflicted file."""
        line = error.line
        if line is not None and 0 < line <= len(self.lines):
            line = self.lines[line - 1][0]
        return CatalogError(
            f"one side of a conflict can't be read: {error.message}",
            path=path,
            line=line,
            hint=error.hint or HINT,
        )


def _resolved(version: _Version, path: str, base: Catalog | None) -> Merged:
    """The catalog in a version that may hold conflicts, one inside another too."""
    if not has_markers(version.data):
        return _read(version, path)
    ours, before, theirs = _sides(version, path)
    if base is None and before is not None:
        base = _read_base(before, path)
    one, two = _resolved(ours, path, None), _resolved(theirs, path, None)
    merged = threeway.merge(base, one.catalog, two.catalog)
    return _with_disputes(merged, one, two)


def _with_disputes(merged: Merged, *earlier: Merged) -> Merged:
    """`merged` with what was disputed on the way to it: each unit once, as it ended."""
    found: dict[Key, Dispute] = {
        each.key: each for result in (*earlier, merged) for each in result.disputes
    }
    return replace(merged, disputes=tuple(found.values()))


# ------------------------------------------------------------------------------------------- sides
COMMON, OURS, BASE, THEIRS = "", "<", "|", "="
NEXT = {
    (OURS, "|"): BASE,
    (OURS, "="): THEIRS,
    (BASE, "="): THEIRS,
    (THEIRS, ">"): COMMON,
}


def _sides(version: _Version, path: str) -> tuple[_Version, _Version | None, _Version]:
    """(ours, base or None, theirs): outermost conflicts taken apart, inner ones left in place."""
    ours, base, theirs = _Version(), _Version(), _Version()
    targets = {COMMON: (ours, base, theirs), OURS: (ours,), BASE: (base,), THEIRS: (theirs,)}
    place, depth, opened = COMMON, 0, 0
    conflicts = bases = 0
    for number, line in version.lines:
        sign = _sign(line)
        depth += sign == "<"
        if depth == 1 and sign == "<":
            place, opened = OURS, number
            conflicts += 1
        elif depth <= 1 and sign:
            place = _next(place, sign, path, number)
            depth -= sign == ">"
            bases += sign == "|"
        else:
            depth -= sign == ">"
            for target in targets[place]:
                target.lines.append((number, line))
    if depth:
        raise CatalogError("this conflict is never closed", path=path, line=opened, hint=HINT)
    return ours, base if bases == conflicts else None, theirs


def _sign(line: bytes) -> str:
    match = MARKER.match(line)
    return match["sign"].decode() if match else ""


def _next(place: str, sign: str, path: str, line: int) -> str:
    if (place, sign) not in NEXT:
        raise CatalogError(
            f"the conflict marker {sign * 7} stands where none should be",
            path=path,
            line=line,
            hint=HINT,
        )
    return NEXT[place, sign]


# ----------------------------------------------------------------------------------------- reading
def _read(version: _Version, path: str) -> Merged:
    """One side's catalog; where git put an entry there twice, both are merged, too."""
    data = version.data
    try:
        return Merged(po.parse(data, path), ())
    except CatalogError as error:
        parts = _without_repetition(data, path)
        if parts is None:
            raise version.located(error, path) from error
    merged = Merged(parts[0], ())
    for part in parts[1:]:
        merged = _with_disputes(threeway.merge(None, merged.catalog, part), merged)
    return merged


def _read_base(version: _Version, path: str) -> Catalog | None:
    """The base, None where it can't be read: then whatever differs is a change of both sides."""
    try:
        return po.parse(version.data, path)
    except CatalogError:
        return None


def _without_repetition(data: bytes, path: str) -> tuple[Catalog, ...] | None:
    """The catalog, and others with the entries that stand there again; None where that is not it.

    Entries must be blank lines apart. The first chunk, the header, names the charset for all.
    """
    header, *chunks = BLANK_LINES.split(data.strip())
    rounds: list[tuple[set[Key], list[bytes]]] = []
    try:
        for chunk in chunks:
            keys = {unit.key for unit in po.parse(header + b"\n\n" + chunk, path).units}
            free = (each for each in rounds if not keys & each[0])
            held = next(free, None)
            if held is None:
                held = (set(), [])
                rounds.append(held)
            held[0].update(keys)
            held[1].append(chunk)
        return tuple(po.parse(b"\n\n".join([header, *each]), path) for _, each in rounds) or None
    except CatalogError:
        return None  # not swallowed: the caller raises what is wrong with the whole
