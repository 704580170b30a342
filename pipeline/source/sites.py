"""Where the blocks of an article stand in its body: the places that a translation is put into.

Python-Markdown keeps no positions. So each block is searched for as it was typed; where its text
occurs more than once, the occurrences are marked and the article is parsed again, and the block
tells which of them it is. Nothing is changed here, and a place that is wrong is found out by
whoever uses it: `source.splicing` parses what it has made.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import BlockKind, Document
from pipeline.source import lines, markdown, outline, page
from pipeline.source.slots import Attribute, InStash, Meaning

__all__ = ["Site", "sites"]

_WORD = re.compile(r"[^\W_]+")
_SPACE = re.compile(r"([ \t\n]+)")
_BREAK = r"[ \t]*\n[ \t>]*"
_HTML_BREAK = r"(?:[ \t]*\n[ \t>]*)+"  # raw HTML may hold empty lines
_GAP = r"[ \t]+"
_REFERENCES = {
    "&": "(?:&amp;|&#38;|&)",
    "<": "(?:<|&lt;|&#60;)",
    ">": "(?:>|&gt;|&#62;)",
    '"': '(?:"|&quot;|&#34;)',
    "'": "(?:'|&#39;|&apos;)",
}
# A box whose title is the name of its class: the title can be written behind the classes.
_UNTITLED_BOX = re.compile(r"!!![ ]?(?P<first>[\w-]+)(?:[ ]+[\w-]+)*(?=[ ]*(?:\n|$))")


@dataclass(frozen=True, slots=True)
class Site:
    """Where a block stands in the body; empty where its text must be written there first."""

    start: int
    end: int

    @property
    def is_untitled(self) -> bool:
        """Whether this is the end of `!!! note`, whose title nobody has typed."""
        return self.start == self.end


def sites(document: Document) -> tuple[Site | None, ...]:
    """The place of each block of the body; None where it is not known.

    The document is one whose fragments are not resolved: its texts are those of the file.
    """
    own = page.of(document)
    blocks = document.blocks[own.first_block :]
    raws = [_raw(own, block.index) for block in blocks]
    # A table says "twice a day" in every row: what looks alike is looked for once.
    looked_for: dict[tuple[str, bool, bool, bool], list[Site]] = {}
    found = []
    for block, raw, is_html in zip(blocks, raws, own.is_html[own.first_block :], strict=True):
        place = own.places[block.index]
        is_value = isinstance(place, Attribute | Meaning)
        is_title = block.kind is BlockKind.BOX_TITLE and not isinstance(place, InStash | Attribute)
        asked = (raw, is_html, is_value, is_title)
        if asked not in looked_for:
            pattern = _pattern(raw, is_html=is_html, is_value=is_value)
            looked_for[asked] = _candidates(own.body, raw, pattern, is_title=is_title)
        found.append(looked_for[asked])
    known: list[Site | None] = [each[0] if len(each) == 1 else None for each in found]
    if any(len(each) > 1 for each in found):
        _tell_apart(own, raws, found, known)
    return _apart(known)


def _raw(own: page.Page, block: int) -> str:
    raw = "".join(lead + text for lead, text in own.raws[block])
    return markdown.HTML_PLACEHOLDER_RE.sub(lambda match: own.tree.stash[int(match[1])], raw)


def _candidates(body: str, raw: str, pattern: re.Pattern[str], *, is_title: bool) -> list[Site]:
    """Everywhere in `body` where the text stands as a whole."""
    found: list[Site] = []
    match = pattern.search(body)
    while match:
        found.append(Site(*match.span()))
        match = pattern.search(body, match.start() + 1)
    if not is_title:
        return found
    return found + [
        Site(box.end(), box.end())
        for box in _UNTITLED_BOX.finditer(body)
        if box["first"].lower().capitalize() == raw
    ]


def _pattern(raw: str, *, is_html: bool, is_value: bool) -> re.Pattern[str]:
    parts = []
    for part in _SPACE.split(raw):
        if not part.strip(" \t\n"):
            if part:
                parts.append(_gap(part, is_html=is_html))
        elif is_html or is_value:
            parts.append("".join(_REFERENCES.get(each, re.escape(each)) for each in part))
        else:
            parts.append(re.escape(part))
    text = "".join(parts)
    if word := re.match(r"\w+", raw):  # where it stands is found by its letters, then looked at
        text = rf"{word[0]}(?<!\w{word[0]}){text[word.end() :]}"
    end = r"(?!\w)" if re.search(r"\w\Z", raw) else ""
    return re.compile(text + end)


def _gap(space: str, *, is_html: bool) -> str:
    if is_html:
        return f"(?:{_HTML_BREAK}|{_GAP})"
    return _BREAK if "\n" in space else _GAP


# ------------------------------------------------------------------------------------ which of them
def _tell_apart(
    own: page.Page,
    raws: Sequence[str],
    found: Sequence[Sequence[Site]],
    known: list[Site | None],
) -> None:
    """Fill in the blocks whose text stands at more than one place."""
    unsure = [number for number, each in enumerate(found) if len(each) > 1]
    unsure_sites = dict.fromkeys(site for number in unsure for site in found[number])
    spots = {site: _spot(own.body, site) for site in unsure_sites}
    numbers = {spot: number for number, spot in enumerate(dict.fromkeys(spots.values()))}
    seen = _seen(own, raws, numbers)
    for number in unsure:
        if seen is not None:
            here = [site for site in found[number] if numbers[spots[site]] in seen[number]]
        else:  # together the marks change the article; one by one those can be told that do not
            here = [site for site in found[number] if _is_there(own, raws, number, spots[site])]
        known[number] = here[0] if here else None  # a text that holds itself begins at the first


def _is_there(own: page.Page, raws: Sequence[str], block: int, spot: int) -> bool:
    seen = _seen(own, raws, {spot: 0})
    return seen is not None and 0 in seen[block]


def _spot(body: str, site: Site) -> int:
    """Where the mark of a site goes: behind its first word that is no markup."""
    text = body[site.start : site.end]
    closed = lines.protected(text)
    words = [match.end() for match in _WORD.finditer(text)]
    free = [end for end in words if not any(a < end < b for a, b in closed)]
    return site.start + (free or words or [0])[0]


def _seen(own: page.Page, raws: Sequence[str], numbers: dict[int, int]) -> list[set[int]] | None:
    """The marks that each block holds; None where they change the blocks."""
    boxes = {box.end(): box["first"] for box in _UNTITLED_BOX.finditer(own.body)}
    parts: list[str] = []
    position = 0
    for spot, number in sorted(numbers.items()):
        mark = lines.mark(number)
        title = f' "{boxes[spot].lower().capitalize()}{mark}"' if spot in boxes else mark
        parts += (own.body[position:spot], title)
        position = spot
    marked = "".join((*parts, own.body[position:]))
    try:
        tree = markdown.parse_blocks(marked)
        drafts = outline.draw(tree).drafts
    except RecursionError:
        return None
    texts = [
        markdown.HTML_PLACEHOLDER_RE.sub(lambda match: tree.stash[int(match[1])], draft.raw)
        for draft in drafts
    ]
    if len(texts) != len(raws):
        return None
    if [lines.MARK.sub("", text).split() for text in texts] != [raw.split() for raw in raws]:
        return None
    return [{lines.number_of(mark) for mark in lines.MARK.findall(text)} for text in texts]


def _apart(known: Sequence[Site | None]) -> tuple[Site | None, ...]:
    """The same places, none that reaches into one before it."""
    ends: dict[int, Site | None] = dict(enumerate(known))
    last = 0
    for number, site in sorted(
        ((number, site) for number, site in enumerate(known) if site is not None),
        key=lambda each: (each[1].start, each[1].end),
    ):
        if site.start < last:
            ends[number] = None
        last = max(last, site.end)
    return tuple(ends[number] for number in range(len(known)))
