"""XLIFF 2.0 and 2.1 ↔ parcels: one `<file>` a catalog, one `<unit>` with one `<segment>` a unit.

Markdown stays in the segment as plain text; characters that XML lacks are `<cp/>`. State:
`segment/@state` and `@subState`; comments and references: notes by category; the previous source:
a match of the Translation Candidates module; msgctxt, flags and fingerprint: the Metadata module.
One document has one target language.

Source: XLIFF Version 2.1, OASIS Standard, 2018, and its schemas' order of elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.catalogs.exchange import parcel as parcels
from pipeline.catalogs.exchange.characters import ILLEGAL, escape, unescape
from pipeline.catalogs.exchange.parcel import Parcel, ParcelUnit
from pipeline.catalogs.exchange.xml import Node, render
from pipeline.errors import CatalogError
from pipeline.model import Language, State

__all__ = ["read_xliff2", "render_xliff2"]

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"  # of 2.0 and of 2.1
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
FACTS = "leaflets"
EXTRACTED, COMMENT, PLACE = "extracted", "comment", "location"
DONE = frozenset({"translated", "reviewed", "final"})
FUZZY = "leaflets:fuzzy"
SPACE = ("xml:space", "preserve")
CODES = ("ph", "pc", "sc", "ec", "sm", "em")  # inline elements but `cp` and `mrk`
_SPANS = frozenset({"sm", "em"})  # annotations: nothing is lost without them
_UNWRITABLE = re.compile(f"[{ILLEGAL}]")


# ------------------------------------------------------------------------------------------ writing
def render_xliff2(packed: Iterable[Parcel]) -> bytes:
    """The file for these parcels, all in one language; the same parcels give the same bytes."""
    together = tuple(packed)
    languages = {(each.source_language, each.language) for each in together}
    assert len(languages) == 1, "XLIFF 2 names its languages once"
    ((source, target),) = languages
    attributes = (
        ("xmlns", NAMESPACE),
        ("xmlns:mda", METADATA),
        ("xmlns:mtc", MATCHES),
        ("version", "2.1"),
        ("srcLang", source.tag),
        ("trgLang", target.tag),
    )
    files = tuple(_file(number, each) for number, each in enumerate(together, start=1))
    return render(Node("xliff", attributes, files))


def _file(number: int, parcel: Parcel) -> Node:
    attributes = (("id", f"f{number}"), ("original", escape(f"{parcel.domain}.po")))
    return Node("file", attributes, tuple(_unit(each) for each in parcel.units))


def _unit(unit: ParcelUnit) -> Node:
    name = f"u{unit.id}" if unit.form is None else f"u{unit.id}-{unit.form}"
    attributes = (("id", name), ("canResegment", "no"), SPACE)
    return Node("unit", attributes, (*_modules(unit), *_notes(unit), _segment(unit)))


def _modules(unit: ParcelUnit) -> Iterator[Node]:
    metas = tuple(
        Node("mda:meta", (("type", name),), _plain(value)) for name, value in parcels.facts(unit)
    )
    if unit.previous is not None:
        content = (
            Node("source", (SPACE,), _text(unit.previous.msgid)),
            Node("target", (SPACE,), _text(unit.target or "")),
        )
        origin = (("ref", "#s1"), ("origin", FACTS), ("type", "tm"))
        yield Node("mtc:matches", (), (Node("mtc:match", origin, content),))
    if metas:
        group = Node("mda:metaGroup", (("category", FACTS),), metas)
        yield Node("mda:metadata", (), (group,))


def _notes(unit: ParcelUnit) -> Iterator[Node]:
    notes = [
        Node("note", (("category", category),), _plain(line))
        for category, lines in (
            (EXTRACTED, unit.extracted),
            (PLACE, unit.references),
            (COMMENT, unit.comments),
        )
        for line in lines
    ]
    if notes:
        yield Node("notes", (), tuple(notes))


def _segment(unit: ParcelUnit) -> Node:
    state: tuple[tuple[str, str], ...] = (("state", "initial"),)
    if unit.state is State.TRANSLATED:
        state = (("state", "translated"),)
    elif unit.state is State.FUZZY:
        state = (("state", "initial"), ("subState", FUZZY))
    texts = [Node("source", (SPACE,), _text(unit.source))]
    if unit.target:
        texts.append(Node("target", (SPACE,), _text(unit.target)))
    return Node("segment", (("id", "s1"), *state), tuple(texts))


def _text(text: str) -> tuple[Node | str, ...]:
    """Text with `<cp/>` for what XML can't hold."""
    if not text:
        return ()
    parts: list[Node | str] = [""]  # text even where there is nothing but `<cp/>`: not indented
    start = 0
    for match in _UNWRITABLE.finditer(text):
        parts += [text[start : match.start()]] if match.start() > start else []
        parts.append(Node("cp", (("hex", f"{ord(match[0]):04X}"),)))
        start = match.end()
    return (*parts, text[start:]) if text[start:] else tuple(parts)


