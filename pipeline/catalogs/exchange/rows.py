"""The review sheet: parcels ↔ rows of cells, whatever file the rows stand in.

A reviewer fills in "reviewer's wording" (it replaces the translation), sets the state and adds
comments; the other columns are there to be read. The first row names the columns; they may be
moved, hidden and added to, the key column excepted, which ties a row to its unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.catalogs.exchange import parcel as parcels
from pipeline.catalogs.exchange.characters import escape, unescape
from pipeline.catalogs.exchange.parcel import Parcel, ParcelUnit
from pipeline.errors import CatalogError
from pipeline.model import Key, Language, State

__all__ = ["COLUMNS", "Row", "STATES", "read_rows", "render_rows"]

# fmt: off
COLUMNS = (
    "locale", "article", "context", "where", "source", "translation", "state",
    "reviewer's wording", "comment", "previous source", "plural source", "references",
    "flags", "source language", "key",
)
# fmt: on
NEEDED = (
    "locale",
    "article",
    "source",
    "translation",
    "state",
    "reviewer's wording",
    "comment",
    "source language",
    "key",
)  # fmt: skip
STATES = {
    State.UNTRANSLATED: "untranslated",
    State.FUZZY: "needs review",
    State.TRANSLATED: "translated",
}
STATE_NAMES = {
    **{name: state for state, name in STATES.items()},
    "fuzzy": State.FUZZY,
    "approved": State.TRANSLATED,
}
# (1-based row or line in the file, cells; in the place of one that can't be read, why)
Row = tuple[int, Sequence[str | CatalogError]]
MAX_TOLD = 20  # mistakes of one sheet: a column that was filled in wrongly has hundreds


# ------------------------------------------------------------------------------------------ writing
def render_rows(packed: Iterable[Parcel]) -> Iterator[tuple[str, ...]]:
    """The first row, then one row a unit; line breaks in cells are "\\n"."""
    yield COLUMNS
    for parcel in packed:
        for unit in parcel.units:
            yield tuple(map(escape, _cells(unit, parcel)))


def _cells(unit: ParcelUnit, parcel: Parcel) -> tuple[str, ...]:
    return (
        parcel.language.tag,
        parcel.domain,
        unit.key.msgctxt or "",
        "\n".join(unit.extracted),
        unit.key.msgid,
        unit.target or "",
        STATES.get(unit.state or State.UNTRANSLATED, ""),
        "",
        "\n".join(unit.comments),
        unit.previous.msgid if unit.previous is not None else "",
        unit.plural,
        "\n".join(unit.references),
        "\n".join(unit.flags),
        parcel.source_language.tag,
        _key_cell(unit),
    )


def _key_cell(unit: ParcelUnit) -> str:
    """id, fingerprint, and which plural form: `9f3a… translated:ab…:cd… 1`."""
    form = "" if unit.form is None else f" {unit.form}"
    return f"{unit.id} {unit.base}{form}"


# ------------------------------------------------------------------------------------------ reading
def read_rows(rows: Iterable[Row], path: str) -> tuple[Parcel, ...]:
    """The parcels in a review sheet, one for each locale and article, in the order of the rows.

    Raises CatalogError for a sheet without our columns; and for rows that can't be read, a state
    that is none among them: one error that tells all of them.
    """
    listed = iter(rows)
    line, names = next(listed, (1, ()))
    columns = _columns(_readable(names), line, path)
    found: dict[tuple[str, str, str], list[ParcelUnit]] = {}
    errors: list[CatalogError] = []
    for number, cells in listed:
        broken = [cell for cell in cells if isinstance(cell, CatalogError)]
        errors += broken
        row = {
            name: unescape(_newlines(_text(cells[place]))) if place < len(cells) else ""
            for name, place in columns.items()
        }
        if not any(row.values()):
            continue
        missing = [n for n in ("locale", "article", "source", "source language") if not row[n]]
        if missing and not broken:
            errors.append(
                CatalogError(
                    f"the row has no {missing[0]}",
                    path=path,
                    line=number,
                    hint="fill in what the rows above have, or delete the row",
                )
            )
        place = (row["article"], row["locale"], row["source language"])
        try:
            unit = _unit(row, number, path)
        except CatalogError as error:
            errors.append(error)
        else:
            found.setdefault(place, []).append(unit)
    if errors:
        raise _combined(errors)
    return tuple(
        Parcel(domain, Language.parse(tag), Language.parse(source), tuple(units), units[0].line)
        for (domain, tag, source), units in found.items()
    )


def _readable(cells: Sequence[str | CatalogError]) -> list[str]:
    """The cells; raises the error of the first that can't be read."""
    for cell in cells:
        if isinstance(cell, CatalogError):
            raise cell
    return [_text(cell) for cell in cells]


