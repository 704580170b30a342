"""Makes the flow of a leaflet (`flow`) from what is printed of it (`print_tree`).

What only a typesetter needs (phrases, words to be measured) ends here. Numbers what is pointed at:
headings, boxes, footnotes, and the places that mention a footnote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeGuard

from pipeline.language import cldr
from pipeline.language.amounts import quantities
from pipeline.language.unbroken import end_of_counted
from pipeline.leaflets.flow import (
    Block,
    Box,
    Break,
    Cell,
    Code,
    Flow,
    Foreign,
    Heading,
    Isolated,
    Link,
    Listing,
    Note,
    NoteMark,
    Paragraph,
    Part,
    Picture,
    Quote,
    Rule,
    Styled,
    Table,
    Terms,
    plain,
)
from pipeline.leaflets.images import MEDIA_TYPES, Image
from pipeline.leaflets.print_text import WORD_JOINER, columns_of, contact_text
from pipeline.leaflets.print_tree import PrintTree
from pipeline.leaflets.typography import typography
from pipeline.leaflets.words import NAME, PUBLISHED, REVIEWED, Words
from pipeline.model import Language, Leaflet

# Of the leaflet's own words, as in `flow`.
WRITTEN, ADAPTED = "Written by {name}", "Adapted from"


def make_flow(
    leaflet: Leaflet, *, words: Words, read_image: Callable[[str], Image], contact: str = ""
) -> Flow:
    """The leaflet as a flow; ExportError where a picture can't be read."""
    printed = PrintTree(leaflet, read_image)
    blocks: list[Any] = printed.body()
    notes: list[Any] = printed.notes
    reader = _Reader(blocks, notes)

    def line(name: str) -> Paragraph | None:
        data: Any = printed.line(getattr(leaflet, name), is_title=name == "title")
        return reader.paragraph(data) if data else None

    title = line("title")
    assert title is not None
    contacts = (
        reader.parts(contact_text(line, leaflet.language, leaflet.source_language))
        for line in contact.splitlines()
    )
    return Flow(
        title,
        summary=line("summary"),
        audience=line("audience"),
        publisher=line("publisher"),
        blocks=reader.blocks(blocks),
        notes=tuple(reader.note(note) for note in notes),
        colophon=tuple(_colophon(leaflet, words, contacts)),
    )


