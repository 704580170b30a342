"""Checks of terms: whether a translation says what the project's termbase asks for.

What counts as the same word in another form is decided in `language.terms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Pair, Passage, Reading
from pipeline.checks.wording import listing
from pipeline.language.terms import find_term
from pipeline.model import Language, Severity, Term, TermRule
from pipeline.source.termbase import readings_in

_HERNIATED_DISC = Term(
    "herniated disc",
    Language("en"),
    TermRule.USE,
    {"es": ("hernia discal", "hernia de disco"), "de": ("Bandscheibenvorfall",)},
)
_BRAND = Term("Cainiu Health", Language("en"), TermRule.KEEP, {"zh-Hans": ("菜牛健康",)})
_SLIPPED_DISC = Term("disco salido", Language("es"), TermRule.AVOID, {"es": ("hernia discal",)})
_LUMBAGO = Term("lumbago", Language("en"), TermRule.AVOID, {"en": ("low back pain",)})


@check(
    "term-missing",
    Scope.UNIT,
    Severity.WARNING,
    needs_pair=lambda pair, context: context.facts.has_terms(pair.source),
    examples=(
        Passes(
            "Herniated discs often heal by themselves.",
            "Las hernias discales suelen curarse solas.",
            "es",
            terms=(_HERNIATED_DISC,),
        ),
        Fires(
            "A herniated disc can press on a nerve.",
            "Eine Diskushernie kann auf einen Nerv drücken.",
            "de",
            "'Bandscheibenvorfall'",
            terms=(_HERNIATED_DISC,),
        ),
        Passes("Written for Cainiu Health.", "为菜牛健康撰写。", "zh-Hans", terms=(_BRAND,)),
        Fires(
            "Written for Cainiu Health.",
            "Escrito para Salud Cainiu.",
            "es",
            "'Cainiu Health'",
            terms=(_BRAND,),
        ),
    ),
)
def term_missing(pair: Pair, context: Context) -> Iterator[Problem]:
    """The translation does not use the wording that the termbase has for a term of the source.

    Two words for one thing make a patient think of two things. A name that has to be kept, of a
    medicine or an organisation, can't be found again when it is translated. Inflected forms count;
    of two terms, one inside the other, only the longer one is asked for.
    """
    target = pair.target.visible
    for term in context.facts.terms_to_use(pair.source.text):
        readings = readings_in(term, context.language)
        if readings and not any(find_term(target, each, context.language) for each in readings):
            wanted = listing((f"'{each}'" for each in readings), last="or")
            yield Problem(
                f"the source has the term '{term.term}', the translation does not have {wanted}",
                hint=_advice("use that wording, or add yours to the termbase", term),
            )
    for term in context.facts.terms_to_keep(pair.source.text):
        accepted = (term.term, *readings_in(term, context.language))
        if not any(each.casefold() in target.casefold() for each in accepted):
            yield Problem(
                f"the source has '{term.term}', which is kept in every language; "
                "the translation does not have it",
                hint=_advice(f"write '{accepted[-1]}'", term),
            )


@check(
    "term-forbidden",
    Scope.UNIT,
    Severity.WARNING,
    needs_pair=lambda pair, context: context.facts.terms_forbidden_in(pair.target),
    examples=(
        Passes("A slipped disc.", "Una hernia discal.", "es", terms=(_SLIPPED_DISC,)),
        Fires(
            "A slipped disc.", "Un disco salido.", "es", "'disco salido'", terms=(_SLIPPED_DISC,)
        ),
    ),
)
def term_forbidden(pair: Pair, context: Context) -> Iterator[Problem]:
    """The translation uses a wording that the termbase rules out.

    It is there because it was found to be wrong, outdated or hurtful.
    """
    yield from _ruled_out(pair.target, context)


@check(
    "term-forbidden-in-source",
    Scope.SEGMENT,
    Severity.WARNING,
    examples=(
        Passes("A herniated disc.", "", "en", terms=(_LUMBAGO,)),
        Passes("Der Bandscheibenvorfall.", "", "de", terms=(_LUMBAGO,)),
        Fires("Lumbago is common.", "", "en", "'Lumbago'", terms=(_LUMBAGO,)),
    ),
)
def term_forbidden_in_source(passage: Passage, context: Context) -> Iterator[Problem]:
    """The article uses a wording that the termbase rules out in its language.

    Translators would carry it into every language.
    """
    yield from _ruled_out(passage.reading, context)


def _ruled_out(reading: Reading, context: Context) -> Iterator[Problem]:
    """Where a text has a wording that the termbase rules out, and what to write instead."""
    for term in context.facts.terms_forbidden_in(reading):
        better = listing((f"'{each}'" for each in readings_in(term, context.language)), last="or")
        for span in find_term(reading.text, term.term, context.language):
            yield Problem(
                f"'{reading.text[slice(*span)]}' is ruled out by the termbase",
                span,
                _advice(f"write {better}" if better else "use another wording", term),
            )


def _advice(what: str, term: Term) -> str:
    """What to do, and the termbase's note about the term."""
    return f"{what}; note: {term.note.rstrip('.')}" if term.note else what
