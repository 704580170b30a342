"""Checks of an article's marks: brackets, the spaces beside them, words that a hyphen cuts.

A translation is excused where its source has the same slip, so the article has to be told of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Passage, Reading
from pipeline.checks.wording import excerpt, shown_mark
from pipeline.checks.writing.quotation import unmatched_brackets
from pipeline.checks.writing.spaces import misplaced_spaces, named_space
from pipeline.language import cldr
from pipeline.language.patterns import lazy
from pipeline.model import Block, Segment, Severity


@check(
    "bracket-unbalanced-in-source",
    Scope.SEGMENT,
    Severity.WARNING,
    needs="()（）",
    examples=(
        Passes("Take 8 (4 g) a day. (Not before meals. Not at night.) Rest.", "", "en"),
        Passes(
            "a) Rest. Take the tablet(s) :) See [the page](https://example.org/a_(b)).", "", "en"
        ),
        Passes("Bring (if a) or b) is true) this. Type `f(`.", "", "en"),
        Fires("Take 8 (4 g a day.", "", "en", "'('"),
        Fires("Rest (a day. Walk) at once). Sit.", "", "en", "')'"),
        Fires("请休息一天）。", "", "zh-Hans", "U+FF09"),
    ),
)
def bracket_unbalanced_in_source(passage: Passage, context: Context) -> Iterator[Problem]:
    """A bracket of the article opens and does not close, or the reverse, within its paragraph.

    The remark in brackets runs into the instruction, and some of it may be gone. Translators will
    leave it as it is, or guess.
    """
    block, segment = passage.block, passage.segment
    start = _start(block, segment)
    whole = Reading(block.text, context.language, is_source=True)
    for position in unmatched_brackets(whole):
        if start <= position < start + len(segment.key.msgid):
            mark = block.text[position]
            yield Problem(
                f"{shown_mark(mark)} has no other half",
                (position - start, position - start + 1),
                "open and close every bracket",
            )


def _start(block: Block, segment: Segment) -> int:
    """Where the segment begins in the text of its block."""
    start = 0
    for each in block.segments:
        start += len(each.lead)
        if each is segment:
            break
        start += len(each.key.msgid)
    return start


@check(
    "space-misplaced-in-source",
    Scope.SEGMENT,
    Severity.WARNING,
    needs="(（)）,.،۔，。、",
    examples=(
        Passes("Take .5 ml … and rest (at home), then walk.", "", "en"),
        Passes("Name: ____ , date: ____ .", "", "en"),
        Passes("Reposez-vous ; marchez : lentement !", "", "fr"),
        Passes("Type `a , b`. See [us](https://example.org/a,b).", "", "en"),
        Fires("Rest , then walk.", "", "en", "before ','"),
        Fires("Rest .", "", "en", "before '.'"),
        Fires("Listen to music ( or read).", "", "en", "after '('"),
        Fires("استرح ، ثم امشِ.", "", "ar", "before '،'"),
    ),
)
def space_misplaced_in_source(passage: Passage, _context: Context) -> Iterator[Problem]:
    """A space stands before a comma or a full stop, or inside a bracket.

    The mark may be pushed to the next line, away from its sentence; often a word that stood there
    has been deleted.
    """
    text = passage.reading.text
    for match in misplaced_spaces(text):
        is_inside = text[match.start() - 1] in "(（"
        mark = text[match.start() - 1] if is_inside else text[match.end()]
        yield Problem(
            f"{named_space(match[0])} {'after' if is_inside else 'before'} '{mark}'",
            match.span(),
            "delete it, or put back the word that stood there",
        )


@check(
    "word-cut",
    Scope.SEGMENT,
    Severity.WARNING,
    needs="-‐",
    examples=(
        Passes("A two- to three-day rest, before short- and long-term use.", "", "en"),
        Passes("Pre- or postoperative exercise - and a follow-up.", "", "en"),
        Passes("Vor- und Nachteile, Arzt- oder Pflegekosten, ein- bis zweimal.", "", "de"),
        Passes("Fasi pre- e postoperatoria.", "", "it"),
        Fires("Ask your physio- therapist.", "", "en", "'physio- therapist'"),
        Fires("Fragen Sie Ihren Physio- therapeuten.", "", "de", "'Physio- therapeuten'"),
        Fires("Take it with food- never without.", "", "en", "'food- never'"),
    ),
)
def word_cut(passage: Passage, context: Context) -> Iterator[Problem]:
    """A hyphen stands at the end of a word, and nothing shows what it waits for.

    Mostly the word was cut at the end of a line, in the file that the text was taken from: a
    patient, a translator and a search see two words that mean nothing.
    """
    for match in _CUT.finditer(passage.reading.visible):
        following = match["next"].casefold()
        is_short = len(following) < _SHORTEST_HALF  # "two- to three-day", "ein- bis zweimal"
        if is_short or following in cldr.list_words(context.language):
            continue
        if _HANGING.match(passage.reading.visible, match.start("next")):
            continue
        yield Problem(
            f"a hyphen at the end of a word: {excerpt(match[0])}",
            match.span(),
            "write the word in one, or put a dash with a space on both sides",
        )


_SHORTEST_HALF = 4
_CUT = lazy(r"(?<![^\W\d_][-‐])\b[^\W\d_]{2,}[-‐][ \n]+(?P<next>[^\W\d_]+)(?<=[a-zß-öø-ÿα-ωа-яё])")
# "low- versus high-dose"
_HANGING = re.compile(r"\w+[ ]\w+[-‐]\w")
