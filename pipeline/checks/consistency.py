"""Checks of a language's catalogs against each other: one sentence, one wording, and no two.

They see all entries of a language at once. Whether a wording is right they don't know, only that
it is not the same, or the same where it should not be.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.checks.check import Context, Fires, Passes, Placed, Problem, Scope, check
from pipeline.checks.wording import excerpt
from pipeline.language.lengths import expansion
from pipeline.model import Severity

LABEL_WORDS = 3  # so many words or fewer may be worded as the place asks for
LONG_TEXT = 28  # characters of English: a shorter wording may serve two labels
MIN_SOURCE_WORDS = 4
MAX_SHARED_WORDS = 0.3  # of the words of two sources, where they say different things
_WORD = re.compile(r"[^\W\d_]+")
_SKIPPED = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\u2066-\u2069*_]+")


@check(
    "inconsistent-translation",
    Scope.LANGUAGE,
    Severity.WARNING,
    examples=(
        Fires(
            "Call the emergency number at once.",
            "Llame de inmediato al número de emergencias.",
            "es",
            "'Marque enseguida el número de urgencias.'",
            others=(
                ("Call the emergency number at once.", "Marque enseguida el número de urgencias."),
            ),
        ),
        Passes(
            "Call the emergency number at once.",
            "Appelez les urgences !",
            "fr",
            others=(("Call the emergency number at once.", "appelez les urgences\u202f!"),),
        ),
        Passes(
            "Call the emergency number at once.",
            "すぐに救急車を呼んでください。",
            "ja",
            others=(("Call a doctor at once.", "すぐに医師に電話してください。"),),
        ),
    ),
)
def inconsistent_translation(placed: tuple[Placed, ...], _context: Context) -> Iterator[Problem]:
    """The same sentence of the source has another wording elsewhere.

    A patient who reads two leaflets asks which of the two holds. The rarer wording is reported;
    short labels, which may depend on their place, only as information.
    """
    groups: dict[tuple[str | None, str], list[Placed]] = {}
    for each in placed:
        key = each.unit.key
        groups.setdefault((key.msgctxt, key.msgid), []).append(each)
    for (_, msgid), group in groups.items():
        if len(group) < 2 or len({each.unit.msgstr for each in group}) < 2:
            continue
        forms = [_form(each.unit.msgstr) for each in group]
        counts = Counter(forms)
        usual = max(counts, key=lambda form: (counts[form], -forms.index(form)))
        model = group[forms.index(usual)]
        for each, form in zip(group, forms, strict=True):
            if form != usual:
                yield Problem(
                    f"the same sentence is {excerpt(model.unit.msgstr)} in {model.path}",
                    (0, len(each.unit.msgstr)),
                    "decide on one wording, or tell the two apart by a context",
                    severity=Severity.INFO if len(msgid.split()) <= LABEL_WORDS else None,
                    place=each,
                )


def _form(text: str) -> str:
    """The text without case, spaces, emphasis and final marks."""
    folded = _SKIPPED.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return folded.rstrip(".!?:;…。！？：；؟۔।։።៕")


@check(
    "shared-translation",
    Scope.LANGUAGE,
    Severity.WARNING,
    examples=(
        Fires(
            "Do not drive after you have taken this medicine.",
            "Bewahren Sie die Tabletten in der Packung auf.",
            "de",
            "'Keep the tablets in their package.'",
            others=(
                (
                    "Keep the tablets in their package.",
                    "Bewahren Sie die Tabletten in der Packung auf.",
                ),
            ),
        ),
        Fires(
            "Do not drive after you have taken this medicine.",
            "错过一次服药时请尽快补服。",
            "zh-Hans",
            "'If you miss a dose, take it as soon as possible.'",
            others=(
                (
                    "If you miss a dose, take it as soon as possible.",
                    "错过一次服药时请尽快补服。",
                ),
            ),
        ),
        Passes(
            "Talk to your doctor first.",
            "Consulte antes a su médico.",
            "es",
            others=(("Talk to your physician first.", "Consulte antes a su médico."),),
        ),
        Passes("Warnings", "注意", "ja", others=(("Caution", "注意"),)),
    ),
)
def shared_translation(placed: tuple[Placed, ...], context: Context) -> Iterator[Problem]:
    """Two sentences that say different things have one and the same translation.

    One was pasted into the place of the other, most often its neighbour. Reported is the entry
    that its length fits worse.
    """
    factor = expansion(context.language) / expansion(context.facts.source_language)
    groups: dict[str, list[Placed]] = {}
    for each in placed:
        if len(each.unit.msgstr) >= LONG_TEXT * factor:
            groups.setdefault(each.unit.msgstr, []).append(each)
    for group in groups.values():
        if len(group) < 2 or len({each.unit.key.msgid for each in group}) < 2:
            continue
        for wrong, other in _strangers(group, factor):
            yield Problem(
                f"{excerpt(other.unit.key.msgid)} has the same translation",
                (0, len(wrong.unit.msgstr)),
                "compare both with their sources: one of them belongs elsewhere",
                place=wrong,
            )


def _strangers(group: Sequence[Placed], factor: float) -> Iterator[tuple[Placed, Placed]]:
    """Entries whose sources say something else than that of the entry which fits best."""
    by_source: dict[str, Placed] = {}
    for each in group:
        by_source.setdefault(each.unit.key.msgid, each)
    entries = sorted(by_source.values(), key=lambda each: _misfit(each, factor))
    best = entries[0]
    for each in entries[1:]:
        if _differ(best.unit.key.msgid, each.unit.key.msgid):
            yield each, best


def _misfit(each: Placed, factor: float) -> int:
    """How far its length is from the expected one, in halves of it: less says nothing."""
    expected = len(each.unit.key.msgid) * factor
    return round(2 * abs(len(each.unit.msgstr) - expected) / max(expected, 1.0))


def _differ(one: str, other: str) -> bool:
    """Whether two sources have hardly a word in common."""
    left, right = (frozenset(_WORD.findall(text.casefold())) for text in (one, other))
    if min(len(left), len(right)) < MIN_SOURCE_WORDS:
        return False
    return len(left & right) <= MAX_SHARED_WORDS * min(len(left), len(right))
