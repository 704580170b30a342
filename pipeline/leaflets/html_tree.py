"""The leaflet's tree made ready for a page: what HTML needs beyond what Markdown says.

Levels headings, scopes table headers, makes wide tables scroll, names warning boxes and footnotes
for screen readers, puts pictures inside, isolates numbers in right-to-left text, and marks what is
not translated. Adds no text to the article: `<main>` shows the article and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from pipeline.errors import ExportError
from pipeline.language import cldr
from pipeline.language.amounts import quantities
from pipeline.language.patterns import lazy
from pipeline.language.unbroken import end_of_counted, end_of_unit
from pipeline.leaflets import tree
from pipeline.leaflets.article import Place
from pipeline.leaflets.images import Image
from pipeline.leaflets.words import Words
from pipeline.model import URGENT_BOXES, Element, Inline, Language, Leaflet, Node, Raw, Sentence

ReadImage = Callable[[str], Image]
LONGEST_LINE = 30  # characters of a dose or an address that fit side by side on a phone
FIRST_HEADING = 2  # level 1 is the title, outside <main>
# Of an address: after what parts it, but not within the name of a host.
_AFTER_MARKS = lazy(r"(?<=[^/]/)(?=\w)|(?<=[?&=@#_,;])(?=\w)|(?<=\.)(?=[^@/]*@)")
_BREAK = Element("wbr")
_LONG = (("dir", "ltr"), ("class", "long"))
_WHOLE, _COUNT = (("class", "whole"),), (("class", "count"),)
_REWRITTEN = frozenset({"img", "table"})
# By these an element shows another file; a leaflet is one file, and only <img> brings its own in.
_LOADING = frozenset({"background", "data", "poster", "src", "srcset"})
_LOADING_BY_ADDRESS = frozenset({"feimage", "image", "link", "use"})
_CHOICES = frozenset({"sizes", "srcset"})  # of an <img>: other files than the one inside


def article_nodes(leaflet: Leaflet, *, words: Words, read_image: ReadImage) -> tuple[Node, ...]:
    """The leaflet's body for `leaflets.markup.to_html`; ExportError where a picture fails."""
    levelled = tree.level_headings(leaflet.body, first=FIRST_HEADING)
    return prepared(levelled, leaflet.language, words=words, read_image=read_image)


def prepared(
    nodes: tuple[Node, ...], language: Language, *, words: Words, read_image: ReadImage
) -> tuple[Node, ...]:
    """The nodes of a body whose headings are levelled, or of a text in it."""
    preparer = _Preparer(language, words, read_image)
    done = preparer.nodes(nodes)
    return isolate_numbers(done, language) if preparer.may_be_rtl else done


def places(nodes: tuple[Node, ...], language: Language) -> tuple[Place, ...]:
    """The main headings of a prepared article, and its warnings, in reading order."""
    found = []
    for node in nodes:
        if not isinstance(node, Element):
            continue
        is_urgent = any(tree.has_class(node, name) for name in URGENT_BOXES)
        heading: Node | None = node if node.tag == f"h{FIRST_HEADING}" else None
        if is_urgent:
            heading = next((each for each in node.children if _is_title(each)), None)
        if isinstance(heading, Element) and heading.get("id"):
            title = _heading_text(heading, language)
            found.append(Place(heading.get("id"), title, is_urgent))
    return tuple(found)


def _is_title(node: Node) -> bool:
    return tree.has_class(node, tree.BOX_TITLE)


def _heading_text(heading: Element, language: Language) -> Inline:
    """The heading's words, without links and footnotes, in the language that they are in."""
    inlines = (node for node in tree.walk(heading.children) if isinstance(node, Inline))
    first = next(inlines, None)
    shown = "".join(tree.words_of(heading.children)).strip()
    return Inline(-1, first.language if first else language, (shown,))


def isolate_numbers(nodes: tuple[Node, ...], language: Language) -> tuple[Node, ...]:
    """The nodes with every number, dose and phone number of right-to-left text in a `<bdi>`.

    Without it the bidi algorithm shows "200–400" as "400–200" between Arabic words. What the
    author set apart (code, a direction of its own) stays as it is. A unit in letters of the
    language stays outside, where it belongs, and on the line of its number.
    """
    return _isolated(nodes, language)


def with_runs_apart(text: str) -> tuple[Node, ...]:
    """Right-to-left text with every number, dose and phone number of it in a `<bdi>`."""
    return _parted(text, quantities.ltr_runs(text), None)


