"""What a translation must not say for a phrase of the source: "one eye" for "each eye".

Of the phrases that lesser-cues.tsv lists and no list of cues: they are looked for only in a
translation of a text that says the one. Knows their names and relations (data/parity.tsv), no word
and no language. Makes no problem of anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pipeline.checks.meaning.negating import is_negative
from pipeline.checks.meaning.replacing import is_unturned
from pipeline.checks.reading import Pair, Reading
from pipeline.language.meaning.cues import has_parity
from pipeline.language.meaning.lesser_cues import may_be_said, said_besides, says_besides
from pipeline.language.meaning.relations import beside, names_of, pairs_of

__all__ = ["exchanged_besides", "said_of_besides"]

_Span = tuple[int, int]  # code points, half-open


def said_of_besides(source: Reading) -> dict[str, _Span]:
    """What a text says that has such a contrary, by its name, and where: "finish the course"."""
    if not has_parity(source.language):
        return {}
    visible, language = source.visible, source.language
    names = may_be_said(_rights(), visible, language)
    found = ((name, said_besides(name, visible, language)) for name in names)
    return {name: span for name, span in found if span is not None}


@cache
def _rights() -> tuple[str, ...]:
    return tuple(dict.fromkeys(right for right, _ in pairs_of("besides")))


def exchanged_besides(pair: Pair) -> Iterator[tuple[_Span, _Span]]:
    """Where the source says the one, and where the translation says the contrary instead.

    Only where the translation does not say the one too, and nothing turns the contrary: "crushed"
    is a mistake for "whole" in its own clause, whatever else must not be done.
    """
    source, target = pair.source, pair.target
    said_here = source.once(said_of_besides)
    for right, wrong in pairs_of("besides") if said_here else ():
        said = said_here.get(right)
        if said is None or _is_turned(right, said, source):
            continue
        if not beside("spares").get(right, frozenset()).isdisjoint(source.cue_names):
            continue
        stands = said_besides(wrong, target.visible, target.language)
        if stands is None or _is_turned_there(right, stands, target):
            continue
        if right in names_of("negating-alike") and is_negative(source) != is_negative(target):
            continue
        if not beside("stays").get(right, frozenset()).isdisjoint(target.cue_names):
            continue
        heard = {right} | beside("heard").get(right, frozenset())
        if any(says_besides(each, target.visible, target.language) for each in heard):
            continue
        if says_besides(wrong, source.visible, source.language):
            continue
        yield said, stands


def _is_turned_there(right: str, stands: _Span, target: Reading) -> bool:
    """Whether a "not" may make the one of the contrary.

    None does of "do not start" or of infants; "not without asking" is right, however it is said.
    """
    if right in names_of("undenied"):
        return not (names_of("negates") - {"without"}).isdisjoint(target.cue_names)
    if right in names_of("either-way-round"):
        return False
    return is_negative(target) and not is_unturned(*stands, target)


def _is_turned(right: str, said: _Span, source: Reading) -> bool:
    """Whether "if you do not feel better" is said, which may well be "if you feel worse"."""
    return right in names_of("unturned") and is_negative(source) and not is_unturned(*said, source)