def _text(cell: str | CatalogError) -> str:
    return cell if isinstance(cell, str) else ""


def _combined(errors: Sequence[CatalogError]) -> CatalogError:
    """One error that tells them all, a `path:line:` line each, and each hint once."""
    first, *others = errors
    told = others[: MAX_TOLD - 1]
    rest = "".join(f"\n{each.path}:{each.line}: {each.message}" for each in told)
    if len(told) < len(others):
        rest += f"\nand {len(others) - len(told)} more"
    hints = dict.fromkeys(each.hint for each in (first, *told))
    return CatalogError(
        first.message + rest, path=first.path, line=first.line, hint="\n  hint: ".join(hints)
    )


def _newlines(cell: str) -> str:
    """Spreadsheets write their own line ends; a true carriage return is escaped."""
    return cell.replace("\r\n", "\n").replace("\r", "\n")


def _columns(names: Sequence[str], line: int, path: str) -> dict[str, int]:
    places = {
        name.strip().lower().replace("’", "'"): n for n, name in reversed([*enumerate(names)])
    }
    missing = [name for name in NEEDED if name not in places]
    if missing:
        raise CatalogError(
            f"this is no review sheet: it has no column {missing[0]!r}",
            path=path,
            line=line,
            hint="the first row names the columns; make a sheet with: leaflets exchange export",
        )
    return {name: places[name] for name in COLUMNS if name in places}


def _unit(row: dict[str, str], line: int, path: str) -> ParcelUnit:
    identity, base, form = (*row["key"].split(), "", "", "")[:3]
    about = [("base", base), *(("flag", flag) for flag in _lines(row.get("flags", "")))]
    context = _context(row.get("context", ""), row["source"], identity)
    if context is not None:
        about += [("msgctxt", context), ("previous-msgctxt", context)]  # contexts never change
    if form:
        about += [("form", form), ("plural", row.get("plural source", ""))]
    translation, wording = row["translation"], row["reviewer's wording"]
    has_wording = bool(wording.strip())
    found = parcels.unit(
        row["source"],
        about,
        target=wording if has_wording else translation,
        state=_state(row["state"], line, path),
        previous=row.get("previous source") or None,
        id=identity,
        extracted=_lines(row.get("where", "")),
        references=_lines(row.get("references", "")),
        comments=_lines(row["comment"]),
        line=line,
    )
    both = has_wording and translation.strip() and translation != wording
    if both and base and not parcels.is_text_of(base, translation):
        return replace(found, rival=translation)
    return found


def _lines(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("\n")) if cell else ()


def _context(cell: str, source: str, identity: str) -> str | None:
    """The msgctxt: an empty cell is none at all, unless the key says otherwise."""
    if cell or identity != parcels.key_digest(Key("", source)):
        return cell or None
    return ""


def _state(cell: str, line: int, path: str) -> State | None:
    name = " ".join(cell.lower().replace("_", " ").replace("-", " ").split())
    if not name:
        return None
    if name not in STATE_NAMES:
        raise CatalogError(
            f"{cell!r} is no state",
            path=path,
            line=line,
            hint="the states are: " + ", ".join(STATES.values()),
        )
    return STATE_NAMES[name]
