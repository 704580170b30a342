"""The blocks of a parsed article in reading order: what there is to translate, and where it stands.

The one walk over a block tree. It decides what is a block, of which kind, under which headings and
directives; it does not cut sentences (`source.document`) and renders nothing (`source.nodes`).
"""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element

from pipeline.model import URGENT_BOXES, BlockKind
from pipeline.source import directives, rawhtml
from pipeline.source.directives import NOTHING, Scope
from pipeline.source.markdown import (
    HTML_PLACEHOLDER_RE,
    SPECIAL,
    STX,
    TOC_MARKER,
    AtomicString,
    BlockTree,
    Piece,
    render_inline,
    split_attribute_list,
)
from pipeline.source.slots import Attribute, Draft, InSlot, InStash, Meaning, Outline, Place, Slot

__all__ = ["draw", "plain_text"]

_PLACEHOLDER = re.compile(r"(\x02[^\x03]*\x03)")
_COMMENT = r"<!--(?:(?!-->).)*-->"
# White space and comments around what a translator should see.
_EDGES = re.compile(rf"\A((?:\s|{_COMMENT})*)(.*?)((?:\s|{_COMMENT})*)\Z", re.DOTALL)
_INLINE_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#[0-9]+|#x[0-9a-fA-F]+|[a-zA-Z0-9]+);")
_LETTER = re.compile(r"[^\W_]")
# What holds letters but shows none: code, tags (not autolinks), entities, addresses, footnotes.
_CODE_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_UNREAD = re.compile(
    r"(`+)(?!`).+?(?<!`)\1(?!`)|<!--.*?-->|</?[a-zA-Z][\w-]*(?:\s[^<>]*)?/?>|&#?\w+;"
    r"|\]\([^()]*\)|\]\[[^\]]*\]|\[\^[^\]]*\]",
    re.DOTALL,
)
_HEADING = re.compile(r"h[1-6]")
_KINDS = {
    "li": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.QUOTE,
    "dd": BlockKind.DEFINITION,
    "dt": BlockKind.TERM,
    "td": BlockKind.TABLE_CELL,
    "th": BlockKind.TABLE_HEADER,
}
_NESTING = frozenset({"blockquote", "dl", "ol", "ul"})
_CODE = frozenset({"code", "pre", "script", "style", "textarea"})
# Elements of raw HTML (with Markdown inside) that hold one line of text: a caption, a summary.
_LINES = frozenset({"address", "caption", "figcaption", "legend", "summary"})


class _Inside(NamedTuple):
    """Where the walk is."""

    kind: BlockKind
    scope: Scope
    depth: int = 0
    is_footnote: bool = False
    is_code: bool = False

    def of_kind(self, kind: BlockKind) -> _Inside:
        """The same place, in a block of this kind."""
        return _Inside(kind, self.scope, self.depth, self.is_footnote, self.is_code)


def _entered(element: Element, inside: _Inside) -> _Inside:
    """Where the walk is once it has gone into `element`."""
    tag = element.tag
    classes = element.get("class", "").split() if element.attrib else ()
    if tag in _NESTING:
        inside = inside._replace(depth=inside.depth + 1)
    if tag in _CODE:
        return inside._replace(is_code=True)
    if tag == "div" and "footnote" in classes:
        return inside._replace(kind=BlockKind.FOOTNOTE, is_footnote=True)
    if tag == "div" and "admonition" in classes:
        critical = not URGENT_BOXES.isdisjoint(classes)
        return inside._replace(kind=BlockKind.BOX, scope=inside.scope + Scope(critical=critical))
    if tag == "p" and "admonition-title" in classes:
        return inside.of_kind(BlockKind.BOX_TITLE)
    if _HEADING.fullmatch(tag):
        return inside.of_kind(BlockKind.HEADING)
    if tag in _LINES:
        return inside.of_kind(BlockKind.HTML)
    if tag in _KINDS and not inside.is_footnote:
        return inside.of_kind(_KINDS[tag])
    return inside


