"""The leaflet's tree made ready for paper: a small closed vocabulary, as JSON-able data.

The Typst template knows these kinds and no others. Blocks: para heading list terms table quote
code figure rule box. Inlines: text (a string) strong em code-inline sup sub del br link anchor ltr
long word gap half edge span noteref image. No markup is ever generated: text stays data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from pipeline.language import cldr
from pipeline.leaflets import tree
from pipeline.leaflets.images import Image
from pipeline.leaflets.print_text import (
    MAX_BOXED,
    MAX_WORD,
    SPACES,
    Data,
    Json,
    by_phrase,
    columns_in,
    columns_of,
    glued,
    indivisible,
    joined,
    long_words,
    longest_word,
    printed_text,
    said,
    trimmed,
    unmeasured,
    wholes,
    widest,
    with_gaps,
    with_notes_apart,
    with_notes_kept,
)
from pipeline.leaflets.table_grid import Place, grid
from pipeline.leaflets.typography import typography
from pipeline.model import URGENT_BOXES, Element, Inline, Language, Leaflet, Node

FIRST_HEADING = 1  # the title is no heading in a PDF, but the document's title
ISOLATES = {"ltr": "\u2066", "rtl": "\u2067"}  # UAX #9
END_OF_ISOLATE = "\u2069"
LINE = 45  # letters: a paragraph takes a line, however short
LEAST_ROW = 30  # letters: the same for the row of a table
SHORT_CELL = 20  # letters: a cell of a table that is not to be broken where there is room
PICTURE = 600  # letters: about as high as a picture
MAX_TITLE_WORD = 9  # letters: the same for a heading

# An address or a word that the line before it may be left half empty for.
_UNCUT = re.compile(rf"[!-~]{{{MAX_WORD + 1},}}")
_LARGEST_START = 2**31 - 1  # of a list: browsers take a larger number for none
_ALIGN = re.compile(r"text-align:\s*(left|right|center)")
_WIDTH = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,3})?)(px|%)?")
POINTS_IN_PIXEL = 0.75  # of CSS
_BLOCKS = frozenset(
    (
        *("article", "aside", "details", "div", "fieldset", "figure", "footer", "header", "main"),
        *("nav", "section", "address", "figcaption", "summary", "center", "form", "p", "ul", "ol"),
        *("dl", "table", "blockquote", "pre", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "li"),
        *("dt", "dd"),
    )
)
_PLAIN_INLINES = {
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "em"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code-inline"),
    **dict.fromkeys(("del", "s", "strike"), "del"),  # without the line it would be said to hold
    "sup": "sup",
    "sub": "sub",
}


class PrintTree:
    """Turns nodes of one leaflet into print data; collects what it met on the way."""

    def __init__(
        self, leaflet: Leaflet, read_image: Callable[[str], Image], *, ties: bool = False
    ) -> None:
        self.language = leaflet.language
        self.read_image = read_image
        self.notes: list[Json] = []
        self.languages = {leaflet.language}  # whose fonts are needed
        self._source = tree.level_headings(leaflet.body, first=FIRST_HEADING)
        # Asked once for all that is looked for: the walk costs more than the looking.
        elements = [node for node in tree.walk(self._source) if isinstance(node, Element)]
        self._anchors = {
            node.get("id") for node in elements if node.tag[0] == "h" and tree.heading_level(node)
        } - {""}
        self._note_ids = {note.get("id") for note in _notes(elements)}
        self._has_pictures = any(node.tag == "img" for node in elements)
        self._explained: set[str] = set()
        self._ties = ties  # whether spaces behind numbers are to be of the kind that ends no line
        self._is_in_fallback = False  # whether the last paragraph was not translated

    def body(self) -> list[Json]:
        """The article's blocks."""
        return self.blocks(self._source, self.language)

    def line(self, inline: Inline | None, *, is_title: bool) -> Data | None:
        """A front-matter text as a paragraph; None stays None."""
        return self.paragraph((inline,), self.language, is_title=is_title) if inline else None

    # ------------------------------------------------------------------------------------ blocks
    def blocks(self, nodes: Iterable[Node], language: Language) -> list[Json]:
        """The nodes as blocks; text between blocks becomes paragraphs of its own."""
        done: list[Json] = []
        run: list[Node] = []
        for node in (*tree.opened(nodes), None):
            if node is not None and not _is_block(node):
                run.append(node)
                continue
            if run:
                done.extend(self.run(run, language))
                run = []
            if isinstance(node, Element):
                done.extend(self.block(node, language))
        return done

    def run(self, nodes: list[Node], language: Language) -> Iterator[Json]:
        """A run of inline nodes as one paragraph or figure; nothing where there is only space."""
        shown = [node for node in nodes if not (isinstance(node, str) and not node.strip())]
        is_wordless = self._has_pictures and not _has_words(shown)
        pictures = list(_pictures(shown)) if is_wordless else []
        if len(pictures) == 1:
            yield self.figure(pictures[0])
        elif shown:
            yield self.paragraph(nodes, language)

    def block(self, element: Element, language: Language) -> Iterator[Json]:
        """One block element."""
        tag = element.tag
        language = self.language_of(element, language)
        if tree.heading_level(element):
            yield self.heading(element, language)
        elif tag in ("ul", "ol"):
            yield self.list_of(element, language)
        elif tag == "dl":
            yield from self.terms_of(element, language)
        elif tag == "table":
            yield from self.table_of(element, language)
        elif tag == "blockquote":
            yield {"k": "quote", "body": self.blocks(element.children, language)}
        elif tag == "pre":
            code = tree.plain_text(element.children).strip("\n")
            letters = sum(max(len(line), LINE) for line in code.split("\n"))
            yield {"k": "code", "letters": letters, "c": list(long_words(code))}
        elif tag == "hr":
            yield {"k": "rule"}
        elif tree.has_class(element, "footnote"):
            inside = (node for node in tree.walk((element,)) if isinstance(node, Element))
            self.notes.extend(self.note(item) for item in _notes(inside))
        elif tree.has_class(element, "admonition"):
            yield self.box(element, language)
        else:
            yield from self.blocks(element.children, language)

    def heading(self, element: Element, language: Language) -> Data:
        """A heading; `long` is its longest word, where that may be too wide for a narrow place."""
        return self.paragraph(element.children, language, is_title=True) | {
            "k": "heading",
            "level": tree.heading_level(element),
            "id": element.get("id"),
        }

    def paragraph(
        self, nodes: Iterable[Node], language: Language, *, is_title: bool = False
    ) -> Data:
        """Inline nodes as one paragraph, in the language that its text is in."""
        nodes = tuple(nodes)
        language = next((n.language for n in nodes if isinstance(n, Inline)), language)
        self.languages.add(language)
        by_phrases = is_title and bool(typography(language).phrases)  # which hold more than counts
        ties, self._ties = self._ties, self._ties and not by_phrases
        content = trimmed(self.inlines(nodes, language))
        self._ties = ties
        if typography(language).keep_words:
            content = list(glued(content))
        if cldr.direction(language) == "rtl":
            content = list(with_notes_apart(content))
        if typography(language).keep_words or typography(language).phrases:
            content = list(with_notes_kept(content))
        if is_title:
            content = list(map(unmeasured, content))
        if by_phrases:
            content = list(by_phrase(content, language))
        elif typography(language).latin_first:
            content = list(with_gaps(content))
        longest = longest_word(tree.plain_text(nodes), language) if is_title else ""
        return {
            "k": "para",
            "long": longest if columns_of(longest) > MAX_TITLE_WORD else "",
            "lang": language.tag,
            "dir": cldr.direction(language),
            "c": joined(content),
            "letters": columns_in(content),
            "ragged": typography(language).justify and bool(_UNCUT.search(tree.plain_text(nodes))),
            **self.fallback(nodes, is_title=is_title),
        }

    def fallback(self, nodes: tuple[Node, ...], *, is_title: bool) -> Data:
        """Whether the text stands in the source language, and whether that is to be said here."""
        inlines = [node for node in nodes if isinstance(node, Inline)]
        is_fallback = any(inline.language != self.language for inline in inlines)
        is_noted = is_fallback and not is_title and not self._is_in_fallback
        if inlines and not is_title:
            self._is_in_fallback = is_fallback
        return {"fallback": is_fallback, "note": is_noted}

    def list_of(self, element: Element, language: Language) -> Data:
        """A list, ordered or not."""
        items: list[Json] = [
            self.blocks(item.children, language) for item in tree.elements(element, "li")
        ]
        start = element.get("start")
        is_number = start.isdecimal() and int(start) <= _LARGEST_START
        return {
            "k": "list",
            "ordered": element.tag == "ol",
            "start": int(start) if is_number else 1,
            "loose": any(map(_is_long_item, items)),
            "items": items,
        }

    def terms_of(self, element: Element, language: Language) -> Iterator[Json]:
        """A definition list; nothing where it is empty."""
        items = list(self.terms(element, language))
        if items:
            yield {"k": "terms", "items": items}

    def terms(self, element: Element, language: Language) -> Iterator[Json]:
        """The items of a definition list: one or more terms, then what they mean."""
        terms: list[Json] = []
        body: list[Json] = []
        for child in tree.elements(element, "dt", "dd"):
            if child.tag == "dt":
                if body:
                    yield {"terms": terms, "body": body}
                    terms, body = [], []
                terms.append(self.term(child, language))
            else:
                body.extend(self.blocks(child.children, language))
        if terms or body:
            yield {"terms": terms, "body": body}

    def term(self, element: Element, language: Language) -> Data:
        """A term; that it is not translated is told beside what it means, not in its line."""
        told = self._is_in_fallback
        term = self.paragraph(element.children, language)
        self._is_in_fallback = told
        return term | {"note": False}

    def table_of(self, element: Element, language: Language) -> Iterator[Json]:
        """A table with column widths in proportion to what they hold; nothing where it is empty."""
        table = grid(element)
        if not table.columns:
            return
        texts = [table.column(index) for index in range(table.columns)]
        explained = len(self._explained)
        ties, self._ties = self._ties, False  # a narrow cell needs its spaces
        head = [self.row(row, language) for row in table.head]
        body = [self.row(row, language) for row in table.body]
        self._ties = ties
        if len(self._explained) > explained:  # what is said here and is not in the article's cells
            for index, column in enumerate(texts):
                column += [text for row in (*head, *body) if (text := _said_alone(row[index]))]
        longest, whole = (
            [widest(piece for text in column for piece in find(text, language)) for column in texts]
            for find in (indivisible, wholes)
        )
        short = [
            widest(text for text in table.column(index, rows=table.body) if _is_short(text))
            for index in range(table.columns)
        ]
        aside: list[Json] = [
            max(_source_language_in(row[index]) for row in (*head, *body))
            for index in range(table.columns)
        ]
        rows = map(_letters, (*head, *body))
        blank: list[Json] = [
            index for index in range(table.columns) if _has(head, index) and not _has(body, index)
        ]
        yield {
            "k": "table",
            "widths": [_width(column) for column in texts],
            "longest": [*longest],
            "whole": [*whole],
            "short": [*short],
            "aside": aside,
            "blank": blank if body else [],
            "letters": sum(max(letters, LEAST_ROW) for letters in rows),
            "head": [*head],
            "body": [*body],
        }

    def row(self, row: tuple[Place | None, ...], language: Language) -> list[Json]:
        """What stands in each column of a row; `covered` is by what another cell goes on over it.

        A card shows each row alone, so that what covers a place stands there too.
        """
        done: list[Json] = []
        for place in row:
            if place is None:
                nothing: Data = {"align": "start", "columns": 1, "rows": 1, "covered": ""}
                done.append(nothing | {"letters": 0, "body": []})
                continue
            align = _ALIGN.search(place.cell.get("style"))
            body = self.blocks(place.cell.children, self.language_of(place.cell, language))
            done.append(
                {
                    "align": align[1] if align and align[1] != "left" else "start",
                    "columns": place.columns,
                    "rows": place.rows,
                    "covered": place.covered,
                    "letters": _letters(body),
                    "body": body,
                }
            )
        return done

    def box(self, element: Element, language: Language) -> Data:
        """An admonition."""
        titles = [
            child
            for child in element.children
            if isinstance(child, Element) and tree.has_class(child, tree.BOX_TITLE)
        ]
        rest = [child for child in element.children if child not in titles]
        body = self.blocks(rest, language)
        title = [
            self.paragraph(child.children, language, is_title=True)
            | {"level": int(child.get("aria-level") or FIRST_HEADING)}
            for child in titles
        ]
        return {
            "k": "box",
            "alert": bool(URGENT_BOXES.intersection(element.get("class").split())),
            "title": title[0] if title else None,
            "letters": _letters(body, least=LINE),
            "body": body,
        }

    def figure(self, image: Element) -> Data:
        """A picture that stands alone, as wide as its author says (`{ width=120 }`)."""
        figure = self.image(image) | {"k": "figure"}
        wanted = _WIDTH.fullmatch(image.get("width").strip())
        if wanted is None or not float(wanted[1]):
            return figure
        share = wanted[2] == "%"
        size = float(wanted[1]) * (0.01 if share else POINTS_IN_PIXEL)
        return figure | {"width": {"share": share, "size": round(size, 4)}}

    def image(self, image: Element) -> Data:
        """A picture among words."""
        return image_data(self.read_image(image.get("src")), image.get("alt"))

    def note(self, item: Element) -> Data:
        """A footnote; all stand together after the article, as on the page."""
        return {"id": item.get("id"), "body": self.blocks(item.children, self.language)}

    def language_of(self, element: Element, language: Language) -> Language:
        """The language that the author marked the element with, else the one around it."""
        marked = element.get("lang")
        if not marked or not cldr.is_known(Language.parse(marked)):
            return language
        self.languages.add(Language.parse(marked))
        return Language.parse(marked)

    # ----------------------------------------------------------------------------------- inlines
    def inlines(self, nodes: Iterable[Node], language: Language) -> list[Json]:
        """The nodes as inline data in order."""
        # A list handed on, and no generators in generators: each part would go through all of them.
        done: list[Json] = []
        self._add_inlines(nodes, language, done)
        return done

    def _add_inlines(self, nodes: Iterable[Node], language: Language, done: list[Json]) -> None:
        nodes = tuple(nodes)
        if any(isinstance(node, Element) and node.tag == "abbr" for node in nodes):
            nodes = tree.with_units_kept(nodes, language)
        for node in nodes:
            if isinstance(node, str):
                done += printed_text(node, language, ties=self._ties)
            elif isinstance(node, Inline):
                self._add_inlines(node.children, node.language, done)
            elif isinstance(node, Element):
                done += self.inline_element(node, language)
            else:
                self._add_inlines(node.children, language, done)

    def inline_element(self, element: Element, language: Language) -> Iterator[Json]:
        """One inline element; a tag without a meaning on paper shows its content."""
        tag = element.tag
        if _is_reference(element):
            yield self.reference(element)
        elif tag == "br":
            yield {"k": "br"}
        elif tag == "img":
            yield self.image(element)
        elif tag == "a":
            yield from self.link(element, language)
        elif tag == "abbr":
            yield from self.abbreviation(element, language)
        elif element.get("lang") or element.get("dir"):
            yield self.span(element, language)
        elif tag in _PLAIN_INLINES:
            yield {"k": _PLAIN_INLINES[tag], "c": self.inlines(element.children, language)}
        else:
            yield from self.inlines(element.children, language)

    def reference(self, element: Element) -> Data:
        """The raised number that points at a footnote."""
        links = (node for node in tree.walk((element,)) if tree.has_class(node, "footnote-ref"))
        target = next((node.get("href")[1:] for node in links if isinstance(node, Element)), "")
        number: Json = cldr.with_own_digits(tree.plain_text((element,)), self.language)
        return {"k": "noteref", "to": target if target in self._note_ids else "", "c": [number]}

    def span(self, element: Element, language: Language) -> Data:
        """A span in another language or direction."""
        inner = self.language_of(element, language)
        direction = element.get("dir") or cldr.direction(inner)
        # What is set apart by hand is not taken apart again: its numbers stay where they are.
        text = SPACES.sub(" ", tree.plain_text(element.children))
        is_other = direction != cldr.direction(language)
        is_boxed = is_other and len(text) <= MAX_BOXED
        if is_other and not is_boxed:  # a box of several lines would part the paragraph
            text = f"{ISOLATES[direction]}{text}{END_OF_ISOLATE}"
        content: list[Json] = [text]
        return {"k": "span", "lang": inner.tag, "dir": direction, "boxed": is_boxed, "c": content}

    def link(self, element: Element, language: Language) -> Iterator[Json]:
        """A link out or to a heading; a link to another file means nothing on paper."""
        if tree.has_class(element, "footnote-backref"):
            return
        address = element.get("href")
        content = self.inlines(element.children, language)
        if address.startswith("#") and address[1:] in self._anchors:
            yield {"k": "anchor", "to": address[1:], "c": content}
        elif re.match(r"(https?|mailto|tel):", address):
            yield {"k": "link", "to": address, "c": content}
        else:
            yield from content

    def abbreviation(self, element: Element, language: Language) -> Iterator[Json]:
        """An abbreviation, explained where it first stands: paper has no tooltip."""
        yield from self.inlines(element.children, language)
        title = element.get("title")
        if title and title not in self._explained and title not in self._text:
            yield from printed_text(typography(language).remark.format(title), language)
        self._explained.add(title)

    @cached_property
    def _text(self) -> str:
        """What the article says, which only abbreviations ask for."""
        return tree.plain_text(self._source)