def _isolated(nodes: tuple[Node, ...], language: Language) -> tuple[Node, ...]:
    is_rtl = cldr.direction(language) == "rtl"
    done: list[Node] = []
    is_same = True
    for node in nodes:
        if isinstance(node, str):
            if is_rtl and (runs := quantities.ltr_runs(node)):
                done += _parted(node, runs, language)
                is_same = False
            else:
                done.append(node)
        elif isinstance(node, Element) and node.tag in tree.SET_APART:
            done.append(node)
        else:
            # A sentence runs as the text around it does, and so do most elements.
            inner = language if isinstance(node, Sentence) else _spoken(node, language)
            inside = _isolated(node.children, inner)
            if inside is node.children:
                done.append(node)
                continue
            is_same = False
            done += inside if isinstance(node, Raw) else (tree.with_children(node, inside),)
    return nodes if is_same else tuple(done)


def _is_rtl(node: Element | Inline) -> bool:
    """Whether the text in `node` runs from right to left for a language that it is marked with."""
    tag = node.language.tag if isinstance(node, Inline) else node.get("lang")
    return (
        bool(tag)
        and cldr.is_known(marked := Language.parse(tag))
        and cldr.direction(marked) == "rtl"
    )


def _spoken(node: Element | Inline | Raw, language: Language) -> Language:
    """The language of the text in `node`, inside text in `language`."""
    if isinstance(node, Inline):
        return node.language
    tag = node.get("lang") if isinstance(node, Element) and node.attributes else ""
    return marked if tag and cldr.is_known(marked := Language.parse(tag)) else language


def _parted(
    text: str, runs: Sequence[tuple[int, int]], language: Language | None
) -> tuple[Node, ...]:
    """The text with the runs of it in elements that keep their order.

    In a known language a unit that follows a run stays on its line.
    """
    parts: list[Node] = []
    done = 0
    for start, end in runs:
        parts.append(text[done:start])
        run = text[start:end]
        tag = "bdo" if quantities.needs_override(run) else "bdi"
        may_break = (("class", "long"),) if len(run) > LONGEST_LINE else ()
        isolate = Element(tag, (("dir", "ltr"), *may_break), (run,))
        done = end
        kept = _WHOLE
        if language is not None and not may_break and run[-1].isdigit():
            done = end_of_unit(text, end, language)
            if done == end and tag == "bdi":
                done, kept = end_of_counted(text, end, language), _COUNT
        is_alone = done == end
        parts.append(isolate if is_alone else Element("span", kept, (isolate, text[end:done])))
    parts.append(text[done:])
    return tuple(part for part in parts if part != "")


def _is_text(node: Node) -> bool:
    """Whether the node is a sentence of nothing but words: most are, and no pass changes them."""
    return (
        isinstance(node, Sentence) and len(node.children) == 1 and isinstance(node.children[0], str)
    )