def plain_text(tree: BlockTree, piece: Piece) -> str:
    """What a reader sees of a piece, without markup."""
    if not SPECIAL.search(piece.text) and STX not in piece.text:
        return " ".join(piece.text.split())
    (inlined,) = render_inline(tree, (piece,))
    parts = [inlined.text]
    for element in inlined.elements:
        parts += (*element.itertext(), element.tail or "")
    text = _PLACEHOLDER.sub(_escaped_character, "".join(parts))
    return " ".join(text.split())


def _escaped_character(match: re.Match[str]) -> str:
    """What a placeholder shows: an escaped character, or nothing for tags and entities."""
    number = match[0][1:-1]
    return chr(int(number)) if number.isdigit() else ""


def draw(tree: BlockTree) -> Outline:
    """The outline of `tree`: blocks, slots and directives in reading order."""
    walk = _Walk(tree)
    walk.children(tree.root, _Inside(BlockKind.PARAGRAPH, NOTHING))
    walk.leftovers()
    return walk.outline


class _Walk:
    """One pass over one tree."""

    def __init__(self, tree: BlockTree) -> None:
        self.tree = tree
        self.outline = Outline()
        self.numbers = {id(element): number for number, element in enumerate(tree.root.iter())}
        self.headings: list[tuple[int, str]] = []
        self.path: tuple[str, ...] = ()  # their texts
        self.seen: set[int] = set()  # numbers of the stash

    # ------------------------------------------------------------------------------- elements
    def children(self, parent: Element, inside: _Inside) -> None:
        """Everything in `parent` but its own text."""
        pending, directive = NOTHING, ""
        for child in parent:
            comments = self._own_line_comments(child)
            if comments is None:
                around = inside._replace(scope=inside.scope + pending) if pending else inside
                self._element(child, around)
                pending = NOTHING
            else:
                scope, found = self._read(comments)
                pending, directive = pending + scope, found or directive
                self._fixed(child)
            self._slot(child, inside, behind_in=parent)
        if pending:
            self.outline.problems.append((directive, directives.BEFORE_NOTHING))

    def _own_line_comments(self, element: Element) -> str | None:
        """The comments that are all that `element` holds, or None where it holds more."""
        if len(element) or element.tag != "p" or not element.text:
            return None
        text = self._expanded(element.text)
        if "<!--" not in text or directives.without_comments(text).strip():
            return None
        return text

    def _expanded(self, text: str) -> str:
        if STX not in text:
            return text
        return HTML_PLACEHOLDER_RE.sub(lambda match: self.tree.stash[int(match[1])], text)

    def _read(self, comments: str) -> tuple[Scope, str]:
        """What directives in `comments` say, and the last of them."""
        scope, problems, last = directives.read(comments)
        self.outline.problems += problems
        return scope, last

    def _element(self, element: Element, inside: _Inside) -> None:
        inside = _entered(element, inside)
        if inside.depth > self.outline.depth:
            self.outline.depth = inside.depth
            self.outline.deepest = next((t.strip() for t in element.itertext() if t.strip()), "")
        self._attributes(element, inside)
        first = len(self.outline.drafts)
        self._slot(element, inside)
        if _HEADING.fullmatch(element.tag):
            self._heading(element, first)
        self.children(element, inside)

    def _attributes(self, element: Element, inside: _Inside) -> None:
        """Those that a reader sees or hears; the tooltip of a backlink is not the author's."""
        if not element.attrib or inside.is_code or element.get("class") == "footnote-backref":
            return
        for name in sorted(rawhtml.READABLE_ATTRIBUTES.intersection(element.keys())):
            value = element.get(name, "")
            if STX not in value and _LETTER.search(value):
                self._html(value, Attribute(self.numbers[id(element)], name), inside)

    def _heading(self, element: Element, first: int) -> None:
        """Take the heading into the path of what follows; its own path is that above it."""
        level = int(element.tag[1])
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        raw = element.text or ""
        self.path = path = tuple([text for _, text in self.headings])
        for index in range(first, len(self.outline.drafts)):
            draft = self.outline.drafts[index]
            raw = draft.raw
            if draft.heading_path != path:
                self.outline.drafts[index] = draft._replace(heading_path=path)
        text = plain_text(self.tree, Piece(raw, element.tag))
        if text:
            self.headings.append((level, text))
            self.path = (*path, text)

    # ---------------------------------------------------------------------------------- slots
    def _fixed(self, element: Element, *, behind_in: Element | None = None) -> Slot:
        """Note a slot in which nothing is translated (yet): in an element, or behind it."""
        is_tail = behind_in is not None
        raw = (element.tail if is_tail else element.text) or ""
        slot = Slot(
            element=self.numbers[id(element)],
            is_tail=is_tail,
            is_atomic=isinstance(raw, AtomicString),
            tag=element.tag if behind_in is None else behind_in.tag,
            has_children=len(element) > 0,
            raw=raw,
            parts=(raw,),
        )
        self.outline.slots.append(slot)
        return slot

    def _slot(self, element: Element, inside: _Inside, *, behind_in: Element | None = None) -> None:
        """The text in `element`, or that behind it in its parent."""
        raw = element.text if behind_in is None else element.tail
        if not raw or inside.is_code or not (raw.strip() or "  \n" in raw):
            return
        if behind_in is None and not inside.scope.skip and _is_only_words(raw):
            self._only_words(element, raw, inside)
            return
        index = len(self.outline.slots)
        slot = self._fixed(element, behind_in=behind_in)
        if raw.strip() == TOC_MARKER and behind_in is None and not _HEADING.fullmatch(element.tag):
            self.outline.has_contents = True
        elif inside.scope.skip:
            self.seen.update(int(number) for number in HTML_PLACEHOLDER_RE.findall(raw))
        else:
            parts = self._parts(slot, index, inside)
            self.outline.slots[index] = slot.with_parts(parts)

    def _only_words(self, element: Element, raw: str, inside: _Inside) -> None:
        """What `_parts` does, where there is nothing to be looked at: in most elements."""
        core = raw.strip()
        place, block, start = len(self.outline.slots), len(self.outline.drafts), raw.index(core)
        parts = (block,) if core == raw else (raw[:start], block, raw[start + len(core) :])
        own = tuple([part for part in parts if part != ""])
        number, has_children = self.numbers[id(element)], len(element) > 0
        slot = Slot(number, False, False, element.tag, has_children, raw, own)  # noqa: FBT003
        self.outline.slots.append(slot)
        self._draft(core, InSlot(place), inside)

    def _parts(self, slot: Slot, index: int, inside: _Inside) -> tuple[str | int, ...]:
        """The text of a slot as fixed strings and blocks; every letter that is read is in one."""
        raw, attribute_list = str(slot.raw), ""
        # Without these a text has no comment or such at its edges.
        if not (slot.is_atomic or "<" in raw or "{" in raw or STX in raw):
            return self._words(slot, index, inside)
        if not slot.is_atomic:
            raw, attribute_list = _without_attribute_list(self.tree, slot)
        cut = [
            part for chunk in self._chunks(raw, is_atomic=slot.is_atomic) for part in _edged(chunk)
        ]
        directive = ""
        if "<" in raw or STX in raw:
            comments = "".join(self._expanded(part) for part in cut[::2])
            scope, directive = self._read(comments) if "<!--" in comments else (NOTHING, "")
            inside = inside._replace(scope=inside.scope + scope) if scope else inside
        parts: list[str | int] = []
        first = len(self.outline.drafts)
        for number, part in enumerate(cut):
            if number % 2 and self._is_readable(part, slot) and not inside.scope.skip:
                parts.append(len(self.outline.drafts))
                self._draft_in(slot, index, part, inside)
            else:
                self._stash_in(part, inside)
                parts.append(part)
        if directive and not inside.scope.skip and first == len(self.outline.drafts):
            self.outline.problems.append((directive, "a directive in a block without text"))
        return _merged((*parts, attribute_list))

    def _words(self, slot: Slot, index: int, inside: _Inside) -> tuple[str | int, ...]:
        """The text of a slot that has nothing but white space beside it."""
        core = slot.raw.strip()
        if not self._is_readable(core, slot):
            return (slot.raw,)
        start = slot.raw.index(core)
        parts = (slot.raw[:start], len(self.outline.drafts), slot.raw[start + len(core) :])
        self._draft(core, InSlot(index), inside)
        return tuple([part for part in parts if part != ""])

    def _draft_in(self, slot: Slot, index: int, core: str, inside: _Inside) -> None:
        for comment in directives.COMMENT.finditer(core) if "<!--" in core else ():
            if directives.read(comment.group())[2]:
                self.outline.problems.append((comment.group(), directives.IN_A_TEXT))
        if slot.is_atomic:
            self.seen.update(int(number) for number in HTML_PLACEHOLDER_RE.findall(core))
            inside = inside._replace(kind=BlockKind.HTML)
        self._draft(core, InSlot(index), inside, is_html=slot.is_atomic)

    def _chunks(self, raw: str, *, is_atomic: bool) -> list[str]:
        """`raw` cut so that text and placeholders take turns, text first and last.

        Inside raw HTML the tags of a sentence are placeholders too; these stay in the text.
        """
        if STX not in raw:
            return [raw]
        chunks = _PLACEHOLDER.split(raw)
        if not is_atomic:
            return chunks
        joined = chunks[:1]
        for placeholder, text in zip(chunks[1::2], chunks[2::2], strict=True):
            if _INLINE_TAG.fullmatch(self._expanded(placeholder)):
                joined[-1] += placeholder + text
            else:
                joined += (placeholder, text)
        return joined

    def _is_readable(self, core: str, slot: Slot) -> bool:
        """Whether a reader sees a letter or a digit of `core` that is not code."""
        if slot.is_atomic:
            return rawhtml.has_text(self._expanded(core))
        if not _LETTER.search(core):
            return False
        if not _has_markup(core) or _LETTER.search(_UNREAD.sub("", core)):
            return True
        # A picture in raw HTML: nothing but a tag, and yet it speaks.
        if "<" in core and rawhtml.has_readable_attribute(_CODE_SPAN.sub("", core)):
            return True
        return _has_readable(self.tree, slot.piece(core))

    # ------------------------------------------------------------------------------- raw HTML
    def _stash_in(self, text: str, inside: _Inside) -> None:
        if STX in text:
            for number in HTML_PLACEHOLDER_RE.findall(text):
                self._stash(int(number), inside)

    def _stash(self, number: int, inside: _Inside) -> None:
        """The blocks in the raw HTML that a placeholder stands for."""
        if number in self.seen:
            return
        self.seen.add(number)
        html = self.tree.stash[number]
        if inside.scope.skip:
            return
        for span in rawhtml.spans(html):
            self._html(html[span.start : span.end], InStash(number, span), inside)
        self._stash_in(html, inside)

    def _html(self, raw: str, place: Place, inside: _Inside) -> None:
        is_one_line = not isinstance(place, InStash) or place.span.attribute
        inside = inside._replace(kind=BlockKind.HTML)
        self._draft(raw, place, inside, is_html=True, is_one_line=is_one_line)

    def _draft(
        self,
        raw: str,
        place: Place,
        inside: _Inside,
        *,
        is_html: bool = False,
        is_one_line: bool = False,
    ) -> None:
        if inside.scope.skip:
            return
        path = () if inside.is_footnote else self.path
        draft = Draft(inside.kind, raw, place, inside.scope, path, is_html, is_one_line)
        self.outline.drafts.append(draft)

    # ------------------------------------------------------------------- what stands nowhere
    def leftovers(self) -> None:
        """What is defined somewhere and read elsewhere: titles of links, long forms."""
        self.path = ()
        inside = _Inside(BlockKind.PARAGRAPH, NOTHING)
        for number in range(len(self.tree.stash)):
            self._stash(number, inside)
        for label, (_, title) in self.tree.references.items():
            if title and _LETTER.search(title):
                self._meaning(title, Meaning(label), _Inside(BlockKind.LINK_TITLE, NOTHING))
        for short, long in self.tree.abbreviations.items():
            if _LETTER.search(long):
                # To translators: who writes "AINE" for "NSAID" has to explain it in the text.
                note = f"explains {short}, and is shown only where the translation keeps {short}"
                place = _Inside(BlockKind.ABBREVIATION, Scope(notes=(note,)))
                self._meaning(long, Meaning(short, is_abbreviation=True), place)

    def _meaning(self, text: str, place: Meaning, inside: _Inside) -> None:
        self._draft(text, place, inside, is_one_line=True)


