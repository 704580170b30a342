"""Checks of what slipped in while an article was typed: dots, a missing space, a word twice.

Foreign punctuation is a stray-fragment (`source.fragments`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.doubling import doubled_words
from pipeline.checks.reading import Passage
from pipeline.checks.wording import code_points, excerpt
from pipeline.language.inline import blank
from pipeline.language.patterns import lazy
from pipeline.language.repetition import may_stand_twice
from pipeline.model import Severity


@check(
    "dots-for-ellipsis",
    Scope.SEGMENT,
    Severity.INFO,
    needs=".",
    examples=(
        Passes("Wait … and rest.", "", "en"),
        Passes("Name: ........", "", "en"),
        Passes("Type `a...b`.", "", "en"),
        Fires("Wait... and rest.", "", "en", "U+2026"),
        Fires("Warten Sie ...", "", "de", "U+2026"),
    ),
)
def dots_for_ellipsis(passage: Passage, _context: Context) -> Iterator[Problem]:
    """Three full stops stand for an ellipsis.

    A screen reader says "dot dot dot", and a line may break between them.
    """
    if "..." not in passage.reading.text:
        return
    for match in _DOTS.finditer(passage.reading.visible):
        yield Problem(
            f"three full stops where one character is meant, {code_points('…')}",
            match.span(),
            "write …",
        )


_DOTS = re.compile(r"(?<!\.)\.{3}(?!\.)")


@check(
    "space-missing-in-source",
    Scope.SEGMENT,
    Severity.WARNING,
    examples=(
        Passes("See e.g. your doctor, at 5 p.m. or 3.5 hours later. Rest.", "", "en"),
        Passes("It is made with Node.js and shown at example.org.", "", "en"),
        Passes("Booking.Com and Schema.Org are names; Ph.D. and B.C. too.", "", "en"),
        Passes("Open `notes.Rest` or https://example.org/about.Html or read.Txt.", "", "en"),
        Passes("Send us report.Final.docx before you come.", "", "en"),
        Passes("Nehmen Sie z.B. Wasser. Fragen Sie Dr.Weber.", "", "de"),
        Passes("休息。然后走动。", "", "zh-Hans"),
        Fires("Rest for two weeks.Take it with food.", "", "en", "'weeks.Take'"),
        Fires("Rest for *two weeks*.**Take** it.", "", "en", "'weeks*.**Take'"),
        Fires("Does it hurt?Call us.", "", "en", "'hurt?Call'"),
        Fires("Take 5 mg.Then rest.", "", "en", "'mg.Then'"),
        Fires("Please don’t.Ask us.", "", "en", "'t.Ask'"),
        Fires("Rest (always.)Ask us.", "", "en", "'always.)Ask'"),
        Fires("Ruhen Sie sich aus.Trinken Sie viel.", "", "de", "'aus.Trinken'"),
        Fires("आराम करें।पानी पिएँ।", "", "hi", "'करें।"),
    ),
)
def space_missing_in_source(passage: Passage, context: Context) -> Iterator[Problem]:
    """No space stands between the end of a sentence and the next one.

    Readers stumble over "for two weeks.Take it", and some programs take it for one word. Told
    where a word in small letters ends and a capitalised one begins: abbreviations, addresses and
    the names of files look otherwise.
    """
    visible = passage.reading.visible
    shift = 0
    if not passage.segment.lead and passage.segment is not passage.block.segments[0]:
        number = passage.segment.index - passage.block.segments[0].index - 1
        behind = blank(passage.block.segments[number].key.msgid)[-NEAR:]  # cut there all the same
        visible, shift = behind + visible, len(behind)
    elif not any(mark in visible for mark in ".?!।۔"):
        return
    for match in _RUN_ON.finditer(visible):
        start = match.start()
        before = _ENDING.search(visible, max(start - NEAR, 0), start)
        after = _WORD.match(visible, match.end())
        if before is None or after is None or after.end() <= shift:
            continue
        if match[0][0] in ".?!" and not _ends_and_begins(before, after):
            continue
        whole = _around(visible, start)
        if not _PART_OF_NAME.isdisjoint(whole) or whole.strip(_EDGES) in context.allow:
            continue
        if whole.strip(_EDGES).rpartition(".")[2].casefold() in _LAST_OF_NAMES:
            continue
        first, end = before.start("word"), after.end()
        yield Problem(
            f"no space between two sentences: {excerpt(visible[first:end])}",
            (max(first - shift, 0), end - shift),
            "put a space behind the first one",
        )


def _ends_and_begins(before: re.Match[str], after: re.Match[str]) -> bool:
    """Whether the words end a sentence and begin one, and make no name: "Schema.Org"."""
    first, last = after[0], before["word"]
    if not (first[0].isupper() and first[1:].islower()) or first.casefold() in _LAST_OF_NAMES:
        return False
    if last[0].isupper():
        return len(last) > 2 and len(first) > 3 and last[1:].islower()
    return last.islower() and (len(last) > 2 or bool(before["number"]) or bool(before["joint"]))


def _around(visible: str, position: int) -> str:
    """What stands between the spaces around a position."""
    end = visible.find(" ", position)
    return visible[visible.rfind(" ", 0, position) + 1 : end if end >= 0 else len(visible)]


_PART_OF_NAME = frozenset("/@=&\\_#")
_EDGES = ".,;:!?*()[]\"'“”‘’«»"
# What ends a sentence, with marks round it; right behind it a letter.
_RUN_ON = lazy(r"[.?!।۔][*\"'“”‘’«»()\[\]]{0,4}(?=[^\W\d_])")
# The word before, behind a number (a unit) or an apostrophe, and marks that close behind it.
_ENDING = lazy(
    r"(?P<number>(?<=\d)[ \u00a0\u202f]?)?(?P<joint>(?<=\w)['’])?"
    r"(?P<word>(?:[^\W\d_]|[\u0900-\u097f])+)[*\"'”’»)\]]{0,3}\Z"
)
_WORD = lazy(r"[^\W\d_]+")
# Of addresses and files, however they are written.
_LAST_OF_NAMES = frozenset(
    {"com", "org", "net", "gov", "edu", "info", "int", "app", "html", "htm", "php", "pdf"}
    | {"doc", "docx", "txt", "csv", "md", "js", "py", "jpg", "png", "svg"}
)
NEAR = 40  # characters that the word before is looked for in


@check(
    "doubled-word-in-source",
    Scope.SEGMENT,
    Severity.WARNING,
    examples=(
        Passes("The pain that that causes had had an end.", "", "en"),
        Passes("Vous vous reposez.", "", "fr"),
        Passes("Die, die die Übung machen, bleiben gesund.", "", "de"),
        Passes("Duran Duran play. Rest, rest. 5 5", "", "en"),
        Passes("धीरे धीरे चलें।", "", "hi"),
        Fires("Rest in the the evening.", "", "en", "'the the'"),
        Fires("The **the** pain", "", "en", "'The **the'"),
        Fires("Descanse por la la noche.", "", "es", "'la la'"),
        Passes("Prenez-le le matin.", "", "fr"),
    ),
)
def doubled_word_in_source(passage: Passage, context: Context) -> Iterator[Problem]:
    """The article has the same word twice in a row.

    Mostly one is left over from an edit, sometimes instead of another word: a translator can't know
    which one was meant.
    """
    text = passage.reading.text
    for left, right in doubled_words(passage.reading):
        if text[right.start].isupper() or may_stand_twice(right.folded, context.language):
            continue  # a name: Baden Baden
        yield Problem(
            f"a word stands there twice: {excerpt(text[left.start : right.end])}",
            (left.start, right.end),
            "delete one of them",
        )
