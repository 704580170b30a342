"""Whether a sentence of a text, or a clause, was left out, told by their lengths. Knows no words.

The sentences of both texts are paired in order, once as if each had an answer, alone or together
with its neighbour, and once as if one may have none. What speaks for the second is weighed. So are
the clauses, where the translation has fewer of them and is short.
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
_UNANSWERED: Place = (1, 0)

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
    evidence, lost = _unanswered(pair, source, target)
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
    evidence, lost = _unanswered(pair, source, target)
    if _marks(pair.source.language) != "free" or has_few:
        return lost if is_sure and evidence >= EVIDENCE_OF_CLAUSE else None
    # A list of many may be one word: then nothing is compared with anything.
    return lost if EVIDENCE_OF_CLAUSE <= evidence < NEVER else "" if is_sure else None


@cache
def _marks(language: Language) -> str:
    return next((kind for base, kind in rows("clause-marks.tsv") if base == language.base), "")


def clauses(reading: Reading) -> tuple[str, ...]:
    """What stands between marks, and in Thai between spaces: clauses, items, asides in brackets."""
    visible = reading.visible.rstrip()
    places = {0, *ends(reading), len(visible)}
    for mark in (_CLAUSE_ENDS, _SPACES):
        places.update(match.end() for match in mark.finditer(visible))
    pieces = (visible[start:end].strip(CLAUSE_MARKS) for start, end in pairwise(sorted(places)))
    return tuple(piece for piece in pieces if sum(map(str.isalnum, piece)) > 1)


def _unanswered(
    pair: Pair, source: Sequence[str], target: Sequence[str]
) -> tuple[float, str | None]:
    """What speaks for it that one of the pieces has no answer, in nats; and the likeliest one."""
    lengths = [len(each) / expansion(pair.source.language) for each in source]
    others = [len(each) / expansion(pair.target.language) for each in target]
    cost = _cost(lengths, others)
    shapes = (*_SHAPES, _UNANSWERED)
    size = len(lengths), len(others)
    without = likelihood(*size, tuple(_SHAPES), cost)
    evidence = likelihood(*size, shapes, cost) - without
    lost = [bead for bead in best_path(*size, shapes, cost) if bead.shape == _UNANSWERED]
    return evidence, source[max(lost, key=lambda bead: bead.probability).start] if lost else None


def _divided(reading: Reading) -> int:
    return len(sentences(reading)) + len(DIVISIONS.findall(reading.visible))


def _cost(lengths: list[float], others: list[float]) -> Cost:
    def cost(start: int, end: int, other_start: int, other_end: int) -> float:
        if other_start == other_end:
            return 0.0
        prior = _SHAPES[end - start, other_end - other_start]
        return prior + length_cost(sum(lengths[start:end]), sum(others[other_start:other_end]))

    return cost