def _without_attribute_list(tree: BlockTree, slot: Slot) -> tuple[str, str]:
    """The slot's text and the attribute list (with what follows it) that is not text."""
    if "{" not in slot.raw:
        return slot.raw, ""
    raw, behind = slot.raw, ""
    placeholder = re.search(r"\x02[^\x03]*\x03\Z", raw)
    if placeholder:  # the space before a footnote's backlink
        raw, behind = raw[: placeholder.start()], placeholder.group()
    attributes = split_attribute_list(_end_rendered(tree, slot.piece(raw)), slot.tag)[1]
    if not attributes or not raw.endswith(attributes):
        return slot.raw, ""
    return raw.removesuffix(attributes), attributes + behind


def _end_rendered(tree: BlockTree, piece: Piece) -> str:
    """What follows the last inline element: there Python-Markdown looks for attribute lists."""
    if "{" not in piece.text or not SPECIAL.search(piece.text):
        return piece.text
    (inlined,) = render_inline(tree, (piece,))
    if not inlined.elements:
        return inlined.text
    last = inlined.elements[-1]
    # The line that a hard break ends begins anew when Python-Markdown looks.
    return f"\n{last.tail or ''}" if last.tag == "br" else last.tail or ""


def _edged(chunk: str) -> tuple[str, ...]:
    """A chunk as white space and comments, text, white space and comments.

    A placeholder is an edge with nothing behind it: texts always come at odd places.
    """
    if chunk.startswith(STX) and chunk.count(STX) == 1 and chunk.endswith("\x03"):
        return (chunk, "")
    if "<!--" not in chunk:
        core = chunk.strip()
        start = chunk.index(core) if core else len(chunk)
        return (chunk[:start], core, chunk[start + len(core) :], "")
    match = _EDGES.match(chunk)
    if match is None:  # the pattern matches every string
        return (chunk, "")
    return (match[1], match[2], match[3], "")


