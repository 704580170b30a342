"""Domain values for tests, in one line each: what a test does not say is what it does not mind."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pipeline.catalogs.po.grammar import unescaped
from pipeline.leaflets.theme import Theme, make_theme
from pipeline.model import (
    Article,
    Block,
    BlockKind,
    Catalog,
    Document,
    Finding,
    Key,
    Language,
    Metadata,
    Resolution,
    Segment,
    Segmentation,
    Severity,
    Term,
    Termbase,
    TermRule,
    Unit,
)
from pipeline.source.document import parse

ENGLISH = Language("en")
SPANISH = Language("es")

Tree = Mapping[str, "str | bytes | Tree"]


def build_tree(root: Path, tree: Tree) -> Path:
    """Write files and folders below `root`: {"source": {"a.md": "…"}}; returns `root`."""
    for name, content in tree.items():
        path = root / name
        if isinstance(content, Mapping):
            path.mkdir(parents=True, exist_ok=True)
            build_tree(path, content)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


# Lists in Markdown, and how many checklists each has: every item begins with a box to tick.
CHECKLISTS = [
    ("- ☐ A letter\n- ☐ **A list**", 1),
    ("- ☐ A letter\n\n- ☑ A list", 1),
    ("- ☐ A letter\n- A list", 0),
    ("1. ☐ A letter\n2. ☐ A list", 0),
    ("- **A list**\n    - ☐ A letter", 1),
]


def make_unit(
    msgid: str = "Keep moving.",
    msgstr: str = "",
    *,
    msgctxt: str | None = None,
    fuzzy: bool = False,
    obsolete: bool = False,
    comments: Iterable[str] = (),
    plural: tuple[str, ...] = (),
    line: int = 0,
) -> Unit:
    """A unit; `comments` are those of the translator."""
    return Unit(
        Key(msgctxt, msgid),
        msgstr,
        fuzzy=fuzzy,
        obsolete=obsolete,
        comments=tuple(comments),
        plural=plural,
        line=line,
    )


def make_catalog(
    *units: Unit,
    language: str | None = "es",
    domain: str = "back-pain",
    header: Mapping[str, str] = MappingProxyType({}),
    header_comments: Iterable[str] = (),
) -> Catalog:
    """A catalog; `language` None makes a template."""
    return Catalog(
        domain,
        Language.parse(language) if language else None,
        tuple(header.items()),
        units,
        header_comments=tuple(header_comments),
    )


def make_article(
    body: str = "Keep moving.\n",
    *,
    slug: str = "back-pain",
    title: str = "Back pain",
    body_line: int = 4,
) -> Article:
    """An article with a title, its body beginning below three lines of front matter."""
    return Article(slug, f"source/{slug}.md", Metadata(title), body, body_line)


def make_block(
    *sentences: str,
    index: int = 0,
    first_segment: int = 0,
    allows: tuple[tuple[str, str], ...] = (),
    resolutions: tuple[Resolution, ...] = (),
) -> Block:
    """A paragraph of these sentences, a space between them; all have the same resolutions."""
    segments = tuple(
        Segment(first_segment + number, Key(None, text), index, " " if number else "", resolutions)
        for number, text in enumerate(sentences)
    )
    return Block(index, BlockKind.PARAGRAPH, " ".join(sentences), segments, allows=allows)


def _empty() -> Document:
    return parse(make_article(""), language=ENGLISH, segmentation=Segmentation.SENTENCE)


def make_document(*blocks: Block, article: Article | None = None) -> Document:
    """A document of these blocks, with a digest that depends on their sentences."""
    texts = [segment.key.msgid for block in blocks for segment in block.segments]
    if article is None:
        article = make_article("\n\n".join(block.text for block in blocks) + "\n")
    return Document(
        article,
        ENGLISH,
        Segmentation.SENTENCE,
        blocks,
        tuple(
            each for block in blocks for segment in block.segments for each in segment.resolutions
        ),
        hashlib.sha256("\0".join(texts).encode()).hexdigest(),
        tree=_empty().tree,  # to be asked about; to be rendered, a document has to be parsed
    )


def make_term(
    term: str,
    *,
    rule: TermRule = TermRule.USE,
    language: str = "en",
    note: str = "",
    **readings: str,
) -> Term:
    """A term; `readings` by gettext name: zh_Hans="腰部|腰"."""
    return Term(
        term,
        Language.parse(language),
        rule,
        MappingProxyType(
            {Language.parse(tag).tag: tuple(text.split("|")) for tag, text in readings.items()}
        ),
        note,
    )


def make_termbase(*terms: Term) -> Termbase:
    """A termbase of these terms."""
    return Termbase(terms)


def make_finding(
    identifier: str = "number-mismatch",
    *,
    severity: Severity = Severity.ERROR,
    path: str = "locales/es/LC_MESSAGES/back-pain.po",
    line: int = 41,
    column: int | None = None,
    message: str = "the source says 5 mg, the translation says '50 mg'",
    hint: str = "write the same dose",
    locale: str | None = "es",
    msgid: str | None = "Take 5 mg.",
    msgstr: str | None = "Tome 50 mg.",
    span: tuple[int, int] | None = (5, 10),
) -> Finding:
    """A finding about a dose in the Spanish catalog."""
    return Finding(
        id=identifier,
        severity=severity,
        path=path,
        line=line,
        message=message,
        hint=hint,
        column=column,
        locale=locale,
        article="back-pain",
        msgid=msgid,
        msgstr=msgstr,
        span=span,
    )


_OTHER = re.compile(r'Other translation(?: \[\d+\])?: "((?:[^"\\]|\\.)*)"')


def other_translations(unit: Unit) -> tuple[str, ...]:
    """The wordings that lost a dispute over this unit and wait in its comments."""
    found = (_OTHER.fullmatch(line) for line in unit.comments)
    return tuple(unescaped(match[1]) for match in found if match)


@cache
def default_theme() -> Theme:
    """The house theme as it ships."""
    return make_theme({})
