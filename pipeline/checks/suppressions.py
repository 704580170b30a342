"""Suppressions: what somebody has looked at and allowed, with a reason.

In a catalog a translator comment, `# leaflets: allow number-mismatch: reviewed by K. J.`, above the
entry (above the header: for findings about the whole catalog). In an article
`<!-- leaflets: allow stray-fragment: label on the packaging -->` before a block, for all languages.
Comments and not PO flags, because GNU gettext's tools delete flags that they don't know.

`[text 1f3a9c0e]` behind the reason binds it to the wording that was looked at: `leaflets update`
adds it in catalogs. When the text changes, the suppression is obeyed no more, and is a finding.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pipeline.language.patterns import lazy
from pipeline.model import Article, Block, Catalog, Document, Finding, Key, State, Unit

DIRECTIVE = lazy(r"\s*leaflets:\s*allow\s+(?P<check>[^\s:]+)\s*(?::\s*(?P<reason>.*))?")
TO_US = "leaflets:"  # begins a comment that speaks to us
STAMP = re.compile(r"\s*\[text (?P<digest>[0-9a-f]{8})\]\s*$")


@dataclass(frozen=True, slots=True)
class Suppression:
    """Leave to break one rule, in one place."""

    check: str  # a check's id, as written
    reason: str  # "": not obeyed
    block: int | None = None  # the block of the article before which it stands; None: in a catalog
    outdated: bool = False  # bound to another wording than that which stands there now: not obeyed

    @property
    def holds(self) -> bool:
        """Whether it is obeyed."""
        return bool(self.reason) and not self.outdated


def _suppression(check: str, reason: str, digest: str, block: int | None = None) -> Suppression:
    stamp = STAMP.search(reason)
    if stamp is None:
        return Suppression(check, reason.strip(), block)
    bare = reason[: stamp.start()].strip()
    return Suppression(check, bare, block, outdated=stamp["digest"] != digest)


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:8]


def above_header(catalog: Catalog) -> tuple[Suppression, ...]:
    """The suppressions above a catalog's header, in order: for findings about the whole of it."""
    matches = (DIRECTIVE.match(line) for line in catalog.header_comments if TO_US in line)
    return tuple(
        Suppression(match["check"], (match["reason"] or "").strip()) for match in matches if match
    )


def in_unit(unit: Unit) -> tuple[Suppression, ...]:
    """The suppressions in the translator's comments above an entry, in order."""
    if not any(TO_US in line for line in unit.comments):
        return ()
    digest = _digest(unit.key.msgid, unit.msgstr, *unit.plural)
    matches = (DIRECTIVE.match(line) for line in _unwrapped(unit.comments))
    return tuple(
        _suppression(match["check"], match["reason"] or "", digest) for match in matches if match
    )


def _unwrapped(comments: Iterable[str]) -> list[str]:
    """The comments, suppressions in one line again that some tool has wrapped like any text.

    What is bound ends with its digest: up to there it goes on. polib and Babel wrap comments.
    """
    lines: list[str] = []
    start: int | None = None  # where a suppression begins that may go on
    for line in comments:
        if DIRECTIVE.match(line):
            start = len(lines)
        elif TO_US in line or not line.strip():
            start = None
        lines.append(line)
        if start is not None and STAMP.search(line):
            lines[start:] = [" ".join([lines[start], *map(str.strip, lines[start + 1 :])])]
            start = None
    return lines


def misspelt(unit: Unit) -> tuple[str, ...]:
    """The translator's comments that address us and say nothing that we know: "alow fuzzy"."""
    return tuple(
        line.strip()
        for line in unit.comments
        if line.lstrip().startswith(TO_US) and not DIRECTIVE.match(line)
    )


def bound(catalog: Catalog) -> Catalog:
    """The catalog, as it is before an update, with new suppressions bound to their wordings.

    Before: what a person allowed is what lay there, whatever the update makes of it.
    """
    if not any(TO_US in line for unit in catalog.units for line in unit.comments):
        return catalog
    units = tuple(map(stamped, catalog.units))
    return catalog if units == catalog.units else replace(catalog, units=units)


def stamped(unit: Unit) -> Unit:
    """The unit with its suppressions bound to its wording, those that are not bound yet.

    Also where its text is gone: it may come back. Not while somebody doubts the wording.
    """
    if not any(TO_US in line for line in unit.comments):
        return unit
    if unit.fuzzy or replace(unit, obsolete=False).state is not State.TRANSLATED:
        return unit
    digest = _digest(unit.key.msgid, unit.msgstr, *unit.plural)
    comments = tuple(
        f"{line.rstrip()} [text {digest}]"
        if (match := DIRECTIVE.match(line)) and match["reason"] and not STAMP.search(line)
        else line
        for line in _unwrapped(unit.comments)
    )
    return unit if comments == unit.comments else replace(unit, comments=comments)


def in_block(block: Block) -> tuple[Suppression, ...]:
    """The suppressions that stand before a block of an article, in order."""
    if not block.allows:
        return ()
    digest = _digest(block.text)
    return tuple(_suppression(check, reason, digest, block.index) for check, reason in block.allows)


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
    import difflib

    ids = sorted(known)
    if check in ids:
        return "remove it"
    near = difflib.get_close_matches(check, ids, n=1)
    return f"there is no check '{check}'" + (f"; did you mean '{near[0]}'?" if near else "")
