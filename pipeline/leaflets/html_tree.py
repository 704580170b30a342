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
    return _isolated(nodes, is_rtl=cldr.direction(language) == "rtl")


def _isolated(nodes: tuple[Node, ...], *, is_rtl: bool) -> tuple[Node, ...]:
    done: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            done += _isolated_text(node) if is_rtl else (node,)
        elif isinstance(node, Element) and node.tag in _SET_APART:
            done.append(node)
        else:
            inside = _isolated(node.children, is_rtl=_is_rtl(node, is_rtl=is_rtl))
            if isinstance(node, Raw) and inside is not node.children:
                done += inside
            else:
                done.append(tree.with_children(node, inside))
    return tree.same_or(nodes, done)


def _is_rtl(node: Element | Inline | Sentence | Raw, *, is_rtl: bool) -> bool:
    """Which way the text in `node` runs, inside text that runs `is_rtl`."""
    if isinstance(node, Inline):
        return cldr.direction(node.language) == "rtl"
    tag = node.get("lang") if isinstance(node, Element) else ""
    if tag and cldr.is_known(marked := Language.parse(tag)):
        return cldr.direction(marked) == "rtl"
    return is_rtl


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
        return tree.same_or(nodes, done)

    def node(self, node: Node) -> Node:
        """One node prepared."""
        if isinstance(node, str | Raw):
            return node
        if isinstance(node, Element):
            return self.element(node)
        return tree.with_children(node, self.nodes(node.children))

    def element(self, element: Element) -> Element:
        """One element prepared, its children first; tables are counted in reading order."""
        if element.tag == "table":
            self.tables += 1
        element = self.marked(element)
        done = tree.with_children(element, self.nodes(element.children))
        assert isinstance(done, Element)
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
