"""What inline markup a text has, in no order: the signature that a translation shares.

Reads what Python-Markdown made of the text (through `markdown`, the door to it), never the
characters, so that what is compared is what will be rendered. Knows nothing of checks. Markdown is
loaded for the first text that needs it.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.language.patterns import lazy
from pipeline.model import Document
from pipeline.source.rawhtml import without_readable

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class Kind(StrEnum):
    """What a feature is. The comment says what its `detail` holds."""

    LINK = "link"  # the address; "[label]" for a link by reference
    LINK_TITLE = "link title"  # nothing: the title itself is translated
    IMAGE = "image"  # the address
    EMPHASIS = "emphasis"  # nothing
    STRONG = "strong emphasis"  # nothing
    CODE = "code"  # the code
    TAG = "tag"  # the raw tag or comment as written, attributes that are translated left empty
    ELEMENT = "element"  # any other element's name
    FOOTNOTE = "footnote"  # the label
    LINE_BREAK = "line break"  # nothing
    PLACEHOLDER = "placeholder"  # as written: "%(page)s", "{date}"
    LEFTOVER = "leftover"  # characters that did not become markup: "**", "]("


class Feature(NamedTuple):
    """One piece of markup."""

    kind: Kind
    detail: str = ""


Signature = Counter[Feature]

# Without any of these there is neither markup nor a placeholder.
_SUSPECT = re.compile(r"[*_`\[\]<&\\{]|%[(sd]|  \n")
_SUSPECT_CHARACTER = re.compile(r"[*_`\[\]<&\\{]")  # the same without "%" and "\n", in a fifth
# Markup that can be read without Python-Markdown: each with no other special character in it, and
# no other markup right beside it. A property test holds it to what Python-Markdown says.
_PLAIN = r"[^*_`\[\]<>&\\{}%!\n\x02\x03]"
_EVIDENT = lazy(
    rf"""
      \*\* (?<!\*\*\*) (?P<strong> (?!\s) {_PLAIN}+ (?<!\s) ) \*\* (?!\*)
    | \* (?<!\*\*) (?P<emphasis> (?!\s) {_PLAIN}+ (?<!\s) ) \* (?!\*)
    | \[ (?<![\]!]\[) \^ (?P<footnote> [A-Za-z0-9-]+ ) \] (?!\s?[\[(])
    | \[ (?<![\]!]\[) (?!\^) {_PLAIN}+ \] \( (?P<link> [A-Za-z0-9/.:?=#~+%-]+ ) \) (?![\[(])
    """,
    re.VERBOSE,
)
_PLACEHOLDER = re.compile(
    r"""
      %\(\w+\)[sdf]         # %(page)s
    | %[sd](?![0-9A-Za-z_\u00c0-\u024f])  # %s, "%s에", and not a word behind a percent sign
    | \$\{\w+\}             # ${page}
    | \{\w*\}               # {page}
    """,
    re.VERBOSE,
)
_LEFTOVER = re.compile(r"\*\*|\]\(|\]\[|\[\^|`")
_FOOTNOTE = re.compile(r"\[\^([^\]\n]+)\]")
_REFERENCE = re.compile(r"\[(?P<text>[^\[\]]+)\]\s?\[(?P<label>[^\[\]]*)\]")
_FRAME = frozenset({"div", "p"})
_EVIDENT_KINDS = {
    "strong": Kind.STRONG,
    "emphasis": Kind.EMPHASIS,
    "footnote": Kind.FOOTNOTE,
    "link": Kind.LINK,
}
_SIMPLE = {"em": Kind.EMPHASIS, "strong": Kind.STRONG, "br": Kind.LINE_BREAK}


def signature(text: str, *, labels: frozenset[str] = frozenset()) -> Signature:
    """How often each piece of markup occurs in a text of inline Markdown.

    The text stands by itself: every footnote and every reference that it names counts as defined.
    `labels` are those of the article, so that `[label]` alone is seen as the link that it is.
    """
    evident = _evident(text)
    if evident is not None:
        return evident
    return _full(text, labels)


def _evident(text: str) -> Signature | None:
    """The signature of a text that has nothing but plain markup, or None where it may have more."""
    features: list[Feature] = []
    suspect = _SUSPECT if "%" in text or "\n" in text else _SUSPECT_CHARACTER
    end = 0
    for match in _EVIDENT.finditer(text):
        if suspect.search(text, end, match.start()):
            return None
        end = match.end()
        name = match.lastgroup or ""
        features.append(_feature(name, match[name] if name in ("footnote", "link") else ""))
    if suspect.search(text, end):
        return None
    return Counter(features) if features else Counter()  # nearly always nothing: in half the time


@lru_cache(maxsize=1024)
def _feature(name: str, detail: str) -> Feature:
    return Feature(_EVIDENT_KINDS[name], detail)


def _full(text: str, labels: frozenset[str]) -> Signature:
    """The signature of any text, as Python-Markdown reads it."""
    from pipeline.source.markdown import HTML_PLACEHOLDER_RE

    root, stash = _rendered(text, labels)
    found = Counter(_features(root))
    whole = "".join(_visible(root))
    raw = (stash[int(number)] for number in HTML_PLACEHOLDER_RE.findall(whole))
    # What is not a tag in the stash is an entity: a character, which another language may not need.
    found.update(
        Feature(Kind.TAG, " ".join(without_readable(tag).split()))
        for tag in raw
        if tag.startswith("<")
    )
    visible = HTML_PLACEHOLDER_RE.sub("", whole)
    found.update(Feature(Kind.PLACEHOLDER, each) for each in _PLACEHOLDER.findall(visible))
    found.update(Feature(Kind.LEFTOVER, each) for each in _LEFTOVER.findall(visible))
    return found


def reference_labels(document: Document) -> frozenset[str]:
    """The labels of the article's link definitions, as `signature` takes them."""
    from pipeline.source import page

    return frozenset(page.of(document).tree.references)


def _rendered(text: str, labels: frozenset[str]) -> tuple[Element, tuple[str, ...]]:
    """The text as a paragraph inside a root, and the raw HTML that placeholders in it stand for."""
    from xml.etree.ElementTree import Element, SubElement

    from pipeline.source.markdown import BlockTree, Piece, finish, render_inline

    named = {match["label"] or match["text"] for match in _REFERENCE.finditer(text)}
    references = {_normal(label): (f"[{_normal(label)}]", None) for label in {*named, *labels}}
    footnotes = tuple((label, "") for label in dict.fromkeys(_FOOTNOTE.findall(text)))
    tree = BlockTree(Element("div"), (), references, {}, footnotes)
    (inlined,) = render_inline(tree, (Piece(text, "p"),))
    root = Element("div")
    paragraph = SubElement(root, "p")
    paragraph.text = inlined.text
    paragraph.extend(inlined.elements)
    return root, finish(root, heading_ids=())


def _normal(label: str) -> str:
    """A reference's label as Python-Markdown compares it."""
    return " ".join(label.lower().split())


def _features(root: Element) -> Iterator[Feature]:
    for element in root.iter():
        address = _readable(element.get("href") or element.get("src") or "")
        if element.tag in _SIMPLE:
            yield Feature(_SIMPLE[element.tag])
        elif element.tag == "code":
            yield Feature(Kind.CODE, html.unescape(element.text or ""))
        elif element.tag == "img":
            yield Feature(Kind.IMAGE, address)
        elif element.tag == "a" and element.get("class") == "footnote-ref":
            yield Feature(Kind.FOOTNOTE, address.removeprefix("#fn:"))
        elif element.tag == "a":
            yield Feature(Kind.LINK, address)
            if element.get("title"):
                yield Feature(Kind.LINK_TITLE)
        elif element.tag not in _FRAME and not element.get("id", "").startswith("fnref"):
            yield Feature(Kind.ELEMENT, element.tag)


def _readable(address: str) -> str:
    """The address without the character references that hide an e-mail address from robots."""
    from pipeline.source.markdown import AMP_SUBSTITUTE

    return html.unescape(address.replace(AMP_SUBSTITUTE, "&"))


def _visible(root: Element) -> Iterator[str]:
    """The text that a reader sees, placeholders of raw HTML in it; not the text of code."""
    for element in root.iter():
        if element.tag != "code" and element.text:
            yield element.text
        if element.tail:
            yield element.tail
