"""What the PDF engine complains of, said about the leaflet: which text, and what to do.

Knows the engine's messages, and nothing else of it.
"""

from __future__ import annotations

import re

from pipeline.errors import ExportError
from pipeline.language import cldr
from pipeline.language.scripts import script_of
from pipeline.leaflets import tree
from pipeline.leaflets.layouts import FLOOR, Layout
from pipeline.model import Inline, Leaflet

CONTEXT = 30  # characters before and after the one that is missing
_TOO_LONG = re.compile(
    r"too-long panels=(?P<panels>[\d.]+) share=(?P<share>[\d.]+) block=(?P<block>\d)"
)
_TWICE = re.compile(r"label `<h-(?P<id>.+)>` occurs multiple times")
_NO_GLYPH = re.compile(r"the text `\"(?P<text>.*?)\"` could not be displayed with (?:font|any)")


def complaint(
    message: str, diagnostic: str, leaflet: Leaflet, layout: Layout
) -> ExportError | None:
    """The engine's complaint as one about the leaflet's text; None where it is about no text."""
    # Where nothing is set, every link in it is missing too: the reason is not always the first.
    too_long = _TOO_LONG.search(diagnostic)
    if too_long is not None:
        return _does_not_fit(leaflet, layout, too_long)
    twice = _TWICE.search(message)
    if twice is not None:
        return ExportError(
            f"{name_of(leaflet)}: a link leads to '#{twice['id']}', which two headings are called",
            hint="give one of them an id of its own",
        )
    if "heading title is empty" in message:
        return ExportError(
            f"{name_of(leaflet)}: a heading or the title of a box has no words",
            hint="write some beside its picture: bookmarks and screen readers need them",
        )
    if "depth exceeded" in message or "recursion limit" in message:
        return ExportError(
            f"{name_of(leaflet)}: lists, boxes, tables or emphasis are nested too deep for paper",
            hint="take a part out of what stands around it: more than ten in one another is hard"
            " to read anyway",
        )
    missing = _NO_GLYPH.search(message)
    if missing is None:
        return None
    characters = _unescaped(missing["text"])
    points = " ".join(f"U+{ord(character):04X}" for character in characters)
    hint = "write it in another way, such as in words, or choose a sign that fonts have"
    if script_of(characters[0]) in cldr.expected_scripts(leaflet.language):
        hint = (
            "the fonts for paper lack the script of this language; web pages, EPUBs and Word take"
            f" those of the reader: in leaflets.toml, {_omitted(leaflet, layout)}"
        )
    return ExportError(
        f"{name_of(leaflet)}: no font has the character '{characters}' ({points})"
        f"{_context(leaflet, characters)}",
        hint=hint,
    )


def _omitted(leaflet: Leaflet, layout: Layout) -> str:
    """What leaves the leaflet out of a layout."""
    return f'[print] omit = {{ {layout.name} = ["{leaflet.language}/{leaflet.slug}"] }}'


def _does_not_fit(leaflet: Leaflet, layout: Layout, found: re.Match[str]) -> ExportError:
    """By how much, and what can be done about it."""
    share = float(found["share"])
    text = tree.plain_text(leaflet.body)
    words = len(text.split())
    amount = f"{share:.0%} of the text"
    if cldr.separates_words(leaflet.language):
        amount += f", about {max(round(share * words / 10), 1) * 10} words"
    message = f"needs {found['panels']} panels more ({amount}) even in {FLOOR:g} pt"
    omitted = _omitted(leaflet, layout)
    hint = f"shorten the article, or don't print it so: in leaflets.toml, {omitted}"
    if int(found["block"]):
        message = f"a box, list item or paragraph alone is {found['panels']} panels too high"
        hint = f"divide it in the article, or don't print it so: in leaflets.toml, {omitted}"
    return ExportError(f"{name_of(leaflet)} does not fit the {layout.name}: {message}", hint=hint)


def too_high(leaflet: Leaflet, layout: Layout) -> ExportError:
    """That something which must not be parted is higher than a page."""
    return ExportError(
        f"{name_of(leaflet)} does not fit the {layout.name}: something in it is higher than a page",
        hint="divide the box or the row of a table that holds so much",
    )


def _unescaped(text: str) -> str:
    """The text that Typst quotes: it writes what can't be printed as \\u{200b}."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), text)


def _context(leaflet: Leaflet, characters: str) -> str:
    """in '… the words around …', or "" where the characters can't be found."""
    front = (leaflet.title, leaflet.summary, leaflet.audience, leaflet.publisher)
    texts = [tree.plain_text((line,)) for line in front if line]
    texts += [
        tree.plain_text((node,)) for node in tree.walk(leaflet.body) if isinstance(node, Inline)
    ]
    found = next((text for text in texts if characters in text), "")
    start = max(found.find(characters) - CONTEXT, 0)
    excerpt = found[start : start + 2 * CONTEXT].strip()
    return f" in '{excerpt}'" if excerpt else ""


def name_of(leaflet: Leaflet) -> str:
    """The leaflet as messages call it."""
    return f"leaflet '{leaflet.slug}' in {leaflet.language}"
