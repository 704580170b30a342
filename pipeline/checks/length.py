"""Checks of length: a translation far shorter or longer than its source lost or gained something.

How long a language is on average is `language.lengths`. Short texts are not judged: a label of two
words may well become one. Knows no words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.checks.by_length import (
    DIVISIONS,
    LONGEST,
    LONGEST_WITHOUT_CLAUSE,
    SHORTEST_WITH_ANOTHER,
    added_clause,
    clauses,
    ends,
    lost_clause,
    lost_sentence,
    sentence_ends,
)
from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Pair, Reading
from pipeline.checks.wording import excerpt
from pipeline.language.lengths import expansion
from pipeline.language.meaning.coordination import AND, begins_anew, has_both, joiner
from pipeline.language.widths import columns
from pipeline.model import BlockKind, Language, Severity

# Measured on our own leaflets (six languages, 48 texts each of 50 characters and more): correct
# translations have 0.62 to 1.55 of the expected length; of texts full of names and codes, 0.46.
SHORTEST_SOURCE = 50  # characters of the source, in those of English
SHORT_SENTENCE = 30  # of which less than TOO_SHORT_SENTENCE is not the whole
TOO_SHORT = 0.45
TOO_SHORT_SENTENCE = 0.4  # of 1,500 of 30 to 50 characters no right translation is so short
JOINED_SENTENCE = 18  # characters: "Sit down, and call us."
# Of 928 right translations of short sources with an "and" and no number none that joins nothing,
# neither by a word nor by a comma, has less than 0.66 of the usual length.
TOO_SHORT_UNJOINED = 0.5
TOO_SHORT_BEHIND_COMMA = 0.62  # "Sit down, and call us" is two orders for sure
TOO_SHORT_WITH_FEWER_SENTENCES = 0.65  # up to `by_length.LONGEST` their lengths decide
TOO_LONG = 2.3
TOO_LONG_SHORT = 3.0  # of short sources, and so many characters on top
ROOM_OF_SHORT = 60
TOO_LONG_WITH_MORE_SENTENCES = 1.75
COMPACT = 0.6  # of a language that is shorter than this, Latin words in it are counted as they are
LABEL_RATIO = 1.8  # of a picture's label: "Nerve root" to "Racine nerveuse" has 1.5
LABEL_ROOM = 10  # columns more that a drawing is hoped to have room for

_LATIN = re.compile(r"[A-Za-z0-9]+")
_COMMA = re.compile(r",")


def _ratio(pair: Pair, context: Context) -> float | None:
    """The length of the translation as a part of the expected one; None for short sources."""
    source = pair.source.once(_length)
    if source < SHORTEST_SOURCE:
        return None
    factor = _factor(context.facts.source_language, context.language)
    target = float(_length(pair.target))
    if target > source * factor and factor < COMPACT:
        latin = sum(len(each) for each in _LATIN.findall(pair.target.visible))
        target -= latin * (1 - factor)  # what is not translated has the length of the source
    return target / (source * factor)


def part_of_usual(pair: Pair) -> float:
    """The length of the translation as a part of the usual one: of short sources a rough guess."""
    usual = pair.source.once(_length) * _factor(pair.source.language, pair.target.language)
    return _length(pair.target) / usual if usual else 1.0


def _is_odd(pair: Pair, context: Context) -> bool:
    """Whether the length is one that may be found fault with, be it too short or too long."""
    ratio = _ratio(pair, context)
    if ratio is None:
        return _is_without_much(pair) or _is_swollen(pair)
    if LONGEST_WITHOUT_CLAUSE <= ratio < LONGEST:
        return pair.source.once(sentence_ends) > 1
    return not LONGEST <= ratio < SHORTEST_WITH_ANOTHER


def _is_without_much(pair: Pair) -> bool:
    """Whether most of a short sentence may be missing, or one of its clauses."""
    part = part_of_usual(pair)
    if part < _least_of_short(pair):
        return True
    is_long_enough = pair.source.once(_length) >= SHORT_SENTENCE
    return is_long_enough and part < LONGEST_WITHOUT_CLAUSE and len(pair.source.once(clauses)) > 1


def _is_swollen(pair: Pair) -> bool:
    """Whether a few words have become a paragraph, or a short sentence a long one."""
    return _is_paragraph(pair) or part_of_usual(pair) >= SHORTEST_WITH_ANOTHER


def _is_paragraph(pair: Pair) -> bool:
    usual = pair.source.once(_length) * _factor(pair.source.language, pair.target.language)
    return _length(pair.target) > TOO_LONG_SHORT * usual + ROOM_OF_SHORT


def _least_of_short(pair: Pair) -> float:
    """What part of the usual length a short sentence has at least; 0 of what can't be judged."""
    unjoined = pair.source.once(_least_of_unjoined)
    if unjoined and part_of_usual(pair) < unjoined and not _joins(pair.target):
        return unjoined
    is_judged = pair.source.once(_length) >= SHORT_SENTENCE and pair.source.once(_is_sentence)
    return TOO_SHORT_SENTENCE if is_judged else 0.0