def _merged(parts: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The same parts, no two fixed strings in a row and none empty."""
    merged: list[str | int] = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        elif part != "":
            merged.append(part)
    return tuple(merged)


def _is_only_words(raw: str) -> bool:
    """Whether a text has words to read, and nothing that may be markup but emphasis."""
    is_marked = "<" in raw or "{" in raw or STX in raw or _has_markup(raw)
    return not is_marked and type(raw) is str and _LETTER.search(raw) is not None


def _has_markup(text: str) -> bool:
    """Whether anything in the text may be code, a link, a tag or an entity."""
    return "`" in text or "[" in text or "<" in text or "&" in text


def _has_readable(tree: BlockTree, piece: Piece) -> bool:
    """Whether rendering `piece` shows a letter outside code, or in a readable attribute."""
    (inlined,) = render_inline(tree, (piece,))
    texts = [inlined.text]
    for top in inlined.elements:
        texts.append(top.tail or "")
        for element in top.iter():
            if element.tag != "code" and element.get("class") != "footnote-ref":
                texts.append(element.text or "")
            if element is not top:
                texts.append(element.tail or "")
            texts += (element.get(name, "") for name in rawhtml.READABLE_ATTRIBUTES)
    return any(_LETTER.search(_PLACEHOLDER.sub("", text)) for text in texts)
