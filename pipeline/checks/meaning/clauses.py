"""A text by its sentences and clauses, and the cues that stand in each.

Where a sentence or a clause ends is told by marks and by cues; knows no language but by its data.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from pipeline.checks.reading import Reading
from pipeline.language.meaning.coordination import begins_anew
from pipeline.language.meaning.cues import Cue
from pipeline.language.meaning.lesser_cues import said_besides
from pipeline.language.meaning.relations import names_of
from pipeline.language.patterns import lazy

__all__ = [
    "CLAUSE_END",
    "COMMA",
    "SENTENCE_END",
    "Said",
    "ends_of_clauses",
    "ends_of_parts",
    "ends_of_sentences",
    "have_as_many_sentences",
    "part_pairs",
    "sentence_of",
    "sentence_pairs",
    "starts_of_clauses",
    "whole",
]

# The middle dot is the semicolon of Greek, before a space; "l·l" is one letter in Catalan.
# One class of characters first: a search for alternatives takes five times as long.
CLAUSE_END = lazy(
    r"[.;:；：—!?…。｡！？؟؛۔।॥։፤።፧။។៕៖·](?:(?<![.·])|(?<=·)(?=\s)|(?<=[^\W\d]{3}\.)(?=[\s*_)\"'”’»]))"
)
SENTENCE_END = lazy(r"[.!?…。｡！？؟۔।॥։።፧။។៕](?:(?<![.!?…])|(?=[\s*_)\"'”’»]|$))")
# A semicolon, and where "." ends a sentence in other languages it is one in Armenian.
PART_END = lazy(r"[;；؛፤](?=\s|$)|[.!?…。｡！？؟۔।॥։።፧။។៕](?:(?<![.!?…])|(?=[\s*_)\"'”’»]|$))")
COMMA = lazy("[,،，、፣]")
_COMMAS = frozenset(",،，、፣")
_ENDED = frozenset(".!?:;…。！？؟؛।॥۔።")


class Said(NamedTuple):
    """A text, or one sentence of it, and the cues in it."""

    reading: Reading
    cues: Sequence[Cue]
    names: Set[str]


def whole(reading: Reading) -> Said:
    """All of a text."""
    return Said(reading, reading.cues, reading.cue_names)


def sentence_pairs(source: Reading, target: Reading) -> Iterable[tuple[Said, Said]]:
    """The cues of both, sentence by sentence where both have equally many."""
    here, there = source.once(ends_of_sentences), target.once(ends_of_sentences)
    if len(here) < 2 or len(here) != len(there):
        return ((source.once(whole), target.once(whole)),)
    return zip(_divided(source, here), _divided(target, there), strict=True)


def part_pairs(source: Reading, target: Reading) -> Iterable[tuple[Said, Said]]:
    """The cues of both, part by part, as semicolons and sentences divide them; none of one part.

    Nor of texts that have not equally many, or of a source without a semicolon: what stands in a
    sentence of its own may have moved to the next one.
    """
    here = source.once(ends_of_parts)
    if len(here) <= len(source.once(ends_of_sentences)) or len(here) < 2:
        return ()
    there = target.once(ends_of_parts)
    if len(here) != len(there):
        return ()
    return zip(_divided(source, here), _divided(target, there), strict=True)


def ends_of_parts(reading: Reading) -> list[int]:
    """Where each part ends, behind its mark: a semicolon, or what ends a sentence."""
    return [match.end() for match in PART_END.finditer(reading.visible.rstrip())]


def _divided(reading: Reading, ends: list[int]) -> list[Said]:
    divided: list[list[Cue]] = [[] for _ in ends]
    for cue in reading.cues:
        divided[min(bisect_right(ends, cue.start), len(ends) - 1)].append(cue)
    return [Said(reading, cues, {cue.name for cue in cues}) for cues in divided]


def ends_of_sentences(reading: Reading) -> list[int]:
    """Where each sentence ends, behind its mark."""
    return [match.end() for match in SENTENCE_END.finditer(reading.visible.rstrip())]


def sentence_of(cue: Cue, reading: Reading) -> int:
    """In which sentence of the text it stands, counted from 0."""
    return bisect_right(reading.once(ends_of_sentences), cue.start)


def have_as_many_sentences(one: Reading, other: Reading) -> bool:
    """Whether both texts have several sentences, and equally many."""
    return 2 <= len(one.once(ends_of_sentences)) == len(other.once(ends_of_sentences))


def ends_of_clauses(reading: Reading) -> list[int]:
    """Where a clause ends: at a mark, or at a comma before "and", "but"; not at the very end."""
    visible, language = reading.visible, reading.language
    ends = [match.end() for match in CLAUSE_END.finditer(visible.rstrip())]
    commas = (match.end() for match in COMMA.finditer(visible))
    ends += [comma for comma in commas if begins_anew(visible, comma, language)]
    return sorted(end for end in ends if visible[end:].strip(" *_"))


def starts_of_clauses(said: Said) -> list[int]:
    """Where a clause begins that negates on its own account: behind "but", "if", a semicolon.

    And behind the "No," that is an answer: "Non, n'arrêtez pas" negates twice.
    """
    divides = names_of("divides")
    visible = said.reading.visible
    breaks = [match.end() for match in CLAUSE_END.finditer(visible)]
    breaks += [cue.start for cue in said.cues if cue.name in divides]
    breaks += [end for cue in said.cues if cue.name == "if" and (end := _end_of_if(cue, visible))]
    if (place := said_besides("if-not", visible, said.reading.language)) is not None:
        breaks.append(place[1])
    return sorted(breaks + [cue.end for cue in said.cues if _is_answer(cue, visible)])


def _end_of_if(cue: Cue, visible: str) -> int:
    """Where the clause ends that begins a sentence with "if", 0 if it does not.

    "If it is not cooked, do not eat it" negates twice, as "Do not eat it if it is not cooked" does.
    """
    before = visible[: cue.start].rstrip(" *_")
    if before and before[-1] not in _ENDED:
        return 0
    end = COMMA.search(visible, cue.end)
    return end.end() if end else 0


def _is_answer(cue: Cue, visible: str) -> bool:
    """Whether this is a word at the start of a sentence, and a comma behind it."""
    if visible[cue.end : cue.end + 1] not in _COMMAS:
        return False
    before = visible[: cue.start].rstrip(" *_")
    return not before or before[-1] in _ENDED