def image_data(picture: Image, alt: str) -> Data:
    """A picture's bytes as JSON can hold them: SVG is text, other formats a list of numbers."""
    is_text = picture.format == "svg"
    data: Json = picture.data.decode("utf-8") if is_text else list(picture.data)
    return {"k": "image", "format": picture.format, "data": data, "alt": alt}


def _is_long_item(item: Json) -> bool:
    """Whether an item of a list has several paragraphs: the next one must stand further off."""
    blocks = item[:2] if isinstance(item, list) else []
    return [isinstance(block, dict) and block["k"] for block in blocks] == ["para", "para"]


def _is_block(node: Node) -> bool:
    return isinstance(node, Element) and node.tag in _BLOCKS


def _pictures(nodes: Iterable[Node]) -> Iterator[Element]:
    for node in tree.walk(nodes):
        if isinstance(node, Element) and node.tag == "img":
            yield node


def _has_words(nodes: Iterable[Node]) -> bool:
    """Whether there is any text beside pictures; most often the first node says so."""
    return any(isinstance(node, str) and node.strip() for node in tree.walk(nodes))


def _is_short(text: str) -> bool:
    """Whether a cell is better not broken: "10 kg to 15 kg"; a sentence may be."""
    return columns_of(text) <= SHORT_CELL and "\n" not in text


