"""Checks of an article's own text: what makes it hard to read.

They look at the source, in its own language, before twenty translators wonder about it. What a
language's guides say stands in tables (`language.style`).
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.articles.page import line_of
from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Passage, Reading
from pipeline.checks.wording import excerpt
from pipeline.language import style
from pipeline.language.sentences import split
from pipeline.model import BlockKind, Document, Segment, Severity

WHOLE_SENTENCES = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.DEFINITION}
    | {BlockKind.BOX, BlockKind.FOOTNOTE}
)
SAMPLE_WORDS = 100  # a formula says nothing of less
SAMPLE_SENTENCES = 10  # nor does a share of fewer sentences


# ----------------------------------------------------------------------------------- hard to read
@check(
    "sentence-too-long",
    Scope.SEGMENT,
    Severity.INFO,
    examples=(
        Passes("Keep moving. " + "Rest well. " * 20, "", "en"),
        Passes("ゆっくり休んでください。", "", "ja"),
        Passes("พักผ่อน" * 60, "", "th"),
        Fires("Rest and " * 13 + "walk.", "", "en", "27 words"),
        Fires("Descanse y " * 15 + "camine.", "", "es", "31 words"),
        Fires("安静にして、" * 14 + "歩いてください。", "", "ja", "92 characters"),
    ),
)
def sentence_too_long(passage: Passage, context: Context) -> Iterator[Problem]:
    """A sentence is longer than the plain-language guides of its language allow.

    Who is ill, worried or reading in a second language loses the thread, and with it the "not" at
    the end. Languages whose guides name no number are not judged.
    """
    limit = style.sentence_limit(context.language)
    text = passage.reading.text
    if limit is None or len(text) <= limit.number:
        return
    is_words = limit.unit == "words"
    if is_words and len(_spoken(passage.reading)) <= limit.number:
        return
    for _, sentence in split(text, context.language):
        own = passage.reading if sentence == text else Reading(sentence, context.language)
        count = len(_spoken(own)) if is_words else len("".join(own.visible.split()))
        if count > limit.number:
            yield Problem(
                f"a sentence of {count} {limit.unit}, more than {limit.number}: "
                f"{excerpt(sentence)}",
                hint="make two of it, or a list",
            )


def _spoken(reading: Reading) -> list[str]:
    """The words that have a letter, in lower case."""
    return [word for word in reading.folded if not word.isdigit()]


_HARD = (
    "Percutaneous endoscopic discectomy constitutes a minimally invasive neurosurgical "
    "intervention facilitating decompression of symptomatic intervertebral herniation under "
    "fluoroscopic visualization. "
) * 6
_EASY = "Take one pill a day with food. If you feel sick, call your nurse and ask what to do. " * 6


@check(
    "hard-to-read",
    Scope.ARTICLE,
    Severity.INFO,
    examples=(
        Passes(_EASY, "", "en"),
        Passes(_HARD[:300], "", "en"),
        Passes("每天散步。" * 60, "", "zh-Hans"),
        Fires(_HARD, "", "en", "Flesch Reading Ease"),
        Fires(
            "La administración intravenosa concomitante de antiinflamatorios esteroideos "
            "condiciona complicaciones gastrointestinales potencialmente incapacitantes. " * 10,
            "",
            "es",
            "Szigriszt-Pazos",
        ),
        Fires(
            "Intraoperative Komplikationen beeinträchtigen möglicherweise "
            "Rehabilitationsmaßnahmen nach mikrochirurgischer Bandscheibenoperation. " * 14,
            "",
            "de",
            "Amstad",
        ),
    ),
)
def hard_to_read(document: Document, context: Context) -> Iterator[Problem]:
    """The article is harder to read than a text for everyone may be.

    Half of all adults read no better than a child of eleven or twelve. The value is an estimate of
    the formula that was made for the language; without one nothing is said.
    """
    words: list[str] = []
    sentences = 0
    for block in document.blocks:
        if block.kind in WHOLE_SENTENCES:
            for segment in block.segments:
                own = _spoken(context.facts.reading(segment.key.msgid))
                words += own
                sentences += bool(own)
    if len(words) < SAMPLE_WORDS:
        return
    found = style.readability(words, sentences, context.language)
    if found and found.is_hard:
        yield Problem(
            f"the text is hard to read: {found.name} {found.value:.0f}, for everyone "
            f"{found.wanted:.0f}",
            hint="use shorter words and shorter sentences",
        )


_DONE_TO = "The wound is cleaned. The stitches are then removed by a nurse. " * 3
_DOING = "A nurse cleans the wound. She removes the stitches. You are tired. " * 3


@check(
    "passive-heavy",
    Scope.ARTICLE,
    Severity.INFO,
    examples=(
        Passes(_DOING + _DONE_TO[:22], "", "en"),
        Passes(_DONE_TO, "", "en"),
        Passes("Die Wunde wird gereinigt. " * 12, "", "de"),
        Fires(_DOING + _DONE_TO, "", "en", "6 of 15 sentences"),
    ),
)
def passive_heavy(document: Document, context: Context) -> Iterator[Problem]:
    """Many sentences do not say who does what.

    "The dressing should be changed daily": by the patient, or by a nurse? Languages whose guides
    name no share are not judged.
    """
    rule = style.passive(context.language)
    if rule is None:
        return
    count = 0
    passive: list[tuple[Segment, str]] = []
    for block in document.blocks:
        for segment in block.segments if block.kind in WHOLE_SENTENCES else ():
            visible = context.facts.reading(segment.key.msgid).visible
            for _, sentence in split(visible, context.language):
                count += 1
                if rule.is_in(sentence.lower()):
                    passive.append((segment, sentence.strip()))
    if count < SAMPLE_SENTENCES or len(passive) * 100 <= rule.most * count:
        return
    segment, sentence = passive[0]
    yield Problem(
        f"{len(passive)} of {count} sentences are passive, more than {rule.most} %; the first is "
        f"{excerpt(sentence)}",
        hint="say who does it: 'a nurse will change the dressing'",
        line=line_of(document, segment.index),
    )
