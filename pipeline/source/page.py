"""Putting texts back into a parsed article: the block tree with other words, rendered.

The second half of `source.document`: how a place in the outline takes a text. Python-Markdown's
later stages (footnotes, attribute lists, abbreviations, contents) run on the whole tree, once for
each language, so that they work there as they do in the source.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from xml.etree.ElementTree import Element

from pipeline.errors import ExportError, LeafletsError, SourceError
from pipeline.language.patterns import lazy
from pipeline.model import Document, Node
from pipeline.source import harmless, known, markdown, nodes, rawhtml
from pipeline.source.known import Keys
from pipeline.source.markdown import AtomicString, BlockTree, Inlined
from pipeline.source.programs import program
from pipeline.source.skeleton import Skeleton
from pipeline.source.slots import Attribute, InStash, Meaning, Place, Slot
from pipeline.source.texts import BlockText, Raws
from pipeline.source.wording import Wording

__all__ = [
    "Page",
    "Run",
    "inlined",
    "of",
    "render",
    "source_pieces",
    "unmarked_heading_ids",
    "wording",
]


# Elements in each other: whoever walks a page does so by recursion, and Python ends that at 1,000.
MAX_HTML_NESTING = 150
_MUCH_EMPHASIS = lazy(rf"[*_]{{{MAX_HTML_NESTING}}}")
_TAG = re.compile(r"\x02wzxhzdk:(\d+)\x03")
_PLACEHOLDER = "\x02wzxhzdk:{}\x03"
_ESCAPED = re.compile(r"\x02(\d+)\x03")


@dataclass(slots=True)
class Page:
    """What `render` needs to know of a document; what has a default is filled in later."""

    tree: BlockTree
    body: str  # the article's, fragments resolved
    slots: tuple[Slot, ...]
    places: tuple[Place, ...]  # by block
    raws: tuple[tuple[tuple[str, str], ...], ...]  # by block: (lead, text) as typed
    is_html: tuple[bool, ...]  # by block
    first_block: int  # index of the body's first block
    has_contents: bool
    problems: tuple[tuple[str, str], ...]
    owners: tuple[int, ...]  # the block of each segment
    heading_ids: tuple[str, ...] | None = None
    skeleton: Skeleton | None = None  # see source.skeleton
    stencils: dict[bool, object] = field(default_factory=dict)  # private to leaflets.stencil
    keys: Keys | None = None  # private to leaflets.localize
    lines: tuple[int, ...] | None = None  # of each segment, see source.lines
    sites: object = None  # private to source.splicing
    orders: _Orders | None = None

    def whole(self) -> Page:
        """Itself (see `known`)."""
        return self


class _Orders(NamedTuple):
    """What every rendering of a tree goes by."""

    visits: tuple[int, ...]  # of slots, as the inline stage visits them
    parents: tuple[int, ...]  # of each element, by number


def _orders_of(page: Page) -> _Orders:
    """The orders of a page, derived when it is first rendered: most articles never are."""
    if page.orders is not None:
        return page.orders
    numbers = {id(element): number for number, element in enumerate(page.tree.root.iter())}
    parents = [0] * len(numbers)
    slots = {(slot.element, slot.is_tail): index for index, slot in enumerate(page.slots)}
    visits: list[int] = []
    queue = [page.tree.root]
    for parent in queue:  # grows while it is read: breadth first
        for child in parent:
            number = numbers[id(child)]
            parents[number] = numbers[id(parent)]
            for is_tail in (False, True):
                if (number, is_tail) in slots:
                    visits.append(slots[number, is_tail])
            if len(child):
                queue.append(child)
    page.orders = _Orders(tuple(visits), tuple(parents))
    return page.orders


def of(document: Document) -> Page:
    """The page of a document, parsed now where that was on record only."""
    return known.of(document).whole()


def source_pieces(slot: Slot, raws: Raws) -> list[str]:
    """The texts of a slot as they were typed; joined they are the slot's own."""
    pieces: list[str] = []
    for part in slot.parts:
        if isinstance(part, str):
            pieces.append(part)
        else:
            pieces += (text for pair in raws[part] for text in pair if text)
    return pieces


def wording(
    document: Document, texts: Mapping[int, BlockText], *, has_marks: bool = True
) -> Wording:
    """What is shown where `texts` stand in place of the document's blocks."""
    page = of(document)
    return Wording(
        source=document.language,
        blocks=document.blocks,
        owners=page.owners,
        places=page.places,
        raws=page.raws,
        is_html=page.is_html,
        stash=page.tree.stash,
        texts=texts,
        has_marks=has_marks,
    )


def may_nest_deeply(body: str, texts: Iterable[BlockText] = ()) -> bool:
    """Whether there are signs enough for elements to be nested deeper than `MAX_HTML_NESTING`."""
    tags = sum(text.count("<") for each in texts for _, text in each.parts)
    return body.count("<") + tags > MAX_HTML_NESTING or _MUCH_EMPHASIS.search(body) is not None