def _width(texts: Iterable[str]) -> float:
    """A column's share: about the root of its longest cell; long cells don't starve short ones."""
    longest = max(map(columns_of, texts), default=1)
    return float(round(min(max(longest, 8), 120) ** 0.45, 2))


def _letters(blocks: Iterable[Json], *, least: int = 0) -> int:
    """About how much room blocks or cells take, in Latin letters; one block takes the `least`."""
    letters = 0
    for block in blocks:
        if isinstance(block, list):  # an item of a list, a row of cells
            letters += _letters(block, least=least)
        elif isinstance(block, dict):
            own, parts = (
                block.get("letters"),
                [block.get(part) for part in ("terms", "body", "items")],
            )
            if block.get("k") == "figure":
                letters += PICTURE
            elif isinstance(own, int):
                letters += max(own, least)
            else:
                letters += sum(
                    _letters(part, least=least) for part in parts if isinstance(part, list)
                )
    return letters


def _said_alone(cell: Json) -> str:
    """What the paragraphs of a cell say on paper, where it covers no other column."""
    if not isinstance(cell, dict) or cell["covered"] or cell["columns"] != 1:
        return ""
    body = cell["body"]
    return " ".join(map(said, body)) if isinstance(body, list) else ""


def _source_language_in(cell: Json) -> str:
    """The language of what is not translated in a cell, which stands beside a line; or ""."""
    body = cell.get("body") if isinstance(cell, dict) else None
    for block in body if isinstance(body, list) else []:
        if isinstance(block, dict) and block.get("fallback") is True:
            return str(block["lang"])
    return ""


def _has(rows: Iterable[list[Json]], column: int) -> bool:
    """Whether anything stands in a column of these rows."""
    cells = (row[column] for row in rows)
    return any(isinstance(cell, dict) and bool(cell["body"]) for cell in cells)


def _notes(elements: Iterable[Element]) -> Iterator[Element]:
    """The footnotes among the elements, in the order of their numbers."""
    for element in elements:
        if element.attributes and tree.has_class(element, "footnote"):
            for item in tree.walk(element.children):
                if isinstance(item, Element) and item.tag == "li" and item.get("id"):
                    yield item


def _is_reference(element: Element) -> bool:
    candidates = (element, *element.children) if element.tag == "sup" else (element,)
    return any(tree.has_class(node, "footnote-ref") for node in candidates)
