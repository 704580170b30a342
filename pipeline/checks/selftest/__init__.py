"""How well the checks find mistakes: right translations, one seeded error at a time, counted.

Recall is how many of the seeded errors have a finding that the right translation does not have;
findings on the untouched text are false alarms, or real mistakes. A pure function of catalogs; the
mistakes are made in `seeds`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipeline.checks.selftest.negations import without_negation
from pipeline.checks.selftest.seeds import ENGLISH, NEGATION, PAIRS, SEEDS, Specimen, has_opposites
from pipeline.language import cldr
from pipeline.language.orthography import full_stops
from pipeline.model import (
    Catalog,
    Finding,
    Key,
    Language,
    Severity,
    State,
    Term,
    Termbase,
    TermRule,
    Unit,
)
from pipeline.source.termbase import readings_in

__all__ = ["KINDS", "Missed", "Score", "measure"]

KINDS: tuple[str, ...] = (*SEEDS, *PAIRS)
SWAPPED, DROPPED = PAIRS

Judge = Callable[[Catalog], tuple[Finding, ...]]
Ask = Callable[..., Counter[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Missed:
    """A seeded error that nothing was found about."""

    kind: str
    unit: Unit  # with the error in it
    was: str  # the right translation


@dataclass(slots=True)
class Score:
    """What one language's catalogs came to; scores of several catalogs add up."""

    segments: int = 0
    alarms: list[Finding] = field(default_factory=list)  # on the untouched text
    seeded: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: list[Missed] = field(default_factory=list)

    def recall(self, kind: str) -> float | None:
        """The share of the seeded errors that were found; None where there was nothing to seed."""
        return self.found[kind] / self.seeded[kind] if self.seeded[kind] else None

    @property
    def alarms_per_thousand(self) -> float:
        """Findings on the untouched text per 1,000 segments."""
        return 1000 * len(self.alarms) / self.segments if self.segments else 0.0

    def add(self, other: Score) -> None:
        """Take in what another catalog came to."""
        self.segments += other.segments
        self.alarms += other.alarms
        self.seeded += other.seeded
        self.found += other.found
        self.missed += other.missed


def measure(
    catalog: Catalog,
    language: Language,
    judge: Judge,
    termbase: Termbase | None = None,
    *,
    source_language: Language = ENGLISH,
    neighbours: Iterable[Mapping[Key, str]] = (),
) -> Score:
    """The score of one catalog; `judge` gives the findings about a catalog of some of its units.

    Only translated units are looked at. Findings of severity info are no alarms. `neighbours` are
    the translations of the same article in other languages of its script.
    Negations are lost as people wrote above the entries ("# opposite: …"); in a catalog without any
    such, by rule, in the translation and in the source.
    """
    units = [u for u in catalog.units if u.state is State.TRANSLATED and not u.plural]
    right = [replace(unit, comments=()) for unit in units]
    score = Score(segments=len(right))
    score.alarms = [
        finding
        for finding in judge(replace(catalog, units=tuple(right)))
        if finding.severity is not Severity.INFO and finding.msgid is not None
    ]
    terms = _terms(termbase or Termbase(), language)
    by_rule = not has_opposites(units)
    neighbours = tuple(neighbours)

    def ask(*asked: Unit) -> Counter[tuple[str, str]]:
        found = judge(replace(catalog, units=asked))
        return Counter((each.id, each.message) for each in found if each.msgid is not None)

    for unit, bare in zip(units, right, strict=True):
        clean = ask(bare)
        elsewhere = tuple(texts[unit.key] for texts in neighbours if unit.key in texts)
        specimen = Specimen(unit, language, terms, by_rule, source_language, elsewhere)
        for kind, seed in SEEDS.items():
            for text in dict.fromkeys(seed(specimen)):
                if text != bare.msgstr:
                    wrong = replace(bare, msgstr=text)
                    _count(score, kind, wrong, bare.msgstr, is_found=bool(ask(wrong) - clean))
        if by_rule:
            _measure_added(score, bare, source_language, ask)
    _measure_pairs(score, right, (source_language, language), ask)
    return score


def _measure_added(score: Score, unit: Unit, source_language: Language, ask: Ask) -> None:
    """A negation that only the translation has: the source lost its own.

    What else a changed source does to the unit is no answer, so that only findings about what the
    sentence says count.
    """
    source = without_negation(unit.key.msgid, source_language)
    if source is not None and source != unit.key.msgid:
        wrong = replace(unit, key=Key(unit.key.msgctxt, source))
        is_found = any(identifier in _ABOUT_MEANING for identifier, _ in ask(wrong))
        _count(score, NEGATION, wrong, unit.key.msgid, is_found=is_found)


_ABOUT_MEANING = frozenset(
    {"negation-mismatch", "condition-mismatch", "limit-mismatch", "opposite-mismatch"}
)


def _count(score: Score, kind: str, wrong: Unit, was: str, *, is_found: bool) -> None:
    score.seeded[kind] += 1
    if is_found:
        score.found[kind] += 1
    else:
        score.missed.append(Missed(kind, wrong, was))


def _measure_pairs(
    score: Score, units: list[Unit], languages: tuple[Language, Language], ask: Ask
) -> None:
    """Two translations in each other's place, and two sentences of which one is not translated."""
    for one, other in pairwise(units):
        if one.msgstr == other.msgstr or one.key.msgid == other.key.msgid:
            continue
        swapped = (replace(one, msgstr=other.msgstr), replace(other, msgstr=one.msgstr))
        is_found = bool(ask(*swapped) - ask(one, other))
        _count(score, SWAPPED, swapped[0], one.msgstr, is_found=is_found)
        both = _joined(one, other, *languages)
        if both is not None:
            dropped = replace(both, msgstr=one.msgstr)
            _count(score, DROPPED, dropped, both.msgstr, is_found=bool(ask(dropped) - ask(both)))


def _joined(one: Unit, other: Unit, source: Language, target: Language) -> Unit | None:
    """Two sentences as one unit, as paragraphs have them; None where one is no sentence."""
    sentences = (one.key.msgid, other.key.msgid)
    if "[^" in "".join(sentences):
        return None
    if not full_stops(source).issuperset(text[-1:] for text in sentences):
        return None
    msgid = cldr.sentence_joiner(source).join(sentences)
    text = cldr.sentence_joiner(target).join((one.msgstr, other.msgstr))
    return replace(one, key=Key(None, msgid), msgstr=text)


def _terms(termbase: Termbase, language: Language) -> tuple[Term, ...]:
    used = termbase.with_rule(TermRule.USE)
    return tuple(term for term in used if readings_in(term, language))


def rows(scores: Mapping[Language, Score], kinds: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """One row a kind: its name, then the recall in each language, in percent; "–" for none."""
    for kind in kinds:
        yield (kind, *(_percent(score.recall(kind)) for score in scores.values()))
    yield (
        "findings on right text, per 1,000",
        *(f"{score.alarms_per_thousand:.1f}" for score in scores.values()),
    )
    yield ("segments", *(str(score.segments) for score in scores.values()))


def _percent(share: float | None) -> str:
    """In whole percent, rounded down: 100 means all of them."""
    return "–" if share is None else str(int(100 * share))
