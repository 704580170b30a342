"""Whether one of several is enough, or all are needed: "fever or a rash", "fever and a rash".

Who has one of the two is warned by the source and by the translation is not. Makes no problem of
anything.
"""

from __future__ import annotations

from pipeline.checks.reading import Reading
from pipeline.language.meaning.coordination import has_both, has_either, may_have_either
from pipeline.language.meaning.relations import names_of
from pipeline.language.patterns import lazy

__all__ = ["alternative", "joined"]

_CASES = frozenset({"if", "when", "unless"})
_END = lazy(r"[.;:!?…]")
# "Milk or other dairy", "or more": what an "and" may stand for, or another word.
_LOOSE = lazy(
    r"\W+(?:so|else|more|less|higher|lower|above|below|over|under|older|younger|longer|fewer|greater"
    r"|not|any|other|another|others|otherwise|sooner|later|earlier|even|two|three)\b"
)


def joined(source: Reading, target: Reading) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The "or" of the source, and the "and" that the translation has instead."""
    place = source.once(alternative)
    if place is None or may_have_either(target.visible, target.language):
        return None
    both = has_both(target.visible, target.language)
    if both is None or any(cue.start < both[0] < cue.end for cue in target.cues):
        return None  # "unless a or b" is "если только не a и не b", all of which is one cue
    if _CASES.isdisjoint(target.cue_names):
        return None  # "who is a or b" is "all a and all b", where there is no "if"
    return place, both


def alternative(reading: Reading) -> tuple[int, int] | None:
    """The "or" behind an "if", in a text that has no "and" and where nothing is negated there.

    "If you have no pain or fever" is "no pain and no fever".
    """
    if _CASES.isdisjoint(reading.cue_names) or "whether" in reading.cue_names:
        return None
    visible, language = reading.visible, reading.language
    if has_either(visible, language) is None or has_both(visible, language) is not None:
        return None
    turns = names_of("negates") | {"un", "only", "except", "even-if", "not-until"}
    for cue in reading.cues:
        if cue.name not in _CASES:
            continue
        end = _END.search(visible, cue.end)
        stop = end.start() if end else len(visible)
        found = has_either(visible[cue.end : stop], language)
        if found is None:
            continue
        start, place = cue.end + found[0], cue.end + found[1]
        # "Or if nothing helps" is a case of its own, where its "not" belongs to it alone
        if any(each.name in _CASES and each.start == place + 1 for each in reading.cues):
            stop = start
        if any(each.name in turns and cue.end <= each.start < stop for each in reading.cues):
            continue
        if not _LOOSE.match(visible, place):
            return start, place
    return None