def _plain(text: str) -> tuple[str, ...]:
    """Text where no `<cp/>` may stand."""
    return (escape(text),) if text else ()


# ------------------------------------------------------------------------------------------ reading
def read_xliff2(root: Node, path: str) -> tuple[Parcel, ...]:
    """The parcels in an XLIFF 2 document, whichever tool saved it."""
    for name in ("srcLang", "trgLang"):
        if not root.get(name):
            raise CatalogError(
                f"<xliff> has no {name}",
                path=path,
                line=root.line,
                hint="import a file that `leaflets exchange export` made",
            )
    return tuple(
        Parcel(
            domain=unescape(file.get("original") or file.get("id")).removesuffix(".po"),
            language=Language.parse(root.get("trgLang")),
            source_language=Language.parse(root.get("srcLang")),
            units=tuple(_read_unit(each, path) for each in file.walk("unit")),
            line=file.line,
        )
        for file in root.walk("file")
    )


def _read_unit(node: Node, path: str) -> ParcelUnit:
    parts = tuple(each for each in node.nodes if each.name in ("segment", "ignorable"))
    pairs = [
        (meta.get("type"), unescape(meta.text))
        for group in node.walk("metaGroup")
        if group.get("category") == FACTS
        for meta in group.all("meta")
    ]
    notes = [
        (note.get("category"), line)
        for note in node.walk("note")  # some tools put them into the segment
        for line in unescape(note.text).split("\n")
    ]
    target = _target(parts, path)
    if target is None and any(n == "base" and v.startswith("untranslated:") for n, v in pairs):
        target = ""
    return parcels.unit(
        "".join(_read_text(each.find("source"), path) for each in parts),
        pairs,
        target=target,
        state=_state(parts, target, path),
        previous=_previous(node, path),
        id=node.get("id").removeprefix("u").partition("-")[0],
        extracted=[line for category, line in notes if category == EXTRACTED],
        references=[line for category, line in notes if category == PLACE],
        comments=[line for category, line in notes if category not in (EXTRACTED, PLACE)],
        line=node.line,
    )


def _target(parts: tuple[Node, ...], path: str) -> str | None:
    """The parts' targets in their order, put together; None where no segment has one."""
    placed: list[tuple[int, str]] = []
    if all(part.find("target") is None for part in parts if part.name == "segment"):
        return None
    for number, part in enumerate(parts, start=1):
        target = part.find("target")
        if target is None and part.name == "segment":
            continue
        order = target.get("order") if target is not None else ""
        # an ignorable without a target keeps its source: white space between sentences
        text = _read_text(target if target is not None else part.find("source"), path)
        placed.append((int(order) if order.isascii() and order.isdigit() else number, text))
    return "".join(text for _, text in sorted(placed, key=lambda each: each[0]))


def _state(parts: tuple[Node, ...], target: str | None, path: str) -> State | None:
    if not (target or "").strip():
        return State.UNTRANSLATED
    segments = [part for part in parts if part.name == "segment"]
    if any(_lacks_words(each, path) for each in segments):
        return State.FUZZY
    said = [part.get("state") for part in segments]
    if all(state in DONE for state in said):
        return State.TRANSLATED
    return State.FUZZY if any(said) else None


def _lacks_words(segment: Node, path: str) -> bool:
    """Whether the segment has words in the source, and nothing in the target."""
    words = any(map(str.isalnum, _read_text(segment.find("source"), path)))
    return words and not _read_text(segment.find("target"), path).strip()


def _previous(node: Node, path: str) -> str | None:
    for match in node.walk("match"):
        if match.get("origin") == FACTS:
            return _read_text(match.find("source"), path)
    return None


def _read_text(node: Node | None, path: str) -> str:
    """The text; CatalogError for a code that only the tool that put it there could explain."""
    if node is None:
        return ""
    parts = []
    for each in node.children:
        if isinstance(each, str):
            parts.append(each)
        elif each.name == "cp":
            parts.append(_character(each, path))
        elif each.name in CODES and each.name not in _SPANS:
            raise CatalogError(
                f"<{node.name}> holds the inline code <{each.name}>, which the export did not have",
                path=path,
                line=each.line,
                hint="type Markdown as plain text: **word**, [word](https://…)",
            )
        else:
            parts.append(_read_text(each, path))
    return "".join(parts)


def _character(node: Node, path: str) -> str:
    try:
        return chr(int(node.get("hex"), 16))
    except (ValueError, OverflowError) as error:
        raise CatalogError(
            f"<cp hex={node.get('hex')!r}/> is no code point",
            path=path,
            line=node.line,
            hint="write its number in hexadecimal digits, or delete the element",
        ) from error