def _is_sentence(source: Reading) -> bool:
    """Whether a text is one whole sentence."""
    return source.once(ends) == (len(source.visible.rstrip()),)


def _least_of_unjoined(source: Reading) -> float:
    """The same of what a short sentence with an "and" becomes where nothing stands for that."""
    is_short = JOINED_SENTENCE <= source.once(_length) < SHORTEST_SOURCE
    if not is_short or not source.once(_is_sentence):
        return 0.0
    if joiner(source.visible, source.language) != AND:
        return 0.0
    if source.figures.figures or source.figures.words:  # "two and a half" is one word in Hindi
        return 0.0
    commas = (match.end() for match in _COMMA.finditer(source.visible))
    is_anew = any(begins_anew(source.visible, each, source.language) for each in commas)
    return TOO_SHORT_BEHIND_COMMA if is_anew else TOO_SHORT_UNJOINED


def _joins(target: Reading) -> bool:
    """Whether anything in a text may stand for "and"; a comma is enough."""
    visible, language = target.visible, target.language
    return (
        DIVISIONS.search(visible) is not None
        or joiner(visible, language) is not None
        or has_both(visible, language) is not None
    )


def _is_label(pair: Pair, _context: Context) -> bool:
    return BlockKind.PICTURE_LABEL in pair.standing.kinds


def _length(reading: Reading) -> int:
    """Characters that a reader sees."""
    visible = reading.visible
    return len(visible) if visible is reading.text else len(" ".join(visible.split()))


@cache
def _factor(source: Language, target: Language) -> float:
    return expansion(target) / expansion(source)


@check(
    "text-too-short",
    Scope.UNIT,
    Severity.WARNING,
    needs_pair=_is_odd,
    examples=(
        Fires(
            "Take one tablet in the morning with water. Never take it together with alcohol.",
            "Tome un comprimido por la mañana con agua.",
            "es",
            "shorter",
        ),
        Fires(
            "Take one tablet in the morning with water. Never take it together with alcohol.",
            "早上用水送服一片。",
            "zh-Hans",
            "shorter",
        ),
        Fires(
            "If you feel dizzy or your heart beats fast, stop at once, sit down and call a doctor.",
            "Если кружится голова, сядьте.",
            "ru",
            "shorter",
        ),
        Passes(
            "Take one tablet in the morning with water. Never take it together with alcohol.",
            "早上用水送服一片。切勿与酒精同服。",
            "zh-Hans",
        ),
        Passes(
            "Take one tablet in the morning with water. Never take it together with alcohol.",
            "朝1錠を水で服用し、お酒と一緒には決して飲まないでください。",
            "ja",
        ),
        Fires("See a doctor if the fever does not go down.", "请就医。", "zh-Hans", "shorter"),
        Fires(
            "Never share needles; throw them into the yellow box.",
            "Ne partagez jamais vos aiguilles.",
            "fr",
            "shorter",
        ),
        Passes(
            "Never share needles; throw them into the yellow box.",
            "Ne partagez jamais vos aiguilles et jetez-les dans la boîte jaune.",
            "fr",
        ),
        Fires("Sit down, and call for help.", "Setzen Sie sich hin.", "de", "shorter"),
        Fires("Sit down and call for help.", "Siéntese.", "es", "shorter"),
        Passes("Sit down, and call for help.", "Siéntese y pida ayuda.", "es"),
        Passes("How to look after your back", "Rückenpflege", "de"),
    ),
)
def text_too_short(pair: Pair, context: Context) -> Iterator[Problem]:
    """The translation is much shorter than such a text is in its language.

    A sentence, or half of one, was left out. That may have been the warning. Where there are fewer
    sentences or clauses than in the source, less is needed to raise the question, and their lengths
    tell which of them has no answer; in a short sentence, more, and in one with an "and" for which
    nothing stands, half.
    """
    ratio = _ratio(pair, context)
    lost: str | None = None
    if ratio is None:
        part, least = part_of_usual(pair), _least_of_short(pair)
    else:
        part = ratio
        has_fewer = 0 < sentence_ends(pair.target) < pair.source.once(sentence_ends)
        least = TOO_SHORT_WITH_FEWER_SENTENCES if has_fewer else TOO_SHORT
        lost = lost_sentence(pair) if part < LONGEST else None
    if lost is None and pair.source.once(_length) >= SHORT_SENTENCE:
        lost = lost_clause(pair, part)
    if lost is None and part >= least:
        return
    yield Problem(
        f"the translation is shorter than expected: {part:.0%} of the usual length",
        (0, len(pair.target.text)),
        f"compare it with the source: {excerpt(lost)} may be missing"
        if lost
        else "compare it with the source: is a sentence missing, or a part of one",
    )


