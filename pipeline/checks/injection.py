"""Checks of what a translation brings into a page: blocks, table cells, escapes, unsafe HTML.

Leaflets put a translation where its source stood and read no blocks in it; other programs that
make pages of these articles do. What the source itself has is never a mistake here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Pair, Reading
from pipeline.checks.wording import excerpt
from pipeline.language.inline import without_code
from pipeline.model import BlockKind, Severity
from pipeline.source import rawhtml
from pipeline.source.programs import program

CELLS = frozenset({BlockKind.TABLE_CELL, BlockKind.TABLE_HEADER})


# ------------------------------------------------------------------------------------------- blocks
# What begins a block in Python-Markdown, each behind the name of what it begins. Numbers are left
# out: "1. Woche" is right German, and a number too many is a number-mismatch; but for a 1, which
# that lets pass, where the source has no number in figures or words.
_BLOCKS = (
    ("rule", r"(?:\*[ ]*){3,}$|(?:-[ ]*){3,}$|(?:_[ ]*){3,}$"),
    ("heading", r"[#＃]{1,6}(?=\s|[^\W\d_])"),
    ("list_item", r"[-*+][ \t]+(?=\S)"),
    ("quotation", r">[ ]?(?=[^\d\s])"),  # "> 38 °C" is a comparison
    ("code_block", r"[ ]{4}|\t|```|~~~"),
    ("box", r"(?:!!!|\?\?\?)[ \t]"),
    ("table_row", r"\|"),
    ("footnote", r"\[\^[^\]\n]+\]:"),
    ("abbreviation", r"\*\[[^\]\n]+\]:"),
    ("comment", r"<!--"),
)
_BLOCK_STARTS = frozenset("#＃-*+>!?|[<`~_ \t")
FIRST = "1. "


def _numbers(reading: Reading) -> bool:
    return bool(reading.figures.figures or reading.figures.words)


@cache
def _block_pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _BLOCKS))


class _Start(NamedTuple):
    name: str
    start: int
    text: str


def _block_starts(text: str) -> Iterator[_Start]:
    """What begins a block at the beginning of the text, or of a line in it."""
    if "\n" not in text:
        if text[:1] not in _BLOCK_STARTS:
            return
        positions = [0]
    else:
        positions = [0, *(index + 1 for index, char in enumerate(text) if char == "\n")]
    for position in positions:
        line_end = text.find("\n", position)
        line = text[position : line_end if line_end >= 0 else len(text)]
        match = _block_pattern().match(line)
        if match and match.lastgroup:
            yield _Start(match.lastgroup, position, match[0])


@check(
    "block-injected",
    Scope.UNIT,
    Severity.WARNING,
    needs="\n",
    needs_start=(_BLOCK_STARTS | {"1"}).__contains__,
    examples=(
        Passes("Rest.", "Reposo.", "es"),
        Fires("Rest.", "1. Reposo.", "es", "list item"),
        Passes("Above 38 °C", "> 38 °C", "fr"),
        Passes("Week one: rest.", "1. Woche: Ruhe.", "de"),
        Passes("*Rest* well.", "*休息*好。", "zh-Hans"),
        Passes(r"\# 1 in Europe", r"\# 1 in Europa", "de"),
        Passes("- none", "- keine", "de"),
        Fires("Rest.", "# Reposo.", "es", "heading"),
        Fires("Rest.", "＃休息", "zh-Hans", "heading"),
        Fires("Rest.", "- استرح.", "ar", "list item"),
        Fires("Rest,  \nthen walk.", "Reposez-vous,  \n* puis marchez.", "fr", "list item"),
        Fires("Rest.", "| आराम करें।", "hi", "table row"),
        Fires("Rest.", "!!! Покой.", "ru", "box"),
    ),
)
def block_injected(pair: Pair, _context: Context) -> Iterator[Problem]:
    """The translation begins like a heading, a list item or another block, its source does not.

    The patient reads a stray "#" or "-", and wherever the article is put together as Markdown
    again, the paragraph falls apart.
    """
    found = list(_block_starts(pair.target.text))
    if pair.target.text.startswith(FIRST) and not _numbers(pair.source):
        found.append(_Start("list_item", 0, FIRST))
    if not found:
        return
    known = {start.name for start in _block_starts(pair.source.text)}
    for name, start, text in found:
        if name in known:
            continue
        what = name.replace("_", " ")
        yield Problem(
            f"{excerpt(text) if text.strip() else 'white space'} at the beginning of a line makes "
            f"a {what} of it, the source has none there",
            (start, start + len(text)),
            "delete it; a character that is meant as such has a backslash before it",
        )


@check(
    "table-pipe",
    Scope.UNIT,
    Severity.WARNING,
    needs="|",
    examples=(
        Passes("Rest", "Reposo", "es", kind=BlockKind.TABLE_CELL),
        Passes(r"5 \| 10", r"5 \| 10", "de", kind=BlockKind.TABLE_CELL),
        Passes("Rest", "Ruhe | Liegen", "de", kind=BlockKind.PARAGRAPH),
        Fires("Rest or sleep", "Ruhe | Schlaf", "de", "'|'", kind=BlockKind.TABLE_CELL),
        Fires("Rest.", "आराम करें|", "hi", "'|'", kind=BlockKind.TABLE_HEADER),
    ),
)
def table_pipe(pair: Pair, _context: Context) -> Iterator[Problem]:
    """A translation inside a table has a bare "|", which begins another cell.

    All that follows in the row moves by one column: a dose then stands beside another medicine.
    """
    target = pair.target.text
    if "|" not in target or CELLS.isdisjoint(pair.standing.kinds):
        return
    places = [match.start() for match in _BARE_PIPE.finditer(without_code(target))]
    if len(places) == len(_BARE_PIPE.findall(without_code(pair.source.text))) or not places:
        return
    yield Problem(
        "'|' in a table cell begins another cell",
        (places[-1], places[-1] + 1),
        r"write \| for the character itself, or another sign",
    )


_BARE_PIPE = re.compile(r"(?<!\\)(?:\\\\)*\|")


# ------------------------------------------------------------------------------------------ escapes
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!|])")
_ESCAPED_MARKUP = "*_`[]|"  # characters that change the page where their backslash is lost


@check(
    "escape-lost",
    Scope.UNIT,
    Severity.WARNING,
    needs="\\",
    examples=(
        Passes(r"Take 2 \* 5 mg.", r"Nehmen Sie 2 \* 5 mg.", "de"),
        Passes(r"Take 2 \* 5 mg.", "2回、5 mgずつ飲む。", "ja"),
        Passes(r"The \[optional\] test", "（任意）检查", "zh-Hans"),
        Fires(r"Take 2 \* 5 mg.", "Tome 2 * 5 mg.", "es", r"'\*'"),
        Fires(r"snake\_case", "snake_case на русском", "ru", r"'\_'"),
    ),
)
def escape_lost(pair: Pair, _context: Context) -> Iterator[Problem]:
    r"""The source has a backslash before a special character, the translation has none.

    Without it the character may become markup and vanish: of "2 \* 5" and "3 \* 5" the stars would
    go, and what stands between them would lean.
    """
    source, target = pair.source.text, pair.target.text
    if "\\" not in source:
        return
    wanted, kept = Counter(_ESCAPE.findall(source)), Counter(_ESCAPE.findall(target))
    for character in _ESCAPED_MARKUP:
        bare_in_source = source.count(character) - wanted[character]
        bare = target.count(character) - kept[character]
        if wanted[character] > kept[character] and bare > bare_in_source:
            place = re.search(rf"(?<!\\){re.escape(character)}", target)
            yield Problem(
                f"the source has '\\{character}', the translation has '{character}' without "
                "the backslash",
                place.span() if place else None,
                f"write \\{character}",
            )


@check(
    "backslash-visible",
    Scope.UNIT,
    Severity.WARNING,
    needs="\\",
    examples=(
        Passes(r"Take 2 \* 5 mg.", r"2 \* 5 mg を飲む。", "ja"),
        Passes(r"Open C:\Data.", r"Öffnen Sie C:\Data.", "de"),
        Passes("Type `a\\b`.", "Tippen Sie `a\\b`.", "de"),
        Fires("Take it, then rest.", r"Prenez-le,\n reposez-vous.", "fr", r"'\n'"),
        Fires("Say “stop”.", 'قل \\"توقف".', "ar", "'\\\"'"),
    ),
)
def backslash_visible(pair: Pair, _context: Context) -> Iterator[Problem]:
    r"""The translation shows a backslash to the reader, the source does not.

    Only before a special character of Markdown is it an escape; "\n" or "\"" in a leaflet is what
    a program has left over.
    """
    target = pair.target.text
    if "\\" not in target:
        return
    known = _ESCAPE.sub("", without_code(pair.source.text)).count("\\")
    visible = _ESCAPE.sub("xx", without_code(target))
    places = [index for index, char in enumerate(visible) if char == "\\"]
    if len(places) <= known:
        return
    start = places[0]
    yield Problem(
        f"the reader will see the backslash in {excerpt(target[start : start + 2])}",
        (start, start + 1),
        r"delete it; write \\ for a backslash that is meant",
    )


# ------------------------------------------------------------------------------------------- safety
UNSAFE_ELEMENTS = frozenset(
    {"applet", "base", "button", "embed", "form", "frame", "frameset", "iframe", "input", "link"}
    | {"meta", "object", "script", "select", "style", "textarea"}
)
ADDRESSES = frozenset({"action", "formaction", "href", "src", "xlink:href"})
_TARGET = re.compile(r"\]\(\s*<?([^)\s>]*)")


@check(
    "unsafe-html",
    Scope.UNIT,
    Severity.ERROR,
    needs_piece=lambda piece: "<" in piece or "](" in piece,
    examples=(
        Passes("Press <kbd>Esc</kbd>.", "Drücken Sie <kbd>Esc</kbd>.", "de"),
        Passes("The tag `<script>`.", "Das Tag `<script>`.", "de"),
        Passes("Less than 5 (< 5).", "Menos de 5 (< 5).", "es"),
        Fires("Rest.", "Reposo.<script>alert(1)</script>", "es", "<script>"),
        Fires("Rest.", '休息<b onclick="x()">。</b>', "zh-Hans", "onclick"),
        Fires("[Rest](a.html)", "[راحة](javascript:alert)", "ar", "javascript:"),
        Fires("Rest.", '<a href="java&#115;cript:x">Отдых</a>', "ru", "javascript:"),
    ),
)
def unsafe_html(pair: Pair, _context: Context) -> Iterator[Problem]:
    """The translation brings a program, a form or a foreign page into the leaflet.

    Nobody who translates needs that, so somebody else is at work: a patient's device would run it.
    """
    target = pair.target.text
    if "<" not in target and not ("](" in target and (":" in target or "&" in target)):
        return
    found = list(_unsafe(target))
    if not found:
        return
    known = {what for what, _, _ in _unsafe(pair.source.text)}
    for what, start, end in found:
        if what not in known:
            yield Problem(
                f"the translation has {what}, the source does not",
                (start, end),
                "delete it; find out who put it there",
            )


def _unsafe(text: str) -> Iterator[tuple[str, int, int]]:
    """What is unsafe in a text, and where."""
    text = without_code(text)
    for token in rawhtml.tokens(text):
        if token.kind != "open":
            continue
        if token.name in UNSAFE_ELEMENTS:
            yield f"the tag <{token.name}>", token.start, token.end
        for name, start, end in rawhtml.attributes(text, token):
            if name.startswith("on") or name == "srcdoc":
                yield f"the attribute {name}", token.start, token.end
            elif name in ADDRESSES and (scheme := program(text[start:end])):
                yield f"an address that runs a program ({scheme})", start, end
    for match in _TARGET.finditer(text):
        if scheme := program(match[1]):
            yield f"an address that runs a program ({scheme})", *match.span(1)
