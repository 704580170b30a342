"""Suppressions: what somebody has looked at and allowed, with a reason.

In a catalog a translator comment, `# leaflets: allow number-mismatch: reviewed by K. J.`, above the
entry (above the header: for findings about the whole catalog). In an article
`<!-- leaflets: allow stray-fragment: label on the packaging -->` before a block, for all languages.
Comments and not PO flags, because GNU gettext's tools delete flags that they don't know.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.model import Article, Block, Document, Finding, Key

DIRECTIVE = re.compile(r"\s*leaflets:\s*allow\b\s*(?P<check>[^\s:]*)\s*(?::\s*(?P<reason>.*))?")


@dataclass(frozen=True, slots=True)
class Suppression:
    """Leave to break one rule, in one place."""

    check: str  # a check's id, as written
    reason: str  # "": not obeyed
    block: int | None = None  # the block of the article before which it stands; None: in a catalog


def in_comments(comments: Iterable[str]) -> tuple[Suppression, ...]:
    """The suppressions in a translator's comments, in order."""
    matches = (DIRECTIVE.match(line) for line in comments if "leaflets:" in line)
    return tuple(
        Suppression(match["check"], (match["reason"] or "").strip()) for match in matches if match
    )


def in_block(block: Block) -> tuple[Suppression, ...]:
    """The suppressions that stand before a block of an article, in order."""
    return tuple(Suppression(check, reason.strip(), block.index) for check, reason in block.allows)


def in_document(document: Document) -> tuple[Suppression, ...]:
    """The suppressions in an article, in order."""
    return tuple(each for block in document.blocks for each in in_block(block))


def by_key(document: Document) -> Mapping[Key, tuple[Suppression, ...]]:
    """The suppressions in an article for each of the sentences that they stand before.

    A sentence that occurs in several blocks is one unit: it has the suppressions of all of them.
    """
    found: dict[Key, tuple[Suppression, ...]] = {}
    for block in document.blocks:
        here = in_block(block)
        if here:
            for segment in block.segments:
                found[segment.key] = found.get(segment.key, ()) + here
    return found


def around(finding: Finding, document: Document) -> tuple[Suppression, ...]:
    """The suppressions of the block that a finding in the article is about."""
    text = finding.msgid or _pointed_at(finding, document.article)
    blocks = {block.index for block in document.blocks if text and text in block.text}
    return tuple(each for each in in_document(document) if each.block in blocks)


def _pointed_at(finding: Finding, article: Article) -> str:
    lines = article.body.split("\n")
    row = finding.line - article.body_line
    if finding.span is None or not 0 <= row < len(lines):
        return ""
    return lines[row][slice(*finding.span)]


def line_in(article: Article, check: str) -> int:
    """The line of the article's first suppression of `check`; of its body where none is found."""
    for number, line in enumerate(article.body.split("\n"), article.body_line):
        if re.search(rf"leaflets:\s*allow\s+{re.escape(check)}(?![\w-])", line):
            return number
    return article.body_line


def advice(check: str, known: Iterable[str]) -> str:
    """What to do about a suppression that suppresses nothing."""
    ids = sorted(known)
    if check in ids:
        return "remove it"
    near = difflib.get_close_matches(check, ids, n=1)
    return f"there is no check '{check}'" + (f"; did you mean '{near[0]}'?" if near else "")
