"""XLIFF 1.2 ↔ parcels: one `<file>` a catalog, one `<trans-unit>` a unit.

Markdown stays in the segment as plain text. State: `target/@state` and `@approved`; extracted
comments: notes from "developer"; translators' comments: notes from "translator"; the previous
source: `<alt-trans>`; msgctxt, flags, fingerprint: a `<context-group>`; references: `sourcefile`.

Source: XLIFF Version 1.2, OASIS Standard, 2008; and its Representation Guide for Gettext PO.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.catalogs.exchange import parcel as parcels
from pipeline.catalogs.exchange.characters import escape, unescape
from pipeline.catalogs.exchange.parcel import Parcel, ParcelUnit
from pipeline.catalogs.exchange.xml import Node, render
from pipeline.errors import CatalogError
from pipeline.model import Language, State

__all__ = ["read_xliff1", "render_xliff1"]

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
TOOL = "leaflets"
PREFIX = "x-leaflets-"
DONE = frozenset({"translated", "final", "signed-off"})
# Values of `state-qualifier` for what nobody has confirmed: another text's, a machine's.
PROPOSED = frozenset(
    {"fuzzy-match", "leveraged-glossary", "leveraged-mt", "mt-suggestion", "tm-suggestion"}
)
CONFIRMED = frozenset({"final", "signed-off"})
REJECTED = "rejected-"  # begins the others that say so: -grammar, -inaccurate, -length, -spelling
DELETED = "x-sdl-deleted"  # a tracked change in Trados Studio's dialect: its words are to go
CODES = ("x", "bx", "ex", "bpt", "ept", "ph", "it", "sub")  # not mrk and g: spans around text
SPACE = ("xml:space", "preserve")


# ------------------------------------------------------------------------------------------ writing
def render_xliff1(packed: Iterable[Parcel]) -> bytes:
    """The file for these parcels; the same parcels give the same bytes."""
    files = tuple(_file(each) for each in packed)
    return render(Node("xliff", (("version", "1.2"), ("xmlns", NAMESPACE)), files))


def _file(parcel: Parcel) -> Node:
    tool = Node("tool", (("tool-id", TOOL), ("tool-name", TOOL)))
    units = tuple(_trans_unit(each) for each in parcel.units)
    return Node(
        "file",
        (
            ("original", escape(f"{parcel.domain}.po")),
            ("source-language", parcel.source_language.tag),
            ("target-language", parcel.language.tag),
            ("datatype", "plaintext"),
            ("tool-id", TOOL),
        ),
        (Node("header", (), (tool,)), Node("body", (), units)),
    )


def _trans_unit(unit: ParcelUnit) -> Node:
    name = unit.id if unit.form is None else f"{unit.id}-{unit.form}"
    approved = () if not unit.target else (("approved", _yes(unit.state is State.TRANSLATED)),)
    return Node("trans-unit", (("id", name), SPACE, *approved), tuple(_content(unit)))


def _yes(truth: object) -> str:
    return "yes" if truth else "no"


def _content(unit: ParcelUnit) -> Iterator[Node]:
    yield Node("source", (), _text(unit.source))
    if unit.target:
        yield Node("target", (("state", _state_name(unit.state)),), _text(unit.target))
    about = [(PREFIX + name, value) for name, value in parcels.facts(unit)]
    if unit.key.msgctxt:
        about.append(("x-po-msgctxt", unit.key.msgctxt))  # for other tools' eyes
    yield Node(
        "context-group",
        (("name", "leaflets"), ("purpose", "information")),
        tuple(Node("context", (("context-type", n),), _text(value)) for n, value in about),
    )
    if unit.references:
        places = (
            Node("context", (("context-type", "sourcefile"),), _text(r)) for r in unit.references
        )
        yield Node(
            "context-group", (("name", "po-reference"), ("purpose", "location")), tuple(places)
        )
    yield from (_note(line, "developer") for line in unit.extracted)
    yield from (_note(line, "translator") for line in unit.comments)
    if unit.previous is not None:
        yield Node(
            "alt-trans",
            (("alttranstype", "previous-version"), SPACE),
            (
                Node("source", (), _text(unit.previous.msgid)),
                Node("target", (), _text(unit.target or "")),
            ),
        )


def _state_name(state: State | None) -> str:
    if state is State.TRANSLATED:
        return "translated"
    return "needs-review-translation" if state is State.FUZZY else "needs-translation"


def _note(text: str, author: str) -> Node:
    return Node("note", (("from", author),), _text(text))


def _text(text: str) -> tuple[str, ...]:
    return (escape(text),) if text else ()


# ------------------------------------------------------------------------------------------ reading
def read_xliff1(root: Node, path: str) -> tuple[Parcel, ...]:
    """The parcels in an XLIFF 1.2 document, whichever tool saved it."""
    return tuple(_parcel(each, path) for each in root.walk("file"))


def _parcel(file: Node, path: str) -> Parcel:
    for name in ("original", "source-language", "target-language"):
        if not file.get(name):
            raise CatalogError(
                f"<file> has no {name}",
                path=path,
                line=file.line,
                hint="import a file that `leaflets exchange export` made",
            )
    return Parcel(
        domain=unescape(file.get("original")).removesuffix(".po"),
        language=Language.parse(file.get("target-language")),
        source_language=Language.parse(file.get("source-language")),
        units=tuple(_unit(each, path) for each in file.walk("trans-unit")),
        line=file.line,
    )


def _unit(node: Node, path: str) -> ParcelUnit:
    source = node.find("source")
    if source is None:
        raise CatalogError(
            "<trans-unit> has no <source>",
            path=path,
            line=node.line,
            hint="export it again, or ask for a file with the source texts",
        )
    target = node.find("target")
    contexts = [each for group in node.all("context-group") for each in group.all("context")]
    pairs = [
        (each.get("context-type").removeprefix(PREFIX), unescape(each.text))
        for each in contexts
        if each.get("context-type").startswith(PREFIX)
    ]
    notes = [
        (each.get("from"), line)
        for each in node.all("note")
        for line in unescape(each.text).split("\n")
    ]
    return parcels.unit(
        _plain(source, path),
        pairs,
        target=_target(target, pairs, path),
        state=_state(node, target, pairs),
        previous=_previous(node, path),
        id=node.get("id").partition("-")[0],
        extracted=[text for author, text in notes if author == "developer"],
        references=[unescape(e.text) for e in contexts if e.get("context-type") == "sourcefile"],
        comments=[text for author, text in notes if author != "developer"],
        line=node.line,
    )


def _target(target: Node | None, pairs: list[tuple[str, str]], path: str) -> str | None:
    """No `<target>` says nothing, except where there was none to begin with."""
    if target is not None:
        return _plain(target, path)
    return "" if _was(pairs) is State.UNTRANSLATED else None


def _state(node: Node, target: Node | None, pairs: list[tuple[str, str]]) -> State | None:
    """What `state` and `approved` say together; tools move either one and leave the other.

    Where they contradict each other, the one that is not as we exported it decides; where both
    are new, the careful one.
    """
    if target is None or not unescape(target.text).strip():
        return State.UNTRANSLATED
    if _is_doubted(node, target) or _lacks_words(node, target):
        return State.FUZZY
    said = {
        *((target.get("state") in DONE,) if target.has("state") else ()),
        *((node.get("approved") == "yes",) if node.has("approved") else ()),
    }
    if not said:
        return None
    if len(said) == 2:
        was_fuzzy = _was(pairs) is State.FUZZY
        return State.TRANSLATED if was_fuzzy else State.FUZZY
    return State.TRANSLATED if said == {True} else State.FUZZY


def _is_doubted(node: Node, target: Node) -> bool:
    """Whether the target says of itself that it was rejected, or proposed and not confirmed.

    "translated" confirms nothing: tools say it of whatever they filled in.
    """
    qualifier = target.get("state-qualifier")
    if qualifier.startswith(REJECTED):
        return True
    is_confirmed = target.get("state") in CONFIRMED or node.get("approved") == "yes"
    return qualifier in PROPOSED and not is_confirmed


def _lacks_words(node: Node, target: Node) -> bool:
    """Whether a segment that a tool cut the source into has words, and nothing in the target."""
    cut = node.find("seg-source")
    said = _segments(target)
    if cut is None or not said:
        return False
    return any(
        any(map(str.isalnum, text)) and not said.get(number, "").strip()
        for number, text in _segments(cut).items()
    )


def _segments(node: Node) -> dict[str, str]:
    """The text of each segment by its number."""
    marks = (each for each in node.walk("mrk") if each.get("mtype") == "seg")
    return {each.get("mid"): unescape(each.text) for each in marks}


def _was(pairs: list[tuple[str, str]]) -> State | None:
    """The state at export; None: unknown."""
    base = next((value for name, value in pairs if name == "base"), "")
    name = base.partition(":")[0]
    return State(name) if name in set(State) else None


def _previous(node: Node, path: str) -> str | None:
    for each in node.all("alt-trans"):
        source = each.find("source")
        if each.get("alttranstype") == "previous-version" and source is not None:
            return _plain(source, path)
    return None


def _plain(node: Node, path: str) -> str:
    """The text; CatalogError for what only the tool that put it there could explain."""
    for each in node.walk(*CODES):
        raise CatalogError(
            f"<{node.name}> holds the inline code <{each.name}>, which the export did not have",
            path=path,
            line=each.line,
            hint="type Markdown as plain text: **word**, [word](https://…)",
        )
    for each in node.walk("mrk"):
        if each.get("mtype") == DELETED:
            raise CatalogError(
                f"<{node.name}> holds a deletion that nobody has accepted or rejected",
                path=path,
                line=each.line,
                hint="do that in the tool that tracks the changes, and export the file again",
            )
    return unescape(node.text)
