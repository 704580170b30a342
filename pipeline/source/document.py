"""An article as a document of blocks and segments, and a document as a rendered page.

`parse` and `render` see the same outline of the same block tree, so that what is taken out and
what is put back can't disagree, and a translation can't change the structure of a page. Every
piece of text is rendered by itself: broken markup in one sentence stays in that sentence.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pipeline.errors import SourceError
from pipeline.language.patterns import lazy
from pipeline.model import (
    Article,
    Block,
    BlockKind,
    Document,
    Finding,
    Key,
    Language,
    Node,
    Resolution,
    Segment,
    Segmentation,
    Severity,
    Termbase,
)
from pipeline.source import fragments, framing, lines, markdown, outline, page, spans
from pipeline.source.directives import DIRECTIVES, Scope, place
from pipeline.source.segments import Cut, cut
from pipeline.source.slots import Draft, InField, Outline, Slot
from pipeline.source.texts import BlockText, Raws, render_field

__all__ = [
    "BlockText",
    "digest_of",
    "directive_findings",
    "parse",
    "render",
    "render_field",
    "segment_lines",
]

MAX_NESTING = 20  # lists in lists; Typst gives up not far beyond (typst 0.15: 64 calls)
_PRIVATE_USE = lazy("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_RESOLUTION_MARK = lazy("[\ue000-\uf8ff]")
# What defines a footnote, and what stands before it in its line.
_NOTE_DEFINITION = lazy(r"(?P<before>[^\n]*?)\[\^[^\]\n]*\]:")
_MARGIN = 3  # spaces: a definition that is moved in further belongs to what stands above it
_FIELDS = (
    ("title", BlockKind.TITLE),
    ("summary", BlockKind.SUMMARY),
    ("audience", BlockKind.AUDIENCE),
    ("publisher", BlockKind.PUBLISHER),
    ("keywords", BlockKind.KEYWORD),
)


@dataclass(frozen=True, slots=True)
class _Resolved:
    """A text without marks, and where in it each resolution stands."""

    text: str
    marks: tuple[tuple[int, Resolution], ...] = ()


# ------------------------------------------------------------------------------------------- parse
def parse(
    article: Article,
    *,
    language: Language,
    segmentation: Segmentation,
    termbase: Termbase | None = None,
    allow: frozenset[str] = frozenset(),
    abbreviations: frozenset[str] = frozenset(),
) -> Document:
    """The article in blocks and segments: front matter first, then the body in reading order.

    Stray fragments that the termbase resolves are replaced before anything else. Titles of link
    definitions and long forms of abbreviations come last. The project's own `abbreviations` (see
    `source.abbreviations`) never end a sentence. Raises SourceError where the body holds
    private-use characters, or nests lists deeper than `MAX_NESTING`, or raw HTML than a page can.
    """
    termbase = termbase or Termbase()
    _refuse_private_use(article)
    marked, resolutions = fragments.resolve(
        article.body, language, termbase=termbase, allow=allow, first_line=article.body_line
    )
    body = _RESOLUTION_MARK.sub("", marked) if resolutions else article.body
    tree, drawn = _drawn(article, body)
    fields = list(_fields(article, language, termbase, allow))
    cutter = partial(cut, language=language, segmentation=segmentation, abbreviations=abbreviations)
    cuts = [cutter(draft) for draft, _ in fields]
    cuts += _verified(article, tree, drawn, cutter)
    drafts = [*(draft for draft, _ in fields), *drawn.drafts]
    marks = [resolved.marks for _, resolved in fields]
    marks += _marks(marked, resolutions, drawn.drafts)
    blocks = _blocks(drafts, cuts, marks)
    document = Document(
        article=article,
        language=language,
        segmentation=segmentation,
        blocks=blocks,
        resolutions=(
            *(resolution for _, resolved in fields for _, resolution in resolved.marks),
            *resolutions,
        ),
        digest=digest_of(blocks),
        tree=page.Page(
            tree=tree,
            body=body,
            slots=tuple(drawn.slots),
            places=tuple(draft.place for draft in drafts),
            raws=tuple(each.raws for each in cuts),
            is_html=tuple(draft.is_html for draft in drafts),
            first_block=len(fields),
            has_contents=drawn.has_contents,
            problems=tuple(drawn.problems),
            owners=tuple(block.index for block in blocks for _ in block.segments),
        ),
    )
    if page.may_nest_deeply(body):
        page.render(document, {})  # refuses it
    return document


def _refuse_private_use(article: Article) -> None:
    """Private-use characters mark resolutions and sentences on their way through this package."""
    private = None if article.body.isascii() else _PRIVATE_USE.search(article.body)
    if private:
        raise SourceError(
            f"a private-use character (U+{ord(private[0]):04X}), which no font can show",
            path=article.path,
            line=article.body_line + article.body.count("\n", 0, private.start()),
            hint="replace it by the character that was meant",
        )


def _drawn(article: Article, body: str) -> tuple[markdown.BlockTree, Outline]:
    """The block tree and its outline, if the body is one that can be shown."""
    try:
        tree = markdown.parse_blocks(body)
        drawn = outline.draw(tree)
    except RecursionError:
        raise _too_deep(article, body, "") from None
    except RuntimeError:  # Python-Markdown counts the footnotes while it reads them
        raise _note_in_note(article, body) from None
    if tree.footnotes:
        shown = {element.get("id") for element in tree.root.iter("li")}
        if any(f"fn:{label}" not in shown for label, _ in tree.footnotes):
            raise _note_in_note(article, body)
    if drawn.depth > MAX_NESTING:
        raise _too_deep(article, body, drawn.deepest)
    return tree, drawn


def _note_in_note(article: Article, body: str) -> SourceError:
    found = list(_NOTE_DEFINITION.finditer(body))
    margins = [each.start() == 0 or body[each.start() - 1] == "\n" for each in found]
    inner = next(
        (
            each
            for each, is_first in zip(found, margins, strict=True)
            if not is_first or each["before"].strip() or len(each["before"]) > _MARGIN
        ),
        found[-1],
    )
    return SourceError(
        "a footnote is defined inside another one",
        path=article.path,
        line=article.body_line + body.count("\n", 0, inner.end()),
        hint="begin its definition, [^1]: …, at the margin, on a line of its own",
    )


def _too_deep(article: Article, body: str, text: str) -> SourceError:
    first = text.split("\n", maxsplit=1)[0]
    rows = body.split("\n")
    deepest = max(range(len(rows)), key=lambda row: len(rows[row]) - len(rows[row].lstrip(" >")))
    found = next((row for row, line in enumerate(rows) if first and first in line), deepest)
    return SourceError(
        f"lists or quotations are nested more than {MAX_NESTING} deep",
        path=article.path,
        line=article.body_line + found,
        hint="take this part out of the lists around it; nobody can read so deep a list",
    )


def _fields(
    article: Article, language: Language, termbase: Termbase, allow: frozenset[str]
) -> Iterator[tuple[Draft, _Resolved]]:
    """The front matter that a reader sees, each value as plain text on one line."""
    metadata = article.metadata
    for name, kind in _FIELDS:
        value = getattr(metadata, name)
        for each in (value,) if isinstance(value, str) else value:
            line = metadata.lines.get(name, 1)
            marked, found = fragments.resolve(
                " ".join(each.split()), language, termbase=termbase, allow=allow, first_line=line
            )
            resolved = _unmarked(marked, found)
            if resolved.text:
                yield Draft(kind, resolved.text, InField(name), Scope()), resolved


def _unmarked(marked: str, resolutions: Sequence[Resolution]) -> _Resolved:
    marks = []
    for count, match in enumerate(_RESOLUTION_MARK.finditer(marked)):
        number = ord(match[0]) - fragments.FIRST_MARKER
        if number < len(resolutions):
            marks.append((match.start() - count, resolutions[number]))
    return _Resolved(_RESOLUTION_MARK.sub("", marked), tuple(marks))


def _marks(
    marked: str, resolutions: Sequence[Resolution], drafts: Sequence[Draft]
) -> list[tuple[tuple[int, Resolution], ...]]:
    """For each block of the body where in its raw text a resolution stands.

    The marked body is parsed a second time, so that a mark can never change what is shown. Where
    the blocks are not the same, no place is known; the document still lists every resolution.
    """
    if not resolutions:
        return [()] * len(drafts)
    try:
        again = outline.draw(markdown.parse_blocks(marked)).drafts
    except RecursionError:
        again = []
    found = [_unmarked(draft.raw, resolutions) for draft in again]
    if [each.text for each in found] != [draft.raw for draft in drafts]:
        return [()] * len(drafts)
    return [each.marks for each in found]


def _verified(
    article: Article,
    tree: markdown.BlockTree,
    drawn: Outline,
    cutter: partial[Cut],
) -> list[Cut]:
    """The blocks of the body in segments that render by themselves as they do together.

    Markup can reach across what looks like the end of a sentence, or into a comment beside the
    text. Where that is so the block stays whole, edges and all: `drawn` is changed accordingly.
    """
    cuts = [cutter(draft, stash=tree.stash) for draft in drawn.drafts]
    raws = [each.raws for each in cuts]
    doubtful = [slot for slot in drawn.slots if _is_doubtful(slot, raws)]
    wrong = _wrong(tree, doubtful, cuts)
    for slot in wrong:
        for index in _indexes(slot):
            draft = drawn.drafts[index]
            whole = draft._replace(scope=replace(draft.scope, keep_together=True))
            cuts[index] = cutter(whole, stash=tree.stash)
    for slot in _wrong(tree, wrong, cuts):
        index = _indexes(slot)[0]
        if markdown.STX in slot.raw:
            raise SourceError(
                "raw HTML and Markdown in one line can't be told apart here",
                path=article.path,
                line=article.body_line + lines.search(article.body, drawn.drafts[index].raw),
                hint="put the raw HTML on lines of its own, with blank lines around it",
            )
        number = drawn.slots.index(slot)
        core = slot.raw.strip()
        start = slot.raw.index(core)
        parts = (slot.raw[:start], index, slot.raw[start + len(core) :])
        drawn.slots[number] = slot._replace(parts=tuple(part for part in parts if part != ""))
        drawn.drafts[index] = drawn.drafts[index]._replace(raw=core)
        whole = drawn.drafts[index]._replace(scope=Scope(keep_together=True))
        cuts[index] = cutter(whole)
    return cuts


def _indexes(slot: Slot) -> list[int]:
    return [part for part in slot.parts if isinstance(part, int)]


def _is_doubtful(slot: Slot, raws: Raws) -> bool:
    """Whether rendering the pieces of a slot may differ from rendering it whole."""
    if slot.is_atomic or spans.is_plain(slot.raw) or not markdown.SPECIAL.search(slot.raw):
        return False
    blocks = _indexes(slot)
    segments = sum([len(raws[index]) for index in blocks])
    edges = len(blocks) < len(slot.parts) and any(
        isinstance(part, str) and part.strip() for part in slot.parts
    )
    if not blocks or (segments <= 1 and not edges):
        return False
    return not spans.reads_apart(page.source_pieces(slot, raws))


def _wrong(tree: markdown.BlockTree, slots: Sequence[Slot], cuts: Sequence[Cut]) -> list[Slot]:
    """Those slots whose pieces render otherwise than the whole does."""
    if not slots:
        return []
    wholes = markdown.render_inline(tree, [slot.piece(slot.raw) for slot in slots])
    expected = [markdown.spell(whole) for whole in wholes]
    pieces = [page.source_pieces(slot, [each.raws for each in cuts]) for slot in slots]
    flat = markdown.render_inline(
        tree, [slot.piece(text) for slot, own in zip(slots, pieces, strict=True) for text in own]
    )
    spelled = iter([markdown.spell(inlined) for inlined in flat])
    return [
        slot
        for slot, own, whole in zip(slots, pieces, expected, strict=True)
        if "".join(next(spelled) for _ in own) != whole
    ]


# ------------------------------------------------------------------------------------------ blocks
def _blocks(
    drafts: Sequence[Draft],
    cuts: Sequence[Cut],
    marks: Sequence[tuple[tuple[int, Resolution], ...]],
) -> tuple[Block, ...]:
    blocks: list[Block] = []
    first = 0
    for index, (draft, each, found) in enumerate(zip(drafts, cuts, marks, strict=True)):
        context, parts = draft.scope.context, enumerate(each.parts, first)
        resolutions = _by_segment(each, found) if found else None
        segments = tuple(
            [
                Segment(
                    number,
                    Key(context, msgid),
                    index,
                    lead,
                    resolutions[number - first] if resolutions else (),
                )
                for number, (lead, msgid) in parts
            ]
        )
        first += len(segments)
        blocks.append(
            Block(
                index=index,
                kind=draft.kind,
                text=each.text,
                segments=segments,
                heading_path=draft.heading_path,
                notes=draft.scope.notes,
                critical=draft.scope.critical,
                allows=draft.scope.allows,
            )
        )
    return tuple(blocks)


def _by_segment(each: Cut, marks: Sequence[tuple[int, Resolution]]) -> list[tuple[Resolution, ...]]:
    """The resolutions that stand in each segment; one between two belongs to the second."""
    found: list[list[Resolution]] = [[] for _ in each.parts]
    ends, end = [], 0
    for lead, raw in each.raws:
        end += len(lead) + len(raw)
        ends.append(end)
    for position, resolution in marks:
        inside = next((number for number, end in enumerate(ends) if position < end), -1)
        found[inside].append(resolution)
    return [tuple(own) for own in found]


def digest_of(blocks: Sequence[Block]) -> str:
    """The digest of a document of these blocks."""
    digest = hashlib.sha256()
    for block in blocks:
        for segment in block.segments:
            context = "" if segment.key.msgctxt is None else f"{segment.key.msgctxt}\x04"
            digest.update(f"{context}{segment.key.msgid}\x00".encode())
    return digest.hexdigest()


# ------------------------------------------------------------------------------------------ render
def render(document: Document, texts: Mapping[int, BlockText]) -> tuple[Node, ...]:
    """The body with the given texts in place of its blocks, by block index; others as they are.

    Each text of a block stands in an Inline of Sentences. What would break the page is taken out
    of a translation: white space at its ends, control and private-use characters.
    Raises ValueError where the parts of a text are not as many as the block's segments.
    """
    return framing.render(document, texts)


# ------------------------------------------------------------------------------------------- places
def segment_lines(document: Document) -> tuple[int, ...]:
    """The 1-based line of each segment in the article's file, parallel to `document.segments`."""
    return lines.segment_lines(document)


def directive_findings(document: Document) -> tuple[Finding, ...]:
    """An error `directive-unknown` for each directive that is wrong or stands before nothing."""
    article, found = document.article, []
    taken: set[int] = set()
    for comment, problem in page.of(document).problems:
        start = place(article.body, comment, problem, taken)
        taken.add(start)
        found.append(
            Finding(
                id="directive-unknown",
                severity=Severity.ERROR,
                path=article.path,
                line=article.body_line + article.body.count("\n", 0, start),
                message=problem,
                hint="known are " + ", ".join(DIRECTIVES.values()),
                article=article.slug,
            )
        )
    return tuple(sorted(found, key=lambda finding: finding.line))