def _with_breaks(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """An address with the places marked at which a narrow screen may break it: after its marks."""
    for node in nodes:
        if isinstance(node, str):
            for index, piece in enumerate(_AFTER_MARKS.split(node)):
                if index:
                    yield _BREAK
                yield piece
        elif isinstance(node, Raw):  # each letter of an e-mail address by its number
            yield from _with_breaks(node.children)
        else:
            yield tree.with_children(node, tuple(_with_breaks(node.children)))


def _refuse_loading(element: Element) -> None:
    """Raise ExportError for an element that would load another file when the page is opened."""
    tag = element.tag.lower()
    if tag == "img":
        return
    loaded = [value for name, value in element.attributes if name.lower() in _LOADING]
    if tag in _LOADING_BY_ADDRESS:
        loaded += [
            value for name, value in element.attributes if name.lower() in ("href", "xlink:href")
        ]
    for address in loaded:
        if not address.startswith(("#", "data:")):
            raise ExportError(
                f"<{tag}> would load '{address}', and a leaflet is one file that loads nothing",
                hint='show a picture with <img src="…">, and link to anything else',
            )


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
        self.may_be_rtl = cldr.direction(language) == "rtl"  # whether any text runs so

    def nodes(self, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        """The nodes prepared; raw HTML that can't stay as it was typed gives way to its nodes."""
        done: list[Node] = []
        is_same = True
        if any(isinstance(node, Element) and node.tag == "abbr" for node in nodes):
            nodes, is_same = tree.with_units_kept(nodes, self.language), False
        for node in nodes:
            if isinstance(node, str) or _is_text(node):
                done.append(node)
            elif isinstance(node, Raw):
                is_kept = not self.is_rewritten(node)
                done += (node,) if is_kept else self.nodes(node.children)
                is_same = is_same and is_kept
            else:
                new = self.node(node)
                done.append(new)
                is_same = is_same and new is node
        return nodes if is_same else tuple(done)

    def is_rewritten(self, raw: Raw) -> bool:
        """Whether there is something in raw HTML that can't stay as it was typed."""
        elements = [node for node in tree.walk((raw,)) if isinstance(node, Element)]
        for element in elements:
            _refuse_loading(element)
            self.may_be_rtl = self.may_be_rtl or _is_rtl(element)
        return any(element.tag in _REWRITTEN for element in elements)

    def node(self, node: Element | Inline | Sentence) -> Node:
        """One node prepared."""
        if isinstance(node, Element):
            return self.element(node)
        if isinstance(node, Inline) and node.language != self.language:
            self.may_be_rtl = self.may_be_rtl or _is_rtl(node)
        return tree.with_children(node, self.nodes(node.children))

    def element(self, element: Element) -> Element:
        """One element prepared, its children first; tables are counted in reading order."""
        if element.tag == "table":
            self.tables += 1
        done = self.marked(element)
        inside = self.nodes(done.children)
        if inside is not done.children:
            done = Element(done.tag, done.attributes, inside)
        if done.attributes:
            _refuse_loading(done)
            self.may_be_rtl = self.may_be_rtl or _is_rtl(done)
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
        first = next((child for child in element.children if isinstance(child, Inline)), None)
        if first is None or tree.has_class(element, "untranslated"):
            return element
        before, self.is_in_fallback = self.is_in_fallback, first.language != self.language
        if not self.is_in_fallback:
            return element
        note = self.words.text("This part has not been translated yet.")
        marks = (("class", "untranslated"), *((("data-note", note),) if not before else ()))
        if len(_shown(element.children)) == 1:
            return tree.with_attributes(tree.with_class(element, "untranslated"), *marks[1:])
        return element._replace(
            children=tuple(
                Element("span", marks, (child,)) if child is first else child
                for child in element.children
            ),
        )

    def box(self, box: Element) -> Element:
        """An admonition as a note that its title names."""
        self.boxes += 1
        name = f"box-{self.boxes}"
        titles = [
            child
            for child in box.children
            if isinstance(child, Element) and tree.has_class(child, tree.BOX_TITLE)
        ]
        if not titles:
            return tree.with_attributes(box, ("role", "note"))
        level = titles[0].get("aria-level") or str(FIRST_HEADING)
        inside = tuple(
            tree.with_attributes(child, ("id", name), ("role", "heading"), ("aria-level", level))
            if child is titles[0]
            else child
            for child in box.children
        )
        named = tree.with_attributes(box, ("role", "note"), ("aria-labelledby", name))
        return named._replace(children=inside)

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
            return cell._replace(tag="td")
        return tree.with_attributes(cell, ("scope", cell.get("scope") or "col"))

    def image(self, image: Element) -> Element:
        """The picture with its bytes inside."""
        attributes = [("src", self.read_image(image.get("src")).data_uri)]
        if not any(name == "alt" for name, _ in image.attributes):
            attributes.append(("alt", ""))
        kept = tuple(pair for pair in image.attributes if pair[0] not in _CHOICES)
        return tree.with_attributes(image._replace(attributes=kept), *attributes)

    def checklist(self, listing: Element) -> Element:
        """The list; where every item begins with a box to tick, that stands for the bullet."""
        items = [tree.words_of(item.children) for item in tree.elements(listing, "li")]
        starts = ["".join(islice(filter(str.strip, words), 1)).lstrip() for words in items]
        is_checklist = bool(starts) and all(start.startswith(tree.TICK_BOXES) for start in starts)
        return tree.with_class(listing, "checklist") if is_checklist else listing

    def link(self, link: Element) -> Element:
        """Links to and from footnotes, named for those who can't see where they point."""
        if tree.has_class(link, "footnote-ref"):
            number = cldr.with_own_digits(tree.plain_text(link.children), self.language)
            return tree.with_attributes(link._replace(children=(number,)), ("role", "doc-noteref"))
        if tree.has_class(link, "footnote-backref"):
            # Translators: link after a footnote, back to where it is mentioned
            name = self.words.text("Back to the text")
            return tree.with_attributes(
                link, ("role", "doc-backlink"), ("title", name), ("aria-label", name)
            )
        address, text = link.get("href"), tree.plain_text(link.children).strip()
        if tree.is_address(text):
            inside = tuple(_with_breaks(link.children))
            # In pieces it is no address any more, which right-to-left text would have to set apart.
            link = link._replace(
                children=(Element("bdi", _LONG, inside),) if self.may_be_rtl else inside
            )
        if address.startswith("http") and text == address:
            # On paper an address stands behind what leads to it, but not behind itself.
            return tree.with_class(link, "address")
        return link


_Handler = Callable[[_Preparer, Element], Element]
_HANDLERS: dict[str, _Handler] = {
    "ul": _Preparer.checklist,
    "a": _Preparer.link,
    "img": _Preparer.image,
    "table": _Preparer.table,
    "th": _Preparer.header_cell,
}