class _Reader:
    """Reads print data into blocks; counts in reading order."""

    def __init__(self, blocks: list[Any], notes: list[Any]) -> None:
        self.notes = {note["id"]: number for number, note in enumerate(notes, 1)}
        self.anchors = {
            name: f"part-{number}"
            for number, name in enumerate(_heading_ids([blocks, notes]), 1)
            if name
        }
        self.mentioned: dict[int, int] = {}  # footnote → how often so far
        self.headings = 0
        self.boxes = 0

    def note(self, data: Any) -> Note:
        """A footnote; the body has been read, so it is known which notes it mentions."""
        number = self.notes[data["id"]]
        return Note(number, self.blocks(data["body"]), is_mentioned=number in self.mentioned)

    def blocks(self, nodes: Iterable[Any]) -> tuple[Block, ...]:
        """The blocks in order; KeyError for a kind that is not known here, which is a bug."""
        return tuple(_BLOCKS[node["k"]](self, node) for node in nodes)

    def paragraph(self, data: Any) -> Paragraph:
        """A paragraph."""
        language = Language(data["lang"])
        return Paragraph(
            _with_counted(_ended(self.parts(data["c"])), language),
            language,
            is_untranslated=data["fallback"],
            is_first_untranslated=data["note"],
        )

    def heading(self, data: Any) -> Heading:
        """A heading."""
        self.headings += 1
        return Heading(self.paragraph(data), data["level"], f"part-{self.headings}")

    def listing(self, data: Any) -> Listing:
        """A list."""
        return Listing(data["ordered"], data["start"], tuple(map(self.blocks, data["items"])))

    def terms(self, data: Any) -> Terms:
        """A definition list."""
        return Terms(
            tuple(
                (tuple(map(self.paragraph, entry["terms"])), self.blocks(entry["body"]))
                for entry in data["items"]
            )
        )

    def table(self, data: Any) -> Table:
        """A table."""
        longest = (max(map(columns_of, words.split("\n"))) for words in data["longest"])
        head, body = (self.rows(data[part]) for part in ("head", "body"))
        return Table(head, body, tuple(data["widths"]), tuple(longest))

    def rows(self, rows: list[Any]) -> tuple[tuple[Cell, ...], ...]:
        """Rows of a table."""
        return tuple(
            tuple(Cell(cell["align"], self.blocks(cell["body"])) for cell in row) for row in rows
        )

    def quote(self, data: Any) -> Quote:
        """A quotation."""
        return Quote(self.blocks(data["body"]))

    def code(self, data: Any) -> Code:
        """Code, which a typesetter may have been given in pieces."""
        return Code(data["text"] if "text" in data else plain(self.parts(data["c"])))

    def rule(self, _data: Any) -> Rule:
        """A rule."""
        return Rule()

    def box(self, data: Any) -> Box:
        """A box."""
        self.boxes += 1
        name = f"box-{self.boxes}"
        title = self.paragraph(data["title"]) if data["title"] else None
        level = data["title"]["level"] if data["title"] else 1
        return Box(data["alert"], title, level, self.blocks(data["body"]), name)

    def picture(self, data: Any) -> Picture:
        """A picture, in a line or alone."""
        content = data["data"]
        image = Image(
            MEDIA_TYPES[f".{data['format']}"],
            content.encode() if isinstance(content, str) else bytes(content),
        )
        wanted = data.get("width")
        if not wanted:
            return Picture(image, data["alt"])
        return Picture(
            image, data["alt"], **{"share" if wanted["share"] else "points": wanted["size"]}
        )

    def parts(self, nodes: Iterable[Any]) -> tuple[Part, ...]:
        """What stands in a line; neighbouring text is one string."""
        done: list[Part] = []
        for part in self.opened(nodes):
            last = done[-1] if done else None
            if isinstance(part, str) and isinstance(last, str):
                done[-1] = last + part
            elif isinstance(part, Styled) and isinstance(last, Styled) and last.kind == part.kind:
                done[-1] = Styled(part.kind, _joined((*last.parts, *part.parts)))
            else:
                done.append(part)
        return tuple(done)

    def opened(self, nodes: Iterable[Any]) -> Iterator[Part]:
        """The parts, those also that a typesetter keeps on one line; programs set their gaps."""
        for node in nodes:
            if not isinstance(node, str) and self.is_opened(node):
                opened = tuple(self.opened(node["c"]))
                # A number apart and its unit; text by itself is looked through by who shows it.
                is_apart = node["k"] == "word" and any(isinstance(p, Isolated) for p in opened)
                yield from (Styled("whole", opened),) if is_apart else opened
            elif isinstance(node, str) or node["k"] not in ("gap", "half", "edge"):
                yield self.part(node)

    def is_opened(self, node: Any) -> bool:
        """Whether only what is in a part counts: a box, a link to a heading that nobody sees."""
        if node["k"] == "anchor":
            return node["to"] not in self.anchors
        return node["k"] == "word" and "c" in node

    def part(self, node: Any) -> Part:
        """One part; KeyError for a kind that is not known here, which is a bug."""
        if isinstance(node, str):
            return node.replace(WORD_JOINER, "")  # a typesetter's, who puts phrases into boxes
        kind = node["k"]
        if kind in _STYLES:
            return Styled(_STYLES[kind], self.parts(node["c"]))
        return _PARTS[kind](self, node)

    def mark(self, node: Any) -> NoteMark:
        """A footnote's number; a note that is mentioned twice has two names to come back to."""
        number = self.notes.get(node["to"], 0)
        self.mentioned[number] = times = self.mentioned.get(number, 0) + 1
        name = f"ref-{number}" + (f"-{times}" if times > 1 else "")
        return NoteMark(number, plain(self.parts(node["c"])), name if number else "")

    def link(self, node: Any) -> Part:
        """A link out."""
        return Link(self.parts(node["c"]), address=node["to"])

    def anchor(self, node: Any) -> Part:
        """A link to a heading."""
        return Link(self.parts(node["c"]), anchor=self.anchors[node["to"]])

    def foreign(self, node: Any) -> Part:
        """Words of another language."""
        return Foreign(Language(node["lang"]), node["dir"], self.parts(node["c"]))


