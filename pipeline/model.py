"""Every domain type of the pipeline, frozen; imports nothing of ours.

The flow in types: `Article` → `Document` (`Block`s holding `Segment`s) → `Catalog` (`Unit`s)
→ `Finding`s, and `Document` + `Catalog` → `Leaflet` (a tree of `Node`s).

Conventions, everywhere: lines and columns are 1-based; spans and offsets are 0-based code points,
half-open; collections are tuples; text is NFC with "\\n" newlines; languages are BCP 47 tags.

What an article has by the hundred is a NamedTuple: with nine fields it is made in a quarter of the
time of a frozen dataclass (0.22 µs, not 0.79), and its class in a fifth, which every start pays. A
dataclass is what has a field that is not compared, or arithmetic of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import NamedTuple

__all__ = [
    "URGENT_BOXES",
    "AdaptedFrom",
    "Article",
    "Block",
    "BlockKind",
    "Catalog",
    "Coverage",
    "Document",
    "Element",
    "Finding",
    "Inline",
    "Key",
    "Language",
    "Leaflet",
    "Metadata",
    "Node",
    "Raw",
    "Resolution",
    "Segment",
    "Segmentation",
    "Sentence",
    "Severity",
    "State",
    "Term",
    "TermRule",
    "Termbase",
    "Unit",
]


# ---- language ----
class Language(NamedTuple):
    """A language as a canonical BCP 47 tag: "pt-BR", "zh-Hans". Facts about it: `language.cldr`.

    It is the key of every cached fact, looked up some twenty times a unit: a tuple is hashed
    without a call of Python code, which was 4 % of all checks.
    """

    tag: str

    @classmethod
    def parse(cls, text: str) -> Language:
        """The language for a tag in any common spelling: "zh_hans", "ZH-Hans", "pt_BR".

        Only the spelling is made canonical (RFC 5646 §2.1.1); whether CLDR knows the language is
        asked of `language.cldr.is_known`. The same spelling gives the same object, so that what is
        looked up by it is found without comparing tags.
        """
        return _language(text)

    @property
    def directory(self) -> str:
        """The gettext name, used for folders under locales/: "pt_BR", "zh_Hans"."""
        return self.tag.replace("-", "_")

    @property
    def base(self) -> str:
        """The language subtag alone: "zh" of "zh-Hans"."""
        return self.tag.split("-", 1)[0]

    def __str__(self) -> str:
        """The tag."""
        return self.tag


@cache
def _language(text: str) -> Language:
    parts = text.strip().replace("_", "-").split("-")
    canonical = [parts[0].lower()]
    for part in parts[1:]:
        if len(part) == 4 and part.isalpha():
            canonical.append(part.title())
        elif len(part) == 2 and part.isalpha():
            canonical.append(part.upper())
        else:
            canonical.append(part.lower())
    tag = "-".join(canonical)
    return Language(tag) if tag == text else _language(tag)


# ---- source ----
class Segmentation(StrEnum):
    """How a block's text is cut into segments."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


class AdaptedFrom(NamedTuple):
    """The publication that an article was written from; shown to the reader, never translated."""

    title: str
    author: str = ""
    publisher: str = ""
    date: str = ""  # ISO 8601, "2024-10-31"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """The front matter of an article, validated. Dates are ISO 8601 strings or empty."""

    title: str
    summary: str = ""
    author: str = ""
    publisher: str = ""
    date: str = ""  # first published
    reviewed: str = ""  # last checked by a professional
    keywords: tuple[str, ...] = ()
    audience: str = ""
    adapted_from: AdaptedFrom | None = None
    segmentation: Segmentation | None = None  # None: the project's setting
    is_draft: bool = False  # whether its author says so; else reviews decide
    # 1-based line of each key in the article's file, for messages; a plain dict, because documents
    # and leaflets are sent to other processes and mapping proxies can't be pickled
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)


class Article(NamedTuple):
    """One source article as read: front matter apart, body as the author typed it."""

    slug: str  # the file's stem; also the gettext domain and the name of every output
    path: str  # POSIX, relative to the project: "source/low-back-pain.md"
    metadata: Metadata
    body: str  # Markdown after the front matter, NFC, "\n" newlines, no BOM
    body_line: int  # 1-based line of the file on which the body starts


class Resolution(NamedTuple):
    """A stray fragment that the termbase resolved before segmentation."""

    found: str  # what stood there: "腰部"
    replacement: str  # what stands there now: "lower back"
    line: int  # 1-based, in the article's file
    column: int  # 1-based


# Boxes ("!!! warning") that warn of harm: shown in red, and every text in them is critical.
URGENT_BOXES = frozenset({"attention", "caution", "danger", "important", "warning"})


