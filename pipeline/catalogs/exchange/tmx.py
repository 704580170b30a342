"""TMX 1.4 ↔ translation pairs: what memories hand to each other.

`parse_tmx` reads the files of any tool (1.1 to 1.4b) as pairs; inline codes of theirs are left
out, only the text between them counts. `pack_tmx` and `read_parcels` carry parcels: approved
translations only, because every tool takes what stands in a memory for right.

Source: TMX 1.4b Specification, OSCAR recommendation, 2005.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.catalogs.exchange import parcel as parcels
from pipeline.catalogs.exchange import xml
from pipeline.catalogs.exchange.characters import escape, unescape
from pipeline.catalogs.exchange.parcel import Parcel, ParcelUnit
from pipeline.catalogs.exchange.xml import Node
from pipeline.errors import CatalogError
from pipeline.model import Language, State

__all__ = ["TmxEntry", "pack_tmx", "parse_tmx", "read_parcels", "render_tmx"]

TOOL = "leaflets"
VERSIONS = frozenset({"1.1", "1.2", "1.3", "1.4", "1.4b"})
PREFIX = "x-leaflets-"
DATE = re.compile(r"\d{8}T\d{6}Z")
CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})  # their content is native code, not text
ANY_LANGUAGE = "*all*"


@dataclass(frozen=True, slots=True)
class TmxEntry:
    """A text and its translation, and what a memory knows about them."""

    source: str
    target: str
    source_language: Language
    language: Language
    created: str = ""  # "20241031T093000Z", as TMX writes it; "": unknown
    changed: str = ""  # the same
    props: tuple[tuple[str, str], ...] = ()  # (type, text), in file order
    notes: tuple[str, ...] = ()
    id: str = ""  # tuid
    line: int = field(default=0, compare=False)  # 1-based, of the <tu>; 0: not read


# ------------------------------------------------------------------------------------------ writing
def render_tmx(entries: Iterable[TmxEntry], *, source_language: Language) -> bytes:
    """A TMX 1.4 file with one `<tu>` an entry; the same entries give the same bytes.

    `source_language` is the header's; an entry in another one says so itself.
    """
    header = Node(
        "header",
        (
            ("creationtool", TOOL),
            ("creationtoolversion", "1"),  # of this layout; ours moves without it
            ("segtype", "sentence"),
            ("o-tmf", "PO"),
            ("adminlang", "en"),
            ("srclang", source_language.tag),
            ("datatype", "plaintext"),
        ),
    )
    body = Node("body", (), tuple(_tu(entry, source_language) for entry in entries))
    return xml.render(
        Node("tmx", (("version", "1.4"),), (header, body)),
        doctype='<!DOCTYPE tmx SYSTEM "tmx14.dtd">',
    )


def _tu(entry: TmxEntry, source_language: Language) -> Node:
    own = entry.source_language.tag if entry.source_language != source_language else ""
    said = (
        ("tuid", escape(entry.id)),
        ("srclang", own),
        ("creationdate", entry.created),
        ("changedate", entry.changed),
    )
    about = [
        *(Node("note", (), _text(note)) for note in entry.notes),
        *(Node("prop", (("type", escape(name)),), _text(value)) for name, value in entry.props),
    ]
    pair = (_tuv(entry.source_language, entry.source), _tuv(entry.language, entry.target))
    return Node("tu", tuple(each for each in said if each[1]), (*about, *pair))


def _tuv(language: Language, text: str) -> Node:
    return Node("tuv", (("xml:lang", language.tag),), (Node("seg", (), _text(text)),))


def _text(text: str) -> tuple[str, ...]:
    return (escape(text),) if text else ()


# ------------------------------------------------------------------------------------------ reading
def parse_tmx(data: bytes, path: str) -> tuple[TmxEntry, ...]:
    """All pairs in the file, in its order: one for each translation that a `<tu>` has.

    Text is NFC. Raises CatalogError with the line for broken XML, another format, an unknown
    version or a pair without a language.
    """
    return read_entries(xml.parse(data, path), path)


def read_entries(root: Node, path: str) -> tuple[TmxEntry, ...]:
    """The same, of a document that has been parsed."""
    version = root.get("version")
    if root.name != "tmx" or version not in VERSIONS:
        raise CatalogError(
            f"this is TMX version {version!r}, which is not known here"
            if root.name == "tmx"
            else f"this is no TMX file: its root is <{root.name}>",
            path=path,
            line=root.line,
            hint="save the memory as TMX 1.4",
        )
    header, body = root.find("header"), root.find("body")
    default = header.get("srclang") if header is not None else ""
    ours = header is not None and header.get("creationtool") == TOOL
    units = body.all("tu") if body is not None else ()
    return tuple(entry for tu in units for entry in _entries(tu, default, path, ours=ours))


def _entries(tu: Node, default: str, path: str, *, ours: bool) -> tuple[TmxEntry, ...]:
    variants = [(_language(tuv, path), tuv) for tuv in tu.all("tuv")]
    if len(variants) < 2:
        return ()
    wanted = tu.get("srclang") or default
    position = _source_position([language for language, _ in variants], wanted)
    source_language, source = variants[position]
    shared_props, shared_notes = _about(tu, ours=ours)
    found = []
    for number, (language, tuv) in enumerate(variants):
        if number == position:
            continue
        props, notes = _about(tuv, ours=ours)
        found.append(
            TmxEntry(
                source=_segment(source, ours=ours),
                target=_segment(tuv, ours=ours),
                source_language=source_language,
                language=language,
                created=_date(tuv, tu, "creationdate"),
                changed=_date(tuv, tu, "changedate"),
                props=shared_props + props,
                notes=shared_notes + notes,
                id=unescape(tu.get("tuid")) if ours else tu.get("tuid"),
                line=tu.line,
            )
        )
    return tuple(found)


def _source_position(languages: list[Language], wanted: str) -> int:
    """Which variant is the source: the language asked for, else a variety of it, else the first."""
    if not wanted or wanted.lower() == ANY_LANGUAGE:
        return 0
    source = Language.parse(wanted)
    if source in languages:
        return languages.index(source)
    bases = [language.base for language in languages]
    return bases.index(source.base) if source.base in bases else 0


def _language(tuv: Node, path: str) -> Language:
    tag = tuv.get("xml:lang") or tuv.get("lang")  # `lang` until TMX 1.3
    if not tag:
        raise CatalogError(
            "<tuv> has no xml:lang",
            path=path,
            line=tuv.line,
            hint='name its language: <tuv xml:lang="es">',
        )
    return Language.parse(tag)


def _date(tuv: Node, tu: Node, name: str) -> str:
    said = tuv.get(name) or tu.get(name)
    return said if DATE.fullmatch(said) else ""


def _about(node: Node, *, ours: bool) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """(props, notes)."""
    read = unescape if ours else str
    props = tuple((read(prop.get("type")), read(prop.text)) for prop in node.all("prop"))
    return props, tuple(read(note.text) for note in node.all("note"))


def _segment(tuv: Node, *, ours: bool) -> str:
    segment = tuv.find("seg")
    text = _spoken(segment) if segment is not None else ""
    return unicodedata.normalize("NFC", unescape(text) if ours else text)


def _spoken(node: Node) -> str:
    """The text without what stands inside codes; `<sub>` and `<hi>` hold text."""
    return "".join(
        each if isinstance(each, str) else "" if each.name in CODES else _spoken(each)
        for each in node.children
    )


# ------------------------------------------------------------------------------------------ parcels
def pack_tmx(packed: Iterable[Parcel]) -> bytes:
    """A memory of the approved translations of these parcels, of one source language."""
    together = tuple(packed)
    (source,) = {each.source_language for each in together}
    entries = (
        _entry(each, parcel)
        for parcel in together
        for each in parcel.units
        if each.state is State.TRANSLATED
    )
    return render_tmx(entries, source_language=source)


def _entry(unit: ParcelUnit, parcel: Parcel) -> TmxEntry:
    about = [("domain", parcel.domain), ("id", unit.id), ("state", str(unit.state))]
    about += parcels.facts(unit)
    about += [("reference", each) for each in unit.references]
    about += [("extracted", each) for each in unit.extracted]
    if unit.previous is not None:
        about.append(("previous", unit.previous.msgid))
    return TmxEntry(
        source=unit.source,
        target=unit.target or "",
        source_language=parcel.source_language,
        language=parcel.language,
        props=tuple((PREFIX + name, value) for name, value in about),
        notes=unit.comments,
    )


def read_parcels(root: Node, path: str) -> tuple[Parcel, ...]:
    """The parcels in a memory that `pack_tmx` wrote; CatalogError for any other memory."""
    found: dict[tuple[str, Language, Language], list[ParcelUnit]] = {}
    for entry in read_entries(root, path):
        about = [(n.removeprefix(PREFIX), v) for n, v in entry.props if n.startswith(PREFIX)]
        domain = _first(about, "domain")
        if not domain:
            raise CatalogError(
                "this memory does not say which article a sentence belongs to",
                path=path,
                line=entry.line,
                hint=f"offer its sentences to all articles: leaflets memory import {path}",
            )
        place = (domain, entry.language, entry.source_language)
        found.setdefault(place, []).append(_parcel_unit(entry, about))
    return tuple(
        Parcel(domain, language, source, tuple(units), units[0].line)
        for (domain, language, source), units in found.items()
    )


def _parcel_unit(entry: TmxEntry, about: list[tuple[str, str]]) -> ParcelUnit:
    state = _first(about, "state")
    return parcels.unit(
        entry.source,
        about,
        target=entry.target,
        state=State(state) if state in set(State) else None,
        previous=_first(about, "previous") or None,
        id=_first(about, "id"),
        extracted=[value for name, value in about if name == "extracted"],
        references=[value for name, value in about if name == "reference"],
        comments=[line for note in entry.notes for line in note.split("\n")],
        line=entry.line,
    )


def _first(about: list[tuple[str, str]], name: str) -> str:
    return next((value for key, value in about if key == name), "")
