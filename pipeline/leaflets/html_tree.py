"""The leaflet's tree made ready for a page: what HTML needs beyond what Markdown says.

Levels headings, scopes table headers, makes wide tables scroll, names warning boxes and footnotes
for screen readers, puts pictures inside, isolates numbers in right-to-left text, and marks what is
not translated. Adds no text to the article: `<main>` shows the article and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.language import cldr, quantities
from pipeline.leaflets import tree
from pipeline.leaflets.images import Image
from pipeline.leaflets.words import Words
from pipeline.model import Element, Inline, Language, Leaflet, Node, Raw, Sentence

ReadImage = Callable[[str], Image]
FIRST_HEADING = 2  # level 1 is the title, outside <main>


def article_nodes(leaflet: Leaflet, *, words: Words, read_image: ReadImage) -> tuple[Node, ...]:
    """The leaflet's body for `leaflets.markup.to_html`; ExportError where a picture fails."""
    preparer = _Preparer(leaflet.language, words, read_image)
    return preparer.nodes(tree.level_headings(leaflet.body, first=FIRST_HEADING), None)


def isolate_numbers(nodes: tuple[Node, ...], language: Language) -> tuple[Node, ...]:
    """The nodes with every number, dose and phone number of right-to-left text in a `<bdi>`.

    Without it the bidi algorithm shows "200–400" as "400–200" between Arabic words.
    """
    if cldr.direction(language) == "ltr":
        return nodes
    return tuple(part for node in nodes for part in _isolated(node, language))


def _isolated(node: Node, language: Language) -> tuple[Node, ...]:
    if isinstance(node, str):
        return _isolated_text(node)
    if isinstance(node, Raw) or (isinstance(node, Element) and _is_set_apart(node)):
        return (node,)
    if isinstance(node, Inline):
        return (replace(node, children=isolate_numbers(node.children, node.language)),)
    return (replace(node, children=isolate_numbers(node.children, language)),)


def _is_set_apart(element: Element) -> bool:
    return element.tag in ("code", "bdi", "bdo") or bool(element.get("dir") or element.get("lang"))


def _isolated_text(text: str) -> tuple[Node, ...]:
    parts: list[Node] = []
    done = 0
    for start, end in quantities.ltr_runs(text):
        parts.append(text[done:start])
        parts.append(Element("bdi", (("dir", "ltr"),), (text[start:end],)))
        done = end
    parts.append(text[done:])
    return tuple(part for part in parts if part != "")


class _Preparer:
    """Walks one body in document order; the state is what has been counted on the way."""

    def __init__(self, language: Language, words: Words, read_image: ReadImage) -> None:
        self.language = language
        self.words = words
        self.read_image = read_image
        self.tables = 0
        self.boxes = 0
        self.is_in_fallback = False  # whether the last block was not translated

    def nodes(self, nodes: tuple[Node, ...], parent: str | None) -> tuple[Node, ...]:
        """The nodes prepared; `parent` is the tag of the element around them."""
        return tuple(self.node(node, parent) for node in nodes)

    def node(self, node: Node, parent: str | None) -> Node:
        """One node prepared."""
        if isinstance(node, Inline):
            inside = self.nodes(node.children, parent)
            return replace(node, children=isolate_numbers(inside, node.language))
        if isinstance(node, str | Raw):
            return node
        if isinstance(node, Sentence):
            return replace(node, children=self.nodes(node.children, parent))
        return self.element(node, parent)

    def element(self, element: Element, parent: str | None) -> Element:
        """One element prepared, its children before it."""
        is_fallback = self.note_language(element)
        before = self.is_in_fallback
        if is_fallback is not None:
            self.is_in_fallback = is_fallback
        if element.tag == "table":
            self.tables += 1
        done = replace(element, children=self.nodes(element.children, element.tag))
        if is_fallback:
            done = self.marked(done, is_first=not before)
        if tree.has_class(done, "admonition"):
            return self.box(done)
        if tree.has_class(done, "footnote"):
            return self.notes(done)
        handle = _HANDLERS.get(done.tag)
        return handle(self, done, parent) if handle else done

    def note_language(self, element: Element) -> bool | None:
        """Whether the block's text falls back to the source language; None where it has none."""
        inlines = [child for child in element.children if isinstance(child, Inline)]
        return inlines[0].language != self.language if inlines else None

    def marked(self, element: Element, *, is_first: bool) -> Element:
        """A block that falls back, marked whole: lang, dir, and a note on the first of a run."""
        language = next(c.language for c in element.children if isinstance(c, Inline))
        note = self.words.text("This part has not been translated yet.")
        marked = tree.with_attributes(
            tree.with_class(element, "untranslated"),
            ("lang", language.tag),
            ("dir", cldr.direction(language)),
            *((("data-note", note),) if is_first else ()),
        )
        inside = tuple(
            child
            for node in element.children
            for child in (node.children if isinstance(node, Inline) else (node,))
        )
        return replace(marked, children=inside)

    def box(self, box: Element) -> Element:
        """An admonition as a note that its title names."""
        self.boxes += 1
        name = f"box-{self.boxes}"
        titles = [child for child in box.children if tree.has_class(child, "admonition-title")]
        if not titles:
            return tree.with_attributes(box, ("role", "note"))
        inside = tuple(
            tree.with_attributes(child, ("id", name), ("role", "heading"), ("aria-level", "2"))
            if isinstance(child, Element) and child is titles[0]
            else child
            for child in box.children
        )
        named = tree.with_attributes(box, ("role", "note"), ("aria-labelledby", name))
        return replace(named, children=inside)

    def notes(self, notes: Element) -> Element:
        """The footnotes as a named part of the page."""
        return tree.with_attributes(
            notes, ("role", "doc-endnotes"), ("aria-label", self.words.text("Footnotes"))
        )

    def table(self, table: Element, parent: str | None) -> Element:
        """The table in a frame that scrolls on a phone, also by keyboard."""
        return Element(
            "div",
            (
                ("class", "table"),
                ("role", "region"),
                ("aria-label", self.words.text("Table {number}", number=str(self.tables))),
                ("tabindex", "0"),
            ),
            (table,),
        )

    def header_cell(self, cell: Element, parent: str | None) -> Element:
        """A header cell that says what it heads; an empty one is no header."""
        if not tree.plain_text(cell.children).strip():
            return replace(cell, tag="td")
        return tree.with_attributes(cell, ("scope", cell.get("scope") or "col"))

    def image(self, image: Element, parent: str | None) -> Element:
        """The picture with its bytes inside."""
        attributes = [("src", self.read_image(image.get("src")).data_uri)]
        if not any(name == "alt" for name, _ in image.attributes):
            attributes.append(("alt", ""))
        return tree.with_attributes(image, *attributes)

    def link(self, link: Element, parent: str | None) -> Element:
        """Links to and from footnotes, named for those who can't see where they point."""
        if tree.has_class(link, "footnote-ref"):
            return tree.with_attributes(link, ("role", "doc-noteref"))
        if tree.has_class(link, "footnote-backref"):
            name = self.words.text("Back to the text")
            return tree.with_attributes(
                link, ("role", "doc-backlink"), ("title", name), ("aria-label", name)
            )
        return link


_Handler = Callable[[_Preparer, Element, str | None], Element]
_HANDLERS: dict[str, _Handler] = {
    "a": _Preparer.link,
    "img": _Preparer.image,
    "table": _Preparer.table,
    "th": _Preparer.header_cell,
}