class BlockKind(StrEnum):
    """What a block is to its reader; shown to translators in the `#.` comment."""

    TITLE = "title"  # front matter
    SUMMARY = "summary"  # front matter
    AUDIENCE = "audience"  # front matter
    PUBLISHER = "publisher"  # front matter
    KEYWORD = "keyword"  # front matter
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    QUOTE = "quotation"
    TABLE_HEADER = "table header"
    TABLE_CELL = "table cell"
    TERM = "term"  # of a definition list
    DEFINITION = "definition"
    FOOTNOTE = "footnote"
    BOX_TITLE = "box title"  # of an admonition
    BOX = "box"  # text inside an admonition
    LINK_TITLE = "link title"  # of a reference definition
    ABBREVIATION = "abbreviation"  # the long form
    HTML = "HTML text"  # text or a readable attribute inside raw HTML
    PICTURE_LABEL = "picture label"  # text that a drawing shows
    PICTURE_DESCRIPTION = "picture description"  # a drawing's own title or description


class Key(NamedTuple):
    """The identity of a unit inside a domain."""

    msgctxt: str | None
    msgid: str


class Segment(NamedTuple):
    """One translatable text: a sentence (or a whole block) with its inline Markdown."""

    index: int  # type: ignore[assignment]  # 0-based, in document order; hides `tuple.index`
    key: Key  # msgid is inline Markdown, soft line breaks joined to one space
    block: int  # index of the Block that it belongs to
    lead: str  # white space before it inside the block; see Block.text
    resolutions: tuple[Resolution, ...] = ()  # stray fragments that stood in it


class Block(NamedTuple):
    """One leaf of an article: the unit of fallback.

    Invariant: "".join(s.lead + s.key.msgid for s in its segments) == text.
    """

    index: int  # type: ignore[assignment]  # 0-based; also the address that `render` takes
    kind: BlockKind
    text: str  # inline Markdown, edges stripped, soft line breaks joined
    segments: tuple[Segment, ...]
    heading_path: tuple[str, ...] = ()  # plain text of the headings above it, outermost first
    notes: tuple[str, ...] = ()  # <!-- leaflets: note … -->
    critical: bool = False  # in a warning box, or <!-- leaflets: critical -->
    allows: tuple[
        tuple[str, str], ...
    ] = ()  # (check id, reason): <!-- leaflets: allow id: reason -->
    picture: str = ""  # the address of the drawing that it is a label of


@dataclass(frozen=True, slots=True)
class Document:
    """An article cut into blocks and segments; `source.document.render` puts it together again."""

    article: Article
    language: Language
    segmentation: Segmentation
    blocks: tuple[Block, ...]
    resolutions: tuple[Resolution, ...]  # all of them, in document order
    digest: str  # sha256 over the keys in document order, hexadecimal
    tree: object = field(compare=False, repr=False, default=None)  # private to source.markdown

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All segments in document order; equal keys may occur more than once."""
        return tuple(segment for block in self.blocks for segment in block.segments)


# ---- catalogs ----
class State(StrEnum):
    """What a unit's translation is worth. Only TRANSLATED reaches a reader."""

    UNTRANSLATED = "untranslated"
    FUZZY = "fuzzy"
    TRANSLATED = "translated"
    OBSOLETE = "obsolete"


@dataclass(frozen=True, slots=True)
class Unit:
    """One entry of a catalog: source, translation and everything people wrote about them.

    Plural entries are read and written back unchanged, never made: `plural` holds
    (msgid_plural, msgstr[0], msgstr[1], …) and `msgstr` is then empty.
    """

    key: Key
    msgstr: str = ""
    fuzzy: bool = False
    obsolete: bool = False
    previous: Key | None = None  # `#| msgid`: the source that a fuzzy msgstr translates
    extracted: tuple[str, ...] = ()  # `#.` lines, from the source
    references: tuple[str, ...] = ()  # `#:` items, as written: "source/low-back-pain.md"
    comments: tuple[str, ...] = ()  # `# ` lines, from translators
    flags: tuple[str, ...] = ()  # `#,` items in file order, without "fuzzy"
    plural: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)  # 1-based line of `msgid` in the file; 0: not read

    @property
    def state(self) -> State:
        """OBSOLETE before FUZZY before TRANSLATED; a blank msgstr is UNTRANSLATED."""
        if self.obsolete:
            return State.OBSOLETE
        if self.fuzzy:
            return State.FUZZY
        translated = all(self.plural[1:]) if self.plural else bool(self.msgstr.strip())
        return State.TRANSLATED if translated else State.UNTRANSLATED


@dataclass(frozen=True, slots=True)
class Catalog:
    """A PO file: the header, then units in file order, obsolete ones last."""

    domain: str
    language: Language | None  # None: a template
    header: tuple[tuple[str, str], ...]  # (name, value) in file order
    units: tuple[Unit, ...]
    header_comments: tuple[str, ...] = ()  # `# ` lines above the header entry
    header_fuzzy: bool = False  # templates carry `#, fuzzy` on the header

    def header_value(self, name: str) -> str:
        """The header's value, or "" where it has none; names compare without case."""
        wanted = name.lower()
        return next((value for key, value in self.header if key.lower() == wanted), "")


