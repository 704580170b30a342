"""What has no answer: a sentence or clause left out, or added. Told by lengths; knows no words.

The sentences of both texts are paired in order, once as if each had an answer, alone or together
with its neighbour, and once as if one may have none. What speaks for the second is weighed. So are
the clauses, where the translation has fewer of them and is short, or more and is long.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from pipeline.checks.reading import Pair, Reading
from pipeline.language import cldr
from pipeline.language.gale_church import (
    NEVER,
    Bead,
    Cost,
    Place,
    best_path,
    length_cost,
    likelihood,
)
from pipeline.language.lengths import expansion
from pipeline.language.patterns import lazy
from pipeline.language.sentences import abbreviations
from pipeline.language.tables import rows
from pipeline.model import Language

__all__ = [
    "CLAUSE_MARKS",
    "DIVISIONS",
    "LONGEST",
    "LONGEST_WITHOUT_CLAUSE",
    "SHORTEST_WITH_ANOTHER",
    "added_clause",
    "clauses",
    "ends",
    "lost_clause",
    "lost_sentence",
    "sentence_ends",
    "sentences",
]

# The stops of "e.g. water", "5 min. later" and "the Save as … button" end no sentence; that of
# "Lower is better.Ask your doctor" does.
_ENDS = lazy(
    r"[.…](?<![\s.(]\w\.)(?<!^\w\.)(?=[\s)\"”»’*_](?!\s*[a-zà-ÿа-яα-ω])|$)"
    r"|[!?؟۔।։።៕។။](?=[\s)\"”»’*_]|$)|[。！？]+"
    r"|(?<=[^\W\d_]{3})\.(?=[A-ZÀ-ÞА-ЯΑ-Ω가-힣])"
)
_MARKS = ",，、،;；؛՝:：—–"  # behind a clause, or an item
DIVISIONS = re.compile(rf"(?<!\d)[{_MARKS}](?!\d)")

# What pairs of sentences weigh in nats, as for the alignment of whole documents; a sentence that
# has no answer weighs nothing here, as what speaks for it is what is asked.
_SHAPES: Mapping[Place, float] = MappingProxyType(
    {(1, 1): 0.12, (1, 2): 3.0, (2, 1): 3.0, (2, 2): 4.5, (1, 3): 4.6, (3, 1): 4.6}
)
_LOST: Place = (1, 0)
_ADDED: Place = (0, 1)

# How many nats are asked for, and how many where the translation has fewer clauses, too: two
# sentences may have become one with a comma, in Chinese and Japanese more often. Measured on 11,335
# published pairs of two and more sentences in 32 languages: of 34 findings that these add (the
# lengths of the whole texts alone give 42) some two in three show that a sentence, or half of one,
# was left out. Of sentences taken out on purpose they find 92 in a hundred instead of 74, in texts
# of three sentences 89 instead of 44.
EVIDENCE = (6.0, 3.5)
EVIDENCE_BESIDE_COMMAS = (7.0, 2.5)
LONGEST = 0.9  # of the usual length; what is longer lacks no sentence

# "Never share needles; throw them into the yellow box." without its second half. Measured on 18,200
# right pairs of 30 characters and more in 33 languages: 5 of these are told. Of 3,667 clauses taken
# out on purpose 66 in a hundred were told by other checks, by the numbers and negations in them,
# and are 79 with this: 86 instead of 61 where the clause was two fifths of the text.
LONGEST_WITHOUT_CLAUSE = 0.8  # of the usual length
SURELY_WITHOUT_CLAUSE = 0.6  # so short that fewer clauses are all that is asked
SURELY_WITHOUT_CLAUSE_SHORT = 0.5  # where the source is short or no sentence, or commas are rare
SHORT = 50  # characters of a source; a list that is shorter may be names that are one
EVIDENCE_OF_CLAUSE = 6.0  # nats

# A sentence of 30 characters and more whose translation goes on with a clause of its own. Beside
# figures and addresses (units may be written out), and where no spaces are, lengths say less; of
# both at once ("每次服用 2 錠 500 毫克" for "2 × 500 mg") nothing. Of 24,933 right pairs none is
# told, 22 of 90,912 between other languages than English. Clauses and sentences were taken out of
# 6,086 sources on purpose: of what the translation then says more 54 in a hundred were told by
# others, and are 67 with this; 49 and 70 where it was two fifths of the text, 77 and 96 half of it.
SHORTEST_SOURCE_OF_ADDED = 30  # characters
SHORTEST_WITH_ANOTHER = 1.7  # of the usual length
ADDED = (SHORTEST_WITH_ANOTHER, 5.0)  # and nats
ADDED_IF_LENGTHS_SAY_LESS = (1.85, 6.0)
SURELY_THIS = 0.7  # the probability of a piece that is named: 88 in a hundred are the right one
_ASIDE = lazy(r"\s*[(（][^()（）]*[)）]")  # right translations explain a foreign word so
_BRACKET = re.compile(r"[(（]")
_FIGURE = re.compile(r"[\d/]")
_COMPACT = 0.6  # of a language that is shorter than this, Latin words in it are counted as they are
_LATIN = re.compile(r"[A-Za-z0-9]+")
_CLAUSE_MARK = lazy(rf"[{_MARKS}](?:(?<!\d.)|(?![ ]?\d))")
_CLAUSE_ENDS = lazy(rf"[{_MARKS}()（）](?:(?<!\d.)|(?![ ]?\d))")
# Thai, Lao, Burmese, Khmer: a space parts what a comma parts elsewhere.
_NO_COMMAS = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
CLAUSE_MARKS = f" {_MARKS}()（）"
_SPACES = lazy(rf"(?<={_NO_COMMAS})[ ]+(?={_NO_COMMAS})")


def ends(reading: Reading) -> tuple[int, ...]:
    """Where each mark that ends a sentence stands in what a reader sees: the place behind it."""
    visible = reading.visible.rstrip()
    found = [match.end() for match in _ENDS.finditer(visible)]
    if len(found) > 1 and abbreviations(reading.language).has_ordinals:
        found = [
            end for end in found if end == len(visible) or not _ORDINAL.search(visible, 0, end)
        ]
    return tuple(found)


_ORDINAL = re.compile(r"(?<!\d)\d{1,2}\.\Z")  # "nach der 20. Woche"


def sentence_ends(reading: Reading) -> int:
    """How many marks end a sentence in what a reader sees; none in Thai."""
    return len(ends(reading))


def sentences(reading: Reading) -> tuple[str, ...]:
    """The sentences as a reader sees them, the last one with or without its stop."""
    visible = reading.visible.rstrip()
    places = [0, *ends(reading), len(visible)]
    pieces = (visible[start:end].strip() for start, end in pairwise(places))
    return tuple(piece for piece in pieces if any(map(str.isalnum, piece)))


def lost_sentence(pair: Pair) -> str | None:
    """The sentence of the source that the translation seems to leave out; None if all are there.

    Where it can't be told which of several it is, the likeliest.
    """
    source, target = pair.source.once(sentences), sentences(pair.target)
    if not len(target) < len(source) or not sentence_ends(pair.target):
        return None
    asked = EVIDENCE if cldr.separates_words(pair.target.language) else EVIDENCE_BESIDE_COMMAS
    evidence, lost = _lost(pair, source, target)
    return None if evidence < asked[_divided(pair.target) < pair.source.once(_divided)] else lost


def lost_clause(pair: Pair, part: float) -> str | None:
    """The clause of the source that the translation seems to leave out; None if all are there.

    `part` of its usual length is the length of the translation. "" where it can't be told which.
    """
    source, target = pair.source.once(clauses), clauses(pair.target)
    if part >= LONGEST_WITHOUT_CLAUSE or not 0 < len(target) < len(source):
        return None
    is_sentence, is_short = pair.source.once(sentence_ends) > 0, len(pair.source.visible) < SHORT
    if is_short and not is_sentence:
        return None
    has_few = _marks(pair.target.language) == "rare"
    is_plain = is_sentence and not is_short and not has_few
    is_sure = part < (SURELY_WITHOUT_CLAUSE if is_plain else SURELY_WITHOUT_CLAUSE_SHORT)
    evidence, lost = _lost(pair, source, target)
    if _marks(pair.source.language) != "free" or has_few:
        return lost if is_sure and evidence >= EVIDENCE_OF_CLAUSE else None
    # A list of many may be one word: then nothing is compared with anything.
    return lost if EVIDENCE_OF_CLAUSE <= evidence < NEVER else "" if is_sure else None


def added_clause(pair: Pair) -> str | None:
    """The clause or sentence of the translation for which the source seems to have none, or None.

    "" where it can't be told which. An aside in brackets that the source has not explains a word,
    and is not looked at.
    """
    source, visible = pair.source.visible, pair.target.visible
    if len(source) < SHORTEST_SOURCE_OF_ADDED or not pair.source.once(sentence_ends):
        return None
    plain = visible if _BRACKET.search(source) else _ASIDE.sub("", visible)
    part = _in_english(plain, pair.target.language) / _in_english(source, pair.source.language)
    has_spaces, has_figures = cldr.separates_words(pair.target.language), _FIGURE.search(source)
    if has_figures and not has_spaces:
        return None
    least, asked = ADDED if has_spaces and not has_figures else ADDED_IF_LENGTHS_SAY_LESS
    before = pair.source.once(clauses)
    after = clauses(pair.target if plain == visible else Reading(plain, pair.target.language))
    if part < least or not 0 < len(before) < len(after):
        return None
    evidence, alone = _unanswered(pair, before, after, _ADDED)
    if not asked <= evidence < NEVER:
        return None
    is_sure = len(alone) == 1 and alone[0].probability > SURELY_THIS
    return after[alone[0].other_start] if is_sure else ""


@cache
def _marks(language: Language) -> str:
    return next((kind for base, kind in rows("clause-marks.tsv") if base == language.base), "")


def clauses(reading: Reading) -> tuple[str, ...]:
    """What stands between marks, and in Thai between spaces: clauses, items, asides in brackets."""
    visible = reading.visible.rstrip()
    places = {0, *ends(reading), len(visible)}
    is_aside = _BRACKET.search(visible) is not None  # ")" of a link to an address is no end
    for mark in (_CLAUSE_ENDS if is_aside else _CLAUSE_MARK, _SPACES):
        places.update(match.end() for match in mark.finditer(visible))
    pieces = (visible[start:end].strip(CLAUSE_MARKS) for start, end in pairwise(sorted(places)))
    return tuple(piece for piece in pieces if sum(map(str.isalnum, piece)) > 1)


def _unanswered(
    pair: Pair, source: Sequence[str], target: Sequence[str], shape: Place
) -> tuple[float, tuple[Bead, ...]]:
    """What speaks for it that some of the pieces have no answer, in nats; and the likeliest ones.

    They are pieces of the source for the shape `_LOST`, of the translation for `_ADDED`.
    """
    lengths = [_in_english(each, pair.source.language) for each in source]
    others = [_in_english(each, pair.target.language) for each in target]
    cost = _cost(lengths, others)
    shapes = (*_SHAPES, shape)
    size = len(lengths), len(others)
    without = likelihood(*size, tuple(_SHAPES), cost)
    evidence = likelihood(*size, shapes, cost) - without
    return evidence, tuple(bead for bead in best_path(*size, shapes, cost) if bead.shape == shape)


def _lost(pair: Pair, source: Sequence[str], target: Sequence[str]) -> tuple[float, str | None]:
    """What speaks for it that one of the pieces was left out, in nats; and the likeliest one."""
    evidence, alone = _unanswered(pair, source, target, _LOST)
    return evidence, source[max(alone, key=_probability).start] if alone else None


def _probability(bead: Bead) -> float:
    return bead.probability


def _in_english(text: str, language: Language) -> float:
    """How many characters such a text has in English."""
    usual = expansion(language)
    latin = sum(map(len, _LATIN.findall(text))) if usual < _COMPACT else 0
    return (len(text) - latin) / usual + latin


def _divided(reading: Reading) -> int:
    return len(sentences(reading)) + len(DIVISIONS.findall(reading.visible))


def _cost(lengths: list[float], others: list[float]) -> Cost:
    def cost(start: int, end: int, other_start: int, other_end: int) -> float:
        if start == end or other_start == other_end:
            return 0.0
        prior = _SHAPES[end - start, other_end - other_start]
        return prior + length_cost(sum(lengths[start:end]), sum(others[other_start:other_end]))

    return cost