@check(
    "text-too-long",
    Scope.UNIT,
    Severity.WARNING,
    needs_pair=_is_odd,
    examples=(
        Fires(
            "Take one tablet in the morning with a glass of water.",
            "Nehmen Sie morgens eine Tablette mit Wasser ein. Nehmen Sie sie nie zusammen mit "
            "Alkohol ein. Fragen Sie Ihren Arzt, wenn Sie andere Medikamente nehmen.",
            "de",
            "longer",
        ),
        Fires(
            "Take one tablet in the morning with a glass of water.",
            "早上用一杯水送服一片药。切勿与酒精同服。如果您正在服用其他药物，请先咨询您的医生或药剂师。",
            "zh-Hans",
            "longer",
        ),
        Passes(
            "Take one tablet in the morning with a glass of water.",
            "Nehmen Sie morgens eine Tablette mit einem Glas Wasser ein.",
            "de",
        ),
        Fires(
            "Rest now.",
            "Reposez-vous maintenant, buvez beaucoup d’eau, mangez des fruits et dormez assez "
            "chaque nuit de la semaine.",
            "fr",
            "longer",
        ),
        Fires(
            "Keep the inhaler in a dry place.",
            "Bewahren Sie das Spray an einem trockenen Ort auf, und lassen Sie es niemals in der "
            "Sonne liegen.",
            "de",
            "longer",
        ),
        Passes(
            "Keep the inhaler in a dry place.",
            "Bewahren Sie das Spray (den Inhalator) bitte stets an einem trockenen Ort auf.",
            "de",
        ),
        Passes("Stop at once.", "Hören Sie bitte sofort mit der Übung auf.", "de"),
        Passes(
            "Further reading: Deyo RA, Jarvik JG: Trends in low back pain care.",
            "延伸阅读：Deyo RA, Jarvik JG: Trends in low back pain care.",
            "zh-Hans",
        ),
    ),
)
def text_too_long(pair: Pair, context: Context) -> Iterator[Problem]:
    """The translation is much longer than such a text is in its language.

    It holds the wording of another entry, or says something that the source does not. Where it has
    more clauses than the source, less is needed to raise the question, and their lengths tell which
    of them answers nothing.
    """
    ratio = _ratio(pair, context)
    part = part_of_usual(pair) if ratio is None else ratio
    added = added_clause(pair)
    if ratio is None:
        is_long = _is_paragraph(pair)
    else:
        has_more = sentence_ends(pair.target) > pair.source.once(sentence_ends) > 0
        is_long = ratio > (TOO_LONG_WITH_MORE_SENTENCES if has_more else TOO_LONG)
    if is_long or added is not None:
        yield Problem(
            f"the translation is longer than expected: {part:.0%} of the usual length",
            (0, len(pair.target.text)),
            f"compare it with the source: {excerpt(added)} may have been added"
            if added
            else "compare it with the source: does it say more, or belong to another entry",
        )


@check(
    "picture-label-long",
    Scope.UNIT,
    Severity.WARNING,
    needs_pair=_is_label,
    examples=(
        Fires(
            "Nerve root",
            "Von der Bandscheibe eingeklemmte Nervenwurzel",
            "de",
            "takes 45 columns",
            kind=BlockKind.PICTURE_LABEL,
        ),
        Fires(
            "Disc",
            "Межпозвоночный диск",
            "ru",
            "takes 19 columns",
            kind=BlockKind.PICTURE_LABEL,
        ),
        Fires(
            "Nerve root",
            "椎間板に圧迫されている神経の根元の部分",
            "ja",
            "takes 38 columns",
            kind=BlockKind.PICTURE_LABEL,
        ),
        Passes("Disc", "Bandscheibe", "de", kind=BlockKind.PICTURE_LABEL),
        Passes("Nerve root", "Racine nerveuse", "fr", kind=BlockKind.PICTURE_LABEL),
        Passes("Nerve root", "神経根", "ja", kind=BlockKind.PICTURE_LABEL),
        Passes("Disc", "Межпозвоночный диск", "ru", kind=BlockKind.TABLE_CELL),
    ),
)
def picture_label_long(pair: Pair, context: Context) -> Iterator[Problem]:
    """The label of a picture takes much more room than its source.

    A label stands where its source stood, and nothing moves out of its way: a long one runs over
    the picture, into another label, or out of the frame, and a patient reads half of it.
    """
    if not _is_label(pair, context):
        return
    source, target = (
        columns(" ".join(each.visible.split())) for each in (pair.source, pair.target)
    )
    if target > source * LABEL_RATIO and target > source + LABEL_ROOM:
        yield Problem(
            f"the label takes {target} columns, its source takes {source}",
            (0, len(pair.target.text)),
            "look at the picture; shorten the label, or draw a variant of it for this language",
        )
