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
from pipeline.model import Element, Inline, Language, Leaflet, Node, Raw

ReadImage = Callable[[str], Image]
FIRST_HEADING = 2  # level 1 is the title, outside <main>
_REWRITTEN = frozenset({"img", "table"})
_SET_APART = frozenset({"bdi", "bdo", "code", "pre"})


def article_nodes(leaflet: Leaflet, *, words: Words, read_image: ReadImage) -> tuple[Node, ...]:
    """The leaflet's body for `leaflets.markup.to_html`; ExportError where a picture fails."""
    levelled = tree.level_headings(leaflet.body, first=FIRST_HEADING)
    prepared = _Preparer(leaflet.language, words, read_image).nodes(levelled)
    return isolate_numbers(prepared, leaflet.language)


def isolate_numbers(nodes: tuple[Node, ...], language: Language) -> tuple[Node, ...]:
    """The nodes with every number, dose and phone number of right-to-left text in a `<bdi>`.

    Without it the bidi algorithm shows "200–400" as "400–200" between Arabic words. What the
    author set apart (code, a direction of its own) stays as it is.
    """
    return tuple(part for node in nodes for part in _isolated(node, language))


def _isolated(node: Node, language: Language) -> tuple[Node, ...]:
    if isinstance(node, str):
        return _isolated_text(node) if cldr.direction(language) == "rtl" else (node,)
    if isinstance(node, Inline):
        language = node.language
    elif isinstance(node, Element):
        if node.tag in _SET_APART:
            return (node,)
        marked = Language.parse(node.get("lang") or language.tag)
        language = marked if cldr.is_known(marked) else language
    inside = isolate_numbers(node.children, language)
    if isinstance(node, Raw):
        return (node,) if inside == node.children else inside
    return (replace(node, children=inside),)


def _isolated_text(text: str) -> tuple[Node, ...]:
    parts: list[Node] = []
    done = 0
    for start, end in quantities.ltr_runs(text):
        parts.append(text[done:start])
        parts.append(Element("bdi", (("dir", "ltr"),), (text[start:end],)))
        done = end
    parts.append(text[done:])
    return tuple(part for part in parts if part != "")


def _holds(raw: Raw, tags: frozenset[str]) -> bool:
    return any(isinstance(node, Element) and node.tag in tags for node in tree.walk((raw,)))


def _shown(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    return tuple(node for node in nodes if not (isinstance(node, str) and not node.strip()))


class _Preparer:
    """Walks one body in document order; the state is what has been counted on the way."""

    def __init__(self, language: Language, words: Words, read_image: ReadImage) -> None:
        self.language = language
        self.words = words
        self.read_image = read_image
        self.tables = 0
        self.boxes = 0
        self.is_in_fallback = False  # whether the last block was not translated

    def nodes(self, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        """The nodes prepared; raw HTML that can't stay as it was typed gives way to its nodes."""
        done: list[Node] = []
        for node in nodes:
            if isinstance(node, Raw) and _holds(node, _REWRITTEN):
                done.extend(self.nodes(node.children))
            else:
                done.append(self.node(node))
        return tuple(done)

    def node(self, node: Node) -> Node:
        """One node prepared."""
        if isinstance(node, str | Raw):
            return node
        if isinstance(node, Element):
            return self.element(node)
        return replace(node, children=self.nodes(node.children))

    def element(self, element: Element) -> Element:
        """One element prepared, its children first; tables are counted in reading order."""
        if element.tag == "table":
            self.tables += 1
        element = self.marked(element)
        done = replace(element, children=self.nodes(element.children))
        if tree.has_class(done, "admonition"):
            return self.box(done)
        if tree.has_class(done, "footnote"):
            return self.notes(done)
        handle = _HANDLERS.get(done.tag)
        return handle(self, done) if handle else done

    def marked(self, element: Element) -> Element:
        """The element with its text marked where that falls back to the source language.

        The first of a run of such texts says so; `lang` and `dir` are `to_html`'s to write.
        """
        inlines = [child for child in element.children if isinstance(child, Inline)]
        if not inlines or tree.has_class(element, "untranslated"):
            return element
        before, self.is_in_fallback = self.is_in_fallback, inlines[0].language != self.language
        if not self.is_in_fallback:
            return element
        note = self.words.text("This part has not been translated yet.")
        marks = (("class", "untranslated"), *((("data-note", note),) if not before else ()))
        if len(_shown(element.children)) == 1:
            return tree.with_attributes(tree.with_class(element, "untranslated"), *marks[1:])
        return replace(
            element,
            children=tuple(
                Element("span", marks, (child,)) if child is inlines[0] else child
                for child in element.children
            ),
        )

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

    def table(self, table: Element) -> Element:
        """The table in a frame that scrolls on a phone, also by keyboard."""
        return Element(
            "div",
            (
                ("class", "table"),
                ("role", "region"),
                # Translators: heard, not seen: announces a table that can be scrolled
                ("aria-label", self.words.text("Table {number}", number=str(self.tables))),
                ("tabindex", "0"),
            ),
            (table,),
        )

    def header_cell(self, cell: Element) -> Element:
        """A header cell that says what it heads; an empty one is no header."""
        if not tree.plain_text(cell.children).strip():
            return replace(cell, tag="td")
        return tree.with_attributes(cell, ("scope", cell.get("scope") or "col"))

    def image(self, image: Element) -> Element:
        """The picture with its bytes inside."""
        attributes = [("src", self.read_image(image.get("src")).data_uri)]
        if not any(name == "alt" for name, _ in image.attributes):
            attributes.append(("alt", ""))
        return tree.with_attributes(image, *attributes)

    def link(self, link: Element) -> Element:
        """Links to and from footnotes, named for those who can't see where they point."""
        if tree.has_class(link, "footnote-ref"):
            return tree.with_attributes(link, ("role", "doc-noteref"))
        if tree.has_class(link, "footnote-backref"):
            # Translators: link after a footnote, back to where it is mentioned
            name = self.words.text("Back to the text")
            return tree.with_attributes(
                link, ("role", "doc-backlink"), ("title", name), ("aria-label", name)
            )
        return link


_Handler = Callable[[_Preparer, Element], Element]
_HANDLERS: dict[str, _Handler] = {
    "a": _Preparer.link,
    "img": _Preparer.image,
    "table": _Preparer.table,
    "th": _Preparer.header_cell,
}