def render(document: Document, texts: Mapping[int, BlockText]) -> tuple[Node, ...]:
    """See `source.document.render`: the whole tree made anew, whatever is in it.

    Raises SourceError where raw HTML is nested deeper than `MAX_HTML_NESTING`, ExportError where a
    translation does so: an article that does is refused by `source.document.parse`.
    """
    try:
        found = _rendered(document, texts)
    except RecursionError:
        raise _too_deep(document, texts) from None
    if may_nest_deeply(document.article.body, texts.values()) and _is_deeper(
        found, MAX_HTML_NESTING
    ):
        raise _too_deep(document, texts)
    return found


def _is_deeper(found: Sequence[Node], levels: int) -> bool:
    parents = [node for node in found if not isinstance(node, str)]
    if not levels:
        return bool(parents)
    return any(_is_deeper(node.children, levels - 1) for node in parents)


def _too_deep(document: Document, texts: Mapping[int, BlockText]) -> LeafletsError:
    if texts:
        return ExportError(
            f"a translation nests elements of raw HTML more than {MAX_HTML_NESTING} deep",
            hint="take away the tags that its source does not have",
        )
    article = document.article
    what, place = "raw HTML", article.body.find("<")
    hint = "close each element where it ends, and take away those that only lay out a page"
    if stars := _MUCH_EMPHASIS.search(article.body):
        what, place, hint = "emphasis", stars.start(), "one star on each side is enough, or two"
    return SourceError(
        f"{what} is nested more than {MAX_HTML_NESTING} deep",
        path=article.path,
        line=article.body_line + article.body.count("\n", 0, place),
        hint=hint,
    )


def _rendered(document: Document, texts: Mapping[int, BlockText]) -> tuple[Node, ...]:
    page = of(document)
    if page.heading_ids is None:
        # The ids come of the source's words. Marks are no letters of an id; only a table of
        # contents would show them, and then its article is rendered once more, without.
        if page.has_contents or markdown.TOC_MARKER in page.body:
            page.heading_ids = unmarked_heading_ids(document)
        else:
            words = wording(document, {})
            root, stash = _Rendering(page, words).finished()
            page.heading_ids = _ids(root)
            if not texts:
                return nodes.to_nodes(root, stash, words.shown)
    words = wording(document, texts)
    root, stash = _Rendering(page, words).finished()
    return nodes.to_nodes(root, stash, words.shown)


def unmarked_heading_ids(document: Document) -> tuple[str, ...]:
    """The ids that Python-Markdown gives the headings of the article."""
    root, _ = _Rendering(of(document), wording(document, {}, has_marks=False)).finished()
    return _ids(root)


def _ids(root: Element) -> tuple[str, ...]:
    return tuple(heading.get("id", "") for heading in markdown.headings(root))


def inlined(
    tree: BlockTree,
    slots: Sequence[Slot],
    pieces: Sequence[Sequence[tuple[str, int | None]]],
    words: Wording,
) -> list[Run]:
    """For each slot its pieces through the inline patterns, and together again between marks."""
    flat = [slot.piece(text) for slot, own in zip(slots, pieces, strict=True) for text, _ in own]
    rendered = iter(markdown.render_inline(tree, flat))
    runs = []
    for own in pieces:
        run = Run()
        for _, segment in own:
            piece = next(rendered)
            if segment is not None and words.is_foreign(segment):
                piece = _harmless(piece, words.source_of(segment))
            run.add(piece, words.marks(segment))
        runs.append(run)
    return runs


class _Rendering:
    """One page in one language."""

    def __init__(self, page: Page, words: Wording) -> None:
        self.page = page
        self.words = words
        self.root = copy.deepcopy(self.page.tree.root)
        self.elements = list(self.root.iter())

    def finished(self) -> tuple[Element, tuple[str, ...]]:
        """The rendered tree, and the raw HTML that placeholders in it stand for."""
        slots = [self.page.slots[index] for index in _orders_of(self.page).visits]
        plain = [slot for slot in slots if not slot.is_atomic]
        first = self.page.first_block
        pieces = [self.words.pieces(slot.parts, first=first) for slot in plain]
        for slot, run in zip(plain, inlined(self.tree(), plain, pieces, self.words), strict=True):
            self.put(slot, run)
        for slot in slots:
            if slot.is_atomic and any(isinstance(part, int) for part in slot.parts):
                self.put_atomic(slot)
        stash = markdown.finish(
            self.root,
            heading_ids=self.page.heading_ids,
            has_contents=self.page.has_contents,
            keep_labels=all(
                each.language == self.words.source for each in self.words.texts.values()
            ),
            invisible=nodes.SENTENCE_MARKS,
        )
        return self.root, stash

    def tree(self) -> BlockTree:
        """The block tree with what is not in its elements: raw HTML, titles, long forms."""
        tree = self.page.tree
        references, abbreviations = dict(tree.references), dict(tree.abbreviations)
        stashed: dict[int, list[tuple[rawhtml.Span, str]]] = {}
        for block, place in enumerate(self.page.places):
            if isinstance(place, InStash):
                text = self.words.joined(block, has_marks=not place.span.attribute)
                stashed.setdefault(place.number, []).append((place.span, text))
            elif block not in self.words.texts:
                continue
            elif isinstance(place, Attribute):
                self.elements[place.element].set(
                    place.name, self.words.joined(block, has_marks=False)
                )
            elif isinstance(place, Meaning) and place.is_abbreviation:
                abbreviations[place.name] = self.words.joined(block, has_marks=False)
            elif isinstance(place, Meaning):
                address = references[place.name][0]
                references[place.name] = (address, self.words.joined(block, has_marks=False))
        stash = list(tree.stash)
        for number, replacements in stashed.items():
            stash[number] = rawhtml.replace(stash[number], replacements)
        return replace(tree, stash=tuple(stash), references=references, abbreviations=abbreviations)

    def put(self, slot: Slot, run: Run) -> None:
        """A rendered run in its place."""
        element = self.elements[slot.element]
        if slot.is_tail:
            element.tail = run.text
            parent = self.elements[_orders_of(self.page).parents[slot.element]]
            position = list(parent).index(element) + 1
        else:
            element.text = run.text
            parent, position = element, 0
        for offset, new in enumerate(run.elements):
            parent.insert(position + offset, new)

    def put_atomic(self, slot: Slot) -> None:
        """Text inside raw HTML in its place; its tags become placeholders again."""
        parts = []
        for part in slot.parts:
            if isinstance(part, str):
                parts.append(part)
                continue
            text = self.words.joined(part + self.page.first_block, has_marks=True)
            parts += (
                markdown.store(text[token.start : token.end])
                if token.kind in ("open", "close")
                else text[token.start : token.end]
                for token in rawhtml.tokens(text)
            )
        element = self.elements[slot.element]
        if slot.is_tail:
            element.tail = AtomicString("".join(parts))
        else:
            element.text = AtomicString("".join(parts))


