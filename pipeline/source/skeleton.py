"""The fast way to a page: the source is rendered once, a language only exchanges its texts.

Where nothing in an article reaches from one block to another (abbreviations, contents, titles
defined elsewhere, footnotes referred to more than once), the page of a language is the source's
page with other Inlines. Here it is told which these are; the source's page itself is `framing`'s,
which is asked, and loads Markdown, only where somebody walks the nodes or a text holds more markup
than `spans` can read. What is filled in and not walked (`leaflets.stencil`) needs neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.model import Block, Document, Element, Inline, Node, Sentence
from pipeline.source import known, spans
from pipeline.source.texts import HOSTILE, BlockText, cleaned

__all__ = [
    "Exchanged",
    "Skeleton",
    "elements",
    "exchange",
    "exchanged",
    "inline",
    "inlines",
    "is_simple",
    "label",
    "of",
    "read",
    "simple_blocks",
    "surroundings",
    "words",
]

_SPACES = frozenset({" ", "\n", "\u00a0", "\u3000"})
_SPACES_OR_NONE = _SPACES | {""}

# What stands in the place of a block: words alone, cleaned, where there is no markup in them.
Exchanged = Mapping[int, BlockText | Inline]


@dataclass(slots=True)
class Skeleton:
    """What in a source page may be exchanged."""

    simple: frozenset[int]  # the blocks that may be exchanged by themselves
    is_simple: bool = False  # whether these are all the texts of the page
    surroundings: str = ""  # what stands beside them, where they are
    # Of the simple ones, those that are words alone, as typed: how many texts each has.
    worded: Mapping[int, int] = field(default_factory=dict)
    # References to footnotes, by block and label; a block that is not there has none.
    notes: Mapping[int, Mapping[str, Element]] = field(default_factory=dict)
    has_footnotes: bool = False  # whether a text may refer to one
    frame: object = None  # the page itself, private to source.framing


def exchanged(document: Document, texts: Mapping[int, BlockText]) -> Exchanged | None:
    """What the page in these texts shows where the source's page shows the blocks of the source.

    None where it differs in more than that, so that the whole page has to be rendered.
    """
    skeleton = of(document)
    first = known.of(document).first_block
    blocks = document.blocks
    wanted = [block for block in texts if block >= first and not blocks[block].picture]
    if not skeleton.simple.issuperset(wanted):
        return None
    return _exchanged(document, skeleton, wanted, texts)


def simple_blocks(document: Document) -> frozenset[int]:
    """The blocks that are rendered by themselves."""
    return of(document).simple


def is_simple(document: Document) -> bool:
    """Whether all blocks that the page shows are rendered by themselves."""
    return of(document).is_simple


def surroundings(document: Document) -> str:
    """What the page of a simple document shows beside its blocks: code, signs, white space."""
    return of(document).surroundings


def of(document: Document) -> Skeleton:
    """The skeleton of a document, made when it is first asked for."""
    own = known.of(document)
    if own.skeleton is None:
        from pipeline.source import framing  # with Markdown, as the parser that has just run

        own.skeleton = framing.skeleton(document)
    return own.skeleton


# ----------------------------------------------------------------------------------- another's page
def exchange(body: tuple[Node, ...], inlines: Mapping[int, Inline]) -> tuple[Node, ...]:
    """The same nodes with other Inlines; what holds none of them is not built again."""
    done: list[Node] = []
    is_same = True
    for node in body:
        new = node
        if type(node) is Inline:
            new = inlines.get(node.block, node)
        elif type(node) is Element:
            inside = exchange(node.children, inlines)
            if inside is not node.children:
                new = Element(node.tag, node.attributes, inside)
        is_same = is_same and new is node
        done.append(new)
    return body if is_same else tuple(done)


def _exchanged(
    document: Document,
    skeleton: Skeleton,
    blocks: Sequence[int],
    texts: Mapping[int, BlockText],
) -> dict[int, BlockText | Inline] | None:
    """Blocks in the words of `texts`; None where one needs the whole page."""
    raws = known.of(document).raws
    found: dict[int, BlockText | Inline] = {}
    marked_up: list[int] = []
    worded = {block: texts[block] for block in blocks if block in skeleton.worded}
    if _are_words([(skeleton.worded[block], shown) for block, shown in worded.items()]):
        found.update(worded)
        blocks = [block for block in blocks if block not in worded]
    for block in blocks:
        notes = skeleton.notes.get(block, spans.NO_NOTES)
        shown = texts[block]
        done: BlockText | Inline | None = None
        if not notes and (block in skeleton.worded or not skeleton.worded):  # else it has markup
            done = words(document.blocks[block], raws[block], shown)
        if done is None:
            done = read(document.blocks[block], raws[block], shown, notes)
        if done is not None:
            found[block] = done
        elif skeleton.has_footnotes and _has_marks(document, block, shown):
            return None
        else:
            marked_up.append(block)
    if marked_up:
        from pipeline.source import framing  # with Markdown, where `spans` is not enough

        rendered = framing.rendered(document, marked_up, texts)
        if rendered is None:
            return None
        found.update(rendered)
    return found


def _are_words(blocks: Sequence[tuple[int, BlockText]]) -> bool:
    """Whether `words` would leave each of these blocks, of so many texts, as it is.

    The texts are looked at all at once: one by one they take ten times as long.
    """
    parts = [shown.parts for _, shown in blocks]
    if [len(own) for own in parts] != [number for number, _ in blocks]:
        return False
    texts = [text for own in parts for _, text in own]
    return (
        _are_clean(texts)
        and spans.is_plain(" ".join(texts))
        and not any(own[0][0] for own in parts)
        and {lead for own in parts for lead, _ in own[1:]} <= _SPACES_OR_NONE
    )


def _are_clean(texts: Sequence[str]) -> bool:
    """Whether no text is empty, and `cleaned` would leave all of them as they are."""
    together = " ".join(texts)
    if not all(texts):
        return False
    if together.isprintable() and "  " not in together and together.strip(" ") == together:
        return True  # " " is the only printable space: one too many would stand beside ours
    return not HOSTILE.search(together) and all(text == text.strip() for text in texts)


def words(block: Block, raws: Sequence[tuple[str, str]], shown: BlockText) -> BlockText | None:
    """A block without any markup, its texts cleaned; None for any other."""
    parts: list[tuple[str, str]] = []
    is_same = True
    for segment, raw, part in zip(block.segments, raws, shown.parts, strict=True):
        given, text = part
        own = raw[1] if text == segment.key.msgid else cleaned(text)
        if not own or not spans.is_plain(own):
            return None
        lead = raw[0] if given == segment.lead else given
        if lead and (lead not in _SPACES or not parts):
            return None
        is_same = is_same and own is text and lead == given
        parts.append(part if is_same else (lead, own))
    return shown if is_same else BlockText(shown.language, tuple(parts))


def inlines(document: Document, shown: Exchanged) -> dict[int, Inline]:
    """What is shown for each block, as nodes."""
    return {block: inline(document, block, each) for block, each in shown.items()}


def inline(document: Document, block: int, shown: BlockText | Inline) -> Inline:
    """What is shown for a block, as nodes."""
    return shown if isinstance(shown, Inline) else _worded(document, block, shown)


def _worded(document: Document, block: int, shown: BlockText) -> Inline:
    """The nodes of a block without markup."""
    children: list[Node] = []
    for segment, (lead, text) in zip(document.blocks[block].segments, shown.parts, strict=True):
        if lead:
            children.append(lead)
        children.append(Sentence(segment.index, (text,)))
    return Inline(block, shown.language, tuple(children))


def _has_marks(document: Document, block: int, shown: BlockText) -> bool:
    """Whether a block refers to footnotes, in the source or in other words."""
    texts = [document.blocks[block].text, *(text for _, text in shown.parts)]
    return any("[^" in text for text in texts)


def read(
    block: Block,
    raws: Sequence[tuple[str, str]],
    shown: BlockText,
    notes: Mapping[str, Element],
) -> Inline | None:
    """A block with no other markup than `spans` can read; None for any other.

    What `Wording.parts` does for every block is little here: no place but a slot, no tags.
    """
    children: list[Node] = []
    for segment, raw, (given, text) in zip(block.segments, raws, shown.parts, strict=True):
        nodes = spans.read(raw[1] if text == segment.key.msgid else cleaned(text), notes)
        lead = raw[0] if given == segment.lead else given
        if not nodes or (lead and (lead not in _SPACES or not children)):
            return None
        if lead:
            children.append(lead)
        children.append(Sentence(segment.index, nodes))
    found = Inline(block.index, shown.language, tuple(children))
    # Footnotes are numbered, and lead back, by how often and in which order they are referred to.
    if notes and [label(node) for node in elements((found,)) if label(node)] != list(notes):
        return None
    return found


def label(node: Element) -> str:
    """The label of the footnote that the element refers to, or ""."""
    return node.get("id").partition(":")[2] if node.tag == "sup" else ""


def elements(body: Iterable[Node]) -> Iterator[Element]:
    """Every element, at any depth."""
    for node in body:
        if isinstance(node, Element):
            yield node
        if not isinstance(node, str):
            yield from elements(node.children)
