"""Checks of an article's words in capitals: abbreviations that nobody explains, and shouting.

Which abbreviations everyone knows stands in a table (`language.style`), what the termbase has is
explained there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.checks.articles.page import line_of
from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Passage, Reading, Word
from pipeline.checks.wording import excerpt
from pipeline.language import style
from pipeline.language.function_words import function_words
from pipeline.language.meaning.comparing import cues
from pipeline.language.patterns import lazy
from pipeline.model import Document, Language, Segment, Severity

# Capitals of the scripts that have them, without those that no leaflet uses.
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽΑ-ΩЀ-ЯҐ"
_CAPITALS = lazy(f"[{_UPPER}]{{2}}")
_SPACE = " \t\n\u00a0\u202f"


# ----------------------------------------------------------------------------------- abbreviations
_ABBREVIATION = lazy(rf"(?<![\w\-–.&/])([{_UPPER}]{{2,6}})(?:['’]?s)?(?![\w&/]|-\d|\.\w)")
_ROMAN = re.compile(r"[IVXLCDM]+")


@check(
    "abbreviation-undefined",
    Scope.ARTICLE,
    Severity.INFO,
    examples=(
        Passes("Magnetic resonance imaging (MRI) helps. Before the MRI, eat.", "", "en"),
        Passes("Before the MRI, eat.\n\n*[MRI]: Magnetic resonance imaging", "", "en"),
        Passes("An MRI (a scan with magnets) helps.", "", "en"),
        Passes("Watch TV in the USA. Read chapter IV. DO NOT EAT. Do NOT drink.", "", "en"),
        Passes("Die MRT (Magnetresonanztomographie) hilft. MRT-Termin.", "", "de"),
        Fires("Rest.\n\nBefore the MRI, eat. After the MRI, rest.", "", "en", "'MRI'"),
        Fires("Antes de la TAC, coma.", "", "es", "'TAC'"),
        Fires("Перед МРТ поешьте.", "", "ru", "'МРТ'"),
    ),
)
def abbreviation_undefined(document: Document, context: Context) -> Iterator[Problem]:
    """An abbreviation in capitals is explained nowhere in the article.

    A patient does not know it, and a translator has to guess: "CT" may be computed tomography or
    connective tissue.
    """
    from pipeline.source import page

    readings = [
        (segment, context.facts.reading(segment.key.msgid)) for segment in document.segments
    ]
    known = style.known_abbreviations(context.language) | context.allow
    known |= {term.term for term in context.facts.termbase.terms}
    known |= frozenset(page.of(document).tree.abbreviations)
    words = function_words(context.language.base)
    found: dict[str, Segment] = {}
    for segment, reading in readings:
        if not _CAPITALS.search(reading.text):
            continue
        shouted = [(run.start, run.end) for run in _capital_runs(reading)]
        for match in _ABBREVIATION.finditer(reading.visible):
            if any(start <= match.start() < end for start, end in shouted):
                continue
            if match[1].casefold() in words:
                continue  # "Do NOT eat"
            if match[1] not in known and not _ROMAN.fullmatch(match[1]):
                found.setdefault(match[1], segment)
    if not found:
        return
    whole = "\n".join(reading.visible for _, reading in readings)
    for abbreviation, segment in found.items():
        if not _is_explained(abbreviation, whole):
            yield Problem(
                f"the abbreviation {excerpt(abbreviation)} is not explained",
                hint="write the words at its first use, the abbreviation behind them in brackets, "
                f"or a line *[{abbreviation}]: …",
                line=line_of(document, segment.index),
            )


def _is_explained(abbreviation: str, text: str) -> bool:
    """Whether brackets, a dash or the words' own first letters explain it anywhere."""
    escaped = re.escape(abbreviation)
    if re.search(
        rf"[(（\[][^()（）\n]*\b{escaped}\b|\b{escaped}s?\b[*_\"'”’»]*\s*(?:[(（:–—=]|<abbr)", text
    ):
        return True
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", text))
    return abbreviation.lower() in initials.replace(abbreviation[0], abbreviation[0].lower())


# ---------------------------------------------------------------------------------------- capitals
class _Run(NamedTuple):
    start: int
    end: int
    words: tuple[str, ...]  # as typed


def _capital_runs(reading: Reading) -> Iterator[_Run]:
    """Two or more words in capitals in a row, with nothing but spaces and numbers between."""
    words: list[Word] = []
    for word in reading.words:
        typed = reading.visible[word.start : word.end]
        between = reading.visible[words[-1].end : word.start] if words else ""
        if words and (between.strip(_SPACE + "-*_’'") or not (typed.isupper() or typed.isdigit())):
            yield from _run(words, reading.visible)
            words = []
        if typed.isupper() or (words and typed.isdigit()):
            words.append(word)
    yield from _run(words, reading.visible)


def _run(words: list[Word], visible: str) -> Iterator[_Run]:
    typed = tuple(visible[word.start : word.end] for word in words)
    capitals = tuple(word for word in typed if word.isupper() and len(word) > 1)
    if len(capitals) > 1:
        yield _Run(words[0].start, words[-1].end, capitals)


@check(
    "all-caps",
    Scope.SEGMENT,
    Severity.WARNING,
    examples=(
        Passes("Never take it with an MRI CT scan.", "", "en"),
        Passes("HIV DNA PCR tests are sure.", "", "en"),
        Passes("Ruhe.", "", "de"),
        Passes("**Не пейте.**", "", "ru"),
        Fires("Please DO NOT USE it again.", "", "en", "'DO NOT USE'"),
        Fires("WARNING SIGNS", "", "en", "'WARNING SIGNS'"),
        Fires("Esto ES MUY PELIGROSO para usted.", "", "es", "'ES MUY PELIGROSO'"),
        Fires("НЕ ПРИНИМАЙТЕ ЭТО ЛЕКАРСТВО.", "", "ru", "'НЕ ПРИНИМАЙТЕ ЭТО ЛЕКАРСТВО'"),
    ),
)
def all_caps(passage: Passage, context: Context) -> Iterator[Problem]:
    """Several words stand in capitals.

    Words have no shape then: they are read letter by letter, slower and with mistakes, and some
    screen readers spell them. Bold letters say "important" as well.
    """
    reading = passage.reading
    if not _CAPITALS.search(reading.text):
        return
    for run in _capital_runs(reading):
        if _is_shouted(run, reading, context.language):
            yield Problem(
                f"words in capitals: {excerpt(reading.visible[run.start : run.end])}",
                (run.start, run.end),
                "write them in small letters; **bold** says that they matter",
            )


def _is_shouted(run: _Run, reading: Reading, language: Language) -> bool:
    """Whether the words are more than abbreviations beside each other."""
    known = style.known_abbreviations(language)
    unknown = [word for word in run.words if word not in known]
    if len(run.words) > 2:
        if any(len(word) > 3 for word in unknown) or len(unknown) > 3:
            return True
        return bool(cues(reading.visible[run.start : run.end], language))
    outside = reading.visible[: run.start] + reading.visible[run.end :]
    return any(len(word) > 4 for word in unknown) and not any(map(str.isalpha, outside))