# ---- termbase ----
class TermRule(StrEnum):
    """What a termbase row asks for."""

    USE = "use"  # where the source has the term, the translation has the reading
    KEEP = "keep"  # the term stands in every language as it is: a name, a drug, a product
    AVOID = "avoid"  # the term must not be used in its language
    RESOLVE = "resolve"  # a stray fragment of another language: replaced before segmentation


@dataclass(frozen=True, slots=True)
class Term:
    """One row of the termbase."""

    term: str
    language: Language  # of `term`
    rule: TermRule
    readings: Mapping[str, tuple[str, ...]]  # language tag → acceptable wordings, preferred first
    note: str = ""
    line: int = field(default=0, compare=False)  # of the file, 1-based


class Termbase(NamedTuple):
    """The project's terms, in file order."""

    terms: tuple[Term, ...] = ()
    path: str = "source/termbase.tsv"

    def with_rule(self, rule: TermRule) -> tuple[Term, ...]:
        """The terms with this rule, in file order."""
        return tuple(term for term in self.terms if term.rule is rule)


# ---- checks ----
class Severity(StrEnum):
    """ERROR keeps a leaflet from patients; WARNING asks for a look; INFO asks for nothing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake in the content: what, where, why and what to do."""

    id: str  # kebab-case, the check's stable id
    severity: Severity
    path: str  # POSIX, relative to the project
    line: int  # 1-based; for a unit the line of its msgid in the PO file
    message: str  # lower-case sentence, no final stop
    hint: str = ""
    column: int | None = None  # 1-based, for findings in the source
    locale: str | None = None  # language tag
    article: str | None = None  # slug
    msgctxt: str | None = None
    msgid: str | None = None
    msgstr: str | None = None
    span: tuple[int, int] | None = None  # in msgstr, or in the source line for source findings
    fix: str | None = None  # what to put in place of `span`, where that is provably right

    @property
    def order(self) -> tuple[str, int, str, tuple[int, int], str]:
        """What findings are sorted by in every report: path, line, id, place, message."""
        return (self.path, self.line, self.id, self.span or (-1, -1), self.message)


# ---- leaflets ----
@dataclass(frozen=True, slots=True)
class Coverage:
    """How far the units of a catalog (or several) are translated; the four add up."""

    total: int = 0
    translated: int = 0
    fuzzy: int = 0
    untranslated: int = 0

    def __add__(self, other: Coverage) -> Coverage:
        """Both together."""
        return Coverage(
            self.total + other.total,
            self.translated + other.translated,
            self.fuzzy + other.fuzzy,
            self.untranslated + other.untranslated,
        )

    @property
    def is_complete(self) -> bool:
        """Whether everything is translated."""
        return self.translated == self.total

    @property
    def percent(self) -> int:
        """Translated units in percent, rounded down: 100 means all of them."""
        return 100 * self.translated // self.total if self.total else 100

    @property
    def shown(self) -> str:
        """The percentage as a person reads it; "–" where there are no units to translate."""
        return f"{self.percent} %" if self.total else "–"


class Element(NamedTuple):
    """An HTML element; `tag` lower-case, attributes in order, values unescaped."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[Node, ...] = ()

    def get(self, name: str) -> str:
        """The attribute's value, or ""."""
        for key, value in self.attributes:
            if key == name:
                return value
        return ""


class Raw(NamedTuple):
    """Raw HTML of the article: `html` as it stands there, `children` the same as nodes."""

    html: str
    children: tuple[Node, ...] = ()


class Sentence(NamedTuple):
    """What is shown for one segment: its inline nodes, in `language`."""

    segment: int
    children: tuple[Node, ...]


class Inline(NamedTuple):
    """The text of one block: Sentences, and the white space between them as str.

    `language` is the leaflet's, or the source's where the block falls back.
    """

    block: int
    language: Language
    children: tuple[Node, ...]


Node = str | Element | Raw | Inline | Sentence  # str is text, unescaped


@dataclass(frozen=True, slots=True)
class Leaflet:
    """An article in one language, ready for every exporter: one tree, made once."""

    slug: str
    language: Language
    source_language: Language
    title: Inline
    summary: Inline | None
    audience: Inline | None
    publisher: Inline | None
    keywords: tuple[str, ...]  # translated where they are; unordered meaning, source order
    metadata: Metadata
    body: Sequence[Node]  # the article; of `localize` made when the first node is asked for
    coverage: Coverage
    digest: str  # the Document's
    is_draft: bool  # not yet approved for patients: shown on every page
    # By address of a drawing what is shown for each of its labels, as XML; None: the source's text.
    labels: Mapping[str, tuple[str | None, ...]] = field(default_factory=dict)