_STYLES = {
    **{kind: kind for kind in ("strong", "em", "sup", "sub", "del")},
    "code-inline": "code",
}
_BLOCKS: dict[str, Callable[[_Reader, Any], Block]] = {
    "para": _Reader.paragraph,
    "heading": _Reader.heading,
    "list": _Reader.listing,
    "terms": _Reader.terms,
    "table": _Reader.table,
    "quote": _Reader.quote,
    "code": _Reader.code,
    "rule": _Reader.rule,
    "box": _Reader.box,
    "figure": _Reader.picture,
}
_PARTS: dict[str, Callable[[_Reader, Any], Part]] = {
    "word": lambda _, node: str(node["text"]),
    "long": lambda _, node: str(node["text"]),
    "address": lambda _, node: str(node["text"]),
    "ltr": lambda _, node: Isolated(node["text"]),
    "br": lambda _reader, _node: Break(),
    "link": _Reader.link,
    "anchor": _Reader.anchor,
    "span": _Reader.foreign,
    "noteref": _Reader.mark,
    "image": _Reader.picture,
}


def _joined(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts, neighbouring text as one string."""
    done: list[Part] = []
    for part in parts:
        if isinstance(part, str) and done and isinstance(done[-1], str):
            done[-1] += part
        else:
            done.append(part)
    return tuple(done)


def _ended(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts without space at their end: a footnote's link back to the text has left some."""
    if not parts or not isinstance(parts[-1], str):
        return parts
    last = parts[-1].rstrip()
    return (*parts[:-1], last) if last else parts[:-1]


def _may_count(part: Part | None) -> TypeGuard[Isolated]:
    """Whether it is a number that stands apart, and no telephone number."""
    return (
        isinstance(part, Isolated)
        and part.text[-1:].isdigit()
        and not quantities.needs_override(part.text)
    )


def _with_counted(parts: tuple[Part, ...], language: Language) -> tuple[Part, ...]:
    """The parts, each number that stands apart with the word that it counts: "2–3 أيام"."""
    if all(isinstance(part, str) for part in parts):  # nearly always
        return parts
    done: list[Part] = []
    for part in parts:
        before = done[-1] if done else None
        if isinstance(part, Styled | Link) and part.kind not in ("whole", "code"):
            done.append(replace(part, parts=_with_counted(part.parts, language)))
        elif isinstance(part, str) and _may_count(before):
            said = before.text + part
            end = end_of_counted(said, len(before.text), language) - len(before.text)
            if end:
                done[-1] = Styled("count", (before, part[:end]))
            done += [part[end:]] if part[end:] else []
        else:
            done.append(part)
    return tuple(done)


def _heading_ids(nodes: Any) -> Iterator[str]:
    """The ids of all headings, in the order in which `_Reader` meets them."""
    if isinstance(nodes, list):
        for node in nodes:
            yield from _heading_ids(node)
    elif isinstance(nodes, dict):
        if nodes.get("k") == "heading":
            yield nodes["id"]
        for name in ("items", "head", "body"):
            yield from _heading_ids(nodes.get(name))


# ---- the last lines ----
def _colophon(
    leaflet: Leaflet, words: Words, contacts: Iterable[tuple[Part, ...]]
) -> Iterator[Paragraph]:
    metadata = leaflet.metadata
    if metadata.reviewed:
        yield _dated(words, REVIEWED, metadata.reviewed)
    if metadata.date:
        yield _dated(words, PUBLISHED, metadata.date)
    if metadata.author:
        yield _worded(words, WRITTEN, {"name": _apart(metadata.author, leaflet.source_language)})
    if metadata.adapted_from:
        source = metadata.adapted_from
        said = " · ".join(filter(None, (source.title, source.author, source.publisher)))
        title = _apart(said, leaflet.source_language)
        label = _worded(words, ADAPTED, {})
        colon = typography(label.language).colon
        link: Part = Link((title,), address=source.url) if source.url else title
        # The date is ours to say, all else stands as the publication has it.
        date = cldr.format_date(source.date, label.language) if source.date else ""
        dated = (" · ", date) if date else ()
        yield replace(label, parts=(Styled("strong", label.parts), colon, link, *dated))
    for contact in contacts:
        yield Paragraph(contact, leaflet.language)


def _apart(text: str, language: Language) -> Foreign:
    return Foreign(language, cldr.direction(language), (text,))


def _dated(words: Words, msgid: str, iso: str) -> Paragraph:
    return _worded(words, msgid, {"date": cldr.format_date(iso, words.language_of(msgid))})


def _worded(words: Words, msgid: str, values: dict[str, Part]) -> Paragraph:
    """One of the leaflet's own words as a paragraph, its {names} filled in."""
    parts: list[Part] = []
    for index, piece in enumerate(NAME.split(words.pattern(msgid))):
        if piece:
            parts.append(values[piece] if index % 2 else piece)
    return Paragraph(tuple(parts), words.language_of(msgid))