def _harmless(inlined: Inlined, source: str) -> Inlined:
    """A translation as its page can take it: see `source.harmless`."""
    if not inlined.elements and markdown.STX not in inlined.text:
        return Inlined(_escaped_braces(inlined.text))
    frame = Element("i")
    frame.text = inlined.text
    frame.extend(inlined.elements)
    stash = markdown.stash()
    for element in frame.iter():
        _admit_tags(element, source, stash)
        if program(_plain(element.get("href") or "")) and (
            _plain(element.get("href") or "") not in source
        ):
            del element.attrib["href"]
    return _without_attribute_lists(Inlined(frame.text, tuple(frame)), source)


def _admit_tags(element: Element, source: str, stash: Sequence[str]) -> None:
    """Show as text what is between the children of an element and must be no tag."""
    texts = [element.text or "", *(child.tail or "" for child in element)]
    parts = [_TAG.split(text) for text in texts]
    numbers = [int(number) for part in parts for number in part[1::2]]
    if not numbers:
        return
    tags = [stash[number] for number in numbers]
    is_kept = iter(harmless.admitted([tag for tag in tags if tag.startswith("<")], source))
    done = []
    for part in parts:
        for place in range(1, len(part), 2):
            tag = stash[int(part[place])]
            is_tag = tag.startswith("<")
            part[place] = tag if is_tag and not next(is_kept) else _PLACEHOLDER.format(part[place])
        done.append("".join(part))
    element.text = done[0]
    for child, text in zip(element, done[1:], strict=True):
        child.tail = text


def _plain(address: str) -> str:
    """An address without the marks that Python-Markdown puts into it."""
    return _ESCAPED.sub(
        lambda match: chr(int(match[1])), address.replace(markdown.AMP_SUBSTITUTE, "&")
    )


def _without_attribute_lists(inlined: Inlined, source: str) -> Inlined:
    """A translation in which a brace is a brace, but for `*so*{.classed}`.

    The attribute lists of blocks are the article's: a translation can neither bring one nor, with
    braces of its own, keep Python-Markdown from finding that of its block.
    """
    for top in inlined.elements:
        for element in top.iter():
            tail = element.tail or ""
            end = tail.find("}") + 1 if tail.startswith("{") else 0
            # What is inside could be taken for the list of the block around it, or do something.
            if (
                "{" in tail[1:end]
                or "\n" in tail[:end]
                or not harmless.is_attribute_list(tail[:end], source)
            ):
                end = 0
            element.tail = tail[:end] + _escaped_braces(tail[end:])
    return Inlined(_escaped_braces(inlined.text), inlined.elements)


def _escaped_braces(text: str) -> str:
    """The braces as Python-Markdown keeps what a backslash escapes."""
    for brace in "{}":
        text = text.replace(brace, f"{markdown.STX}{ord(brace)}{markdown.ETX}")
    return text


class Run:
    """Rendered pieces put together: text, then elements with tails."""

    def __init__(self) -> None:
        self.text = ""
        self.elements: list[Element] = []

    def add(self, inlined: Inlined, marks: tuple[str, str]) -> None:
        """One more piece, between its marks."""
        self.add_text(marks[0] + inlined.text)
        self.elements += inlined.elements
        self.add_text(marks[1])

    def add_text(self, text: str) -> None:
        """Text behind what is there."""
        if self.elements:
            last = self.elements[-1]
            last.tail = (last.tail or "") + text
        else:
            self.text += text
